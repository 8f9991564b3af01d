//! The terms that readers may want explained.
//!
//! Enters: `content/glossary.yaml`. Leaves: its records, checked. Must not know: which bodies use a term.

use std::collections::BTreeSet;

use super::findings::{Findings, present};
use super::{List, TermId};
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::document::{self, Document, Named};
use crate::text::{self, signs};

/// A term and what it means here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The id, a slug; what links in bodies name it by.
    pub id: String,
    /// The term as readers see it.
    pub name: String,
    /// What it means.
    pub text: String,
}

/// The terms in the order of their names, and the ids of those that could not be read.
pub(super) fn glossary(
    table: Option<&Document<Vec<Named<document::Term>>>>,
    found: &mut Findings<'_>,
) -> (List<TermId, Term>, BTreeSet<String>) {
    let (mut terms, mut broken) = (Vec::new(), BTreeSet::new());
    let Some(table) = table else { return (terms.into(), broken) };
    for named in &table.front {
        let id = &named.name;
        let text = present(named.record.text.as_ref());
        match text.filter(|_| is_slug(table, named, found)) {
            Some(text) => {
                let name = present(named.record.name.as_ref()).unwrap_or_else(|| id.replace('-', " "));
                terms.push(Term { id: id.clone(), name, text });
            }
            None => _ = broken.insert(id.clone()),
        }
    }
    terms.sort_by_cached_key(|term| (term.name.to_lowercase(), term.id.clone()));
    (terms.into(), broken)
}

/// Whether the id of a record can be part of an address.
pub(super) fn is_slug<T>(table: &Document<Vec<Named<T>>>, named: &Named<T>, found: &mut Findings<'_>) -> bool {
    let proper = text::slug(&named.name);
    if proper == named.name && !proper.is_empty() {
        return true;
    }
    let seen = signs::seen(&named.name).text;
    let proper = text::slug(&seen);
    let told = signs::told(&named.name, Some(&proper));
    let key = Location::span(&table.path, table.yaml.start + named.key.start..table.yaml.start + named.key.end);
    // Signs that are left out of addresses tell `C++` and `C#` apart.
    let help = match text::spelled_slug(&seen) {
        id if id.is_empty() => "write a word".to_owned(),
        id if id == proper => format!("write `{id}:`"),
        id => format!("write `{id}:`, and below it `name: {}`", text::yaml_text(&seen)),
    };
    found.push(
        Diagnostic::new(
            Code::BadSlug,
            key,
            format!("`{}` cannot be part of an address{told}", text::shorten(&named.name, 60)),
        )
        .help(help),
    );
    false
}
