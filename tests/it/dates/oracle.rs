//! What an independent reader says of the same texts.
//!
//! The reader is `edtf-core`, which reads the Extended Date/Time Format (ISO 8601-2:2019) in all its levels
//! and nothing else. What both read has the same bounds and the same canonical form; every difference is
//! in [`DIFFERENCES`], with its reason.

use annals::date::{self, Bound, Date, Form, Mistake};
use edtf_core::{Edtf, TimeShift};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::texts::{mutated, text};
use super::{config, utc};

/// Where the two readers part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Annals reads it, the oracle does not.
    OnlyOurs,
    /// The oracle reads it, Annals does not.
    OnlyTheirs,
    /// Both read it, and not as the same days.
    Bounds,
    /// Both read it, and write it otherwise.
    Canonical,
}

/// A text, and what each reader says of it.
struct Case<'a> {
    text: &'a str,
    ours: Result<Date, Mistake>,
    theirs: Option<Edtf>,
}

struct Difference {
    part: Part,
    why: &'static str,
    /// One of each, so that no reason stays that has become none.
    example: &'static str,
    fits: fn(&Case<'_>) -> bool,
}

const DIFFERENCES: &[Difference] = &[
    Difference {
        part: Part::OnlyOurs,
        why: "space around a date is YAML's, not the author's",
        example: " 2022 ",
        fits: |case| case.text.trim() != case.text,
    },
    Difference {
        part: Part::OnlyOurs,
        why: "years with their era are our own form, for people",
        example: "44 BCE/14 CE",
        fits: |case| case.text.contains(" BCE") || case.text.contains(" CE"),
    },
    Difference {
        part: Part::OnlyOurs,
        why: "`A..B` is our own form of the set `[A..B]`, which YAML would read as a list",
        example: "2021..2022",
        fits: |case| {
            case.text == case.text.trim_start_matches('[') && matches!(&case.ours, Ok(date) if is_between(date))
        },
    },
    Difference {
        part: Part::OnlyOurs,
        why: "\"between December and the 3rd of February\" is known so: the ends of a set may be of unlike precision, or \
              seasons. The oracle wants one precision, since it counts the members; bounds need none (its decision D27)",
        example: "[2021-12..2022-02-03]",
        fits: |case| match case.ours.as_ref().map(Date::form) {
            Ok(Form::Between(from, to)) => {
                from.precision() != to.precision() || from.precision() == date::Precision::Season
            }
            _ => false,
        },
    },
    Difference {
        part: Part::OnlyOurs,
        why: "times as people, Jekyll and Hugo write them: without seconds, with a space, with a zone, with `+0200`",
        example: "2022-02-24 05:00 Europe/Kyiv",
        fits: |case| moment(case).is_some() && !is_profile_time(case.text),
    },
    Difference {
        part: Part::OnlyOurs,
        why: "a day as content systems write one",
        example: "2022-02-24T00:00:00.000Z",
        fits: |case| case.text.ends_with("T00:00:00.000Z"),
    },
    Difference {
        part: Part::OnlyOurs,
        why: "an offset of minus nothing is Z: the standard has it not, and it can mean nothing else",
        example: "2022-02-24T05:00:00-00:00",
        fits: |case| moment(case).is_some() && (case.text.ends_with("-00") || case.text.ends_with("-00:00")),
    },
    Difference {
        part: Part::OnlyTheirs,
        why: "level 2 that a timeline does not need is refused, and said to be level 2",
        example: "{1960,1961-12}",
        fits: |case| {
            let said = case.ours.as_ref().is_err_and(|mistake| mistake.message.contains("Date/Time Format of level 2"));
            said && case.theirs.as_ref().is_some_and(|theirs| theirs.level() == 2)
        },
    },
    Difference {
        part: Part::OnlyTheirs,
        why: "years end at 13 digits, so that days can be counted in 64 bits",
        example: "Y12345678901234",
        fits: |case| refused(case, "more than 13 digits"),
    },
    Difference {
        part: Part::OnlyTheirs,
        why: "a leap second is in no clock that a reader has",
        example: "2022-02-24T23:59:60Z",
        fits: |case| refused(case, "leap seconds"),
    },
    Difference {
        part: Part::OnlyTheirs,
        why: "a date has at most 100 characters, which only long lists have more of",
        example: "{1960,1961,1962,1963,1964,1965,1966,1967,1968,1969,1970,1971,1972,1973,1974,1975,1976,1977,1978,1979,1980}",
        fits: |case| refused(case, "at most 100 characters"),
    },
    Difference {
        part: Part::Bounds,
        why: "a time's day is the one in the site's zone; the oracle's is the local one. The instant is the same",
        example: "2022-02-24T01:00:00+02:00",
        fits: same_instant,
    },
    Difference {
        part: Part::Canonical,
        why: "a time's canonical form has an offset, in full, and `Z` for none; the oracle keeps it as written",
        example: "2022-02-24T05:00:00+02",
        fits: same_instant,
    },
];

fn is_between(date: &Date) -> bool {
    matches!(date.form(), Form::Between(..))
}

fn moment<'a>(case: &'a Case<'_>) -> Option<&'a date::Moment> {
    match case.ours.as_ref().ok()?.form() {
        Form::Moment(moment) => Some(moment),
        _ => None,
    }
}

/// `2022-02-24T05:00:00`, with `Z`, `+02` or `+02:00`.
fn is_profile_time(text: &str) -> bool {
    let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    let rest = shape.strip_prefix("0000-00-00T00:00:00");
    rest.is_some_and(|rest| matches!(rest, "" | "Z" | "+00" | "-00" | "+00:00" | "-00:00"))
}

fn refused(case: &Case<'_>, words: &str) -> bool {
    case.ours.as_ref().is_err_and(|mistake| mistake.message.contains(words))
}

/// The oracle's local time and offset, worked out apart from our own arithmetic.
fn same_instant(case: &Case<'_>) -> bool {
    let (Some(ours), Some(Edtf::DateTime(theirs))) = (moment(case), &case.theirs) else { return false };
    let (date, time) = (theirs.date, theirs.time);
    let minutes = match time.shift {
        Some(TimeShift::Offset { minutes, .. }) => i64::from(minutes),
        Some(TimeShift::Utc) | None => 0,
    };
    let instant = || {
        let year = i32::try_from(date.year.value()?).ok()?;
        let day = chrono::NaiveDate::from_ymd_opt(year, date.month?.value()?.into(), date.day?.value()?.into())?;
        let local = day.and_hms_opt(time.hour.into(), time.minute.into(), time.second.into())?;
        Some(local.and_utc().timestamp() - minutes * 60)
    };
    instant() == Some(ours.instant)
}

/// The oracle's bounds as our own.
fn their_bound(bound: edtf_core::Bound) -> Bound {
    match bound {
        edtf_core::Bound::Date(day) => date::Day::new(day.year, day.month, day.day).map_or(Bound::Unknown, Bound::Day),
        edtf_core::Bound::NegativeInfinity | edtf_core::Bound::PositiveInfinity => Bound::Open,
        edtf_core::Bound::Unknown => Bound::Unknown,
    }
}

/// Where the two part, if they do.
fn parting(case: &Case<'_>) -> Vec<Part> {
    match (&case.ours, &case.theirs) {
        (Err(_), None) => Vec::new(),
        (Ok(_), None) => vec![Part::OnlyOurs],
        (Err(_), Some(_)) => vec![Part::OnlyTheirs],
        (Ok(ours), Some(theirs)) => {
            let bounds = theirs.bounds();
            let same = (ours.earliest(), ours.latest()) == (their_bound(bounds.earliest), their_bound(bounds.latest));
            let canonical = ours.edtf() == theirs.to_string();
            [(same, Part::Bounds), (canonical, Part::Canonical)]
                .into_iter()
                .filter_map(|(same, part)| (!same).then_some(part))
                .collect()
        }
    }
}

fn case(text: &str) -> Case<'_> {
    Case { text, ours: utc(text), theirs: Edtf::parse(text).ok() }
}

/// Holds the two readers together; a difference without a listed reason fails.
fn compare(text: &str) -> Result<(), TestCaseError> {
    let case = case(text);
    for part in parting(&case) {
        let listed = DIFFERENCES.iter().any(|difference| difference.part == part && (difference.fits)(&case));
        prop_assert!(listed, "{part:?} of {text:?}: {:?} and {:?}", case.ours, case.theirs);
    }
    match &case.ours {
        Ok(date) => round_trip(text, date),
        Err(mistake) => proposals_are_read(text, mistake),
    }
}

/// What a help tells to write must not lead to another mistake.
fn proposals_are_read(text: &str, mistake: &Mistake) -> Result<(), TestCaseError> {
    let help = mistake.help.as_deref().unwrap_or_default();
    prop_assert!(!help.is_empty() && !mistake.message.ends_with('.'), "{text:?}: {mistake:?}");
    for proposed in help.split('`').skip(1).step_by(2) {
        let bare = proposed.trim_start_matches(['-', '.', '/', 'Y', '[']);
        if bare.starts_with(|c: char| c.is_ascii_digit()) {
            prop_assert!(utc(proposed).is_ok(), "{text:?}: {proposed:?} of {mistake:?}");
        }
    }
    Ok(())
}

/// Read, written and read again, a date is the same in bounds, precision, certainty and instant; only the
/// zone's name is not in the canonical form.
fn round_trip(text: &str, date: &Date) -> Result<(), TestCaseError> {
    let edtf = date.edtf();
    let again = utc(&edtf).map_err(|mistake| TestCaseError::fail(format!("{text} -> {edtf}: {mistake:?}")))?;
    prop_assert_eq!(again.edtf(), edtf);
    prop_assert_eq!((again.earliest(), again.latest()), (date.earliest(), date.latest()));
    prop_assert_eq!((again.anchor(), again.rank()), (date.anchor(), date.rank()));
    prop_assert_eq!((again.certainty(), again.kind()), (date.certainty(), date.kind()));
    match (again.form(), date.form()) {
        (Form::Moment(a), Form::Moment(b)) => {
            prop_assert_eq!(a.instant, b.instant);
            // Local mean time beyond the format's 14 hours is written in UTC.
            if b.offset_seconds.abs() <= 14 * 3600 {
                prop_assert_eq!((a.day, a.offset_seconds), (b.day, b.offset_seconds));
            }
        }
        (a, b) => prop_assert_eq!(a, b),
    }
    Ok(())
}

proptest! {
    #![proptest_config(config(8000))]

    #[test]
    fn valid_texts_are_read_as_the_oracle_reads_them(text in text()) {
        compare(&text)?;
    }

    #[test]
    fn slips_are_judged_as_the_oracle_judges_them(text in mutated()) {
        compare(&text)?;
    }
}

proptest! {
    #![proptest_config(config(500))]

    #[test]
    fn any_text_is_answered(text in any::<String>()) {
        compare(&text)?;
    }

    #[test]
    fn times_of_any_zone_come_back(
        day in (1850i64..2050, 1u8..=12, 1u8..=28),
        clock in (0u8..24, 0u8..60),
        zone in prop::sample::select(chrono_tz::TZ_VARIANTS.to_vec()),
    ) {
        let ((year, month, day), (hour, minute)) = (day, clock);
        let text = format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02} {}", zone.name());
        // Local times that the clocks skipped or showed twice are none.
        if let Ok(date) = utc(&text) {
            round_trip(&text, &date)?;
        }
    }
}

#[test]
fn every_difference_is_one() {
    for difference in DIFFERENCES {
        let case = case(difference.example);
        assert!(parting(&case).contains(&difference.part), "{}: {}", difference.example, difference.why);
        assert!((difference.fits)(&case), "{}: {}", difference.example, difference.why);
        compare(difference.example).unwrap();
    }
}

#[test]
fn the_comparison_is_not_empty() {
    let mut runner = TestRunner::deterministic();
    let (mut both, mut neither, all) = (0, 0, 2000);
    for _ in 0..all {
        let text = text().new_tree(&mut runner).unwrap().current();
        match case(&text) {
            Case { ours: Ok(_), theirs: Some(_), .. } => both += 1,
            Case { ours: Err(_), theirs: None, .. } => neither += 1,
            _ => {}
        }
    }
    assert!(both > all / 3 && neither > all / 50, "of {all} texts both read {both}, and none read {neither}");
}

#[test]
fn long_text_does_no_harm() {
    for piece in ["2022-", "X", "[", "{1,", "9", "Y9", "../", "-", "~", "é", "2022-02-24 05:00 ", " "] {
        let text = piece.repeat((1 << 20) / piece.len());
        let mistake = utc(&text).expect_err(piece);
        assert!(mistake.message.len() < 300 && mistake.help.is_some_and(|help| help.len() < 1000), "{piece}");
    }
}
