//! `related-to-itself`: an event that names itself among those that belong to it. The list leaves it out.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Step, Timeline};

pub(super) fn run(timeline: &Timeline, found: &mut Vec<Diagnostic>) {
    for (_, event) in timeline.events.with_ids().filter(|(id, event)| event.related.contains(id)) {
        let place = event.place(&[Step::Key("related")]);
        let message = format!("`related` names the event itself, `{}`", event.id);
        found.push(
            Diagnostic::new(Code::RelatedToItself, place, message)
                .help(format!("take `{}` out, or name the event that was meant", event.id)),
        );
    }
}
