//! `reported-before-date`: an event became known before it began. An announcement of something to come is
//! an event of its own; more often the two dates are in each other's place.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Step, Timeline};

pub(super) fn run(timeline: &Timeline, found: &mut Vec<Diagnostic>) {
    for event in &timeline.events {
        let (Some(reported), Some(first)) = (&event.reported, event.date.earliest().day()) else { continue };
        let Some(last) = reported.latest().day().filter(|last| *last < first) else { continue };
        found.push(
            Diagnostic::new(
                Code::ReportedBeforeDate,
                event.place(&[Step::Key("reported")]),
                format!("`reported` ends on {last}, before `date` begins on {first}"),
            )
            .help(
                "if it was announced before it happened, make an event of the announcement and leave `reported` out here; \
                 else correct one of the two dates",
            ),
        );
    }
}
