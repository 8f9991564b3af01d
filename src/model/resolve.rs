//! Ids become references, and order is made.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use chrono_tz::Tz;

use super::cast::Cast;
use super::docket::Docket;
use super::event::known;
use super::evidence::Sources;
use super::findings::{Findings, present};
use super::terms::{self, TagText};
use super::{Body, Event, Held, Reason, Selection, Statement, Tag, Timeline, changes, pages, settings};
use crate::date::{self, Date, Form};
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::document::{self, Document, Documents, Step, leading_date};
use crate::path::{ContentPath, SitePath};
use crate::text;

/// Makes the timeline. What cannot be resolved is reported and left out.
#[must_use]
pub fn resolve(documents: Documents, selection: &Selection) -> (Timeline, Vec<Diagnostic>) {
    let mut list = Vec::new();
    let mut found = Findings { list: &mut list, zone: None };
    let settings = settings::settings(documents.config.as_ref(), &mut found);
    found.zone = settings.timezone;
    let index = pages::index(documents.index, &mut found);
    let pages = documents.pages.iter().filter_map(|page| pages::page(page, &mut found)).collect();
    let mut sources = Sources::read(documents.sources.as_ref(), &mut found);
    let broken: BTreeSet<ContentPath> = documents.broken.into_iter().collect();
    let cast = Cast::read(documents.actors, &broken, &mut found);
    let docket = Docket::read(documents.claims, &broken, &cast, &mut sources, &mut found);
    let (glossary, terms_missing) = terms::glossary(documents.glossary.as_ref(), &mut found);
    let mut work = Work {
        selection,
        sources,
        cast,
        docket,
        tag_texts: terms::tags(documents.tags.as_ref(), &mut found),
        said: HashMap::new(),
        tags: BTreeMap::new(),
        held: BTreeMap::new(),
        broken,
        ids: HashMap::new(),
        clock: false,
    };
    let mut events: Vec<Event> =
        documents.events.into_iter().filter_map(|document| work.event(Arc::new(document), &mut found)).collect();
    events.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    let tags = work.tags(&events);
    let numbers: HashMap<&str, usize> = tags.keys().enumerate().map(|(number, id)| (id.as_str(), number)).collect();
    let position: HashMap<String, usize> =
        events.iter().enumerate().map(|(number, event)| (event.id.clone(), number)).collect();
    for event in &mut events {
        event.related = work.related(event, &position, &mut found);
        event.tags = carried(event, &numbers);
        event.published = event.published.take().or_else(|| index.published.clone());
    }
    let mut statements = Vec::new();
    for (number, event) in events.iter_mut().enumerate() {
        let said = work.said.remove(&event.id).unwrap_or_default();
        event.statements = (statements.len()..statements.len() + said.len()).collect();
        statements.extend(said.into_iter().map(|statement| Statement { event: number, ..statement }));
    }
    let tags = tags.into_values().collect();
    let now = work.clock.then(|| selection.now.clone());
    let mut timeline = Timeline {
        settings,
        index,
        events,
        sources_missing: work.sources.missing(),
        sources: work.sources.list,
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
        later: 0,
        later_tags: BTreeSet::new(),
    };
    timeline.lead_back();
    (timeline, list)
}

/// What is gathered while events are resolved one after the other.
struct Work<'a> {
    selection: &'a Selection,
    sources: Sources,
    cast: Cast,
    docket: Docket,
    /// What content/tags.yaml says of tags.
    tag_texts: BTreeMap<String, TagText>,
    /// What is said at an event, by its id.
    said: HashMap<String, Vec<Statement>>,
    /// The tags that events carry, as the first of them writes each.
    tags: BTreeMap<String, String>,
    held: BTreeMap<ContentPath, Held>,
    broken: BTreeSet<ContentPath>,
    ids: HashMap<String, ContentPath>,
    clock: bool,
}

impl Work<'_> {
    fn event(&mut self, document: Arc<Document<document::Event>>, found: &mut Findings<'_>) -> Option<Event> {
        let path = document.path.clone();
        let front = &document.front;
        let stem = path.stem();
        let id = leading_date(stem).map_or(stem, |(_, rest)| rest).to_owned();
        if !self.unique(&id, &path, found) {
            self.broken.insert(path);
            return None;
        }
        let title = found.title(&document, front.title.as_ref(), &path);
        let date = self.date(&document, found);
        let reported = found.date(&document, "reported", front.reported.as_ref());
        let published = found.instant(&document, "published", front.published.as_ref());
        let aliases = aliases(&document, found);
        let address = address(&document, &id, found);
        let known = date.as_ref().map(|date| known(date, reported.as_ref()));
        let evidence = front.sources.as_deref().unwrap_or_default();
        let sources = self.sources.cited(&document, &[Step::Key("sources")], evidence, true, found);
        let actors = self.cast.ids(&document, "actors", front.actors.as_ref(), found);
        let said = self.docket.said_at(&document, known, &self.cast, &mut self.sources, found);
        let media = changes::media(&document, found);
        let corrections = changes::corrections(&document, found);
        let updates = changes::updates(&document, found);
        self.carry(&document, found);
        if let Some((why, reason)) = self.hold(&document, found) {
            let addresses = address.into_iter().chain(aliases).collect();
            self.held.insert(path, Held { id, why, reason, addresses });
            return None;
        }
        let (Some(title), Some(date), Some(known), Some(address)) = (title, date, known, address) else {
            self.broken.insert(path);
            return None;
        };
        if !said.is_empty() {
            self.said.insert(id.clone(), said);
        }
        Some(Event {
            id,
            path,
            address,
            aliases,
            title,
            date,
            reported,
            known,
            date_note: present(front.date_note.as_ref()),
            order: front.order.unwrap_or(0),
            summary: present(front.summary.as_ref()),
            importance: front.importance.unwrap_or_default(),
            place: present(front.place.as_ref()),
            tags: Vec::new(),
            sources,
            sources_later: 0,
            actors,
            statements: Vec::new(),
            media,
            corrections,
            updates,
            related: Vec::new(),
            published,
            language: present(front.language.as_ref()),
            draft: front.draft == Some(true),
            body: Body { file: Arc::clone(&document.text), range: document.body.clone() },
            document,
        })
    }

    fn unique(&mut self, id: &str, path: &ContentPath, found: &mut Findings<'_>) -> bool {
        if let Some(first) = self.ids.get(id) {
            found.duplicate_id(id, first, path);
            return false;
        }
        self.ids.insert(id.to_owned(), path.clone());
        true
    }

    /// `date`, else the day at the start of the file's name.
    fn date(&self, document: &Document<document::Event>, found: &mut Findings<'_>) -> Option<Date> {
        if present(document.front.date.as_ref()).is_some() {
            return found.date(document, "date", document.front.date.as_ref());
        }
        if document.written("date").is_none()
            && let Some((day, _)) = leading_date(document.path.stem())
        {
            return match date::parse(day, found.zone) {
                Ok(date) => Some(date),
                Err(mistake) => {
                    found.push(
                        Diagnostic::new(
                            Code::BadDate,
                            Location::file(&document.path),
                            format!("in the file's name: {}", mistake.message),
                        )
                        .maybe_help(mistake.help),
                    );
                    None
                }
            };
        }
        let example = leading_date(document.path.stem()).map_or("2022-03-14", |(day, _)| day);
        found.missing(
            document,
            "date",
            document.front.date.as_ref(),
            "the event has no date",
            &format!("write `date: {example}`; a month or a year will do too"),
        );
        None
    }

    /// Remembers the tags and how they are written.
    fn carry(&mut self, document: &Document<document::Event>, found: &mut Findings<'_>) {
        for (number, tag) in document.front.tags.iter().flatten().enumerate() {
            let Some(written) = tag.present() else { continue };
            let id = text::slug(written);
            if id.is_empty() {
                found.push(
                    Diagnostic::new(
                        Code::BadSlug,
                        document.place(&[Step::Key("tags"), Step::Item(number)]),
                        format!("the tag `{}` has no letter or digit", text::shorten(written, 40)),
                    )
                    .help("write a word"),
                );
                continue;
            }
            let name = if id == written { capitals(&id) } else { written.to_owned() };
            self.tags.entry(id).or_insert(name);
        }
    }

    /// The tags that published events carry, with their events in order.
    fn tags(&self, events: &[Event]) -> BTreeMap<String, Tag> {
        let mut tags: BTreeMap<String, Tag> = BTreeMap::new();
        for (number, event) in events.iter().enumerate() {
            for id in slugs(event) {
                let tag = tags.entry(id).or_insert_with_key(|id| {
                    let (name, summary) = self.tag_texts.get(id).cloned().unwrap_or_default();
                    let name = name.or_else(|| self.tags.get(id).cloned()).unwrap_or_else(|| id.clone());
                    Tag { id: id.clone(), name, summary, events: Vec::new() }
                });
                if tag.events.last() != Some(&number) {
                    tag.events.push(number);
                }
            }
        }
        tags
    }

    fn related(&self, event: &Event, position: &HashMap<String, usize>, found: &mut Findings<'_>) -> Vec<usize> {
        let mut related = Vec::new();
        for (number, id) in event.document.front.related.iter().flatten().enumerate() {
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
                None if self
                    .broken
                    .iter()
                    .any(|path| leading_date(path.stem()).map_or(path.stem(), |(_, rest)| rest) == id) => {}
                None => {
                    let near = leading_date(id)
                        .map(|(_, rest)| rest)
                        .filter(|rest| self.ids.contains_key(*rest))
                        .or_else(|| text::did_you_mean(id, self.ids.keys().map(String::as_str)));
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

    /// Whether an event is published now, and if not, why.
    fn hold(&mut self, document: &Document<document::Event>, found: &mut Findings<'_>) -> Option<(String, Reason)> {
        let front = &document.front;
        let from = found.instant(document, "publish_at", front.publish_at.as_ref());
        let until = found.instant(document, "unpublish_at", front.unpublish_at.as_ref());
        self.clock |= from.is_some() || until.is_some();
        let now = self.selection.now.seconds;
        let reason = if front.draft == Some(true) { Reason::Draft } else { Reason::Scheduled };
        if front.draft == Some(true) && !self.selection.drafts {
            return Some(("a draft".to_owned(), reason));
        }
        if let Some(from) = from
            && now < seconds(&from, found.zone)
        {
            return Some((format!("held back until {}", from.edtf()), reason));
        }
        if let Some(until) = until
            && now >= seconds(&until, found.zone)
        {
            return Some((format!("withdrawn since {}", until.edtf()), reason));
        }
        None
    }
}

/// The slugs of an event's tags, as typed.
fn slugs(event: &Event) -> impl Iterator<Item = String> {
    event.document.front.tags.iter().flatten().map(|tag| text::slug(tag)).filter(|slug| !slug.is_empty())
}

/// The tags of an event by number, in the order of the tags.
fn carried(event: &Event, numbers: &HashMap<&str, usize>) -> Vec<usize> {
    let carried: BTreeSet<usize> = slugs(event).filter_map(|slug| numbers.get(slug.as_str()).copied()).collect();
    carried.into_iter().collect()
}

/// A tag that was typed as a slug, as a reader would write it: `united-states` becomes `United States`.
fn capitals(slug: &str) -> String {
    let words = slug.split('-').map(|word| {
        let mut letters = word.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    });
    words.collect::<Vec<_>>().join(" ")
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

fn address(document: &Document<document::Event>, id: &str, found: &mut Findings<'_>) -> Option<SitePath> {
    let slug = match present(document.front.slug.as_ref()) {
        None => text::slug(id),
        Some(slug) => {
            let proper = text::slug(&slug);
            if proper != slug {
                let help =
                    if proper.is_empty() { "leave the line out".to_owned() } else { format!("write `slug: {proper}`") };
                found.push(
                    Diagnostic::new(
                        Code::BadSlug,
                        document.place(&[Step::Key("slug")]),
                        format!("`{}` cannot be part of an address", text::shorten(&slug, 60)),
                    )
                    .help(help),
                );
                return None;
            }
            slug
        }
    };
    if slug.is_empty() {
        found.bad_name(&document.path, "2022-03-14-rome-talks");
        return None;
    }
    SitePath::new(&format!("events/{slug}/")).ok()
}

fn aliases(document: &Document<document::Event>, found: &mut Findings<'_>) -> Vec<SitePath> {
    let mut aliases = Vec::new();
    for (number, alias) in document.front.aliases.iter().flatten().enumerate() {
        let Some(alias) = alias.present() else { continue };
        let last = alias.rsplit('/').next().unwrap_or("");
        let folder = if last.contains('.') || last.is_empty() { alias.to_owned() } else { format!("{alias}/") };
        let path =
            if alias.contains("://") || alias.contains(['?', '#', '%']) { None } else { SitePath::new(&folder).ok() };
        match path {
            Some(path) => aliases.push(path),
            None => found.push(
                Diagnostic::new(
                    Code::BadAlias,
                    document.place(&[Step::Key("aliases"), Step::Item(number)]),
                    format!("`{}` is no path of this site", text::shorten(alias, 60)),
                )
                .help("write the old address from its first slash on, without the host: `/2022/rome-talks/`"),
            ),
        }
    }
    aliases
}
