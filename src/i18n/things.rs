//! The names of stretches of time: a year, a month, a day, a decade, and the two ends of a range.
//!
//! Enters: what a date names, and a [`Locale`]. Leaves: text. Must not know: how sure it is, and what is said
//! of it.

use crate::date::Day;
use crate::i18n::Locale;
use crate::i18n::patterns::Month;
use crate::i18n::shape::{FIRST_PLAIN_YEAR, Thing, in_one_month};
use crate::i18n::words::{PatternPiece, fill, pieces};

/// The seasons from spring on, alone and as they follow a preposition.
const SEASONS: [[&str; 2]; 4] = [
    ["date_spring", "date_spring_bound"],
    ["date_summer", "date_summer_bound"],
    ["date_autumn", "date_autumn_bound"],
    ["date_winter", "date_winter_bound"],
];

/// Whether a date stands alone, or follows a preposition: "лютий 2022 р.", but "з лютого 2022 р.".
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Grammar {
    Alone,
    Bound,
}

impl Grammar {
    /// What a slot of a phrase asks for: `{date}` or `{bound}`.
    pub(super) fn of(slot: &str) -> Self {
        if slot == "bound" { Self::Bound } else { Self::Alone }
    }
}

impl Locale {
    /// What a date names, with its year or under a heading that has it.
    pub(super) fn thing(&self, thing: Thing, with_year: bool, grammar: Grammar) -> String {
        let word = |alone, bound| self.word(if grammar == Grammar::Bound { bound } else { alone });
        match thing {
            Thing::Years(first, count) => self.years(first, count, grammar),
            Thing::Year(year) => {
                let pattern = word("{date}", "date_year_bound").replace("{date}", &self.patterns.year);
                self.in_year(&pattern, year, &[])
            }
            Thing::MonthOfYear(year) => self.in_year(word("date_month_in_year", "date_month_in_year_bound"), year, &[]),
            Thing::DayOfYear(year) => self.in_year(word("date_day_in_year", "date_day_in_year_bound"), year, &[]),
            Thing::Season(year, season) => {
                let [alone, bound] = SEASONS[usize::from(season.min(3))];
                let name = word(alone, bound);
                if with_year {
                    self.in_year(self.word("date_season"), year, &[("season", name)])
                } else {
                    name.to_owned()
                }
            }
            Thing::Month(year, month) => self.month(word("{date}", "date_month_bound"), year, month, with_year),
            Thing::DayOfMonth(year, month) => {
                self.month(word("date_day_in_month", "date_day_in_month_bound"), year, month, with_year)
            }
            Thing::Day(day) => {
                let month = self.month_patterns(day.month);
                let pattern = if with_year { &month.day } else { &month.day_short };
                self.day_as(pattern, day, grammar)
            }
        }
    }

    /// A decade or a century. The decade of a century's first years would have the century's name, and the
    /// first of all begin in 1 BCE: these are told by their years.
    fn years(&self, first: i64, count: i64, grammar: Grammar) -> String {
        let last = first.saturating_add(count - 1);
        let names = match (first, count) {
            (0, _) => ["date_years", "date_years_bound"],
            (_, 10) if first % 100 == 0 => ["date_decade_of_century", "date_decade_of_century_bound"],
            (_, 10) if first % 100 == 40 => ["date_decade_of_forties", "date_decade_bound"],
            (_, 10) => ["date_decade", "date_decade_bound"],
            _ => ["date_century", "date_century_bound"],
        };
        let pattern = self.word(names[usize::from(grammar == Grammar::Bound)]);
        if first == 0 {
            return fill(pattern, &[("start", &self.year_text(first)), ("end", &self.year_text(last))]);
        }
        self.in_year(pattern, first, &[("last", &self.numbers.plain(last))])
    }

    /// Years by a name that a heading has, or by their ends. The decade of a century's first years would have the
    /// century's name.
    pub(super) fn stretch(&self, first: i64, last: i64) -> String {
        if last - first == 9 && first > 0 && first % 100 != 0 {
            return self.in_year(self.word("date_decade_heading"), first, &[("last", &self.numbers.plain(last))]);
        }
        let pattern = self.word("date_range_close");
        fill(pattern, &[("start", &self.year_text(first)), ("end", &self.year_text(last))])
    }

    /// A month in a pattern that names it as it stands alone, `{date}`, or as it stands in the date of a
    /// day, `{genitive}`.
    fn month(&self, pattern: &str, year: i64, month: u8, with_year: bool) -> String {
        let month = self.month_patterns(month);
        let (alone, genitive) = match with_year {
            true => (&month.month, &month.genitive),
            false => (&month.month_short, &month.genitive_short),
        };
        if pattern == "{date}" {
            return self.in_year(alone, year, &[]);
        }
        let text = |pattern| self.in_year(pattern, year, &[]);
        let mut out = String::new();
        for piece in pieces(pattern) {
            match piece {
                PatternPiece::Text(text) => out.push_str(text),
                PatternPiece::Slot(slot) => {
                    let month = text(if slot == "genitive" { genitive } else { alone });
                    self.elide(&mut out, &month);
                    out.push_str(&month);
                }
            }
        }
        out
    }

    /// In French "un jour de mars", but "un jour d’avril".
    fn elide(&self, before: &mut String, next: &str) {
        let french = self.language == "fr" || self.language.starts_with("fr-");
        if french && before.ends_with(" de ") && next.starts_with(['a', 'o']) {
            before.truncate(before.len() - 2);
            before.push('’');
        }
    }

    fn month_patterns(&self, month: u8) -> &Month {
        &self.patterns.months[usize::from(month.clamp(1, 12)) - 1]
    }

    fn day_as(&self, pattern: &str, day: Day, grammar: Grammar) -> String {
        let number = self.numbers.plain(day.day.into());
        let number = if day.day == 1 { self.said("date_day_one", &[("day", &number)]) } else { number };
        let text = self.in_year(pattern, day.year, &[("day", &number)]);
        match grammar {
            Grammar::Bound => self.said("date_day_bound", &[("date", &text)]),
            Grammar::Alone => text,
        }
    }

    /// The texts of two ends: what they share is said once.
    pub(super) fn ends(&self, from: Thing, to: Thing, with_year: bool, grammar: Grammar) -> (String, String) {
        // The year stands where the language has it: behind the end, or before the start.
        let first = self.patterns.year_first;
        match (from, to) {
            (Thing::Day(a), Thing::Day(b)) if in_one_month(a, b) => {
                let month = self.month_patterns(a.month);
                let pattern = if with_year { &month.day } else { &month.day_short };
                let (head, tail) = pattern.split_once("{day}").unwrap_or((pattern, ""));
                let start = format!("{head}{{day}}{}", month.unit);
                let end = format!("{{day}}{tail}");
                (self.day_as(&start, a, grammar), self.day_as(&end, b, grammar))
            }
            (Thing::Day(Day { year: a, .. }), Thing::Day(Day { year: b, .. }))
            | (Thing::Month(a, _), Thing::Month(b, _))
            | (Thing::Season(a, _), Thing::Season(b, _))
                if a == b =>
            {
                (self.thing(from, with_year && first, grammar), self.thing(to, with_year && !first, grammar))
            }
            _ => (self.thing(from, with_year, grammar), self.thing(to, with_year, grammar)),
        }
    }

    /// `2022`, `44 CE`, `17,001 BCE`.
    pub(super) fn year_text(&self, year: i64) -> String {
        self.in_year(&self.patterns.year, year, &[])
    }

    /// A pattern with its `{year}` filled. What an era puts before a year stands before its number, what it
    /// puts behind it at the end of the text: "15 березня 44 р. до н. е.".
    fn in_year(&self, pattern: &str, year: i64, slots: &[(&str, &str)]) -> String {
        let mut out = String::with_capacity(pattern.len() + 12);
        let mut behind = "";
        for piece in pieces(pattern) {
            match piece {
                PatternPiece::Text(text) => out.push_str(text),
                PatternPiece::Slot("year") => {
                    let (before, after) = self.era(year);
                    out.push_str(before);
                    out.push_str(&self.year_number(year));
                    behind = after;
                }
                PatternPiece::Slot(slot) => {
                    out.push_str(slots.iter().find(|(name, _)| *name == slot).map_or("", |(_, text)| text));
                }
            }
        }
        out.push_str(behind);
        out
    }

    /// What an era puts round a year. From 1000 to 9999 a year is known as such by its four digits.
    fn era(&self, year: i64) -> (&str, &str) {
        let pattern = match year {
            FIRST_PLAIN_YEAR..=9999 => return ("", ""),
            1.. => self.word("date_ce"),
            _ => self.word("date_bce"),
        };
        pattern.split_once("{year}").unwrap_or((pattern, ""))
    }

    fn year_number(&self, year: i64) -> String {
        let number = if year > 0 { year } else { 1_i64.saturating_sub(year) };
        if number > 9999 { self.numbers.grouped(number) } else { self.numbers.plain(number) }
    }
}
