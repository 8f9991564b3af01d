//! Which form a text has.
//!
//! Enters: the text of a date. Leaves: a [`Date`] or a [`Mistake`]. Must not know: the calendar, the
//! clock, and what to say of dates written in other ways: those are beside it.

use chrono_tz::Tz;

use crate::date::mistake::{self, Mistake};
use crate::date::moment;
use crate::date::part::Part;
use crate::date::{Date, Form};
use crate::text::shorten;

/// The longest date that is read, in characters; the longest valid one has fewer than 80.
const MAX_LENGTH: usize = 100;

/// Reads a date as an author writes it. `zone` is the site's: times without one are in it, and a
/// time's civil day is the day there.
///
/// # Errors
/// What is wrong with the text, and what to write.
pub fn parse(text: &str, zone: Option<Tz>) -> Result<Date, Mistake> {
    let text = text.trim();
    if text.chars().count() > MAX_LENGTH {
        return Err(Mistake::new(format!(
            "a date has at most {MAX_LENGTH} characters, unlike `{}`",
            shorten(text, 40)
        ))
        .help("write the date alone; what else is to be said of it has its place in `date_note`"));
    }
    read(text, zone).map(|form| Date::new(form, zone))
}

fn read(text: &str, zone: Option<Tz>) -> Result<Form, Mistake> {
    if text.starts_with('{') {
        return Err(mistake::several(text));
    }
    if let Some(set) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return match set.split_once("..") {
            Some((from, to)) if !set.contains(',') => between(from, to),
            _ => Err(mistake::several(text)),
        };
    }
    if let Some((from, to)) = split_range(text) {
        return range(text, from, to);
    }
    if let Some((from, to)) = text.split_once("..") {
        return between(from, to);
    }
    if text.contains(':') {
        return moment::read(text, zone).map(Form::Moment);
    }
    part(text).map(Form::Single)
}

fn part(text: &str) -> Result<Part, Mistake> {
    Part::read(text).unwrap_or_else(|| Err(mistake::no_part(text)))
}

/// The ends of `A/B`. The `/` of a zone's name is none: a letter follows it, and no date begins with
/// one but `Y` and a number.
fn split_range(text: &str) -> Option<(&str, &str)> {
    let (from, to) = text.split_once('/')?;
    let name = to.strip_prefix('Y').unwrap_or(to).starts_with(|c: char| c.is_alphabetic() && c != 'X');
    (!name && !to.contains('/')).then_some((from, to))
}

fn range(text: &str, from: &str, to: &str) -> Result<Form, Mistake> {
    if let Some(mistake) = mistake::slash(text) {
        return Err(mistake);
    }
    if from.contains(':') || to.contains(':') {
        return Err(mistake::times_in_range(from, to));
    }
    let open = |end: &str| matches!(end, "" | "..");
    match (open(from), open(to)) {
        (true, true) => Err(Mistake::new(format!("`{}` has neither a start nor an end", shorten(text, 40)))
            .help("write both ends, such as `2022-02-04/2022-02-20`")),
        (true, false) => part(to).and_then(|known| Err(mistake::open_end(text, known))),
        (false, true) => part(from).and_then(|known| Err(mistake::open_end(text, known))),
        (false, false) => {
            let (from, to) = (part(from)?, part(to)?);
            in_order(from, to, |a, b| format!("{a}/{b}"))?;
            Ok(Form::Range(from, to))
        }
    }
}

fn between(from: &str, to: &str) -> Result<Form, Mistake> {
    if from.is_empty() || to.is_empty() {
        return Err(mistake::one_end(from, to));
    }
    if from.contains(['~', '?', '%']) || to.contains(['~', '?', '%']) {
        return Err(mistake::qualified_ends(from, to));
    }
    let (from, to) = (part(from)?, part(to)?);
    in_order(from, to, |a, b| format!("{a}..{b}"))?;
    Ok(Form::Between(from, to))
}

/// Ends of unlike precision may overlap (`2022/2022-03` begins sometime in 2022): only an end that
/// is over before the start is wrong.
fn in_order(from: Part, to: Part, write: impl Fn(&str, &str) -> String) -> Result<(), Mistake> {
    if to.last() >= from.first() {
        return Ok(());
    }
    let (from, to) = (from.edtf(), to.edtf());
    Err(Mistake::new(format!("the end {to} is before the start {from}"))
        .help(format!("write `{}`, if the two are swapped", write(&to, &from))))
}
