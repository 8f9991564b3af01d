//! How dates read: English by the project's table, and other languages by tables of their own.

use std::collections::BTreeMap;

use chrono_tz::Tz;

use crate::date::{Day, parse};
use crate::i18n::tests::under_its_year;
use crate::i18n::{Context, Locale};

fn locale() -> Locale {
    Locale::new("en", Some(Tz::UTC), &BTreeMap::new())
}

#[test]
fn every_date_of_the_table() {
    let mut shown = 0;
    for row in include_str!("../../../tests/data/dates.tsv").lines().filter(|row| row.contains("\taccept\t")) {
        let columns: Vec<&str> = row.split('\t').collect();
        let date = parse(columns[0].trim_matches('"'), Some(Tz::UTC)).unwrap();
        assert_eq!(locale().date(&date).text(), columns[5], "{row}");
        shown += 1;
    }
    assert_eq!(shown, 43);
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
        (
            "2021-12-31 20:00 America/New_York",
            "December 31, 2021, 8:00 p.m. New York time (January 1, 2022, 1:00 a.m. UTC)",
        ),
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
        assert_eq!(under_its_year(&locale(), &date), expected, "{text}");
    }
}

#[test]
fn a_date_behind_another_keeps_the_year_that_was_not_read() {
    for (date, reported, expected) in [
        ("2001-03-05", "2019-03-07", "March 7, 2019"),
        ("2001-03-05", "2001-03-07", "March 7"),
        ("2001-03-05", "2001-04", "April 2001"),
        ("2001-03", "2001-03-07", "March 7"),
        ("2001", "2001-12-31", "December 31"),
        ("200X", "2000-12-31", "December 31, 2000"),
        ("2001-12-30/2002-01-02", "2001-12-31", "December 31, 2001"),
        ("2001-12-30..2001-12-31", "2001-12-31/2002-01-02", "December 31, 2001 – January 2, 2002"),
        ("2001?", "2001-03-07", "March 7, 2001"),
        ("2001?-03-05", "2001-03-07", "March 7, 2001"),
        ("2001-12-31 20:00 America/New_York", "2002-01-02", "January 2, 2002"),
        ("2002-01-01 20:00 America/New_York", "2002-01-02", "January 2"),
        ("-0043-03-15", "-0043-03-20", "March 20"),
        ("-0043-03-15", "0044-03-20", "March 20, 44 CE"),
    ] {
        let [date, reported] = [date, reported].map(|text| parse(text, Some(Tz::UTC)).unwrap());
        let context = Context::year(date.anchor().year).after(&date);
        assert_eq!(locale().date_in(&reported, context).text(), expected, "{} {}", date.edtf(), reported.edtf());
    }
}

#[test]
fn headings() {
    let locale = locale();
    assert_eq!(locale.month_heading(2022, 3), "March 2022");
    assert_eq!(locale.day(Day { year: 2022, month: 2, day: 24 }), "February 24, 2022");
    for (year, expected) in [(2022, "2022"), (44, "44 CE"), (0, "1 BCE"), (-43, "44 BCE"), (-17_000, "17,001 BCE")] {
        assert_eq!(locale.year_heading(year), expected);
    }
    let _ = (locale.year_heading(i64::MIN), locale.month_heading(2022, 0));
}
