//! The way back: from a source, an actor, a claim to whatever names it.
//!
//! Enters: a timeline whose references lead one way. Leaves: the same with those that lead back. Must not
//! know: how references were made, or why some of them were left out.

use super::{Id, Speaker, StatementId, Timeline};

impl Timeline {
    /// Makes every reference that leads back anew.
    pub(super) fn lead_back(&mut self) {
        for source in &mut self.sources {
            source.events.clear();
            source.claims.clear();
        }
        for actor in &mut self.actors {
            actor.events.clear();
            actor.statements.clear();
        }
        for claim in &mut self.claims {
            claim.statements.clear();
        }
        for (id, event) in self.events.with_ids() {
            let statements = || event.statements.iter().map(|statement| &self.statements[*statement]);
            for source in event.sources.iter().chain(statements().flat_map(|statement| &statement.sources)) {
                once(&mut self.sources[*source].events, id);
            }
            let speakers = statements().filter_map(|statement| match statement.speaker {
                Speaker::Actor(actor) => Some(actor),
                Speaker::Plain(_) => None,
            });
            for actor in event.actors.iter().copied().chain(speakers) {
                once(&mut self.actors[actor].events, id);
            }
        }
        let mut order: Vec<StatementId> = self.statements.ids().collect();
        order.sort_by_key(|id| self.statements[*id].key());
        for id in order {
            let statement = &self.statements[id];
            self.claims[statement.claim].statements.push(id);
            if let Speaker::Actor(actor) = statement.speaker {
                self.actors[actor].statements.push(id);
            }
        }
        for (id, claim) in self.claims.with_ids() {
            for source in claim.assessment.iter().flat_map(|assessment| &assessment.sources) {
                once(&mut self.sources[*source].claims, id);
            }
        }
    }
}

/// Adds an id that does not come before those that are there.
fn once<I: Id>(list: &mut Vec<I>, id: I) {
    if list.last() != Some(&id) {
        list.push(id);
    }
}
