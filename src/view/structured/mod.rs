//! Structured data: what a page says, for machines, in the vocabulary of schema.org as JSON-LD 1.1.
//!
//! Enters: the timeline. Leaves: the content of one `<script type="application/ld+json">` a page. Without a
//! `base_url` it has no address in it. Must not know: templates.

mod things;

use serde_json::{Map, Value, json};

use super::{Setting, word};
use crate::date::Date;
use crate::model::{Claim, Event};
use crate::path::SitePath;
use things::{actor, address, citations, claim, comments, coverage, day, kept, publisher, review, site, source};

/// A node of the graph.
pub(super) type Node = Map<String, Value>;

/// What a page is about, before it has an address.
pub(super) fn page(kind: &str) -> Node {
    let kind = match kind {
        "page" => "WebPage",
        "actor" => "ProfilePage",
        _ => "CollectionPage",
    };
    node([("@type", json!(kind))])
}

fn node<const N: usize>(entries: [(&str, Value); N]) -> Node {
    entries.into_iter().filter(|(_, value)| kept(value)).map(|(key, value)| (key.to_owned(), value)).collect()
}

/// The explainer with the events of its first page.
pub(super) fn explainer(setting: &Setting<'_>, events: &[usize]) -> Node {
    let timeline = setting.timeline;
    let index = &timeline.index;
    let all = || events.iter().map(|number| &timeline.events[*number]);
    let sources = all().flat_map(|event| event.sources.iter().copied());
    let claims: Vec<Value> = timeline.claims.iter().map(|own| Value::from(claim(setting, own))).collect();
    let mut node = node([
        ("@type", json!(["NewsArticle", "BackgroundNewsArticle"])),
        ("about", json!(claims)),
        ("author", json!(index.authors.iter().map(|name| author(setting, name)).collect::<Vec<_>>())),
        ("citation", citations(setting, sources)),
        ("correction", json!(all().flat_map(comments).collect::<Vec<_>>())),
        ("mainEntity", list(setting, events)),
        ("mentions", mentions(setting, all().flat_map(|event| event.actors.iter().copied()))),
        ("temporalCoverage", json!(coverage(all().map(|event| &event.date)))),
    ]);
    dates(&mut node, index.published.as_ref(), timeline.changed());
    node
}

/// An event.
pub(super) fn event(setting: &Setting<'_>, event: &Event) -> Node {
    let statements = event.statements.iter().map(|number| &setting.timeline.statements[*number]);
    let claims: std::collections::BTreeSet<usize> = statements.map(|statement| statement.claim).collect();
    let about = claims.into_iter().map(|number| Value::from(claim(setting, &setting.timeline.claims[number])));
    let mut node = node([
        ("@type", json!("NewsArticle")),
        ("about", json!(about.collect::<Vec<_>>())),
        ("citation", citations(setting, event.sources.iter().copied())),
        ("correction", json!(comments(event).collect::<Vec<_>>())),
        ("mentions", mentions(setting, event.actors.iter().copied())),
        ("temporalCoverage", json!(coverage([&event.date].into_iter()))),
    ]);
    dates(&mut node, event.published.as_ref(), event.changed());
    node
}

/// A claim: who made it, where it was made, and the newsroom's verdict where there is one.
pub(super) fn claimed(setting: &Setting<'_>, own: &Claim) -> Node {
    let timeline = setting.timeline;
    let mut whole = claim(setting, own);
    let statements = || own.statements.iter().map(|number| &timeline.statements[*number]);
    let standing = timeline.standing(own);
    let authors: Vec<Value> = standing.asserting.iter().map(|speaker| things::speaker(setting, speaker)).collect();
    let asserted = statements().filter(|statement| statement.stance == crate::model::Stance::Asserts);
    let appearance: Vec<usize> = asserted.flat_map(|statement| statement.sources.iter().copied()).collect();
    let first = appearance.iter().min_by_key(|number| timeline.sources[**number].date.as_ref().map(Date::anchor));
    let assessed = own.assessment.iter().flat_map(|assessment| assessment.sources.iter().copied());
    let cited = statements().flat_map(|statement| statement.sources.iter().copied()).chain(assessed);
    whole.extend(node([
        ("author", json!(authors)),
        ("firstAppearance", first.map_or(Value::Null, |number| json!(source(setting, *number)))),
        ("appearance", citations(setting, appearance.iter().copied())),
        ("citation", citations(setting, cited)),
    ]));
    match review(setting, own) {
        Some(mut review) => {
            review.insert("itemReviewed".to_owned(), json!(whole));
            review
        }
        None => node([("@type", json!("WebPage")), ("mainEntity", json!(whole))]),
    }
}

/// Somebody.
pub(super) fn profile(setting: &Setting<'_>, number: usize) -> Node {
    let own = &setting.timeline.actors[number];
    let mut whole = actor(setting, own);
    whole.extend(node([("alternateName", json!(own.aliases)), ("description", json!(own.role))]));
    let mut page = page("actor");
    page.insert("mainEntity".to_owned(), json!(whole));
    page
}

/// The terms of the glossary.
pub(super) fn glossary(setting: &Setting<'_>) -> Node {
    let term = |term: &crate::model::Term| {
        json!(node([("@type", json!("DefinedTerm")), ("name", json!(term.name)), ("description", json!(term.text)),]))
    };
    let terms: Vec<Value> = setting.timeline.glossary.iter().map(term).collect();
    node([("@type", json!("DefinedTermSet")), ("hasDefinedTerm", json!(terms))])
}

/// A page that lists events.
pub(super) fn listing(setting: &Setting<'_>, events: &[usize]) -> Node {
    let mut node = page("list");
    node.insert("mainEntity".to_owned(), list(setting, events));
    node
}

/// The events of a page in their order. Without addresses there is no list, as its items are pages.
fn list(setting: &Setting<'_>, events: &[usize]) -> Value {
    if setting.base_url.is_none() {
        return Value::Null;
    }
    let items: Vec<Value> = (1..)
        .zip(events)
        .map(|(position, number)| {
            let event = &setting.timeline.events[*number];
            let url = address(setting, &event.address);
            json!({"@type": "ListItem", "position": position, "name": event.title, "url": url})
        })
        .collect();
    json!({"@type": "ItemList", "itemListElement": items})
}

fn mentions(setting: &Setting<'_>, actors: impl Iterator<Item = usize>) -> Value {
    let actors: std::collections::BTreeSet<usize> = actors.collect();
    let all = &setting.timeline.actors;
    json!(actors.into_iter().map(|number| actor(setting, &all[number])).collect::<Vec<_>>())
}

fn author(setting: &Setting<'_>, name: &str) -> Value {
    let publisher = setting.timeline.settings.publisher.name.as_deref().unwrap_or_default();
    let kind = if name.to_lowercase() == publisher.to_lowercase() { "Organization" } else { "Person" };
    json!({"@type": kind, "name": name})
}

fn dates(node: &mut Node, published: Option<&Date>, changed: Option<&Date>) {
    for (key, date) in [("datePublished", published), ("dateModified", changed)] {
        if let Some(date) = date.and_then(day) {
            node.insert(key.to_owned(), json!(date));
        }
    }
}

/// What every page has: its address, its names, its language, the way to it. Gives the content of the
/// script element; nothing in it can end that element.
pub(super) fn script(setting: &Setting<'_>, node: &Node, at: &At<'_>) -> String {
    let mut node = node.clone();
    let article = node.get("author").is_some() || node.get("@type") == Some(&json!("NewsArticle"));
    let name = if article { "headline" } else { "name" };
    let here = address(setting, at.path);
    node.extend(self::node([
        (name, json!(at.title)),
        ("description", json!(at.description)),
        ("inLanguage", json!(at.language)),
        ("url", json!(here)),
    ]));
    if article {
        node.extend(self::node([("publisher", publisher(setting)), ("mainEntityOfPage", json!(here))]));
    }
    if !at.path.address().is_empty() && node.get("@type") != Some(&json!("DefinedTermSet")) {
        node.insert("isPartOf".to_owned(), site(setting));
    }
    let mut graph = vec![Value::from(node)];
    graph.extend(crumbs(setting, at));
    escaped(&json!({"@context": "https://schema.org", "@graph": graph}).to_string())
}

/// Where a page stands, and what it is called.
pub(super) struct At<'a> {
    pub(super) kind: &'static str,
    pub(super) path: &'a SitePath,
    pub(super) title: &'a str,
    pub(super) description: Option<&'a str>,
    pub(super) language: &'a str,
}

/// The way from the home page, where pages have addresses.
fn crumbs(setting: &Setting<'_>, at: &At<'_>) -> Option<Value> {
    setting.base_url.as_ref()?;
    if at.path.address().is_empty() {
        return None;
    }
    let mut trail: Vec<(&str, Option<String>)> =
        vec![(&setting.timeline.settings.title, address(setting, &super::fixed("")))];
    let above = match at.kind {
        "claim" => Some(("claims", "claims/")),
        "actor" => Some(("actors", "actors/")),
        "tag" => Some(("tags", "tags/")),
        _ => None,
    };
    trail.extend(above.map(|(name, path)| (word(setting, name), address(setting, &super::fixed(path)))));
    trail.push((at.title, address(setting, at.path)));
    let items: Vec<Value> = (1..)
        .zip(trail)
        .map(|(position, (name, item))| json!({"@type": "ListItem", "position": position, "name": name, "item": item}))
        .collect();
    Some(json!({"@type": "BreadcrumbList", "itemListElement": items}))
}

/// JSON that can stand in a script element: no `<`, and none of the line ends that JavaScript has and JSON
/// has not.
fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        match c {
            '<' => out.push_str("\\u003c"),
            '>' => out.push_str("\\u003e"),
            '&' => out.push_str("\\u0026"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            c => out.push(c),
        }
    }
    out
}
