//! The hidden folder beside an output in which a build works, and the lock on it.
//!
//! Enters: the output's path. Leaves: a [`Holder`], or who is in the way. Must not know: what a site is.
//!
//! The folder is named for its output, so builds of different outputs do not meet. It lies on the file
//! system of the output, so that renaming between the two is one step. In it stand:
//!
//! - `lock`: locked by the build that is alive. The system frees the lock when the process ends, however
//!   it ends, so the file alone locks nothing out.
//! - `part`: a tree half made or half removed, worth nothing.
//! - `ready`: a whole tree: the new site before the exchange, the old one after it.
//! - `old`: the old site, on systems that cannot exchange two folders. That it is there is the journal:
//!   the swap had begun.
#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "this is the edge that writes the disk")]

use std::ffi::OsString;
use std::fmt;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

const NAMES: [&str; 4] = ["lock", "part", "ready", "old"];

/// Another build is writing to the same output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Busy(PathBuf);

impl fmt::Display for Busy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "another build is writing to {}/", self.0.display())
    }
}

impl std::error::Error for Busy {}

/// The folder in which a build works, locked. Dropped, it is gone, unless it holds a whole tree that is
/// the last of its kind.
#[derive(Debug)]
pub(super) struct Holder {
    path: PathBuf,
    lock: File,
    /// Whether an earlier build left the folder behind.
    pub(super) found: bool,
}

impl Holder {
    /// Takes the folder for the output at the full path `output`, which messages call `shown`.
    ///
    /// # Errors
    /// [`Busy`] when another build has it; else what the disk says.
    pub(super) fn take(output: &Path, shown: &Path) -> Result<Self> {
        let path = beside(output);
        // Each turn but the last means that other builds came and went in the meantime.
        for _ in 0..100 {
            let found = match fs::create_dir(&path) {
                Ok(()) => false,
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => true,
                Err(error) => return Err(error).with_context(|| format!("{}", path.display())),
            };
            if found && !belongs(&path)? {
                continue;
            }
            let lock_path = path.join("lock");
            let lock = match OpenOptions::new().write(true).create(true).truncate(false).open(&lock_path) {
                Ok(lock) => lock,
                // The build that had the folder has just removed it.
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => {
                    // Goes only if it is empty, so never from under another build.
                    let _ = fs::remove_dir(&path);
                    return Err(error).with_context(|| format!("{}", lock_path.display()));
                }
            };
            match lock.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(Busy(shown.to_path_buf()).into()),
                Err(TryLockError::Error(error)) => {
                    // No other build gets a lock here either.
                    let _ = fs::remove_file(&lock_path).and_then(|()| fs::remove_dir(&path));
                    return Err(error).with_context(|| format!("{} cannot be locked", lock_path.display()));
                }
            }
            // Between opening and locking, its owner may have removed it, and a third build made another.
            if still(&lock, &lock_path) {
                return Ok(Self { path, lock, found });
            }
        }
        Err(Busy(shown.to_path_buf()).into())
    }

    /// Takes what an earlier build left behind; `None` when there is nothing, or its builder is alive.
    ///
    /// # Errors
    /// What the disk says.
    pub(super) fn take_left(output: &Path, shown: &Path) -> Result<Option<Self>> {
        if fs::symlink_metadata(beside(output)).is_err() {
            return Ok(None);
        }
        match Self::take(output, shown) {
            Ok(holder) => Ok(Some(holder)),
            Err(error) if error.is::<Busy>() => Ok(None),
            Err(error) => Err(error),
        }
    }

    pub(super) fn part(&self) -> PathBuf {
        self.path.join("part")
    }

    pub(super) fn ready(&self) -> PathBuf {
        self.path.join("ready")
    }

    pub(super) fn old(&self) -> PathBuf {
        self.path.join("old")
    }

    /// The permissions that a new file gets here.
    pub(super) fn file_permissions(&self) -> Option<fs::Permissions> {
        self.lock.metadata().ok().map(|found| found.permissions())
    }

    /// Removes a tree. It is worth nothing from the first step on, so a kill leaves no half of it that
    /// could be taken for a whole.
    ///
    /// # Errors
    /// What the disk says.
    pub(super) fn discard(&self, tree: &Path) -> Result<()> {
        let part = self.part();
        if tree != part {
            remove(&part)?;
            fs::rename(tree, &part).with_context(|| format!("{}", tree.display()))?;
        }
        remove(&part)
    }
}

impl Drop for Holder {
    fn drop(&mut self) {
        // What cannot be removed now is removed by the next build. The lock goes first: a build that
        // comes in between makes its own, and then the folder, no longer empty, stays for it.
        let _ = fs::remove_dir_all(self.part());
        let _ = fs::remove_file(self.path.join("lock"));
        let _ = fs::remove_dir(&self.path);
    }
}

/// The name of the folder for an output.
fn beside(output: &Path) -> PathBuf {
    let name = output.file_name().unwrap_or_default();
    let mut own = OsString::from(".");
    if name.len() > 200 {
        // Most file systems take 255 bytes.
        let hash = Sha256::digest(name.as_encoded_bytes());
        own.push(hash.iter().map(|byte| format!("{byte:02x}")).collect::<String>());
    } else {
        own.push(name);
    }
    own.push(".annals-staging");
    output.with_file_name(own)
}

/// Whether the folder at this path is from Annals; no when it has gone.
fn belongs(path: &Path) -> Result<bool> {
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Ok(found) if found.is_dir() => {}
        _ => bail!("{} is in the way; move it away first", path.display()),
    }
    let entries = match fs::read_dir(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        other => other.with_context(|| format!("{}", path.display()))?,
    };
    for entry in entries {
        let name = entry.with_context(|| format!("{}", path.display()))?.file_name();
        if !NAMES.iter().any(|own| name == *own) {
            let name = name.to_string_lossy();
            bail!("{} is in the way: {name} in it is not from Annals; move it away first", path.display());
        }
    }
    Ok(true)
}

/// Whether an open file is the one at a path.
#[cfg(unix)]
fn still(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(file), Ok(found)) => file.dev() == found.dev() && file.ino() == found.ino(),
        _ => false,
    }
}

#[cfg(not(unix))]
fn still(_: &File, path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Removes a tree that may not be there.
fn remove(tree: &Path) -> Result<()> {
    match fs::remove_dir_all(tree) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("{} cannot be removed", tree.display()))
        }
        _ => Ok(()),
    }
}
