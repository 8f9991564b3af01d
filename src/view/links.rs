//! What an address in a body means: another document, a file, a path of the site.
//!
//! Enters: an address as an author wrote it, and the file it stands in. Leaves: a path of the site, or
//! why there is none. Must not know: Markdown.

use std::collections::BTreeSet;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use ahash::{AHashMap, AHashSet};

use super::files::Offered;
use super::tree::{KNOWN, Tree};
use super::{Setting, fixed, glossary, sources};
use crate::date::Day;
use crate::markdown::{Kind, Links, Target};
use crate::model::{Held, Reason, SourceId, Step, TermId, Timeline, leading_date};
use crate::path::{ContentPath, SitePath, decode, encode};
use crate::site::{Entry, SiteBuilder};
use crate::text::{self, signs};

/// Every path that a body can name.
pub(super) struct Targets<'a> {
    setting: &'a Setting,
    timeline: &'a Timeline,
    files: &'a SiteBuilder,
    offered: Offered<'a>,
    home: &'a SitePath,
    /// The sources of `content/sources.yaml`, as they are named.
    sources: AHashMap<&'a str, SourceId>,
    /// The terms, as they are named.
    terms: AHashMap<&'a str, TermId>,
    documents: AHashMap<&'a str, Document<'a>>,
    pages: AHashSet<SitePath>,
    held: AHashMap<&'a SitePath, &'a Held>,
    /// Documents and images by the names of their files: made once a link leads nowhere.
    named: [OnceLock<Names<'a>>; 2],
}

/// Files by their names.
struct Names<'a> {
    /// By name, the first file that has it; one that begins with a date is found without that, too.
    files: AHashMap<&'a str, &'a str>,
    candidates: text::Candidates<'a>,
}

struct Document<'a> {
    address: &'a SitePath,
    prefix: String,
    /// Of an event: its id, and the day on which it became known.
    known: Option<(&'a str, Day)>,
}

impl<'a> Targets<'a> {
    pub(super) fn new(setting: &'a Setting, files: &'a SiteBuilder, home: &'a SitePath) -> Self {
        let timeline = &setting.timeline;
        let mut documents = AHashMap::with_capacity(timeline.events.len());
        for event in &timeline.events {
            // Without what it was to say of that day, it is not held against others.
            let known = (!event.is_unread(&[Step::Key("reported")])).then_some((event.id.as_str(), event.known));
            let document = Document { address: &event.address, prefix: prefix(&event.address), known };
            documents.insert(event.path.as_str(), document);
        }
        let pages = timeline.pages.iter().map(|page| (&page.path, &page.address));
        let actors = timeline.actors.iter().map(|actor| (&actor.path, &actor.address));
        let claims = timeline.claims.iter().map(|claim| (&claim.path, &claim.address));
        for (path, address) in pages.chain(actors).chain(claims) {
            documents.insert(path.as_str(), Document { address, prefix: String::new(), known: None });
        }
        if let Some(path) = &timeline.index.path {
            let document = Document { address: home, prefix: INDEX_PREFIX.to_owned(), known: None };
            documents.insert(path.as_str(), document);
        }
        let held = timeline.held.values().flat_map(|held| held.addresses.iter().map(move |address| (address, held)));
        let sources = timeline.sources.with_ids().filter(|(_, source)| source.listed);
        Self {
            setting,
            timeline,
            files,
            offered: Offered::new(files),
            home,
            sources: sources.map(|(id, source)| (source.id.as_str(), id)).collect(),
            terms: timeline.glossary.with_ids().map(|(id, term)| (term.id.as_str(), id)).collect(),
            documents,
            pages: addresses(setting),
            held: held.collect(),
            named: [const { OnceLock::new() }; 2],
        }
    }

    /// The home page.
    pub(super) fn home(&self) -> &'a SitePath {
        self.home
    }

    /// A source that a body can cite.
    pub(super) fn source(&self, name: &str) -> Option<SourceId> {
        self.sources.get(name).copied()
    }

    /// The targets as seen from one file.
    pub(super) fn from<'t>(&'t self, path: &'t ContentPath) -> From<'t, 'a> {
        let known = self.documents.get(path.as_str()).and_then(|document| document.known);
        From { targets: self, path, known: known.map(|(_, known)| known), suggested: AtomicUsize::new(0) }
    }

    /// Whether a page or a copied file stands at a path.
    fn holds(&self, path: &SitePath) -> bool {
        self.pages.contains(path) || self.files.get(path).is_some()
    }

    /// The paths of the files of `content/` that bodies and front matter lead to.
    pub(super) fn used(&self) -> BTreeSet<SitePath> {
        self.offered.used()
    }

    /// The files that a link or an image can lead to.
    fn named(&self, kind: Kind) -> &Names<'a> {
        let [documents, images] = &self.named;
        match kind {
            Kind::Link | Kind::Source | Kind::Term => documents.get_or_init(|| by_name(self.documents.keys().copied())),
            Kind::Image => images.get_or_init(|| {
                let copied = self.files.entries().filter_map(|(_, entry)| match entry {
                    Entry::Copy(path, _) => Some(path),
                    _ => None,
                });
                let images = copied.chain(self.offered.names()).filter(|path| path.is_image());
                by_name(images.map(ContentPath::as_str))
            }),
        }
    }

    /// What a link to an input file that is no document means; nothing when it is not there.
    fn file(&self, kind: Kind, file: &ContentPath, fragment: Option<String>) -> Option<Target> {
        let address = |folder| SitePath::new(file.below(folder)?).ok();
        if let Some(path) = address("static") {
            let copied = matches!(self.files.get(&path), Some(Entry::Copy(from, _)) if from == file);
            return copied.then_some(Target::Site { path, fragment, later: None });
        }
        let path = address("content")?;
        self.offered.get(&path).filter(|from| *from == file)?;
        Some(self.offer(kind, path, fragment))
    }

    /// A link to a file of `content/`.
    fn offer(&self, kind: Kind, path: SitePath, fragment: Option<String>) -> Target {
        let Some(file) = self.offered.get(&path).filter(|file| !file.is_publishable()) else {
            return Target::Site { path, fragment, later: None };
        };
        let what = if kind == Kind::Image { "image" } else { "link" };
        Target::Dead {
            message: format!("this {what} leads to {file}, and files of this kind are not published from content/"),
            help: Some(format!("move the file to static/ and write `/{}`", encode(file.file_name()))),
        }
    }
}

/// The addresses of the lists that a site can have, and whether it has them.
fn lists(timeline: &Timeline) -> [(&'static str, bool); 7] {
    [
        ("tags/", !timeline.tags.is_empty()),
        (KNOWN, timeline.known_order().is_some()),
        ("sources/", !timeline.sources.is_empty()),
        ("actors/", !timeline.actors.is_empty()),
        ("claims/", !timeline.claims.is_empty()),
        ("glossary/", !timeline.glossary.is_empty()),
        ("corrections/", timeline.has_changes()),
    ]
}

/// The address of every page that the site will have.
fn addresses(setting: &Setting) -> AHashSet<SitePath> {
    let timeline = &setting.timeline;
    let mut all: AHashSet<SitePath> = setting.trees.all().flat_map(Tree::paths).collect();
    all.reserve(timeline.events.len());
    all.extend(lists(timeline).into_iter().filter(|(_, is)| *is).map(|(address, _)| fixed(address)));
    all.extend(timeline.events.iter().flat_map(|event| std::iter::once(&event.address).chain(&event.aliases)).cloned());
    all.extend(timeline.pages.iter().map(|page| page.address.clone()));
    all.extend(timeline.actors.iter().map(|actor| actor.address.clone()));
    all.extend(timeline.claims.iter().map(|claim| claim.address.clone()));
    all.extend(timeline.tags.iter().filter_map(|tag| SitePath::new(&format!("tags/{}/", tag.id)).ok()));
    all
}

/// Before the ids of headings in `content/index.md`: they stand on a page that has ids of its own.
pub(super) const INDEX_PREFIX: &str = "how-";

/// Before the ids in an event's body, which may stand on a page with other bodies.
pub(super) fn prefix(address: &SitePath) -> String {
    format!("{}-", slug(address))
}

/// The last part of a page's address.
pub(super) fn slug(address: &SitePath) -> &str {
    address.address().trim_end_matches('/').rsplit('/').next().unwrap_or("")
}

/// The targets as seen from one file.
pub(super) struct From<'t, 'a> {
    targets: &'t Targets<'a>,
    path: &'t ContentPath,
    /// The day on which the event of this file became known.
    known: Option<Day>,
    /// How many suggestions were sought: finding one costs a look at every candidate.
    suggested: AtomicUsize,
}

/// How many suggestions are sought for one file.
const MAX_SUGGESTIONS: usize = 20;

impl Links for From<'_, '_> {
    fn resolve(&self, kind: Kind, address: &str) -> Target {
        match kind {
            Kind::Source => return self.cited(address),
            Kind::Term => return self.term(address),
            Kind::Link | Kind::Image => {}
        }
        let (path, fragment) = match address.split_once('#') {
            Some((path, fragment)) => (path, Some(decode(fragment)).filter(|fragment| !fragment.is_empty())),
            None => (address, None),
        };
        let path = decode(path.split('?').next().unwrap_or(path));
        if path.starts_with('/') {
            return self.absolute(kind, &path, fragment);
        }
        let Ok(file) = self.path.join(&path) else {
            return dead(kind, address, "leads out of the site", None);
        };
        if let Some(document) = self.targets.documents.get(file.as_str()) {
            return self.document(document, fragment);
        }
        if let Some(held) = self.targets.timeline.held.get(&file) {
            return as_text(held);
        }
        if self.targets.timeline.broken.contains(&file) {
            // Its own mistake is reported; nothing is written until that is mended.
            return Target::Site { path: fixed(""), fragment: None, later: None };
        }
        if let Some(target) = self.targets.file(kind, &file, fragment) {
            return target;
        }
        dead(kind, address, &format!("{file} is not there"), self.suggest(|| self.nearest(kind, &file)))
    }

    fn uses(&self, path: &SitePath) {
        self.targets.offered.take(path);
    }

    fn source(&self, id: &str, bare: bool) -> String {
        let source = self.targets.sources.get(id).map(|id| &self.targets.timeline.sources[*id]);
        source.map_or_else(String::new, |source| sources::words(self.targets.setting, source, bare))
    }

    fn meaning(&self, id: &str) -> String {
        let term = self.targets.terms.get(id).map(|id| &self.targets.timeline.glossary[*id]);
        term.map_or_else(String::new, |term| term.text.clone())
    }

    fn image_size(&self, path: &SitePath) -> Option<(u32, u32)> {
        match self.targets.files.get(path) {
            Some(Entry::Copy(_, asset)) => asset.size,
            _ => self.targets.offered.size(path),
        }
    }
}

impl From<'_, '_> {
    /// What was probably meant, as long as few were asked for.
    fn suggest<T>(&self, seek: impl FnOnce() -> Option<T>) -> Option<T> {
        (self.suggested.fetch_add(1, Ordering::Relaxed) < MAX_SUGGESTIONS).then(seek).flatten()
    }

    /// Whether nothing of a data file could be read.
    fn is_broken(&self, file: &str) -> bool {
        self.targets.timeline.broken.iter().any(|path| path.as_str() == file)
    }

    fn cited(&self, id: &str) -> Target {
        let timeline = self.targets.timeline;
        if let Some(source) = self.targets.sources.get(id) {
            let fragment = Some(sources::anchor(&timeline.sources[*source]));
            return Target::Site { path: fixed("sources/"), fragment, later: None };
        }
        if timeline.sources_missing.contains(id) || self.is_broken("content/sources.yaml") {
            return Target::Text { why: None };
        }
        let near = self.suggest(|| text::did_you_mean(id, self.targets.sources.keys().copied()));
        Target::Dead {
            message: text::nothing("source", id, " in content/sources.yaml", near),
            help: Some(near.map_or_else(
                || "add it to content/sources.yaml; brackets that cite nothing are written `\\[…]`".to_owned(),
                |near| format!("did you mean `@{near}`?"),
            )),
        }
    }

    fn term(&self, id: &str) -> Target {
        let timeline = self.targets.timeline;
        if let Some(term) = self.targets.terms.get(id) {
            let fragment = Some(glossary::anchor(&timeline.glossary[*term]));
            return Target::Site { path: fixed("glossary/"), fragment, later: None };
        }
        if timeline.terms_missing.contains(id) || self.is_broken("content/glossary.yaml") {
            return Target::Text { why: None };
        }
        let near = self.suggest(|| text::did_you_mean(id, self.targets.terms.keys().copied()));
        Target::Dead {
            message: text::nothing("term", id, " in content/glossary.yaml", near),
            help: Some(near.map_or_else(
                || format!("add it to content/glossary.yaml:\n{}:\n  text: \"…\"", text::slug(id)),
                |near| format!("did you mean `term:{near}`?"),
            )),
        }
    }

    /// A link to another document. What an event's text says should have been known on its day.
    fn document(&self, document: &Document<'_>, fragment: Option<String>) -> Target {
        let later = match (self.known, document.known) {
            (Some(own), Some((id, known))) if known > own => {
                Some(format!("`{id}` became known on {known}, later than this event, which became known on {own}"))
            }
            _ => None,
        };
        let fragment = fragment.map(|fragment| format!("{}{fragment}", document.prefix));
        Target::Site { path: document.address.clone(), fragment, later }
    }

    /// An address from the root of the site, `/tags/china/`, or of the repository, `/content/events/a.md`.
    fn absolute(&self, kind: Kind, path: &str, fragment: Option<String>) -> Target {
        if let Ok(file) = ContentPath::new(path)
            && let Some(document) = self.targets.documents.get(file.as_str())
        {
            return self.document(document, fragment);
        }
        let with_slash = format!("{path}/");
        for text in [path, with_slash.as_str()] {
            if let Ok(path) = SitePath::new(text)
                && self.targets.holds(&path)
            {
                return Target::Site { path, fragment, later: None };
            }
        }
        let held = |text: &str| self.targets.held.get(&SitePath::new(text).ok()?).copied();
        let file = ContentPath::new(path).ok().and_then(|file| self.targets.timeline.held.get(&file));
        if let Some(held) = file.or_else(|| held(path)).or_else(|| held(&with_slash)) {
            return as_text(held);
        }
        if kind == Kind::Link
            && let Some(answer) = self.no_list(path)
        {
            return answer;
        }
        let tag = path.strip_prefix("/tags/").map(|rest| rest.trim_end_matches('/'));
        if tag.is_some_and(|tag| self.targets.timeline.tags_missing.contains(tag)) {
            return Target::Text { why: None };
        }
        if let Ok(path) = SitePath::new(path)
            && self.targets.offered.get(&path).is_some()
        {
            return self.targets.offer(kind, path, fragment);
        }
        if let Ok(file) = ContentPath::new(path)
            && let Some(target) = self.targets.file(kind, &file, fragment.clone())
        {
            return target;
        }
        let pages = self.targets.pages.iter().map(SitePath::address).filter(|address| !address.is_empty());
        let near = self.suggest(|| text::did_you_mean(path.trim_start_matches('/'), pages));
        dead(kind, path, &format!("the site has nothing at {path}"), near.map(|near| format!("/{near}")))
    }

    /// What to say of a link to a list that the site could have, and does not.
    fn no_list(&self, path: &str) -> Option<Target> {
        let timeline = self.targets.timeline;
        let wanted = path.trim_matches('/');
        let (list, _) = lists(timeline).into_iter().find(|(list, _)| list.trim_end_matches('/') == wanted)?;
        // As of a day it may be that all that fills the list is left out.
        if timeline.as_of.is_some() {
            return Some(Target::Text { why: None });
        }
        (list == KNOWN).then(|| Target::Dead {
            message: format!(
                "this link leads nowhere: {path} (events became known in the order in which they happened)"
            ),
            help: Some("write `/`: the timeline has that order already, so that there is no second page".to_owned()),
        })
    }

    /// The file that was probably meant, as a link from this one.
    fn nearest(&self, kind: Kind, file: &ContentPath) -> Option<String> {
        let (wanted, names) = (name(file.as_str()), self.targets.named(kind));
        let near = names.files.get(wanted).or_else(|| names.files.get(names.candidates.nearest(wanted)?))?;
        ContentPath::new(near).ok().map(|near| near.seen_from(self.path))
    }
}

/// The name of a file, without the end that documents have.
fn name(path: &str) -> &str {
    path.trim_end_matches(".md").rsplit('/').next().unwrap_or("")
}

fn by_name<'a>(paths: impl Iterator<Item = &'a str>) -> Names<'a> {
    let mut paths: Vec<&str> = paths.collect();
    paths.sort_unstable();
    let mut files = AHashMap::new();
    for path in paths {
        let name = name(path);
        let undated = leading_date(name).map(|(_, rest)| rest);
        for name in [Some(name), undated].into_iter().flatten() {
            files.entry(name).or_insert(path);
        }
    }
    let candidates = text::Candidates::of(files.keys().copied());
    Names { files, candidates }
}

/// A link to what is held back. That it is left out as of a day was asked for, and needs no hint.
fn as_text(held: &Held) -> Target {
    let why = || format!("`{}` is {}, so this link is shown as text", held.id, held.why);
    Target::Text { why: (held.reason != Reason::Later).then(why) }
}

fn dead(kind: Kind, address: &str, why: &str, near: Option<String>) -> Target {
    let what = if kind == Kind::Image { "image" } else { "link" };
    let last = |path: &str| path.rsplit('/').next().unwrap_or("").to_owned();
    let told = signs::told(&last(address), near.as_deref().map(last).as_deref());
    let help = match (near, kind) {
        (Some(near), _) => format!("did you mean `{near}`?"),
        (None, Kind::Link | Kind::Source | Kind::Term) => {
            "write the path of a file, such as `../events/2022-03-14-rome-talks.md`, or a whole address with https://"
                .to_owned()
        }
        (None, Kind::Image) => "put the image beside this file and write its name".to_owned(),
    };
    Target::Dead {
        message: format!("this {what} leads nowhere: {} ({why}){told}", text::shorten(address, 80)),
        help: Some(help),
    }
}
