//! `changed-before-date`: a correction or an update dated before its event began. What is told of something to come can
//! be corrected before it comes, once it is published; more often a year is wrong.

use crate::date::Date;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Event, Step, Timeline};

pub(super) fn run(timeline: &Timeline, found: &mut Vec<Diagnostic>) {
    for event in &timeline.events {
        let corrections = event.corrections.iter().map(|one| ("corrections", "correction", one.number, &one.date));
        let updates = event.updates.iter().map(|one| ("updates", "update", one.number, &one.date));
        for (key, what, number, date) in corrections.chain(updates) {
            let Some(first) = event.date.earliest().day().filter(|_| too_early(event, date)) else { continue };
            let day = date.latest_day();
            found.push(
                Diagnostic::new(
                    Code::ChangedBeforeDate,
                    event.place(&[Step::Key(key), Step::Item(number), Step::Key("date")]),
                    format!("the {what} is of {day}, before the event began on {first}"),
                )
                .help(
                    "correct one of the two dates; if the entry told of something to come, say since when with `published`",
                ),
            );
        }
    }
}

/// Whether a change was made before there was anything to change.
fn too_early(event: &Event, date: &Date) -> bool {
    let day = date.latest_day();
    let stood = event.published.as_ref().is_some_and(|published| published.earliest_day() <= day);
    !stood && event.date.earliest().day().is_some_and(|first| day < first)
}
