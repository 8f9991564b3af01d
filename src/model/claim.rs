//! Who says what: actors, claims, and the statements that lead from the one to the other.

use std::sync::Arc;

use super::{ActorId, Body, ClaimId, EventId, SourceId, StatementId, Timeline};
use crate::date::{Date, Day};
use crate::diagnostic::Location;
use crate::document::{self, ActorKind, Document, Extra, Stance, Step, Verdict};
use crate::path::{ContentPath, SitePath};

/// A person, an organisation, a government or a group.
#[derive(Debug, Clone)]
pub struct Actor {
    /// The file's name; what other documents name it by.
    pub id: String,
    /// The file.
    pub path: ContentPath,
    /// The page.
    pub address: SitePath,
    /// The name.
    pub name: String,
    /// What it is.
    pub kind: Option<ActorKind>,
    /// What the actor does.
    pub role: Option<String>,
    /// The actor on whose behalf this one speaks. There are no circles.
    pub speaks_for: Option<ActorId>,
    /// The side of the story.
    pub side: Option<String>,
    /// Other names.
    pub aliases: Vec<String>,
    /// Addresses of the same actor elsewhere.
    pub same_as: Vec<String>,
    /// Keys of the editor's own.
    pub extra: Option<Extra>,
    /// The events that name it, itself or by a statement, in order.
    pub events: Vec<EventId>,
    /// The statements that it makes, in the order of [`Statement::key`].
    pub statements: Vec<StatementId>,
    /// The Markdown.
    pub body: Body,
}

/// Something that is asserted, and may be denied.
#[derive(Debug, Clone)]
pub struct Claim {
    /// The file's name.
    pub id: String,
    /// The file.
    pub path: ContentPath,
    /// The page.
    pub address: SitePath,
    /// The claim, as a sentence.
    pub text: String,
    /// The actors that it is about.
    pub concerns: Vec<ActorId>,
    /// That an answer was looked for, and none found.
    pub no_response: Option<String>,
    /// What the newsroom holds of it.
    pub assessment: Option<Assessment>,
    /// Keys of the editor's own.
    pub extra: Option<Extra>,
    /// The statements about it, in the order of [`Statement::key`].
    pub statements: Vec<StatementId>,
    /// The Markdown.
    pub body: Body,
    pub(super) document: Arc<Document<document::Claim>>,
}

impl Claim {
    /// The place of a value in the front matter.
    #[must_use]
    pub fn place(&self, steps: &[Step<'_>]) -> Location {
        self.document.place(steps)
    }

    /// Whether something could not be read at a place of the front matter; why is reported already.
    #[must_use]
    pub fn is_unread(&self, steps: &[Step<'_>]) -> bool {
        self.document.unread.has(steps)
    }
}

/// What the newsroom holds of a claim. It stands beside what the speakers say, and never replaces it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// The verdict.
    pub verdict: Verdict,
    /// What it rests on.
    pub basis: Option<String>,
    /// Who made it.
    pub by: Option<String>,
    /// When.
    pub date: Date,
    /// The sources.
    pub sources: Vec<SourceId>,
    /// How many more it has that were published later than the day that the site is built as of.
    pub sources_later: usize,
    /// Whether it has more that could not be read; why is reported already.
    pub sources_unread: bool,
}

/// Who speaks.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Speaker {
    /// An actor.
    Actor(ActorId),
    /// A plain attribution: "two US officials".
    Plain(String),
}

/// What somebody says about a claim, at an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The claim.
    pub claim: ClaimId,
    /// The event at which it is said.
    pub event: EventId,
    /// Its place in the event's list, from 0.
    pub number: usize,
    /// Who speaks.
    pub speaker: Speaker,
    /// What the speaker does with the claim.
    pub stance: Stance,
    /// The sources.
    pub sources: Vec<SourceId>,
    /// How many more sources it has that were published later than the day that the site is built as of.
    pub sources_later: usize,
    /// Whether it has more that could not be read; why is reported already.
    pub sources_unread: bool,
    /// The speaker's own words.
    pub quote: Option<String>,
    /// The language of these, where it is not the site's.
    pub quote_language: Option<String>,
    /// Whether the speaker is named by the source.
    pub named: bool,
    /// When it was said, where that is said of it alone.
    pub date: Option<Date>,
    /// The day from which it counts: the one by which its own date has begun for sure, else the event's
    /// known day.
    pub day: Day,
    /// The instant of its own date, where that is a time.
    pub instant: Option<i64>,
    /// A note for readers.
    pub note: Option<String>,
}

impl Statement {
    /// The order of statements: by day, by instant (one without stands at the beginning of its day), as the
    /// events stand in the timeline, then as they stand in the file.
    #[must_use]
    pub fn key(&self) -> (Day, Option<i64>, EventId, usize) {
        (self.day, self.instant, self.event, self.number)
    }
}

impl Timeline {
    /// The statements about a claim, in their order.
    pub fn said_of(&self, claim: &Claim) -> impl Iterator<Item = &Statement> {
        claim.statements.iter().map(|statement| &self.statements[*statement])
    }

    /// Whether somebody may have said something here that could not be read, or at an event that could not.
    #[must_use]
    pub fn may_lack_statements(&self) -> bool {
        self.broken.iter().any(|path| path.below("content/events").is_some())
            || self.events.iter().any(|event| event.is_unread(&[Step::Key("statements")]))
    }

    /// Whether a claim is about an actor, or about one for whom that actor speaks.
    #[must_use]
    pub fn is_concerned(&self, claim: &Claim, actor: ActorId) -> bool {
        self.represented(actor).any(|actor| claim.concerns.contains(&actor))
    }

    /// An actor, the one on whose behalf it speaks, and so on to the end.
    pub fn represented(&self, actor: ActorId) -> impl Iterator<Item = ActorId> {
        std::iter::successors(Some(actor), |actor| self.actors[*actor].speaks_for)
    }
}
