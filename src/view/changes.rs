//! Corrections and updates: on their event, and in one list.
//!
//! Enters: events. Leaves: values, and the page of all changes. Must not know: how an event is shown.

use tera::Value;

use super::value::Values;
use super::{Head, Pages, Setting, date, fixed, word};
use crate::model::{Correction, Event, EventId, List, Update, moment};
use crate::site::Origin;

fn correction(setting: &Setting, correction: &Correction) -> Values {
    Values::new()
        .with("type", correction.kind.name())
        .with("word", word(setting, correction.kind.name()))
        .with("date", date(setting, &correction.date))
        .with("text", correction.text.as_str())
        .maybe("was", correction.was.as_deref())
}

fn update(setting: &Setting, update: &Update) -> Values {
    Values::new()
        .with("type", "update")
        .with("word", word(setting, "update"))
        .with("date", date(setting, &update.date))
        .with("text", update.text.as_str())
        .maybe("was", None::<&str>)
}

/// The corrections of an event, newest first.
pub(super) fn corrections(setting: &Setting, event: &Event) -> Vec<Value> {
    event.corrections.iter().rev().map(|own| correction(setting, own).done()).collect()
}

/// The updates of an event, oldest first: they go on with its story.
pub(super) fn updates(setting: &Setting, event: &Event) -> Vec<Value> {
    event.updates.iter().map(|own| update(setting, own).done()).collect()
}

/// Every change with its event, newest first. `events` are values of events where they are named.
pub(super) fn all(setting: &Setting, events: &List<EventId, Value>) -> Vec<Value> {
    let mut all = Vec::new();
    for (event, value) in setting.timeline.events.iter().zip(events) {
        for own in &event.corrections {
            all.push((moment(&own.date), correction(setting, own).with("event", value.clone()).done()));
        }
        for own in &event.updates {
            all.push((moment(&own.date), update(setting, own).with("event", value.clone()).done()));
        }
    }
    all.sort_by(|(a, _), (b, _)| b.cmp(a));
    all.into_iter().map(|(_, value)| value).collect()
}

/// The newest correction of all, with its event.
pub(super) fn newest_correction(setting: &Setting, events: &List<EventId, Value>) -> Option<Value> {
    let corrections = setting
        .timeline
        .events
        .iter()
        .zip(events)
        .filter_map(|(event, value)| Some((event.corrections.last()?, value)));
    let (newest, event) = corrections.max_by_key(|(own, _)| moment(&own.date))?;
    Some(correction(setting, newest).with("event", event.clone()).done())
}

/// Adds the page of all changes.
pub(super) fn add(pages: &mut Pages<'_>, changes: &[Value]) {
    if changes.is_empty() {
        return;
    }
    let head = Head::new("corrections", "corrections.html", word(pages.setting(), "corrections_and_updates"));
    let origin = Origin { what: "the list of corrections and updates".to_owned(), path: None };
    pages.page(fixed("corrections/"), origin, head, vec![("changes", Value::from(changes.to_vec()))]);
}
