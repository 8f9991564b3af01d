//! `date-ahead`: an event dated after the explainer's own last day. Other tools hide it in silence;
//! here it is shown, since a timeline may list next week's summit, and its author is told.

use crate::date::Day;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Event, Step, Timeline};

/// What is only said to have been by some day may have been long before it.
fn is_after(event: &Event, today: Day) -> bool {
    event.date.earliest().day().is_some_and(|first| first > today)
}

/// The day to hold dates against is the explainer's `updated`, else `published`: never the clock's, so
/// that the same files always give the same findings.
pub(super) fn run(timeline: &Timeline, found: &mut Vec<Diagnostic>) {
    let Some(today) = timeline.index.last_day() else {
        return;
    };
    for event in timeline.events.iter().filter(|event| is_after(event, today)) {
        found.push(
            Diagnostic::new(
                Code::DateAhead,
                event.place(&[Step::Key("date")]),
                format!("this date is after {today}, the last day in index.md; the event is shown all the same"),
            )
            .help(format!(
                "if the year or month is mistyped, correct it; to hold the event back until then, write `publish_at: {}`",
                event.date.anchor()
            )),
        );
    }
}
