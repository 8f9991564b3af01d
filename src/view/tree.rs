//! Where the timeline stands: the addresses of its periods, and the place of each event.
//!
//! Enters: the timeline. Leaves: a [`Tree`] for each of its two orders. Must not know: what a page shows.

use std::ops::Range;

use super::fixed;
use super::periods::Clock;
use crate::model::{EventId, List, Node, Order, Period, Periods, Timeline};
use crate::path::SitePath;

/// One order of the timeline, and the periods that it is told in.
#[derive(Debug)]
pub(super) struct Tree {
    pub(super) clock: Clock,
    /// The events, oldest first.
    order: Vec<EventId>,
    /// The place of each event in that order.
    places: List<EventId, usize>,
    pub(super) periods: Periods,
    newest_first: bool,
    /// Events a page.
    size: usize,
}

/// Both orders; the second only where it is another one.
#[derive(Debug)]
pub(super) struct Trees {
    pub(super) happened: Tree,
    pub(super) known: Option<Tree>,
}

impl Trees {
    pub(super) fn new(timeline: &Timeline) -> Self {
        Self {
            happened: Tree::new(timeline, Clock::Happened, timeline.events.ids().collect()),
            known: timeline.known_order().map(|order| Tree::new(timeline, Clock::Known, order)),
        }
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &Tree> {
        std::iter::once(&self.happened).chain(&self.known)
    }
}

impl Tree {
    fn new(timeline: &Timeline, clock: Clock, order: Vec<EventId>) -> Self {
        let size = timeline.settings.page_size.max(1);
        let dated: Vec<Period> = order.iter().map(|id| clock.period(&timeline.events[*id])).collect();
        let mut places: List<EventId, usize> = order.iter().map(|_| 0).collect();
        for (place, id) in order.iter().enumerate() {
            places[*id] = place;
        }
        let newest_first = timeline.settings.order == Order::Newest;
        Self { clock, order, places, periods: Periods::new(&dated, size), newest_first, size }
    }

    /// All nodes, by number.
    pub(super) fn nodes(&self) -> &[Node] {
        self.periods.nodes()
    }

    /// Whether the whole is told period by period.
    pub(super) fn is_parted(&self) -> bool {
        self.nodes().len() > 1
    }

    /// Things in the order of time, turned round where the newest come first.
    fn turned<T>(&self, mut list: Vec<T>) -> Vec<T> {
        if self.newest_first {
            list.reverse();
        }
        list
    }

    /// The events that the pages of a node tell, in the order in which they are told.
    pub(super) fn told(&self, node: usize) -> Vec<EventId> {
        self.turned(self.nodes()[node].told.iter().map(|place| self.order[*place]).collect())
    }

    /// All events, in the order in which they are told.
    pub(super) fn all(&self) -> Vec<EventId> {
        self.turned(self.order.clone())
    }

    /// The events of a node and of all below it, oldest first.
    pub(super) fn within(&self, node: usize) -> Vec<EventId> {
        let mut places: Vec<usize> = Vec::with_capacity(self.nodes()[node].count);
        let mut open = vec![node];
        while let Some(node) = open.pop() {
            places.extend(&self.nodes()[node].told);
            open.extend(&self.nodes()[node].children);
        }
        places.sort_unstable();
        places.into_iter().map(|place| self.order[place]).collect()
    }

    /// How many pages a node has.
    pub(super) fn pages(&self, node: usize) -> usize {
        self.nodes()[node].told.len().div_ceil(self.size).max(1)
    }

    /// The places, among what a node tells, of the events on one of its pages.
    pub(super) fn on_page(&self, node: usize, page: usize) -> Range<usize> {
        (page - 1) * self.size..(page * self.size).min(self.nodes()[node].told.len())
    }

    /// The rows of an index of what is below a node, in the order in which they are told.
    pub(super) fn index(&self, node: usize, most: usize) -> Vec<usize> {
        self.turned(self.periods.index(node, most))
    }

    /// The nodes that stand before and after a node.
    pub(super) fn beside(&self, node: usize) -> [Option<usize>; 2] {
        let [before, after] = self.periods.beside(node);
        if self.newest_first { [after, before] } else { [before, after] }
    }

    /// The address of a page of a node.
    pub(super) fn path(&self, node: usize, page: usize) -> SitePath {
        let base = match (self.clock, self.nodes()[node].period) {
            (Clock::Happened, Period::Whole) => String::new(),
            (Clock::Known, Period::Whole) => KNOWN.to_owned(),
            (Clock::Happened, period) => format!("{TIMELINE}{}/", period.segment()),
            (Clock::Known, period) => format!("{KNOWN}{}/", period.segment()),
        };
        let address = if page == 1 { base } else { format!("{base}page/{page}/") };
        SitePath::new(&address).unwrap_or_else(|_| fixed(""))
    }

    /// The node that tells an event, and the number of its page.
    pub(super) fn place(&self, event: EventId) -> (usize, usize) {
        let (node, place) = self.periods.place(self.places[event]);
        let told = self.nodes()[node].told.len();
        (node, if self.newest_first { told - 1 - place } else { place } / self.size + 1)
    }

    /// The page that tells an event.
    pub(super) fn page_of(&self, event: EventId) -> SitePath {
        let (node, page) = self.place(event);
        self.path(node, page)
    }

    /// The address of a period's own page, of which `event` is one; none where it has no page but that of `from`, or one
    /// of a longer period.
    pub(super) fn lead(&self, from: usize, period: Period, event: EventId) -> Option<String> {
        let (node, _) = self.place(event);
        let mut up = std::iter::successors(Some(node), |node| self.nodes()[*node].parent);
        let own = up.find(|node| self.nodes()[*node].period == period && *node != from)?;
        Some(self.path(own, 1).mark(None))
    }

    /// Every page of the tree.
    pub(super) fn paths(&self) -> impl Iterator<Item = SitePath> + '_ {
        (0..self.nodes().len()).flat_map(move |node| (1..=self.pages(node)).map(move |page| self.path(node, page)))
    }
}

/// Below which the periods of the timeline stand.
pub(super) const TIMELINE: &str = "timeline/";
/// Where the order in which events became known stands, and its periods below it.
pub(super) const KNOWN: &str = "known/";
