//! The timeline as pages: the home page with its explainer, the pages after it, and a page a tag.
//!
//! Enters: the values of events, and what the home page has beside them. Leaves: pages, each of which can make
//! its values by itself. Must not know: how an event looks, nor what a period is.

use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use ahash::AHashMap;
use tera::Value;

use super::bodies::Bodies;
use super::events::{self, EventValues, counted};
use super::periods::{self, Clock};
use super::statements::Named;
use super::structured::Structured;
use super::value::{Values, html, link};
use super::{Head, Pages, Setting, authors, changes, date, fixed, texts, word, word_with_day};
use crate::model::{EventId, List, Order, StatementId, Status, TagId, Timeline};
use crate::path::SitePath;
use crate::site::{LazyValues, Origin, Page, PartialId, Shown};

/// Events as lists show them.
struct Events<'a> {
    values: &'a Arc<List<EventId, EventValues>>,
    /// An event's HTML, drawn once for all lists.
    insides: List<EventId, PartialId>,
}

/// Adds the timeline in its two orders, and the tags.
pub(super) fn add(pages: &mut Pages<'_>, values: &Arc<List<EventId, EventValues>>, home: Home) {
    let setting = pages.setting();
    let mut inside = |id: EventId, clock| {
        let when = periods::when(setting, clock, &setting.timeline.events[id]);
        pages.site.add_partial("event_inside", vec![("event", values[id].full.clone()), ("when", when)])
    };
    let insides: List<EventId, PartialId> = values.ids().map(|id| inside(id, Clock::Happened)).collect();
    let mut known = None;
    if let Some(order) = setting.timeline.known_order() {
        let mut insides = insides.clone();
        for (id, _) in setting.timeline.events.with_ids().filter(|(_, event)| !Clock::agree_on(event)) {
            insides[id] = inside(id, Clock::Known);
        }
        known = Some((order, Events { values, insides }));
    }
    let events = Events { values, insides };
    paged(pages, Listing::Timeline(Box::new(home)), values.ids().collect(), &events);
    tags(pages, &events);
    if let Some((order, events)) = known {
        paged(pages, Listing::Known, order, &events);
    }
}

fn tags(pages: &mut Pages<'_>, events: &Events<'_>) {
    let timeline = &pages.setting().timeline;
    if timeline.tags.is_empty() {
        return;
    }
    let all: Vec<Value> = timeline.tags.iter().map(|tag| events::tag(pages.setting(), tag)).collect();
    for ((id, tag), value) in timeline.tags.with_ids().zip(&all) {
        paged(pages, Listing::Tag { id, value: value.clone() }, tag.events.clone(), events);
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

/// What the home page shows beside the timeline.
pub(super) struct Home {
    /// The explainer.
    index: Value,
    /// By name, what only the first page has.
    beside: Vec<(&'static str, Value)>,
}

/// Corrections and updates that the home page shows; their own page has them all.
const NEWEST: usize = 5;

impl Home {
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
        let beside = vec![
            ("claims", Value::from(super::claims::tables(setting, claims, said))),
            ("sides", Value::from(super::actors::sides(setting, actors))),
            ("show_people", show_all(actors.len())),
            ("show_terms", show_all(terms.len())),
            ("terms", Value::from(terms.to_vec())),
            ("changes", Value::from(changes.iter().take(NEWEST).cloned().collect::<Vec<_>>())),
            ("more_changes", Value::from(changes.len() > NEWEST)),
            ("corrected", corrected.unwrap_or_else(Value::none)),
        ];
        Self { index: explainer(setting, bodies), beside }
    }
}

/// The title over the timeline.
fn title(setting: &Setting) -> &str {
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

/// A list of events, on as many pages as it needs.
enum Listing {
    Timeline(Box<Home>),
    Known,
    Tag { id: TagId, value: Value },
}

impl Listing {
    /// The kind of its pages, and their template.
    fn kind(&self) -> (&'static str, &'static str) {
        match self {
            Listing::Timeline(_) => ("timeline", "timeline.html"),
            Listing::Known => ("known", "known.html"),
            Listing::Tag { .. } => ("tag", "tag.html"),
        }
    }

    fn clock(&self) -> Clock {
        match self {
            Listing::Known => Clock::Known,
            Listing::Timeline(_) | Listing::Tag { .. } => Clock::Happened,
        }
    }

    /// Whether one of its pages is the home page.
    fn is_home(&self, number: usize) -> bool {
        matches!(self, Listing::Timeline(_)) && number == 1
    }

    /// Where its first page stands; the others stand at `page/2/` and so on below that.
    fn base(&self, timeline: &Timeline) -> String {
        match self {
            Listing::Timeline(_) => String::new(),
            Listing::Known => "known/".to_owned(),
            Listing::Tag { id, .. } => format!("tags/{}/", timeline.tags[*id].id),
        }
    }

    fn origin(&self, timeline: &Timeline) -> Origin {
        let (what, path) = match (self, &timeline.index.path) {
            (Listing::Timeline(_), Some(path)) => (path.to_string(), Some(path.clone())),
            (Listing::Timeline(_), None) => ("the timeline".to_owned(), None),
            (Listing::Known, _) => ("the timeline as it became known".to_owned(), None),
            (Listing::Tag { id, .. }, _) => (format!("the page of the tag `{}`", timeline.tags[*id].id), None),
        };
        Origin { what, path }
    }

    /// The head of a page of it, and the values that only this list has.
    fn page<'s>(
        &self,
        structured: &'s Structured,
        number: usize,
        on_page: &[EventId],
    ) -> (Head<'s>, Vec<(&'static str, Value)>) {
        let setting = structured.setting();
        let timeline = &setting.timeline;
        let (kind, template) = self.kind();
        let first = self.is_home(number);
        let node = if first { structured.explainer(on_page) } else { structured.listing(on_page) };
        let head = |title| Head { node: Some(node), ..Head::new(kind, template, title) };
        match self {
            Listing::Timeline(home) => {
                let index = &timeline.index;
                let head = Head {
                    description: index.summary.clone().or_else(|| timeline.settings.description.clone()),
                    file: index.path.as_ref(),
                    ..head(title(setting))
                };
                let mut own = vec![("index", home.index.clone()), ("first", Value::from(first))];
                if first {
                    own.extend(home.beside.iter().cloned());
                }
                (head, own)
            }
            Listing::Known => (head(word(setting, "known_order")), Vec::new()),
            Listing::Tag { id, value } => {
                let tag = &timeline.tags[*id];
                (Head { description: tag.summary.clone(), ..head(&tag.name) }, vec![("tag", value.clone())])
            }
        }
    }
}

/// A list in its order, cut into pages.
struct Paged {
    structured: Arc<Structured>,
    events: Arc<List<EventId, EventValues>>,
    list: Listing,
    order: Vec<EventId>,
    /// What lasts before each of them.
    lasting: Vec<i64>,
    /// Events a page.
    size: usize,
    /// How many pages there are.
    count: usize,
    /// How many events there are, in words.
    counted: String,
    /// Where the first one stands.
    base: String,
    /// The place of the event before which a line parts what had come from what is expected.
    line: Option<usize>,
}

/// Adds the pages of a list of events.
fn paged(pages: &mut Pages<'_>, list: Listing, mut order: Vec<EventId>, events: &Events<'_>) {
    let timeline = &pages.setting().timeline;
    if timeline.settings.order == Order::Newest {
        order.reverse();
    }
    let size = timeline.settings.page_size.max(1);
    let (kind, template) = list.kind();
    let origin = list.origin(timeline);
    let paged = Arc::new(Paged {
        structured: Arc::clone(pages.structured),
        events: Arc::clone(events.values),
        base: list.base(timeline),
        line: line(timeline, &order),
        list,
        count: order.len().div_ceil(size).max(1),
        counted: counted(pages.setting(), order.len()),
        size,
        lasting: periods::lasting(pages.setting(), &order),
        order,
    });
    for number in 1..=paged.count {
        let Some(path) = paged.path(number) else { continue };
        let mut origin = origin.clone();
        if number > 1 {
            origin.what = format!("page {number} of {}", origin.what);
        }
        let insides = paged.on_page(number).iter().map(|id| events.insides[*id]).collect();
        let values = Arc::clone(&paged);
        let values = LazyValues::new(move || values.page(number));
        pages.add(kind, path, origin, Page { template, values, partials: vec![("insides", Shown::All(insides))] });
    }
}

/// Where a line stands that names the day after which events are expected: before the first of them, or, where the
/// newest come first, behind the last. Where nothing follows it stands at the head.
fn line(timeline: &Timeline, order: &[EventId]) -> Option<usize> {
    let is_expected = |id: &EventId| timeline.is_expected(&timeline.events[*id]);
    let first = order.iter().position(is_expected)?;
    match timeline.settings.order {
        Order::Oldest => Some(first),
        Order::Newest => {
            order.iter().rposition(is_expected).map(|last| if last + 1 < order.len() { last + 1 } else { 0 })
        }
    }
}

impl Paged {
    fn path(&self, number: usize) -> Option<SitePath> {
        let base = &self.base;
        let address = if number == 1 { base.clone() } else { format!("{base}page/{number}/") };
        SitePath::new(&address).ok()
    }

    /// The places of the events on a page.
    fn places(&self, number: usize) -> Range<usize> {
        (number - 1) * self.size..(number * self.size).min(self.order.len())
    }

    /// The events on a page.
    fn on_page(&self, number: usize) -> &[EventId] {
        &self.order[self.places(number)]
    }

    /// The overview over the whole list, as its first page shows it.
    fn strip(&self) -> Value {
        let setting = self.structured.setting();
        // The place in the list, the page, and the heading there; of a tag's list, of its events alone.
        let mut headings: AHashMap<EventId, (usize, usize, Rc<str>)> = AHashMap::with_capacity(self.order.len());
        for number in 1..=self.count {
            let on_page = self.on_page(number);
            for period in periods::periods(setting, self.list.clock(), on_page) {
                let id: Rc<str> = Rc::from(period.id);
                for place in period.places {
                    headings.insert(on_page[place], (self.places(number).start + place, number, Rc::clone(&id)));
                }
            }
        }
        let heading = |events: &[EventId]| {
            let first = events.iter().filter_map(|event| headings.get(event)).min_by_key(|(place, ..)| *place);
            match first {
                Some((_, 1, id)) => format!("#{id}"),
                Some((_, number, id)) => self.path(*number).map(|path| path.mark(Some(id))).unwrap_or_default(),
                None => String::new(),
            }
        };
        super::strip::values(setting, self.on_page(1), &heading)
    }

    /// What a page of the list sees.
    fn page(&self, number: usize) -> Vec<(&'static str, Value)> {
        let setting = self.structured.setting();
        let Setting { timeline, locale, .. } = setting;
        let on_page = self.on_page(number);
        let near = |number: usize| {
            (1..=self.count).contains(&number).then(|| self.path(number)).flatten().map(|path| link(&path))
        };
        let of = [("number", &*locale.size(number)), ("count", &locale.size(self.count))];
        let pager = Values::new()
            .with("number", number)
            .with("count", self.count)
            .with("label", locale.said("page_of", &of))
            .maybe("previous", near(number.wrapping_sub(1)))
            .maybe("next", near(number + 1))
            .done();
        let clock = self.list.clock();
        let says = on_page.iter().any(|id| !timeline.events[*id].statements.is_empty());
        let full = |event: EventId| self.events[event].full.clone();
        let places = self.places(number);
        let line = self.line.and_then(|line| line.checked_sub(places.start)).zip(timeline.told_until);
        let line = line.map(|(place, day)| (place, word_with_day(setting, "expected_after", day)));
        let periods = periods::values(setting, clock, &self.order, places, &self.lasting, line.as_ref(), full);
        let (head, mut values) = self.list.page(&self.structured, number, on_page);
        if self.list.is_home(number) {
            values.push(("strip", self.strip()));
        }
        if let Some(path) = self.path(number) {
            values.push(("page", head.value(&self.structured, &path)));
        }
        values.extend([
            ("says", Value::from(says || self.list.is_home(number) && !timeline.claims.is_empty())),
            ("pager", pager),
            ("total", Value::from(self.order.len())),
            ("counted", Value::from(self.counted.as_str())),
            ("order", Value::from(timeline.settings.order.name())),
            ("clock", Value::from(clock.name())),
            ("periods", periods),
        ]);
        values
    }
}
