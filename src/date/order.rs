//! The order of dates that begin on one day.
//!
//! Enters: a date. Leaves: a [`Rank`], a key that sorts. Must not know: events, their own `order`,
//! and what follows when two dates are of one rank.

use std::cmp::Reverse;

use crate::date::day::Day;
use crate::date::part::Precision;
use crate::date::{Date, Form};

/// How sure a date is, in the order in which dates that are otherwise the same stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// As it is written.
    Certain,
    /// `~`: about then.
    Approximate,
    /// `?`: perhaps then.
    Uncertain,
    /// `%`: both, or not the same for each end or part.
    UncertainAndApproximate,
}

/// The kinds in their order: what holds for all of a time stands before what happened in it, and
/// what may have happened at any time of it comes last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    Year,
    Month,
    Range,
    Day,
    Time,
    Between,
}

/// The place of a date among those of the same anchor day: by kind, then instant, then the later end
/// first, then certainty. The whole order of events is `(anchor, order, rank, reported, id)`: the
/// author's own `order` goes before, so a rank does not hold the anchor.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    class: Class,
    instant: i64,
    end: Reverse<Day>,
    certainty: Certainty,
}

impl Rank {
    pub(crate) fn of(date: &Date) -> Self {
        let class = match date.form() {
            Form::Single(part) => match part.precision() {
                Precision::Year => Class::Year,
                Precision::Month => Class::Month,
                Precision::Day => Class::Day,
            },
            Form::Moment(_) => Class::Time,
            Form::Range(..) => Class::Range,
            Form::Between(..) => Class::Between,
        };
        // Only times have an instant, and they are a class of their own: what the others hold here
        // is compared among equals.
        let instant = if let Form::Moment(moment) = date.form() { moment.instant } else { 0 };
        Self { class, instant, end: Reverse(date.latest()), certainty: Certainty::Certain }
    }
}

#[cfg(test)]
mod tests {
    use chrono_tz::Tz;

    use super::*;
    use crate::date::parse;

    fn key(text: &str, zone: Tz) -> (Day, Rank) {
        let date = parse(text, Some(zone)).unwrap();
        (date.anchor(), date.rank())
    }

    #[test]
    fn each_date_stands_before_the_next() {
        let dates = [
            "2021-12-31",
            "2022",
            "2022-01",
            "2022-01-01/2024",
            "2022/2023",
            "2022-01-01/2022-01-02",
            "2022-01-01",
            "2022-01-01 05:00 Europe/Kyiv",
            "2022-01-01T03:30Z",
            "2022-01-01 00:00 America/New_York",
            "2022..2023",
            "2022-01-01..2022-01-02",
            "2022-01-02/2022-01-09",
            "2022-01-02",
        ];
        for pair in dates.windows(2) {
            assert!(key(pair[0], Tz::UTC) < key(pair[1], Tz::UTC), "{pair:?}");
        }
    }

    #[test]
    fn the_same_day_is_the_same_rank_however_written() {
        assert_eq!(key("2022-02-24 05:00 Europe/Kyiv", Tz::UTC), key("2022-02-24T03:00Z", Tz::UTC));
        assert_eq!(key("2022-02..2022-03", Tz::UTC), key("[2022-02-01..2022-03-31]", Tz::UTC));
    }

    #[test]
    fn a_time_stands_at_the_day_of_the_sites_zone() {
        let (beijing, washington) = ("2022-03-14 00:30 Asia/Shanghai", "2022-03-13 20:00 America/New_York");
        assert!(key(beijing, Tz::UTC) < key(washington, Tz::UTC));
        assert_eq!(key(washington, Tz::UTC).0.to_string(), "2022-03-14");
        assert_eq!(key(washington, Tz::America__New_York).0.to_string(), "2022-03-13");
    }

    #[test]
    fn certainty_goes_down() {
        use Certainty::{Approximate, Certain, Uncertain, UncertainAndApproximate};
        assert!(Certain < Approximate && Approximate < Uncertain && Uncertain < UncertainAndApproximate);
    }
}
