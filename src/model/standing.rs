//! How a claim stands: derived from what was said of it, never typed.
//!
//! Enters: the statements about one claim, in their order. Leaves: a [`Standing`], and the days on which its
//! kind changed. Must not know: words, pages, how statements were resolved.

use std::collections::HashMap;

use super::ActorId;
use super::claim::{Speaker, Statement};
use crate::date::Day;
use crate::document::Stance;

/// The kind of standing, in the order in which the first that fits holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Somebody asserts or confirms it, and somebody denies or disputes it.
    Disputed,
    /// Somebody whom it concerns, or who speaks for them, confirms it.
    ConfirmedByParty,
    /// Somebody asserts or confirms it, and nobody denies or disputes it.
    Asserted,
    /// Whoever asserted it took that back.
    Retracted,
    /// Somebody denies or disputes it, and nobody asserts it.
    Denied,
    /// None of these.
    Unstated,
}

impl Kind {
    /// The word that pages mark a claim with.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Disputed => "disputed",
            Self::ConfirmedByParty => "confirmed-by-party",
            Self::Asserted => "asserted",
            Self::Retracted => "retracted",
            Self::Denied => "denied",
            Self::Unstated => "unstated",
        }
    }
}

/// How a claim stands, and by whose words. Speakers are in the order of their latest statements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The kind.
    pub kind: Kind,
    /// Who asserts or confirms it.
    pub asserting: Vec<Speaker>,
    /// Of these, who is concerned and confirms it.
    pub confirming: Vec<Speaker>,
    /// Who denies it.
    pub denying: Vec<Speaker>,
    /// Who disputes it.
    pub disputing: Vec<Speaker>,
    /// Who took back what they had asserted.
    pub retracting: Vec<Speaker>,
    /// Who declined to comment.
    pub declining: Vec<Speaker>,
    /// Who says that they know nothing of it.
    pub unaware: Vec<Speaker>,
}

/// The standing after all of `statements`, which are those about one claim in the order of
/// [`Statement::key`]; `concerned` says whether an actor is one whom the claim concerns, or speaks for one.
///
/// What counts is the latest stance of each speaker. Plain attributions never merge: each is a speaker of its
/// own. A retraction removes its speaker's stance.
#[must_use]
pub(super) fn standing<'a>(
    statements: impl Iterator<Item = &'a Statement>,
    concerned: impl Fn(ActorId) -> bool,
) -> Standing {
    let mut voices = Voices::new(&concerned);
    for statement in statements {
        voices.say(statement);
    }
    voices.standing()
}

/// The days on which the kind of standing became another, with the kind from then on.
#[must_use]
pub(super) fn changes<'a>(
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
    /// Whether the speaker ever asserted or confirmed it.
    asserted: bool,
    /// Which statement of all was the latest.
    at: usize,
}

impl Voice<'_> {
    fn asserts(&self) -> bool {
        asserts(self.latest)
    }

    fn denies(&self) -> bool {
        matches!(self.latest, Stance::Denies | Stance::Disputes)
    }

    fn retracts(&self) -> bool {
        self.latest == Stance::Retracts && self.asserted
    }
}

fn asserts(stance: Stance) -> bool {
    matches!(stance, Stance::Asserts | Stance::Confirms)
}

/// Everybody who has spoken of a claim, with how many take which side, so that each further statement costs
/// the same however many there were.
struct Voices<'a, 'c> {
    concerned: &'c dyn Fn(ActorId) -> bool,
    voices: Vec<Voice<'a>>,
    /// Whose voice is which.
    actors: HashMap<ActorId, usize>,
    said: usize,
    asserting: usize,
    confirming: usize,
    denying: usize,
    retracting: usize,
}

impl<'a, 'c> Voices<'a, 'c> {
    fn new(concerned: &'c dyn Fn(ActorId) -> bool) -> Self {
        Self {
            concerned,
            voices: Vec::new(),
            actors: HashMap::new(),
            said: 0,
            asserting: 0,
            confirming: 0,
            denying: 0,
            retracting: 0,
        }
    }

    fn say(&mut self, statement: &'a Statement) {
        let next = self.voices.len();
        let number = match &statement.speaker {
            Speaker::Actor(actor) => *self.actors.entry(*actor).or_insert(next),
            Speaker::Plain(_) => next,
        };
        let asserted = match self.voices.get(number) {
            Some(before) => {
                let asserted = before.asserted;
                self.count(number, false);
                asserted
            }
            None => false,
        };
        let latest = statement.stance;
        let voice = Voice { speaker: &statement.speaker, latest, asserted: asserted || asserts(latest), at: self.said };
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
            (voice.asserts(), &mut self.asserting),
            (party(voice, self.concerned), &mut self.confirming),
            (voice.denies(), &mut self.denying),
            (voice.retracts(), &mut self.retracting),
        ];
        for (_, count) in sides.into_iter().filter(|(is, _)| *is) {
            if add { *count += 1 } else { *count -= 1 }
        }
    }

    /// The first row of the table that fits.
    fn kind(&self) -> Kind {
        if self.asserting > 0 && self.denying > 0 {
            Kind::Disputed
        } else if self.confirming > 0 {
            Kind::ConfirmedByParty
        } else if self.asserting > 0 {
            Kind::Asserted
        } else if self.retracting > 0 {
            Kind::Retracted
        } else if self.denying > 0 {
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
            asserting: of(&|voice| voice.asserts()),
            confirming: of(&|voice| party(voice, self.concerned)),
            denying: of(&|voice| voice.latest == Stance::Denies),
            disputing: of(&|voice| voice.latest == Stance::Disputes),
            retracting: of(&|voice| voice.retracts()),
            declining: of(&|voice| voice.latest == Stance::DeclinesToComment),
            unaware: of(&|voice| voice.latest == Stance::Unaware),
        }
    }
}

/// Whether somebody confirms it whom it concerns.
fn party(voice: &Voice<'_>, concerned: &dyn Fn(ActorId) -> bool) -> bool {
    voice.latest == Stance::Confirms && matches!(voice.speaker, Speaker::Actor(actor) if concerned(*actor))
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
            let speakers = [&found.asserting, &found.denying, &found.retracting].map(|list| names(list));
            assert_eq!(
                (found.kind, speakers),
                (kind, [asserting, denying, retracting].map(str::to_owned)),
                "{statements:?}"
            );
        }
        let told = told(&[("2", Asserts), ("0", DeclinesToComment), ("officials", Unaware), ("2", Confirms)]);
        let found = standing(told.iter(), concerned);
        assert_eq!((names(&found.declining), names(&found.unaware)), ("0".to_owned(), "officials".to_owned()));
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
