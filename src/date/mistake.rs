//! What to say of a text that is no date: which date was meant, and how Annals writes it.
//!
//! Enters: text that the grammar refused. Leaves: a [`Mistake`]. Must not know: the file it stood in,
//! and how its message is shown. What a help proposes is a date that Annals reads, never another mistake.

use crate::date::day::Day;
use crate::date::part::{Part, digits};
use crate::date::{foreign, level2};
use crate::text::shorten;

/// The months in English, the language of all messages whatever the site's language is.
pub(crate) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The name of a month in English.
pub(crate) fn month_name(month: u8) -> &'static str {
    MONTHS[usize::from(month.clamp(1, 12)) - 1]
}

/// Why a text is no date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// One sentence: lower case, no full stop at its end.
    pub message: String,
    /// What to write instead. May have several lines.
    pub help: Option<String>,
}

impl Mistake {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None }
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// Any other text.
pub(crate) fn no_date(text: &str) -> Mistake {
    let message =
        if text.is_empty() { "the date is empty".to_owned() } else { format!("`{}` is no date", shorten(text, 40)) };
    Mistake::new(message).help(
        "write a day `2022-02-24`, a month `2022-02`, a year `2022`,\n\
         a range `2022-02-04/2022-02-20` or a time `2022-02-24 05:00 Europe/Kyiv`",
    )
}

/// `2022-03-10..`, `..2022-03-10`.
pub(crate) fn one_end(from: &str, to: &str) -> Mistake {
    let known = if from.is_empty() { to } else { from };
    let mistake = Mistake::new(format!("`{}..{}` has one end only", shorten(from, 40), shorten(to, 40)));
    let Some(Ok(part)) = Part::read(known) else {
        return mistake.help("write both ends: `2022-02-24..2022-03-13`");
    };
    let known = part.edtf();
    let (first, last) = (part.known_ends().0, part.known_ends().1);
    let (start, end) = (Part::year(first.first().year).edtf(), Part::year(last.last().year).edtf());
    mistake.help(if from.is_empty() {
        format!("write `../{known}` for \"by then\", or both ends, such as `{start}..{}`", last.edtf())
    } else {
        format!("write `{known}/..` for \"since then\", or both ends, such as `{}..{end}`", first.edtf())
    })
}

/// `2022-XX..2023-XX`.
pub(crate) fn unspecified_ends(from: Part, to: Part) -> Mistake {
    Mistake::new("the ends of `A..B` have no `X`").help(format!(
        "write `{}..{}`",
        from.known_ends().0.edtf(),
        to.known_ends().1.edtf()
    ))
}

/// `2022-02-24T10:00Z/2022-02-25`.
pub(crate) fn times_in_range(from: &str, to: &str) -> Mistake {
    let day = |text: &str| text.get(..10).and_then(Part::read).and_then(Result::ok).map(|part| part.edtf());
    let mistake = Mistake::new("the ends of a range are days or coarser, without a time");
    match day(from).zip(day(to)) {
        Some((from, to)) => mistake.help(format!("write `{from}/{to}`")),
        None => mistake.help("write days, months or years: `2022-02-04/2022-02-20`"),
    }
}

/// `02/24/2022`, `2022/02`, `2022-02-04/20`: what has a `/` and is no range.
pub(crate) fn slash(text: &str) -> Option<Mistake> {
    let (from, to) = text.split_once('/')?;
    if let Some(mistake) = foreign::numeric(text) {
        return Some(mistake);
    }
    let Some(Ok(part)) = Part::read(from) else { return None };
    let month = digits(to, 2)?;
    let day = Day { day: u8::try_from(month).ok()?, ..part.first() };
    let whole = Day::new(day.year, day.month, day.day).filter(|day| from.len() == 10 && *day >= part.first())?;
    Some(
        Mistake::new(format!("both ends of a range are written in full, unlike `{to}`"))
            .help(format!("write `{from}/{whole}`")),
    )
}

/// What to say of a text that has not the shape of a year, month or day.
pub(crate) fn no_part(text: &str) -> Mistake {
    level2::year(text).or_else(|| foreign::meant(text)).unwrap_or_else(|| no_date(text))
}
