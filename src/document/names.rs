//! The records of `content/tags.yaml` and `content/glossary.yaml`.

use super::words::Words;

record! {
    /// What readers are told of a tag, under its slug.
    "a tag"
    pub struct Tag {
        /// The name that readers see.
        name: Words,
        /// What the tag's events have in common.
        summary: Words,
    }
    elsewhere {
        "title" => Key("name"),
        "label" => Key("name"),
        "description" => Key("summary"),
        "text" => Key("summary"),
        "id" => Nothing("the id stands above its keys"),
        "slug" => Nothing("the id stands above its keys"),
    }
}

record! {
    /// A term that readers may want explained, under its id.
    "a term"
    pub struct Term {
        /// The term; its id when absent.
        name: Words,
        /// What it means here.
        text: Words = Yes,
    }
    elsewhere {
        "title" => Key("name"),
        "term" => Key("name"),
        "definition" => Key("text"),
        "meaning" => Key("text"),
        "summary" => Key("text"),
        "description" => Key("text"),
        "id" => Nothing("the id stands above its keys"),
    }
}
