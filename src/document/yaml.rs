//! The only door to the YAML reader: text to a typed value, with every mistake placed.
//!
//! Enters: YAML between two bytes of a file, and the table of keys that may stand there. Leaves: a
//! value, as far as it could be read, and diagnostics. The reader stops at its first error; so each
//! top-level entry with a mistake is blanked out and the rest is read again. Must not know: events,
//! sources, or what any key means beyond the kind of its value.

use std::ops::Range;

use rayon::prelude::*;
use serde::de::DeserializeOwned;

use super::entries::{Entry, blank, entries, item};
use super::mistake::{self, Stop};
use super::nodes;
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::path::ContentPath;
use crate::text;

/// Open brackets beyond which the reader would need quadratic time.
const MAX_FLOW_DEPTH: usize = 32;

/// The most findings that one file shows.
pub(super) const MAX_FINDINGS: usize = 20;

/// What kind of value a key takes; messages name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// Text on one or several lines.
    Text,
    /// A date in one of the forms of `date`.
    Date,
    /// A day, or a day with a time.
    Instant,
    /// `true` or `false`.
    Flag,
    /// A whole number.
    Integer,
    /// A list of texts.
    Texts,
    /// One of a few words.
    Choice(&'static [&'static str]),
    /// A list of source ids, addresses or records.
    Sources,
    /// A list of records, each with keys of its own.
    Records,
    /// Keys and values below.
    Map,
}

/// A key and what it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// The key.
    pub name: &'static str,
    /// The kind of its value.
    pub takes: Takes,
}

/// A shape of YAML mapping: its keys, and what messages call the thing it describes.
pub trait Keys: DeserializeOwned + Default {
    /// Every key, in the order of the docs.
    const FIELDS: &'static [Field];
    /// `an event`, `annals.yaml`.
    const WHAT: &'static str;
}

/// A record of a data file, under its name.
#[derive(Debug, Clone)]
pub struct Named<T> {
    /// The name.
    pub name: String,
    /// Its bytes in the YAML.
    pub key: Range<usize>,
    /// What stands under it.
    pub record: T,
    /// Its keys of which something could not be read; why is reported already.
    pub unread: Vec<&'static str>,
}

/// What was read of a mapping.
pub(super) struct Read<T> {
    /// The value; `None` only when nothing of it can be trusted.
    pub(super) value: Option<T>,
    /// The keys of which something could not be read.
    pub(super) unread: Vec<&'static str>,
    /// Why.
    pub(super) found: Vec<Diagnostic>,
}

impl<T> Read<T> {
    fn nothing(found: Vec<Diagnostic>) -> Self {
        Self { value: None, unread: Vec::new(), found }
    }
}

/// A stretch of YAML in a file.
#[derive(Debug, Clone)]
pub(crate) struct Yaml<'a> {
    pub(crate) path: &'a ContentPath,
    pub(crate) file: &'a str,
    pub(crate) range: Range<usize>,
}

impl Yaml<'_> {
    /// The YAML itself.
    pub(super) fn text(&self) -> &str {
        &self.file[self.range.clone()]
    }

    /// A range of the YAML as a place in the file.
    pub(super) fn location(&self, span: &Range<usize>) -> Location {
        Location::span(self.path, self.range.start + span.start..self.range.start + span.end)
    }

    /// The place of the value at `steps`, or the nearest above it that is there.
    pub(crate) fn place(&self, steps: &[nodes::Step<'_>]) -> Location {
        let text = self.text();
        // The entry alone, where it can be told apart: a mistake in another must not hide the place.
        let entry = match steps.first() {
            Some(nodes::Step::Key(name) | nodes::Step::Name(name)) => {
                entries(text).into_iter().find(|entry| entry.name == *name)
            }
            _ => None,
        };
        let span = entry.map_or(0..text.len(), |entry| entry.span);
        let place = nodes::place(&text[span.clone()], steps);
        self.location(&(span.start + place.start..span.start + place.end))
    }
}

/// Reads a mapping.
pub(super) fn read<T: Keys>(yaml: &Yaml<'_>) -> Read<T> {
    let (mut found, mut unread) = (Vec::new(), Vec::new());
    if let Some(diagnostic) = refuse(yaml) {
        return Read::nothing(vec![diagnostic]);
    }
    let text = yaml.text();
    if !might_have_anchors(text)
        && let Ok(value) = parse(text)
    {
        return Read { value: Some(value), unread, found };
    }
    let entries = entries(text);
    let field = |entry: &Entry| T::FIELDS.iter().find(|field| field.name == entry.name);
    let mut work = text.to_owned();
    for (span, meant) in keys_out_of_place::<T>(yaml, &entries, &mut found) {
        blank(&mut work, &span);
        unread.extend(meant);
    }
    for (span, diagnostic) in nodes::anchors_and_tags(yaml) {
        found.push(diagnostic);
        if let Some(entry) = entries.iter().find(|entry| entry.span.contains(&span.start)) {
            blank(&mut work, &entry.span);
            unread.extend(field(entry).map(|field| field.name));
        }
    }
    if might_have_anchors(&work) && nodes::has_anchors_or_tags(&work) {
        // Nothing that the reader could expand may reach it.
        return Read::nothing(found);
    }
    // Lists of which an item was set aside: read on to find the mistakes in the others, and then left out,
    // since what is told apart by its number must not move up.
    let mut spoiled: Vec<Range<usize>> = Vec::new();
    let value = loop {
        match parse::<T>(&work) {
            Ok(value) if spoiled.is_empty() => break Some(value),
            Ok(_) => {
                for span in spoiled.drain(..) {
                    blank(&mut work, &span);
                }
            }
            Err(error) => {
                let at = mistake::at(&error, &work);
                let entry = entries.iter().rfind(|entry| entry.span.start <= at && at <= entry.span.end);
                let entry = entry.filter(|entry| !work[entry.span.clone()].trim().is_empty());
                let field = entry.and_then(field);
                unread.extend(field.map(|field| field.name));
                found.push(mistake::explain(yaml, &error, at, entry, field));
                let Some(entry) = entry else { break None };
                let records = field.is_some_and(|field| matches!(field.takes, Takes::Records | Takes::Sources));
                match item(&work, entry, at).filter(|_| records) {
                    Some(item) => {
                        blank(&mut work, &item);
                        spoiled.push(entry.span.clone());
                    }
                    None => blank(&mut work, &entry.span),
                }
            }
        }
    };
    Read { value, unread, found }
}

/// Reads a mapping of names to records, such as `content/sources.yaml`, in the order of the file.
pub(super) fn read_table<T: Keys + Send>(yaml: &Yaml<'_>) -> (Vec<Named<T>>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    if let Some(diagnostic) = refuse(yaml) {
        return (Vec::new(), vec![diagnostic]);
    }
    let text = yaml.text();
    let entries = entries(text);
    let mut seen = std::collections::HashMap::new();
    let mut once: Vec<&Entry> = Vec::with_capacity(entries.len());
    for (number, entry) in entries.iter().enumerate() {
        match seen.insert(entry.name.as_str(), number) {
            Some(first) => found.push(duplicate(yaml, &entries[first], entry)),
            None => once.push(entry),
        }
    }
    // Each record by itself, so that a mistake in one hides nothing in the others.
    let record = |entry: &&Entry| {
        let value_at = entry.value.start.min(entry.span.end)..entry.span.end;
        read_indented::<T>(yaml, &value_at)
    };
    let records: Vec<_> = once.par_iter().map(record).collect();
    let mut table: Vec<Named<T>> = Vec::with_capacity(once.len());
    for (entry, read) in once.into_iter().zip(records) {
        found.extend(read.found);
        let (record, unread) = match read.value {
            Some(record) => (record, read.unread),
            None => (T::default(), T::FIELDS.iter().map(|field| field.name).collect()),
        };
        table.push(Named { name: entry.name.clone(), key: entry.key.clone(), record, unread });
    }
    if entries.is_empty()
        && let Err(error) = parse::<std::collections::BTreeMap<String, serde_yaml::Value>>(text)
        && !text.trim().is_empty()
    {
        let at = mistake::at(&error, text);
        found.push(mistake::explain(yaml, &error, at, None, None));
    }
    (table, found)
}

/// Reads the mapping that is the value of an entry: the same text with what stands before it blanked,
/// so that indentation and places stay as they are.
fn read_indented<T: Keys>(yaml: &Yaml<'_>, value: &Range<usize>) -> Read<T> {
    let inner =
        Yaml { path: yaml.path, file: yaml.file, range: yaml.range.start + value.start..yaml.range.start + value.end };
    read(&inner)
}

/// The one call of the reader.
pub(super) fn parse<T: DeserializeOwned + Default>(text: &str) -> Result<T, Stop> {
    serde_yaml::from_str::<Option<T>>(text).map(Option::unwrap_or_default).map_err(|error| Stop {
        words: error.to_string(),
        index: error.location().map_or(0, |location| location.index()),
    })
}

/// What must not reach the reader at all.
fn refuse(yaml: &Yaml<'_>) -> Option<Diagnostic> {
    let text = yaml.text();
    if let Some(at) = memchr::memchr(0, text.as_bytes()) {
        let place = yaml.location(&(at..at + 1));
        return Some(
            Diagnostic::new(Code::ForbiddenCharacter, place, "the character NUL is not for text").help("leave it out"),
        );
    }
    let at = too_deep(text)?;
    Some(
        Diagnostic::new(
            Code::YamlNesting,
            yaml.location(&(at..at + 1)),
            format!("more than {MAX_FLOW_DEPTH} brackets are open at once"),
        )
        .help("put text that has brackets in quotes"),
    )
}

/// The bracket at which flow collections are nested too deeply; quoted text is passed over.
fn too_deep(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    let mut quote: Option<u8> = None;
    let mut before = b'\n';
    let bytes = text.as_bytes();
    // Hardly any text has so many, and counting them is quick.
    memchr::memchr2_iter(b'[', b'{', bytes).nth(MAX_FLOW_DEPTH)?;
    for (at, &byte) in bytes.iter().enumerate() {
        match (quote, byte) {
            (Some(b'"'), b'"') if bytes[at - 1] != b'\\' => quote = None,
            (Some(b'\''), b'\'') => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') if matches!(before, b'\n' | b':' | b'-' | b'[' | b'{' | b',') => quote = Some(byte),
            (None, b'[' | b'{') => {
                depth += 1;
                if depth > MAX_FLOW_DEPTH {
                    return Some(at);
                }
            }
            (None, b']' | b'}') => depth = depth.saturating_sub(1),
            _ => {}
        }
        if byte == b'\n' || !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    None
}

/// Whether a look for anchors, aliases and tags is worth the time.
fn might_have_anchors(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr3_iter(b'&', b'*', b'!', bytes).any(|at| {
        (at == 0 || matches!(bytes[at - 1], b' ' | b'\t' | b'\n' | b'[' | b'{' | b',' | b':' | b'-'))
            && bytes.get(at + 1).is_some_and(|next| !next.is_ascii_whitespace())
    })
}

/// Reports unknown and repeated keys and gives what they span, with the key that was probably meant.
fn keys_out_of_place<T: Keys>(
    yaml: &Yaml<'_>,
    entries: &[Entry],
    found: &mut Vec<Diagnostic>,
) -> Vec<(Range<usize>, Option<&'static str>)> {
    let mut spans = Vec::new();
    for (number, entry) in entries.iter().enumerate() {
        if !T::FIELDS.iter().any(|field| field.name == entry.name) {
            found.push(unknown::<T>(yaml, entry));
            let meant = ours(&entry.name, T::FIELDS).or_else(|| near(&entry.name, T::FIELDS));
            spans.push((entry.span.clone(), meant));
        } else if let Some(first) = entries[..number].iter().find(|other| other.name == entry.name) {
            found.push(duplicate(yaml, first, entry));
            spans.push((entry.span.clone(), None));
        }
    }
    spans
}

fn unknown<T: Keys>(yaml: &Yaml<'_>, entry: &Entry) -> Diagnostic {
    let help = unknown_help(&entry.name, T::FIELDS);
    Diagnostic::new(
        Code::UnknownKey,
        yaml.location(&entry.key),
        format!("{} has no key `{}`", T::WHAT, text::shorten(&entry.name, 40)),
    )
    .help(help)
}

/// What to write instead of an unknown key: the nearest one, another tool's word in ours, or the list.
pub(super) fn unknown_help(name: &str, fields: &[Field]) -> String {
    match (ours(name, fields), near(name, fields)) {
        (Some(ours), _) => format!("Annals calls it `{ours}`"),
        (None, Some(near)) => format!("did you mean `{near}`?"),
        (None, None) => {
            let names: Vec<&str> = fields.iter().map(|field| field.name).collect();
            format!("the keys are: {}", names.join(", "))
        }
    }
}

/// Our key for another tool's word.
fn ours(name: &str, fields: &[Field]) -> Option<&'static str> {
    let (_, ours) = ELSEWHERE.iter().find(|(theirs, _)| theirs.eq_ignore_ascii_case(name))?;
    ours.iter().find(|ours| fields.iter().any(|field| field.name == **ours)).copied()
}

/// The key that is nearest to a word, where one is near.
fn near(name: &str, fields: &[Field]) -> Option<&'static str> {
    text::did_you_mean(name, fields.iter().map(|field| field.name))
}

/// Words of other tools, and ours for the same thing, the likeliest first.
const ELSEWHERE: &[(&str, &[&str])] = &[
    ("description", &["summary"]),
    ("excerpt", &["summary"]),
    ("subtitle", &["summary"]),
    ("publishDate", &["publish_at", "published"]),
    ("pubDate", &["published"]),
    ("expiryDate", &["unpublish_at"]),
    ("lastmod", &["updated"]),
    ("last_modified_at", &["updated"]),
    ("weight", &["order"]),
    ("permalink", &["slug"]),
    ("redirect_from", &["aliases"]),
    ("categories", &["tags"]),
    ("keywords", &["tags"]),
    ("location", &["place"]),
    ("author", &["authors"]),
    ("headline", &["title"]),
    ("name", &["title"]),
    ("baseURL", &["base_url"]),
    ("languageCode", &["language"]),
    ("lang", &["language"]),
    ("link", &["url"]),
    ("href", &["url"]),
    ("paginate", &["page_size"]),
];

fn duplicate(yaml: &Yaml<'_>, first: &Entry, again: &Entry) -> Diagnostic {
    Diagnostic::new(
        Code::DuplicateKey,
        yaml.location(&again.key),
        format!("`{}` stands twice", text::shorten(&again.name, 40)),
    )
    .related(yaml.location(&first.key), format!("`{}` first stands here", text::shorten(&first.name, 40)))
    .help("keep one of the two")
}
