//! People and organisations: a page each, and the list of all.
//!
//! Enters: actors with what they say and take part in. Leaves: pages. Must not know: how statements are
//! shown.

use tera::Value;

use super::bodies::Bodies;
use super::statements::Named;
use super::value::{Values, html, link};
use super::{Head, Pages, Setting, fixed, pick, word};
use crate::model::{Actor, ActorId, ActorKind, List, StatementId};
use crate::site::Origin;

/// Actors where they are named.
pub(super) fn values(setting: &Setting) -> List<ActorId, Value> {
    let value = |actor: &Actor| {
        Values::new()
            .with("id", actor.id.as_str())
            .with("name", actor.name.as_str())
            .with("href", link(&actor.address))
            .maybe("role", actor.role.as_deref())
            .maybe("side", actor.side.as_deref())
            .with("extra", super::value::own(actor.extra.as_ref()))
            .maybe("type", actor.kind.map(ActorKind::name))
            .maybe("type_word", actor.kind.map(|kind| word(setting, kind.name())))
            .done()
    };
    setting.timeline.actors.iter().map(value).collect()
}

/// Adds a page for every actor, and the list of all.
pub(super) fn add(pages: &mut Pages<'_>, named: &Named<'_>, said: &List<StatementId, Value>, bodies: &Bodies) {
    let Named { actors, events, .. } = named;
    let timeline = &pages.setting().timeline;
    let mut voices: List<ActorId, Vec<ActorId>> = actors.iter().map(|_| Vec::new()).collect();
    for (id, actor) in timeline.actors.with_ids() {
        if let Some(other) = actor.speaks_for {
            voices[other].push(id);
        }
    }
    for (id, actor) in timeline.actors.with_ids() {
        let own = vec![
            ("actor", actors[id].clone()),
            ("speaks_for", actor.speaks_for.map_or_else(Value::none, |other| actors[other].clone())),
            ("voices", Value::from(pick(actors, &voices[id]))),
            ("aliases", Value::from(super::texts(&actor.aliases))),
            ("same_as", Value::from(super::texts(&actor.same_as))),
            ("statements", Value::from(pick(said, &actor.statements))),
            ("events", Value::from(pick(events, &actor.events))),
            ("body", html(&bodies.actors[id].html)),
        ];
        let head = Head {
            description: actor.role.clone(),
            node: Some(pages.structured.actor(id)),
            file: Some(&actor.path),
            ..Head::new("actor", "actor.html", &actor.name)
        };
        let origin = Origin { what: format!("the actor {}", actor.path), path: Some(actor.path.clone()) };
        pages.page(actor.address.clone(), origin, head, own);
    }
    if !actors.is_empty() {
        let head = Head::new("actors", "actors.html", word(pages.setting(), "actors"));
        let origin = Origin { what: "the list of people and organisations".to_owned(), path: None };
        let all = sides(pages.setting(), actors);
        pages.page(fixed("actors/"), origin, head, vec![("sides", Value::from(all))]);
    }
}

/// Actors under the side that they are on, each list in the order of names; those of no side come last.
pub(super) fn sides(setting: &Setting, actors: &List<ActorId, Value>) -> Vec<Value> {
    let list = &setting.timeline.actors;
    let mut order: Vec<ActorId> = list.ids().collect();
    order.sort_by_cached_key(|id| {
        let actor = &list[*id];
        (actor.side.is_none(), actor.side.clone(), actor.kind == Some(ActorKind::Person), actor.name.to_lowercase())
    });
    order
        .chunk_by(|a, b| list[*a].side == list[*b].side)
        .map(|side| {
            Values::new().maybe("name", list[side[0]].side.as_deref()).with("actors", pick(actors, side)).done()
        })
        .collect()
}
