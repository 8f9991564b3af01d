//! Actors while ids become references: found by id and by name, never by a search.
//!
//! Enters: the documents of `content/actors/`. Leaves: actors whose chain of "speaks for" ends, and the
//! id of whoever a document names. Must not know: events, claims.

use std::collections::{BTreeSet, HashMap};

use super::findings::{Findings, present, texts};
use super::{Actor, ActorId, List, pages};
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::document::{self, Document, Step, Words, form};
use crate::path::{ContentPath, SitePath};
use crate::text::{self, signs};

/// All actors.
#[derive(Default)]
pub(super) struct Cast {
    pub(super) list: List<ActorId, Actor>,
    ids: HashMap<String, ActorId>,
    /// By name and by other names, in lower case; nothing where two share one.
    names: HashMap<String, Option<ActorId>>,
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
        let mut known: List<ActorId, Known> = List::default();
        for document in documents {
            let id = document.path.stem().to_owned();
            let first = cast.ids.get(&id).map(|first| &known[*first].document.path);
            match Known::read(document, first, found) {
                Some(actor) => _ = cast.ids.insert(id, known.push(actor)),
                None => _ = cast.broken.insert(id),
            }
        }
        let mut speaks_for: List<ActorId, Option<ActorId>> =
            known.iter().map(|actor| cast.speaks_for(&actor.document, found)).collect();
        cut_circles(&known, &mut speaks_for, found);
        cast.list = known.into_iter().zip(speaks_for).map(|(known, speaks_for)| known.actor(speaks_for)).collect();
        cast.names = cast.by_name();
        cast
    }

    fn speaks_for(&self, document: &Document<document::Actor>, found: &mut Findings<'_>) -> Option<ActorId> {
        let id = document.front.speaks_for.as_ref()?.present()?;
        self.id(id, || document.place(&[Step::Key("speaks_for")]), found)
    }

    fn by_name(&self) -> HashMap<String, Option<ActorId>> {
        let mut names = HashMap::new();
        for (id, actor) in self.list.with_ids() {
            for name in actor.aliases.iter().chain([&actor.name]) {
                let owner = names.entry(text::composed(&name.to_lowercase()).into_owned()).or_insert(Some(id));
                if *owner != Some(id) {
                    *owner = None;
                }
            }
        }
        names
    }

    /// The actor with an id. An unknown one is reported.
    pub(super) fn id(&self, id: &str, place: impl Fn() -> Location, found: &mut Findings<'_>) -> Option<ActorId> {
        if let Some(actor) = self.ids.get(id) {
            return Some(*actor);
        }
        if !self.broken.contains(id) {
            let named = self.named(id).map(|actor| self.list[actor].id.as_str());
            let near = named.or_else(|| found.near(id, self.ids.keys()));
            found.push(Diagnostic::new(Code::UnknownActor, place(), text::nothing("actor", id, "", near)).help(
                match near {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => new_file(id),
                },
            ));
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
    ) -> Vec<ActorId> {
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
        if self.ids.contains_key(by) || self.broken.contains(by) || looks_like_an_id(by) || self.looks_like_one(by) {
            return self.id(by, place, found).map(super::Speaker::Actor);
        }
        if let Some(actor) = self.named(by) {
            let id = &self.list[actor].id;
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

    /// Whether a text is seen as the id of an actor, and is another.
    fn looks_like_one(&self, text: &str) -> bool {
        !text.is_ascii() && !text.contains(' ') && signs::readings(text).any(|text| self.ids.contains_key(&text))
    }

    /// The only actor of a name.
    fn named(&self, name: &str) -> Option<ActorId> {
        self.names.get(&*text::composed(&name.to_lowercase())).copied().flatten()
    }
}

/// An actor of whom all is known but the one on whose behalf it speaks.
struct Known {
    document: Document<document::Actor>,
    address: SitePath,
    name: String,
    same_as: Vec<String>,
}

impl Known {
    /// Reads a document, unless it is the second of its name.
    fn read(
        document: Document<document::Actor>,
        first: Option<&ContentPath>,
        found: &mut Findings<'_>,
    ) -> Option<Self> {
        let path = &document.path;
        if let Some(first) = first {
            found.duplicate_id(path.stem(), first, path);
            return None;
        }
        let same_as = document.front.same_as.iter().flatten().enumerate();
        let same_as = same_as
            .filter_map(|(number, address)| {
                found.address(&document, &[Step::Key("same_as"), Step::Item(number)], Some(address))
            })
            .collect();
        let address = found.own_page(path, "actors", "jake-sullivan")?;
        let name = present(document.front.name.as_ref())?;
        Some(Self { document, address, name, same_as })
    }

    fn actor(self, speaks_for: Option<ActorId>) -> Actor {
        let Self { document, address, name, same_as } = self;
        let front = &document.front;
        Actor {
            id: document.path.stem().to_owned(),
            path: document.path.clone(),
            address,
            name,
            kind: front.r#type,
            role: present(front.role.as_ref()),
            speaks_for,
            side: present(front.side.as_ref()),
            aliases: texts(front.aliases.as_ref()),
            same_as,
            extra: front.extra.clone(),
            events: Vec::new(),
            statements: Vec::new(),
            body: pages::body(&document),
        }
    }
}

/// An actor that speaks for itself in the end would answer for nobody: the circle is reported once, and cut where it was
/// found.
fn cut_circles(
    actors: &List<ActorId, Known>,
    speaks_for: &mut List<ActorId, Option<ActorId>>,
    found: &mut Findings<'_>,
) {
    // The one from whom the walk started in which each actor was met first: to meet one again in the same walk is a
    // circle.
    let mut met: List<ActorId, Option<ActorId>> = actors.iter().map(|_| None).collect();
    for start in actors.ids() {
        let mut at = start;
        while met[at].is_none() {
            met[at] = Some(start);
            let Some(next) = speaks_for[at] else { break };
            if met[next] == Some(start) {
                speaks_for[at] = None;
                let (own, other) = (actors[at].document.path.stem(), actors[next].document.path.stem());
                let message = if at == next {
                    format!("`{own}` speaks for itself")
                } else {
                    format!("`{own}` speaks for `{other}`, which in the end speaks for `{own}`")
                };
                found.push(
                    Diagnostic::new(
                        Code::SpeaksForCircle,
                        actors[at].document.place(&[Step::Key("speaks_for")]),
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

/// Whether text is of the kind that files have for names and people do not: `us-officials`.
fn looks_like_an_id(text: &str) -> bool {
    text.contains('-') && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// What to do for somebody who has no file yet.
fn new_file(id: &str) -> String {
    format!("add the file content/actors/{}.md with `name: \"…\"` between two lines of `---`", text::slug(id))
}
