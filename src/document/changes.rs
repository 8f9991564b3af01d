//! What an event says of itself: corrections, updates, and the images that it shows.

use serde::Deserialize;

use super::words::Words;

/// What kind of change a correction is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CorrectionKind {
    /// Something was wrong.
    #[default]
    Correction,
    /// Something could be misunderstood.
    Clarification,
    /// Something is taken back whole.
    Retraction,
}

impl CorrectionKind {
    /// The word in front matter.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Correction => "correction",
            Self::Clarification => "clarification",
            Self::Retraction => "retraction",
        }
    }
}

/// Something that was put right.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Correction {
    /// When.
    pub date: Option<Words>,
    /// What kind of change it is.
    pub r#type: Option<CorrectionKind>,
    /// What was put right, as a sentence.
    pub text: Option<Words>,
    /// What had stood there.
    pub was: Option<Words>,
}

/// Something that was added.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Update {
    /// When.
    pub date: Option<Words>,
    /// What was added, as a sentence.
    pub text: Option<Words>,
}

/// An image.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Media {
    /// The file, beside the event's or, with a slash before it, in `static/`.
    pub src: Option<Words>,
    /// What it shows, for those who do not see it.
    pub alt: Option<Words>,
    /// Whether it says nothing that the text does not.
    pub decorative: Option<bool>,
    /// The words under it.
    pub caption: Option<Words>,
    /// Who made it.
    pub credit: Option<Words>,
    /// The terms on which it is used.
    pub licence: Option<Words>,
    /// Where those stand.
    pub licence_url: Option<Words>,
}
