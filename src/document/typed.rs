//! Values that the reader of YAML knows no better: what text without quotes means, values made of what is sound,
//! and what an editor keeps for themselves.
//!
//! Enters: texts and values. Leaves: values of the reader. Must not know: any one record.

use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer, Serialize};
use serde_yaml::{Mapping, Value as Typed};

use super::kinds::{Kind, Value};
use super::mistake::Stop;
use crate::text;

/// Reads a text as a type.
pub(super) fn parse<T: DeserializeOwned + Default>(text: &str) -> Result<T, Stop> {
    serde_yaml::from_str::<Option<T>>(text).map(Option::unwrap_or_default).map_err(|error| Stop {
        words: error.to_string(),
        index: error.location().map_or(0, |location| location.index()),
    })
}

/// A value made of what is sound.
pub(super) struct Sound(Typed);

impl Sound {
    /// What it is as a type; `None` where that refuses it.
    pub(super) fn read<T: DeserializeOwned>(self) -> Option<T> {
        T::deserialize(self.0).ok()
    }

    pub(super) fn map() -> Self {
        Self(Typed::Mapping(Mapping::new()))
    }

    pub(super) fn list(items: Vec<Self>) -> Self {
        Self(Typed::Sequence(items.into_iter().map(|item| item.0).collect()))
    }

    pub(super) fn text(text: &str) -> Self {
        Self(Typed::String(text.to_owned()))
    }

    pub(super) fn flag(flag: bool) -> Self {
        Self(Typed::Bool(flag))
    }

    pub(super) fn whole(number: i64) -> Self {
        Self(Typed::Number(number.into()))
    }

    /// What text without quotes is to the reader.
    pub(super) fn plain(text: &str) -> Self {
        Self(scalar(text))
    }

    /// Puts a value under a key of a mapping.
    pub(super) fn insert(&mut self, key: &str, value: Self) {
        self.insert_at(Self::text(key), value);
    }

    /// Puts a value under a key that need not be text.
    pub(super) fn insert_at(&mut self, key: Self, value: Self) {
        if let Typed::Mapping(map) = &mut self.0 {
            map.insert(key.0, value.0);
        }
    }
}

/// What text without quotes means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Plain {
    Nothing,
    Flag(bool),
    Whole(i64),
    Number,
    Text,
}

/// What text without quotes is to the reader.
pub(super) fn plain(text: &str) -> Plain {
    match scalar(text) {
        Typed::Null => Plain::Nothing,
        Typed::Bool(flag) => Plain::Flag(flag),
        Typed::Number(number) => number.as_i64().map_or(Plain::Number, Plain::Whole),
        _ => Plain::Text,
    }
}

fn scalar(text: &str) -> Typed {
    // All that is no text is made of these; and none of these, but for the lines that part documents, is more than
    // a scalar.
    let odd = |byte: u8| !(byte.is_ascii_alphanumeric() | matches!(byte, b'+' | b'-' | b'.' | b'~'));
    let value = match text::any_byte(text, odd) || matches!(text, "---" | "..." | "-") {
        true => None,
        false => serde_yaml::from_str(text).ok(),
    };
    value.unwrap_or_else(|| Typed::String(text.to_owned()))
}

/// The editor's own keys, kept as they are.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(transparent)]
pub struct Extra(Box<Mapping>);

impl Value for Extra {
    const KIND: Kind = Kind::Free;
}

impl<'de> Deserialize<'de> for Extra {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let map = Mapping::deserialize(deserializer)?;
        match map.iter().all(|(key, value)| is_key(key) && is_free(value)) {
            true => Ok(Self(Box::new(map))),
            false => Err(D::Error::custom("text that no text may hold, or a key that is none")),
        }
    }
}

fn is_key(key: &Typed) -> bool {
    !matches!(key, Typed::Sequence(_) | Typed::Mapping(_) | Typed::Tagged(_)) && is_free(key)
}

fn is_free(value: &Typed) -> bool {
    match value {
        Typed::String(text) => text::forbidden(text).is_none(),
        Typed::Sequence(items) => items.iter().all(is_free),
        Typed::Mapping(map) => map.iter().all(|(key, value)| is_key(key) && is_free(value)),
        Typed::Tagged(_) => false,
        Typed::Null | Typed::Bool(_) | Typed::Number(_) => true,
    }
}
