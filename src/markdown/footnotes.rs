//! Footnotes: numbered by their first reference, written after the body, each with its ways back.
//!
//! Enters: references and definitions in any order. Leaves: numbers, and the section of notes. Must
//! not know: what a note says.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark::Event;

use super::Labels;
use super::chars::escape;

/// Markdown's events with their places.
pub(super) type Events<'a> = Vec<(Event<'a>, Range<usize>)>;

#[derive(Default)]
pub(super) struct Notes<'a> {
    numbers: HashMap<String, usize>,
    /// What to call each note by its number, and how often it is referred to.
    order: Vec<(String, u32)>,
    definitions: HashMap<String, Events<'a>>,
    /// Definitions being read; a note can hold another.
    reading: Vec<(String, Events<'a>)>,
}

/// Labels that differ only in case are the same.
fn fold(label: &str) -> String {
    label.to_uppercase().to_lowercase()
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

    pub(super) fn begin(&mut self, label: &str) {
        self.reading.push((fold(label), Vec::new()));
    }

    pub(super) fn end(&mut self) {
        if let Some((label, events)) = self.reading.pop() {
            self.definitions.entry(label).or_insert(events);
        }
    }

    /// The definition being read, if there is one.
    pub(super) fn reading(&mut self) -> Option<&mut Events<'a>> {
        self.reading.last_mut().map(|(_, events)| events)
    }

    /// What the note of an index says; nothing when no more are referred to.
    pub(super) fn definition(&mut self, index: usize) -> Option<Events<'a>> {
        let (label, _) = self.order.get(index)?;
        Some(self.definitions.remove(label).unwrap_or_default())
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
