//! The worked example against what its sources say: who says what, in which order, on which day.

use annals::document::{self, Stance};
use annals::model::{self, Now, Selection, Speaker, Statement, Timeline};

use crate::support::{NOW, repository};

fn timeline() -> Timeline {
    let (documents, _) = document::parse(&annals::fs::read(repository()).unwrap());
    model::resolve(documents, &Selection { drafts: false, now: Now { seconds: NOW, origin: "--now" }, as_of: None }).0
}

#[test]
fn events_stand_in_the_order_in_which_they_are_told() {
    let timeline = timeline();
    let ids: Vec<&str> = timeline.events.iter().map(|event| event.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "iraq-invasion",
            "virtual-summit",
            "winter-olympics",
            "olympics-visit",
            "invasion",
            "reported-request",
            "security-council-veto",
            "general-assembly-vote",
            "sullivan-warns",
            "rome-trip-announced",
            "zhao-on-rome",
            "aid-request-reported",
            "embassy-unaware",
            "moscow-and-beijing-answer",
            "rome-talks",
        ]
    );
}

#[test]
fn everybody_says_what_the_sources_have_them_say() {
    let timeline = timeline();
    let told = |claim: &str| -> Vec<(String, bool, Stance, String, Vec<String>)> {
        let claim = timeline.claims.iter().find(|own| own.id == claim).unwrap();
        let of = |own: &Statement| {
            let speaker = match &own.speaker {
                Speaker::Actor(actor) => timeline.actors[*actor].id.clone(),
                Speaker::Plain(words) => words.clone(),
            };
            let sources = own.sources.iter().map(|source| timeline.sources[*source].id.clone()).collect();
            (speaker, own.named, own.stance, own.day.to_string(), sources)
        };
        timeline.said_of(claim).map(of).collect()
    };
    let said = |speaker: &str, named, stance, day: &str, sources: &[&str]| {
        (speaker.to_owned(), named, stance, day.to_owned(), sources.iter().map(|id| (*id).to_owned()).collect())
    };
    let (sunday, monday) = ("2022-03-13", "2022-03-14");
    assert_eq!(
        told("military-equipment"),
        [
            said("US officials", false, Stance::Asserts, sunday, &["alarabiya-2022-03-14", "aje-2022-03-14"]),
            said("us-national-security-council", true, Stance::DeclinesToComment, sunday, &["alarabiya-2022-03-14"]),
            said("liu-pengyu", true, Stance::Unaware, sunday, &["cnbctv18-2022-03-14"]),
            said("A US official", false, Stance::Asserts, monday, &["aje-2022-03-14"]),
            said("dmitry-peskov", true, Stance::Denies, monday, &["tbsnews-2022-03-14"]),
            said("zhao-lijian", true, Stance::Disputes, monday, &["mfa-2022-03-14"]),
        ]
    );
    assert_eq!(
        told("disinformation-pretext"),
        [
            said("The Biden administration", true, Stance::Asserts, monday, &["aje-2022-03-14"]),
            said("zhao-lijian", true, Stance::Disputes, monday, &["mfa-2022-03-14"]),
        ]
    );
    assert_eq!(told("china-knew"), [said("jake-sullivan", true, Stance::Asserts, sunday, &["cnn-sotu-2022-03-13"])]);
}

#[test]
fn every_term_is_used_and_every_source_is_named() {
    let timeline = timeline();
    for term in &timeline.glossary {
        let link = format!("](term:{})", term.id);
        assert!(timeline.events.iter().any(|event| event.body.text().contains(&link)), "{}", term.id);
    }
    assert_eq!(timeline.sources.len(), 18, "the explainer says how many there are");
    for source in &timeline.sources {
        assert!(!source.events.is_empty(), "{}", source.id);
    }
}
