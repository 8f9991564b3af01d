//! What editors get wrong in YAML, and what they are told.

mod agree;
mod laid;
mod pasted;
mod published;

use super::kinds::Record;
use super::yaml::{Yaml, read, read_table};
use super::{Event, Source};
use crate::diagnostic::{Code, Diagnostic};
use crate::path::ContentPath;

/// Reads YAML as `T` and says what was found: `line:column code: message | help`.
fn findings<T: Record>(text: &str) -> Vec<String> {
    let path = ContentPath::new("a.md").unwrap();
    let read = read::<T>(&Yaml { path: &path, file: text, range: 0..text.len(), under: None });
    read.found.iter().filter(|d| d.code != Code::MissingField).map(|d| describe(text, d)).collect()
}

fn describe(text: &str, d: &Diagnostic) -> String {
    let (start, end) = d.location.span.unwrap();
    let line = text[..start].matches('\n').count() + 1;
    let help = d.help.as_deref().unwrap_or("-");
    format!("{line} {:?} {}: {} | {help}", &text[start..end], d.code.name(), d.message)
}

#[test]
fn every_mistake_of_a_file_is_found_in_one_run() {
    let text =
        "darft: true\ntitle: Beijing: reply\ntags: china, russia\norder: first\ntitle: again\nimportance: majr\n";
    let expected = [
        "2 \": reply\" yaml-syntax: the value of `title` has a colon, so it must be in quotes | write `title: \"Beijing: reply\"`",
        "1 \"darft\" unknown-key: an event has no key `darft` | did you mean `draft`?",
        "3 \"china, russia\" wrong-type: `tags` takes a list of tags, not `china, russia` | write `tags: [china, russia]`",
        "4 \"first\" wrong-type: `order` takes a whole number, not `first` | write a number in digits after `order: `",
        "5 \"title\" duplicate-key: `title` stands twice | keep one of the two",
        "6 \"majr\" wrong-type: `importance` takes major, normal or minor, not `majr` | did you mean `importance: major`?",
    ];
    assert_eq!(findings::<Event>(text), expected);
}

#[test]
fn mistakes_are_answered_with_what_to_write() {
    for (text, expected) in [
        ("draft: yes\n", "1 \"yes\" wrong-type: `draft` takes true or false, not `yes` | write `draft: true`"),
        ("title: [a]\n", "1 \"[a]\" wrong-type: `title` takes text, not `[a]` | write `title: a`"),
        (
            "title: \"abc\ndate: 2022\n",
            "1 \"\\\"abc\" yaml-syntax: the quotation mark in `title` is not closed | write `title: \"abc\"`",
        ),
        (
            "title: @x\n",
            "1 \"@x\" yaml-syntax: the value of `title` must be in quotes, because it begins with `@` | write `title: \"@x\"`",
        ),
        ("title: a\n\tdate: b\n", "2 \"\\tdate: b\" yaml-syntax: a tab cannot indent YAML | write the line `date: b`"),
        ("tags: [a, b\ndate: 2022\n", "1 \"[a, b\" yaml-syntax: the list in `tags` is not closed | close it with `]`"),
        ("title:a\n", "1 \"title:a\" yaml-syntax: `title` needs a blank behind its colon | write the line `title: a`"),
        ("sources:\n  - titel: x\n", "2 \"titel\" unknown-key: a source has no key `titel` | did you mean `title`?"),
        ("tags: [a, [b]]\n", "1 \"[b]\" wrong-type: an item of `tags` takes a tag, not `[b]` | write `b` in its place"),
        (
            "title: \"a\\uFDD0b\"\n",
            "1 \"\\\"a\\\\uFDD0b\\\"\" forbidden-character: the character U+FDD0 is not for text | leave it out",
        ),
        (
            "title: *x\n",
            "1 \"*x\" yaml-syntax: the value of `title` must be in quotes, because it begins with `*` | write `title: \"*x\"`",
        ),
        (
            "title: !!str x\n",
            "1 \"!!str x\" yaml-tag: Annals does not read YAML tags | leave the word with `!` out, or put text that begins with `!` in quotes",
        ),
        (
            "description: x\n",
            "1 \"description\" unknown-key: an event has no key `description` | Annals calls it `summary`: write `summary: x`",
        ),
    ] {
        assert_eq!(findings::<Event>(text), [expected], "{text:?}");
    }
}

#[test]
fn a_table_may_stand_in_braces_and_is_no_list() {
    let path = ContentPath::new("content/sources.yaml").unwrap();
    let table = |text: &str| {
        let (table, found, _) =
            read_table::<Source>(&Yaml { path: &path, file: text, range: 0..text.len(), under: None });
        let names: Vec<String> = table.into_iter().map(|named| named.name).collect();
        (names, found.iter().map(|d| describe(text, d)).collect::<Vec<_>>())
    };
    let (names, found) = table("{a: {title: x}, \"b\": {url: y, titel: z}}\n");
    assert_eq!(names, ["a", "b"]);
    assert_eq!(found, ["1 \"titel\" unknown-key: a source has no key `titel` | did you mean `title`?"]);
    let (names, found) = table("- id: a\n  title: x\n- id: b\n  title: y\n");
    assert!(names.is_empty());
    assert_eq!(
        found,
        [
            "1 \"- id: a\" wrong-type: the file must be ids, each with its keys below it | write each below its id:\na:\n  title: x"
        ]
    );
}

#[test]
fn good_yaml_has_no_findings() {
    for text in ["", "title: ~\n", "title: a & b\n", "title: 2022.10\ndate: 0012\n", "sources:\n- a\n- {title: b}\n"] {
        assert!(findings::<Event>(text).is_empty(), "{text:?}");
    }
}

#[test]
fn hostile_yaml_is_answered_at_once() {
    let brackets = format!("tags: {}", "[".repeat(200_000));
    assert!(findings::<Event>(&brackets)[0].contains("yaml-nesting"));
    let bomb = "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n";
    assert!(findings::<Event>(bomb).iter().any(|finding| finding.contains("yaml-anchor")));
    let deep: String = (0..300).map(|depth| format!("{}- \n", " ".repeat(depth))).collect();
    assert!(!findings::<Event>(&format!("tags:\n{deep}")).is_empty());
}
