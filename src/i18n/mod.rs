//! The words of the interface, in the language of the page.
//!
//! Enters: a language, and values such as dates. Leaves: text for readers. Must not know: HTML, the
//! pages it stands on, and messages for authors, which are in English.

mod dates;
mod elapsed;
mod names;
mod numbers;
mod patterns;
mod quotes;
mod shape;
#[cfg(test)]
mod tests;
mod things;
mod times;
mod words;

use std::collections::BTreeMap;

use chrono_tz::Tz;

use crate::date::{Date, Day};
use numbers::Numbers;
use patterns::Patterns;
use shape::{Shape, Thing};
use things::Grammar;
use times::Cities;
use words::Words;

pub use quotes::quotation;
pub use shape::Context;
pub use words::WordMistake;

/// How a site speaks: made once, since what it takes from CLDR costs more than a date does. What a language
/// has no words for is said in English.
#[derive(Debug)]
pub struct Locale {
    language: String,
    zone: Option<Tz>,
    words: Words,
    numbers: Numbers,
    patterns: Patterns,
    cities: Cities,
}

/// A text for readers, in the pieces that carry a machine's form of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The pieces, in their order; nothing stands between them but what they say.
    pub segments: Vec<Segment>,
}

/// A piece of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// What is read.
    pub text: String,
    /// The value of `<time datetime>`, where HTML has one for it.
    pub datetime: Option<String>,
}

/// Whether a site may put `text` in the place of the word `name`.
///
/// # Errors
///
/// No catalogue has the name, or the text lacks what the word must show.
pub fn check_word(name: &str, text: &str) -> Result<(), WordMistake> {
    words::check(name, text)
}

/// How many labels of the interface are said in English on a site of another language, and how many there are. `own`
/// are the site's words.
#[must_use]
pub fn in_english(language: &str, own: &BTreeMap<String, String>) -> (usize, usize) {
    let locale = language.parse().unwrap_or(icu_locale_core::Locale::UNKNOWN);
    words::in_english(&locale, own)
}

/// The direction of a language's script, for `dir`: `rtl` or `ltr`.
#[must_use]
pub fn direction(language: &str) -> &'static str {
    let mut parts = language.split('-');
    let primary = parts.next().unwrap_or("").to_ascii_lowercase();
    let script = parts.find(|part| part.len() == 4).map(str::to_ascii_lowercase);
    match script.as_deref() {
        Some("arab" | "hebr" | "syrc" | "thaa" | "nkoo" | "adlm" | "rohg") => "rtl",
        Some(_) => "ltr",
        None if matches!(
            primary.as_str(),
            "ar" | "he" | "iw" | "fa" | "ur" | "ps" | "sd" | "ug" | "yi" | "dv" | "ckb" | "syr" | "nqo"
        ) =>
        {
            "rtl"
        }
        None => "ltr",
    }
}

/// Whether a language is English, in whose text straight marks can be read as quotation marks.
#[must_use]
pub fn is_english(language: &str) -> bool {
    language.split('-').next().is_some_and(|primary| primary.eq_ignore_ascii_case("en"))
}

impl Shown {
    /// The text without what is for machines.
    #[must_use]
    pub fn text(&self) -> String {
        self.segments.iter().map(|segment| segment.text.as_str()).collect()
    }
}

impl Locale {
    /// The locale of a language such as `en` or `en-GB`. `zone` is the site's, and so are `own` words, which
    /// stand in place of the catalogue's.
    #[must_use]
    pub fn new(language: &str, zone: Option<Tz>, own: &BTreeMap<String, String>) -> Self {
        let locale = language.parse().unwrap_or(icu_locale_core::Locale::UNKNOWN);
        let numbers = Numbers::new(&locale);
        Self {
            language: language.to_owned(),
            zone,
            words: Words::new(&locale, own),
            patterns: Patterns::new(&locale, &numbers),
            cities: Cities::new(&locale),
            numbers,
        }
    }

    /// The language of the text, for `lang`.
    #[must_use]
    pub fn language(&self) -> &str {
        &self.language
    }

    /// A text by its name; the name when there is none.
    #[must_use]
    pub fn word<'a>(&'a self, name: &'a str) -> &'a str {
        self.words.get(name)
    }

    /// Every word of the interface, by name.
    pub fn interface(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.words.interface()
    }

    /// A text by its name, with what is left open in it filled.
    #[must_use]
    pub fn said(&self, name: &str, slots: &[(&str, &str)]) -> String {
        words::fill(self.word(name), slots)
    }

    /// A number with its digits grouped: "1,234".
    #[must_use]
    pub fn size(&self, count: usize) -> String {
        self.numbers.grouped(i64::try_from(count).unwrap_or(i64::MAX))
    }

    /// A date: "February 24, 2022, 5:00 a.m. Kyiv time".
    #[must_use]
    pub fn date(&self, date: &Date) -> Shown {
        self.shown(&Shape::of(date), true)
    }

    /// A date where something was just read: "March 13" under the heading of its year. The year stays where it is
    /// another, or the date leaves it, or is not exact to the day.
    #[must_use]
    pub fn date_in(&self, date: &Date, context: Context) -> Shown {
        let shape = Shape::of(date);
        let with_year = context.asks_for_year(&shape);
        self.shown(&shape, with_year)
    }

    /// A day: "February 24, 2022".
    #[must_use]
    pub fn day(&self, day: Day) -> String {
        self.thing(Thing::Day(day), true, Grammar::Alone)
    }

    /// A day, in the pieces that carry a machine's form of it.
    #[must_use]
    pub fn whole_day(&self, day: Day) -> Shown {
        let datetime = shape::has_datetime(day.year).then(|| day.to_string());
        Shown { segments: vec![Segment { text: self.day(day), datetime }] }
    }

    /// A month as a heading: "March 2022".
    #[must_use]
    pub fn month_heading(&self, year: i64, month: u8) -> String {
        self.thing(Thing::Month(year, month), true, Grammar::Alone)
    }

    /// A year as a heading: "2022", "44 BCE".
    #[must_use]
    pub fn year_heading(&self, year: i64) -> String {
        self.year_text(year)
    }

    /// Years as a heading: a decade as "1970s", others by the first and the last of them.
    #[must_use]
    pub fn years_heading(&self, first: i64, last: i64) -> String {
        self.stretch(first, last)
    }

    /// All years up to one, or all from one on, as a heading: "by 10001 BCE".
    #[must_use]
    pub fn open_heading(&self, year: i64, on: bool) -> String {
        let bound = self.thing(Thing::Year(year), true, Grammar::Bound);
        let date = self.year_text(year);
        self.said(if on { "date_from" } else { "date_by" }, &[("bound", &bound), ("date", &date)])
    }
}
