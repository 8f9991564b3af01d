//! What is left in a text by oversight: words that say that something is still to come, and marks that turn the
//! direction of writing and have no end.
//!
//! Enters: text. Leaves: findings. Must not know: Markdown.

use memchr::memmem;

use super::findings::Findings;
use crate::diagnostic::Code;

/// What writers put where something is still to come.
const WORDS: [&str; 2] = ["TK", "TODO"];

/// Where such words stand by themselves.
pub(super) fn words(body: &str) -> impl Iterator<Item = usize> + '_ {
    WORDS.into_iter().flat_map(move |word| {
        memmem::find_iter(body.as_bytes(), word).filter(move |at| {
            let joins = |c: char| c.is_alphanumeric() || matches!(c, '_' | '/' | '@' | '#');
            let after = &body[at + word.len()..];
            // `TK-12`, `TODO.md`: a name.
            let named = after.strip_prefix(['-', '.']).is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
            !body[..*at].ends_with(joins) && !body[..*at].ends_with('-') && !after.starts_with(joins) && !named
        })
    })
}

/// Such a word at a place.
pub(super) fn report(body: &str, at: usize, findings: &mut Findings<'_>) {
    let Some(word) = WORDS.into_iter().find(|word| body[at..].starts_with(word)) else { return };
    findings
        .add(
            Code::UnfinishedText,
            at..at + word.len(),
            format!("`{word}` says that something is still to come, and readers see it"),
        )
        .help(format!("write what was to come in its place; where it is a name, write `` `{word}` ``"));
}

/// Whether a mark turns the direction of writing, or ends that (UAX #9).
pub(super) fn is_direction(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether a text may hold such a mark: few do.
pub(super) fn might_turn(text: &str) -> bool {
    text.len() > 2 && directions(text).next().is_some()
}

/// Where marks stand that turn it.
pub(super) fn directions(body: &str) -> impl Iterator<Item = usize> + '_ {
    let bytes = body.as_bytes();
    let third = move |at: usize| bytes.get(at + 2).copied().unwrap_or_default();
    let embeddings = memmem::find_iter(bytes, b"\xE2\x80").filter(move |at| matches!(third(*at), 0xAA..=0xAE));
    let isolates = memmem::find_iter(bytes, b"\xE2\x81").filter(move |at| matches!(third(*at), 0xA6..=0xA9));
    embeddings.chain(isolates)
}

/// The marks of a block, in order: those that nothing ends are reported.
pub(super) fn report_directions(marks: &[(char, usize)], findings: &mut Findings<'_>) {
    let isolates = |c: char| matches!(c, '\u{2066}'..='\u{2068}');
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut left: Vec<(char, usize)> = Vec::new();
    for &(mark, at) in marks {
        match mark {
            '\u{202C}' => {
                // The end of an embedding does not reach out of an isolate.
                if open.last().is_some_and(|(c, _)| !isolates(*c)) {
                    open.pop();
                }
            }
            '\u{2069}' => {
                if let Some(from) = open.iter().rposition(|(c, _)| isolates(*c)) {
                    left.extend(open.drain(from..).skip(1));
                }
            }
            _ => open.push((mark, at)),
        }
    }
    left.append(&mut open);
    for (mark, at) in left {
        let end = if isolates(mark) { 0x2069 } else { 0x202C };
        findings
            .add(
                Code::OpenDirection,
                at..at + mark.len_utf8(),
                format!("U+{:04X} turns the direction of writing, and nothing ends that", u32::from(mark)),
            )
            .help(format!("write `&#x{end:04X};` where it ends, or delete it; it is invisible in most editors"));
    }
}
