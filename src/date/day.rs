//! The civil calendar: proleptic Gregorian, with years of 64 bits.
//!
//! Enters: years, months, days, or a count of days. Leaves: a [`Day`]. Must not know: how a date is
//! written by an author or shown to a reader, and any time zone.

use std::fmt;

/// Far beyond any history, and small enough that a year times 366 fits its type.
const FARTHEST_YEAR: i64 = 10_000_000_000_000;

/// The same, as days.
const FARTHEST_DAY: i64 = FARTHEST_YEAR * 365;

/// From 0000-03-01, where the count of this file's arithmetic begins, to 1970-01-01.
const TO_1970: i64 = 719_468;

/// Days in 400 years, after which the calendar repeats itself.
const ERA: i64 = 146_097;

/// A day of the civil calendar. Year 0 is 1 BCE, as in ISO 8601.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// The year; 0 and below are before the common era.
    pub year: i64,
    /// 1 to 12.
    pub month: u8,
    /// 1 to the month's length.
    pub day: u8,
}

impl Day {
    /// The day, where the calendar has it.
    #[must_use]
    pub fn new(year: i64, month: u8, day: u8) -> Option<Self> {
        let exists = (1..=12).contains(&month) && (1..=month_length(year, month)).contains(&day);
        exists.then_some(Self { year, month, day })
    }

    /// Days since 1970-01-01.
    #[must_use]
    pub fn to_days(self) -> i64 {
        // A year that begins in March has its leap day at its end, so that no month needs a case.
        let year = self.year.clamp(-FARTHEST_YEAR, FARTHEST_YEAR) - i64::from(self.month <= 2);
        let month = (i64::from(self.month) + 9) % 12;
        let of_year = (153 * month + 2) / 5 + i64::from(self.day) - 1;
        let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
        era * ERA + of_era * 365 + of_era / 4 - of_era / 100 + of_year - TO_1970
    }

    /// The day that is so many days after 1970-01-01.
    #[must_use]
    pub fn from_days(days: i64) -> Self {
        let days = days.clamp(-FARTHEST_DAY, FARTHEST_DAY) + TO_1970;
        let (era, of_era) = (days.div_euclid(ERA), days.rem_euclid(ERA));
        let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / (ERA - 1)) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        let small = |n: i64| u8::try_from(n).unwrap_or(1);
        Self { year: era * 400 + year + i64::from(month <= 2), month: small(month), day: small(day) }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Pages are full of days, nearly all of four digits.
        let Some(year) = u16::try_from(self.year).ok().filter(|year| *year <= 9999) else {
            return write!(f, "{}-{:02}-{:02}", year_edtf(self.year), self.month, self.day);
        };
        let mut text = *b"0000-00-00";
        let places = [(0, year / 1000), (1, year / 100), (2, year / 10), (3, year)];
        let [month, day] = [self.month, self.day].map(u16::from);
        for (at, number) in places.into_iter().chain([(5, month / 10), (6, month), (8, day / 10), (9, day)]) {
            text[at] += (number % 10) as u8;
        }
        f.write_str(std::str::from_utf8(&text).unwrap_or_default())
    }
}

/// A year in at least four digits, the sign before them.
pub(crate) fn year_edtf(year: i64) -> String {
    let sign = if year < 0 { "-" } else { "" };
    format!("{sign}{:04}", year.unsigned_abs())
}

/// The year that two digits are after another year: 18 after 1914 is 1918. `None` where it would be before it.
pub(crate) fn short_year(year: i64, two: i64) -> Option<i64> {
    let found = year - year.rem_euclid(100) + two;
    match two {
        _ if year < 0 || !(0..=99).contains(&two) => None,
        0 if year % 100 == 99 => Some(year + 1),
        _ => (found > year).then_some(found),
    }
}

/// How many days a month has; 31 for a month that is none.
#[must_use]
pub fn month_length(year: i64, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_count_from_1970() {
        for (year, month, day, days) in [
            (1970, 1, 1, 0),
            (2000, 2, 29, 11_016),
            (2022, 2, 24, 19_047),
            (1969, 12, 31, -1),
            (1, 1, 1, -719_162),
            (0, 3, 1, -719_468),
            (-43, 3, 15, -735_160),
        ] {
            let written = Day::new(year, month, day).unwrap();
            assert_eq!(written.to_days(), days, "{written}");
            assert_eq!(Day::from_days(days), written);
        }
    }

    #[test]
    fn every_day_of_900_years_follows_the_one_before() {
        let mut before = Day::from_days(-800_000);
        for days in -799_999..-470_000 {
            let day = Day::from_days(days);
            assert!(before < day && Day::new(day.year, day.month, day.day).is_some(), "{day}");
            assert_eq!(day.to_days(), days);
            before = day;
        }
    }

    #[test]
    fn the_ends_of_the_types_do_not_panic() {
        for days in [i64::MIN, i64::MAX] {
            let _ = Day::from_days(days).to_days();
        }
        for year in [i64::MIN, i64::MAX] {
            let _ = Day { year, month: 255, day: 255 }.to_days();
        }
    }

    #[test]
    fn days_that_are_none() {
        for (year, month, day) in
            [(2022, 2, 29), (1900, 2, 29), (2022, 13, 1), (2022, 0, 1), (2022, 4, 31), (2022, 1, 0)]
        {
            assert_eq!(Day::new(year, month, day), None);
        }
    }
}
