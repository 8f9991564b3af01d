//! The timeline as it could have stood at the end of a day.
//!
//! Enters: a whole [`Timeline`] and a day. Leaves: one without what became known later; what is left out
//! of it is held back, so that links to it become text. Must not know: pages, words, how ids were
//! resolved.

use super::{Held, Index, Reason, Tag, Timeline};
use crate::date::{Date, Day};

impl Timeline {
    /// The timeline at the end of `day`. Events are left out by the day on which they became known, sources
    /// by their date (a source without one stays, as long as what stands uses or lists it). The prose of
    /// `index.md` and of pages stays when its `updated`, else its `published`, is that day or earlier; the
    /// headline and the pages' titles always do.
    #[must_use]
    pub fn as_of(mut self, day: Day) -> Self {
        let events = Kept::new(self.events.iter().map(|event| event.known <= day));
        for (event, stays) in self.events.iter().zip(&events.stays) {
            if !stays {
                let addresses = [&event.address].into_iter().chain(&event.aliases).cloned().collect();
                let why = format!("not known by {day}");
                let held = Held { id: event.id.clone(), why, reason: Reason::Later, addresses };
                self.held.insert(event.path.clone(), held);
            }
        }
        let sources = Kept::new(self.sources.iter().map(|source| {
            let used = source.listed || source.events.iter().any(|number| events.stays[*number]);
            used && source.date.as_ref().is_none_or(|date| date.known_by() <= day)
        }));
        let tags = Kept::new(self.tags.iter().map(|tag| tag.events.iter().any(|number| events.stays[*number])));
        self.later = events.left_out();
        self.later_tags = tags.left_out_of(&self.tags).map(|tag| tag.id.clone()).collect();
        self.events = events.of(self.events);
        for event in &mut self.events {
            let cited = event.sources.len();
            sources.point(&mut event.sources);
            event.sources_later = cited - event.sources.len();
            events.point(&mut event.related);
            tags.point(&mut event.tags);
        }
        self.sources = sources.of(self.sources);
        for source in &mut self.sources {
            events.point(&mut source.events);
        }
        self.tags = tags.of(self.tags);
        for Tag { events: carried, .. } in &mut self.tags {
            events.point(carried);
        }
        let stood = |updated: &Option<Date>, published: &Option<Date>| {
            updated.as_ref().or(published.as_ref()).is_some_and(|date| date.known_by() <= day)
        };
        if !stood(&self.index.updated, &self.index.published) {
            let prose_later = self.index.path.is_some();
            self.index = Index { path: self.index.path, title: self.index.title, prose_later, ..Index::default() };
        }
        for page in &mut self.pages {
            if !stood(&page.updated, &page.published) {
                page.body.range.end = page.body.range.start;
                (page.updated, page.published, page.prose_later) = (None, None, true);
            }
        }
        self.as_of = Some(day);
        self
    }
}

/// Which entries of a list stay, and where they stand then.
struct Kept {
    stays: Vec<bool>,
    /// The new position of each that stays.
    positions: Vec<usize>,
}

impl Kept {
    fn new(stays: impl Iterator<Item = bool>) -> Self {
        let stays: Vec<bool> = stays.collect();
        let mut next = 0;
        let positions = stays
            .iter()
            .map(|stays| {
                next += usize::from(*stays);
                next - usize::from(*stays)
            })
            .collect();
        Self { stays, positions }
    }

    fn left_out(&self) -> usize {
        self.stays.iter().filter(|stays| !**stays).count()
    }

    fn left_out_of<'a, T>(&'a self, list: &'a [T]) -> impl Iterator<Item = &'a T> {
        list.iter().zip(&self.stays).filter_map(|(item, stays)| (!stays).then_some(item))
    }

    fn of<T>(&self, list: Vec<T>) -> Vec<T> {
        list.into_iter().zip(&self.stays).filter_map(|(item, stays)| stays.then_some(item)).collect()
    }

    /// Makes references lead to the new positions, and drops those to what is left out.
    fn point(&self, references: &mut Vec<usize>) {
        references.retain(|number| self.stays[*number]);
        for number in references {
            *number = self.positions[*number];
        }
    }
}
