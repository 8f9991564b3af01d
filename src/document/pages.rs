//! The keys of `content/index.md` and `content/pages/*.md`.

use super::Extra;
use super::kinds::form;
use super::words::Words;

choice! {
    /// Whether the story still moves.
    pub enum Status {
        /// It does.
        Developing = "developing",
        /// It does not.
        Settled = "settled",
    }
}

record! {
    /// The explainer itself. Its body says how the story was reported.
    "index.md"
    pub struct Index {
        /// The headline; when absent, the site's title.
        title: Words,
        /// The standfirst.
        summary: Words,
        /// Three to five points.
        in_short: Vec<Words>,
        /// Why it matters.
        why: Words,
        /// What is known.
        known: Vec<Words>,
        /// What is not known.
        unknown: Vec<Words>,
        /// Whether the story still moves.
        status: Status,
        /// When the explainer first stood on the site.
        published: Words<form::Instant>,
        /// When it last changed in substance.
        updated: Words<form::Instant>,
        /// Who wrote it.
        authors: Vec<Words>,
        /// Keys of your own, kept as they are; templates see them.
        extra: Extra,
    }
    elsewhere {
        "headline" => Key("title"),
        "name" => Key("title"),
        "description" => Key("summary"),
        "excerpt" => Key("summary"),
        "subtitle" => Key("summary"),
        "author" => Key("authors"),
        "date" => Key("published"),
        "pubDate" => Key("published"),
        "publishDate" => Key("published"),
        "lastmod" => Key("updated"),
        "last_modified_at" => Key("updated"),
        "published" => Nothing("to say when it first stood on the site, write a day"),
        "image" => Nothing("an image is shown in the text, as `![what it shows](name.jpg)`"),
        "cover" => Nothing("an image is shown in the text, as `![what it shows](name.jpg)`"),
        "thumbnail" => Nothing("an image is shown in the text, as `![what it shows](name.jpg)`"),
        "byline" => Key("authors"),
        "id" => Nothing("it always stands at the start of the site"),
        "slug" => Nothing("it always stands at the start of the site"),
        "url" => Nothing("it always stands at the start of the site"),
        "lang" => Nothing("the language of the site is `language` in annals.yaml"),
        "language" => Nothing("the language of the site is `language` in annals.yaml"),
        "layout" => Nothing("the folder of a file says what it is"),
        "type" => Nothing("the folder of a file says what it is"),
        "permalink" => Nothing("it always stands at the start of the site"),
    }
}

record! {
    /// A page beside the timeline: about, corrections policy.
    "a page"
    pub struct Page {
        /// The heading.
        title: Words = Yes,
        /// When it first stood on the site.
        published: Words<form::Instant>,
        /// When it last changed.
        updated: Words<form::Instant>,
    }
    elsewhere {
        "headline" => Key("title"),
        "name" => Key("title"),
        "date" => Key("published"),
        "pubDate" => Key("published"),
        "publishDate" => Key("published"),
        "lastmod" => Key("updated"),
        "last_modified_at" => Key("updated"),
        "published" => Nothing("to say when it first stood on the site, write a day"),
        "id" => Nothing("the name of the file says where it stands"),
        "slug" => Nothing("the name of the file says where it stands"),
        "permalink" => Nothing("the name of the file says where it stands"),
        "url" => Nothing("the name of the file says where it stands"),
        "redirect_from" => Nothing("the name of the file says where it stands"),
        "aliases" => Nothing("the name of the file says where it stands"),
        "layout" => Nothing("the folder of a file says what it is"),
        "type" => Nothing("the folder of a file says what it is"),
    }
}
