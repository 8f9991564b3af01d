//! What stands where on the strip: bars in lanes, points in groups.
//!
//! Enters: stretches of days and a scale. Leaves: bars and groups whose targets do not touch. Must not know:
//! how they are drawn.

use super::Span;
use super::scale::Scale;
use crate::model::EventId;

/// The least side of a target, in CSS pixels (WCAG 2.2, 2.5.8).
pub(super) const TARGET: f64 = 24.0;
/// From the side of a target to the middle of its mark at least.
const INSIDE: f64 = 6.0;
/// Bars over one another.
const LANES: usize = 3;
/// Between bars of a lane, so that two are not seen as one.
const APART: f64 = 2.0;
/// A stretch shorter than this is a point.
const SHORTEST: f64 = 9.0;

/// A bar.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Bar {
    pub(super) event: EventId,
    /// Counted from the axis upward.
    pub(super) lane: usize,
    pub(super) left: f64,
    pub(super) right: f64,
    /// Whether it has no end on a side.
    pub(super) open: [bool; 2],
}

/// Events so near one another that they share a target.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Group {
    /// In the order of time.
    pub(super) events: Vec<EventId>,
    /// The one that ends last, and when.
    pub(super) last: (EventId, f64),
    /// Where the first and the last of them stand.
    pub(super) ends: (f64, f64),
    /// Where its target begins.
    pub(super) left: f64,
}

/// Everything in its place.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Placed {
    pub(super) bars: Vec<Bar>,
    pub(super) groups: Vec<Group>,
    pub(super) lanes: usize,
}

impl Bar {
    /// The sides of its target.
    pub(super) fn target(&self) -> (f64, f64) {
        sides(self.left, self.right)
    }
}

impl Group {
    /// Where its mark stands, so far inside its target that it does not touch the next one's.
    pub(super) fn middle(&self) -> f64 {
        self.ends.0.midpoint(self.ends.1).clamp(self.left + INSIDE, self.left + TARGET - INSIDE)
    }

    /// The sides of its target.
    pub(super) fn target(&self) -> (f64, f64) {
        (self.left, self.left + TARGET)
    }
}

/// A target round something, no smaller than it must be.
fn sides(left: f64, right: f64) -> (f64, f64) {
    let missing = (TARGET - (right - left)).max(0.0) / 2.0;
    (left - missing, right + missing)
}

/// Puts events, sorted by their beginning, in their places.
pub(super) fn place(spans: &[Span], scale: &Scale) -> Placed {
    let mut placed = Placed::default();
    let mut ends = [f64::NEG_INFINITY; LANES];
    for span in spans {
        let left = if span.open[0] { 1.0 } else { scale.x(span.from) };
        let right = if span.open[1] { scale.width - 1.0 } else { scale.x(span.to) };
        let bar = Bar { event: span.event, lane: 0, left, right, open: span.open };
        let (start, end) = bar.target();
        let lane = ends.iter().position(|taken| *taken <= start).filter(|_| right - left >= SHORTEST);
        match lane {
            Some(lane) => {
                ends[lane] = end + APART;
                placed.lanes = placed.lanes.max(lane + 1);
                placed.bars.push(Bar { lane, ..bar });
            }
            None => add(&mut placed.groups, span, scale.x(span.from)),
        }
    }
    placed
}

/// Adds a point to the last group where it lies in its target, else begins a group whose target begins no
/// sooner than the last one ends.
fn add(groups: &mut Vec<Group>, span: &Span, x: f64) {
    let ends = (span.event, span.to);
    match groups.last_mut() {
        Some(last) if x < last.target().1 => {
            last.events.push(span.event);
            last.ends.1 = x;
            if span.to >= last.last.1 {
                last.last = ends;
            }
        }
        last => {
            let left = last.map_or(f64::NEG_INFINITY, |last| last.target().1).max(x - TARGET / 2.0);
            groups.push(Group { events: vec![span.event], last: ends, ends: (x, x), left });
        }
    }
}
