//! Signs of emphasis that CommonMark does not read as such, because of the punctuation beside them.
//!
//! A run of signs ends emphasis only where no letter follows punctuation at it (CommonMark 0.31, "right-flanking"),
//! and begins it by the same rule turned round. In writing without spaces, `**说明：**会谈` is therefore no emphasis, and
//! readers see the signs.
//!
//! Enters: the runs of a block. Leaves: findings with the text to write. Must not know: how a body is written.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag};

use super::chars::around;
use super::findings::Findings;
use crate::diagnostic::Code;

/// Signs side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    at: Range<usize>,
    role: Role,
}

/// What the parser made of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Role {
    Begins,
    Ends,
    /// Readers see some of its signs.
    Seen,
    /// So it was meant.
    Escaped,
}

/// The longest text between two runs that is written anew in a finding, and the most punctuation at its ends that is
/// taken out of them.
const MAX_INSIDE: usize = 120;
const MAX_ENDS: usize = 4;

/// Whether some run stands between punctuation and a letter, or as `_` between letters of writing without spaces.
pub(super) fn might_be_refused(body: &str) -> bool {
    let mut end = 0;
    memchr::memchr3_iter(b'*', b'_', b'~', body.as_bytes()).any(|start| {
        if start < end {
            return false;
        }
        end = start + run_length(&body[start..]);
        let at = start..end;
        refused_before(body, &at) || refused_after(body, &at)
    })
}

fn run_length(text: &str) -> usize {
    let first = text.as_bytes()[0];
    text.bytes().take_while(|byte| *byte == first).count()
}

/// Writing in which words stand side by side, or particles directly behind a quotation: Han, kana, Hangul, Thai, Lao,
/// Khmer, Myanmar, Tibetan, and the punctuation that goes with them.
fn is_dense(c: char) -> bool {
    matches!(c, '\u{E00}'..='\u{EFF}' | '\u{F00}'..='\u{FFF}' | '\u{1000}'..='\u{109F}' | '\u{1100}'..='\u{11FF}'
        | '\u{1780}'..='\u{17FF}' | '\u{2E80}'..='\u{312F}' | '\u{3130}'..='\u{A4CF}' | '\u{A960}'..='\u{A97F}'
        | '\u{AC00}'..='\u{D7FF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FFEF}'
        | '\u{20000}'..='\u{3FFFF}')
}

fn is_mark(c: char) -> bool {
    !c.is_alphanumeric() && unicode_normalization::char::is_combining_mark(c)
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || is_mark(c)
}

/// Whether a run between `inside` and `outside` is refused: a letter outside, and punctuation inside.
fn refused(body: &str, at: &Range<usize>, inside: Option<char>, outside: Option<char>) -> bool {
    let (Some(inside), Some(outside)) = (inside, outside) else { return false };
    let dense = is_dense(inside) || is_dense(outside);
    let single = at.len() == 1;
    match body.as_bytes()[at.start] {
        // Between letters it never is emphasis, which names with underscores rely on.
        b'_' => dense && is_letter(outside) && !inside.is_whitespace(),
        // One sign is a sum or a footnote as often; one `~` stands between numbers.
        b'*' if single => dense && is_letter(outside) && !is_letter(inside) && !inside.is_whitespace(),
        b'~' if single => false,
        _ => is_letter(outside) && !is_letter(inside) && !inside.is_whitespace(),
    }
}

/// Whether a run cannot begin emphasis that it would begin beside a letter.
fn refused_before(body: &str, at: &Range<usize>) -> bool {
    let (before, after) = around(body, at);
    refused(body, at, after, before)
}

/// Whether a run cannot end emphasis that it would end beside a letter.
fn refused_after(body: &str, at: &Range<usize>) -> bool {
    let (before, after) = around(body, at);
    refused(body, at, before, after)
}

/// Adds the runs in text that readers see. An escaped sign is meant so.
pub(super) fn literal(body: &str, at: &Range<usize>, runs: &mut Vec<Run>) {
    let mut from = at.start;
    let escaped = body[..at.start].ends_with('\\');
    while let Some(found) = body[from..at.end].find(['*', '_', '~']) {
        let start = from + found;
        from = start + run_length(&body[start..at.end]);
        let role = if escaped && start == at.start { Role::Escaped } else { Role::Seen };
        runs.push(Run { at: start..from, role });
    }
}

/// Adds the runs at both ends of what the parser took for emphasis.
pub(super) fn read(body: &str, at: &Range<usize>, length: usize, runs: &mut Vec<Run>) {
    let length = if body[at.start..].starts_with('~') && !body[at.start..].starts_with("~~") { 1 } else { length };
    runs.push(Run { at: at.start..at.start + length, role: Role::Begins });
    runs.push(Run { at: at.end - length..at.end, role: Role::Ends });
}

/// Reports each pair of runs of which one is refused and that the parser does not take for one, `left` at most.
pub(super) fn report(body: &str, runs: &mut Vec<Run>, left: &mut usize, findings: &mut Findings<'_>) {
    runs.sort_by_key(|run| (run.at.start, run.at.end));
    // The parser gives the signs of a run one by one, and some of them as emphasis.
    runs.dedup_by(|next, run| {
        let one = run.at.end == next.at.start && body.as_bytes()[run.at.start] == body.as_bytes()[next.at.start];
        if one {
            run.at.end = next.at.end;
            run.role = run.role.max(next.role);
        }
        one
    });
    // What is open of each sign, by the length of its run.
    let mut open: Vec<Run> = Vec::new();
    for run in runs.drain(..).filter(|run| run.role != Role::Escaped) {
        let sign = &body[run.at.clone()];
        let (before, after) = around(body, &run.at);
        let same = open.iter().position(|other| body[other.at.clone()] == *sign);
        match same {
            Some(place) if before.is_some_and(|c| !c.is_whitespace()) => {
                let first = open.swap_remove(place);
                let refused = refused_before(body, &first.at) || refused_after(body, &run.at);
                let read = (first.role, run.role) == (Role::Begins, Role::Ends);
                if refused && !read && *left > 0 {
                    *left -= 1;
                    finding(body, &first.at, &run.at, findings);
                }
            }
            Some(_) => {}
            None if after.is_some_and(|c| !c.is_whitespace()) && open.len() < 16 => open.push(run),
            None => {}
        }
    }
}

fn finding(body: &str, first: &Range<usize>, last: &Range<usize>, findings: &mut Findings<'_>) {
    let sign = &body[first.clone()];
    let between = if sign.starts_with('_') { "beside a letter" } else { "between punctuation and a letter" };
    let message = format!("`{sign}` is not read as emphasis {between}");
    match mended(body, first, last) {
        Some((at, text)) => findings.add(Code::UnreadEmphasis, at, message).help(format!("write `{text}`")),
        None => findings
            .add(Code::UnreadEmphasis, first.start..last.end, message)
            .help(format!("put a space before the first `{sign}` and one after the last, and write them as `*`")),
    }
}

/// The same text with its signs where they are read, and what it stands in the place of: without the punctuation at
/// its ends, as little of it as will do, else with spaces round it.
fn mended(body: &str, first: &Range<usize>, last: &Range<usize>) -> Option<(Range<usize>, String)> {
    let inside = &body[first.end..last.start];
    if inside.len() > MAX_INSIDE || inside.contains(['\n', '`', '\\', '[', '<']) {
        return None;
    }
    let sign = body[first.clone()].replace('_', "*");
    let (before, after) = (around(body, first).0, around(body, last).1);
    let text = |c: Option<char>| c.filter(|c| *c != '\n' && *c != '\r').map_or_else(String::new, String::from);
    let (before, after) = (text(before), text(after));
    let ends = |text: &mut dyn Iterator<Item = char>| {
        let mut ends = vec![0];
        ends.extend(text.take(MAX_ENDS).take_while(|c| !is_letter(*c)).scan(0, |end, c| {
            *end += c.len_utf8();
            Some(*end)
        }));
        ends
    };
    let (heads, tails) = (ends(&mut inside.chars()), ends(&mut inside.chars().rev()));
    let mut ways: Vec<(usize, usize)> =
        (0..heads.len()).flat_map(|head| (0..tails.len()).map(move |tail| (head, tail))).collect();
    ways.sort_by_key(|(head, tail)| head + tail);
    for (head, tail) in ways {
        let Some(core) = inside.get(heads[head]..inside.len() - tails[tail]) else { continue };
        let (lead, trail) = (&inside[..heads[head]], &inside[inside.len() - tails[tail]..]);
        if !core.is_empty() && is_balanced(core) && is_read(&sign, [&before, lead], core, [trail, &after]) {
            return Some((first.start..last.end, format!("{lead}{sign}{core}{sign}{trail}")));
        }
    }
    for (left, right) in [("", " "), (" ", ""), (" ", " ")] {
        if is_read(&sign, [&before, left], inside, [right, &after]) {
            let mut at = first.start..last.end;
            let mut text = format!("{sign}{inside}{sign}");
            if !left.is_empty() {
                at.start -= before.len();
                text.insert_str(0, &format!("{before}{left}"));
            }
            if !right.is_empty() {
                at.end += after.len();
                text.push_str(&format!("{right}{after}"));
            }
            return Some((at, text));
        }
    }
    None
}

/// Whether every bracket and every quotation mark in a text has its other half there.
fn is_balanced(text: &str) -> bool {
    const PAIRS: &str = "「」『』（）《》〈〉【】〔〕〖〗“”‘’«»()[]{}";
    let mut open = Vec::new();
    for c in text.chars() {
        match PAIRS.chars().position(|other| other == c) {
            Some(place) if place % 2 == 0 => open.push(place),
            Some(place) if open.pop() != Some(place - 1) => return false,
            _ => {}
        }
    }
    open.is_empty() && ['"', '\''].iter().all(|mark| text.matches(*mark).count() % 2 == 0)
}

/// Whether the parser reads the signs round a text as emphasis of all of it.
fn is_read(sign: &str, before: [&str; 2], core: &str, after: [&str; 2]) -> bool {
    let [before, after] = [before.concat(), after.concat()];
    let text = format!("{before}{sign}{core}{sign}{after}");
    let span = before.len()..text.len() - after.len();
    Parser::new_ext(&text, Options::ENABLE_STRIKETHROUGH).into_offset_iter().any(|(event, at)| {
        at == span && matches!(event, Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough))
    })
}
