//! Values as they stand in YAML: text, tables of names, and what an editor keeps for themselves.
//!
//! Enters: what the reader of YAML gives. Leaves: values, refused where they hold what no text may hold. Must
//! not know: what a text means; its form is a part of its type, and whoever reads it asks for that.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

use super::kinds::{Form, Formed, Kind, Value, form};
use crate::text::signs::{self, Replaced};
use crate::text::{composed, forbidden};

/// Text from YAML: the exact characters written, so that `2022.10` stays so. Without control
/// characters, and without the characters that Unicode sets aside, which Annals uses as marks. The form is what
/// the text is for: a date, an address, the id of an event; one that names a thing has its letters composed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Words<F = form::Plain>(String, PhantomData<F>);

impl<F> Words<F> {
    /// The text without white space round it; `None` when nothing is left.
    #[must_use]
    pub fn present(&self) -> Option<&str> {
        let text = self.0.trim();
        (!text.is_empty()).then_some(text)
    }
}

impl<F> Deref for Words<F> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<F: Formed> From<&str> for Words<F> {
    fn from(text: &str) -> Self {
        let text = if F::FORM.is_name() { composed(text) } else { text.into() };
        Self(text.into_owned(), PhantomData)
    }
}

impl<F: Formed> Value for Words<F> {
    const KIND: Kind = Kind::Text(F::FORM);

    fn is_empty(&self) -> bool {
        self.present().is_none()
    }
}

impl<'de, F: Formed> Deserialize<'de> for Words<F> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Exact<F>(PhantomData<F>);
        impl<F: Formed> Visitor<'_> for Exact<F> {
            type Value = Words<F>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(F::FORM.one())
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Words<F>, E> {
                match is_unfit(F::FORM, text) {
                    true => Err(E::custom("text that is not for its key")),
                    false => Ok(text.into()),
                }
            }
        }
        // Asked for a string, the reader gives the text as it was written; asked for anything, a number.
        deserializer.deserialize_str(Exact(PhantomData))
    }
}

/// Whether text holds what none may hold, or what none of its form does: other tools' yes or no where a day is asked
/// for, signs that are not seen, quotation marks round an address.
pub(super) fn is_unfit(form: Form, text: &str) -> bool {
    forbidden(text).is_some()
        || (form == Form::Instant && matches!(text, "true" | "false"))
        || stray(form, text).is_some()
}

/// The text without signs that none of its form has, where it has some. An id may be the name of a file, which has any;
/// and dates are answered with what they mean.
pub(super) fn stray(form: Form, text: &str) -> Option<Replaced> {
    if text.is_ascii() {
        return None;
    }
    let found = match form {
        Form::Address | Form::Contact => signs::address(text),
        Form::SourceId if text.contains("//") => signs::address(text),
        Form::Path | Form::Slug => signs::name_of(text),
        Form::TagName if text.chars().any(signs::is_unseen) => signs::seen(text),
        Form::Language | Form::Zone | Form::Colour => signs::plain(text),
        _ => return None,
    };
    (found.text != text.trim()).then_some(found)
}

/// Names of the editor's choice, each once, in their order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table<T>(Vec<(String, T)>);

impl<'a, T> IntoIterator for &'a Table<T> {
    type Item = &'a (String, T);
    type IntoIter = std::slice::Iter<'a, (String, T)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<T: Value> Value for Table<T> {
    const KIND: Kind = Kind::Table(&T::KIND);
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Table<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Once<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Once<T> {
            type Value = Table<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("names and values")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Table<T>, A::Error> {
                let mut list: Vec<(String, T)> = Vec::new();
                let mut seen = std::collections::BTreeSet::new();
                while let Some((name, value)) = map.next_entry::<String, T>()? {
                    if !seen.insert(name.clone()) {
                        return Err(A::Error::custom("a name that stands twice"));
                    }
                    list.push((name, value));
                }
                Ok(Table(list))
            }
        }
        deserializer.deserialize_map(Once(PhantomData))
    }
}
