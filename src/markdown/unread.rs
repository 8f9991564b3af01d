//! What readers would see as it was typed, because this Markdown has no such signs, or has them otherwise.
//!
//! Places that might be such are sought in the whole body in large steps; most bodies have none, and are not read
//! a second time. Of a block that was read, only the bytes count that are text: no code, no address, no HTML, no sign
//! behind a backslash.
//!
//! Enters: a body, and the texts of its blocks. Leaves: findings with the text to write, and bare addresses. Must not
//! know: HTML.

use std::ops::Range;

use memchr::{memchr_iter, memchr2_iter, memmem};

use super::bare::{self, Bare};
use super::findings::Findings;
use super::{Links, foreign, lines, misplaced, unfinished};
use crate::text::{self, directions, is_direction};

/// What may stand at a place of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Suspect {
    /// `](`, whose address has a blank in it.
    Blank,
    /// `] (`
    Parted,
    /// `[[`
    Wiki,
    /// `{`, and signs that templates have behind it.
    Template,
    /// A line that begins with `#` and a letter.
    Heading,
    /// A line that begins as an item of a list does elsewhere.
    Item,
    /// `https://`
    Bare,
    /// `TK`, `TODO`
    Unfinished,
    /// A mark that begins a direction of writing.
    Direction,
}

/// A stretch of a body that is text.
#[derive(Debug)]
pub(super) struct Piece {
    pub(super) at: Range<usize>,
    /// Whether it stands in a link or in the description of an image.
    pub(super) linked: bool,
}

/// The text of a block.
#[derive(Default)]
pub(super) struct Texts {
    pub(super) pieces: Vec<Piece>,
    /// Where emphasis begins.
    pub(super) begins: Vec<usize>,
    /// Marks of direction, with their places.
    pub(super) marks: Vec<(char, usize)>,
    /// Whether it is a cell of a table.
    pub(super) cell: bool,
}

impl Texts {
    pub(super) fn push(&mut self, text: &str, at: Range<usize>, linked: bool) {
        if text.len() > 2 && directions(text).next().is_some() {
            // What an entity stands for begins where that does.
            let typed = text.len() == at.len();
            let marks = text.char_indices().filter(|(_, c)| is_direction(*c));
            self.marks.extend(marks.map(|(offset, c)| (c, at.start + if typed { offset } else { 0 })));
        }
        self.pieces.push(Piece { at, linked });
    }

    pub(super) fn clear(&mut self) {
        self.pieces.clear();
        self.begins.clear();
        self.marks.clear();
    }

    /// The number of the piece that has a byte.
    pub(super) fn piece(&self, at: usize) -> Option<usize> {
        let index = self.pieces.partition_point(|piece| piece.at.end <= at);
        self.pieces.get(index).is_some_and(|piece| piece.at.start <= at).then_some(index)
    }

    /// Where the text of the block ends.
    pub(super) fn end(&self) -> usize {
        self.pieces.last().map_or(0, |piece| piece.at.end)
    }
}

/// The places in a body that might be worth a finding, and how many of them are settled.
pub(super) struct Suspects {
    list: Vec<(usize, Suspect)>,
    next: usize,
}

impl Suspects {
    /// Seeks them.
    pub(super) fn of(body: &str) -> Self {
        let bytes = body.as_bytes();
        let mut list = Vec::new();
        for at in memchr2_iter(b']', b'{', bytes) {
            if bytes[at] == b'{' {
                if at.checked_sub(1).is_none_or(|before| bytes[before] != b'{') && foreign::might_be(&body[at..]) {
                    list.push((at, Suspect::Template));
                }
                continue;
            }
            match bytes.get(at + 1) {
                Some(b'(') if misplaced::has_blank(&body[at + 1..]) => list.push((at, Suspect::Blank)),
                Some(b' ') if misplaced::parted(&body[at + 1..]).is_some() => list.push((at, Suspect::Parted)),
                Some(b']') => list.extend(foreign::wiki_start(body, at).map(|start| (start, Suspect::Wiki))),
                _ => {}
            }
        }
        for start in [0].into_iter().chain(memchr_iter(b'\n', bytes).map(|at| at + 1)) {
            let Some(begin) = bytes[start..].iter().position(|b| !matches!(b, b' ' | b'\t' | b'>')) else { break };
            let at = start + begin;
            match bytes[at] {
                b'#' if lines::might_head(&body[at..]) => list.push((at, Suspect::Heading)),
                b'-' | b'\xC2' | b'\xE2' | b'\xEF' if lines::item(&body[at..]).is_some() => {
                    list.push((at, Suspect::Item));
                }
                _ => {}
            }
        }
        list.extend(memmem::find_iter(bytes, "://").filter_map(|at| Some((bare::start(body, at)?, Suspect::Bare))));
        list.extend(text::unfinished(body).map(|(at, _)| (at, Suspect::Unfinished)));
        list.extend(directions(body).map(|at| (at, Suspect::Direction)));
        list.sort_unstable();
        Self { list, next: 0 }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Looks at those that stand in a block.
    pub(super) fn settle(
        &mut self,
        body: &str,
        texts: &Texts,
        links: &dyn Links,
        findings: &mut Findings<'_>,
        found: &mut Vec<Bare>,
    ) {
        let end = texts.end();
        let (mut items, mut tried) = (Vec::new(), None);
        while let Some((at, suspect)) = self.list.get(self.next).copied()
            && at < end
        {
            self.next += 1;
            let Some(index) = texts.piece(at) else { continue };
            let escaped = body[..at].ends_with('\\') && texts.pieces[index].at.start == at;
            let linked = texts.pieces[index].linked;
            match suspect {
                Suspect::Bare if !linked => {
                    // One that goes on without a blank belongs to the one before it, be that an address or none.
                    let apart = tried.is_none_or(|tried: usize| body[tried..at].contains(bare::ends));
                    tried = Some(at);
                    if apart && found.last().is_none_or(|last| last.at.end <= at) {
                        found.extend(bare::find(body, texts, index, at));
                    }
                }
                Suspect::Unfinished => unfinished::report(body, at, findings),
                _ if escaped => {}
                Suspect::Template => foreign::template(body, at, end, findings),
                _ if linked => {}
                Suspect::Blank => misplaced::blank(body, at, findings),
                Suspect::Parted => misplaced::report_parted(body, at, findings),
                Suspect::Wiki if texts.piece(at + 1).is_some() => foreign::wiki(body, at, links, findings),
                Suspect::Heading if !texts.cell => lines::heading(body, at, texts, findings),
                Suspect::Item if !texts.cell => items.push(at),
                _ => {}
            }
        }
        lines::report_items(body, &items, findings);
        unfinished::report_directions(&texts.marks, findings);
    }
}
