//! Dates in English, the month as a word, no more exact than they are.
//!
//! Enters: a date. Leaves: its text in pieces. Must not know: how it was written, and where it stands.

use chrono_tz::Tz;

use crate::date::{Certainty, Date, Day, Doubts, Moment};
use crate::i18n::shape::{Doubt, FIRST_PLAIN_YEAR, Said, Shape, Thing, has_datetime};
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

/// The seasons from spring on.
const SEASONS: [&str; 4] = ["spring", "summer", "fall", "winter"];

/// A date, with its year or under a heading that has it.
pub(super) fn shown(date: &Date, with_year: bool) -> Shown {
    let one = |before: &str, said: &Said, note: Option<&str>| {
        let mut segments = vec![plain(before)];
        segments.extend(said_segments(said, with_year, note));
        segments
    };
    let mut segments = match Shape::of(date) {
        Shape::One(said) => one("", &said, None),
        Shape::Time(moment) => vec![Segment {
            text: moment_text(moment, with_year),
            datetime: has_datetime(moment.day.year).then(|| moment.datetime()),
        }],
        Shape::Since(said) => one("since ", &said, None),
        Shape::From(said) => one("from ", &said, Some("end not known")),
        Shape::By(said) => one("by ", &said, None),
        Shape::Until(said) => one("until ", &said, Some("start not known")),
        Shape::Span(from, to) if from.is_certain() && to.is_certain() => {
            let (start, end) = ends(from.thing, to.thing, with_year);
            let dash = if close(from.thing, to.thing) { "–" } else { " – " };
            vec![piece(start, &from), plain(dash), piece(end, &to)]
        }
        Shape::Span(from, to) => {
            let mut segments = one("", &from, None);
            segments.extend(one(" – ", &to, None));
            segments
        }
        Shape::Between(from, to) => {
            let (start, end) = ends(from.thing, to.thing, with_year);
            vec![plain(&format!("sometime between {start} and {end}"))]
        }
    };
    segments.retain(|segment| !segment.text.is_empty());
    Shown { segments }
}

/// A day that is known as such.
pub(super) fn whole_day(day: Day) -> Shown {
    let datetime = has_datetime(day.year).then(|| day.to_string());
    Shown { segments: vec![Segment { text: day_text(day, true), datetime }] }
}

/// Whether only numbers, or names of one kind, stand on both sides of a dash, which is then joined
/// closely: two days of one month, two months or seasons of one year.
fn close(from: Thing, to: Thing) -> bool {
    match (from, to) {
        (Thing::Day(a), Thing::Day(b)) => (a.year, a.month) == (b.year, b.month),
        (Thing::Month(a, _), Thing::Month(b, _)) | (Thing::Season(a, _), Thing::Season(b, _)) => a == b,
        _ => false,
    }
}

/// The texts of two ends: what they share is said once.
fn ends(from: Thing, to: Thing, with_year: bool) -> (String, String) {
    match (from, to) {
        (Thing::Day(a), Thing::Day(b)) if a.year == b.year => {
            let end = match (a.month == b.month, with_year) {
                (false, _) => day_text(b, with_year),
                (true, true) => format!("{}, {}", b.day, year_text(b.year)),
                (true, false) => b.day.to_string(),
            };
            (day_text(a, false), end)
        }
        (Thing::Month(a, _), Thing::Month(b, _)) | (Thing::Season(a, _), Thing::Season(b, _)) if a == b => {
            (thing_text(from, false), thing_text(to, with_year))
        }
        _ => (thing_text(from, with_year), thing_text(to, with_year)),
    }
}

fn plain(text: &str) -> Segment {
    Segment { text: text.to_owned(), datetime: None }
}

fn piece(text: String, said: &Said) -> Segment {
    Segment { text, datetime: said.datetime.clone() }
}

/// "about March 2022", "March 11, 2022 (date uncertain)", with one more note where the shape has one.
fn said_segments(said: &Said, with_year: bool, note: Option<&str>) -> Vec<Segment> {
    let (about, doubt) = match said.doubt {
        Doubt::Whole(certainty) => {
            let about = if certainty.is_about() { "about " } else { "" };
            (about, certainty.is_unsure().then(|| "date uncertain".to_owned()))
        }
        Doubt::Parts(doubts) => ("", Some(doubts_text(said.thing, doubts))),
    };
    let notes: Vec<String> = doubt.into_iter().chain(note.map(str::to_owned)).collect();
    let notes = if notes.is_empty() { String::new() } else { format!(" ({})", notes.join("; ")) };
    vec![plain(about), piece(thing_text(said.thing, with_year), said), plain(&notes)]
}

/// "month uncertain", "year and month approximate", "year approximate, day uncertain".
fn doubts_text(thing: Thing, doubts: Doubts) -> String {
    let second = if matches!(thing, Thing::Season(..)) { "season" } else { "month" };
    let has_day = matches!(thing, Thing::Day(_) | Thing::DayOfMonth(..) | Thing::DayOfYear(_));
    let mut parts = vec![("year", doubts.year), (second, doubts.month)];
    parts.extend(has_day.then_some(("day", doubts.day)));
    let kinds = [
        (Certainty::Approximate, "approximate"),
        (Certainty::Uncertain, "uncertain"),
        (Certainty::UncertainAndApproximate, "approximate and uncertain"),
    ];
    let said = kinds.iter().filter_map(|(certainty, word)| {
        let names: Vec<&str> = parts.iter().filter(|(_, own)| own == certainty).map(|(name, _)| *name).collect();
        (!names.is_empty()).then(|| format!("{} {word}", names.join(" and ")))
    });
    said.collect::<Vec<String>>().join(", ")
}

fn thing_text(thing: Thing, with_year: bool) -> String {
    match thing {
        Thing::Years(first, count) => years_text(first, count),
        Thing::Year(year) => year_text(year),
        Thing::MonthOfYear(year) => format!("a month in {}", year_text(year)),
        Thing::DayOfYear(year) => format!("a day in {}", year_text(year)),
        Thing::Season(year, season) => {
            let name = SEASONS[usize::from(season.min(3))];
            if with_year { format!("{name} {}", year_text(year)) } else { name.to_owned() }
        }
        Thing::Month(year, month) => month_text(year, month, with_year),
        Thing::DayOfMonth(year, month) => format!("a day in {}", month_text(year, month, with_year)),
        Thing::Day(day) => day_text(day, with_year),
    }
}

/// "the 2020s", "the 1900s". The decade of a century's first years would have the century's name, and
/// the first of all begin in 1 BCE: these are told by their years.
fn years_text(first: i64, count: i64) -> String {
    let last = first.saturating_add(count - 1);
    match (first, count) {
        (0, _) => format!("the years {} to {}", year_text(first), year_text(last)),
        (_, 10) if first % 100 == 0 => format!("the decade {first}–{}", year_text(last)),
        (1..FIRST_PLAIN_YEAR, _) => format!("the {first}s CE"),
        _ => format!("the {first}s"),
    }
}

/// `2022`, `44 CE`, `17,001 BCE`.
pub(super) fn year_text(year: i64) -> String {
    match year {
        FIRST_PLAIN_YEAR..=9999 => year.to_string(),
        // So many digits are read as a number, so the era says that they are a year.
        10_000.. => format!("{} CE", thousands(usize::try_from(year).unwrap_or(usize::MAX))),
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
    fn every_date_of_the_table() {
        let mut shown = 0;
        for row in include_str!("../../tests/data/dates.tsv").lines().filter(|row| row.contains("\taccept\t")) {
            let columns: Vec<&str> = row.split('\t').collect();
            let date = parse(columns[0].trim_matches('"'), Some(Tz::UTC)).unwrap();
            assert_eq!(locale().date(&date).text(), columns[5], "{row}");
            shown += 1;
        }
        assert_eq!(shown, 41);
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
            ("2022-02-24/..", "since <February 24, 2022|2022-02-24>"),
            ("../2022-03", "by <March 2022|2022-03>"),
            ("2022-02-24/", "from February 24, 2022 (end not known)"),
            ("2022-02-24?/", "from February 24, 2022 (date uncertain; end not known)"),
            ("/2022-03~", "until about March 2022 (start not known)"),
            ("2022-02-24%/..", "since about February 24, 2022 (date uncertain)"),
            ("2022-03~", "about March 2022"),
            ("2022~/2023", "about 2022 – <2023|2023>"),
            ("2022-02-04~/2022-02-20~", "about February 4, 2022 – about February 20, 2022"),
            ("2022?-03", "March 2022 (year uncertain)"),
            ("2022-03~-13", "March 13, 2022 (year and month approximate)"),
            ("2022~-03-?13", "March 13, 2022 (year approximate, day uncertain)"),
            ("2022-%21", "spring 2022 (season approximate and uncertain)"),
            ("2022-21/2022-23", "spring–fall 2022"),
            ("2022-21..2022-23", "sometime between spring and fall 2022"),
            ("2021-24/2022-21", "winter 2021 – spring 2022"),
            ("2004-06-XX/2004-07-03", "a day in June 2004 – <July 3, 2004|2004-07-03>"),
            ("2004-06-XX/2004-06-XX", "a day in June 2004 – a day in June 2004"),
            ("202X~", "about the 2020s"),
            ("200X", "the decade 2000–2009"),
            ("20XX", "the 2000s"),
            ("01XX", "the 100s CE"),
            ("004X", "the 40s CE"),
            ("000X", "the years 1 BCE to 9 CE"),
            ("-0043-03-XX", "a day in March 44 BCE"),
            ("44 BCE/14 CE", "44 BCE – 14 CE"),
            ("Y20000", "20,000 CE"),
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
            ("2022-03-11?", "March 11 (date uncertain)"),
            ("2022?-03-11", "March 11, 2022 (year uncertain)"),
            ("2022-03-~11", "March 11 (day approximate)"),
            ("2022-02-24/..", "since February 24"),
            ("../2022-03-13", "by March 13"),
            ("2022-03~", "about March 2022"),
            ("2022-03-XX", "a day in March 2022"),
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
