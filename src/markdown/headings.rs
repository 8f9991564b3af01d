//! Ids and levels of headings.
//!
//! Enters: wishes. Leaves: ids that differ from one another, levels without a gap. Must not know: HTML.

use std::collections::HashMap;

use crate::text;

/// The ids of a body, without the prefix.
#[derive(Default)]
pub(super) struct Ids(HashMap<String, u32>);

impl Ids {
    /// Takes an id if it is free.
    pub(super) fn take(&mut self, id: &str) -> bool {
        if self.0.contains_key(id) {
            return false;
        }
        self.0.insert(id.to_owned(), 1);
        true
    }

    /// Takes an id like the one wished for, with `-2` and so on where it is not free.
    pub(super) fn take_like(&mut self, id: String) -> String {
        if self.take(&id) {
            return id;
        }
        loop {
            let count = self.0.entry(id.clone()).or_insert(1);
            *count += 1;
            let other = format!("{id}-{count}");
            if self.take(&other) {
                return other;
            }
        }
    }

    pub(super) fn contains(&self, id: &str) -> bool {
        self.0.contains_key(id)
    }

    pub(super) fn near(&self, id: &str) -> Option<&str> {
        if self.0.len() > super::MAX_CANDIDATES || id.len() > 100 {
            return None;
        }
        text::did_you_mean(id, self.0.keys().map(String::as_str))
    }
}

/// Before the number of a term in a body, in the id of its meaning.
pub(super) const TERM: &str = "term_";

/// Whether an author may give this id. Some underscored names are kept for footnotes and terms.
pub(super) fn valid(id: &str) -> bool {
    !id.is_empty()
        && id.len() <= 100
        && !id.starts_with("fn_")
        && !id.starts_with("fnref_")
        && !id.starts_with(TERM)
        && id.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':'))
}

/// The id a heading wishes for.
pub(super) fn wish(explicit: Option<&str>, heading: &str) -> String {
    let id = match explicit.map(text::composed) {
        Some(id) if valid(&id) => return id.into_owned(),
        Some(id) => text::slug(&id),
        None => text::slug(heading),
    };
    if id.is_empty() { "section".to_owned() } else { id }
}

/// Keeps levels in the page's outline: `#` and `##` are the highest, and no level is left out.
pub(super) struct Levels {
    top: u8,
    last: u8,
}

impl Levels {
    pub(super) fn new(top: u8) -> Self {
        let top = top.clamp(1, 6);
        Self { top, last: top - 1 }
    }

    pub(super) fn next(&mut self, written: u8) -> u8 {
        let level = (self.top + written.saturating_sub(2)).min(self.last + 1).min(6);
        self.last = level;
        level
    }
}
