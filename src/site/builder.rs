//! A site while entries are added to it.
//!
//! Enters: the tree's files, then pages and what they share. Leaves: a [`Site`], and what cannot stand in it. Must not
//! know: what a page shows.

use std::collections::BTreeMap;

use indexmap::map::Entry as Place;

use super::{Entries, Entry, Notes, Origin, Partial, PartialId, Site, clashes, pictures};
use crate::diagnostic::Diagnostic;
use crate::path::{BaseUrl, ContentPath, SitePath};
use crate::tree::{Asset, File, Tree};

/// What a [`Site`] is made of, until it is finished.
#[derive(Debug, Default)]
pub struct SiteBuilder {
    entries: Entries,
    /// The files of `content/` that nothing has used yet, by the path that each would have.
    offered: BTreeMap<SitePath, (ContentPath, Asset)>,
    partials: Vec<Partial>,
}

impl SiteBuilder {
    /// A site of the files of `static/`. Those of `content/` are offered: one is published once something that is
    /// published shows it or leads to it.
    #[must_use]
    pub fn of_files(tree: &Tree) -> (Self, Vec<Diagnostic>) {
        let mut site = Self::default();
        let mut found = Vec::new();
        for folder in ["static", "content"] {
            for (path, file) in tree.in_folder(folder) {
                let (File::Asset(asset), Some(below)) = (file, path.below(folder)) else { continue };
                let address = match SitePath::new(below) {
                    Ok(address) => address,
                    Err(why) => {
                        found.push(clashes::unfit(path, why));
                        continue;
                    }
                };
                if folder == "content" {
                    site.offered.insert(address, (path.clone(), asset.clone()));
                    continue;
                }
                found.extend(pictures::judge(path, asset));
                let origin = match asset.built_in {
                    None => Origin { what: path.to_string(), path: Some(path.clone()) },
                    // Who is told of it can mend the other file alone.
                    Some(_) => Origin { what: format!("the theme's {path}"), path: None },
                };
                found.extend(site.add(address, Entry::Copy(path.clone(), asset.clone()), origin));
            }
        }
        (site, found)
    }

    /// Every file of `content/` that is no document and not published yet: where it would stand, and the file.
    pub fn offered(&self) -> impl Iterator<Item = (&SitePath, &ContentPath, &Asset)> {
        self.offered.iter().map(|(address, (path, asset))| (address, path, asset))
    }

    /// Publishes files that are offered.
    pub fn publish(&mut self, paths: impl IntoIterator<Item = SitePath>) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for path in paths {
            let Some((file, asset)) = self.offered.remove(&path) else { continue };
            found.extend(pictures::judge(&file, &asset));
            let origin = Origin { what: file.to_string(), path: Some(file.clone()) };
            found.extend(self.add(path, Entry::Copy(file, asset), origin));
        }
        found
    }

    /// Puts an entry at a path, unless something stands there.
    pub fn add(&mut self, path: SitePath, entry: Entry, origin: Origin) -> Option<Diagnostic> {
        if clashes::is_marker(&path) {
            return Some(clashes::taken(&path, None, &origin));
        }
        match self.entries.entry(path) {
            Place::Occupied(taken) => Some(clashes::taken(taken.key(), Some(&taken.get().1), &origin)),
            Place::Vacant(free) => {
                free.insert((entry, origin));
                None
            }
        }
    }

    /// Adds a partial that pages can show.
    pub fn add_partial(&mut self, component: &'static str, values: Vec<(&'static str, tera::Value)>) -> PartialId {
        self.partials.push(Partial { component, values });
        PartialId(self.partials.len() - 1)
    }

    /// What stands at a path so far.
    #[must_use]
    pub fn get(&self, path: &SitePath) -> Option<&Entry> {
        self.entries.get(path).map(|(entry, _)| entry)
    }

    /// What was added so far, in its order.
    pub fn entries(&self) -> impl Iterator<Item = (&SitePath, &Entry)> {
        self.entries.iter().map(|(path, (entry, _))| (path, entry))
    }

    /// The finished site, and the entries that cannot stand side by side: a file where another needs a folder, and
    /// paths that are one to systems which do not tell case, or how letters are composed, apart; and names that
    /// Windows does not have. What is still offered is left out.
    #[must_use]
    pub fn finish(self, base_url: Option<BaseUrl>, notes: Notes) -> (Site, Vec<Diagnostic>) {
        let Self { entries, offered: _, partials } = self;
        let found = clashes::all(&entries);
        (Site { entries, partials, base_url, notes }, found)
    }
}
