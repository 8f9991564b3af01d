//! The catalogues: every word of the interface and of dates by name, in the site's language.
//!
//! Enters: a language, and the words that the site has for itself. Leaves: texts by name, and patterns
//! filled. A name that a language lacks is said in English. Must not know: where a word is shown.
//!
//! To add a word, add a line to `en.rs`, `uk.rs` and `ar.rs`: a test names those that lack it. A noun that is
//! counted has a line for each plural of the language, as `days_one`, `days_other`.

mod ar;
mod de;
mod en;
mod es;
mod fr;
mod he;
mod ja;
mod rules;
#[cfg(test)]
mod tests;
mod uk;
mod zh;

use std::borrow::Cow;
use std::collections::BTreeMap;

use ahash::{AHashMap, AHashSet};
use icu_locale_core::Locale;

use super::numbers::{Numbers, PLURALS};

pub use rules::WordMistake;
pub(super) use rules::check;

/// Names and texts.
type Table = &'static [(&'static str, &'static str)];

type Text = Cow<'static, str>;

/// The texts of one site.
#[derive(Debug)]
pub(super) struct Words {
    texts: AHashMap<Text, Text>,
    /// The forms of counted nouns.
    nouns: AHashMap<&'static str, Forms>,
}

/// The forms of a counted noun, in the order of [`PLURALS`].
#[derive(Debug)]
struct Forms {
    texts: [Text; 6],
    /// Whether they are English, in another language that has none of its own.
    english: bool,
}

impl Words {
    /// `own` are the site's.
    pub(super) fn new(locale: &Locale, own: &BTreeMap<String, String>) -> Self {
        let mut texts: AHashMap<Text, Text> = AHashMap::new();
        for (name, text) in tables(locale).into_iter().flatten() {
            texts.insert(Cow::Borrowed(*name), Cow::Borrowed(*text));
        }
        for (name, text) in own {
            texts.insert(Cow::Owned(name.clone()), Cow::Owned(text.clone()));
        }
        let forms = |(name, english): &'static (&'static str, &'static str)| {
            let noun = name.strip_suffix("_other")?;
            let other = texts.get(*name)?;
            let form = |ending| texts.get(format!("{noun}_{ending}").as_str()).unwrap_or(other).clone();
            let english = other == english && locale.id.language.as_str() != "en";
            Some((noun, Forms { texts: PLURALS.map(form), english }))
        };
        let nouns = english_tables().filter_map(forms).collect();
        Self { texts, nouns }
    }

    /// A text; its name when there is none.
    pub(super) fn get<'a>(&'a self, name: &'a str) -> &'a str {
        self.texts.get(name).map_or(name, Cow::as_ref)
    }

    /// The form of a counted noun.
    pub(super) fn counted(&self, noun: &str, count: i64, numbers: &Numbers) -> &str {
        const ONE: usize = 1;
        const OTHER: usize = 5;
        let Some(forms) = self.nouns.get(noun) else { return "" };
        let form = match count {
            _ if !forms.english => numbers.form(count),
            1 => ONE,
            _ => OTHER,
        };
        forms.texts.get(form).map_or("", Cow::as_ref)
    }

    /// What templates see: every word that is no phrase about dates.
    pub(super) fn interface(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let names = english_tables().map(|(name, _)| *name).filter(|name| !name.starts_with("date_"));
        names.map(|name| (name, self.get(name)))
    }
}

/// The names that every catalogue has, and their texts in English.
fn english_tables() -> impl Iterator<Item = &'static (&'static str, &'static str)> {
    en::INTERFACE.iter().chain(en::DATES)
}

/// The tables of a language, the later ones winning.
fn tables(locale: &Locale) -> Vec<Table> {
    let mut tables = vec![en::INTERFACE, en::DATES];
    let id = &locale.id;
    let region = id.region.as_ref().map_or("", |region| region.as_str());
    match id.language.as_str() {
        "en" if !matches!(region, "" | "US" | "CA" | "PH") => tables.push(en::BRITISH),
        "de" => tables.push(de::DATES),
        "fr" => tables.push(fr::DATES),
        "es" => tables.push(es::DATES),
        "uk" => tables.extend([uk::INTERFACE, uk::DATES]),
        "ar" => tables.extend([ar::INTERFACE, ar::DATES]),
        "he" => tables.push(he::DATES),
        "ja" => tables.push(ja::DATES),
        "zh" => {
            tables.push(zh::DATES);
            let script = id.script.as_ref().map_or("", |script| script.as_str());
            if script == "Hant" || script.is_empty() && matches!(region, "TW" | "HK" | "MO") {
                tables.push(zh::TRADITIONAL);
                if matches!(region, "HK" | "MO") {
                    tables.push(zh::HONG_KONG);
                }
            }
        }
        "en" => {}
        _ => tables.push(en::WORDLESS),
    }
    tables
}

/// How many labels a language has from English alone, beside the site's `own`, and how many there are.
pub(super) fn in_english(locale: &Locale, own: &BTreeMap<String, String>) -> (usize, usize) {
    let names = || en::INTERFACE.iter().map(|(name, _)| *name);
    let tables = tables(locale);
    let theirs: AHashSet<&str> = tables.iter().skip(2).copied().flatten().map(|(name, _)| *name).collect();
    let english = locale.id.language.as_str() == "en" || names().any(|name| theirs.contains(name));
    let lacking = names().filter(|name| !english && !own.contains_key(*name)).count();
    (lacking, names().count())
}

/// A piece of a pattern.
pub(super) enum PatternPiece<'a> {
    Text(&'a str),
    /// `{date}`, without the braces.
    Slot(&'a str),
}

/// The pieces of a pattern in their order.
pub(super) fn pieces(pattern: &str) -> impl Iterator<Item = PatternPiece<'_>> {
    let mut rest = pattern;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let slot = |rest: &'_ str| -> Option<usize> {
            let end = rest.strip_prefix('{')?.find(['{', '}'])? + 1;
            rest[end..].starts_with('}').then_some(end)
        };
        if let Some(end) = slot(rest) {
            let name = &rest[1..end];
            rest = &rest[end + 1..];
            return Some(PatternPiece::Slot(name));
        }
        let end = rest.bytes().skip(1).position(|byte| byte == b'{').map_or(rest.len(), |at| at + 1);
        let (text, after) = rest.split_at(end);
        rest = after;
        Some(PatternPiece::Text(text))
    })
}

/// A pattern with its slots filled; one that nothing fills says nothing.
pub(super) fn fill(pattern: &str, slots: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(pattern.len() + 16);
    for piece in pieces(pattern) {
        match piece {
            PatternPiece::Text(text) => out.push_str(text),
            PatternPiece::Slot(name) => {
                let text = slots.iter().find(|(known, _)| *known == name).map_or("", |(_, text)| text);
                lead(&mut out, text);
                out.push_str(text);
            }
        }
    }
    out
}

/// What stands before `next`, made fit for it: a prefix that is written with a maqaf or a tatweel before digits, as
/// `ל־13` and `بـ5`, is joined to a word without one.
pub(super) fn lead(before: &mut String, next: &str) {
    let words = next.chars().next().is_some_and(|first| !first.is_numeric());
    if words && before.ends_with(['\u{5BE}', '\u{640}']) {
        before.pop();
    }
}
