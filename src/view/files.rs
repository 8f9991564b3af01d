//! Which files of `content/` are published: those that something published shows or leads to.
//!
//! Enters: the files that are offered, and the addresses in bodies and front matter that lead to them, one by one.
//! Leaves: the paths of those that are used; the rest is a finding. Must not know: how an address is written.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};

use ahash::AHashMap;

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::model::{Reason, Timeline, misnamed};
use crate::path::{ContentPath, SitePath, decode};
use crate::site::SiteBuilder;

/// The files of `content/`, each with whether something uses it.
pub(super) struct Offered<'a> {
    files: AHashMap<&'a SitePath, File<'a>>,
}

struct File<'a> {
    path: &'a ContentPath,
    size: Option<(u32, u32)>,
    used: AtomicBool,
}

impl<'a> Offered<'a> {
    pub(super) fn new(site: &'a SiteBuilder) -> Self {
        let mut files = AHashMap::new();
        for (address, path, asset) in site.offered() {
            files.insert(address, File { path, size: asset.size, used: AtomicBool::new(false) });
        }
        Self { files }
    }

    /// The file that is offered at a path.
    pub(super) fn get(&self, path: &SitePath) -> Option<&'a ContentPath> {
        self.files.get(path).map(|file| file.path)
    }

    /// Its width and height in pixels.
    pub(super) fn size(&self, path: &SitePath) -> Option<(u32, u32)> {
        self.files.get(path)?.size
    }

    /// Marks the file that is offered at a path as used.
    pub(super) fn take(&self, path: &SitePath) {
        if let Some(file) = self.files.get(path) {
            file.used.store(true, Ordering::Relaxed);
        }
    }

    /// The files by their names in `content/`.
    pub(super) fn names(&self) -> impl Iterator<Item = &'a ContentPath> {
        self.files.values().map(|file| file.path)
    }

    /// The paths of those that are used, in order.
    pub(super) fn used(&self) -> BTreeSet<SitePath> {
        let used = self.files.iter().filter(|(_, file)| file.used.load(Ordering::Relaxed));
        used.map(|(path, _)| (*path).clone()).collect()
    }
}

/// What is left of the files of `content/`. One that a document names which is held back waits for that. While a
/// link or an image leads nowhere it may mean any of them, and as of a day what is left out may use them. What has
/// the name of no document by mistake, and could not be published either, was found when documents were read.
pub(super) fn unused(timeline: &Timeline, site: &SiteBuilder, found: &[Diagnostic]) -> Vec<Diagnostic> {
    let dead = |diagnostic: &Diagnostic| matches!(diagnostic.code, Code::DeadImage | Code::DeadLink);
    if timeline.as_of.is_some() {
        return Vec::new();
    }
    let sought = found.iter().any(dead);
    let held = timeline.held.values().filter(|held| held.reason != Reason::Unused);
    let texts: Vec<String> = held.map(|held| decode(&held.text)).collect();
    // Every run of characters that can be the name of a file, each once: names are looked up, never searched for.
    let ends =
        |c: char| c.is_whitespace() || matches!(c, '/' | '(' | ')' | '[' | ']' | '<' | '>' | '"' | '\'' | '#' | '?');
    let waited: BTreeSet<&str> = texts.iter().flat_map(|text| text.split(ends)).collect();
    let waits = |path: &ContentPath| {
        let mut words = path.file_name().split(ends);
        words.all(|word| waited.contains(word))
    };
    let left = site.offered().map(|(_, path, _)| path).filter(|path| !(sought && path.is_publishable() || waits(path)));
    left.filter_map(|path| match misnamed(path) {
        Some((diagnostic, _)) => path.is_publishable().then_some(diagnostic),
        None => Some(finding(path)),
    })
    .collect()
}

fn finding(path: &ContentPath) -> Diagnostic {
    let below = path.below("content").unwrap_or(path.as_str());
    let name = path.file_name();
    let help = match path.extension() {
        "markdown" | "txt" if !below.contains('/') => {
            format!("an event belongs in content/events/{0}.md, a page in content/pages/{0}.md", path.stem())
        }
        _ if path.is_image() => format!("show it in a document beside it, `![…]({name})`, or remove it"),
        _ if path.is_publishable() => format!("lead to it in a document beside it, `[…]({name})`, or remove it"),
        _ => format!("to publish it as it is, move it to static/{name}"),
    };
    Diagnostic::new(
        Code::UnusedFile,
        Location::file(path),
        format!("nothing that is published uses this file: {below}"),
    )
    .help(help)
}
