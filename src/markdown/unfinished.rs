//! What is left in a text by oversight: words that say that something is still to come, and marks that turn the
//! direction of writing and have no end.
//!
//! Enters: text. Leaves: findings. Must not know: Markdown.

use super::findings::Findings;
use crate::diagnostic::Code;
use crate::text::{end_of_direction, open_directions};

/// Such a word at a place.
pub(super) fn report(body: &str, at: usize, findings: &mut Findings<'_>) {
    let word = &body[at..at + body[at..].bytes().take_while(u8::is_ascii_uppercase).count()];
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
