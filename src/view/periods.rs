//! Events under headings: of the period that they are dated to, or of their day on the page of a month.
//!
//! Enters: a list of events. Leaves: its sections as templates see them, and their ids. Must not know: at which address
//! the list stands.

use std::collections::BTreeMap;
use std::ops::Range;

use tera::Value;

use super::value::Values;
use super::{Setting, date_in};
use crate::date::{Certainty, Date, Day, Form, Kind, Precision, elapsed, elapsed_since_end};
use crate::i18n::Context;
use crate::model::{Era, Event, EventId, Period};

/// What orders a list of events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Clock {
    /// When they happened.
    Happened,
    /// When they became known.
    Known,
}

/// What events on a page stand under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heading {
    /// The period that they are dated to.
    Period(Period),
    /// A day, on the page of its month.
    Day(Day),
}

/// Events under one heading.
pub(super) struct Section {
    heading: Heading,
    /// The id of the heading.
    pub(super) id: String,
    /// The places of its events on the page.
    pub(super) places: Range<usize>,
}

/// What parts a page into sections.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct By {
    pub(super) clock: Clock,
    /// Whether days have headings.
    pub(super) days: bool,
}

impl By {
    fn heading(self, event: &Event) -> Heading {
        match self.clock.day(event) {
            Some(day) if self.days => Heading::Day(day),
            _ => Heading::Period(self.clock.period(event)),
        }
    }
}

/// The sections of the events of a page, in order.
pub(super) fn sections(setting: &Setting, by: By, events: &[EventId]) -> Vec<Section> {
    let all = &setting.timeline.events;
    let mut sections = Vec::new();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut at = 0;
    while at < events.len() {
        let heading = by.heading(&all[events[at]]);
        let end = events[at..]
            .iter()
            .position(|number| by.heading(&all[*number]) != heading)
            .map_or(events.len(), |length| at + length);
        let id = match heading {
            Heading::Period(period) => period_id(period),
            Heading::Day(day) => format!("d{day}"),
        };
        // A period comes again where `order` or `../B` puts a year between the days of its January.
        let times = seen.entry(id.clone()).and_modify(|times| *times += 1).or_insert(1);
        let id = if *times > 1 { format!("{id}r{times}") } else { id };
        sections.push(Section { heading, id, places: at..end });
        at = end;
    }
    sections
}

/// The id of a period's heading, or of its row in an index.
pub(super) fn period_id(period: Period) -> String {
    format!("p{}", period.segment())
}

/// The name of a period: "March 2022", "1970s", "44 BCE".
pub(super) fn label(setting: &Setting, period: Period) -> String {
    let locale = &setting.locale;
    let (first, last) = period.years();
    match period {
        Period::Whole => locale.word("back_to_timeline").to_owned(),
        Period::Beyond(Era::Early) => locale.open_heading(last, false),
        Period::Beyond(Era::Late) => locale.open_heading(first, true),
        Period::Century(_) | Period::Decade(_) => locale.years_heading(first, last),
        Period::Year(year) => locale.year_heading(year),
        Period::Month(year, month) => locale.month_heading(year, month),
    }
}

/// The events `of_page` of a list, in sections, as templates see them. `value` gives what they see of an event, by its
/// position; `lasting` is what [`lasting`] says of the list; `line` stands before the event at that place on the page.
pub(super) fn values(
    setting: &Setting,
    by: By,
    list: &[EventId],
    of_page: Range<usize>,
    lasting: &[i64],
    line: Option<&(usize, Value)>,
    value: impl Fn(EventId) -> Value,
) -> Value {
    let all = &setting.timeline.events;
    let clock = by.clock;
    let line = |place: usize| line.filter(|(at, _)| *at == place).map(|(_, line)| line.clone());
    let (before, events, lasting) = (of_page.start, &list[of_page.clone()], &lasting[of_page]);
    let mut values: Vec<Value> = Vec::new();
    for Section { heading, id, places: Range { start: at, end } } in sections(setting, by, events) {
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
            .with("label", words(setting, heading))
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
    let until = |number: &EventId| all[*number].date.latest().day().map_or(i64::MAX, Day::to_days);
    // What began nobody knows when may have lasted since before everything.
    let early = list.iter().filter(|number| all[**number].date.earliest().day().is_none());
    let mut reach = early.map(until).max().unwrap_or(i64::MIN);
    let mut lasting = vec![reach; list.len()];
    let mut pass = |place: usize, number: &EventId| {
        reach = reach.max(until(number));
        if let Some(lasting) = lasting.get_mut(place) {
            *lasting = reach;
        }
    };
    let back = |pair: &[EventId]| all[pair[0]].sort_key() > all[pair[1]].sort_key();
    match list.windows(2).next().is_some_and(back) {
        true => list.iter().enumerate().rev().for_each(|(place, number)| pass(place, number)),
        false => list.iter().enumerate().for_each(|(place, number)| pass(place + 1, number)),
    }
    lasting
}

/// The words of a heading.
fn words(setting: &Setting, heading: Heading) -> String {
    match heading {
        Heading::Period(period) => label(setting, period),
        // The page has the year in its title.
        Heading::Day(day) => setting.locale.date_in(&Date::of_day(day), Context::year(day.year)).text(),
    }
}

/// What stands over an event in a list: the date that the list goes by, as it reads under its heading, and what is said
/// beside it of the other one.
pub(super) fn when(setting: &Setting, by: By, event: &Event) -> Value {
    let clock = by.clock;
    let context = match clock.period(event) {
        Period::Year(year) | Period::Month(year, _) => Context::year(year),
        Period::Whole | Period::Beyond(_) | Period::Century(_) | Period::Decade(_) => Context::NONE,
    };
    let shown = clock.shown(event);
    let (by_report, reported) = match &event.reported {
        Some(_) if clock.by_report(event) => (true, None),
        reported => (false, reported.as_ref()),
    };
    let noted = event.date_note.is_some() || setting.timeline.is_expected(event);
    let alone = reported.is_none() && !by_report && !noted;
    let heading = by.heading(event);
    let says_all = match heading {
        Heading::Day(_) => shown.is_exact() && shown.kind() == Kind::Day,
        // "The 1970s" under "1970s".
        Heading::Period(Period::Century(_) | Period::Decade(_)) => shown.certainty() == Certainty::Certain,
        Heading::Period(_) => !shown.is_exact() && setting.locale.date(shown).text() == words(setting, heading),
    };
    Values::new()
        .with("html", date_in(setting, shown, context))
        .with("in_heading", alone && says_all)
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
        !event.known_by_report()
            && Clock::Known.period(event) == Clock::Happened.period(event)
            && Clock::Known.day(event) == Clock::Happened.day(event)
    }

    /// The period that an event is dated to.
    pub(super) fn period(self, event: &Event) -> Period {
        Period::of(self.shown(event), self.anchor(event))
    }

    /// The day on which an event stands.
    pub(super) fn anchor(self, event: &Event) -> Day {
        match self {
            Clock::Happened => event.date.anchor(),
            Clock::Known => event.known,
        }
    }

    /// The day, where the date beside an event is one, or begins or ends with one.
    fn day(self, event: &Event) -> Option<Day> {
        let at_day = match self.shown(event).form() {
            Form::Single(part) | Form::Range(part, _) | Form::Since(part, _) | Form::Between(part, _) => {
                part.precision() == Precision::Day
            }
            Form::Until(_, part) => part.precision() == Precision::Day,
            Form::Moment(_) => true,
        };
        at_day.then(|| self.anchor(event))
    }
}
