//! `event-without-source`: nothing is cited for an event. Two fields are enough to publish one; what it rests
//! on is what makes readers trust it, so its author is reminded.
//!
//! A source of the event, or of a statement at it, is enough; one that is left out as of a day counts, and so does one
//! that could not be read. A site that cites next to nothing is told so once.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Event, Step, Timeline};
use crate::text::{plural, thousands};

/// So few are named one by one on any site.
const FEW: usize = 10;

pub(super) fn run(timeline: &Timeline, found: &mut Vec<Diagnostic>) {
    let bare: Vec<&Event> = timeline.events.iter().filter(|event| !is_cited(timeline, event)).collect();
    let all = timeline.events.len();
    let most = bare.len() > FEW && bare.len() > all / 2;
    let message = match most {
        true => format!(
            "nothing is cited for {} of {}; this is the first of them",
            thousands(bare.len()),
            plural(all, "event", "events")
        ),
        false => "nothing is cited for this event".to_owned(),
    };
    for event in bare.into_iter().take(if most { 1 } else { usize::MAX }) {
        found.push(
            Diagnostic::new(Code::EventWithoutSource, event.place(&[Step::Key("title")]), message.clone())
                .help("add `sources:` and below it lines of `- ` with an id from content/sources.yaml or an address"),
        );
    }
}

fn is_cited(timeline: &Timeline, event: &Event) -> bool {
    let mut statements = event.statements.iter().map(|said| &timeline.statements[*said]);
    !event.sources.is_empty()
        || event.sources_later > 0
        || ["sources", "statements"].iter().any(|key| event.is_unread(&[Step::Key(key)]))
        || statements.any(|said| !said.sources.is_empty() || said.sources_later > 0 || said.sources_unread)
}
