//! Every catalogue against the English one.

use std::collections::BTreeSet;

use super::rules::noun;
use super::{Table, ar, check, de, en, es, fr, he, ja, uk, zh};
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
    for (name, text) in [en::BRITISH, en::WORDLESS, zh::TRADITIONAL].concat() {
        assert_eq!(check(name, text), Ok(()));
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
