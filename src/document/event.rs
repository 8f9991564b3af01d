//! The keys of `content/events/*.md`.

use super::Extra;
use super::changes::{Correction, Media, Update};
use super::claim::Statement;
use super::kinds::form;
use super::source::Evidence;
use super::words::Words;

choice! {
    /// Weight of an event in the overview.
    #[derive(Default)]
    pub enum Importance {
        /// Shown large.
        Major = "major",
        /// Shown as most are.
        #[default]
        Normal = "normal",
        /// Shown small.
        Minor = "minor",
    }
}

record! {
    /// An event.
    "an event"
    pub struct Event {
        /// The headline.
        title: Words = Yes,
        /// When it occurred. A full day at the start of the file's name serves where it is absent.
        date: Words<form::Date> = UnlessNamed,
        /// When it became known, where that differs.
        reported: Words<form::Date>,
        /// Shown beside the date, never sorted on.
        date_note: Words,
        /// Order within a day, 0 when absent.
        order: i64,
        /// What happened, in a sentence or two; when absent, the first paragraph that has words, and where none has,
        /// the first words of a quote, a list or the like.
        summary: Words,
        /// How large it is shown in the overview; `normal` when absent.
        importance: Importance,
        /// Where it happened.
        place: Words,
        /// What it is about. `content/tags.yaml` names them.
        tags: Vec<Words<form::TagName>>,
        /// Who takes part in it.
        actors: Vec<Words<form::ActorId>>,
        /// Evidence for the event as a whole.
        sources: Vec<Evidence>,
        /// Who said what at it about which claim.
        statements: Vec<Statement>,
        /// Images.
        media: Vec<Media>,
        /// What was put right.
        corrections: Vec<Correction>,
        /// What was added.
        updates: Vec<Update>,
        /// Other events.
        related: Vec<Words<form::EventId>>,
        /// When the entry first stood on the site; when absent, the day of `index.md`.
        published: Words<form::Instant>,
        /// Not to be published yet.
        draft: bool,
        /// Published from then on.
        publish_at: Words<form::Instant>,
        /// Published until then.
        unpublish_at: Words<form::Instant>,
        /// The last part of the address, where it is not the id.
        slug: Words<form::Slug>,
        /// Old addresses that lead here.
        aliases: Vec<Words<form::Path>>,
        /// The language of the entry, where it is not the site's.
        language: Words<form::Language>,
        /// Who wrote the entry.
        authors: Vec<Words>,
        /// Keys of your own, kept as they are; templates see them.
        extra: Extra,
    }
    elsewhere {
        "description" => Key("summary"),
        "excerpt" => Key("summary"),
        "subtitle" => Key("summary"),
        "headline" => Key("title"),
        "name" => Key("title"),
        "start_date" => Key("date"),
        "start" => Key("date"),
        "end_date" => End("date"),
        "end" => End("date"),
        "display_date" => Key("date_note"),
        "weight" => Key("order"),
        "location" => Key("place"),
        "venue" => Key("place"),
        "category" => Key("tags"),
        "categories" => Key("tags"),
        "keywords" => Key("tags"),
        "people" => Key("actors"),
        "persons" => Key("actors"),
        "author" => Key("authors"),
        "byline" => Key("authors"),
        "image" => Key("media"),
        "images" => Key("media"),
        "cover" => Key("media"),
        "thumbnail" => Key("media"),
        "featured_image" => Key("media"),
        "photo" => Key("media"),
        "picture" => Key("media"),
        "banner" => Key("media"),
        "permalink" => Key("aliases"),
        "url" => Key("aliases"),
        "redirect_from" => Key("aliases"),
        "lang" => Key("language"),
        "publishDate" => Key("publish_at"),
        "pubDate" => Key("published"),
        "expiryDate" => Key("unpublish_at"),
        "published" => Not("draft"),
        "lastmod" => Nothing("what changed, and when, stands under `updates`"),
        "last_modified_at" => Nothing("what changed, and when, stands under `updates`"),
        "updated" => Nothing("what changed, and when, stands under `updates`"),
        "id" => Nothing("the id is the name of the file"),
        "body" => Nothing("its text stands below the second line of hyphens"),
        "content" => Nothing("its text stands below the second line of hyphens"),
        "text" => Nothing("its text stands below the second line of hyphens"),
        "layout" => Nothing("the folder of a file says what it is"),
        "type" => Nothing("the folder of a file says what it is"),
    }
}
