//! A site in a language other than English, from end to end.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::support::{Made, run};

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

#[test]
fn speakers_stand_in_sentences_as_the_language_writes_them() {
    let site = |settings: &str| {
        let made = Made::empty()
            .with("annals.yaml", format!("title: Test\n{settings}"))
            .with("content/index.md", "---\ntitle: Test\npublished: 2022-03-15\nauthors: [The newsroom staff]\n---\n")
            .with("content/actors/paper.md", "---\nname: The Washington Post\n---\n")
            .with("content/actors/spokesman.md", "---\nname: The spokesman\n---\n")
            .with("content/claims/request.md", "---\ntext: A request\n---\n")
            .with(
                "content/events/2022-03-14-answer.md",
                "---\ntitle: Answer\nstatements:\n  - {claim: request, by: The Biden administration, stance: asserts}\n  \
                 - {claim: request, by: paper, stance: asserts}\n  - {claim: request, by: spokesman, stance: unaware}\n---\n",
            );
        made.run(&["build"]).exits(0);
        fs::read_to_string(made.path("public/index.html")).unwrap()
    };
    let english = site("");
    for expected in [
        "<b>Asserted</b> by <bdi>the Biden administration</bdi>, <bdi>The Washington Post</bdi>, not",
        "; <bdi>the spokesman</bdi> reported having heard nothing of it.",
        "<bdi class=\"who\">The Biden administration</bdi> <em class=\"stance\">asserted</em>: ",
        "By <bdi>the newsroom staff</bdi>.",
    ] {
        assert!(english.contains(expected), "{expected}");
    }
    let ukrainian = site("language: uk\n");
    for expected in [
        "<b>Заявлено</b>, без незалежної перевірки: <bdi>The Biden administration</bdi>, ",
        "за власними словами, без відомостей про це: <bdi>The spokesman</bdi>.",
        "<bdi class=\"who\">The Biden administration</bdi> — <em class=\"stance\">твердження</em>: ",
    ] {
        assert!(ukrainian.contains(expected), "{expected}");
    }
}
