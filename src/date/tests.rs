//! The table of dates that Annals accepts and rejects, row by row, and what holds for any text.
//! What they are shown as is tested where it is made: dates know nothing of languages.

mod written;

use chrono_tz::Tz;
use proptest::prelude::*;

use crate::date::{Bound, Date, Form, Mistake, parse, parse_near};

const LEVEL_2: &str = "valid Extended Date/Time Format of level 2, but Annals does not support";

const TABLE: &str = include_str!("../../tests/data/dates.tsv");

fn utc(text: &str) -> Result<Date, Mistake> {
    parse(text, Some(Tz::UTC))
}

fn bounds(date: &Date) -> (String, String) {
    if let Form::Moment(moment) = date.form() {
        let time = chrono::DateTime::from_timestamp(moment.instant, 0).unwrap().format("%Y-%m-%dT%H:%MZ").to_string();
        assert!(time.starts_with(&date.anchor().to_string()) && date.earliest() == date.latest());
        return (time.clone(), time);
    }
    let text = |bound| match bound {
        Bound::Day(day) => day.to_string(),
        Bound::Open => "open".to_owned(),
        Bound::Unknown => "unknown".to_owned(),
    };
    (text(date.earliest()), text(date.latest()))
}

/// What a note promises: a message in quotes, and the text after `help:`.
fn promises(note: &str) -> (Option<&str>, Vec<String>) {
    let message = note.split('"').nth(1);
    let code = |word: &&str| {
        let rest = word.strip_prefix('Y').unwrap_or(word).trim_start_matches(['+', '-', '.', '/']);
        rest.starts_with(|c: char| c.is_ascii_digit()) || matches!(*word, "BCE" | "CE")
    };
    let alternatives = note.split_once("help: ").map_or("", |(_, help)| help).split(" or ");
    let help = alternatives.map(|words| words.split(' ').take_while(code).collect::<Vec<_>>().join(" "));
    (message, help.filter(|text| !text.is_empty()).collect())
}

/// What a help tells to write must not lead to another mistake.
fn proposals_are_read(help: &str, zone: Option<Tz>) {
    let is_date =
        |text: &&str| text.trim_start_matches(['-', '.', '/', 'Y', '[']).starts_with(|c: char| c.is_ascii_digit());
    for text in help.split('`').skip(1).step_by(2).filter(is_date) {
        if let Err(mistake) = parse(text, zone) {
            panic!("{text} of {help}: {}", mistake.message);
        }
    }
}

#[test]
fn every_row_of_the_table() {
    let (mut read, mut rejected, mut promised) = (0, 0, 0);
    for row in TABLE.lines().skip(1) {
        let columns: Vec<&str> = row.split('\t').collect();
        let [text, verdict, edtf, earliest, latest, _shown, note] = columns[..] else { panic!("{row}") };
        let text = text.trim_matches('"');
        match verdict {
            "accept" => {
                let date = utc(text).unwrap_or_else(|mistake| panic!("{text}: {mistake:?}"));
                assert_eq!(date.edtf(), edtf, "{text}");
                assert_eq!(bounds(&date), (earliest.to_owned(), latest.to_owned()), "{text}");
                read += 1;
            }
            "reject" => {
                let mistake = utc(text).expect_err(text);
                let help = mistake.help.unwrap_or_else(|| panic!("{text} has no help"));
                assert_eq!(
                    mistake.message.contains("level 2"),
                    note.contains("level 2"),
                    "{text}: {}",
                    mistake.message
                );
                assert!(
                    !mistake.message.ends_with('.') && !mistake.message.starts_with(char::is_uppercase)
                        || mistake.message.starts_with("February"),
                    "{}",
                    mistake.message
                );
                proposals_are_read(&help, Some(Tz::UTC));
                let (message, texts) = promises(note);
                if let Some(message) = message {
                    assert!(mistake.message.contains(message), "{text}: {}", mistake.message);
                    promised += 1;
                }
                for part in texts {
                    assert!(help.contains(&part), "{text}: {part:?} in {help:?}");
                    promised += 1;
                }
                rejected += 1;
            }
            _ => panic!("{row}"),
        }
    }
    assert_eq!((read, rejected, promised), (43, 41, 23), "rows that were read, rejected, and promises kept");
}

#[test]
fn mistakes_and_what_to_write() {
    for (text, message, help) in [
        ("2022-02-31", "February 2022 has 28 days, so there is no 2022-02-31", "`2022-02-28`"),
        ("2022-02-31..2022-04", "February 2022 has 28 days", "`2022-02-28`"),
        ("2022-00-10", "there is no month 00", "`2022`"),
        ("2022-03-00", "there is no day 00", "`2022-03`"),
        ("2022-99", "there is no month 99", "`2022/2099`"),
        ("2022-2", "year first", "`2022-02`"),
        ("2022-03-20/2022-03-10", "before the start", "`2022-03-10/2022-03-20`"),
        ("2022-03-20..2022-03-10", "before the start", "`2022-03-10..2022-03-20`"),
        ("03/04/2022", "two ways", "`2022-03-04` for March 4, 2022,\nor `2022-04-03` for April 3, 2022"),
        ("04/04/2022", "year first", "`2022-04-04`"),
        ("31/02/2022", "no day of the calendar", "2022-02-24"),
        ("3/4/22", "two digits", "2022-02-24"),
        ("2022/02/24", "year first", "`2022-02-24`"),
        ("2022/02", "year first", "`2022-02`"),
        ("02/2022", "year first", "`2022-02`"),
        ("2022.1", "two ways", "`2022-10`"),
        ("2022-02-04/20", "in full", "`2022-02-04/2022-02-20`"),
        ("2022-2023", "with `/`", "`2022/2023`"),
        ("2022-02-04 to 2022-02-20", "without words", "`2022-02-04/2022-02-20`"),
        ("2022–02–24", "an en dash (U+2013)", "`2022-02-24`"),
        ("2022 - 02 - 24", "without spaces", "`2022-02-24`"),
        ("14th of Sept. 2022", "in numbers", "`2022-09-14`"),
        ("March 2022", "in numbers", "`2022-03`"),
        ("Feb 31, 2022", "has 28 days", "`2022-02-28`"),
        ("202202", "four digits", "`2022-02`"),
        ("2022-W08", "week dates", "`2022-02-21/2022-02-27`"),
        ("2020-W53-5", "week dates", "`2021-01-01`"),
        ("2022-02-31~", "has 28 days", "`2022-02-28`"),
        ("2022-03-1X", LEVEL_2, "`2022-03-10..2022-03-19`"),
        ("156X-12-25", LEVEL_2, "`1560-12-25..1569-12-25`"),
        ("1560-X2", LEVEL_2, "`1560-02..1560-12`"),
        ("1985-1X-XX", LEVEL_2, "`1985-10..1985-12`"),
        ("1XXX-XX", LEVEL_2, "`1000..1999`"),
        ("XXXX-02-29", LEVEL_2, "`0000-02-29..9996-02-29`"),
        ("2022-02-3X", "no day of the calendar", "`2022-02-XX`"),
        ("XXXX-02-30", "no day of the calendar", "`2022-02-XX`"),
        ("-004X", "before 0000", "`-0049..-0040`"),
        ("2022-XX..2023-XX", "no `X`", "`2022..2023`"),
        ("2001-34", LEVEL_2, "`2001-04/2001-06`"),
        ("2001-30", LEVEL_2, "`2001-12/2002-02`"),
        ("2001-42", "no month 42", "`2001/2042`"),
        ("2022-19", "no month 19", "`2022`"),
        ("202X-21", LEVEL_2, "`2020-03..2029-05`"),
        ("999X-24", LEVEL_2, "`9990-12..9999`"),
        ("9999-28", LEVEL_2, "`9999-12/9999-12`"),
        ("2001-21-05", "season has no days", "`2001-21`"),
        ("Y17E7", LEVEL_2, "`Y170000000`"),
        ("Y-17E7S1~", LEVEL_2, "`Y-199999999..Y-100000000`"),
        ("Y9E99", LEVEL_2, "date_note"),
        ("1950S2", LEVEL_2, "`1900..1999`"),
        ("Y171010000S3", LEVEL_2, "`Y171000000..Y171999999`"),
        ("{2022,2023}", LEVEL_2, "2022/2023"),
        ("{..2022}", LEVEL_2, "2022/2023"),
        ("{2022,1950S2}", LEVEL_2, "`1900..1999`"),
        ("{2022-02-31}", "28 days", "`2022-02-28`"),
        ("[1667,1668,1670..1672]", LEVEL_2, "`1667..1672`"),
        ("[..1760]", LEVEL_2, "`../1760`"),
        ("[1760-12..]", LEVEL_2, "`1760-12/..`"),
        ("..2004-06-01/2004-06-20..", LEVEL_2, "`2004-06-01/2004-06-20`"),
        ("..2004-06-01/", LEVEL_2, "`2004-06-01/`"),
        ("../1950S2..", LEVEL_2, "`1900..1999`"),
        ("../..", "neither a start nor an end", "2022-02-04/2022-02-20"),
        ("/", "neither a start nor an end", "2022-02-04/2022-02-20"),
        ("44 BC", "its era", "`44 BCE`"),
        ("AD 44", "its era", "`44 CE`"),
        ("044bce", "its era", "`44 BCE`"),
        ("-0000", "no year", "`1 BCE`"),
        ("-12345", "begins with `Y`", "`Y-12345`"),
        ("Y-44", "more than four digits", "`-0044`"),
        ("Y012345", "no zeros", "`Y12345`"),
        ("Y12345678901234", "13 digits", "date_note"),
        ("00044", "four digits", "`0044`"),
        ("202x", "with `X`", "`202X`"),
        ("2022-03-13?~", "where none can be", "`2022-03-13%`"),
        ("c. 2022", "year first", "`2022~`"),
        ("the 1990's", "year first", "`199X`"),
        ("Spring 2022", "year first", "`2022-21`"),
        ("2022-03-13 05:00~", "takes no `~`", "`2022-03-13 05:00`"),
        ("2022-03-13? 05:00", "takes no `~`", "`2022-03-13 05:00`"),
        ("-0043-03-15 05:00", "no times of day", "`-0043-03-15`"),
        ("2022-21 05:00", "needs its day", "`2022-21`"),
        ("-0043-02-31", "February -0043 has 28 days", "`-0043-02-28`"),
        ("[2022-02-24~..2022-03-13]", "qualified ends", "`2022-02-24..2022-03-13`"),
        ("[2022,2023]", "several dates", "`2022..2023`"),
        ("..2022-03-10", "one end only", "`../2022-03-10`"),
        ("2022-02-24T10:00Z/2022-02-25", "days or coarser", "`2022-02-24/2022-02-25`"),
        ("12:30", "time without a day", "2022-02-24 12:30"),
        ("2022-02 12:30", "needs its day", "`2022-02`"),
        ("2022-02-24 24:00 Europe/Kyiv", "no 24:00", "`2022-02-25 00:00 Europe/Kyiv`"),
        ("2022-02-24 24:01", "no time `24:01`", "00 to 23"),
        ("2022-02-24 5:00 Europe/Kyiv", "two digits", "`2022-02-24 05:00 Europe/Kyiv`"),
        ("2022-02-24 5:00 p.m.", "0 to 23", "`2022-02-24 17:00`"),
        ("2022-02-24T05:00:00.123Z", "fractions", "`2022-02-24T05:00:00Z`"),
        ("2022-02-24T23:59:60Z", "leap seconds", "`2022-02-24T23:59:59Z`"),
        ("2022-02-24 05:00Europe/Kyiv", "is neither", "`2022-02-24 05:00 Europe/Kyiv`"),
        ("2023-01-29 18:30:22 2023 -0800", "is neither", "`2023-01-29 18:30:22 -08:00`"),
        ("2022-02-24T05:00+15:00", "offsets end at 14 hours", "zone"),
        ("2022-03-27 03:30 Europe/Kyiv", "does not exist", "`2022-03-27 04:30 Europe/Kyiv`"),
        ("2022-10-30 03:30 Europe/Kyiv", "comes twice", "`2022-10-30T03:30+03:00 Europe/Kyiv` for the first"),
        ("2022-10-30 03:30 Europe/Kyiv", "comes twice", "`2022-10-30T03:30+02:00 Europe/Kyiv` for the second"),
        ("2022-02-24T05:00+03:00 Europe/Kyiv", "contradicts", "`2022-02-24T05:00+02:00 Europe/Kyiv`"),
        ("2022-02-24 05:00 Europe/Kiew", "no time zone", "did you mean `Europe/Kyiv`"),
        ("March 14, 2022 05:00", "in numbers", "`2022-03-14 05:00`"),
        ("Rome talks 9am", "no date", "`2022-02-24`"),
        ("", "empty", "2022-02-24"),
        ("~", "is no date", "2022-02-24"),
    ] {
        let mistake = utc(text).expect_err(text);
        assert!(mistake.message.contains(message), "{text}: {mistake:?}");
        proposals_are_read(mistake.help.as_deref().unwrap_or_default(), Some(Tz::UTC));
        assert!(mistake.help.as_ref().is_some_and(|given| given.contains(help)), "{text}: {mistake:?}");
    }
}

#[test]
fn a_bare_time_is_in_the_sites_zone() {
    let date = parse("2022-02-24 05:00", Some(Tz::Europe__Kyiv)).unwrap();
    assert_eq!(date.edtf(), "2022-02-24T05:00:00+02:00");
    let mistake = parse("2022-02-24 05:00", None).unwrap_err();
    assert!(mistake.help.unwrap().contains("`2022-02-24 05:00 Europe/Kyiv`"));
}

#[test]
fn long_text_is_refused_and_shortened() {
    let mistake = utc(&"2022 ".repeat(1000)).unwrap_err();
    assert!(mistake.message.contains("at most 100 characters") && mistake.message.len() < 120);
}

#[test]
fn offsets_of_old_zones_have_seconds() {
    let date = utc("1850-01-01 12:00 Europe/Kyiv").unwrap();
    assert_eq!(date.edtf(), "1850-01-01T12:00:00+02:02");
    assert!(utc("1850-01-01T12:00+02:02 Europe/Kyiv").is_ok());
    // To the minute, so that the canonical form is the same instant, and midnight stays in its day.
    for text in
        ["1850-01-01 00:00 Europe/Kyiv", "1850-01-01 00:00 Europe/Amsterdam", "1850-01-01 00:00 America/New_York"]
    {
        let date = utc(text).unwrap();
        assert_eq!(utc(&date.edtf()).unwrap().rank(), date.rank(), "{text}");
        let Form::Moment(moment) = date.form() else { panic!("{text}") };
        let at_home = parse(text, moment.zone).unwrap();
        assert_eq!(at_home.anchor(), moment.day, "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1000) })]

    #[test]
    fn any_text_is_answered(text in any::<String>()) {
        let _ = (utc(&text), parse(&text, None));
    }

    #[test]
    fn text_that_is_nearly_a_date_is_answered(text in "([0-9]{1,4}|[0-9XYTZWx~?%./:{}+, –—…é\u{200B}\u{A0}٢：年月日三-]|\\[|\\]|BCE|Mar| or | to |and |mid-|early |before |after |since |[Cc]entury|th|s |c\\.|spring|Q|week |FY|Thu |березня|كانون الثاني|now|pm|Europe/Kyiv){0,12}") {
        if let Ok(date) = utc(&text) {
            let again = utc(&date.edtf()).unwrap();
            prop_assert_eq!(again.edtf(), date.edtf());
            prop_assert_eq!((again.earliest(), again.latest()), (date.earliest(), date.latest()));
        } else if let Some(help) = utc(&text).err().and_then(|mistake| mistake.help) {
            proposals_are_read(&help, Some(Tz::UTC));
        }
        for zone in [None, Some(Tz::UTC)] {
            let likely = parse_near(&text, zone, Some(2022)).err().and_then(|mistake| mistake.help);
            proposals_are_read(likely.as_deref().unwrap_or_default(), zone);
        }
    }

    #[test]
    fn canonical_forms_are_stable(
        a in (1i64..=9999, 1u8..=12, 1u8..=28, 0usize..3),
        b in (1i64..=9999, 1u8..=12, 1u8..=28, 0usize..3),
        join in prop::sample::select(vec!["", "/", ".."]),
        time in prop::option::of((0u8..24, 0u8..60, -14i32..=14)),
    ) {
        let part = |(y, m, d, length): (i64, u8, u8, usize)| format!("{y:04}-{m:02}-{d:02}")[..[4, 7, 10][length]].to_owned();
        let (a, b) = if a <= b { (a, b) } else { (b, a) };
        let text = match (join, time) {
            ("", Some((hour, minute, offset))) =>
                format!("{} {hour:02}:{minute:02}{offset:+03}00", part((a.0, a.1, a.2, 2))),
            ("", None) => part(a),
            _ => format!("{}{join}{}", part(a), part(b)),
        };
        let date = utc(&text).unwrap();
        let again = utc(&date.edtf()).unwrap();
        prop_assert_eq!(again.edtf(), date.edtf());
        prop_assert_eq!(again.rank(), date.rank());
        prop_assert!(date.earliest_day() <= date.latest_day());
    }
}
