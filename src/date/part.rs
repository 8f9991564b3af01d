//! A year, a month or a day, as exact as it was written.
//!
//! Enters: text such as `2022-02`, or its numbers. Leaves: a [`Part`], or what is wrong with the
//! numbers. Must not know: times, ranges, and how other people write dates.

use crate::date::Mistake;
use crate::date::day::{Day, month_length, year_edtf};
use crate::date::mistake::{self, MONTHS};

/// How exact a [`Part`] is, the coarsest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// `2022`
    Year,
    /// `2022-02`
    Month,
    /// `2022-02-24`
    Day,
}

/// A year, month or day. Its fields are private because a part that is less than a number (`202X`)
/// or more than one (a season) has to fit here too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Part {
    year: i64,
    month: Option<u8>,
    day: Option<u8>,
}

impl Part {
    /// A day.
    #[must_use]
    pub fn day(day: Day) -> Self {
        Self { year: day.year, month: Some(day.month), day: Some(day.day) }
    }

    /// Reads the numbers of a date: the calendar has to have it.
    pub(crate) fn new(year: i64, month: Option<u8>, day: Option<u8>) -> Result<Self, Mistake> {
        let part = Self { year, month, day };
        if let Some(month) = month
            && !(1..=12).contains(&month)
        {
            return Err(no_month(year, month, day));
        }
        if let (Some(month), Some(day)) = (month, day) {
            let length = month_length(year, month);
            let whole = Self { day: None, ..part }.edtf();
            if day == 0 {
                return Err(Mistake::new(format!("there is no day 00, as in `{}`", part.edtf()))
                    .help(format!("write `{whole}` when the day is not known")));
            }
            if day > length {
                let name = mistake::month_name(month);
                let written = part.edtf();
                return Err(Mistake::new(format!("{name} {year} has {length} days, so there is no {written}"))
                    .help(format!("write `{whole}-{length}`, or the day that was meant")));
            }
        }
        if year <= 0 {
            return Err(mistake::not_yet(&part.edtf()));
        }
        Ok(part)
    }

    /// Reads `2022`, `2022-02` or `2022-02-24`. `None` when the text has another shape, a mistake when
    /// it has the shape and the calendar does not have the date.
    pub(crate) fn read(text: &str) -> Option<Result<Self, Mistake>> {
        let mut pieces = text.split('-');
        let year = digits(pieces.next()?, 4)?;
        let mut two = || match pieces.next() {
            None => Some(None),
            Some(piece) => digits(piece, 2).and_then(|n| u8::try_from(n).ok()).map(Some),
        };
        let (month, day) = (two()?, two()?);
        if pieces.next().is_some() {
            return None;
        }
        Some(Self::new(year, month, day))
    }

    /// How exact it is.
    #[must_use]
    pub fn precision(&self) -> Precision {
        match (self.month, self.day) {
            (None, _) => Precision::Year,
            (Some(_), None) => Precision::Month,
            (Some(_), Some(_)) => Precision::Day,
        }
    }

    /// Its first day.
    #[must_use]
    pub fn first(&self) -> Day {
        Day { year: self.year, month: self.month.unwrap_or(1), day: self.day.unwrap_or(1) }
    }

    /// Its last day.
    #[must_use]
    pub fn last(&self) -> Day {
        let month = self.month.unwrap_or(12);
        Day { year: self.year, month, day: self.day.unwrap_or_else(|| month_length(self.year, month)) }
    }

    /// As the Extended Date/Time Format writes it.
    #[must_use]
    pub fn edtf(&self) -> String {
        let mut out = year_edtf(self.year);
        for two in [self.month, self.day].into_iter().flatten() {
            out.push_str(&format!("-{two:02}"));
        }
        out
    }
}

/// The number in a text of exactly so many digits.
pub(crate) fn digits(text: &str, count: usize) -> Option<i64> {
    (text.len() == count && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

/// What to say of a month that is none.
fn no_month(year: i64, month: u8, day: Option<u8>) -> Mistake {
    let text = year_edtf(year);
    if day.is_none() && (21..=24).contains(&month) {
        // The standard's seasons: 21 is spring. The months are the same ones a season stands for.
        let from = [3, 6, 9, 12][usize::from(month) - 21];
        let to = Day::from_days(Day { year, month: from, day: 1 }.to_days() + 75);
        let range = format!("{text}-{from:02}/{}-{:02}", year_edtf(to.year), to.month);
        return mistake::not_yet(&format!("{text}-{month}")).help(format!("write the months: `{range}`"));
    }
    let mistake = Mistake::new(format!("there is no month {month:02}"));
    if let Some(swapped) = day.and_then(|day| Day::new(year, day, month)) {
        return mistake.help(format!("write `{swapped}`, if day and month are swapped"));
    }
    let known = format!("months go from 01 for {} to 12 for {}", MONTHS[0], MONTHS[11]);
    mistake.help(format!("{known}; write `{text}` when the month is not known"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_and_their_bounds() {
        for (text, precision, first, last) in [
            ("2022", Precision::Year, "2022-01-01", "2022-12-31"),
            ("2022-02", Precision::Month, "2022-02-01", "2022-02-28"),
            ("2020-02", Precision::Month, "2020-02-01", "2020-02-29"),
            ("0001-12-31", Precision::Day, "0001-12-31", "0001-12-31"),
        ] {
            let part = Part::read(text).unwrap().unwrap();
            assert_eq!(part.precision(), precision);
            assert_eq!((part.first().to_string().as_str(), part.last().to_string().as_str()), (first, last));
            assert_eq!(part.edtf(), text);
        }
    }

    #[test]
    fn other_shapes_are_not_read() {
        for text in ["", "22", "2022-", "2022-2", "2022-02-24-", "2022-02-24-01", "+2022", "٢٠٢٢", "2022-0x"] {
            assert_eq!(Part::read(text), None, "{text}");
        }
    }
}
