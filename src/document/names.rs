//! The records of `content/tags.yaml` and `content/glossary.yaml`.

use serde::Deserialize;

use super::words::Words;
use super::yaml::{Field, Keys, Takes};

/// What readers are told of a tag.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Tag {
    /// The name that readers see.
    pub name: Option<Words>,
    /// What the tag's events have in common.
    pub summary: Option<Words>,
}

impl Keys for Tag {
    const WHAT: &'static str = "a tag";
    const FIELDS: &'static [Field] =
        &[Field { name: "name", takes: Takes::Text }, Field { name: "summary", takes: Takes::Text }];
}

/// A term that readers may want explained.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Term {
    /// The term; its id when there is none.
    pub name: Option<Words>,
    /// What it means here.
    pub text: Option<Words>,
}

impl Keys for Term {
    const WHAT: &'static str = "a term";
    const FIELDS: &'static [Field] =
        &[Field { name: "name", takes: Takes::Text }, Field { name: "text", takes: Takes::Text }];
}
