//! Web addresses in running text, which become links as GitHub makes them (GFM, "autolinks (extended)").
//!
//! Only `https://` and `http://` count, and a host with a period: what looks like an address otherwise is as often a
//! name. Signs behind an address, and brackets that it does not begin, are the sentence's.
//!
//! Enters: the texts of a block. Leaves: where addresses stand; their links. Must not know: where they lead.

use std::fmt::Write as _;
use std::ops::Range;

use super::address::{Address, judge};
use super::chars::{decode, escape};
use super::unread::Texts;
use super::writer::Writer;

/// Longer ones are no addresses.
const MAX_LENGTH: usize = 2000;
/// How many signs are taken off the end of one; brackets are counted for each.
const MAX_TRIMMED: usize = 64;

/// An address in running text.
#[derive(Debug)]
pub(super) struct Bare {
    /// The bytes of the body.
    pub(super) at: Range<usize>,
    /// As it is meant: entities decoded, backslashes out.
    shown: String,
}

/// Where the address begins whose `://` stands at a place, unless it belongs to a link that was typed.
pub(super) fn start(body: &str, at: usize) -> Option<usize> {
    let bytes = body.as_bytes();
    let ends = |scheme: &str| {
        let from = at.checked_sub(scheme.len())?;
        bytes[from..at].eq_ignore_ascii_case(scheme.as_bytes()).then_some(from)
    };
    let start = ends("https").or_else(|| ends("http"))?;
    let before = start.checked_sub(1).map(|before| bytes[before]);
    let typed = match before {
        Some(b'<' | b'"' | b'\'' | b'/' | b'+' | b'-' | b'.' | b'@') => true,
        Some(b'(') => bytes[..start - 1].ends_with(b"]"),
        Some(byte) => byte.is_ascii_alphanumeric(),
        None => false,
    };
    // A quotation mark is no attribute's where a blank, or nothing, stands before it.
    let quoted = matches!(before, Some(b'"' | b'\'')) && !bytes[..start - 1].ends_with(b"=");
    (!typed || quoted).then_some(start)
}

/// Whether a character ends an address: a blank, a quotation mark, or punctuation of writing without spaces.
pub(super) fn ends(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '<' | '>' | '"' | '`' | '«' | '»' | '…' | '\u{2018}'..='\u{201F}' | '\u{3000}'..='\u{303F}'
            | '！' | '（' | '）' | '，' | '：' | '；' | '？' | '｡'..='､')
}

/// An address without what follows it in a sentence.
fn trimmed(text: &str) -> &str {
    let mut text = text;
    for _ in 0..MAX_TRIMMED {
        let Some(last) = text.chars().next_back() else { break };
        let unopened = |open: char, close: char| text.matches(close).count() > text.matches(open).count();
        let cut = match last {
            ';' => match text[..text.len() - 1].rfind('&') {
                Some(from)
                    if text[from + 1..text.len() - 1].bytes().all(|b| b.is_ascii_alphanumeric() || b == b'#') =>
                {
                    text.len() - from
                }
                _ => 1,
            },
            '?' | '!' | '.' | ',' | ':' | '*' | '_' | '~' | '\'' | '\\' | '|' | '(' | '[' | '{' => 1,
            ')' if unopened('(', ')') => 1,
            ']' if unopened('[', ']') => 1,
            '}' if unopened('{', '}') => 1,
            _ => return text,
        };
        text = &text[..text.len() - cut];
    }
    text
}

/// The address that begins at a place of a piece of a block.
pub(super) fn find(body: &str, texts: &Texts, index: usize, at: usize) -> Option<Bare> {
    let (mut end, mut shown) = (at, String::new());
    for piece in &texts.pieces[index..] {
        let from = piece.at.start.max(at);
        // A backslash is no part of any piece.
        if piece.linked || (from != end && body.get(end..from) != Some("\\")) || end - at > MAX_LENGTH {
            break;
        }
        let text = &body[from..piece.at.end];
        // No further than decides whether it is too long.
        let limit = (0..=text.len().min(MAX_LENGTH)).rfind(|at| text.is_char_boundary(*at)).unwrap_or_default();
        let length = text[..limit].find(ends).unwrap_or(limit);
        shown.push_str(&text[..length]);
        end = from + length;
        if length < text.len() {
            // Where it is cut, more of it follows.
            if length == limit {
                return None;
            }
            break;
        }
    }
    // Emphasis that begins inside it: nobody can tell what was meant.
    if end - at > MAX_LENGTH || texts.begins.binary_search(&end).is_ok() {
        return None;
    }
    let kept = trimmed(&shown).len();
    end -= shown.len() - kept;
    shown.truncate(kept);
    let shown = decode(&shown);
    let host = shown.split("://").nth(1)?.split(['/', '?', '#', ':']).next()?;
    let labels = host.contains('.') && host.split('.').all(|label| label.chars().any(char::is_alphanumeric));
    (labels && matches!(judge(&shown), Address::External(_))).then_some(Bare { at: at..end, shown })
}

impl Writer<'_> {
    /// Text, with the addresses in it as links.
    pub(super) fn text(&mut self, text: &str, at: &Range<usize>) {
        self.check(text, at);
        let mut next = self.bare.partition_point(|bare| bare.at.end <= at.start);
        let mut from = at.start;
        let part = |from: usize, to: usize| text.get(from - at.start..to - at.start).unwrap_or_default();
        while let Some(bare) = self.bare.get(next).filter(|bare| bare.at.start < at.end) {
            let (begin, end, shown) = (bare.at.start, bare.at.end.min(at.end), bare.shown.clone());
            // What follows of an address in a text of its own is written already.
            if begin >= at.start {
                self.words(part(from, begin));
                self.bare_link(&shown);
            }
            from = end;
            next += 1;
        }
        match from == at.start {
            true => self.words(text),
            false => self.words(part(from, at.end)),
        }
    }

    fn words(&mut self, text: &str) {
        self.plain(text);
        escape(&mut self.out, text, self.filter);
    }

    fn bare_link(&mut self, shown: &str) {
        let Address::External(address) = judge(shown) else { return self.words(shown) };
        self.out.push_str("<a href=\"");
        escape(&mut self.out, &address, true);
        let _ = write!(self.out, "\">");
        self.words(shown);
        self.out.push_str("</a>");
    }
}
