//! Reads the input files of a site.
//!
//! Enters: a folder. Leaves: a [`Tree`]: texts whole, other files by length, hash and size in pixels.
//! What cannot be read is in the tree as such. Must not know: what the files say.
#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "this is the edge that reads the disk")]

use std::fs::{self, File as Disk};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use walkdir::WalkDir;

use super::svg;
use super::theme::theme;
use crate::path::ContentPath;
use crate::tree::{self, Asset, File, MAX_TEXT, Refusal, Tree, is_text};

/// Folders within folders beyond which nothing is read.
const MAX_DEPTH: usize = 64;

/// How much of an image is read to find its size in pixels.
const IMAGE_HEAD: u64 = 64 << 10;

/// The folder with `annals.yaml` or `annals.yml`: `from` or the nearest one above it.
///
/// # Errors
/// When `from` is not there.
pub fn find_root(from: &Path) -> Result<Option<PathBuf>> {
    let from = from.canonicalize().with_context(|| format!("{}", from.display()))?;
    Ok(from
        .ancestors()
        .find(|folder| ["annals.yaml", "annals.yml"].iter().any(|name| folder.join(name).is_file()))
        .map(Path::to_path_buf))
}

/// Reads `annals.yaml`, `content/`, `templates/` and `static/` below `root`. Files that one user's
/// system or editor leaves behind are passed over.
///
/// # Errors
/// When `root` itself cannot be read.
pub fn read(root: &Path) -> Result<Tree> {
    fs::read_dir(root).with_context(|| format!("{}", root.display()))?;
    let mut found: Vec<(PathBuf, Kind)> = Vec::new();
    for name in ["annals.yaml", "annals.yml", "content", "templates", "static"] {
        let top = root.join(name);
        let mut walk = WalkDir::new(&top).follow_links(false).follow_root_links(false).max_depth(MAX_DEPTH).into_iter();
        while let Some(entry) = walk.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error)
                    if error.depth() == 0 && error.io_error().is_some_and(|e| e.kind() == io::ErrorKind::NotFound) =>
                {
                    continue;
                }
                Err(error) => {
                    let path = error.path().unwrap_or(&top).to_path_buf();
                    let why = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                    found.push((path, Kind::Refused(Refusal::Unreadable(why))));
                    continue;
                }
            };
            let kind = entry.file_type();
            let name = entry.file_name().to_string_lossy();
            if entry.depth() > 0 && passed_over(&name, kind.is_dir()) {
                if kind.is_dir() {
                    walk.skip_current_dir();
                }
                continue;
            }
            let kind = if kind.is_dir() && entry.depth() == MAX_DEPTH {
                Kind::Refused(Refusal::Special("a folder nested too deeply to be read"))
            } else if kind.is_dir() {
                if !name.ends_with(".md") && entry.depth() > 0
                    || ["content", "templates", "static"].contains(&name.as_ref())
                {
                    continue;
                }
                walk.skip_current_dir();
                Kind::Refused(Refusal::Folder)
            } else if kind.is_symlink() {
                Kind::Refused(Refusal::Link)
            } else if kind.is_file() {
                Kind::File
            } else {
                Kind::Refused(Refusal::Special(special(kind)))
            };
            found.push((entry.into_path(), kind));
        }
    }
    // Files differ in length: in small shares, no thread waits for the last of another.
    Ok(Tree::new(found.into_par_iter().with_max_len(32).map(|(path, kind)| one(root, &path, kind)).collect::<Vec<_>>()))
}

/// Reads a site as [`read`] does, with the built-in theme under it.
///
/// # Errors
/// As [`read`].
pub fn read_site(root: &Path) -> Result<Tree> {
    let (tree, theme) = rayon::join(|| read(root), theme);
    Ok(tree?.over(theme))
}

enum Kind {
    File,
    Refused(Refusal),
}

/// What editors, systems and version control leave behind.
fn passed_over(name: &str, folder: bool) -> bool {
    name == ".DS_Store"
        || name == "Thumbs.db"
        || name == ".gitkeep"
        || name == ".gitignore"
        || (folder && name == ".git")
        || name.ends_with('~')
        || name.ends_with(".swp")
        || (name.starts_with(".#") || name.starts_with("._"))
}

#[cfg(unix)]
fn special(kind: fs::FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    if kind.is_fifo() {
        "a FIFO"
    } else if kind.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}

#[cfg(not(unix))]
fn special(_: fs::FileType) -> &'static str {
    "something special"
}

fn one(root: &Path, path: &Path, kind: Kind) -> (ContentPath, File) {
    let below = path.strip_prefix(root).unwrap_or(path);
    let name = below.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    let (content, proper) = match (ContentPath::new(&name), below.to_str()) {
        (Ok(content), Some(_)) => (content, true),
        (Ok(content), None) => (content, false),
        (Err(_), _) => (nearest(&name), false),
    };
    if !proper {
        return (content, File::Refused(Refusal::Name(name)));
    }
    let file = match kind {
        Kind::Refused(refusal) => File::Refused(refusal),
        Kind::File => contents(&content, path),
    };
    (content, file)
}

/// A path near one that cannot be: for a message's place.
fn nearest(name: &str) -> ContentPath {
    let clean: String = name
        .chars()
        .map(|c| if c.is_control() || c == '\\' || ('\u{FDD0}'..='\u{FDEF}').contains(&c) { '_' } else { c })
        .take(200)
        .collect();
    match ContentPath::new(&clean).or_else(|_| ContentPath::new("content")) {
        Ok(path) => path,
        Err(error) => unreachable!("`content` is a path: {error}"),
    }
}

fn contents(content: &ContentPath, path: &Path) -> File {
    let read = if is_text(content) { text(path) } else { stream(path).map(File::Asset) };
    read.unwrap_or_else(|error| File::Refused(Refusal::Unreadable(reason(&error))))
}

/// The system's words without its number.
fn reason(error: &io::Error) -> String {
    let words = error.to_string();
    words.split(" (os error").next().unwrap_or(&words).to_lowercase()
}

fn text(path: &Path) -> io::Result<File> {
    let file = Disk::open(path)?;
    let length = file.metadata()?.len();
    if length > MAX_TEXT as u64 {
        return Ok(File::Refused(Refusal::TooLarge(length)));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
    file.take(MAX_TEXT as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > MAX_TEXT {
        return Ok(File::Refused(Refusal::TooLarge(bytes.len() as u64)));
    }
    Ok(match String::from_utf8(bytes) {
        Ok(text) => File::Text(text.into()),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            File::Refused(Refusal::NotUtf8(String::from_utf8_lossy(error.as_bytes()).into(), at))
        }
    })
}

/// Hashes a file as it streams by; only the head of it is kept, and only for a moment.
fn stream(path: &Path) -> io::Result<Asset> {
    let mut file = Disk::open(path)?;
    let mut head = Vec::new();
    file.by_ref().take(IMAGE_HEAD).read_to_end(&mut head)?;
    let mut hash = Sha256::new();
    hash.update(&head);
    let mut length = head.len() as u64;
    let mut buffer = vec![0; 64 << 10];
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            break;
        }
        hash.update(&buffer[..read]);
        length += read as u64;
    }
    Ok(Asset { length, hash: tree::hash(hash), size: pixels(&head), built_in: None })
}

/// An asset whose bytes are at hand.
pub(super) fn asset(bytes: &[u8], built_in: Option<&'static [u8]>) -> Asset {
    let head = &bytes[..bytes.len().min(64 << 10)];
    Asset { length: bytes.len() as u64, hash: tree::hash(Sha256::new_with_prefix(bytes)), size: pixels(head), built_in }
}

fn pixels(head: &[u8]) -> Option<(u32, u32)> {
    let Ok(size) = imagesize::blob_size(head) else { return svg::size(head) };
    Some((u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?))
}
