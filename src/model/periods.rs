//! The tree of periods that a large timeline is told in: the whole, centuries, decades, years, months.
//!
//! Enters: events in their order, each with the period that it is dated to. Leaves: a [`Periods`], which says which
//! periods have a page, what stands there, and where each event stands. Must not know: which clock orders the events,
//! nor at which address the tree begins.

use std::collections::BTreeMap;

use crate::date::{Date, Day, Precision};

/// A stretch of the calendar. A century, a decade and a year are named by their first year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Period {
    /// All of time.
    Whole,
    /// The years that four digits cannot write: those before -9999, or after 9999.
    Beyond(Era),
    /// `19XX`
    Century(i64),
    /// `197X`
    Decade(i64),
    /// `1973`
    Year(i64),
    /// `1973-10`
    Month(i64, u8),
}

/// A side of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Era {
    /// Before the year -9999.
    Early,
    /// After the year 9999.
    Late,
}

/// The last year that four digits can write, on either side of 0.
const LAST: i64 = 9999;

/// The first year of the stretch of `length` years that a year lies in. As in EDTF, digits count from 0: -0044 is in
/// `-004X` and `-00XX`, and the years -9 to -1 are nine.
fn first_year(year: i64, length: i64) -> i64 {
    match year {
        0.. => year - year % length,
        _ => -(-year - -year % length + length - 1),
    }
}

impl Period {
    /// What an event is dated to whose place is at `day`: a century, a decade or a year where its date is one, else the
    /// month.
    #[must_use]
    pub fn of(date: &Date, day: Day) -> Self {
        match (day.year, date.precision()) {
            (year, _) if year < -LAST => Self::Beyond(Era::Early),
            (year, _) if year > LAST => Self::Beyond(Era::Late),
            (year, Some(Precision::Century)) => Self::Century(first_year(year, 100)),
            (year, Some(Precision::Decade)) => Self::Decade(first_year(year, 10)),
            (year, _) if date.is_year_or_longer() => Self::Year(year),
            (year, _) => Self::Month(year, day.month),
        }
    }

    /// The next longer period, which holds it.
    #[must_use]
    pub fn parent(self) -> Option<Self> {
        Some(match self {
            Self::Whole => return None,
            Self::Beyond(_) | Self::Century(_) => Self::Whole,
            Self::Decade(year) => Self::Century(first_year(year, 100)),
            Self::Year(year) => Self::Decade(first_year(year, 10)),
            Self::Month(year, _) => Self::Year(year),
        })
    }

    /// Its first and its last year.
    #[must_use]
    pub fn years(self) -> (i64, i64) {
        // There is no year -0: the last stretch before 0 is one year shorter.
        let last = |first: i64, length: i64| (first + length - 1).min(if first < 0 { -1 } else { i64::MAX });
        match self {
            Self::Whole => (i64::MIN, i64::MAX),
            Self::Beyond(Era::Early) => (i64::MIN, -LAST - 1),
            Self::Beyond(Era::Late) => (LAST + 1, i64::MAX),
            Self::Century(first) => (first, last(first, 100)),
            Self::Decade(first) => (first, last(first, 10)),
            Self::Year(year) | Self::Month(year, _) => (year, year),
        }
    }

    /// What stands for it in an address: `19XX`, `197X`, `1973`, `1973-10`; `Y-X` and `YX` beyond four digits. As in
    /// EDTF, but that `X` may stand behind a sign. Nothing of the whole.
    #[must_use]
    pub fn segment(self) -> String {
        let year = |year: i64| format!("{}{:04}", if year < 0 { "-" } else { "" }, year.abs());
        let masked = |first: i64, digits: usize| {
            let text = year(first);
            format!("{}{}", &text[..text.len() - digits], "X".repeat(digits))
        };
        match self {
            Self::Whole => String::new(),
            Self::Beyond(Era::Early) => "Y-X".to_owned(),
            Self::Beyond(Era::Late) => "YX".to_owned(),
            Self::Century(first) => masked(first, 2),
            Self::Decade(first) => masked(first, 1),
            Self::Year(first) => year(first),
            Self::Month(first, month) => format!("{}-{month:02}", year(first)),
        }
    }

    /// Whether it has no shorter periods with pages of their own.
    fn is_finest(self) -> bool {
        matches!(self, Self::Month(..) | Self::Beyond(_))
    }

    /// How often the whole was parted for it.
    fn level(self) -> u8 {
        match self {
            Self::Whole => 0,
            Self::Beyond(_) | Self::Century(_) => 1,
            Self::Decade(_) => 2,
            Self::Year(_) => 3,
            Self::Month(..) => 4,
        }
    }

    fn is_passed_over(self) -> bool {
        matches!(self, Self::Century(_) | Self::Decade(_))
    }

    /// Its place among periods of one parent.
    fn key(self) -> (i64, u8) {
        match self {
            Self::Month(year, month) => (year, month),
            _ => (self.years().0, 0),
        }
    }
}

/// Where a neighbour is sought.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    After,
}

/// A period that has a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// The period.
    pub period: Period,
    /// The node whose overview leads to it; none of the whole.
    pub parent: Option<usize>,
    /// The nodes that its overview leads to; none where it tells its events.
    pub children: Vec<usize>,
    /// How many events it holds.
    pub count: usize,
    /// The events that its pages tell, in order: all of them, or, beside an overview, those dated to it as a whole.
    pub told: Vec<usize>,
    /// The first and the last event in it.
    pub ends: (usize, usize),
}

/// The periods of a timeline that have a page, the whole first, each before those below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Periods {
    nodes: Vec<Node>,
    /// By event: the node that tells it, and its place among what that tells.
    places: Vec<(usize, usize)>,
}

/// A period while its events are counted.
#[derive(Default)]
struct Branch {
    count: usize,
    /// What is dated to it as a whole.
    own: Vec<usize>,
    below: BTreeMap<(i64, u8), (Period, Branch)>,
}

impl Branch {
    fn add(&mut self, path: &[Period], event: usize) {
        self.count += 1;
        match path.split_last() {
            None => self.own.push(event),
            Some((next, rest)) => {
                let below = self.below.entry(next.key()).or_insert_with(|| (*next, Self::default()));
                below.1.add(rest, event);
            }
        }
    }

    fn all(&self, into: &mut Vec<usize>) {
        into.extend(&self.own);
        self.below.values().for_each(|(_, below)| below.all(into));
    }
}

impl Periods {
    /// The tree of events in their order, by number from 0, each with what it is dated to. A period of more than
    /// `page_size` events is an overview of the shorter ones in it.
    #[must_use]
    pub fn new(dated: &[Period], page_size: usize) -> Self {
        let mut whole = Branch::default();
        for (event, period) in dated.iter().enumerate() {
            let path: Vec<Period> = std::iter::successors(Some(*period), |period| period.parent()).collect();
            whole.add(&path[..path.len() - 1], event);
        }
        let mut periods = Self { nodes: Vec::new(), places: vec![(0, 0); dated.len()] };
        periods.grow(Period::Whole, &whole, None, page_size);
        periods
    }

    fn grow(&mut self, period: Period, branch: &Branch, parent: Option<usize>, page_size: usize) -> usize {
        let mut all = Vec::with_capacity(branch.count);
        branch.all(&mut all);
        all.sort_unstable();
        let ends = (all.first().copied().unwrap_or(0), all.last().copied().unwrap_or(0));
        let node = self.nodes.len();
        let is_overview = branch.count > page_size && !period.is_finest();
        let told = if is_overview { branch.own.clone() } else { all };
        for (place, event) in told.iter().enumerate() {
            self.places[*event] = (node, place);
        }
        self.nodes.push(Node { period, parent, children: Vec::new(), count: branch.count, told, ends });
        if is_overview {
            let mut below = branch;
            // One that holds all of its parent would only repeat it.
            while let [(only, next)] = below.below.values().collect::<Vec<_>>()[..]
                && below.own.is_empty()
                && only.is_passed_over()
                && next.own.is_empty()
            {
                below = next;
            }
            for (period, branch) in below.below.values() {
                let child = self.grow(*period, branch, Some(node), page_size);
                self.nodes[node].children.push(child);
            }
        }
        node
    }

    /// All nodes, each before those below it.
    #[must_use]
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The node of the whole.
    #[must_use]
    pub fn whole(&self) -> &Node {
        &self.nodes[0]
    }

    /// Whether the whole is told period by period.
    #[must_use]
    pub fn is_tree(&self) -> bool {
        self.nodes.len() > 1
    }

    /// The node that tells an event, and its place among what that tells.
    #[must_use]
    pub fn place(&self, event: usize) -> (usize, usize) {
        self.places[event]
    }

    /// The node before one and the node after it: of its own level where there is one beside it, else of the next
    /// longer one.
    #[must_use]
    pub fn beside(&self, node: usize) -> [Option<usize>; 2] {
        [Side::Before, Side::After].map(|side| self.next(node, side))
    }

    fn next(&self, node: usize, side: Side) -> Option<usize> {
        let level = self.nodes[node].period.level();
        let mut at = node;
        let mut near = loop {
            let parent = self.nodes[at].parent?;
            let children = &self.nodes[parent].children;
            let place = children.iter().position(|child| *child == at)?;
            let beside = match side {
                Side::Before => place.checked_sub(1),
                Side::After => Some(place + 1),
            };
            if let Some(near) = beside.and_then(|place| children.get(place)) {
                break *near;
            }
            at = parent;
        };
        loop {
            let children = &self.nodes[near].children;
            let child = if side == Side::Before { children.last() } else { children.first() };
            match child {
                Some(child) if self.nodes[*child].period.level() <= level => near = *child,
                _ => return Some(near),
            }
        }
    }

    /// The rows of an index of what is below a node: level by level, as deep as there are at most `most` rows.
    #[must_use]
    pub fn index(&self, node: usize, most: usize) -> Vec<usize> {
        let mut rows = self.nodes[node].children.clone();
        loop {
            let below: Vec<usize> = rows
                .iter()
                .flat_map(|row| match &self.nodes[*row].children[..] {
                    [] => vec![*row],
                    children => children.to_vec(),
                })
                .collect();
            if below == rows || below.len() > most {
                return rows;
            }
            rows = below;
        }
    }
}

#[cfg(test)]
mod tests;
