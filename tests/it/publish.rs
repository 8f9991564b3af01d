//! GitHub Pages: the workflows, the action's steps, and whether the output is what Pages takes.

use std::collections::HashMap;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;
use std::process::{Command, Output};

use sha2::{Digest, Sha256};

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn annals() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_annals"))
}

#[test]
fn this_repository_publishes_as_a_new_site_does() {
    let ours = fs::read_to_string(repository().join(".github/workflows/pages.yml")).unwrap();
    let template = fs::read_to_string(repository().join("src/cli/init/pages.yml")).unwrap();
    assert_eq!(ours, template.replace("{action}", "./"));
}

/// Makes a site, and gives every file of it: path and text.
fn init(arguments: &[&str]) -> Vec<(String, String)> {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    let made = Command::new(annals()).arg("init").arg(&site).args(arguments).output().unwrap();
    assert!(made.status.success(), "{}", said(&made));
    let files =
        walkdir::WalkDir::new(&site).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    let name = |path: &Path| path.strip_prefix(&site).unwrap().to_str().unwrap().to_owned();
    files.map(|entry| (name(entry.path()), fs::read_to_string(entry.path()).unwrap())).collect()
}

/// What follows each of these words in a text, up to a space or a quote, where it can be a name.
fn after<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = &'a str> {
    let rest = text.match_indices(word).map(move |(at, _)| &text[at + word.len()..]);
    let name = rest.map(|rest| rest.split([' ', '\n', '"', '`', ')', '\\']).next().unwrap());
    name.filter(|name| name.starts_with(|c: char| c.is_ascii_alphanumeric()))
}

/// Whoever owns a repository that a workflow names decides what is run in it. `init` names those of GitHub itself,
/// each by its commit, and the one that its user named.
#[test]
fn a_new_site_names_no_repository_of_a_stranger() {
    let commit = "0123456789abcdef0123456789abcdef01234567";
    let action = format!("the-desk/annals@{commit}");
    for given in [None, Some(action.as_str())] {
        let files = init(&given.map_or(vec![], |action| vec!["--action", action]));
        let mut count = 0;
        for (name, text) in &files {
            for uses in after(text, "uses: ").filter(|uses| *uses != "OWNER/REPO@COMMIT") {
                let (place, commit) = uses.split_once('@').unwrap_or((uses, ""));
                let pinned = commit.len() == 40 && commit.bytes().all(|b| b.is_ascii_hexdigit());
                assert!(pinned, "{name}: {uses} is not pinned to a commit");
                assert!(place.starts_with("actions/") || Some(uses) == given, "{name}: {uses} belongs to a stranger");
                count += 1;
            }
            for host in ["github.com/", "githubusercontent.com/", "ghcr.io/", "github.io/"] {
                assert_eq!(after(text, host).next(), None, "{name}: an address at {host}");
            }
        }
        assert_eq!(count, 5 + usize::from(given.is_some()));
        let workflow = &files.iter().find(|(name, _)| name == ".github/workflows/pages.yml").unwrap().1;
        let steps = workflow.split_once("    steps:\n").unwrap().1;
        let readme = &files.iter().find(|(name, _)| name == "README.md").unwrap().1;
        match given {
            Some(action) => {
                let template = fs::read_to_string(repository().join("src/cli/init/pages.yml")).unwrap();
                assert_eq!(*workflow, template.replace("{action}", action));
                assert!(!readme.contains("OWNER"), "{readme}");
            }
            None => {
                // The first step fails, before anything is fetched; the line to fill in is no line of the workflow.
                let first = steps.split("\n      - ").next().unwrap();
                assert!(first.starts_with("      - name: Say that no action is named\n") && first.ends_with("exit 1"));
                assert!(
                    workflow.contains("\n      # - uses: OWNER/REPO@COMMIT\n      #   with:\n      #     base-url: $")
                );
                for name in ["`Say that no action is named`", "`uses: OWNER/REPO@COMMIT`"] {
                    assert!(readme.contains(name), "{name}: {readme}");
                }
                // What the step and the README say to do makes the workflow that `--action` writes.
                let mended = workflow.replacen(&format!("{first}\n"), "", 1);
                let mended = mended.replace("      # ", "      ").replace("OWNER/REPO@COMMIT", &action);
                let named = init(&["--action", &action]);
                assert_eq!(mended, named.iter().find(|(name, _)| name.ends_with("pages.yml")).unwrap().1);
                // And it says so where people look: beside the run, and in its summary.
                let script = first.split_once("run: |\n").unwrap().1;
                let folder = tempfile::tempdir().unwrap();
                let ran = Command::new("bash")
                    .args(["-e", "-c", script])
                    .env("GITHUB_STEP_SUMMARY", folder.path().join("summary.md"))
                    .output()
                    .unwrap();
                assert_eq!(ran.status.code(), Some(1), "{}", said(&ran));
                assert!(said(&ran).starts_with("::error file=.github/workflows/pages.yml,"), "{}", said(&ran));
                let summary = fs::read_to_string(folder.path().join("summary.md")).unwrap();
                assert!(summary.contains("`uses: OWNER/REPO@COMMIT`"), "{summary}");
            }
        }
    }
}

/// Nothing is said, by the program, its docs or its workflows, of a place of Annals that is not set in `Cargo.toml`.
#[test]
fn where_annals_lives_is_one_setting() {
    let home = env!("CARGO_PKG_REPOSITORY");
    let tops = ["src", "docs", "templates", "scripts", ".github", "content", "annals.yaml", "action.yml", "build.rs"];
    let texts = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"];
    let walk = tops.iter().chain(&texts).flat_map(|top| walkdir::WalkDir::new(repository().join(top)));
    let mut count = 0;
    for entry in walk.map(Result::unwrap).filter(|entry| entry.file_type().is_file()) {
        let Ok(text) = fs::read_to_string(entry.path()) else { continue };
        let name = entry.path().strip_prefix(repository()).unwrap().to_str().unwrap();
        count += 1;
        for place in after(&text, "//github.com/").filter(|place| !place.starts_with("OWNER/")) {
            let is_example = name.starts_with("src/") && place.starts_with("owner/");
            assert!(is_example || !home.is_empty() && home.ends_with(place), "{name}: github.com/{place}");
        }
        let host = "githubusercontent.com/";
        assert_eq!(after(&text, host).next(), None, "{name}: {host}");
    }
    assert!(count > 200, "{count}");
}

#[test]
fn an_action_is_named_by_a_commit() {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    for text in ["the-desk/annals@v1", "the-desk/annals", "the-desk@0123456789abcdef0123456789abcdef01234567"] {
        let made = Command::new(annals()).arg("init").arg(&site).args(["--action", text]).output().unwrap();
        assert_eq!(made.status.code(), Some(2), "{}", said(&made));
        assert!(said(&made).contains("--action takes") && !site.exists(), "{}", said(&made));
    }
}

/// A runner's folder, with a release of `annals` that says hello, and a `cargo` that only says how it was called.
struct Runner {
    folder: tempfile::TempDir,
}

impl Runner {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("stubs")).unwrap();
        let cargo = folder.path().join("stubs/cargo");
        fs::write(&cargo, "#!/bin/sh\necho \"cargo $*\"\n").unwrap();
        fs::set_permissions(&cargo, fs::Permissions::from_mode(0o755)).unwrap();
        Self { folder }
    }

    fn release(&self, version: &str, checksum: Option<&str>) {
        let release = self.folder.path().join(format!("releases/v{version}"));
        fs::create_dir_all(&release).unwrap();
        fs::write(release.join("annals"), "#!/bin/sh\necho hello from a release\n").unwrap();
        fs::set_permissions(release.join("annals"), fs::Permissions::from_mode(0o755)).unwrap();
        let name = format!("annals-{version}-x86_64-unknown-linux-gnu.tar.gz");
        let packed =
            Command::new("tar").arg("-czf").arg(release.join(&name)).arg("-C").arg(&release).arg("annals").status();
        assert!(packed.unwrap().success());
        let digest: String =
            Sha256::digest(fs::read(release.join(&name)).unwrap()).iter().map(|byte| format!("{byte:02x}")).collect();
        let digest = checksum.unwrap_or(&digest);
        fs::write(release.join(format!("{name}.sha256")), format!("{digest}  {name}\n")).unwrap();
    }

    fn get(&self, version: &str) -> Output {
        let temp = self.folder.path().join("temp");
        fs::create_dir_all(&temp).unwrap();
        let path = format!("{}:{}", self.folder.path().join("stubs").display(), std::env::var("PATH").unwrap());
        Command::new("bash")
            .arg(repository().join("scripts/action-get"))
            .env("PATH", path)
            .env("VERSION", version)
            .env("REPOSITORY", "owner/annals")
            .env("RELEASES", format!("file://{}", self.folder.path().join("releases").display()))
            .env("RUNNER_TEMP", &temp)
            .env("GITHUB_PATH", self.folder.path().join("path"))
            .env("ACTION_PATH", "action-path")
            .output()
            .unwrap()
    }

    fn installed(&self) -> bool {
        self.folder.path().join("temp/annals/bin/annals").is_file()
    }
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn the_action_takes_a_release_by_its_checksum() {
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        println!("not run: the release in this test is for x86_64 Linux");
        return;
    }
    let runner = Runner::new();
    runner.release("1.2.3", None);
    let got = runner.get("v1.2.3");
    assert!(got.status.success() && runner.installed(), "{}", said(&got));
    let path = fs::read_to_string(runner.folder.path().join("path")).unwrap();
    assert_eq!(path.trim(), runner.folder.path().join("temp/annals/bin").display().to_string());
    let hello = Command::new(runner.folder.path().join("temp/annals/bin/annals")).output().unwrap();
    assert_eq!(said(&hello), "hello from a release\n");
}

#[test]
fn a_wrong_checksum_ends_the_build() {
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        println!("not run: the release in this test is for x86_64 Linux");
        return;
    }
    let runner = Runner::new();
    runner.release("1.2.3", Some(&"0".repeat(64)));
    let got = runner.get("v1.2.3");
    assert!(!got.status.success() && !runner.installed(), "{}", said(&got));
    assert!(!said(&got).contains("cargo"), "{}", said(&got));
}

#[test]
fn without_a_release_the_action_builds_its_own_source() {
    for version in ["v9.9.9", "main", "", "3d3c42e5aac5ba805825da76410c181273ba90b1"] {
        let runner = Runner::new();
        runner.release("1.2.3", None);
        let got = runner.get(version);
        assert!(got.status.success(), "{}", said(&got));
        assert!(said(&got).contains("cargo install --locked"), "{version}: {}", said(&got));
        assert!(said(&got).contains("--path action-path"), "{version}: {}", said(&got));
    }
}

#[test]
fn the_action_builds_a_site_and_says_what_to_mend() {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path();
    fs::create_dir_all(site.join("docs/content/events")).unwrap();
    fs::write(site.join("docs/annals.yaml"), "title: Test\n").unwrap();
    let build = |summary: &str| {
        let path = format!("{}:{}", annals().parent().unwrap().display(), std::env::var("PATH").unwrap());
        Command::new("bash")
            .arg(repository().join("scripts/action-build"))
            .current_dir(site)
            .env("PATH", path)
            .env("ROOT", "docs")
            .env("OUTPUT_DIR", "public")
            .env("BASE_URL", "https://user.github.io/repo")
            .env("DRAFTS", "false")
            .env("STRICT", "true")
            .env("GITHUB_STEP_SUMMARY", site.join(summary))
            .output()
            .unwrap()
    };
    fs::write(site.join("docs/content/events/a.md"), "---\ntitle: A\ndate: 2022-03-14\n---\n").unwrap();
    let good = build("good.md");
    assert!(good.status.success(), "{}", said(&good));
    let home = fs::read_to_string(site.join("public/index.html")).unwrap();
    assert!(home.contains("https://user.github.io/repo/"));
    assert!(!site.join("good.md").exists());

    fs::write(site.join("docs/content/events/b.md"), "---\ntitle: B\ndate: 2022-02-31\n---\n").unwrap();
    fs::write(site.join("docs/content/note.txt"), "x").unwrap();
    let bad = build("bad.md");
    assert_eq!(bad.status.code(), Some(1), "{}", said(&bad));
    let annotations = String::from_utf8_lossy(&bad.stdout).into_owned();
    let first = annotations.lines().next().unwrap();
    assert!(first.starts_with("::error file=docs/content/events/b.md,line=3,col=7,title=bad-date::"), "{annotations}");
    assert!(annotations.lines().nth(1).unwrap().starts_with("::warning "), "{annotations}");
    let summary = fs::read_to_string(site.join("bad.md")).unwrap();
    assert!(summary.contains("1 error, 1 warning") && summary.contains("help: write `2022-02-28`"), "{summary}");
}

/// What GitHub Pages takes: files and folders that others can read, no links, no names that clash, UTF-8
/// text, and no address that leaves the base path.
#[test]
fn the_example_is_what_pages_takes() {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    let built = Command::new(annals())
        .args(["build", "--quiet", "--base-url", "https://user.github.io/repo/", "--root"])
        .arg(repository())
        .arg("--output-dir")
        .arg(&site)
        .output()
        .unwrap();
    assert!(built.status.success(), "{}", said(&built));
    let mut folded = HashMap::new();
    let mut total = 0;
    let mut count = 0;
    for entry in walkdir::WalkDir::new(&site).min_depth(1) {
        let entry = entry.unwrap();
        let name = entry.path().strip_prefix(&site).unwrap().to_str().unwrap().to_owned();
        let found = entry.metadata().unwrap();
        let mode = found.mode();
        assert!(!entry.path_is_symlink(), "{name} is a link");
        if let Some(other) = folded.insert(name.to_lowercase(), name.clone()) {
            panic!("{name} differs from {other} in case only");
        }
        let last = entry.file_name().to_str().unwrap();
        assert!(
            !last.contains(['<', '>', ':', '"', '\\', '|', '?', '*']) && !last.ends_with(['.', ' ', '~']),
            "{name}"
        );
        if found.is_dir() {
            assert_eq!(mode & 0o005, 0o005, "others cannot enter {name}");
            continue;
        }
        assert_eq!(mode & 0o004, 0o004, "others cannot read {name}");
        assert_eq!(found.nlink(), 1, "{name} is a hard link");
        count += 1;
        total += found.len();
        if !name.ends_with(".html") {
            continue;
        }
        let text = String::from_utf8(fs::read(entry.path()).unwrap()).unwrap();
        for attribute in ["href=\"/", "src=\"/"] {
            for (at, _) in text.match_indices(attribute) {
                let rest = &text[at + attribute.len() - 1..];
                assert!(rest.starts_with("/repo/"), "{name}: {} leaves the base path", &rest[..rest.len().min(40)]);
            }
        }
    }
    assert!(site.join("index.html").is_file() && site.join("404.html").is_file() && site.join(".nojekyll").is_file());
    assert!(count > 30 && total < 1 << 20, "{count} files, {total} bytes");
}
