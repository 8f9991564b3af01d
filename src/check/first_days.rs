//! `first-days`: many more events stand on the first of a month, or on 1 January, than chance would put
//! there. Somebody knew the month or the year, and typed a day because another tool asked for one.

use crate::date::Day;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Event, Step, Timeline};

/// Sites with fewer events say too little about chance.
const ENOUGH: usize = 50;
/// How many times as many as chance would put there are far too many.
const FAR: usize = 4;
/// So few can be chance at any length.
const FEW: usize = 5;

/// What is counted, how many days of a year are such, and what to write instead.
struct Firsts {
    is: fn(Day) -> bool,
    a_year: usize,
    what: &'static str,
    exact: &'static str,
    form: fn(Day) -> String,
}

const FIRSTS: [Firsts; 2] = [
    Firsts {
        is: |day| day.day == 1 && day.month == 1,
        a_year: 1,
        what: "on 1 January",
        exact: "year",
        form: |day| edtf(day, "-01-01"),
    },
    Firsts {
        is: |day| day.day == 1,
        a_year: 12,
        what: "on the first of a month",
        exact: "month",
        form: |day| edtf(day, "-01"),
    },
];

pub(super) fn run(timeline: &Timeline, found: &mut Vec<Diagnostic>) {
    let days: Vec<(&Event, Day)> = timeline
        .events
        .iter()
        .filter(|event| event.date.is_exact())
        .map(|event| (event, event.date.anchor()))
        .collect();
    if timeline.events.len() <= ENOUGH {
        return;
    }
    for firsts in &FIRSTS {
        let mut those = days.iter().filter(|(_, day)| (firsts.is)(*day));
        let count = those.clone().count();
        let chance = (days.len() * firsts.a_year).div_ceil(365);
        let Some((event, day)) = those.next().filter(|_| count > (FAR * chance).max(FEW)) else { continue };
        found.push(
            Diagnostic::new(
                Code::FirstDays,
                event.place(&[Step::Key("date")]),
                format!(
                    "{count} of {} events are {}, where chance would put {chance}; this is the first of them",
                    days.len(),
                    firsts.what
                ),
            )
            .help(format!(
                "where only the {0} is known, write the {0} alone: `date: {1}`",
                firsts.exact,
                (firsts.form)(*day)
            )),
        );
        // Those of January are among those of all months.
        return;
    }
}

/// A day without its end.
fn edtf(day: Day, end: &str) -> String {
    let text = day.to_string();
    text.strip_suffix(end).unwrap_or(&text).to_owned()
}
