//! Dates as history needs them: as exact as what is known, and no more.
//!
//! Enters: the text that an author wrote, and the site's time zone. Leaves: a [`Date`] with its
//! bounds, its place in the order and its canonical form in the Extended Date/Time Format (EDTF, ISO
//! 8601-2), or a [`Mistake`] that says what to write. Must not know: in which file or field the text
//! stood, in which language it will be shown, and what day it is today.

mod abbreviation;
mod answer;
mod clock;
mod day;
mod doubt;
mod elapsed;
mod ends;
mod fields;
mod foreign;
mod level2;
mod lexicon;
mod mistake;
mod moment;
mod numeric;
mod order;
mod parse;
mod part;
mod phrase;
mod point;
mod single;
#[cfg(test)]
mod tests;
mod tokens;
mod week;
mod written;
mod year;
mod zone;

pub use day::{Day, month_length};
pub use doubt::{Certainty, Doubts};
pub use elapsed::{Elapsed, Unit, elapsed, elapsed_since_end};
pub use ends::or_years;
pub use mistake::Mistake;
pub use moment::Moment;
pub use order::Rank;
pub use part::{DatePart, Precision};
pub use zone::zone;

use chrono_tz::Tz;

use crate::text::shorten;
use parse::MAX_LENGTH;

/// Reads a date as an author writes it. `zone` is the site's: times without one are in it, and a
/// time's civil day is the day there.
///
/// # Errors
/// What is wrong with the text, and what to write.
pub fn parse(text: &str, zone: Option<Tz>) -> Result<Date, Mistake> {
    parse_near(text, zone, None)
}

/// As [`parse`], where it is known which year is likely: what to write instead of a date without one has it.
///
/// # Errors
/// As those of [`parse`].
pub fn parse_near(text: &str, zone: Option<Tz>, year: Option<i64>) -> Result<Date, Mistake> {
    let text = text.trim();
    if text.chars().count() > MAX_LENGTH {
        return Err(Mistake::new(format!(
            "a date has at most {MAX_LENGTH} characters, unlike `{}`",
            shorten(text, 40)
        ))
        .help("write the date alone; what else is to be said of it has its place in `date_note`"));
    }
    match parse::read(text, zone) {
        Ok(form) => Ok(Date::new(form, zone)),
        Err(mistake) => Err(answer::sound(answer::whole(text, mistake, zone, year), text, zone)),
    }
}

/// What a date says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// `2022`, `2022-02`, `2022-02-24`, `202X`, `2022-21`
    Single(DatePart),
    /// A day with a time: `2022-02-24 05:00 Europe/Kyiv`
    Moment(Moment),
    /// `A/B`: from the one to the other, all of it.
    Range(DatePart, DatePart),
    /// `A/..`, still going on, or `A/`, its end not known.
    Since(DatePart, Missing),
    /// `../B`, by then, or `/B`, its start not known.
    Until(Missing, DatePart),
    /// `A..B`: once, not before the one and not after the other.
    Between(DatePart, DatePart),
}

/// An end of a range that is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Missing {
    /// `..`: there is none.
    Open,
    /// Nothing written: it is not known.
    Unknown,
}

impl Missing {
    fn edtf(self) -> &'static str {
        match self {
            Self::Open => "..",
            Self::Unknown => "",
        }
    }

    fn bound(self) -> Bound {
        match self {
            Self::Open => Bound::Open,
            Self::Unknown => Bound::Unknown,
        }
    }
}

/// The first or last day that a date can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bound {
    /// This day.
    Day(Day),
    /// There is none: the range goes on.
    Open,
    /// There is one, and it is not known.
    Unknown,
}

impl Bound {
    /// The day, where there is one.
    #[must_use]
    pub fn day(self) -> Option<Day> {
        match self {
            Self::Day(day) => Some(day),
            Self::Open | Self::Unknown => None,
        }
    }
}

/// What kind of date it is, for the mark that a reader sees beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A day.
    Day,
    /// A day with a time.
    Time,
    /// From one day to another, open ends included.
    Range,
    /// At a day that is not said, in a month, a season, a year or longer.
    Within,
    /// Anything with `~`, `?` or `%`.
    About,
    /// Sometime between two ends.
    Between,
}

impl Kind {
    /// The word that pages mark a date with.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Kind::Day => "day",
            Kind::Time => "time",
            Kind::Range => "range",
            Kind::Within => "within",
            Kind::About => "about",
            Kind::Between => "between",
        }
    }
}

/// A date as its author knows it. It has no `Ord`: "2022" and "2022-03-13" have no natural order, and
/// the one of the timeline needs more than dates. See [`Rank`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date {
    form: Form,
    earliest: Day,
    latest: Day,
}

impl Date {
    /// Bounds are worked out once, here, because those of a time depend on the site's zone.
    fn new(form: Form, zone: Option<Tz>) -> Self {
        let (earliest, latest) = match &form {
            Form::Single(part) | Form::Since(part, _) | Form::Until(_, part) => (part.first(), part.last()),
            Form::Moment(moment) => {
                let day = zone::day_at(moment.instant, zone);
                (day, day)
            }
            Form::Range(from, to) | Form::Between(from, to) => (from.first(), to.last()),
        };
        Self { form, earliest, latest }
    }

    /// A day.
    #[must_use]
    pub fn of_day(day: Day) -> Self {
        Self { form: Form::Single(DatePart::day(day)), earliest: day, latest: day }
    }

    /// What it says.
    #[must_use]
    pub fn form(&self) -> &Form {
        &self.form
    }

    /// The canonical form. A zone's name is not in it, as the format has no place for one.
    #[must_use]
    pub fn edtf(&self) -> String {
        match &self.form {
            Form::Single(part) => part.edtf(),
            Form::Moment(moment) => moment.edtf(),
            Form::Range(from, to) => format!("{}/{}", from.edtf(), to.edtf()),
            Form::Since(from, end) => format!("{}/{}", from.edtf(), end.edtf()),
            Form::Until(start, to) => format!("{}/{}", start.edtf(), to.edtf()),
            Form::Between(from, to) => format!("[{}..{}]", from.edtf(), to.edtf()),
        }
    }

    /// The first day that it can mean, in the site's zone.
    #[must_use]
    pub fn earliest(&self) -> Bound {
        if let Form::Until(start, _) = self.form { start.bound() } else { Bound::Day(self.earliest) }
    }

    /// The last day that it can mean, in the site's zone.
    #[must_use]
    pub fn latest(&self) -> Bound {
        if let Form::Since(_, end) = self.form { end.bound() } else { Bound::Day(self.latest) }
    }

    /// The first day that it names, in the site's zone: [`Self::earliest`], or of `../B` and `/B` the first day
    /// of B.
    #[must_use]
    pub fn earliest_day(&self) -> Day {
        self.earliest
    }

    /// The last day that it names, in the site's zone: [`Self::latest`], or of `A/..` and `A/` the last day of A.
    #[must_use]
    pub fn latest_day(&self) -> Day {
        self.latest
    }

    /// The day by whose end it has begun for sure, as far as it says: the last one that it can mean, of
    /// `A/B`, `A/..` and `A/` the last day of A. What is told of such a date was known by then.
    #[must_use]
    pub fn known_by(&self) -> Day {
        if let Form::Range(from, _) = &self.form { from.last() } else { self.latest }
    }

    /// Whether it can mean a day: no bound that there is excludes it.
    #[must_use]
    pub fn may_be(&self, day: Day) -> bool {
        self.earliest().day().is_none_or(|first| first <= day) && self.latest().day().is_none_or(|last| day <= last)
    }

    /// The day at which it stands in a timeline: its first, or of `../B` and `/B` the last day of B.
    #[must_use]
    pub fn anchor(&self) -> Day {
        if let Form::Until(..) = self.form { self.latest } else { self.earliest }
    }

    /// How sure it is; `%` where its ends or parts differ. An end that is no date does not count.
    #[must_use]
    pub fn certainty(&self) -> Certainty {
        match &self.form {
            Form::Single(part) | Form::Since(part, _) | Form::Until(_, part) => part.doubts().certainty(),
            Form::Range(from, to) | Form::Between(from, to) => {
                from.doubts().certainty().common(to.doubts().certainty())
            }
            Form::Moment(_) => Certainty::Certain,
        }
    }

    /// Whether it is a day or a day with a time, known for sure.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        match &self.form {
            Form::Single(part) => part.precision() == Precision::Day && part.is_plain(),
            Form::Moment(_) => true,
            _ => false,
        }
    }

    /// Whether it is given as a year, a decade or a century, or as a month or day not given within a year
    /// (`1985-XX-XX`), and so stands before the months of its year. A range is not, however long: it stands
    /// where it begins, and is ordered after the month that begins with it.
    #[must_use]
    pub fn is_year_or_longer(&self) -> bool {
        use Precision::{Century, DayOfYear, Decade, MonthOfYear, Year};
        matches!(&self.form, Form::Single(part)
            if matches!(part.precision(), Century | Decade | Year | MonthOfYear | DayOfYear))
    }

    /// How exactly a date is given that is no range and has no time.
    #[must_use]
    pub fn precision(&self) -> Option<Precision> {
        match &self.form {
            Form::Single(part) => Some(part.precision()),
            _ => None,
        }
    }

    /// What kind of date it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match &self.form {
            _ if self.certainty() != Certainty::Certain => Kind::About,
            Form::Single(part) if part.precision() == Precision::Day => Kind::Day,
            Form::Single(_) => Kind::Within,
            Form::Moment(_) => Kind::Time,
            Form::Range(..) | Form::Since(..) | Form::Until(..) => Kind::Range,
            Form::Between(..) => Kind::Between,
        }
    }

    /// Its place among the dates of one anchor day.
    #[must_use]
    pub fn rank(&self) -> Rank {
        Rank::of(self)
    }
}
