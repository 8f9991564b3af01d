//! The words that stand for a body where it has no summary: its first paragraph that has any.
//!
//! Enters: text as it is written, with what it is written in. Leaves: the words, and the block of the HTML
//! that has them. Must not know: Markdown, HTML.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Tag, TagEnd};

use super::allow::LEVELS;
use super::writer::{Open, Writer};
use crate::text::is_forbidden;

/// What text stands in; the earlier ones say more of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Within {
    /// A paragraph that stands by itself.
    Paragraph,
    /// A quote, a list, a table, code, HTML.
    Other,
    /// A heading.
    Heading,
    /// The description of an image.
    Image,
}

/// The first text in something.
#[derive(Debug, Default)]
struct First {
    text: String,
    /// Where the outermost block begins that it stands in.
    start: usize,
    /// Whether there is no more of it.
    whole: bool,
    /// Where that block ends.
    end: Option<usize>,
}

/// What was read so far.
#[derive(Debug, Default)]
pub(super) struct Lead {
    firsts: [First; 4],
}

impl Lead {
    /// Text, in an outermost block that begins at `start`.
    pub(super) fn add(&mut self, within: Within, text: &str, start: usize) {
        if self.firsts[0].whole {
            return;
        }
        let first = &mut self.firsts[within as usize];
        if !first.whole {
            if first.text.is_empty() {
                first.start = start;
            }
            first.text.push_str(text);
        }
    }

    /// Takes back the blank before what plain text leaves out.
    pub(super) fn unspace(&mut self, within: Within) {
        let first = &mut self.firsts[within as usize];
        if !first.whole {
            first.text.truncate(first.text.trim_end().len());
        }
    }

    /// A block begins or ends: what was read before it is a text by itself, unless it has no word.
    pub(super) fn part(&mut self) {
        for first in self.firsts.iter_mut().filter(|first| !first.whole) {
            first.whole = first.text.contains(char::is_alphanumeric);
            if !first.whole {
                first.text.clear();
            }
        }
    }

    /// Nothing is open at this place of the HTML.
    pub(super) fn outermost(&mut self, at: usize) {
        for first in self.firsts.iter_mut().filter(|first| first.whole) {
            first.end.get_or_insert(at);
        }
    }

    /// The words, on one line, and the bytes of the outermost block that has them. `end` is where the HTML ends.
    pub(super) fn done(mut self, end: usize) -> (String, Range<usize>) {
        self.part();
        let first = self.firsts.into_iter().find(|first| first.whole).unwrap_or_default();
        let words: Vec<&str> = first.text.split_whitespace().collect();
        (words.join(" "), first.start..if first.whole { first.end.unwrap_or(end) } else { 0 })
    }
}

impl Writer<'_> {
    /// Text that headings and the lead keep without markup.
    pub(super) fn plain(&mut self, text: &str) {
        let text = &*self.allowed(text);
        if let Some(heading) = &mut self.heading {
            heading.text.push_str(text);
        }
        self.lead_with(self.within(), text);
    }

    /// Text that only the lead keeps.
    pub(super) fn lead_with(&mut self, within: Within, text: &str) {
        if !self.in_notes {
            self.lead.add(within, &self.allowed(text), self.outermost);
        }
    }

    fn allowed<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match self.filter {
            true => text.chars().filter(|c| !is_forbidden(*c)).collect(),
            false => text.into(),
        }
    }

    /// Takes back the blank before what plain text leaves out.
    pub(super) fn unspace(&mut self) {
        if let Some(heading) = &mut self.heading {
            heading.text.truncate(heading.text.trim_end().len());
        }
        if !self.in_notes {
            self.lead.unspace(self.within());
        }
    }

    fn within(&self) -> Within {
        let typed = || self.open.iter().any(|open| matches!(open, Open::Raw { typed, .. } if LEVELS.contains(typed)));
        match self.in_paragraph {
            _ if self.heading.is_some() || (self.raw_seen && typed()) => Within::Heading,
            true => Within::Paragraph,
            false => Within::Other,
        }
    }

    pub(super) fn part_before(&mut self, tag: &Tag<'_>) {
        self.part_at(&tag.to_end());
    }

    pub(super) fn part_after(&mut self, tag: TagEnd) {
        self.part_at(&tag);
        self.in_paragraph &= tag != TagEnd::Paragraph;
    }

    /// A block begins or ends. Cells of a row are one text.
    fn part_at(&mut self, tag: &TagEnd) {
        match tag {
            _ if self.in_notes => {}
            TagEnd::TableCell => self.lead.add(Within::Other, " ", self.outermost),
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image => {}
            _ => self.lead.part(),
        }
    }

    /// A tag of HTML begins or ends.
    pub(super) fn part_at_tag(&mut self, tag: &str) {
        match tag {
            _ if self.in_notes || INLINE.contains(&tag) => {}
            "br" | "td" | "th" => self.plain(" "),
            _ => self.lead.part(),
        }
    }

    /// Nothing may be open any more.
    pub(super) fn outermost_ends(&mut self) {
        if self.open.is_empty() && !self.in_notes {
            self.lead.outermost(self.out.len());
        }
    }
}

/// The tags of HTML that stand in a line of text.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "img", "ins", "kbd", "mark", "q", "rp",
    "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
];
