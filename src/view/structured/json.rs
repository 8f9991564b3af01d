//! JSON that can stand in a script element, written as text: what is said on many pages is written once.
//!
//! Enters: keys, texts, and values written before. Leaves: objects. Must not know: what they describe.

use crate::text::any_byte;

/// An object under construction. Absent values and empty lists leave nothing behind.
#[derive(Debug, Clone)]
pub(in crate::view) struct Object(String);

impl Object {
    /// An object of a type of the vocabulary.
    pub(super) fn new(kind: &str) -> Self {
        let mut object = String::with_capacity(512);
        object.extend(["{\"@type\":\"", kind, "\""]);
        Self(object)
    }

    /// The fields of an object, without it.
    pub(super) fn part() -> Self {
        Self(String::new())
    }

    /// An object of several types, given as JSON.
    pub(super) fn of(kinds: &str) -> Self {
        Self(format!("{{\"@type\":{kinds}"))
    }

    pub(super) fn text(mut self, key: &str, text: &str) -> Self {
        self.key(key);
        push(text, &mut self.0);
        self
    }

    pub(super) fn maybe(self, key: &str, text: Option<impl AsRef<str>>) -> Self {
        match text {
            Some(text) => self.text(key, text.as_ref()),
            None => self,
        }
    }

    /// A value that is JSON already.
    pub(super) fn value(mut self, key: &str, json: Option<impl AsRef<str>>) -> Self {
        if let Some(json) = json {
            self.key(key);
            self.0.push_str(json.as_ref());
        }
        self
    }

    /// Values that are JSON already.
    pub(super) fn list(mut self, key: &str, all: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        let mut all = all.into_iter();
        if let Some(first) = all.next() {
            self.key(key);
            self.0.push('[');
            self.0.push_str(first.as_ref());
            for json in all {
                self.0.push(',');
                self.0.push_str(json.as_ref());
            }
            self.0.push(']');
        }
        self
    }

    /// The items of a list with their places, counted from 1: fields that are written already.
    pub(super) fn items<'o>(mut self, key: &str, all: impl Iterator<Item = &'o Object>) -> Self {
        use std::fmt::Write as _;
        self.key(key);
        for (position, fields) in (1_usize..).zip(all) {
            let open = if position == 1 { '[' } else { ',' };
            // Writing to a string does not fail.
            let _ = write!(self.0, "{open}{{\"@type\":\"ListItem\",\"position\":{}{}}}", position, fields.0);
        }
        self.0.push(']');
        self
    }

    pub(super) fn done(mut self) -> String {
        self.0.push('}');
        self.0
    }

    fn key(&mut self, key: &str) {
        self.0.push_str(",\"");
        self.0.push_str(key);
        self.0.push_str("\":");
    }
}

/// A text as JSON.
pub(super) fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    push(text, &mut out);
    out
}

/// Writes a text without what could end the script element, and without the line ends that JavaScript has
/// and JSON has not.
fn push(text: &str, out: &mut String) {
    use std::fmt::Write as _;
    // The last is the first of the bytes of U+2028.
    let markup = |byte| (byte == b'<') | (byte == b'>') | (byte == b'&');
    let special = |byte| (byte < 0x20) | (byte == b'"') | (byte == b'\\') | markup(byte) | (byte == 0xE2);
    if !any_byte(text, special) {
        return out.extend(["\"", text, "\""]);
    }
    out.push('"');
    let mut from = 0;
    for (at, c) in text.char_indices() {
        if !(matches!(c, '"' | '\\' | '<' | '>' | '&' | '\u{2028}' | '\u{2029}') || c < ' ') {
            continue;
        }
        out.push_str(&text[from..at]);
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            // Writing to a string does not fail.
            c => _ = write!(out, "\\u{:04x}", u32::from(c)),
        }
        from = at + c.len_utf8();
    }
    out.push_str(&text[from..]);
    out.push('"');
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_text_comes_back(said in "\\PC*|[\\x00-\\x1f<>&\"\\\\/\u{2028}\u{2029}a]*") {
            let json = Object::new("Thing").text("name", &said).list("all", [text(&said)]).done();
            let kept_out = ['<', '>', '&', '\u{2028}', '\u{2029}'];
            prop_assert!(!json.contains(kept_out));
            let value: serde_json::Value = serde_json::from_str(&json).unwrap();
            prop_assert_eq!(value["name"].as_str(), Some(said.as_str()));
            prop_assert_eq!(value["all"][0].as_str(), Some(said.as_str()));
        }
    }

    #[test]
    fn what_is_absent_leaves_nothing() {
        let object = Object::new("Thing").maybe("a", None::<&str>).value("b", None::<&str>).list("c", [""; 0]);
        assert_eq!(object.done(), r#"{"@type":"Thing"}"#);
    }
}
