//! What is published and what is not: the one decision that copying, linking, listing and warning follow.
//!
//! Enters: a [`Timeline`] with everything in it, and what documents that are held back name, or the day that it
//! is told as of. Leaves: one in which nothing stands that only they use; links to that become text. Must not
//! know: pages, words, how ids were resolved.

use std::sync::Arc;

use ahash::AHashSet;

use super::{
    ActorId, Body, ClaimId, EventId, Id, List, Source, SourceId, Speaker, StatementId, TagId, TermId, Timeline,
};
use crate::date::{Date, Day};
use crate::markdown::{self, Name};
use crate::path::{ContentPath, SitePath};
use crate::text::composed;

/// A document that is not published, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Its id.
    pub id: String,
    /// `a draft`, `held back until 2022-03-20`.
    pub why: String,
    /// The kind of reason.
    pub reason: Reason,
    /// The addresses that it has once it is published.
    pub addresses: Vec<SitePath>,
    /// The whole text of its file.
    pub text: Arc<str>,
}

/// Why a document is not published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// It is a draft.
    Draft,
    /// `publish_at` or `unpublish_at` says so.
    Scheduled,
    /// Only documents that are held back use it.
    Unused,
    /// It became known later than the day that the site is built as of.
    Later,
}

/// What documents name, and what their bodies do by the words for it.
#[derive(Debug, Default)]
pub(super) struct Named {
    pub(super) actors: AHashSet<ActorId>,
    pub(super) claims: AHashSet<ClaimId>,
    pub(super) sources: AHashSet<SourceId>,
    cited: AHashSet<String>,
    terms: AHashSet<String>,
}

impl Named {
    /// Adds what the Markdown of a body names.
    pub(super) fn read(&mut self, body: &str) {
        for name in markdown::names(body) {
            let (ids, id) = match name {
                Name::Source(id) => (&mut self.cited, id),
                Name::Term(id) => (&mut self.terms, id),
            };
            let id = composed(id);
            if !ids.contains(&*id) {
                ids.insert(id.into_owned());
            }
        }
    }

    /// Whether a source is among them: only what stands in `content/sources.yaml` can be cited in a body.
    fn has_source(&self, id: SourceId, source: &Source) -> bool {
        self.sources.contains(&id) || source.listed && self.cited.contains(&source.id)
    }
}

impl Timeline {
    /// Leaves out what only documents that are held back use. What those name is `named`.
    pub(super) fn without_held(mut self, mut named: Named) -> Self {
        if !self.held.is_empty() {
            self.bodies().for_each(|body| named.read(body.text()));
            let stays = Stays::of(&self, named, None);
            self.leave_out(&stays, Reason::Unused, "used only by what is held back");
            self.keep(&stays);
        }
        self.lead_back();
        self
    }

    /// The timeline at the end of `day`. Events are left out by the day on which they became known, with
    /// what is said at them; statements, assessments, updates, corrections and sources by their own dates. A source
    /// without one stays while something that stays names it, or nothing at all does. A claim stays while a
    /// statement about it does, an actor while anything that stays names it or somebody who stays speaks for it, a
    /// tag while an event carries it, a term while a body uses it. The prose of `index.md` and of pages stays
    /// when its `updated`, else its `published`, is that day or earlier; the headline and the pages' titles
    /// always do.
    #[must_use]
    pub fn as_of(mut self, day: Day) -> Self {
        let mut named = Named::default();
        self.bodies().for_each(|body| named.read(body.text()));
        self.leave_prose(day);
        let stays = Stays::of(&self, named, Some(day));
        self.leave_out(&stays, Reason::Later, &format!("not known by {day}"));
        self.later = stays.events.left_out();
        self.keep(&stays);
        self.keep_by_date(day);
        self.as_of = Some(day);
        self.lead_back();
        self
    }

    /// Remembers what is left out, so that links to it become text.
    fn leave_out(&mut self, stays: &Stays, reason: Reason, why: &str) {
        let mut hold = |path: &ContentPath, id: &str, addresses: Vec<SitePath>, text: &Arc<str>| {
            let held = Held { id: id.to_owned(), why: why.to_owned(), reason, addresses, text: Arc::clone(text) };
            self.held.insert(path.clone(), held);
        };
        for event in stays.events.left_out_of(&self.events) {
            let addresses = [&event.address].into_iter().chain(&event.aliases).cloned().collect();
            hold(&event.path, &event.id, addresses, &event.body.file);
        }
        for actor in stays.actors.left_out_of(&self.actors) {
            hold(&actor.path, &actor.id, vec![actor.address.clone()], &actor.body.file);
        }
        for claim in stays.claims.left_out_of(&self.claims) {
            hold(&claim.path, &claim.id, vec![claim.address.clone()], &claim.body.file);
        }
        self.tags_missing.extend(stays.tags.left_out_of(&self.tags).map(|tag| tag.id.clone()));
        self.sources_missing.extend(stays.sources.left_out_of(&self.sources).map(|source| source.id.clone()));
        self.terms_missing.extend(stays.terms.left_out_of(&self.glossary).map(|term| term.id.clone()));
    }

    /// Takes out what does not stay, and gives what does the new ids of all that it names.
    fn keep(&mut self, stays: &Stays) {
        self.events = stays.events.of(std::mem::take(&mut self.events));
        for event in &mut self.events {
            event.sources_later += stays.sources.point(&mut event.sources);
            stays.events.point(&mut event.related);
            stays.tags.point(&mut event.tags);
            stays.actors.point(&mut event.actors);
            stays.statements.point(&mut event.statements);
        }
        self.statements = stays.statements.of(std::mem::take(&mut self.statements));
        for statement in &mut self.statements {
            stays.events.point_one(&mut statement.event);
            stays.claims.point_one(&mut statement.claim);
            if let Speaker::Actor(actor) = &mut statement.speaker {
                stays.actors.point_one(actor);
            }
            statement.sources_later += stays.sources.point(&mut statement.sources);
        }
        self.claims = stays.claims.of(std::mem::take(&mut self.claims));
        for claim in &mut self.claims {
            stays.actors.point(&mut claim.concerns);
            if let Some(assessment) = &mut claim.assessment {
                assessment.sources_later += stays.sources.point(&mut assessment.sources);
            }
        }
        self.actors = stays.actors.of(std::mem::take(&mut self.actors));
        for actor in &mut self.actors {
            actor.speaks_for.iter_mut().for_each(|other| stays.actors.point_one(other));
        }
        self.sources = stays.sources.of(std::mem::take(&mut self.sources));
        self.glossary = stays.terms.of(std::mem::take(&mut self.glossary));
        self.tags = stays.tags.of(std::mem::take(&mut self.tags));
        for tag in &mut self.tags {
            tag.keep(|event| stays.events.has(event));
            stays.events.point(&mut tag.events);
        }
    }

    /// Takes out what was added later to what stays.
    fn keep_by_date(&mut self, day: Day) {
        let known = |date: &Date| date.known_by() <= day;
        for event in &mut self.events {
            event.updates.retain(|update| known(&update.date));
            event.corrections.retain(|correction| known(&correction.date));
            event.published = event.published.take().filter(known);
        }
        for claim in &mut self.claims {
            claim.assessment = claim.assessment.take().filter(|assessment| known(&assessment.date));
        }
    }

    fn leave_prose(&mut self, day: Day) {
        let stood = |updated: &Option<Date>, published: &Option<Date>| {
            updated.as_ref().or(published.as_ref()).is_some_and(|date| date.known_by() <= day)
        };
        if !stood(&self.index.updated, &self.index.published) {
            let prose_later = self.index.path.is_some();
            let (path, title) = (self.index.path.take(), self.index.title.take());
            self.index = super::Index { path, title, prose_later, ..super::Index::default() };
        }
        for page in &mut self.pages {
            if !stood(&page.updated, &page.published) {
                page.body.range.end = page.body.range.start;
                (page.updated, page.published, page.prose_later) = (None, None, true);
            }
        }
    }

    /// Every body.
    fn bodies(&self) -> impl Iterator<Item = &Body> {
        let own = self.events.iter().map(|event| &event.body).chain(self.own_bodies());
        let own = own.chain(self.actors.iter().map(|actor| &actor.body));
        own.chain(self.claims.iter().map(|claim| &claim.body))
    }

    /// The bodies of `content/index.md` and of pages.
    fn own_bodies(&self) -> impl Iterator<Item = &Body> {
        self.pages.iter().map(|page| &page.body).chain(&self.index.body)
    }
}

/// What stays of each list.
struct Stays {
    events: Kept<EventId>,
    statements: Kept<StatementId>,
    claims: Kept<ClaimId>,
    actors: Kept<ActorId>,
    sources: Kept<SourceId>,
    tags: Kept<TagId>,
    terms: Kept<TermId>,
}

impl Stays {
    /// What stays at the end of a day, or of the present timeline without one. `named` has what documents outside
    /// the timeline name, and what all bodies do.
    fn of(timeline: &Timeline, mut named: Named, day: Option<Day>) -> Self {
        let by = |known: Day| day.is_none_or(|day| known <= day);
        let events = Kept::new(timeline.events.iter().map(|event| by(event.known)));
        let said = timeline.statements.iter();
        let statements = Kept::new(said.map(|statement| events.has(statement.event) && by(statement.day)));
        named.claims.extend(timeline.statements.iter().map(|statement| statement.claim));
        // By the statements, as nothing leads back to them from their claims yet.
        let spoken_of: AHashSet<ClaimId> =
            statements.some(&timeline.statements, false).map(|statement| statement.claim).collect();
        let claims = Kept::new(
            timeline.claims.ids().map(|id| spoken_of.contains(&id) || (day.is_none() && !named.claims.contains(&id))),
        );
        let actors = Self::actors(timeline, &events, &statements, &claims, (&mut named, day));
        let mut staying = Named::default();
        for (all, named) in [(true, &mut named), (false, &mut staying)] {
            let sources = &mut named.sources;
            sources.extend(events.some(&timeline.events, all).flat_map(|event| &event.sources));
            sources.extend(statements.some(&timeline.statements, all).flat_map(|statement| &statement.sources));
            let assessments = claims.some(&timeline.claims, all).filter_map(|claim| claim.assessment.as_ref());
            let assessments = assessments.filter(|assessment| all || by(assessment.date.known_by()));
            sources.extend(assessments.flat_map(|assessment| &assessment.sources));
        }
        let bodies = events.some(&timeline.events, false).map(|event| &event.body).chain(timeline.own_bodies());
        let bodies = bodies.chain(actors.some(&timeline.actors, false).map(|actor| &actor.body));
        let bodies = bodies.chain(claims.some(&timeline.claims, false).map(|claim| &claim.body));
        bodies.for_each(|body| staying.read(body.text()));
        let sources = Kept::new(timeline.sources.with_ids().map(|(id, source)| {
            let used = staying.has_source(id, source) || source.listed && !named.has_source(id, source);
            used && source.date.as_ref().is_none_or(|date| by(date.known_by()))
        }));
        let terms = Kept::new(
            timeline
                .glossary
                .iter()
                .map(|term| staying.terms.contains(&term.id) || (day.is_none() && !named.terms.contains(&term.id))),
        );
        let tags = Kept::new(timeline.tags.iter().map(|tag| tag.events.iter().any(|event| events.has(*event))));
        Self { events, statements, claims, actors, sources, tags, terms }
    }

    fn actors(
        timeline: &Timeline,
        events: &Kept<EventId>,
        statements: &Kept<StatementId>,
        claims: &Kept<ClaimId>,
        (named, day): (&mut Named, Option<Day>),
    ) -> Kept<ActorId> {
        let of = |all: bool| {
            let events = events.some(&timeline.events, all).flat_map(|event| event.actors.iter().copied());
            let statements = statements.some(&timeline.statements, all);
            let speakers = statements.filter_map(|statement| match statement.speaker {
                Speaker::Actor(actor) => Some(actor),
                Speaker::Plain(_) => None,
            });
            let claims = claims.some(&timeline.claims, all);
            events.chain(speakers).chain(claims.flat_map(|claim| claim.concerns.iter().copied()))
        };
        named.actors.extend(of(true).chain(timeline.actors.iter().filter_map(|actor| actor.speaks_for)));
        let unnamed = timeline.actors.ids().filter(|actor| day.is_none() && !named.actors.contains(actor));
        let mut stays: List<ActorId, bool> = timeline.actors.iter().map(|_| false).collect();
        for actor in of(false).chain(unnamed) {
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

/// Which members of a list stay.
struct Kept<I> {
    /// The new id of each; nothing for one that is left out.
    new: List<I, Option<I>>,
}

impl<I: Id> Kept<I> {
    fn new(stays: impl Iterator<Item = bool>) -> Self {
        let mut left: List<I, ()> = List::default();
        Self { new: stays.map(|stays| stays.then(|| left.push(()))).collect() }
    }

    fn has(&self, id: I) -> bool {
        self.new[id].is_some()
    }

    fn left_out(&self) -> usize {
        self.new.iter().filter(|new| new.is_none()).count()
    }

    fn left_out_of<'a, T>(&'a self, list: &'a List<I, T>) -> impl Iterator<Item = &'a T> {
        list.iter().zip(&self.new).filter_map(|(member, new)| new.is_none().then_some(member))
    }

    /// The members that stay, or all.
    fn some<'a, T>(&'a self, list: &'a List<I, T>, all: bool) -> impl Iterator<Item = &'a T> {
        list.iter().zip(&self.new).filter_map(move |(member, new)| (all || new.is_some()).then_some(member))
    }

    fn of<T>(&self, list: List<I, T>) -> List<I, T> {
        list.into_iter().zip(&self.new).filter_map(|(member, new)| new.is_some().then_some(member)).collect()
    }

    /// Makes references lead to the new ids, and drops those to what is left out; gives their number.
    fn point(&self, references: &mut Vec<I>) -> usize {
        let before = references.len();
        references.retain_mut(|id| match self.new[*id] {
            Some(new) => {
                *id = new;
                true
            }
            None => false,
        });
        before - references.len()
    }

    /// The same for a reference that something cannot be without, so that it stays only where that does.
    fn point_one(&self, id: &mut I) {
        match self.new[*id] {
            Some(new) => *id = new,
            None => unreachable!("something stays that needs {id:?}, which is left out"),
        }
    }
}
