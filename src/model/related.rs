//! The events that an event names as belonging to it.
//!
//! Enters: ids as they were typed. Leaves: ids of events, and findings for what is none. Must not know: how events
//! were read.

use std::collections::{BTreeMap, BTreeSet};

use ahash::{AHashMap, AHashSet};

use super::findings::Findings;
use super::{EventId, Held};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{self, Document, Step, Words, form, leading_date};
use crate::path::ContentPath;
use crate::text;

/// What can be named.
pub(super) struct Others<'a> {
    /// The events of the timeline, by the name that documents have for each.
    pub(super) events: AHashMap<&'a str, EventId>,
    /// Every document that has such a name.
    pub(super) paths: &'a AHashMap<String, ContentPath>,
    pub(super) held: &'a BTreeMap<ContentPath, Held>,
    /// The names of files that could not be read.
    pub(super) broken: AHashSet<&'a str>,
}

/// The names that events would have whose files could not be read.
pub(super) fn unread(broken: &BTreeSet<ContentPath>) -> AHashSet<&str> {
    let broken = broken.iter().filter(|path| path.below("content/events").is_some());
    broken.map(|path| leading_date(path.stem()).map_or(path.stem(), |(_, rest)| rest)).collect()
}

impl Others<'_> {
    /// The events that a document names, each once, in the order written.
    pub(super) fn related(
        &self,
        document: &Document<document::Event>,
        names: &[Words<form::EventId>],
        found: &mut Findings<'_>,
    ) -> Vec<EventId> {
        let mut related = Vec::new();
        for (number, name) in names.iter().enumerate() {
            let Some(name) = name.present() else { continue };
            if let Some(other) = self.events.get(name) {
                if !related.contains(other) {
                    related.push(*other);
                }
                continue;
            }
            let place = || document.place(&[Step::Key("related"), Step::Item(number)]);
            match self.paths.get(name) {
                Some(path) => {
                    if let Some(held) = self.held.get(path) {
                        found.push(
                            Diagnostic::new(
                                Code::HeldBackLink,
                                place(),
                                format!("`{name}` is {}, so it is left out of this list", held.why),
                            )
                            .help("nothing needs to be done: it is listed once it is published"),
                        );
                    }
                }
                // A file that could not be read may have this name; its own mistake comes first.
                None if self.broken.contains(name) => {}
                None => {
                    let near = leading_date(name)
                        .map(|(_, rest)| rest)
                        .filter(|rest| self.paths.contains_key(*rest))
                        .or_else(|| found.near(name, self.paths.keys()));
                    found.push(
                        Diagnostic::new(Code::UnknownEvent, place(), text::nothing("event", name, "", near)).help(
                            match near {
                                Some(near) => format!("did you mean `{near}`?"),
                                None => "write the name of a file in content/events/, without its date and without .md"
                                    .to_owned(),
                            },
                        ),
                    );
                }
            }
        }
        related
    }
}
