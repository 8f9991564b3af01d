//! The overview strip on the home page, as readers get it.

use std::fs;

use crate::support::{Made, event};

fn site(configuration: &str, events: &[(&str, &str)]) -> Made {
    let mut made = Made::empty().with("annals.yaml", format!("title: T\n{configuration}"));
    for (id, date) in events {
        let text = event(&format!("title: \"Title of {id}\"\ndate: \"{date}\""), "Text.");
        made = made.with(&format!("content/events/{id}.md"), text);
    }
    made
}

/// The wide drawing, the narrow one, and the sentence below them.
#[track_caller]
fn strip(made: &Made, flags: &[&str]) -> Option<(String, String, String)> {
    made.run(&[&["build"], flags].concat()).exits(0);
    let html = fs::read_to_string(made.path("public/index.html")).unwrap();
    let (_, rest) = html.split_once("<section class=\"part overview\"")?;
    let (section, _) = rest.split_once("</section>")?;
    let (wide, rest) = section.split_once("<svg class=\"strip narrow\"")?;
    let (narrow, told) = rest.split_once("<p class=\"meta\">")?;
    Some((wide.to_owned(), narrow.to_owned(), told.split("</p>").next()?.to_owned()))
}

const STORY: &[(&str, &str)] = &[
    ("war", "2003"),
    ("summit", "2021-11-15"),
    ("visit", "2022-02-04"),
    ("games", "2022-02-04/2022-02-20"),
    ("start", "2022-02-24"),
    ("request", "2022-02-24..2022-03-13"),
    ("report", "2022-03-13"),
    ("denial", "2022-03-13"),
    ("talks", "2022-03-14"),
];

#[test]
fn the_story_is_drawn_and_told() {
    let (wide, narrow, told) = strip(&site("", STORY), &[]).unwrap();
    assert_eq!(
        told,
        "9 events, from 2003 to March 14, 2022, drawn to scale. The longest silences are cut out: about 18 years, about 12 weeks."
    );
    for drawing in [&wide, &narrow] {
        assert!(drawing.contains(&format!("role=\"group\" aria-label=\"{told}\"")), "{drawing}");
        assert!(drawing.contains("<a href=\"#e-war\" aria-label=\"2003: Title of war\">"), "{drawing}");
        assert!(drawing.contains("aria-label=\"sometime between February 24 and March 13, 2022: Title of request\""));
        assert!(drawing.contains("class=\"between\""), "doubt is seen");
        assert!(drawing.contains("aria-label=\"March 13, 2022 to March 14, 2022: 3 events\""), "{drawing}");
        assert!(!drawing.contains("style="), "the policy forbids it");
    }
    assert!(wide.contains(">about 18 years</text>") && wide.contains(">February 2022</text>"), "{wide}");
}

#[test]
fn nothing_known_later_is_in_it() {
    let (wide, narrow, told) = strip(&site("", STORY), &["--as-of", "2022-03-12"]).unwrap();
    for text in [&wide, &narrow, &told] {
        assert!(!["report", "denial", "talks", "request", "March 1"].iter().any(|gone| text.contains(gone)), "{text}");
    }
    assert!(told.starts_with("5 events, from 2003 to February 24, 2022"), "{told}");
}

#[test]
fn a_story_without_extent_has_none() {
    for dates in [&[][..], &[("a", "2022-03-14")], &[("a", "2022-03-14"), ("b", "2022-03-14")], &[("a", "2022")]] {
        assert_eq!(strip(&site("", dates), &[]), None, "{dates:?}");
    }
}

#[test]
fn time_runs_from_the_right_where_writing_does() {
    let dates = [("a", "2022-03-01"), ("b", "2022-03-31")];
    let place = |configuration: &str| {
        let (wide, ..) = strip(&site(configuration, &dates), &[]).unwrap();
        let link = wide.split("href=\"#e-a\"").nth(1).unwrap();
        let at = link.split("<svg x=\"").nth(1).unwrap().split('%').next().unwrap();
        at.parse::<f64>().unwrap()
    };
    let (left, right) = (place("language: en\n"), place("language: ar\n"));
    assert!((left + right - 100.0).abs() < 0.011, "{left} and {right}");
    assert!(left < 10.0);
}

#[test]
fn all_of_history_can_be_drawn() {
    let dates = [
        ("a", "-9999"),
        ("b", "-0043-03-15"),
        ("c", "Y-170002"),
        ("d", "../2022"),
        ("e", "2022-01-01/.."),
        ("f", "201X~"),
    ];
    let (wide, narrow, _) = strip(&site("", &dates), &[]).unwrap();
    for drawing in [wide, narrow] {
        for bad in ["NaN", "inf", "\"-\""] {
            assert!(!drawing.contains(bad), "{drawing}");
        }
        for (id, _) in dates {
            let linked = drawing.matches(&format!("href=\"#e-{id}\"")).count();
            assert!(linked <= 1, "{id} is linked {linked} times");
        }
    }
}

#[test]
fn marks_of_events_on_other_pages_lead_to_their_own() {
    let (wide, ..) = strip(&site("page_size: 1\n", &[("a", "2022-03-01"), ("b", "2022-03-31")]), &[]).unwrap();
    assert!(wide.contains("href=\"#e-a\"") && wide.contains("href=\"events/b/\""), "{wide}");
}
