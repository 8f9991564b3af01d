//! Sources: as short names where they are cited, and on a page with the way back.

use rayon::prelude::*;
use tera::Value;

use super::value::{Values, link_to, own};
use super::{Head, Pages, Setting, date, fixed};
use crate::model::{List, Source, SourceId};
use crate::path::SitePath;
use crate::site::{Origin, PartialId, Shown};

/// The id of a source on its page.
pub(super) fn anchor(source: &Source) -> String {
    format!("source-{}", source.id)
}

/// The short name that readers see: who published it, else its host, else its title.
fn name(source: &Source) -> &str {
    let host = || source.url.as_deref().and_then(|url| url.split("://").nth(1)).and_then(|rest| rest.split('/').next());
    let host = || host().map(|host| host.trim_start_matches("www."));
    source.publisher.as_deref().or_else(host).or(source.title.as_deref()).unwrap_or(&source.id)
}

/// What a citation in running text shows: the short name, or with `bare` the day of publication, else the
/// title.
pub(super) fn words(setting: &Setting, source: &Source, bare: bool) -> String {
    let day = || source.date.as_ref().map(|day| setting.locale.date(day).text());
    let apart = bare.then(|| day().or_else(|| source.title.clone())).flatten();
    apart.unwrap_or_else(|| name(source).to_owned())
}

/// The values of every source: of the whole of it, wherever it is shown.
pub(super) fn values(setting: &Setting) -> List<SourceId, Value> {
    let page = fixed("sources/");
    setting.timeline.sources.par_iter().map(|source| cited(setting, source, &page)).collect()
}

/// A source where it is cited.
fn cited(setting: &Setting, source: &Source, page: &SitePath) -> Value {
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
        .with("extra", own(source.extra.as_ref()))
        .with("href", link_to(page, &anchor(source)))
        .done()
}

/// Every source in full: drawn once for the events that cite it and for the page of sources.
pub(super) fn lines(pages: &mut Pages<'_>, values: &List<SourceId, Value>) -> List<SourceId, PartialId> {
    values.iter().map(|source| pages.site.add_partial("source_full", vec![("source", source.clone())])).collect()
}

/// Adds the page of sources, in the order of their names. `citing` has for each the pages that cite it.
pub(super) fn add(
    pages: &mut Pages<'_>,
    values: &List<SourceId, Value>,
    lines: &List<SourceId, PartialId>,
    citing: List<SourceId, Vec<Value>>,
) {
    let timeline = &pages.setting().timeline;
    if timeline.sources.is_empty() {
        return;
    }
    let mut order: Vec<(SourceId, Vec<Value>)> = timeline.sources.ids().zip(citing).collect();
    let day = |source: &Source| source.date.as_ref().map(crate::date::Date::anchor);
    order.par_sort_by_cached_key(|(id, _)| {
        let source = &timeline.sources[*id];
        (name(source).to_lowercase(), day(source), source.id.clone())
    });
    let lines = order.iter().map(|(id, _)| lines[*id]).collect();
    let all = order.into_par_iter().map(|(id, citing)| {
        let anchor = anchor(&timeline.sources[id]);
        Values::new().with("anchor", anchor).with("source", values[id].clone()).with("cited_in", citing).done()
    });
    let all: Vec<Value> = all.collect();
    let head = Head::new("sources", "sources.html", super::word(pages.setting(), "sources"));
    let origin = Origin { what: "the page of sources".to_owned(), path: None };
    let own = vec![("sources", Value::from(all))];
    pages.page_of_partials(fixed("sources/"), origin, head, own, vec![("source_lines", Shown::All(lines))]);
}
