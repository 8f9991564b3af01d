//! Makes the tree of a site beside the live one: what changed is written, the rest carried over.
//!
//! Enters: a [`Renderer`], the live folder, a place for the tree. Leaves: the tree, or diagnostics. Must not
//! know: how it comes to stand in the place of the live one.
#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "this is the edge that writes the disk")]

use std::collections::BTreeSet;
use std::fs::{self, File, FileTimes, Metadata, OpenOptions, Permissions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use rayon::prelude::*;

use super::marker::{self, Live, MARKER};
use crate::diagnostic::Diagnostic;
use crate::path::SitePath;
use crate::render::Renderer;
use crate::site::{Content, Entry};

/// What a build wrote.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Written {
    /// Files, the list of them not counted.
    pub files: usize,
    /// Their length in bytes.
    pub bytes: u64,
}

/// What a build has just done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BuildStep {
    /// It has the output to itself.
    Locked,
    /// What an earlier build left behind is mended.
    Recovered,
    /// One more file is rendered, and written if it is new. From any thread.
    Rendered,
    /// One more file is in the new tree.
    Carried,
    /// The new tree is whole.
    Ready,
    /// The old tree is out of its place and the new one not yet in it: only where two folders cannot be
    /// exchanged.
    Parted,
    /// The new tree is in its place.
    Swapped,
    /// The old tree is gone.
    Removed,
}

/// Where a tree is made, and what it is compared with.
pub(super) struct Stage<'a> {
    pub(super) renderer: &'a Renderer,
    /// The site's folder, for the files that are copied.
    pub(super) root: &'a Path,
    /// The output's full path: what stands there, and the name that errors give.
    pub(super) output: &'a Path,
    /// What stands there now.
    pub(super) live: Option<&'a Live>,
    /// The permissions of new files.
    pub(super) permissions: Option<Permissions>,
    /// The folder in which the tree is made.
    pub(super) tree: PathBuf,
}

/// How a file of the new tree relates to the live one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kept {
    /// It is new or other, and written.
    No,
    /// It is the same.
    Same,
    /// Its bytes are the same; its permissions or links are not as Annals makes them.
    Bytes,
}

/// What became of a site.
pub(super) struct Staged {
    pub(super) written: Written,
    pub(super) found: Vec<Diagnostic>,
    /// Whether the live folder is that already. Then there is no tree.
    pub(super) unchanged: bool,
}

impl Stage<'_> {
    /// Renders every entry and makes the tree.
    ///
    /// # Errors
    /// When the disk does not give or take it; the error names the path.
    pub(super) fn make(&self, step: &(dyn Fn(BuildStep) + Sync)) -> Result<Staged> {
        let site = self.renderer.site();
        let paths = site.paths();
        let render = || {
            let done = site.par_entries().map(|(path, entry)| {
                let done = self.one(path, entry);
                step(BuildStep::Rendered);
                done
            });
            done.collect::<Result<Vec<(Kept, u64, Vec<Diagnostic>)>>>()
        };
        // Where everything is new, the folders are made while the first pages are rendered.
        let (made, done) = match self.live {
            None => rayon::join(|| self.folders(&marker::folders(&paths)), render),
            Some(_) => (Ok(()), render()),
        };
        made?;
        let done = done?;
        let mut written = Written { files: site.len(), bytes: 0 };
        let mut found = Vec::new();
        let mut kept = Vec::with_capacity(done.len());
        for (how, bytes, diagnostics) in done {
            kept.push(how);
            written.bytes += bytes;
            found.extend(diagnostics);
        }
        if !found.is_empty() {
            return Ok(Staged { written, found, unchanged: false });
        }
        let list = marker::list(&paths);
        let how = self.compare(MARKER, list.len() as u64, || Ok(list.as_bytes()));
        let same = |how: &Kept| *how == Kept::Same;
        let folders = self.live.map(|_| marker::folders(&paths));
        let as_now = self.live.map(|live| &live.folders) == folders.as_ref();
        let unchanged = same(&how) && kept.iter().all(same) && as_now;
        if !unchanged {
            if let Some(folders) = &folders {
                self.folders(folders)?;
            }
            for ((path, _), how) in site.entries().zip(&kept) {
                self.carry(path.as_str(), *how)?;
                step(BuildStep::Carried);
            }
            if how == Kept::No {
                self.write(MARKER, |to| to.write_all(list.as_bytes()))?;
            }
            self.carry(MARKER, how)?;
        }
        Ok(Staged { written, found, unchanged })
    }

    /// Renders one entry and writes it, unless it is the live file.
    fn one(&self, path: &SitePath, entry: &Entry) -> Result<(Kept, u64, Vec<Diagnostic>)> {
        let (content, found) = self.renderer.render(path);
        let name = path.as_str();
        let (kept, length) = match content {
            None => (Kept::No, 0),
            Some(Content::Bytes(bytes)) => {
                let length = bytes.len() as u64;
                let kept = self.compare(name, length, || Ok(&*bytes));
                if kept == Kept::No {
                    self.write(name, |to| to.write_all(&bytes))?;
                }
                (kept, length)
            }
            Some(Content::File(file)) => {
                let source = self.root.join(file.written());
                let open = || File::open(&source);
                let length = fs::metadata(&source).with_context(|| format!("{}", source.display()))?.len();
                let kept = self.compare(name, length, open);
                if kept == Kept::No {
                    let mut file = open().with_context(|| format!("{}", source.display()))?;
                    self.write(name, |to| io::copy(&mut file, to).map(|_| ()))?;
                }
                // Pages may already name the file by the hash that it had.
                if let Entry::Copy(_, asset) = entry {
                    ensure!(
                        asset.length == length,
                        "{}: changed while the site was built; build it again",
                        source.display()
                    );
                }
                (kept, length)
            }
        };
        Ok((kept, length, found))
    }

    /// Compares a new content with the live file, by length and then byte by byte as both stream by.
    fn compare<R: Read>(&self, name: &str, length: u64, content: impl FnOnce() -> io::Result<R>) -> Kept {
        if self.live.is_none() {
            return Kept::No;
        }
        let live = self.output.join(name);
        let Some(found) = fs::symlink_metadata(&live).ok().filter(|found| found.is_file() && found.len() == length)
        else {
            return Kept::No;
        };
        // What cannot be read is written anew, and says then what is wrong.
        match content().and_then(|content| equal(content, File::open(&live)?)) {
            Ok(true) if plain(&found, self.permissions.as_ref()) => Kept::Same,
            Ok(true) => Kept::Bytes,
            _ => Kept::No,
        }
    }

    /// Brings an unchanged file from the live folder, its times with it.
    fn carry(&self, name: &str, kept: Kept) -> Result<()> {
        if kept == Kept::No {
            return Ok(());
        }
        let (live, target) = (self.output.join(name), self.tree.join(name));
        // Some file systems have no second links, and some systems allow none to others' files.
        if kept == Kept::Same && fs::hard_link(&live, &target).is_ok() {
            return Ok(());
        }
        let copy = || -> io::Result<()> {
            let mut from = File::open(&live)?;
            let times = FileTimes::new().set_modified(from.metadata()?.modified()?);
            let mut to = new(&target)?;
            io::copy(&mut from, &mut to)?;
            to.set_times(times)
        };
        copy().with_context(|| format!("{}", live.display()))
    }

    /// Writes a file. It never takes the permissions of the file that its bytes come from.
    fn write(&self, name: &str, content: impl FnOnce(&mut File) -> io::Result<()>) -> Result<()> {
        let path = self.tree.join(name);
        let made = match new(&path) {
            // The folders are made at the same time, and this one's turn has not come.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                self.folder(Path::new(name).parent().unwrap_or(Path::new("")))?;
                new(&path)
            }
            made => made,
        };
        let written = made.and_then(|mut to| content(&mut to));
        written.with_context(|| format!("{}", self.output.join(name).display()))
    }

    /// Makes a folder of the tree and those above it. Whoever else makes it at this moment is not waited for.
    fn folder(&self, folder: &Path) -> Result<()> {
        fs::create_dir_all(self.tree.join(folder)).with_context(|| format!("{}", self.output.join(folder).display()))
    }

    /// Makes every folder of the tree.
    fn folders(&self, folders: &BTreeSet<PathBuf>) -> Result<()> {
        self.folder(Path::new(""))?;
        folders.iter().try_for_each(|folder| self.folder(folder))
    }
}

/// A file that was not there: two paths that differ by case alone are one file on some systems, and the
/// second must not take the place of the first in silence.
fn new(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(path)
}

/// Whether two streams have the same bytes.
fn equal(mut one: impl Read, mut other: impl Read) -> io::Result<bool> {
    let (mut left, mut right) = ([0; 16 << 10], [0; 16 << 10]);
    loop {
        let (a, b) = (fill(&mut one, &mut left)?, fill(&mut other, &mut right)?);
        if left[..a] != right[..b] {
            return Ok(false);
        }
        if a == 0 {
            return Ok(true);
        }
    }
}

/// Reads until the buffer is full or the stream ends.
fn fill(from: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut length = 0;
    while length < buffer.len() {
        match from.read(&mut buffer[length..]) {
            Ok(0) => break,
            Ok(read) => length += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(length)
}

/// Whether a live file is as Annals makes it: the permissions of a new file, and no second link. A link
/// that somebody else made, as a cheap backup does, would tie the new output to that file.
#[cfg(unix)]
fn plain(found: &Metadata, permissions: Option<&Permissions>) -> bool {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    found.nlink() == 1
        && permissions.is_none_or(|expected| (found.permissions().mode() ^ expected.mode()).trailing_zeros() >= 12)
}

#[cfg(not(unix))]
fn plain(found: &Metadata, permissions: Option<&Permissions>) -> bool {
    permissions.is_none_or(|expected| found.permissions().readonly() == expected.readonly())
}
