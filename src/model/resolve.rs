//! Ids become references, and order is made.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ahash::AHashMap;
use chrono_tz::Tz;
use rayon::prelude::*;

use super::alone::{self, Alone, Needed};
use super::cast::Cast;
use super::docket::Docket;
use super::evidence::{Cited, Sources};
use super::findings::{Findings, present, texts};
use super::held::{Held, Named, Reason};
use super::related::{self, Others};
use super::tags::{Tags, Written};
use super::{
    ActorId, Body, Event, EventId, Index, List, Selection, SourceId, Statement, StatementId, Tag, TagId, Timeline,
    pages, settings, sort_key, terms,
};
use crate::date::{self, Date, Day, Form};
use crate::diagnostic::Diagnostic;
use crate::document::{self, Document, Documents, Step, Words, form};
use crate::path::ContentPath;

/// Makes the timeline. What cannot be resolved is reported and left out.
#[must_use]
pub fn resolve(documents: Documents, selection: &Selection) -> (Timeline, Vec<Diagnostic>) {
    let mut list = Vec::new();
    let mut found = Findings::new(&mut list, None);
    let settings = settings::settings(documents.config.as_ref(), &mut found);
    found.zone = settings.timezone;
    let index = pages::index(documents.index, &mut found);
    let pages = documents.pages.iter().filter_map(|page| pages::page(page, &mut found)).collect();
    let broken: BTreeSet<ContentPath> = documents.broken.into_iter().collect();
    let unread = broken.iter().any(|path| path.as_str() == "content/sources.yaml");
    let mut sources = Sources::read(documents.sources.as_ref(), unread, &mut found);
    let cast = Cast::read(documents.actors, &broken, &mut found);
    let (docket, unassessed) = Docket::read(documents.claims, &broken, &cast, &mut sources, &mut found);
    let (glossary, terms_missing) = terms::glossary(documents.glossary.as_ref(), &mut found);
    let mut work = Work {
        selection,
        sources,
        cast,
        docket,
        tags: Tags::read(documents.tags.as_ref(), &mut found),
        held: BTreeMap::new(),
        held_names: Named::default(),
        tags_missing: BTreeSet::new(),
        broken,
        ids: AHashMap::new(),
        clock: false,
    };
    // Side by side, but for what they have to do with one another.
    let mut typed = documents.events;
    let mut alone: Vec<Alone> = typed.par_iter().map(|document| Alone::read(document, found.zone)).collect();
    work.sources.reserve(alone.iter().map(|alone| alone.sources.len()).sum());
    let mut holds: Vec<_> =
        typed.iter().zip(&alone).map(|(document, alone)| work.hold(document, alone, found.zone)).collect();
    // In the order in which they became known, and what is held back last: two documents that describe one source
    // are told apart by the first, so that none stands in words that only a later one has.
    let mut order: Vec<usize> = (0..typed.len()).collect();
    order.sort_by_key(|at| (holds[*at].is_some(), alone[*at].known(), *at));
    let (published, held) = order.split_at(holds.iter().filter(|hold| hold.is_none()).count());
    let published: Vec<usize> =
        published.iter().copied().filter(|at| work.unique(&alone[*at].id, &typed[*at].path, &mut found)).collect();
    let mut needed: Vec<Option<Needed>> = typed.iter().map(|_| None).collect();
    for at in &published {
        needed[*at] = alone[*at].needed();
    }
    let documents = in_order(&typed, &alone, &needed);
    let mut ids: Vec<Option<EventId>> = vec![None; typed.len()];
    for (id, at) in documents.with_ids() {
        ids[*at] = Some(id);
    }
    let mut links: Vec<Option<Links>> = typed.iter().map(|_| None).collect();
    for at in published {
        links[at] = work.link(&mut typed[at], &mut alone[at], ids[at].zip(needed[at].take()), &mut found);
    }
    let claims = unassessed.into_iter().map(|claim| claim.assessed(&mut work.sources, &mut found)).collect();
    for at in held {
        if let Some(hold) = holds[*at].take() {
            work.hold_back(&typed[*at], &mut alone[*at], hold, &mut found);
        }
    }
    work.tags.clashes(&mut found);
    let names: List<EventId, &[(String, String)]> =
        documents.iter().map(|at| links[*at].as_ref().map_or(&[][..], |links| &links.tags)).collect();
    let (tags, events) = rayon::join(
        || work.tags(&names),
        || documents.with_ids().map(|(event, at)| (alone[*at].id.as_str(), event)).collect(),
    );
    let mut carried: List<EventId, Vec<TagId>> = documents.iter().map(|_| Vec::new()).collect();
    for (id, tag) in tags.with_ids() {
        work.tags_missing.remove(&tag.id);
        for event in &tag.events {
            carried[*event].push(id);
        }
    }
    let others = Others { events, held: &work.held, paths: &work.ids, broken: related::unread(&work.broken) };
    let mut statements: List<StatementId, Statement> = List::default();
    let mut tied: Vec<Option<(Links, Ties)>> = typed.iter().map(|_| None).collect();
    for (at, tags) in documents.iter().zip(carried) {
        let Some(mut links) = links[*at].take() else { continue };
        let said = std::mem::take(&mut links.said);
        let said = said.into_iter().map(|statement| statements.push(statement)).collect();
        let related = others.related(&typed[*at], &links.related, &mut found);
        tied[*at] = Some((links, Ties { tags, related, statements: said }));
    }
    let all = typed.into_par_iter().zip(alone).zip(tied);
    let events: Vec<Option<Event>> =
        all.map(|((document, alone), tied)| Some(event(document, alone, tied?, &index))).collect();
    let events = at_their_places(events, documents);
    let published = || events.iter().filter_map(|event| event.published.as_ref()).map(Date::latest_day).max();
    let told_until = index.last_day().or_else(published);
    let now = work.clock.then(|| selection.now.clone());
    let timeline = Timeline {
        settings,
        index,
        events,
        sources_missing: work.sources.missing(),
        sources: work.sources.into_list(),
        tags,
        actors: work.cast.list,
        claims,
        statements,
        glossary,
        terms_missing,
        pages,
        held: work.held,
        broken: work.broken,
        now,
        as_of: None,
        told_until,
        later: 0,
        tags_missing: work.tags_missing,
    };
    (timeline.without_held(work.held_names), list)
}

/// What is gathered while events are resolved one after the other.
struct Work<'a> {
    selection: &'a Selection,
    sources: Sources,
    cast: Cast,
    docket: Docket,
    tags: Tags,
    held: BTreeMap<ContentPath, Held>,
    /// What the documents name that are held back.
    held_names: Named,
    /// The tags that they carry.
    tags_missing: BTreeSet<String>,
    broken: BTreeSet<ContentPath>,
    ids: AHashMap<String, ContentPath>,
    clock: bool,
}

impl Work<'_> {
    /// Why an event is held back, if it is.
    fn hold(
        &mut self,
        document: &Document<document::Event>,
        alone: &Alone,
        zone: Option<Tz>,
    ) -> Option<(String, Reason)> {
        self.clock |= alone.publish_at.is_some() || alone.unpublish_at.is_some();
        let span = [alone.publish_at.as_ref(), alone.unpublish_at.as_ref()];
        hold(document.front.draft == Some(true), span, self.selection, zone)
    }

    /// What an event has to do with others; nothing when it lacks what it needs, and so has no id.
    fn link(
        &mut self,
        document: &mut Document<document::Event>,
        alone: &mut Alone,
        event: Option<(EventId, Needed)>,
        found: &mut Findings<'_>,
    ) -> Option<Links> {
        let known = event.as_ref().map(|(id, needed)| (*id, needed.known));
        let Cites { cited, actors, said, missing } = self.cites(document, alone, known, None, found);
        let mut tags = Vec::with_capacity(alone.tags.len());
        for tag in std::mem::take(&mut alone.tags) {
            let id = self.tag(document, &tag, false, found);
            tags.extend(id.map(|id| (id, tag.words)));
        }
        let Some((_, needed)) = event else {
            self.broken.insert(document.path.clone());
            return None;
        };
        let related = document.front.related.take().unwrap_or_default();
        document.unread.append(&mut alone.unread);
        for (key, unread) in [("sources", cited.unread), ("statements", missing)] {
            if unread {
                document.unread.insert([Step::Key(key)]);
            }
        }
        Some(Links { needed, sources: cited.list, actors, said, tags, related })
    }

    /// Sets an event aside, and remembers what it names.
    fn hold_back(
        &mut self,
        document: &Document<document::Event>,
        alone: &mut Alone,
        (why, reason): (String, Reason),
        found: &mut Findings<'_>,
    ) {
        if !self.unique(&alone.id, &document.path, found) {
            return;
        }
        let mut names = std::mem::take(&mut self.held_names);
        let cites = self.cites(document, alone, None, Some(&mut names), found);
        names.actors.extend(cites.actors);
        names.sources.extend(cites.cited.list);
        names.read(&document.text[document.body.clone()]);
        self.held_names = names;
        for tag in std::mem::take(&mut alone.tags) {
            let id = self.tag(document, &tag, true, found);
            self.tags_missing.extend(id);
        }
        let addresses = alone.address.iter().chain(&alone.aliases).cloned().collect();
        let held = Held { id: alone.id.clone(), why, reason, addresses, text: Arc::clone(&document.text) };
        self.held.insert(document.path.clone(), held);
    }

    /// The id of a tag of an event.
    fn tag(
        &mut self,
        document: &Document<document::Event>,
        tag: &Written,
        held: bool,
        found: &mut Findings<'_>,
    ) -> Option<String> {
        let place = || document.place(&[Step::Key("tags"), Step::Item(tag.number)]);
        self.tags.id(tag, held, place, found)
    }

    /// Whom and what an event names, and what is said at it where it stands in the timeline. `names` is given more than
    /// that: what only unfinished statements do.
    fn cites(
        &mut self,
        document: &Document<document::Event>,
        alone: &mut Alone,
        event: Option<(EventId, Day)>,
        names: Option<&mut Named>,
        found: &mut Findings<'_>,
    ) -> Cites {
        found.list.append(&mut alone.found);
        let cited = self.sources.cited(&alone::cited(document), std::mem::take(&mut alone.sources), found);
        let actors = self.cast.ids(document, "actors", document.front.actors.as_ref(), found);
        let (said, missing) = self.docket.said_at((document, event), &self.cast, &mut self.sources, names, found);
        Cites { cited, actors, said, missing }
    }

    fn unique(&mut self, id: &str, path: &ContentPath, found: &mut Findings<'_>) -> bool {
        if let Some(first) = self.ids.get(id) {
            found.duplicate_id(id, first, path);
            self.broken.insert(path.clone());
            return false;
        }
        self.ids.insert(id.to_owned(), path.clone());
        true
    }

    /// The tags that published events carry, in the order of their ids, with their events in order.
    fn tags(&self, names: &List<EventId, &[(String, String)]>) -> List<TagId, Tag> {
        let mut carried: BTreeMap<&str, Vec<(EventId, &str)>> = BTreeMap::new();
        for (event, names) in names.with_ids() {
            for (id, words) in *names {
                let events = carried.entry(id).or_default();
                if events.last().is_none_or(|(last, _)| *last != event) {
                    events.push((event, words));
                }
            }
        }
        let tag = |(id, events): (&str, Vec<(EventId, &str)>)| {
            let (name, summary) = self.tags.text(id);
            Tag::of(id.to_owned(), name, summary, events)
        };
        carried.into_iter().map(tag).collect()
    }
}

/// Whom and what an event names.
struct Cites {
    cited: Cited,
    actors: Vec<ActorId>,
    said: Vec<Statement>,
    /// Whether something was said that could not be read.
    missing: bool,
}

/// What an event cannot be without, and what it has to do with others: by ids where they were known when it was read.
struct Links {
    needed: Needed,
    sources: Vec<SourceId>,
    actors: Vec<ActorId>,
    said: Vec<Statement>,
    /// Ids in addresses, with the words for each.
    tags: Vec<(String, String)>,
    related: Vec<Words<form::EventId>>,
}

/// The rest of it, once all others were read.
struct Ties {
    tags: Vec<TagId>,
    related: Vec<EventId>,
    statements: Vec<StatementId>,
}

/// An event. What was typed is let go of here, but for its place.
fn event(document: Document<document::Event>, alone: Alone, (links, ties): (Links, Ties), index: &Index) -> Event {
    let (document, front) = document.split();
    Event {
        id: alone.id,
        path: document.path.clone(),
        address: links.needed.address,
        aliases: alone.aliases,
        title: links.needed.title,
        date: links.needed.date,
        reported: alone.reported,
        known: links.needed.known,
        date_note: present(front.date_note.as_ref()),
        order: front.order.unwrap_or(0),
        summary: present(front.summary.as_ref()),
        importance: front.importance.unwrap_or_default(),
        place: present(front.place.as_ref()),
        tags: ties.tags,
        sources: links.sources,
        sources_later: 0,
        actors: links.actors,
        statements: ties.statements,
        media: alone.media,
        corrections: alone.corrections,
        updates: alone.updates,
        related: ties.related,
        published: alone.published.or_else(|| index.published.clone()),
        language: present(front.language.as_ref()),
        authors: texts(front.authors.as_ref()),
        extra: front.extra,
        draft: front.draft == Some(true),
        body: Body { file: Arc::clone(&document.text), range: document.body.clone() },
        document,
    }
}

/// The events that there are, in the order of the timeline: those that have what they need. Each is a document, by its
/// place among all.
fn in_order(typed: &[Document<document::Event>], alone: &[Alone], needed: &[Option<Needed>]) -> List<EventId, usize> {
    let key = |at: usize| {
        let (date, order) = (&needed[at].as_ref()?.date, typed[at].front.order.unwrap_or(0));
        Some((sort_key(date, order, alone[at].reported.as_ref(), &alone[at].id), at))
    };
    let keys: Vec<_> = (0..typed.len()).into_par_iter().filter_map(key).collect();
    // Keys are large, so that references to them are sorted.
    let mut order: Vec<_> = keys.iter().collect();
    order.par_sort();
    order.into_iter().map(|(_, at)| *at).collect()
}

/// Puts events at the places that they have in the timeline. They are large, so that each is moved there by one swap, and
/// all stay in the memory that they have: more of it costs as much as all else.
#[expect(clippy::filter_map_identity, reason = "unlike flatten(), it collects in place")]
fn at_their_places(mut events: Vec<Option<Event>>, documents: List<EventId, usize>) -> List<EventId, Event> {
    let mut order: Vec<usize> = documents.into_iter().collect();
    for to in 0..order.len() {
        let mut from = order[to];
        // What stood at a place before has been swapped to where that place's own came from.
        while from < to {
            from = order[from];
        }
        order[to] = from;
        events.swap(to, from);
    }
    events.into_iter().filter_map(|event| event).collect()
}

/// Why an event is not published now, if it is not: from when it is published, and until when, is its span.
fn hold(draft: bool, span: [Option<&Date>; 2], selection: &Selection, zone: Option<Tz>) -> Option<(String, Reason)> {
    let now = selection.now.seconds;
    let reason = if draft { Reason::Draft } else { Reason::Scheduled };
    match span {
        _ if draft && !selection.drafts => Some(("a draft".to_owned(), reason)),
        [Some(from), _] if now < seconds(from, zone) => Some((format!("held back until {}", from.edtf()), reason)),
        [_, Some(until)] if now >= seconds(until, zone) => Some((format!("withdrawn since {}", until.edtf()), reason)),
        _ => None,
    }
}

/// When a day begins in the site's zone, or the instant of a time, in seconds since 1970.
fn seconds(date: &Date, zone: Option<Tz>) -> i64 {
    if let Form::Moment(moment) = date.form() {
        return moment.instant;
    }
    let day = date.earliest_day();
    let midnight = date::parse(&format!("{day} 00:00"), zone.or(Some(Tz::UTC)));
    match midnight.as_ref().map(Date::form) {
        Ok(Form::Moment(moment)) => moment.instant,
        // Midnight that a change of the clocks leaves out: the day begins an hour later at most.
        _ => day.to_days() * 86_400,
    }
}
