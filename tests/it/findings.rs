//! Findings taken together: the gravest are seen, and many are counted.

use crate::support::{Made, event};

const EVENT: &str = "content/events/talks.md";

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
