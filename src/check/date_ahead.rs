//! `date-ahead`: an event dated after the explainer's own last day. Other tools hide it in silence;
//! here it is shown as expected, since a timeline may list next week's summit, and its author is told.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Step, Timeline};

pub(super) fn run(timeline: &Timeline, found: &mut Vec<Diagnostic>) {
    let Some(today) = timeline.told_until.filter(|_| !timeline.index.days_unread) else {
        return;
    };
    let own = timeline.index.last_day().is_some();
    let whose = if own { "the last day in index.md" } else { "the latest `published` of an event" };
    for event in timeline.events.iter().filter(|event| timeline.is_expected(event)) {
        let day = event.date.anchor();
        found.push(
            Diagnostic::new(
                Code::DateAhead,
                event.place(&[Step::Key("date")]),
                format!("this date is after {today}, {whose}; the event is shown as expected"),
            )
            .help(format!(
                "if the year or month is mistyped, correct it; to hold the event back until then, write `publish_at: {day}`;\n\
                 if it has come, write in content/index.md the day of your last change, `updated: {day}` or later"
            )),
        );
    }
}
