//! Who says what: the keys of `content/actors/*.md` and `content/claims/*.md`, and an event's `statements`.

use super::Extra;
use super::kinds::form;
use super::source::Cited;
use super::words::Words;

choice! {
    /// What an actor is.
    pub enum ActorKind {
        /// One human being.
        Person = "person",
        /// A company, a newspaper, an international body.
        Organisation = "organisation",
        /// A state, or a part of one.
        Government = "government",
        /// People who act together.
        Group = "group",
    }
}

record! {
    /// A person or an organisation.
    "an actor"
    pub struct Actor {
        /// The name that readers see.
        name: Words = Yes,
        /// What it is; where absent, structured data calls the actor a `Thing`.
        r#type: ActorKind,
        /// What the actor does, in a few words.
        role: Words,
        /// The actor on whose behalf this one speaks.
        speaks_for: Words<form::ActorId>,
        /// The side of the story.
        side: Words,
        /// Other names.
        aliases: Vec<Words>,
        /// Addresses of the same actor elsewhere.
        same_as: Vec<Words<form::Address>>,
        /// Keys of your own, kept as they are; templates see them.
        extra: Extra,
    }
    elsewhere {
        "title" => Key("name"),
        "kind" => Key("type"),
        "position" => Key("role"),
        "job" => Key("role"),
        "function" => Key("role"),
        "description" => Key("role"),
        "url" => Key("same_as"),
        "website" => Key("same_as"),
        "sameAs" => Key("same_as"),
        "alternateName" => Key("aliases"),
        "id" => Nothing("the id is the name of the file"),
        "permalink" => Nothing("the name of the file says where it stands"),
        "slug" => Nothing("the name of the file says where it stands"),
        "redirect_from" => Nothing("the name of the file says where it stands"),
        "layout" => Nothing("the folder of a file says what it is"),
    }
}

choice! {
    /// What the newsroom holds of a claim.
    pub enum Verdict {
        /// Nobody independent has confirmed it.
        Unverified = "unverified",
        /// Others than the speakers say the same.
        Corroborated = "corroborated",
        /// It is so.
        Confirmed = "confirmed",
        /// It is true in a way that gives a wrong picture.
        Misleading = "misleading",
        /// It is not so.
        False = "false",
        /// Those who made it have taken it back.
        Retracted = "retracted",
    }
}

record! {
    /// The newsroom's own assessment of a claim.
    "an assessment"
    pub struct Assessment {
        /// The verdict.
        status: Verdict = Yes,
        /// What it rests on.
        basis: Words,
        /// Who made it.
        by: Words,
        /// When it was made.
        date: Words<form::Instant> = Yes,
        /// The evidence for it.
        sources: Cited,
    }
    elsewhere {
        "verdict" => Key("status"),
        "rating" => Key("status"),
        "author" => Key("by"),
        "source" => Key("sources"),
    }
}

record! {
    /// A contested claim.
    "a claim"
    pub struct Claim {
        /// The claim, as a sentence.
        text: Words = Yes,
        /// The actors that it is about.
        concerns: Vec<Words<form::ActorId>>,
        /// That an answer was looked for, and none found.
        no_response: Words,
        /// What the newsroom holds of it.
        assessment: Assessment,
        /// Keys of your own, kept as they are; templates see them.
        extra: Extra,
    }
    elsewhere {
        "title" => Key("text"),
        "name" => Key("text"),
        "claim" => Key("text"),
        "description" => Key("text"),
        "actors" => Key("concerns"),
        "about" => Key("concerns"),
        "id" => Nothing("the id is the name of the file"),
        "permalink" => Nothing("the name of the file says where it stands"),
        "slug" => Nothing("the name of the file says where it stands"),
        "url" => Nothing("the name of the file says where it stands"),
        "redirect_from" => Nothing("the name of the file says where it stands"),
        "layout" => Nothing("the folder of a file says what it is"),
        "type" => Nothing("the folder of a file says what it is"),
    }
}

choice! {
    /// What somebody does with a claim.
    pub enum Stance {
        /// Says that it is so.
        Asserts = "asserts",
        /// Says that it is so, having been asked or being concerned.
        Confirms = "confirms",
        /// Says that it is not so.
        Denies = "denies",
        /// Rejects it without saying that it is not so.
        Disputes = "disputes",
        /// Was asked and says nothing.
        DeclinesToComment = "declines-to-comment",
        /// Says that they know nothing of it.
        Unaware = "unaware",
        /// Takes back what they said of it.
        Retracts = "retracts",
    }
}

record! {
    /// Who says what about a claim, at an event.
    "a statement"
    pub struct Statement {
        /// The claim.
        claim: Words<form::ClaimId> = Yes,
        /// The speaker.
        by: Words<form::Speaker> = Yes,
        /// What the speaker does with the claim.
        stance: Stance = Yes,
        /// The evidence.
        source: Cited,
        /// The speaker's own words.
        quote: Words,
        /// The language of the quote, where it is not the entry's.
        quote_language: Words<form::Language>,
        /// `false` where the source does not name the speaker; `true` when absent.
        named: bool,
        /// When it was said, where that is not the day on which the event became known.
        date: Words<form::Date>,
        /// A note for readers.
        note: Words,
    }
    elsewhere {
        "speaker" => Key("by"),
        "actor" => Key("by"),
        "who" => Key("by"),
        "sources" => Key("source"),
        "text" => Key("quote"),
        "lang" => Key("quote_language"),
    }
}
