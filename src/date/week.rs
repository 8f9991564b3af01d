//! Weeks by their number, as ISO 8601 counts them: they begin on Monday, and the first has January 4 in it.
//!
//! Enters: text, or a year and a number. Leaves: days. Must not know: words.

use crate::date::day::Day;
use crate::date::mistake::Mistake;
use crate::date::part::digits;

/// The Monday and the Sunday of a week. `None` where the year has not so many.
pub(crate) fn days(year: i64, week: i64) -> Option<(Day, Day)> {
    let first = |year| {
        let fourth = Day { year, month: 1, day: 4 }.to_days();
        // 1970-01-05 was a Monday.
        fourth - (fourth - 4).rem_euclid(7)
    };
    let monday = first(year) + (week.clamp(1, 54) - 1) * 7;
    ((1..=53).contains(&week) && monday < first(year + 1)).then(|| (Day::from_days(monday), Day::from_days(monday + 6)))
}

/// `2022-W08`, `2022-W08-4`, `2022W084`.
pub(crate) fn meant(text: &str) -> Option<Mistake> {
    let (year, rest) = text.split_once(['W', 'w'])?;
    let rest = rest.replace('-', "");
    let (week, day) = match rest.len() {
        1 | 2 => (rest.as_str(), ""),
        3 => rest.split_at_checked(2)?,
        _ => return None,
    };
    let (year, week) = (digits(year.trim_end_matches('-'), 4)?, digits(week, week.len())?);
    let mistake = Mistake::new("week dates are not supported");
    let Some((monday, sunday)) = days(year, week) else {
        return Some(
            Mistake::new(format!("the year {year:04} has no week {week}"))
                .help("write the days of the week: `2022-02-21/2022-02-27`"),
        );
    };
    Some(match digits(day, 1) {
        Some(day @ 1..=7) => mistake.help(format!("write the day: `{}`", Day::from_days(monday.to_days() + day - 1))),
        _ => mistake.help(format!("write its days: `{monday}/{sunday}`")),
    })
}
