//! `only-unnamed`: nobody who is named has said anything of a claim. One reluctantly used source is one thing;
//! a claim that rests on nobody at all should be weighed again.
//!
//! As of a day those who are named may be yet to speak, and what could not be read may be what they said; so nothing
//! is said then.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Step, Timeline};

pub(super) fn run(timeline: &Timeline, found: &mut Vec<Diagnostic>) {
    if timeline.as_of.is_some() || timeline.may_lack_statements() {
        return;
    }
    for claim in timeline.claims.iter().filter(|claim| !claim.statements.is_empty()) {
        if timeline.said_of(claim).all(|statement| !statement.named) {
            found.push(
                Diagnostic::new(
                    Code::OnlyUnnamed,
                    claim.place(&[Step::Key("text")]),
                    "only unnamed speakers have said anything of this claim",
                )
                .help("add the statement of somebody who is named, be it that they decline to comment"),
            );
        }
    }
}
