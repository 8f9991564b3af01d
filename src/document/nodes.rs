//! YAML as a tree with places: where each key and value stands, nested ones too.
//!
//! Enters: YAML text, read as a stream of events and only when there is something to report. Leaves: a tree, as
//! far as the text is YAML. Must not know: what the values mean.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use crate::text::composed;

/// One step towards a nested value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step<'a> {
    /// The value of a key.
    Key(&'a str),
    /// The key itself.
    Name(&'a str),
    /// An item of a list, from 0.
    Item(usize),
}

/// Places in a record at which something could not be read, or must stand and does not. It is reported; what only
/// follows from it is not reported once more.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unread(BTreeSet<Vec<Step<'static>>>);

impl Unread {
    /// Everything.
    #[must_use]
    pub fn all() -> Self {
        Self(BTreeSet::from([Vec::new()]))
    }

    /// Notes a place.
    pub fn insert(&mut self, steps: impl Into<Vec<Step<'static>>>) {
        self.0.insert(steps.into());
    }

    /// Notes those of another.
    pub fn append(&mut self, other: &mut Self) {
        self.0.append(&mut other.0);
    }

    /// Whether something is missing at a place, below it, or above it, so that it may be missing there.
    #[must_use]
    pub fn has(&self, steps: &[Step<'_>]) -> bool {
        self.is_aside(steps) || self.0.iter().any(|place| place.starts_with(steps))
    }

    /// Whether a value was set aside by itself.
    pub(super) fn holds(&self, steps: &[Step<'_>]) -> bool {
        self.0.contains(steps)
    }

    /// Whether a value at a place, or one that it stands in, was set aside.
    pub(super) fn is_aside(&self, steps: &[Step<'_>]) -> bool {
        !self.0.is_empty() && (0..=steps.len()).any(|length| self.0.contains(&steps[..length]))
    }
}

/// The deepest nesting that is read: the reader's own limit.
const MAX_DEPTH: usize = 128;

/// A value and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Node<'a> {
    /// Its bytes, without white space at the end.
    pub(super) span: Range<usize>,
    /// What it is.
    pub(super) content: Content<'a>,
    /// What Annals does not read of it.
    pub(super) mark: Option<Mark>,
}

/// What a value is.
#[derive(Debug, Clone)]
pub(super) enum Content<'a> {
    /// Text, and whether it stands there without quotes on one line, where it can mean a number or nothing.
    Scalar(Cow<'a, str>, bool),
    /// Items; whether they stand in brackets.
    List(Vec<Node<'a>>, bool),
    /// Keys and values.
    Map(Vec<Entry<'a>>),
}

/// What Annals does not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Alias,
    Anchor,
    Tag,
    /// What is not YAML, and reported.
    Broken,
}

/// A key and its value.
pub(super) type Entry<'a> = (Node<'a>, Node<'a>);

/// An entry that is not YAML: its key, and what stands behind it on its line.
pub(super) fn broken(text: &str, key: Range<usize>, value: Range<usize>) -> Entry<'_> {
    let line = text[value.clone()].find('\n').map_or(value.end, |at| value.start + at);
    let mut name = Node::raw(text, key, None);
    name.content = Content::Scalar(Cow::Borrowed(text[name.span.clone()].trim_matches(['"', '\''])), true);
    (name, Node::raw(text, value.start..line, Some(Mark::Broken)))
}

/// A text as a tree.
#[derive(Debug)]
pub(super) struct Tree<'a> {
    /// The value of the text; nothing where it is empty.
    pub(super) root: Option<Node<'a>>,
    /// Why and at which byte reading ended before the end of the text.
    pub(super) stop: Option<(Stopped, usize)>,
}

/// Why the text was not read to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stopped {
    /// It is not YAML from there on.
    Syntax,
    /// It is nested too deeply.
    Depth,
    /// A second document begins.
    Second,
}

impl<'a> Tree<'a> {
    /// Reads a text. What stands before a mistake is kept.
    pub(super) fn read(text: &'a str) -> Self {
        let mut reading = Reading { text, bytes: Bytes::new(text), events: Parser::new_from_str(text), stop: None };
        let root = reading.next().and_then(|(event, span)| reading.node(event, span, 0));
        if reading.stop.is_none()
            && let Some((_, span)) = reading.next()
        {
            reading.stop = Some((Stopped::Second, reading.bytes.range(span).start));
        }
        Self { root, stop: reading.stop }
    }

    /// The bytes of the value at `steps` in the text that was read; when it is not there, the first line of the
    /// deepest one that is.
    pub(super) fn place(&self, text: &str, steps: &[Step<'_>]) -> Range<usize> {
        let Some(mut node) = self.root.as_ref() else { return 0..0 };
        let mut span = &node.span;
        for step in steps {
            let next = match (&node.content, step) {
                (Content::Map(entries), Step::Key(name) | Step::Name(name)) => entries
                    .iter()
                    .find(|(key, _)| key.text().is_some_and(|text| composed(text) == *name))
                    .map(|(key, value)| (&key.span, value)),
                (Content::List(items, _), Step::Item(number)) => items.get(*number).map(|item| (&item.span, item)),
                _ => None,
            };
            let Some((name, value)) = next else {
                let line = text[span.clone()].find('\n').map_or(span.end, |at| span.start + at);
                return span.start..span.start + text[span.start..line].trim_end().len();
            };
            // A key without a value is what can be shown.
            span = if matches!(step, Step::Name(_)) || value.span.is_empty() { name } else { &value.span };
            node = value;
        }
        span.clone()
    }
}

impl<'a> Node<'a> {
    /// Text without quotes, at no place.
    pub(super) fn plain(text: &'a str) -> Self {
        Self { span: 0..0, content: Content::Scalar(Cow::Borrowed(text), true), mark: None }
    }

    /// The text of a scalar.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.content {
            Content::Scalar(text, _) => Some(text),
            _ => None,
        }
    }

    /// Whether nothing stands there at all.
    pub(super) fn is_blank(&self) -> bool {
        matches!(&self.content, Content::Scalar(text, true) if text.is_empty())
    }

    /// Whether it is nothing to YAML.
    pub(super) fn is_null(&self) -> bool {
        matches!(&self.content, Content::Scalar(text, true) if matches!(&**text, "" | "~" | "null" | "Null" | "NULL"))
    }

    /// The mapping with entries that are not YAML put where they stand.
    pub(super) fn with(mut self, broken: Vec<Entry<'a>>) -> Self {
        if broken.is_empty() {
            return self;
        }
        if self.is_null() {
            self.content = Content::Map(Vec::new());
        }
        if let Content::Map(entries) = &mut self.content {
            entries.extend(broken);
            entries.sort_by_key(|(name, _)| name.span.start);
        }
        self
    }

    /// Text that stands there as it is.
    pub(super) fn raw(text: &'a str, span: Range<usize>, mark: Option<Mark>) -> Self {
        let start = span.start + text[span.clone()].len() - text[span.clone()].trim_start().len();
        let span = start..start + text[start..span.end.max(start)].trim_end().len();
        Self { content: Content::Scalar(Cow::Borrowed(&text[span.clone()]), true), span, mark }
    }

    /// Nothing.
    pub(super) fn blank(at: usize) -> Self {
        Self { span: at..at, content: Content::Scalar(Cow::Borrowed(""), true), mark: None }
    }
}

/// A text without what is white space to YAML at its end: a no-break space is none.
pub(super) fn trim_end(text: &str) -> &str {
    text.trim_end_matches([' ', '\t', '\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'])
}

struct Reading<'a> {
    text: &'a str,
    bytes: Bytes,
    events: Parser<'a, saphyr_parser::StrInput<'a>>,
    stop: Option<(Stopped, usize)>,
}

impl<'a> Reading<'a> {
    /// The next event of the content; nothing after a mistake.
    fn next(&mut self) -> Option<(Event<'a>, Span)> {
        loop {
            if self.stop.is_some() {
                return None;
            }
            match self.events.next()? {
                Ok((Event::StreamEnd | Event::StreamStart | Event::Nothing | Event::DocumentEnd, _)) => {}
                Ok((Event::DocumentStart(_), _)) => {}
                Ok(pair) => return Some(pair),
                Err(error) => {
                    self.stop = Some((Stopped::Syntax, self.bytes.at(error.marker().index())));
                    return None;
                }
            }
        }
    }

    /// The value that begins with an event; `None` where the stream ends before it does.
    fn node(&mut self, event: Event<'a>, span: Span, depth: usize) -> Option<Node<'a>> {
        let range = self.bytes.range(span);
        if depth > MAX_DEPTH {
            self.stop = Some((Stopped::Depth, range.start));
            return None;
        }
        let marked = |anchor: usize, tagged: bool| match (anchor, tagged) {
            (_, true) => Some(Mark::Tag),
            (0, false) => None,
            _ => Some(Mark::Anchor),
        };
        let (content, mark, end) = match event {
            Event::Alias(_) => (Content::Scalar(Cow::Borrowed(""), false), Some(Mark::Alias), range.end),
            Event::Scalar(text, style, anchor, tag) => {
                let plain = style == ScalarStyle::Plain;
                (Content::Scalar(text, plain), marked(anchor, tag.is_some()), range.end)
            }
            Event::SequenceStart(anchor, tag) => {
                let flow = self.text[range.start..].starts_with('[');
                let mut items: Vec<Node<'a>> = Vec::new();
                let mut end = range.end;
                while let Some((event, span)) = self.next() {
                    if matches!(event, Event::SequenceEnd) {
                        end = end.max(self.end(span, flow));
                        break;
                    }
                    let Some(item) = self.node(event, span, depth + 1) else { break };
                    end = end.max(item.span.end);
                    items.push(item);
                }
                (Content::List(items, flow), marked(anchor, tag.is_some()), end)
            }
            Event::MappingStart(anchor, tag) => {
                let flow = self.text[range.start..].starts_with('{');
                let mut entries: Vec<Entry<'a>> = Vec::new();
                let mut end = range.end;
                while let Some((event, span)) = self.next() {
                    if matches!(event, Event::MappingEnd) {
                        end = end.max(self.end(span, flow));
                        break;
                    }
                    let Some(key) = self.node(event, span, depth + 1) else { break };
                    end = end.max(key.span.end);
                    let value = self.next().and_then(|(event, span)| self.node(event, span, depth + 1));
                    let value = value.unwrap_or_else(|| Node::blank(key.span.end));
                    end = end.max(value.span.end);
                    entries.push((key, value));
                }
                (Content::Map(entries), marked(anchor, tag.is_some()), end)
            }
            _ => return None,
        };
        let end = range.start + trim_end(&self.text[range.start..end.max(range.start)]).len();
        Some(Node { span: range.start..end, content, mark })
    }

    /// Where a collection ends: behind its bracket; without one its last value says it.
    fn end(&self, span: Span, flow: bool) -> usize {
        if flow { self.bytes.range(span).end } else { 0 }
    }
}

/// From positions in characters, which the event stream has, to positions in bytes.
struct Bytes {
    /// The byte at which each character begins, and the length; empty where each character is one byte.
    starts: Vec<usize>,
    length: usize,
}

impl Bytes {
    fn new(text: &str) -> Self {
        let length = text.len();
        if text.is_ascii() {
            return Self { starts: Vec::new(), length };
        }
        let mut starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        starts.push(length);
        Self { starts, length }
    }

    fn at(&self, character: usize) -> usize {
        match self.starts.is_empty() {
            true => character.min(self.length),
            false => self.starts.get(character).copied().unwrap_or(self.length),
        }
    }

    fn range(&self, span: Span) -> Range<usize> {
        self.at(span.start.index())..self.at(span.end.index())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places() {
        let text = "títle: A\ntags: [x, yy]\nsources:\n  - one\n  - title: T\n    url: u\nempty:\n";
        for (steps, expected) in [
            (&[Step::Key("títle")][..], "A"),
            (&[Step::Name("tags")], "tags"),
            (&[Step::Key("tags")], "[x, yy]"),
            (&[Step::Key("tags"), Step::Item(1)], "yy"),
            (&[Step::Key("sources"), Step::Item(1), Step::Key("url")], "u"),
            (&[Step::Key("sources"), Step::Item(1), Step::Key("date")], "title: T"),
            (&[Step::Key("empty")], "empty"),
        ] {
            assert_eq!(&text[Tree::read(text).place(text, steps)], expected, "{steps:?}");
        }
    }

    #[test]
    fn what_stands_before_a_mistake_is_kept() {
        let tree = Tree::read("a: 1\nb: [x, y\n");
        assert_eq!(tree.stop.map(|(why, _)| why), Some(Stopped::Syntax));
        let Some(Node { content: Content::Map(entries), .. }) = tree.root else { panic!("a mapping") };
        assert_eq!(entries[0].1.text(), Some("1"));
    }
}
