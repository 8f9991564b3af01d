//! The ends of a range: what is wrong with them, and what is meant by one that leaves out what the other has said.
//!
//! Enters: text on both sides of a sign. Leaves: a [`Mistake`], or the end in full. Must not know: times, words, and
//! what the sign is.

use crate::date::day::{Day, short_year};
use crate::date::mistake::{Mistake, month_name};
use crate::date::numeric;
use crate::date::part::{DatePart, Precision, digits};
use crate::text::shorten;

/// `2022-03-10..`, `..2022-03-10`.
pub(crate) fn one_end(from: &str, to: &str) -> Mistake {
    let known = if from.is_empty() { to } else { from };
    let mistake = Mistake::new(format!("`{}..{}` has one end only", shorten(from, 40), shorten(to, 40)));
    let Some(Ok(part)) = DatePart::read(known) else {
        return mistake.help("write both ends: `2022-02-24..2022-03-13`");
    };
    let known = part.edtf();
    let (first, last) = (part.known_ends().0, part.known_ends().1);
    let (start, end) = (DatePart::year(first.first().year).edtf(), DatePart::year(last.last().year).edtf());
    mistake.help(if from.is_empty() {
        format!("write `../{known}` for \"by then\", or both ends, such as `{start}..{}`", last.edtf())
    } else {
        format!("write `{known}/..` for \"since then\", or both ends, such as `{}..{end}`", first.edtf())
    })
}

/// `2022-XX..2023-XX`.
pub(crate) fn unspecified_ends(from: DatePart, to: DatePart) -> Mistake {
    Mistake::new("the ends of `A..B` have no `X`").help(format!(
        "write `{}..{}`",
        from.known_ends().0.edtf(),
        to.known_ends().1.edtf()
    ))
}

/// `2022-02-24T10:00Z/2022-02-25`.
pub(crate) fn times_in_range(from: &str, to: &str) -> Mistake {
    let day = |text: &str| text.get(..10).and_then(DatePart::read).and_then(Result::ok).map(|part| part.edtf());
    let mistake = Mistake::new("the ends of a range are days or coarser, without a time");
    match day(from).zip(day(to)) {
        Some((from, to)) => mistake.help(format!("write `{from}/{to}`")),
        None => mistake.help("write days, months or years: `2022-02-04/2022-02-20`"),
    }
}

/// The end of a range that leaves out what its start has said: `26` after `2022-02-24`.
pub(crate) fn complete(from: &DatePart, to: &str) -> Option<DatePart> {
    let small =
        |text: &str| u8::try_from((1..=2).contains(&text.len()).then(|| digits(text, text.len())).flatten()?).ok();
    let Day { year, month, .. } = from.first();
    let end = match (from.precision(), to.split_once('-')) {
        (Precision::Year, None) if to.len() == 2 => DatePart::year(short_year(year, small(to)?.into())?),
        (Precision::Month, None) => DatePart::new(year, Some(small(to)?), None).ok()?,
        (Precision::Day, None) => DatePart::new(year, Some(month), Some(small(to)?)).ok()?,
        (Precision::Day, Some((month, day))) => DatePart::new(year, Some(small(month)?), Some(small(day)?)).ok()?,
        _ => return None,
    };
    (end.first() > from.first()).then_some(end)
}

/// `1904–05`, `1921/24`: what may be two years or a month or season of the first, and both written as Annals does.
pub(crate) fn years_or_month(text: &str) -> Option<(String, String)> {
    let (year, two) = text.split_once(['–', '—', '/'])?;
    let from = DatePart::read(year)?.ok().filter(|part| part.precision() == Precision::Year && part.is_plain())?;
    let to = complete(&from, two)?;
    let month = DatePart::read(&format!("{year}-{two}"))?.ok()?;
    Some((format!("{}/{}", from.edtf(), to.edtf()), month.edtf()))
}

/// `02/24/2022`, `2022/02`, `2022-02-04/20`: what has a `/` and is no range.
pub(crate) fn slash(text: &str) -> Option<Mistake> {
    if let Some((years, month)) = years_or_month(text) {
        return Some(
            Mistake::new(format!("`{}` can be read in two ways", shorten(text, 40)))
                .help(format!("write `{years}` for the years, or `{month}` for one part of the first")),
        );
    }
    let (from, to) = text.split_once('/')?;
    in_full(from, to, "/").or_else(|| numeric::meant(text)).or_else(|| too_short(from, to))
}

/// What to say of a range whose end leaves out what its start has said.
pub(crate) fn in_full(from: &str, to: &str, join: &str) -> Option<Mistake> {
    let end = complete(&DatePart::read(from)?.ok()?, to)?;
    Some(
        Mistake::new(format!("both ends of a range are written in full, unlike `{to}`"))
            .help(format!("write `{from}{join}{}`", end.edtf())),
    )
}

/// What to say of a month or season whose two digits may be meant as a later year: of a month the next one only, as
/// nearly every month is a later year of some century.
#[must_use]
pub fn or_years(part: &DatePart) -> Option<Mistake> {
    let year = part.first().year;
    let (code, name) = match part.precision() {
        Precision::Month => (part.first().month, month_name(part.first().month)),
        Precision::Season => {
            let code = 20 + part.first().month / 3;
            (code, ["spring", "summer", "autumn", "winter"][usize::from(code - 21) % 4])
        }
        _ => return None,
    };
    let end = short_year(year, code.into())?;
    if part.precision() == Precision::Month && end != year + 1 {
        return None;
    }
    let years = format!("{}/{}", DatePart::year(year).edtf(), DatePart::year(end).edtf());
    Some(
        Mistake::new(format!("`{}` is {name} {year}, not the years {year} to {end}", part.edtf()))
            .help(format!("write `{years}`, if the years are meant")),
    )
}

/// What to say of an end with two digits that are no later day, month or year of its start.
pub(crate) fn too_short(from: &str, to: &str) -> Option<Mistake> {
    let short = matches!(to.len(), 1 | 2) && to.bytes().all(|b| b.is_ascii_digit());
    let _ = DatePart::read(from).filter(|_| short)?.ok()?;
    let mistake = Mistake::new(format!("both ends of a range are written in full, unlike `{to}`"));
    Some(mistake.help("write the end as the start is written, with its year"))
}
