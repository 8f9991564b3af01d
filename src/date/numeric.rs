//! Dates in two or three numbers, in another order than Annals has, or with other separators.
//!
//! Enters: text. Leaves: a [`Mistake`] with every reading that there is, never one of two. Must not know:
//! words, times and ranges.

use crate::date::day::Day;
use crate::date::mistake::{Mistake, month_name};
use crate::date::part::{DatePart, digits};
use crate::text::shorten;

fn number(text: &str) -> Option<i64> {
    (1..=4).contains(&text.len()).then(|| digits(text, text.len())).flatten()
}

/// What the numbers can be read as: at most two days. `None` when there are not two or three of them.
pub(crate) fn readings(text: &str) -> Option<Vec<DatePart>> {
    let separator = text.chars().find(|c| !c.is_ascii_digit()).filter(|c| matches!(c, '/' | '.' | '-' | '_' | ' '))?;
    let pieces: Vec<&str> = text.split(separator).map(str::trim).filter(|piece| !piece.is_empty()).collect();
    let numbers: Vec<i64> = pieces.iter().map(|piece| number(piece)).collect::<Option<_>>()?;
    let small = |n: i64| u8::try_from(n).ok();
    let day = |year, month, day| Day::new(year, small(month)?, small(day)?).map(DatePart::day);
    let month = |year: i64, month| DatePart::new(year, Some(small(month)?), None).ok();
    let lengths: Vec<usize> = pieces.iter().map(|p| p.len()).collect();
    let mut readings: Vec<DatePart> = match (&numbers[..], &lengths[..]) {
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
    Some(readings)
}

/// Two or three numbers in another order, with other separators, or without their zeros.
pub(crate) fn meant(text: &str) -> Option<Mistake> {
    let shown = shorten(text, 40);
    Some(match &readings(text)?[..] {
        [one] => Mistake::new(format!("a date is written year first, two digits for month and day, unlike `{shown}`"))
            .help(format!("write `{}`", one.edtf())),
        [one, other] => Mistake::new(format!("`{shown}` can be read in two ways")).help(format!(
            "write `{}` for {},\nor `{}` for {}",
            one.edtf(),
            in_english(one),
            other.edtf(),
            in_english(other)
        )),
        _ if text.split(|c: char| !c.is_ascii_digit()).all(|piece| piece.len() <= 2) => {
            Mistake::new(format!("the year of `{shown}` has two digits"))
                .help("write year, month and day, and all four digits of the year: `2022-02-24`")
        }
        _ => Mistake::new(format!("`{shown}` is no day of the calendar, in whatever order it is read"))
            .help("write year, month and day: `2022-02-24`"),
    })
}

/// `24.02.`, `2/24`: a day and a month, the year being nowhere in the text.
pub(crate) fn without_year(text: &str, year: Option<i64>) -> Option<Mistake> {
    let text = text.trim_start_matches("--");
    let separator = text.chars().find(|c| !c.is_ascii_digit()).filter(|c| matches!(c, '/' | '.' | '-'))?;
    let (first, second) = text.split_once(separator)?;
    let second = second.strip_suffix(separator).unwrap_or(second);
    let two = |text: &str| number(text.trim()).filter(|_| text.trim().len() <= 2);
    let (first, second) = (two(first)?, two(second)?);
    // The leap day is one in some year.
    let day = |month: i64, day: i64| Day::new(year.unwrap_or(2000), u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    let mistake = Mistake::new(format!("`{}` has no year", shorten(text, 40)));
    let mut days: Vec<Day> = [day(first, second), day(second, first)].into_iter().flatten().collect();
    days.dedup();
    Some(match (&days[..], year) {
        ([], _) => return None,
        ([one], Some(year)) => mistake.help(format!("write `{one}`, if the year is {year}")),
        ([one, other, ..], Some(year)) => {
            mistake.help(format!("write `{one}` or `{other}`, whichever is meant, if the year is {year}"))
        }
        (_, None) => {
            mistake.help("write year, month and day: the year with four digits, then two for each of the others")
        }
    })
}

/// `March 4, 2022`, `October 2022`.
pub(crate) fn in_english(part: &DatePart) -> String {
    let (first, last) = (part.first(), part.last());
    let of_month = if first == last { format!(" {},", first.day) } else { String::new() };
    format!("{}{of_month} {}", month_name(first.month), first.year)
}
