//! `image-without-alt`: an image that is told to nobody who does not see it. Images in Markdown are looked at
//! where Markdown is read.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Media, Step, Timeline};

pub(super) fn run(timeline: &Timeline, found: &mut Vec<Diagnostic>) {
    for event in &timeline.events {
        let at = |media: &Media, key| [Step::Key("media"), Step::Item(media.number), Step::Key(key)];
        let unread = |media: &Media| ["alt", "decorative"].iter().any(|key| event.is_unread(&at(media, key)));
        for media in event.media.iter().filter(|media| media.alt.is_none() && !media.decorative && !unread(media)) {
            found.push(
                Diagnostic::new(
                    Code::ImageWithoutAlt,
                    event.place(&at(media, "src")),
                    "this image has no description for those who do not see it",
                )
                .help("add `alt: \"…\"`, what it shows, or `decorative: true` where it says nothing that the text does not"),
            );
        }
    }
}
