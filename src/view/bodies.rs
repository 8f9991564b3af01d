//! Every body as HTML, rendered once, with its links checked.
//!
//! Enters: the timeline and the files that are copied. Leaves: HTML by document. Must not know: pages.

use std::collections::{BTreeSet, HashMap, HashSet};

use rayon::prelude::*;

use super::links::{INDEX_PREFIX, Targets, prefix};
use super::{Setting, fixed};
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::markdown::{self, Input, Rendered, Style};
use crate::model::Body;
use crate::path::{ContentPath, SitePath};
use crate::site::Site;
use crate::text;

/// The bodies of all documents.
pub(super) struct Bodies {
    /// By the event's position.
    pub(super) events: Vec<Rendered>,
    /// By the page's position.
    pub(super) pages: Vec<Rendered>,
    /// Of `content/index.md`.
    pub(super) index: Option<Rendered>,
}

struct Job<'a> {
    path: &'a ContentPath,
    body: &'a Body,
    prefix: String,
    top: u8,
}

pub(super) fn render(setting: &Setting<'_>, files: &Site) -> (Bodies, Vec<Diagnostic>) {
    let timeline = setting.timeline;
    let home = fixed("");
    let targets = Targets::new(timeline, files, &home, addresses(setting));
    let mut jobs: Vec<Job<'_>> = Vec::with_capacity(timeline.events.len() + timeline.pages.len() + 1);
    for event in &timeline.events {
        jobs.push(Job { path: &event.path, body: &event.body, prefix: prefix(&event.address), top: 2 });
    }
    for page in &timeline.pages {
        jobs.push(Job { path: &page.path, body: &page.body, prefix: String::new(), top: 2 });
    }
    if let (Some(path), Some(body)) = (&timeline.index.path, &timeline.index.body) {
        jobs.push(Job { path, body, prefix: INDEX_PREFIX.to_owned(), top: 3 });
    }
    let smart_quotes = setting.locale.is_english();
    let rendered: Vec<(Rendered, Vec<Diagnostic>)> = jobs
        .par_iter()
        .map(|job| {
            let input = Input { path: job.path, file: &job.body.file, body: job.body.range.clone() };
            let style = Style { prefix: &job.prefix, top: job.top, smart_quotes };
            markdown::render(&input, &style, &targets.from(job.path))
        })
        .collect();
    let mut found = Vec::new();
    let mut all: Vec<Rendered> = Vec::with_capacity(rendered.len());
    for (rendered, diagnostics) in rendered {
        found.extend(diagnostics);
        all.push(rendered);
    }
    check_fragments(setting, &jobs, &all, &mut found);
    let mut all = all.into_iter();
    let events = all.by_ref().take(timeline.events.len()).collect();
    let pages = all.by_ref().take(timeline.pages.len()).collect();
    (Bodies { events, pages, index: all.next() }, found)
}

/// Links to a heading of another document.
fn check_fragments(setting: &Setting<'_>, jobs: &[Job<'_>], all: &[Rendered], found: &mut Vec<Diagnostic>) {
    if all.iter().all(|rendered| rendered.fragments.is_empty()) {
        return;
    }
    let timeline = setting.timeline;
    let home = fixed("");
    let addresses =
        timeline.events.iter().map(|event| &event.address).chain(timeline.pages.iter().map(|page| &page.address));
    let addresses = addresses.chain(std::iter::once(&home));
    let mut headings: HashMap<&SitePath, HashSet<String>> = HashMap::new();
    for ((address, job), rendered) in addresses.zip(jobs).zip(all) {
        let ids = rendered.headings.iter().map(|heading| format!("{}{}", job.prefix, heading.id)).collect();
        headings.insert(address, ids);
    }
    headings.entry(&home).or_default().extend(["in-short", "known", "timeline", "how"].map(str::to_owned));
    for (job, rendered) in jobs.iter().zip(all) {
        for fragment in &rendered.fragments {
            let Some(ids) = headings.get(&fragment.path) else { continue };
            if ids.contains(&fragment.fragment) {
                continue;
            }
            let prefix = if fragment.path == home { INDEX_PREFIX.to_owned() } else { prefix(&fragment.path) };
            let wanted = fragment.fragment.strip_prefix(&prefix).unwrap_or(&fragment.fragment);
            let bare = |id: &str| id.strip_prefix(&prefix).unwrap_or(id).to_owned();
            let known: BTreeSet<String> = ids.iter().map(|id| bare(id)).collect();
            let help = match text::did_you_mean(wanted, known.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `#{near}`?"),
                None if known.is_empty() => "that page has no headings: leave `#` and what follows it out".to_owned(),
                None => format!(
                    "the headings there are: {}",
                    known.iter().map(|id| format!("#{id}")).collect::<Vec<_>>().join(", ")
                ),
            };
            found.push(
                Diagnostic::new(
                    Code::DeadHeading,
                    Location::span(job.path, fragment.span.clone()),
                    format!("the page has no heading `#{}`", text::shorten(wanted, 60)),
                )
                .help(help),
            );
        }
    }
}

/// The address of every page that the site will have.
fn addresses(setting: &Setting<'_>) -> BTreeSet<SitePath> {
    let timeline = setting.timeline;
    let mut all: BTreeSet<SitePath> = [fixed("")].into();
    all.extend((!timeline.tags.is_empty()).then(|| fixed("tags/")));
    all.extend((!timeline.events.is_empty()).then(|| fixed("known/")));
    all.extend((!timeline.sources.is_empty()).then(|| fixed("sources/")));
    all.extend(timeline.events.iter().flat_map(|event| std::iter::once(&event.address).chain(&event.aliases)).cloned());
    all.extend(timeline.pages.iter().map(|page| page.address.clone()));
    all.extend(timeline.tags.iter().filter_map(|tag| SitePath::new(&format!("tags/{}/", tag.id)).ok()));
    all
}
