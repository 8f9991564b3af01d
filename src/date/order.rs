//! The order of dates that begin on one day.
//!
//! Enters: a date. Leaves: a [`Rank`], a key that sorts. Must not know: events, their own `order`,
//! and what follows when two dates are of one rank.

use std::cmp::Reverse;

use crate::date::day::Day;
use crate::date::doubt::Certainty;
use crate::date::part::Precision;
use crate::date::{Date, Form};

/// The kinds in their order: what holds for all of a time stands before what happened in it, and
/// what may have happened at any time of it comes last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    /// `../B`, `/B`, at B's last day
    Until,
    /// A year or longer, and a day or month not given within it.
    Year,
    Season,
    /// And a day not given within it.
    Month,
    /// `A/B`, `A/..`, `A/`
    Range,
    Day,
    Time,
    /// `A..B`
    Between,
}

/// The place of a date among those of the same anchor day: the rules 3 to 6 of the order of events, by
/// kind, then instant, then the later end first (open and unknown ends latest), then certainty. The
/// whole order is `(anchor, order, rank, reported, id)`: the author's own `order` goes before, so a rank
/// does not hold the anchor.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    class: Class,
    instant: i64,
    /// `false` first: an end that is not known is the latest.
    end: (bool, Reverse<Day>),
    certainty: Certainty,
}

impl Rank {
    pub(crate) fn of(date: &Date) -> Self {
        use Precision as P;
        let class = match date.form() {
            Form::Single(part) => match part.precision() {
                P::Century | P::Decade | P::Year | P::MonthOfYear | P::DayOfYear => Class::Year,
                P::Season => Class::Season,
                P::Month | P::DayOfMonth => Class::Month,
                P::Day => Class::Day,
            },
            Form::Moment(_) => Class::Time,
            Form::Range(..) | Form::Since(..) => Class::Range,
            Form::Until(..) => Class::Until,
            Form::Between(..) => Class::Between,
        };
        // Only times have an instant, and they are a class of their own: what the others hold here
        // is compared among equals.
        let instant = if let Form::Moment(moment) = date.form() { moment.instant } else { 0 };
        // Among ends that are not known none is later than another.
        let known = date.latest().day();
        let end = (known.is_some(), Reverse(known.unwrap_or(date.anchor())));
        Self { class, instant, end, certainty: date.certainty() }
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
    fn ends_and_doubts_decide_last() {
        for pair in [
            ["../2022-01-01", "2022"],
            ["202X", "2020"],
            ["2022", "2022-XX~"],
            ["2022~", "2022?"],
            ["2022-XX", "2022-XX-XX%"],
            ["2022-12-31", "2023"],
            ["2022-21", "2022-03"],
            ["2022-03-XX", "2022-03-01/2022-03-02"],
            ["2022-03-01/..", "2022-03-01/2099"],
            ["2022-03-01/", "2022-03-01/2099"],
            ["2022-03-01/..", "2022-03-01~/"],
            ["2022~/2023~", "2022~/2023?"],
            ["2022?/2023?", "2022?/2023~"],
            ["2022-03-01?", "2022-~03-01"],
        ] {
            assert!(key(pair[0], Tz::UTC) < key(pair[1], Tz::UTC), "{pair:?}");
        }
        assert_eq!(key("2022-03-01/", Tz::UTC), key("2022-03-01/..", Tz::UTC));
        assert_eq!(key("2022~/2023?", Tz::UTC), key("2022-01~/2023-12%", Tz::UTC));
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
