//! An event as templates see it, made once and shared by every page that shows it; and its own page.
//!
//! Enters: events, their bodies, and the values of what they name. Leaves: values and pages; what is wrong with
//! an image is a finding. Must not know: which lists an event stands in.

use std::sync::Arc;

use rayon::prelude::*;
use tera::Value;

use super::links::Targets;
use super::periods;
use super::statements::Named;
use super::structured::Structured;
use super::value::{Values, escaped, html, link, link_to, own};
use super::{Head, Pages, Setting, authors, changes, citations, date, pick, word_with_day};
use crate::diagnostic::Diagnostic;
use crate::i18n;
use crate::markdown::Rendered;
use crate::model::{Event, EventId, List, SourceId, StatementId, Tag, TagId};
use crate::path::SitePath;
use crate::site::{LazyValues, Origin, Page, PartialId, Shown};

/// An event's values, and the few that its neighbours need.
pub(super) struct EventValues {
    /// Everything about it.
    pub(super) full: Value,
    /// Title, address and date: for lists that only point at it.
    pub(super) brief: Value,
    /// Plain words for the page's description.
    pub(super) description: String,
    /// The body on the event's own page.
    pub(super) body: Value,
    sources: Vec<SourceId>,
}

/// What an event's values are made of beside the event.
pub(super) struct Around<'a> {
    /// When each event occurred.
    pub(super) dates: &'a List<EventId, Value>,
    pub(super) said: &'a List<StatementId, Value>,
    pub(super) targets: &'a Targets<'a>,
    pub(super) named: Named<'a>,
}

/// When each event occurred.
pub(super) fn dates(setting: &Setting) -> List<EventId, Value> {
    setting.timeline.events.par_iter().map(|event| date(setting, &event.date)).collect()
}

/// Events where they are named: title, address and date, and whether they were still to come.
pub(super) fn briefs(setting: &Setting, dates: &List<EventId, Value>) -> List<EventId, Value> {
    let brief = |(event, when): (&Event, &Value)| {
        Values::new()
            .with("id", event.id.as_str())
            .with("title", event.title.as_str())
            .with("href", link(&event.address))
            .with("date", when.clone())
            .with("expected", setting.timeline.is_expected(event))
            .done()
    };
    setting.timeline.events.par_iter().zip(dates).map(brief).collect()
}

/// The values of every event, and what is wrong with their images. The HTML of the bodies goes
/// over into the values.
pub(super) fn values(
    setting: &Setting,
    around: &Around<'_>,
    bodies: &mut List<EventId, Rendered>,
) -> (List<EventId, EventValues>, Vec<Diagnostic>) {
    let timeline = &setting.timeline;
    let tags: List<TagId, Value> = timeline.tags.iter().map(|tag| self::tag(setting, tag)).collect();
    let made: Vec<(EventValues, Vec<Diagnostic>)> = timeline
        .events
        .par_iter()
        .zip(bodies)
        .zip(around.named.events)
        .zip(around.dates)
        .map(|(((event, body), brief), when)| {
            let text = std::mem::take(&mut body.html);
            let whole = html(text.trim_end());
            let (summary, more) = match &event.summary {
                Some(summary) => (format!("<p>{}</p>", escaped(summary)), whole.clone()),
                None => {
                    let (summary, more) = told(body, &text);
                    (summary, html(more))
                }
            };
            // Headings have their level for the event's own page; in a list they would be out of order.
            let more = if !body.headed && more.is_truthy() { more } else { Value::none() };
            let description = event.summary.clone().unwrap_or_else(|| std::mem::take(&mut body.lead));
            let (media, found) = super::media::values(event, around.targets);
            let mut sources: Vec<SourceId> = Vec::new();
            for source in timeline.sources_at(event).chain(citations::cited(around.targets, body)) {
                if !sources.contains(&source) {
                    sources.push(source);
                }
            }
            let full = Values::new()
                .with("id", event.id.as_str())
                .with("title", event.title.as_str())
                .with("href", link(&event.address))
                .with("date", when.clone())
                .with("expected", timeline.is_expected(event))
                .maybe("date_note", event.date_note.as_deref())
                .maybe("reported", event.reported.as_ref().map(|reported| date(setting, reported)))
                .with("anchor", anchor(event))
                .with("longer", body.headed)
                .with("importance", event.importance.name())
                .maybe("place", event.place.as_deref())
                .maybe("language", event.language.as_deref())
                .maybe("dir", event.language.as_deref().map(i18n::direction))
                .with("summary", html(&summary))
                .with("more", more)
                .with("sources", pick(around.named.sources, &sources))
                .with("sources_later", event.sources_later > 0)
                .with("tags", pick(&tags, &event.tags))
                .with("actors", pick(around.named.actors, &event.actors))
                .with("statements", pick(around.said, &event.statements))
                .with("media", media)
                .with("corrections", changes::corrections(setting, event))
                .with("updates", changes::updates(setting, event))
                .with("authors", authors(setting, &event.authors))
                .with("extra", own(event.extra.as_ref()))
                .with("draft", event.draft)
                .done();
            (EventValues { full, brief: brief.clone(), description, body: whole, sources }, found)
        })
        .collect();
    let mut found = Vec::new();
    let values = made.into_iter().map(|(values, diagnostics)| {
        found.extend(diagnostics);
        values
    });
    (values.collect(), found)
}

/// What a list shows of a body, and the rest of it: both together are the body. Of one with headings, which its own
/// page tells whole, it shows the words that stand for a summary.
fn told<'t>(body: &Rendered, text: &'t str) -> (String, &'t str) {
    let at = body.lead_at.clone();
    let (summary, more) = text.split_at(at.end);
    match body.headed {
        false => (summary.to_owned(), more.trim()),
        true if at.is_empty() && body.lead.is_empty() => (String::new(), ""),
        true if at.is_empty() => (format!("<p>{}</p>", escaped(&body.lead)), ""),
        true => (text[at].to_owned(), ""),
    }
}

/// The id of an event in a list.
pub(super) fn anchor(event: &Event) -> String {
    format!("e-{}", super::links::slug(&event.address))
}

/// Adds a page for every event, and a redirect for every old address. `lines` are the sources in full.
pub(super) fn add(pages: &mut Pages<'_>, values: &Arc<List<EventId, EventValues>>, lines: &List<SourceId, PartialId>) {
    let (events, structured) = (&pages.setting().timeline.events, pages.structured);
    let page = |id: EventId| {
        let (structured, values) = (Arc::clone(structured), Arc::clone(values));
        let lines = values[id].sources.iter().map(|source| lines[*source]).collect();
        Page {
            template: "event.html",
            values: LazyValues::new(move || page(&structured, &values, id)),
            partials: vec![("source_lines", Shown::All(lines))],
        }
    };
    let ids: Vec<EventId> = values.ids().collect();
    let made: Vec<Page> = ids.into_par_iter().map(page).collect();
    for (event, page) in events.iter().zip(made) {
        pages.add("event", event.address.clone(), origin(event), page);
        for alias in &event.aliases {
            let origin = Origin { what: format!("an alias in {}", event.path), path: Some(event.path.clone()) };
            pages.redirect(alias.clone(), &event.address, origin);
        }
    }
}

/// What the page of an event sees.
fn page(structured: &Structured, values: &List<EventId, EventValues>, id: EventId) -> Vec<(&'static str, Value)> {
    let setting = structured.setting();
    let (event, value) = (&setting.timeline.events[id], &values[id]);
    let until = setting.timeline.told_until.filter(|_| setting.timeline.is_expected(event));
    let neighbour = |near: Option<&EventValues>| near.map_or_else(Value::none, |near| near.brief.clone());
    let related = event.related.iter().filter(|other| **other != id);
    let related: Vec<Value> = related.map(|other| values[*other].brief.clone()).collect();
    let head = Head {
        description: Some(value.description.clone()).filter(|words| !words.is_empty()),
        noindex: event.draft,
        file: Some(&event.path),
        language: event.language.as_deref(),
        node: Some(structured.event(event)),
        ..Head::new("event", "event.html", &event.title)
    };
    vec![
        ("page", head.value(structured, &event.address)),
        ("event", value.full.clone()),
        ("body", value.body.clone()),
        ("expected", until.map_or_else(Value::none, |day| word_with_day(setting, "expected_as_of", day))),
        ("has_summary", Value::from(event.summary.is_some())),
        ("previous", neighbour(values.before(id))),
        ("next", neighbour(values.after(id))),
        ("related", Value::from(related)),
        ("place", place(setting, id)),
    ]
}

/// Where an event stands in the timeline.
fn place(setting: &Setting, id: EventId) -> Value {
    let tree = &setting.trees.happened;
    let (node, _) = tree.place(id);
    Values::new()
        .with("label", periods::label(setting, tree.nodes()[node].period))
        .with("href", link_to(&tree.page_of(id), &anchor(&setting.timeline.events[id])))
        .done()
}

fn origin(event: &Event) -> Origin {
    Origin { what: format!("the event {}", event.path), path: Some(event.path.clone()) }
}

/// A tag as a link.
pub(super) fn tag(setting: &Setting, tag: &Tag) -> Value {
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
pub(super) fn counted(setting: &Setting, events: usize) -> String {
    setting.locale.counted("events", i64::try_from(events).unwrap_or(i64::MAX))
}
