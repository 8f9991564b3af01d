//! Text that readers see as it is typed: what is said of it, and what is left alone.

use super::super::kinds::Record;
use super::super::yaml::{Yaml, read};
use super::super::{Config, Event, Source};
use crate::path::ContentPath;

/// What is found: the text at each place, the code, and the help.
fn found<T: Record>(text: &str) -> Vec<String> {
    let path = ContentPath::new("content/events/2022-03-14-a.md").unwrap();
    let found = read::<T>(&Yaml { path: &path, file: text, range: 0..text.len(), under: None }).found;
    let shown = found.iter().map(|one| {
        let (start, end) = one.location.span.unwrap();
        format!("{} | {} | {}", &text[start..end], one.code.name(), one.help.as_deref().unwrap())
    });
    shown.collect()
}

#[test]
fn signs_that_are_none_are_left_alone() {
    for text in [
        "C*",
        "C* and D*",
        "2*3*4",
        "AT&T",
        "R&D;",
        "Q&A; A & B; &nosuch;",
        "snake_case_name",
        "a _b and c d_e",
        "[sic]",
        "so [sic] (2)",
        "#1",
        "f**k",
        "a < b > c",
        "<inaudible>",
        "5` and 6`",
    ] {
        let text = crate::text::yaml_quoted(text);
        assert_eq!(found::<Event>(&format!("title: {text}\n")), [""; 0]);
        assert_eq!(found::<Event>(&format!("title: T\ntags: [{text}]\nauthors:\n  - {text}\n")), [""; 0]);
        assert_eq!(found::<Source>(&format!("title: {text}\n")), [""; 0]);
        assert_eq!(found::<Config>(&format!("title: T\nwords:\n  by: {text}\n")), [""; 0]);
    }
}

#[test]
fn what_readers_do_not_see_as_it_is_typed_is_left_alone() {
    let text =
        "title: T\nextra:\n  a: \"**b** &amp;\"\nslug: a\naliases: [/_a_/]\nactors: [_a_]\nrelated: [\"**a**\"]\n";
    assert_eq!(found::<Event>(text), [""; 0]);
    assert_eq!(found::<Source>("url: https://example.org/?a=*b*&amp;c=_d_\n"), [""; 0]);
}

#[test]
fn an_entity_is_answered_with_what_it_stands_for() {
    for (text, expected) in [
        ("title: A&#58; B", "A&#58; B | markdown-in-plain-text | write `title: \"A: B\"`"),
        ("title: A&#x3A; B", "A&#x3A; B | markdown-in-plain-text | write `title: \"A: B\"`"),
        ("title: A &amp; B", "A &amp; B | markdown-in-plain-text | write `title: A & B`"),
        ("title: A &lt;b&gt;B&lt;/b&gt;", "A &lt;b&gt;B&lt;/b&gt; | markdown-in-plain-text | write `title: A B`"),
        // A text that is cut is made whole first.
        ("title: A *b* #c", "#c | text-after-hash | write `title: \"A *b* #c\"`"),
    ] {
        assert_eq!(found::<Event>(&format!("{text}\n")), [expected]);
    }
}

#[test]
fn what_is_still_to_come_has_its_place() {
    let help = "write what was to come in its place; where it is a name, write `unfinished-text: off` under `checks` in annals.yaml";
    for (text, words) in [
        ("title: TK", &["TK"][..]),
        ("title: \"About TK (TODO)\"", &["TK", "TODO"]),
        ("title: T\nsummary: >-\n  Two\n  TK lines", &["TK"]),
        ("title: T\ntags: [TK, TODO]", &["TK", "TODO"]),
        (
            "title: T\nstatements:\n  - claim: c\n    by: TK\n    stance: denies\n    note: \"**TK**\"",
            &["TK", "**TK**", "TK"],
        ),
        ("title: T\nextra: {a: TK}\nrelated: [TK]", &[]),
        ("title: KTK, TODOS, TK-12, TODO.md, todo", &[]),
    ] {
        let expected = words.iter().map(|word| match word.starts_with('*') {
            true => format!("\"{word}\" | markdown-in-plain-text | write `note: TK`"),
            false => format!("{word} | unfinished-text | {help}"),
        });
        assert_eq!(found::<Event>(&format!("{text}\n")), expected.collect::<Vec<_>>(), "{text}");
    }
}
