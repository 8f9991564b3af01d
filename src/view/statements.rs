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

/// The word for what somebody does with a claim, in the past tense: it suits one speaker and many.
fn stance_word(stance: Stance) -> &'static str {
    match stance {
        Stance::Asserts => "stance_asserts",
        Stance::Confirms => "stance_confirms",
        Stance::Denies => "stance_denies",
        Stance::Disputes => "stance_disputes",
        Stance::DeclinesToComment => "stance_declines",
        Stance::Unaware => "stance_unaware",
        Stance::Retracts => "stance_retracts",
    }
}

/// The same where the claim is not named after it: "declined to comment".
fn stance_word_alone(stance: Stance) -> &'static str {
    match stance {
        Stance::DeclinesToComment => "stance_declines_alone",
        Stance::Unaware => "stance_unaware_alone",
        other => stance_word(other),
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
    let said = statement.date.as_ref().or(event.reported.as_ref()).unwrap_or(&event.date);
    Values::new()
        .with("claim", named.claims[statement.claim].clone())
        .with("event", named.events[statement.event].clone())
        .with("speaker", speaker)
        .with("named", statement.named)
        .with("stance", statement.stance.name())
        .with("word", word(setting, stance_word(statement.stance)))
        .with("word_alone", word(setting, stance_word_alone(statement.stance)))
        .with("date", date(setting, said))
        .with("own_date", statement.date.is_some())
        .maybe("quote", quote)
        .maybe("note", statement.note.as_deref())
        .with("sources", super::pick(named.sources, &statement.sources))
        .with("sources_later", statement.sources_later > 0)
        .done()
}
