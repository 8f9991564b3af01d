//! Elapsed time in words.
//!
//! Enters: a number, a unit, and whether it is about so much; a [`Locale`]. Leaves: its text. Must not know:
//! dates.

use crate::date::{Elapsed, Unit};
use crate::i18n::Locale;
use crate::i18n::words::fill;

impl Locale {
    /// Elapsed time: "20 days later"; with `back`, "20 days earlier".
    #[must_use]
    pub fn elapsed(&self, elapsed: Elapsed, back: bool) -> String {
        let pattern = match (elapsed.about, back) {
            (false, false) => "time_later",
            (false, true) => "time_earlier",
            (true, false) => "time_about_later",
            (true, true) => "time_about_earlier",
        };
        self.with_time(pattern, elapsed)
    }

    /// How long something lasted: "20 days", "about 18 years".
    #[must_use]
    pub fn length(&self, elapsed: Elapsed) -> String {
        self.with_time(if elapsed.about { "time_about_alone" } else { "time_alone" }, elapsed)
    }

    fn with_time(&self, pattern: &str, elapsed: Elapsed) -> String {
        let unit = match elapsed.unit {
            Unit::Day => "days",
            Unit::Week => "weeks",
            Unit::Month => "months",
            Unit::Year => "years",
        };
        fill(self.word(pattern), &[("time", &self.counted(unit, elapsed.count))])
    }

    /// A number with what it counts: "14 events".
    #[must_use]
    pub fn counted(&self, name: &str, count: i64) -> String {
        fill(self.words.counted(name, count, &self.numbers), &[("count", &self.numbers.grouped(count))])
    }
}
