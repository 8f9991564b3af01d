//! The reader of YAML and the declaration of a record do not contradict each other.

use proptest::prelude::*;
use proptest::sample::{Index as Pick, select};

use super::super::kinds::{Form, Kind, Needed, Record, Shape};
use super::super::nodes::{Node, Stopped, Tree};
use super::super::typed::{Sound, parse};
use super::super::walk::Walk;
use super::super::words::stray;
use super::super::yaml::{Read, Yaml, might_have_anchors, read, sound};
use super::super::{Actor, Claim, Config, Event, Index, Page, Source, Tag, Term};
use crate::diagnostic::Severity;
use crate::path::ContentPath;

/// Numbers from which a document is made.
type Seed<'a> = std::slice::Iter<'a, u16>;

fn next(seed: &mut Seed<'_>, below: usize) -> usize {
    seed.next().map_or(0, |number| usize::from(*number) % below)
}

const TEXTS: &[&str] = &[
    "Rome",
    "'it''s'",
    "\"a: \\\"b\\\" # c\"",
    "2022-03-14",
    "2022.10",
    "007",
    "true",
    "~a",
    "a:b",
    "a #",
    "x-y",
    "«так»",
    "-1",
    "1e3",
    "https://example.org/a?b=c#d",
    "\"\"",
    "no",
    "a - b",
    "\"\\u00e9\"",
    "[bracket]x",
];

/// A value that a kind takes, for a line; below it where it does not fit.
fn value(kind: &Kind, seed: &mut Seed<'_>, margin: usize) -> String {
    let blank = " ".repeat(margin);
    match kind {
        // A bracket begins a list, and so do some texts for a source something else than text.
        Kind::Text(Form::Instant) => " 2022-03-14".to_owned(),
        // Quotation marks round an address are hardly meant.
        Kind::Text(form) if stray(*form, "«так»").is_some() => format!(" {}", ["a-b", "é", "007"][next(seed, 3)]),
        Kind::Text(_) => match next(seed, 8) {
            0 => format!(" >-\n{blank}   folded\n{blank}   text"),
            1 => format!(" |\n{blank}   literal: #text\n\n{blank}   more"),
            2 => format!(" plain\n{blank}   over lines"),
            _ => format!(" {}", TEXTS[next(seed, TEXTS.len() - 1)]),
        },
        Kind::Flag => format!(" {}", ["true", "False", "TRUE"][next(seed, 3)]),
        Kind::Whole => format!(" {}", ["0", "-12", "+3", "0x1F", "9000000000"][next(seed, 5)]),
        Kind::Choice(choices) => format!(" {}", choices[next(seed, choices.len())].word),
        Kind::List(item) | Kind::OneOrMany(item) => {
            let count = next(seed, 4);
            if count == 0 {
                return " []".to_owned();
            }
            let items = (0..count).map(|_| format!("\n{blank}-{}", indented(&value(item, seed, margin))));
            items.collect()
        }
        Kind::Record(shape) => format!("\n{}", record(shape, seed, margin + 2).trim_end()),
        Kind::Either(_, shape) => match next(seed, 2) {
            0 => " a-source".to_owned(),
            _ => format!("\n{}", record(shape, seed, margin + 2).trim_end()),
        },
        Kind::Table(item) => {
            let names = ["by", "a name", "date-ahead"];
            let count = 1 + next(seed, 3);
            names[..count].iter().map(|name| format!("\n{blank}  {name}:{}", value(item, seed, margin + 2))).collect()
        }
        Kind::Free => format!("\n{blank}  a: [1, {{b: c}}, 1.5, null]\n{blank}  2022: x"),
    }
}

/// What stands behind the hyphen of an item.
fn indented(value: &str) -> String {
    value.strip_prefix('\n').map_or_else(|| value.to_owned(), |below| format!(" {}", below.trim_start()))
}

fn record(shape: &Shape, seed: &mut Seed<'_>, margin: usize) -> String {
    let mut text = String::new();
    for key in shape.keys {
        let must = key.needed != Needed::No || shape.any_of.contains(&key.name());
        if must || next(seed, 3) == 0 {
            let name = [key.name().to_owned(), format!("\"{}\"", key.name())][usize::from(next(seed, 9) == 0)].clone();
            let none = !must && next(seed, 9) == 0;
            let value =
                if none { [" ~", "", " null"][next(seed, 3)].to_owned() } else { value(&key.kind, seed, margin) };
            text.push_str(&format!("{}{name}:{value}\n", " ".repeat(margin)));
        }
    }
    text
}

/// What the declaration makes of a text, without asking the reader first.
fn walked<T: Record>(text: &str) -> (Option<T>, Vec<String>) {
    let path = ContentPath::new("a.md").unwrap();
    let yaml = Yaml { path: &path, file: text, range: 0..text.len(), under: None };
    let Read { value, found, .. } = sound::<T>(&yaml);
    let errors = found.iter().filter(|finding| finding.severity == Severity::Error);
    (value, errors.map(|error| error.message.clone()).collect())
}

/// The value that the tree and the declaration give, where nothing stops them.
fn made<T: Record>(text: &str) -> Option<T> {
    let path = ContentPath::new("a.md").unwrap();
    let yaml = Yaml { path: &path, file: text, range: 0..text.len(), under: None };
    let tree = Tree::read(text);
    let root = tree.root.filter(|_| tree.stop.is_none()).unwrap_or_else(|| Node::blank(0));
    Walk::new(&yaml).root(T::SHAPE, &root).and_then(Sound::read)
}

fn both_take<T: Record + PartialEq + std::fmt::Debug>(seed: &[u16]) {
    let text = record(T::SHAPE, &mut seed.iter(), 0);
    let read = parse::<T>(&text).unwrap_or_else(|stop| panic!("{}\n{text}", stop.words));
    let (value, errors) = walked::<T>(&text);
    assert!(errors.is_empty(), "{errors:?}\n{text}");
    assert_eq!(value.as_ref(), Some(&read), "{text}");
    assert_eq!(made::<T>(&text), Some(read), "{text}");
}

fn one_answers<T: Record + std::fmt::Debug>(text: &str) {
    let path = ContentPath::new("a.md").unwrap();
    let yaml = Yaml { path: &path, file: text, range: 0..text.len(), under: None };
    let Read { found, .. } = read::<T>(&yaml);
    for finding in &found {
        let (start, end) = finding.location.span.expect("a place");
        assert!(
            start <= end && end <= text.len() && text.is_char_boundary(start) && text.is_char_boundary(end),
            "{text}"
        );
    }
    match parse::<T>(text) {
        Err(stop) => {
            assert!(found.iter().any(|finding| finding.severity == Severity::Error), "{}\n{text}", stop.words);
        }
        // Of what may have an anchor the reader is not asked.
        Ok(_) if might_have_anchors(text) => {}
        Ok(_) => {
            let (_, errors) = walked::<T>(text);
            assert!(errors.is_empty(), "{errors:?}\n{text}");
        }
    }
}

/// What the tree refuses and the reader, which is of YAML 1.1, takes: it is no mistake, and hides none.
#[test]
fn where_the_two_readers_differ_the_one_that_counts_is_believed() {
    for text in ["summary: \"a\nb\"\n", "summary: 'a\n- b'\n", "summary: \u{FEFF}a\n"] {
        let text = format!("title: T\ndate: 2022\n{text}");
        assert_eq!(Tree::read(&text).stop.map(|(why, _)| why), Some(Stopped::Syntax), "{text}");
        assert!(parse::<Event>(&text).is_ok(), "{text}");
        let (value, errors) = walked::<Event>(&text);
        assert_eq!((value, errors.len()), (parse(&text).ok(), 0), "{text}");
        // Another mistake is found all the same.
        let (_, errors) = walked::<Event>(&format!("{text}darft: true\n"));
        assert_eq!(errors, ["an event has no key `darft`"], "{text}");
    }
}

/// A text with some letters taken out, put in or doubled, and lines moved.
fn spoil(text: &str, blows: &[(u8, Pick, Pick, &str)]) -> String {
    let mut text = text.to_owned();
    for (kind, first, second, piece) in blows {
        if text.is_empty() {
            break;
        }
        let at = text.floor_char_boundary(first.index(text.len()));
        match kind {
            0 => text.insert_str(at, piece),
            1 => _ = text.remove(at),
            2 => {
                let mut lines: Vec<&str> = text.lines().collect();
                let line = lines.remove(first.index(lines.len()));
                lines.insert(second.index(lines.len() + 1), line);
                text = lines.join("\n") + "\n";
            }
            3 => {
                let lines: Vec<&str> = text.lines().collect();
                let line = format!("{}\n", lines[first.index(lines.len())]);
                let start: usize = lines[..second.index(lines.len())].iter().map(|line| line.len() + 1).sum();
                text.insert_str(start.min(text.len()), &line);
            }
            _ => {
                let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
                text.insert_str(start, piece);
            }
        }
    }
    text
}

const PIECES: &[&str] = &[
    " ", "  ", ":", ": ", "-", "- ", "#", " #x", "'", "\"", "[", "]", "{", "}", ",", "\n", "\t", "|", ">", "&a ", "*a",
    "!x ", "?", "? ", "%", "@", "`", "\\", "~", "null", "1", "é", "\u{FEFF}", "\u{A0}", "---\n", "...\n", "x: y\n",
    "- x\n", "\r\n", "<<: x\n",
];

fn blows() -> impl Strategy<Value = Vec<(u8, Pick, Pick, &'static str)>> {
    prop::collection::vec((0u8..5, any::<Pick>(), any::<Pick>(), select(PIECES)), 1..5)
}

fn seed() -> impl Strategy<Value = Vec<u16>> {
    prop::collection::vec(any::<u16>(), 0..200)
}

/// Calls a function for each kind of file.
macro_rules! each {
    ($kind:expr, $call:ident, $($argument:expr),*) => {
        match $kind {
            0 => $call::<Event>($($argument),*),
            1 => $call::<Actor>($($argument),*),
            2 => $call::<Claim>($($argument),*),
            3 => $call::<Index>($($argument),*),
            4 => $call::<Page>($($argument),*),
            5 => $call::<Source>($($argument),*),
            6 => $call::<Tag>($($argument),*),
            7 => $call::<Term>($($argument),*),
            _ => $call::<Config>($($argument),*),
        }
    };
}

fn written<T: Record>(seed: &[u16]) -> String {
    record(T::SHAPE, &mut seed.iter(), 0)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1000) })]

    #[test]
    fn sound_documents_are_taken_by_both(kind in 0u8..9, seed in seed()) {
        each!(kind, both_take, &seed);
    }

    #[test]
    fn spoiled_documents_are_answered(kind in 0u8..9, seed in seed(), blows in blows()) {
        let text = spoil(&each!(kind, written, &seed), &blows);
        each!(kind, one_answers, &text);
    }
}
