//! Splits a document into its front matter and its Markdown, and answers files that have none.
//!
//! Enters: the text of a file. Leaves: two ranges of bytes. Must not know: YAML's contents.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::path::ContentPath;
use crate::text;

/// The most that front matter may hold, in bytes.
pub(super) const MAX_FRONT_MATTER: usize = 64 << 10;

/// Where the parts of a document are, in bytes of its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Parts {
    /// The YAML between the fences.
    pub(super) front: Range<usize>,
    /// What follows the closing fence.
    pub(super) body: Range<usize>,
}

/// Finds the fences. A byte order mark before the first and white space after each are accepted.
pub(super) fn split(path: &ContentPath, file: &str) -> Result<Parts, Box<Diagnostic>> {
    let start = if file.starts_with('\u{FEFF}') { 3 } else { 0 };
    let mut lines = Lines { file, at: start };
    let first = lines.next().unwrap_or(start..start);
    match file[first.clone()].trim_end() {
        "---" => {}
        "+++" => return Err(Box::new(toml(path, file, first))),
        _ => return Err(Box::new(none(path, file, start))),
    }
    let front = lines.at;
    while let Some(line) = lines.next() {
        if matches!(file[line.clone()].trim_end(), "---" | "...") {
            if line.start - front > MAX_FRONT_MATTER {
                return Err(Box::new(
                    Diagnostic::new(
                        Code::FrontMatterTooLarge,
                        Location::span(path, first),
                        format!("the front matter has {} bytes; at most 64 KiB are read", line.start - front),
                    )
                    .help("move the text below the second `---`"),
                ));
            }
            return Ok(Parts { front: front..line.start, body: lines.at..file.len() });
        }
    }
    Err(Box::new(unclosed(path, file, first, front)))
}

fn none(path: &ContentPath, file: &str, start: usize) -> Diagnostic {
    let end = file[start..].find(['\r', '\n']).map_or(file.len(), |at| start + at);
    Diagnostic::new(Code::NoFrontMatter, Location::span(path, start..end), "the file does not begin with front matter")
        .help(round_front_matter(&file[start..]).unwrap_or_else(|| beginning(path, &file[start..])))
}

/// Front matter for a file that has none: its first line is probably the title.
fn beginning(path: &ContentPath, body: &str) -> String {
    let heading = body.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or("");
    let title = heading.trim_start_matches('#').trim();
    let title = if title.is_empty() || title.len() > 100 { "…" } else { title };
    let mut lines = vec!["begin the file with these lines:".to_owned(), "---".to_owned()];
    lines.push(format!("title: {}", text::yaml_quoted(title)));
    if path.below("content/events").is_some() {
        lines.push(format!("date: {}", leading_date(path.stem()).map_or("2022-03-14", |(date, _)| date)));
    }
    lines.push("---".to_owned());
    lines.join("\n")
}

fn unclosed(path: &ContentPath, file: &str, fence: Range<usize>, front: usize) -> Diagnostic {
    // The last line that still looks like YAML is where the fence was left out.
    let last = yaml_lines(&file[front..]) + 1;
    Diagnostic::new(
        Code::UnclosedFrontMatter,
        Location::span(path, fence),
        "the front matter is not closed: the second line of three hyphens is missing",
    )
    .help(format!("write a line `---` after line {last}"))
}

/// How many lines at the start of a text look like YAML.
fn yaml_lines(text: &str) -> usize {
    let looks = |line: &&str| {
        let bare = line.trim_end();
        let indented = bare.starts_with([' ', '\t']) || bare.starts_with("- ") || bare.starts_with('#');
        !bare.is_empty() && (indented || key(bare).is_some())
    };
    text.lines().take(200).take_while(looks).count()
}

/// The key of a line `key: value`.
fn key(line: &str) -> Option<&str> {
    let (key, rest) = line.split_once(':')?;
    let plain = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-');
    (plain && (rest.is_empty() || rest.starts_with(' '))).then_some(key)
}

/// What to write where front matter begins the file, and only the lines round it are missing.
fn round_front_matter(text: &str) -> Option<String> {
    let first = key(text.lines().next()?)?;
    let count = yaml_lines(text);
    let lines: Vec<&str> = text.lines().take(count).map(str::trim_end).collect();
    let ours = first.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    let named = lines.iter().any(|line| matches!(key(line), Some("title" | "date" | "name" | "text")));
    if !ours || !named {
        return None;
    }
    let closed = text.lines().nth(count).is_some_and(|line| line.trim_end() == "---");
    let mut help = "write a line `---` before line 1".to_owned();
    if !closed {
        help.push_str(&format!(" and another after line {count}"));
    }
    if lines.len() <= 12 {
        help.push_str(&format!(":\n---\n{}\n---", lines.join("\n")));
    }
    Some(help)
}

fn toml(path: &ContentPath, file: &str, fence: Range<usize>) -> Diagnostic {
    let mut lines = vec!["write YAML between lines of three hyphens:".to_owned(), "---".to_owned()];
    for line in file[fence.end..].lines().skip(1).take_while(|line| line.trim_end() != "+++").take(12) {
        match line.split_once('=') {
            Some((key, value)) => lines.push(format!("{}: {}", key.trim(), value.trim())),
            None if line.trim().is_empty() => {}
            None => lines.push(format!("# {}", line.trim())),
        }
    }
    lines.push("---".to_owned());
    Diagnostic::new(Code::TomlFrontMatter, Location::span(path, fence), "the front matter is TOML; Annals reads YAML")
        .help(lines.join("\n"))
}

/// A full day at the start of a file's name, followed by a hyphen, and what follows it.
/// `1984-review` has none: its number belongs to the name.
#[must_use]
pub fn leading_date(stem: &str) -> Option<(&str, &str)> {
    let bytes = stem.as_bytes();
    let digits = |range: Range<usize>| bytes.get(range).is_some_and(|part| part.iter().all(u8::is_ascii_digit));
    let hyphens = bytes.get(4) == Some(&b'-') && bytes.get(7) == Some(&b'-') && bytes.get(10) == Some(&b'-');
    if !(hyphens && digits(0..4) && digits(5..7) && digits(8..10)) || stem.len() == 11 {
        return None;
    }
    Some((&stem[..10], &stem[11..]))
}

/// Lines as ranges without their ends; a carriage return stays in the range and is trimmed by users.
struct Lines<'a> {
    file: &'a str,
    at: usize,
}

impl Iterator for Lines<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        if self.at >= self.file.len() {
            return None;
        }
        let start = self.at;
        let rest = &self.file.as_bytes()[start..];
        let end = memchr::memchr(b'\n', rest).map_or(self.file.len(), |at| start + at);
        self.at = (end + 1).min(self.file.len());
        Some(start..end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(file: &str) -> Result<(&str, &str), &'static str> {
        let path = ContentPath::new("content/events/2022-03-14-a.md").unwrap();
        split(&path, file)
            .map(|parts| (&file[parts.front], &file[parts.body]))
            .map_err(|diagnostic| diagnostic.code.name())
    }

    #[test]
    fn fences() {
        for (file, expected) in [
            ("---\ntitle: A\n---\nbody", Ok(("title: A\n", "body"))),
            ("\u{FEFF}---\r\ntitle: A\r\n---\r\nbody", Ok(("title: A\r\n", "body"))),
            ("---\n---\n", Ok(("", ""))),
            ("---  \na: b\n...", Ok(("a: b\n", ""))),
            ("", Err("no-front-matter")),
            ("# Title\n", Err("no-front-matter")),
            ("---\ntitle: A\n\ntext", Err("unclosed-front-matter")),
            ("+++\ntitle = \"A\"\n+++\n", Err("toml-front-matter")),
        ] {
            assert_eq!(parts(file), expected, "{file:?}");
        }
        let large = format!("---\ntitle: {}\n---\n", "x".repeat(MAX_FRONT_MATTER));
        assert_eq!(parts(&large), Err("front-matter-too-large"));
    }

    #[test]
    fn missing_fences_are_what_to_write() {
        let both = "write a line `---` before line 1 and another after line 2:\n---\ntitle: A\ndate: 2022\n---";
        for (file, expected) in [
            ("title: A\ndate: 2022\n\nText.", Some(both)),
            ("title: A\r\ndate: 2022\r\n\r\nText.", Some(both)),
            ("title: A\n---\n\nText.", Some("write a line `---` before line 1:\n---\ntitle: A\n---")),
            ("note: not ours\n", None),
            ("Title: A\n", None),
            ("# Title\n", None),
            ("https://example.org/\n", None),
        ] {
            assert_eq!(round_front_matter(file).as_deref(), expected, "{file:?}");
        }
    }

    #[test]
    fn only_a_full_day_is_a_leading_date() {
        for (stem, expected) in [
            ("2022-03-14-rome-talks", Some(("2022-03-14", "rome-talks"))),
            ("1984-review", None),
            ("2022-03-14", None),
            ("2022-03-14-", None),
            ("2022-3-14-a", None),
        ] {
            assert_eq!(leading_date(stem), expected, "{stem}");
        }
    }
}
