//! Actors while ids become references: found by id and by name, never by a search.
//!
//! Enters: the documents of `content/actors/`. Leaves: actors whose chain of "speaks for" ends, and the
//! position of whoever a document names. Must not know: events, claims.

use std::collections::{BTreeSet, HashMap};

use super::findings::{Findings, present, texts};
use super::{Actor, pages};
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::document::{self, Document, Step, Words, form};
use crate::path::ContentPath;
use crate::text;

/// All actors.
#[derive(Default)]
pub(super) struct Cast {
    pub(super) list: Vec<Actor>,
    ids: HashMap<String, usize>,
    /// By name and by other names, in lower case; nothing where two share one.
    names: HashMap<String, Option<usize>>,
    /// The ids of files that could not be read: what names them has no mistake of its own.
    broken: BTreeSet<String>,
}

impl Cast {
    pub(super) fn read(
        documents: Vec<Document<document::Actor>>,
        broken: &BTreeSet<ContentPath>,
        found: &mut Findings<'_>,
    ) -> Self {
        let unread = broken.iter().filter(|path| path.below("content/actors").is_some());
        let mut cast = Self { broken: unread.map(|path| path.stem().to_owned()).collect(), ..Self::default() };
        let mut kept = Vec::with_capacity(documents.len());
        for document in documents {
            if let Some(actor) = cast.actor(&document, found) {
                cast.ids.insert(actor.id.clone(), cast.list.len());
                cast.list.push(actor);
                kept.push(document);
            } else {
                cast.broken.insert(document.path.stem().to_owned());
            }
        }
        for (number, document) in kept.iter().enumerate() {
            let place = || document.place(&[Step::Key("speaks_for")]);
            let speaks_for = document.front.speaks_for.as_ref().and_then(|id| id.present());
            cast.list[number].speaks_for = speaks_for.and_then(|id| cast.id(id, place, found));
        }
        cast.cut_circles(&kept, found);
        cast.names = cast.by_name();
        cast
    }

    fn actor(&self, document: &Document<document::Actor>, found: &mut Findings<'_>) -> Option<Actor> {
        let front = &document.front;
        let path = &document.path;
        let id = path.stem().to_owned();
        if let Some(first) = self.ids.get(&id) {
            found.duplicate_id(&id, &self.list[*first].path, path);
            return None;
        }
        let name = present(front.name.as_ref());
        let same_as = front.same_as.iter().flatten().enumerate();
        let same_as = same_as
            .filter_map(|(number, address)| {
                found.address(document, &[Step::Key("same_as"), Step::Item(number)], Some(address))
            })
            .collect();
        let address = found.own_page(path, "actors", "jake-sullivan")?;
        Some(Actor {
            id,
            path: path.clone(),
            address,
            name: name?,
            kind: front.r#type,
            role: present(front.role.as_ref()),
            speaks_for: None,
            side: present(front.side.as_ref()),
            aliases: texts(front.aliases.as_ref()),
            same_as,
            extra: front.extra.clone(),
            events: Vec::new(),
            statements: Vec::new(),
            body: pages::body(document),
        })
    }

    /// An actor that speaks for itself in the end would answer for nobody: the circle is reported once, and
    /// cut where it was found.
    fn cut_circles(&mut self, documents: &[Document<document::Actor>], found: &mut Findings<'_>) {
        // The walk in which each actor was met first, from 1 on: to meet one again in the same walk is a circle.
        let mut met = vec![0; self.list.len()];
        for start in 0..self.list.len() {
            let mut at = start;
            while met[at] == 0 {
                met[at] = start + 1;
                let Some(next) = self.list[at].speaks_for else { break };
                if met[next] == start + 1 {
                    self.list[at].speaks_for = None;
                    let (own, other) = (&self.list[at], &self.list[next]);
                    let message = if at == next {
                        format!("`{}` speaks for itself", own.id)
                    } else {
                        format!("`{}` speaks for `{}`, which in the end speaks for `{0}`", own.id, other.id)
                    };
                    found.push(
                        Diagnostic::new(
                            Code::SpeaksForCircle,
                            documents[at].place(&[Step::Key("speaks_for")]),
                            message,
                        )
                        .help("leave `speaks_for` out for the one on whose behalf all the others speak"),
                    );
                    break;
                }
                at = next;
            }
        }
    }

    fn by_name(&self) -> HashMap<String, Option<usize>> {
        let mut names = HashMap::new();
        for (number, actor) in self.list.iter().enumerate() {
            for name in actor.aliases.iter().chain([&actor.name]) {
                let owner = names.entry(text::composed(&name.to_lowercase()).into_owned()).or_insert(Some(number));
                if *owner != Some(number) {
                    *owner = None;
                }
            }
        }
        names
    }

    /// The actor with an id. An unknown one is reported.
    pub(super) fn id(&self, id: &str, place: impl Fn() -> Location, found: &mut Findings<'_>) -> Option<usize> {
        if let Some(number) = self.ids.get(id) {
            return Some(*number);
        }
        if !self.broken.contains(id) {
            let near =
                self.named(id).map(|number| self.list[number].id.as_str()).or_else(|| found.near(id, self.ids.keys()));
            found.push(
                Diagnostic::new(Code::UnknownActor, place(), format!("there is no actor `{}`", text::shorten(id, 60)))
                    .help(match near {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => new_file(id),
                    }),
            );
        }
        None
    }

    /// The actors of a list of ids, each once, in the order written.
    pub(super) fn ids<T>(
        &self,
        document: &Document<T>,
        key: &str,
        ids: Option<&Vec<Words<form::ActorId>>>,
        found: &mut Findings<'_>,
    ) -> Vec<usize> {
        let mut list = Vec::new();
        for (number, id) in ids.into_iter().flatten().enumerate() {
            let Some(id) = id.present() else { continue };
            let place = || document.place(&[Step::Key(key), Step::Item(number)]);
            if let Some(actor) = self.id(id, place, found)
                && !list.contains(&actor)
            {
                list.push(actor);
            }
        }
        list
    }

    /// Who speaks: the actor with that id, or else the words as a plain attribution. `None` when words that
    /// can only be meant as an id are none.
    pub(super) fn speaker(
        &self,
        by: &str,
        place: impl Fn() -> Location,
        found: &mut Findings<'_>,
    ) -> Option<super::Speaker> {
        if self.ids.contains_key(by) || self.broken.contains(by) || looks_like_an_id(by) {
            return self.id(by, place, found).map(super::Speaker::Actor);
        }
        if let Some(number) = self.named(by) {
            let id = &self.list[number].id;
            found.push(
                Diagnostic::new(
                    Code::SpeakerByName,
                    place(),
                    format!("`{}` is the actor `{id}`, but written so counts as somebody else", text::shorten(by, 60)),
                )
                .help(format!("write `by: {id}`")),
            );
        }
        Some(super::Speaker::Plain(by.into()))
    }

    /// The only actor of a name.
    fn named(&self, name: &str) -> Option<usize> {
        self.names.get(&*text::composed(&name.to_lowercase())).copied().flatten()
    }
}

/// Whether text is of the kind that files have for names and people do not: `us-officials`.
fn looks_like_an_id(text: &str) -> bool {
    text.contains('-') && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// What to do for somebody who has no file yet.
fn new_file(id: &str) -> String {
    format!("add the file content/actors/{}.md with `name: \"…\"` between two lines of `---`", text::slug(id))
}
