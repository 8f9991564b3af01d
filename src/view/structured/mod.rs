//! Structured data: what a page says, for machines, in the vocabulary of schema.org as JSON-LD 1.1.
//!
//! Enters: the timeline. Leaves: the content of one `<script type="application/ld+json">` a page. Without a
//! `base_url` it has no address in it. Must not know: templates.

mod json;
mod things;

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::{Setting, fixed, word};
use crate::model::{ActorId, Claim, ClaimId, Event, EventId, Id, List, Side, SourceId, Speaker};
use crate::path::SitePath;
use json::{Object, text};
use things::{address, comments, coverage, day};

/// What a page is about, but for what every page has.
pub(super) struct Node {
    object: Object,
    /// Whether it is an article, which has a headline and a publisher.
    article: bool,
}

/// A page by its kind alone; nothing where nothing was found.
pub(super) fn page(kind: &str) -> Option<Node> {
    match kind {
        "missing" => None,
        "page" => Some(other(Object::new("WebPage"))),
        _ => Some(other(Object::new("CollectionPage"))),
    }
}

fn other(object: Object) -> Node {
    Node { object, article: false }
}

/// What is said on many pages, written once.
pub(super) struct Structured {
    setting: Arc<Setting>,
    sources: List<SourceId, String>,
    actors: List<ActorId, String>,
    claims: List<ClaimId, String>,
    /// Where lists name an event; nothing where pages have no addresses.
    events: Option<List<EventId, Object>>,
    site: String,
    publisher: Option<String>,
    home: Option<String>,
}

/// Where a page stands, and what it is called.
pub(super) struct At<'a> {
    pub(super) kind: &'static str,
    pub(super) path: &'a SitePath,
    pub(super) title: &'a str,
    pub(super) description: Option<&'a str>,
    pub(super) language: &'a str,
}

impl Structured {
    pub(super) fn new(shared: Arc<Setting>) -> Self {
        let setting = &*shared;
        let timeline = &setting.timeline;
        let home = address(setting, &fixed(""));
        let named = |event: &Event| entry(&event.title, "url", address(setting, &event.address));
        Self {
            events: home.is_some().then(|| timeline.events.par_iter().map(named).collect()),
            sources: timeline.sources.par_iter().map(things::source).collect(),
            actors: timeline.actors.iter().map(|actor| things::actor(setting, actor).done()).collect(),
            claims: timeline.claims.iter().map(|claim| things::claim(setting, claim).done()).collect(),
            site: things::site(setting),
            publisher: things::publisher(setting),
            home,
            setting: shared,
        }
    }

    /// What all pages are made of.
    pub(super) fn setting(&self) -> &Setting {
        &self.setting
    }

    /// The explainer with the events of its first page.
    pub(super) fn explainer(&self, events: &[EventId]) -> Node {
        let timeline = &self.setting.timeline;
        let index = &timeline.index;
        let all = || events.iter().map(|id| &timeline.events[*id]);
        let object = Object::of("[\"NewsArticle\",\"BackgroundNewsArticle\"]")
            .list("author", index.authors.iter().map(|name| things::author(&self.setting, name)))
            .maybe("datePublished", index.published.as_ref().and_then(day))
            .maybe("dateModified", timeline.changed().and_then(day))
            .maybe("temporalCoverage", coverage(all().map(|event| &event.date)))
            .list("about", &self.claims)
            .list("mentions", pick(&self.actors, all().flat_map(|event| self.named(event))))
            .list("citation", pick(&self.sources, all().flat_map(|event| timeline.sources_at(event))))
            .list("correction", all().flat_map(comments))
            .value("mainEntity", self.list(events));
        Node { object, article: true }
    }

    /// An event.
    pub(super) fn event(&self, event: &Event) -> Node {
        let statements = event.statements.iter().map(|id| &self.setting.timeline.statements[*id]);
        let object = Object::new("NewsArticle")
            .list("author", event.authors.iter().map(|name| things::author(&self.setting, name)))
            .maybe("datePublished", event.published.as_ref().and_then(day))
            .maybe("dateModified", event.changed().and_then(day))
            .maybe("temporalCoverage", coverage([&event.date].into_iter()))
            .list("about", pick(&self.claims, statements.map(|statement| statement.claim)))
            .list("mentions", pick(&self.actors, self.named(event)))
            .list("citation", pick(&self.sources, self.setting.timeline.sources_at(event)))
            .list("correction", comments(event));
        Node { object, article: true }
    }

    /// Who takes part in an event, or speaks at it.
    fn named<'e>(&'e self, event: &'e Event) -> impl Iterator<Item = ActorId> + 'e {
        let statements = event.statements.iter().map(|id| &self.setting.timeline.statements[*id]);
        let speakers = statements.filter_map(|statement| match statement.speaker {
            Speaker::Actor(actor) => Some(actor),
            Speaker::Plain(_) => None,
        });
        event.actors.iter().copied().chain(speakers)
    }

    /// A claim: who made it, where it was made, and the newsroom's verdict where there is one.
    pub(super) fn claim(&self, claim: &Claim) -> Node {
        let timeline = &self.setting.timeline;
        let statements = || timeline.said_of(claim);
        let asserted = || statements().filter(|statement| statement.stance.side() == Side::For);
        let appearance = asserted().flat_map(|statement| statement.sources.iter().copied());
        // A report of a later day is not where a claim was first made.
        let that_day = |source: &SourceId, day| {
            timeline.sources[*source].date.as_ref().is_some_and(|date| date.is_exact() && date.earliest_day() == day)
        };
        let first = asserted().min_by_key(|statement| statement.key());
        let first = first.and_then(|first| first.sources.iter().find(|source| that_day(source, first.day)));
        let assessed = claim.assessment.iter().flat_map(|assessment| assessment.sources.iter().copied());
        let cited = statements().flat_map(|statement| statement.sources.iter().copied()).chain(assessed);
        // Whoever is not named is no author that others could find.
        let unnamed: HashSet<&Speaker> =
            asserted().filter(|statement| !statement.named).map(|statement| &statement.speaker).collect();
        let standing = timeline.standing(claim);
        let authors = standing.on(Side::For).filter(|speaker| !unnamed.contains(speaker));
        let object = things::claim(&self.setting, claim)
            .list("author", authors.map(|speaker| self.speaker(speaker)))
            .value("firstAppearance", first.map(|source| &self.sources[*source]))
            .list("appearance", pick(&self.sources, appearance))
            .list("citation", pick(&self.sources, cited));
        match things::review(&self.setting, claim) {
            Some(review) => other(review.value("itemReviewed", Some(object.done()))),
            None => other(Object::new("WebPage").value("mainEntity", Some(object.done()))),
        }
    }

    /// Who made a claim. Of plain words it is not known whom they mean, nor whether it is one or many.
    fn speaker(&self, speaker: &Speaker) -> String {
        match speaker {
            Speaker::Actor(actor) => self.actors[*actor].clone(),
            Speaker::Plain(words) => things::thing(words),
        }
    }

    /// Somebody.
    pub(super) fn actor(&self, id: ActorId) -> Node {
        let actor = &self.setting.timeline.actors[id];
        let object = things::actor(&self.setting, actor)
            .list("alternateName", actor.aliases.iter().map(|name| text(name)))
            .maybe("description", actor.role.as_deref());
        other(things::profile(actor).value("mainEntity", Some(object.done())))
    }

    /// The terms of the glossary.
    pub(super) fn glossary(&self) -> Node {
        let terms = self
            .setting
            .timeline
            .glossary
            .iter()
            .map(|term| Object::new("DefinedTerm").text("name", &term.name).text("description", &term.text).done());
        let set = Object::new("DefinedTermSet").text("name", word(&self.setting, "glossary"));
        other(Object::new("WebPage").value("mainEntity", Some(set.list("hasDefinedTerm", terms).done())))
    }

    /// A page that lists events.
    pub(super) fn listing(&self, events: &[EventId]) -> Node {
        other(Object::new("CollectionPage").value("mainEntity", self.list(events)))
    }

    /// The events of a page in their order. Without addresses there is no list, as its items are pages.
    fn list(&self, events: &[EventId]) -> Option<String> {
        let all = self.events.as_ref()?;
        let items = events.iter().map(|id| &all[*id]);
        (!events.is_empty()).then(|| Object::new("ItemList").items("itemListElement", items).done())
    }

    /// The content of a page's script element; nothing in it can end that element.
    pub(super) fn script(&self, node: Node, at: &At<'_>) -> String {
        let here = address(&self.setting, at.path);
        let inner = !at.path.address().is_empty();
        let mut object = node
            .object
            .text(if node.article { "headline" } else { "name" }, at.title)
            .maybe("description", at.description)
            .text("inLanguage", at.language)
            .maybe("url", here.as_deref())
            .value("isPartOf", inner.then_some(&self.site));
        if node.article {
            object = object.value("publisher", self.publisher.as_ref()).maybe("mainEntityOfPage", here.as_deref());
        }
        let object = object.done();
        let crumbs = if inner { self.crumbs(at, here) } else { None };
        let comma = if crumbs.is_some() { "," } else { "" };
        let crumbs = crumbs.unwrap_or_default();
        ["{\"@context\":\"https://schema.org\",\"@graph\":[", &object, comma, &crumbs, "]}"].concat()
    }

    /// The way from the home page, where pages have addresses.
    fn crumbs(&self, at: &At<'_>, here: Option<String>) -> Option<String> {
        let home = self.home.clone()?;
        let above = match at.kind {
            "claim" => Some(("claims", "claims/")),
            "actor" => Some(("actors", "actors/")),
            "tag" => Some(("tags", "tags/")),
            _ => None,
        };
        let above =
            above.map(|(name, path)| entry(word(&self.setting, name), "item", address(&self.setting, &fixed(path))));
        let home = entry(&self.setting.timeline.settings.title, "item", Some(home));
        let trail = [Some(home), above, Some(entry(at.title, "item", here))];
        Some(Object::new("BreadcrumbList").items("itemListElement", trail.iter().flatten()).done())
    }
}

/// What an item of a list says beside its place: a name, and an address under a key.
fn entry(name: &str, key: &str, address: Option<String>) -> Object {
    Object::part().text("name", name).maybe(key, address)
}

/// What was written of some, each once, in the order of their list.
fn pick<I: Id>(all: &List<I, String>, ids: impl Iterator<Item = I>) -> impl Iterator<Item = &String> {
    let ids: BTreeSet<I> = ids.collect();
    ids.into_iter().map(|id| &all[id])
}
