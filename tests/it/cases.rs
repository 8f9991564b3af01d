//! Cases in `tests/cases/`: a folder in, diagnostics and the list of files out. A contributor adds text.
//!
//! A case is a folder with `site/` and `expected.txt`, and `files.txt` where the paths of the output
//! matter. Every diagnostic code owns `tests/cases/CODE/bad` and `tests/cases/CODE/good`; those whose
//! input no repository can hold are made here.

use std::fs;
use std::path::{Path, PathBuf};

use annals::diagnostic::Code;
use annals::tree::{File, Refusal, Tree};

use crate::support::{Made, Outcome, event, outcome, outcome_of, repository, snapshot, text_file};

fn folder() -> PathBuf {
    repository().join("tests/cases")
}

/// Every folder with a `site/` in it.
pub(crate) fn all() -> Vec<PathBuf> {
    let mut cases = Vec::new();
    let mut folders = vec![folder()];
    while let Some(folder) = folders.pop() {
        if folder.join("site").is_dir() {
            cases.push(folder);
            continue;
        }
        let below = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
        folders.extend(below.filter(|path| path.is_dir()));
    }
    cases.sort();
    cases
}

/// Those below `ANNALS_CASE`, where it is set: `unknown-key` or `unknown-key/bad`.
fn asked_for(name: Option<&Path>) -> Vec<PathBuf> {
    let mut cases = all();
    if let Some(name) = name {
        let below = folder().join(name);
        cases.retain(|case| case.starts_with(&below));
        assert!(!cases.is_empty(), "ANNALS_CASE: there is no case in tests/cases/{}", name.display());
    }
    cases
}

#[test]
fn every_case_is_as_expected() {
    let name = std::env::var_os("ANNALS_CASE").filter(|name| !name.is_empty()).map(PathBuf::from);
    let mut wrong = String::new();
    for case in asked_for(name.as_deref()) {
        let outcome = outcome(&case.join("site"));
        let mut held = vec![(case.join("expected.txt"), outcome.text.clone())];
        if case.join("files.txt").exists() {
            held.push((case.join("files.txt"), outcome.files.iter().map(|path| format!("{path}\n")).collect()));
        }
        for (file, actual) in held {
            wrong.extend(snapshot(&file, &actual).err());
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn one_case_can_be_asked_for() {
    let found = |name: &str| asked_for(Some(Path::new(name))).len();
    assert_eq!((found("unknown-key"), found("unknown-key/bad")), (2, 1));
    assert_eq!(asked_for(None).len(), all().len());
    // A name that is only begun is none: the wrong case would be blessed.
    assert!(std::panic::catch_unwind(|| found("unknown-k")).is_err());
}

#[test]
fn every_code_has_a_failing_and_a_passing_case() {
    let mut wrong = Vec::new();
    for code in Code::ALL {
        let name = code.name();
        let case = |kind: &str| folder().join(name).join(kind);
        let site = |kind: &str| case(kind).join("site").is_dir().then(|| outcome(&case(kind).join("site")));
        let here = made().into_iter().find(|(made, ..)| *made == name);
        let (bad, good) = match here {
            Some((_, bad, good)) => (Some(bad), Some(good)),
            None => (site("bad"), site("good")),
        };
        let place = format!("tests/cases/{name}");
        match bad {
            None => wrong.push(format!("`{name}` has no failing case: make {place}/bad/site/")),
            Some(bad) if !bad.has(name) => wrong.push(format!("{place}/bad does not give `{name}`:\n{}", bad.text)),
            Some(_) => {}
        }
        match good {
            None => wrong.push(format!("`{name}` has no passing case: make {place}/good/site/")),
            Some(good) if good.has(name) || !good.built => {
                wrong.push(format!("{place}/good is not good:\n{}", good.text));
            }
            Some(_) => {}
        }
    }
    let known = |name: &str| Code::ALL.iter().any(|code| code.name() == name);
    for (name, ..) in made() {
        assert!(known(name), "there is no code `{name}`");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The corrected site has nothing left to say: what the help proposes is the whole correction.
#[test]
fn what_the_help_proposes_is_enough() {
    for case in all().iter().filter(|case| case.ends_with("good")) {
        let text = outcome(&case.join("site")).text;
        assert_eq!(text, "== built: yes\n", "{}", case.strip_prefix(folder()).unwrap().display());
    }
}

/// The codes whose input cannot be kept in a repository: a failing and a passing case each.
fn made() -> Vec<(&'static str, Outcome, Outcome)> {
    let good = || Made::site().with_event("rome-talks").outcome();
    let mebibyte = event("title: Long\ndate: 2022", &"x".repeat(1 << 20));
    let front = |length: usize| event(&format!("title: Long\ndate: 2022\nsummary: {}", "x".repeat(length)), "Text.");
    let mut made = vec![
        (
            "unreadable",
            outcome_of(Tree::new([
                text_file("annals.yaml", "title: Test\n"),
                (text_file("content/index.md", "").0, File::Refused(Refusal::Unreadable("permission denied".into()))),
            ])),
            good(),
        ),
        (
            "not-utf8",
            Made::site().with("content/events/a.md", b"---\ntitle: Caf\xE9\ndate: 2022\n---\n").outcome(),
            Made::site().with("content/events/a.md", "---\ntitle: Café\ndate: 2022\n---\n").outcome(),
        ),
        (
            "document-too-large",
            Made::site().with("content/events/a.md", mebibyte).outcome(),
            Made::site().with("content/events/a.md", event("title: Long\ndate: 2022", &"x ".repeat(1 << 18))).outcome(),
        ),
        (
            "front-matter-too-large",
            Made::site().with("content/events/a.md", front(65_000 + 1000)).outcome(),
            Made::site().with("content/events/a.md", front(60_000)).outcome(),
        ),
    ];
    #[cfg(unix)]
    {
        let linked = Made::site().with("outside.md", event("title: Out\ndate: 2022", "Text."));
        fs::create_dir_all(linked.path("content/events")).unwrap();
        std::os::unix::fs::symlink(linked.path("outside.md"), linked.path("content/events/a.md")).unwrap();
        made.push(("link-leaves-site", linked.outcome(), good()));
    }
    #[cfg(not(unix))]
    {
        println!("link-leaves-site: symbolic links are not made on this system, so its case is in memory");
        let file = (text_file("content/index.md", "").0, File::Refused(Refusal::Link));
        let bad = outcome_of(Tree::new([text_file("annals.yaml", "title: Test\n"), file]));
        made.push(("link-leaves-site", bad, good()));
    }
    made
}

#[test]
fn a_byte_order_mark_and_carriage_returns_are_accepted() {
    let text = "\u{FEFF}---\r\ntitle: Rome talks\r\ndate: 2022-03-14\r\nsummary: >-\r\n  Two\r\n  lines\r\n---\r\n\r\nText\r\n";
    let made = Made::empty()
        .with("annals.yaml", "\u{FEFF}title: Test\r\n")
        .with("content/events/a.md", text)
        .with("content/index.md", "\u{FEFF}---\r\ntitle: Explainer\r\n---\r\n")
        .with("content/sources.yaml", "\u{FEFF}a:\r\n  title: Report\r\n");
    assert_eq!(made.outcome().text, "== built: yes\n");
    let text = text.replace("date: 2022-03-14", "date: 2022-03-14\r\ndarft: true");
    let outcome = made.with("content/events/a.md", text).outcome();
    assert!(outcome.text.starts_with("content/events/a.md:4:1: error[unknown-key]"), "{}", outcome.text);
}

#[test]
fn cases_are_folders_of_this_repository() {
    assert!(all().len() > 2 * (Code::ALL.len() - made().len()) - 1);
    assert!(all().iter().all(|case| case.starts_with(Path::new(env!("CARGO_MANIFEST_DIR")))));
}
