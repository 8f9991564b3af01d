//! The kinds of values in words: what a key takes, and what a correct entry looks like.
//!
//! Enters: a key and its kind, and what was written. Leaves: words for messages. Must not know: why the
//! reader stopped.

use super::yaml::{Field, Takes};
use crate::text::yaml_quoted;

/// What a key takes, in words.
pub(super) fn takes(takes: Takes) -> &'static str {
    match takes {
        Takes::Text => "text",
        Takes::Date => "a date",
        Takes::Instant => "a day, or a day with a time",
        Takes::Flag => "true or false",
        Takes::Integer => "a whole number",
        Takes::Texts => "a list",
        Takes::Choice(_) => "one of a few words",
        Takes::Sources => "a list of source ids, addresses or records",
        Takes::Records => "a list of records",
        Takes::Map => "keys and values below it",
    }
}

/// The corrected entry, as far as it can be told from what was written.
pub(super) fn example(field: &Field, value: &str) -> String {
    let name = field.name;
    match field.takes {
        Takes::Flag => match value.trim_matches(['"', '\'']).to_lowercase().as_str() {
            "yes" | "y" | "on" | "1" | "true" => format!("write `{name}: true`"),
            "no" | "n" | "off" | "0" | "false" => format!("write `{name}: false`"),
            _ => format!("write `{name}: true` or `{name}: false`"),
        },
        Takes::Texts | Takes::Sources if !value.is_empty() => {
            let items: Vec<&str> = value.split(',').map(str::trim).filter(|item| !item.is_empty()).collect();
            format!("write `{name}: [{}]`", items.join(", "))
        }
        Takes::Texts | Takes::Sources => format!("write `{name}:` and below it lines that begin with `- `"),
        Takes::Integer => format!("write a whole number: `{name}: 1`"),
        Takes::Records => format!("write `{name}:` and below it, for each, `- ` and its lines of `key: value`"),
        Takes::Map => format!("write `{name}:` and below it indented lines of `key: value`"),
        Takes::Choice(words) => format!("write one of: {}", words.join(", ")),
        Takes::Text | Takes::Date | Takes::Instant if !value.is_empty() => {
            format!("write `{name}: {}`", yaml_quoted(value))
        }
        Takes::Text | Takes::Date | Takes::Instant => format!("write the text after `{name}: `"),
    }
}

/// `a`, `a or b`, `a, b or c`.
pub(super) fn or(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [many @ .., last] => format!("{} or {last}", many.join(", ")),
    }
}

/// The keys of nested mappings, so that a reader's message can be taken apart into them.
pub(super) const KNOWN: &[&str] = &[
    "type",
    "title",
    "author",
    "date",
    "publisher",
    "url",
    "archive",
    "language",
    "accessed",
    "claim",
    "by",
    "stance",
    "source",
    "quote",
    "quote_language",
    "named",
    "note",
    "text",
    "was",
    "status",
    "basis",
    "sources",
    "src",
    "alt",
    "decorative",
    "caption",
    "credit",
    "licence",
    "licence_url",
    "name",
    "logo",
    "corrections",
    "ethics",
    "unnamed_sources",
    "accent",
    "accent_dark",
    "font",
    "font_headings",
    "footer",
];
