//! `plural-with-one-source`: "officials say", by one report. Several speakers are rarely heard by one witness
//! alone; a second source, or the singular, is more honest.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Speaker, Step, Timeline};

pub(super) fn run(timeline: &Timeline, found: &mut Vec<Diagnostic>) {
    for statement in &timeline.statements {
        let Speaker::Plain(words) = &statement.speaker else { continue };
        let one = statement.sources.len() + statement.sources_later == 1 && !statement.sources_unread;
        if !statement.named && one && is_plural(words) {
            let at = [Step::Key("statements"), Step::Item(statement.number), Step::Key("by")];
            found.push(
                Diagnostic::new(
                    Code::PluralWithOneSource,
                    timeline.events[statement.event].place(&at),
                    format!("`{words}` are several, and one source is cited for them"),
                )
                .help("cite a second source, or say how the one puts it: \"an official\""),
            );
        }
    }
}

/// Nouns for speakers who are not named, in the plural.
const MANY: &[&str] = &[
    "advisers",
    "aides",
    "analysts",
    "authorities",
    "diplomats",
    "envoys",
    "executives",
    "experts",
    "insiders",
    "investigators",
    "lawmakers",
    "ministers",
    "officers",
    "officials",
    "people",
    "persons",
    "representatives",
    "soldiers",
    "sources",
    "spokespeople",
    "spokesmen",
    "spokeswomen",
    "staffers",
    "witnesses",
];

/// Whether an attribution in English speaks of several.
fn is_plural(words: &str) -> bool {
    let lower = words.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    // "one of the officials" is one; the head of "a spokesman for US officials" stands before `for`.
    if matches!(words.clone().next(), Some("a" | "an" | "one" | "another")) {
        return false;
    }
    words.any(|word| MANY.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::is_plural;

    #[test]
    fn several_speakers() {
        for words in [
            "US officials",
            "two US officials",
            "Officials",
            "sources close to the talks",
            "people familiar with the matter",
            "senior administration officials",
            "three Western diplomats",
        ] {
            assert!(is_plural(words), "{words}");
        }
        for words in [
            "a US official",
            "one of the officials",
            "an aide to two ministers",
            "The Biden administration",
            "the ministry",
            "Reuters",
            "",
        ] {
            assert!(!is_plural(words), "{words}");
        }
    }
}
