//! The diagnostics of one body, counted so that no input can make them fill the memory.
//!
//! Enters: a code, bytes of the body, words. Leaves: diagnostics with bytes of the file. Must not
//! know: Markdown.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Location, Severity};
use crate::path::ContentPath;

/// Far more than is ever shown of one file; errors and others are counted apart, so that no crowd of
/// warnings hides an error.
const MAX: usize = 1000;

pub(super) struct Findings<'a> {
    path: &'a ContentPath,
    base: usize,
    list: Vec<Diagnostic>,
    errors: usize,
    others: usize,
}

/// A finding just made, to which its help is added.
pub(super) struct Added<'f>(Option<&'f mut Diagnostic>);

impl<'a> Findings<'a> {
    pub(super) fn new(path: &'a ContentPath, base: usize) -> Self {
        Self { path, base, list: Vec::new(), errors: 0, others: 0 }
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
        self.base + at.start..self.base + at.end
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
