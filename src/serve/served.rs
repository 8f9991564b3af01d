//! A compiled site that is being served, and the sweep for what is wrong with the pages nobody has
//! asked for yet.
//!
//! Enters: a site, the tree it comes from, and what compiling found. Leaves: rendered pages and
//! findings. Must not know: HTTP.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use rayon::prelude::*;

use super::page;
use crate::diagnostic::{self, Diagnostic, Format, Severity, Show};
use crate::path::{ContentPath, SitePath};
use crate::render::Renderer;
use crate::site::{Content, Entry, Site};
use crate::tree::Tree;

/// A site that is being served.
#[derive(Debug)]
pub struct Served {
    pub(super) root: PathBuf,
    renderer: Renderer,
    tree: Tree,
    shown: PathBuf,
    broken: Option<String>,
    asked: AtomicUsize,
}

/// What stands at a path, or the page that says why it does not.
pub(super) enum Outcome<'a> {
    /// The content.
    Content(Content<'a>),
    /// A page of findings.
    Failed(String),
}

impl Served {
    /// Wraps a site with what renders it. `root` is its folder, `shown` the same as the user knows it; `found` is what
    /// compiling found. With an error in it every page shows the findings instead of itself.
    #[must_use]
    pub fn new(root: PathBuf, shown: PathBuf, tree: Tree, renderer: Renderer, found: &[Diagnostic]) -> Self {
        let mut served = Self { root, renderer, tree, shown, broken: None, asked: AtomicUsize::new(0) };
        if fails(found) {
            served.broken = Some(served.page_of(found));
        }
        served
    }

    /// The base path that is answered: `/repo/`, or `/`.
    #[must_use]
    pub fn base(&self) -> String {
        super::address::base(self.site())
    }

    /// What is served.
    pub(super) fn site(&self) -> &Site {
        self.renderer.site()
    }

    /// The input files.
    #[must_use]
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// Renders every page that a build would write, and gives what is wrong with them. Whenever a request
    /// is being answered it waits: what is asked for comes first.
    #[must_use]
    pub fn sweep(&self) -> Vec<Diagnostic> {
        if self.broken.is_some() {
            return Vec::new();
        }
        let one = |(path, _): (&SitePath, &Entry)| {
            while self.asked.load(Ordering::Relaxed) > 0 {
                std::thread::sleep(Duration::from_millis(1));
            }
            self.renderer.render(path).1
        };
        let found: Vec<Vec<Diagnostic>> = self.site().par_entries().map(one).collect();
        found.into_iter().flatten().collect()
    }

    /// Renders what stands at a path. `None` when nothing does.
    pub(super) fn render(&self, path: &SitePath) -> Option<Outcome<'_>> {
        let _asked = Asked::new(&self.asked);
        let (content, found) = self.renderer.render(path);
        match content {
            Some(content) if !fails(&found) => Some(Outcome::Content(content)),
            // A build that met any of this would write nothing.
            _ if !found.is_empty() => Some(Outcome::Failed(self.page_of(&found))),
            _ => None,
        }
    }

    /// The page that stands for every other one, when the site has errors.
    pub(super) fn broken(&self) -> Option<&str> {
        self.broken.as_deref()
    }

    fn page_of(&self, found: &[Diagnostic]) -> String {
        let source = |path: &ContentPath| self.tree.text(path);
        let path = |path: &ContentPath| self.shown.join(path.written()).display().to_string();
        let show = Show { source: &source, path: &path, colour: false };
        let found = diagnostic::shorten(&found.iter().collect::<Vec<_>>());
        let texts: Vec<String> = found.iter().map(|diagnostic| show.write(diagnostic, Format::Text)).collect();
        page::errors(&texts)
    }
}

fn fails(found: &[Diagnostic]) -> bool {
    found.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}

/// Counts a request for as long as it is rendered, also when rendering panics.
struct Asked<'a>(&'a AtomicUsize);

impl<'a> Asked<'a> {
    fn new(count: &'a AtomicUsize) -> Self {
        count.fetch_add(1, Ordering::Relaxed);
        Self(count)
    }
}

impl Drop for Asked<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
