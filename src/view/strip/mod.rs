//! The overview: one strip on which the whole time of a story is seen at once, as two drawings of SVG.
//!
//! Enters: the timeline. Leaves: the drawings, for narrow and for wide pages, and the sentence that says what
//! they show. Must not know: the page they stand on.
//!
//! Across, all is in shares of the width, worked out for the least width that a drawing is shown at: it grows
//! with the page, and its text and targets keep their size. What does not collide at that width never does.

mod bars;
mod draw;
mod measure;
mod place;
mod scale;

#[cfg(test)]
mod tests;

use tera::Value;

pub(super) use bars::bars;

use super::Setting;
use super::value::{Values, html};
use crate::date::{Date, Day, Form, Kind, Missing, Precision, elapsed_since_end};
use crate::model::{Event, EventId, List, Timeline};
use scale::Scale;

/// The least width of the narrow drawing, in CSS pixels: what a page of 320 leaves.
const NARROW: f64 = 288.0;
/// The least width of the wide drawing: what a page of 44 rem leaves.
const WIDE: f64 = 640.0;

/// An event in days since 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Span {
    event: EventId,
    from: f64,
    to: f64,
    /// Whether it goes on, or began nobody says when: then it reaches to the end of the drawing.
    open: [bool; 2],
    /// The first and the last day on which it may have been; without end where that is open or not known.
    may_be: (f64, f64),
}

/// The strip of some events, oldest first, as templates see it; nothing for a story that has no extent. `on_page` are
/// those that stand on its page, and `heading` gives the address of the first heading that some of them stand under.
pub(super) fn values(
    setting: &Setting,
    events: &[EventId],
    on_page: &[EventId],
    heading: &dyn Fn(&[EventId]) -> String,
) -> Value {
    let spans = spans(&setting.timeline.events, events);
    let silence = |around| silence(setting, around);
    let Some(wide) = Scale::new(&spans, WIDE, &silence) else { return Value::none() };
    let Some(narrow) = Scale::new(&spans, NARROW, &silence) else { return Value::none() };
    let told = told(setting, &spans, &wide);
    let here: std::collections::HashSet<EventId> = on_page.iter().copied().collect();
    let drawing = |scale: &Scale, class: &str| {
        let placed = place::place(&spans, scale);
        html(&draw::svg(
            setting,
            &placed,
            scale,
            &draw::Dress { class, told: &told, drawn: events, here: &here, heading },
        ))
    };
    Values::new()
        .with("wide", drawing(&wide, "wide"))
        .with("narrow", drawing(&narrow, "narrow"))
        .with("told", told.as_str())
        .done()
}

/// The events as stretches of days, by where they begin. What is not given more closely than by its year is
/// a point, as nothing is known of its length.
fn spans(all: &List<EventId, Event>, events: &[EventId]) -> Vec<Span> {
    let mut spans: Vec<Span> = events.iter().map(|id| span(*id, &all[*id].date)).collect();
    spans.sort_by(|a, b| a.from.total_cmp(&b.from).then(a.event.cmp(&b.event)));
    spans
}

fn span(event: EventId, date: &Date) -> Span {
    let day = |day: crate::date::Day| day.to_days() as f64;
    let may_be = (date.earliest().day().map_or(f64::NEG_INFINITY, day), date.latest().day().map_or(f64::INFINITY, day));
    let point = Span { event, from: day(date.anchor()), to: day(date.anchor()), open: [false, false], may_be };
    match date.form() {
        Form::Single(part) if part.precision() != Precision::Day && !date.is_year_or_longer() => {
            Span { from: day(date.earliest_day()), to: day(date.latest_day()), ..point }
        }
        Form::Range(..) | Form::Between(..) => {
            Span { from: day(date.earliest_day()), to: day(date.latest_day()), ..point }
        }
        Form::Since(_, Missing::Open) => Span { open: [false, true], ..point },
        Form::Until(Missing::Open, _) => Span { open: [true, false], ..point },
        _ => point,
    }
}

/// How long the silence after the one event and before the other is: "about 18 years". Nothing where their dates do not
/// tell.
fn silence(setting: &Setting, (before, after): (EventId, EventId)) -> Option<String> {
    let events = &setting.timeline.events;
    let elapsed = elapsed_since_end(&events[before].date, &events[after].date)?;
    Some(setting.locale.length(elapsed))
}

/// What the drawings show, in words.
fn told(setting: &Setting, spans: &[Span], scale: &Scale) -> String {
    let Timeline { events, .. } = &setting.timeline;
    let locale = &setting.locale;
    let last = spans.iter().max_by(|a, b| a.to.total_cmp(&b.to).then(b.event.cmp(&a.event)));
    let name = |span: Option<&Span>, end: fn(&Date) -> Day| {
        span.map_or_else(String::new, |span| end_of(setting, &events[span.event].date, end))
    };
    let count = locale.counted("events", i64::try_from(spans.len()).unwrap_or(i64::MAX));
    let slots = [
        ("events", count.as_str()),
        ("first", &name(spans.first(), Date::anchor)),
        ("last", &name(last, Date::latest_day)),
    ];
    let mut told = locale.said("strip_told", &slots);
    let silences: Option<Vec<&str>> = scale.breaks.iter().map(|cut| cut.label.as_deref()).collect();
    let broken = match silences {
        Some(silences) if silences.is_empty() => return told,
        Some(silences) => locale.said("strip_broken", &[("silences", &silences.join(locale.word("comma")))]),
        // Of one it cannot be told how long it is.
        None => locale.word("strip_cut").to_owned(),
    };
    told.push(' ');
    told.push_str(&broken);
    told
}

/// Where something begins or ends, in words: a day of what lasts; what is given otherwise is named as it is.
fn end_of(setting: &Setting, date: &Date, end: fn(&Date) -> Day) -> String {
    match date.form() {
        Form::Single(_) => setting.locale.date(date).text(),
        _ => setting.locale.day(end(date)),
    }
}

/// Whether a date is doubtful in itself.
fn doubtful(date: &Date) -> bool {
    matches!(date.kind(), Kind::About | Kind::Between)
}
