//! What a text of a catalogue must be: under a name that English has, and with the places that English
//! leaves open.
//!
//! Enters: a name and a text. Leaves: what is wrong with them, and what to write. Must not know: whose words
//! they are.

use super::{PatternPiece, english_tables, pieces};
use crate::i18n::numbers::PLURALS;
use crate::text;

/// What is wrong with a word, in English, for its author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordMistake {
    /// Whether it is the name, and not the text.
    pub in_name: bool,
    /// What is wrong.
    pub message: String,
    /// What to write.
    pub help: String,
}

/// Holds a word of a site against the catalogue.
pub(in crate::i18n) fn check(name: &str, own: &str) -> Result<(), WordMistake> {
    let Some(english) = english(name) else {
        let near = text::did_you_mean(name, english_tables().map(|(name, _)| *name));
        return Err(WordMistake {
            in_name: true,
            message: format!("there is no word `{}`", text::shorten(name, 40)),
            help: near.map_or_else(
                || "the names are those in src/i18n/words/en.rs of Annals".to_owned(),
                |near| format!("did you mean `{near}`?"),
            ),
        });
    };
    let (english_places, own_places) = (places(english), places(own));
    let has = |places: &[&str], place: &str| places.iter().any(|other| same(name, other) == same(name, place));
    let optional = |place: &str| place == "count" && is_plural(name);
    let lacking = english_places.iter().find(|place| !has(&own_places, place) && !optional(place));
    let unknown = own_places.iter().find(|place| !has(&english_places, place) && !may_have(name, place));
    let message = match (lacking, unknown) {
        (_, Some(place)) => format!("nothing fills `{{{}}}` in `{name}`", text::shorten(place, 40)),
        (Some(place), None) => format!("`{name}` lacks `{{{place}}}`"),
        (None, None) => return Ok(()),
    };
    Err(WordMistake { in_name: false, message, help: format!("in English it is `{english}`") })
}

/// The English of a name; of a plural that English does not have, that of `other`.
fn english(name: &str) -> Option<&'static str> {
    let find = |wanted: &str| english_tables().find(|(known, _)| *known == wanted).map(|(_, text)| *text);
    find(name).or_else(|| find(&format!("{}_other", noun(name)?)))
}

/// The noun of `days_few`.
pub(super) fn noun(name: &str) -> Option<&str> {
    let (noun, category) = name.rsplit_once('_')?;
    PLURALS.contains(&category).then_some(noun)
}

fn is_plural(name: &str) -> bool {
    noun(name).is_some()
}

/// The places of a pattern.
fn places(pattern: &str) -> Vec<&str> {
    let of = |piece| match piece {
        PatternPiece::Slot(place) => Some(place),
        PatternPiece::Text(_) => None,
    };
    pieces(pattern).filter_map(of).collect()
}

/// What a place stands for: under some names there are several for the same thing.
fn same<'a>(name: &str, place: &'a str) -> &'a str {
    match (name, place) {
        ("date_about" | "date_about_bound" | "date_since" | "date_from" | "date_by" | "date_until", "bound")
        | ("date_month_bound" | "date_day_in_month" | "date_day_in_month_bound", "genitive")
        | ("date_about_bound", "phrase")
        | ("date_year_bound", "year") => "date",
        ("date_here", "bound") => "here",
        ("date_time_am" | "date_time_pm", "hour24") => "hour",
        _ => place,
    }
}

/// Places that English does not need.
fn may_have(name: &str, place: &str) -> bool {
    matches!((name, place), ("date_century" | "date_century_bound" | "date_decade_heading", "last"))
}
