//! The explainer and the pages beside it.

use std::sync::Arc;

use super::Body;
use super::findings::{Findings, present, texts};
use crate::date::{Date, Day};
use crate::document::{self, Document, Extra, Status, Step};
use crate::path::{ContentPath, SitePath};
use crate::text;

/// The explainer itself, from `content/index.md`.
#[derive(Debug, Clone, Default)]
pub struct Index {
    /// The file, when there is one.
    pub path: Option<ContentPath>,
    /// The headline; the site's title when there is none.
    pub title: Option<String>,
    /// The standfirst.
    pub summary: Option<String>,
    /// Three to five points.
    pub in_short: Vec<String>,
    /// Why it matters.
    pub why: Option<String>,
    /// What is known.
    pub known: Vec<String>,
    /// What is not known.
    pub unknown: Vec<String>,
    /// Whether the story still moves.
    pub status: Option<Status>,
    /// When it first stood on the site.
    pub published: Option<Date>,
    /// When it last changed in substance.
    pub updated: Option<Date>,
    /// Whether one of the two is said, and could not be read; why is reported already.
    pub days_unread: bool,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Keys of the editor's own.
    pub extra: Option<Extra>,
    /// How this was reported, as Markdown.
    pub body: Option<Body>,
    /// Whether all but the headline is left out, because it was written later than the day that the site is
    /// built as of, or may have been.
    pub prose_later: bool,
}

impl Index {
    /// The last day of `updated` or `published`, whichever there is.
    #[must_use]
    pub fn last_day(&self) -> Option<Day> {
        [&self.updated, &self.published].into_iter().flatten().map(Date::latest_day).max()
    }
}

/// A page beside the timeline.
#[derive(Debug, Clone)]
pub struct Page {
    /// The file.
    pub path: ContentPath,
    /// Where it stands: `/about/`.
    pub address: SitePath,
    /// The heading.
    pub title: String,
    /// When it first stood on the site.
    pub published: Option<Date>,
    /// When it last changed.
    pub updated: Option<Date>,
    /// The Markdown.
    pub body: Body,
    /// Whether it is left out, because it was written later than the day that the site is built as of, or
    /// may have been.
    pub prose_later: bool,
}

pub(super) fn body<T>(document: &Document<T>) -> Body {
    Body { file: Arc::clone(&document.text), range: document.body.clone() }
}

pub(super) fn index(document: Option<Document<document::Index>>, found: &mut Findings<'_>) -> Index {
    let Some(document) = document else {
        return Index::default();
    };
    let front = &document.front;
    let before = found.count();
    let [published, updated] = [("published", &front.published), ("updated", &front.updated)]
        .map(|(key, words)| found.instant(&document, key, words.as_ref()));
    let unread = ["published", "updated"].iter().any(|key| document.unread.has(&[Step::Key(key)]));
    Index {
        days_unread: unread || found.count() > before,
        path: Some(document.path.clone()),
        title: present(front.title.as_ref()),
        summary: present(front.summary.as_ref()),
        in_short: texts(front.in_short.as_ref()),
        why: present(front.why.as_ref()),
        known: texts(front.known.as_ref()),
        unknown: texts(front.unknown.as_ref()),
        status: front.status,
        published,
        updated,
        authors: texts(front.authors.as_ref()),
        extra: front.extra.clone(),
        body: Some(body(&document)),
        prose_later: false,
    }
}

pub(super) fn page(document: &Document<document::Page>, found: &mut Findings<'_>) -> Option<Page> {
    let front = &document.front;
    let title = present(front.title.as_ref());
    let published = found.instant(document, "published", front.published.as_ref());
    let updated = found.instant(document, "updated", front.updated.as_ref());
    let below = document.path.below("content/pages").unwrap_or(document.path.as_str());
    let parts: Vec<String> = below.trim_end_matches(".md").split('/').map(text::slug).collect();
    if parts.iter().any(String::is_empty) {
        found.bad_name(&document.path, "about");
        return None;
    }
    let address = found.page(&document.path, &format!("{}/", parts.join("/")))?;
    Some(Page {
        path: document.path.clone(),
        address,
        title: title?,
        published,
        updated,
        body: body(document),
        prose_later: false,
    })
}
