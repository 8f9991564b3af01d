//! Dates as other people and other tools write them.
//!
//! Enters: text that has not the shape of a date. Leaves: a [`Mistake`] where it is known
//! what was meant. Must not know: times, words, and the grammar of ranges beyond what it proposes.

use crate::date::day::Day;
use crate::date::doubt::{has_mark, unmarked};
use crate::date::ends::{complete, years_or_month};
use crate::date::mistake::{Mistake, no_date};
use crate::date::part::{DatePart, digits};
use crate::date::{level2, numeric, phrase, week, year};
use crate::text::shorten;

/// Everything else that can be understood.
pub(crate) fn meant(text: &str) -> Option<Mistake> {
    word(text)
        .or_else(|| year::signed(text))
        .or_else(|| year::other_era(text))
        .or_else(|| marks(text))
        .or_else(|| dashes(text))
        .or_else(|| spaces(text))
        .or_else(|| bare_number(text))
        .or_else(|| basic_time(text))
        .or_else(|| week::meant(text))
        .or_else(|| ordinal(text))
        .or_else(|| numeric::meant(text))
        .or_else(|| phrase::meant(text, None))
}

/// What to say of a text that has not the shape of a year, month or day.
pub(crate) fn no_part(text: &str) -> Mistake {
    level2::year(text).or_else(|| meant(text)).unwrap_or_else(|| no_date(text))
}

fn number(text: &str) -> Option<i64> {
    (1..=18).contains(&text.len()).then(|| digits(text, text.len())).flatten()
}

fn exact(text: &str) -> Option<DatePart> {
    DatePart::read(text)?.ok()
}

fn word(text: &str) -> Option<Mistake> {
    matches!(text.to_lowercase().as_str(), "now" | "today" | "yesterday" | "tomorrow").then(|| {
        Mistake::new(format!("what a site says must not depend on the day it is built, so `{text}` is no date"))
            .help("write the day itself, such as `2022-02-24`")
    })
}

/// `202x`, `2022-03-13?~`: what is nearly a form of the standard.
fn marks(text: &str) -> Option<Mistake> {
    if let Some(part) = exact(&text.to_uppercase()).filter(|_| text.contains('x')) {
        return Some(
            Mistake::new(format!("unspecified digits are written with `X`, unlike `{}`", shorten(text, 40)))
                .help(format!("write `{}`", part.edtf())),
        );
    }
    let part = exact(&unmarked(text)).filter(|_| has_mark(text))?;
    let mark = match (text.contains(['~', '%']), text.contains(['?', '%'])) {
        (true, true) => "%",
        (true, false) => "~",
        _ => "?",
    };
    Some(
        Mistake::new(format!("`{}` has a mark where none can be", shorten(text, 40)))
            .help(format!("write one mark, at the end: `{}{mark}`", part.edtf())),
    )
}

/// A range written with a dash; its end may leave out what its start has said.
fn dashes(text: &str) -> Option<Mistake> {
    if let Some((years, month)) = years_or_month(text) {
        return Some(
            Mistake::new(format!("a range is written with `/`, unlike `{}`", shorten(text, 40)))
                .help(format!("write `{years}` for the years, or `{month}` for one part of the first")),
        );
    }
    for separator in ["–", "—", " - ", "-"] {
        for (at, _) in text.match_indices(separator) {
            let (from, to) = (text[..at].trim(), text[at + separator.len()..].trim());
            let Some(from) = exact(from) else { continue };
            let mistake = || Mistake::new(format!("a range is written with `/`, unlike `{}`", shorten(text, 40)));
            if to.is_empty() {
                return Some(mistake().help(format!("write `{}/..` for \"since then\", or both ends", from.edtf())));
            }
            if let Some(to) = exact(to).or_else(|| complete(&from, to)).filter(|to| from.first() <= to.last()) {
                return Some(mistake().help(format!("write `{}/{}`", from.edtf(), to.edtf())));
            }
        }
    }
    None
}

fn spaces(text: &str) -> Option<Mistake> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '`' | '"' | '\'')).collect();
    let bare = plain.trim_start_matches('(').trim_end_matches([',', '.', ';', ':', ')', 'T', 'Z']);
    let part = exact(bare).filter(|_| bare != text)?;
    let message = if bare == plain {
        format!("a date is written without spaces or quotes in it, unlike `{}`", shorten(text, 40))
    } else {
        format!("`{}` has more than a date", shorten(text, 40))
    };
    Some(Mistake::new(message).help(format!("write `{}`", part.edtf())))
}

/// A number of another length than four.
fn bare_number(text: &str) -> Option<Mistake> {
    let year = number(text)?;
    let mistake = Mistake::new(format!("a year has four digits, unlike `{text}`"));
    let split = |month: &str, day: Option<&str>| {
        let day = day.map(|day| format!("-{day}")).unwrap_or_default();
        exact(&format!("{}-{month}{day}", &text[..4])).map(|part| part.edtf())
    };
    let far = || match DatePart::read(&format!("Y{year}")) {
        Some(Ok(part)) => format!("write `{}` for a year so far off", part.edtf()),
        _ => "write a year `2022`, a month `2022-02` or a day `2022-02-24`".to_owned(),
    };
    Some(match text.len() {
        _ if year <= 9999 && text.len() > 4 => mistake.help(format!("write `{year:04}`")),
        1..=3 => mistake.help(format!("write `{year:04}` or `{year} CE`")),
        6 => match split(&text[4..], None) {
            Some(month) => mistake.help(format!("write `{month}` for a month, `Y{text}` for a year so far off")),
            None => mistake.help(far()),
        },
        8 => match split(&text[4..6], Some(&text[6..])) {
            Some(day) => Mistake::new(format!("`{text}` is a date without its dashes")).help(format!("write `{day}`")),
            None => numeric::meant(&format!("{}/{}/{}", &text[..2], &text[2..4], &text[4..]))
                .filter(|other| other.help.as_ref().is_some_and(|help| help.contains(&text[4..])))
                .unwrap_or_else(|| mistake.help(far())),
        },
        // Seconds or thousandths of them since 1970, as programs count: in this century and the end of the last.
        10 | 13 => {
            let seconds = if text.len() == 13 { year / 1000 } else { year };
            Mistake::new(format!("`{text}` is a count of seconds since 1970"))
                .help(format!("write `{}`", Day::from_days(seconds / 86_400)))
        }
        _ => mistake.help(far()),
    })
}

/// `20220224T050000Z`: the basic format of ISO 8601.
fn basic_time(text: &str) -> Option<Mistake> {
    let (day, time) = text.split_once('T')?;
    let end = time.find(|c: char| !c.is_ascii_digit()).unwrap_or(time.len());
    let (clock, zone) = time.split_at(end);
    let _ = digits(day, 8).filter(|_| matches!(clock.len(), 4 | 6))?;
    let day = exact(&format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..]))?;
    let seconds = if clock.len() == 6 { format!(":{}", &clock[4..]) } else { String::new() };
    let written = format!("{}T{}:{}{seconds}{zone}", day.edtf(), &clock[..2], &clock[2..4]);
    Some(Mistake::new("a date and a time are written with their signs").help(format!("write `{written}`")))
}

/// `2022-055`.
fn ordinal(text: &str) -> Option<Mistake> {
    let (year, day) = text.split_once('-')?;
    let (year, day) = (digits(year, 4)?, digits(day, 3)?);
    let mistake = Mistake::new("ordinal dates, a year and the number of a day in it, are not supported");
    let found = Day::from_days(Day { year, month: 1, day: 1 }.to_days() + day - 1);
    Some(if found.year == year && day > 0 {
        mistake.help(format!("write `{found}`"))
    } else {
        mistake.help("write year, month and day: `2022-02-24`")
    })
}
