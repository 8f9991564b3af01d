//! Lines that begin as headings and items of lists do elsewhere: `#Head`, `-one`, `• one`.
//!
//! A hashtag in running text is none: `#MeToo began in 2017.`
//!
//! Enters: where such lines begin. Leaves: findings with the text to write. Must not know: HTML.

use super::findings::Findings;
use super::unread::Texts;
use crate::diagnostic::Code;

/// The longest line that is a heading where only one sign says so, and the longest that is written anew.
const MAX_HEADING: usize = 80;
/// The most lines that are written anew in a finding.
const MAX_ITEMS: usize = 8;

/// Signs before items in other programs. No dash: a line of dialogue begins with one.
const BULLETS: [char; 12] = ['•', '‣', '◦', '▪', '▫', '●', '○', '■', '□', '➢', '·', '\u{F0B7}'];

fn line(text: &str) -> &str {
    text.lines().next().unwrap_or_default().trim_end()
}

/// How many signs a heading has at the start of a text that no blank follows.
fn level(text: &str) -> Option<usize> {
    let level = text.bytes().take_while(|b| *b == b'#').count();
    let next = text[level..].chars().next()?;
    let begins =
        next.is_alphabetic() || (level > 1 && (next.is_alphanumeric() || matches!(next, '*' | '[' | '"' | '“')));
    (level <= 6 && begins).then_some(level)
}

/// Whether a line may be meant as a heading.
pub(super) fn might_head(text: &str) -> bool {
    level(text).is_some()
}

/// Whether a line with one sign is a heading rather than a text that begins with a hashtag.
fn is_heading(text: &str, next: Option<&str>) -> bool {
    let text = text.trim_end();
    let tag = text[1..].split_whitespace().next().unwrap_or_default();
    let alone = tag.len() + 1 == text.len();
    // `#MeToo`, `#G20`
    let joined = alone && tag.chars().skip(1).any(|c| c.is_uppercase() || c.is_numeric() || c == '_');
    let sentence = text.ends_with(['.', '!', '?', '…', ',', ';', ':', '。', '！', '？', '，']);
    // A text that was broken into lines goes on in small letters.
    let goes_on = next.and_then(|next| next.trim_start().chars().next()).is_some_and(char::is_lowercase);
    text.chars().count() <= MAX_HEADING && !joined && !sentence && !goes_on && text.matches('#').count() == 1
}

/// Whether only signs of quotes stand before a place on its line, and the text of a line begins there.
fn begins_line(body: &str, at: usize) -> bool {
    let start = memchr::memrchr(b'\n', &body.as_bytes()[..at]).map_or(0, |at| at + 1);
    body[start..at].bytes().all(|b| matches!(b, b' ' | b'\t' | b'>'))
}

/// A heading without its blank, at a place.
pub(super) fn heading(body: &str, at: usize, texts: &Texts, findings: &mut Findings<'_>) {
    let text = line(&body[at..]);
    let Some(level) = level(text) else { return };
    let next = body[at..texts.end()].split_once('\n').map(|(_, next)| next.trim_start_matches([' ', '\t', '>']));
    let first = texts.pieces.first().is_some_and(|piece| piece.at.start == at);
    if !begins_line(body, at) || (level == 1 && !(first && is_heading(text, next))) {
        return;
    }
    let (signs, words) = text.split_at(level);
    let help = match text.len() <= 2 * MAX_HEADING {
        true => format!("write `{signs} {words}`, or `\\{text}` to show the sign"),
        false => format!("put a blank behind `{signs}`, or a backslash before it to show the sign"),
    };
    findings
        .add(Code::UnreadHeading, at..at + text.len(), format!("without a blank behind `{signs}` this is no heading"))
        .help(help);
}

/// The sign at the start of a line that other programs take for an item of a list, and its text.
pub(super) fn item(text: &str) -> Option<(char, &str)> {
    let sign = text.chars().next()?;
    let rest = line(&text[sign.len_utf8()..]);
    let next = rest.trim_start().chars().next()?;
    let meant = match sign {
        '-' => next.is_alphabetic() && rest.starts_with(next) || rest.starts_with(['*', '[', '“']),
        _ => BULLETS.contains(&sign) && !BULLETS.contains(&next),
    };
    meant.then(|| (sign, rest.trim_start()))
}

/// Lines of a block that begin so; one by itself may be meant.
pub(super) fn report_items(body: &str, places: &[usize], findings: &mut Findings<'_>) {
    let items: Vec<(usize, char, &str)> = places
        .iter()
        .filter(|at| begins_line(body, **at))
        .filter_map(|at| item(&body[*at..]).map(|(sign, text)| (*at, sign, text)))
        .collect();
    let [(first, sign, _), .., (last, ..)] = items[..] else { return };
    let count = items.len();
    let whole = body[first..last].matches('\n').count() + 1 == count
        && count <= MAX_ITEMS
        && items.iter().all(|(.., text)| text.len() <= 200);
    // Only a sign of Markdown takes a backslash.
    let or = if sign == '-' { ", or `\\` before each sign to show it" } else { "" };
    let help = match whole {
        true => {
            let lines: Vec<String> = items.iter().map(|(.., text)| format!("- {text}")).collect();
            format!("write the {count} lines as a list{or}:\n{}", lines.join("\n"))
        }
        false => format!("write `- ` in the place of `{sign}` on each of the {count} lines{or}"),
    };
    let message = match sign {
        '-' => "without a blank behind `-` these are no items of a list, and run together".to_owned(),
        sign => format!("`{sign}` makes no list, so these lines run together"),
    };
    findings.add(Code::UnreadList, first..first + line(&body[first..]).len(), message).help(help);
}
