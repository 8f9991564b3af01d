//! A site in a language other than English, from end to end.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::support::run;

const EVENT: &str =
    "---\ntitle: Перемовини\ndate: 2022-02-24\ntags: [rome]\n---\nСім годин.[^1]\n\n[^1]: За словами речника.\n";

fn site(folder: &Path, settings: &str) -> String {
    fs::create_dir_all(folder.join("content/events")).unwrap();
    fs::write(folder.join("annals.yaml"), format!("title: Приклад\n{settings}")).unwrap();
    fs::write(folder.join("content/index.md"), "---\ntitle: Приклад\npublished: 2022-02-25\n---\n").unwrap();
    fs::write(folder.join("content/events/talks.md"), EVENT).unwrap();
    run(folder, &["build"], &[]).exits(0);
    ["index.html", "events/talks/index.html", "tags/rome/index.html"]
        .map(|page| fs::read_to_string(folder.join("public").join(page)).unwrap())
        .concat()
}

#[test]
fn pages_speak_the_language_of_the_site_and_its_own_words() {
    let folder = TempDir::new().unwrap();
    let pages = site(folder.path(), "language: uk\nwords:\n  events_one: \"{count} запис\"\n");
    for expected in [
        "<html lang=\"uk\" dir=\"ltr\">",
        "<h2 id=\"timeline\">Хронологія</h2>",
        "<time datetime=\"2022-02-24\">24 лютого 2022 р.</time>",
        ">лютий 2022 р.</h",
        "aria-label=\"Примітки\"",
        "Опубліковано <span data-edtf=\"2022-02-25\"><time datetime=\"2022-02-25\">25 лютого 2022 р.</time></span></p>",
        ">1 запис. ",
    ] {
        assert!(pages.contains(expected), "{expected}");
    }
    let pages = site(folder.path(), "language: ar\n");
    for expected in ["<html lang=\"ar\" dir=\"rtl\">", "24 فبراير 2022", ">حدث واحد. "] {
        assert!(pages.contains(expected), "{expected}");
    }
}
