//! What an event says of itself: corrections, updates, images; and when something last changed in substance.
//!
//! Enters: the records as they were typed. Leaves: what they mean; a record that lacks what it needs is
//! reported and left out. Must not know: pages, files.

use super::findings::{Findings, present};
use crate::date::{Date, Day, Form};
use crate::document::{self, CorrectionKind, Document, Step, Words, form};

/// Something that was put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// When: a day, or a day with a time.
    pub date: Date,
    /// What kind of change it is.
    pub kind: CorrectionKind,
    /// What was put right.
    pub text: String,
    /// What had stood there.
    pub was: Option<String>,
    /// Its place in the event's list, from 0.
    pub number: usize,
}

/// Something that was added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Update {
    /// When: a day, or a day with a time.
    pub date: Date,
    /// What was added.
    pub text: String,
    /// Its place in the event's list, from 0.
    pub number: usize,
}

/// An image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Media {
    /// The file as it was typed: beside the event's, or with a slash before it in `static/`.
    pub src: String,
    /// Its place in the event's list, from 0.
    pub number: usize,
    /// What it shows, for those who do not see it.
    pub alt: Option<String>,
    /// Whether it says nothing that the text does not.
    pub decorative: bool,
    /// The words under it.
    pub caption: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
    /// The terms on which it is used.
    pub licence: Option<String>,
    /// Where those stand.
    pub licence_url: Option<String>,
}

type Typed = Document<document::Event>;

/// The corrections, oldest first.
pub(super) fn corrections(event: &Typed, found: &mut Findings<'_>) -> Vec<Correction> {
    let mut list = Vec::new();
    for (number, typed) in event.front.corrections.iter().flatten().enumerate() {
        let date = day(event, ("corrections", number), typed.date.as_ref(), found);
        let (Some(date), Some(text)) = (date, present(typed.text.as_ref())) else { continue };
        let (kind, was) = (typed.r#type.unwrap_or_default(), present(typed.was.as_ref()));
        list.push(Correction { date, kind, text, was, number });
    }
    list.sort_by_key(|correction| moment(&correction.date));
    list
}

/// The updates, oldest first.
pub(super) fn updates(event: &Typed, found: &mut Findings<'_>) -> Vec<Update> {
    let mut list = Vec::new();
    for (number, typed) in event.front.updates.iter().flatten().enumerate() {
        let date = day(event, ("updates", number), typed.date.as_ref(), found);
        let (Some(date), Some(text)) = (date, present(typed.text.as_ref())) else { continue };
        list.push(Update { date, text, number });
    }
    list.sort_by_key(|update| moment(&update.date));
    list
}

/// The images, in the order written.
pub(super) fn media(event: &Typed, found: &mut Findings<'_>) -> Vec<Media> {
    let mut list = Vec::new();
    for (number, typed) in event.front.media.iter().flatten().enumerate() {
        let licence_url = [Step::Key("media"), Step::Item(number), Step::Key("licence_url")];
        let licence_url = found.address(event, &licence_url, typed.licence_url.as_ref());
        let Some(src) = present(typed.src.as_ref()) else { continue };
        list.push(Media {
            src,
            number,
            alt: present(typed.alt.as_ref()),
            decorative: typed.decorative == Some(true),
            caption: present(typed.caption.as_ref()),
            credit: present(typed.credit.as_ref()),
            licence: present(typed.licence.as_ref()),
            licence_url,
        });
    }
    list
}

/// The day of a record in a list.
fn day(
    event: &Typed,
    (list, number): (&str, usize),
    words: Option<&Words<form::Instant>>,
    found: &mut Findings<'_>,
) -> Option<Date> {
    found.exact(words, "date", || event.place(&[Step::Key(list), Step::Item(number), Step::Key("date")]))
}

/// The order of days with and without a time: a day stands before the times in it.
#[must_use]
pub fn moment(date: &Date) -> (Day, Option<i64>) {
    let instant = if let Form::Moment(moment) = date.form() { Some(moment.instant) } else { None };
    (date.latest_day(), instant)
}
