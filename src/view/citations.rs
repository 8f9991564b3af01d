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
use crate::path::SitePath;

/// The positions of the sources that a body cites, in the order of its text.
pub(super) fn cited(targets: &Targets<'_>, body: &Rendered) -> Vec<usize> {
    body.cited.iter().filter_map(|id| targets.source(id)).collect()
}

/// By source, the pages that cite it: events, claims, actors and pages, each once, in their order.
pub(super) fn citing(setting: &Setting, targets: &Targets<'_>, bodies: &Bodies) -> Vec<Vec<Value>> {
    let timeline = &setting.timeline;
    let mut events: Vec<Vec<usize>> = timeline.sources.iter().map(|source| source.events.clone()).collect();
    let mut claims: Vec<Vec<usize>> = timeline.sources.iter().map(|source| source.claims.clone()).collect();
    for (lists, bodies) in [(&mut events, &bodies.events), (&mut claims, &bodies.claims)] {
        for (number, body) in bodies.iter().enumerate() {
            for source in cited(targets, body) {
                lists[source].push(number);
            }
        }
        for list in lists {
            list.sort_unstable();
            list.dedup();
        }
    }
    let title = timeline.index.title.as_deref().unwrap_or(&timeline.settings.title);
    let actors = timeline.actors.iter().map(|actor| page(&actor.name, &actor.address)).zip(&bodies.actors);
    let pages = timeline.pages.iter().map(|entry| page(&entry.title, &entry.address)).zip(&bodies.pages);
    let index = bodies.index.iter().map(|body| (page(title, targets.home()), body));
    let mut others: Vec<Vec<Value>> = vec![Vec::new(); timeline.sources.len()];
    for (value, body) in actors.chain(pages).chain(index) {
        for source in cited(targets, body) {
            others[source].push(value.clone());
        }
    }
    let event = |number: &usize| page(&timeline.events[*number].title, &timeline.events[*number].address);
    let claim = |number: &usize| page(&timeline.claims[*number].text, &timeline.claims[*number].address);
    let all = events.par_iter().zip(&claims).zip(others);
    all.map(|((events, claims), others)| {
        events.iter().map(event).chain(claims.iter().map(claim)).chain(others).collect()
    })
    .collect()
}

/// A page where it is named.
fn page(title: &str, path: &SitePath) -> Value {
    Values::new().with("href", link(path)).with("title", title).done()
}
