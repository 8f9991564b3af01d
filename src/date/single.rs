//! One date of the Extended Date/Time Format: level 0 and level 1, and of level 2 the marks on single parts.
//!
//! Enters: text. Leaves: a [`DatePart`], or what is wrong with it. Must not know: times, ranges, and how other people write
//! dates.

use crate::date::mistake::Mistake;
use crate::date::part::{DatePart, Precision, digits};
use crate::date::written::Written;
use crate::date::{level2, year};

impl DatePart {
    /// Reads one date of the Extended Date/Time Format, or a year with its era (`44 BCE`). `None` when
    /// the text has another shape, a mistake when it has the shape and is no date, or one that is not
    /// supported.
    pub(crate) fn read(text: &str) -> Option<Result<Self, Mistake>> {
        year::read(text).or_else(|| Written::scan(text).map(|written| part(text, &written)))
    }
}

fn part(text: &str, written: &Written<'_>) -> Result<DatePart, Mistake> {
    let sign = if written.negative { -1 } else { 1 };
    let known = written.year.trim_end_matches('X');
    let exact = digits(written.year, 4).map(|year| sign * year);
    if written.negative && exact == Some(0) {
        return Err(Mistake::new("there is no year `-0000`").help("write `0000` or `1 BCE`, which are the same year"));
    }
    let two = |text: Option<&str>| text.and_then(|text| u8::try_from(digits(text, 2)?).ok());
    let (month, day) = (two(written.month), two(written.day));
    let part = match (exact, written.month, written.day) {
        (Some(year), None, None) => DatePart::year(year),
        (Some(year), Some("XX"), None) => DatePart::year(year).only(Precision::MonthOfYear),
        (Some(year), Some("XX"), Some("XX")) => DatePart::year(year).only(Precision::DayOfYear),
        (Some(year), Some(_), None) if matches!(month, Some(21..=24)) => {
            let first = month.map_or(3, |season| (season - 20) * 3);
            DatePart::new(year, Some(first), None)?.only(Precision::Season)
        }
        (Some(year), Some(_), None) if matches!(month, Some(25..=41)) => {
            return Err(level2::season(text, year, month.unwrap_or(25)));
        }
        (Some(year), Some(_), Some("XX")) if month.is_some() => {
            DatePart::new(year, month, None)?.only(Precision::DayOfMonth)
        }
        (Some(year), _, _) if month.is_some() == written.month.is_some() && day.is_some() == written.day.is_some() => {
            DatePart::new(year, month, day)?
        }
        (None, None, None) if !written.negative && matches!(known.len(), 2 | 3) && !known.contains('X') => {
            let (precision, rest) =
                if known.len() == 3 { (Precision::Decade, "0") } else { (Precision::Century, "00") };
            let year = digits(&format!("{known}{rest}"), 4).unwrap_or(0);
            DatePart::year(year).only(precision)
        }
        _ => return Err(level2::unspecified(text, written)),
    };
    Ok(part.with(written.doubts))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_and_their_bounds() {
        for (text, precision, first, last) in [
            ("2022", Precision::Year, "2022-01-01", "2022-12-31"),
            ("2022-02", Precision::Month, "2022-02-01", "2022-02-28"),
            ("2020-02", Precision::Month, "2020-02-01", "2020-02-29"),
            ("0001-12-31", Precision::Day, "0001-12-31", "0001-12-31"),
            ("-0004-02", Precision::Month, "-0004-02-01", "-0004-02-29"),
            ("Y9999999999999", Precision::Year, "9999999999999-01-01", "9999999999999-12-31"),
            ("202X", Precision::Decade, "2020-01-01", "2029-12-31"),
            ("00XX", Precision::Century, "0000-01-01", "0099-12-31"),
            ("2004-XX", Precision::MonthOfYear, "2004-01-01", "2004-12-31"),
            ("1985-XX-XX", Precision::DayOfYear, "1985-01-01", "1985-12-31"),
            ("-0004-02-XX", Precision::DayOfMonth, "-0004-02-01", "-0004-02-29"),
            ("2022-21", Precision::Season, "2022-03-01", "2022-05-31"),
            ("2023-24", Precision::Season, "2023-12-01", "2024-02-29"),
            ("-0001-24", Precision::Season, "-0001-12-01", "0000-02-29"),
        ] {
            let part = DatePart::read(text).unwrap().unwrap();
            assert_eq!(part.precision(), precision, "{text}");
            assert_eq!((part.first().to_string().as_str(), part.last().to_string().as_str()), (first, last));
            assert_eq!(part.edtf(), text);
        }
    }

    #[test]
    fn marks_and_what_they_stand_for() {
        for (text, canonical) in [
            ("~2022", "2022~"),
            ("?2022~", "2022%"),
            ("2022?-03", "2022?-03"),
            ("?2022-03", "2022?-03"),
            ("2022-03~", "2022-03~"),
            ("~2022-~03", "2022-03~"),
            ("2022-03~-13", "2022-03~-13"),
            ("2022-~03-~13", "2022-~03-~13"),
            ("2022?-03-13~", "2022%-~03-~13"),
            ("2022-03?-~13", "2022-03?-~13"),
            ("?2022-?03-?13", "2022-03-13?"),
            ("2022-03-XX%", "2022-03-XX%"),
            ("202X~", "202X~"),
            ("2022-21?", "2022-21?"),
            ("-?0043", ""),
            ("2022~~", ""),
            ("2022-03-13~?", ""),
        ] {
            let read = DatePart::read(text).map(|part| part.unwrap().edtf()).unwrap_or_default();
            assert_eq!(read, canonical, "{text}");
        }
    }

    #[test]
    fn other_shapes_are_not_read() {
        for text in ["", "22", "2022-", "2022-2", "2022-02-24-", "2022-02-24-01", "+2022", "٢٠٢٢", "2022-0x", "202é"]
        {
            assert_eq!(DatePart::read(text), None, "{text}");
        }
    }
}
