//! Places inside YAML: where a nested value stands, and where an anchor, alias or tag does.
//!
//! Enters: YAML text, read as a stream of events and only when there is something to report. Leaves:
//! ranges of bytes. Must not know: what the values mean.

use std::ops::Range;

use saphyr_parser::{Event, Parser, Span};

use super::yaml::Yaml;
use crate::diagnostic::{Code, Diagnostic};
use crate::text::composed;

/// One step towards a nested value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'a> {
    /// The value of a key.
    Key(&'a str),
    /// The key itself.
    Name(&'a str),
    /// An item of a list, from 0.
    Item(usize),
}

/// The bytes of the value at `steps`; of the deepest one that is there when the rest is not.
pub(super) fn place(text: &str, steps: &[Step<'_>]) -> Range<usize> {
    let bytes = Bytes::new(text);
    let mut events = events(text);
    let mut best = 0..0;
    if let Some((event, span)) = events.next() {
        descend(&mut events, &event, span, steps, &bytes, &mut best);
    }
    if best.is_empty() {
        // A collection begins at a point; its first line is what an editor can find.
        best.end = text[best.start..].find('\n').map_or(text.len(), |at| best.start + at);
    }
    trim(text, best)
}

type Pair<'a> = (Event<'a>, Span);

/// The events of the first document's content, until the first error.
fn events(text: &str) -> impl Iterator<Item = Pair<'_>> {
    Parser::new_from_str(text)
        .map_while(Result::ok)
        .filter(|(event, _)| !matches!(event, Event::StreamStart | Event::DocumentStart(_) | Event::Nothing))
}

/// Goes along `steps`; `best` is the last place found.
fn descend<'a>(
    events: &mut impl Iterator<Item = Pair<'a>>,
    event: &Event<'a>,
    span: Span,
    steps: &[Step<'_>],
    bytes: &Bytes,
    best: &mut Range<usize>,
) {
    let Some((step, rest)) = steps.split_first() else {
        *best = whole(events, event, span, bytes);
        return;
    };
    *best = bytes.range(span);
    match (event, step) {
        (Event::MappingStart(..), Step::Key(name) | Step::Name(name)) => {
            while let Some((key, key_span)) = events.next() {
                let Event::Scalar(text, ..) = &key else {
                    return;
                };
                let found = composed(text) == *name;
                if found {
                    *best = bytes.range(key_span);
                    if matches!(step, Step::Name(_)) {
                        return;
                    }
                }
                let Some((value, value_span)) = events.next() else {
                    return;
                };
                if found {
                    return descend(events, &value, value_span, rest, bytes, best);
                }
                whole(events, &value, value_span, bytes);
            }
        }
        (Event::SequenceStart(..), Step::Item(number)) => {
            let mut at = 0;
            while let Some((item, item_span)) = events.next() {
                if matches!(item, Event::SequenceEnd) {
                    return;
                }
                if at == *number {
                    return descend(events, &item, item_span, rest, bytes, best);
                }
                whole(events, &item, item_span, bytes);
                at += 1;
            }
        }
        _ => {}
    }
}

/// Passes over a value and gives its bytes.
fn whole<'a>(
    events: &mut impl Iterator<Item = Pair<'a>>,
    event: &Event<'a>,
    span: Span,
    bytes: &Bytes,
) -> Range<usize> {
    let first = bytes.range(span);
    let mut depth = usize::from(matches!(event, Event::MappingStart(..) | Event::SequenceStart(..)));
    let mut last = first.end;
    while depth > 0 {
        let Some((event, span)) = events.next() else {
            break;
        };
        match event {
            Event::MappingStart(..) | Event::SequenceStart(..) => depth += 1,
            Event::MappingEnd | Event::SequenceEnd => depth -= 1,
            _ => {}
        }
        last = last.max(bytes.range(span).end);
    }
    first.start..last.max(first.start)
}

/// Takes white space off the end, so that a mark ends with its text.
fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let end = range.start + text[range.clone()].trim_end().len();
    range.start..end
}

/// Every anchor, alias and tag, with what to write instead.
pub(super) fn anchors_and_tags(yaml: &Yaml<'_>) -> Vec<(Range<usize>, Diagnostic)> {
    let text = yaml.text();
    let mut found = Vec::new();
    each_anchor_or_tag(text, |range, kind| {
        let (code, message, help) = match kind {
            Kind::Alias => (
                Code::YamlAnchor,
                "Annals does not read YAML aliases",
                "write the value out, or put text that begins with `*` in quotes",
            ),
            Kind::Anchor => (
                Code::YamlAnchor,
                "Annals does not read YAML anchors",
                "leave the word with `&` out, or put text that begins with `&` in quotes",
            ),
            Kind::Tag => (
                Code::YamlTag,
                "Annals does not read YAML tags",
                "leave the word with `!` out, or put text that begins with `!` in quotes",
            ),
        };
        let line = text[range.start..].find('\n').map_or(text.len(), |at| range.start + at);
        let mark = trim(text, range.start..range.end.clamp(range.start, line));
        found.push((range, Diagnostic::new(code, yaml.location(&mark), message).help(help)));
        found.len() < super::yaml::MAX_FINDINGS
    });
    found
}

/// Whether any is left.
pub(super) fn has_anchors_or_tags(text: &str) -> bool {
    let mut any = false;
    each_anchor_or_tag(text, |_, _| {
        any = true;
        false
    });
    any
}

enum Kind {
    Alias,
    Anchor,
    Tag,
}

fn each_anchor_or_tag(text: &str, mut see: impl FnMut(Range<usize>, Kind) -> bool) {
    let bytes = Bytes::new(text);
    for (event, span) in events(text) {
        let range = bytes.range(span);
        let kind = match event {
            Event::Alias(_) => Kind::Alias,
            Event::Scalar(_, _, anchor, tag) => match (anchor, tag) {
                (_, Some(_)) => Kind::Tag,
                (0, None) => continue,
                _ => Kind::Anchor,
            },
            Event::SequenceStart(anchor, tag) | Event::MappingStart(anchor, tag) => match (anchor, tag) {
                (_, Some(_)) => Kind::Tag,
                (0, None) => continue,
                _ => Kind::Anchor,
            },
            _ => continue,
        };
        if !see(range, kind) {
            return;
        }
    }
}

/// From positions in characters, which the event stream has, to positions in bytes.
struct Bytes {
    /// The byte at which each character begins, and the length.
    starts: Vec<usize>,
}

impl Bytes {
    fn new(text: &str) -> Self {
        let mut starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        starts.push(text.len());
        Self { starts }
    }

    fn at(&self, character: usize) -> usize {
        self.starts.get(character).or(self.starts.last()).copied().unwrap_or(0)
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
        let text = "títle: A\ntags: [x, yy]\nsources:\n  - one\n  - title: T\n    url: u\n";
        for (steps, expected) in [
            (&[Step::Key("títle")][..], "A"),
            (&[Step::Name("tags")], "tags"),
            (&[Step::Key("tags"), Step::Item(1)], "yy"),
            (&[Step::Key("sources"), Step::Item(1), Step::Key("url")], "u"),
            (&[Step::Key("sources"), Step::Item(1), Step::Key("date")], "title: T"),
            (&[Step::Key("nothing")], "títle: A"),
        ] {
            assert_eq!(&text[place(text, steps)], expected, "{steps:?}");
        }
    }
}
