//! What is said of a text that is no date, as a whole: the forms that the grammar would take apart at the wrong place.
//!
//! Enters: text that was refused, and why. Leaves: a [`Mistake`] whose help proposes dates only. Must not know: the
//! file that the text stood in.

use chrono_tz::Tz;

use crate::date::ends::years_or_month;
use crate::date::mistake::{self, Mistake, map_proposals};
use crate::date::parse::{MAX_LENGTH, read};
use crate::date::zone::offset;
use crate::date::{clock, numeric, phrase, week, year};
use crate::text::signs;

/// What to say of a text. `year` is the one that is meant where the text names none.
pub(crate) fn whole(text: &str, mistake: Mistake, zone: Option<Tz>, year: Option<i64>) -> Mistake {
    let reads = |text: &str| read(text, zone.or(Some(Tz::UTC))).is_ok();
    // Two years with a dash between them are no month.
    let count = if years_or_month(text).is_some() { 1 } else { 3 };
    let mut all = [signs::plain, signs::hyphens, signs::letters].into_iter().take(count).map(|replace| replace(text));
    if let Some(found) = all.find(|found| found.text != text && reads(&found.text)) {
        return Mistake::new(format!("the date has {}", found.names())).help(format!("write `{}`", found.text));
    }
    let plain = signs::plain(text);
    if plain.text == text {
        return in_words(text, zone, year).unwrap_or(mistake);
    }
    match no_date(&plain.text, zone, year) {
        Some(inner) => {
            let message = format!("{}; and it has {}", inner.message, plain.names());
            Mistake { message, ..inner }
        }
        None => mistake,
    }
}

/// What to say of a text if it is no date.
pub(crate) fn no_date(text: &str, zone: Option<Tz>, year: Option<i64>) -> Option<Mistake> {
    let mistake = read(text, zone).err()?;
    Some(in_words(text, zone, year).unwrap_or(mistake))
}

fn in_words(text: &str, zone: Option<Tz>, hint: Option<i64>) -> Option<Mistake> {
    year::other_era(text)
        .or_else(|| week::meant(text))
        .or_else(|| clock::meant(text, |date| no_date(date, zone, hint)))
        .or_else(|| phrase::meant(text, hint))
        .or_else(|| numeric::without_year(text, hint))
}

/// A mistake whose help proposes dates only. What was meant is a guess at text that may have a second
/// mistake in it, and to be told to write another mistake is worse than to be shown the forms.
pub(crate) fn sound(mistake: Mistake, text: &str, zone: Option<Tz>) -> Mistake {
    let is_offset = |proposed: &str| proposed.contains(':') && offset(proposed).is_some();
    let is_date = |proposed: &&str| {
        !is_offset(proposed)
            && proposed.trim_start_matches(['-', '.', '/', 'Y', '[']).starts_with(|c: char| c.is_ascii_digit())
    };
    let somewhere = zone.or(Some(Tz::UTC));
    let reads = |proposed: &str| proposed.chars().count() <= MAX_LENGTH && read(proposed, somewhere).is_ok();
    let help = mistake.help.as_deref().unwrap_or_default();
    if !help.split('`').skip(1).step_by(2).filter(is_date).all(reads) {
        return Mistake { help: mistake::no_date(text).help, ..mistake };
    }
    // Where the site has no zone, a time alone would be the next mistake.
    let zoned = map_proposals(help, |_, proposed| {
        (is_date(&proposed) && read(proposed, zone).is_err()).then(|| format!("{proposed} Europe/Kyiv"))
    });
    if zoned == help {
        return mistake;
    }
    mistake.help(format!("{zoned}, with the zone of its own place, or set the site's `timezone`"))
}
