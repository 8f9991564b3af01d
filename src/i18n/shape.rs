//! What is said of a date, before any language says it: its shape, the pieces of it, and how sure each is.
//!
//! Enters: a date. Leaves: a [`Shape`] that words of a language, and its patterns of months and days,
//! turn into text; and what a reader knows already, a [`Context`]. Must not know: any word, any order of day and month.

use crate::date::{Certainty, Date, DatePart, Day, Doubts, Form, Missing, Moment, Precision};

/// From this year on a year is shown alone, and HTML's `datetime` is sure to be understood.
pub(super) const FIRST_PLAIN_YEAR: i64 = 1000;

/// What a whole date says.
pub(super) enum Shape<'a> {
    /// "about March 2022"
    One(Said),
    /// "February 24, 2022, 5:00 a.m. Kyiv time"
    Time(&'a Moment),
    /// "February 4–20, 2022"
    Span(Said, Said),
    /// Still going on: "since February 24, 2022"
    Since(Said),
    /// "from February 24, 2022 (end not known)"
    From(Said),
    /// "by March 13, 2022"
    By(Said),
    /// "until March 13, 2022 (start not known)"
    Until(Said),
    /// "sometime between February 24 and March 13, 2022"
    Between(Said, Said),
}

/// One piece of it.
#[derive(Clone)]
pub(super) struct Said {
    pub(super) thing: Thing,
    pub(super) doubt: Doubt,
    /// The value of `<time datetime>`, where the piece is exact enough for one.
    pub(super) datetime: Option<String>,
}

/// A stretch of time that has a name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Thing {
    /// The decade or century from this year on, with the number of its years.
    Years(i64, i64),
    /// "2022"
    Year(i64),
    /// "a month in 2004"
    MonthOfYear(i64),
    /// "a day in 1985"
    DayOfYear(i64),
    /// 0 is spring.
    Season(i64, u8),
    /// "March 2022"
    Month(i64, u8),
    /// "a day in March 2022"
    DayOfMonth(i64, u8),
    /// "March 13, 2022"
    Day(Day),
}

/// Whether two days lie in one month.
pub(super) fn in_one_month(a: Day, b: Day) -> bool {
    (a.year, a.month) == (b.year, b.month)
}

/// How sure a piece is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Doubt {
    /// All of it alike.
    Whole(Certainty),
    /// Not all alike.
    Parts(Doubts),
}

impl<'a> Shape<'a> {
    pub(super) fn of(date: &'a Date) -> Self {
        match date.form() {
            Form::Single(part) => Self::One(Said::of(part)),
            Form::Moment(moment) => Self::Time(moment),
            // From a thing to the same thing is that thing, unless it stands for one of several.
            Form::Range(from, to) | Form::Between(from, to) if from == to && !from.has_unspecified() => {
                Self::One(Said::of(from))
            }
            Form::Range(from, to) => Self::Span(Said::of(from), Said::of(to)),
            Form::Since(from, Missing::Open) => Self::Since(Said::of(from)),
            Form::Since(from, Missing::Unknown) => Self::From(Said::of(from).without_datetime()),
            Form::Until(Missing::Open, to) => Self::By(Said::of(to)),
            Form::Until(Missing::Unknown, to) => Self::Until(Said::of(to).without_datetime()),
            Form::Between(from, to) => Self::Between(Said::of(from), Said::of(to)),
        }
    }

    /// Whether it says enough without its year, where this one was just read: every piece of it is a day in it.
    pub(super) fn stays_in(&self, year: i64) -> bool {
        self.all(|moment| moment.day.year == year, |said| said.stays_in(year))
    }

    /// Whether it speaks of this year alone, and for sure.
    fn is_all_in(&self, year: i64) -> bool {
        self.all(|moment| moment.day.year == year, |said| said.is_certain() && said.thing.year() == Some(year))
    }

    fn all(&self, moment: impl Fn(&Moment) -> bool, said: impl Fn(&Said) -> bool) -> bool {
        match self {
            Self::Time(own) => moment(own),
            Self::One(own) | Self::Since(own) | Self::From(own) | Self::By(own) | Self::Until(own) => said(own),
            Self::Span(from, to) | Self::Between(from, to) => said(from) && said(to),
        }
    }
}

/// What a reader has just read, which a date beside it need not say again: a year, if it was one alone. A date is
/// shortened by what a context says and in no other way, so that none can lack a year that nobody has said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Context(Option<i64>);

impl Context {
    /// Under the heading of a year, or of a month of it.
    #[must_use]
    pub fn year(year: i64) -> Self {
        Self(Some(year))
    }

    /// Where no year was read, or more than one.
    pub const NONE: Self = Self(None);

    /// Behind a date that stands in this context: nothing where the date speaks of another year, or not for sure of
    /// this one.
    #[must_use]
    pub fn after(self, date: &Date) -> Self {
        Self(self.0.filter(|year| Shape::of(date).is_all_in(*year)))
    }

    /// Whether a date must say its year.
    pub(super) fn asks_for_year(self, shape: &Shape<'_>) -> bool {
        !self.0.is_some_and(|year| shape.stays_in(year))
    }
}

impl Thing {
    /// The year that it is, or is in.
    fn year(self) -> Option<i64> {
        match self {
            Self::Years(..) => None,
            Self::Year(year) | Self::MonthOfYear(year) | Self::DayOfYear(year) => Some(year),
            Self::Season(year, _) | Self::Month(year, _) | Self::DayOfMonth(year, _) => Some(year),
            Self::Day(day) => Some(day.year),
        }
    }
}

impl Said {
    fn of(part: &DatePart) -> Self {
        let Day { year, month, .. } = part.first();
        let thing = match part.precision() {
            Precision::Century => Thing::Years(year, 100),
            Precision::Decade => Thing::Years(year, 10),
            Precision::Year => Thing::Year(year),
            Precision::MonthOfYear => Thing::MonthOfYear(year),
            Precision::DayOfYear => Thing::DayOfYear(year),
            Precision::Season => Thing::Season(year, month / 3 - 1),
            Precision::Month => Thing::Month(year, month),
            Precision::DayOfMonth => Thing::DayOfMonth(year, month),
            Precision::Day => Thing::Day(part.first()),
        };
        let exact = part.is_plain() && part.precision() != Precision::Season && has_datetime(year);
        let doubts = part.doubts();
        let doubt = doubts.whole().map_or(Doubt::Parts(doubts), Doubt::Whole);
        Self { thing, doubt, datetime: exact.then(|| part.edtf()) }
    }

    fn without_datetime(self) -> Self {
        Self { datetime: None, ..self }
    }

    pub(super) fn is_certain(&self) -> bool {
        self.doubt == Doubt::Whole(Certainty::Certain)
    }

    /// Whether it need not say its year where this one was just read: a day in it.
    fn stays_in(&self, year: i64) -> bool {
        let year_is_sure = match self.doubt {
            Doubt::Whole(_) => true,
            Doubt::Parts(doubts) => doubts.year == Certainty::Certain,
        };
        year_is_sure && matches!(self.thing, Thing::Day(day) if day.year == year)
    }
}

/// Years that HTML's `datetime` can hold and is sure to be understood with.
pub(super) fn has_datetime(year: i64) -> bool {
    (FIRST_PLAIN_YEAR..=9999).contains(&year)
}
