//! A year, a month, a day, or what lies between them: as exact as it was written.
//!
//! Enters: text such as `2022-02`, `202X` or `2022-03-~13`, or its numbers. Leaves: a [`DatePart`], or what
//! is wrong with the numbers. Must not know: times, ranges, and how other people write dates.

use crate::date::Mistake;
use crate::date::day::{Day, month_length, year_edtf};
use crate::date::doubt::{Certainty, Doubts};
use crate::date::mistake::{self, MONTHS};
use crate::date::{level2, year};

/// How exact a [`DatePart`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Precision {
    /// `19XX`: a year of these hundred.
    Century,
    /// `202X`: a year of these ten.
    Decade,
    /// `2022`
    Year,
    /// `2004-XX`: a month of the year.
    MonthOfYear,
    /// `1985-XX-XX`: a day of the year.
    DayOfYear,
    /// `2022-21`: spring to winter are 21 to 24, three months each from March, in the northern hemisphere.
    Season,
    /// `2022-02`
    Month,
    /// `2022-03-XX`: a day of the month.
    DayOfMonth,
    /// `2022-02-24`
    Day,
}

/// One date without a time: level 0 and level 1 of the Extended Date/Time Format, and of level 2 the
/// qualification of single parts. Proleptic Gregorian.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DatePart {
    precision: Precision,
    /// The first one of a decade or century.
    year: i64,
    /// A season is the first month of it; 1 where none is written.
    month: u8,
    /// 1 where none is written.
    day: u8,
    doubts: Doubts,
}

impl DatePart {
    /// A day.
    #[must_use]
    pub fn day(day: Day) -> Self {
        let Day { year, month, day } = day;
        Self { precision: Precision::Day, year, month, day, doubts: Doubts::default() }
    }

    /// A year.
    pub(crate) fn year(year: i64) -> Self {
        Self { precision: Precision::Year, year, month: 1, day: 1, doubts: Doubts::default() }
    }

    /// Reads the numbers of a date: the calendar has to have it.
    pub(crate) fn new(year: i64, month: Option<u8>, day: Option<u8>) -> Result<Self, Mistake> {
        let Some(month) = month else { return Ok(Self::year(year)) };
        if !(1..=12).contains(&month) {
            return Err(no_month(year, month, day));
        }
        let whole = Self { precision: Precision::Month, month, ..Self::year(year) };
        let Some(day) = day else { return Ok(whole) };
        let part = Self { precision: Precision::Day, day, ..whole };
        let length = month_length(year, month);
        if day == 0 {
            return Err(Mistake::new(format!("there is no day 00, as in `{}`", part.edtf()))
                .help(format!("write `{}` when the day is not known", whole.edtf())));
        }
        if day > length {
            let name = mistake::month_name(month);
            let (written, whole, year) = (part.edtf(), whole.edtf(), year_edtf(year));
            return Err(Mistake::new(format!("{name} {year} has {length} days, so there is no {written}"))
                .help(format!("write `{whole}-{length}`, or the day that was meant")));
        }
        Ok(part)
    }

    /// Reads one date of the Extended Date/Time Format, or a year with its era (`44 BCE`). `None` when
    /// the text has another shape, a mistake when it has the shape and is no date, or one that is not
    /// supported.
    pub(crate) fn read(text: &str) -> Option<Result<Self, Mistake>> {
        year::read(text).or_else(|| Written::scan(text).map(|written| written.part(text)))
    }

    pub(crate) fn with(self, doubts: Doubts) -> Self {
        Self { doubts, ..self }
    }

    /// How exact it is.
    #[must_use]
    pub fn precision(&self) -> Precision {
        self.precision
    }

    /// How sure it is.
    #[must_use]
    pub fn doubts(&self) -> Doubts {
        self.doubts
    }

    /// Whether it is known as it is written: all its digits, and nothing with `~`, `?` or `%`.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        !self.has_unspecified() && self.doubts == Doubts::default()
    }

    /// Whether it has an `X`.
    #[must_use]
    pub fn has_unspecified(&self) -> bool {
        use Precision::{Century, DayOfMonth, DayOfYear, Decade, MonthOfYear};
        matches!(self.precision, Century | Decade | MonthOfYear | DayOfYear | DayOfMonth)
    }

    /// Its first day.
    #[must_use]
    pub fn first(&self) -> Day {
        Day { year: self.year, month: self.month, day: self.day }
    }

    /// Its last day.
    #[must_use]
    pub fn last(&self) -> Day {
        let end = |year: i64, month| Day { year, month, day: month_length(year, month) };
        match self.precision {
            Precision::Century => end(self.year.saturating_add(99), 12),
            Precision::Decade => end(self.year.saturating_add(9), 12),
            Precision::Year | Precision::MonthOfYear | Precision::DayOfYear => end(self.year, 12),
            // Winter ends in the year after the one it is named by.
            Precision::Season if self.month == 12 => end(self.year.saturating_add(1), 2),
            Precision::Season => end(self.year, self.month + 2),
            Precision::Month | Precision::DayOfMonth => end(self.year, self.month),
            Precision::Day => self.first(),
        }
    }

    /// The known years, months or days that it begins and ends with, for what to propose.
    pub(crate) fn known_ends(&self) -> (Self, Self) {
        let year = |day: Day| Self::year(day.year);
        match self.precision {
            Precision::Day | Precision::Month | Precision::Season => {
                let bare = self.with(Doubts::default());
                (bare, bare)
            }
            Precision::DayOfMonth => {
                let month = Self { precision: Precision::Month, doubts: Doubts::default(), ..*self };
                (month, month)
            }
            _ => (year(self.first()), year(self.last())),
        }
    }

    /// As the Extended Date/Time Format writes it.
    #[must_use]
    pub fn edtf(&self) -> String {
        if self.precision == Precision::Day && self.is_plain() {
            return Day { year: self.year, month: self.month, day: self.day }.to_string();
        }
        let four = year_edtf(self.year);
        let month = || format!("{:02}", self.month);
        let x = || "XX".to_owned();
        let pieces = match self.precision {
            Precision::Century => vec![format!("{}XX", &four[..four.len() - 2])],
            Precision::Decade => vec![format!("{}X", &four[..four.len() - 1])],
            Precision::Year if self.year.unsigned_abs() > 9999 => vec![format!("Y{}", self.year)],
            Precision::Year => vec![four],
            Precision::MonthOfYear => vec![four, x()],
            Precision::DayOfYear => vec![four, x(), x()],
            Precision::Season => vec![four, (20 + self.month / 3).to_string()],
            Precision::Month => vec![four, month()],
            Precision::DayOfMonth => vec![four, month(), x()],
            Precision::Day => vec![four, month(), format!("{:02}", self.day)],
        };
        self.doubts.written(&pieces)
    }
}

/// The pieces of a text that has the shape of a date: digits or `X`, and marks beside them.
pub(crate) struct Written<'a> {
    pub(crate) negative: bool,
    pub(crate) year: &'a str,
    pub(crate) month: Option<&'a str>,
    pub(crate) day: Option<&'a str>,
    doubts: Doubts,
}

impl<'a> Written<'a> {
    /// A mark before a piece is that piece's; one after it is for all that stands before it too.
    fn scan(text: &'a str) -> Option<Self> {
        let mut rest = text;
        let mut first = Certainty::take(&mut rest);
        let negative = rest.strip_prefix('-').inspect(|after| rest = after).is_some();
        let year = field(&mut rest, 4)?;
        first = first.and(Certainty::take(&mut rest));
        let mut written = Self { negative, year, month: None, day: None, doubts: Doubts::all(first) };
        if rest.is_empty() {
            return Some(written);
        }
        let (month, own, after) = next(&mut rest)?;
        let year = first.and(after);
        written.month = Some(month);
        written.doubts = Doubts { year, ..Doubts::all(own.and(after)) };
        if rest.is_empty() {
            return Some(written);
        }
        let (day, own, after) = next(&mut rest)?;
        written.day = Some(day);
        let Doubts { year, month, .. } = written.doubts;
        written.doubts = Doubts { year: year.and(after), month: month.and(after), day: own.and(after) };
        rest.is_empty().then_some(written)
    }

    fn part(&self, text: &str) -> Result<DatePart, Mistake> {
        let sign = if self.negative { -1 } else { 1 };
        let known = self.year.trim_end_matches('X');
        let exact = digits(self.year, 4).map(|year| sign * year);
        if self.negative && exact == Some(0) {
            return Err(
                Mistake::new("there is no year `-0000`").help("write `0000` or `1 BCE`, which are the same year")
            );
        }
        let two = |text: Option<&str>| text.and_then(|text| u8::try_from(digits(text, 2)?).ok());
        let (month, day) = (two(self.month), two(self.day));
        let part = match (exact, self.month, self.day) {
            (Some(year), None, None) => DatePart::year(year),
            (Some(year), Some("XX"), None) => DatePart { precision: Precision::MonthOfYear, ..DatePart::year(year) },
            (Some(year), Some("XX"), Some("XX")) => {
                DatePart { precision: Precision::DayOfYear, ..DatePart::year(year) }
            }
            (Some(year), Some(_), None) if matches!(month, Some(21..=24)) => {
                let first = month.map_or(3, |season| (season - 20) * 3);
                DatePart { precision: Precision::Season, month: first, ..DatePart::year(year) }
            }
            (Some(year), Some(_), None) if matches!(month, Some(25..=41)) => {
                return Err(level2::season(text, year, month.unwrap_or(25)));
            }
            (Some(year), Some(_), Some("XX")) if month.is_some() => {
                DatePart { precision: Precision::DayOfMonth, ..DatePart::new(year, month, None)? }
            }
            (Some(year), _, _) if month.is_some() == self.month.is_some() && day.is_some() == self.day.is_some() => {
                DatePart::new(year, month, day)?
            }
            (None, None, None) if !self.negative && matches!(known.len(), 2 | 3) && !known.contains('X') => {
                let (precision, rest) =
                    if known.len() == 3 { (Precision::Decade, "0") } else { (Precision::Century, "00") };
                let year = digits(&format!("{known}{rest}"), 4).unwrap_or(0);
                DatePart { precision, ..DatePart::year(year) }
            }
            _ => return Err(level2::unspecified(text, self)),
        };
        Ok(part.with(self.doubts))
    }
}

/// Takes so many digits or `X` off a text.
fn field<'a>(rest: &mut &'a str, length: usize) -> Option<&'a str> {
    let (piece, after) = rest.split_at_checked(length)?;
    *rest = after;
    piece.bytes().all(|b| b.is_ascii_digit() || b == b'X').then_some(piece)
}

/// Takes `-`, two digits, and the marks before and after them off a text.
fn next<'a>(rest: &mut &'a str) -> Option<(&'a str, Certainty, Certainty)> {
    *rest = rest.strip_prefix('-')?;
    let before = Certainty::take(rest);
    let piece = field(rest, 2)?;
    Some((piece, before, Certainty::take(rest)))
}

/// The number in a text of exactly so many digits.
pub(crate) fn digits(text: &str, count: usize) -> Option<i64> {
    (text.len() == count && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

/// What to say of a month that is none.
fn no_month(year: i64, month: u8, day: Option<u8>) -> Mistake {
    if day.is_some() && (21..=24).contains(&month) {
        return Mistake::new(format!("{month} is a season, and a season has no days"))
            .help(format!("write `{}-{month}`, or the month and the day", year_edtf(year)));
    }
    let mistake = Mistake::new(format!("there is no month {month:02}"));
    if let Some(swapped) = day.and_then(|day| Day::new(year, day, month)) {
        return mistake.help(format!("write `{swapped}`, if day and month are swapped"));
    }
    if let Some(end) = mistake::short_year(year, month.into()).filter(|_| day.is_none()) {
        return mistake.help(format!("write `{}/{}`, if the years are meant", year_edtf(year), year_edtf(end)));
    }
    let known = format!("months go from 01 for {} to 12 for {}", MONTHS[0], MONTHS[11]);
    mistake.help(format!("{known}; write `{}` when the month is not known", year_edtf(year)))
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
            ("-0004-02", Precision::Month, "-0004-02-01", "-0004-02-29"),
            ("Y9999999999999", Precision::Year, "9999999999999-01-01", "9999999999999-12-31"),
            ("202X", Precision::Decade, "2020-01-01", "2029-12-31"),
            ("00XX", Precision::Century, "0000-01-01", "0099-12-31"),
            ("2004-XX", Precision::MonthOfYear, "2004-01-01", "2004-12-31"),
            ("1985-XX-XX", Precision::DayOfYear, "1985-01-01", "1985-12-31"),
            ("-0004-02-XX", Precision::DayOfMonth, "-0004-02-01", "-0004-02-29"),
            ("2022-21", Precision::Season, "2022-03-01", "2022-05-31"),
            ("2023-24", Precision::Season, "2023-12-01", "2024-02-29"),
            ("-0001-24", Precision::Season, "-0001-12-01", "0000-02-29"),
        ] {
            let part = DatePart::read(text).unwrap().unwrap();
            assert_eq!(part.precision(), precision, "{text}");
            assert_eq!((part.first().to_string().as_str(), part.last().to_string().as_str()), (first, last));
            assert_eq!(part.edtf(), text);
        }
    }

    #[test]
    fn marks_and_what_they_stand_for() {
        for (text, canonical) in [
            ("~2022", "2022~"),
            ("?2022~", "2022%"),
            ("2022?-03", "2022?-03"),
            ("?2022-03", "2022?-03"),
            ("2022-03~", "2022-03~"),
            ("~2022-~03", "2022-03~"),
            ("2022-03~-13", "2022-03~-13"),
            ("2022-~03-~13", "2022-~03-~13"),
            ("2022?-03-13~", "2022%-~03-~13"),
            ("2022-03?-~13", "2022-03?-~13"),
            ("?2022-?03-?13", "2022-03-13?"),
            ("2022-03-XX%", "2022-03-XX%"),
            ("202X~", "202X~"),
            ("2022-21?", "2022-21?"),
            ("-?0043", ""),
            ("2022~~", ""),
            ("2022-03-13~?", ""),
        ] {
            let read = DatePart::read(text).map(|part| part.unwrap().edtf()).unwrap_or_default();
            assert_eq!(read, canonical, "{text}");
        }
    }

    #[test]
    fn other_shapes_are_not_read() {
        for text in ["", "22", "2022-", "2022-2", "2022-02-24-", "2022-02-24-01", "+2022", "٢٠٢٢", "2022-0x", "202é"]
        {
            assert_eq!(DatePart::read(text), None, "{text}");
        }
    }
}
