//! What an event says of itself: corrections, updates, and the images that it shows.

use super::kinds::form;
use super::words::Words;

choice! {
    /// What kind of change a correction is.
    #[derive(Default)]
    pub enum CorrectionKind {
        /// Something was wrong.
        #[default]
        Correction = "correction",
        /// Something could be misunderstood.
        Clarification = "clarification",
        /// Something is taken back whole.
        Retraction = "retraction",
    }
}

record! {
    /// Something that was put right.
    "a correction"
    pub struct Correction {
        /// When it was put right.
        date: Words<form::Instant> = Yes,
        /// What kind of change it is; `correction` when absent.
        r#type: CorrectionKind,
        /// What was put right, as a sentence.
        text: Words = Yes,
        /// What had stood there.
        was: Words,
    }
    elsewhere {
        "note" => Key("text"),
        "description" => Key("text"),
        "kind" => Key("type"),
    }
}

record! {
    /// Something that was added.
    "an update"
    pub struct Update {
        /// When it was added.
        date: Words<form::Instant> = Yes,
        /// What was added, as a sentence.
        text: Words = Yes,
    }
    elsewhere {
        "note" => Key("text"),
        "description" => Key("text"),
    }
}

record! {
    /// An image.
    "an image"
    pub struct Media {
        /// The file, beside the event's or, with a slash before it, in `static/`.
        src: Words<form::File> = Yes,
        /// What it shows, for those who do not see it.
        alt: Words,
        /// `true` where it says nothing that the text does not.
        decorative: bool,
        /// The words under it.
        caption: Words,
        /// Who made it.
        credit: Words,
        /// The terms on which it is used.
        licence: Words,
        /// Where those stand.
        licence_url: Words<form::Address>,
    }
    elsewhere {
        "url" => Key("src"),
        "file" => Key("src"),
        "image" => Key("src"),
        "path" => Key("src"),
        "title" => Key("caption"),
        "description" => Key("alt"),
        "license" => Key("licence"),
        "license_url" => Key("licence_url"),
        "author" => Key("credit"),
    }
}
