//! The timeline as it could have stood at the end of a day.
//!
//! Enters: a whole [`Timeline`] and a day. Leaves: one without what became known later; what is left out
//! of it is held back, so that links to it become text. Must not know: pages, words, how ids were
//! resolved.

use super::{Body, Event, Held, Index, Reason, Speaker, Timeline};
use crate::date::{Date, Day};
use crate::path::{ContentPath, SitePath};

impl Timeline {
    /// The timeline at the end of `day`. Events are left out by the day on which they became known, with
    /// what is said at them; statements, assessments, updates, corrections and sources by their own dates (a
    /// source without one stays, as long as what stands uses or lists it). A claim stays while a statement
    /// about it does, an actor while anything that stays names it or somebody who stays speaks for it, a tag
    /// while an event carries it, a term while a body uses it. The prose of `index.md` and of pages stays
    /// when its `updated`, else its `published`, is that day or earlier; the headline and the pages' titles
    /// always do.
    #[must_use]
    pub fn as_of(mut self, day: Day) -> Self {
        let stays = Stays::at(&self, day);
        self.hold_back(&stays, day);
        self.later = stays.events.left_out();
        self.later_tags = stays.tags.left_out_of(&self.tags).map(|tag| tag.id.clone()).collect();
        self.sources_missing.extend(stays.sources.left_out_of(&self.sources).map(|source| source.id.clone()));
        self.keep(&stays, day);
        self.leave_prose(day);
        let bodies = self.bodies();
        let used: Vec<bool> = self.glossary.iter().map(|term| bodies.iter().any(|body| uses(body, &term.id))).collect();
        let terms = Kept::new(used.into_iter());
        self.terms_missing.extend(terms.left_out_of(&self.glossary).map(|term| term.id.clone()));
        self.glossary = terms.of(self.glossary);
        self.as_of = Some(day);
        self.lead_back();
        self
    }

    /// Remembers what is left out, so that links to it become text.
    fn hold_back(&mut self, stays: &Stays, day: Day) {
        let why = format!("not known by {day}");
        let mut hold = |path: &ContentPath, id: &str, addresses: Vec<SitePath>| {
            let held = Held { id: id.to_owned(), why: why.clone(), reason: Reason::Later, addresses };
            self.held.insert(path.clone(), held);
        };
        for event in stays.events.left_out_of(&self.events) {
            hold(&event.path, &event.id, [&event.address].into_iter().chain(&event.aliases).cloned().collect());
        }
        for actor in stays.actors.left_out_of(&self.actors) {
            hold(&actor.path, &actor.id, vec![actor.address.clone()]);
        }
        for claim in stays.claims.left_out_of(&self.claims) {
            hold(&claim.path, &claim.id, vec![claim.address.clone()]);
        }
    }

    /// Takes out what does not stay, and makes references lead to the new positions.
    fn keep(&mut self, stays: &Stays, day: Day) {
        let known = |date: &Date| date.known_by() <= day;
        self.events = stays.events.of(std::mem::take(&mut self.events));
        for event in &mut self.events {
            event.sources_later += stays.sources.point(&mut event.sources);
            stays.events.point(&mut event.related);
            stays.tags.point(&mut event.tags);
            stays.actors.point(&mut event.actors);
            stays.statements.point(&mut event.statements);
            event.updates.retain(|update| known(&update.date));
            event.corrections.retain(|correction| known(&correction.date));
            event.published = event.published.take().filter(known);
        }
        self.statements = stays.statements.of(std::mem::take(&mut self.statements));
        for statement in &mut self.statements {
            statement.event = stays.events.positions[statement.event];
            statement.claim = stays.claims.positions[statement.claim];
            if let Speaker::Actor(actor) = &mut statement.speaker {
                *actor = stays.actors.positions[*actor];
            }
            statement.sources_later += stays.sources.point(&mut statement.sources);
        }
        self.claims = stays.claims.of(std::mem::take(&mut self.claims));
        for claim in &mut self.claims {
            stays.actors.point(&mut claim.concerns);
            claim.assessment = claim.assessment.take().filter(|assessment| known(&assessment.date));
            if let Some(assessment) = &mut claim.assessment {
                assessment.sources_later += stays.sources.point(&mut assessment.sources);
            }
        }
        self.actors = stays.actors.of(std::mem::take(&mut self.actors));
        for actor in &mut self.actors {
            actor.speaks_for = actor.speaks_for.map(|other| stays.actors.positions[other]);
        }
        self.sources = stays.sources.of(std::mem::take(&mut self.sources));
        self.tags = stays.tags.of(std::mem::take(&mut self.tags));
        for tag in &mut self.tags {
            stays.events.point(&mut tag.events);
        }
    }

    fn leave_prose(&mut self, day: Day) {
        let stood = |updated: &Option<Date>, published: &Option<Date>| {
            updated.as_ref().or(published.as_ref()).is_some_and(|date| date.known_by() <= day)
        };
        if !stood(&self.index.updated, &self.index.published) {
            let prose_later = self.index.path.is_some();
            let (path, title) = (self.index.path.take(), self.index.title.take());
            self.index = Index { path, title, prose_later, ..Index::default() };
        }
        for page in &mut self.pages {
            if !stood(&page.updated, &page.published) {
                page.body.range.end = page.body.range.start;
                (page.updated, page.published, page.prose_later) = (None, None, true);
            }
        }
    }

    /// The Markdown of every body, as it was written.
    fn bodies(&self) -> Vec<&str> {
        let own = self.events.iter().map(|event| &event.body).chain(self.pages.iter().map(|page| &page.body));
        let own = own.chain(&self.index.body).chain(self.actors.iter().map(|actor| &actor.body));
        let own = own.chain(self.claims.iter().map(|claim| &claim.body));
        own.map(Body::text).filter(|text| text.contains("term:")).collect()
    }
}

/// Whether a body links to a term.
fn uses(body: &str, id: &str) -> bool {
    body.match_indices("term:").any(|(at, scheme)| {
        body[at + scheme.len()..]
            .strip_prefix(id)
            .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-'))
    })
}

/// What stays of each list.
struct Stays {
    events: Kept,
    statements: Kept,
    claims: Kept,
    actors: Kept,
    sources: Kept,
    tags: Kept,
}

impl Stays {
    fn at(timeline: &Timeline, day: Day) -> Self {
        let events = Kept::new(timeline.events.iter().map(|event| event.known <= day));
        let statements = timeline.statements.iter();
        let statements = Kept::new(statements.map(|statement| events.stays[statement.event] && statement.day <= day));
        let claims = timeline.claims.iter();
        let claims = Kept::new(claims.map(|claim| claim.statements.iter().any(|number| statements.stays[*number])));
        let actors = Self::actors(timeline, &events, &statements, &claims);
        let sources = Kept::new(timeline.sources.iter().map(|source| {
            let used = source.listed
                || source.events.iter().any(|number| events.stays[*number])
                || source.claims.iter().any(|number| claims.stays[*number]);
            used && source.date.as_ref().is_none_or(|date| date.known_by() <= day)
        }));
        let tags = Kept::new(timeline.tags.iter().map(|tag| tag.events.iter().any(|number| events.stays[*number])));
        Self { events, statements, claims, actors, sources, tags }
    }

    fn actors(timeline: &Timeline, events: &Kept, statements: &Kept, claims: &Kept) -> Kept {
        let mut stays = vec![false; timeline.actors.len()];
        let by_events = events.that_stay(&timeline.events).flat_map(|event: &Event| event.actors.iter().copied());
        let speakers = statements.that_stay(&timeline.statements).filter_map(|statement| match statement.speaker {
            Speaker::Actor(actor) => Some(actor),
            Speaker::Plain(_) => None,
        });
        let concerned = claims.that_stay(&timeline.claims).flat_map(|claim| claim.concerns.iter().copied());
        for actor in by_events.chain(speakers).chain(concerned) {
            // Whoever stays keeps those on whose behalf it speaks; where one stays already, so does the rest.
            for actor in timeline.represented(actor) {
                if std::mem::replace(&mut stays[actor], true) {
                    break;
                }
            }
        }
        Kept::new(stays.into_iter())
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

    fn that_stay<'a, T>(&'a self, list: &'a [T]) -> impl Iterator<Item = &'a T> {
        list.iter().zip(&self.stays).filter_map(|(item, stays)| stays.then_some(item))
    }

    fn of<T>(&self, list: Vec<T>) -> Vec<T> {
        list.into_iter().zip(&self.stays).filter_map(|(item, stays)| stays.then_some(item)).collect()
    }

    /// Makes references lead to the new positions, and drops those to what is left out; gives their number.
    fn point(&self, references: &mut Vec<usize>) -> usize {
        let before = references.len();
        references.retain(|number| self.stays[*number]);
        for number in references.iter_mut() {
            *number = self.positions[*number];
        }
        before - references.len()
    }
}
