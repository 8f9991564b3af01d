//! Times of day as people write them, beside a date in whatever form: `9am`, `7:35 PM`, `17h30`, `17.30 Uhr`.
//!
//! Enters: text. Leaves: a [`Mistake`] whose help keeps the time. Must not know: what the date is written in.

use crate::date::mistake::{Mistake, map_proposals};
use crate::date::part::{DatePart, Precision, digits};
use crate::date::zone::{offset_or_nearly, offset_text, zone as named_zone};

/// Words before a time, which says the same without them.
const BEFORE: [&str; 8] = ["at", "um", "à", "a las", "о", "об", "в", "@"];

/// A time of day and where it stands in the text.
struct Found {
    start: usize,
    end: usize,
    /// `09:00`
    clock: String,
    /// Hours and minutes with a colon between them, and nothing else.
    plain: bool,
}

/// What is meant by a date with a time. `None` where there is no time, or the form is Annals' own. `of_day` says what
/// is wrong with the date alone.
pub(crate) fn meant(text: &str, of_day: impl Fn(&str) -> Option<Mistake>) -> Option<Mistake> {
    let text = &with_colons(text);
    let found = find(text)?;
    let (mut date, mut rest) = (day_before(&text[..found.start]).to_owned(), text[found.end..].trim());
    if date.is_empty() {
        rest.trim_start_matches([',', ' ']).clone_into(&mut date);
        rest = "";
    }
    // `Thu Feb 24 05:00:00 EET 2022`, as the command `date` has it.
    if let Some((zone, year)) = rest.rsplit_once(' ').or(Some(("", rest)))
        && digits(year, 4).is_some()
        && DatePart::read(&date).is_none()
    {
        date = format!("{date} {year}");
        rest = zone.trim();
    }
    let rest = rest.trim_matches(['(', ')', ',', ' ']);
    let zone = match rest {
        "" => String::new(),
        _ if rest.eq_ignore_ascii_case("local time") => String::new(),
        _ => match offset_or_nearly(rest) {
            Some(offset) => offset_text(offset),
            None if named_zone(rest).is_ok() => format!(" {rest}"),
            None => return unknown_zone(&date, &found, rest, of_day),
        },
    };
    mistake(&date, &found, &zone, of_day)
}

fn mistake(date: &str, found: &Found, zone: &str, of_day: impl Fn(&str) -> Option<Mistake>) -> Option<Mistake> {
    let time = format!(" {}{zone}", found.clock);
    match DatePart::read(date) {
        Some(Ok(part)) if part.precision() == Precision::Day && part.is_plain() && !found.plain => Some(
            Mistake::new("a time is written with the hours 0 to 23, and two digits each for hours and minutes")
                .help(format!("write `{}{time}`", part.edtf())),
        ),
        Some(_) => None,
        None => {
            let mistake = of_day(date).filter(|_| !date.is_empty())?;
            let help = mistake.help.as_deref()?;
            let timed = map_proposals(help, |before, proposed| {
                // What stands after other words is an example of a date.
                let proposes = ["write ", "or "].iter().any(|word| before.ends_with(word));
                let part = DatePart::read(proposed)?.ok()?;
                (proposes && part.precision() == Precision::Day).then(|| format!("{}{time}", part.edtf()))
            });
            let kept = timed != help || !help.contains('`');
            kept.then(|| mistake.clone().help(timed))
        }
    }
}

/// The date and the time can be told, and the zone cannot: without it the time would be the site's.
fn unknown_zone(date: &str, found: &Found, rest: &str, of_day: impl Fn(&str) -> Option<Mistake>) -> Option<Mistake> {
    let zone = named_zone(rest).err()?;
    let known = mistake(date, found, " Europe/Kyiv", of_day)?;
    let help = known.help?;
    Some(Mistake::new(zone.message).help(format!("{help}, with the zone that was meant in the place of `Europe/Kyiv`")))
}

/// What stands before the time, without what joins the two.
fn day_before(text: &str) -> &str {
    let mut date = text.trim_end_matches([',', ' ', '\t', '-', '–', '—']);
    if let Some(day) = date.strip_suffix('T').filter(|day| day.ends_with(|c: char| c.is_ascii_digit())) {
        date = day;
    }
    for word in BEFORE {
        if let Some(day) = date.strip_suffix(word).filter(|day| day.is_empty() || day.ends_with([' ', ','])) {
            date = day;
        }
    }
    date.trim_end_matches([',', ' ', '\t', '-', '–', '—'])
}

/// Hours and minutes with a colon where Chinese and Japanese have words for them, and apart from the day.
fn with_colons(text: &str) -> String {
    let Some((before, after)) = ["時", "时"].iter().find_map(|word| text.split_once(word)) else {
        return text.to_owned();
    };
    let (minutes, rest) = after.split_once('分').unwrap_or(("", after));
    let at = before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    format!("{} {}:{:0>2}{rest}", &before[..at], &before[at..], minutes)
}

fn find(text: &str) -> Option<Found> {
    let lower = text.to_ascii_lowercase();
    let starts = lower.char_indices().filter(|(_, c)| c.is_ascii_digit() || *c == 'n').map(|(at, _)| at);
    starts.into_iter().find_map(|start| {
        let before = lower[..start].chars().next_back();
        if before.is_some_and(|c| c.is_ascii_digit() || c.is_alphabetic() && c != 't' || ":.,+-/".contains(c)) {
            return None;
        }
        let rest = &lower[start..];
        if let Some(after) = rest.strip_prefix("noon") {
            let alone = !after.starts_with(char::is_alphanumeric);
            return alone.then(|| Found { start, end: start + 4, clock: "12:00".to_owned(), plain: false });
        }
        let (hour, rest) = small(rest)?;
        let (numbers, rest, separator) = minutes(rest);
        let ([minute, second], with_seconds) = match numbers {
            [minute, Some(second)] => ([minute.unwrap_or(0), second], true),
            [minute, None] => ([minute.unwrap_or(0), 0], false),
        };
        let (half, rest) = half(rest);
        let hours = ["uhr", "h"].iter().find_map(|word| alone(rest.trim_start(), word));
        let (plain, rest) = match (separator, half, hours) {
            (Some(':'), None, None) => (true, rest),
            (Some('h'), None, _) => (false, rest),
            (_, Some(_), _) => (false, rest),
            (_, None, Some(after)) => (false, after),
            _ => return None,
        };
        let hour = match half {
            Some(half) if (1..=12).contains(&hour) => hour % 12 + half,
            Some(_) => return None,
            None => hour,
        };
        if hour > 23 || minute > 59 || second > 59 {
            return None;
        }
        let seconds = if with_seconds { format!(":{second:02}") } else { String::new() };
        let clock = format!("{hour:02}:{minute:02}{seconds}");
        Some(Found { start, end: lower.len() - rest.len(), clock, plain })
    })
}

/// One or two digits.
fn small(text: &str) -> Option<(i64, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, rest) = text.split_at(end);
    (1..=2).contains(&end).then(|| digits(number, end)).flatten().map(|number| (number, rest))
}

/// Minutes and seconds, two digits each, and the sign before them.
fn minutes(text: &str) -> ([Option<i64>; 2], &str, Option<char>) {
    let next = |text: &'_ str, signs: &[char]| -> Option<(i64, usize)> {
        let (number, rest) = small(text.strip_prefix(signs)?)?;
        (text.len() - rest.len() == 3).then_some((number, 3))
    };
    let Some((minute, length)) = next(text, &[':', 'h', '.']) else { return ([None; 2], text, None) };
    let separator = text.chars().next();
    let text = &text[length..];
    match next(text, &[':']) {
        Some((second, length)) => ([Some(minute), Some(second)], &text[length..], separator),
        None => ([Some(minute), None], text, separator),
    }
}

/// What the half of the day adds to the hours: 0 or 12.
fn half(text: &str) -> (Option<i64>, &str) {
    let bare = text.trim_start();
    let forms =
        [("a.m.", 0), ("p.m.", 12), ("a.m", 0), ("p.m", 12), ("a. m.", 0), ("p. m.", 12), ("am", 0), ("pm", 12)];
    forms.iter().find_map(|(form, hours)| Some((Some(*hours), alone(bare, form)?))).unwrap_or((None, text))
}

/// What follows a word that ends there.
fn alone<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    text.strip_prefix(word).filter(|rest| !rest.starts_with(char::is_alphanumeric))
}
