//! Which form a text has.
//!
//! Enters: the text of a date. Leaves: a [`Form`] or a [`Mistake`]. Must not know: the calendar, the
//! clock, and what to say of dates written in other ways: those are beside it.

use chrono_tz::Tz;

use crate::date::doubt::has_mark;
use crate::date::mistake::Mistake;
use crate::date::part::{DatePart, Precision};
use crate::date::{Form, Missing, ends, foreign, level2, moment};
use crate::text::shorten;

/// The longest date that is read, in characters; the longest valid one has fewer than 80.
pub(crate) const MAX_LENGTH: usize = 100;

/// Reads a date; what is wrong with it is said only of the form that it seems to have.
pub(crate) fn read(text: &str, zone: Option<Tz>) -> Result<Form, Mistake> {
    if text.starts_with(['{', '[']) {
        let set = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).filter(|set| !set.contains(','));
        return match set.and_then(|set| set.split_once("..")) {
            Some((from, to)) if !from.is_empty() && !to.is_empty() => between(text, from, to),
            _ => Err(level2::set(text)),
        };
    }
    if let Some((from, to)) = split_range(text) {
        return range(text, from, to);
    }
    if let Some((from, to)) = text.split_once("..") {
        return between(text, from, to);
    }
    if text.contains(':') {
        // As content systems write a day. Only with the thousandths: a person who writes midnight may mean it.
        if let Some(Ok(day)) = text.strip_suffix("T00:00:00.000Z").and_then(DatePart::read)
            && day.precision() == Precision::Day
            && day.is_plain()
        {
            return Ok(Form::Single(day));
        }
        return moment::read(text, zone).map(Form::Moment);
    }
    part(text).map(Form::Single)
}

fn part(text: &str) -> Result<DatePart, Mistake> {
    DatePart::read(text).unwrap_or_else(|| Err(foreign::no_part(text)))
}

/// The ends of `A/B`. The `/` of a zone's name is none: a letter follows it, and no date begins with
/// one but `Y` and a number.
fn split_range(text: &str) -> Option<(&str, &str)> {
    let (from, to) = text.split_once('/')?;
    let name = to.strip_prefix('Y').unwrap_or(to).starts_with(|c: char| c.is_alphabetic() && c != 'X');
    (!name && !to.contains('/')).then_some((from, to))
}

fn range(text: &str, from: &str, to: &str) -> Result<Form, Mistake> {
    if let Some(mistake) = ends::slash(text) {
        return Err(mistake);
    }
    if from.contains(':') || to.contains(':') {
        return Err(ends::times_in_range(from, to));
    }
    if let Some(mistake) = level2::loose_ends(text, from, to) {
        return Err(mistake);
    }
    match (missing(from), missing(to)) {
        (Some(_), Some(_)) => Err(Mistake::new(format!("`{}` has neither a start nor an end", shorten(text, 40)))
            .help("write both ends, such as `2022-02-04/2022-02-20`")),
        (Some(start), None) => Ok(Form::Until(start, part(to)?)),
        (None, Some(end)) => Ok(Form::Since(part(from)?, end)),
        (None, None) => {
            let (from, to) = (part(from)?, part(to)?);
            in_order(from, to, |a, b| format!("{a}/{b}"))?;
            Ok(Form::Range(from, to))
        }
    }
}

fn missing(end: &str) -> Option<Missing> {
    match end {
        "" => Some(Missing::Unknown),
        ".." => Some(Missing::Open),
        _ => None,
    }
}

fn between(text: &str, from: &str, to: &str) -> Result<Form, Mistake> {
    if from.is_empty() || to.is_empty() {
        return Err(ends::one_end(from, to));
    }
    if let Some(mistake) = ends::in_full(from, to, "..").or_else(|| ends::too_short(from, to)) {
        return Err(mistake);
    }
    let qualified = has_mark(from) || has_mark(to);
    let (from_part, to_part) = (part(from)?, part(to)?);
    if qualified {
        return Err(level2::qualified_ends(text, from, to));
    }
    in_order(from_part, to_part, |a, b| format!("{a}..{b}"))?;
    if from_part.has_unspecified() || to_part.has_unspecified() {
        return Err(ends::unspecified_ends(from_part, to_part));
    }
    Ok(Form::Between(from_part, to_part))
}

/// Ends of unlike precision may overlap (`2022/2022-03` begins sometime in 2022): only an end that
/// is over before the start is wrong.
fn in_order(from: DatePart, to: DatePart, write: impl Fn(&str, &str) -> String) -> Result<(), Mistake> {
    if to.last() >= from.first() {
        return Ok(());
    }
    let (from, to) = (from.edtf(), to.edtf());
    Err(Mistake::new(format!("the end {to} is before the start {from}"))
        .help(format!("write `{}`, if the two are swapped", write(&to, &from))))
}
