//! Lines that begin with a colon and are no definitions: blocks and icons of other tools.
//!
//! The parser takes any line that begins with a colon for the definition of the paragraph above it, which so becomes a
//! term. Definitions have a blank after the colon; other tools fence blocks with `:::`, and name icons `:smile:`.
//!
//! Enters: where such a line begins. Leaves: findings with the text to write. Must not know: HTML.

use std::ops::Range;

use super::writer::Writer;
use crate::diagnostic::Code;
use crate::text::shorten;

/// The most lines of a block that are written anew in a finding.
const MAX_LINES: usize = 8;
/// How far down the end of a block is sought.
const MAX_SOUGHT: usize = 200;

/// The alert that says what a block of another tool says.
fn alert_for(name: &str) -> Option<&'static str> {
    match name.to_ascii_lowercase().as_str() {
        "note" | "info" | "abstract" | "summary" | "seealso" | "admonition" => Some("NOTE"),
        "tip" | "hint" | "success" => Some("TIP"),
        "important" => Some("IMPORTANT"),
        "warning" | "warn" | "attention" => Some("WARNING"),
        "caution" | "danger" | "error" => Some("CAUTION"),
        _ => None,
    }
}

/// A line without the marks of quotes and lists round it.
fn bare(line: &str) -> &str {
    line.trim_start_matches([' ', '\t', '>']).trim_end()
}

/// The colons that a fence has, if a line is one.
fn fence(line: &str) -> Option<usize> {
    let colons = line.bytes().take_while(|byte| *byte == b':').count();
    (colons >= 3).then_some(colons)
}

impl Writer<'_> {
    /// A definition begins at a place.
    pub(super) fn check_definition(&mut self, at: &Range<usize>) {
        let rest = self.body[at.start..].trim_start_matches([' ', '\t']);
        if rest.strip_prefix(':').is_some_and(|rest| !rest.is_empty() && !rest.starts_with(char::is_whitespace)) {
            self.colon_line(self.body.len() - rest.len(), "so what stands above is shown as a term");
        }
    }

    /// A paragraph, or what became a term, begins at a place.
    pub(super) fn check_paragraph(&mut self, at: &Range<usize>) {
        if self.body[at.start..].starts_with(":::") {
            self.colon_line(at.start, "so these are shown as text");
        }
    }

    fn colon_line(&mut self, start: usize, so: &str) {
        let line = self.body[start..].lines().next().unwrap_or_default().trim_end();
        let at = start..start + line.len();
        if fence(line).is_some() {
            return self.fenced(line, at, so);
        }
        let shown = shorten(line, 60);
        let icon = line[1..].split_once(':').is_some_and(|(name, _)| {
            !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'+' | b'-'))
        });
        let help = match icon {
            true => format!("write the sign itself, or `\\{shown}` to show the colons"),
            false => format!("write `: {}` to define it, or `\\{shown}` to show the colon", &shown[1..]),
        };
        self.findings
            .add(Code::ColonLine, at, format!("this line begins with a colon and is no definition, {so}"))
            .help(help);
    }

    /// A fence of colons: one that begins a block is reported, and the one that ends it is not reported again.
    fn fenced(&mut self, line: &str, at: Range<usize>, so: &str) {
        let name = line.trim_start_matches(':').trim();
        if name.is_empty() && at.start < self.fenced {
            return;
        }
        let colons = fence(line).unwrap_or(3);
        let mut inside: Vec<&str> = Vec::new();
        let mut end = None;
        let mut next = at.end;
        for line in self.body[at.end..].split_inclusive('\n').skip(1).take(MAX_SOUGHT) {
            next += line.len();
            let line = bare(line);
            if fence(line).is_some_and(|other| other >= colons) && line.trim_start_matches(':').is_empty() {
                end = Some(next);
                break;
            }
            inside.push(line);
        }
        let message = format!("Annals has no blocks between lines of colons, {so}");
        // The name, and the words after it.
        let name = name.trim_start_matches(['{', '.']);
        let length = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
        let (name, title) = name.split_at(length);
        let title = title.trim_matches(|c: char| c.is_whitespace() || matches!(c, '{' | '}' | '[' | ']' | ':'));
        let alert = alert_for(name);
        let short =
            alert.filter(|_| end.is_some() && inside.len() <= MAX_LINES && !inside.iter().any(|line| line.len() > 200));
        let help = match (short, alert) {
            (Some(alert), _) => {
                let title = if title.is_empty() { String::new() } else { format!("> **{title}**\n>\n") };
                let lines: Vec<String> =
                    inside.iter().map(|line| if line.is_empty() { ">".to_owned() } else { format!("> {line}") }).collect();
                format!("write it as an alert, with a blank line before and after it:\n> [!{alert}]\n{title}{}", lines.join("\n"))
            }
            (None, Some(alert)) => {
                format!("write an alert: `> [!{alert}]` in the place of this line, `> ` before each line of the block, a blank line after it")
            }
            (None, None) => "leave the lines of colons out; what should stand out begins with `> [!NOTE]`, and `> ` before each of its lines".to_owned(),
        };
        self.fenced = self.fenced.max(end.unwrap_or(at.end));
        self.findings.add(Code::ColonLine, at, message).help(help);
    }
}
