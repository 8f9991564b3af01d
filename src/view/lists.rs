//! The timeline as pages: the home page with its explainer, the pages after it, and a page a tag.

use std::collections::BTreeMap;

use rayon::prelude::*;
use tera::Value;

use super::bodies::Bodies;
use super::events::EventValues;
use super::value::{Values, html, link};
use super::{Head, Pages, Setting, changes, date, fixed, status, texts, word};
use crate::date::{Date, elapsed};
use crate::model::Order;
use crate::model::{Event, Tag};
use crate::path::SitePath;
use crate::site::{Origin, PartId, Shown};

/// A tag as a link.
pub(super) fn tag(setting: &Setting<'_>, tag: &Tag) -> Value {
    let path = SitePath::new(&format!("tags/{}/", tag.id));
    Values::new()
        .with("id", tag.id.as_str())
        .with("name", tag.name.as_str())
        .maybe("href", path.ok().map(|path| link(&path)))
        .with("count", tag.events.len())
        .with("counted", counted(setting, tag.events.len()))
        .maybe("summary", tag.summary.as_deref())
        .done()
}

/// "14 events"
fn counted(setting: &Setting<'_>, events: usize) -> String {
    setting.locale.counted("events", i64::try_from(events).unwrap_or(i64::MAX))
}

/// Events as lists show them, by position.
struct Events<'a> {
    values: &'a [EventValues],
    /// An event's HTML, drawn once for all lists.
    insides: Vec<PartId>,
}

/// Adds the timeline in its two orders, and the tags.
pub(super) fn add(pages: &mut Pages<'_>, values: &[EventValues], bodies: &Bodies, home: &Home<'_>) {
    let inside = |event: &EventValues| pages.site.add_part("event_inside", vec![("event", event.full.clone())]);
    let mut events = Events { insides: values.iter().map(inside).collect(), values };
    timeline(pages, &events, bodies, home);
    tags(pages, &events);
    for (number, event) in pages.setting.timeline.events.iter().enumerate() {
        if event.known_by_report() {
            let values = vec![("event", values[number].full.clone()), ("clock", Value::from(Clock::Known.name()))];
            events.insides[number] = pages.site.add_part("event_inside", values);
        }
    }
    known(pages, &events);
}

/// What the home page shows beside the timeline.
pub(super) struct Home<'a> {
    /// Claims with who says what of them.
    pub(super) claims: Vec<Value>,
    /// Everybody, by position.
    pub(super) actors: &'a [Value],
    /// The glossary.
    pub(super) terms: &'a [Value],
    /// Every correction and update, newest first.
    pub(super) changes: &'a [Value],
}

/// What orders a list of events.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Clock {
    /// When they happened.
    Happened,
    /// When they became known.
    Known,
}

fn timeline(pages: &mut Pages<'_>, events: &Events<'_>, bodies: &Bodies, home: &Home<'_>) {
    let timeline = pages.setting.timeline;
    let all: Vec<usize> = (0..timeline.events.len()).collect();
    let index = &timeline.index;
    let title = index.title.as_deref().unwrap_or(&timeline.settings.title);
    let body = bodies
        .index
        .as_ref()
        .map(|body| html(&body.html))
        .filter(|_| index.body.as_ref().is_some_and(|body| !body.is_empty()));
    let explainer = Values::new()
        .with("title", title)
        .maybe("summary", index.summary.as_deref())
        .with("in_short", texts(&index.in_short))
        .maybe("why", index.why.as_deref())
        .with("known", texts(&index.known))
        .with("unknown", texts(&index.unknown))
        .maybe("status", status(index.status))
        .maybe("published", index.published.as_ref().map(|day| date(pages.setting, day)))
        .maybe("updated", timeline.changed().map(|day| date(pages.setting, day)))
        .with("authors", texts(&index.authors))
        .with("prose_later", index.prose_later)
        .maybe("body", body)
        .done();
    let corrected = changes::newest_correction(pages.setting, events.values.iter().map(|event| &event.brief));
    let locale = pages.setting.locale;
    let show_all = |count: usize| Value::from(locale.said("show_all", &[("count", &locale.size(count))]));
    let beside = [
        ("claims", Value::from(home.claims.clone())),
        ("sides", Value::from(super::actors::sides(pages.setting, home.actors))),
        ("show_people", show_all(home.actors.len())),
        ("show_terms", show_all(home.terms.len())),
        ("terms", Value::from(home.terms.to_vec())),
        ("changes", Value::from(home.changes.iter().take(NEWEST).cloned().collect::<Vec<_>>())),
        ("more_changes", Value::from(home.changes.len() > NEWEST)),
        ("corrected", corrected.unwrap_or_else(Value::none)),
    ];
    let origin = match &index.path {
        Some(path) => Origin { what: path.to_string(), path: Some(path.clone()) },
        None => Origin { what: "the timeline".to_owned(), path: None },
    };
    paged(pages, Clock::Happened, &all, "", events, |number, on_page| {
        let head = Head {
            description: index.summary.clone().or_else(|| timeline.settings.description.clone()),
            file: index.path.as_ref(),
            ..Head::new("timeline", "timeline.html", title)
        };
        let mut values = vec![("index", explainer.clone()), ("first", Value::from(number == 1))];
        if number == 1 {
            values.extend(beside.iter().cloned());
            values.push(("strip", super::strip::values(pages.setting, on_page)));
        }
        (head, values, origin.clone())
    });
}

/// The same events in the order in which they became known.
fn known(pages: &mut Pages<'_>, events: &Events<'_>) {
    let timeline = pages.setting.timeline;
    if timeline.events.is_empty() {
        return;
    }
    let mut all: Vec<usize> = (0..timeline.events.len()).collect();
    // Stable: what became known on one day stays in the order of the timeline.
    all.sort_by_key(|number| timeline.events[*number].known);
    paged(pages, Clock::Known, &all, "known/", events, |_, _| {
        let head = Head::new("known", "known.html", word(pages.setting, "known_order"));
        (head, Vec::new(), Origin { what: "the timeline as it became known".to_owned(), path: None })
    });
}

fn tags(pages: &mut Pages<'_>, events: &Events<'_>) {
    let timeline = pages.setting.timeline;
    for tag in &timeline.tags {
        let value = self::tag(pages.setting, tag);
        let base = format!("tags/{}/", tag.id);
        let origin = Origin { what: format!("the page of the tag `{}`", tag.id), path: None };
        paged(pages, Clock::Happened, &tag.events, &base, events, |_, _| {
            let head = Head { description: tag.summary.clone(), ..Head::new("tag", "tag.html", &tag.name) };
            (head, vec![("tag", value.clone())], origin.clone())
        });
    }
    if timeline.tags.is_empty() {
        return;
    }
    let words = word(pages.setting, "tags");
    let head = Head::new("tags", "tags.html", words);
    let all: Vec<Value> = timeline.tags.iter().map(|tag| self::tag(pages.setting, tag)).collect();
    pages.page(
        fixed("tags/"),
        Origin { what: "the index of tags".to_owned(), path: None },
        &head,
        vec![("tags", Value::from(all))],
    );
}

/// Splits a list of events into pages: the first at `base`, the others at `page/2/` and so on below it.
fn paged<'a>(
    pages: &mut Pages<'_>,
    clock: Clock,
    list: &[usize],
    base: &str,
    events: &Events<'_>,
    head: impl Fn(usize, &[usize]) -> (Head<'a>, Vec<(&'static str, Value)>, Origin) + Sync,
) {
    let (setting, structured) = (pages.setting, pages.structured);
    let settings = &setting.timeline.settings;
    let newest = settings.order == Order::Newest;
    let order: Vec<usize> = if newest { list.iter().rev().copied().collect() } else { list.to_vec() };
    let size = settings.page_size.max(1);
    let has_claims = !setting.timeline.claims.is_empty();
    let locale = setting.locale;
    let counted = counted(setting, order.len());
    let count = order.len().div_ceil(size).max(1);
    let path = |number: usize| {
        let address = if number == 1 { base.to_owned() } else { format!("{base}page/{number}/") };
        SitePath::new(&address).ok()
    };
    let made = (1..=count).into_par_iter().filter_map(|number| {
        let here = path(number)?;
        let slice = &order[(number - 1) * size..(number * size).min(order.len())];
        let (mut head, mut own, mut origin) = head(number, slice);
        head.node = Some(match head.kind {
            "timeline" if number == 1 => structured.explainer(slice),
            _ => structured.listing(slice),
        });
        if number > 1 {
            origin.what = format!("page {number} of {}", origin.what);
        }
        let near =
            |number: usize| (1..=count).contains(&number).then(|| path(number)).flatten().map(|path| link(&path));
        let pager = Values::new()
            .with("number", number)
            .with("count", count)
            .with("label", locale.said("page_of", &[("number", &locale.size(number)), ("count", &locale.size(count))]))
            .maybe("previous", near(number.wrapping_sub(1)))
            .maybe("next", near(number + 1))
            .done();
        own.push(("periods", periods(setting, clock, slice, events.values, (number - 1) * size)));
        let says = slice.iter().any(|number| !setting.timeline.events[*number].statements.is_empty());
        own.push(("says", Value::from(says || head.kind == "timeline" && number == 1 && has_claims)));
        own.push(("pager", pager));
        own.push(("total", Value::from(order.len())));
        own.push(("counted", Value::from(counted.as_str())));
        own.push(("order", Value::from(if newest { "newest" } else { "oldest" })));
        own.push(("clock", Value::from(clock.name())));
        let mut made = setting.page(structured, (here, origin), &head, own);
        let insides = slice.iter().map(|number| events.insides[*number]).collect();
        made.page.parts.push(("insides", Shown::All(insides)));
        Some(made)
    });
    for made in made.collect::<Vec<_>>() {
        pages.add(made);
    }
}

/// Events under the heading of their period: of a month, or of a year when the date is a year or longer.
fn periods(setting: &Setting<'_>, clock: Clock, events: &[usize], values: &[EventValues], before: usize) -> Value {
    let all = &setting.timeline.events;
    let mut periods: Vec<Value> = Vec::new();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut at = 0;
    while at < events.len() {
        let key = clock.period(&all[events[at]]);
        let end = events[at..]
            .iter()
            .position(|number| clock.period(&all[*number]) != key)
            .map_or(events.len(), |length| at + length);
        let label = heading(setting, key);
        let id = match key {
            (year, Some(month)) => format!("p{year}-{month:02}"),
            (year, None) => format!("p{year}"),
        };
        // A period comes again where `order` or `../B` puts a year between the days of its January.
        let times = seen.entry(id.clone()).and_modify(|times| *times += 1).or_insert(1);
        let id = if *times > 1 { format!("{id}r{times}") } else { id };
        let above = |place: usize| place.checked_sub(1).map(|above| &all[events[above]]);
        let items: Vec<Value> = (at..end)
            .map(|place| {
                let event = &all[events[place]];
                let item = Values::new().with("event", values[events[place]].full.clone()).with("place", place);
                let item = item.with(
                    "again",
                    place > at && above(place).is_some_and(|above| clock.shown(above) == clock.shown(event)),
                );
                // The time before a period's first event is told before its heading.
                gap(setting, clock, above(place).filter(|_| place > at), event, item).done()
            })
            .collect();
        let period = Values::new()
            .with("id", id)
            .with("label", label)
            .with("start", before + at + 1)
            .with("size", setting.locale.size(items.len()))
            .with("items", items);
        periods.push(gap(setting, clock, above(at), &all[events[at]], period).done());
        at = end;
    }
    Value::from(periods)
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

/// Corrections and updates that the home page shows; their own page has them all.
const NEWEST: usize = 5;
/// Days of silence from which on it is told how long it was.
const TELLING: f64 = 2.5;
/// Days of silence that break the line of time.
const LONG: f64 = 45.0;

/// The time between two neighbours of a list, in words, where it is telling.
fn gap(setting: &Setting<'_>, clock: Clock, above: Option<&Event>, event: &Event, values: Values) -> Values {
    let Some(above) = above else { return values };
    let back = match clock {
        Clock::Happened => above.sort_key() > event.sort_key(),
        Clock::Known => above.known > event.known,
    };
    let (from, to) = if back { (event, above) } else { (above, event) };
    match elapsed(clock.shown(from), clock.shown(to)) {
        Some(elapsed) if elapsed.count as f64 * elapsed.unit.days() > TELLING => values
            .with("gap", setting.locale.elapsed(elapsed, back))
            .with("long", elapsed.count as f64 * elapsed.unit.days() > LONG),
        _ => values,
    }
}

impl Clock {
    /// The word that pages mark the list with.
    fn name(self) -> &'static str {
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
