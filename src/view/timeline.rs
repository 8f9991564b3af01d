//! The timeline as pages: the home page with its explainer, and a page a period where it is larger than one page.
//!
//! Enters: the values of events, and what the home page has beside them. Leaves: pages, each of which can make its
//! values by itself. Must not know: how an event looks, nor how a timeline is parted.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use tera::Value;

use super::events::{EventValues, counted};
use super::lists::{Home, pager, title};
use super::periods::{self, By, Clock, label, period_id};
use super::strip;
use super::structured::Structured;
use super::tree::Tree;
use super::value::{Values, link, link_to};
use super::{Head, Pages, Setting, word, word_with_day};
use crate::model::{EventId, Importance, List, Node, Order, Period, Timeline};
use crate::site::{LazyValues, Origin, Page, PartialId, Shown};

/// Rows of an index of periods: what is seen on two or three screens.
const ROWS: usize = 120;
/// A row of so many events names them.
const NAMED: usize = 2;

/// The pages of one order of the timeline.
struct Told {
    structured: Arc<Structured>,
    events: Arc<List<EventId, EventValues>>,
    clock: Clock,
    /// Only of the order in which things happened, whose whole is the home page.
    home: Option<Home>,
    /// What lasts before each event.
    lasting: List<EventId, i64>,
}

/// Adds the timeline in its two orders.
pub(super) fn add(pages: &mut Pages<'_>, values: &Arc<List<EventId, EventValues>>, home: Home) {
    let setting = pages.setting();
    let happened = insides(pages, &setting.trees.happened, values, None);
    tree(pages, &setting.trees.happened, values, Some(home), &happened);
    if let Some(known) = &setting.trees.known {
        let insides = insides(pages, known, values, Some(&happened));
        tree(pages, known, values, None, &insides);
    }
}

/// How the events that a node tells are parted.
fn by(clock: Clock, node: &Node) -> By {
    By { clock, days: matches!(node.period, Period::Month(..)) }
}

/// The HTML of an event, drawn once for all pages on which it reads alike, and whether its day is said over it.
type Insides = List<EventId, (PartialId, bool)>;

/// The HTML of every event in a tree. What reads alike in the `other` is that of the other.
fn insides(
    pages: &mut Pages<'_>,
    tree: &Tree,
    values: &List<EventId, EventValues>,
    other: Option<&Insides>,
) -> Insides {
    let setting = pages.setting();
    let inside = |(id, event)| {
        let (node, _) = tree.place(id);
        let by = by(tree.clock, &tree.nodes()[node]);
        match other.map(|other| other[id]) {
            Some(inside) if inside.1 == by.days && Clock::agree_on(event) => inside,
            _ => {
                let arguments = vec![("event", values[id].full.clone()), ("when", periods::when(setting, by, event))];
                (pages.site.add_partial("event_inside", arguments), by.days)
            }
        }
    };
    setting.timeline.events.with_ids().map(inside).collect()
}

/// Adds the pages of a tree.
fn tree(
    pages: &mut Pages<'_>,
    tree: &Tree,
    values: &Arc<List<EventId, EventValues>>,
    home: Option<Home>,
    insides: &Insides,
) {
    let setting = pages.setting();
    let all = tree.all();
    let mut lasting: List<EventId, i64> = values.iter().map(|_| i64::MIN).collect();
    for (id, until) in all.iter().zip(periods::lasting(setting, &all)) {
        lasting[*id] = until;
    }
    let told = Arc::new(Told {
        structured: Arc::clone(pages.structured),
        events: Arc::clone(values),
        clock: tree.clock,
        home,
        lasting,
    });
    for (node, what) in tree.nodes().iter().enumerate() {
        let list = tree.told(node);
        for page in 1..=tree.pages(node) {
            let (kind, template) = kind(tree.clock, what.period);
            let inside = list[tree.on_page(node, page)].iter().map(|id| insides[*id].0).collect();
            let values = Arc::clone(&told);
            let values = LazyValues::new(move || values.page(node, page));
            let partials = vec![("insides", Shown::All(inside))];
            pages.add(
                kind,
                tree.path(node, page),
                origin(setting, tree, what, page),
                Page { template, values, partials },
            );
        }
    }
    if tree.is_parted() && tree.clock == Clock::Happened {
        let origin = Origin { what: "the timeline".to_owned(), path: None };
        let whole = tree.path(0, 1);
        pages.redirect(super::fixed(super::tree::TIMELINE), &whole, origin);
    }
}

/// The kind of a page, and its template.
fn kind(clock: Clock, period: Period) -> (&'static str, &'static str) {
    match (period, clock) {
        (Period::Whole, Clock::Happened) => ("timeline", "timeline.html"),
        (Period::Whole, Clock::Known) => ("known", "known.html"),
        (_, Clock::Happened) => ("timeline", "period.html"),
        (_, Clock::Known) => ("known", "period.html"),
    }
}

fn origin(setting: &Setting, tree: &Tree, node: &Node, page: usize) -> Origin {
    let (mut what, path) = match (node.period, tree.clock, &setting.timeline.index.path) {
        (Period::Whole, Clock::Happened, Some(path)) => (path.to_string(), Some(path.clone())),
        (Period::Whole, Clock::Happened, None) => ("the timeline".to_owned(), None),
        (Period::Whole, Clock::Known, _) => ("the timeline as it became known".to_owned(), None),
        (period, Clock::Happened, _) => (format!("the period {}", period.segment()), None),
        (period, Clock::Known, _) => (format!("the period {} as it became known", period.segment()), None),
    };
    if page > 1 {
        what = format!("page {page} of {what}");
    }
    Origin { what, path }
}

/// Where a line stands that names the day after which events are expected: before the first of them, or, where the
/// newest come first, behind the last. Where nothing follows it stands at the head.
fn line(timeline: &Timeline, list: &[EventId]) -> Option<usize> {
    let is_expected = |id: &EventId| timeline.is_expected(&timeline.events[*id]);
    let first = list.iter().position(is_expected)?;
    match timeline.settings.order {
        Order::Oldest => Some(first),
        Order::Newest => {
            list.iter().rposition(is_expected).map(|last| if last + 1 < list.len() { last + 1 } else { 0 })
        }
    }
}

impl Told {
    fn tree<'s>(&self, setting: &'s Setting) -> &'s Tree {
        match (self.clock, &setting.trees.known) {
            (Clock::Known, Some(known)) => known,
            _ => &setting.trees.happened,
        }
    }

    /// What a page of a node sees.
    fn page(&self, node: usize, page: usize) -> Vec<(&'static str, Value)> {
        let setting = self.structured.setting();
        let timeline = &setting.timeline;
        let tree = self.tree(setting);
        let what = &tree.nodes()[node];
        let list = tree.told(node);
        let places = tree.on_page(node, page);
        let on_page = &list[places.clone()];
        let is_home = self.home.is_some() && what.parent.is_none();
        let major = if page == 1 { self.major(tree, node) } else { Vec::new() };
        let shown: Vec<EventId> = major.iter().chain(on_page).copied().collect();
        let (head, mut values) = self.head(what, page, &shown);
        values.push(("page", head.value(&self.structured, &tree.path(node, page))));
        let line = line(timeline, &list).and_then(|line| line.checked_sub(places.start)).zip(timeline.told_until);
        let line = line.map(|(place, day)| (place, word_with_day(setting, "expected_after", day)));
        let lasting: Vec<i64> = list.iter().map(|id| self.lasting[*id]).collect();
        let full = |event: EventId| self.events[event].full.clone();
        let by = by(self.clock, what);
        let periods = periods::values(setting, by, &list, places, &lasting, line.as_ref(), full);
        let says = on_page.iter().any(|id| !timeline.events[*id].statements.is_empty());
        if page == 1 {
            values.push(("strip", self.strip(tree, node, &list)));
            values.push(("overview", self.overview(tree, node, &major)));
        }
        if what.parent.is_some() {
            values.push(("trail", self.trail(tree, node)));
            values.push(("along", along(setting, tree, node)));
        }
        values.extend([
            ("says", Value::from(says || is_home && !timeline.claims.is_empty())),
            ("pager", pager(setting, page, tree.pages(node), |page| Some(tree.path(node, page)))),
            ("total", Value::from(what.count)),
            ("counted", Value::from(counted(setting, what.count))),
            ("order", Value::from(timeline.settings.order.name())),
            ("clock", Value::from(self.clock.name())),
            ("periods", periods),
        ]);
        values
    }

    /// The head of a page, and the values that only its kind has. `shown` are the events that the page shows.
    fn head<'s>(&'s self, node: &Node, page: usize, shown: &[EventId]) -> (Head<'s>, Vec<(&'static str, Value)>) {
        let setting = self.structured.setting();
        let (kind, template) = kind(self.clock, node.period);
        let head = |title: Cow<'s, str>, node| Head { node: Some(node), ..Head::new(kind, template, title) };
        match (&self.home, node.period) {
            (Some(home), Period::Whole) if page == 1 => {
                let index = &setting.timeline.index;
                let head = Head {
                    description: index.summary.clone().or_else(|| setting.timeline.settings.description.clone()),
                    file: index.path.as_ref(),
                    ..head(title(setting).into(), self.structured.explainer(shown))
                };
                (head, home.values())
            }
            (None, Period::Whole) => {
                (head(word(setting, "known_order").into(), self.structured.listing(shown)), Vec::new())
            }
            _ => {
                let mut title = label(setting, node.period);
                let values = vec![("title", Value::from(title.as_str()))];
                if self.clock == Clock::Known {
                    title = format!("{title}{}{}", word(setting, "comma"), word(setting, "known_order"));
                }
                if page > 1 {
                    title = format!("{title}{}{}", word(setting, "comma"), setting.locale.size(page));
                }
                (head(title.into(), self.structured.listing(shown)), values)
            }
        }
    }

    /// The major events of what an overview leads to, in the order of the timeline, where they are no more than one page
    /// tells; else those of shorter periods stand on the pages of these.
    fn major(&self, tree: &Tree, node: usize) -> Vec<EventId> {
        let timeline = &self.structured.setting().timeline;
        if tree.nodes()[node].children.is_empty() {
            return Vec::new();
        }
        let mut major = tree.within(node);
        major.retain(|id| timeline.events[*id].importance == Importance::Major);
        if major.len() > timeline.settings.page_size {
            return Vec::new();
        }
        if timeline.settings.order == Order::Newest {
            major.reverse();
        }
        major
    }

    fn strip(&self, tree: &Tree, node: usize, list: &[EventId]) -> Value {
        let setting = self.structured.setting();
        let within = tree.within(node);
        let headings = self.headings(tree, node, list);
        let heading = |event: EventId| match headings.get(&event) {
            Some((_, href)) => href.clone(),
            None => tree.page_of(event).mark(None),
        };
        if !tree.nodes()[node].children.is_empty() || tree.pages(node) > 1 {
            return strip::bars(setting, self.clock, &within, &|period, event| match period {
                Some(period) => tree.lead(node, period, event).unwrap_or_else(|| heading(event)),
                None => heading(event),
            });
        }
        let first = |events: &[EventId]| {
            let first = events.iter().min_by_key(|event| headings.get(event).map(|(place, _)| *place));
            first.map_or_else(String::new, |event| heading(*event))
        };
        strip::values(setting, &within, list, &first)
    }

    /// For each event that a node tells: its place, and the address of the heading that it stands under, as the
    /// first page of the node names it.
    fn headings(&self, tree: &Tree, node: usize, list: &[EventId]) -> HashMap<EventId, (usize, String)> {
        let setting = self.structured.setting();
        let by = by(self.clock, &tree.nodes()[node]);
        let mut headings = HashMap::with_capacity(list.len());
        for page in 1..=tree.pages(node) {
            let places = tree.on_page(node, page);
            let on_page = &list[places.clone()];
            for section in periods::sections(setting, by, on_page) {
                let id = Some(section.id.as_str());
                let href = if page == 1 { format!("#{}", section.id) } else { tree.path(node, page).mark(id) };
                for place in section.places {
                    headings.insert(on_page[place], (places.start + place, href.clone()));
                }
            }
        }
        headings
    }

    /// The way from the whole down to a period.
    fn trail(&self, tree: &Tree, node: usize) -> Value {
        let setting = self.structured.setting();
        let above = std::iter::successors(tree.nodes()[node].parent, |node| tree.nodes()[*node].parent);
        let step = |node: usize| {
            let label = match (tree.nodes()[node].period, self.clock) {
                (Period::Whole, Clock::Known) => word(setting, "known_order").to_owned(),
                (period, _) => label(setting, period),
            };
            Values::new().with("label", label).with("href", link(&tree.path(node, 1))).done()
        };
        let mut steps: Vec<Value> = above.map(step).collect();
        steps.reverse();
        Value::from(steps)
    }

    /// The major events below a node and the index of its periods; nothing where it tells its events itself.
    fn overview(&self, tree: &Tree, node: usize, major: &[EventId]) -> Value {
        let setting = self.structured.setting();
        let rows = tree.index(node, ROWS);
        if rows.is_empty() {
            return Value::none();
        }
        let nodes = tree.nodes();
        let most = rows.iter().map(|row| nodes[*row].count).max().unwrap_or(1);
        let row = |row: usize| {
            let own = &nodes[row];
            let named: Vec<Value> = match own.count {
                ..=NAMED => tree.told(row).iter().map(|id| self.events[*id].brief.clone()).collect(),
                _ => Vec::new(),
            };
            let width = 100.0 * own.count as f64 / most as f64;
            Values::new()
                .with("id", period_id(own.period))
                .with("label", label(setting, own.period))
                .with("href", link(&tree.path(row, 1)))
                .with("count", setting.locale.size(own.count))
                .with("width", format!("{width:.2}"))
                .with("events", named)
                .done()
        };
        let by = |node: &Node| match node.period {
            Period::Whole | Period::Beyond(_) | Period::Century(_) => "by_century",
            Period::Decade(_) => "by_decade",
            Period::Year(_) => "by_year",
            Period::Month(..) => "by_month",
        };
        let groups: Vec<Value> = rows
            .chunk_by(|a, b| by(&nodes[*a]) == by(&nodes[*b]))
            .map(|chunk| {
                let rows: Vec<Value> = chunk.iter().map(|number| row(*number)).collect();
                Values::new().with("label", word(setting, by(&nodes[chunk[0]]))).with("rows", rows).done()
            })
            .collect();
        let brief = |id: &EventId| {
            let values = &self.events[*id];
            let anchor = super::events::anchor(&setting.timeline.events[*id]);
            Values::new()
                .with("event", values.brief.clone())
                .with("place", link_to(&tree.page_of(*id), &anchor))
                .with("summary", values.description.as_str())
                .done()
        };
        let scale = setting.locale.said("rows_scale", &[("most", &counted(setting, most))]);
        Values::new()
            .with("major", major.iter().map(brief).collect::<Vec<_>>())
            .with("groups", groups)
            .with("scale", scale)
            .done()
    }
}

/// The periods before and after one.
fn along(setting: &Setting, tree: &Tree, node: usize) -> Value {
    let side = |node: Option<usize>| {
        node.map(|node| {
            let own = &tree.nodes()[node];
            Values::new()
                .with("label", label(setting, own.period))
                .with("href", link(&tree.path(node, 1)))
                .with("count", setting.locale.size(own.count))
                .done()
        })
    };
    let [before, after] = tree.beside(node);
    Values::new().maybe("before", side(before)).maybe("after", side(after)).done()
}
