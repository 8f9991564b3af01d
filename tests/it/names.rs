//! What the worked example's output promises by name.

use std::fs;
use std::path::Path;

use crate::support::{repository, run};

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
