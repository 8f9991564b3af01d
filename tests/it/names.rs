//! What the worked example's output promises by name.

use std::fs;
use std::path::Path;

use crate::support::{Made, event, repository, run};

#[test]
fn the_worked_example_has_the_names_that_readers_and_scripts_rely_on() {
    let folder = tempfile::TempDir::new().unwrap();
    let output = folder.path().join("site");
    let root = repository().to_str().unwrap();
    run(folder.path(), &["build", "--strict", "-r", root, "-o", "site"], &[]).exits(0);
    for name in [
        ".nojekyll",
        "404.html",
        "index.html",
        "events/rome-talks/index.html",
        "sources/index.html",
        "tags/index.html",
        "about/index.html",
        "known/index.html",
        "claims/index.html",
        "claims/military-equipment/index.html",
        "actors/index.html",
        "actors/zhao-lijian/index.html",
        "glossary/index.html",
        "corrections/index.html",
        "style.css",
    ] {
        assert!(Path::new(&output).join(name).is_file(), "{name} is not there");
    }
    let page = |name: &str| fs::read_to_string(output.join(name).join("index.html")).unwrap();
    let claim = page("claims/military-equipment");
    assert_eq!(claim.matches("data-standing=").count(), 1, "the present standing, and no other");
    assert!(claim.contains("<article") && claim.contains("data-standing=\"disputed\""));
    for (name, promised) in [
        ("", "id=\"e-rome-talks\""),
        ("", "data-order=\"oldest\""),
        ("known", "data-order=\"known\""),
        ("sources", "id=\"source-mfa-2022-03-14\""),
        ("glossary", "id=\"term-veto\""),
        ("events/rome-talks", "data-edtf=\"2022-03-14\""),
    ] {
        assert!(page(name).contains(promised), "{promised} is not in /{name}");
    }
}

/// The editor's own keys reach templates as they are, and the built-in theme shows none; who wrote an entry it does.
#[test]
fn keys_of_the_editors_own_are_for_templates_alone() {
    let front = "title: Talks\ndate: 2022-03-14\nauthors: [Ann Smith, Bo Ek]\nextra:\n  zeta: 4\n  mood: [calm, <cold>]\n  alpha: {deep: \"007\"}";
    let made = Made::site().with("content/events/talks.md", event(front, "Text."));
    let page = |made: &Made| {
        made.run(&["build"]).exits(0);
        fs::read_to_string(made.path("public/events/talks/index.html")).unwrap()
    };
    let built_in = page(&made);
    assert!(built_in.contains("<bdi>Ann Smith</bdi>, <bdi>Bo Ek</bdi>."), "{built_in}");
    assert!(built_in.contains(r#""author":[{"@type""#), "{built_in}");
    assert!(!built_in.contains("calm") && !built_in.contains("zeta"), "{built_in}");
    let made = made.with(
        "templates/event.html",
        "{% extends \"theme/event.html\" %}\n{% block main %}{% for key, value in event.extra %}{{ key }};{% endfor %}{{ event.extra.mood[1] }};{{ event.extra.alpha.deep }};{{ event.extra.zeta + 1 }}{% endblock %}\n",
    );
    assert!(page(&made).contains("zeta;mood;alpha;&lt;cold&gt;;007;5"), "{}", page(&made));
}
