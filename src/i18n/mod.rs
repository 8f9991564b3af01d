//! The words of the interface, in the language of the page.
//!
//! Enters: a language, and values such as dates. Leaves: text for readers. Must not know: HTML, the
//! pages it stands on, and messages for authors, which are in English.

mod dates;
mod elapsed;
mod shape;
mod words;

use chrono_tz::Tz;

use crate::date::{Date, Day, Elapsed};

/// How a page speaks. Languages that have no words of their own yet speak English.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Locale {
    language: String,
    zone: Option<Tz>,
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

/// The words of the interface by name, in the language, or in English where it has no catalogue.
#[must_use]
pub fn words(_language: &str) -> &'static [(&'static str, &'static str)] {
    words::ENGLISH
}

/// One word of the interface; its name when there is none.
#[must_use]
pub fn word(language: &str, name: &'static str) -> &'static str {
    words(language).iter().find(|(known, _)| *known == name).map_or(name, |(_, text)| text)
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

impl Shown {
    /// The text without what is for machines.
    #[must_use]
    pub fn text(&self) -> String {
        self.segments.iter().map(|segment| segment.text.as_str()).collect()
    }
}

impl Locale {
    /// The locale of a language such as `en` or `en-GB`. `zone` is the site's.
    #[must_use]
    pub fn new(language: &str, zone: Option<Tz>) -> Self {
        Self { language: language.to_owned(), zone }
    }

    /// The language of the text, for `lang`.
    #[must_use]
    pub fn language(&self) -> &str {
        &self.language
    }

    /// Whether its quotation marks are those of English.
    #[must_use]
    pub fn is_english(&self) -> bool {
        self.language == "en" || self.language.starts_with("en-")
    }

    /// The site's time zone.
    #[must_use]
    pub fn zone(&self) -> Option<Tz> {
        self.zone
    }

    /// A date: "February 24, 2022, 5:00 a.m. Kyiv time".
    #[must_use]
    pub fn date(&self, date: &Date) -> Shown {
        dates::shown(date, true)
    }

    /// A date under the heading of its year: "March 13". The year stays where the date leaves that
    /// year or is not exact to the day.
    #[must_use]
    pub fn date_short(&self, date: &Date) -> Shown {
        dates::shown(date, shape::needs_year(date))
    }

    /// A day: "February 24, 2022".
    #[must_use]
    pub fn day(&self, day: Day) -> String {
        dates::day_text(day, true)
    }

    /// A day, in the pieces that carry a machine's form of it.
    #[must_use]
    pub fn whole_day(&self, day: Day) -> Shown {
        dates::whole_day(day)
    }

    /// Elapsed time: "20 days later"; with `back`, "20 days earlier".
    #[must_use]
    pub fn elapsed(&self, elapsed: Elapsed, back: bool) -> String {
        elapsed::words(elapsed, back)
    }

    /// A month as a heading: "March 2022".
    #[must_use]
    pub fn month_heading(&self, year: i64, month: u8) -> String {
        dates::month_text(year, month, true)
    }

    /// A year as a heading: "2022", "44 BCE".
    #[must_use]
    pub fn year_heading(&self, year: i64) -> String {
        dates::year_text(year)
    }
}
