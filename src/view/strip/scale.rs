//! From days to places: one scale for the whole drawing, with the longest silences cut out.
//!
//! Enters: stretches of days and a width. Leaves: where a day stands, and where the cuts are. Must not know:
//! how anything is drawn.

use super::{Span, measure};
use crate::model::EventId;

/// Room at the ends of a stretch: half a target.
pub(super) const PAD: f64 = 13.0;
/// Room of a cut without a label.
const CUT: f64 = 22.0;
/// Room beside a cut's label.
const BESIDE: f64 = 26.0;
/// How many silences can be cut out, where the width has room for them.
const MAX_CUTS: usize = 4;
/// The share of the width that cuts leave for time itself.
const TIME: f64 = 0.2;
/// The share of what is not cut yet that a silence takes to be cut.
const GREAT: f64 = 0.25;
/// How many times a cut silence is longer than the longest that is not.
const APART: f64 = 3.0;
/// The share of the width that labels of cuts leave for time itself.
const LEFT: f64 = 0.45;

/// A stretch of time without a cut.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stretch {
    pub(super) from: f64,
    pub(super) to: f64,
    /// Where `from` stands.
    pub(super) x: f64,
}

/// A silence that is cut out.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Break {
    /// How long it is, where that can be told.
    pub(super) label: Option<String>,
    /// Whether there is room for it.
    pub(super) labelled: bool,
    pub(super) x: f64,
    pub(super) width: f64,
}

/// Where each day stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scale {
    pub(super) width: f64,
    /// Pixels a day, the same everywhere.
    pub(super) per: f64,
    pub(super) stretches: Vec<Stretch>,
    pub(super) breaks: Vec<Break>,
}

/// A silence: after all that was, or may have been, and before what comes next.
#[derive(Debug)]
pub(super) struct Silence {
    /// Where it is cut out from: the last place at which something is drawn.
    from: f64,
    /// From when nothing lasts.
    pub(super) since: f64,
    pub(super) to: f64,
    /// The events around it: the one that lasts longest, and the next.
    around: (EventId, EventId),
}

impl Scale {
    /// The scale on which events, sorted by their beginning, fill a width; `label` tells how long the silence
    /// between two of them is. `None` when they have no extent.
    pub(super) fn new(
        spans: &[Span],
        width: f64,
        label: &dyn Fn((EventId, EventId)) -> Option<String>,
    ) -> Option<Self> {
        let first = spans.first()?;
        let last = spans.iter().map(|span| span.to).fold(first.to, f64::max);
        // No more than `width` has room for: a negative number becomes none.
        let most = ((width * (1.0 - TIME) - 2.0 * PAD) / (CUT + 2.0 * PAD)) as usize;
        let silences = cuts(silences(spans), last - first.from, most.min(MAX_CUTS));
        let labels: Vec<Option<String>> = silences.iter().map(|silence| label(silence.around)).collect();
        let room = |label: &Option<String>| label.as_ref().map_or(CUT, |label| measure::width(label) + BESIDE);
        let pads = 2.0 * PAD * (silences.len() + 1) as f64;
        let labelled = labels.iter().map(room).sum::<f64>() + pads <= width * (1.0 - LEFT);
        let rooms: Vec<f64> = labels.iter().map(|label| if labelled { room(label) } else { CUT }).collect();
        let days = last - first.from - silences.iter().map(|silence| silence.to - silence.from).sum::<f64>();
        if last <= first.from {
            return None;
        }
        let left = width - pads - rooms.iter().sum::<f64>();
        let per = if days > 0.0 { left / days } else { 0.0 };
        // Points between cuts have no extent; then the cuts share what is left.
        let spare = if days > 0.0 { 0.0 } else { left / rooms.len().max(1) as f64 };
        let mut scale = Self { width, per, stretches: Vec::new(), breaks: Vec::new() };
        let (mut from, mut x) = (first.from, PAD);
        for ((silence, label), room) in silences.iter().zip(labels).zip(rooms) {
            scale.stretches.push(Stretch { from, to: silence.from, x });
            x += (silence.from - from) * per + PAD;
            let labelled = labelled && label.is_some();
            scale.breaks.push(Break { label, labelled, x, width: room + spare });
            x += room + spare + PAD;
            from = silence.to;
        }
        scale.stretches.push(Stretch { from, to: last, x });
        Some(scale)
    }

    /// Where a day stands; the nearest place for one that is cut out.
    pub(super) fn x(&self, day: f64) -> f64 {
        let after = self.stretches.partition_point(|stretch| stretch.from <= day);
        let Some(stretch) = self.stretches.get(after.saturating_sub(1)) else { return PAD };
        stretch.x + (day.clamp(stretch.from, stretch.to) - stretch.from) * self.per
    }
}

/// The stretches in which nothing lasts, nor may have happened, in order.
pub(super) fn silences(spans: &[Span]) -> Vec<Silence> {
    let mut silences = Vec::new();
    let Some(mut drawn) = spans.first().map(|span| span.to) else { return silences };
    // What began nobody knows when may have lasted since before everything.
    let early = spans.iter().filter(|span| span.may_be.0 == f64::NEG_INFINITY);
    let mut longest = early.fold(spans[0], |longest, span| if span.to > longest.may_be.1 { *span } else { longest });
    for span in spans {
        let since = longest.may_be.1;
        if span.from > since {
            silences.push(Silence { from: drawn, since, to: span.from, around: (longest.event, span.event) });
        }
        drawn = drawn.max(span.to);
        if span.may_be.1 >= since {
            longest = *span;
        }
    }
    silences
}

/// Those that are cut out, `most` at most, in order: each takes a great share of what is not cut yet, and all are far
/// longer than the longest that stays.
fn cuts(mut silences: Vec<Silence>, whole: f64, most: usize) -> Vec<Silence> {
    let length = |silence: &Silence| silence.to - silence.since;
    silences.sort_by(|a, b| length(b).total_cmp(&length(a)).then(a.from.total_cmp(&b.from)));
    let (mut left, mut cut) = (whole, 0);
    for number in 0..silences.len().min(most) {
        let own = length(&silences[number]);
        if own < left * GREAT {
            break;
        }
        left -= silences[number].to - silences[number].from;
        let next = silences.get(number + 1).map_or(0.0, length);
        // Where nothing would be left, the silences are the story, and are drawn to scale.
        if own >= next * APART && left > 0.0 {
            cut = number + 1;
        }
    }
    silences.truncate(cut);
    silences.sort_by(|a, b| a.from.total_cmp(&b.from));
    silences
}
