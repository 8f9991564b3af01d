//! Puts a whole tree in the place of another, and mends what a killed build left behind.
//!
//! Enters: a [`Holder`] with a tree that is ready, and the output. Leaves: the new output, or the old one
//! and why. Must not know: what a site is, nor how its tree was made.
#![expect(clippy::disallowed_methods, reason = "this is the edge that writes the disk")]

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::lock::Holder;
use super::marker::{self, Refused};
use super::stage::BuildStep;

/// How a tree comes into the place of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// In one step, where the system and the file system have it; else by two renames.
    Exchange,
    /// By two renames. A system that has no exchange goes this way; tests go it on one that has.
    Renames,
}

/// Puts `ready` in the place of the output, and removes what stood there.
///
/// # Errors
/// When the output cannot be replaced: it is as it was, and `ready` is removed. When what it replaced
/// cannot be removed: the error says so.
pub(super) fn swap(holder: &Holder, output: &Path, shown: &Path, way: Way, step: &dyn Fn(BuildStep)) -> Result<()> {
    match put(holder, output, way, step) {
        Ok(None) => {
            step(BuildStep::Swapped);
            Ok(())
        }
        Ok(Some(old)) => {
            step(BuildStep::Swapped);
            // Only now can no other program put a file there by the output's name.
            if let Err(refused) = marker::live(&old, shown) {
                back(holder, output, &old).with_context(|| format!("{}", old.display()))?;
                holder.discard(&holder.ready())?;
                return Err(refused.into());
            }
            let done = || format!("the site is written to {}, but what it replaced is left", shown.display());
            holder.discard(&old).with_context(done)?;
            step(BuildStep::Removed);
            Ok(())
        }
        Err(error) => {
            holder.discard(&holder.ready())?;
            Err(match error.kind() {
                io::ErrorKind::ResourceBusy | io::ErrorKind::CrossesDevices => {
                    Refused::new(shown, format!("it is a mount point or in use ({error})")).into()
                }
                _ => anyhow::Error::new(error).context(format!("{}", shown.display())),
            })
        }
    }
}

/// Renames; the answer is where the old tree is then.
fn put(holder: &Holder, output: &Path, way: Way, step: &dyn Fn(BuildStep)) -> io::Result<Option<PathBuf>> {
    let (ready, old) = (holder.ready(), holder.old());
    if fs::symlink_metadata(output).is_err_and(|error| error.kind() == io::ErrorKind::NotFound) {
        fs::rename(&ready, output)?;
        return Ok(None);
    }
    if way == Way::Exchange && exchange(&ready, output)? {
        return Ok(Some(ready));
    }
    fs::rename(output, &old)?;
    step(BuildStep::Parted);
    if let Err(error) = fs::rename(&ready, output) {
        fs::rename(&old, output)?;
        return Err(error);
    }
    Ok(Some(old))
}

/// Undoes a swap.
fn back(holder: &Holder, output: &Path, old: &Path) -> io::Result<()> {
    if old == holder.ready() {
        exchange(old, output).map(|_| ())
    } else {
        fs::rename(output, holder.ready())?;
        fs::rename(old, output)
    }
}

/// Exchanges two folders in one step; no when the system or the file system cannot.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        // EPERM is what a sandbox answers to a call that it does not know.
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP | Errno::PERM) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<bool> {
    Ok(false)
}

/// Mends what a killed build left in the holder: a site that was taken away is put back, all else goes.
///
/// # Errors
/// When the disk does not take it, or a file would be lost that is not from Annals.
pub(super) fn recover(holder: &Holder, output: &Path, shown: &Path) -> Result<()> {
    holder.discard(&holder.part())?;
    let old = holder.old();
    if there(&old) {
        if there(output) {
            // An empty folder is no site: somebody made it after the kill.
            let _ = fs::remove_dir(output);
        }
        if there(output) {
            leave(holder, &old)?;
        } else {
            fs::rename(&old, output).with_context(|| format!("{}", shown.display()))?;
        }
    }
    let ready = holder.ready();
    if there(&ready) {
        leave(holder, &ready)?;
    }
    Ok(())
}

/// Removes a tree, if all of it is from Annals.
fn leave(holder: &Holder, tree: &Path) -> Result<()> {
    marker::live(tree, tree)?;
    holder.discard(tree)
}

fn there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}
