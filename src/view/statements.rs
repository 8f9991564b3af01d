//! Who says what, as templates see it: made once, and shared by the event, the claim and the speaker.
//!
//! Enters: the timeline's statements, and the values of what they name. Leaves: a value a statement. Must
//! not know: pages.

use rayon::prelude::*;
use tera::Value;

use super::value::Values;
use super::{Setting, date, word};
use crate::i18n;
use crate::model::{ActorId, ClaimId, EventId, List, SourceId, Speaker, Stance, Statement, StatementId};

/// The values that statements lead to.
#[derive(Clone, Copy)]
pub(super) struct Named<'a> {
    pub(super) events: &'a List<EventId, Value>,
    pub(super) actors: &'a List<ActorId, Value>,
    pub(super) claims: &'a List<ClaimId, Value>,
    pub(super) sources: &'a List<SourceId, Value>,
}

/// The words for what somebody does with a claim, in the past tense, which suits one speaker and many: where the claim is
/// named after it, and where it is not, as in "declined to comment".
pub(super) fn stance_words(stance: Stance) -> [&'static str; 2] {
    match stance {
        Stance::Asserts => ["stance_asserts"; 2],
        Stance::Confirms => ["stance_confirms"; 2],
        Stance::Denies => ["stance_denies"; 2],
        Stance::Disputes => ["stance_disputes"; 2],
        Stance::DeclinesToComment => ["stance_declines", "stance_declines_alone"],
        Stance::Unaware => ["stance_unaware", "stance_unaware_alone"],
        Stance::Retracts => ["stance_retracts"; 2],
    }
}

/// The words that name everybody who has a stance, behind how the claim stands. Who took something back is named there
/// only where nobody is left who says it.
pub(super) fn said_by(stance: Stance) -> Option<&'static str> {
    match stance {
        Stance::Asserts | Stance::Confirms => Some("asserted_by"),
        Stance::Denies => Some("denied_by"),
        Stance::Disputes => Some("disputed_by"),
        Stance::DeclinesToComment => Some("declined_by"),
        Stance::Unaware => Some("unaware_by"),
        Stance::Retracts => None,
    }
}

/// The values of every statement.
pub(super) fn values(setting: &Setting, named: &Named<'_>) -> List<StatementId, Value> {
    setting.timeline.statements.par_iter().map(|statement| value(setting, named, statement)).collect()
}

fn value(setting: &Setting, named: &Named<'_>, statement: &Statement) -> Value {
    let event = &setting.timeline.events[statement.event];
    let speaker = match &statement.speaker {
        Speaker::Actor(actor) => named.actors[*actor].clone(),
        Speaker::Plain(words) => Values::new().with("name", words.as_str()).done(),
    };
    let quote = statement.quote.as_ref().map(|words| {
        // What is quoted in an event of another language is in that, too, unless it is said to be in a third.
        let language = statement.quote_language.as_deref().or(event.language.as_deref());
        let [open, close] = i18n::quotation(language.unwrap_or(setting.locale.language()));
        Values::new()
            .with("text", words.as_str())
            .with("open", open)
            .with("close", close)
            .maybe("language", language)
            .maybe("dir", language.map(i18n::direction))
            .done()
    });
    let [word_before_claim, word_alone] = stance_words(statement.stance);
    let said = statement.date.as_ref().or(event.reported.as_ref()).unwrap_or(&event.date);
    Values::new()
        .with("claim", named.claims[statement.claim].clone())
        .with("event", named.events[statement.event].clone())
        .with("speaker", speaker)
        .with("named", statement.named)
        .with("stance", statement.stance.name())
        .with("word", word(setting, word_before_claim))
        .with("word_alone", word(setting, word_alone))
        .with("date", date(setting, said))
        .with("own_date", statement.date.is_some())
        .maybe("quote", quote)
        .maybe("note", statement.note.as_deref())
        .with("sources", super::pick(named.sources, &statement.sources))
        .with("sources_later", statement.sources_later > 0)
        .done()
}
