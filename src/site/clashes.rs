//! Whether the files of the output can stand side by side, on every system that keeps or serves them.
//!
//! Enters: the paths of a site, each with where it comes from. Leaves: findings. Must not know: what stands at a
//! path.

use ahash::{AHashMap, AHashSet};

use super::{Entries, MARKER, Origin};
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::path::{ContentPath, PathError, SitePath};
use crate::text;

/// The names that Windows keeps for devices, with any extension.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Everything that keeps entries from standing side by side, or on Windows at all.
pub(super) fn all(entries: &Entries) -> Vec<Diagnostic> {
    let mut found = files_that_are_folders(entries);
    found.extend(one_to_some(entries));
    found.extend(devices(entries));
    found
}

/// Two things at one path. Without a first one it is the list that Annals keeps there.
pub(super) fn taken(path: &SitePath, first: Option<&Origin>, second: &Origin) -> Diagnostic {
    let list = Origin { what: "the list of the files that Annals wrote".to_owned(), path: None };
    let first = first.unwrap_or(&list);
    let address = path.address();
    // The one at whose file the finding stands is named last.
    let (other, at) = if second.path.is_some() { (first, second) } else { (second, first) };
    collision(first, second, &format!("two things would stand at /{address}: {} and {}", other.what, at.what))
}

/// Whether a path is, or lies in, the list that Annals keeps in the output, however a system compares names.
pub(super) fn is_marker(path: &SitePath) -> bool {
    path.as_str().split('/').next().is_some_and(|first| first.eq_ignore_ascii_case(MARKER))
}

/// A file that is copied, whose name no address can have.
pub(super) fn unfit(path: &ContentPath, why: PathError) -> Diagnostic {
    Diagnostic::new(Code::BadFileName, Location::file(path), format!("the file cannot be published: {why}"))
        .help("rename it, or the folder that it lies in, with letters, digits and hyphens")
}

/// Files that stand where another entry needs a folder.
fn files_that_are_folders(entries: &Entries) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (path, (_, origin)) in entries {
        for (at, _) in path.as_str().match_indices('/') {
            let Some((folder, (_, first))) = entries.get_key_value(&path.as_str()[..at]) else { continue };
            found.push(taken(folder, Some(first), origin));
        }
    }
    found
}

/// A path and each folder above it.
fn steps(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at]).chain(std::iter::once(path))
}

/// Paths that differ by case, or by how their letters are composed, and by nothing else: on macOS and Windows they
/// are one file, and the second takes the place of the first. Below two folders that are one, nothing is said once
/// more.
fn one_to_some(entries: &Entries) -> Vec<Diagnostic> {
    // Of a path that is plain another can only be the double if that one is not.
    let plain = |path: &str| !text::any_byte(path, |byte| byte.is_ascii_uppercase() | (byte >= 0x80));
    let mut seen: AHashMap<String, Step<'_>> = AHashMap::new();
    let mut said = AHashSet::new();
    let mut found = Vec::new();
    for (path, (_, origin)) in entries.iter().filter(|(path, _)| !plain(path.as_str())) {
        for step in steps(path.as_str()).filter(|step| !plain(step)) {
            let first = *seen.entry(text::folded(step)).or_insert((step, path, origin));
            if first.0 != step {
                found.extend(said.insert((first.0, step)).then(|| double(first, (step, path, origin))));
                break;
            }
        }
    }
    if seen.is_empty() {
        return found;
    }
    for (path, (_, origin)) in entries {
        for step in steps(path.as_str()).take_while(|step| plain(step)) {
            let Some(first) = seen.get(step) else { continue };
            found.extend(said.insert((first.0, step)).then(|| double(*first, (step, path, origin))));
            break;
        }
    }
    found
}

/// A path or a folder above it, the whole path, and where that comes from.
type Step<'a> = (&'a str, &'a SitePath, &'a Origin);

fn double(first: Step<'_>, second: Step<'_>) -> Diagnostic {
    let shown = |(step, path, origin): Step<'_>| match step == path.as_str() {
        true => format!("/{} ({})", path.address(), origin.what),
        false => format!("/{step}/ ({})", origin.what),
    };
    let by = match first.0.to_lowercase() == second.0.to_lowercase() {
        true => "by case",
        false => "by how a letter is composed",
    };
    collision(first.2, second.2, &format!("two addresses differ {by} alone: {} and {}", shown(first), shown(second)))
}

/// Names that Windows keeps for devices, so that no file can have them there.
fn devices(entries: &Entries) -> Vec<Diagnostic> {
    let mut said = AHashSet::new();
    let mut found = Vec::new();
    for (path, (_, origin)) in entries {
        for step in steps(path.as_str()) {
            let name = step.rsplit('/').next().unwrap_or(step);
            if is_device(name) && said.insert(step) {
                let message = format!("Windows keeps no file under the name `{name}`: {}", origin.what);
                let place = place(origin);
                found.push(
                    Diagnostic::new(Code::WindowsName, place, message)
                        .help("choose another name, if the site may ever be built or unpacked on Windows"),
                );
            }
        }
    }
    found
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end();
    let port = |start: &str| {
        stem.len() == 4
            && stem.get(..3).is_some_and(|word| word.eq_ignore_ascii_case(start))
            && stem.as_bytes()[3].is_ascii_digit()
    };
    DEVICES.iter().any(|device| stem.eq_ignore_ascii_case(device)) || port("com") || port("lpt")
}

/// The file that an entry comes from, else the configuration.
fn place(origin: &Origin) -> Location {
    match origin.path.clone().or_else(|| ContentPath::new("annals.yaml").ok()) {
        Some(file) => Location::file(&file),
        None => unreachable!("`annals.yaml` is a path"),
    }
}

/// What to write, so that two things stand at two addresses. Only an event has a `slug` and aliases; and what stands
/// at an address of Annals' own cannot be moved.
fn apart(at: &Origin, other: &Origin) -> String {
    let event = |origin: &Origin| origin.path.as_ref().is_some_and(|path| path.below("content/events").is_some());
    match (&at.path, &other.path) {
        (Some(_), None) if event(at) => "give this event another `slug`, or leave the alias out".to_owned(),
        (Some(path), None) if path.below("content").is_some() && path.extension() == "md" => {
            format!("rename this file, for example to `about-{}`", path.file_name())
        }
        (Some(_), None) => "rename this file, or the folder that it lies in".to_owned(),
        _ if event(at) || event(other) => "rename one of the two, or give the event another `slug`".to_owned(),
        _ => "rename one of the two".to_owned(),
    }
}

/// Two things that cannot stand side by side. The finding is placed at the later one that has a file.
fn collision(first: &Origin, second: &Origin, message: &str) -> Diagnostic {
    let (at, other) = if second.path.is_some() { (second, first) } else { (first, second) };
    let diagnostic = Diagnostic::new(Code::DuplicateAddress, place(at), message).help(apart(at, other));
    match &other.path {
        Some(other) => diagnostic.related(Location::file(other), "the other one"),
        None => diagnostic,
    }
}
