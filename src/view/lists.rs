//! What the home page has beside the timeline, and the tags with the events that carry them.
//!
//! Enters: the values of events. Leaves: values, and pages, each of which can make its values by itself. Must not know:
//! how an event looks.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use tera::Value;

use super::bodies::Bodies;
use super::events::{self, EventValues, counted};
use super::periods::period_id;
use super::statements::Named;
use super::structured::Structured;
use super::value::{Values, html, link};
use super::{Head, Pages, Setting, authors, changes, date, fixed, texts, word};
use crate::model::{EventId, List, Order, Period, StatementId, Status, TagId, Timeline};
use crate::path::SitePath;
use crate::site::{LazyValues, Origin, Page};

/// What the home page shows beside the timeline.
pub(super) struct Home {
    /// The explainer.
    index: Value,
    /// By name, what only the first page has.
    beside: Vec<(&'static str, Value)>,
}

/// Corrections and updates that the home page shows; their own page has them all.
const NEWEST: usize = 5;

/// Of more claims, people or terms than these the home page has the first claims, and leads to the lists.
const FOLDED: usize = 40;
/// How many claims these are.
const FIRST: usize = 10;

impl Home {
    /// What the home page alone sees.
    pub(super) fn values(&self) -> Vec<(&'static str, Value)> {
        let mut values = vec![("index", self.index.clone())];
        values.extend(self.beside.iter().cloned());
        values
    }

    /// `changes` are newest first.
    pub(super) fn new(
        setting: &Setting,
        bodies: &Bodies,
        named: &Named<'_>,
        said: &List<StatementId, Value>,
        terms: &[Value],
        changes: &[Value],
    ) -> Self {
        let Named { events, actors, claims, .. } = named;
        let locale = &setting.locale;
        let show_all = |count: usize| Value::from(locale.said("show_all", &[("count", &locale.size(count))]));
        let corrected = changes::newest_correction(setting, events);
        let mut tables = super::claims::tables(setting, claims, said);
        let all_claims = tables.len();
        if all_claims > FOLDED {
            tables.truncate(FIRST);
        }
        let sides = if actors.len() > FOLDED { Vec::new() } else { super::actors::sides(setting, actors) };
        let beside = vec![
            ("claims", Value::from(tables)),
            ("show_claims", if all_claims > FOLDED { show_all(all_claims) } else { Value::none() }),
            ("sides", Value::from(sides)),
            ("show_people", show_all(actors.len())),
            ("show_terms", show_all(terms.len())),
            ("terms", Value::from(if terms.len() > FOLDED { Vec::new() } else { terms.to_vec() })),
            ("changes", Value::from(changes.iter().take(NEWEST).cloned().collect::<Vec<_>>())),
            ("more_changes", Value::from(changes.len() > NEWEST)),
            ("corrected", corrected.unwrap_or_else(Value::none)),
        ];
        Self { index: explainer(setting, bodies), beside }
    }
}

/// The title over the timeline.
pub(super) fn title(setting: &Setting) -> &str {
    let Timeline { index, settings, .. } = &setting.timeline;
    index.title.as_deref().unwrap_or(&settings.title)
}

/// The explainer as templates see it.
fn explainer(setting: &Setting, bodies: &Bodies) -> Value {
    let timeline = &setting.timeline;
    let index = &timeline.index;
    let body = bodies
        .index
        .as_ref()
        .map(|body| html(&body.html))
        .filter(|_| index.body.as_ref().is_some_and(|body| !body.is_empty()));
    Values::new()
        .with("title", title(setting))
        .maybe("summary", index.summary.as_deref())
        .with("in_short", texts(&index.in_short))
        .maybe("why", index.why.as_deref())
        .with("known", texts(&index.known))
        .with("unknown", texts(&index.unknown))
        .maybe("status", index.status.map(Status::name))
        .maybe("published", index.published.as_ref().map(|day| date(setting, day)))
        .maybe("updated", timeline.changed().map(|day| date(setting, day)))
        .with("authors", authors(setting, &index.authors))
        .with("extra", super::value::own(index.extra.as_ref()))
        .with("prose_later", index.prose_later)
        .maybe("body", body)
        .done()
}

/// How many events a page of a tag lists: each is a line or three.
const LISTED: usize = 400;

/// A tag's events, on as many pages as they need.
struct Tagged {
    structured: Arc<Structured>,
    events: Arc<List<EventId, EventValues>>,
    id: TagId,
    value: Value,
    /// In the order in which they are told.
    order: Vec<EventId>,
}

/// Adds the tags: their index, and a page a tag.
pub(super) fn tags(pages: &mut Pages<'_>, values: &Arc<List<EventId, EventValues>>) {
    let timeline = &pages.setting().timeline;
    if timeline.tags.is_empty() {
        return;
    }
    let all: Vec<Value> = timeline.tags.iter().map(|tag| events::tag(pages.setting(), tag)).collect();
    for ((id, tag), value) in timeline.tags.with_ids().zip(&all) {
        let mut order = tag.events.clone();
        if timeline.settings.order == Order::Newest {
            order.reverse();
        }
        let tagged = Arc::new(Tagged {
            structured: Arc::clone(pages.structured),
            events: Arc::clone(values),
            id,
            value: value.clone(),
            order,
        });
        for page in 1..=tagged.pages() {
            let Some(path) = tagged.path(page) else { continue };
            let what = format!("the page of the tag `{}`", tag.id);
            let what = if page > 1 { format!("page {page} of {what}") } else { what };
            let values = Arc::clone(&tagged);
            let values = LazyValues::new(move || values.page(page));
            pages.add(
                "tag",
                path,
                Origin { what, path: None },
                Page { template: "tag.html", values, partials: Vec::new() },
            );
        }
    }
    let words = word(pages.setting(), "tags");
    let head = Head::new("tags", "tags.html", words);
    pages.page(
        fixed("tags/"),
        Origin { what: "the index of tags".to_owned(), path: None },
        head,
        vec![("tags", Value::from(all))],
    );
}

impl Tagged {
    fn pages(&self) -> usize {
        self.order.len().div_ceil(LISTED).max(1)
    }

    fn path(&self, page: usize) -> Option<SitePath> {
        let base = format!("tags/{}/", self.structured.setting().timeline.tags[self.id].id);
        SitePath::new(&if page == 1 { base } else { format!("{base}page/{page}/") }).ok()
    }

    /// What a page sees.
    fn page(&self, page: usize) -> Vec<(&'static str, Value)> {
        let setting = self.structured.setting();
        let timeline = &setting.timeline;
        let tag = &timeline.tags[self.id];
        let on_page = &self.order[(page - 1) * LISTED..(page * LISTED).min(self.order.len())];
        let title = match page {
            1 => Cow::Borrowed(tag.name.as_str()),
            _ => Cow::Owned(format!("{}{}{}", tag.name, word(setting, "comma"), setting.locale.size(page))),
        };
        let head = Head {
            description: tag.summary.clone(),
            node: Some(self.structured.listing(on_page)),
            ..Head::new("tag", "tag.html", title)
        };
        let mut values = vec![("tag", self.value.clone())];
        if let Some(path) = self.path(page) {
            values.push(("page", head.value(&self.structured, &path)));
        }
        values.extend([
            ("pager", pager(setting, page, self.pages(), |page| self.path(page))),
            ("counted", Value::from(counted(setting, self.order.len()))),
            ("order", Value::from(timeline.settings.order.name())),
            ("years", years(setting, on_page, &self.events)),
        ]);
        values
    }
}

/// Events by year, each in a line or three.
pub(super) fn years(setting: &Setting, events: &[EventId], values: &List<EventId, EventValues>) -> Value {
    let all = &setting.timeline.events;
    let year = |id: &EventId| all[*id].date.anchor().year;
    // A year comes again only where the editor's `order` puts another between its days.
    let mut seen: HashMap<i64, usize> = HashMap::new();
    let years: Vec<Value> = events
        .chunk_by(|a, b| year(a) == year(b))
        .map(|chunk| {
            let own = year(&chunk[0]);
            let item = |id: &EventId| {
                Values::new()
                    .with("event", values[*id].brief.clone())
                    .with("summary", values[*id].description.as_str())
                    .done()
            };
            let times = seen.entry(own).and_modify(|times| *times += 1).or_insert(1);
            let id = period_id(Period::Year(own));
            Values::new()
                .with("id", if *times > 1 { format!("{id}r{times}") } else { id })
                .with("label", setting.locale.year_heading(own))
                .with("size", setting.locale.size(chunk.len()))
                .with("items", chunk.iter().map(item).collect::<Vec<_>>())
                .done()
        })
        .collect();
    Value::from(years)
}

/// Links to the neighbouring pages of a long list.
pub(super) fn pager(setting: &Setting, page: usize, count: usize, path: impl Fn(usize) -> Option<SitePath>) -> Value {
    let near = |page: usize| (1..=count).contains(&page).then(|| path(page)).flatten().map(|path| link(&path));
    let locale = &setting.locale;
    let of = [("number", &*locale.size(page)), ("count", &locale.size(count))];
    Values::new()
        .with("number", page)
        .with("count", count)
        .with("label", locale.said("page_of", &of))
        .maybe("previous", near(page.wrapping_sub(1)))
        .maybe("next", near(page + 1))
        .done()
}
