//! The glossary: terms and what they mean.
//!
//! Enters: terms. Leaves: their values and their page. Must not know: which bodies use a term.

use tera::Value;

use super::value::Values;
use super::{Head, Pages, Setting, fixed, word};
use crate::model::Term;
use crate::site::Origin;

/// The id of a term on its page.
pub(super) fn anchor(term: &Term) -> String {
    format!("term-{}", term.id)
}

/// Every term, in the order of names.
pub(super) fn values(setting: &Setting) -> Vec<Value> {
    let value = |term: &Term| {
        Values::new()
            .with("anchor", anchor(term))
            .with("name", term.name.as_str())
            .with("text", term.text.as_str())
            .done()
    };
    setting.timeline.glossary.iter().map(value).collect()
}

/// Adds the page.
pub(super) fn add(pages: &mut Pages<'_>, terms: &[Value]) {
    if terms.is_empty() {
        return;
    }
    let node = Some(pages.structured.glossary());
    let head = Head { node, ..Head::new("glossary", "glossary.html", word(pages.setting(), "glossary")) };
    let origin = Origin { what: "the glossary".to_owned(), path: None };
    pages.page(fixed("glossary/"), origin, head, vec![("terms", Value::from(terms.to_vec()))]);
}
