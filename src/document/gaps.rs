//! What is not there and must be: keys that a record needs, at any depth.
//!
//! Enters: a value as it was read, and where values were set aside. Leaves: a finding for each key that is absent
//! or empty, with what to write, and where that is. Must not know: any one record.

use super::entries::entries;
use super::front_matter::leading_date;
use super::kinds::{Form, Key, Kind, Needed, Record, Shape};
use super::nodes::{Step, Unread};
use super::yaml::Yaml;
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::text;

/// Reports and notes what is missing. What was set aside is reported already.
pub(super) fn report<T: Record>(yaml: &Yaml<'_>, value: &T, unread: &mut Unread, found: &mut Vec<Diagnostic>) {
    let mut missing = Unread::default();
    value.gaps(&mut Vec::new(), &mut |at, shape, keys| {
        let places = keys.iter().map(|key| at.iter().copied().chain([Step::Key(key)]).collect::<Vec<_>>());
        let places: Vec<_> = places.collect();
        if places.iter().any(|place| unread.is_aside(place)) {
            return;
        }
        places.into_iter().for_each(|place| missing.insert(place));
        match keys {
            [key] => {
                if let Some(key) = shape.key(key) {
                    found.extend(absent(yaml, at, shape, key));
                }
            }
            _ => found.push(none_of(yaml, at, shape)),
        }
    });
    unread.append(&mut missing);
}

/// A key that is absent, or whose value is empty: then at its own line.
fn absent(yaml: &Yaml<'_>, at: &[Step<'static>], shape: &Shape, key: &Key) -> Option<Diagnostic> {
    let name = key.name();
    let day = leading_date(yaml.path.stem()).map(|(day, _)| day);
    let written = written(yaml, at, name);
    if written.is_none() && key.needed == Needed::UnlessNamed && day.is_some() {
        return None;
    }
    let (message, place) = match &written {
        Some((place, rest)) if rest.starts_with('#') => {
            let rest = if matches!(key.kind, Kind::Text(Form::Plain)) {
                text::yaml_quoted(rest)
            } else {
                rest[1..].trim().to_owned()
            };
            let message = format!("`{name}` is empty: what follows `#` is a comment");
            return Some(
                Diagnostic::new(Code::MissingField, place.clone(), message).help(format!("write `{name}: {rest}`")),
            );
        }
        Some((place, _)) => (format!("`{name}` is empty"), place.clone()),
        None => (format!("{} has no `{name}`", the(shape)), record(yaml, at)),
    };
    let help = match key.kind {
        Kind::Text(Form::Date | Form::Instant) if at.is_empty() => {
            format!("write `{name}: {}`; a month or a year will do too", day.unwrap_or("2022-03-14"))
        }
        Kind::Choice(choices) => {
            let words: Vec<&str> = choices.iter().map(|choice| choice.word).collect();
            format!("add `{name}: ` and one of: {}", words.join(", "))
        }
        Kind::Text(form) if form.ask().is_some() => format!("add `{name}: ` and {}", form.ask().unwrap_or("")),
        _ if written.is_none() && !at.is_empty() => format!("add `{name}: \"…\"`"),
        _ => format!("write `{name}: {}`", text::yaml_quoted(&guess(yaml, at, name))),
    };
    Some(Diagnostic::new(Code::MissingField, place, message).help(help))
}

fn none_of(yaml: &Yaml<'_>, at: &[Step<'static>], shape: &Shape) -> Diagnostic {
    let keys: Vec<String> = shape.any_of.iter().map(|key| format!("`{key}`")).collect();
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    let examples = shape.any_of.iter().filter_map(|name| shape.key(name)).map(|key| match key.kind {
        Kind::Text(Form::Address) => format!("`{}: https://…`", key.name()),
        _ => format!("`{}: \"…\"`", key.name()),
    });
    let message = format!("{} has neither {}", the(shape), keys.join(" nor "));
    let help = format!("write {}, or both", examples.collect::<Vec<_>>().join(", "));
    Diagnostic::new(Code::MissingField, record(yaml, at), message).help(help)
}

/// What a document is probably called, from the name of its file.
fn guess(yaml: &Yaml<'_>, at: &[Step<'static>], key: &str) -> String {
    if !at.is_empty() || yaml.under.is_some() || yaml.path.extension() != "md" || !matches!(key, "title" | "name") {
        return "…".to_owned();
    }
    let stem = leading_date(yaml.path.stem()).map_or(yaml.path.stem(), |(_, rest)| rest);
    let words = stem.replace(['-', '_'], " ");
    let mut letters = words.chars();
    letters.next().map_or_else(|| "…".to_owned(), |first| first.to_uppercase().chain(letters).collect())
}

/// `the statement` of `a statement`.
fn the(shape: &Shape) -> String {
    let noun = shape.what.strip_prefix("an ").or_else(|| shape.what.strip_prefix("a "));
    noun.map_or_else(|| shape.what.to_owned(), |noun| format!("the {noun}"))
}

/// Where a record is shown that lacks something: the document's first line, or where it begins.
fn record(yaml: &Yaml<'_>, at: &[Step<'static>]) -> Location {
    match &yaml.under {
        _ if !at.is_empty() => yaml.place(at),
        Some(key) => Location::span(yaml.path, key.clone()),
        None => top(yaml),
    }
}

/// The first line of the file.
fn top(yaml: &Yaml<'_>) -> Location {
    let start = if yaml.file.starts_with('\u{FEFF}') { 3 } else { 0 };
    let end = yaml.file[start..].find(['\r', '\n']).map_or(yaml.file.len(), |at| start + at);
    Location::span(yaml.path, start..end)
}

/// The place of a key that stands there, and what follows its colon: on its line, else on the first below that is
/// no comment.
fn written(yaml: &Yaml<'_>, at: &[Step<'static>], key: &str) -> Option<(Location, String)> {
    if at.is_empty() {
        let text = yaml.text();
        let entry = entries(text).into_iter().find(|entry| entry.name == key)?;
        let mut lines = text[entry.value.clone()].lines().map(str::trim).enumerate();
        let line = lines.find(|(number, line)| !line.is_empty() && (*number == 0 || !line.starts_with('#')));
        return Some((yaml.location(&entry.key), line.map_or("", |(_, line)| line).to_owned()));
    }
    let steps: Vec<Step<'_>> = at.iter().copied().chain([Step::Name(key)]).collect();
    let place = yaml.place(&steps);
    let (start, end) = place.span?;
    let name = yaml.file.get(start..end)?.trim_matches(['"', '\'']);
    let rest = yaml.file[end..].lines().next().unwrap_or("").trim_start_matches([':', ' ']).to_owned();
    (name == key).then_some((place, rest))
}
