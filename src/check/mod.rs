//! The rules that judge a timeline: one file a rule, in one table.
//!
//! Enters: a [`Timeline`] in which nothing dangles. Leaves: diagnostics. Reads only. Must not know:
//! pages, templates, or how the files were read.

mod date_ahead;
mod date_differs;
mod first_days;
mod reported_first;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::Timeline;

/// A rule and the code of what it finds.
pub struct Rule {
    /// The code.
    pub code: Code,
    /// Looks at the whole timeline.
    pub run: fn(&Timeline, &mut Vec<Diagnostic>),
}

/// Every rule.
pub const RULES: &[Rule] = &[
    Rule { code: Code::DateAhead, run: date_ahead::run },
    Rule { code: Code::DateDiffers, run: date_differs::run },
    Rule { code: Code::ReportedBeforeDate, run: reported_first::run },
    Rule { code: Code::FirstDays, run: first_days::run },
];

/// Applies every rule.
#[must_use]
pub fn run(timeline: &Timeline) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for rule in RULES {
        (rule.run)(timeline, &mut found);
    }
    debug_assert!(found.iter().all(|diagnostic| RULES.iter().any(|rule| rule.code == diagnostic.code)));
    found
}
