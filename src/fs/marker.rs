//! The list in an output folder of what Annals wrote there, and what stands beside it.
//!
//! Enters: a folder. Leaves: what Annals has in it, or the first file that is not from Annals. Must not
//! know: what will be written.
#![expect(clippy::disallowed_methods, reason = "this is the edge that writes the disk")]

use std::collections::{BTreeSet, HashSet};
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::path::SitePath;

pub(super) use crate::site::MARKER;

/// Why a folder is not replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    folder: PathBuf,
    why: String,
}

impl Refused {
    pub(super) fn new(folder: &Path, why: impl Into<String>) -> Self {
        Self { folder: folder.to_path_buf(), why: why.into() }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the site is not written to {}: {}", self.folder.display(), self.why)
    }
}

impl std::error::Error for Refused {}

/// What stands in an output folder, all of it from Annals.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Live {
    /// The marker's text. A folder without one is empty.
    pub(super) list: Option<String>,
    /// Every folder below it.
    pub(super) folders: BTreeSet<PathBuf>,
}

/// The list for a site's paths, in their order.
pub(super) fn list(paths: &[&SitePath]) -> String {
    let mut list = String::new();
    for path in paths {
        list.push_str(path.as_str());
        list.push('\n');
    }
    list
}

/// The folders that a site's paths need below its own.
pub(super) fn folders(paths: &[&SitePath]) -> BTreeSet<PathBuf> {
    let mut folders: Vec<&str> = Vec::new();
    let mut last = "";
    for path in paths {
        // They are sorted, so what shares a folder stands together.
        let folder = path.folder();
        if folder == last {
            continue;
        }
        let inside =
            |folder: &str| last.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        let ends = folder.match_indices('/').map(|(at, _)| at).chain([folder.len()]);
        folders.extend(ends.map(|end| &folder[..end]).filter(|above| !above.is_empty() && !inside(above)));
        last = folder;
    }
    folders.into_iter().map(PathBuf::from).collect()
}

/// What Annals has in the folder `at`, which messages call `shown`; `None` when nothing is there.
///
/// # Errors
/// [`Refused`], when the folder holds something that is not from Annals, which it names.
pub(super) fn live(at: &Path, shown: &Path) -> Result<Option<Live>, Refused> {
    let top = match fs::symlink_metadata(at) {
        Err(_) => return Ok(None),
        Ok(found) if !found.is_dir() => return Err(Refused::new(shown, "it is not a folder")),
        Ok(found) => found,
    };
    let marker = at.join(MARKER);
    let list =
        fs::symlink_metadata(&marker).ok().filter(fs::Metadata::is_file).and_then(|_| fs::read_to_string(&marker).ok());
    let ours: Option<HashSet<&Path>> = list.as_ref().map(|list| list.lines().map(Path::new).collect());
    let mut folders = BTreeSet::new();
    for entry in WalkDir::new(at).min_depth(1).sort_by_file_name() {
        let entry = entry.map_err(|error| Refused::new(shown, error.to_string()))?;
        let below = entry.path().strip_prefix(at).unwrap_or(entry.path());
        let Some(ours) = &ours else {
            let why = format!("it is not empty ({}), and Annals did not write it", below.display());
            return Err(Refused::new(shown, why));
        };
        if entry.file_type().is_dir() {
            if entry.metadata().is_ok_and(|found| elsewhere(&found, &top)) {
                return Err(Refused::new(shown, format!("{} in it is a mount point", below.display())));
            }
            folders.insert(below.to_path_buf());
        } else if below != Path::new(MARKER) && !ours.contains(below) {
            let why = format!("{} in it is not from Annals; move it away first", below.display());
            return Err(Refused::new(shown, why));
        }
    }
    Ok(Some(Live { list, folders }))
}

#[cfg(unix)]
fn elsewhere(folder: &fs::Metadata, top: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    folder.dev() != top.dev()
}

#[cfg(not(unix))]
fn elsewhere(_: &fs::Metadata, _: &fs::Metadata) -> bool {
    false
}
