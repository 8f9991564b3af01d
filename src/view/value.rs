//! Values for templates, built by hand so that they are made once and shared.
//!
//! Enters: text, HTML, lists. Leaves: Tera's values. Must not know: what they describe.

use serde::ser::{Serialize, SerializeStruct, Serializer};
use tera::Value;

use crate::model::Extra;
use crate::path::SitePath;

/// A map under construction, in the order in which it is filled.
#[derive(Default)]
pub(super) struct Values(Vec<(&'static str, Value)>);

impl Values {
    pub(super) fn new() -> Self {
        Self(Vec::with_capacity(20))
    }

    /// Puts a value under a name.
    pub(super) fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.0.push((name, value.into()));
        self
    }

    /// Puts text that may be absent; absent text is null, which templates take for false.
    pub(super) fn maybe(self, name: &'static str, value: Option<impl Into<Value>>) -> Self {
        self.with(name, value.map_or_else(Value::none, Into::into))
    }

    /// The map.
    pub(super) fn done(self) -> Value {
        Value::try_from_serializable(&self).unwrap_or_else(|error| unreachable!("names and values: {error}"))
    }
}

/// Tera takes a structure's fields as they come, its own values unchanged; any other map it would make twice.
impl Serialize for Values {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Values", self.0.len())?;
        for (name, value) in &self.0 {
            fields.serialize_field(name, value)?;
        }
        fields.end()
    }
}

/// The editor's own keys, for templates alone.
pub(super) fn own(extra: Option<&Extra>) -> Value {
    extra.and_then(|extra| Value::try_from_serializable(extra).ok()).unwrap_or_else(Value::none)
}

/// HTML that templates write as it is.
pub(super) fn html(text: &str) -> Value {
    Value::safe_string(text)
}

/// The address of a page or file, to be written for each page when it is rendered.
pub(super) fn link(path: &SitePath) -> Value {
    html(&path.mark(None))
}

/// The address of a place on a page.
pub(super) fn link_to(path: &SitePath, fragment: &str) -> Value {
    html(&path.mark(Some(fragment)))
}

/// Text in HTML, without its meaning as markup.
pub(super) fn escaped(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len() + 8);
    // Writing to memory does not fail.
    let _ = tera::escape_html(text, &mut out);
    String::from_utf8(out).unwrap_or_default()
}
