//! What several tests need: sites made on the fly, the program run, snapshots held.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use annals::check::Rules;
use annals::compile::{Options, compile, rehearse, with_rendered};
use annals::diagnostic::{Code, Diagnostic, Format, Severity, Show, shorten};
use annals::model::{Now, Selection};
use annals::path::ContentPath;
use annals::site::Entry;
use annals::tree::{File, Tree};
use tempfile::TempDir;

/// The repository, which is itself the worked example.
pub(crate) fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What `annals check` does with a tree, in memory.
pub(crate) struct Outcome {
    /// Every finding as text, then whether the site is built.
    pub(crate) text: String,
    pub(crate) found: Vec<Diagnostic>,
    /// The paths of the output, without the files of the theme.
    pub(crate) files: Vec<String>,
    pub(crate) built: bool,
}

impl Outcome {
    pub(crate) fn has(&self, code: &str) -> bool {
        self.found.iter().any(|diagnostic| diagnostic.code.name() == code)
    }

    /// `path code` of every finding.
    pub(crate) fn places(&self) -> Vec<String> {
        let place = |d: &Diagnostic| format!("{} {}", d.location.path, d.code.name());
        self.found.iter().map(place).collect()
    }
}

/// The present time of every test that does not set its own: 2026-01-01.
pub(crate) const NOW: i64 = 1_767_225_600;

/// Compiles and renders a site's own tree over the theme.
pub(crate) fn outcome_of(tree: Tree) -> Outcome {
    outcome_by(tree, Rules::Build)
}

fn outcome_by(tree: Tree, rules: Rules) -> Outcome {
    let tree = tree.over(annals::fs::theme());
    let now = Now { seconds: NOW, origin: "--now" };
    let options = Options { base_url: None, selection: Selection { drafts: false, now, as_of: None }, rules };
    let (renderer, found) = compile(&tree, &options);
    let found = with_rendered(found, rehearse(&renderer));
    let found = shorten(&found.iter().collect::<Vec<_>>());
    let source = |path: &ContentPath| tree.text(path);
    let show = Show { source: &source, path: &|path| path.to_string(), colour: false };
    for diagnostic in &found {
        // Whoever is told of a mistake is told what to write.
        assert!(diagnostic.help.is_some(), "no help: {}", show.write(diagnostic, Format::Text));
    }
    let built = !found.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    let mut text: String = found.iter().map(|diagnostic| show.write(diagnostic, Format::Text)).collect();
    for format in [Format::Short, Format::Json, Format::Github] {
        // The other forms must hold for every finding, too.
        assert!(found.iter().all(|diagnostic| show.write(diagnostic, format).lines().count() == 1));
    }
    text.push_str(if built { "== built: yes\n" } else { "== built: no\n" });
    // What the theme brings is its own business.
    let theirs = |entry: &Entry| matches!(entry, Entry::Copy(_, asset) if asset.built_in.is_some());
    let mut files: Vec<String> =
        renderer.site().entries().filter(|(_, entry)| !theirs(entry)).map(|(path, _)| path.to_string()).collect();
    files.sort();
    Outcome { text, found, files, built }
}

/// Reads a folder as `build` does, or as `check` when it is below one with the name of an editorial rule.
/// Without a configuration it has the title `Test`.
pub(crate) fn outcome(root: &Path) -> Outcome {
    let editorial = |name: &std::ffi::OsStr| Code::ALL.iter().any(|code| code.is_editorial() && name == code.name());
    let rules = if root.iter().any(editorial) { Rules::Editorial } else { Rules::Build };
    let tree = annals::fs::read(root).unwrap();
    let configured = tree.own().any(|(path, _)| matches!(path.as_str(), "annals.yaml" | "annals.yml"));
    if configured {
        return outcome_by(tree, rules);
    }
    let files = tree.own().map(|(path, file)| (path.clone(), file.clone()));
    outcome_by(Tree::new(files.chain([text_file("annals.yaml", "title: Test\n")])), rules)
}

/// A file of a tree in memory.
pub(crate) fn text_file(path: &str, text: &str) -> (ContentPath, File) {
    (ContentPath::new(path).unwrap(), File::Text(text.into()))
}

/// A site made for one test.
pub(crate) struct Made {
    folder: TempDir,
}

impl Made {
    /// An empty folder.
    pub(crate) fn empty() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    /// `annals.yaml` and nothing else.
    pub(crate) fn site() -> Self {
        Self::empty().with("annals.yaml", "title: Test\n")
    }

    /// Writes a file, with the folders above it.
    pub(crate) fn with(self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.put(path, bytes);
        self
    }

    pub(crate) fn put(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// An event that is as it should be.
    pub(crate) fn with_event(self, id: &str) -> Self {
        let text = event(&format!("title: {id}\ndate: 2022-03-14"), "Text.");
        self.with(&format!("content/events/{id}.md"), text)
    }

    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    pub(crate) fn outcome(&self) -> Outcome {
        outcome(self.root())
    }

    /// What `check` says of it.
    pub(crate) fn checked(&self) -> Outcome {
        outcome_by(annals::fs::read(self.root()).unwrap(), Rules::Editorial)
    }

    /// Runs the program in the site's folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        run(self.root(), arguments, &[])
    }

    /// Every file and its bytes.
    pub(crate) fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        files(self.root())
    }
}

/// An event's text.
pub(crate) fn event(front: &str, body: &str) -> String {
    format!("---\n{front}\n---\n\n{body}\n")
}

/// Every file below a folder and its bytes.
pub(crate) fn files(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                all.insert(path.strip_prefix(root).unwrap().to_path_buf(), fs::read(&path).unwrap());
            }
        }
    }
    all
}

/// What a run of the program left.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    /// Asserts the exit code, and shows what was said when it is another.
    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self:#?}");
        self
    }

    /// Asserts that standard error has a text.
    #[track_caller]
    pub(crate) fn says(self, text: &str) -> Self {
        assert!(self.err.contains(text), "{text:?} is not in {self:#?}");
        self
    }
}

/// The program, without anything from the environment that it listens to.
pub(crate) fn annals(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_annals"));
    command.current_dir(folder).stdin(Stdio::null());
    for name in ["GITHUB_ACTIONS", "ANNALS_BASE_URL", "SOURCE_DATE_EPOCH", "NO_COLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    command
}

/// Runs the program in a folder.
pub(crate) fn run(folder: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Ran {
    let output = annals(folder).args(arguments).envs(environment.iter().copied()).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ran { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

/// Copies a folder with everything in it.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The input files of the worked example, and nothing that belongs to the program.
pub(crate) fn copy_example(to: &Path) {
    fs::create_dir_all(to).unwrap();
    fs::copy(repository().join("annals.yaml"), to.join("annals.yaml")).unwrap();
    copy(&repository().join("content"), &to.join("content"));
}

/// Holds text against a file of the repository, or writes the file when `ANNALS_BLESS=1`. Gives what is
/// different, in words.
pub(crate) fn snapshot(file: &Path, actual: &str) -> Result<(), String> {
    if std::env::var_os("ANNALS_BLESS").is_some_and(|value| value == "1") {
        fs::write(file, actual).unwrap();
        return Ok(());
    }
    let expected = fs::read_to_string(file).unwrap_or_default().replace("\r\n", "\n");
    if expected == actual {
        return Ok(());
    }
    let shown = file.strip_prefix(repository()).unwrap_or(file).display();
    Err(format!(
        "{shown} is not what came out. Expected:\n{expected}\nCame out:\n{actual}\nIf the new text is right, run the tests with ANNALS_BLESS=1 and read the difference.\n"
    ))
}
