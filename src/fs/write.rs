//! Writes a site to a folder, as a whole or not at all.
//!
//! Enters: a [`Renderer`] of a site and a folder. Leaves: the files, or diagnostics and the folder as it was. Must not
//! know: what the pages say.
//!
//! The order of a build: take the holder beside the output (`lock`), mend what a killed build left there
//! (`swap`), make the new tree in it (`stage`), call it ready, swap, remove the old. At each moment the
//! output's name leads to a whole site, or `old` in the holder is one that the next build puts back.
#![expect(clippy::disallowed_methods, reason = "this is the edge that writes the disk")]

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::guard::{place, resolve};
use super::lock::Holder;
use super::marker;
use super::stage::{BuildStep, Stage, Written};
use super::swap::{self, Way};
use crate::diagnostic::Diagnostic;
use crate::render::Renderer;

/// Renders and writes every entry of a site. `step` is called on the way. When a page cannot be
/// rendered nothing is written, and the diagnostics say why.
///
/// What is unchanged keeps its times; when nothing is changed nothing is touched. A file that Annals
/// wrote is its own, also when somebody has edited it since: it is replaced. A file that Annals did not
/// write stops the build.
///
/// # Errors
/// [`Refused`](super::Refused) when the folder is none that a build may replace, [`Busy`](super::Busy)
/// when another build is writing to it, or that the disk does not take it, with the path. The output is
/// as it was then.
pub fn write(
    renderer: &Renderer,
    root: &Path,
    output: &Path,
    step: &(dyn Fn(BuildStep) + Sync),
) -> Result<(Written, Vec<Diagnostic>)> {
    write_by(Way::Exchange, renderer, root, output, step)
}

/// As [`write()`], with the way of the swap chosen.
///
/// # Errors
/// As [`write()`].
pub fn write_by(
    way: Way,
    renderer: &Renderer,
    root: &Path,
    output: &Path,
    step: &(dyn Fn(BuildStep) + Sync),
) -> Result<(Written, Vec<Diagnostic>)> {
    let full = place(output, root, None)?;
    let mut parents = Parents::make(full.parent().unwrap_or(&full))?;
    let holder = Holder::take(&full, output)?;
    step(BuildStep::Locked);
    // Asked before anything is mended, so that a refusal leaves that alone, too.
    let mut live = marker::live(&full, output)?;
    if holder.found {
        swap::recover(&holder, &full, output)?;
        live = marker::live(&full, output)?;
    }
    step(BuildStep::Recovered);
    let stage = Stage {
        renderer,
        root,
        output: &full,
        live: live.as_ref(),
        permissions: holder.file_permissions(),
        tree: holder.part(),
    };
    let staged = stage.make(step)?;
    if staged.found.is_empty() {
        if !staged.unchanged {
            let ready = holder.ready();
            fs::rename(holder.part(), &ready).with_context(|| format!("{}", ready.display()))?;
            step(BuildStep::Ready);
            swap::swap(&holder, &full, output, way, step)?;
        }
        parents.keep();
    }
    Ok((staged.written, staged.found))
}

/// Mends what a killed build left beside an output: the last good site is put back if it was taken away,
/// the rest is removed. A build that is still alive is left alone.
///
/// # Errors
/// When the disk does not take it, with the path, or a file that is not from Annals would be lost.
pub fn recover(output: &Path) -> Result<()> {
    let full = resolve(output);
    match Holder::take_left(&full, output)? {
        Some(holder) => swap::recover(&holder, &full, output),
        None => Ok(()),
    }
}

/// The folders above an output that were not there. Dropped before they are kept, they are gone again.
struct Parents(Vec<PathBuf>);

impl Parents {
    fn make(folder: &Path) -> Result<Self> {
        let missing =
            |folder: &&Path| fs::symlink_metadata(folder).is_err_and(|error| error.kind() == io::ErrorKind::NotFound);
        let missing: Vec<&Path> = folder.ancestors().take_while(missing).collect();
        let mut made = Self(Vec::new());
        for folder in missing.into_iter().rev() {
            match fs::create_dir(folder) {
                Ok(()) => made.0.push(folder.to_path_buf()),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error).with_context(|| format!("{}", folder.display())),
            }
        }
        Ok(made)
    }

    fn keep(&mut self) {
        self.0.clear();
    }
}

impl Drop for Parents {
    fn drop(&mut self) {
        // One that another program has used meanwhile is not empty, and stays.
        for folder in self.0.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}
