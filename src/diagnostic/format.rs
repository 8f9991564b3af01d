//! The forms of a diagnostic: text with an excerpt, one line, JSON, and GitHub's annotations.

use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde::Serialize;

use super::{Diagnostic, Location, Severity};
use crate::path::ContentPath;

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// `path:line:column: error[code]: message`, the lines meant, and what to write.
    Text,
    /// The first line of [`Format::Text`] alone.
    Short,
    /// One JSON object a line.
    Json,
    /// Workflow commands that GitHub shows as annotations.
    Github,
}

/// A location in words: line and column from 1, columns in characters, a byte order mark not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The first line.
    pub line: usize,
    /// The first column.
    pub column: usize,
    /// The line of the end.
    pub end_line: usize,
    /// The column after the last character.
    pub end_column: usize,
}

/// What is needed to show a location: the text of a file, and its path as the reader knows it.
pub struct Show<'a> {
    /// The text of an input file.
    pub source: &'a dyn Fn(&ContentPath) -> Option<&'a str>,
    /// The path as seen from where the command was run.
    pub path: &'a dyn Fn(&ContentPath) -> String,
    /// Whether the text may have colours.
    pub colour: bool,
}

impl Show<'_> {
    /// Where a location is. Line 1, column 1 for a whole file.
    #[must_use]
    pub fn place(&self, location: &Location) -> Place {
        let (Some((start, end)), Some(text)) = (location.span, (self.source)(&location.path)) else {
            return Place { line: 1, column: 1, end_line: 1, end_column: 1 };
        };
        let (line, column) = line_and_column(text, start);
        let (end_line, end_column) = line_and_column(text, end.max(start));
        Place { line, column, end_line, end_column }
    }

    /// Writes one finding. Text and short forms end in a newline, as the others do.
    #[must_use]
    pub fn write(&self, diagnostic: &Diagnostic, format: Format) -> String {
        match format {
            Format::Text => self.text(diagnostic),
            Format::Short => self.headline(diagnostic),
            Format::Json => self.json(diagnostic),
            Format::Github => self.github(diagnostic),
        }
    }

    fn headline(&self, d: &Diagnostic) -> String {
        let place = self.place(&d.location);
        let path = (self.path)(&d.location.path);
        let (on, off) = match (self.colour, d.severity) {
            (false, _) => ("", ""),
            (true, Severity::Error) => ("\u{1b}[1;31m", "\u{1b}[0m"),
            (true, Severity::Warning) => ("\u{1b}[1;33m", "\u{1b}[0m"),
            (true, Severity::Hint) => ("\u{1b}[1;36m", "\u{1b}[0m"),
        };
        let message = printable(&d.message);
        format!("{path}:{}:{}: {on}{}[{}]{off}: {message}\n", place.line, place.column, d.severity, d.code.name())
    }

    fn text(&self, d: &Diagnostic) -> String {
        let mut out = self.headline(d);
        if let Some(excerpt) = self.excerpt(&d.location) {
            out.push_str(&excerpt);
        }
        for (location, label) in &d.related {
            let place = self.place(location);
            let _ = writeln!(out, "note: {label}: {}:{}:{}", (self.path)(&location.path), place.line, place.column);
        }
        if let Some(help) = &d.help {
            for (i, line) in help.lines().enumerate() {
                let _ = writeln!(out, "{}{}", if i == 0 { "help: " } else { "      " }, printable(line));
            }
        }
        out
    }

    /// The lines that are meant, with their numbers; long lines cut round the place.
    fn excerpt(&self, location: &Location) -> Option<String> {
        const WIDEST: usize = 160;
        let (start, end) = location.span?;
        let text = (self.source)(&location.path)?;
        let start = floor(text, start);
        let from = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let until = text[start..].find(['\n']).map_or(text.len(), |at| start + at);
        let end = floor(text, end).clamp(start, until);
        let mut line = text[from..until].trim_end_matches('\r');
        let mut from = from;
        if from == 0 && line.starts_with('\u{FEFF}') {
            line = &line[3..];
            from = 3;
        }
        let mut mark = (start.max(from) - from).min(line.len())..(end.max(from) - from).min(line.len());
        if line.chars().count() > WIDEST {
            let first = floor(line, mark.start.saturating_sub(60));
            let last = floor(line, (first + WIDEST).min(line.len()));
            line = &line[first..last];
            mark = mark.start - first..(mark.end - first).min(line.len());
        }
        let line: String = line.chars().map(|c| if c.is_control() && c != '\t' { '\u{FFFD}' } else { c }).collect();
        // A control character becomes a longer one, so the marks move with it.
        let grown = |at: usize| {
            let original = &text[from..];
            original[..floor(original, at)].chars().filter(|c| c.is_control() && *c != '\t').count() * 2
        };
        let mark = (mark.start + grown(mark.start)).min(line.len())..(mark.end + grown(mark.end)).min(line.len());
        let mark = floor(&line, mark.start)..floor(&line, mark.end);
        let number = line_and_column(text, start).0;
        let snippet = Snippet::source(line.as_str()).line_start(number).annotation(AnnotationKind::Primary.span(mark));
        let group = Group::with_level(Level::ERROR).element(snippet);
        let renderer = if self.colour { Renderer::styled() } else { Renderer::plain() };
        let drawn = renderer.render(&[group]);
        Some(format!("{}\n", drawn.trim_end()))
    }

    fn json(&self, d: &Diagnostic) -> String {
        #[derive(Serialize)]
        struct Line<'a> {
            path: String,
            #[serde(flatten)]
            place: Place,
            severity: &'a str,
            code: &'a str,
            message: &'a str,
            help: Option<&'a str>,
            related: Vec<Related<'a>>,
        }
        #[derive(Serialize)]
        struct Related<'a> {
            path: String,
            line: usize,
            column: usize,
            label: &'a str,
        }
        let related = d
            .related
            .iter()
            .map(|(location, label)| {
                let place = self.place(location);
                Related { path: (self.path)(&location.path), line: place.line, column: place.column, label }
            })
            .collect();
        let line = Line {
            path: (self.path)(&d.location.path),
            place: self.place(&d.location),
            severity: d.severity.name(),
            code: d.code.name(),
            message: &d.message,
            help: d.help.as_deref(),
            related,
        };
        let mut out = serde_json::to_string(&line).unwrap_or_default();
        out.push('\n');
        out
    }

    fn github(&self, d: &Diagnostic) -> String {
        let place = self.place(&d.location);
        let level = match d.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "notice",
        };
        let mut text = printable(&d.message);
        if let Some(help) = &d.help {
            let _ = write!(text, "\nhelp: {help}");
        }
        format!(
            "::{level} file={},line={},col={},title={}::{}\n",
            github_property(&(self.path)(&d.location.path)),
            place.line,
            place.column,
            github_property(d.code.name()),
            github_text(&text),
        )
    }
}

/// Line and column (in characters) of a byte, both from 1. A byte order mark is not counted.
fn line_and_column(text: &str, at: usize) -> (usize, usize) {
    let before = &text[..floor(text, at)];
    let line = before.bytes().filter(|b| *b == b'\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let column = before[start..].chars().filter(|c| *c != '\u{FEFF}').count() + 1;
    (line, column)
}

/// The nearest boundary of a character at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at.min(text.len()))
}

/// A message as one line without control characters, so that no file can write to a terminal.
fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{FFFD}' } else { c }).collect()
}

/// Escapes a message for a workflow command.
fn github_text(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a property of a workflow command.
fn github_property(text: &str) -> String {
    github_text(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::Code;
    use super::*;

    fn shown(text: &str, span: std::ops::Range<usize>, format: Format) -> String {
        let path = ContentPath::new("content/events/a.md").unwrap();
        let diagnostic = Diagnostic::new(Code::UnknownKey, Location::span(&path, span), "unknown key `darft`, 100%")
            .help("write `draft`");
        let source = |_: &ContentPath| Some(text);
        let path = |path: &ContentPath| format!("site/{path}");
        // The closure returns what it borrows; the text outlives the call.
        Show { source: &source, path: &path, colour: false }.write(&diagnostic, format)
    }

    #[test]
    fn the_four_forms() {
        let text = "\u{FEFF}---\r\ntitle: A\r\ndarft: true\r\n---\r\n";
        let at = text.find("darft").unwrap();
        assert_eq!(
            shown(text, at..at + 5, Format::Text),
            "site/content/events/a.md:3:1: error[unknown-key]: unknown key `darft`, 100%\n  |\n3 | darft: true\n  | ^^^^^\nhelp: write `draft`\n"
        );
        assert_eq!(
            shown(text, at..at + 5, Format::Short),
            "site/content/events/a.md:3:1: error[unknown-key]: unknown key `darft`, 100%\n"
        );
        assert_eq!(
            shown(text, at..at + 5, Format::Github),
            "::error file=site/content/events/a.md,line=3,col=1,title=unknown-key::unknown key `darft`, 100%25%0Ahelp: write `draft`\n"
        );
        let json: serde_json::Value = serde_json::from_str(&shown(text, at..at + 5, Format::Json)).unwrap();
        assert_eq!((&json["line"], &json["column"], &json["end_column"]), (&3.into(), &1.into(), &6.into()));
    }

    #[test]
    fn any_place_can_be_shown() {
        for text in ["", "é", "\u{FEFF}", "a\u{7}b\u{7}é\n\n", &"x".repeat(1000)] {
            for start in 0..text.len().min(900) + 3 {
                for end in [start, start + 1, start + 500] {
                    let _ = shown(text, start..end, Format::Text);
                }
            }
        }
    }
}
