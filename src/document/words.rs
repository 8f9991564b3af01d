//! Text as it stands in YAML, refused when it holds what no text may hold.

use std::fmt;
use std::ops::Deref;

use serde::de::{Deserialize, Deserializer, Error, Visitor};

use crate::text::{composed, forbidden};

/// Text from YAML: the exact characters written, so that `2022.10` stays so. Without control
/// characters, and without the characters that Unicode sets aside, which Annals uses as marks.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Words(String);

impl Words {
    /// The text without white space round it; `None` when nothing is left.
    #[must_use]
    pub fn present(&self) -> Option<&str> {
        let text = self.0.trim();
        (!text.is_empty()).then_some(text)
    }
}

/// Text by which documents name one another, or a place of the site: its letters are composed, as those of the names
/// of files are.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Name(Words);

impl Deref for Name {
    type Target = Words;

    fn deref(&self) -> &Words {
        &self.0
    }
}

impl From<&str> for Name {
    fn from(text: &str) -> Self {
        Self(Words(composed(text).into_owned()))
    }
}

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Words::deserialize(deserializer).map(|words| Self::from(&*words.0))
    }
}

impl Deref for Words {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Words {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Exact;
        impl Visitor<'_> for Exact {
            type Value = Words;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Words, E> {
                match forbidden(text) {
                    Some(c) => Err(E::custom(format!("forbidden character U+{:04X} ", u32::from(c)))),
                    None => Ok(Words(text.to_owned())),
                }
            }
        }
        // Asked for a string, the reader gives the text as it was written; asked for anything, a number.
        deserializer.deserialize_str(Exact)
    }
}
