//! The twelve mistakes that editors make most, all in one site and answered in one run.
//!
//! Read `tests/mistakes/expected.txt` aloud when it changes: would an editor in a hurry know what to type?

use crate::support::{Made, Ran, copy, repository, snapshot};

fn folder() -> std::path::PathBuf {
    repository().join("tests/mistakes")
}

/// What was said, but for the time that it took.
fn said(ran: &Ran) -> String {
    assert_eq!(ran.out, "", "findings as text go to standard error");
    ran.err.clone()
}

#[test]
fn twelve_mistakes_are_answered_in_one_run() {
    let made = Made::site().with_event("rome-talks").with_event("aid-request");
    made.run(&["build"]).exits(0);
    let good = made.files();
    std::fs::remove_dir_all(made.path("content")).unwrap();
    copy(&folder().join("site"), made.root());
    let inputs = made.files();
    let ran = made.run(&["build"]).exits(1);
    let wrong = snapshot(&folder().join("expected.txt"), &said(&ran));
    assert!(wrong.is_ok(), "{}", wrong.unwrap_err());
    assert_eq!(made.files(), inputs, "nothing is written");
    let output = |files: &std::collections::BTreeMap<std::path::PathBuf, Vec<u8>>| {
        let kept = files.iter().filter(|(path, _)| path.starts_with("public"));
        kept.map(|(path, bytes)| (path.clone(), bytes.clone())).collect::<Vec<_>>()
    };
    assert!(!output(&good).is_empty());
    assert_eq!(output(&made.files()), output(&good), "the last good output stays as it was");

    // `check` says the same of the files.
    let check = made.run(&["check"]).exits(1);
    let findings = |ran: &Ran| ran.err.rsplit_once("Nothing is written").map_or(ran.err.clone(), |(f, _)| f.to_owned());
    assert!(check.err.starts_with(&findings(&ran)), "{}", check.err);
}

#[test]
fn a_template_error_after_a_good_build() {
    let made = Made::site().with_event("rome-talks").with_event("aid-request");
    made.run(&["build"]).exits(0);
    made.put(
        "templates/event.html",
        "{% extends \"theme/event.html\" %}\n{% block main %}\n<h1>{{ evnt.title }}</h1>\n{% endblock %}\n",
    );
    let before = made.files();
    let ran = made.run(&["build"]).exits(1);
    let wrong = snapshot(&folder().join("template.txt"), &said(&ran));
    assert!(wrong.is_ok(), "{}", wrong.unwrap_err());
    assert_eq!(made.files(), before, "the last good output stays as it was");
}
