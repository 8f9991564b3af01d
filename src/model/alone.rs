//! What the document of an event says by itself, before it is put together with others.
//!
//! Enters: a document. Leaves: what its values mean, and what is wrong with them. Must not know: the other
//! documents, so that all can be read side by side.

use chrono_tz::Tz;

use super::changes::{self, Correction, Media, Update};
use super::event;
use super::evidence::{Citation, Source};
use super::findings::{Findings, present};
use super::tags::{self, Written};
use crate::date::{self, Date, Day};
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::document::{self, Document, Step, Unread, leading_date};
use crate::path::{PathError, SitePath};
use crate::text;

/// An event, alone. What it lacks is reported.
pub(super) struct Alone {
    pub(super) id: String,
    pub(super) title: Option<String>,
    pub(super) date: Option<Date>,
    pub(super) reported: Option<Date>,
    pub(super) published: Option<Date>,
    pub(super) publish_at: Option<Date>,
    pub(super) unpublish_at: Option<Date>,
    pub(super) aliases: Vec<SitePath>,
    pub(super) address: Option<SitePath>,
    pub(super) tags: Vec<Written>,
    /// The sources that are written out in it, by their place in the list.
    pub(super) sources: Vec<Option<Source>>,
    pub(super) media: Vec<Media>,
    pub(super) corrections: Vec<Correction>,
    pub(super) updates: Vec<Update>,
    /// Where something of it is wrong, beside the places that its document names.
    pub(super) unread: Unread,
    /// What is wrong with it.
    pub(super) found: Vec<Diagnostic>,
}

/// What no event can be without.
pub(super) struct Needed {
    pub(super) title: String,
    pub(super) date: Date,
    /// The day on which it became known.
    pub(super) known: Day,
    pub(super) address: SitePath,
}

impl Alone {
    pub(super) fn read(document: &Document<document::Event>, zone: Option<Tz>) -> Self {
        let mut list = Vec::new();
        let mut findings = Findings::new(&mut list, zone);
        let found = &mut findings;
        let front = &document.front;
        let stem = document.path.stem();
        let id = leading_date(stem).map_or(stem, |(_, rest)| rest).to_owned();
        let mut unread = Unread::default();
        let mut alone = Self {
            title: present(front.title.as_ref()),
            date: date(document, found),
            reported: noting("reported", &mut unread, found, |found| {
                found.date(document, "reported", front.reported.as_ref())
            }),
            published: found.instant(document, "published", front.published.as_ref()),
            publish_at: found.instant(document, "publish_at", front.publish_at.as_ref()),
            unpublish_at: found.instant(document, "unpublish_at", front.unpublish_at.as_ref()),
            aliases: aliases(document, found),
            address: address(document, &id, found),
            tags: tags::written(document),
            sources: cited(document).records(found),
            media: changes::media(document, found),
            corrections: noting("corrections", &mut unread, found, |found| changes::corrections(document, found)),
            updates: noting("updates", &mut unread, found, |found| changes::updates(document, found)),
            id,
            unread,
            found: Vec::new(),
        };
        alone.found = list;
        alone
    }

    /// Gives out what an event needs, where all of it is there.
    pub(super) fn needed(&mut self) -> Option<Needed> {
        let known = self.known()?;
        let (title, date, address) = (self.title.take()?, self.date.take()?, self.address.take()?);
        Some(Needed { title, date, known, address })
    }

    /// The day on which the event became known, where its date could be read.
    pub(super) fn known(&self) -> Option<Day> {
        self.date.as_ref().map(|date| event::known(date, self.reported.as_ref()))
    }
}

/// Reads the value of a key, and notes the key where something is wrong with it.
fn noting<'f, T>(
    key: &'static str,
    unread: &mut Unread,
    found: &mut Findings<'f>,
    read: impl FnOnce(&mut Findings<'f>) -> T,
) -> T {
    let before = found.count();
    let value = read(found);
    if found.count() > before {
        unread.insert([Step::Key(key)]);
    }
    value
}

/// Where the document has its sources.
pub(super) fn cited(document: &Document<document::Event>) -> Citation<'_, document::Event> {
    let list = document.front.sources.as_deref().unwrap_or_default();
    Citation { document, at: &[Step::Key("sources")], list, several: true }
}

/// `date`, else the day at the start of the file's name.
fn date(document: &Document<document::Event>, found: &mut Findings<'_>) -> Option<Date> {
    if present(document.front.date.as_ref()).is_some() {
        return found.date(document, "date", document.front.date.as_ref());
    }
    if !document.has("date")
        && let Some((day, _)) = leading_date(document.path.stem())
    {
        return match date::parse(day, found.zone) {
            Ok(date) => Some(date),
            Err(mistake) => {
                found.push(
                    Diagnostic::new(
                        Code::BadDate,
                        Location::file(&document.path),
                        format!("in the file's name: {}", mistake.message),
                    )
                    .maybe_help(mistake.help),
                );
                None
            }
        };
    }
    None
}

fn address(document: &Document<document::Event>, id: &str, found: &mut Findings<'_>) -> Option<SitePath> {
    let slug = match present(document.front.slug.as_ref()) {
        None => text::slug(id),
        Some(slug) => {
            let proper = text::slug(&slug);
            if proper != slug {
                let help =
                    if proper.is_empty() { "leave the line out".to_owned() } else { format!("write `slug: {proper}`") };
                found.push(
                    Diagnostic::new(
                        Code::BadSlug,
                        document.place(&[Step::Key("slug")]),
                        format!("`{}` cannot be part of an address", text::shorten(&slug, 60)),
                    )
                    .help(help),
                );
                return None;
            }
            slug
        }
    };
    if slug.is_empty() {
        found.bad_name(&document.path, "2022-03-14-rome-talks");
        return None;
    }
    found.page(&document.path, &format!("events/{slug}/"))
}

fn aliases(document: &Document<document::Event>, found: &mut Findings<'_>) -> Vec<SitePath> {
    let mut aliases = Vec::new();
    for (number, alias) in document.front.aliases.iter().flatten().enumerate() {
        let Some(alias) = alias.present() else { continue };
        let last = alias.rsplit('/').next().unwrap_or("");
        let folder = if last.contains('.') || last.is_empty() { alias.to_owned() } else { format!("{alias}/") };
        let short = text::shorten(alias, 60);
        let no_path = || {
            let path = alias.split_once("://").map_or(alias, |(_, rest)| rest.find('/').map_or("", |at| &rest[at..]));
            let path = path.split(['?', '#']).next().unwrap_or("");
            let help = match SitePath::new(path) {
                Ok(_) if path.starts_with('/') && !path.contains('%') => format!("write the path alone: `{path}`"),
                _ => "write the old address from its first slash on, without the host".to_owned(),
            };
            (format!("`{short}` is no path of this site"), help)
        };
        let (message, help) = match SitePath::new(&folder) {
            _ if alias.contains("://") || alias.contains(['?', '#', '%']) => no_path(),
            Ok(path) => {
                aliases.push(path);
                continue;
            }
            Err(PathError::Leaves | PathError::Empty) => no_path(),
            Err(why) => {
                let help = "leave it out: no file can be kept under such a name".to_owned();
                (format!("`{short}` cannot lead here: {why}"), help)
            }
        };
        let place = document.place(&[Step::Key("aliases"), Step::Item(number)]);
        found.push(Diagnostic::new(Code::BadAlias, place, message).help(help));
    }
    aliases
}
