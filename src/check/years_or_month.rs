//! `years-or-month`: `1904-05` is a month and `1921-24` a season, and people write two years so.

use std::collections::HashSet;

use crate::date::{Date, DatePart, Form, Precision, or_years};
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::model::{Step, Timeline};

/// The month or season that a date is.
fn part(date: &Date) -> Option<DatePart> {
    let Form::Single(part) = date.form() else { return None };
    matches!(part.precision(), Precision::Month | Precision::Season).then_some(*part)
}

pub(super) fn run(timeline: &Timeline, found: &mut Vec<Diagnostic>) {
    // Who has written another month of that year, or another season, that can be no years means this one too.
    let sure = timeline.events.iter().filter_map(|event| part(&event.date)).filter(|part| or_years(part).is_none());
    let (months, seasons): (Vec<DatePart>, Vec<DatePart>) = sure.partition(|part| part.precision() == Precision::Month);
    let months: HashSet<i64> = months.iter().map(|part| part.first().year).collect();
    let mut hold = |date: Option<&Date>, place: &dyn Fn() -> Option<Location>| {
        let Some(part) = date.and_then(part) else { return };
        let Some(mistake) = or_years(&part) else { return };
        let known = match part.precision() {
            Precision::Season => !seasons.is_empty(),
            _ => months.contains(&part.first().year),
        };
        // A place is looked up in the file's text, so only for what is said.
        if !known && let Some(place) = place() {
            found.push(Diagnostic::new(Code::YearsOrMonth, place, mistake.message).maybe_help(mistake.help));
        }
    };
    for event in &timeline.events {
        hold(Some(&event.date), &|| Some(event.place(&[Step::Key("date")])));
        hold(event.reported.as_ref(), &|| Some(event.place(&[Step::Key("reported")])));
    }
    for statement in &timeline.statements {
        let steps = [Step::Key("statements"), Step::Item(statement.number), Step::Key("date")];
        hold(statement.date.as_ref(), &|| Some(timeline.events[statement.event].place(&steps)));
    }
    for source in &timeline.sources {
        for date in [&source.date, &source.accessed] {
            hold(date.as_ref(), &|| source.place.clone());
        }
    }
}
