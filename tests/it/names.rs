//! What the worked example's output promises by name.

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
        "style.css",
    ] {
        assert!(Path::new(&output).join(name).is_file(), "{name} is not there");
    }
}
