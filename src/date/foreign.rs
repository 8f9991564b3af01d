//! Dates as other people and other tools write them.
//!
//! Enters: text that has not the shape of a date. Leaves: a [`Mistake`] where it is known
//! what was meant. Must not know: times, and the grammar of ranges beyond what it proposes.

use crate::date::day::Day;
use crate::date::doubt::{has_mark, unmarked};
use crate::date::mistake::{MONTHS, Mistake, month_name};
use crate::date::part::{Part, digits};
use crate::date::year;
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
        .or_else(|| week(text))
        .or_else(|| ordinal(text))
        .or_else(|| numeric(text))
        .or_else(|| in_words(text))
        .or_else(|| about(text))
}

fn number(text: &str) -> Option<i64> {
    (1..=18).contains(&text.len()).then(|| digits(text, text.len())).flatten()
}

fn exact(text: &str) -> Option<Part> {
    Part::read(text)?.ok()
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

/// `circa 2022`, `1990s`, `spring 2022`.
fn about(text: &str) -> Option<Mistake> {
    const SEASONS: [(&str, u8); 5] = [("spring", 21), ("summer", 22), ("autumn", 23), ("fall", 23), ("winter", 24)];
    let lower = text.to_lowercase();
    let after = |words: &[&str]| words.iter().find_map(|word| lower.strip_prefix(word)).map(str::trim_start);
    let meant = if let Some(rest) = after(&["circa", "ca.", "ca ", "c.", "about", "around", "approximately"]) {
        format!("{}~", exact(rest)?.edtf())
    } else if let Some(decade) = lower.trim_start_matches("the ").strip_suffix('s') {
        let decade = decade.trim_end_matches(['\'', '’']);
        let first = digits(decade, 4).filter(|year| year % 10 == 0)?;
        format!("{:03}X", first / 10)
    } else {
        let (name, code) = SEASONS.iter().find(|(name, _)| lower.starts_with(name))?;
        let year = lower.strip_prefix(name)?.trim_start_matches(|c: char| !c.is_ascii_digit());
        format!("{:04}-{code}", digits(year, 4)?)
    };
    Some(
        Mistake::new(format!("a date is written in numbers, year first, unlike `{}`", shorten(text, 40)))
            .help(format!("write `{meant}`")),
    )
}

/// A range written with a dash or in words, or dashes that only look like `-`.
fn dashes(text: &str) -> Option<Mistake> {
    for separator in ["–", "—", " - ", " to ", " until ", "-"] {
        let Some((from, to)) = text.split_once(separator) else { continue };
        let Some((from, to)) = exact(from.trim()).zip(exact(to.trim())) else { continue };
        if from.first() <= to.last() {
            return Some(
                Mistake::new(format!("a range is written with `/`, unlike `{}`", shorten(text, 40))).help(format!(
                    "write `{}/{}`",
                    from.edtf(),
                    to.edtf()
                )),
            );
        }
    }
    let plain = text.replace(['–', '—', '‐', '‑', '−'], "-");
    let part = exact(&plain).filter(|_| plain != text)?;
    Some(
        Mistake::new(format!("`{}` has another dash than `-`", shorten(text, 40)))
            .help(format!("write `{}`", part.edtf())),
    )
}

fn spaces(text: &str) -> Option<Mistake> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '`' | '"' | '\'')).collect();
    let part = exact(&plain).filter(|_| plain != text)?;
    let message = format!("a date is written without spaces or quotes in it, unlike `{}`", shorten(text, 40));
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
    let far = || match Part::read(&format!("Y{year}")) {
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
            None => mistake.help(far()),
        },
        _ => mistake.help(far()),
    })
}

/// `2022-W08`, `2022-W08-4`.
fn week(text: &str) -> Option<Mistake> {
    let (year, rest) = text.split_once('-')?;
    let rest = rest.strip_prefix(['W', 'w'])?;
    let (week, day) = rest.split_once('-').map_or((rest, None), |(week, day)| (week, Some(day)));
    let (year, week) = (digits(year, 4)?, number(week)?);
    let mistake = Mistake::new("week dates are not supported");
    // Week 1 is the one with January 4 in it, and weeks begin on Monday, as 1970-01-05 did.
    let fourth = Day { year, month: 1, day: 4 }.to_days();
    let monday = fourth - (fourth - 4).rem_euclid(7) + (week.clamp(1, 53) - 1) * 7;
    if !(1..=53).contains(&week) {
        return Some(mistake.help("write its days: `2022-02-21/2022-02-27`"));
    }
    Some(match day.and_then(number) {
        Some(day @ 1..=7) => mistake.help(format!("write the day: `{}`", Day::from_days(monday + day - 1))),
        _ => mistake.help(format!("write its days: `{}/{}`", Day::from_days(monday), Day::from_days(monday + 6))),
    })
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

/// Two or three numbers in another order, with other separators, or without their zeros.
pub(crate) fn numeric(text: &str) -> Option<Mistake> {
    let separator = text.chars().find(|c| !c.is_ascii_digit()).filter(|c| matches!(c, '/' | '.' | '-'))?;
    let pieces: Vec<&str> = text.split(separator).map(str::trim).collect();
    let numbers: Vec<i64> = pieces.iter().map(|p| number(p).filter(|_| p.len() <= 4)).collect::<Option<_>>()?;
    let small = |n: i64| u8::try_from(n).ok();
    let day = |year, month, day| Some(Day::new(year, small(month)?, small(day)?)?.to_string());
    let month = |year: i64, month| Part::new(year, Some(small(month)?), None).ok().map(|part| part.edtf());
    let lengths: Vec<usize> = pieces.iter().map(|p| p.len()).collect();
    let mut readings: Vec<String> = match (&numbers[..], &lengths[..]) {
        (&[y, m, d], [4, 1..=2, 1..=2]) => [day(y, m, d), day(y, d, m)].into_iter().flatten().take(1).collect(),
        (&[a, b, y], [1..=2, 1..=2, 4]) if separator == '/' => {
            [day(y, a, b), day(y, b, a)].into_iter().flatten().collect()
        }
        (&[a, b, y], [1..=2, 1..=2, 4]) => [day(y, b, a), day(y, a, b)].into_iter().flatten().collect(),
        // A number reader takes 2022.10 for 2022.1, so one digit may be either month.
        (&[y, 1], [4, 1]) if separator == '.' => [month(y, 1), month(y, 10)].into_iter().flatten().collect(),
        (&[y, m], [4, 1..=2]) | (&[m, y], [1..=2, 4]) => month(y, m).into_iter().collect(),
        ([_, _, _], _) => Vec::new(),
        _ => return None,
    };
    readings.dedup();
    let shown = shorten(text, 40);
    Some(match &readings[..] {
        [one] => Mistake::new(format!("a date is written year first, two digits for month and day, unlike `{shown}`"))
            .help(format!("write `{one}`")),
        [one, other] => Mistake::new(format!("`{shown}` can be read in two ways")).help(format!(
            "write `{one}` for {},\nor `{other}` for {}",
            in_english(one),
            in_english(other)
        )),
        _ => Mistake::new(format!("`{shown}` is no day of the calendar, in whatever order it is read"))
            .help("write year, month and day: `2022-02-24`"),
    })
}

/// `March 4, 2022`, `October 2022`.
fn in_english(text: &str) -> String {
    let Some(part) = exact(text) else { return text.to_owned() };
    let day = part.first();
    let of_month = if text.len() == 10 { format!(" {},", day.day) } else { String::new() };
    format!("{}{of_month} {}", month_name(day.month), day.year)
}

/// `March 14, 2022`, `14th March 2022`, `Mar 2022`.
fn in_words(text: &str) -> Option<Mistake> {
    let (mut month, mut day, mut year) = (None, None, None);
    for word in text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        let word = word.to_lowercase();
        let digits_end = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
        let (digits, rest) = word.split_at(digits_end);
        let place = match (digits.len(), rest) {
            (4, "") => &mut year,
            (1..=2, "" | "st" | "nd" | "rd" | "th") => &mut day,
            (0, _) => {
                let short = if rest == "sept" { "sep" } else { rest };
                let found = MONTHS.iter().position(|name| short.len() >= 3 && name.to_lowercase().starts_with(short));
                if found.is_none() && matches!(rest, "of" | "the") {
                    continue;
                }
                if month.replace(i64::try_from(found?).ok()? + 1).is_some() {
                    return None;
                }
                continue;
            }
            _ => return None,
        };
        if place.replace(number(digits)?).is_some() {
            return None;
        }
    }
    let part = Part::new(year?, u8::try_from(month?).ok(), day.and_then(|day| u8::try_from(day).ok()));
    let shown = shorten(text, 40);
    Some(match part {
        Ok(part) => Mistake::new(format!("a date is written in numbers, year first, unlike `{shown}`"))
            .help(format!("write `{}`", part.edtf())),
        Err(mistake) => mistake,
    })
}
