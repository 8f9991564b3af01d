//! The staircase: a tree of input files becomes a site.
//!
//! Enters: a [`Tree`] and what the world knows. Leaves: a [`Renderer`] of the site, path by path, and
//! every finding about the input. `build`, `check`, `serve`, the tests and the benchmarks all come this
//! way. Must not know: the disk, the terminal, the clock.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use crate::check::{self, Rules};
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::model::{Selection, Settings};
use crate::path::{BaseUrl, ContentPath};
use crate::render::Renderer;
use crate::site::SiteBuilder;
use crate::tree::Tree;
use crate::{document, model, view};

/// What the world knows and the files do not.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where the site will stand, when the command says so; else `annals.yaml` does.
    pub base_url: Option<BaseUrl>,
    /// Which documents are published.
    pub selection: Selection,
    /// Which rules the timeline is held against.
    pub rules: Rules,
}

/// Makes the site. With an error among the diagnostics it is not fit to be written.
#[must_use]
pub fn compile(tree: &Tree, options: &Options) -> (Renderer, Vec<Diagnostic>) {
    let (documents, mut found) = document::parse(tree);
    let (timeline, diagnostics) = model::resolve(documents, &options.selection);
    found.extend(diagnostics);
    let timeline = match options.selection.as_of {
        Some(day) => timeline.as_of(day),
        None => timeline,
    };
    let (files, diagnostics) = SiteBuilder::of_files(tree);
    found.extend(diagnostics);
    let setting = Arc::new(view::Setting::new(timeline, options.base_url.clone()));
    // No check needs a page. The pages stay on this thread, whose memory would otherwise lie idle.
    let mut checked = Vec::new();
    let (site, diagnostics) = rayon::in_place_scope(|beside| {
        beside.spawn(|_| checked = check::run(&setting.timeline, options.rules));
        view::site(&setting, files)
    });
    found.extend(checked.into_iter().chain(diagnostics));
    let globals = view::globals(&setting, &site);
    let (renderer, diagnostics) = Renderer::new(tree, site, globals);
    found.extend(diagnostics);
    let drafts = setting.timeline.drafts().cloned().collect();
    let found = settle(found, options.rules, &setting.timeline.settings, &drafts);
    (renderer, found)
}

/// Renders every page for the mistakes of templates, and drops it. Where templates did not load, that is found
/// already, and a line for every page would only repeat it.
#[must_use]
pub fn rehearse(renderer: &Renderer) -> Vec<Diagnostic> {
    if !renderer.has_templates() {
        return Vec::new();
    }
    renderer.site().par_entries().flat_map_iter(|(path, _)| renderer.render(path).1).collect()
}

/// Adds what was found while pages were rendered. A template's mistake is made on every page that it
/// makes, so it is said once, with the number of the others.
#[must_use]
pub fn with_rendered(mut found: Vec<Diagnostic>, mut rendered: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostic::sort(&mut rendered);
    let same = |a: &Diagnostic, b: &Diagnostic| (a.code, &a.location, &a.message) == (b.code, &b.location, &b.message);
    let once = rendered.chunk_by(same).filter_map(|chunk| {
        // One that names the document on whose page it was made is of more use.
        let mut first = chunk.iter().find(|one| !one.related.is_empty()).or(chunk.first())?.clone();
        let others = chunk.len() - 1;
        if others > 0 {
            let more = crate::text::plural(others, "other page", "other pages");
            first.help = Some(format!("{}\nthe same happens on {more}", first.help.unwrap_or_default()));
        }
        Some(first)
    });
    found.extend(once);
    diagnostic::sort(&mut found);
    found
}

/// Gives findings their final level and order: in a draft none is graver than a warning, and the site's own
/// levels apply.
fn settle(
    found: Vec<Diagnostic>,
    rules: Rules,
    settings: &Settings,
    drafts: &BTreeSet<ContentPath>,
) -> Vec<Diagnostic> {
    let mut kept: Vec<Diagnostic> = found
        .into_iter()
        .filter(|diagnostic| rules.hold(diagnostic.code))
        .filter_map(|mut diagnostic| {
            match settings.checks.get(&diagnostic.code) {
                Some(None) => return None,
                Some(Some(severity)) => diagnostic.severity = *severity,
                None if diagnostic.code.level().is_none() => return None,
                None => {}
            }
            if drafts.contains(&diagnostic.location.path) {
                diagnostic.severity = diagnostic.severity.min(Severity::Warning);
            }
            Some(diagnostic)
        })
        .collect();
    diagnostic::sort(&mut kept);
    kept
}
