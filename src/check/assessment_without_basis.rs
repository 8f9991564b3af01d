//! `assessment-without-basis`: the newsroom holds something of a claim and does not say why. A verdict that
//! settles it (`confirmed`, `false`, `misleading`) needs a source, too.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Step, Timeline, Verdict};

pub(super) fn run(timeline: &Timeline, found: &mut Vec<Diagnostic>) {
    for claim in &timeline.claims {
        let Some(assessment) = &claim.assessment else { continue };
        let settles = matches!(assessment.verdict, Verdict::Confirmed | Verdict::False | Verdict::Misleading);
        let cited = !assessment.sources.is_empty() || assessment.sources_later > 0 || assessment.sources_unread;
        let place = || claim.place(&[Step::Key("assessment"), Step::Key("status")]);
        if assessment.basis.is_none() && !claim.is_unread(&[Step::Key("assessment"), Step::Key("basis")]) {
            found.push(
                Diagnostic::new(Code::AssessmentWithoutBasis, place(), "the assessment does not say what it rests on")
                    .help("add `basis: \"…\"` below `assessment:`"),
            );
        }
        if settles && !cited {
            let message = format!("`{}` is a verdict, and nothing is cited for it", assessment.verdict.name());
            found.push(
                Diagnostic::new(Code::AssessmentWithoutBasis, place(), message)
                    .help("add `sources: ` and an id from content/sources.yaml or an address below `assessment:`"),
            );
        }
    }
}
