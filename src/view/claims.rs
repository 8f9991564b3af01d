//! Claims: how each stands, in words; a page a claim, and the list of all.
//!
//! Enters: claims with their statements. Leaves: pages. Must not know: how a standing is derived.

use indexmap::IndexMap;
use tera::Value;

use super::bodies::Bodies;
use super::statements::{Named, said_by};
use super::value::{Values, escaped, html, link};
use super::{Head, Pages, Setting, date, fixed, pick, word};
use crate::model::{
    Assessment, Claim, ClaimId, Kind, List, Side, SourceId, Speaker, Stance, Standing, StatementId, Verdict,
};
use crate::site::Origin;

/// Claims where they are named: text, address, and how they stand.
pub(super) fn values(setting: &Setting) -> List<ClaimId, Value> {
    let timeline = &setting.timeline;
    let value = |claim: &Claim| {
        let standing = timeline.standing(claim);
        Values::new()
            .with("id", claim.id.as_str())
            .with("text", claim.text.as_str())
            .with("href", link(&claim.address))
            .with("extra", super::value::own(claim.extra.as_ref()))
            .with("standing", standing.kind.name())
            .with("standing_word", word(setting, kind_word(standing.kind)))
            .with("standing_html", html(&sentence(setting, claim, &standing)))
            .done()
    };
    timeline.claims.iter().map(value).collect()
}

/// The word for a kind of standing.
pub(super) fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Disputed => "standing_disputed",
        Kind::ConfirmedByParty => "standing_confirmed",
        Kind::Asserted => "standing_asserted",
        Kind::Retracted => "standing_retracted",
        Kind::Denied => "standing_denied",
        Kind::Unstated => "standing_unstated",
    }
}

pub(super) fn verdict_word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Unverified => "verdict_unverified",
        Verdict::Corroborated => "verdict_corroborated",
        Verdict::Confirmed => "verdict_confirmed",
        Verdict::Misleading => "verdict_misleading",
        Verdict::False => "verdict_false",
        Verdict::Retracted => "verdict_retracted",
    }
}

/// How a claim stands and by whose words, as HTML: "**Disputed**: asserted by X; denied by Y".
fn sentence(setting: &Setting, claim: &Claim, standing: &Standing) -> String {
    let statements = setting.timeline.said_of(claim);
    let unnamed: Vec<&Speaker> =
        statements.filter(|statement| !statement.named).map(|statement| &statement.speaker).collect();
    let names = |who: &[&Speaker]| names(setting, who, &unnamed);
    let of = |(name, who): (&'static str, Vec<&Speaker>)| setting.locale.said(name, &[("who", &names(&who))]);
    let told = |side: Side| by_words(standing, side, &[]).into_iter().map(of).collect::<Vec<_>>();
    let on =
        |side: Side| -> Vec<&Speaker> { by_words(standing, side, &[]).into_iter().flat_map(|(_, who)| who).collect() };
    let these = |who: &'_ [Speaker]| names(&who.iter().collect::<Vec<_>>());
    let (pattern, who, mut rest) = match standing.kind {
        Kind::Disputed => {
            let said = [told(Side::For), told(Side::Against)].concat();
            ("said_disputed", said.join(word(setting, "semicolon")), Vec::new())
        }
        Kind::ConfirmedByParty => {
            let others = by_words(standing, Side::For, &standing.confirming);
            ("said_confirmed", these(&standing.confirming), others.into_iter().map(of).collect())
        }
        Kind::Asserted => ("said_asserted", names(&on(Side::For)), Vec::new()),
        Kind::Retracted => ("said_retracted", these(&standing.retracting), told(Side::Against)),
        Kind::Denied => ("said_denied", names(&on(Side::Against)), Vec::new()),
        Kind::Unstated => ("said_unstated", String::new(), Vec::new()),
    };
    rest.extend(told(Side::Neither));
    let main = strong(word(setting, pattern)).replace("{who}", &who);
    [vec![main], rest].concat().join(word(setting, "semicolon"))
}

/// Who is on a side, but for some, under the words that name them, which several stances can share.
fn by_words<'s>(standing: &'s Standing, side: Side, but: &[Speaker]) -> Vec<(&'static str, Vec<&'s Speaker>)> {
    let mut all: IndexMap<&'static str, Vec<&Speaker>> =
        Stance::ALL.iter().filter_map(|stance| Some((said_by(*stance)?, Vec::new()))).collect();
    let of_side = standing.latest.iter().filter(|(_, stance)| stance.side() == side);
    for (speaker, stance) in of_side.filter(|(speaker, _)| !but.contains(speaker)) {
        if let Some(who) = said_by(*stance).and_then(|name| all.get_mut(name)) {
            who.push(speaker);
        }
    }
    all.into_iter().filter(|(_, who)| !who.is_empty()).collect()
}

/// The words between asterisks in bold: the one that says how a claim stands.
fn strong(text: &str) -> String {
    let mut parts = text.split('*');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(before), Some(bold), Some(after)) => format!("{before}<b>{bold}</b>{after}"),
        _ => text.to_owned(),
    }
}

/// Speakers' names as HTML, each once: two plain attributions may have the same words.
fn names(setting: &Setting, speakers: &[&Speaker], unnamed: &[&Speaker]) -> String {
    let mut names: Vec<String> = Vec::with_capacity(speakers.len());
    for speaker in speakers {
        let name = match speaker {
            Speaker::Actor(actor) => setting.timeline.actors[*actor].name.as_str(),
            Speaker::Plain(words) => words,
        };
        let note = unnamed.contains(speaker).then(|| format!(" ({})", word(setting, "not_named")));
        let name = setting.locale.inside(name);
        names.push(format!("<bdi>{}</bdi>{}", escaped(&name), note.unwrap_or_default()));
    }
    names.dedup();
    names.join(word(setting, "comma"))
}

/// Adds a page for every claim, and the list of all.
pub(super) fn add(pages: &mut Pages<'_>, named: &Named<'_>, said: &List<StatementId, Value>, bodies: &Bodies) {
    let setting = pages.setting();
    let Named { claims, actors, sources, .. } = named;
    let timeline = &setting.timeline;
    for (id, claim) in timeline.claims.with_ids() {
        let changes: Vec<Value> = timeline
            .standing_changes(claim)
            .into_iter()
            .map(|(day, kind)| {
                Values::new()
                    .with("date", html(&super::day(setting, day)))
                    .with("standing", kind.name())
                    .with("word", word(setting, kind_word(kind)))
                    .done()
            })
            .collect();
        let own = vec![
            ("claim", claims[id].clone()),
            ("concerns", Value::from(pick(actors, &claim.concerns))),
            ("no_response", claim.no_response.as_deref().map_or_else(Value::none, Value::from)),
            ("assessment", claim.assessment.as_ref().map_or_else(Value::none, |own| assessment(setting, own, sources))),
            ("statements", Value::from(pick(said, &claim.statements))),
            ("changes", Value::from(changes)),
            ("body", html(&bodies.claims[id].html)),
        ];
        let head = Head {
            file: Some(&claim.path),
            node: Some(pages.structured.claim(claim)),
            ..Head::new("claim", "claim.html", &claim.text)
        };
        let origin = Origin { what: format!("the claim {}", claim.path), path: Some(claim.path.clone()) };
        pages.page(claim.address.clone(), origin, head, own);
    }
    if !claims.is_empty() {
        let head = Head::new("claims", "claims.html", word(setting, "claims"));
        let origin = Origin { what: "the list of claims".to_owned(), path: None };
        pages.page(fixed("claims/"), origin, head, vec![("claims", Value::from(pick(claims, &told(setting))))]);
    }
}

fn assessment(setting: &Setting, assessment: &Assessment, sources: &List<SourceId, Value>) -> Value {
    Values::new()
        .with("status", assessment.verdict.name())
        .with("word", word(setting, verdict_word(assessment.verdict)))
        .maybe("basis", assessment.basis.as_deref())
        .maybe("by", assessment.by.as_deref().map(|name| setting.locale.inside(name)))
        .with("date", date(setting, &assessment.date))
        .with("sources", pick(sources, &assessment.sources))
        .with("sources_later", assessment.sources_later > 0)
        .done()
}

/// Claims in the order in which they were first spoken of; those that nobody has spoken of come last.
fn told(setting: &Setting) -> Vec<ClaimId> {
    let timeline = &setting.timeline;
    let mut order: Vec<ClaimId> = timeline.claims.ids().collect();
    order.sort_by_key(|id| {
        let first = timeline.claims[*id].statements.first().map(|first| timeline.statements[*first].key());
        (first.is_none(), first)
    });
    order
}

/// Claims with the table of who says what, for the home page.
pub(super) fn tables(setting: &Setting, claims: &List<ClaimId, Value>, said: &List<StatementId, Value>) -> Vec<Value> {
    let tables = told(setting).into_iter().map(|id| {
        let (claim, value) = (&setting.timeline.claims[id], &claims[id]);
        Values::new()
            .with("claim", value.clone())
            .maybe("no_response", claim.no_response.as_deref())
            .with("assessed", claim.assessment.is_some())
            .with("statements", pick(said, &claim.statements))
            .with("size", setting.locale.size(claim.statements.len()))
            .done()
    });
    tables.collect()
}
