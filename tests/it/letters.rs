//! Letters that can be written in two ways, composed (NFC) or not (NFD), are one in names and ids.

use std::fs;

use annals::path::ContentPath;
use annals::tree::{File, Tree};
use unicode_normalization::UnicodeNormalization;

use crate::support::{Made, event, outcome_of, text_file};

/// A site in which every name is written in one way by its file or key, and in the other by whatever names it.
fn site(own: &dyn Fn(&str) -> String, other: &dyn Fn(&str) -> String) -> Made {
    let talks = format!(
        "title: Talks\ndate: 2022-03-14\nactors: [{id}]\ntags: [{id}]\nsources: [{id}]\nrelated: [{id}]\nslug: {own}-x\n\
         media:\n  - src: {id}.png\n    alt: Talks\nstatements:\n  - claim: {id}\n    by: {id}\n    stance: asserts\n    source: {id}\n",
        id = other("café"),
        own = own("café"),
    );
    let body = format!(
        "[Event](2022-03-13-{id}.md#{id}) [page](../pages/{id}.md) [address](/events/{id}/) [tag](/tags/{id}/) [@{id}] [term](term:{id})\n\n![Image]({encoded}.png)",
        id = other("café"),
        encoded = annals::path::encode(&other("café")),
    );
    let cafe = format!("title: Café\ndate: 2022-03-13\nsources: [{}]\n", other("café"));
    let actor = format!("---\nname: Somebody\nspeaks_for: {}\n---\n", other("über"));
    let claim = format!("---\ntext: It is so.\nno_response: None was found.\nconcerns: [{}]\n---\n", other("café"));
    let file = |folder: &str, end: &str| format!("content/{folder}/{}{end}", own("café"));
    Made::site()
        .with("content/events/2022-03-14-talks.md", event(&talks, &body))
        .with(&format!("content/events/2022-03-13-{}.md", own("café")), event(&cafe, &format!("## {}", own("Café"))))
        .with(&file("events", ".png"), include_bytes!("../../docs/screenshots/event-390-light.png"))
        .with(&file("pages", ".md"), "---\ntitle: Page\n---\nText.\n")
        .with(&file("actors", ".md"), actor)
        .with(&format!("content/actors/{}.md", own("über")), "---\nname: Office\n---\n")
        .with(&file("claims", ".md"), claim)
        .with("content/sources.yaml", format!("{}:\n  title: Report\n", own("café")))
        .with("content/tags.yaml", format!("{}:\n  name: Coffee\n", own("café")))
        .with("content/glossary.yaml", format!("{}:\n  text: What it means\n", own("café")))
        .with("static/note.txt", "x")
        .with(&format!("static/{}.txt", own("año")), "y")
}

#[test]
fn names_are_one_however_their_letters_are_composed() {
    let composed = |text: &str| text.nfc().collect::<String>();
    let decomposed = |text: &str| text.nfd().collect::<String>();
    for made in [site(&composed, &decomposed), site(&decomposed, &composed), site(&decomposed, &decomposed)] {
        made.run(&["check", "--strict"]).exits(0);
        made.run(&["build", "--strict"]).exits(0);
        for path in [
            "año.txt",
            "events/café/index.html",
            "events/café-x/index.html",
            "events/café.png",
            "café/index.html",
            "actors/café/index.html",
            "claims/café/index.html",
            "tags/café/index.html",
        ] {
            // By the bytes of its name: some systems would find it by other bytes, too.
            let folder = made.path("public").join(path).parent().unwrap().to_path_buf();
            let names: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
            let last = path.rsplit('/').next().unwrap();
            assert!(names.iter().any(|name| name == last), "{path} is not there: {names:?}");
        }
        let tag = fs::read_to_string(made.path("public/tags/café/index.html")).unwrap();
        assert!(tag.contains("Coffee"), "{tag}");
        // A second build finds everything as it was.
        made.run(&["build", "--strict"]).exits(0);
    }
}

#[test]
fn two_files_with_one_name_are_both_named() {
    let text = event("title: A\ndate: 2022-03-14", "Text.");
    let twins = ["content/events/caf\u{e9}.md", "content/events/cafe\u{301}.md"];
    for [first, second] in [twins, [twins[1], twins[0]]] {
        let files = [text_file("annals.yaml", "title: Test\n"), text_file(first, &text), text_file(second, &text)];
        let outcome = outcome_of(Tree::new(files));
        assert!(!outcome.built);
        let said = r"two files have this name, with letters composed in different ways: content/events/cafe\u{301}.md and content/events/caf\u{e9}.md";
        assert!(outcome.text.contains(said), "{}", outcome.text);
        assert_eq!(outcome.found.len(), 1, "{}", outcome.text);
    }
}

#[test]
fn a_finding_names_the_file_as_the_disk_has_it() {
    let written = "content/events/cafe\u{301}.md";
    let made = Made::site().with(written, event("title: A\ndate: 2022-03-14\ndarft: true", "Text."));
    let said = made.run(&["check", "--format", "short"]).exits(1);
    assert!(said.out.starts_with(written) || said.err.starts_with(written), "{said:?}");
    let tree = annals::fs::read(made.root()).unwrap();
    let composed = ContentPath::new("content/events/café.md").unwrap();
    assert!(matches!(tree.get(&composed), Some(File::Text(_))));
}
