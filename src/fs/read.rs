//! Reads the input files of a site.
//!
//! Enters: a folder. Leaves: a [`Tree`]: texts whole, other files by length, hash and size in pixels.
//! What cannot be read is in the tree as such. Must not know: what the files say.
#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "this is the edge that reads the disk")]

use std::fs::{self, File as Disk};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use walkdir::WalkDir;

use super::picture;
use crate::path::ContentPath;
use crate::tree::{self, Asset, File, MAX_TEXT, Refusal, Tree, is_text};

/// Folders within folders beyond which nothing is read.
const MAX_DEPTH: usize = 64;

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
    let read = if is_text(content) { text(path) } else { stream(content, path).map(File::Asset) };
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

/// Hashes a file as it streams by, and looks at what it is. It is kept in no part, but for an SVG with flaws.
fn stream(content: &ContentPath, path: &Path) -> io::Result<Asset> {
    asset(content, Disk::open(path)?, None)
}

/// A file that is copied, as its bytes come. Those of the program are at hand later, too.
pub(super) fn asset(path: &ContentPath, from: impl Read, built_in: Option<&'static [u8]>) -> io::Result<Asset> {
    let mut reader = BufReader::with_capacity(64 << 10, Hashing { from, hash: Sha256::new(), length: 0 });
    let mut head = Vec::new();
    reader.by_ref().take(picture::HEAD).read_to_end(&mut head)?;
    let (bytes, size) = picture::look(&head, &mut reader, path.is_image())?;
    // What was not looked at counts, too.
    loop {
        match reader.fill_buf()?.len() {
            0 => break,
            length => reader.consume(length),
        }
    }
    let Hashing { hash, length, .. } = reader.into_inner();
    Ok(Asset { length, hash: tree::hash(hash), bytes, size, built_in })
}

/// Bytes that are hashed and counted on their way.
struct Hashing<R> {
    from: R,
    hash: Sha256,
    length: u64,
}

impl<R: Read> Read for Hashing<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(buffer)?;
        self.hash.update(&buffer[..read]);
        self.length += read as u64;
        Ok(read)
    }
}
