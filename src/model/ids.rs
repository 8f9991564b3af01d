//! Ids: what the parts of a timeline name one another by, and the lists that give them.
//!
//! Enters: the members of a list, in its order. Leaves: an id for each, good in lists of the same kind alone. Must not
//! know: what the members are.

use std::fmt;
use std::hash::Hash;
use std::iter::Zip;
use std::marker::PhantomData;
use std::ops::{Deref, Index, IndexMut};
use std::slice;

use rayon::iter::{
    FromParallelIterator, IntoParallelIterator, IntoParallelRefIterator as _, IntoParallelRefMutIterator as _,
};

/// The way from ids to places and back, which only lists go.
mod place {
    /// Has a place in a list.
    pub trait Placed: Copy + Ord + Send + Sync {
        /// The id of the member at a place.
        fn at(place: usize) -> Self;

        /// The place of the member.
        fn place(self) -> usize;
    }
}

/// An id of one kind. Ids are in the order of their list. Nobody makes one but a [`List`], so that none leads nowhere.
pub trait Id: place::Placed + Hash + fmt::Debug {}

macro_rules! ids {
    ($( $(#[doc = $doc:literal])+ $Name:ident; )+) => { $(
        $(#[doc = $doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $Name(u32);

        impl place::Placed for $Name {
            fn at(place: usize) -> Self {
                match u32::try_from(place) {
                    Ok(place) => Self(place),
                    Err(_) => unreachable!("a list of more than 2^32 members"),
                }
            }

            fn place(self) -> usize {
                self.0 as usize
            }
        }

        impl Id for $Name {}
    )+ };
}

ids! {
    /// An event, by its place in the order of the timeline.
    EventId;
    /// A source: those of `content/sources.yaml`, then those written in events.
    SourceId;
    /// A tag, in the order of the ids in addresses.
    TagId;
    /// An actor, in the order of paths.
    ActorId;
    /// A claim, in the order of paths.
    ClaimId;
    /// A statement, event by event.
    StatementId;
    /// A term of the glossary, in the order of names.
    TermId;
}

/// A list with an id for each member. It can be asked for a member by an id of its own kind, and by nothing else:
///
/// ```no_run
/// # use annals::model::{Event, EventId, List};
/// fn title(events: &List<EventId, Event>, id: EventId) -> &str {
///     &events[id].title
/// }
/// ```
///
/// ```compile_fail
/// # use annals::model::{ActorId, Event, EventId, List};
/// fn title(events: &List<EventId, Event>, id: ActorId) -> &str {
///     &events[id].title
/// }
/// ```
///
/// ```compile_fail
/// # use annals::model::{Event, EventId, List};
/// fn title(events: &List<EventId, Event>, id: usize) -> &str {
///     &events[id].title
/// }
/// ```
///
/// What is made of the members of one list, member by member, is a list with the same ids.
#[derive(Clone, PartialEq, Eq)]
pub struct List<I, T> {
    members: Vec<T>,
    ids: PhantomData<fn(I) -> I>,
}

/// The ids of a list, in its order.
#[derive(Debug, Clone)]
pub struct Ids<I> {
    places: std::ops::Range<usize>,
    ids: PhantomData<fn() -> I>,
}

impl<I: Id, T> List<I, T> {
    /// Adds a member, and gives its id.
    pub fn push(&mut self, member: T) -> I {
        self.members.push(member);
        I::at(self.members.len() - 1)
    }

    /// Every id.
    #[must_use]
    pub fn ids(&self) -> Ids<I> {
        Ids { places: 0..self.members.len(), ids: PhantomData }
    }

    /// Every member, with its id.
    pub fn with_ids(&self) -> Zip<Ids<I>, slice::Iter<'_, T>> {
        self.ids().zip(&self.members)
    }

    /// The member before another.
    #[must_use]
    pub fn before(&self, id: I) -> Option<&T> {
        self.members.get(id.place().checked_sub(1)?)
    }

    /// The member after another.
    #[must_use]
    pub fn after(&self, id: I) -> Option<&T> {
        self.members.get(id.place() + 1)
    }

    /// Makes room for as many more.
    pub fn reserve(&mut self, more: usize) {
        self.members.reserve(more);
    }

    /// Gives back the room that it does not use.
    pub fn shrink_to_fit(&mut self) {
        self.members.shrink_to_fit();
    }
}

impl<I: Id> Iterator for Ids<I> {
    type Item = I;

    fn next(&mut self) -> Option<I> {
        self.places.next().map(I::at)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.places.size_hint()
    }
}

impl<I: Id> ExactSizeIterator for Ids<I> {}

impl<I: Id, T> Index<I> for List<I, T> {
    type Output = T;

    fn index(&self, id: I) -> &T {
        &self.members[id.place()]
    }
}

impl<I: Id, T> IndexMut<I> for List<I, T> {
    fn index_mut(&mut self, id: I) -> &mut T {
        &mut self.members[id.place()]
    }
}

/// To be gone through in order. It cannot be put in another, as ids would lead elsewhere then.
impl<I, T> Deref for List<I, T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.members
    }
}

impl<I, T> Default for List<I, T> {
    fn default() -> Self {
        Self::from(Vec::new())
    }
}

impl<I, T: fmt::Debug> fmt::Debug for List<I, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.members.fmt(f)
    }
}

impl<I, T> From<Vec<T>> for List<I, T> {
    fn from(members: Vec<T>) -> Self {
        Self { members, ids: PhantomData }
    }
}

impl<I, T> FromIterator<T> for List<I, T> {
    fn from_iter<M: IntoIterator<Item = T>>(members: M) -> Self {
        Self::from(Vec::from_iter(members))
    }
}

impl<I, T: Send> FromParallelIterator<T> for List<I, T> {
    fn from_par_iter<M: IntoParallelIterator<Item = T>>(members: M) -> Self {
        Self::from(Vec::from_par_iter(members))
    }
}

impl<I, T> IntoIterator for List<I, T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.members.into_iter()
    }
}

impl<'l, I, T> IntoIterator for &'l List<I, T> {
    type Item = &'l T;
    type IntoIter = slice::Iter<'l, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.members.iter()
    }
}

impl<'l, I, T> IntoIterator for &'l mut List<I, T> {
    type Item = &'l mut T;
    type IntoIter = slice::IterMut<'l, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.members.iter_mut()
    }
}

impl<'l, I, T: Sync> IntoParallelIterator for &'l List<I, T> {
    type Item = &'l T;
    type Iter = rayon::slice::Iter<'l, T>;

    fn into_par_iter(self) -> Self::Iter {
        self.members.par_iter()
    }
}

impl<'l, I, T: Send> IntoParallelIterator for &'l mut List<I, T> {
    type Item = &'l mut T;
    type Iter = rayon::slice::IterMut<'l, T>;

    fn into_par_iter(self) -> Self::Iter {
        self.members.par_iter_mut()
    }
}

/// The id of a place, for tests that have no list.
#[cfg(test)]
pub(crate) fn nth<I: Id>(place: usize) -> I {
    I::at(place)
}
