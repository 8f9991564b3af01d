//! The things that structured data speaks of: people, sources, claims, corrections.
//!
//! Enters: parts of the timeline. Leaves: objects. Must not know: which page they stand on.

use super::super::claims::verdict_word;
use super::super::{Setting, fixed, word};
use super::json::{Object, text};
use crate::date::{Bound, Date};
use crate::model::{Actor, ActorKind, Claim, Event, Source, Verdict};
use crate::path::SitePath;

/// The whole address of a page, where the site has one.
pub(super) fn address(setting: &Setting, path: &SitePath) -> Option<String> {
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
pub(super) fn site(setting: &Setting) -> String {
    let site = Object::new("WebSite").text("name", &setting.timeline.settings.title);
    site.maybe("url", address(setting, &fixed(""))).done()
}

/// Somebody or something of which a name is known and no more.
pub(super) fn thing(name: &str) -> String {
    Object::new("Thing").text("name", name).done()
}

/// Whether the publisher is an organisation: a newsroom, as its rules have addresses. A name alone may be that
/// of one person.
fn is_newsroom(setting: &Setting) -> bool {
    setting.timeline.settings.policies.iter().any(Option::is_some)
}

/// Who publishes the site, with the addresses of its rules.
pub(super) fn publisher(setting: &Setting) -> Option<String> {
    let settings = &setting.timeline.settings;
    let name = settings.publisher.name.as_deref()?;
    let [corrections, ethics, unnamed] = &settings.policies;
    let publisher = Object::new(if is_newsroom(setting) { "NewsMediaOrganization" } else { "Thing" })
        .text("name", name)
        .maybe("url", settings.publisher.url.as_deref())
        .maybe("correctionsPolicy", corrections.as_deref())
        .maybe("ethicsPolicy", ethics.as_deref())
        .maybe("unnamedSourcesPolicy", unnamed.as_deref());
    Some(publisher.done())
}

/// Whoever wrote the explainer, or judges a claim: one person, several, or a newsroom. Only of the publisher can
/// more be known than the name.
pub(super) fn author(setting: &Setting, name: &str) -> String {
    let publisher = setting.timeline.settings.publisher.name.as_deref().unwrap_or_default();
    if is_newsroom(setting) && name.to_lowercase() == publisher.to_lowercase() {
        Object::new("Organization").text("name", name).done()
    } else {
        thing(name)
    }
}

/// What an actor is, as far as its document says: a group of people need not be an organisation.
fn kind(actor: &Actor) -> &'static str {
    match actor.kind {
        Some(ActorKind::Person) => "Person",
        Some(ActorKind::Organisation) => "Organization",
        Some(ActorKind::Government) => "GovernmentOrganization",
        Some(ActorKind::Group) | None => "Thing",
    }
}

/// The page of an actor: a profile is of a person or an organisation.
pub(super) fn profile(actor: &Actor) -> Object {
    Object::new(if kind(actor) == "Thing" { "WebPage" } else { "ProfilePage" })
}

/// Somebody, as named on a page.
pub(super) fn actor(setting: &Setting, actor: &Actor) -> Object {
    Object::new(kind(actor))
        .text("name", &actor.name)
        .list("sameAs", actor.same_as.iter().map(|address| text(address)))
        .maybe("url", address(setting, &actor.address))
}

/// A claim, as named on a page.
pub(super) fn claim(setting: &Setting, claim: &Claim) -> Object {
    Object::new("Claim").text("text", &claim.text).maybe("url", address(setting, &claim.address))
}

/// The newsroom's verdict on a claim, where it published one.
pub(super) fn review(setting: &Setting, claim: &Claim) -> Option<Object> {
    let assessment = claim.assessment.as_ref().filter(|own| own.verdict != Verdict::Unverified)?;
    let by = assessment.by.as_deref().or(setting.timeline.settings.publisher.name.as_deref());
    let rating = Object::new("Rating").text("alternateName", word(setting, verdict_word(assessment.verdict)));
    let review = Object::new("ClaimReview")
        .text("claimReviewed", &claim.text)
        .value("reviewRating", Some(rating.done()))
        .maybe("reviewBody", assessment.basis.as_deref())
        .value("author", by.map(|name| author(setting, name)))
        .maybe("datePublished", day(&assessment.date));
    Some(review)
}

/// A source as a work.
pub(super) fn source(source: &Source) -> String {
    Object::new("CreativeWork")
        .maybe("name", source.title.as_deref())
        .value("author", source.author.as_deref().map(thing))
        .value("publisher", source.publisher.as_deref().map(thing))
        .maybe("datePublished", source.date.as_ref().and_then(day))
        .maybe("inLanguage", source.language.as_deref())
        .maybe("url", source.url.as_deref())
        .maybe("archivedAt", source.archive.as_deref())
        .done()
}

/// The corrections of an event.
pub(super) fn comments(event: &Event) -> impl Iterator<Item = String> {
    event
        .corrections
        .iter()
        .map(|own| Object::new("CorrectionComment").text("text", &own.text).maybe("dateCreated", day(&own.date)).done())
}
