//! What the author of a site is told about a file: one mistake, its place, and what to write.
//!
//! Enters: what a stage found. Leaves: a [`Diagnostic`], and its forms for a terminal, for programs
//! and for GitHub. Must not know: what the file means, nor how to read it from the disk.

mod code;
mod format;
mod many;

use std::fmt;
use std::ops::Range;

pub use code::Code;
pub use format::{Format, Place, Show};
pub use many::{counts, shorten, tally};

use crate::path::ContentPath;

/// How grave a finding is. An error stops the build; a warning only under `--strict`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth a look.
    Hint,
    /// Probably not what was meant; the site is built all the same.
    Warning,
    /// The site cannot be built as written.
    Error,
}

impl Severity {
    /// The word that messages use.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Severity::Hint => "hint",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A place in an input file: a range of bytes of the file as it lies on the disk, a byte order mark
/// and the fences of the front matter counted. Lines and columns are worked out when it is shown.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The file.
    pub path: ContentPath,
    /// The bytes meant; `None` when the whole file is.
    pub span: Option<(usize, usize)>,
}

impl Location {
    /// A whole file.
    #[must_use]
    pub fn file(path: &ContentPath) -> Self {
        Self { path: path.clone(), span: None }
    }

    /// A range of bytes in a file.
    #[must_use]
    pub fn span(path: &ContentPath, span: Range<usize>) -> Self {
        Self { path: path.clone(), span: Some((span.start, span.end.max(span.start))) }
    }
}

/// One finding about the input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of finding it is.
    pub code: Code,
    /// How grave it is; the code's own severity unless configured.
    pub severity: Severity,
    /// One sentence: lower case, no full stop at its end.
    pub message: String,
    /// Where it is.
    pub location: Location,
    /// Other places that belong to it, each with a few words.
    pub related: Vec<(Location, String)>,
    /// What to write, or where to look. May have several lines.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A finding with its code's severity.
    #[must_use]
    pub fn new(code: Code, location: Location, message: impl Into<String>) -> Self {
        Self { code, severity: code.severity(), message: message.into(), location, related: Vec::new(), help: None }
    }

    /// Says what to write.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says what to write, where that is known.
    #[must_use]
    pub fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help = help;
        self
    }

    /// Names another place.
    #[must_use]
    pub fn related(mut self, location: Location, label: impl Into<String>) -> Self {
        self.related.push((location, label.into()));
        self
    }
}

/// Puts findings in the order they are shown in, by place, and takes out those said twice.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| key(a).cmp(&key(b)));
    diagnostics.dedup();
}

type SortKey<'a> = (&'a ContentPath, Option<(usize, usize)>, &'a str, &'a str, Option<&'a str>);

fn key(d: &Diagnostic) -> SortKey<'_> {
    (&d.location.path, d.location.span, d.code.name(), &d.message, d.help.as_deref())
}
