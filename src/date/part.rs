//! A year, a month, a day, or what lies between them: as exact as it was written.
//!
//! Enters: numbers. Leaves: a [`DatePart`], or what is wrong with the numbers. Must not know: times, ranges, and how a date
//! is written but by Annals.

use crate::date::day::{Day, month_length, short_year, year_edtf};
use crate::date::doubt::Doubts;
use crate::date::mistake::{MONTHS, Mistake, month_name};

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
            let name = month_name(month);
            let (written, whole, year) = (part.edtf(), whole.edtf(), year_edtf(year));
            return Err(Mistake::new(format!("{name} {year} has {length} days, so there is no {written}"))
                .help(format!("write `{whole}-{length}`, or the day that was meant")));
        }
        Ok(part)
    }

    /// The same, of which only so much is known.
    pub(crate) fn only(self, precision: Precision) -> Self {
        Self { precision, ..self }
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
    if let Some(end) = short_year(year, month.into()).filter(|_| day.is_none()) {
        return mistake.help(format!("write `{}/{}`, if the years are meant", year_edtf(year), year_edtf(end)));
    }
    let known = format!("months go from 01 for {} to 12 for {}", MONTHS[0], MONTHS[11]);
    mistake.help(format!("{known}; write `{}` when the month is not known", year_edtf(year)))
}
