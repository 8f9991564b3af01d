//! The output is replaced as a whole or not at all.

mod disk;
mod kill;
mod refused;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, SystemTime};

use annals::fs::{BuildStep, Busy, Refused, Way, write, write_by};
use annals::path::{ContentPath, SitePath};
use annals::render::Renderer;
use annals::site::{Entry, Notes, Origin, SiteBuilder};
use annals::tree::Tree;
use tempfile::TempDir;

/// What is known of a file: enough to see any change.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Seen {
    bytes: Vec<u8>,
    inode: u64,
    modified: SystemTime,
    links: u64,
    mode: u32,
}

/// Everything below a folder, folders and links too. The folder itself is left out.
fn tree(folder: &Path) -> BTreeMap<PathBuf, Seen> {
    let mut seen = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(at) = folders.pop() {
        let Ok(entries) = fs::read_dir(&at) else { continue };
        for entry in entries.map(Result::unwrap) {
            let path = entry.path();
            let found = fs::symlink_metadata(&path).unwrap();
            let bytes = if found.is_dir() {
                folders.push(path.clone());
                b"folder".to_vec()
            } else if found.is_symlink() {
                fs::read_link(&path).unwrap().into_os_string().into_encoded_bytes()
            } else {
                fs::read(&path).unwrap()
            };
            let seen_now = Seen {
                bytes,
                inode: found.ino(),
                modified: found.modified().unwrap(),
                links: found.nlink(),
                mode: found.mode() & 0o7777,
            };
            seen.insert(path.strip_prefix(folder).unwrap().to_path_buf(), seen_now);
        }
    }
    seen
}

/// Names what differs, and not the bytes.
fn assert_same(now: &BTreeMap<PathBuf, Seen>, before: &BTreeMap<PathBuf, Seen>) {
    let differ: Vec<_> = now.keys().chain(before.keys()).filter(|path| now.get(*path) != before.get(*path)).collect();
    assert!(differ.is_empty(), "changed: {differ:?}");
}

/// The files of a folder and what is in them, the list left out.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    tree(folder)
        .into_iter()
        .filter(|(path, seen)| path != Path::new(".annals-files") && !folder.join(path).is_dir() && seen.links < 3)
        .map(|(path, seen)| (path.to_str().unwrap().to_owned(), seen.bytes))
        .collect()
}

/// A site of fixed files.
fn site(files: &[(&str, &str)]) -> Renderer {
    finished(builder(files))
}

fn builder(files: &[(&str, &str)]) -> SiteBuilder {
    let mut site = SiteBuilder::default();
    for (path, text) in files {
        let bytes: &'static [u8] = Box::leak(text.as_bytes().to_vec().into_boxed_slice());
        let origin = Origin { what: (*path).to_owned(), path: None };
        assert!(site.add(SitePath::new(path).unwrap(), Entry::Fixed(bytes.into()), origin).is_none());
    }
    site
}

fn finished(site: SiteBuilder) -> Renderer {
    Renderer::new(&Tree::default(), site.finish(None, Notes::default()).0, Vec::new()).0
}

fn expected(files: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
    files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
}

const ONE: &[(&str, &str)] =
    &[("index.html", "one"), ("same.html", "same"), ("events/a/index.html", "a"), ("gone/b/index.html", "b")];
const TWO: &[(&str, &str)] =
    &[("index.html", "two"), ("same.html", "same"), ("events/a/index.html", "a"), ("new/c/index.html", "c")];

/// Writes a site of fixed files.
fn put(files: &[(&str, &str)], output: &Path) -> anyhow::Result<()> {
    let root = output.parent().unwrap().join("no-site");
    let (_, found) = write(&site(files), &root, output, &|_| {})?;
    assert!(found.is_empty());
    Ok(())
}

/// The names in a folder.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// A file has one link, and a folder is as old as its content needs: no trace of the way it was written.
fn assert_clean(output: &Path) {
    for (path, seen) in tree(output) {
        assert!(output.join(&path).is_dir() || seen.links == 1, "{} has {} links", path.display(), seen.links);
    }
    let beside = names(output.parent().unwrap());
    assert!(!beside.iter().any(|name| name.contains("annals")), "left beside the output: {beside:?}");
}

/// A small site's input in `folder`, with `events` events.
fn input(folder: &Path, title: &str, events: usize) {
    fs::create_dir_all(folder.join("content/events")).unwrap();
    fs::write(folder.join("annals.yaml"), format!("title: {title}\nlanguage: en\n")).unwrap();
    fs::write(
        folder.join("content/sources.yaml"),
        "paper:\n  title: A report\n  publisher: The Paper\n  url: https://example.org/a\n  date: 2022-01-01\n",
    )
    .unwrap();
    for n in 0..events {
        let (month, day) = (n / 28 % 12 + 1, n % 28 + 1);
        let year = 2000 + n / 336;
        let text = format!(
            "---\ntitle: Event {n} of {title}\ndate: {year}-{month:02}-{day:02}\nsummary: It happens.\nsources:\n  - paper\n---\n\nText.\n"
        );
        fs::write(folder.join(format!("content/events/e{n}.md")), text).unwrap();
    }
}

fn annals(root: &Path, output: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_annals"));
    command.args(["build", "--now", "2026-01-01T00:00Z", "--root"]).arg(root).arg("-o").arg(output);
    command.env("HOME", root.parent().unwrap().join("home")).env_remove("GITHUB_ACTIONS");
    command
}

fn run(root: &Path, output: &Path) -> Output {
    annals(root, output).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A folder with a site's input in `site/`.
fn workplace() -> TempDir {
    let place = tempfile::tempdir().unwrap();
    input(&place.path().join("site"), "A site", 2);
    place
}

#[test]
fn the_first_build_makes_folders_and_plain_files() {
    let place = workplace();
    let (root, output) = (place.path().join("site"), place.path().join("deep/er/public"));
    fs::create_dir_all(root.join("static")).unwrap();
    for (name, mode) in [("secret.txt", 0o600), ("run.sh", 0o755), ("plain.txt", 0o644)] {
        fs::write(root.join("static").join(name), name).unwrap();
        fs::set_permissions(root.join("static").join(name), fs::Permissions::from_mode(mode)).unwrap();
    }
    let ran = run(&root, &output);
    assert_eq!(ran.status.code(), Some(0), "{}", said(&ran));
    let seen = tree(&output);
    let usual = seen[Path::new(".annals-files")].mode;
    assert_eq!(usual & 0o111, 0);
    for (path, seen) in &seen {
        let mode = if output.join(path).is_dir() { usual | usual >> 2 & 0o111 } else { usual };
        assert_eq!(seen.mode, mode, "{}", path.display());
    }
    assert_eq!(fs::read_to_string(output.join("run.sh")).unwrap(), "run.sh");
    let list = fs::read_to_string(output.join(".annals-files")).unwrap();
    assert_eq!(list.lines().map(str::to_owned).collect::<Vec<_>>(), files(&output).into_keys().collect::<Vec<_>>());
    assert_clean(&output);
}

#[test]
fn a_build_without_a_change_touches_nothing() {
    let place = workplace();
    let (root, output) = (place.path().join("site"), place.path().join("public"));
    fs::create_dir(root.join("static")).unwrap();
    fs::write(root.join("static/large.bin"), vec![7; 300_000]).unwrap();
    assert_eq!(run(&root, &output).status.code(), Some(0));
    let (before, folder) = (tree(&output), fs::metadata(&output).unwrap().ino());
    std::thread::sleep(Duration::from_millis(20));
    let ran = run(&root, &output);
    assert_eq!(ran.status.code(), Some(0), "{}", said(&ran));
    assert_same(&tree(&output), &before);
    assert_eq!(fs::metadata(&output).unwrap().ino(), folder);
    assert_clean(&output);
    // One byte, far into a file of the same length.
    let mut bytes = vec![7; 300_000];
    bytes[299_999] = 8;
    fs::write(root.join("static/large.bin"), &bytes).unwrap();
    assert_eq!(run(&root, &output).status.code(), Some(0));
    let after = tree(&output);
    let changed: Vec<_> = after
        .iter()
        .filter(|(path, seen)| !output.join(path).is_dir() && before.get(*path) != Some(seen))
        .map(|(path, _)| path.to_str().unwrap())
        .collect();
    assert_eq!(changed, ["large.bin"]);
    assert_eq!(after[Path::new("large.bin")].bytes, bytes);
}

#[test]
fn what_changed_is_replaced_and_the_rest_carried_over() {
    for way in [Way::Exchange, Way::Renames] {
        let place = tempfile::tempdir().unwrap();
        let output = place.path().join("public");
        put(ONE, &output).unwrap();
        let before = tree(&output);
        // Annals's own: edited, removed, changed in kind, marked as a program; a folder of no use.
        fs::write(output.join("events/a/index.html"), "edited").unwrap();
        fs::remove_file(output.join("same.html")).unwrap();
        fs::create_dir_all(output.join("same.html/stray")).unwrap();
        std::thread::sleep(Duration::from_millis(20));
        write_by(way, &site(TWO), place.path(), &output, &|_| {}).unwrap();
        assert_eq!(files(&output), expected(TWO));
        assert!(!output.join("gone").exists());
        assert_clean(&output);
        let second = tree(&output);
        assert_ne!(second[Path::new("index.html")].modified, before[Path::new("index.html")].modified);
        std::thread::sleep(Duration::from_millis(20));
        write_by(way, &site(ONE), place.path(), &output, &|_| {}).unwrap();
        let third = tree(&output);
        for path in ["same.html", "events/a/index.html"] {
            assert_eq!(third[Path::new(path)], second[Path::new(path)], "{path}");
        }
        assert_eq!(files(&output), expected(ONE));
        assert_clean(&output);
    }
}

#[test]
fn odd_permissions_and_second_links_are_not_carried_over() {
    let place = tempfile::tempdir().unwrap();
    let (output, backup) = (place.path().join("public"), place.path().join("backup.html"));
    put(ONE, &output).unwrap();
    let before = tree(&output);
    fs::set_permissions(output.join("index.html"), fs::Permissions::from_mode(0o755)).unwrap();
    fs::hard_link(output.join("same.html"), &backup).unwrap();
    std::thread::sleep(Duration::from_millis(20));
    put(ONE, &output).unwrap();
    let after = tree(&output);
    for path in ["index.html", "same.html"] {
        let (before, after) = (&before[Path::new(path)], &after[Path::new(path)]);
        assert_eq!((after.mode, after.modified, after.links), (before.mode, before.modified, 1), "{path}");
    }
    assert_eq!(fs::read_to_string(&backup).unwrap(), "same");
    assert_eq!(fs::metadata(&backup).unwrap().nlink(), 1);
}

#[test]
fn a_template_error_leaves_the_output_as_it_was() {
    let place = workplace();
    let (root, output) = (place.path().join("site"), place.path().join("new/public"));
    fs::create_dir(root.join("templates")).unwrap();
    fs::write(root.join("templates/event.html"), "{{ page.no.such.thing | upper }}").unwrap();
    let ran = run(&root, &output);
    assert_eq!(ran.status.code(), Some(1), "{}", said(&ran));
    assert_eq!(names(place.path()), ["site"], "the folder above the output is not left either");
    fs::remove_file(root.join("templates/event.html")).unwrap();
    assert_eq!(run(&root, &output).status.code(), Some(0));
    let before = tree(&output);
    fs::write(root.join("templates/event.html"), "{{ page.no.such.thing | upper }}").unwrap();
    let ran = run(&root, &output);
    assert_eq!(ran.status.code(), Some(1), "{}", said(&ran));
    assert_same(&tree(&output), &before);
    assert_clean(&output);
}

#[test]
fn a_file_put_into_the_output_during_a_build_is_not_lost() {
    for way in [Way::Exchange, Way::Renames] {
        let place = tempfile::tempdir().unwrap();
        let output = place.path().join("public");
        put(ONE, &output).unwrap();
        let late = |step| {
            if step == BuildStep::Ready {
                fs::write(output.join("mine.txt"), "mine").unwrap();
            }
        };
        let error = write_by(way, &site(TWO), place.path(), &output, &late).unwrap_err();
        assert!(error.is::<Refused>() && error.to_string().contains("mine.txt"), "{error:#}");
        let mut all = expected(ONE);
        all.insert("mine.txt".to_owned(), b"mine".to_vec());
        assert_eq!(files(&output), all);
        assert_clean(&output);
    }
}

#[test]
fn an_output_has_any_name() {
    let place = tempfile::tempdir().unwrap();
    fs::create_dir(place.path().join("real")).unwrap();
    symlink("real", place.path().join("link")).unwrap();
    let long = "x".repeat(250);
    for (name, at) in [
        ("public/", "public"),
        ("./a/../b", "b"),
        ("link/public", "real/public"),
        ("new/./public", "new/public"),
        ("ünï cödé", "ünï cödé"),
        (&*long, &*long),
    ] {
        for files_now in [ONE, TWO] {
            write(&site(files_now), Path::new("/nonexistent"), &place.path().join(name), &|_| {}).unwrap();
            assert_eq!(files(&place.path().join(at)), expected(files_now), "{name}");
            assert_clean(&place.path().join(at));
        }
    }
}

#[test]
fn a_file_that_goes_away_during_a_build_is_named() {
    let place = workplace();
    let (root, output) = (place.path().join("site"), place.path().join("public"));
    put(ONE, &output).unwrap();
    let before = tree(&output);
    let mut next = builder(ONE);
    let file = ContentPath::new("static/gone.bin").unwrap();
    let asset = annals::tree::Asset {
        length: 3,
        hash: String::new(),
        bytes: annals::tree::Bytes::Other,
        size: None,
        built_in: None,
    };
    let origin = Origin { what: String::new(), path: None };
    next.add(SitePath::new("gone.bin").unwrap(), Entry::Copy(file, asset), origin);
    let next = finished(next);
    let error = write(&next, &root, &output, &|_| {}).unwrap_err();
    assert!(format!("{error:#}").contains("static/gone.bin"), "{error:#}");
    fs::create_dir(root.join("static")).unwrap();
    fs::write(root.join("static/gone.bin"), "longer").unwrap();
    let error = write(&next, &root, &output, &|_| {}).unwrap_err();
    assert!(format!("{error:#}").contains("static/gone.bin: changed while"), "{error:#}");
    assert_same(&tree(&output), &before);
    assert_clean(&output);
}

#[test]
fn of_two_builds_at_once_one_wins_whole_and_the_other_says_so() {
    let place = workplace();
    let (root, output) = (place.path().join("site"), place.path().join("public"));
    for start in [None, Some(ONE)] {
        if let Some(files) = start {
            put(files, &output).unwrap();
        }
        let other = |step| {
            if !matches!(step, BuildStep::Locked | BuildStep::Ready | BuildStep::Swapped | BuildStep::Removed) {
                return;
            }
            let ran = run(&root, &output);
            assert_eq!(ran.status.code(), Some(2), "{step:?}");
            assert!(said(&ran).contains("another build is writing to"), "{}", said(&ran));
            assert!(said(&ran).trim_end().ends_with("public/"), "{}", said(&ran));
            let error = write(&site(ONE), &root, &output, &|_| {}).unwrap_err();
            assert!(error.is::<Busy>(), "{error:#}");
            // Another output is no matter of this build.
            put(ONE, &place.path().join("public2")).unwrap();
            put(TWO, &place.path().join("public2")).unwrap();
        };
        write(&site(TWO), &root, &output, &other).unwrap();
        assert_eq!(files(&output), expected(TWO));
        assert_clean(&output);
    }
    // All at once, without an order: whoever wins, the site is one of theirs.
    let whole: Vec<_> = (0..3)
        .map(|n| {
            let root = place.path().join(format!("site{n}"));
            input(&root, &format!("Site {n}"), 5);
            let alone = place.path().join(format!("alone{n}"));
            assert_eq!(run(&root, &alone).status.code(), Some(0));
            files(&alone)
        })
        .collect();
    for _ in 0..5 {
        let started: Vec<_> = (0..3)
            .map(|n| {
                let mut command = annals(&place.path().join(format!("site{n}")), &output);
                command.stderr(std::process::Stdio::piped()).spawn().unwrap()
            })
            .collect();
        let ran: Vec<_> = started.into_iter().map(|child| child.wait_with_output().unwrap()).collect();
        for ran in &ran {
            let busy = ran.status.code() == Some(2) && said(ran).contains("another build is writing to");
            assert!(ran.status.success() || busy, "{}", said(ran));
        }
        assert!(ran.iter().any(|ran| ran.status.success()), "one wins");
        assert!(whole.contains(&files(&output)));
        assert_clean(&output);
    }
}
