//! Annals builds explainer timelines from Markdown.
pub mod diagnostic;
pub mod path;
pub mod text;
