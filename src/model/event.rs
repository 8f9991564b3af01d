//! An event with everything about it resolved, and the order of events.

use super::{ActorId, Body, Correction, EventId, Media, SourceId, StatementId, TagId, Update, changes};
use crate::date::{Date, Day, Rank};
use crate::diagnostic::Location;
use crate::document::{Document, Extra, Importance, Step};
use crate::path::{ContentPath, SitePath};

/// Something that happened.
#[derive(Debug, Clone)]
pub struct Event {
    /// The file's name without a leading day; what other documents name it by.
    pub id: String,
    /// The file.
    pub path: ContentPath,
    /// The page.
    pub address: SitePath,
    /// Old addresses that lead to the page.
    pub aliases: Vec<SitePath>,
    /// The headline.
    pub title: String,
    /// When it occurred.
    pub date: Date,
    /// When it became known, where that differs.
    pub reported: Option<Date>,
    /// The day on which it was known: the later of the last day of `reported` and the anchor of `date`;
    /// without `reported`, the day by which `date` has begun for sure. The second order of events.
    pub known: Day,
    /// Shown beside the date.
    pub date_note: Option<String>,
    /// Order within a day.
    pub order: i64,
    /// What happened, where it was written for itself.
    pub summary: Option<String>,
    /// Weight in the overview.
    pub importance: Importance,
    /// Where it happened.
    pub place: Option<String>,
    /// Its tags, by id.
    pub tags: Vec<TagId>,
    /// Its sources, each once, in the order written.
    pub sources: Vec<SourceId>,
    /// How many more it cites that were published later than the day that the site is built as of.
    pub sources_later: usize,
    /// Who takes part in it, each once, in the order written.
    pub actors: Vec<ActorId>,
    /// Who says what at it, in the order written.
    pub statements: Vec<StatementId>,
    /// Images, in the order written.
    pub media: Vec<Media>,
    /// What was put right, oldest first.
    pub corrections: Vec<Correction>,
    /// What was added, oldest first.
    pub updates: Vec<Update>,
    /// The events that belong to it, each once, in the order written.
    pub related: Vec<EventId>,
    /// When the entry first stood on the site; the explainer's day where it does not say.
    pub published: Option<Date>,
    /// The language of the entry, where it is not the site's.
    pub language: Option<String>,
    /// Who wrote the entry.
    pub authors: Vec<String>,
    /// Keys of the editor's own.
    pub extra: Option<Extra>,
    /// Whether it is a draft, shown because drafts were asked for.
    pub draft: bool,
    /// The Markdown.
    pub body: Body,
    /// Where its values stand.
    pub(super) document: Document<()>,
}

/// The total order of events; see [`sort_key`].
pub type SortKey<'a> = (Day, i64, Rank, (bool, Option<(Day, Rank)>), &'a str);

impl Event {
    /// The place of a value in the front matter.
    #[must_use]
    pub fn place(&self, steps: &[Step<'_>]) -> Location {
        self.document.place(steps)
    }

    /// Whether something could not be read at a place of the front matter; why is reported already.
    #[must_use]
    pub fn is_unread(&self, steps: &[Step<'_>]) -> bool {
        self.document.unread.has(steps)
    }

    /// When it last changed in substance: the newest of publication, updates and corrections.
    #[must_use]
    pub fn changed(&self) -> Option<&Date> {
        let updates = self.updates.iter().map(|update| &update.date);
        let corrections = self.corrections.iter().map(|correction| &correction.date);
        self.published.iter().chain(updates).chain(corrections).max_by_key(|date| changes::moment(date))
    }

    /// Whether it became known by a report, on the day of that.
    #[must_use]
    pub fn known_by_report(&self) -> bool {
        self.reported.as_ref().is_some_and(|reported| reported.known_by() == self.known)
    }

    /// The event's place in the order; see [`sort_key`].
    #[must_use]
    pub fn sort_key(&self) -> SortKey<'_> {
        sort_key(&self.date, self.order, self.reported.as_ref(), &self.id)
    }
}

/// The day on which an event was known; see [`Event::known`].
pub(super) fn known(date: &Date, reported: Option<&Date>) -> Day {
    match reported {
        Some(reported) => reported.known_by().max(date.anchor()),
        None => date.known_by(),
    }
}

/// The order of events, total and stable. Newest first is the exact reverse.
///
/// 1. The anchor day: the earliest bound of the date, of `../B` and `/B` the last day of B.
/// 2. `order`, 0 when missing.
/// 3. The kind: `../B` and `/B`, then a year or longer and a day or month not given within it, a season, a
///    month and a day not given within it, a range, a day, a day with a time, `A..B`.
/// 4. The instant.
/// 5. The later end first; open and unknown ends are the latest.
/// 6. Certain, then `~`, `?`, `%`; ends or parts that differ count as `%`.
/// 7. `reported`, by its own anchor and the rules 3 to 6; missing last.
/// 8. The id.
///
/// The rules 3 to 6 are a date's [`Rank`].
#[must_use]
pub fn sort_key<'a>(date: &Date, order: i64, reported: Option<&Date>, id: &'a str) -> SortKey<'a> {
    let reported = reported.map(|reported| (reported.anchor(), reported.rank()));
    (date.anchor(), order, date.rank(), (reported.is_none(), reported), id)
}
