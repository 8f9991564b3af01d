//! Splits a document into its front matter and its Markdown, and answers files that have none.
//!
//! Enters: the text of a file. Leaves: two ranges of bytes. Must not know: YAML's contents.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::path::ContentPath;
use crate::text::{self, signs};

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

/// Finds the fences. A byte order mark before the first and white space after each are accepted. A line that
/// stands for one, and is not exactly that, is reported and taken for it.
pub(super) fn split(path: &ContentPath, file: &str) -> (Option<Parts>, Vec<Diagnostic>) {
    let start = if file.starts_with('\u{FEFF}') { 3 } else { 0 };
    let mut lines = Lines { file, at: start };
    let blank = |line: &Range<usize>| shown(&file[line.clone()]).is_empty();
    let blanks = Lines { file, at: start }.take_while(blank).count();
    let passed = below_other_lines(file, start).unwrap_or(blanks);
    let first = lines.nth(passed).unwrap_or(start..start);
    let front = lines.at;
    let mut found = Vec::new();
    match file[first.clone()].trim_end() {
        "---" => {}
        line if line.trim_start() == "+++" => return (None, vec![toml(path, file, first)]),
        _ if is_fence(file, &first) && begins_yaml(&file[front..])
            || is_rule(&file[first.clone()]) && names_a_record(&file[front..]) =>
        {
            found.push(bad_fence(path, file, first.clone(), "begins"));
        }
        _ => return (None, vec![none(path, file, start)]),
    }
    if passed > 0 {
        found.insert(0, late(path, file, start, passed, passed > blanks));
    }
    let mut before = "";
    while let Some(line) = lines.next() {
        let text = file[line.clone()].trim_end();
        let exact = matches!(text, "---" | "...");
        let again = !text.starts_with([' ', '\t']) && is_rule(text) && signs(text) == signs(&file[first.clone()]);
        if !exact && !again && !closes(file, &line, before, lines.at) {
            before = if text.is_empty() { before } else { text };
            continue;
        }
        if line.start - front > MAX_FRONT_MATTER {
            let message = format!("the front matter has {} bytes; at most 64 KiB are read", line.start - front);
            found.push(
                Diagnostic::new(Code::FrontMatterTooLarge, Location::span(path, first), message)
                    .help("move the text below the second `---`"),
            );
            return (None, found);
        }
        if !exact {
            found.push(bad_fence(path, file, line.clone(), "ends"));
        }
        return (Some(Parts { front: front..line.start, body: lines.at..file.len() }), found);
    }
    found.push(unclosed(path, file, first, front));
    (None, found)
}

/// What is seen of a line.
fn shown(line: &str) -> &str {
    line.trim_matches(|c: char| c.is_whitespace() || signs::is_unseen(c))
}

/// Whether a line is seen as hyphens or dashes and nothing else: so many that it is no item of a list.
fn is_fence(file: &str, line: &Range<usize>) -> bool {
    let seen = shown(&file[line.clone()]);
    seen.len() > 1 && seen.chars().all(signs::is_dash)
}

/// What is seen of a line that other tools draw, without the name of a language behind it.
fn signs(line: &str) -> &str {
    shown(line).trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == ' ')
}

/// Whether a line is seen as one that parts text: `===`, `- - -`, the fence of code, or hyphens with a word.
fn is_rule(line: &str) -> bool {
    let signs = signs(line);
    let first = signs.chars().next().unwrap_or(' ');
    "-=_*~`".contains(first)
        && signs.chars().filter(|c| *c == first).count() > 2
        && signs.chars().all(|c| c == first || c == ' ')
}

/// How many lines stand above the front matter of a file that does not begin with it.
fn below_other_lines(file: &str, start: usize) -> Option<usize> {
    let fence = |line: &str| line.trim_end() == "---";
    let passed = file[start..].lines().take(20).position(fence).filter(|passed| *passed > 0)?;
    let mut above = file[start..].lines().take(passed).map(shown).filter(|line| !line.is_empty());
    let below = file[start..].lines().skip(passed + 1).collect::<Vec<_>>().join("\n");
    let starts_otherwise = above.next().is_some_and(|line| key(line).is_none() && line != "+++");
    (starts_otherwise && names_a_record(&below)).then_some(passed)
}

/// Whether a text begins with lines of YAML that say what a document is.
fn names_a_record(text: &str) -> bool {
    let count = yaml_lines(text);
    text.lines().take(count).any(|line| matches!(key(line), Some("title" | "date" | "name" | "text")))
}

/// Whether a text begins with a line of YAML, or with the end of what would be none.
fn begins_yaml(text: &str) -> bool {
    let line = text.lines().map(shown).find(|line| !line.is_empty()).unwrap_or("");
    line.starts_with('#') || line.contains([':', '\u{FF1A}']) || line == "---"
}

/// Whether a line is where front matter was to end. One that is indented may belong to a text above it.
fn closes(file: &str, line: &Range<usize>, before: &str, after: usize) -> bool {
    let indented = file[line.clone()].starts_with([' ', '\t']);
    let within = before.starts_with([' ', '\t']) || before.ends_with(['|', '>', '-', '+']);
    let next = file[after..].lines().next().unwrap_or("");
    is_fence(file, line) && !(indented && (within || yaml_lines(next) > 0))
}

/// A line that stands for a fence and is not exactly that.
fn bad_fence(path: &ContentPath, file: &str, line: Range<usize>, does: &str) -> Diagnostic {
    let text = file[line.clone()].trim_end_matches('\r');
    let seen = shown(text);
    let message = match text.chars().find(|c| signs::is_unseen(*c)) {
        _ if seen != "---" => format!("`{seen}` is not the line of three hyphens with which front matter {does}"),
        Some(c) => format!(
            "an invisible character, U+{:04X}, stands beside the three hyphens with which front matter {does}",
            u32::from(c)
        ),
        None => format!("white space stands before the three hyphens with which front matter {does}"),
    };
    Diagnostic::new(Code::BadFence, Location::span(path, line.start..line.start + text.len()), message)
        .help("write exactly `---` on this line, with nothing before it")
}

/// Front matter that does not begin on the first line.
fn late(path: &ContentPath, file: &str, start: usize, passed: usize, filled: bool) -> Diagnostic {
    let end = file[start..].find(['\r', '\n']).map_or(file.len(), |at| start + at);
    let message = format!("front matter begins on line {}; it has to begin on the first", passed + 1);
    let help = match passed {
        1 if filled => "move line 1 below the second `---`, or delete it".to_owned(),
        _ if filled => format!("move lines 1 to {passed} below the second `---`, or delete them"),
        1 => "delete line 1, which has nothing in it".to_owned(),
        2 => "delete lines 1 and 2, which have nothing in them".to_owned(),
        _ => format!("delete lines 1 to {passed}, which have nothing in them"),
    };
    Diagnostic::new(Code::BadFence, Location::span(path, start..end), message).help(help)
}

fn none(path: &ContentPath, file: &str, start: usize) -> Diagnostic {
    let end = file[start..].find(['\r', '\n']).map_or(file.len(), |at| start + at);
    Diagnostic::new(Code::NoFrontMatter, Location::span(path, start..end), "the file does not begin with front matter")
        .help(round_front_matter(&file[start..]).unwrap_or_else(|| beginning(path, &file[start..])))
}

/// Front matter for a file that has none: its first line is probably the title.
fn beginning(path: &ContentPath, body: &str) -> String {
    let rule = |line: &str| is_fence(line, &(0..line.len())) || is_rule(line);
    let heading = body.lines().map(shown).find(|line| !line.is_empty() && !rule(line)).unwrap_or("");
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
    if !ours || !names_a_record(text) {
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

    fn split_up(file: &str) -> (Option<(&str, &str)>, Vec<Diagnostic>) {
        let path = ContentPath::new("content/events/2022-03-14-a.md").unwrap();
        let (parts, found) = split(&path, file);
        (parts.map(|parts| (&file[parts.front], &file[parts.body])), found)
    }

    fn parts(file: &str) -> Result<(&str, &str), &'static str> {
        let (parts, found) = split_up(file);
        match (parts, found.as_slice()) {
            (Some(parts), []) => Ok(parts),
            (_, found) => Err(found[0].code.name()),
        }
    }

    /// What the help says of lines, done.
    fn mended(file: &str, found: &[Diagnostic]) -> String {
        let mut lines: Vec<&str> = file.strip_prefix('\u{FEFF}').unwrap_or(file).lines().collect();
        let mut gone = 0;
        for one in found {
            let help = one.help.as_deref().unwrap();
            match help.starts_with("delete") {
                true => gone = help.split([' ', ',']).rev().find_map(|word| word.parse().ok()).unwrap(),
                false => lines[file[..one.location.span.unwrap().0].matches('\n').count()] = "---",
            }
        }
        lines.split_off(gone).join("\n")
    }

    #[test]
    fn what_stands_for_a_fence_is_reported_and_taken_for_it() {
        let dashes = ["----", "--", "-----------", "———", "—-", "—", "–––", "―", "−−−", "---"];
        let beside = ["", " ", "\t", "\u{A0}", "\u{200B}", "\u{FEFF}", "\u{200E}", "  \u{2060}"];
        let above = ["", "\n", " \r\n\n", "\u{200B}\n", "\n\n\n\n"];
        for dash in dashes {
            for before in beside {
                for after in ["", "\u{200B}", " \r"] {
                    let fence = format!("{before}{dash}{after}");
                    for (number, above) in above.iter().enumerate() {
                        let file = format!("{above}{fence}\ntitle: A\ndate: 2022\n---\n\nText.\n\n----\n\nMore.");
                        let (parts, found) = split_up(&file);
                        let first = if above.is_empty() { fence.trim_start_matches('\u{FEFF}') } else { &fence };
                        let exact = first.trim_end() == "---";
                        assert_eq!(found.len(), usize::from(!exact) + usize::from(number > 0), "{file:?} {found:?}");
                        assert_eq!(parts.unwrap().0, "title: A\ndate: 2022\n", "{file:?}");
                        assert!(parts.unwrap().1.ends_with("Text.\n\n----\n\nMore."), "{file:?}");
                        assert!(split_up(&mended(&file, &found)).1.is_empty(), "{file:?} {found:?}");
                    }
                    let file = format!("---\ntitle: A\ndate: 2022\n{fence}\n\nText.\n\n---\n\nMore.");
                    let (parts, found) = split_up(&file);
                    assert_eq!(found.len(), usize::from(fence.trim_end() != "---"), "{file:?} {found:?}");
                    assert_eq!(parts.unwrap(), ("title: A\ndate: 2022\n", "\nText.\n\n---\n\nMore."), "{file:?}");
                    assert!(split_up(&mended(&file, &found)).1.is_empty(), "{file:?} {found:?}");
                }
            }
        }
    }

    #[test]
    fn lines_of_other_tools_are_taken_for_fences() {
        for fence in
            ["===", "- - -", "~~~", "___", "***", "* * *", "---yaml", "--- yaml", "~~~ yaml", "```yaml", "=========="]
        {
            let close = signs(fence);
            let file = format!("{fence}\ntitle: A\ndate: 2022\n{close}\n\nText.\n\n***\n");
            let (parts, found) = split_up(&file);
            assert_eq!(parts.unwrap(), ("title: A\ndate: 2022\n", "\nText.\n\n***\n"), "{file:?}");
            assert_eq!(found[0].code, Code::BadFence, "{file:?}");
            assert!(split_up(&mended(&file, &found)).1.is_empty(), "{file:?} {found:?}");
        }
        for (above, help) in [
            ("# A", "move line 1 below the second `---`, or delete it"),
            ("<!-- A\n-->", "move lines 1 to 2 below the second `---`, or delete them"),
            ("```yaml", "move line 1 below the second `---`, or delete it"),
        ] {
            let file = format!("{above}\n---\ntitle: A\n---\nText.");
            let (parts, found) = split_up(&file);
            assert_eq!((parts.unwrap(), found[0].help.as_deref()), (("title: A\n", "Text."), Some(help)), "{above}");
        }
    }

    #[test]
    fn what_only_looks_like_a_fence_is_left_alone() {
        for (file, expected) in [
            ("---\nwhy: |\n  A\n\n  ---\n\n  B\n---\n", Ok(("why: |\n  A\n\n  ---\n\n  B\n", ""))),
            ("---\nwhy: >-\n  ---\n\n  B\n---\n", Ok(("why: >-\n  ---\n\n  B\n", ""))),
            ("---\ntags:\n- a\n-\n---\n", Ok(("tags:\n- a\n-\n", ""))),
            ("***\n\nText: a kind.\n", Err("no-front-matter")),
            ("Text.\n\n---\n\nText: a kind.\n", Err("no-front-matter")),
            ("-----\n\nText of a kind.\n", Err("no-front-matter")),
            ("- one\n- two\n", Err("no-front-matter")),
            ("\n\n", Err("no-front-matter")),
            ("\n+++\ntitle = \"A\"\n+++\n", Err("toml-front-matter")),
        ] {
            assert_eq!(parts(file), expected, "{file:?}");
        }
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
