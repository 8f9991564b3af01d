//! Addresses that every system can keep as files, and that GitHub takes: what holds for one holds for all.

use rayon::prelude::*;

use crate::support::{Made, copy, event, run};

/// What the finding is about a site with one thing in it.
fn found(site: &Made) -> Vec<String> {
    let outcome = site.outcome();
    assert_eq!(outcome.built, outcome.found.iter().all(|one| one.severity < annals::diagnostic::Severity::Error));
    outcome.places()
}

fn with_alias(alias: &str) -> Made {
    Made::site().with("content/events/a.md", event(&format!("title: A\ndate: 2022\naliases: [{alias:?}]"), "Text."))
}

#[cfg(unix)]
#[test]
fn no_address_has_what_files_cannot_have() {
    let long = "x".repeat(256);
    let deep = format!("{}x", "folder/".repeat(140));
    for name in ["a:b", "a\"b", "a<b", "a>b", "a|b", "a*b", "a?b", "a\rb", "a\nb", "a.", "a "] {
        assert_eq!(found(&with_alias(&format!("/old/{name}/"))).len(), 1, "{name:?}: an alias");
        for (folder, file) in [("static", name.to_owned()), ("static", format!("{name}/x.txt"))] {
            let places = found(&Made::site().with(&format!("{folder}/{file}"), "x"));
            let is_name = |place: &String| place.ends_with(" bad-file-name");
            assert!(places.len() == 1 && places.iter().all(is_name), "{folder}/{file:?}: {places:?}");
        }
        // What is named after documents is made of letters and digits alone.
        for folder in ["events", "pages", "actors", "claims", "pages/more"] {
            let text = "---\ntitle: A\ndate: 2022\nname: A\ntext: A\n---\n";
            let keys = match folder {
                "actors" => &["title", "date", "text"][..],
                "claims" => &["title", "date", "name"],
                "events" => &["name", "text"],
                _ => &["date", "name", "text"],
            };
            let lines = text.lines().filter(|line| !keys.iter().any(|key| line.starts_with(&format!("{key}:"))));
            let text: String = lines.map(|line| format!("{line}\n")).collect();
            let site = Made::site().with(&format!("content/{folder}/{name}.md"), text);
            let odd = name.contains(['\r', '\n']);
            assert_eq!(found(&site).len(), usize::from(odd), "{name:?} in {folder}");
        }
    }
    for alias in [format!("/{long}/"), format!("/old/{long}"), format!("/{deep}/")] {
        assert_eq!(found(&with_alias(&alias)), ["content/events/a.md bad-alias"], "{alias}");
    }
    assert_eq!(found(&with_alias(&format!("/{}/", &long[1..]))), [""; 0]);
    let parts = format!("{}/", "x".repeat(99)).repeat(9);
    let page = Made::site().with(&format!("content/pages/{parts}x.md"), "---\ntitle: A\n---\n");
    assert_eq!(found(&page), [format!("content/pages/{parts}x.md bad-file-name")]);
    let file = Made::site().with(&format!("static/{parts}x.txt"), "x");
    assert_eq!(found(&file), [format!("static/{parts}x.txt bad-file-name")]);
}

#[cfg(target_os = "linux")]
#[test]
fn no_two_addresses_are_one_to_some_systems() {
    let page = "---\ntitle: A\n---\n";
    for (one, other) in [
        ("static/Map.csv", "static/map.csv"),
        ("static/DATA/a.csv", "static/data/b.csv"),
        ("static/About/x.csv", "content/pages/about.md"),
        ("static/caf\u{E9}.csv", "static/cafe\u{301}.csv"),
        ("static/\u{41A}\u{438}\u{457}\u{432}/a.csv", "static/\u{43A}\u{438}\u{457}\u{432}/b.csv"),
        ("static/Favicon.svg", "static/favicon.svg"),
    ] {
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
        let text = |path: &str| {
            if path.ends_with(".md") {
                page
            } else if path.ends_with(".svg") {
                svg
            } else {
                "x"
            }
        };
        let outcome = Made::site().with(one, text(one)).with(other, text(other)).outcome();
        let is_double = |place: &String| place.ends_with(" duplicate-address");
        assert!(!outcome.built && outcome.places().iter().all(is_double), "{one}, {other}: {}", outcome.text);
        // Both are named.
        for path in [one, other] {
            let spelt = path.escape_default().to_string();
            assert!(outcome.text.contains(path) || outcome.text.contains(&spelt), "{path}: {}", outcome.text);
        }
    }
    // The theme's files have names of their own.
    let outcome = Made::site().with("static/Style.css", "x").outcome();
    assert!(outcome.text.contains("/style.css") && !outcome.built, "{}", outcome.text);
    let fine = Made::site().with("static/Map.csv", "x").with("static/map-2.csv", "x").with("static/M.csv", "x");
    assert_eq!(fine.outcome().text, "== built: yes\n");
}

#[test]
fn a_base_url_with_a_doubled_slash_is_refused_wherever_it_is_written() {
    for (url, meant) in [
        ("https://example.org//repo/", "https://example.org/repo/"),
        ("https://example.org/repo//", "https://example.org/repo/"),
        ("https://example.org/a/../b/", ""),
        ("https://example.org/a%2Fb/", ""),
        ("https://example.org\\b/", ""),
    ] {
        let site = Made::site().with_event("a");
        site.run(&["build", "--base-url", url]).exits(2).says(meant);
        run(site.root(), &["check"], &[("ANNALS_BASE_URL", url)]).exits(2).says(meant);
        let site = site.with("annals.yaml", format!("title: Test\nbase_url: {url}\n"));
        for command in ["build", "check"] {
            site.run(&[command]).exits(1).says("annals.yaml:2:11: error[bad-address]").says(meant);
        }
        assert!(!site.path("public").exists());
    }
}

/// `check` says what `build` says, and the same of whether it can be built; only what a newsroom asks of itself is
/// its own.
#[test]
fn check_and_build_agree_on_every_case() {
    let cases = crate::cases::all();
    assert!(cases.len() > 100);
    let editorial: Vec<String> = annals::diagnostic::Code::ALL
        .iter()
        .filter(|code| code.is_editorial())
        .map(|code| format!("\"code\":\"{}\"", code.name()))
        .collect();
    let wrong: Vec<String> = cases
        .par_iter()
        .filter_map(|case| {
            let folder = tempfile::TempDir::new().unwrap();
            copy(&case.join("site"), folder.path());
            if !["annals.yaml", "annals.yml"].iter().any(|name| folder.path().join(name).exists()) {
                std::fs::write(folder.path().join("annals.yaml"), "title: Test\n").unwrap();
            }
            let said = |command: &str| {
                let ran = run(folder.path(), &[command, "--format", "json", "--now", "2026-01-01"], &[]);
                let lines = ran.out.lines().filter(|line| !editorial.iter().any(|code| line.contains(code)));
                (ran.code, lines.map(str::to_owned).collect::<Vec<_>>())
            };
            let (built, checked) = (said("build"), said("check"));
            let there = folder.path().join("public/index.html").exists();
            // A file with more findings than are shown has those of a newsroom among them.
            let counts = |line: &String| line.contains("\"code\":\"too-many-findings\"");
            let same = match built.1.iter().any(counts) {
                true => built.0 == checked.0 && checked.1.iter().all(|line| counts(line) || built.1.contains(line)),
                false => built == checked,
            };
            let agree = same && there == (built.0 == Some(0));
            (!agree).then(|| format!("{}\nbuild: {built:#?}\ncheck: {checked:#?}", case.display()))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What the help proposes can be done: only events have a `slug`, and a list stays where it is.
#[test]
fn what_stands_at_the_address_of_a_list_is_renamed() {
    let page = "---\ntitle: A\n---\n\nText.\n";
    let site = || {
        Made::site()
            .with(
                "content/events/a.md",
                event("title: A\ndate: 2022\ntags: [x]\nactors: [ann]\nsources: [wire]", "A [term](term:term)."),
            )
            .with("content/actors/ann.md", "---\nname: Ann\n---\n")
            .with("content/claims/c.md", "---\ntext: A claim\n---\n")
            .with("content/sources.yaml", "wire:\n  title: Wire\n")
            .with("content/glossary.yaml", "term:\n  text: A word.\n")
    };
    assert_eq!(found(&site()), [""; 0]);
    for list in ["claims", "actors", "tags", "sources", "glossary"] {
        let path = format!("content/pages/{list}.md");
        let outcome = site().with(&path, page).outcome();
        assert_eq!(outcome.places(), [format!("{path} duplicate-address")]);
        let help = outcome.found[0].help.as_deref().unwrap();
        assert!(!help.contains("slug"), "{help}");
        let name = help.split('`').nth(1).unwrap();
        assert_eq!(found(&site().with(&format!("content/pages/{name}"), page)), [""; 0], "{help}");
    }
}
