//! Sources, and how an event's `sources` name them.

use std::collections::BTreeSet;

use ahash::AHashMap;

use super::findings::{Findings, present};
use super::{ClaimId, EventId, List, SourceId};
use crate::date::Date;
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::document::{self, Document, Evidence, Extra, Named, Step};
use crate::path::web;
use crate::text::{self, signs};

/// A piece of evidence. It has a title, an address, or both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The id in `content/sources.yaml`; for one written in an event, made from its address or title.
    pub id: String,
    /// What kind of thing it is.
    pub kind: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// When it was published.
    pub date: Option<Date>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where it is.
    pub url: Option<String>,
    /// Where a copy of it is kept.
    pub archive: Option<String>,
    /// Whether that is said, and could not be read; why is reported already.
    pub archive_unread: bool,
    /// The language it is in.
    pub language: Option<String>,
    /// When it was last looked at.
    pub accessed: Option<Date>,
    /// Keys of the editor's own.
    pub extra: Option<Extra>,
    /// Whether it stands in `content/sources.yaml`, not only in an event.
    pub listed: bool,
    /// Where it stands there.
    pub place: Option<Location>,
    /// The events that use it, themselves or by a statement, in order.
    pub events: Vec<EventId>,
    /// The claims whose assessment uses it, in order.
    pub claims: Vec<ClaimId>,
}

/// All sources while events are resolved: found by id and by address, never by a search.
#[derive(Default)]
pub(super) struct Sources {
    list: List<SourceId, Source>,
    by_id: AHashMap<String, SourceId>,
    by_url: AHashMap<String, SourceId>,
    /// The number from which on ids made of the same words are free.
    numbers: AHashMap<String, usize>,
    /// The ids of `content/sources.yaml` whose records could not be read.
    incomplete: BTreeSet<String>,
    /// Whether nothing of it could be read: then any id may be in it.
    unread: bool,
}

/// What is cited at a place.
#[derive(Debug, Default)]
pub(super) struct Cited {
    /// The sources, each once, in the order written.
    pub(super) list: Vec<SourceId>,
    /// Whether more is cited that could not be read; why is reported already.
    pub(super) unread: bool,
}

type Table = Document<Vec<Named<document::Source>>>;

impl Sources {
    /// The sources of `content/sources.yaml`.
    pub(super) fn read(table: Option<&Table>, unread: bool, found: &mut Findings<'_>) -> Self {
        let mut sources = Self { unread, ..Self::default() };
        let Some(table) = table else {
            return sources;
        };
        for Named { name: id, key, record, unread } in &table.front {
            let key = Location::span(&table.path, table.yaml.start + key.start..table.yaml.start + key.end);
            if !is_id(id) {
                let proper = text::slug(&signs::hyphens(id).text);
                found.push(
                    Diagnostic::new(
                        Code::BadId,
                        key,
                        format!("`{}` is no id{}", text::shorten(id, 40), signs::told(id, Some(&proper))),
                    )
                    .help(format!("write `{proper}:`, with letters, digits and hyphens only")),
                );
                sources.incomplete.insert(id.clone());
                continue;
            }
            let place = |name: &str| table.place(&[Step::Key(id), Step::Key(name)]);
            match source(|_, _| id.clone(), record, unread.has(&[Step::Key("archive")]), &place, found) {
                Some(source) => _ = sources.add(Source { listed: true, place: Some(key), ..source }),
                None => _ = sources.incomplete.insert(id.clone()),
            }
        }
        sources
    }

    /// The ids of the records that could not be read.
    pub(super) fn missing(&self) -> BTreeSet<String> {
        self.incomplete.clone()
    }

    /// All of them.
    pub(super) fn into_list(mut self) -> List<SourceId, Source> {
        self.list.shrink_to_fit();
        self.list
    }

    /// Makes room for as many more.
    pub(super) fn reserve(&mut self, more: usize) {
        self.list.reserve(more);
        self.by_id.reserve(more);
        self.by_url.reserve(more);
        self.numbers.reserve(more);
    }

    fn add(&mut self, source: Source) -> SourceId {
        let (name, url) = (source.id.clone(), source.url.clone());
        let id = self.list.push(source);
        self.by_id.entry(name).or_insert(id);
        if let Some(url) = url {
            self.by_url.entry(url).or_insert(id);
        }
        id
    }

    /// What is cited. `records` are what [`Citation::records`] made of it.
    pub(super) fn cited<T>(
        &mut self,
        cited: &Citation<'_, T>,
        records: Vec<Option<Source>>,
        found: &mut Findings<'_>,
    ) -> Cited {
        let mut all = Cited { list: Vec::new(), unread: cited.document.unread.has(cited.at) };
        for (number, (evidence, record)) in cited.list.iter().zip(records).enumerate() {
            let source = match (evidence, record) {
                // What could not be read is reported there.
                (Evidence::Name(name), _) if name.present().is_none() => None,
                (Evidence::Name(name), _) => self.named(cited, number, name.trim(), found),
                (Evidence::Record(_), Some(record)) => self.written(record),
                (Evidence::Record(_), None) => None,
            };
            match source {
                Some(source) if !all.list.contains(&source) => all.list.push(source),
                Some(_) => {}
                None => all.unread = true,
            }
        }
        all
    }

    fn named<T>(
        &mut self,
        cited: &Citation<'_, T>,
        number: usize,
        name: &str,
        found: &mut Findings<'_>,
    ) -> Option<SourceId> {
        // An address is kept as it was written: another server may tell the two apart.
        let id = &*text::composed(name);
        if let Some(source) = self.by_id.get(id).or_else(|| self.by_url.get(name)) {
            return Some(*source);
        }
        if self.incomplete.contains(id) {
            return None;
        }
        // No id has a slash or a blank.
        if name.contains("://") || name.starts_with("www.") || (!is_id(name) && web::meant(name).is_some()) {
            let record = document::Source { url: Some(name.into()), ..document::Source::default() };
            return self.written(cited.record(number, &record, found)?);
        }
        if self.unread {
            return None;
        }
        let near = found.near(name, self.by_id.keys());
        found.push(
            Diagnostic::new(
                Code::UnknownSource,
                cited.place(number, None),
                text::nothing("source", name, " in content/sources.yaml", near),
            )
            .help(match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!(
                    "add it to content/sources.yaml:\n{}:\n  title: \"…\"\n  url: https://…",
                    if is_id(name) { name.to_owned() } else { text::slug(name) }
                ),
            }),
        );
        None
    }

    fn written(&mut self, mut source: Source) -> Option<SourceId> {
        if let Some(url) = &source.url
            && let Some(known) = self.by_url.get(url)
            // An address alone is the same source; a record says more and stands for itself.
            && (source.title.is_none() || self.list[*known].title == source.title)
        {
            return Some(*known);
        }
        // Of many with one address, none tries again the numbers that the others have.
        let base = std::mem::take(&mut source.id);
        let next = self.numbers.entry(base.clone()).or_insert(1);
        source.id = (*next..)
            .inspect(|number| *next = number + 1)
            .map(|number| if number == 1 { base.clone() } else { format!("{base}-{number}") })
            .find(|id| !self.by_id.contains_key(id))?;
        Some(self.add(source))
    }
}

/// Where a document cites sources.
pub(super) struct Citation<'a, T> {
    pub(super) document: &'a Document<T>,
    pub(super) at: &'a [Step<'a>],
    pub(super) list: &'a [Evidence],
    /// Whether the place holds a list.
    pub(super) several: bool,
}

impl<'a, T> Citation<'a, T> {
    /// What stands, one thing or a list, at a key, or nothing.
    pub(super) fn at(document: &'a Document<T>, at: &'a [Step<'a>], cited: Option<&'a document::Cited>) -> Self {
        let list = cited.map_or(&[][..], |cited| &cited.list);
        Self { document, at, list, several: cited.is_some_and(|cited| cited.several) }
    }

    /// The sources that are written out there, by their place in the list; nothing for a name, and for a
    /// record that is wrong. Each has for its id the words that one can be made of.
    pub(super) fn records(&self, found: &mut Findings<'_>) -> Vec<Option<Source>> {
        let record = |(number, evidence): (usize, &Evidence)| match evidence {
            Evidence::Record(record) => self.record(number, record, found),
            Evidence::Name(_) => None,
        };
        self.list.iter().enumerate().map(record).collect()
    }

    fn record(&self, number: usize, record: &document::Source, found: &mut Findings<'_>) -> Option<Source> {
        let place = |key: &str| self.place(number, Some(key));
        let id = |url: Option<&str>, title: Option<&str>| {
            let words = url.map(|url| url.split_once("://").map_or(url, |(_, rest)| rest));
            Some(text::slug(words.or(title).unwrap_or_default()))
                .filter(|id| !id.is_empty())
                .unwrap_or_else(|| "source".to_owned())
        };
        source(id, record, self.is_unread(number, "archive"), &place, found)
    }

    /// The place of an item, or of a key in it.
    fn place(&self, number: usize, key: Option<&str>) -> Location {
        self.document.place(&self.steps(number, key))
    }

    fn is_unread(&self, number: usize, key: &str) -> bool {
        self.document.unread.has(&self.steps(number, Some(key)))
    }

    fn steps<'s>(&'s self, number: usize, key: Option<&'s str>) -> Vec<Step<'s>> {
        let item = self.several.then_some(Step::Item(number));
        self.at.iter().copied().chain(item).chain(key.map(Step::Key)).collect()
    }
}

/// A source; its id is made of its address and its title.
fn source(
    id: impl FnOnce(Option<&str>, Option<&str>) -> String,
    record: &document::Source,
    archive_unread: bool,
    place: &dyn Fn(&str) -> Location,
    found: &mut Findings<'_>,
) -> Option<Source> {
    let title = present(record.title.as_ref());
    let url = found.address_at(record.url.as_ref(), || place("url"));
    let archive = found.address_at(record.archive.as_ref(), || place("archive"));
    let date = found.date_at(record.date.as_ref(), || place("date"));
    let accessed = found.date_at(record.accessed.as_ref(), || place("accessed"));
    // What has neither is reported where it was read.
    if title.is_none() && url.is_none() {
        return None;
    }
    Some(Source {
        id: id(url.as_deref(), title.as_deref()),
        kind: present(record.r#type.as_ref()),
        title,
        author: present(record.author.as_ref()),
        date,
        publisher: present(record.publisher.as_ref()),
        url,
        archive_unread: archive.is_none() && (archive_unread || present(record.archive.as_ref()).is_some()),
        archive,
        language: present(record.language.as_ref()),
        accessed,
        extra: record.extra.clone(),
        listed: false,
        place: None,
        events: Vec::new(),
        claims: Vec::new(),
    })
}

/// Whether text can be an id: letters, digits, `-`, `_` and `.`.
fn is_id(text: &str) -> bool {
    !text.is_empty() && text.len() <= 100 && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
}
