//! `source-without-archive`: a page on the web may change or go. Off unless asked for.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Source, Step, Timeline};

pub(super) fn run(timeline: &Timeline, found: &mut Vec<Diagnostic>) {
    let lacks = |source: &&Source| source.url.is_some() && source.archive.is_none() && !source.archive_unread;
    for source in timeline.sources.iter().filter(lacks) {
        // One that is written in an event or a claim is found by the first that cites it.
        let event = || Some(timeline.events[*source.events.first()?].place(&[Step::Key("sources")]));
        let claim = || Some(timeline.claims[*source.claims.first()?].place(&[Step::Key("assessment")]));
        let Some(place) = source.place.clone().or_else(event).or_else(claim) else { continue };
        found.push(
            Diagnostic::new(Code::SourceWithoutArchive, place, format!("no kept copy of `{}` is named", source.id))
                .help("add `archive: https://…`, the address of a copy"),
        );
    }
}
