//! Findings taken together: none only follows from another, the gravest are seen, and many are counted.

use crate::support::{Made, event};

/// What `check` finds in a site: `path code`, in order.
fn found(files: &[(&str, &str)]) -> Vec<String> {
    let mut made = Made::site()
        .with("content/sources.yaml", "wire:\n  title: Wire report\n")
        .with("content/actors/ann.md", "---\nname: Ann\n---\n")
        .with(
            "content/claims/request.md",
            "---\ntext: There was a request\nconcerns: [ann]\nno_response: None.\n---\n",
        );
    for (path, text) in files {
        made = made.with(path, text);
    }
    made.checked().places()
}

const EVENT: &str = "content/events/talks.md";
const CLAIM: &str = "content/claims/request.md";
const SOURCES: &str = "content/sources.yaml";

#[test]
fn what_only_follows_from_a_mistake_is_not_said() {
    let said = |rest: &str| {
        let said = "statements:\n  - {claim: request, by: ann, stance: asserts, source: wire}\n";
        format!("---\ntitle: Talks\ndate: 2022-03-14\n{said}{rest}\n---\n\nText.\n")
    };
    let talks = |front: &str| event(&format!("title: Talks\ndate: 2022-03-14\n{front}"), "Text.");
    let unnamed =
        "statements:\n  - {claim: request, by: two officials, named: false, stance: asserts, source: [wire, gone]}";
    let claim = |rest: &str| format!("---\ntext: There was a request\nconcerns: [ann]\n{rest}---\n");
    let judged = |rest: &str| {
        claim(&format!("no_response: None.\nassessment:\n  status: confirmed\n  date: 2022-03-20\n  basis: B.\n{rest}"))
    };
    for (files, expected) in [
        // Sources, by every mistake that a list of them can have.
        (vec![(EVENT, talks("sources: [wire]"))], vec![]),
        (vec![(EVENT, talks("sources: []"))], vec!["content/events/talks.md event-without-source"]),
        (vec![(EVENT, talks("sources:"))], vec!["content/events/talks.md event-without-source"]),
        (vec![(EVENT, talks("sources: [gone]"))], vec!["content/events/talks.md unknown-source"]),
        (vec![(EVENT, talks("sources: wire"))], vec!["content/events/talks.md wrong-type"]),
        (vec![(EVENT, talks("souces: [wire]"))], vec!["content/events/talks.md unknown-key"]),
        (vec![(EVENT, talks("sources:\n  - titel: x"))], vec!["content/events/talks.md unknown-key"]),
        (vec![(EVENT, talks("sources:\n  - url: x"))], vec!["content/events/talks.md bad-address"]),
        (vec![(EVENT, talks("sources:\n  - {date: 2022}"))], vec!["content/events/talks.md missing-field"]),
        (vec![(EVENT, talks("sources: &a [wire]"))], vec!["content/events/talks.md yaml-anchor"]),
        (vec![(EVENT, talks("sources: [wire"))], vec!["content/events/talks.md yaml-syntax"]),
        (vec![(EVENT, talks("sources: [wire, [x]]"))], vec!["content/events/talks.md wrong-type"]),
        // An image's description.
        (
            vec![
                (
                    "content/events/a.svg",
                    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>".to_owned(),
                ),
                (EVENT, talks("sources: [wire]\nmedia:\n  - {src: a.svg, alt: [x, {y: z}]}")),
            ],
            vec!["content/events/talks.md wrong-type"],
        ),
        // Statements, and what is said of their claim.
        (
            vec![(EVENT, said("sources: [wire]").replace("source: wire", "source: {titel: W}"))],
            vec!["content/events/talks.md unknown-key"],
        ),
        (
            vec![(EVENT, said("sources: [wire]").replace("source: wire", "sorce: wire"))],
            vec!["content/events/talks.md unknown-key"],
        ),
        (
            vec![(EVENT, talks("statements:\n  - {claim: request, by: ann, stance: denies, source: gone}"))],
            vec!["content/events/talks.md unknown-source"],
        ),
        (
            vec![(EVENT, talks("statements:\n  - {claim: request, by: ann, source: wire}"))],
            vec!["content/events/talks.md missing-field"],
        ),
        (
            vec![(EVENT, talks("statements:\n  - {claim: request, by: ann, stanse: denies, source: wire}"))],
            vec!["content/events/talks.md unknown-key"],
        ),
        (
            vec![
                (EVENT, talks(unnamed)),
                (
                    "content/events/no.md",
                    talks("sources: [wire]\nstatements:\n  - {claim: request, by: ann, stance: no}"),
                ),
            ],
            vec!["content/events/no.md wrong-type", "content/events/talks.md unknown-source"],
        ),
        (
            vec![(EVENT, said("")), (CLAIM, claim("no_response: [none]\n"))],
            vec!["content/claims/request.md wrong-type"],
        ),
        (
            vec![
                (EVENT, said("")),
                (CLAIM, claim("")),
                ("content/events/answer.md", "---\ntitle: No\n---\n".to_owned()),
            ],
            vec!["content/events/answer.md missing-field"],
        ),
        // An assessment's basis, and its sources.
        (
            vec![(EVENT, said("")), (CLAIM, judged("  sources: [wire]\n").replace("basis: B.", "basis: [x, {y: z}]"))],
            vec!["content/claims/request.md wrong-type"],
        ),
        (
            vec![(EVENT, said("")), (CLAIM, judged("").replace("basis: B.", "basis: B.\n  sourecs: [wire]"))],
            vec!["content/claims/request.md unknown-key"],
        ),
        (vec![(EVENT, said("")), (CLAIM, judged(""))], vec!["content/claims/request.md assessment-without-basis"]),
        (
            vec![(EVENT, said("")), (CLAIM, judged("  sources: gone\n"))],
            vec!["content/claims/request.md unknown-source"],
        ),
        // A correction that cannot be read.
        (
            vec![
                (EVENT, said("updates:\n  - {date: 2022-03-32, text: Taken back.}")),
                (
                    "content/events/later.md",
                    event(
                        "title: Later\ndate: 2022-03-20\nstatements:\n  - {claim: request, by: ann, stance: retracts, source: wire}",
                        "Text.",
                    ),
                ),
            ],
            vec!["content/events/talks.md bad-date"],
        ),
        // Required keys that are mistyped.
        (
            vec![(EVENT, event("titel: Talks\ndate: 2022\nsources: [wire]", "Text."))],
            vec!["content/events/talks.md unknown-key"],
        ),
        (vec![(CLAIM, "---\ntexts: A\n---\n".to_owned())], vec!["content/claims/request.md unknown-key"]),
        // Data files: a record, and all of them.
        (
            vec![(EVENT, talks("sources: [wire]")), (SOURCES, "wire:\n  titel: W\n".to_owned())],
            vec!["content/sources.yaml unknown-key"],
        ),
        (
            vec![(EVENT, talks("sources: [wire]")), (SOURCES, "wire: !x W\n".to_owned())],
            vec!["content/sources.yaml yaml-tag"],
        ),
        (
            vec![(EVENT, talks("sources: [wire]")), (SOURCES, "- wire\n".to_owned())],
            vec!["content/sources.yaml wrong-type"],
        ),
        (
            vec![
                (EVENT, event("title: T\ndate: 2022\nsources: [wire]", "A [veto](term:veto), [@wire].")),
                (SOURCES, "a\0\n".to_owned()),
                ("content/glossary.yaml", "veto:\n  txet: No.\n".to_owned()),
            ],
            vec!["content/glossary.yaml unknown-key", "content/sources.yaml forbidden-character"],
        ),
        // Days that events are held against.
        (
            vec![
                (EVENT, talks("sources: [wire]")),
                ("content/index.md", "---\npublished: 2022-01-01\nupdated: 2022-02-31\n---\n".to_owned()),
            ],
            vec!["content/index.md bad-date"],
        ),
        (
            vec![
                (
                    EVENT,
                    event(
                        "title: Talks\ndate: 2022-03-14\nreported: 2022-03-35\nsources: [wire]",
                        "See [later](later.md).",
                    ),
                ),
                ("content/events/later.md", event("title: Later\ndate: 2022-03-16\nsources: [wire]", "Text.")),
            ],
            vec!["content/events/talks.md bad-date"],
        ),
    ] {
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
        assert_eq!(found(&files), expected, "{files:#?}");
    }
}

#[test]
fn a_kept_copy_that_cannot_be_read_is_not_missing() {
    let checks = "title: T\nchecks: {source-without-archive: warning}\n";
    for (archive, expected) in
        [("", "source-without-archive"), ("  archive: x\n", "bad-address"), ("  archve: x\n", "unknown-key")]
    {
        let sources = format!("wire:\n  title: W\n  url: https://wire.org/\n{archive}");
        let made = Made::empty().with("annals.yaml", checks).with("content/sources.yaml", &sources);
        assert_eq!(made.checked().places(), [format!("content/sources.yaml {expected}")]);
        // So it is where the source is written in an event.
        let sources =
            sources.replacen("wire:\n ", "sources:\n  -", 1).replace("\n  ", "\n    ").replace("    -", "  -");
        let event = event(&format!("title: Talks\ndate: 2022-03-14\n{sources}"), "Text.");
        let made = Made::empty().with("annals.yaml", checks).with(EVENT, event);
        assert_eq!(made.checked().places(), [format!("{EVENT} {expected}")]);
    }
}

#[test]
fn a_site_that_cites_next_to_nothing_is_told_so_once() {
    for (bare, cited, lines) in [(10, 0, 10), (11, 0, 1), (11, 10, 1), (11, 11, 11), (40, 2, 1)] {
        let mut made = Made::site();
        for number in 0..bare + cited {
            let sources = if number < bare { "" } else { "\nsources: [https://example.org/]" };
            let text = event(&format!("title: T\ndate: 2022-03-14{sources}"), "Text.");
            made = made.with(&format!("content/events/e{number:02}.md"), text);
        }
        let outcome = made.checked();
        assert_eq!(outcome.places().len(), lines, "{bare} of {}", bare + cited);
        let all = format!("nothing is cited for {bare} of {} events; this is the first of them", bare + cited);
        assert_eq!(outcome.text.contains(&all), lines == 1, "{}", outcome.text);
    }
}

/// A site with 30 warnings in one file, and an error at its end.
fn many() -> Made {
    let lines: String = (0..30).map(|number| format!("<b onclick=\"x\">{number}</b>\n\n")).collect();
    Made::site().with(EVENT, event("title: Talks\ndate: 2022-03-14", &format!("{lines}\n[gone](gone.md)")))
}

#[test]
fn what_fails_the_build_is_never_among_those_that_are_counted() {
    let ran = many().run(&["build", "--format", "short"]).exits(1);
    let lines: Vec<&str> = ran.err.lines().filter(|line| line.contains("talks.md:")).collect();
    assert_eq!(lines.len(), 21, "{ran:?}");
    assert!(lines[0].contains("error[dead-link]"), "{ran:?}");
    assert!(lines[20].ends_with("warning[too-many-findings]: 11 more findings in this file: 11 warnings"), "{ran:?}");
    assert!(ran.err.contains("1 error, 30 warnings"), "{ran:?}");
    let quiet = many().run(&["build", "--format", "short", "-q"]).exits(1);
    assert_eq!(quiet.err.lines().count(), 1, "{quiet:?}");
}

#[test]
fn a_long_run_ends_with_a_tally() {
    let mut made = many();
    for number in 0..25 {
        made = made.with(&format!("content/{number}.html"), "x");
    }
    let tally = "Of each kind:\n   1 error[dead-link]\n  30 warning[raw-html]\n  25 warning[unused-file]\n";
    for format in ["text", "short"] {
        made.run(&["build", "--format", format]).exits(1).says(tally);
    }
    for format in ["json", "github"] {
        let ran = made.run(&["build", "--format", format]).exits(1);
        assert!(!ran.out.contains("Of each kind"), "{ran:?}");
    }
    let quiet = made.run(&["build", "-q"]).exits(1);
    assert!(!quiet.err.contains("Of each kind"), "one is no long run: {quiet:?}");
    let few = many().run(&["build"]).exits(1);
    assert!(!few.err.contains("Of each kind"), "{few:?}");
}
