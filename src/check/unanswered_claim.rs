//! `unanswered-claim`: a claim is asserted, and whoever it is about has not been heard. Fairness asks for
//! their answer, or for a word that one was looked for.
//!
//! Any stance but `asserts` answers, of an actor that the claim `concerns` or of one who speaks for it, be it
//! through others. A claim that concerns nobody has nobody to answer. As of a day an answer may be yet to
//! come, and what could not be read may be one; so nothing is said then.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Claim, Side, Speaker, Step, Timeline};

pub(super) fn run(timeline: &Timeline, found: &mut Vec<Diagnostic>) {
    if timeline.as_of.is_some() || timeline.may_lack_statements() {
        return;
    }
    let unread = |claim: &&Claim| ["concerns", "no_response"].iter().any(|key| claim.is_unread(&[Step::Key(key)]));
    for claim in timeline.claims.iter().filter(|claim| !unread(claim)) {
        let asserted = timeline.said_of(claim).any(|said| said.stance.side() == Side::For);
        if asserted && claim.no_response.is_none() && !claim.concerns.is_empty() && !is_answered(timeline, claim) {
            let names: Vec<&str> = claim.concerns.iter().map(|actor| timeline.actors[*actor].name.as_str()).collect();
            found.push(
                Diagnostic::new(
                    Code::UnansweredClaim,
                    claim.place(&[Step::Key("text")]),
                    format!("this is asserted, and nothing is told of what {} says to it", names.join(" or ")),
                )
                .help("add their statement to an event, or say that there is none: `no_response: \"…\"`"),
            );
        }
    }
}

fn is_answered(timeline: &Timeline, claim: &Claim) -> bool {
    timeline.said_of(claim).any(|said| match said.speaker {
        Speaker::Actor(actor) => said.stance.is_answer() && timeline.is_concerned(claim, actor),
        Speaker::Plain(_) => false,
    })
}
