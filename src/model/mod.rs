//! What the documents mean together: a timeline in which nothing dangles.
//!
//! Enters: documents as they were typed. Leaves: a [`Timeline`] whose ids are references, in order, and
//! diagnostics for everything that was left out of it. Must not know: pages, templates, languages.

mod alone;
mod back;
mod cast;
mod changes;
mod claim;
mod colour;
mod docket;
mod event;
mod evidence;
mod findings;
mod held;
mod idle;
mod ids;
mod look;
mod pages;
mod periods;
mod related;
mod resolve;
mod settings;
mod stance;
mod standing;
mod tags;
mod terms;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

pub use changes::{Correction, Media, Update, moment};
pub use claim::{Actor, Assessment, Claim, Speaker, Statement};
pub use event::{Event, SortKey, sort_key};
pub use evidence::Source;
pub use held::{Held, Reason};
#[cfg(test)]
pub(crate) use ids::nth;
pub use ids::{ActorId, ClaimId, EventId, Id, List, SourceId, StatementId, TagId, TermId};
pub use look::{ImageFile, Look};
pub use pages::{Index, Page};
pub use periods::{Era, Node, Period, Periods};
pub use resolve::resolve;
pub use settings::Settings;
pub use stance::Side;
pub use standing::{Kind, Standing};
pub use terms::Term;

use crate::date::{Date, Day};
pub use crate::document::{
    ActorKind, Cards, CorrectionKind, Extra, Importance, Order, Stance, Status, Step, Verdict, leading_date, misnamed,
};
use crate::path::ContentPath;

/// The present time, as the edge gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Now {
    /// Seconds since 1970-01-01T00:00:00Z.
    pub seconds: i64,
    /// Where it comes from: `--now`, `SOURCE_DATE_EPOCH` or `the clock`.
    pub origin: &'static str,
}

/// What decides which documents are published.
#[derive(Debug, Clone)]
pub struct Selection {
    /// Whether drafts are.
    pub drafts: bool,
    /// The time that `publish_at` and `unpublish_at` are held against.
    pub now: Now,
    /// The day at whose end the timeline is told, when it is not the present one.
    pub as_of: Option<Day>,
}

/// Markdown, and where it stands.
#[derive(Debug, Clone)]
pub struct Body {
    /// The file's whole text.
    pub file: Arc<str>,
    /// The bytes of the Markdown in it.
    pub range: Range<usize>,
}

impl Body {
    /// The Markdown.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.file[self.range.clone()]
    }

    /// Whether nothing stands there.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text().trim().is_empty()
    }
}

/// A tag and the events that carry it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// The id, a slug.
    pub id: String,
    /// The name that readers see.
    pub name: String,
    /// What its events have in common.
    pub summary: Option<String>,
    /// Its events, in order.
    pub events: Vec<EventId>,
    /// How each of these writes it, where `content/tags.yaml` has no name for it.
    spelled: Vec<String>,
}

/// Everything that will be told, in order.
#[derive(Debug, Clone)]
pub struct Timeline {
    /// The site.
    pub settings: Settings,
    /// The explainer.
    pub index: Index,
    /// The events, oldest first.
    pub events: List<EventId, Event>,
    /// The sources: those of `content/sources.yaml`, then those written in events.
    pub sources: List<SourceId, Source>,
    /// The tags, by id.
    pub tags: List<TagId, Tag>,
    /// The actors, by path.
    pub actors: List<ActorId, Actor>,
    /// The claims, by path.
    pub claims: List<ClaimId, Claim>,
    /// Everything that is said, event by event.
    pub statements: List<StatementId, Statement>,
    /// The terms of the glossary, by name.
    pub glossary: List<TermId, Term>,
    /// The pages, by path.
    pub pages: Vec<Page>,
    /// Documents that are held back, by file.
    pub held: BTreeMap<ContentPath, Held>,
    /// Documents that could not be read; why is reported already.
    pub broken: BTreeSet<ContentPath>,
    /// The present time, when it decided anything.
    pub now: Option<Now>,
    /// The day at whose end this is the timeline, when it is not the present one.
    pub as_of: Option<Day>,
    /// The last day that the site speaks of as one that has come: see [`Self::is_expected`].
    pub told_until: Option<Day>,
    /// How many events are left out because they became known later.
    pub later: usize,
    /// The ids of the tags that only documents carry that are left out.
    pub tags_missing: BTreeSet<String>,
    /// The ids of sources that could not be read, or that are left out.
    pub sources_missing: BTreeSet<String>,
    /// The ids of terms that could not be read, or that are left out.
    pub terms_missing: BTreeSet<String>,
}

impl Timeline {
    /// When the explainer last changed in substance: the newest of its own days, and of the publication,
    /// the updates and the corrections of its events.
    #[must_use]
    pub fn changed(&self) -> Option<&Date> {
        let own = [&self.index.published, &self.index.updated].into_iter().flatten();
        own.chain(self.events.iter().filter_map(Event::changed)).max_by_key(|date| moment(date))
    }

    /// The sources of an event and of what is said at it, in that order; one may come twice.
    pub fn sources_at<'t>(&'t self, event: &'t Event) -> impl Iterator<Item = SourceId> + 't {
        let statements = event.statements.iter().map(|statement| &self.statements[*statement]);
        event.sources.iter().copied().chain(statements.flat_map(|statement| statement.sources.iter().copied()))
    }

    /// Whether an event was still to come when the site was last written: it stands at a day after the explainer's last
    /// one or, where that has none, after the latest on which an event was published. Never the clock's day, so that the
    /// same files always say the same. Without any such day nothing is called expected. It is the day of the whole site,
    /// also as of an earlier one: what stands then had come by then, unless even the present site still waits for it.
    #[must_use]
    pub fn is_expected(&self, event: &Event) -> bool {
        self.told_until.is_some_and(|day| event.date.anchor() > day)
    }

    /// The events in the order in which they became known, where that is another than the order in which they
    /// happened: only then is it told. What became known on one day stays in the order of the timeline.
    #[must_use]
    pub fn known_order(&self) -> Option<Vec<EventId>> {
        if self.events.is_sorted_by_key(|event| event.known) {
            return None;
        }
        let mut order: Vec<EventId> = self.events.ids().collect();
        order.sort_by_key(|event| self.events[*event].known);
        Some(order)
    }

    /// Whether anything was corrected or added.
    #[must_use]
    pub fn has_changes(&self) -> bool {
        self.events.iter().any(|event| !event.corrections.is_empty() || !event.updates.is_empty())
    }

    /// The draft documents: in them every finding is a warning.
    pub fn drafts(&self) -> impl Iterator<Item = &ContentPath> {
        let shown = self.events.iter().filter(|event| event.draft).map(|event| &event.path);
        self.held.iter().filter(|(_, held)| held.reason == Reason::Draft).map(|(path, _)| path).chain(shown)
    }
}
