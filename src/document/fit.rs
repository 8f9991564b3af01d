//! What to write in place of what was written.
//!
//! Enters: a value that cannot stand where it does, and what may stand there. Leaves: a message, and the corrected
//! lines, made of the editor's own words. Must not know: any one record.

use std::ops::Range;

use super::kinds::{Form, Kind, or};
use super::nodes::{Content, Node};
use super::typed::{Plain, Sound, plain};
use super::walk::Walk;
use super::words::{is_unfit, stray};
use crate::diagnostic::{Code, Diagnostic};
use crate::text::{did_you_mean, end_of_direction, is_direction, open_directions, shorten, signs, yaml_quoted};

/// Which value is meant: that of a key, or an item of its list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot<'n> {
    pub(super) name: &'n str,
    /// The end of the key, or of what stands before the item.
    pub(super) after: usize,
    pub(super) item: bool,
}

impl<'n> Spot<'n> {
    pub(super) fn key(name: &'n str, key: &Node<'_>) -> Self {
        Self { name, after: key.span.end, item: false }
    }

    /// The item behind a place in the text of the list. Of an empty item it is not told where it stands: it is the
    /// next that begins with a hyphen.
    pub(super) fn item(self, node: &Node<'_>, text: &str, after: &mut usize) -> Self {
        *after = match node.is_blank() {
            true => empty_item(text, *after).unwrap_or(*after),
            false => node.span.end,
        };
        Self { item: true, after: *after, ..self }
    }
}

/// The place behind the hyphen of an item without a value.
fn empty_item(text: &str, after: usize) -> Option<usize> {
    let mut start = after;
    for line in text[after..].split_inclusive('\n') {
        let (margin, rest) = (line.len() - line.trim_start().len(), line.trim_start());
        if start > after && !rest.is_empty() && !rest.starts_with('#') {
            return rest.starts_with('-').then_some(start + margin + 1);
        }
        start += line.len();
    }
    None
}

/// A value in YAML: on the line of its key, or below it.
pub(super) enum Fit {
    Line(String),
    Below(String),
}

impl Walk<'_> {
    /// Reports a value that is of another kind.
    pub(super) fn refuse(&mut self, kind: &Kind, spot: Spot<'_>, node: &Node<'_>) -> Option<Sound> {
        let place = self.location(&self.shown_span(spot, node));
        let (message, help) = if spot.name.is_empty() {
            let help = self.missing_space(node);
            let help = help.unwrap_or_else(|| "write a key, a colon, a space and a value on each line".to_owned());
            ("the YAML must be lines of `key: value`".to_owned(), help)
        } else {
            let name = shorten(spot.name, 40);
            let of = if spot.item { format!("an item of `{name}`") } else { format!("`{name}`") };
            let told = node.text().map_or_else(String::new, |text| strange(kind, text));
            (format!("{of} takes {}, not {}{told}", takes(kind, ""), self.shown(node)), self.help(kind, spot, node))
        };
        self.errors.push(Diagnostic::new(Code::WrongType, place, message).help(help));
        None
    }

    /// Reports a data file that is no table of records.
    pub(super) fn not_a_table(self, node: &Node<'_>, found: &mut Vec<Diagnostic>) {
        let help = match &node.content {
            Content::List(items, _) => items.iter().find_map(|item| self.under_its_id(item)),
            _ => self.missing_space(node),
        };
        let help = help.unwrap_or_else(|| "write each id, a colon, and below it, indented, its keys".to_owned());
        let place = self.location(&self.first_line(&node.span));
        let message = "the file must be ids, each with its keys below it";
        found.push(Diagnostic::new(Code::WrongType, place, message).help(help));
    }

    /// A record of a list as it is written in a table.
    fn under_its_id(&self, item: &Node<'_>) -> Option<String> {
        let Content::Map(entries) = &item.content else { return None };
        let is_id = |name: &Node<'_>| matches!(name.text(), Some("id" | "slug" | "key"));
        let id = entries.iter().find(|(name, _)| is_id(name)).and_then(|(_, value)| value.text())?;
        let others = entries.iter().filter(|(name, _)| !is_id(name));
        let lines: Vec<String> = others.filter_map(|(name, value)| Some(self.entry(name.text()?, value))).collect();
        Some(format!("write each below its id:\n{}:\n  {}", scalar(id, Form::Plain, false), lines.join("\n  ")))
    }

    fn shown_span(&self, spot: Spot<'_>, node: &Node<'_>) -> Range<usize> {
        if node.span.is_empty() && spot.after > 0 && !spot.item {
            let start = spot.after - spot.name.len().min(spot.after);
            return start..spot.after;
        }
        self.first_line(&node.span)
    }

    /// What was written, for a message.
    pub(super) fn shown(&self, node: &Node<'_>) -> String {
        let raw = self.raw(node);
        match &node.content {
            Content::List(_, false) => "a list".to_owned(),
            Content::Map(_) if !raw.starts_with('{') => "keys and values".to_owned(),
            _ if raw.is_empty() => "nothing".to_owned(),
            _ => format!("`{}`", shorten(raw, 40)),
        }
    }

    pub(super) fn raw(&self, node: &Node<'_>) -> &str {
        &self.yaml.text()[node.span.clone()]
    }

    fn help(&self, kind: &Kind, spot: Spot<'_>, node: &Node<'_>) -> String {
        let name = spot.name;
        if let (Kind::Choice(choices), Some(text)) = (kind, node.text()) {
            let words = choices.iter().map(|choice| choice.word);
            return match did_you_mean(text, words.clone()) {
                Some(near) => format!("did you mean `{name}: {near}`?"),
                None => format!("write one of: {}", words.collect::<Vec<_>>().join(", ")),
            };
        }
        match self.fit(kind, node) {
            Some(fit) => self.write(spot, node, &fit),
            None => match kind {
                Kind::Flag => format!("write `{name}: true` or `{name}: false`"),
                Kind::Whole => format!("write a number in digits after `{name}: `"),
                Kind::List(Kind::Record(_)) => {
                    format!("write `{name}:` and below it, for each, `- ` and its lines of `key: value`")
                }
                Kind::List(_) => format!("write `{name}:` and below it lines that begin with `- `"),
                Kind::Record(shape) => {
                    let keys: Vec<&str> = shape.names().collect();
                    format!(
                        "write `{name}:` and below it, indented, lines of `key: value`; the keys are: {}",
                        keys.join(", ")
                    )
                }
                Kind::Table(_) | Kind::Free => format!("write `{name}:` and below it, indented, lines of `key: value`"),
                _ => format!("write {} after `{name}: `", takes(kind, "`")),
            },
        }
    }

    /// Hints at a mark that turns the direction of writing, and that nothing ends.
    pub(super) fn open_direction(&mut self, spot: Spot<'_>, node: &Node<'_>, text: &str) {
        let marks: Vec<(char, usize)> =
            text.char_indices().filter(|(_, c)| is_direction(*c)).map(|(at, c)| (c, at)).collect();
        let open = open_directions(&marks);
        let Some((mark, _)) = open.first() else { return };
        let ends = open.iter().rev().map(|(mark, _)| end_of_direction(*mark));
        let whole: String = text.chars().chain(ends).collect();
        // Escaped, they can be seen.
        let quoted: String = yaml_quoted(&whole)
            .chars()
            .map(|c| if is_direction(c) { format!("\\u{:04X}", u32::from(c)) } else { c.to_string() })
            .collect();
        let message = format!("U+{:04X} turns the direction of writing, and nothing ends that", u32::from(*mark));
        let place = self.location(&self.shown_span(spot, node));
        let help = format!("{}, or leave the invisible mark out", self.write(spot, node, &Fit::Line(quoted)));
        self.warnings.push(Diagnostic::new(Code::OpenDirection, place, message).help(help));
    }

    /// How the corrected value is written at its place.
    pub(super) fn write(&self, spot: Spot<'_>, node: &Node<'_>, fit: &Fit) -> String {
        let name = spot.name;
        let in_brackets = self.in_brackets(node);
        match fit {
            Fit::Line(line) if spot.item && in_brackets => format!("write `{line}` in its place"),
            Fit::Below(line) if spot.item && in_brackets && !line.contains('\n') => {
                format!("write `{{{line}}}` in its place")
            }
            Fit::Line(line) if spot.item => format!("write `- {line}`"),
            Fit::Line(line) => format!("write `{name}: {line}`"),
            Fit::Below(lines) if spot.item => format!("write\n- {}", lines.replace('\n', "\n  ")),
            Fit::Below(lines) => format!("write\n{name}:\n  {}", lines.replace('\n', "\n  ")),
        }
    }

    /// Whether an item of a list stands in brackets, and not behind a hyphen.
    pub(super) fn in_brackets(&self, node: &Node<'_>) -> bool {
        !node.is_blank() && !self.yaml.text()[..node.span.start].trim_end_matches(' ').ends_with('-')
    }

    /// A value that the kind takes, made of what was written; `None` where it cannot be told.
    pub(super) fn fit(&self, kind: &Kind, node: &Node<'_>) -> Option<Fit> {
        match (kind, &node.content) {
            (Kind::OneOrMany(kind), _) => self.fit(kind, node),
            (Kind::Flag, Content::Scalar(text, _)) => {
                let flag = match signs::plain(text).text.to_lowercase().as_str() {
                    "yes" | "y" | "on" | "1" | "true" => "true",
                    "no" | "n" | "off" | "0" | "false" => "false",
                    _ => return None,
                };
                Some(Fit::Line(flag.to_owned()))
            }
            (Kind::Whole, Content::Scalar(text, _)) => whole(&signs::plain(text).text).map(Fit::Line),
            (Kind::Flag | Kind::Whole | Kind::Text(_) | Kind::Choice(_), Content::List(items, _))
                if items.len() == 1 =>
            {
                let item = &items[0];
                match self.accepts(kind, item) {
                    true => Some(Fit::Line(self.line(kind, item))),
                    false => self.fit(kind, item),
                }
            }
            (Kind::Text(form), Content::Scalar(text, _)) if !is_unfit(*form, text) || stray(*form, text).is_some() => {
                // What is not YAML may have a quotation mark too many.
                Some(Fit::Line(scalar(text.trim_matches(['"', '\'']), *form, false)))
            }
            // Of several things no other is one.
            (Kind::Text(form), Content::List(items, _)) => {
                let texts: Option<Vec<&str>> = items.iter().map(Node::text).collect();
                let joint = match form {
                    Form::Plain | Form::Families => ", ",
                    Form::Date if items.len() == 2 => "/",
                    _ => return None,
                };
                Some(Fit::Line(scalar(&texts?.join(joint), *form, false)))
            }
            (Kind::Text(form @ (Form::Plain | Form::TagName | Form::Speaker)), Content::Map(_)) => {
                let words: Vec<&str> = self.raw(node).split_whitespace().collect();
                Some(Fit::Line(scalar(&words.join(" "), *form, false)))
            }
            (Kind::Either(form, _), Content::Scalar(..)) => Some(Fit::Line(scalar(self.raw(node), *form, false))),
            (Kind::Either(form, _), Content::List(items, _)) => match items.as_slice() {
                [one] => Some(Fit::Line(scalar(one.text()?, *form, false))),
                _ => None,
            },
            (Kind::List(item), Content::Scalar(text, _)) => self.one_item(item, node, text),
            (Kind::List(Kind::Record(_)), Content::Map(_)) => Some(self.as_item(node)),
            (Kind::List(Kind::Either(..)), Content::Map(_)) => Some(self.as_item(node)),
            (Kind::List(Kind::Text(form)), Content::Map(entries)) => {
                let names = entries.iter().map(|(name, value)| if value.is_null() { name.text() } else { None });
                let names: Option<Vec<String>> = names.map(|name| name.map(|name| scalar(name, *form, true))).collect();
                Some(Fit::Line(format!("[{}]", names?.join(", "))))
            }
            (Kind::Record(shape), Content::Scalar(text, _)) => {
                let key = shape.main()?;
                let Kind::Text(form) = key.kind else { return None };
                Some(Fit::Below(format!("{}: {}", key.name(), scalar(text, form, false))))
            }
            (Kind::Record(_), Content::List(items, _)) => match items.as_slice() {
                [item] if matches!(item.content, Content::Map(_)) => Some(Fit::Below(self.block(item))),
                _ => None,
            },
            _ => None,
        }
    }

    /// A list for one text that was written in its place.
    fn one_item(&self, item: &Kind, node: &Node<'_>, text: &str) -> Option<Fit> {
        let form = match item {
            Kind::Text(form) | Kind::Either(form, _) => *form,
            Kind::Record(shape) => {
                let key = shape.main()?;
                let Kind::Text(form) = key.kind else { return None };
                return Some(Fit::Below(format!("- {}: {}", key.name(), scalar(text, form, false))));
            }
            _ => return None,
        };
        // Without hyphens lines are one text.
        let lines: Vec<&str> = self.raw(node).lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        if lines.len() > 1 && !lines[0].starts_with(['|', '>', '"', '\'']) {
            let items: Vec<String> = lines.into_iter().map(|line| format!("- {}", scalar(line, form, true))).collect();
            return Some(Fit::Below(items.join("\n")));
        }
        let parts: Vec<&str> = text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()).collect();
        // Sentences have commas of their own.
        let is_name = |part: &&str| part.split_whitespace().count() <= 3;
        let parts = if parts.iter().all(is_name) && !text.contains("://") { parts } else { vec![text.trim()] };
        let items: Vec<String> = parts.into_iter().map(|part| scalar(part, form, true)).collect();
        Some(Fit::Line(format!("[{}]", items.join(", "))))
    }

    /// A mapping as the only item of a list.
    fn as_item(&self, node: &Node<'_>) -> Fit {
        Fit::Below(format!("- {}", self.block(node).replace('\n', "\n  ")))
    }

    /// The lines of a mapping, from its first key on.
    pub(super) fn block(&self, node: &Node<'_>) -> String {
        let text = self.yaml.text();
        let column = node.span.start - text[..node.span.start].rfind('\n').map_or(0, |at| at + 1);
        let lines = self.raw(node).lines().enumerate().map(|(number, line)| match number {
            0 => line,
            _ => line.get(..column).filter(|margin| margin.trim().is_empty()).map_or(line, |_| &line[column..]),
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    /// A value that would do, as one line.
    fn line(&self, kind: &Kind, node: &Node<'_>) -> String {
        match (kind, node.text()) {
            (Kind::Text(form) | Kind::Either(form, _), Some(text)) => scalar(text, *form, false),
            _ => self.raw(node).to_owned(),
        }
    }

    /// `title:x` where a mapping should begin.
    fn missing_space(&self, node: &Node<'_>) -> Option<String> {
        missing_space(self.raw(node).lines().next()?)
    }
}

/// What to say of signs in a text that are not seen, or look like those of what a kind takes: to stand at the end of a
/// message.
fn strange(kind: &Kind, text: &str) -> String {
    if text.is_ascii() {
        return String::new();
    }
    let named = match kind {
        Kind::Text(form) => stray(*form, text),
        Kind::Flag | Kind::Whole => Some(signs::plain(text)).filter(|found| match plain(&found.text) {
            Plain::Flag(_) => matches!(kind, Kind::Flag),
            Plain::Whole(_) => matches!(kind, Kind::Whole),
            _ => false,
        }),
        Kind::Choice(choices) => {
            return signs::told(text, did_you_mean(text, choices.iter().map(|choice| choice.word)));
        }
        _ => None,
    };
    named.map_or_else(String::new, |found| format!(": it has {}", found.names()))
}

/// What a kind takes, in words; words to be typed stand between `quote`.
pub(super) fn takes(kind: &Kind, quote: &str) -> String {
    match kind {
        Kind::Text(form) => form.one().to_owned(),
        Kind::Flag => format!("{quote}true{quote} or {quote}false{quote}"),
        Kind::Whole => "a whole number".to_owned(),
        Kind::Choice(choices) => {
            let words: Vec<String> = choices.iter().map(|choice| format!("{quote}{}{quote}", choice.word)).collect();
            or(&words.iter().map(String::as_str).collect::<Vec<_>>())
        }
        Kind::List(Kind::Text(Form::Plain)) => "a list".to_owned(),
        Kind::List(Kind::Text(form)) => format!("a list of {}", form.many()),
        Kind::List(Kind::Either(form, _)) => format!("a list of {} or records", form.many()),
        Kind::List(_) => "a list of records".to_owned(),
        Kind::Record(_) | Kind::Free => "keys and values below it".to_owned(),
        Kind::Either(form, _) => format!("{}, or a record", form.one()),
        Kind::OneOrMany(kind) => format!("{}, or a list of them", takes(kind, quote)),
        Kind::Table(kind) => format!("names, each with {}", takes(kind, quote)),
    }
}

/// The number that a text begins with.
fn whole(text: &str) -> Option<String> {
    let text = text.trim();
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.trim_start_matches('+')), |digits| ("-", digits));
    let end = digits.find(|c: char| !c.is_ascii_digit() && !matches!(c, ',' | '_' | ' ')).unwrap_or(digits.len());
    let rest = &digits[end..];
    let number: String = digits[..end].chars().filter(char::is_ascii_digit).collect();
    let number = number.parse::<i64>().ok()?;
    // `3.5` is not 3, and `1e2` or `3-4` is not its first digit.
    let is_part = rest.contains(|c: char| c.is_ascii_digit()) && !rest.trim_matches(['.', '0']).is_empty();
    (!is_part).then(|| format!("{sign}{number}"))
}

/// Text as a YAML value, in quotes where it needs them; `listed` between brackets.
pub(super) fn scalar(text: &str, form: Form, listed: bool) -> String {
    let bare = stray(form, text);
    let text = bare.as_ref().map_or(text.trim(), |found| &found.text);
    let text = match form {
        Form::Path => text.split_once("://").map_or(text, |(_, rest)| rest.find('/').map_or("/", |at| &rest[at..])),
        _ => text,
    };
    let first = text.chars().next().unwrap_or(' ');
    let bare = (first.is_alphanumeric() || first == '/')
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.contains(['\n', '\t'])
        && !text.ends_with(':')
        && !(listed && text.contains([',', '[', ']', '{', '}', ':']) && !text.contains("://"))
        && (form != Form::SourceId || matches!(plain(text), Plain::Text))
        && !matches!(plain(text), Plain::Nothing | Plain::Flag(_));
    if bare { text.to_owned() } else { yaml_quoted(text) }
}

/// `title:x` where a key should begin a line.
pub(super) fn missing_space(line: &str) -> Option<String> {
    let (key, value) = line.split_once(':')?;
    let plain = key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    (plain && !value.is_empty() && !value.starts_with([' ', '/']))
        .then(|| format!("write a space after the colon: `{key}: {value}`"))
}
