//! The built-in theme, which is part of the program.
//!
//! Enters: the folders `templates/` and `static/` at the time of building. Leaves: a tree, alone or under a site's. Must
//! not know: what a site holds.

use std::path::Path;
use std::sync::Arc;

use anyhow::Result;
use include_dir::{Dir, include_dir};

use super::read::{asset, read};
use crate::path::ContentPath;
use crate::tree::{File, Tree, is_text};

static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");
static STATIC: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/static");

/// The theme's templates and files, to be laid under a site's own.
#[must_use]
pub fn theme() -> Arc<Tree> {
    let mut files = Vec::new();
    for (folder, dir) in [("templates", &TEMPLATES), ("static", &STATIC)] {
        collect(folder, dir, &mut files);
    }
    Arc::new(Tree::new(files))
}

fn collect(folder: &str, dir: &'static Dir<'static>, into: &mut Vec<(ContentPath, File)>) {
    for file in dir.files() {
        let Some(Ok(path)) = file.path().to_str().map(|name| ContentPath::new(&format!("{folder}/{name}"))) else {
            continue;
        };
        let bytes = file.contents();
        let file = match std::str::from_utf8(bytes) {
            Ok(text) if is_text(&path) => File::Text(text.into()),
            _ => match asset(&path, bytes, Some(bytes)) {
                Ok(asset) => File::Asset(asset),
                Err(error) => unreachable!("bytes in memory are read: {error}"),
            },
        };
        into.push((path, file));
    }
    for below in dir.dirs() {
        collect(folder, below, into);
    }
}

/// Reads a site as [`read`] does, with the built-in theme under it.
///
/// # Errors
/// As [`read`].
pub fn read_site(root: &Path) -> Result<Tree> {
    let (tree, theme) = rayon::join(|| read(root), theme);
    Ok(tree?.over(theme))
}
