//! How much time lies between two dates, said no more exactly than both are known.
//!
//! Enters: two dates in order. Leaves: a number and a unit, or nothing. Must not know: languages.

use super::{Date, DatePart, Day, Form};

/// A unit of elapsed time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A civil day.
    Day,
    /// Seven days.
    Week,
    /// A twelfth of a year.
    Month,
    /// 365.2425 days.
    Year,
}

/// A rounded stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Elapsed {
    /// How many units.
    pub count: i64,
    /// Of what.
    pub unit: Unit,
    /// Whether it is rounded, or one of the dates is not known to the day.
    pub about: bool,
}

/// How far the two bounds of an uncertain stretch may lie apart, as a share of the longer one.
const SPREAD: f64 = 0.15;

impl Unit {
    /// Its mean length in days.
    #[must_use]
    pub fn days(self) -> f64 {
        match self {
            Unit::Day => 1.0,
            Unit::Week => 7.0,
            Unit::Month => 365.2425 / 12.0,
            Unit::Year => 365.2425,
        }
    }

    /// The unit that suits a number of days: large enough for a small count.
    fn suited(days: f64) -> Self {
        if days < 45.0 {
            Unit::Day
        } else if days < 120.0 {
            Unit::Week
        } else if days < 700.0 {
            Unit::Month
        } else {
            Unit::Year
        }
    }
}

/// The time from the beginning of one date to that of a later one, as far as it can be told; nothing below a day.
///
/// Between days it is exact. Otherwise both bounds of what it may
/// be must round to the same count of the same unit, or lie within 15 % of each other. What is only
/// about known is told in weeks or longer; of what is uncertain, or began nobody knows when, nothing is.
#[must_use]
pub fn elapsed(from: &Date, to: &Date) -> Option<Elapsed> {
    between(&start(from)?, &start(to)?)
}

/// The same from the end of what the first date tells of: the time in which it lasts no more. Nothing where it goes
/// on, or ends nobody knows when.
#[must_use]
pub fn elapsed_since_end(from: &Date, to: &Date) -> Option<Elapsed> {
    between(&end(from)?, &start(to)?)
}

fn between(from: &Stretch, to: &Stretch) -> Option<Elapsed> {
    let shortest = to.first.to_days() - from.last.to_days();
    let longest = to.last.to_days() - from.first.to_days();
    if shortest <= 0 {
        return None;
    }
    let about = shortest != longest || from.about || to.about;
    let middle = (shortest as f64 + longest as f64) / 2.0;
    let mut unit = Unit::suited(middle);
    if about && unit == Unit::Day {
        unit = Unit::Week;
    }
    let round = |days: f64| (days / unit.days()).round() as i64;
    let near = (longest - shortest) as f64 <= SPREAD * longest as f64;
    if about && round(shortest as f64) != round(longest as f64) && !near {
        return None;
    }
    let count = round(middle);
    let exact = unit == Unit::Day;
    (count > 0).then_some(Elapsed { count, unit, about: about || !exact })
}

/// The earliest and the latest day on which what a date tells of began, or ended.
struct Stretch {
    first: Day,
    last: Day,
    about: bool,
}

fn start(date: &Date) -> Option<Stretch> {
    match date.form() {
        Form::Until(..) => None,
        Form::Single(part) | Form::Range(part, _) | Form::Since(part, _) => stretch(part),
        Form::Moment(_) | Form::Between(..) => Some(whole(date)),
    }
}

fn end(date: &Date) -> Option<Stretch> {
    match date.form() {
        Form::Since(..) => None,
        Form::Single(part) | Form::Range(_, part) | Form::Until(_, part) => stretch(part),
        Form::Moment(_) | Form::Between(..) => Some(whole(date)),
    }
}

fn whole(date: &Date) -> Stretch {
    Stretch { first: date.earliest_day(), last: date.latest_day(), about: false }
}

fn stretch(part: &DatePart) -> Option<Stretch> {
    let doubts = part.doubts();
    let parts = [doubts.year, doubts.month, doubts.day];
    if parts.iter().any(|doubt| doubt.is_unsure()) {
        return None;
    }
    Some(Stretch { first: part.first(), last: part.last(), about: parts.iter().any(|doubt| doubt.is_about()) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::parse;

    #[test]
    fn what_lasts_is_counted_from_its_end() {
        for (from, to, expected) in [
            ("1815-12-10/1852-11-27", "1943", Some((91, Unit::Year, true))),
            ("1815/1852", "1943", Some((91, Unit::Year, true))),
            ("../1852-11-27", "1943", Some((91, Unit::Year, true))),
            ("/1852-11-27", "1943", Some((91, Unit::Year, true))),
            ("1815-12-10/..", "1943", None),
            ("1815-12-10/", "1943", None),
            ("1815-12-10/1852-11-27?", "1943", None),
            ("1815-12-10/1852-11-27", "1850", None),
            ("2022-02-04/2022-02-20", "2022-02-24", Some((4, Unit::Day, false))),
            ("2022-02-04", "2022-02-24", Some((20, Unit::Day, false))),
            ("2003", "2021-11-15", Some((18, Unit::Year, true))),
            ("2022-02-04", "../2022-02-24", None),
        ] {
            let [from, to] = [from, to].map(|text| parse(text, None).unwrap());
            let found = elapsed_since_end(&from, &to).map(|e| (e.count, e.unit, e.about));
            assert_eq!(found, expected, "{} -> {}", from.edtf(), to.edtf());
        }
    }

    #[test]
    fn no_more_exact_than_the_dates() {
        for (from, to, expected) in [
            ("2022-02-04", "2022-02-24", Some((20, Unit::Day, false))),
            ("2022-03-13", "2022-03-14", Some((1, Unit::Day, false))),
            ("2022-03-13", "2022-03-13", None),
            ("2021-11-15", "2022-02-04", Some((12, Unit::Week, true))),
            ("2022-02-04/2022-02-20", "2022-02-24", Some((20, Unit::Day, false))),
            ("2003", "2021-11-15", Some((18, Unit::Year, true))),
            ("2022-02", "2022-03-13", None),
            ("2021", "2022-03", None),
            ("2022-02-24..2022-03-13", "2022-03-14", None),
            ("1900", "2000", Some((100, Unit::Year, true))),
            ("2022-02-04", "2022-02-24/..", Some((20, Unit::Day, false))),
            ("2022-02-04/", "2022-02-24", Some((20, Unit::Day, false))),
            ("../2022-02-04", "2022-02-24", None),
            ("2022-02-04", "/2022-02-24", None),
            ("2022-02-04~", "2022-02-24", Some((3, Unit::Week, true))),
            ("2022-02-04/2022-02-20~", "2022-02-24", Some((20, Unit::Day, false))),
            ("2022-02-04", "2022-02-~06", None),
            ("2022-02-04?", "2022-02-24", None),
            ("2022-02-04", "2022-?03-24", None),
            ("2022-02-04", "2022-02-XX", None),
            ("2003-XX-XX", "2021-11-15", Some((18, Unit::Year, true))),
            ("2022-21", "2022-22", None),
            ("44 BCE", "2022", Some((2065, Unit::Year, true))),
            ("Y-9999999999999", "Y9999999999999", Some((19_999_999_999_998, Unit::Year, true))),
        ] {
            let [from, to] = [from, to].map(|text| parse(text, None).unwrap());
            let found = elapsed(&from, &to).map(|e| (e.count, e.unit, e.about));
            assert_eq!(found, expected, "{} -> {}", from.edtf(), to.edtf());
        }
    }
}
