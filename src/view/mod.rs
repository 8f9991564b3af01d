//! What each page shows: the timeline turned into pages and the values that templates see.
//!
//! Enters: a [`Timeline`], and a [`Site`] that already holds the files that are copied. Leaves: the
//! whole [`Site`], every address in it a mark that the last step of rendering resolves. Must not know:
//! templates' text, nor how deep a page lies.

mod bodies;
mod events;
mod links;
mod lists;
mod pages;
mod sources;
mod value;

use crate::date::Day;
use crate::diagnostic::Diagnostic;
use crate::i18n::{self, Locale};
use crate::model::Timeline;
use crate::model::{Order, Reason, Settings, Status};
use crate::path::{BaseUrl, ContentPath, SitePath};
use crate::site::{Entry, Notes, Origin, Page, Site};
use crate::text;
use value::{Values, html, link};

use tera::Value;

/// What the pages need beside the timeline: how dates are said, and where the site will stand.
pub(crate) struct Setting<'a> {
    pub(crate) timeline: &'a Timeline,
    pub(crate) locale: Locale,
    pub(crate) base_url: Option<BaseUrl>,
}

/// Makes every page of the site.
#[must_use]
pub fn site(timeline: &Timeline, files: Site, base_url: Option<BaseUrl>) -> (Site, Vec<Diagnostic>) {
    let settings = &timeline.settings;
    let locale = Locale::new(&settings.language, settings.timezone);
    let setting = Setting { timeline, locale, base_url: base_url.or_else(|| settings.base_url.clone()) };
    let mut site = files;
    let mut found = Vec::new();
    let (bodies, diagnostics) = bodies::render(&setting, &site);
    found.extend(diagnostics);
    let sources = sources::values(&setting);
    let events = events::values(&setting, &bodies, &sources);
    let mut pages = Pages { setting: &setting, site: &mut site, found: &mut found };
    lists::add(&mut pages, &events, &bodies);
    events::add(&mut pages, &events);
    sources::add(&mut pages, &sources, &events);
    pages::add(&mut pages, &bodies);
    site.base_url.clone_from(&setting.base_url);
    site.notes = notes(timeline);
    found.extend(site.files_that_are_folders());
    (site, found)
}

/// Where pages are put, with what is the same for all of them.
pub(crate) struct Pages<'a> {
    setting: &'a Setting<'a>,
    site: &'a mut Site,
    found: &'a mut Vec<Diagnostic>,
}

/// What every page has beside its own values.
pub(crate) struct Head<'a> {
    kind: &'static str,
    template: &'static str,
    title: &'a str,
    description: Option<String>,
    noindex: bool,
    file: Option<&'a ContentPath>,
    language: Option<&'a str>,
}

impl Pages<'_> {
    /// Adds a page; `values` are its own.
    fn page(&mut self, path: SitePath, origin: Origin, head: &Head<'_>, values: Vec<(&'static str, Value)>) {
        let settings = &self.setting.timeline.settings;
        // A page as of a day has the present one for its canonical address.
        let base = self.setting.base_url.as_ref().filter(|_| !head.noindex);
        let noindex = head.noindex || self.setting.timeline.as_of.is_some();
        let canonical = base.map(|base| format!("{}{}", base.as_str(), path.encoded()));
        let edit = head.file.and_then(|file| {
            let repository = settings.repository.as_ref()?;
            Some(format!("{repository}/edit/{}/{}", settings.branch, crate::path::encode(file.as_str())))
        });
        let language = head.language.unwrap_or(&settings.language);
        let page = Values::new()
            .with("kind", head.kind)
            .with("title", head.title)
            .maybe("description", head.description.as_deref().map(|words| text::shorten(words, 300)))
            .with("language", language)
            .with("dir", i18n::direction(language))
            .with("href", link(&path))
            .maybe("canonical", canonical)
            .with("noindex", noindex)
            .maybe("edit", edit)
            .done();
        let mut all = vec![("page", page)];
        all.extend(values);
        let entry = Entry::Page(Page { template: head.template, values: all });
        self.found.extend(self.site.add(path, entry, origin));
    }

    fn redirect(&mut self, from: SitePath, to: &SitePath, origin: Origin) {
        self.found.extend(self.site.add(from, Entry::Redirect(to.clone()), origin));
    }
}

/// What every template sees: the site, and the words of the interface.
#[must_use]
pub fn globals(timeline: &Timeline, base_url: Option<&BaseUrl>) -> Vec<(&'static str, Value)> {
    let settings = &timeline.settings;
    let language = settings.language.as_str();
    let pages: Vec<Value> = timeline
        .pages
        .iter()
        .map(|page| Values::new().with("title", page.title.as_str()).with("href", link(&page.address)).done())
        .collect();
    let publisher = Values::new()
        .maybe("name", settings.publisher.name.as_deref())
        .maybe("url", settings.publisher.url.as_deref())
        .done();
    let site = Values::new()
        .with("title", settings.title.as_str())
        .maybe("description", settings.description.as_deref())
        .with("language", language)
        .with("dir", i18n::direction(language))
        .with("publisher", publisher)
        .with(
            "order",
            match settings.order {
                Order::Oldest => "oldest",
                Order::Newest => "newest",
            },
        )
        .maybe("base_url", base_url.or(settings.base_url.as_ref()).map(BaseUrl::as_str))
        .maybe("repository", settings.repository.as_deref())
        .maybe("report_error", settings.report_error.as_deref())
        .maybe("footer", settings.footer.as_deref())
        .with("pages", pages)
        .maybe("as_of", timeline.as_of.map(|day| as_of(settings, day)))
        .with("has_tags", !timeline.tags.is_empty())
        .with("has_sources", !timeline.sources.is_empty())
        .done();
    let words = i18n::words(language).iter().fold(Values::new(), |words, (name, text)| words.with(name, *text));
    vec![("site", site), ("words", words.done())]
}

/// The sentence that says as of which day the site is told.
fn as_of(settings: &Settings, day: Day) -> String {
    let locale = Locale::new(&settings.language, settings.timezone);
    i18n::word(&settings.language, "as_of").replace("{date}", &locale.day(day))
}

/// The path of a page of this site that is always there.
fn fixed(address: &'static str) -> SitePath {
    match SitePath::new(address) {
        Ok(path) => path,
        Err(error) => unreachable!("{address}: {error}"),
    }
}

fn status(status: Option<Status>) -> Option<&'static str> {
    status.map(|status| match status {
        Status::Developing => "developing",
        Status::Settled => "settled",
    })
}

fn notes(timeline: &Timeline) -> Notes {
    Notes {
        events: timeline.events.len(),
        held: timeline
            .held
            .iter()
            .filter(|(_, held)| held.reason != Reason::Later)
            .map(|(path, held)| format!("{path}: {}", held.why))
            .collect(),
        as_of: timeline.as_of.map(|day| (day.to_string(), timeline.later)),
        now: timeline.now.as_ref().map(|now| (now.seconds, now.origin)),
    }
}

/// A date as templates see it.
fn date(setting: &Setting<'_>, date: &crate::date::Date) -> Value {
    let shown = setting.locale.date(date);
    let edtf = date.edtf();
    Values::new()
        .with("text", shown.text())
        .with("html", html(&timed(&shown, &edtf)))
        .with("short", html(&timed(&setting.locale.date_short(date), &edtf)))
        .with("edtf", edtf)
        .with("mark", date.kind().name())
        .done()
}

/// The words of a date in an element that carries its EDTF form, with `<time>` round what is exact enough
/// for it.
fn timed(shown: &i18n::Shown, edtf: &str) -> String {
    let mut out = format!("<span data-edtf=\"{}\">", value::escaped(edtf));
    for segment in &shown.segments {
        let text = value::escaped(&segment.text);
        match &segment.datetime {
            Some(datetime) => {
                out.push_str("<time datetime=\"");
                out.push_str(datetime);
                out.push_str("\">");
                out.push_str(&text);
                out.push_str("</time>");
            }
            None => out.push_str(&text),
        }
    }
    out.push_str("</span>");
    out
}
