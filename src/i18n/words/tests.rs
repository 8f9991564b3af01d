//! Every catalogue against the English one.

use std::collections::{BTreeMap, BTreeSet};

use super::rules::noun;
use super::{Table, ar, check, de, en, es, fr, he, ja, uk, zh};
use crate::i18n::Locale;
use crate::i18n::numbers::Numbers;

/// The names of a table; counted nouns without the endings of their forms.
fn names(table: Table) -> BTreeSet<&'static str> {
    table.iter().map(|(name, _)| noun(name).unwrap_or(name)).collect()
}

/// A catalogue has every name that the English one has, no other, and none twice; and of a counted noun
/// every form that the language has.
fn agrees(language: &str, table: Table, english: Table) {
    let (own, all) = (names(table), names(english));
    let lacking: Vec<_> = all.difference(&own).collect();
    assert!(lacking.is_empty(), "{language} lacks {lacking:?}");
    let more: Vec<_> = own.difference(&all).collect();
    assert!(more.is_empty(), "{language} has {more:?}, which English does not have");
    let unique: BTreeSet<&str> = table.iter().map(|(name, _)| *name).collect();
    assert_eq!(unique.len(), table.len(), "{language} has a name twice");
    let numbers = Numbers::new(&language.parse().unwrap());
    for noun in unique.iter().filter_map(|name| name.strip_suffix("_other")) {
        let forms: BTreeSet<&str> =
            unique.iter().filter_map(|name| name.strip_prefix(noun)?.strip_prefix('_')).collect();
        assert_eq!(forms, numbers.categories().into_iter().collect(), "{language}: the forms of {noun}");
    }
    for (name, text) in table {
        assert_eq!(check(name, text), Ok(()), "{language}");
    }
}

#[test]
fn every_catalogue_has_every_name() {
    for (language, table) in [
        ("en", en::DATES),
        ("de", de::DATES),
        ("fr", fr::DATES),
        ("es", es::DATES),
        ("uk", uk::DATES),
        ("ar", ar::DATES),
        ("he", he::DATES),
        ("zh", zh::DATES),
        ("ja", ja::DATES),
    ] {
        agrees(language, table, en::DATES);
    }
    for (language, table) in [("en", en::INTERFACE), ("uk", uk::INTERFACE), ("ar", ar::INTERFACE)] {
        agrees(language, table, en::INTERFACE);
    }
}

#[test]
fn what_differs_in_a_region_is_known() {
    for (name, text) in [en::BRITISH, en::WORDLESS, zh::TRADITIONAL, zh::HONG_KONG].concat() {
        assert_eq!(check(name, text), Ok(()));
    }
}

/// What a word says with a speaker in it: nothing of the interface takes a side, or for a fact what somebody says.
#[test]
fn no_word_takes_a_side() {
    for (language, name, expected) in [
        ("en", "happened", "dated:"),
        ("en", "known_from", "reported"),
        ("en", "became_known", "Reported"),
        ("en", "unaware_by", "WHO reported having heard nothing of it"),
        ("en", "stance_unaware", "reported having heard nothing of"),
        ("en", "stance_unaware_alone", "reported having heard nothing of it"),
        ("en", "what_they_said", "Statements"),
        ("uk", "happened", "датовано:"),
        ("uk", "known_from", "повідомлено:"),
        ("uk", "unaware_by", "за власними словами, без відомостей про це: WHO"),
        ("uk", "stance_unaware", "за власними словами, без відомостей про"),
        ("uk", "stance_unaware_alone", "за власними словами, без відомостей про це"),
        ("uk", "said_unstated", "*Ще не заявлено*: ніхто з названих тут цього не заявляв"),
        ("uk", "who_said_what_about", "Хто що сказав про твердження:"),
        ("uk", "cited_in", "Де згадано"),
        ("uk", "concerns", "Кого стосується"),
        ("uk", "stance_of", " — "),
        ("ar", "happened", "التاريخ:"),
        ("ar", "known_from", "أُفيد به في"),
        ("ar", "unaware_by", "نفي العلم بالأمر من WHO"),
        ("ar", "stance_unaware", "نفي العلم بشأن"),
        ("ar", "stance_unaware_alone", "نفي العلم بالأمر"),
        ("ar", "said_asserted", "*مُدّعى به* بحسب WHO، من دون تحقق مستقل"),
        ("ar", "asserted_by", "ادعاء من WHO"),
        ("ar", "stance_asserts", "ادعاء"),
        ("ar", "said_unstated", "*لم يُدَّعَ به بعد*: لم يقل به أي طرف هنا"),
        ("ar", "not_named", "لم يُذكر الاسم في المصدر"),
        ("ar", "stance_of", " – "),
    ] {
        let said = Locale::new(language, None, &BTreeMap::new()).said(name, &[("who", "WHO")]);
        assert_eq!(said, expected, "{language}: {name}");
    }
}

#[test]
fn denying_and_disputing_are_told_apart_in_every_language() {
    for (language, denies, disputes) in [
        ("en", "who denies it calls it untrue", "who disputes it objects without saying so"),
        ("uk", "хто заперечує, той каже, що це неправда", "хто оспорює, той не погоджується, але так не каже"),
        ("ar", "من ينفيه يقول إنه غير صحيح", "ومن يعترض عليه يرفضه من دون أن يقول ذلك"),
    ] {
        let locale = Locale::new(language, None, &BTreeMap::new());
        let note = locale.word("standing_note");
        assert!(note.contains(denies) && note.contains(disputes), "{note}");
    }
}

#[test]
fn mistakes() {
    for (name, text, expected) in [
        ("date_sinse", "seit {date}", "there is no word `date_sinse`: did you mean `date_since`?"),
        ("nonsense", "x", "there is no word `nonsense`: the names are those in src/i18n/words/en.rs of Annals"),
        ("date_since", "seit", "`date_since` lacks `{bound}`: in English it is `since {bound}`"),
        ("date_since", "seit {dat}", "nothing fills `{dat}` in `date_since`: in English it is `since {bound}`"),
        ("timeline", "Line {year}", "nothing fills `{year}` in `timeline`: in English it is `Timeline`"),
        ("days_few", "{counts} dni", "nothing fills `{counts}` in `days_few`: in English it is `{count} days`"),
    ] {
        let mistake = check(name, text).unwrap_err();
        assert_eq!(format!("{}: {}", mistake.message, mistake.help), expected);
    }
    for (name, text) in [("days_few", "{count} dni"), ("days_one", "dzień"), ("date_since", "od {date}")] {
        assert_eq!(check(name, text), Ok(()));
    }
}
