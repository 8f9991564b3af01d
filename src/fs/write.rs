//! Writes a site: rendered in parallel beside the target, then put in its place.
//!
//! Enters: a [`Site`] and a folder. Leaves: files, or diagnostics and the folder as it was. Must not
//! know: what the pages say.
#![expect(clippy::disallowed_methods, reason = "this is the edge that writes the disk")]

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::path::SitePath;
use crate::site::{Content, MARKER, Site};

/// What a build wrote.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Written {
    /// Files, the list of them not counted.
    pub files: usize,
    /// Their length in bytes.
    pub bytes: u64,
}

/// Renders and writes every entry of a site. `step` is called after each. When a page cannot be
/// rendered nothing is written, and the diagnostics say why.
///
/// # Errors
/// When the disk does not take it; the error names the path.
pub fn write(site: &Site, root: &Path, output: &Path, step: &(dyn Fn() + Sync)) -> Result<(Written, Vec<Diagnostic>)> {
    let parent = output.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent).with_context(|| format!("{}", parent.display()))?;
    let name = output.file_name().map_or_else(|| "site".into(), |name| name.to_string_lossy().into_owned());
    let staging = parent.join(format!(".{name}.annals-new"));
    let old = parent.join(format!(".{name}.annals-old"));
    remove(&staging)?;
    let result = stage(site, root, &staging, step);
    match result {
        Ok((written, found)) if found.is_empty() => {
            swap(output, &staging, &old)?;
            Ok((written, found))
        }
        other => {
            remove(&staging)?;
            other
        }
    }
}

fn stage(site: &Site, root: &Path, staging: &Path, step: &(dyn Fn() + Sync)) -> Result<(Written, Vec<Diagnostic>)> {
    make_folders(site, staging)?;
    let entries: Vec<&SitePath> = site.entries().map(|(path, _)| path).collect();
    let done: Vec<(u64, Vec<Diagnostic>)> = entries
        .par_iter()
        .map(|path| {
            let (content, found) = site.render(path);
            let target = staging.join(path.as_str());
            let length = match content {
                Some(Content::Bytes(bytes)) => fs::write(&target, &bytes).map(|()| bytes.len() as u64),
                Some(Content::File(file)) => fs::copy(root.join(file.as_str()), &target),
                None => Ok(0),
            };
            step();
            length.map(|length| (length, found)).with_context(|| format!("{}", target.display()))
        })
        .collect::<Result<_>>()?;
    let mut written = Written { files: entries.len(), bytes: 0 };
    let mut found = Vec::new();
    for (bytes, diagnostics) in done {
        written.bytes += bytes;
        found.extend(diagnostics);
    }
    let mut list = String::new();
    for path in entries {
        list.push_str(path.as_str());
        list.push('\n');
    }
    let marker = staging.join(MARKER);
    fs::write(&marker, list).with_context(|| format!("{}", marker.display()))?;
    Ok((written, found))
}

/// Makes every folder first, from one thread: threads would only wait for each other.
fn make_folders(site: &Site, staging: &Path) -> Result<()> {
    let mut folders: BTreeSet<PathBuf> = BTreeSet::new();
    folders.insert(staging.to_path_buf());
    for (path, _) in site.entries() {
        if let Some((folder, _)) = path.as_str().rsplit_once('/') {
            folders.insert(staging.join(folder));
        }
    }
    for folder in folders {
        fs::create_dir_all(&folder).with_context(|| format!("{}", folder.display()))?;
    }
    Ok(())
}

/// Puts the new folder in the place of the old one.
fn swap(output: &Path, staging: &Path, old: &Path) -> Result<()> {
    remove(old)?;
    let had = match fs::rename(output, old) {
        Ok(()) => true,
        Err(error) if error.kind() == io::ErrorKind::NotFound => false,
        Err(error) => return Err(error).with_context(|| format!("{}", output.display())),
    };
    if let Err(error) = fs::rename(staging, output) {
        if had {
            fs::rename(old, output).with_context(|| format!("{}", output.display()))?;
        }
        return Err(error).with_context(|| format!("{}", output.display()));
    }
    remove(old)
}

fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("{}", folder.display()))
        }
        _ => Ok(()),
    }
}
