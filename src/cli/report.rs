//! What a command says: findings, and a line or two at its end.
//!
//! Enters: diagnostics. Leaves: text on the terminal. Must not know: how they were found.
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "paths are shown as seen from where the command was run, and GitHub keeps its summary in a file"
)]

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;

use super::Common;
use crate::diagnostic::{self, Code, Diagnostic, Format, Severity, Show};
use crate::path::ContentPath;
use crate::text::{plural, thousands};
use crate::tree::Tree;

/// A line on standard error. A reader that has gone away is no reason to fail.
pub(super) fn say(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// Writes findings: text to standard error, and after many how many there are of each kind; what programs read to
/// standard output.
pub(super) fn findings(common: &Common, root: &Path, tree: &Tree, found: &[Diagnostic]) {
    let format = common.format();
    let stderr = anstream::AutoStream::choice(&io::stderr());
    let colour = matches!(format, Format::Text | Format::Short)
        && stderr != anstream::ColorChoice::Never
        && io::stderr().is_terminal();
    let path = |path: &ContentPath| seen_from_here(&root.join(path.written())).display().to_string();
    let source = |path: &ContentPath| tree.text(path);
    let show = Show { source: &source, path: &path, colour };
    let said: Vec<&Diagnostic> = found.iter().filter(|diagnostic| !common.quiet || fails(common, diagnostic)).collect();
    let mut shown = diagnostic::shorten(&said);
    let tally = tally(&diagnostic::tally(&said));
    if format == Format::Github {
        // Only the first few of each level are shown beside the files, so the gravest come first.
        shown.sort_by_key(|diagnostic| std::cmp::Reverse(diagnostic.severity));
        summary(counts(found), &tally, &shown, &show);
    }
    let mut text: String = shown.iter().map(|diagnostic| show.write(diagnostic, format)).collect();
    let _ = match format {
        Format::Text | Format::Short => {
            text.push_str(&tally);
            io::stderr().lock().write_all(text.as_bytes())
        }
        Format::Json | Format::Github => io::stdout().lock().write_all(text.as_bytes()),
    };
}

/// The number of findings of each kind, a line each.
fn tally(kinds: &[(Severity, Code, usize)]) -> String {
    let counts: Vec<String> = kinds.iter().map(|(.., count)| thousands(*count)).collect();
    let width = counts.iter().map(String::len).max().unwrap_or(0);
    let line = |((severity, code, _), count): (&(Severity, Code, usize), &String)| {
        format!("  {count:>width$} {severity}[{}]\n", code.name())
    };
    let lines: String = kinds.iter().zip(&counts).map(line).collect();
    if lines.is_empty() { lines } else { format!("Of each kind:\n{lines}") }
}

/// Adds every finding to the summary of the run, where GitHub Actions keeps one: there is no limit there.
fn summary(counts: Option<String>, tally: &str, found: &[Diagnostic], show: &Show<'_>) {
    let (Some(counts), Some(file)) = (counts, super::env("GITHUB_STEP_SUMMARY").filter(|file| !file.is_empty())) else {
        return;
    };
    let mut text = format!("## Annals: {counts}\n\n");
    let fence = "~~~~~~";
    if !tally.is_empty() {
        text.push_str(&format!("{fence}text\n{tally}{fence}\n\n"));
    }
    for diagnostic in found.iter().take(200) {
        text.push_str(&format!("{fence}text\n{}{fence}\n\n", show.write(diagnostic, Format::Text)));
    }
    if found.len() > 200 {
        text.push_str(&format!("and {} more\n", found.len() - 200));
    }
    let appended = fs::OpenOptions::new().append(true).create(true).open(PathBuf::from(file));
    let _ = appended.and_then(|mut file| file.write_all(text.as_bytes()));
}

/// Whether a finding keeps the site from being written.
pub(super) fn fails(common: &Common, diagnostic: &Diagnostic) -> bool {
    diagnostic.severity == Severity::Error || (common.strict && diagnostic.severity == Severity::Warning)
}

/// How many findings there are, in words: `2 errors, 1 warning`. Nothing when there are none.
pub(super) fn counts(found: &[Diagnostic]) -> Option<String> {
    diagnostic::counts(found.iter())
}

/// The exit code that findings lead to.
pub(super) fn exit(common: &Common, found: &[Diagnostic]) -> ExitCode {
    ExitCode::from(u8::from(found.iter().any(|diagnostic| fails(common, diagnostic))))
}

/// A file or folder as seen from where the command was run; empty for that place itself.
pub(super) fn seen_from_here(folder: &Path) -> PathBuf {
    if folder.is_relative() {
        return folder.strip_prefix(".").unwrap_or(folder).to_path_buf();
    }
    let Some(here) = std::env::current_dir().ok().and_then(|here| here.canonicalize().ok()) else {
        return folder.to_path_buf();
    };
    let (ours, theirs): (Vec<_>, Vec<_>) = (here.components().collect(), folder.components().collect());
    let shared = ours.iter().zip(&theirs).take_while(|(a, b)| a == b).count();
    if shared <= 1 {
        return folder.to_path_buf();
    }
    let up = std::iter::repeat_n(Component::ParentDir, ours.len() - shared);
    up.chain(theirs[shared..].iter().copied()).collect()
}

/// What every command says of the documents that are held back.
pub(super) fn held(common: &Common, notes: &crate::site::Notes) {
    if common.quiet {
        return;
    }
    if let Some((day, later)) = &notes.as_of {
        say(&format!(
            "As of the end of {day}: {} left out.",
            plural(*later, "event that became known later is", "events that became known later are")
        ));
    }
    if let Some((seconds, origin)) = notes.now {
        say(&format!("The present time is {}, from {origin}.", instant(seconds)));
    }
    if notes.held.is_empty() {
        return;
    }
    say(&format!("Held back: {}.", plural(notes.held.len(), "document", "documents")));
    let shown = if common.verbose { notes.held.len() } else { 10 };
    for line in notes.held.iter().take(shown) {
        say(&format!("  {line}"));
    }
    if notes.held.len() > shown {
        say(&format!("  and {} more (-v shows them)", notes.held.len() - shown));
    }
}

/// Seconds since 1970 as a time in UTC; as a number where the calendar does not reach so far.
fn instant(seconds: i64) -> String {
    chrono::DateTime::from_timestamp(seconds, 0)
        .map_or_else(|| format!("{seconds} seconds after 1970"), |time| time.format("%Y-%m-%dT%H:%M:%SZ").to_string())
}
