//! The date that words are.
//!
//! Enters: [`Fields`]. Leaves: the [`Point`] that they are together. Must not know: ranges, and the words.

use crate::date::day::{Day, month_length, year_edtf};
use crate::date::doubt::{Certainty, Doubts};
use crate::date::fields::{Fields, Unit};
use crate::date::mistake::Mistake;
use crate::date::part::{DatePart, Precision};
use crate::date::week;

/// How exact a date is, coarsely.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Year,
    Month,
    Day,
}

impl Kind {
    pub(crate) fn of(part: &DatePart) -> Self {
        match part.precision() {
            Precision::Day => Self::Day,
            Precision::Month | Precision::Season | Precision::DayOfMonth => Self::Month,
            _ => Self::Year,
        }
    }

    /// A day, so exactly.
    pub(crate) fn part(self, day: Day) -> DatePart {
        match self {
            Self::Year => DatePart::year(day.year),
            Self::Month => DatePart::new(day.year, Some(day.month), None).unwrap_or_else(|_| DatePart::year(day.year)),
            Self::Day => DatePart::day(day),
        }
    }
}

/// A date as Annals writes it: a year before the common era as people count.
pub(crate) fn written(part: &DatePart) -> String {
    let year = part.first().year;
    match part.precision() {
        Precision::Year if year <= 0 => format!("{} BCE{}", 1 - year, part.doubts().certainty().mark()),
        _ => part.edtf(),
    }
}

/// How the two ends of a [`Point`] belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Extent {
    /// Once, between them.
    Within,
    /// All of it.
    Through,
}

/// What one date in words means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Point {
    pub(crate) from: DatePart,
    pub(crate) to: DatePart,
    extent: Extent,
}

impl Point {
    fn new(from: DatePart, to: DatePart, extent: Extent) -> Self {
        Self { from, to, extent }
    }

    fn one(part: DatePart) -> Self {
        Self::new(part, part, Extent::Within)
    }

    pub(crate) fn text(&self) -> String {
        let (from, to) = (written(&self.from), written(&self.to));
        match self.extent {
            _ if self.from == self.to => from,
            Extent::Within => format!("{from}..{to}"),
            Extent::Through => format!("{from}/{to}"),
        }
    }
}

impl Fields {
    /// What is to be said where no year can be known.
    pub(crate) fn no_year(&self) -> Mistake {
        let mistake = Mistake::new("the date has no year");
        // A leap year, since some year has the day.
        let mut some = *self;
        some.year = Some(2000);
        match some.point() {
            Some(Ok(point)) if point.from == point.to => mistake.help(format!(
                "write the year with its four digits, and {} after it",
                written(&point.from).trim_start_matches("2000")
            )),
            Some(Err(wrong)) => wrong,
            _ => mistake.help("write the year too, with its four digits"),
        }
    }

    /// The date. `None` where the words are not enough to make one.
    pub(crate) fn point(&self) -> Option<Result<Point, Mistake>> {
        let before = self.era == Some(true);
        let year = self.year.map(|year| if before { 1 - year } else { year });
        match self.unit {
            Some(_) if self.month.is_some() || self.day.is_some() || self.week => None,
            Some(Unit::Part(part)) => year.is_none().then(|| Ok(self.marked(Point::one(part)))),
            Some(Unit::Decade(first)) if first % 100 == 0 => self.hundreds(first).map(Err),
            Some(Unit::Decade(first)) if !before => self.decade(first).map(Ok),
            Some(Unit::Century(number)) => self.century(number, before).map(Ok),
            Some(unit) => self.of_year(unit, year?).map(Ok),
            None => match DatePart::new(year?, self.month, self.day.filter(|_| self.month.is_some())) {
                Ok(part) => self.of_calendar(part).map(Ok),
                Err(mistake) => Some(Err(mistake)),
            },
        }
    }

    fn marked(&self, point: Point) -> Point {
        let mark =
            |part: DatePart| if self.mark == Certainty::Certain { part } else { part.with(Doubts::all(self.mark)) };
        // The ends of "sometime between" take no marks: they are no dates of anything.
        if point.from != point.to && point.extent == Extent::Within {
            return point;
        }
        Point { from: mark(point.from), to: mark(point.to), ..point }
    }

    /// A part of a year.
    fn of_year(&self, unit: Unit, year: i64) -> Option<Point> {
        let month = |month: i64| {
            DatePart::new(year + (month - 1) / 12, Some(u8::try_from((month - 1) % 12 + 1).ok()?), None).ok()
        };
        let months = |first, last| Some(Point::new(month(first)?, month(last)?, Extent::Through));
        let point = match unit {
            Unit::Season(code) => match self.third {
                Some(third) => Point::one(month(i64::from(code - 20) * 3 + i64::from(third))?),
                None => Point::one(read(&format!("{}-{code}", year_edtf(year)))?),
            },
            Unit::Quarter(at @ 1..=4) => months(at * 3 - 2, at * 3)?,
            Unit::Half(at @ 1..=2) => months(at * 6 - 5, at * 6)?,
            Unit::Week(at) => {
                let (first, last) = week::days(year, at)?;
                Point::new(DatePart::day(first), DatePart::day(last), Extent::Through)
            }
            _ => return None,
        };
        Some(self.marked(point))
    }

    fn decade(&self, first: i64) -> Option<Point> {
        Some(match self.third {
            None => self.marked(Point::one(read(&format!("{:03}X", first / 10))?)),
            Some(third) => within_years(first, &[0, 4, 7, 10], third)?,
        })
    }

    fn century(&self, number: i64, before: bool) -> Option<Point> {
        let first = if before { 1 - number * 100 } else { (number - 1) * 100 };
        Some(match self.third {
            _ if !(1..=99).contains(&number) => return None,
            Some(third) => within_years(first, &[0, 34, 67, 100], third)?,
            None if before => within_years(first, &[0, 100], 0)?,
            None => self.marked(Point::one(read(&format!("{:02}XX", number - 1))?)),
        })
    }

    /// `1800s`, which some write for a century and some for its first ten years.
    fn hundreds(&self, first: i64) -> Option<Mistake> {
        let (century, decade) = (self.century(first / 100 + 1, false)?, self.decade(first)?);
        Some(Mistake::new(format!("`{first}s` can be read in two ways")).help(format!(
            "write `{}` for the century, or `{}` for its first ten years",
            century.text(),
            decade.text()
        )))
    }

    /// A year, a month or a day, or some of it.
    fn of_calendar(&self, part: DatePart) -> Option<Point> {
        let first = part.first();
        let day = |day| DatePart::day(Day { day, ..first });
        let month = |month| DatePart::new(first.year, Some(month), None).ok();
        Some(match (self.month, self.day, self.third) {
            (None, Some(_), _) => return None,
            (Some(_), Some(_), _) if self.week => {
                let monday = first.to_days() - (first.to_days() + 3).rem_euclid(7);
                let [monday, sunday] = [monday, monday + 6].map(|days| DatePart::day(Day::from_days(days)));
                Point::new(monday, sunday, Extent::Through)
            }
            _ if self.week => return None,
            (_, _, None) | (Some(_), Some(_), Some(_)) => self.marked(Point::one(part)),
            (Some(number), None, Some(third)) => {
                let last = if third == 2 { month_length(first.year, number) } else { third * 10 + 10 };
                Point::new(day(third * 10 + 1), day(last), Extent::Within)
            }
            (None, None, Some(third)) => Point::new(month(third * 4 + 1)?, month(third * 4 + 4)?, Extent::Within),
        })
    }
}

fn read(text: &str) -> Option<DatePart> {
    DatePart::read(text)?.ok()
}

/// Some of many years, by where each part of them begins, and the last ends.
fn within_years(first: i64, parts: &[i64], third: u8) -> Option<Point> {
    let at = usize::from(third);
    let (from, to) = (first + parts.get(at)?, first + parts.get(at + 1)? - 1);
    Some(Point::new(DatePart::year(from), DatePart::year(to), Extent::Within))
}
