//! What each page shows: the timeline turned into pages and the values that templates see.
//!
//! Enters: a [`Timeline`], and a [`Site`] that already holds the files that are copied. Leaves: the
//! whole [`Site`], every address in it a mark that the last step of rendering resolves. Must not know:
//! templates' text, nor how deep a page lies.

mod actors;
mod bodies;
mod changes;
mod citations;
mod claims;
mod events;
mod glossary;
mod links;
mod lists;
mod look;
mod media;
mod pages;
mod periods;
mod sources;
mod statements;
mod strip;
mod structured;
mod value;

use std::collections::HashMap;

use crate::date::Day;
use crate::diagnostic::Diagnostic;
use crate::i18n::{self, Locale};
use crate::model::Timeline;
use crate::model::{Order, Reason, Settings, Status};
use crate::path::{BaseUrl, ContentPath, SitePath};
use crate::site::{Entry, Notes, Origin, Page, PartId, Shown, Site};
use crate::text;
use structured::Structured;
use value::{Values, html, link};

use tera::Value;

/// What the pages need beside the timeline: how dates are said, and where the site will stand.
pub(crate) struct Setting<'a> {
    pub(crate) timeline: &'a Timeline,
    pub(crate) locale: &'a Locale,
    pub(crate) base_url: Option<BaseUrl>,
}

/// How the site speaks.
#[must_use]
pub fn locale(settings: &Settings) -> Locale {
    Locale::new(&settings.language, settings.timezone, &settings.words)
}

/// Makes every page of the site.
#[must_use]
pub fn site(timeline: &Timeline, locale: &Locale, files: Site, base_url: Option<BaseUrl>) -> (Site, Vec<Diagnostic>) {
    let settings = &timeline.settings;
    let setting = Setting { timeline, locale, base_url: base_url.or_else(|| settings.base_url.clone()) };
    let mut site = files;
    let mut found = Vec::new();
    let home = fixed("");
    let targets = links::Targets::new(&setting, &site, &home);
    found.extend(look::missing(settings, &site));
    let (mut bodies, diagnostics) = bodies::render(&setting, &targets);
    found.extend(diagnostics);
    let sources = sources::values(&setting);
    let actors = actors::values(&setting);
    let claims = claims::values(&setting);
    let dates = events::dates(&setting);
    let briefs = events::briefs(&setting, &dates);
    let named = statements::Named { events: &briefs, actors: &actors, claims: &claims, sources: &sources };
    let said = statements::values(&setting, &named);
    let around = events::Around { dates: &dates, said: &said, targets: &targets, named };
    let (events, diagnostics) = events::values(&setting, &around, &mut bodies.events);
    found.extend(diagnostics);
    let (citing, structured) =
        rayon::join(|| citations::citing(&setting, &targets, &bodies), || Structured::new(&setting));
    let head = site.add_part("head_files", Vec::new());
    let frame = Frame { head, around: HashMap::new() };
    let mut pages = Pages { setting: &setting, structured: &structured, frame, site: &mut site, found: &mut found };
    let changes = changes::all(&setting, &briefs);
    let terms = glossary::values(&setting);
    let home = lists::Home {
        claims: claims::tables(&setting, &claims, &said),
        actors: &actors,
        terms: &terms,
        changes: &changes,
    };
    // Pages are rendered in this order, and that of the sources may take longer than a hundred others.
    let lines = sources::lines(&mut pages, &sources);
    sources::add(&mut pages, &sources, &lines, citing);
    lists::add(&mut pages, &events, &bodies, &home);
    events::add(&mut pages, &events, &lines);
    claims::add(&mut pages, &named, &said, &bodies);
    actors::add(&mut pages, &actors, &briefs, &said, &bodies);
    changes::add(&mut pages, &changes);
    glossary::add(&mut pages, &terms);
    pages::add(&mut pages, &bodies);
    look::add(&mut pages);
    // As with the timeline later, nobody has to wait for it.
    rayon::spawn(|| drop((bodies, events)));
    site.base_url.clone_from(&setting.base_url);
    site.notes = notes(timeline);
    found.extend(site.files_that_are_folders());
    (site, found)
}

/// Where pages are put, with what is the same for all of them.
pub(crate) struct Pages<'a> {
    setting: &'a Setting<'a>,
    structured: &'a Structured<'a>,
    frame: Frame,
    site: &'a mut Site,
    found: &'a mut Vec<Diagnostic>,
}

/// The parts round every page.
struct Frame {
    /// Icon, fonts and style sheets.
    head: PartId,
    /// The mast and the links at the foot, by the kind of page, and by the page where they mark that.
    around: HashMap<(&'static str, Option<SitePath>), [PartId; 2]>,
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
    /// What structured data says of the page; if anything.
    node: Option<structured::Node>,
}

impl<'a> Head<'a> {
    /// The head of a page that is made of no single file.
    fn new(kind: &'static str, template: &'static str, title: &'a str) -> Self {
        let node = Some(structured::page(kind));
        Self { kind, template, title, description: None, noindex: false, file: None, language: None, node }
    }
}

/// A page on its way to its place.
struct Made {
    path: SitePath,
    page: Page,
    kind: &'static str,
    origin: Origin,
}

impl Setting<'_> {
    /// Makes a page; `values` are its own. Pages can be made side by side.
    fn page(
        &self,
        structured: &Structured<'_>,
        (path, origin): (SitePath, Origin),
        head: Head<'_>,
        values: Vec<(&'static str, Value)>,
    ) -> Made {
        let settings = &self.timeline.settings;
        // A page as of a day has the present one for its canonical address.
        let base = self.base_url.as_ref().filter(|_| !head.noindex);
        let noindex = head.noindex || self.timeline.as_of.is_some();
        let canonical = base.map(|base| format!("{}{}", base.as_str(), path.encoded()));
        let edit = head.file.and_then(|file| {
            let repository = settings.repository.as_ref()?;
            Some(format!("{repository}/edit/{}/{}", settings.branch, crate::path::encode(file.as_str())))
        });
        let language = head.language.unwrap_or(&settings.language);
        let description = head.description.as_deref().map(|words| text::shorten(words, 300));
        let structured = head.node.map(|node| {
            let description = description.as_deref();
            let at = structured::At { kind: head.kind, path: &path, title: head.title, description, language };
            html(&structured.script(node, &at))
        });
        let page = Values::new()
            .with("kind", head.kind)
            .with("title", head.title)
            .maybe("description", description.as_deref().or(settings.description.as_deref()))
            .with("language", language)
            .with("dir", i18n::direction(language))
            .with("href", link(&path))
            .maybe("canonical", canonical)
            .with("noindex", noindex)
            .maybe("edit", edit)
            .maybe("structured", structured)
            .done();
        let mut all = vec![("page", page)];
        all.extend(values);
        Made {
            path,
            page: Page { template: head.template, values: all, parts: Vec::new(), later: None },
            kind: head.kind,
            origin,
        }
    }
}

impl Pages<'_> {
    /// Makes a page and adds it.
    fn page(&mut self, path: SitePath, origin: Origin, head: Head<'_>, values: Vec<(&'static str, Value)>) {
        let made = self.setting.page(self.structured, (path, origin), head, values);
        self.add(made);
    }

    /// Adds a page, with the parts round it.
    fn add(&mut self, mut made: Made) {
        let [mast, foot] = self.around(&made);
        let parts = [("head_files", self.frame.head), ("mast", mast), ("foot_links", foot)];
        made.page.parts.extend(parts.map(|(name, part)| (name, Shown::One(part))));
        self.found.extend(self.site.add(made.path, Entry::Page(made.page), made.origin));
    }

    /// The mast of a page and the links at its foot. They name the section; on a page that they link to
    /// itself, that page.
    fn around(&mut self, made: &Made) -> [PartId; 2] {
        let first = made.kind == "timeline" && made.path.address().is_empty();
        let own = (first || made.kind == "page").then(|| made.path.clone());
        let key = (made.kind, own);
        if let Some(parts) = self.frame.around.get(&key) {
            return *parts;
        }
        let kind = || ("kind", Value::from(made.kind));
        let href = key.1.as_ref().map_or_else(|| Value::from(""), link);
        let mast = vec![kind(), ("first", Value::from(first)), ("href", href)];
        let parts = [self.site.add_part("mast", mast), self.site.add_part("foot_links", vec![kind()])];
        self.frame.around.insert(key, parts);
        parts
    }

    fn redirect(&mut self, from: SitePath, to: &SitePath, origin: Origin) {
        self.found.extend(self.site.add(from, Entry::Redirect(to.clone()), origin));
    }
}

/// What every template sees: the site, and the words of the interface.
#[must_use]
pub fn globals(timeline: &Timeline, locale: &Locale, files: &Site) -> Vec<(&'static str, Value)> {
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
        .maybe("base_url", files.base_url.as_ref().map(BaseUrl::as_str))
        .maybe("repository", settings.repository.as_deref())
        .maybe("report_error", settings.report_error.as_deref())
        .with("policies", look::policies(settings, locale))
        .with("theme", look::value(settings, files))
        .with("pages", pages)
        .maybe("as_of", timeline.as_of.map(|day| locale.said("as_of", &[("date", &locale.day(day))])))
        .with("has_tags", !timeline.tags.is_empty())
        .with("has_sources", !timeline.sources.is_empty())
        .with("has_claims", !timeline.claims.is_empty())
        .with("has_actors", !timeline.actors.is_empty())
        .with("has_glossary", !timeline.glossary.is_empty())
        .with("has_changes", timeline.has_changes())
        .done();
    let words = locale.interface().fold(Values::new(), |words, (name, text)| words.with(name, text));
    vec![("site", site), ("words", words.done())]
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

/// A word of the interface.
fn word<'a>(setting: &Setting<'a>, name: &'static str) -> &'a str {
    setting.locale.word(name)
}

/// The values at some positions.
fn pick(all: &[Value], numbers: &[usize]) -> Vec<Value> {
    numbers.iter().map(|number| all[*number].clone()).collect()
}

fn texts(list: &[String]) -> Vec<Value> {
    list.iter().map(|text| Value::from(text.as_str())).collect()
}

/// A day as HTML.
fn day(setting: &Setting<'_>, day: Day) -> String {
    timed(&setting.locale.whole_day(day), &day.to_string())
}

/// A date as templates see it.
fn date(setting: &Setting<'_>, date: &crate::date::Date) -> Value {
    let (shown, short) = setting.locale.date_and_short(date);
    let edtf = date.edtf();
    let text = shown.text();
    Values::new()
        // "2022 р." ends a sentence by itself.
        .with("stop", if text.ends_with('.') { "" } else { "." })
        .with("text", text)
        .with("html", html(&timed(&shown, &edtf)))
        .with("short", html(&timed(&short, &edtf)))
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
