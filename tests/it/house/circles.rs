//! The circles among the files of a room: files of which each needs the others.
//!
//! Enters: what was read of every file. Leaves: circles, each with its arrows. Must not know: which are allowed.
//!
//! A file with files below it (`date/mod.rs`, or `text.rs` beside `text/`) does not count. It calls into those files, and
//! holds the types that they all give methods to: counted, nearly every room would be one circle, and the number would say
//! nothing of the files in it. What it only hands on (`pub use`) counts for the file that defines it. A method is found
//! where its type is defined, as what it is called on is not known from the text.

use std::collections::{BTreeMap, BTreeSet};

use super::read::{Kind, Route, Source};

/// Every file by the module that it is.
pub(crate) type Modules = BTreeMap<Route, Source>;

/// Files that need each other, by their modules, and a line for each arrow among them.
pub(crate) struct Circle {
    pub(crate) files: Vec<String>,
    pub(crate) arrows: Vec<String>,
}

/// The circles of all rooms.
pub(crate) fn circles(modules: &Modules) -> Vec<Circle> {
    let arrows = arrows(modules);
    let reached: BTreeMap<&Route, BTreeSet<&Route>> =
        arrows.keys().map(|module| (module, reached(module, &arrows))).collect();
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for module in arrows.keys() {
        let files: Vec<&Route> =
            reached[module].iter().copied().filter(|other| reached[other].contains(module)).collect();
        if files.len() < 2 || !seen.insert(files.clone()) {
            continue;
        }
        let mut lines = Vec::new();
        for from in &files {
            for (to, line) in &arrows[*from] {
                if files.contains(&to) {
                    lines.push(format!("{} -> {} (line {line})", from.join("::"), to.join("::")));
                }
            }
        }
        found.push(Circle { files: files.iter().map(|module| module.join("::")).collect(), arrows: lines });
    }
    found
}

/// All that a file needs, and what those need in turn.
fn reached<'a>(from: &Route, arrows: &'a BTreeMap<Route, BTreeMap<Route, usize>>) -> BTreeSet<&'a Route> {
    let mut found = BTreeSet::new();
    let mut open: Vec<&Route> = arrows[from].keys().collect();
    while let Some(module) = open.pop() {
        if found.insert(module) {
            open.extend(arrows[module].keys());
        }
    }
    found
}

/// What each file needs of its own room, with the first line that says so.
fn arrows(modules: &Modules) -> BTreeMap<Route, BTreeMap<Route, usize>> {
    let is_above =
        |module: &[String]| modules.keys().any(|other| other.len() > module.len() && other.starts_with(module));
    let mut arrows = BTreeMap::new();
    for (module, source) in modules.iter().filter(|(module, _)| !is_above(module)) {
        let of_file: &mut BTreeMap<Route, usize> = arrows.entry(module.clone()).or_default();
        for used in source.uses.iter().filter(|used| used.kind != Kind::Export && used.route[0] == module[0]) {
            let Some((to, is_module)) = home(&used.route, modules, 0) else { continue };
            // `use crate::date::week;` is followed by the uses of what is in it.
            if to != *module && !is_above(&to) && !(is_module && used.kind == Kind::Import) {
                of_file.entry(to).or_insert(used.line);
            }
        }
    }
    arrows
}

/// The module that defines what a path names, behind all `use` lines that hand it on, and whether the path names that
/// module itself.
fn home(route: &[String], modules: &Modules, depth: usize) -> Option<(Route, bool)> {
    let length = (1..=route.len()).rev().find(|&length| modules.contains_key(&route[..length]))?;
    let (module, rest) = route.split_at(length);
    let source = &modules[module];
    let Some((name, rest)) = rest.split_first() else { return Some((module.to_vec(), true)) };
    if depth < 8 && !source.defined.contains(name) {
        let of_globs =
            source.globs.iter().filter(|glob| modules.get(*glob).is_some_and(|source| source.defined.contains(name)));
        let of_globs = of_globs.map(|glob| [glob.as_slice(), std::slice::from_ref(name)].concat());
        if let Some(route) = source.bound.get(name).cloned().or_else(|| of_globs.into_iter().next()) {
            return home(&[route.as_slice(), rest].concat(), modules, depth + 1);
        }
    }
    Some((module.to_vec(), false))
}
