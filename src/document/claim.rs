//! Who says what: the keys of `content/actors/*.md` and `content/claims/*.md`, and an event's `statements`.

use serde::Deserialize;

use super::source::Cited;
use super::words::{Name, Words};
use super::yaml::{Field, Keys, Takes};

/// What an actor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ActorKind {
    /// One human being.
    Person,
    /// A company, a newspaper, an international body.
    Organisation,
    /// A state, or a part of one.
    Government,
    /// People who act together.
    Group,
}

impl ActorKind {
    /// The word in front matter.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Government => "government",
            Self::Group => "group",
        }
    }
}

/// A person or an organisation as it was typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Actor {
    /// The name that readers see.
    pub name: Option<Words>,
    /// What it is.
    pub r#type: Option<ActorKind>,
    /// What the actor does, in a few words.
    pub role: Option<Words>,
    /// The actor on whose behalf this one speaks.
    pub speaks_for: Option<Name>,
    /// The side of the story.
    pub side: Option<Words>,
    /// Other names.
    pub aliases: Option<Vec<Words>>,
    /// Addresses of the same actor elsewhere.
    pub same_as: Option<Vec<Words>>,
}

impl Keys for Actor {
    const WHAT: &'static str = "an actor";
    const FIELDS: &'static [Field] = &[
        Field { name: "name", takes: Takes::Text },
        Field { name: "type", takes: Takes::Choice(&["person", "organisation", "government", "group"]) },
        Field { name: "role", takes: Takes::Text },
        Field { name: "speaks_for", takes: Takes::Text },
        Field { name: "side", takes: Takes::Text },
        Field { name: "aliases", takes: Takes::Texts },
        Field { name: "same_as", takes: Takes::Texts },
    ];
}

/// What the newsroom holds of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Nobody independent has confirmed it.
    Unverified,
    /// Others than the speakers say the same.
    Corroborated,
    /// It is so.
    Confirmed,
    /// It is true in a way that gives a wrong picture.
    Misleading,
    /// It is not so.
    False,
    /// Those who made it have taken it back.
    Retracted,
}

impl Verdict {
    /// Every verdict, in the order of the docs.
    pub const ALL: [Self; 6] =
        [Self::Unverified, Self::Corroborated, Self::Confirmed, Self::Misleading, Self::False, Self::Retracted];

    /// The word in front matter.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Unverified => "unverified",
            Self::Corroborated => "corroborated",
            Self::Confirmed => "confirmed",
            Self::Misleading => "misleading",
            Self::False => "false",
            Self::Retracted => "retracted",
        }
    }
}

/// The newsroom's own assessment of a claim.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Assessment {
    /// The verdict.
    pub status: Option<Verdict>,
    /// What it rests on.
    pub basis: Option<Words>,
    /// Who made it.
    pub by: Option<Words>,
    /// When.
    pub date: Option<Words>,
    /// The evidence for it.
    pub sources: Option<Cited>,
}

/// A contested claim as it was typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Claim {
    /// The claim, as a sentence.
    pub text: Option<Words>,
    /// The actors that it is about.
    pub concerns: Option<Vec<Name>>,
    /// That an answer was looked for, and none found.
    pub no_response: Option<Words>,
    /// What the newsroom holds of it.
    pub assessment: Option<Assessment>,
}

impl Keys for Claim {
    const WHAT: &'static str = "a claim";
    const FIELDS: &'static [Field] = &[
        Field { name: "text", takes: Takes::Text },
        Field { name: "concerns", takes: Takes::Texts },
        Field { name: "no_response", takes: Takes::Text },
        Field { name: "assessment", takes: Takes::Map },
    ];
}

/// What somebody does with a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stance {
    /// Says that it is so.
    Asserts,
    /// Says that it is so, having been asked or being concerned.
    Confirms,
    /// Says that it is not so.
    Denies,
    /// Rejects it without saying that it is not so.
    Disputes,
    /// Was asked and says nothing.
    DeclinesToComment,
    /// Says that they know nothing of it.
    Unaware,
    /// Takes back what they said of it.
    Retracts,
}

impl Stance {
    /// Every stance, in the order of the docs.
    pub const ALL: [Self; 7] = [
        Self::Asserts,
        Self::Confirms,
        Self::Denies,
        Self::Disputes,
        Self::DeclinesToComment,
        Self::Unaware,
        Self::Retracts,
    ];

    /// The word in front matter.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Asserts => "asserts",
            Self::Confirms => "confirms",
            Self::Denies => "denies",
            Self::Disputes => "disputes",
            Self::DeclinesToComment => "declines-to-comment",
            Self::Unaware => "unaware",
            Self::Retracts => "retracts",
        }
    }
}

/// Who says what about a claim, at an event.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Statement {
    /// The claim, by id.
    pub claim: Option<Name>,
    /// The speaker: the id of an actor, or a plain attribution.
    pub by: Option<Name>,
    /// What the speaker does with the claim.
    pub stance: Option<Stance>,
    /// The evidence: one source, or a list.
    pub source: Option<Cited>,
    /// The speaker's own words.
    pub quote: Option<Words>,
    /// The language of the quote (BCP 47).
    pub quote_language: Option<Words>,
    /// Whether the speaker is named by the source.
    pub named: Option<bool>,
    /// When it was said, where that is not the day on which the event became known.
    pub date: Option<Words>,
    /// A note for readers.
    pub note: Option<Words>,
}
