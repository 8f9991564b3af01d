//! Which folder may be replaced by a build.
//!
//! Enters: the output folder and the site's root. Leaves: nothing, or why it is refused. Must not know:
//! what will be written.
#![expect(clippy::disallowed_methods, reason = "this is the edge that writes the disk")]

use std::collections::HashSet;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::site::MARKER;

/// Why a folder is not replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    folder: PathBuf,
    why: String,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the site is not written to {}: {}", self.folder.display(), self.why)
    }
}

impl std::error::Error for Refused {}

/// Refuses a folder that holds something else than an earlier build of Annals, and folders that no
/// build may replace.
///
/// # Errors
/// [`Refused`], which names the folder and the reason.
pub fn guard(output: &Path, root: &Path, home: Option<&Path>) -> Result<(), Refused> {
    let refused = |why: String| Err(Refused { folder: output.to_path_buf(), why });
    let full = absolute(output);
    let root = absolute(root);
    if full.parent().is_none() {
        return refused("it is the root of the file system".to_owned());
    }
    if home.is_some_and(|home| absolute(home) == full) {
        return refused("it is your home folder".to_owned());
    }
    if root.starts_with(&full) {
        return refused("the site's own files lie in it".to_owned());
    }
    for name in ["content", "templates", "static", ".git", ".annals"] {
        if full.starts_with(root.join(name)) {
            return refused(format!("it lies in the site's {name}/"));
        }
    }
    match fs::symlink_metadata(output) {
        Err(_) => return Ok(()),
        Ok(found) if found.is_symlink() => return refused("it is a symbolic link".to_owned()),
        Ok(found) if !found.is_dir() => return refused("it is a file, not a folder".to_owned()),
        Ok(_) => {}
    }
    let listed: Option<HashSet<PathBuf>> =
        fs::read_to_string(output.join(MARKER)).ok().map(|list| list.lines().map(PathBuf::from).collect());
    for entry in WalkDir::new(output).min_depth(1).sort_by_file_name() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => return refused(error.to_string()),
        };
        let below = entry.path().strip_prefix(output).unwrap_or(entry.path());
        match &listed {
            None => return refused(format!("it is not empty ({}), and Annals did not write it", below.display())),
            Some(_) if below == Path::new(MARKER) || entry.file_type().is_dir() => {}
            Some(listed) if listed.contains(below) => {}
            Some(_) => return refused(format!("{} in it is not from Annals; move it away first", below.display())),
        }
    }
    Ok(())
}

/// The path without links and dots, as far as it is there.
fn absolute(path: &Path) -> PathBuf {
    let full = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let mut there = full.as_path();
    let mut below = Vec::new();
    loop {
        if let Ok(real) = there.canonicalize() {
            return below.iter().rev().fold(real, |path, name| path.join(name));
        }
        match (there.parent(), there.file_name()) {
            (Some(parent), Some(name)) => {
                below.push(name.to_owned());
                there = parent;
            }
            _ => return full,
        }
    }
}
