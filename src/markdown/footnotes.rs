//! Footnotes: numbered by their first reference, written after the body, each with its ways back.
//!
//! Enters: references and definitions in any order. Leaves: numbers, and the section of notes. Must
//! not know: what a note says.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark::Event;

use super::Labels;
use super::chars::escape;
use super::findings::Findings;
use crate::diagnostic::Code;
use crate::text::{composed, shorten};

/// Markdown's events with their places.
pub(super) type Events<'a> = Vec<(Event<'a>, Range<usize>)>;

#[derive(Default)]
pub(super) struct Notes<'a> {
    numbers: HashMap<String, usize>,
    /// What to call each note by its number, and how often it is referred to.
    order: Vec<(String, u32)>,
    definitions: HashMap<String, (Range<usize>, Events<'a>)>,
    /// Definitions being read; a note can hold another.
    reading: Vec<(String, Range<usize>, Events<'a>)>,
    /// Where a label is defined once more.
    again: Vec<Range<usize>>,
}

/// Labels that differ only in case are the same, and so are those that differ in whether letters are composed.
fn fold(label: &str) -> String {
    composed(&label.to_uppercase().to_lowercase()).into_owned()
}

impl<'a> Notes<'a> {
    /// The number of a note, and which reference to it this is.
    pub(super) fn refer(&mut self, label: &str) -> (usize, u32) {
        let label = fold(label);
        let next = self.order.len();
        let index = *self.numbers.entry(label.clone()).or_insert(next);
        if index == next {
            self.order.push((label, 0));
        }
        self.order[index].1 += 1;
        (index + 1, self.order[index].1)
    }

    pub(super) fn begin(&mut self, label: &str, at: Range<usize>) {
        self.reading.push((fold(label), at, Vec::new()));
    }

    pub(super) fn end(&mut self) {
        let Some((label, at, events)) = self.reading.pop() else { return };
        match self.definitions.entry(label) {
            Entry::Vacant(entry) => {
                entry.insert((at, events));
            }
            Entry::Occupied(_) => self.again.push(at),
        }
    }

    /// Reports the definitions that no reader sees, once all references are known.
    pub(super) fn report_unused(&mut self, body: &str, findings: &mut Findings<'_>) {
        let alone = self.definitions.drain().map(|(_, (at, _))| (at.start, false));
        let mut unused: Vec<_> = alone.chain(self.again.drain(..).map(|at| (at.start, true))).collect();
        unused.sort_unstable();
        for (start, again) in unused {
            let label = body.get(start..).and_then(|rest| rest.split_inclusive(']').next()).unwrap_or_default();
            let place = start..start + label.len();
            let label = shorten(label, 60);
            if again {
                let message = format!("the footnote `{label}` is defined twice");
                findings.add(Code::UnusedFootnote, place, message).help("give one of the two another name");
            } else {
                let message = format!("nothing refers to the footnote `{label}`, so it is not shown");
                let help = format!("write `{label}` where the note belongs, or remove the note");
                findings.add(Code::UnusedFootnote, place, message).help(help);
            }
        }
    }

    /// The definition being read, if there is one.
    pub(super) fn reading(&mut self) -> Option<&mut Events<'a>> {
        self.reading.last_mut().map(|(_, _, events)| events)
    }

    /// What the note of an index says; nothing when no more are referred to.
    pub(super) fn definition(&mut self, index: usize) -> Option<Events<'a>> {
        let (label, _) = self.order.get(index)?;
        Some(self.definitions.remove(label).map(|(_, events)| events).unwrap_or_default())
    }

    /// The section with the notes, given the HTML of each.
    pub(super) fn section(&self, prefix: &str, labels: &Labels<'_>, notes: &[String]) -> String {
        let mut out = String::from("<section class=\"footnotes\" aria-label=\"");
        escape(&mut out, labels.footnotes, true);
        out.push_str("\">\n<ol>\n");
        let (mut id, mut back) = (String::new(), String::new());
        escape(&mut back, labels.back, true);
        escape(&mut id, prefix, true);
        for (index, (note, (_, count))) in notes.iter().zip(&self.order).enumerate() {
            let number = index + 1;
            let _ = write!(out, "<li id=\"{id}fn_{number}\">");
            let inside = note.strip_suffix("</p>\n");
            out.push_str(inside.unwrap_or(note));
            for which in 1..=*count {
                let suffix = if which == 1 { String::new() } else { format!("_{which}") };
                let words = if which == 1 { String::new() } else { format!(", {which}") };
                let mark = if which == 1 { String::new() } else { format!("<sup>{which}</sup>") };
                let _ = write!(
                    out,
                    " <a class=\"footnote-back\" href=\"#{id}fnref_{number}{suffix}\" aria-label=\"{back}{words}\">↩{mark}</a>"
                );
            }
            out.push_str(if inside.is_some() { "</p>\n</li>\n" } else { "</li>\n" });
        }
        out.push_str("</ol>\n</section>\n");
        out
    }
}
