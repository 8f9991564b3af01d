//! The keys of `content/events/*.md`.

use serde::Deserialize;

use super::changes::{Correction, Media, Update};
use super::claim::Statement;
use super::source::Evidence;
use super::words::{Name, Words};
use super::yaml::{Field, Keys, Takes};

/// Weight of an event in the overview.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Importance {
    /// Shown large.
    Major,
    /// Shown as most are.
    #[default]
    Normal,
    /// Shown small.
    Minor,
}

impl Importance {
    /// The word in front matter.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Importance::Major => "major",
            Importance::Normal => "normal",
            Importance::Minor => "minor",
        }
    }
}

/// An event as it was typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Event {
    /// The headline.
    pub title: Option<Words>,
    /// When it occurred.
    pub date: Option<Words>,
    /// When it became known, where that differs.
    pub reported: Option<Words>,
    /// Shown beside the date, never sorted on.
    pub date_note: Option<Words>,
    /// Order within a day.
    pub order: Option<i64>,
    /// What happened, in a sentence or two.
    pub summary: Option<Words>,
    /// Weight in the overview.
    pub importance: Option<Importance>,
    /// Where it happened.
    pub place: Option<Words>,
    /// What it is about.
    pub tags: Option<Vec<Name>>,
    /// Who takes part in it.
    pub actors: Option<Vec<Name>>,
    /// Evidence.
    pub sources: Option<Vec<Evidence>>,
    /// Who says what at it.
    pub statements: Option<Vec<Statement>>,
    /// Images.
    pub media: Option<Vec<Media>>,
    /// What was put right.
    pub corrections: Option<Vec<Correction>>,
    /// What was added.
    pub updates: Option<Vec<Update>>,
    /// Other events, by id.
    pub related: Option<Vec<Name>>,
    /// When the entry first stood on the site.
    pub published: Option<Words>,
    /// Not to be published yet.
    pub draft: Option<bool>,
    /// Published from then on.
    pub publish_at: Option<Words>,
    /// Published until then.
    pub unpublish_at: Option<Words>,
    /// The last part of the address.
    pub slug: Option<Name>,
    /// Old addresses that lead here.
    pub aliases: Option<Vec<Words>>,
    /// The language of this event, where it is not the site's (BCP 47).
    pub language: Option<Words>,
}

impl Keys for Event {
    const WHAT: &'static str = "an event";
    const FIELDS: &'static [Field] = &[
        Field { name: "title", takes: Takes::Text },
        Field { name: "date", takes: Takes::Date },
        Field { name: "reported", takes: Takes::Date },
        Field { name: "date_note", takes: Takes::Text },
        Field { name: "order", takes: Takes::Integer },
        Field { name: "summary", takes: Takes::Text },
        Field { name: "importance", takes: Takes::Choice(&["major", "normal", "minor"]) },
        Field { name: "place", takes: Takes::Text },
        Field { name: "tags", takes: Takes::Texts },
        Field { name: "actors", takes: Takes::Texts },
        Field { name: "sources", takes: Takes::Sources },
        Field { name: "statements", takes: Takes::Records },
        Field { name: "media", takes: Takes::Records },
        Field { name: "corrections", takes: Takes::Records },
        Field { name: "updates", takes: Takes::Records },
        Field { name: "related", takes: Takes::Texts },
        Field { name: "published", takes: Takes::Instant },
        Field { name: "draft", takes: Takes::Flag },
        Field { name: "publish_at", takes: Takes::Instant },
        Field { name: "unpublish_at", takes: Takes::Instant },
        Field { name: "slug", takes: Takes::Text },
        Field { name: "aliases", takes: Takes::Texts },
        Field { name: "language", takes: Takes::Text },
    ];
}
