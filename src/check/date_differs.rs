//! `date-differs`: the day in a file's name is not the event's. `date` wins; the name misleads editors.

use crate::date::{self, Form};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Event, Step, Timeline, leading_date};

pub(super) fn run(timeline: &Timeline, found: &mut Vec<Diagnostic>) {
    for event in &timeline.events {
        let Some((name, _)) = leading_date(event.path.stem()) else { continue };
        let Ok(named) = date::parse(name, None) else { continue };
        let day = named.earliest_day();
        let agrees = match event.date.form() {
            // The day where it happened, which the file's name is likelier to have than the site's.
            Form::Moment(moment) => moment.day == day || event.date.may_be(day),
            _ => event.date.may_be(day),
        };
        if !agrees {
            found.push(
                Diagnostic::new(
                    Code::DateDiffers,
                    event.place(&[Step::Key("date")]),
                    format!(
                        "the date is {}, but the file's name begins with {name}; the date counts",
                        event.date.edtf()
                    ),
                )
                .help(format!("rename the file to `{}.md`, or correct the date", name_of(event))),
            );
        }
    }
}

/// The id after the day, where a file's name can begin with it.
fn name_of(event: &Event) -> String {
    let day = event.date.anchor();
    if (0..=9999).contains(&day.year) { format!("{day}-{}", event.id) } else { event.id.clone() }
}
