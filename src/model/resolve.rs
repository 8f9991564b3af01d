//! Ids become references, and order is made.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ahash::{AHashMap, AHashSet};
use chrono_tz::Tz;
use rayon::prelude::*;

use super::alone::{self, Alone};
use super::cast::Cast;
use super::docket::Docket;
use super::evidence::{Cited, Sources};
use super::findings::{Findings, present, texts};
use super::held::{Held, Named, Reason};
use super::tags::{Tags, Written};
use super::terms;
use super::{Body, Event, Selection, Statement, Tag, Timeline, pages, settings};
use crate::date::{self, Date, Day, Form};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{self, Document, Documents, Step, Words, form, leading_date};
use crate::path::{ContentPath, SitePath};
use crate::text;

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
    let docket = Docket::read(documents.claims, &broken, &cast, &mut sources, &mut found);
    let (glossary, terms_missing) = terms::glossary(documents.glossary.as_ref(), &mut found);
    let mut work = Work {
        selection,
        sources,
        cast,
        docket,
        tags: Tags::read(documents.tags.as_ref(), &mut found),
        said: AHashMap::new(),
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
    let mut links: Vec<Option<Links>> = typed.iter().map(|_| None).collect();
    let mut names: Vec<Option<Names>> = typed.iter().map(|_| None).collect();
    let (published, held) = order.split_at(holds.iter().filter(|hold| hold.is_none()).count());
    for at in published {
        (links[*at], names[*at]) = work.link(&mut typed[*at], &mut alone[*at], &mut found).unzip();
    }
    work.docket.assess(&mut work.sources, &mut found);
    for at in held {
        if let Some(hold) = holds[*at].take() {
            work.hold_back(&typed[*at], &mut alone[*at], hold, &mut found);
        }
    }
    work.tags.clashes(&mut found);
    let all = typed.into_par_iter().zip(alone).zip(links);
    let events: Vec<Option<Event>> =
        all.map(|((document, alone), links)| Some(event(document, alone, links?))).collect();
    let (mut events, mut names) = (present_ones(events), present_ones(names));
    in_order(&mut events, &mut names);
    let (tags, position): (_, AHashMap<&str, usize>) = rayon::join(
        || work.tags(&names),
        || events.iter().enumerate().map(|(number, event)| (event.id.as_str(), number)).collect(),
    );
    let broken = work.broken.iter().filter(|path| path.below("content/events").is_some());
    let broken = broken.map(|path| leading_date(path.stem()).map_or(path.stem(), |(_, rest)| rest));
    let broken: AHashSet<&str> = broken.collect();
    let both = events.iter().zip(names);
    let related: Vec<Vec<usize>> =
        both.map(|(event, names)| work.related(event, &names.related, (&position, &broken), &mut found)).collect();
    for (event, related) in events.iter_mut().zip(related) {
        event.related = related;
        event.published = event.published.take().or_else(|| index.published.clone());
    }
    for (number, tag) in tags.iter().enumerate() {
        work.tags_missing.remove(&tag.id);
        for event in &tag.events {
            events[*event].tags.push(number);
        }
    }
    let mut statements = Vec::new();
    for (number, event) in events.iter_mut().enumerate() {
        let said = work.said.remove(&event.id).unwrap_or_default();
        event.statements = (statements.len()..statements.len() + said.len()).collect();
        statements.extend(said.into_iter().map(|statement| Statement { event: number, ..statement }));
    }
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
        claims: work.docket.list,
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
    /// What is said at an event, by its id.
    said: AHashMap<String, Vec<Statement>>,
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

    /// What an event has to do with others; nothing when it lacks what it needs.
    fn link(
        &mut self,
        document: &mut Document<document::Event>,
        alone: &mut Alone,
        found: &mut Findings<'_>,
    ) -> Option<(Links, Names)> {
        if !self.unique(&alone.id, &document.path, found) {
            return None;
        }
        let Cites { known, cited, actors, said, missing } = self.cites(document, alone, None, found);
        let mut tags = Vec::with_capacity(alone.tags.len());
        for tag in std::mem::take(&mut alone.tags) {
            let id = self.tag(document, &tag, false, found);
            tags.extend(id.map(|id| (id, tag.words)));
        }
        let required = (alone.title.take(), alone.date.take(), known, alone.address.take());
        let (Some(title), Some(date), Some(known), Some(address)) = required else {
            self.broken.insert(document.path.clone());
            return None;
        };
        if !said.is_empty() {
            self.said.insert(alone.id.clone(), said);
        }
        let related = document.front.related.take().unwrap_or_default();
        document.unread.append(&mut alone.unread);
        for (key, unread) in [("sources", cited.unread), ("statements", missing)] {
            if unread {
                document.unread.insert([Step::Key(key)]);
            }
        }
        Some((Links { title, date, known, address, sources: cited.list, actors }, Names { tags, related }))
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
        let cites = self.cites(document, alone, Some(&mut names), found);
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

    /// Whom and what an event names. `names` is given more than that: what only unfinished statements do.
    fn cites(
        &mut self,
        document: &Document<document::Event>,
        alone: &mut Alone,
        names: Option<&mut Named>,
        found: &mut Findings<'_>,
    ) -> Cites {
        found.list.append(&mut alone.found);
        let known = alone.known();
        let cited = self.sources.cited(&alone::cited(document), std::mem::take(&mut alone.sources), found);
        let actors = self.cast.ids(document, "actors", document.front.actors.as_ref(), found);
        let (said, missing) = self.docket.said_at((document, known), &self.cast, &mut self.sources, names, found);
        Cites { known, cited, actors, said, missing }
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
    fn tags(&self, names: &[Names]) -> Vec<Tag> {
        let mut carried: BTreeMap<&str, Vec<(usize, &str)>> = BTreeMap::new();
        for (number, names) in names.iter().enumerate() {
            for (id, words) in &names.tags {
                let events = carried.entry(id).or_default();
                if events.last().is_none_or(|(last, _)| *last != number) {
                    events.push((number, words));
                }
            }
        }
        let tag = |(id, events): (&str, Vec<(usize, &str)>)| {
            let (name, summary) = self.tags.text(id);
            Tag::of(id.to_owned(), name, summary, events)
        };
        carried.into_iter().map(tag).collect()
    }

    fn related(
        &self,
        event: &Event,
        ids: &[Words<form::EventId>],
        (position, broken): (&AHashMap<&str, usize>, &AHashSet<&str>),
        found: &mut Findings<'_>,
    ) -> Vec<usize> {
        let mut related = Vec::new();
        for (number, id) in ids.iter().enumerate() {
            let Some(id) = id.present() else { continue };
            if let Some(other) = position.get(id) {
                if !related.contains(other) {
                    related.push(*other);
                }
                continue;
            }
            let place = || event.place(&[Step::Key("related"), Step::Item(number)]);
            match self.ids.get(id) {
                Some(path) => {
                    if let Some(held) = self.held.get(path) {
                        found.push(
                            Diagnostic::new(
                                Code::HeldBackLink,
                                place(),
                                format!("`{id}` is {}, so it is left out of this list", held.why),
                            )
                            .help("nothing needs to be done: it is listed once it is published"),
                        );
                    }
                }
                // A file that could not be read may have this id; its own mistake comes first.
                None if broken.contains(id) => {}
                None => {
                    let near = leading_date(id)
                        .map(|(_, rest)| rest)
                        .filter(|rest| self.ids.contains_key(*rest))
                        .or_else(|| found.near(id, self.ids.keys()));
                    found.push(
                        Diagnostic::new(
                            Code::UnknownEvent,
                            place(),
                            format!("there is no event `{}`", text::shorten(id, 60)),
                        )
                        .help(match near {
                            Some(near) => format!("did you mean `{near}`?"),
                            None => "write the name of a file in content/events/, without its date and without .md"
                                .to_owned(),
                        }),
                    );
                }
            }
        }
        related
    }
}

/// When an event was known, and whom and what it names, by their positions.
struct Cites {
    known: Option<Day>,
    cited: Cited,
    actors: Vec<usize>,
    said: Vec<Statement>,
    /// Whether something was said that could not be read.
    missing: bool,
}

/// What an event has to do with others, by their positions, and what it cannot be without.
struct Links {
    title: String,
    date: Date,
    known: Day,
    address: SitePath,
    sources: Vec<usize>,
    actors: Vec<usize>,
}

/// What an event names others by, until they have positions.
struct Names {
    /// With the words for each tag.
    tags: Vec<(String, String)>,
    related: Vec<Words<form::EventId>>,
}

/// An event. What was typed is let go of here, but for its place.
fn event(document: Document<document::Event>, alone: Alone, links: Links) -> Event {
    let (document, front) = document.split();
    Event {
        id: alone.id,
        path: document.path.clone(),
        address: links.address,
        aliases: alone.aliases,
        title: links.title,
        date: links.date,
        reported: alone.reported,
        known: links.known,
        date_note: present(front.date_note.as_ref()),
        order: front.order.unwrap_or(0),
        summary: present(front.summary.as_ref()),
        importance: front.importance.unwrap_or_default(),
        place: present(front.place.as_ref()),
        tags: Vec::new(),
        sources: links.sources,
        sources_later: 0,
        actors: links.actors,
        statements: Vec::new(),
        media: alone.media,
        corrections: alone.corrections,
        updates: alone.updates,
        related: Vec::new(),
        published: alone.published,
        language: present(front.language.as_ref()),
        authors: texts(front.authors.as_ref()),
        extra: front.extra,
        draft: front.draft == Some(true),
        body: Body { file: Arc::clone(&document.text), range: document.body.clone() },
        document,
    }
}

/// What is there. It stays in the memory that it has: for large values, more of it costs as much as all else.
#[expect(clippy::filter_map_identity, reason = "unlike flatten(), it collects in place")]
fn present_ones<T>(all: Vec<Option<T>>) -> Vec<T> {
    all.into_iter().filter_map(|one| one).collect()
}

/// Puts events in the order of the timeline, and what belongs to each with it. They are large, so that numbers
/// are sorted in their stead, and each event is moved to its place by one swap.
fn in_order<T>(events: &mut [Event], with: &mut [T]) {
    let mut order: Vec<usize> = (0..events.len()).collect();
    let keys: Vec<_> = events.par_iter().map(Event::sort_key).collect();
    order.par_sort_by(|a, b| keys[*a].cmp(&keys[*b]));
    for to in 0..order.len() {
        let mut from = order[to];
        // What stood at a place before has been swapped to where that place's own came from.
        while from < to {
            from = order[from];
        }
        order[to] = from;
        events.swap(to, from);
        with.swap(to, from);
    }
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
