//! The rules that judge a timeline: one file a rule, in one table.
//!
//! Enters: a [`Timeline`] in which nothing dangles. Leaves: diagnostics. Reads only. Must not know:
//! pages, templates, or how the files were read.

mod assessment_without_basis;
mod changed_first;
mod date_ahead;
mod date_differs;
mod event_without_source;
mod far_year;
mod first_days;
mod image_without_alt;
mod long_quote;
mod only_unnamed;
mod plural_with_one_source;
mod related_to_itself;
mod reported_first;
mod retraction_without_correction;
mod source_without_archive;
mod statement_without_source;
mod unanswered_claim;
mod years_or_month;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::Timeline;

/// Which rules a timeline is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rules {
    /// What a build must say.
    Build,
    /// That, and what a newsroom asks of itself.
    Editorial,
}

impl Rules {
    /// Whether findings of a kind are among them.
    #[must_use]
    pub fn hold(self, code: Code) -> bool {
        self == Rules::Editorial || !code.is_editorial()
    }
}

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
    Rule { code: Code::ChangedBeforeDate, run: changed_first::run },
    Rule { code: Code::RelatedToItself, run: related_to_itself::run },
    Rule { code: Code::FirstDays, run: first_days::run },
    Rule { code: Code::FarYear, run: far_year::run },
    Rule { code: Code::YearsOrMonth, run: years_or_month::run },
    Rule { code: Code::EventWithoutSource, run: event_without_source::run },
    Rule { code: Code::StatementWithoutSource, run: statement_without_source::run },
    Rule { code: Code::UnansweredClaim, run: unanswered_claim::run },
    Rule { code: Code::OnlyUnnamed, run: only_unnamed::run },
    Rule { code: Code::PluralWithOneSource, run: plural_with_one_source::run },
    Rule { code: Code::AssessmentWithoutBasis, run: assessment_without_basis::run },
    Rule { code: Code::RetractionWithoutCorrection, run: retraction_without_correction::run },
    Rule { code: Code::ImageWithoutAlt, run: image_without_alt::run },
    Rule { code: Code::SourceWithoutArchive, run: source_without_archive::run },
    Rule { code: Code::LongQuote, run: long_quote::run },
];

/// Applies every rule that the site has not set to `off`.
#[must_use]
pub fn run(timeline: &Timeline, rules: Rules) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let levels = &timeline.settings.checks;
    for rule in RULES
        .iter()
        .filter(|rule| rules.hold(rule.code))
        .filter(|rule| levels.get(&rule.code).map_or(rule.code.level(), |level| *level).is_some())
    {
        (rule.run)(timeline, &mut found);
    }
    debug_assert!(found.iter().all(|diagnostic| RULES.iter().any(|rule| rule.code == diagnostic.code)));
    found
}
