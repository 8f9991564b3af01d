//! The rules of the house: who may use whom, and how files look. Each failure says what to do.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::repository;

const TABLE: &str = "docs/architecture.md";

#[test]
fn no_room_uses_another_that_the_table_does_not_allow() {
    let table = table();
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let room = room(&path);
        if is_test(&path) || matches!(room.as_str(), "lib" | "main") {
            continue;
        }
        let Some(allowed) = table.get(&room) else {
            wrong.push(format!("{}: the room `{room}` is not in the table", path.display()));
            continue;
        };
        for (line, used) in uses(&text) {
            if used != room && !allowed.contains(&used) {
                wrong.push(format!("{}:{line}: {room} -> {used}", path.display()));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "these uses are not in the table of {TABLE}:\n  {}\nMove what is needed to a room that may have it, or, to add an arrow, change the table in {TABLE} on purpose, in the same commit.",
        wrong.join("\n  ")
    );
}

#[test]
fn the_table_goes_one_way() {
    let order = rows();
    for (number, (names, uses)) in order.iter().enumerate() {
        let above: Vec<&String> = order[..number].iter().flat_map(|(names, _)| names).collect();
        for used in uses {
            assert!(above.contains(&used), "{TABLE}: {names:?} uses `{used}`, which does not stand above it");
        }
    }
    let rooms: BTreeSet<String> = sources().iter().map(|(path, _)| room(path)).collect();
    for name in order.iter().flat_map(|(names, _)| names) {
        assert!(rooms.contains(name), "{TABLE} has the room `{name}`, which src/ does not have");
    }
}

#[test]
fn files_are_short_and_say_what_they_are() {
    for (path, text) in sources() {
        let lines = text.lines().count();
        let path = path.display();
        assert!(lines <= 450, "{path} has {lines} lines; a file over 450 is probably two rooms: split it by subject");
        assert!(
            text.starts_with("//!"),
            "{path} does not begin with `//!`: say what enters, what leaves, what it must not know"
        );
    }
}

#[test]
fn no_room_is_named_after_nothing() {
    for (path, _) in sources() {
        for part in path.iter().map(|part| part.to_string_lossy().replace(".rs", "")) {
            let empty = ["utils", "util", "common", "manager", "helpers", "helper", "misc"].contains(&part.as_str());
            assert!(!empty, "{}: `{part}` says nothing; name the room after what is in it", path.display());
        }
    }
}

#[test]
fn the_architecture_is_short() {
    let lines = fs::read_to_string(repository().join(TABLE)).unwrap().lines().count();
    assert!(lines < 150, "{TABLE} has {lines} lines; a newcomer reads 150");
}

#[test]
fn uses_are_read_from_code_alone() {
    let text = r##"
//! crate::a
use crate::b;
use crate::{c, d::{self, e}, f::G as crate_g};
/* crate::h /* crate::h */ crate::h */
pub(crate) fn x() -> crate::i::J { let _ = ("crate::k", r#"crate::k " crate::k"#, '"', b'"', '\'', 'a'); crate::l::m() }
fn lifetime<'a>(_: &'a str) {}
#[cfg(test)]
mod tests { use crate::n; fn f() { { } } }
use crate::o;
"##;
    let found: Vec<String> = uses(text).into_iter().map(|(_, used)| used).collect();
    assert_eq!(found, ["b", "c", "d", "f", "i", "l", "o"]);
}

/// What each room may use.
fn table() -> BTreeMap<String, BTreeSet<String>> {
    let mut table = BTreeMap::new();
    for (names, uses) in rows() {
        for name in names {
            table.insert(name, uses.clone());
        }
    }
    table
}

/// The lines of the table: rooms, and what they may use.
fn rows() -> Vec<(Vec<String>, BTreeSet<String>)> {
    let text = fs::read_to_string(repository().join(TABLE)).unwrap();
    let below = text.split_once("## Who may use whom").expect("the heading of the table").1;
    let block = below.split("```").nth(1).expect("the table in a fenced block");
    let list = |text: &str| text.split(',').map(|name| name.trim().to_owned()).collect::<Vec<_>>();
    let mut rows: Vec<(Vec<String>, BTreeSet<String>)> = Vec::new();
    for line in block.lines().skip(1).filter(|line| !line.trim().is_empty()) {
        let (names, uses) = line.split_once("->").expect("a line `rooms -> rooms`");
        let uses = match uses.trim() {
            "nothing" => BTreeSet::new(),
            "everything above" => rows.iter().flat_map(|(names, _)| names.clone()).collect(),
            uses => list(uses).into_iter().collect(),
        };
        rows.push((list(names), uses));
    }
    rows
}

/// Every file of `src/`, by its path from the repository's root.
fn sources() -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    let mut folders = vec![repository().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                files.push((path.strip_prefix(repository()).unwrap().to_path_buf(), text));
            }
        }
    }
    files.sort();
    files
}

/// The first part of a file's path below `src/`.
fn room(path: &Path) -> String {
    let first = path.iter().nth(1).unwrap().to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

fn is_test(path: &Path) -> bool {
    path.iter().any(|part| part == "tests" || part == "tests.rs")
}

/// The rooms that code names after `crate::`, each with its line.
fn uses(text: &str) -> Vec<(usize, String)> {
    let code = without_tests(&code(text));
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let line = code[..at].matches('\n').count() + 1;
        let rest = &code[at + "crate::".len()..];
        let names = if rest.starts_with('{') { first_names(rest) } else { vec![word(rest)] };
        found.extend(names.into_iter().filter(|name| name != "self").map(|name| (line, name)));
    }
    found
}

fn word(text: &str) -> String {
    text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// The first name of each item of `{a, b::c, d::{e}}`.
fn first_names(group: &str) -> Vec<String> {
    let mut depth = 0;
    let mut names = Vec::new();
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
        if depth == 1 && matches!(c, '{' | ',') {
            names.push(word(&group[at + 1..]));
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

/// The text with comments, strings and characters blanked, line by line as it was.
fn code(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let before = out.chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_');
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            block_comment(rest)
        } else if c == '"' {
            quoted(rest)
        } else if !before && let Some(length) = raw_string(rest) {
            length
        } else if c == '\'' {
            character(rest)
        } else {
            out.push(c);
            rest = &rest[c.len_utf8()..];
            continue;
        };
        out.extend(rest[..length].chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
        rest = &rest[length..];
    }
    out
}

fn block_comment(text: &str) -> usize {
    let mut depth = 0usize;
    let mut at = 0;
    while at < text.len() {
        if text[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if text[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

fn quoted(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

fn raw_string(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('r')?;
    let hashes = rest.len() - rest.trim_start_matches('#').len();
    rest[hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let start = 1 + hashes + 1;
    Some(text[start..].find(&end).map_or(text.len(), |at| start + at + end.len()))
}

/// `'a'` and `'\''`, and nothing of a lifetime but its mark.
fn character(text: &str) -> usize {
    let mut letters = text.char_indices().skip(1);
    match (letters.next(), letters.next()) {
        (Some((_, '\\')), Some(_)) => letters.find(|(_, c)| *c == '\'').map_or(1, |(at, _)| at + 1),
        (Some(_), Some((at, '\''))) => at + 1,
        _ => 1,
    }
}

/// The code without modules that stand only in tests.
fn without_tests(code: &str) -> String {
    let mut out = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(at) = rest.find("#[cfg(test)]") {
        out.push_str(&rest[..at]);
        let after = &rest[at..];
        let end = after.find(['{', ';']).unwrap_or(after.len());
        let mut depth = 0;
        let mut length = (end + 1).min(after.len());
        if after[end..].starts_with('{') {
            for (at, c) in after.char_indices().skip(end) {
                match c {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    _ => {}
                }
                if depth == 0 {
                    length = at + 1;
                    break;
                }
            }
        }
        out.extend(after[..length].chars().filter(|c| *c == '\n'));
        rest = &after[length..];
    }
    out.push_str(rest);
    out
}
