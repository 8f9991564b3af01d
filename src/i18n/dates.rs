//! Dates in English, the month as a word, no more exact than they are.
//!
//! Enters: a date. Leaves: its text in pieces. Must not know: how it was written, and where it stands.

use chrono_tz::Tz;

use crate::date::{Date, Day, Form, Moment, Part, Precision};
use crate::i18n::{Segment, Shown};
use crate::text::thousands;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// From this year on a year is shown alone, and HTML's `datetime` is sure to be understood.
const FIRST_PLAIN_YEAR: i64 = 1000;

/// A date, with its year or under a heading that has it.
pub(super) fn shown(date: &Date, with_year: bool) -> Shown {
    let segments = match date.form() {
        Form::Single(part) => vec![time(part_text(*part, with_year), *part)],
        Form::Moment(moment) => vec![Segment {
            text: moment_text(moment, with_year),
            datetime: plain_year(moment.day.year).then(|| moment.datetime()),
        }],
        Form::Range(from, to) | Form::Between(from, to) if from == to => {
            vec![time(part_text(*from, with_year), *from)]
        }
        Form::Range(from, to) => {
            let (start, end) = ends(*from, *to, with_year);
            // Only numbers are joined closely: words need space around the dash.
            let close = to.precision() != Precision::Year && !start.contains(", ") && same_unit(*from, *to);
            vec![time(start, *from), plain(if close { "–" } else { " – " }), time(end, *to)]
        }
        Form::Between(from, to) => {
            let (start, end) = ends(*from, *to, with_year);
            vec![plain(&format!("sometime between {start} and {end}"))]
        }
    };
    Shown { segments }
}

/// Whether a date does not say enough without its year: it leaves the year of its anchor, or is not
/// exact to the day.
pub(super) fn needs_year(date: &Date) -> bool {
    let year = date.anchor().year;
    let outside = |part: &Part| part.precision() != Precision::Day || part.first().year != year;
    match date.form() {
        Form::Single(part) => outside(part),
        Form::Moment(moment) => moment.day.year != year,
        Form::Range(from, to) | Form::Between(from, to) => outside(from) || outside(to),
    }
}

/// Two days of one month, or two months of one year.
fn same_unit(from: Part, to: Part) -> bool {
    let (a, b) = (from.first(), to.first());
    from.precision() == to.precision()
        && a.year == b.year
        && (from.precision() == Precision::Month || a.month == b.month)
}

/// The texts of two ends: what they share is said once.
fn ends(from: Part, to: Part, with_year: bool) -> (String, String) {
    let (a, b) = (from.first(), to.first());
    let alike = from.precision() == to.precision() && from.precision() != Precision::Year && a.year == b.year;
    if !alike {
        return (part_text(from, with_year), part_text(to, with_year));
    }
    let end = if to.precision() == Precision::Day && a.month == b.month {
        if with_year { format!("{}, {}", b.day, year_text(b.year)) } else { b.day.to_string() }
    } else {
        part_text(to, with_year)
    };
    (part_text(from, false), end)
}

fn plain(text: &str) -> Segment {
    Segment { text: text.to_owned(), datetime: None }
}

fn time(text: String, part: Part) -> Segment {
    Segment { text, datetime: plain_year(part.first().year).then(|| part.edtf()) }
}

fn plain_year(year: i64) -> bool {
    (FIRST_PLAIN_YEAR..=9999).contains(&year)
}

fn part_text(part: Part, with_year: bool) -> String {
    let first = part.first();
    match part.precision() {
        Precision::Year => year_text(first.year),
        Precision::Month => month_text(first.year, first.month, with_year),
        Precision::Day => day_text(first, with_year),
    }
}

/// `2022`, `44 CE`, `17,001 BCE`.
pub(super) fn year_text(year: i64) -> String {
    match year {
        FIRST_PLAIN_YEAR.. => year.to_string(),
        1.. => format!("{year} CE"),
        _ => {
            let before = usize::try_from(year.unsigned_abs()).unwrap_or(usize::MAX).saturating_add(1);
            let before = if before > 9999 { thousands(before) } else { before.to_string() };
            format!("{before} BCE")
        }
    }
}

/// `March 2022`.
pub(super) fn month_text(year: i64, month: u8, with_year: bool) -> String {
    let name = MONTHS[usize::from(month.clamp(1, 12)) - 1];
    if with_year { format!("{name} {}", year_text(year)) } else { name.to_owned() }
}

/// `March 13, 2022`.
pub(super) fn day_text(day: Day, with_year: bool) -> String {
    let text = format!("{} {}", month_text(day.year, day.month, false), day.day);
    if with_year { format!("{text}, {}", year_text(day.year)) } else { text }
}

/// `February 24, 2022, 5:00 a.m. Kyiv time`.
fn moment_text(moment: &Moment, with_year: bool) -> String {
    let hour = if moment.hour.is_multiple_of(12) { 12 } else { moment.hour % 12 };
    let half = if moment.hour < 12 { "a.m." } else { "p.m." };
    let second = if moment.second > 0 { format!(":{:02}", moment.second) } else { String::new() };
    let place = moment.zone.and_then(city).unwrap_or_else(|| offset_text(moment.offset_seconds));
    format!("{}, {hour}:{:02}{second} {half} {place}", day_text(moment.day, with_year), moment.minute)
}

/// `Kyiv time`. Zones that are named for no place (`CET`, `Etc/GMT+5`) have none.
fn city(zone: Tz) -> Option<String> {
    let (region, rest) = zone.name().split_once('/')?;
    let city = rest.rsplit('/').next().unwrap_or(rest);
    (region != "Etc").then(|| format!("{} time", city.replace('_', " ")))
}

/// `UTC`, `(UTC+2)`, `(UTC−4:30)`.
fn offset_text(seconds: i32) -> String {
    if seconds == 0 {
        return "UTC".to_owned();
    }
    let sign = if seconds < 0 { '−' } else { '+' };
    let minutes = seconds.abs() / 60;
    match (minutes / 60, minutes % 60) {
        (hours, 0) => format!("(UTC{sign}{hours})"),
        (hours, minutes) => format!("(UTC{sign}{hours}:{minutes:02})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::parse;
    use crate::i18n::Locale;

    fn locale() -> Locale {
        Locale::new("en", Some(Tz::UTC))
    }

    #[test]
    fn every_date_of_the_table_that_is_read() {
        let mut shown = 0;
        for row in include_str!("../../tests/data/dates.tsv").lines().filter(|row| row.contains("\taccept\t")) {
            let columns: Vec<&str> = row.split('\t').collect();
            if let Ok(date) = parse(columns[0].trim_matches('"'), Some(Tz::UTC)) {
                assert_eq!(locale().date(&date).text(), columns[5], "{row}");
                shown += 1;
            }
        }
        // The same number as the rows that the date tests hold to be read.
        assert_eq!(shown, 19);
    }

    #[test]
    fn pieces_and_their_datetimes() {
        for (text, expected) in [
            ("2022", "<2022|2022>"),
            ("2022-02", "<February 2022|2022-02>"),
            ("0044", "44 CE"),
            ("0999-12-31", "December 31, 999 CE"),
            ("1000", "<1000|1000>"),
            ("2022-02-24 05:00 Europe/Kyiv", "<February 24, 2022, 5:00 a.m. Kyiv time|2022-02-24T05:00+02:00>"),
            ("2022-02-24T00:00:07Z", "<February 24, 2022, 12:00:07 a.m. UTC|2022-02-24T00:00:07Z>"),
            ("2022-02-24T12:30-04:30", "<February 24, 2022, 12:30 p.m. (UTC−4:30)|2022-02-24T12:30-04:30>"),
            ("2022-02-24 12:00 Etc/GMT+5", "<February 24, 2022, 12:00 p.m. (UTC−5)|2022-02-24T12:00-05:00>"),
            ("2022-02-04/2022-02-20", "<February 4|2022-02-04>–<20, 2022|2022-02-20>"),
            ("2022-02/2022-04", "<February|2022-02>–<April 2022|2022-04>"),
            ("2022/2023", "<2022|2022> – <2023|2023>"),
            ("0044/1044", "44 CE – <1044|1044>"),
            ("2022-02/2022-03-13", "<February 2022|2022-02> – <March 13, 2022|2022-03-13>"),
            ("2022-02-04/2022-02-04", "<February 4, 2022|2022-02-04>"),
            ("2022-02-04..2022-02-20", "sometime between February 4 and 20, 2022"),
            ("2022-02..2022-04", "sometime between February and April 2022"),
        ] {
            let date = parse(text, Some(Tz::UTC)).unwrap();
            let pieces = locale().date(&date).segments.into_iter().map(|segment| match segment.datetime {
                Some(datetime) => format!("<{}|{datetime}>", segment.text),
                None => segment.text,
            });
            assert_eq!(pieces.collect::<String>(), expected, "{text}");
        }
    }

    #[test]
    fn short_dates() {
        for (text, expected) in [
            ("2022-03-13", "March 13"),
            ("2022-03-13 09:00 America/New_York", "March 13, 9:00 a.m. New York time"),
            ("2021-12-31 20:00 America/New_York", "December 31, 2021, 8:00 p.m. New York time"),
            ("2022-02-04/2022-02-20", "February 4–20"),
            ("2022-02-24/2022-03-13", "February 24 – March 13"),
            ("2021-12-30/2022-01-02", "December 30, 2021 – January 2, 2022"),
            ("2022-02-24..2022-03-13", "sometime between February 24 and March 13"),
            ("2022-02", "February 2022"),
            ("2022-02/2022-04", "February–April 2022"),
            ("2022-02-01/2022-04", "February 1, 2022 – April 2022"),
            ("2022", "2022"),
        ] {
            let date = parse(text, Some(Tz::UTC)).unwrap();
            assert_eq!(locale().date_short(&date).text(), expected, "{text}");
        }
    }

    #[test]
    fn headings() {
        let locale = locale();
        assert_eq!(locale.month_heading(2022, 3), "March 2022");
        assert_eq!(locale.day(Day { year: 2022, month: 2, day: 24 }), "February 24, 2022");
        for (year, expected) in [(2022, "2022"), (44, "44 CE"), (0, "1 BCE"), (-43, "44 BCE"), (-17_000, "17,001 BCE")]
        {
            assert_eq!(locale.year_heading(year), expected);
        }
        let _ = (locale.year_heading(i64::MIN), locale.month_heading(2022, 0));
    }
}
