//! `image-without-alt`: an image that is told to nobody who does not see it. Images in Markdown are looked at
//! where Markdown is read.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Step, Timeline};

pub(super) fn run(timeline: &Timeline, found: &mut Vec<Diagnostic>) {
    for event in &timeline.events {
        for media in event.media.iter().filter(|media| media.alt.is_none() && !media.decorative) {
            found.push(
                Diagnostic::new(
                    Code::ImageWithoutAlt,
                    event.place(&[Step::Key("media"), Step::Item(media.number), Step::Key("src")]),
                    "this image has no description for those who do not see it",
                )
                .help("add `alt: \"…\"`, what it shows, or `decorative: true` where it says nothing that the text does not"),
            );
        }
    }
}
