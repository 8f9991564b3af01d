//! Dates as history needs them: as exact as what is known, and no more.
//!
//! Enters: the text that an author wrote, and the site's time zone. Leaves: a [`Date`] with its
//! bounds, its place in the order and its canonical form in the Extended Date/Time Format (EDTF, ISO
//! 8601-2), or a [`Mistake`] that says what to write. Must not know: in which file or field the text
//! stood, in which language it will be shown, and what day it is today.

mod day;
mod elapsed;
mod foreign;
mod mistake;
mod moment;
mod order;
mod parse;
mod part;
#[cfg(test)]
mod tests;
mod zone;

pub use day::{Day, month_length};
pub use elapsed::{Elapsed, Unit, elapsed};
pub use mistake::Mistake;
pub use moment::Moment;
pub use order::{Certainty, Rank};
pub use parse::parse;
pub use part::{Part, Precision};
pub use zone::zone;

/// What a date says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// `2022`, `2022-02`, `2022-02-24`
    Single(Part),
    /// A day with a time: `2022-02-24 05:00 Europe/Kyiv`
    Moment(Moment),
    /// `A/B`: from the one to the other, all of it.
    Range(Part, Part),
    /// `A..B`: once, not before the one and not after the other.
    Between(Part, Part),
}

/// What kind of date it is, for the mark that a reader sees beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A day.
    Day,
    /// A day with a time.
    Time,
    /// From one day to another.
    Range,
    /// At a day that is not said, in a month or a year.
    Within,
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
    fn new(form: Form, zone: Option<chrono_tz::Tz>) -> Self {
        let (earliest, latest) = match &form {
            Form::Single(part) => (part.first(), part.last()),
            Form::Moment(moment) => {
                let day = zone::day_at(moment.instant, zone);
                (day, day)
            }
            Form::Range(from, to) | Form::Between(from, to) => (from.first(), to.last()),
        };
        Self { form, earliest, latest }
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
            Form::Between(from, to) => format!("[{}..{}]", from.edtf(), to.edtf()),
        }
    }

    /// The first day that it can mean, in the site's zone.
    #[must_use]
    pub fn earliest(&self) -> Day {
        self.earliest
    }

    /// The last day that it can mean, in the site's zone.
    #[must_use]
    pub fn latest(&self) -> Day {
        self.latest
    }

    /// The day at which it stands in a timeline.
    #[must_use]
    pub fn anchor(&self) -> Day {
        self.earliest
    }

    /// Whether it is given as a year, and so stands before the months of its year. A range is not,
    /// however long: it stands where it begins, and is ordered after the month that begins with it.
    #[must_use]
    pub fn is_year_or_longer(&self) -> bool {
        matches!(&self.form, Form::Single(part) if part.precision() == Precision::Year)
    }

    /// What kind of date it is.
    #[must_use]
    pub fn precision_kind(&self) -> Kind {
        match &self.form {
            Form::Single(part) if part.precision() == Precision::Day => Kind::Day,
            Form::Single(_) => Kind::Within,
            Form::Moment(_) => Kind::Time,
            Form::Range(..) => Kind::Range,
            Form::Between(..) => Kind::Between,
        }
    }

    /// Its place among the dates of one anchor day.
    #[must_use]
    pub fn rank(&self) -> Rank {
        Rank::of(self)
    }
}
