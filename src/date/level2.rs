//! What is valid Extended Date/Time Format of level 2 and is not supported: said, and what to write
//! instead where there is something.
//!
//! Enters: text that the grammar does not read. Leaves: a [`Mistake`]. Must not know: forms of other
//! tools, which are no format's.

use crate::date::day::{Day, short_year, year_edtf};
use crate::date::doubt::{Certainty, unmarked};
use crate::date::mistake::{Mistake, no_date};
use crate::date::part::{DatePart, digits};
use crate::date::written::Written;
use crate::text::shorten;

/// `what` is in the plural.
fn unsupported(what: &str, text: &str) -> Mistake {
    Mistake::new(format!(
        "{what}, as in `{}`, are valid Extended Date/Time Format of level 2, but Annals does not support them",
        shorten(text, 40)
    ))
}

/// The months of each group of them: seasons, from 25 on of a hemisphere, quarters, thirds and halves.
fn months(code: u8) -> (u8, u8) {
    match code {
        21 | 25 | 31 => (3, 5),
        22 | 26 | 32 => (6, 8),
        23 | 27 | 29 => (9, 11),
        24 | 28 | 30 => (12, 2),
        33..=36 => ((code - 33) * 3 + 1, (code - 33) * 3 + 3),
        37..=39 => ((code - 37) * 4 + 1, (code - 37) * 4 + 4),
        40 => (1, 6),
        _ => (7, 12),
    }
}

/// `2001-34`.
pub(crate) fn season(text: &str, year: i64, code: u8) -> Mistake {
    let (first, last) = months(code);
    let end = if last < first { year + 1 } else { year };
    let months = format!(
        "`{}-{first:02}/{}`",
        year_edtf(year),
        if end > 9999 { "9999-12".to_owned() } else { format!("{}-{last:02}", year_edtf(end)) }
    );
    let mistake = unsupported("seasons of a hemisphere, quarters, thirds and halves of a year (25 to 41)", text);
    mistake.help(match short_year(year, code.into()) {
        // Far more people write the years from 1929 to 1933 so than such a part of one.
        Some(end) => {
            format!("write `{}/{}`, if the years are meant, or the months: {months}", year_edtf(year), year_edtf(end))
        }
        None => format!("write the months: {months}"),
    })
}

/// `156X-12-25`, `1560-X2`, `XXXX`.
pub(crate) fn unspecified(text: &str, written: &Written<'_>) -> Mistake {
    if written.negative && written.year.contains('X') {
        return negative_unspecified(text, written);
    }
    let code = written.month.and_then(|month| u8::try_from(digits(month, 2)?).ok());
    if let (Some(code @ 21..=41), None) = (code, written.day) {
        let year = |fill| digits(&written.year.replace('X', fill), 4).unwrap_or(0);
        let (first, last) = months(code);
        let end = if last < first { year("9") + 1 } else { year("9") };
        return unsupported("seasons of a year with `X`", text).help(format!(
            "write between which it was: `{}-{first:02}..{}`",
            year_edtf(year("0")),
            // Winter of the last year with four digits ends beyond them.
            if end > 9999 { "9999".to_owned() } else { format!("{}-{last:02}", year_edtf(end)) }
        ));
    }
    let Some((first, last)) = extremes(written) else {
        return Mistake::new(format!("no day of the calendar fits `{}`", shorten(text, 40)))
            .help("write what is known of it: a year `2022`, a month `2022-02`, or `202X`, `2022-XX`, `2022-02-XX`");
    };
    // Digits that are wholly unknown say nothing that a coarser date does not say.
    let length = match (written.month, written.day) {
        (None, _) | (Some("XX"), None | Some("XX")) => 0,
        (Some(_), None | Some("XX")) => 1,
        _ => 2,
    };
    let cut = |day: Day| {
        let text = day.to_string();
        text.get(..text.len() - [6, 3, 0][length]).unwrap_or_default().to_owned()
    };
    unsupported("unspecified digits in such places", text).help(format!(
        "write between which it was: `{}..{}`",
        cut(first),
        cut(last)
    ))
}

/// Decades before the year 0000 cannot be written with `X`.
fn negative_unspecified(text: &str, written: &Written<'_>) -> Mistake {
    let bound = |fill| digits(&written.year.replace('X', fill), 4).unwrap_or(0);
    let (far, near) = (bound("9"), bound("0"));
    Mistake::new(format!("a year before 0000 has no `X`, unlike `{}`", shorten(text, 40))).help(format!(
        "write the years: `{}..{}`",
        year_edtf(-far),
        year_edtf(-near)
    ))
}

/// The first and the last day that a pattern fits.
fn extremes(written: &Written<'_>) -> Option<(Day, Day)> {
    let fits = |pattern: Option<&str>, number: i64, length: usize| {
        pattern.is_none_or(|pattern| {
            let number = format!("{number:0length$}");
            pattern.bytes().zip(number.bytes()).all(|(p, n)| p == b'X' || p == n)
        })
    };
    let sign = if written.negative { -1 } else { 1 };
    let mut years = (0..=9999i64).filter(|year| fits(Some(written.year), *year, 4)).map(|year| sign * year);
    let months: Vec<u8> = (1..=12u8).filter(|month| fits(written.month, i64::from(*month), 2)).collect();
    let days: Vec<u8> = (1..=31u8).filter(|day| fits(written.day, i64::from(*day), 2)).collect();
    let of_year = |year: i64| -> Vec<Day> {
        let all = months.iter().flat_map(|month| days.iter().map(move |day| (*month, *day)));
        all.filter_map(|(month, day)| Day::new(year, month, day)).collect()
    };
    let first = years.clone().find_map(|year| of_year(year).first().copied())?;
    let last = years.rfind(|year| !of_year(*year).is_empty()).and_then(|year| of_year(year).last().copied())?;
    Some((first, last))
}

/// `Y17E7`, `1950S2`.
pub(crate) fn year(text: &str) -> Option<Mistake> {
    let mut bare = text;
    let _ = Certainty::take_last(&mut bare);
    if !bare.starts_with('Y') {
        let _ = Certainty::take(&mut bare);
    }
    let long = bare.strip_prefix('Y');
    let rest = long.unwrap_or(bare);
    let (rest, sign) = rest.strip_prefix('-').map_or((rest, 1), |rest| (rest, -1));
    let (rest, significant) = rest.split_once('S').map_or((rest, None), |(rest, count)| (rest, Some(count)));
    let (number, exponent) = rest.split_once('E').map_or((rest, None), |(number, power)| (number, Some(power)));
    let count = |text: &str| (1..=19).contains(&text.len()).then(|| digits(text, text.len())).flatten();
    let (value, power) = (count(number)?, exponent.map_or(Some(0), count)?);
    if exponent.is_some() && long.is_none() || long.is_none() && number.len() != 4 {
        return None;
    }
    let total = number.len() + usize::try_from(power).ok()?;
    let significant = match significant.map(count) {
        None if exponent.is_none() => return None,
        None => total,
        Some(None) => return None,
        Some(Some(count)) => usize::try_from(count).ok()?,
    };
    if !(1..=total).contains(&significant) || long.is_some() && (total < 5 || number.starts_with('0')) {
        return None;
    }
    let what = if significant < total || exponent.is_none() { "significant digits" } else { "exponential years" };
    let mistake = unsupported(what, text);
    let range = || {
        let year = 10i64.checked_pow(u32::try_from(power).ok()?).and_then(|p| value.checked_mul(p))?;
        let swept = 10i64.checked_pow(u32::try_from(total - significant).ok()?)?;
        let first = year - year.rem_euclid(swept);
        let (first, last) = (first, first.checked_add(swept - 1)?);
        let ends = if sign < 0 { (-last, -first) } else { (first, last) };
        let texts = [ends.0, ends.1].map(|year| DatePart::year(year).edtf());
        texts.iter().all(|year| matches!(DatePart::read(year), Some(Ok(_)))).then_some(texts)
    };
    Some(match range() {
        Some([first, last]) if first == last => mistake.help(format!("write `{first}`")),
        Some([first, last]) => mistake.help(format!("write between which years it was: `{first}..{last}`")),
        None => mistake.help("write it in `date_note`, and a year that is nearer as the date"),
    })
}

/// `{2022,2023}`, `[2022,2023]`, `[..2022]`: what is no set at all has the mistake of its member.
pub(crate) fn set(text: &str) -> Mistake {
    let all = text.starts_with('{');
    let close = if all { '}' } else { ']' };
    let Some(inner) = text.get(1..).and_then(|rest| rest.strip_suffix(close)).filter(|inner| !inner.is_empty()) else {
        return no_date(text);
    };
    let (mut parts, mut open) = (Vec::new(), (false, false));
    for member in inner.split(',') {
        let (from, to) = member.split_once("..").map_or((member, None), |(from, to)| (from, Some(to)));
        if from.is_empty() && to.is_none_or(str::is_empty) {
            return no_date(text);
        }
        open = (open.0 || from.is_empty(), open.1 || to == Some(""));
        for end in [Some(from), to].into_iter().flatten().filter(|end| !end.is_empty()) {
            match DatePart::read(end) {
                Some(Ok(part)) => parts.push(part),
                Some(Err(mistake)) => return mistake,
                None => return year(end).unwrap_or_else(|| no_date(text)),
            }
        }
    }
    let what = match open {
        _ if all || inner.contains(',') => "several dates at once",
        (false, false) => "sets of one date",
        _ => "sets without a first or last date",
    };
    let mistake = unsupported(what, text);
    let first = parts.iter().min_by_key(|part| part.first()).map(|part| part.known_ends().0.edtf());
    let last = parts.iter().max_by_key(|part| part.last()).map(|part| part.known_ends().1.edtf());
    match (first.zip(last), open) {
        _ if all => mistake.help("write one date, a range `2022/2023`, or an event for each date"),
        (Some((first, last)), (false, false)) if first == last => mistake.help(format!("write `{first}`")),
        (Some((first, last)), (false, false)) => {
            mistake.help(format!("write one date, or between which it was: `{first}..{last}`"))
        }
        (Some((_, last)), (true, false)) => mistake.help(format!("write `../{last}` for \"by then\", or both ends")),
        (Some((first, _)), (false, true)) => {
            mistake.help(format!("write `{first}/..` for \"since then\", or both ends"))
        }
        _ => mistake.help("write one date, a range `2022/2023`, or an event for each date"),
    }
}

/// `[2022-02-24~..2022-03-13]`.
pub(crate) fn qualified_ends(text: &str, from: &str, to: &str) -> Mistake {
    unsupported("qualified ends of a set, with `~`, `?` or `%`", text).help(format!(
        "write `{}..{}`",
        shorten(&unmarked(from), 40),
        shorten(&unmarked(to), 40)
    ))
}

/// `..2004-06-01/2004-06-20..`: ends that are on or before, or on or after a day.
pub(crate) fn loose_ends(text: &str, from: &str, to: &str) -> Option<Mistake> {
    let loose_from = from.strip_prefix("..").filter(|date| !date.is_empty());
    let loose_to = to.strip_suffix("..").filter(|date| !date.is_empty());
    if loose_from.is_none() && loose_to.is_none() {
        return None;
    }
    let ends = [loose_from.unwrap_or(from), loose_to.unwrap_or(to)];
    let mut parts = [None, None];
    for (end, part) in ends.iter().zip(&mut parts).filter(|(end, _)| !matches!(**end, "" | "..")) {
        match DatePart::read(end) {
            Some(Ok(read)) => *part = Some(read),
            Some(Err(mistake)) => return Some(mistake),
            None => return year(end),
        }
    }
    let mistake = unsupported("ends of a range on or before, or on or after a date", text);
    Some(match parts {
        [Some(from), Some(to)] if to.last() < from.first() => mistake.help("write both ends: `2022-02-04/2022-02-20`"),
        _ => {
            let written = |at: usize| parts[at].map_or_else(|| ends[at].to_owned(), |part: DatePart| part.edtf());
            mistake.help(format!("write `{}/{}`, and the rest in `date_note`", written(0), written(1)))
        }
    })
}
