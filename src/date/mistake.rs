//! What is said of a text that is no date.
//!
//! Enters: a message, and what to write. Leaves: a [`Mistake`]. Must not know: any form of a date, the file it stood
//! in, and how its message is shown. What a help proposes is a date that Annals reads, never another mistake.

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

/// A help with other proposals in the place of some. What stands before each is known too.
pub(crate) fn map_proposals(help: &str, map: impl Fn(&str, &str) -> Option<String>) -> String {
    let pieces: Vec<&str> = help.split('`').collect();
    let mapped = (0..pieces.len()).map(|at| match at % 2 {
        1 => map(pieces[at - 1], pieces[at]).unwrap_or_else(|| pieces[at].to_owned()),
        _ => pieces[at].to_owned(),
    });
    mapped.collect::<Vec<_>>().join("`")
}
