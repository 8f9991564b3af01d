//! `date-differs`: the day in a file's name is not the event's. `date` wins; the name misleads editors.

use crate::date::{self, Form};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Timeline;
use crate::model::{Step, leading_date};

pub(super) fn run(timeline: &Timeline, found: &mut Vec<Diagnostic>) {
    for event in &timeline.events {
        let Some((name, _)) = leading_date(event.path.stem()) else { continue };
        let Ok(named) = date::parse(name, None) else { continue };
        let day = named.earliest();
        let agrees = match event.date.form() {
            // The day where it happened, which the file's name is likelier to have than the site's.
            Form::Moment(moment) => moment.day == day || event.date.earliest() == day,
            _ => (event.date.earliest()..=event.date.latest()).contains(&day),
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
                .help(format!(
                    "rename the file to `{}-{}.md`, or correct the date",
                    event.date.earliest(),
                    event.id
                )),
            );
        }
    }
}
