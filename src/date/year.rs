//! Years that four digits do not hold: with their era, and beyond 9999.
//!
//! Enters: text such as `44 BCE` or `Y-17000`. Leaves: a [`DatePart`], or what is wrong with it. Must not
//! know: months and days.

use crate::date::day::year_edtf;
use crate::date::doubt::{Certainty, Doubts};
use crate::date::mistake::Mistake;
use crate::date::part::{DatePart, digits};
use crate::text::shorten;

/// The longest year that is read, in digits. The universe's age has 11, and the days of all of them can
/// be counted in 64 bits.
const MAX_DIGITS: usize = 13;

/// Reads `44 BCE`, `44 CE` or `Y-17000`, and a mark after it. `None` when the text has another shape.
pub(crate) fn read(text: &str) -> Option<Result<DatePart, Mistake>> {
    let mut bare = text;
    let doubts = Doubts::all(Certainty::take_last(&mut bare));
    let year = era(bare).or_else(|| long(bare))?;
    Some(year.map(|year| DatePart::year(year).with(doubts)))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// The number in at most so many digits as are read.
fn number(text: &str) -> Option<i64> {
    (text.len() <= MAX_DIGITS).then(|| digits(text, text.len())).flatten().filter(|_| is_number(text))
}

fn too_far(text: &str) -> Mistake {
    Mistake::new(format!("years of more than {MAX_DIGITS} digits are not supported: `{}`", shorten(text, 40)))
        .help("write it in `date_note`, and a year that is nearer as the date")
}

/// The standard has a year 0, so 44 BCE is its year -43.
fn of_era(year: i64, before: bool) -> i64 {
    if before { 1 - year } else { year }
}

fn era(text: &str) -> Option<Result<i64, Mistake>> {
    let (written, before) =
        text.strip_suffix(" BCE").map(|year| (year, true)).or_else(|| Some((text.strip_suffix(" CE")?, false)))?;
    if !is_number(written) || (written.starts_with('0') && written.bytes().any(|b| b != b'0')) {
        return None;
    }
    Some(match number(written) {
        None => Err(too_far(text)),
        Some(0) => Err(Mistake::new("there is no year 0 before the common era, nor in it")
            .help("write `1 BCE` or `1 CE`, whichever is meant")),
        Some(year) => Ok(of_era(year, before)),
    })
}

/// A year with `Y`, which is for more than four digits.
fn long(text: &str) -> Option<Result<i64, Mistake>> {
    let rest = text.strip_prefix('Y')?;
    let (written, sign) = rest.strip_prefix('-').map_or((rest, 1), |rest| (rest, -1));
    if !is_number(written) {
        return None;
    }
    let Some(year) = number(written) else { return Some(Err(too_far(text))) };
    let shown = shorten(text, 40);
    Some(if year <= 9999 {
        Err(Mistake::new(format!("`{shown}` has a `Y`, which is for years of more than four digits"))
            .help(format!("write `{}`", year_edtf(sign * year))))
    } else if written.starts_with('0') {
        Err(Mistake::new(format!("a year with `Y` has no zeros before it, unlike `{shown}`"))
            .help(format!("write `{}`", DatePart::year(sign * year).edtf())))
    } else {
        Ok(sign * year)
    })
}

/// What to say of `44 BC`, `44bce`, `AD 44` or `044 CE`.
pub(crate) fn other_era(text: &str) -> Option<Mistake> {
    let upper: String =
        text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | ',')).collect::<String>().to_uppercase();
    let number = upper.trim_matches(|c: char| c.is_ascii_alphabetic());
    let era = upper.replacen(number, "", 1);
    let before = match era.as_str() {
        "BCE" | "BC" => true,
        "CE" | "AD" => false,
        _ => return None,
    };
    let year = self::number(number).filter(|year| *year > 0)?;
    Some(
        Mistake::new(format!("a year with its era ends with ` BCE` or ` CE`, unlike `{}`", shorten(text, 40)))
            .help(format!("write `{year} {}`", if before { "BCE" } else { "CE" })),
    )
}

/// What to say of a year with a sign that has not four digits.
pub(crate) fn signed(text: &str) -> Option<Mistake> {
    let written = text.strip_prefix('-')?;
    let year = number(written)?;
    if year == 0 {
        return Some(
            Mistake::new(format!("there is no year `{text}`")).help("write `0000` or `1 BCE`, which are the same year"),
        );
    }
    Some(if year <= 9999 {
        // With a sign a year may be meant as the standard counts or as people do; both are said.
        Mistake::new(format!("a year before the common era has a sign and four digits, unlike `{text}`"))
            .help(format!("write `{year} BCE`, or `{}`, which is the same year", year_edtf(1 - year)))
    } else {
        Mistake::new(format!("a year of more than four digits begins with `Y`, unlike `{text}`"))
            .help(format!("write `{}`", DatePart::year(-year).edtf()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_and_their_canonical_form() {
        for (text, edtf) in [
            ("44 BCE", "-0043"),
            ("1 BCE", "0000"),
            ("1 CE", "0001"),
            ("2022 CE~", "2022~"),
            ("10000 BCE", "-9999"),
            ("10001 BCE?", "Y-10000?"),
            ("10000 CE", "Y10000"),
            ("Y-17000%", "Y-17000%"),
        ] {
            let part = DatePart::read(text).unwrap().unwrap();
            assert_eq!(part.edtf(), edtf, "{text}");
            assert_eq!(DatePart::read(edtf), Some(Ok(part)));
        }
    }

    #[test]
    fn years_that_are_none() {
        for text in ["0 BCE", "0 CE", "Y0", "Y-44", "Y010000", "Y10000000000000", "99999999999999 BCE", "-0000"] {
            assert!(DatePart::read(text).is_some_and(|part| part.is_err()), "{text}");
        }
        for text in ["Y", "Y-", "Y1E3", "044 BCE", "44  BCE", " BCE", "-44", "Y-٣"] {
            assert_eq!(DatePart::read(text), None, "{text}");
        }
    }
}
