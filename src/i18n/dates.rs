//! Dates in words: the month as a word, and no more exact than they are.
//!
//! Enters: a date, and a [`Locale`] with a language's words and patterns. Leaves: its text in pieces. Must
//! not know: any language, how the date was written, and where it stands.

use crate::date::{Certainty, Doubts};
use crate::i18n::shape::{Doubt, Said, Shape, Thing, in_one_month};
use crate::i18n::things::Grammar;
use crate::i18n::words::{PatternPiece, fill, lead, pieces};
use crate::i18n::{Locale, Segment, Shown};

impl Locale {
    /// A date, with its year or under a heading that has it.
    pub(super) fn shown(&self, shape: &Shape<'_>, with_year: bool) -> Shown {
        let mut line = Line::default();
        match shape {
            Shape::One(said) => self.noted(&mut line, "{date}", said, with_year, None),
            Shape::Time(moment) => self.moment(&mut line, moment, with_year),
            Shape::Since(said) => self.noted(&mut line, self.word("date_since"), said, with_year, None),
            Shape::From(said) => {
                self.noted(&mut line, self.word("date_from"), said, with_year, Some("date_end_unknown"));
            }
            Shape::By(said) => self.noted(&mut line, self.word("date_by"), said, with_year, None),
            Shape::Until(said) => {
                self.noted(&mut line, self.word("date_until"), said, with_year, Some("date_start_unknown"));
            }
            Shape::Span(from, to) => self.span(&mut line, from, to, with_year),
            Shape::Between(from, to) => {
                let (start, end) = self.ends(from.thing, to.thing, with_year, Grammar::Bound);
                line.push(&self.said("date_between", &[("start", &start), ("end", &end)]));
            }
        }
        line.shown()
    }

    /// "February 4–20, 2022": what the ends share is said once, unless one is in doubt.
    fn span(&self, line: &mut Line, from: &Said, to: &Said, with_year: bool) {
        let certain = from.is_certain() && to.is_certain();
        let close = certain && close(from.thing, to.thing);
        let (start, end) = self.ends(from.thing, to.thing, with_year, Grammar::Alone);
        for piece in pieces(self.word(if close { "date_range_close" } else { "date_range" })) {
            match piece {
                PatternPiece::Text(text) => line.push(text),
                PatternPiece::Slot("start") if certain => line.piece(&start, from),
                PatternPiece::Slot("end") if certain => line.piece(&end, to),
                PatternPiece::Slot("start") => self.noted(line, "{date}", from, with_year, None),
                PatternPiece::Slot(_) => self.noted(line, "{date}", to, with_year, None),
            }
        }
    }

    /// A phrase about a date, and behind it what is uncertain: "since about March 2022 (date uncertain)".
    fn noted(&self, line: &mut Line, phrase: &str, said: &Said, with_year: bool, note: Option<&'static str>) {
        let doubt = match said.doubt {
            Doubt::Whole(certainty) => certainty.is_unsure().then(|| self.word("date_uncertain").to_owned()),
            Doubt::Parts(doubts) => Some(self.doubts(said.thing, doubts)),
        };
        let note = note.map(|name| self.word(name).to_owned());
        let notes: Vec<String> = doubt.into_iter().chain(note).collect();
        if notes.is_empty() {
            return self.phrase(line, phrase, said, with_year);
        }
        let notes = notes.join(self.word("semicolon"));
        for piece in pieces(self.word("date_noted")) {
            match piece {
                PatternPiece::Text(text) => line.push(text),
                PatternPiece::Slot("date") => self.phrase(line, phrase, said, with_year),
                PatternPiece::Slot(_) => line.push(&notes),
            }
        }
    }

    /// "since about March 2022"
    fn phrase(&self, line: &mut Line, phrase: &str, said: &Said, with_year: bool) {
        let about = matches!(said.doubt, Doubt::Whole(certainty) if certainty.is_about());
        let around = self.word("date_about_bound");
        if !about || !phrase.contains("{bound}") || !around.contains("{phrase}") {
            return self.filled(line, phrase, said, with_year, about);
        }
        // "приблизно з лютого": it stands before all of it.
        for piece in pieces(around) {
            match piece {
                PatternPiece::Text(text) => line.push(text),
                PatternPiece::Slot(_) => self.filled(line, phrase, said, with_year, false),
            }
        }
    }

    fn filled(&self, line: &mut Line, phrase: &str, said: &Said, with_year: bool, about: bool) {
        for piece in pieces(phrase) {
            match piece {
                PatternPiece::Text(text) => line.push(text),
                PatternPiece::Slot(slot) if about => {
                    let name = if slot == "bound" { "date_about_bound" } else { "date_about" };
                    for piece in pieces(self.word(name)) {
                        match piece {
                            PatternPiece::Text(text) => line.push(text),
                            PatternPiece::Slot(slot) => {
                                line.piece(&self.thing(said.thing, with_year, Grammar::of(slot)), said);
                            }
                        }
                    }
                }
                PatternPiece::Slot(slot) => line.piece(&self.thing(said.thing, with_year, Grammar::of(slot)), said),
            }
        }
    }

    /// "month uncertain", "year and month approximate", "year approximate, day uncertain".
    fn doubts(&self, thing: Thing, doubts: Doubts) -> String {
        let second = if matches!(thing, Thing::Season(..)) { "date_part_season" } else { "date_part_month" };
        let has_day = matches!(thing, Thing::Day(_) | Thing::DayOfMonth(..) | Thing::DayOfYear(_));
        let mut parts = vec![("date_part_year", doubts.year), (second, doubts.month)];
        parts.extend(has_day.then_some(("date_part_day", doubts.day)));
        let kinds = [
            (Certainty::Approximate, "date_approximate"),
            (Certainty::Uncertain, "date_unsure"),
            (Certainty::UncertainAndApproximate, "date_unsure_and_approximate"),
        ];
        let said = kinds.iter().filter_map(|(certainty, pattern)| {
            let names = parts.iter().filter(|(_, own)| own == certainty).map(|(name, _)| self.word(name).to_owned());
            let names =
                names.reduce(|first, second| self.said("date_and", &[("first", &first), ("second", &second)]))?;
            Some(fill(self.word(pattern), &[("parts", &names)]))
        });
        said.collect::<Vec<String>>().join(self.word("date_comma"))
    }
}

/// Whether only numbers, or names of one kind, stand on both sides of a dash, which is then joined
/// closely: two days of one month, two months or seasons of one year.
fn close(from: Thing, to: Thing) -> bool {
    match (from, to) {
        (Thing::Day(a), Thing::Day(b)) => in_one_month(a, b),
        (Thing::Month(a, _), Thing::Month(b, _)) | (Thing::Season(a, _), Thing::Season(b, _)) => a == b,
        _ => false,
    }
}

/// The pieces of a date as they are written.
#[derive(Default)]
pub(super) struct Line {
    segments: Vec<Segment>,
}

impl Line {
    /// Adds text that no machine reads.
    pub(super) fn push(&mut self, text: &str) {
        self.lead(text);
        match self.segments.last_mut() {
            Some(Segment { text: last, datetime: None }) => last.push_str(text),
            _ => self.segments.push(Segment { text: text.to_owned(), datetime: None }),
        }
    }

    /// Adds text with its machine's form, where it has one.
    pub(super) fn timed(&mut self, text: &str, datetime: Option<String>) {
        match datetime {
            Some(_) => {
                self.lead(text);
                self.segments.push(Segment { text: text.to_owned(), datetime });
            }
            None => self.push(text),
        }
    }

    fn lead(&mut self, next: &str) {
        if let Some(before) = self.segments.last_mut() {
            lead(&mut before.text, next);
        }
    }

    fn piece(&mut self, text: &str, said: &Said) {
        self.timed(text, said.datetime.clone());
    }

    pub(super) fn shown(self) -> Shown {
        Shown { segments: self.segments }
    }
}
