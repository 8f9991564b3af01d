//! `retraction-without-correction`: a speaker took back what they had asserted, and the event at which they
//! asserted it tells it still, with no correction and no update that says so.
//!
//! Only actors are followed: plain attributions are never taken for the same speaker.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{ActorId, EventId, Side, Speaker, Stance, Step, Timeline};

pub(super) fn run(timeline: &Timeline, found: &mut Vec<Diagnostic>) {
    for claim in &timeline.claims {
        // By speaker: the events at which they asserted it so far.
        let mut asserted: BTreeMap<ActorId, BTreeSet<EventId>> = BTreeMap::new();
        for said in timeline.said_of(claim) {
            let Speaker::Actor(actor) = said.speaker else { continue };
            match said.stance {
                Stance::Retracts => {
                    for id in asserted.remove(&actor).unwrap_or_default() {
                        let event = &timeline.events[id];
                        let told = !event.corrections.is_empty() || !event.updates.is_empty();
                        let unread = ["corrections", "updates"].iter().any(|key| event.is_unread(&[Step::Key(key)]));
                        if id == said.event || told || unread {
                            continue;
                        }
                        let later = &timeline.events[said.event];
                        let name = &timeline.actors[actor].name;
                        found.push(
                            Diagnostic::new(
                                Code::RetractionWithoutCorrection,
                                event.place(&[Step::Key("statements")]),
                                format!("what {name} asserts here was taken back at `{}`", later.id),
                            )
                            .related(
                                later.place(&[Step::Key("statements"), Step::Item(said.number)]),
                                "it is taken back here",
                            )
                            .help("add `updates:` or `corrections:` with the day, and say that it was taken back"),
                        );
                    }
                }
                stance if stance.side() == Side::For => _ = asserted.entry(actor).or_default().insert(said.event),
                _ => {}
            }
        }
    }
}
