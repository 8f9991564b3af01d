//! What each page shows: the timeline turned into pages and the values that templates see.
//!
//! Enters: a [`Timeline`], and a [`SiteBuilder`] that already holds the files that are copied. Leaves: the
//! finished [`Site`], every address in it a mark that the last step of rendering resolves. Must not know:
//! templates' text, nor how deep a page lies.

mod actors;
mod bodies;
mod changes;
mod citations;
mod claims;
mod events;
mod files;
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
#[cfg(test)]
mod tests;
mod timeline;
mod tree;
mod value;

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use crate::date::Day;
use crate::diagnostic::Diagnostic;
use crate::i18n::{self, Locale};
use crate::model::{Id, List, Reason, Timeline};
use crate::path::{BaseUrl, ContentPath, SitePath};
use crate::site::{Entry, LazyValues, Notes, Origin, Page, PartialId, Shown, Site, SiteBuilder};
use crate::text;
use structured::Structured;
use value::{Values, html, link};

use tera::Value;

/// What all pages are made of: the timeline, how dates are said, and where the site will stand.
#[derive(Debug)]
pub struct Setting {
    /// What is told.
    pub timeline: Timeline,
    /// How the site speaks.
    pub(crate) locale: Locale,
    /// Where each event is told.
    trees: tree::Trees,
    pub(crate) base_url: Option<BaseUrl>,
}

impl Setting {
    /// A timeline in the language of its settings. A `base_url` given here is stronger than theirs.
    #[must_use]
    pub fn new(timeline: Timeline, base_url: Option<BaseUrl>) -> Self {
        let settings = &timeline.settings;
        let locale = Locale::new(&settings.language, settings.timezone, &settings.words);
        let base_url = base_url.or_else(|| settings.base_url.clone());
        let trees = tree::Trees::new(&timeline);
        Self { timeline, locale, trees, base_url }
    }
}

/// Makes every page of the site. What makes their values keeps the setting.
#[must_use]
pub fn site(shared: &Arc<Setting>, files: SiteBuilder) -> (Site, Vec<Diagnostic>) {
    let setting = &**shared;
    let mut site = files;
    let mut found = Vec::new();
    let home = fixed("");
    let targets = links::Targets::new(setting, &site, &home);
    found.extend(look::missing(&setting.timeline.settings, &site));
    let (mut bodies, diagnostics) = bodies::render(setting, &targets);
    found.extend(diagnostics);
    let sources = sources::values(setting);
    let actors = actors::values(setting);
    let claims = claims::values(setting);
    let dates = events::dates(setting);
    let briefs = events::briefs(setting, &dates);
    let named = statements::Named { events: &briefs, actors: &actors, claims: &claims, sources: &sources };
    let said = statements::values(setting, &named);
    let around = events::Around { dates: &dates, said: &said, targets: &targets, named };
    let (events, diagnostics) = events::values(setting, &around, &mut bodies.events);
    found.extend(diagnostics);
    let (citing, structured) =
        rayon::join(|| citations::citing(setting, &targets, &bodies), || Structured::new(Arc::clone(shared)));
    let used = targets.used();
    found.extend(site.publish(used));
    let unused = files::unused(&setting.timeline, &site, &found);
    found.extend(unused);
    let (events, structured) = (Arc::new(events), Arc::new(structured));
    let head = site.add_partial("head_files", Vec::new());
    let frame = Frame { head, around: HashMap::new() };
    let mut pages = Pages { structured: &structured, frame, site: &mut site, found: &mut found };
    let changes = changes::all(setting, &briefs);
    let terms = glossary::values(setting);
    let home = lists::Home::new(setting, &bodies, &named, &said, &terms, &changes);
    // Pages are rendered in this order, and that of the sources may take longer than a hundred others.
    let lines = sources::lines(&mut pages, &sources);
    sources::add(&mut pages, &sources, &lines, citing);
    timeline::add(&mut pages, &events, home);
    lists::tags(&mut pages, &events);
    events::add(&mut pages, &events, &lines);
    claims::add(&mut pages, &named, &said, &bodies);
    actors::add(&mut pages, &named, &said, &bodies);
    changes::add(&mut pages, &changes);
    glossary::add(&mut pages, &terms);
    pages::add(&mut pages, &bodies);
    look::add(&mut pages);
    // It takes a while to let go of it, and nobody has to wait for that.
    rayon::spawn(|| drop(bodies));
    let (site, clashes) = site.finish(setting.base_url.clone(), notes(&setting.timeline));
    found.extend(clashes);
    (site, found)
}

/// Where pages are put, with what is the same for all of them.
pub(crate) struct Pages<'a> {
    structured: &'a Arc<Structured>,
    frame: Frame,
    site: &'a mut SiteBuilder,
    found: &'a mut Vec<Diagnostic>,
}

/// The partials round every page.
struct Frame {
    /// Icon, fonts and style sheets.
    head: PartialId,
    /// The mast and the links at the foot, by the kind of page, and by the page where they mark that.
    around: HashMap<(&'static str, Option<SitePath>), [PartialId; 2]>,
}

/// What every page has beside its own values.
pub(crate) struct Head<'a> {
    kind: &'static str,
    template: &'static str,
    title: Cow<'a, str>,
    description: Option<String>,
    noindex: bool,
    file: Option<&'a ContentPath>,
    language: Option<&'a str>,
    /// What structured data says of the page, where it is more than what it says of every page of its kind.
    node: Option<structured::Node>,
}

impl<'a> Head<'a> {
    /// The head of a page that is made of no single file.
    fn new(kind: &'static str, template: &'static str, title: impl Into<Cow<'a, str>>) -> Self {
        let title = title.into();
        Self { kind, template, title, description: None, noindex: false, file: None, language: None, node: None }
    }

    /// What templates see of the page that it is the head of.
    fn value(self, structured: &Structured, path: &SitePath) -> Value {
        let setting = structured.setting();
        let settings = &setting.timeline.settings;
        // A page as of a day has the present one for its canonical address.
        let base = setting.base_url.as_ref().filter(|_| !self.noindex);
        let noindex = self.noindex || setting.timeline.as_of.is_some();
        let canonical = base.map(|base| format!("{}{}", base.as_str(), path.encoded()));
        let edit = self.file.and_then(|file| {
            let repository = settings.repository.as_ref()?;
            Some(format!("{repository}/edit/{}/{}", settings.branch, crate::path::encode(file.written())))
        });
        let language = self.language.unwrap_or(&settings.language);
        let description = self.description.as_deref().map(|words| text::shorten(words, 300));
        let structured = self.node.or_else(|| structured::page(self.kind)).map(|node| {
            let description = description.as_deref();
            let at = structured::At { kind: self.kind, path, title: &self.title, description, language };
            html(&structured.script(node, &at))
        });
        Values::new()
            .with("kind", self.kind)
            .with("title", &*self.title)
            .maybe("description", description.as_deref().or(settings.description.as_deref()))
            .with("language", language)
            .with("dir", i18n::direction(language))
            .with("href", link(path))
            .maybe("canonical", canonical)
            .with("noindex", noindex)
            .maybe("edit", edit)
            .maybe("structured", structured)
            .done()
    }
}

impl<'a> Pages<'a> {
    /// What all pages are made of.
    fn setting(&self) -> &'a Setting {
        self.structured.setting()
    }

    /// Adds a page of which there are few, so that its values can be made at once; `own` are those that only it
    /// has.
    fn page(&mut self, path: SitePath, origin: Origin, head: Head<'_>, own: Vec<(&'static str, Value)>) {
        self.page_of_partials(path, origin, head, own, Vec::new());
    }

    /// The same for a page with partials of its own.
    fn page_of_partials(
        &mut self,
        path: SitePath,
        origin: Origin,
        head: Head<'_>,
        own: Vec<(&'static str, Value)>,
        partials: Vec<(&'static str, Shown)>,
    ) {
        let (kind, template) = (head.kind, head.template);
        let mut values = vec![("page", head.value(self.structured, &path))];
        values.extend(own);
        let values = LazyValues::new(move || values.clone());
        self.add(kind, path, origin, Page { template, values, partials });
    }

    /// Adds a page, with the partials round it.
    fn add(&mut self, kind: &'static str, path: SitePath, origin: Origin, mut page: Page) {
        let [mast, foot] = self.around(kind, &path);
        let partials = [("head_files", self.frame.head), ("mast", mast), ("foot_links", foot)];
        page.partials.extend(partials.map(|(name, partial)| (name, Shown::One(partial))));
        self.found.extend(self.site.add(path, Entry::Page(page), origin));
    }

    /// The mast of a page and the links at its foot. They name the section; on a page that they link to
    /// itself, that page.
    fn around(&mut self, kind: &'static str, path: &SitePath) -> [PartialId; 2] {
        let first = kind == "timeline" && path.address().is_empty();
        let own = (first || kind == "page").then(|| path.clone());
        let key = (kind, own);
        if let Some(partials) = self.frame.around.get(&key) {
            return *partials;
        }
        let kind = || ("kind", Value::from(kind));
        let href = key.1.as_ref().map_or_else(|| Value::from(""), link);
        let mast = vec![kind(), ("first", Value::from(first)), ("href", href)];
        let partials = [self.site.add_partial("mast", mast), self.site.add_partial("foot_links", vec![kind()])];
        self.frame.around.insert(key, partials);
        partials
    }

    fn redirect(&mut self, from: SitePath, to: &SitePath, origin: Origin) {
        self.found.extend(self.site.add(from, Entry::Redirect(to.clone()), origin));
    }
}

/// What every template sees: the site, and the words of the interface.
#[must_use]
pub fn globals(setting: &Setting, made: &Site) -> Vec<(&'static str, Value)> {
    let Setting { timeline, locale, .. } = setting;
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
        .with("order", settings.order.name())
        .maybe("base_url", made.base_url().map(BaseUrl::as_str))
        .maybe("repository", settings.repository.as_deref())
        .maybe("report_error", settings.report_error.as_deref())
        .with("policies", look::policies(settings, locale))
        .with("theme", look::value(settings, made))
        .with("pages", pages)
        .maybe("as_of", timeline.as_of.map(|day| locale.said("as_of", &[("date", &locale.day(day))])))
        .with("has_tags", !timeline.tags.is_empty())
        .with("has_sources", !timeline.sources.is_empty())
        .with("has_claims", !timeline.claims.is_empty())
        .with("has_actors", !timeline.actors.is_empty())
        .with("has_glossary", !timeline.glossary.is_empty())
        .with("has_changes", timeline.has_changes())
        .with("has_known_order", timeline.known_order().is_some())
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
fn word<'a>(setting: &'a Setting, name: &'static str) -> &'a str {
    setting.locale.word(name)
}

/// The values of some.
fn pick<I: Id>(all: &List<I, Value>, ids: &[I]) -> Vec<Value> {
    ids.iter().map(|id| all[*id].clone()).collect()
}

fn texts(list: &[String]) -> Vec<Value> {
    list.iter().map(|text| Value::from(text.as_str())).collect()
}

/// Who wrote something. They stand behind a word: "By the contributors".
fn authors(setting: &Setting, names: &[String]) -> Vec<Value> {
    names.iter().map(|name| Value::from(setting.locale.inside(name))).collect()
}

/// A day as HTML.
fn day(setting: &Setting, day: Day) -> String {
    timed(&setting.locale.whole_day(day), &day.to_string())
}

/// A word of the interface with a day in it, as HTML.
fn word_with_day(setting: &Setting, name: &'static str, own: Day) -> Value {
    html(&value::escaped(word(setting, name)).replace("{date}", &day(setting, own)))
}

/// A date as templates see it.
fn date(setting: &Setting, date: &crate::date::Date) -> Value {
    let shown = setting.locale.date(date);
    let edtf = date.edtf();
    let text = shown.text();
    Values::new()
        // "2022 р." ends a sentence by itself.
        .with("stop", if text.ends_with('.') { "" } else { "." })
        .with("text", text)
        .with("html", html(&timed(&shown, &edtf)))
        .with("edtf", edtf)
        .with("mark", date.kind().name())
        .done()
}

/// A date as HTML, where something was just read.
fn date_in(setting: &Setting, date: &crate::date::Date, context: i18n::Context) -> Value {
    html(&timed(&setting.locale.date_in(date, context), &date.edtf()))
}

/// The words of a date in an element that carries its EDTF form, with `<time>` round what is exact enough
/// for it.
fn timed(shown: &i18n::Shown, edtf: &str) -> String {
    let mut out = String::with_capacity(160);
    out.push_str("<span data-edtf=\"");
    out.push_str(&value::escaped(edtf));
    out.push_str("\">");
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
