//! The output as a value: what stands at each path, before anything is rendered.
//!
//! Enters: entries, each with the input it comes from, put into a [`SiteBuilder`]. Leaves: a finished [`Site`]; two
//! things at one path are a diagnostic that names both. Must not know: how an entry becomes bytes, nor what events
//! are.

mod builder;
mod clashes;
mod pictures;

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use indexmap::IndexMap;
use rayon::prelude::*;

pub use builder::SiteBuilder;

use crate::path::{BaseUrl, ContentPath, SitePath};
use crate::tree::Asset;

/// The file in an output folder that lists what Annals wrote there, one path a line. No entry may have
/// its name.
pub const MARKER: &str = ".annals-files";

/// What stands at a path.
#[derive(Debug, Clone)]
pub enum Entry {
    /// A page: a template and what makes the values that it sees beside the global ones.
    Page(Page),
    /// A page that leads to another.
    Redirect(SitePath),
    /// An input file, copied.
    Copy(ContentPath, Asset),
    /// A file whose bytes are known.
    Fixed(Cow<'static, [u8]>),
}

/// A page before it is rendered.
#[derive(Debug, Clone)]
pub struct Page {
    /// The template's name.
    pub template: &'static str,
    /// What makes its values.
    pub values: LazyValues,
    /// The partials that it shows, by name; templates see their HTML.
    pub partials: Vec<(&'static str, Shown)>,
}

/// What a page's template sees, made when the page is rendered: the values of all pages together would fill
/// memory.
#[derive(Clone)]
pub struct LazyValues(Arc<dyn Fn() -> Vec<(&'static str, tera::Value)> + Send + Sync>);

impl LazyValues {
    /// What `make` makes, which must be the same every time.
    pub fn new(make: impl Fn() -> Vec<(&'static str, tera::Value)> + Send + Sync + 'static) -> Self {
        Self(Arc::new(make))
    }

    /// The values, by name.
    #[must_use]
    pub fn make(&self) -> Vec<(&'static str, tera::Value)> {
        (self.0)()
    }
}

impl fmt::Debug for LazyValues {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LazyValues")
    }
}

/// What of a page is drawn once, however many pages show it: a component and its arguments. It cannot know
/// which page it stands on.
#[derive(Debug)]
pub struct Partial {
    /// The component's name.
    pub component: &'static str,
    /// Its arguments, by name.
    pub values: Vec<(&'static str, tera::Value)>,
}

/// A partial of this site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartialId(usize);

impl PartialId {
    /// Its place in [`Site::partials`].
    #[must_use]
    pub fn number(self) -> usize {
        self.0
    }
}

/// Partials under one name.
#[derive(Debug, Clone)]
pub enum Shown {
    /// A partial.
    One(PartialId),
    /// A list of them.
    All(Vec<PartialId>),
}

/// Where an entry comes from, for messages.
#[derive(Debug, Clone)]
pub struct Origin {
    /// In words: `the event content/events/a.md`, `the index of tags`.
    pub what: String,
    /// The file, when there is one.
    pub path: Option<ContentPath>,
}

/// What stands at a path once it is rendered.
#[derive(Debug)]
pub enum Content<'a> {
    /// These bytes.
    Bytes(Cow<'a, [u8]>),
    /// The bytes of an input file, which the edge has.
    File(&'a ContentPath),
}

/// What a build tells when it is done, beside the number of files.
#[derive(Debug, Clone, Default)]
pub struct Notes {
    /// Published events.
    pub events: usize,
    /// What is held back, and why, one line each.
    pub held: Vec<String>,
    /// The day at whose end the site is told, and how many events are left out because of it.
    pub as_of: Option<(String, usize)>,
    /// The present time, when it decided anything: seconds since 1970 and where it comes from.
    pub now: Option<(i64, &'static str)>,
}

/// In the order in which they were added. Every link on every page asks for one of the paths.
type Entries = IndexMap<SitePath, (Entry, Origin), ahash::RandomState>;

/// The whole output, finished. Rendering one path is the business of `render`.
#[derive(Debug)]
pub struct Site {
    entries: Entries,
    partials: Vec<Partial>,
    base_url: Option<BaseUrl>,
    notes: Notes,
}

impl Site {
    /// Where the site will stand.
    #[must_use]
    pub fn base_url(&self) -> Option<&BaseUrl> {
        self.base_url.as_ref()
    }

    /// What to tell when it is built.
    #[must_use]
    pub fn notes(&self) -> &Notes {
        &self.notes
    }

    /// Every partial.
    #[must_use]
    pub fn partials(&self) -> &[Partial] {
        &self.partials
    }

    /// A partial, by what [`SiteBuilder::add_partial`] gave for it.
    #[must_use]
    pub fn partial(&self, id: PartialId) -> &Partial {
        &self.partials[id.0]
    }

    /// What stands at a path.
    #[must_use]
    pub fn get(&self, path: &SitePath) -> Option<&Entry> {
        self.entries.get(path).map(|(entry, _)| entry)
    }

    /// The path of an entry, by its text.
    #[must_use]
    pub fn path(&self, text: &str) -> Option<&SitePath> {
        self.entries.get_key_value(text).map(|(path, _)| path)
    }

    /// Where the entry at a path comes from.
    #[must_use]
    pub fn origin(&self, path: &SitePath) -> Option<&Origin> {
        self.entries.get(path).map(|(_, origin)| origin)
    }

    /// Every path and its entry, in the order in which they were added. What was made together lies together in
    /// memory, so whoever goes through all of them is quickest in this order.
    pub fn entries(&self) -> impl Iterator<Item = (&SitePath, &Entry)> {
        self.entries.iter().map(|(path, (entry, _))| (path, entry))
    }

    /// [`Site::entries`] for all threads. One page can take a hundred times as long as its neighbour, so each thread
    /// takes few at a time.
    pub fn par_entries(&self) -> impl IndexedParallelIterator<Item = (&SitePath, &Entry)> {
        self.entries.par_iter().with_max_len(16).map(|(path, (entry, _))| (path, entry))
    }

    /// Every path, in the order of paths.
    #[must_use]
    pub fn paths(&self) -> Vec<&SitePath> {
        let mut paths: Vec<&SitePath> = self.entries.keys().collect();
        paths.par_sort_unstable();
        paths
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}
