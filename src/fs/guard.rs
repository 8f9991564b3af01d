//! Which folder may be replaced by a build.
//!
//! Enters: the output folder, the site's root and the user's home. Leaves: the folder's full path, or
//! why it is refused. Must not know: what will be written, nor how.
#![expect(clippy::disallowed_methods, reason = "this is the edge that writes the disk")]

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::marker::{self, Refused};

/// Refuses a folder that holds something else than an earlier build of Annals, and folders that no
/// build may replace. Touches nothing.
///
/// # Errors
/// [`Refused`], which names the folder and the reason.
pub fn guard(output: &Path, root: &Path, home: Option<&Path>) -> Result<(), Refused> {
    let full = place(output, root, home)?;
    marker::live(&full, output).map(|_| ())
}

/// The full path of an output folder, if a site may stand there at all, whatever is in it now.
pub(super) fn place(output: &Path, root: &Path, home: Option<&Path>) -> Result<PathBuf, Refused> {
    let refused = |why: String| Err(Refused::new(output, why));
    let full = resolve(output);
    match fs::symlink_metadata(&full) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return refused(error.to_string()),
        Ok(found) if found.is_symlink() => return refused("it is a symbolic link".to_owned()),
        Ok(found) if !found.is_dir() => return refused("it is a file, not a folder".to_owned()),
        Ok(_) => {}
    }
    let Some(parent) = full.parent() else {
        return refused("it is the root of the file system".to_owned());
    };
    let root = real(root);
    if let Some(home) = home.map(real) {
        if home == full {
            return refused("it is your home folder".to_owned());
        }
        if home.starts_with(&full) {
            return refused("your home folder lies in it".to_owned());
        }
    }
    if root.starts_with(&full) {
        return refused("the site's own files lie in it".to_owned());
    }
    for name in ["content", "templates", "static", ".git", ".annals"] {
        // What stands at the name may be a link to elsewhere, and the build reads through it.
        if full.starts_with(root.join(name)) || full.starts_with(real(&root.join(name))) {
            return refused(format!("it lies in the site's {name}/"));
        }
        if real(&root.join(name)).starts_with(&full) {
            return refused(format!("the site's {name}/ lies in it"));
        }
    }
    if mount_point(&full, parent) {
        return refused("it is a mount point, which cannot be replaced; give a folder inside it".to_owned());
    }
    Ok(full)
}

/// The path without dots, and without links but in its last part, as far as it is there.
pub(super) fn resolve(path: &Path) -> PathBuf {
    let full = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let mut at = PathBuf::new();
    let mut parts = full.components().peekable();
    while let Some(part) = parts.next() {
        if part == Component::ParentDir {
            at.pop();
        } else {
            at.push(part);
        }
        if parts.peek().is_some()
            && at.has_root()
            && let Ok(real) = at.canonicalize()
        {
            at = real;
        }
    }
    at
}

/// The path without any link, as far as it is there.
fn real(path: &Path) -> PathBuf {
    let full = resolve(path);
    full.canonicalize().unwrap_or(full)
}

/// Whether another file system begins at a folder.
#[cfg(unix)]
fn mount_point(folder: &Path, parent: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (fs::symlink_metadata(folder), fs::symlink_metadata(parent)) {
        (Ok(folder_is), Ok(parent_is)) => folder_is.dev() != parent_is.dev() || bound(folder),
        _ => false,
    }
}

#[cfg(not(unix))]
fn mount_point(_: &Path, _: &Path) -> bool {
    false
}

/// Whether a folder is mounted from the same file system, which the numbers of devices do not show.
#[cfg(target_os = "linux")]
fn bound(folder: &Path) -> bool {
    use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
    statx(CWD, folder, AtFlags::SYMLINK_NOFOLLOW, StatxFlags::BASIC_STATS)
        .is_ok_and(|found| found.stx_attributes.contains(StatxAttributes::MOUNT_ROOT))
}

#[cfg(all(unix, not(target_os = "linux")))]
fn bound(_: &Path) -> bool {
    false
}
