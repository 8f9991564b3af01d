//! The pieces of a text that has the shape of one date, before anybody asks whether there is such a date.
//!
//! Enters: text such as `2022-02`, `202X` or `2022-03-~13`. Leaves: its year, month and day as they are written, and
//! the marks beside them. Must not know: the calendar.

use crate::date::doubt::{Certainty, Doubts};

/// The pieces of a text that has the shape of a date: digits or `X`, and marks beside them.
pub(crate) struct Written<'a> {
    pub(crate) negative: bool,
    pub(crate) year: &'a str,
    pub(crate) month: Option<&'a str>,
    pub(crate) day: Option<&'a str>,
    pub(crate) doubts: Doubts,
}

impl<'a> Written<'a> {
    /// Takes a text apart. `None` when it has another shape. A mark before a piece is that piece's; one after it is for
    /// all that stands before it too.
    pub(crate) fn scan(text: &'a str) -> Option<Self> {
        let mut rest = text;
        let mut first = Certainty::take(&mut rest);
        let negative = rest.strip_prefix('-').inspect(|after| rest = after).is_some();
        let year = field(&mut rest, 4)?;
        first = first.and(Certainty::take(&mut rest));
        let mut written = Self { negative, year, month: None, day: None, doubts: Doubts::all(first) };
        if rest.is_empty() {
            return Some(written);
        }
        let (month, own, after) = next(&mut rest)?;
        let year = first.and(after);
        written.month = Some(month);
        written.doubts = Doubts { year, ..Doubts::all(own.and(after)) };
        if rest.is_empty() {
            return Some(written);
        }
        let (day, own, after) = next(&mut rest)?;
        written.day = Some(day);
        let Doubts { year, month, .. } = written.doubts;
        written.doubts = Doubts { year: year.and(after), month: month.and(after), day: own.and(after) };
        rest.is_empty().then_some(written)
    }
}

/// Takes so many digits or `X` off a text.
fn field<'a>(rest: &mut &'a str, length: usize) -> Option<&'a str> {
    let (piece, after) = rest.split_at_checked(length)?;
    *rest = after;
    piece.bytes().all(|b| b.is_ascii_digit() || b == b'X').then_some(piece)
}

/// Takes `-`, two digits, and the marks before and after them off a text.
fn next<'a>(rest: &mut &'a str) -> Option<(&'a str, Certainty, Certainty)> {
    *rest = rest.strip_prefix('-')?;
    let before = Certainty::take(rest);
    let piece = field(rest, 2)?;
    Some((piece, before, Certainty::take(rest)))
}
