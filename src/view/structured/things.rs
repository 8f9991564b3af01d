//! The things that structured data speaks of: people, sources, claims, corrections.
//!
//! Enters: parts of the timeline. Leaves: nodes. Must not know: which page they stand on.

use serde_json::{Value, json};

use super::super::Setting;
use super::super::claims::verdict_word;
use super::{Node, node};
use crate::date::{Bound, Date};
use crate::model::{Actor, ActorKind, Claim, Event, Speaker, Verdict};
use crate::path::SitePath;

/// Whether a value says anything.
pub(super) fn kept(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Array(list) => !list.is_empty(),
        _ => true,
    }
}

/// The whole address of a page, where the site has one.
pub(super) fn address(setting: &Setting<'_>, path: &SitePath) -> Option<String> {
    setting.base_url.as_ref().map(|base| format!("{}{}", base.as_str(), path.encoded()))
}

/// A date as the vocabulary's `Date`: only one that is exact to the day.
pub(super) fn day(date: &Date) -> Option<String> {
    date.is_exact().then(|| date.earliest_day()).filter(|day| (1..=9999).contains(&day.year)).map(|day| day.to_string())
}

/// From when to when, as a range of ISO 8601: a year where no more is known, `..` where there is no limit.
pub(super) fn coverage<'a>(dates: impl Iterator<Item = &'a Date> + Clone) -> Option<String> {
    let first = dates.clone().min_by_key(|date| date.anchor())?;
    let last = dates.max_by_key(|date| (date.latest() == Bound::Open, date.latest_day()))?;
    let end = |date: &Date, bound: Bound| match bound {
        Bound::Day(day) if !(1..=9999).contains(&day.year) => None,
        Bound::Day(day) if date.is_year_or_longer() => Some(format!("{:04}", day.year)),
        Bound::Day(day) => Some(day.to_string()),
        Bound::Open => Some("..".to_owned()),
        Bound::Unknown => None,
    };
    let (from, to) = (end(first, first.earliest())?, end(last, last.latest())?);
    Some(if from == to { from } else { format!("{from}/{to}") })
}

/// The site as what its pages are part of.
pub(super) fn site(setting: &Setting<'_>) -> Value {
    let url = address(setting, &super::super::fixed(""));
    json!(node([("@type", json!("WebSite")), ("name", json!(setting.timeline.settings.title)), ("url", json!(url)),]))
}

pub(super) fn organisation(name: &str) -> Value {
    json!({"@type": "Organization", "name": name})
}

/// Who publishes the site, with the addresses of its rules.
pub(super) fn publisher(setting: &Setting<'_>) -> Value {
    let settings = &setting.timeline.settings;
    let Some(name) = &settings.publisher.name else { return Value::Null };
    let [corrections, ethics, unnamed] = &settings.policies;
    let kind = if settings.policies.iter().any(Option::is_some) { "NewsMediaOrganization" } else { "Organization" };
    json!(node([
        ("@type", json!(kind)),
        ("name", json!(name)),
        ("url", json!(settings.publisher.url)),
        ("correctionsPolicy", json!(corrections)),
        ("ethicsPolicy", json!(ethics)),
        ("unnamedSourcesPolicy", json!(unnamed)),
    ]))
}

/// Somebody, as named on a page.
pub(super) fn actor(setting: &Setting<'_>, actor: &Actor) -> Node {
    let kind = match actor.kind {
        Some(ActorKind::Person) => "Person",
        Some(ActorKind::Government) => "GovernmentOrganization",
        Some(ActorKind::Organisation | ActorKind::Group) | None => "Organization",
    };
    node([
        ("@type", json!(kind)),
        ("name", json!(actor.name)),
        ("sameAs", json!(actor.same_as)),
        ("url", json!(address(setting, &actor.address))),
    ])
}

/// Who made a claim. Of plain words it is not known whether they mean one or many, so they are an
/// organisation, which may be any group.
pub(super) fn speaker(setting: &Setting<'_>, speaker: &Speaker) -> Value {
    match speaker {
        Speaker::Actor(number) => json!(actor(setting, &setting.timeline.actors[*number])),
        Speaker::Plain(words) => organisation(words),
    }
}

/// A claim, as named on a page.
pub(super) fn claim(setting: &Setting<'_>, claim: &Claim) -> Node {
    node([("@type", json!("Claim")), ("text", json!(claim.text)), ("url", json!(address(setting, &claim.address)))])
}

/// The newsroom's verdict on a claim, where it published one.
pub(super) fn review(setting: &Setting<'_>, claim: &Claim) -> Option<Node> {
    let assessment = claim.assessment.as_ref().filter(|own| own.verdict != Verdict::Unverified)?;
    let by = assessment.by.as_deref().or(setting.timeline.settings.publisher.name.as_deref());
    let rating = super::word(setting, verdict_word(assessment.verdict));
    Some(node([
        ("@type", json!("ClaimReview")),
        ("claimReviewed", json!(claim.text)),
        ("reviewRating", json!({"@type": "Rating", "alternateName": rating})),
        ("reviewBody", json!(assessment.basis)),
        ("author", json!(by.map(organisation))),
        ("datePublished", json!(day(&assessment.date))),
    ]))
}

/// A source as a work.
pub(super) fn source(setting: &Setting<'_>, number: usize) -> Node {
    let source = &setting.timeline.sources[number];
    node([
        ("@type", json!("CreativeWork")),
        ("name", json!(source.title)),
        ("author", json!(source.author.as_deref().map(organisation))),
        ("publisher", json!(source.publisher.as_deref().map(organisation))),
        ("datePublished", json!(source.date.as_ref().and_then(day))),
        ("inLanguage", json!(source.language)),
        ("url", json!(source.url)),
        ("archivedAt", json!(source.archive)),
    ])
}

/// Sources as works, each once, in the order of their numbers.
pub(super) fn citations(setting: &Setting<'_>, sources: impl Iterator<Item = usize>) -> Value {
    let sources: std::collections::BTreeSet<usize> = sources.collect();
    json!(sources.into_iter().map(|number| source(setting, number)).collect::<Vec<_>>())
}

/// The corrections of an event.
pub(super) fn comments(event: &Event) -> impl Iterator<Item = Value> {
    event.corrections.iter().map(|own| {
        json!(node([
            ("@type", json!("CorrectionComment")),
            ("text", json!(own.text)),
            ("dateCreated", json!(day(&own.date))),
        ]))
    })
}
