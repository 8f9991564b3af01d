//! Evidence: the records of `content/sources.yaml`, and what an event's `sources` may hold.

use std::fmt;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error, IntoDeserializer, MapAccess, SeqAccess, Visitor};

use super::words::Words;
use super::yaml::{Field, Keys, Takes};
use crate::text::forbidden;

/// A source. The names are those of Hayagriva's YAML where it has them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Source {
    /// What kind of thing it is: a report, a transcript.
    pub r#type: Option<Words>,
    /// Its title.
    pub title: Option<Words>,
    /// Who wrote it.
    pub author: Option<Words>,
    /// When it was published.
    pub date: Option<Words>,
    /// Who published it; the short name that readers see.
    pub publisher: Option<Words>,
    /// Where it is.
    pub url: Option<Words>,
    /// Where a copy of it is kept.
    pub archive: Option<Words>,
    /// The language it is in (BCP 47).
    pub language: Option<Words>,
    /// When it was last looked at.
    pub accessed: Option<Words>,
}

impl Keys for Source {
    const WHAT: &'static str = "a source";
    const FIELDS: &'static [Field] = &[
        Field { name: "type", takes: Takes::Text },
        Field { name: "title", takes: Takes::Text },
        Field { name: "author", takes: Takes::Text },
        Field { name: "date", takes: Takes::Date },
        Field { name: "publisher", takes: Takes::Text },
        Field { name: "url", takes: Takes::Text },
        Field { name: "archive", takes: Takes::Text },
        Field { name: "language", takes: Takes::Text },
        Field { name: "accessed", takes: Takes::Date },
    ];
}

/// What is cited for a statement or an assessment: one thing, or a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cited {
    /// The things, in the order written.
    pub list: Vec<Evidence>,
    /// Whether they stand in a list.
    pub several: bool,
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Evidence {
    /// The id of a record in `content/sources.yaml`, or a web address.
    Name(Words),
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
                match forbidden(text) {
                    Some(c) => Err(E::custom(format!("forbidden character U+{:04X} ", u32::from(c)))),
                    None => Ok(Evidence::Name(text.into())),
                }
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Evidence, A::Error> {
                Source::deserialize(MapAccessDeserializer::new(map)).map(|source| Evidence::Record(Box::new(source)))
            }
        }
        deserializer.deserialize_any(Either)
    }
}
