//! The door to the YAML reader: text to a typed value, with every mistake placed.
//!
//! Enters: YAML between two bytes of a file, and the record that may stand there. Leaves: a value, as far as it
//! could be read, and diagnostics. What the reader takes is taken; what it refuses is read into a tree, which is
//! held against the declaration of the record. Must not know: events, sources, or what any key means.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use rayon::prelude::*;
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::entries::{Entry, blank, entries, item};
use super::gaps;
use super::items::might_be_odd;
use super::kinds::{Kind, Record};
use super::laid;
use super::layout::Mended;
use super::line::has_other_colon;
use super::mistake::{self, Stop};
use super::nodes::{self, Content, Step, Stopped, Tree, Unread};
use super::typed::{Sound, parse};
use super::walk::Walk;
use super::words::Table;
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::path::ContentPath;
use crate::text::{self, composed};

/// Open brackets beyond which the reader would need quadratic time.
const MAX_FLOW_DEPTH: usize = 32;

/// The most places of one file at which its text is looked at again behind something that is not YAML.
const MAX_STOPS: usize = 20;

/// A record of a data file, under its name.
#[derive(Debug, Clone)]
pub struct Named<T> {
    /// The name.
    pub name: String,
    /// Its bytes in the YAML.
    pub key: Range<usize>,
    /// What stands under it.
    pub record: T,
    /// Where something of it could not be read.
    pub unread: Unread,
}

/// The records of a data file, and what is wrong with them.
pub(super) type Records<T> = (Vec<Named<T>>, Vec<Diagnostic>);

/// What was read of a mapping.
pub(super) struct Read<T> {
    /// The value; `None` only when nothing of it can be trusted.
    pub(super) value: Option<T>,
    /// Where something of it could not be read.
    pub(super) unread: Unread,
    /// What is wrong with it.
    pub(super) found: Vec<Diagnostic>,
    /// Its text, where its lines had to be laid out as they were meant.
    pub(super) laid: Option<Mended>,
}

/// A stretch of YAML in a file.
#[derive(Debug, Clone)]
pub(crate) struct Yaml<'a> {
    pub(crate) path: &'a ContentPath,
    pub(crate) file: &'a str,
    pub(crate) range: Range<usize>,
    /// The key that it stands under in the file, where it is one record of many.
    pub(crate) under: Option<Range<usize>>,
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
        let span = entry.as_ref().map_or(0..text.len(), |entry| entry.span.clone());
        let mut part = Cow::Borrowed(text);
        loop {
            let own = &part[span.clone()];
            let tree = Tree::read(own);
            // What is not YAML hides the items below it.
            if let (Some((_, at)), Some(entry)) = (tree.stop, &entry)
                && let Some((_, broken)) = item(&part, entry, span.start + at)
                && !part[broken.clone()].trim().is_empty()
            {
                blank(part.to_mut(), &broken);
                continue;
            }
            let place = tree.place(own, steps);
            return self.location(&(span.start + place.start..span.start + place.end));
        }
    }
}

/// Reads a mapping.
pub(super) fn read<T: Record>(yaml: &Yaml<'_>) -> Read<T> {
    read_as(yaml, true)
}

/// The same; `mend`: where the reader refuses it, with its lines laid out as they were meant.
pub(super) fn read_as<T: Record>(yaml: &Yaml<'_>, mend: bool) -> Read<T> {
    if let Some(diagnostic) = refuse(yaml) {
        return Read { value: None, unread: Unread::all(), found: vec![diagnostic], laid: None };
    }
    let text = yaml.text();
    let value = if might_have_anchors(text) { None } else { parse::<T>(text).ok() };
    if mend
        && (value.is_none() || has_other_colon(text))
        && let Some(read) = laid::record::<T>(yaml, value.is_some())
    {
        return read;
    }
    let mut read = match value {
        Some(value) => {
            let suspect = might_be_cut(text)
                || might_be_odd(text)
                || text::might_be_raw(text)
                || text::directions(text).next().is_some();
            let found = if suspect { warnings::<T>(yaml) } else { Vec::new() };
            Read { value: Some(value), unread: Unread::default(), found, laid: None }
        }
        None => sound(yaml),
    };
    match &read.value {
        Some(value) => gaps::report(yaml, value, &mut read.unread, &mut read.found),
        None => read.unread = Unread::all(),
    }
    read
}

/// What is to be said of text that the reader takes.
fn warnings<T: Record>(yaml: &Yaml<'_>) -> Vec<Diagnostic> {
    let mut walk = Walk::new(yaml);
    if let Some(root) = &Tree::read(yaml.text()).root {
        walk.root(T::SHAPE, root);
    }
    walk.warnings
}

/// What is sound of text that the reader refuses, where values were set aside, and why.
pub(super) fn sound<T: Record>(yaml: &Yaml<'_>) -> Read<T> {
    let (mut unread, mut found, mut value, mut warnings) = (Unread::default(), Vec::new(), None, Vec::new());
    if let Some((work, broken)) = legible::<T>(yaml, &mut unread, &mut found) {
        let mut walk = Walk { unread, ..Walk::new(yaml) };
        let root = Tree::read(&work).root.unwrap_or_else(|| nodes::Node::blank(0)).with(broken);
        value = walk.root(T::SHAPE, &root).and_then(Sound::read);
        unread = walk.unread;
        found.append(&mut walk.errors);
        warnings = walk.warnings;
    }
    if found.is_empty() {
        // Nothing that the reader could expand is in it. Where the two readers differ, its word counts.
        match parse::<T>(yaml.text()) {
            Ok(whole) => (value, unread) = (Some(whole), Unread::default()),
            Err(stop) => {
                found.push(mistake::explain(yaml, &stop, mistake::at(&stop, yaml.text()), None, None));
                value = None;
            }
        }
    }
    found.append(&mut warnings);
    Read { value, unread, found, laid: None }
}

/// The text with what is not YAML in it blanked out and reported: the item of a list of records that it stands in,
/// else its top-level entry, which is given too. `None` where that does not help.
fn legible<'a, T: Record>(
    yaml: &'a Yaml<'_>,
    unread: &mut Unread,
    found: &mut Vec<Diagnostic>,
) -> Option<(String, Vec<nodes::Entry<'a>>)> {
    // What the tree alone stumbles over, or only once an entry is left out, is no mistake.
    let is_yaml = !might_have_anchors(yaml.text()) && parse::<Anything>(yaml.text()).is_ok();
    let mut broken = Vec::new();
    let mut work = yaml.text().to_owned();
    let entries = entries(yaml.text());
    // Lines do not always tell entries apart: a text in quotes may have some that look like one.
    let told = |names: Table<IgnoredAny>| {
        (&names).into_iter().map(|(name, _)| composed(name)).eq(entries.iter().map(|e| &*e.name))
    };
    let are_entries = is_yaml && parse(yaml.text()).is_ok_and(told);
    for _ in 0..MAX_STOPS {
        let (stop, at) = match stop(&work) {
            None => return Some((work, broken)),
            Some((Stopped::Depth, stop)) => {
                let place = yaml.location(&(stop.index..stop.index));
                let message = "the YAML is nested too deeply";
                found.push(Diagnostic::new(Code::YamlNesting, place, message).help("write it with fewer levels"));
                return None;
            }
            Some((_, stop)) => {
                let at = mistake::at(&stop, &work);
                (stop, at)
            }
        };
        if is_yaml && !are_entries {
            return None;
        }
        let entry = entries.iter().rfind(|entry| entry.span.start <= at && at <= entry.span.end);
        let entry = entry.filter(|entry| !work[entry.span.clone()].trim().is_empty());
        let key = entry.and_then(|entry| T::SHAPE.key(&entry.name));
        // An entry that no record has is reported as that.
        if !is_yaml && (entry.is_none() || key.is_some()) {
            found.push(mistake::explain(yaml, &stop, at, entry, Some(T::SHAPE)));
        }
        let entry = entry?;
        let records = key.filter(|key| matches!(key.kind, Kind::List(Kind::Record(_) | Kind::Either(..))));
        if let Some(key) = records
            && let Some((number, span)) = item(&work, entry, at)
            && !work[span.clone()].trim().is_empty()
        {
            // Its hyphen stays, so that no other item moves up.
            blank(&mut work, &span);
            unread.insert([Step::Key(key.name()), Step::Item(number)]);
        } else {
            blank(&mut work, &entry.span);
            if let Some(key) = key {
                unread.insert([Step::Key(key.name())]);
            }
            broken.push(nodes::broken(yaml.text(), entry.key.clone(), entry.value.clone()));
        }
    }
    None
}

/// Why and where a text is not YAML, to either reader.
pub(super) fn stop(text: &str) -> Option<(Stopped, Stop)> {
    if let Err(stop) = parse::<Anything>(text) {
        return Some((Stopped::Syntax, stop));
    }
    let (why, index) = Tree::read(text).stop?;
    Some((why, Stop { words: String::new(), index }))
}

/// Any value, passed over.
#[derive(Debug, Default, Deserialize)]
struct Anything(IgnoredAny);

/// Reads a mapping of names to records, such as `content/sources.yaml`, in the order of the file.
pub(super) fn read_table<T: Record + Send>(yaml: &Yaml<'_>) -> (Vec<Named<T>>, Vec<Diagnostic>, Option<Mended>) {
    let (table, found) = read_lines(yaml);
    // Only where something is wrong is it asked how the lines are laid out.
    match if found.is_empty() { None } else { laid::table(yaml) } {
        Some(((table, found), laid)) => (table, found, Some(laid)),
        None => (table, found, None),
    }
}

/// The same, as the lines are laid out.
pub(super) fn read_lines<T: Record + Send>(yaml: &Yaml<'_>) -> Records<T> {
    let mut found = Vec::new();
    if let Some(diagnostic) = refuse(yaml) {
        return (Vec::new(), vec![diagnostic]);
    }
    let text = yaml.text();
    let mut entries = entries(text);
    if entries.is_empty() {
        entries = in_braces(yaml, &mut found);
    }
    let mut seen = HashMap::new();
    let mut once: Vec<&Entry> = Vec::with_capacity(entries.len());
    for (number, entry) in entries.iter().enumerate() {
        match seen.insert(entry.name.as_str(), number) {
            Some(first) => {
                let name = text::shorten(&entry.name, 40);
                let place = yaml.location(&entry.key);
                found.push(
                    Diagnostic::new(Code::DuplicateKey, place, format!("`{name}` stands twice"))
                        .related(yaml.location(&entries[first].key), format!("`{name}` first stands here"))
                        .help("keep one of the two"),
                );
            }
            None => once.push(entry),
        }
    }
    // Each record by itself, so that a mistake in one hides nothing in the others.
    let record = |entry: &&Entry| {
        let start = yaml.range.start;
        read::<T>(&Yaml {
            range: start + entry.value.start..start + entry.value.end.max(entry.value.start),
            under: Some(start + entry.key.start..start + entry.key.end),
            ..yaml.clone()
        })
    };
    let records: Vec<_> = once.par_iter().map(record).collect();
    let mut table: Vec<Named<T>> = Vec::with_capacity(once.len());
    for (entry, read) in once.into_iter().zip(records) {
        found.extend(read.found);
        let record = read.value.unwrap_or_default();
        table.push(Named { name: entry.name.clone(), key: entry.key.clone(), record, unread: read.unread });
    }
    (table, found)
}

/// The records of a table that is not written as lines: in braces; or none, which is reported.
fn in_braces(yaml: &Yaml<'_>, found: &mut Vec<Diagnostic>) -> Vec<Entry> {
    let text = yaml.text();
    if let Some((_, stop)) = stop(text) {
        found.push(mistake::explain(yaml, &stop, mistake::at(&stop, text), None, None));
        return Vec::new();
    }
    match Tree::read(text).root {
        Some(root) if root.is_null() => Vec::new(),
        Some(nodes::Node { content: Content::Map(entries), .. }) => {
            let entry = |(key, value): (nodes::Node<'_>, nodes::Node<'_>)| Entry {
                name: composed(key.text().unwrap_or("")).into_owned(),
                span: key.span.start..value.span.end.max(key.span.end),
                key: key.span,
                value: value.span,
            };
            entries.into_iter().map(entry).collect()
        }
        Some(root) => {
            Walk::new(yaml).not_a_table(&root, found);
            Vec::new()
        }
        None => Vec::new(),
    }
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
pub(super) fn might_have_anchors(text: &str) -> bool {
    let bytes = text.as_bytes();
    // They begin a text, or stand behind white space, a sign, or the last byte of a byte order mark or of a line end
    // beyond ASCII.
    let begins = |before: u8| before.is_ascii_whitespace() || b"[{,:-?\x85\xA8\xA9\xBF".contains(&before);
    memchr::memchr3_iter(b'&', b'*', b'!', bytes).any(|at| {
        // A tag may be the sign alone.
        let named = bytes[at] == b'!' || bytes.get(at + 1).is_some_and(|next| !next.is_ascii_whitespace());
        named && (at == 0 || begins(bytes[at - 1]))
    })
}

/// Whether a look for text behind ` #` is worth the time.
fn might_be_cut(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'#', bytes).any(|at| {
        at > 0
            && matches!(bytes[at - 1], b' ' | b'\t')
            && bytes.get(at + 1).is_some_and(|next| !next.is_ascii_whitespace() && *next != b'#')
    })
}
