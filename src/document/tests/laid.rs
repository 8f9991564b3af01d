//! Lines that are not laid out as YAML has it, and what is read of them.

use super::super::{Config, Event, Source};
use super::pasted::{check, found};
use crate::document::yaml::{Yaml, read, read_table};
use crate::path::ContentPath;

#[test]
fn a_line_is_answered_with_the_line_as_it_was_meant() {
    check::<Event>(
        "title: T\n",
        &[
            "place：Rome",
            "place： Rome\ndraft：true",
            "place:\u{A0}Rome",
            "place:\u{200B} Rome",
            "place:Rome\ndraft: true",
            "\u{A0}place: Rome",
            "\tplace: Rome",
            " place: Rome",
            "place:\nRome",
            "date:\n2022\nplace: Rome",
            "tags:\n\t- a\n\t- b",
            "tags:\n\u{A0}\u{A0}- a",
            "tags:\n– a\n– b",
            "tags:\n  •\u{A0}a\n  • b",
            "tags:\n  -\u{A0}a",
            "tags:\n  -a\n  -b",
            "tags:\n-a\n-b",
            "tags:\n  - a\n - b",
            "tags:\n  - a\n   - b",
            "tags:\n  a\n  b",
            "place: Rome\n  - Paris",
            "tags:\n  - “a”\n  - ‘b’",
            "authors: [“Ann”, «Bo»]",
            "sources:\n  - title: a\n   url: https://example.org/",
            "sources:\n  - title: a\n     url: https://example.org/",
            "sources:\n- title: a\n url: https://example.org/",
            "sources:\n  - title: a\n  url: https://example.org/",
            "sources:\n  - title: a\n\t  url: https://example.org/",
            "sources:\n  - title: a\n\u{A0}\u{A0}\u{A0}\u{A0}url: https://example.org/",
            "sources:\n  - title: a\n    url：https://example.org/",
            "statements:\n  - claim: c\n     by: a\n    stance: denies",
            "statements:\n  - claim: c\n    by:\n    a\n    stance: denies",
            "extra:\n a: 1\n  b: 2",
            "extra:\n  a: 1\n b: 2",
        ],
    );
    check::<Event>("", &[" title: T\nplace: Rome", "\u{A0}title: T", "title：T", "title:\nT\nplace: Rome"]);
    check::<Config>("title: T\n", &["theme:\n\tfooter: x", "words:\n  by: x\n   published: y", " search: true"]);
}

#[test]
fn what_is_laid_out_as_yaml_has_it_is_left_alone() {
    for text in [
        "title:\n  Rome",
        "title: Rome\n  talks: no\n".trim_end_matches(": no\n"),
        "title: T\nplace:\tRome",
        "title: T\nplace : Rome",
        "title: T\ntags:\n- a\n- b",
        "title: T\ntags: # two\n  - a # - b\n  - c\n  # - d",
        "title: T\ntags:\n  - a\n\n  - b",
        "title: T\nsummary: |\n  One:\n    - two\n   - three\n  place：Rome",
        "title: T\nsummary: >-\n  One\n  - two",
        "title: T\nsummary: One\n  two - three",
        "title: T\nsummary: \"One\n  - two\"",
        "title: T\nsummary: 「一」：二\n  三：四",
        "title: “T”\nplace: «Rome»",
        "title: T\ntags: ['“a”', \"‘b’\", d’Italia, “a” and “b”]",
        "title: T\nsources:\n  - a\n  -   title: b\n      url: https://example.org/",
        "title: T\nextra:\n  a：b: c\n  -x: y",
    ] {
        let found = found::<Event>(&format!("{text}\n"));
        assert!(found.is_empty(), "{text}: {found:?}");
    }
}

#[test]
fn what_stands_beside_such_a_line_is_read_and_has_its_place() {
    let path = ContentPath::new("content/events/a.md").unwrap();
    let text = "title：T\ndate:\n2022\nplace:\u{A0}Rome\ntags:\n\t- a\n - b\ndarft: true\nsources:\n  - titel: x\n    url: y\n";
    let read = read::<Event>(&Yaml { path: &path, file: text, range: 0..text.len(), under: None });
    let event = read.value.unwrap();
    assert_eq!(event.title.as_deref(), Some("T"));
    assert_eq!(event.date.as_deref(), Some("2022"));
    assert_eq!(event.place.as_deref(), Some("Rome"));
    assert_eq!(event.tags.unwrap().iter().map(|tag| &**tag).collect::<Vec<_>>(), ["a", "b"]);
    let mut shown: Vec<(&str, &str)> = read
        .found
        .iter()
        .map(|one| (one.code.name(), &text[one.location.span.unwrap().0..one.location.span.unwrap().1]))
        .collect();
    shown.sort_by_key(|(_, shown)| text.find(shown));
    let expected = [
        ("yaml-syntax", "title：T"),
        ("yaml-syntax", "date:\n2022"),
        ("yaml-syntax", "place:\u{A0}Rome"),
        ("yaml-syntax", "\t- a"),
        ("yaml-syntax", " - b"),
        ("unknown-key", "darft"),
        ("unknown-key", "titel"),
    ];
    assert_eq!(shown, expected);
}

#[test]
fn a_table_is_laid_out_as_a_whole() {
    let path = ContentPath::new("content/sources.yaml").unwrap();
    for (text, names, lines) in [
        ("a：\n  title: x\nb:\n  title：y\n", &["a", "b"][..], &["a：", "  title：y"][..]),
        ("a:\n\ttitle: x\n\turl: https://example.org/\n", &["a"], &["\ttitle: x", "\turl: https://example.org/"]),
        ("a:\n  title: x\n b:\n  title: y\n", &["a", "b"], &[" b:"]),
        ("a:\n title: x\n  url: https://example.org/\n", &["a"], &["  url: https://example.org/"]),
        (
            "a:\ntitle: x\nurl: https://example.org/\nb:\n  title: y\n",
            &["a", "b"],
            &["title: x", "url: https://example.org/"],
        ),
        ("a:\n  title:\n  x\n", &["a"], &["  title:\n  x"]),
    ] {
        let (table, found, _) =
            read_table::<Source>(&Yaml { path: &path, file: text, range: 0..text.len(), under: None });
        assert_eq!(table.iter().map(|named| named.name.as_str()).collect::<Vec<_>>(), names, "{text}: {found:?}");
        assert!(
            table.iter().all(|named| named.record.title.is_some() && text[named.key.clone()] == named.name),
            "{text}"
        );
        let shown: Vec<&str> =
            found.iter().map(|one| &text[one.location.span.unwrap().0..one.location.span.unwrap().1]).collect();
        assert_eq!(shown, lines, "{text}");
    }
}
