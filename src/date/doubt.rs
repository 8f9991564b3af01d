//! How sure a date is: `~`, `?` and `%`, for the whole of it or for single parts.
//!
//! Enters: the marks of a text. Leaves: [`Certainty`] and [`Doubts`]. Must not know: what the marks
//! stand beside, and where the text came from.

/// How sure a date is, in the order in which dates that are otherwise the same stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Certainty {
    /// As it is written.
    #[default]
    Certain,
    /// `~`: about then.
    Approximate,
    /// `?`: perhaps then.
    Uncertain,
    /// `%`: both, or not the same for each end or part.
    UncertainAndApproximate,
}

/// The marks of the format, beside what they mean.
const MARKS: [(char, Certainty); 3] =
    [('~', Certainty::Approximate), ('?', Certainty::Uncertain), ('%', Certainty::UncertainAndApproximate)];

/// Whether a text has a mark anywhere.
pub(crate) fn has_mark(text: &str) -> bool {
    text.contains(['~', '?', '%'])
}

/// A text without its marks, for what to propose.
pub(crate) fn unmarked(text: &str) -> String {
    text.replace(['~', '?', '%'], "")
}

impl Certainty {
    /// Takes the mark at the start of a text off it.
    pub(crate) fn take(text: &mut &str) -> Self {
        let found = MARKS.iter().find_map(|(mark, certainty)| Some((text.strip_prefix(*mark)?, *certainty)));
        let Some((rest, certainty)) = found else { return Self::Certain };
        *text = rest;
        certainty
    }

    /// Takes the mark at the end of a text off it.
    pub(crate) fn take_last(text: &mut &str) -> Self {
        let found = MARKS.iter().find_map(|(mark, certainty)| Some((text.strip_suffix(*mark)?, *certainty)));
        let Some((rest, certainty)) = found else { return Self::Certain };
        *text = rest;
        certainty
    }

    /// Its mark; nothing for what is certain.
    #[must_use]
    pub fn mark(self) -> &'static str {
        match self {
            Self::Certain => "",
            Self::Approximate => "~",
            Self::Uncertain => "?",
            Self::UncertainAndApproximate => "%",
        }
    }

    /// Whether it is about then: `~`, `%`.
    #[must_use]
    pub fn is_about(self) -> bool {
        matches!(self, Self::Approximate | Self::UncertainAndApproximate)
    }

    /// Whether it is only perhaps then: `?`, `%`.
    #[must_use]
    pub fn is_unsure(self) -> bool {
        matches!(self, Self::Uncertain | Self::UncertainAndApproximate)
    }

    /// Both doubts together: `~` and `?` are `%`.
    pub(crate) fn and(self, other: Self) -> Self {
        match (self.is_about() || other.is_about(), self.is_unsure() || other.is_unsure()) {
            (false, false) => Self::Certain,
            (true, false) => Self::Approximate,
            (false, true) => Self::Uncertain,
            (true, true) => Self::UncertainAndApproximate,
        }
    }

    /// The certainty of two ends or parts: `%` where they differ, as the order of dates has it.
    pub(crate) fn common(self, other: Self) -> Self {
        if self == other { self } else { Self::UncertainAndApproximate }
    }
}

/// How sure the year, the month and the day of a date are. What a date does not have is as sure as what
/// stands before it, so that a date is qualified as a whole exactly when the three are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Doubts {
    /// The year's.
    pub year: Certainty,
    /// The month's, or the season's.
    pub month: Certainty,
    /// The day's.
    pub day: Certainty,
}

impl Doubts {
    /// The same for all of a date.
    pub(crate) fn all(certainty: Certainty) -> Self {
        Self { year: certainty, month: certainty, day: certainty }
    }

    /// The certainty of the date as a whole. `None` when its parts differ.
    #[must_use]
    pub fn whole(self) -> Option<Certainty> {
        (self.year == self.month && self.month == self.day).then_some(self.year)
    }

    /// One certainty for all: `%` where the parts differ.
    #[must_use]
    pub fn certainty(self) -> Certainty {
        self.whole().unwrap_or(Certainty::UncertainAndApproximate)
    }

    /// The pieces of a date joined with `-`, and the marks where the standard prefers them: one at the
    /// end for all, one after what the year shares its doubt with, one before each other piece.
    pub(crate) fn written(self, pieces: &[String]) -> String {
        let doubts = &[self.year, self.month, self.day][..pieces.len().min(3)];
        let shared = doubts.iter().take_while(|doubt| **doubt == self.year).count();
        let mut out = String::new();
        for (at, (piece, doubt)) in pieces.iter().zip(doubts).enumerate() {
            if at > 0 {
                out.push('-');
            }
            if at >= shared {
                out.push_str(doubt.mark());
            }
            out.push_str(piece);
            if at + 1 == shared {
                out.push_str(self.year.mark());
            }
        }
        out
    }
}
