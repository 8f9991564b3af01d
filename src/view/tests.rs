//! Whatever an author can choose that readers are told has its words.

use std::collections::BTreeMap;

use super::claims::{kind_word, verdict_word};
use super::statements::{said_by, stance_words};
use crate::i18n::Locale;
use crate::model::{ActorKind, CorrectionKind, Kind, Side, Stance, Verdict};

/// Every choice that pages show in words, by the names of these.
fn shown() -> impl Iterator<Item = &'static str> {
    let stances = Stance::ALL.iter().flat_map(|stance| stance_words(*stance).into_iter().chain(said_by(*stance)));
    let standings = Kind::ALL.iter().map(|kind| kind_word(*kind));
    let verdicts = Verdict::ALL.iter().map(|verdict| verdict_word(*verdict));
    let actors = ActorKind::ALL.iter().map(|kind| kind.name());
    let corrections = CorrectionKind::ALL.iter().map(|kind| kind.name());
    stances.chain(standings).chain(verdicts).chain(actors).chain(corrections)
}

#[test]
fn every_choice_has_its_words_in_every_language_of_the_interface() {
    let locale = |language| Locale::new(language, None, &BTreeMap::new());
    let english = locale("en");
    for name in shown() {
        assert_ne!(english.word(name), name, "there is no word `{name}` in English");
    }
    for language in ["uk", "ar"] {
        let locale = locale(language);
        for name in shown() {
            assert_ne!(locale.word(name), english.word(name), "there is no word `{name}` in {language}");
        }
    }
}

#[test]
fn whoever_takes_a_side_is_named() {
    for stance in Stance::ALL {
        assert!(said_by(*stance).is_some() || stance.side() == Side::Neither, "{stance:?} names nobody");
    }
}
