//! The way back from a source to every page that cites it, by a field or in running text.
//!
//! Enters: sources, and bodies with the ids that they cite. Leaves: links by source. Must not know: how a
//! citation is written.

use rayon::prelude::*;
use tera::Value;

use super::Setting;
use super::bodies::Bodies;
use super::links::Targets;
use super::value::{Values, link};
use crate::markdown::Rendered;
use crate::model::{ClaimId, EventId, Id, List, SourceId};
use crate::path::SitePath;

/// The sources that a body cites, in the order of its text.
pub(super) fn cited(targets: &Targets<'_>, body: &Rendered) -> Vec<SourceId> {
    body.cited.iter().filter_map(|id| targets.source(id)).collect()
}

/// By source, the pages that cite it: events, claims, actors and pages, each once, in their order.
pub(super) fn citing(setting: &Setting, targets: &Targets<'_>, bodies: &Bodies) -> List<SourceId, Vec<Value>> {
    let timeline = &setting.timeline;
    let named = timeline.sources.iter().map(|source| source.events.clone()).collect();
    let events = with_cited(named, targets, &bodies.events);
    let named = timeline.sources.iter().map(|source| source.claims.clone()).collect();
    let claims = with_cited(named, targets, &bodies.claims);
    let title = timeline.index.title.as_deref().unwrap_or(&timeline.settings.title);
    let actors = timeline.actors.iter().map(|actor| page(&actor.name, &actor.address)).zip(&bodies.actors);
    let pages = timeline.pages.iter().map(|entry| page(&entry.title, &entry.address)).zip(&bodies.pages);
    let index = bodies.index.iter().map(|body| (page(title, targets.home()), body));
    let mut others: List<SourceId, Vec<Value>> = timeline.sources.iter().map(|_| Vec::new()).collect();
    for (value, body) in actors.chain(pages).chain(index) {
        for source in cited(targets, body) {
            others[source].push(value.clone());
        }
    }
    let event = |id: &EventId| page(&timeline.events[*id].title, &timeline.events[*id].address);
    let claim = |id: &ClaimId| page(&timeline.claims[*id].text, &timeline.claims[*id].address);
    let all = events.par_iter().zip(&claims).zip(&others);
    all.map(|((events, claims), others)| {
        events.iter().map(event).chain(claims.iter().map(claim)).chain(others.iter().cloned()).collect()
    })
    .collect()
}

/// What names each source by a field, together with what cites it in its body; each once, in order.
fn with_cited<I: Id>(
    mut named: List<SourceId, Vec<I>>,
    targets: &Targets<'_>,
    bodies: &List<I, Rendered>,
) -> List<SourceId, Vec<I>> {
    for (id, body) in bodies.with_ids() {
        for source in cited(targets, body) {
            named[source].push(id);
        }
    }
    for list in &mut named {
        list.sort_unstable();
        list.dedup();
    }
    named
}

/// A page where it is named.
fn page(title: &str, path: &SitePath) -> Value {
    Values::new().with("href", link(path)).with("title", title).done()
}
