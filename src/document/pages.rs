//! The keys of `content/index.md` and `content/pages/*.md`.

use serde::Deserialize;

use super::words::Words;
use super::yaml::{Field, Keys, Takes};

/// Whether the story still moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It does.
    Developing,
    /// It does not.
    Settled,
}

/// The explainer itself.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Index {
    /// The headline.
    pub title: Option<Words>,
    /// The standfirst.
    pub summary: Option<Words>,
    /// Three to five points.
    pub in_short: Option<Vec<Words>>,
    /// Why it matters.
    pub why: Option<Words>,
    /// What is known.
    pub known: Option<Vec<Words>>,
    /// What is not known.
    pub unknown: Option<Vec<Words>>,
    /// Whether the story still moves.
    pub status: Option<Status>,
    /// When the explainer first stood on the site.
    pub published: Option<Words>,
    /// When it last changed in substance.
    pub updated: Option<Words>,
    /// Who wrote it.
    pub authors: Option<Vec<Words>>,
}

impl Keys for Index {
    const WHAT: &'static str = "index.md";
    const FIELDS: &'static [Field] = &[
        Field { name: "title", takes: Takes::Text },
        Field { name: "summary", takes: Takes::Text },
        Field { name: "in_short", takes: Takes::Texts },
        Field { name: "why", takes: Takes::Text },
        Field { name: "known", takes: Takes::Texts },
        Field { name: "unknown", takes: Takes::Texts },
        Field { name: "status", takes: Takes::Choice(&["developing", "settled"]) },
        Field { name: "published", takes: Takes::Instant },
        Field { name: "updated", takes: Takes::Instant },
        Field { name: "authors", takes: Takes::Texts },
    ];
}

/// A page beside the timeline: about, corrections policy.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Page {
    /// The heading.
    pub title: Option<Words>,
    /// When it first stood on the site.
    pub published: Option<Words>,
    /// When it last changed.
    pub updated: Option<Words>,
}

impl Keys for Page {
    const WHAT: &'static str = "a page";
    const FIELDS: &'static [Field] = &[
        Field { name: "title", takes: Takes::Text },
        Field { name: "published", takes: Takes::Instant },
        Field { name: "updated", takes: Takes::Instant },
    ];
}
