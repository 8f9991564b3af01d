//! `statement-without-source`: somebody is said to have said something, and nothing shows it.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Step, Timeline};

pub(super) fn run(timeline: &Timeline, found: &mut Vec<Diagnostic>) {
    for statement in &timeline.statements {
        if statement.sources.is_empty() && statement.sources_later == 0 && !statement.sources_unread {
            let place =
                timeline.events[statement.event].place(&[Step::Key("statements"), Step::Item(statement.number)]);
            found.push(
                Diagnostic::new(Code::StatementWithoutSource, place, "nothing is cited for this statement")
                    .help("add `source: ` and an id from content/sources.yaml or an address"),
            );
        }
    }
}
