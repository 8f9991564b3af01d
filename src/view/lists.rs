//! The timeline as pages: the home page with its explainer, the pages after it, and a page a tag.

use std::sync::Arc;

use rayon::prelude::*;
use tera::Value;

use super::bodies::Bodies;
use super::events::EventValues;
use super::periods::{self, Clock};
use super::value::{Values, html, link};
use super::{Head, Pages, Setting, changes, date, fixed, status, texts, word};
use crate::model::Order;
use crate::model::Tag;
use crate::path::SitePath;
use crate::site::{Later, Origin, PartId, Shown};

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
    /// Everything about them, for the pages that are still to be rendered.
    full: Arc<[Value]>,
    /// An event's HTML, drawn once for all lists.
    insides: Vec<PartId>,
}

/// Adds the timeline in its two orders, and the tags.
pub(super) fn add(pages: &mut Pages<'_>, values: &[EventValues], bodies: &Bodies, home: &Home<'_>) {
    let inside = |event: &EventValues| pages.site.add_part("event_inside", vec![("event", event.full.clone())]);
    let full = values.iter().map(|event| event.full.clone()).collect();
    let mut events = Events { insides: values.iter().map(inside).collect(), full, values };
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

/// Corrections and updates that the home page shows; their own page has them all.
const NEWEST: usize = 5;

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
        head,
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
        let says = slice.iter().any(|number| !setting.timeline.events[*number].statements.is_empty());
        own.push(("says", Value::from(says || head.kind == "timeline" && number == 1 && has_claims)));
        own.push(("pager", pager));
        own.push(("total", Value::from(order.len())));
        own.push(("counted", Value::from(counted.as_str())));
        own.push(("order", Value::from(if newest { "newest" } else { "oldest" })));
        own.push(("clock", Value::from(clock.name())));
        let mut made = setting.page(structured, (here, origin), head, own);
        let insides = slice.iter().map(|number| events.insides[*number]).collect();
        made.page.parts.push(("insides", Shown::All(insides)));
        let periods = periods::of(setting, clock, slice, (number - 1) * size);
        let full = Arc::clone(&events.full);
        made.page.later = Some(Later::new(move || vec![("periods", periods::values(&periods, &full))]));
        Some(made)
    });
    for made in made.collect::<Vec<_>>() {
        pages.add(made);
    }
}
