//! Hostile documents of claims, citations and terms.

use std::time::Instant;

use annals::diagnostic::{Code, Diagnostic};
use annals::tree::Tree;

use super::{SOON, body, front, gives};
use crate::support::{Made, event, outcome_of, text_file};

#[test]
fn brackets_that_nearly_cite() {
    for text in ["[@".repeat(100_000), format!("[{}]", "@a; ".repeat(50_000)), "[@a;".repeat(50_000)] {
        gives(&body(&text), &[]);
    }
    gives(&body("[x](term:../../x) [x](term:)"), &["content/events/a.md unknown-term"; 2]);
    let start = Instant::now();
    let outcome = body(&"[@a; @b] [c](term:d)\n".repeat(20_000)).outcome();
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
    for code in ["unknown-source", "unknown-term"] {
        assert!(outcome.text.contains(code), "{code}");
    }
}

/// An actor's file.
fn actor(front: &str) -> String {
    format!("---\nname: Somebody\n{front}---\n")
}

#[test]
fn chains_and_circles_of_speakers() {
    let said = |from: usize| {
        let one = |year| {
            let stance = ["asserts", "denies"][year % 2];
            format!("  - claim: c\n    by: a0\n    stance: {stance}\n    date: {year}\n")
        };
        let statements: String = (from..from + 800).map(one).collect();
        event(&format!("title: A\ndate: 2022\nstatements:\n{statements}"), "Text.")
    };
    let mut made = Made::site()
        .with("content/claims/c.md", "---\ntext: C\nconcerns: [a1999]\n---\n")
        .with("content/events/a.md", said(1000))
        .with("content/events/b.md", said(1100));
    for number in 0..2000 {
        let next = if number < 1999 { format!("speaks_for: a{}\n", number + 1) } else { String::new() };
        made = made.with(&format!("content/actors/a{number}.md"), actor(&next));
    }
    gives(&made, &[]);
    let circle = |length: usize| {
        (0..length).fold(Made::site().with_event("e"), |made, number| {
            let next = format!("speaks_for: a{}\n", (number + 1) % length);
            made.with(&format!("content/actors/a{number}.md"), actor(&next))
        })
    };
    gives(&circle(1), &["content/actors/a0.md speaks-for-circle"]);
    for length in [2, 500] {
        let outcome = circle(length).outcome();
        assert!(outcome.text.contains("speaks-for-circle") && !outcome.built, "{length}");
    }
}

#[test]
fn documents_of_claims_that_are_none() {
    let made = || Made::site().with_event("e");
    for folder in ["actors", "claims"] {
        let file = |name: &str| format!("content/{folder}/{name}.md");
        gives(&made().with(&file("a"), [0xFF, 0xFE, 0]), &[&format!("{} not-utf8", file("a"))]);
        gives(&made().with(&file("a"), "x"), &[&format!("{} no-front-matter", file("a"))]);
        let nameless = made().with(&file("…"), "---\n---\n").outcome();
        assert!(nameless.text.contains("bad-file-name") && !nameless.built, "{}", nameless.text);
        let bomb = format!("---\nname: {}\n---\n", "[".repeat(10_000));
        assert!(!made().with(&file("a"), bomb).outcome().built);
    }
    for (lines, code) in [
        ("statements: [../../x]", "wrong-type"),
        ("statements:\n  - claim: ../../x\n    by: Somebody\n    stance: denies", "unknown-claim"),
        ("actors: [../../x]", "unknown-actor"),
        ("corrections: A mistake", "wrong-type"),
        ("media:\n  - src: ../../../etc/passwd\n    alt: x", "dead-image"),
    ] {
        let outcome = front(&format!("title: A\ndate: 2022\n{lines}")).outcome();
        assert!(outcome.text.contains(code) && !outcome.built, "{lines}: {}", outcome.text);
    }
}

#[test]
fn crowds_of_citations() {
    let sources: String = (0..5000).map(|number| format!("s{number}:\n  title: T\n")).collect();
    let known: String = (0..40_000).map(|number| format!("[@s{}]\n", number % 5000)).collect();
    gives(&body(&known).with("content/sources.yaml", &sources), &[]);
    let unknown: String = (0..40_000).map(|number| format!("[@t{number}](../t{number}.md) [@t{number}]\n")).collect();
    let start = Instant::now();
    assert!(!body(&unknown).with("content/sources.yaml", &sources).outcome().built);
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
}

/// One rename breaks every event. Each is answered, but not each is compared with every name.
#[test]
fn the_same_mistake_in_every_event() {
    let files = (0..1100).map(|number| {
        let front = format!("title: A\ndate: 2022\nsources: [surce-{number}]\nrelated: [evnt-{number}]\n");
        text_file(&format!("content/events/event-{number}.md"), &event(&front, "Text."))
    });
    let sources: String = (0..1100).map(|number| format!("source-{number}:\n  title: T\n")).collect();
    let others = [text_file("annals.yaml", "title: T\n"), text_file("content/sources.yaml", &sources)];
    let outcome = outcome_of(Tree::new(files.chain(others)));
    let wrong = |diagnostic: &&Diagnostic| matches!(diagnostic.code, Code::UnknownSource | Code::UnknownEvent);
    let wrong: Vec<&Diagnostic> = outcome.found.iter().filter(wrong).collect();
    let near = |diagnostic: &&&Diagnostic| diagnostic.help.as_deref().unwrap_or("").starts_with("did you mean");
    assert_eq!((wrong.len(), wrong.iter().filter(near).count()), (2200, 1000));
}
