//! Events under the heading of their period: of a month, or of a year when the date is a year or longer.
//!
//! Enters: a list of events. Leaves: its periods as templates see them, and their ids. Must not know: at which address
//! the list stands.

use std::collections::BTreeMap;
use std::ops::Range;

use tera::Value;

use super::value::Values;
use super::{Setting, date_in};
use crate::date::{Date, Day, elapsed, elapsed_since_end};
use crate::i18n::Context;
use crate::model::{Event, EventId};

/// What orders a list of events.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Clock {
    /// When they happened.
    Happened,
    /// When they became known.
    Known,
}

/// A period on a page.
pub(super) struct Period {
    key: (i64, Option<u8>),
    /// The id of its heading.
    pub(super) id: String,
    /// The places of its events on the page.
    pub(super) places: Range<usize>,
}

/// The periods of the events of a page, in order.
pub(super) fn periods(setting: &Setting, clock: Clock, events: &[EventId]) -> Vec<Period> {
    let all = &setting.timeline.events;
    let mut periods = Vec::new();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut at = 0;
    while at < events.len() {
        let key = clock.period(&all[events[at]]);
        let end = events[at..]
            .iter()
            .position(|id| clock.period(&all[*id]) != key)
            .map_or(events.len(), |length| at + length);
        let id = match key {
            (year, Some(month)) => format!("p{year}-{month:02}"),
            (year, None) => format!("p{year}"),
        };
        // A period comes again where `order` or `../B` puts a year between the days of its January.
        let times = seen.entry(id.clone()).and_modify(|times| *times += 1).or_insert(1);
        let id = if *times > 1 { format!("{id}r{times}") } else { id };
        periods.push(Period { key, id, places: at..end });
        at = end;
    }
    periods
}

/// The events `of_page` of a list, in periods, as templates see them. `value` gives what they see of an event; `lasting` is what [`lasting`] says of the list; `line` stands before the event at that place on the page.
pub(super) fn values(
    setting: &Setting,
    clock: Clock,
    list: &[EventId],
    of_page: Range<usize>,
    lasting: &[i64],
    line: Option<&(usize, Value)>,
    value: impl Fn(EventId) -> Value,
) -> Value {
    let all = &setting.timeline.events;
    let line = |place: usize| line.filter(|(at, _)| *at == place).map(|(_, line)| line.clone());
    let (before, events, lasting) = (of_page.start, &list[of_page.clone()], &lasting[of_page]);
    let mut values: Vec<Value> = Vec::new();
    for Period { key, id, places: Range { start: at, end } } in periods(setting, clock, events) {
        let above = |place: usize| place.checked_sub(1).map(|above| &all[events[above]]);
        let item = |place: usize| {
            let event = &all[events[place]];
            // The time before a period's first event is told before its heading.
            let above = above(place).filter(|_| place > at);
            let again = above.is_some_and(|above| clock.shown(above) == clock.shown(event));
            let values = Values::new().with("event", value(events[place])).with("place", place);
            let values = if again { values.with("again", true) } else { values };
            // Before a period's first event it stands before the heading.
            let values = values.maybe("line", line(place).filter(|_| place > at));
            with_gap(values, setting, clock, above, event, lasting[place]).done()
        };
        let period = Values::new()
            .with("id", id)
            .with("label", heading(setting, key))
            // The place of its first event in the whole list, from 1.
            .with("start", before + at + 1)
            .with("size", setting.locale.size(end - at))
            .maybe("line", line(at))
            .with("items", (at..end).map(item).collect::<Vec<_>>());
        values.push(with_gap(period, setting, clock, above(at), &all[events[at]], lasting[at]).done());
    }
    Value::from(values)
}

/// By place in a list: until when something lasts that began before the time between an event and the one above it, in
/// days since 1970. There is no end to what lasts on, or ends nobody knows when.
pub(super) fn lasting(setting: &Setting, list: &[EventId]) -> Vec<i64> {
    let all = &setting.timeline.events;
    let until = |id: &EventId| all[*id].date.latest().day().map_or(i64::MAX, Day::to_days);
    // What began nobody knows when may have lasted since before everything.
    let early = list.iter().filter(|id| all[**id].date.earliest().day().is_none());
    let mut reach = early.map(until).max().unwrap_or(i64::MIN);
    let mut lasting = vec![reach; list.len()];
    let mut pass = |place: usize, id: &EventId| {
        reach = reach.max(until(id));
        if let Some(lasting) = lasting.get_mut(place) {
            *lasting = reach;
        }
    };
    let back = |pair: &[EventId]| all[pair[0]].sort_key() > all[pair[1]].sort_key();
    match list.windows(2).next().is_some_and(back) {
        true => list.iter().enumerate().rev().for_each(|(place, id)| pass(place, id)),
        false => list.iter().enumerate().for_each(|(place, id)| pass(place + 1, id)),
    }
    lasting
}

/// The words over a period.
fn heading(setting: &Setting, (year, month): (i64, Option<u8>)) -> String {
    match month {
        Some(month) => setting.locale.month_heading(year, month),
        None => setting.locale.year_heading(year),
    }
}

/// What stands over an event in a list: the date that the list goes by, as it reads under the heading of its period,
/// and what is said beside it of the other one.
pub(super) fn when(setting: &Setting, clock: Clock, event: &Event) -> Value {
    let key = clock.period(event);
    let context = Context::year(key.0);
    let shown = clock.shown(event);
    let (by_report, reported) = match &event.reported {
        Some(_) if clock.by_report(event) => (true, None),
        reported => (false, reported.as_ref()),
    };
    let noted = event.date_note.is_some() || setting.timeline.is_expected(event);
    let alone = reported.is_none() && !by_report && !noted;
    let in_heading = alone && !shown.is_exact() && setting.locale.date(shown).text() == heading(setting, key);
    Values::new()
        .with("html", date_in(setting, shown, context))
        .with("in_heading", in_heading)
        .with("by_report", by_report)
        .maybe("known_from", reported.map(|reported| date_in(setting, reported, context.after(shown))))
        .done()
}

/// Days of silence from which on it is told how long it was.
const TELLING: f64 = 2.5;
/// Days of silence that break the line of time.
const LONG: f64 = 45.0;

/// Adds the time between two neighbours of a list, in words, where it is telling; and whether it breaks the line of
/// time, as it does where nothing lasts.
fn with_gap(
    values: Values,
    setting: &Setting,
    clock: Clock,
    above: Option<&Event>,
    event: &Event,
    lasting: i64,
) -> Values {
    let Some(above) = above else { return values };
    let back = match clock {
        Clock::Happened => above.sort_key() > event.sort_key(),
        Clock::Known => above.known > event.known,
    };
    let (from, to) = if back { (event, above) } else { (above, event) };
    // What lasts is known from its beginning.
    let elapsed = match clock {
        Clock::Happened => elapsed_since_end(&from.date, &to.date),
        Clock::Known => elapsed(clock.shown(from), clock.shown(to)),
    };
    let Some(elapsed) = elapsed else { return values };
    let days = elapsed.count as f64 * elapsed.unit.days();
    if days <= TELLING {
        return values;
    }
    let silent = clock == Clock::Known || to.date.anchor().to_days().saturating_sub(lasting) as f64 > LONG;
    values.with("gap", setting.locale.elapsed(elapsed, back)).with("long", days > LONG && silent)
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
        event.reported.as_ref().filter(|_| self.by_report(event)).unwrap_or(&event.date)
    }

    /// Whether the date that stands beside an event is that of a report.
    fn by_report(self, event: &Event) -> bool {
        self == Clock::Known && event.known_by_report()
    }

    /// Whether an event reads alike in the lists of both.
    pub(super) fn agree_on(event: &Event) -> bool {
        !event.known_by_report() && Clock::Known.period(event) == Clock::Happened.period(event)
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
