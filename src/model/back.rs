//! The way back: from a source, an actor, a claim to whatever names it.
//!
//! Enters: a timeline whose references lead one way. Leaves: the same with those that lead back. Must not
//! know: how references were made, or why some of them were left out.

use super::{Speaker, Timeline};

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
        for (number, event) in self.events.iter().enumerate() {
            let statements = || event.statements.iter().map(|statement| &self.statements[*statement]);
            for source in event.sources.iter().chain(statements().flat_map(|statement| &statement.sources)) {
                once(&mut self.sources[*source].events, number);
            }
            let speakers = statements().filter_map(|statement| match statement.speaker {
                Speaker::Actor(actor) => Some(actor),
                Speaker::Plain(_) => None,
            });
            for actor in event.actors.iter().copied().chain(speakers) {
                once(&mut self.actors[actor].events, number);
            }
        }
        let mut order: Vec<usize> = (0..self.statements.len()).collect();
        order.sort_by_key(|number| self.statements[*number].key());
        for number in order {
            let statement = &self.statements[number];
            self.claims[statement.claim].statements.push(number);
            if let Speaker::Actor(actor) = statement.speaker {
                self.actors[actor].statements.push(number);
            }
        }
        for (number, claim) in self.claims.iter().enumerate() {
            for source in claim.assessment.iter().flat_map(|assessment| &assessment.sources) {
                once(&mut self.sources[*source].claims, number);
            }
        }
    }
}

/// Adds a position that is not smaller than those before it.
fn once(list: &mut Vec<usize>, number: usize) {
    if list.last() != Some(&number) {
        list.push(number);
    }
}
