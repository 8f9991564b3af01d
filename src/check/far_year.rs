//! `far-year`: an event whose year is far from all others, and one slip of the finger from one of them: `2202`
//! or `1022` among events of 2022.

use std::collections::BTreeMap;

use crate::date::{self, Date};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Step, Timeline};

/// Fewer events say nothing of where the others are.
const ENOUGH: usize = 4;
/// No nearer year is far, in years.
const NEAR: i64 = 50;
/// How many times the span of the middle half of all events is far; Tukey's fences for what is far out.
const FAR: i64 = 3;

/// Where the years of all events are.
struct Years {
    /// The middle half of all events lies between these. What is far out has no part in it, however far, as it would
    /// in an average.
    middle: (i64, i64),
    /// Whether what is far before the middle, and far after it, stands nearly alone there.
    alone: (bool, bool),
    /// How many events each year has that is not far.
    told: BTreeMap<i64, usize>,
}

impl Years {
    /// `None` for too few to say.
    fn of(mut years: Vec<i64>) -> Option<Self> {
        if years.len() < ENOUGH {
            return None;
        }
        years.sort_unstable();
        let quarter = years.len().div_ceil(4);
        let middle = (years[quarter], years[years.len() - 1 - quarter]);
        let mut found = Self { middle, alone: (true, true), told: BTreeMap::new() };
        let (mut before, mut after) = (0, 0);
        for year in &years {
            match found.is_far(*year) {
                true if *year < middle.0 => before += 1,
                true => after += 1,
                false => *found.told.entry(*year).or_default() += 1,
            }
        }
        // A story that goes far back has several events there.
        let few = (years.len() / 100).max(2);
        found.alone = (before <= few, after <= few);
        Some(found)
    }

    fn is_far(&self, year: i64) -> bool {
        let (first, last) = self.middle;
        (first - year).max(year - last) > NEAR.max(FAR * (last - first))
    }

    /// The year that is meant by one that is far. Of several, the one with the most events.
    fn meant(&self, year: i64) -> Option<i64> {
        let alone = if year < self.middle.0 { self.alone.0 } else { self.alone.1 };
        if !alone || !self.is_far(year) {
            return None;
        }
        let slips = self.told.iter().filter(|(other, _)| is_slip(year, **other));
        slips.max_by_key(|(_, count)| **count).map(|(other, _)| *other)
    }
}

pub(super) fn run(timeline: &Timeline, found: &mut Vec<Diagnostic>) {
    let Some(years) = Years::of(timeline.events.iter().map(|event| event.date.anchor().year).collect()) else { return };
    for event in &timeline.events {
        let ends = [event.date.earliest_day().year, event.date.latest_day().year];
        let corrected = ends.into_iter().find_map(|far| Some((far, with_year(&event.date, far, years.meant(far)?)?)));
        let Some((far, corrected)) = corrected else { continue };
        found.push(
            Diagnostic::new(
                Code::FarYear,
                event.place(&[Step::Key("date")]),
                format!("the year {far:04} is far from those of the other events"),
            )
            .help(format!("if it is mistyped, write `{corrected}`")),
        );
    }
}

/// Whether a year of four digits is another with one slip: one digit changed, the digits in another order, or the
/// century mistaken.
fn is_slip(written: i64, meant: i64) -> bool {
    if !(0..=9999).contains(&written) || !(0..=9999).contains(&meant) {
        return false;
    }
    let digits = |year: i64| [year / 1000, year / 100 % 10, year / 10 % 10, year % 10];
    let (mut a, mut b) = (digits(written), digits(meant));
    let changed = a.iter().zip(&b).filter(|(a, b)| a != b).count();
    a.sort_unstable();
    b.sort_unstable();
    changed == 1 || a == b || written % 100 == meant % 100
}

/// A date with one of its years put right. `None` where that is no date.
fn with_year(date: &Date, far: i64, year: i64) -> Option<String> {
    let text = date.edtf().replace(&format!("{far:04}"), &format!("{year:04}"));
    let text = text.trim_start_matches('[').trim_end_matches(']').to_owned();
    date::parse(&text, None).ok().filter(|corrected| corrected != date).map(|_| text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips() {
        for (written, meant, is) in [
            (2202, 2022, true),
            (1022, 2022, true),
            (1922, 2022, true),
            (2220, 2022, true),
            (22, 2022, true),
            (3022, 2022, true),
            (1945, 2022, false),
            (1654, 2022, false),
            (-43, 2022, false),
            (12022, 2022, false),
        ] {
            assert_eq!(is_slip(written, meant), is, "{written} {meant}");
        }
    }

    #[test]
    fn years_far_from_all_others() {
        let far = |years: &[i64]| {
            let found = Years::of(years.to_vec()).unwrap();
            years.iter().filter_map(|year| Some((*year, found.meant(*year)?))).collect::<Vec<_>>()
        };
        assert_eq!(far(&[1022, 2022, 2022, 2022, 2202]), [(1022, 2022), (2202, 2022)]);
        assert_eq!(far(&[2014, 2022, 2022, 2023, 2202]), [(2202, 2022)]);
        assert_eq!(far(&[1922, 2022, 2022, 2022]), [(1922, 2022)]);
        for none in [&[1982, 2022, 2022, 2022], &[1654, 2014, 2022, 2022]] {
            assert!(far(none).is_empty(), "{none:?}");
        }
        // From 10,000 BCE to now, evenly, and ever more of them.
        let even: Vec<i64> = (-9999..2023).step_by(100).collect();
        let ever_more: Vec<i64> = (0..400).map(|at: i64| 2022 - 12_000 / (at + 1)).collect();
        let mostly_now: Vec<i64> = (0..300).map(|at| 1990 + at % 33).chain((1000..1900).step_by(30)).collect();
        for history in [even, ever_more, mostly_now] {
            assert!(far(&history).is_empty(), "{:?}", far(&history));
        }
        assert!(Years::of(vec![2022, 2022, 2202]).is_none());
    }
}
