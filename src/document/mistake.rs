//! What the YAML reader's errors mean to an editor, and what to write.
//!
//! Enters: an error of the reader, and the entry that it happened in. Leaves: a diagnostic. Must not
//! know: which document it is.

use std::ops::Range;

use super::entries::Entry;
use super::kinds::{KNOWN, example, or, takes};
use super::yaml::{Field, Takes, Yaml, unknown_help};
use crate::diagnostic::{Code, Diagnostic};
use crate::text::{did_you_mean, shorten, yaml_quoted};

/// Where and why the reader stopped.
#[derive(Debug, Clone)]
pub(super) struct Stop {
    /// The reader's own words.
    pub(super) words: String,
    /// The byte that it stopped at.
    pub(super) index: usize,
}

/// The byte that an error is about: where the unfinished thing began when the reader tells, else where
/// it stopped.
pub(super) fn at(stop: &Stop, text: &str) -> usize {
    let words = &stop.words;
    for context in [
        "while scanning a quoted scalar at line ",
        "while parsing a flow sequence at line ",
        "while parsing a flow mapping at line ",
    ] {
        if let Some((_, rest)) = words.split_once(context)
            && let Some((line, rest)) = rest.split_once(" column ")
            && let (Ok(line), Ok(column)) =
                (line.parse::<usize>(), rest.trim_end_matches(|c: char| !c.is_ascii_digit()).parse::<usize>())
        {
            let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
            let within = text[start..].char_indices().nth(column.saturating_sub(1)).map_or(0, |(at, _)| at);
            return start + within;
        }
    }
    if words.contains("more than one document") {
        return text.match_indices("\n---").map(|(at, _)| at + 1).find(|at| *at > 0).unwrap_or(0);
    }
    text.floor_char_boundary(stop.index.min(text.len()))
}

/// Puts an error in words. `entry` and `field` are those that the place `at` lies in.
pub(super) fn explain(
    yaml: &Yaml<'_>,
    stop: &Stop,
    at: usize,
    entry: Option<&Entry>,
    field: Option<&Field>,
) -> Diagnostic {
    let words = stop.words.as_str();
    let what = Mistake { yaml, words, at, entry, field };
    if words.contains("forbidden character") {
        return what.forbidden();
    }
    if words.contains("unknown field") || words.contains("duplicate field") {
        return what.nested_key();
    }
    if words.contains("unknown variant") {
        return what.choice();
    }
    if words.contains("invalid type") || words.contains("invalid value") || words.contains("invalid length") {
        return what.wrong_type();
    }
    if words.contains("recursion limit") || words.contains("repetition limit") {
        return Diagnostic::new(Code::YamlNesting, yaml.location(&what.mark()), "the YAML is nested too deeply")
            .help("write it with fewer levels");
    }
    what.syntax()
}

struct Mistake<'a> {
    yaml: &'a Yaml<'a>,
    words: &'a str,
    at: usize,
    entry: Option<&'a Entry>,
    field: Option<&'a Field>,
}

impl Mistake<'_> {
    /// From the place to the end of its line.
    fn mark(&self) -> Range<usize> {
        let text = self.yaml.text();
        let end = text[self.at..].find(['\n', '\r']).map_or(text.len(), |at| self.at + at);
        let end = self.at + text[self.at..end].trim_end().len();
        if end > self.at {
            return self.at..end;
        }
        // Nothing stands there: the end of a line, or of the text. Show the line before.
        let before = text[..self.at].trim_end();
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        start..before.len().max(start)
    }

    /// The value of the entry, when it stands on the line of its key.
    fn value(&self) -> Option<(&str, Range<usize>)> {
        let text = self.yaml.text();
        let range = self.entry?.value.clone();
        let raw = &text[range.clone()];
        let line = raw.split('\n').next().unwrap_or("");
        let start = range.start + (line.len() - line.trim_start().len());
        let value = line.trim();
        (!value.is_empty()).then_some((value, start..start + value.len()))
    }

    /// Whether nothing of the entry stands below its first line.
    fn one_line(&self) -> bool {
        let text = self.yaml.text();
        self.entry.is_some_and(|entry| {
            let mut lines = text[entry.value.clone()].lines().skip(1);
            lines.all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'))
        })
    }

    fn name(&self) -> &str {
        self.entry.map_or("", |entry| entry.name.as_str())
    }

    fn forbidden(&self) -> Diagnostic {
        let name = self.words.split("forbidden character ").nth(1).unwrap_or("").split(' ').next().unwrap_or("");
        Diagnostic::new(
            Code::ForbiddenCharacter,
            self.yaml.location(&self.mark()),
            format!("the character {name} is not for text"),
        )
        .help("leave it out")
    }

    fn nested_key(&self) -> Diagnostic {
        let mut names = self.words.split('`').skip(1).step_by(2);
        let name = names.next().unwrap_or("");
        let end = (self.at + name.len()).min(self.yaml.text().len());
        let end = self.yaml.text().floor_char_boundary(end);
        if self.words.contains("duplicate field") {
            return Diagnostic::new(
                Code::DuplicateKey,
                self.yaml.location(&self.mark()),
                format!("`{}` stands twice", shorten(name, 40)),
            )
            .help("keep one of the two");
        }
        let known: Vec<Field> = KNOWN
            .iter()
            .filter(|known| names.clone().any(|name| name == **known))
            .map(|name| Field { name, takes: Takes::Text })
            .collect();
        let place = if self.name().is_empty() { "here".to_owned() } else { format!("in `{}`", self.name()) };
        Diagnostic::new(
            Code::UnknownKey,
            self.yaml.location(&(self.at..end)),
            format!("there is no key `{}` {place}", shorten(name, 40)),
        )
        .help(unknown_help(name, &known))
    }

    /// The key of a record in a list, or of a mapping below the entry, that the reader stopped in.
    fn inner(&self) -> Option<&'static str> {
        let path = self.words.split(": ").next()?;
        let (_, last) = path.rsplit_once('.')?;
        KNOWN.iter().find(|known| **known == last.split('[').next().unwrap_or(last)).copied()
    }

    fn choice(&self) -> Diagnostic {
        let key = self.inner().unwrap_or(self.name());
        let mut names = self.words.split('`').skip(1).step_by(2);
        let wrong = names.next().unwrap_or("");
        let words: Vec<&str> = names.collect();
        let help = match did_you_mean(wrong, words.iter().copied()) {
            Some(near) => format!("did you mean `{key}: {near}`?"),
            None => format!("write one of: {}", words.join(", ")),
        };
        Diagnostic::new(
            Code::WrongType,
            self.yaml.location(&self.mark()),
            format!("`{key}` takes {}, not `{}`", or(&words), shorten(wrong, 40)),
        )
        .help(help)
    }

    fn wrong_type(&self) -> Diagnostic {
        let Some(field) = self.field else {
            let what = if self.name().is_empty() { "the YAML" } else { self.name() };
            return Diagnostic::new(
                Code::WrongType,
                self.yaml.location(&self.mark()),
                format!("{what} must be lines of `key: value`"),
            )
            .help(
                self.missing_space()
                    .unwrap_or_else(|| "write a key, a colon, a space and a value on each line".to_owned()),
            );
        };
        let name = field.name;
        let (value, _) = self.value().unwrap_or(("", 0..0));
        let nested = !self.words.starts_with(&format!("{name}: invalid"));
        let kind = takes(field.takes);
        let shown = if nested { self.found() } else { format!("`{}`", shorten(value, 40)) };
        let shown = if shown == "``" { self.found() } else { shown };
        let place = match self.inner() {
            Some(inner) => format!("`{inner}` in `{name}`"),
            None if nested => format!("an item of `{name}`"),
            None => format!("`{name}`"),
        };
        let expected = if nested { self.expected() } else { kind.to_owned() };
        Diagnostic::new(
            Code::WrongType,
            self.yaml.location(&self.mark()),
            format!("{place} takes {expected}, not {shown}"),
        )
        .help(if let Some(inner) = self.inner() {
            match expected.as_str() {
                "true or false" => example(&Field { name: inner, takes: Takes::Flag }, &self.seen()),
                "text" => "put text in quotes".to_owned(),
                _ => format!("write {expected} after `{inner}: `"),
            }
        } else if nested {
            "put text in quotes, each item on a line of its own after `- `".to_owned()
        } else {
            example(field, value)
        })
    }

    /// The text that the reader saw.
    fn seen(&self) -> String {
        self.words.split('"').nth(1).unwrap_or("").to_owned()
    }

    /// What the reader saw, in its own words made plain.
    fn found(&self) -> String {
        let words = self.words.split("invalid type: ").nth(1).unwrap_or("");
        let words = words.split(", expected").next().unwrap_or("");
        match words {
            "sequence" => "a list".to_owned(),
            "map" => "keys and values".to_owned(),
            "unit value" => "nothing".to_owned(),
            words => format!(
                "`{}`",
                shorten(words.split_once(' ').map_or(words, |(_, value)| value).trim_matches(['"', '`']), 40)
            ),
        }
    }

    fn expected(&self) -> String {
        let words = self.words.split(", expected ").nth(1).unwrap_or("");
        let words = words.split(" at line ").next().unwrap_or("");
        match words {
            "a string" => "text".to_owned(),
            "a boolean" => "true or false".to_owned(),
            "a sequence" => "a list".to_owned(),
            "i64" | "u32" | "u64" => "a whole number".to_owned(),
            words if words.starts_with("struct ") => "keys and values".to_owned(),
            words => words.to_owned(),
        }
    }

    /// `title:x` on the line of the place.
    fn missing_space(&self) -> Option<String> {
        let text = self.yaml.text();
        let line = text[self.at..].lines().next()?;
        let (key, value) = line.split_once(':')?;
        let plain = key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        (plain && !value.is_empty() && !value.starts_with([' ', '/']))
            .then(|| format!("write a space after the colon: `{key}: {value}`"))
    }

    fn syntax(&self) -> Diagnostic {
        let (message, help) = self.syntax_words();
        Diagnostic::new(Code::YamlSyntax, self.yaml.location(&self.mark()), message).maybe_help(help)
    }

    fn syntax_words(&self) -> (String, Option<String>) {
        let name = self.name();
        let text = self.yaml.text();
        let line_start = text[..self.at].rfind('\n').map_or(0, |at| at + 1);
        let line = text[line_start..].lines().next().unwrap_or("");
        if line[..line.len() - line.trim_start().len()].contains('\t') || self.words.contains("tab character") {
            return (
                "a tab cannot indent YAML".to_owned(),
                Some(format!("write spaces: `{}`", line.replace('\t', "  ").trim_end())),
            );
        }
        if self.words.contains("more than one document") {
            return ("a second YAML document begins here".to_owned(), Some("leave the line `---` out".to_owned()));
        }
        if let Some((value, _)) = self.value()
            && self.one_line()
            && self.field.is_none_or(|field| matches!(field.takes, Takes::Text | Takes::Date | Takes::Instant))
        {
            let quoted = |value: &str| Some(format!("write `{name}: {}`", yaml_quoted(value)));
            let first = value.chars().next().unwrap_or(' ');
            if matches!(first, '"' | '\'') && (value.len() == 1 || !value[1..].contains(first)) {
                return (format!("the quotation mark in `{name}` is not closed"), quoted(value[1..].trim()));
            }
            if matches!(first, '"' | '\'') {
                return (format!("the value of `{name}` goes on after its closing quotation mark"), quoted(value));
            }
            if value.contains(": ") || value.ends_with(':') {
                return (format!("the value of `{name}` has a colon, so it must be in quotes"), quoted(value));
            }
            return (
                format!("the value of `{name}` must be in quotes, because it begins with `{first}`"),
                quoted(value),
            );
        }
        let item = line.trim();
        if let Some(rest) = item.strip_prefix("- ")
            && rest.matches(": ").count() > 0
            && self.words.contains("mapping values")
        {
            return (
                "this item has a colon, so it must be in quotes".to_owned(),
                Some(format!("write `- {}`", yaml_quoted(rest.trim()))),
            );
        }
        if let Some((key, rest)) = item.trim_start_matches("- ").split_once(": ")
            && rest.contains(": ")
        {
            return (
                format!("the value of `{key}` has a colon, so it must be in quotes"),
                Some(format!("write `{key}: {}`", yaml_quoted(rest.trim()))),
            );
        }
        if self.words.contains("flow sequence") {
            return (format!("the list in `{name}` is not closed"), Some("close it with `]`".to_owned()));
        }
        if self.words.contains("flow mapping") {
            return (format!("the braces in `{name}` are not closed"), Some("close them with `}`".to_owned()));
        }
        if self.words.contains("quoted scalar") {
            return ("a quotation mark is not closed".to_owned(), Some("close it at the end of its text".to_owned()));
        }
        if let Some(help) = self.missing_space() {
            return ("a key needs a colon and a space after it".to_owned(), Some(help));
        }
        if self.words.contains("expected key") || self.words.contains("mapping values") {
            return (
                "the indentation of this line does not fit the lines above it".to_owned(),
                Some(
                    "begin it in the same column as its neighbours, and put text that has a colon in quotes".to_owned(),
                ),
            );
        }
        ("this line is not YAML".to_owned(), Some("put text that begins with a sign in quotes".to_owned()))
    }
}
