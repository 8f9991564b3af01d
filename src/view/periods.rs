//! Events under the heading of their period: of a month, or of a year when the date is a year or longer.
//!
//! Enters: a list of events. Leaves: its periods, small enough to be kept for every page, and the values that
//! templates see of them. Must not know: which page the list stands on.

use std::collections::BTreeMap;

use tera::Value;

use super::Setting;
use super::value::Values;
use crate::date::{Date, elapsed};
use crate::model::Event;

/// What orders a list of events.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Clock {
    /// When they happened.
    Happened,
    /// When they became known.
    Known,
}

/// Neighbours in a list with one heading.
pub(super) struct Period {
    id: String,
    label: String,
    /// The place of its first event in the whole list, from 1.
    start: usize,
    /// How many events it has, in the site's numerals.
    size: String,
    items: Vec<Item>,
    /// The time before its first event.
    gap: Option<Gap>,
}

struct Item {
    /// The event's position in the timeline.
    event: usize,
    /// Its place on the page, from 0.
    place: usize,
    /// Whether the event before it has the same date.
    again: bool,
    gap: Option<Gap>,
}

/// A time between two events that is worth telling.
struct Gap {
    words: String,
    /// Whether it breaks the line of time.
    long: bool,
}

/// The periods of the events of a page, of which there are `before` events on the pages before it.
pub(super) fn of(setting: &Setting<'_>, clock: Clock, events: &[usize], before: usize) -> Vec<Period> {
    let all = &setting.timeline.events;
    let mut periods = Vec::new();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut at = 0;
    while at < events.len() {
        let key = clock.period(&all[events[at]]);
        let end = events[at..]
            .iter()
            .position(|number| clock.period(&all[*number]) != key)
            .map_or(events.len(), |length| at + length);
        let id = match key {
            (year, Some(month)) => format!("p{year}-{month:02}"),
            (year, None) => format!("p{year}"),
        };
        // A period comes again where `order` or `../B` puts a year between the days of its January.
        let times = seen.entry(id.clone()).and_modify(|times| *times += 1).or_insert(1);
        let id = if *times > 1 { format!("{id}r{times}") } else { id };
        let above = |place: usize| place.checked_sub(1).map(|above| &all[events[above]]);
        let item = |place: usize| {
            let event = &all[events[place]];
            // The time before a period's first event is told before its heading.
            let above = above(place).filter(|_| place > at);
            let again = above.is_some_and(|above| clock.shown(above) == clock.shown(event));
            Item { event: events[place], place, again, gap: gap(setting, clock, above, event) }
        };
        periods.push(Period {
            id,
            label: heading(setting, key),
            start: before + at + 1,
            size: setting.locale.size(end - at),
            items: (at..end).map(item).collect(),
            gap: gap(setting, clock, above(at), &all[events[at]]),
        });
        at = end;
    }
    periods
}

/// Periods as templates see them. `events` are the values of all events, by position.
pub(super) fn values(periods: &[Period], events: &[Value]) -> Value {
    let item = |item: &Item| {
        let values = Values::new().with("event", events[item.event].clone()).with("place", item.place);
        let values = if item.again { values.with("again", true) } else { values };
        Gap::add(&item.gap, values).done()
    };
    let period = |period: &Period| {
        let values = Values::new()
            .with("id", period.id.as_str())
            .with("label", period.label.as_str())
            .with("start", period.start)
            .with("size", period.size.as_str())
            .with("items", period.items.iter().map(item).collect::<Vec<_>>());
        Gap::add(&period.gap, values).done()
    };
    Value::from(periods.iter().map(period).collect::<Vec<_>>())
}

impl Gap {
    fn add(gap: &Option<Gap>, values: Values) -> Values {
        match gap {
            Some(gap) => values.with("gap", gap.words.as_str()).with("long", gap.long),
            None => values,
        }
    }
}

/// The words over a period.
fn heading(setting: &Setting<'_>, (year, month): (i64, Option<u8>)) -> String {
    match month {
        Some(month) => setting.locale.month_heading(year, month),
        None => setting.locale.year_heading(year),
    }
}

/// Whether an event's date, in these words, is no more than the heading that it stands under.
pub(super) fn is_in_heading(setting: &Setting<'_>, event: &Event, words: Option<&str>) -> bool {
    !event.date.is_exact() && words == Some(&heading(setting, Clock::Happened.period(event)))
}

/// Days of silence from which on it is told how long it was.
const TELLING: f64 = 2.5;
/// Days of silence that break the line of time.
const LONG: f64 = 45.0;

/// The time between two neighbours of a list, in words, where it is telling.
fn gap(setting: &Setting<'_>, clock: Clock, above: Option<&Event>, event: &Event) -> Option<Gap> {
    let above = above?;
    let back = match clock {
        Clock::Happened => above.sort_key() > event.sort_key(),
        Clock::Known => above.known > event.known,
    };
    let (from, to) = if back { (event, above) } else { (above, event) };
    let elapsed = elapsed(clock.shown(from), clock.shown(to))?;
    let days = elapsed.count as f64 * elapsed.unit.days();
    (days > TELLING).then(|| Gap { words: setting.locale.elapsed(elapsed, back), long: days > LONG })
}

impl Clock {
    /// The word that pages mark the list with.
    pub(super) fn name(self) -> &'static str {
        match self {
            Clock::Happened => "happened",
            Clock::Known => "known",
        }
    }

    /// The date that stands beside an event: as exact as it was written, and no more.
    fn shown(self, event: &Event) -> &Date {
        match (self, &event.reported) {
            (Clock::Known, Some(reported)) if event.known_by_report() => reported,
            _ => &event.date,
        }
    }

    fn period(self, event: &Event) -> (i64, Option<u8>) {
        match self {
            Clock::Happened => {
                let anchor = event.date.anchor();
                (anchor.year, (!event.date.is_year_or_longer()).then_some(anchor.month))
            }
            Clock::Known => (event.known.year, (!self.shown(event).is_year_or_longer()).then_some(event.known.month)),
        }
    }
}
