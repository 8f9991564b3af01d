//! What may be typed: each kind of input file, its keys, and its Markdown.
//!
//! Enters: the [`Tree`]. Leaves: typed documents, each with the text it came from, so that later stages
//! can point at a key. Must not know: how documents belong together.

#[macro_use]
mod kinds;

mod changes;
mod claim;
mod config;
mod cut;
mod entries;
mod event;
mod fit;
mod front_matter;
mod gaps;
mod items;
mod laid;
mod layout;
mod line;
mod misnamed;
mod mistake;
mod names;
mod nodes;
mod pages;
mod published;
mod schema;
mod source;
mod strange;
#[cfg(test)]
mod tests;
mod typed;
mod walk;
mod words;
mod yaml;

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

pub use changes::{Correction, CorrectionKind, Media, Update};
pub use claim::{Actor, ActorKind, Assessment, Claim, Stance, Statement, Verdict};
pub use config::{Cards, Colours, Config, Fonts, Level, Order, Policies, Publisher, Theme};
pub use event::{Event, Importance};
pub use front_matter::leading_date;
pub use kinds::{Record, form};
pub use misnamed::{is_misnamed_configuration, misnamed};
pub use names::{Tag, Term};
pub use nodes::{Step, Unread};
pub use pages::{Index, Page, Status};
pub use schema::{schema, schemas, tables};
pub use source::{Cited, Evidence, Source};
pub use typed::Extra;
pub use words::{Table, Words};
pub use yaml::Named;

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::path::ContentPath;
use crate::text;
use crate::tree::{File, MAX_TEXT, Refusal, Tree};
use yaml::Yaml;

/// An input file that was read: front matter of its kind, and Markdown.
#[derive(Debug, Clone)]
pub struct Document<T> {
    /// The file.
    pub path: ContentPath,
    /// The front matter.
    pub front: T,
    /// The whole text.
    pub text: Arc<str>,
    /// The bytes of the YAML.
    pub yaml: Range<usize>,
    /// The bytes of the Markdown.
    pub body: Range<usize>,
    /// Where something of the front matter could not be read.
    pub unread: Unread,
    /// The YAML, where its lines had to be laid out as they were meant.
    laid: Option<Arc<layout::Mended>>,
}

impl<T> Document<T> {
    /// The document without what its front matter means, and that.
    pub(crate) fn split(self) -> (Document<()>, T) {
        let Self { path, front, text, yaml, body, unread, laid } = self;
        (Document { path, front: (), text, yaml, body, unread, laid }, front)
    }

    /// The place of a value in the front matter, or of the nearest one above it.
    #[must_use]
    pub fn place(&self, steps: &[Step<'_>]) -> Location {
        match &self.laid {
            Some(laid) => laid::place_of(&self.yaml(), laid, steps),
            None => self.yaml().place(steps),
        }
    }

    fn yaml(&self) -> Yaml<'_> {
        Yaml { path: &self.path, file: &self.text, range: self.yaml.clone(), under: None }
    }

    /// Whether a key stands there, with a value or without.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        entries::entries(&self.text[self.yaml.clone()]).iter().any(|entry| entry.name == key)
    }
}

/// Everything that was typed.
#[derive(Debug, Clone, Default)]
pub struct Documents {
    /// `annals.yaml`; absent when it could not be read at all.
    pub config: Option<Document<Config>>,
    /// `content/index.md`, when there is one.
    pub index: Option<Document<Index>>,
    /// `content/events/`, by path.
    pub events: Vec<Document<Event>>,
    /// `content/pages/`, by path.
    pub pages: Vec<Document<Page>>,
    /// `content/actors/`, by path.
    pub actors: Vec<Document<Actor>>,
    /// `content/claims/`, by path.
    pub claims: Vec<Document<Claim>>,
    /// `content/tags.yaml`, in its order.
    pub tags: Option<Document<Vec<Named<Tag>>>>,
    /// `content/glossary.yaml`, in its order.
    pub glossary: Option<Document<Vec<Named<Term>>>>,
    /// `content/sources.yaml`, in its order.
    pub sources: Option<Document<Vec<Named<Source>>>>,
    /// Documents whose front matter could not be read, and data files of which nothing could be: what is wrong
    /// with them is reported, and references to them, or to what is in them, are not reported once more.
    pub broken: Vec<ContentPath>,
}

/// Reads every document.
#[must_use]
pub fn parse(tree: &Tree) -> (Documents, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let mut documents = Documents { config: config::find(tree, &mut found), ..Documents::default() };
    let (mut events, mut pages, mut actors, mut claims) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (path, file) in tree.own() {
        match (kind(path), file) {
            (Kind::Other, File::Refused(refusal)) => found.push(refused(path, refusal)),
            (Kind::Other | Kind::Config, _) => {}
            (kind, File::Refused(refusal)) => {
                found.push(refused(path, refusal));
                if !matches!(kind, Kind::Unused) {
                    documents.broken.push(path.clone());
                }
            }
            (Kind::Event, File::Text(text)) => events.push((path, text)),
            (Kind::Page, File::Text(text)) => pages.push((path, text)),
            (Kind::Actor, File::Text(text)) => actors.push((path, text)),
            (Kind::Claim, File::Text(text)) => claims.push((path, text)),
            (Kind::Index, File::Text(text)) => {
                let (index, diagnostics) = document(path, text);
                documents.index = index;
                found.extend(diagnostics);
            }
            (Kind::Sources, File::Text(text)) => {
                documents.sources = Some(table(path, text, &mut documents.broken, &mut found));
            }
            (Kind::Tags, File::Text(text)) => {
                documents.tags = Some(table(path, text, &mut documents.broken, &mut found));
            }
            (Kind::Glossary, File::Text(text)) => {
                documents.glossary = Some(table(path, text, &mut documents.broken, &mut found));
            }
            // What may be published is judged once it is known what uses it.
            (_, File::Asset(_)) if path.is_publishable() => {}
            (_, file) => match (misnamed(path), file) {
                (Some((diagnostic, right)), _) => {
                    found.push(diagnostic);
                    documents.broken.push(right);
                }
                (None, File::Text(_)) => found.push(unused(path)),
                (None, _) => {}
            },
        }
    }
    documents.events = all(&events, &mut documents.broken, &mut found);
    documents.pages = all(&pages, &mut documents.broken, &mut found);
    documents.actors = all(&actors, &mut documents.broken, &mut found);
    documents.claims = all(&claims, &mut documents.broken, &mut found);
    (documents, found)
}

/// Reads documents of one kind, in parallel, in the order of their paths.
fn all<T: Record + Send>(
    files: &[(&ContentPath, &Arc<str>)],
    broken: &mut Vec<ContentPath>,
    found: &mut Vec<Diagnostic>,
) -> Vec<Document<T>> {
    // Small shares, so that no thread waits for the last of another.
    let mut read: Vec<_> = files.par_iter().with_max_len(32).map(|(path, text)| document(path, text)).collect();
    for ((path, _), (document, diagnostics)) in files.iter().zip(&mut read) {
        if document.is_none() {
            broken.push((*path).clone());
        }
        found.append(diagnostics);
    }
    // Documents are large: this leaves them in the memory that they have.
    read.into_iter().filter_map(|(document, _)| document).collect()
}

fn document<T: Record>(path: &ContentPath, text: &Arc<str>) -> (Option<Document<T>>, Vec<Diagnostic>) {
    if text.len() > MAX_TEXT {
        return (None, vec![refused(path, &Refusal::TooLarge(text.len() as u64))]);
    }
    let (parts, mut found) = front_matter::split(path, text);
    let Some(parts) = parts else { return (None, found) };
    let read = yaml::read::<T>(&Yaml { path, file: text, range: parts.front.clone(), under: None });
    let document = read.value.map(|front| Document {
        path: path.clone(),
        front,
        text: text.clone(),
        yaml: parts.front,
        body: parts.body,
        unread: read.unread,
        laid: read.laid.map(Arc::new),
    });
    found.extend(read.found);
    (document, found)
}

/// Reads a data file: names and records.
fn table<T: Record + Send>(
    path: &ContentPath,
    text: &Arc<str>,
    broken: &mut Vec<ContentPath>,
    found: &mut Vec<Diagnostic>,
) -> Document<Vec<Named<T>>> {
    let start = if text.starts_with('\u{FEFF}') { 3 } else { 0 };
    let range = start..text.len();
    let (front, diagnostics, laid) = yaml::read_table(&Yaml { path, file: text, range: range.clone(), under: None });
    if front.is_empty() && !diagnostics.is_empty() {
        broken.push(path.clone());
    }
    found.extend(diagnostics);
    let end = text.len();
    Document {
        path: path.clone(),
        front,
        text: text.clone(),
        yaml: range,
        body: end..end,
        unread: Unread::default(),
        laid: laid.map(Arc::new),
    }
}

/// What a path is for.
enum Kind {
    Config,
    Index,
    Event,
    Page,
    Actor,
    Claim,
    Sources,
    Tags,
    Glossary,
    Unused,
    Other,
}

fn kind(path: &ContentPath) -> Kind {
    let Some(below) = path.below("content") else {
        return if matches!(path.as_str(), "annals.yaml" | "annals.yml") { Kind::Config } else { Kind::Other };
    };
    let markdown = path.extension() == "md";
    match below {
        "index.md" => Kind::Index,
        "sources.yaml" => Kind::Sources,
        "tags.yaml" => Kind::Tags,
        "glossary.yaml" => Kind::Glossary,
        _ if path.below("content/actors").is_some() && markdown => Kind::Actor,
        _ if path.below("content/claims").is_some() && markdown => Kind::Claim,
        _ if path.below("content/events").is_some() && markdown => Kind::Event,
        _ if path.below("content/pages").is_some() && markdown => Kind::Page,
        _ => Kind::Unused,
    }
}

/// A text in a folder of `content/` that has no documents.
fn unused(path: &ContentPath) -> Diagnostic {
    let below = path.below("content").unwrap_or(path.as_str());
    let help = if path.extension() == "md" {
        format!("an event belongs in content/events/{0}.md, a page in content/pages/{0}.md", path.stem())
    } else {
        format!("to publish it as it is, move it to static/{}", path.file_name())
    };
    Diagnostic::new(Code::UnusedFile, Location::file(path), format!("Annals does not use this file: {below}"))
        .help(help)
}

/// The answer to something that is no input.
fn refused(path: &ContentPath, refusal: &Refusal) -> Diagnostic {
    let file = Location::file(path);
    match refusal {
        Refusal::Special(what) => Diagnostic::new(Code::NotAFile, file, format!("this is {what}, not a file"))
            .help("remove it, or put a file in its place"),
        Refusal::Folder => Diagnostic::new(Code::NotAFile, file, "this is a folder with the name of a document")
            .help(format!("rename the folder to `{}`", path.stem())),
        Refusal::Link => {
            Diagnostic::new(Code::LinkLeavesSite, file, "this is a symbolic link, which Annals does not follow")
                .help("put a copy of the file in its place")
        }
        Refusal::Unreadable(why) => Diagnostic::new(Code::Unreadable, file, format!("the file cannot be read: {why}"))
            .help("give the user who builds the site the right to read it"),
        Refusal::NotUtf8(text, at) => {
            let end = text[*at..].chars().next().map_or(*at, |c| at + c.len_utf8());
            Diagnostic::new(Code::NotUtf8, Location::span(path, *at..end), "the file is not UTF-8 text")
                .help("save it again with the encoding UTF-8")
        }
        Refusal::TooLarge(length) => Diagnostic::new(
            Code::DocumentTooLarge,
            file,
            format!(
                "the document has {} bytes; at most 1 MiB is read",
                text::thousands(usize::try_from(*length).unwrap_or(usize::MAX))
            ),
        )
        .help("split it into several documents"),
        Refusal::Twin(other) => {
            // They look the same, so what differs is spelled out.
            let [first, second] = [path.written(), other].map(|path| path.escape_default().to_string());
            let message =
                format!("two files have this name, with letters composed in different ways: {first} and {second}");
            Diagnostic::new(Code::DuplicateAddress, file, message)
                .help("delete one of the two, or give it another name")
        }
        Refusal::Name(name) => {
            Diagnostic::new(Code::BadFileName, file, format!("the file's name {name:?} cannot be used"))
                .help("rename it with letters, digits and hyphens")
        }
    }
}
