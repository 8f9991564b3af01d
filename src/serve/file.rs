//! Opens a file of the site for a request.
//!
//! Enters: the site's folder and the path that the `Site` holds, never one that a client sent. Leaves:
//! the open file and its length. Must not know: HTTP.
#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "files are streamed from where they lie")]

use std::fs::{self, File, Metadata};
use std::io;
use std::path::Path;

use crate::path::ContentPath;

/// Opens a plain file below `root`. When the file or a folder above it has become a link since the site
/// was read, or it is no plain file any more, it is not there.
pub(super) fn open(root: &Path, path: &ContentPath) -> io::Result<(File, u64)> {
    let root = root.canonicalize()?;
    let full = root.join(path.written());
    let before = fs::symlink_metadata(&full)?;
    // Looked at before it is opened: opening a FIFO would wait for its other end.
    if !before.is_file() || full.canonicalize()? != full {
        return Err(io::ErrorKind::NotFound.into());
    }
    let file = File::open(&full)?;
    let now = file.metadata()?;
    if !now.is_file() || !same(&before, &now) {
        return Err(io::ErrorKind::NotFound.into());
    }
    let length = now.len();
    Ok((file, length))
}

/// Whether what was opened is what was looked at.
#[cfg(unix)]
fn same(before: &Metadata, now: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (before.dev(), before.ino()) == (now.dev(), now.ino())
}

#[cfg(not(unix))]
fn same(_: &Metadata, _: &Metadata) -> bool {
    true
}
