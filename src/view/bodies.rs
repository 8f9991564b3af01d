//! Every body as HTML, rendered once, with its links checked.
//!
//! Enters: the timeline and what links can lead to. Leaves: HTML by document. Must not know: pages.

use std::collections::{BTreeSet, HashMap, HashSet};

use rayon::prelude::*;

use super::links::{INDEX_PREFIX, Targets, prefix};
use super::{Setting, word};
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::i18n::is_english;
use crate::markdown::{self, Input, Labels, Rendered, Style};
use crate::model::{ActorId, Body, ClaimId, EventId, List};
use crate::path::{ContentPath, SitePath};
use crate::text;

/// The bodies of all documents.
pub(super) struct Bodies {
    pub(super) events: List<EventId, Rendered>,
    /// In the order of pages.
    pub(super) pages: Vec<Rendered>,
    pub(super) actors: List<ActorId, Rendered>,
    pub(super) claims: List<ClaimId, Rendered>,
    /// Of `content/index.md`.
    pub(super) index: Option<Rendered>,
}

struct Job<'a> {
    path: &'a ContentPath,
    /// The page that the body stands on.
    address: &'a SitePath,
    body: &'a Body,
    /// Where it is not the site's.
    language: Option<&'a str>,
    prefix: String,
    top: u8,
}

pub(super) fn render(setting: &Setting, targets: &Targets<'_>) -> (Bodies, Vec<Diagnostic>) {
    let timeline = &setting.timeline;
    let home = targets.home();
    let alone = |path, address, body| Job { path, address, body, language: None, prefix: String::new(), top: 2 };
    let events = timeline.events.iter();
    let events = events.map(|event| Job {
        language: event.language.as_deref(),
        prefix: prefix(&event.address),
        ..alone(&event.path, &event.address, &event.body)
    });
    let pages = timeline.pages.iter().map(|page| alone(&page.path, &page.address, &page.body));
    let actors = timeline.actors.iter().map(|actor| alone(&actor.path, &actor.address, &actor.body));
    let claims = timeline.claims.iter().map(|claim| alone(&claim.path, &claim.address, &claim.body));
    let index = timeline.index.path.as_ref().zip(timeline.index.body.as_ref());
    let index = index.map(|(path, body)| Job { prefix: INDEX_PREFIX.to_owned(), top: 3, ..alone(path, home, body) });
    let jobs: Vec<Job<'_>> = events.chain(pages).chain(actors).chain(claims).chain(index).collect();
    let site = setting.locale.language();
    let labels = labels(setting);
    let rendered: Vec<(Rendered, Vec<Diagnostic>)> = jobs
        .par_iter()
        // Small shares, so that no thread waits for the last of another.
        .with_max_len(32)
        .map(|job| {
            let input = Input { path: job.path, file: &job.body.file, body: job.body.range.clone() };
            let smart_quotes = is_english(job.language.unwrap_or(site));
            let style = Style { prefix: &job.prefix, top: job.top, smart_quotes, labels: &labels };
            markdown::render(&input, &style, &targets.from(job.path))
        })
        .collect();
    let mut found = Vec::new();
    let mut all: Vec<Rendered> = Vec::with_capacity(rendered.len());
    for (rendered, diagnostics) in rendered {
        found.extend(diagnostics);
        all.push(rendered);
    }
    check_fragments(home, &jobs, &all, &mut found);
    let mut all = all.into_iter();
    let events = all.by_ref().take(timeline.events.len()).collect();
    let pages = all.by_ref().take(timeline.pages.len()).collect();
    let actors = all.by_ref().take(timeline.actors.len()).collect();
    let claims = all.by_ref().take(timeline.claims.len()).collect();
    (Bodies { events, pages, actors, claims, index: all.next() }, found)
}

/// What Markdown says by itself.
fn labels<'a>(setting: &'a Setting) -> Labels<'a> {
    let alerts = ["alert_note", "alert_tip", "alert_important", "alert_warning", "alert_caution"];
    Labels {
        footnotes: word(setting, "footnotes"),
        back: word(setting, "back_to_text"),
        table: word(setting, "table"),
        done: word(setting, "task_done"),
        not_done: word(setting, "task_not_done"),
        alerts: alerts.map(|name| word(setting, name)),
        definition: word(setting, "definition"),
        source_later: word(setting, "source_later"),
    }
}

/// Links to a heading of another document.
fn check_fragments(home: &SitePath, jobs: &[Job<'_>], all: &[Rendered], found: &mut Vec<Diagnostic>) {
    if all.iter().all(|rendered| rendered.fragments.is_empty()) {
        return;
    }
    let mut headings: HashMap<&SitePath, HashSet<String>> = HashMap::new();
    for (job, rendered) in jobs.iter().zip(all) {
        let ids = rendered.headings.iter().map(|heading| format!("{}{}", job.prefix, heading.id)).collect();
        headings.insert(job.address, ids);
    }
    let own = ["in-short", "why", "known", "timeline", "claims", "people", "terms", "how"];
    headings.entry(home).or_default().extend(own.map(str::to_owned));
    for (job, rendered) in jobs.iter().zip(all) {
        for fragment in &rendered.fragments {
            let Some(ids) = headings.get(&fragment.path) else { continue };
            if ids.contains(&fragment.fragment) {
                continue;
            }
            let prefix = if fragment.path == *home { INDEX_PREFIX.to_owned() } else { prefix(&fragment.path) };
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
