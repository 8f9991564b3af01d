//! How a claim stands: derived from what was said of it, never typed.
//!
//! Enters: the statements about one claim, in their order. Leaves: a [`Standing`], and the days on which its
//! kind changed. Must not know: words, pages, how statements were resolved.

use std::collections::HashMap;

use super::claim::{Claim, Speaker, Statement};
use super::stance::Side;
use super::{ActorId, Timeline};
use crate::date::Day;
use crate::document::Stance;
use crate::text;

text::words! {
    /// The kind of standing, in the order in which the first that fits holds.
    pub enum Kind {
        /// Somebody is for it, and somebody against it.
        Disputed = "disputed",
        /// Somebody whom it concerns, or who speaks for them, confirms it.
        ConfirmedByParty = "confirmed-by-party",
        /// Somebody is for it, and nobody against it.
        Asserted = "asserted",
        /// Whoever was for it took that back.
        Retracted = "retracted",
        /// Somebody is against it, and nobody for it.
        Denied = "denied",
        /// None of these.
        Unstated = "unstated",
    }
}

impl Timeline {
    /// How a claim stands, by all that is said of it here.
    #[must_use]
    pub fn standing(&self, claim: &Claim) -> Standing {
        standing(self.said_of(claim), |actor| self.is_concerned(claim, actor))
    }

    /// The days on which the standing of a claim became another, with its kind from then on.
    #[must_use]
    pub fn standing_changes(&self, claim: &Claim) -> Vec<(Day, Kind)> {
        changes(self.said_of(claim), |actor| self.is_concerned(claim, actor))
    }
}

/// How a claim stands, and by whose words. Speakers are in the order of their latest statements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The kind.
    pub kind: Kind,
    /// Everybody who has spoken of it, with the latest stance of each.
    pub latest: Vec<(Speaker, Stance)>,
    /// Who is concerned and confirms it.
    pub confirming: Vec<Speaker>,
    /// Who took back that it is so.
    pub retracting: Vec<Speaker>,
}

impl Standing {
    /// Who is on a side.
    pub fn on(&self, side: Side) -> impl Iterator<Item = &Speaker> {
        self.latest.iter().filter(move |(_, stance)| stance.side() == side).map(|(speaker, _)| speaker)
    }
}

/// The standing after all of `statements`, which are those about one claim in the order of
/// [`Statement::key`]; `concerned` says whether an actor is one whom the claim concerns, or speaks for one.
///
/// What counts is the latest stance of each speaker. Plain attributions never merge: each is a speaker of its
/// own. A retraction removes its speaker's stance.
fn standing<'a>(statements: impl Iterator<Item = &'a Statement>, concerned: impl Fn(ActorId) -> bool) -> Standing {
    let mut voices = Voices::new(&concerned);
    for statement in statements {
        voices.say(statement);
    }
    voices.standing()
}

/// The days on which the kind of standing became another, with the kind from then on.
fn changes<'a>(
    statements: impl Iterator<Item = &'a Statement>,
    concerned: impl Fn(ActorId) -> bool,
) -> Vec<(Day, Kind)> {
    let mut voices = Voices::new(&concerned);
    let mut changes: Vec<(Day, Kind)> = Vec::new();
    for statement in statements {
        voices.say(statement);
        let (day, kind) = (statement.day, voices.kind());
        // What holds at the end of a day is what counts; a day that ends as the one before changes nothing.
        if changes.last().is_some_and(|(last, _)| *last == day) {
            changes.pop();
        }
        if changes.last().is_none_or(|(_, last)| *last != kind) {
            changes.push((day, kind));
        }
    }
    changes
}

struct Voice<'a> {
    speaker: &'a Speaker,
    latest: Stance,
    /// Whether the speaker was ever for it.
    was_for: bool,
    /// Which statement of all was the latest.
    at: usize,
}

impl Voice<'_> {
    fn is_on(&self, side: Side) -> bool {
        self.latest.side() == side
    }

    fn retracts(&self) -> bool {
        self.latest == Stance::Retracts && self.was_for
    }
}

/// Everybody who has spoken of a claim, with how many take which side, so that each further statement costs
/// the same however many there were.
struct Voices<'a, 'c> {
    concerned: &'c dyn Fn(ActorId) -> bool,
    voices: Vec<Voice<'a>>,
    /// Whose voice is which.
    actors: HashMap<ActorId, usize>,
    said: usize,
    are_for: usize,
    are_against: usize,
    confirming: usize,
    retracting: usize,
}

impl<'a, 'c> Voices<'a, 'c> {
    fn new(concerned: &'c dyn Fn(ActorId) -> bool) -> Self {
        Self {
            concerned,
            voices: Vec::new(),
            actors: HashMap::new(),
            said: 0,
            are_for: 0,
            are_against: 0,
            confirming: 0,
            retracting: 0,
        }
    }

    fn say(&mut self, statement: &'a Statement) {
        let next = self.voices.len();
        let number = match &statement.speaker {
            Speaker::Actor(actor) => *self.actors.entry(*actor).or_insert(next),
            Speaker::Plain(_) => next,
        };
        let was_for = match self.voices.get(number) {
            Some(before) => {
                let was_for = before.was_for;
                self.count(number, false);
                was_for
            }
            None => false,
        };
        let latest = statement.stance;
        let was_for = was_for || latest.side() == Side::For;
        let voice = Voice { speaker: &statement.speaker, latest, was_for, at: self.said };
        self.said += 1;
        match self.voices.get_mut(number) {
            Some(place) => *place = voice,
            None => self.voices.push(voice),
        }
        self.count(number, true);
    }

    /// Adds a voice to the sides that it is on, or takes it away.
    fn count(&mut self, number: usize, add: bool) {
        let voice = &self.voices[number];
        let sides = [
            (voice.is_on(Side::For), &mut self.are_for),
            (voice.is_on(Side::Against), &mut self.are_against),
            (party(voice, self.concerned), &mut self.confirming),
            (voice.retracts(), &mut self.retracting),
        ];
        for (_, count) in sides.into_iter().filter(|(is, _)| *is) {
            if add { *count += 1 } else { *count -= 1 }
        }
    }

    /// The first row of the table that fits.
    fn kind(&self) -> Kind {
        if self.are_for > 0 && self.are_against > 0 {
            Kind::Disputed
        } else if self.confirming > 0 {
            Kind::ConfirmedByParty
        } else if self.are_for > 0 {
            Kind::Asserted
        } else if self.retracting > 0 {
            Kind::Retracted
        } else if self.are_against > 0 {
            Kind::Denied
        } else {
            Kind::Unstated
        }
    }

    fn standing(mut self) -> Standing {
        let kind = self.kind();
        self.voices.sort_by_key(|voice| voice.at);
        let of = |which: &dyn Fn(&Voice<'_>) -> bool| -> Vec<Speaker> {
            self.voices.iter().filter(|voice| which(voice)).map(|voice| voice.speaker.clone()).collect()
        };
        Standing {
            kind,
            latest: self.voices.iter().map(|voice| (voice.speaker.clone(), voice.latest)).collect(),
            confirming: of(&|voice| party(voice, self.concerned)),
            retracting: of(&|voice| voice.retracts()),
        }
    }
}

/// Whether somebody confirms it whom it concerns.
fn party(voice: &Voice<'_>, concerned: &dyn Fn(ActorId) -> bool) -> bool {
    let confirms = voice.is_on(Side::For) && voice.latest.is_answer();
    confirms && matches!(voice.speaker, Speaker::Actor(actor) if concerned(*actor))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::nth;
    use Stance::{Asserts, Confirms, DeclinesToComment, Denies, Disputes, Retracts, Unaware};

    const FIRST: Day = Day { year: 2022, month: 3, day: 12 };

    fn day(number: usize) -> Day {
        Day::from_days(FIRST.to_days() + number as i64)
    }

    /// The actor 0 is concerned, 1 speaks for it, the others are strangers.
    fn concerned(actor: ActorId) -> bool {
        actor < nth(2)
    }

    fn said(number: usize, speaker: Speaker, stance: Stance) -> Statement {
        Statement {
            claim: nth(0),
            event: nth(number),
            number: 0,
            speaker,
            stance,
            sources: Vec::new(),
            sources_later: 0,
            sources_unread: false,
            quote: None,
            quote_language: None,
            named: true,
            date: None,
            day: day(number),
            instant: None,
            note: None,
        }
    }

    /// One statement a day: a number is an actor, anything else a plain attribution.
    fn told(list: &[(&str, Stance)]) -> Vec<Statement> {
        let speaker =
            |by: &str| by.parse().map_or_else(|_| Speaker::Plain(by.to_owned()), |actor| Speaker::Actor(nth(actor)));
        list.iter().enumerate().map(|(number, (by, stance))| said(number, speaker(by), *stance)).collect()
    }

    fn names(speakers: &[Speaker]) -> String {
        let name = |speaker: &Speaker| match speaker {
            Speaker::Actor(actor) => (0..9).find(|number| nth::<ActorId>(*number) == *actor).unwrap().to_string(),
            Speaker::Plain(words) => words.clone(),
        };
        speakers.iter().map(name).collect::<Vec<_>>().join(" ")
    }

    /// The table, once more and in its own words: what each kind of standing needs.
    fn row(stances: &[(bool, Stance)], retracted: bool) -> Kind {
        let any = |wanted: &[Stance]| stances.iter().any(|(_, stance)| wanted.contains(stance));
        let affirmed = any(&[Asserts, Confirms]);
        match (affirmed, any(&[Denies, Disputes])) {
            (true, true) => Kind::Disputed,
            (true, false) if stances.contains(&(true, Confirms)) => Kind::ConfirmedByParty,
            (true, false) => Kind::Asserted,
            (false, _) if retracted => Kind::Retracted,
            (false, true) => Kind::Denied,
            (false, false) => Kind::Unstated,
        }
    }

    #[test]
    fn every_combination_of_stances_by_strangers_and_by_a_party() {
        // Each of 14 voices (seven stances, by a stranger and by whom it concerns) speaks or does not.
        let voices: Vec<(bool, Stance)> = [false, true]
            .into_iter()
            .flat_map(|party| Stance::ALL.iter().map(move |stance| (party, *stance)))
            .collect();
        for chosen in 0u32..1 << voices.len() {
            let those: Vec<(bool, Stance)> =
                (0..voices.len()).filter(|bit| chosen & (1 << bit) != 0).map(|bit| voices[bit]).collect();
            let statements: Vec<Statement> = those
                .iter()
                .enumerate()
                .map(|(number, (party, stance))| {
                    // One actor has one stance, so of a party's voices each is an actor of its own.
                    let speaker = if *party { Speaker::Actor(nth(number)) } else { Speaker::Plain("officials".into()) };
                    said(number, speaker, *stance)
                })
                .collect();
            // Nobody here asserted before, so a retraction takes nothing back.
            let expected = row(&those, false);
            assert_eq!(standing(statements.iter(), |_| true).kind, expected, "{those:?}");
        }
    }

    #[test]
    fn speakers_who_change_and_those_who_speak_for_others() {
        for (statements, kind, asserting, denying, retracting) in [
            (&[][..], Kind::Unstated, "", "", ""),
            (&[("2", Asserts), ("2", Denies)], Kind::Denied, "", "2", ""),
            (&[("2", Denies), ("2", Asserts)], Kind::Asserted, "2", "", ""),
            (&[("2", Asserts), ("3", Denies), ("3", Confirms)], Kind::Asserted, "2 3", "", ""),
            (&[("2", Asserts), ("2", Retracts)], Kind::Retracted, "", "", "2"),
            (&[("2", Asserts), ("2", Retracts), ("3", Denies)], Kind::Retracted, "", "3", "2"),
            (&[("2", Asserts), ("2", Retracts), ("2", Asserts)], Kind::Asserted, "2", "", ""),
            (&[("2", Asserts), ("2", Denies), ("2", Retracts)], Kind::Retracted, "", "", "2"),
            (&[("2", Denies), ("2", Retracts)], Kind::Unstated, "", "", ""),
            (&[("2", Retracts)], Kind::Unstated, "", "", ""),
            // Plain attributions never merge: a retraction by one takes nothing from another.
            (&[("officials", Asserts), ("officials", Denies)], Kind::Disputed, "officials", "officials", ""),
            (&[("officials", Asserts), ("officials", Retracts)], Kind::Asserted, "officials", "", ""),
            (&[("officials", Asserts), ("officials", Asserts)], Kind::Asserted, "officials officials", "", ""),
            // Who speaks for a party confirms as the party; a stranger only asserts.
            (&[("0", Confirms)], Kind::ConfirmedByParty, "0", "", ""),
            (&[("1", Confirms)], Kind::ConfirmedByParty, "1", "", ""),
            (&[("2", Confirms)], Kind::Asserted, "2", "", ""),
            (&[("0", Asserts)], Kind::Asserted, "0", "", ""),
            (&[("1", Confirms), ("0", Denies)], Kind::Disputed, "1", "0", ""),
            (&[("0", Confirms), ("0", Unaware)], Kind::Unstated, "", "", ""),
            (&[("0", Confirms), ("0", Retracts)], Kind::Retracted, "", "", "0"),
            (&[("2", Asserts), ("0", DeclinesToComment), ("1", Unaware)], Kind::Asserted, "2", "", ""),
        ] {
            let told = told(statements);
            let found = standing(told.iter(), concerned);
            let on = |side| found.on(side).cloned().collect();
            let speakers: [Vec<Speaker>; 3] = [on(Side::For), on(Side::Against), found.retracting.clone()];
            let speakers = speakers.map(|list| names(&list));
            assert_eq!(
                (found.kind, speakers),
                (kind, [asserting, denying, retracting].map(str::to_owned)),
                "{statements:?}"
            );
        }
        let told = told(&[("2", Asserts), ("0", DeclinesToComment), ("officials", Unaware), ("2", Confirms)]);
        let latest = standing(told.iter(), concerned).latest;
        let latest: Vec<(String, Stance)> =
            latest.into_iter().map(|(speaker, stance)| (names(&[speaker]), stance)).collect();
        let expected = [("0", DeclinesToComment), ("officials", Unaware), ("2", Confirms)];
        assert_eq!(latest, expected.map(|(name, stance)| (name.to_owned(), stance)));
    }

    #[test]
    fn it_changes_on_days_and_as_a_day_ends() {
        let mut story = told(&[("officials", Asserts), ("0", Unaware), ("1", Denies), ("1", Retracts)]);
        let changes_of = |story: &[Statement]| {
            changes(story.iter(), concerned).into_iter().map(|(day, kind)| (day.day, kind)).collect::<Vec<_>>()
        };
        assert_eq!(changes_of(&story), [(12, Kind::Asserted), (14, Kind::Disputed), (15, Kind::Asserted)]);
        // Denied and taken back on one day: at its end the claim stands as it did.
        story[3].day = story[2].day;
        assert_eq!(changes_of(&story), [(12, Kind::Asserted)]);
        // What changes at the end of each day is what the standing is then.
        let day_by_day = told(&[("2", Asserts), ("3", Denies), ("2", Retracts), ("0", Confirms), ("3", Retracts)]);
        let changes = changes(day_by_day.iter(), concerned);
        for end in 0..day_by_day.len() {
            let then = standing(day_by_day[..=end].iter(), concerned).kind;
            let told = changes.iter().rfind(|(since, _)| *since <= day(end)).map(|(_, kind)| *kind);
            assert_eq!(told, Some(then), "day {end}");
        }
    }
}
