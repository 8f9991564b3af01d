//! The same input gives the same bytes: whatever the order of the folder, the zone, the locale, the
//! number of threads, or the place the command is run from.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::support::{copy_example, files, run};

type Files = BTreeMap<PathBuf, Vec<u8>>;

fn built(root: &Path, from: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Files {
    let output = TempDir::new().unwrap();
    let target = output.path().join("site");
    let mut all = vec!["build", "-o", target.to_str().unwrap(), "-u", "https://example.org/repo/"];
    all.extend(arguments);
    run(from, &all, environment).exits(0);
    assert!(root.is_dir());
    files(&target)
}

/// The worked example, its files made in another order.
fn shuffled() -> TempDir {
    let straight = example();
    let copy = TempDir::new().unwrap();
    let all: Vec<(PathBuf, Vec<u8>)> = files(straight.path()).into_iter().collect();
    // A walk by a step that has no divisor with the number of files comes to each once.
    let step = (all.len() / 2..).find(|step| gcd(*step, all.len()) == 1).unwrap();
    for number in 0..all.len() {
        let (path, bytes) = &all[number * step % all.len()];
        let target = copy.path().join(path);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::write(target, bytes).unwrap();
    }
    copy
}

fn gcd(a: usize, b: usize) -> usize {
    if b == 0 { a } else { gcd(b, a % b) }
}

fn example() -> TempDir {
    let folder = TempDir::new().unwrap();
    copy_example(folder.path());
    folder
}

#[track_caller]
fn same(expected: &Files, actual: &Files) {
    let names = |files: &Files| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(expected), names(actual));
    for (path, bytes) in expected {
        assert!(actual[path] == *bytes, "{} has other bytes", path.display());
    }
}

#[test]
fn the_worked_example_is_the_same_to_the_byte() {
    let site = example();
    let root = site.path();
    let first = built(root, root, &[], &[]);
    assert!(first.len() > 20);
    same(&first, &built(root, root, &[], &[]));
    for environment in [
        &[("TZ", "Asia/Tokyo"), ("LC_ALL", "ar_EG.UTF-8"), ("LANG", "ar_EG.UTF-8")][..],
        &[("RAYON_NUM_THREADS", "1")],
        &[("RAYON_NUM_THREADS", "4")],
        &[("SOURCE_DATE_EPOCH", "1")],
    ] {
        same(&first, &built(root, root, &[], environment));
    }
    let elsewhere = TempDir::new().unwrap();
    same(&first, &built(root, elsewhere.path(), &["--root", root.to_str().unwrap()], &[]));
    same(&first, &built(root, &root.join("content/events"), &[], &[]));
    let other = shuffled();
    same(&first, &built(other.path(), other.path(), &[], &[]));
}

#[test]
fn findings_are_the_same_whatever_the_number_of_threads() {
    let site = crate::support::repository().join("tests/mistakes/site");
    let one = run(&site, &["check"], &[("RAYON_NUM_THREADS", "1")]).exits(1);
    for threads in ["2", "4", "7"] {
        assert_eq!(one.err, run(&site, &["check"], &[("RAYON_NUM_THREADS", threads)]).exits(1).err);
    }
}
