//! Sources: as short names where they are cited, and on a page with the way back.

use tera::Value;

use super::value::{Values, link, link_to};
use super::{Head, Pages, Setting, date, fixed};
use crate::model::Source;
use crate::site::Origin;

/// The id of a source on its page.
fn anchor(source: &Source) -> String {
    format!("source-{}", source.id)
}

/// The short name that readers see: who published it, else its host, else its title.
fn name(source: &Source) -> &str {
    let host = || source.url.as_deref().and_then(|url| url.split("://").nth(1)).and_then(|rest| rest.split('/').next());
    let host = || host().map(|host| host.trim_start_matches("www."));
    source.publisher.as_deref().or_else(host).or(source.title.as_deref()).unwrap_or(&source.id)
}

/// A source where it is cited.
pub(super) fn cited(setting: &Setting<'_>, source: &Source) -> Value {
    Values::new()
        .with("id", source.id.as_str())
        .with("name", name(source))
        .maybe("title", source.title.as_deref())
        .maybe("author", source.author.as_deref())
        .maybe("kind", source.kind.as_deref())
        .maybe("date", source.date.as_ref().map(|day| date(setting, day)))
        .maybe("url", source.url.as_deref())
        .maybe("archive", source.archive.as_deref())
        .maybe("language", source.language.as_deref())
        .maybe("accessed", source.accessed.as_ref().map(|day| date(setting, day)))
        .with("href", link_to(&fixed("sources/"), &anchor(source)))
        .done()
}

/// Adds the page of sources, in the order of their names.
pub(super) fn add(pages: &mut Pages<'_>) {
    let timeline = pages.setting.timeline;
    if timeline.sources.is_empty() {
        return;
    }
    let mut order: Vec<&Source> = timeline.sources.iter().collect();
    let day = |source: &Source| source.date.as_ref().map(crate::date::Date::anchor);
    order.sort_by_cached_key(|source| (name(source).to_lowercase(), day(source), source.id.clone()));
    let all: Vec<Value> = order
        .into_iter()
        .map(|source| {
            let events: Vec<Value> = source
                .events
                .iter()
                .map(|number| {
                    let event = &timeline.events[*number];
                    Values::new().with("title", event.title.as_str()).with("href", link(&event.address)).done()
                })
                .collect();
            Values::new()
                .with("anchor", anchor(source))
                .with("source", cited(pages.setting, source))
                .with("events", events)
                .done()
        })
        .collect();
    let head = Head {
        kind: "sources",
        template: "sources.html",
        title: crate::i18n::word(&timeline.settings.language, "sources"),
        description: None,
        noindex: false,
        file: None,
        language: None,
    };
    pages.page(
        fixed("sources/"),
        Origin { what: "the page of sources".to_owned(), path: None },
        &head,
        vec![("sources", Value::from(all))],
    );
}
