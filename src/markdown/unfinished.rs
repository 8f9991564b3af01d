//! What is left in a text by oversight: words that say that something is still to come, and marks that turn the
//! direction of writing and have no end.
//!
//! Enters: text. Leaves: findings. Must not know: Markdown.

use memchr::memmem;

use super::findings::Findings;
use crate::diagnostic::Code;
use crate::text::{end_of_direction, open_directions};

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

/// The marks of a block, in order: those that nothing ends are reported.
pub(super) fn report_directions(marks: &[(char, usize)], findings: &mut Findings<'_>) {
    for (mark, at) in open_directions(marks) {
        let end = u32::from(end_of_direction(mark));
        findings
            .add(
                Code::OpenDirection,
                at..at + mark.len_utf8(),
                format!("U+{:04X} turns the direction of writing, and nothing ends that", u32::from(mark)),
            )
            .help(format!("write `&#x{end:04X};` where it ends, or delete it; it is invisible in most editors"));
    }
}
