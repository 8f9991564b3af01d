//! Evidence: the records of `content/sources.yaml`, and what an event's `sources` may hold.

use std::fmt;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error, IntoDeserializer, MapAccess, SeqAccess, Visitor};

use super::Extra;
use super::kinds::{Form, Gaps, Kind, Record, Value, form};
use super::nodes::Step;
use super::words::{Words, is_unfit};

record! {
    /// A source. The names are those of Hayagriva's YAML where it has them.
    "a source"
    pub struct Source {
        /// What kind of thing it is: a report, a transcript.
        r#type: Words,
        /// Its title.
        title: Words,
        /// Who wrote it.
        author: Words,
        /// When it was published.
        date: Words<form::Date>,
        /// Who published it; the short name that readers see.
        publisher: Words,
        /// Where it is.
        url: Words<form::Address>,
        /// Where a copy of it is kept.
        archive: Words<form::Address>,
        /// The language that it is in.
        language: Words<form::Language>,
        /// When it was last looked at.
        accessed: Words<form::Date>,
        /// Keys of your own, kept as they are; templates see them.
        extra: Extra,
    }
    any of ["title", "url"]
    elsewhere {
        "name" => Key("title"),
        "headline" => Key("title"),
        "outlet" => Key("publisher"),
        "newspaper" => Key("publisher"),
        "site" => Key("publisher"),
        "website" => Key("publisher"),
        "journal" => Key("publisher"),
        "magazine" => Key("publisher"),
        "publication" => Key("publisher"),
        "authors" => Key("author"),
        "byline" => Key("author"),
        "link" => Key("url"),
        "href" => Key("url"),
        "archive_url" => Key("archive"),
        "archived" => Key("archive"),
        "published" => Key("date"),
        "accessed_at" => Key("accessed"),
        "retrieved" => Key("accessed"),
        "access_date" => Key("accessed"),
        "accessed_date" => Key("accessed"),
        "lang" => Key("language"),
        "layout" => Nothing("a source has no page of its own"),
        "permalink" => Nothing("a source has no page of its own"),
        "id" => Nothing("the id stands above its keys"),
    }
}

/// What is cited for a statement or an assessment: one thing, or a list.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cited {
    /// The things, in the order written.
    pub list: Vec<Evidence>,
    /// Whether they stand in a list.
    pub several: bool,
}

impl Value for Cited {
    const KIND: Kind = Kind::OneOrMany(&Evidence::KIND);

    fn gaps(&self, at: &mut Vec<Step<'static>>, see: &mut Gaps<'_>) {
        match self.list.as_slice() {
            [one] if !self.several => one.gaps(at, see),
            _ => self.list.gaps(at, see),
        }
    }
}

impl Value for Evidence {
    const KIND: Kind = Kind::Either(Form::SourceId, Source::SHAPE);

    fn gaps(&self, at: &mut Vec<Step<'static>>, see: &mut Gaps<'_>) {
        if let Self::Record(record) = self {
            record.gaps(at, see);
        }
    }
}

impl<'de> Deserialize<'de> for Cited {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneOrMany;
        impl<'de> Visitor<'de> for OneOrMany {
            type Value = Cited;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a source id, an address, a record, or a list of them")
            }

            fn visit_unit<E: Error>(self) -> Result<Cited, E> {
                Ok(Cited::default())
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Cited, E> {
                let list = vec![Evidence::deserialize(text.into_deserializer())?];
                Ok(Cited { list, several: false })
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Cited, A::Error> {
                let list = vec![Evidence::deserialize(MapAccessDeserializer::new(map))?];
                Ok(Cited { list, several: false })
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Cited, A::Error> {
                let mut list = Vec::new();
                while let Some(item) = items.next_element()? {
                    list.push(item);
                }
                Ok(Cited { list, several: true })
            }
        }
        deserializer.deserialize_any(OneOrMany)
    }
}

/// One item of an event's `sources`.
#[derive(Debug, Clone, PartialEq)]
pub enum Evidence {
    /// The id of a record in `content/sources.yaml`, or a web address.
    Name(Words<form::SourceId>),
    /// A record of its own.
    Record(Box<Source>),
}

impl<'de> Deserialize<'de> for Evidence {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Evidence;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a source id, an address or a record")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Evidence, E> {
                match is_unfit(Form::SourceId, text) {
                    true => Err(E::custom("text that is not for its key")),
                    false => Ok(Evidence::Name(text.into())),
                }
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Evidence, A::Error> {
                Source::deserialize(MapAccessDeserializer::new(map)).map(|source| Evidence::Record(Box::new(source)))
            }
        }
        deserializer.deserialize_any(Either)
    }
}
