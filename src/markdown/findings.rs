//! The diagnostics of one body, counted so that no input can make them fill the memory.
//!
//! Enters: a code, bytes of the body, words. Leaves: diagnostics with bytes of the file. Must not
//! know: Markdown.

use std::borrow::Cow;
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Location, Severity};
use crate::path::ContentPath;
use crate::text::composed;

/// Far more than is ever shown of one file; errors and others are counted apart, so that no crowd of
/// warnings hides an error.
const MAX: usize = 1000;

pub(super) struct Findings<'a> {
    path: &'a ContentPath,
    places: Places,
    list: Vec<Diagnostic>,
    errors: usize,
    others: usize,
}

/// Where the bytes of a body stand in its file.
pub(super) struct Places {
    /// Where the body begins.
    base: usize,
    /// Places from which on the two differ by more than that, once letters are composed: in the body, and as it was.
    moved: Vec<(usize, usize)>,
}

impl Places {
    /// A body from a byte of its file on, and the places in it. The parser compares the labels of footnotes and of
    /// references letter by letter; so a body that defines any has its letters composed.
    pub(super) fn of(body: &str, base: usize) -> (Cow<'_, str>, Self) {
        let mut places = Self { base, moved: Vec::new() };
        if memchr::memmem::find(body.as_bytes(), b"]:").is_none() || matches!(composed(body), Cow::Borrowed(_)) {
            return (Cow::Borrowed(body), places);
        }
        let mut out = String::with_capacity(body.len());
        let mut at = 0;
        // No letter is composed with an ASCII character after it.
        let starts = body.bytes().enumerate().skip(1).filter(|(_, byte)| byte.is_ascii()).map(|(start, _)| start);
        for end in starts.chain([body.len()]) {
            let (piece, before) = (&body[at..end], out.len());
            out.push_str(&composed(piece));
            at = end;
            if out.len() - before != piece.len() {
                places.moved.push((out.len(), at));
            }
        }
        (Cow::Owned(out), places)
    }

    fn in_file(&self, at: usize) -> usize {
        let before = self.moved.partition_point(|(body, _)| *body <= at);
        let (body, was) = before.checked_sub(1).map_or((0, 0), |last| self.moved[last]);
        self.base + was + (at - body)
    }
}

/// A finding just made, to which its help is added.
pub(super) struct Added<'f>(Option<&'f mut Diagnostic>);

impl<'a> Findings<'a> {
    pub(super) fn new(path: &'a ContentPath, places: Places) -> Self {
        Self { path, places, list: Vec::new(), errors: 0, others: 0 }
    }

    pub(super) fn add(&mut self, code: Code, at: Range<usize>, message: impl Into<String>) -> Added<'_> {
        let count = if code.severity() == Severity::Error { &mut self.errors } else { &mut self.others };
        *count += 1;
        if *count > MAX {
            return Added(None);
        }
        let span = self.in_file(at);
        self.list.push(Diagnostic::new(code, Location::span(self.path, span), message));
        Added(self.list.last_mut())
    }

    pub(super) fn in_file(&self, at: Range<usize>) -> Range<usize> {
        self.places.in_file(at.start)..self.places.in_file(at.end)
    }

    pub(super) fn done(self) -> Vec<Diagnostic> {
        self.list
    }
}

impl Added<'_> {
    pub(super) fn help(self, help: impl Into<String>) {
        self.maybe_help(Some(help.into()));
    }

    pub(super) fn maybe_help(self, help: Option<String>) {
        if let Some(diagnostic) = self.0 {
            diagnostic.help = help;
        }
    }
}
