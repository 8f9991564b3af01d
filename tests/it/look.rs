//! What `annals.yaml` sets of the look, and that the theme keeps within its means.

use std::fs;

use crate::support::{Made, repository, run};

const LOOK: &str = "title: Test
policies:
  ethics: https://example.org/ethics
theme:
  colours:
    accent: '#1f5aa6'
  fonts:
    text: Charter, ui-serif
    labels: Frutiger
  logo: logo.svg
  footer: Written by volunteers.
";

#[test]
fn what_is_set_is_seen() {
    let site = Made::empty()
        .with("annals.yaml", LOOK)
        .with("static/logo.svg", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 300 100'/>")
        .with_event("a");
    site.run(&["build", "--strict"]).exits(0);
    let read = |path: &str| fs::read_to_string(site.path("public").join(path)).unwrap();
    let sheet = read("theme.css");
    for rule in [
        "--accent: light-dark(#1f5aa6, #5582bb);",
        "--serif: \"Charter\", ui-serif;",
        "--sans: \"Frutiger\", system-ui;",
    ] {
        assert!(sheet.contains(rule), "{rule}: {sheet}");
    }
    let page = read("events/a/index.html");
    for part in [
        "<link rel=\"stylesheet\" href=\"../../theme.css?v=",
        "<img src=\"../../logo.svg\" alt=\"Test\" width=\"300\" height=\"100\">",
        "<a href=\"https://example.org/ethics\">Our ethics</a>",
        "<p>Written by volunteers.</p>",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    // The theme's own fonts are not fetched ahead by those who have others.
    assert!(!page.contains("preload") && !page.contains(" style="), "{page}");
}

#[test]
fn what_is_not_set_adds_nothing() {
    let site = Made::site().with_event("a");
    site.run(&["build"]).exits(0);
    let page = fs::read_to_string(site.path("public/index.html")).unwrap();
    assert!(!page.contains("theme.css") && !page.contains("<img") && page.matches("preload").count() == 2, "{page}");
    assert!(!site.path("public/theme.css").exists());
}

#[test]
fn the_theme_is_small() {
    let size = |name: &str| fs::metadata(repository().join("static").join(name)).unwrap().len();
    assert!(size("style.css") < 22_500, "style.css has {} bytes", size("style.css"));
    let scripts = size("annals.js") + size("redirect.js");
    assert!(scripts < 10_000, "the scripts have {scripts} bytes");
}

#[test]
fn a_page_asks_for_one_sheet_and_one_script() {
    let folder = tempfile::TempDir::new().unwrap();
    run(folder.path(), &["build", "-r", repository().to_str().unwrap(), "-o", "site"], &[]).exits(0);
    let page = fs::read_to_string(folder.path().join("site/index.html")).unwrap();
    assert_eq!(page.matches("rel=\"stylesheet\"").count(), 1);
    assert_eq!(page.matches("<script ").count() - page.matches("application/ld+json").count(), 1);
    // The remembered scheme is set before anything is drawn: a deferred script would be too late.
    let script = page.find("<script src=\"annals.js?v=").expect("a script that is run at once");
    assert!(script < page.find("rel=\"stylesheet\"").unwrap());
}
