//! The pages of `content/pages/`, the page for what is not found, and what GitHub Pages needs.

use super::bodies::Bodies;
use super::value::{Values, html};
use super::{Head, Pages, date, fixed};
use crate::path::ContentPath;
use crate::site::{Entry, Origin};

pub(super) fn add(pages: &mut Pages<'_>, bodies: &Bodies) {
    let timeline = &pages.setting().timeline;
    for (page, body) in timeline.pages.iter().zip(&bodies.pages) {
        let value = Values::new()
            .with("title", page.title.as_str())
            .maybe("published", page.published.as_ref().map(|day| date(pages.setting(), day)))
            .maybe("updated", page.updated.as_ref().map(|day| date(pages.setting(), day)))
            .with("body", html(&body.html))
            .with("prose_later", page.prose_later)
            .done();
        let head = Head {
            description: Some(body.lead.clone()).filter(|words| !words.is_empty()),
            file: Some(&page.path),
            ..Head::new("page", "page.html", &page.title)
        };
        pages.page(page.address.clone(), origin(&page.path), head, vec![("entry", value)]);
    }
    let title = super::word(pages.setting(), "not_found");
    let head = Head { noindex: true, ..Head::new("missing", "404.html", title) };
    pages.page(
        fixed("404.html"),
        Origin { what: "the page for what is not found".to_owned(), path: None },
        head,
        Vec::new(),
    );
    let origin = Origin { what: "a file that GitHub Pages needs".to_owned(), path: None };
    pages.found.extend(pages.site.add(fixed(".nojekyll"), Entry::Fixed(b"".into()), origin));
}

fn origin(path: &ContentPath) -> Origin {
    Origin { what: format!("the page {path}"), path: Some(path.clone()) }
}
