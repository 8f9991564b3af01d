//! Text that is no YAML: what is wrong with it, and what to write.
//!
//! Enters: where and why a reader of YAML stopped, and the entry that it happened in. Leaves: a diagnostic. Must
//! not know: which document it is.

use std::ops::Range;

use super::cut::cut_value;
use super::entries::Entry;
use super::fit::missing_space;
use super::kinds::{Kind, Shape};
use super::yaml::Yaml;
use crate::diagnostic::{Code, Diagnostic};
use crate::text::yaml_quoted;

/// Where and why the reader stopped.
#[derive(Debug, Clone, Default)]
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

/// Puts a mistake in words. `entry` is the one that the place `at` lies in.
pub(super) fn explain(
    yaml: &Yaml<'_>,
    stop: &Stop,
    at: usize,
    entry: Option<&Entry>,
    shape: Option<&Shape>,
) -> Diagnostic {
    let text = entry.zip(shape).and_then(|(entry, shape)| shape.key(&entry.name));
    let text = text.is_none_or(|key| matches!(key.kind, Kind::Text(_)));
    Mistake { yaml, words: &stop.words, at, entry, text }.syntax()
}

struct Mistake<'a> {
    yaml: &'a Yaml<'a>,
    words: &'a str,
    at: usize,
    entry: Option<&'a Entry>,
    /// Whether the entry takes text.
    text: bool,
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

    fn syntax(&self) -> Diagnostic {
        if let Some(cut) = self.cut() {
            return cut;
        }
        let (message, help) = self.syntax_words();
        Diagnostic::new(Code::YamlSyntax, self.yaml.location(&self.mark()), message).maybe_help(help)
    }

    /// A value between brackets that ` #` cuts off, and the rest of the brackets with it.
    fn cut(&self) -> Option<Diagnostic> {
        let (what, verb, bracket) = match self.words {
            words if words.contains("flow sequence") => ("the list in", "is", '['),
            words if words.contains("flow mapping") => ("the braces in", "are", '{'),
            _ => return None,
        };
        let text = self.yaml.text();
        let end = self.entry.map_or(text.len(), |entry| entry.value.end);
        let span = cut_value(text.get(self.at..end).filter(|rest| rest.starts_with(bracket))?)?;
        let span = self.at + span.start..self.at + span.end;
        let message = format!("{what} `{}` {verb} not closed, because ` #` begins a comment", self.name());
        let value = &text[span.clone()];
        // The part of a page that an address names.
        let value = if value.contains("://") { value.replace(" #", "#") } else { yaml_quoted(value) };
        let help = format!("write `{value}` in its place");
        Some(Diagnostic::new(Code::YamlSyntax, self.yaml.location(&span), message).help(help))
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
            && self.text
        {
            let quoted = |value: &str| Some(format!("write `{name}: {}`", yaml_quoted(value)));
            let first = value.chars().next().unwrap_or(' ');
            if matches!(first, '"' | '\'') && (value.len() == 1 || !value[1..].contains(first)) {
                return (format!("the quotation mark in `{name}` is not closed"), quoted(value[1..].trim()));
            }
            if first == '"'
                && let Some(doubled) = doubled(value)
            {
                return (
                    format!("a backslash in the double quotes of `{name}` has a meaning that it does not have here"),
                    Some(format!("write `{name}: {doubled}`")),
                );
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
        if let Some(help) = missing_space(text[self.at..].lines().next().unwrap_or("")) {
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

/// Text in double quotes with each backslash that means nothing to YAML doubled; `None` where all mean something.
fn doubled(value: &str) -> Option<String> {
    let (mut out, mut rest, mut any) = (String::with_capacity(value.len() + 4), value, false);
    while let Some(at) = rest.find('\\') {
        let (before, after) = rest.split_at(at + 1);
        out.push_str(before);
        let taken = after.chars().next().map_or(0, char::len_utf8);
        let means = after.starts_with(|c| "0abtnvfre \"/\\N_LP".contains(c)) || is_escape(after);
        any |= !means;
        out.push_str(if means { &after[..taken] } else { "\\" });
        rest = if means { &after[taken..] } else { after };
    }
    out.push_str(rest);
    any.then_some(out)
}

/// Whether text begins with `x`, `u` or `U` and its hexadecimal digits.
fn is_escape(text: &str) -> bool {
    let length = match text.as_bytes().first() {
        Some(b'x') => 2,
        Some(b'u') => 4,
        Some(b'U') => 8,
        _ => return false,
    };
    text.get(1..=length).is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
}
