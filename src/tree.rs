//! The input files as a value: a site's folder, with the built-in theme laid under it.
//!
//! Enters: what the edge found below the root, good or bad. Leaves: texts and assets by path.
//! Must not know: the disk; what a file means.

mod bytes;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

pub use bytes::{Bytes, Fault, Flaw, Flaws, Format, MAX_SVG, Picture};

use crate::path::ContentPath;

/// The largest text that is read, in bytes.
pub const MAX_TEXT: usize = 1 << 20;

/// Whether a file is read as text: a document, a data file, the configuration, a template. All others
/// are copied, and only known by their length and hash.
#[must_use]
pub fn is_text(path: &ContentPath) -> bool {
    match path.as_str() {
        "annals.yaml" | "annals.yml" => true,
        _ if path.below("content").is_some() => matches!(path.extension(), "md" | "yaml"),
        _ => path.below("templates").is_some(),
    }
}

/// What stands at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum File {
    /// A text that Annals reads: a document, a data file, a template.
    Text(Arc<str>),
    /// A file that is copied as it is.
    Asset(Asset),
    /// Something that cannot be read; the site must say so to its author.
    Refused(Refusal),
}

/// A file that is copied, known by what pages need of it. Its bytes stay where they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// Its length in bytes.
    pub length: u64,
    /// The start of the SHA-256 of its bytes, in hexadecimal.
    pub hash: String,
    /// What its bytes are. Only a file that is named as a picture is looked into.
    pub bytes: Bytes,
    /// Width and height in pixels as it is drawn, when it is an image whose head could be read.
    pub size: Option<(u32, u32)>,
    /// The bytes of a file that is part of the program: the theme's.
    pub built_in: Option<&'static [u8]>,
}

/// The first eight bytes of a hash in hexadecimal: enough to tell versions of one file apart.
#[must_use]
pub fn hash(bytes: Sha256) -> String {
    bytes.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// Why something below the root is no input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// A FIFO, a socket, a device; the words say which.
    Special(&'static str),
    /// A folder whose name ends like a document's.
    Folder,
    /// A symbolic link.
    Link,
    /// The system would not give it; its own words.
    Unreadable(String),
    /// Not UTF-8: the text with the bad bytes replaced, and where the first of them is.
    NotUtf8(Arc<str>, usize),
    /// Larger than a document may be; its length in bytes.
    TooLarge(u64),
    /// A name that is no path. The path that it stands at here is the nearest that is one.
    Name(String),
    /// Another file has the same name, its letters composed in another way; that one's path as it is written.
    Twin(String),
}

/// All input files, in the order of their paths; the same whatever order the disk gave them in.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    files: BTreeMap<ContentPath, File>,
    under: Option<Arc<Tree>>,
}

impl Tree {
    /// A tree of the files given. A name that is no path stands at the nearest one that is, where another
    /// file may stand already: then the refusal is kept, since the site's author must hear of it. Of two files
    /// at one path neither is kept, for the same reason.
    #[must_use]
    pub fn new(all: impl IntoIterator<Item = (ContentPath, File)>) -> Self {
        let mut all: Vec<(ContentPath, File)> = all.into_iter().collect();
        all.par_sort_by(|(a, _), (b, _)| (a, a.written()).cmp(&(b, b.written())));
        all.dedup_by(|(path, second), (same, first)| {
            let one = path == same;
            match (&*first, &*second) {
                _ if !one => {}
                (File::Refused(Refusal::Name(a)), File::Refused(Refusal::Name(b))) if a <= b => {}
                (_, File::Refused(Refusal::Name(_))) => std::mem::swap(first, second),
                (File::Refused(Refusal::Name(_) | Refusal::Twin(_)), _) => {}
                _ if path.written() != same.written() => {
                    *first = File::Refused(Refusal::Twin(path.written().to_owned()));
                }
                _ => std::mem::swap(first, second),
            }
            one
        });
        Self { files: all.into_iter().collect(), under: None }
    }

    /// Lays this tree over another: where both have a path, this one's file is seen.
    #[must_use]
    pub fn over(mut self, under: Arc<Tree>) -> Self {
        self.under = Some(under);
        self
    }

    /// What stands at a path, here or below.
    #[must_use]
    pub fn get(&self, path: &ContentPath) -> Option<&File> {
        self.files.get(path).or_else(|| self.under.as_ref()?.get(path))
    }

    /// The text at a path, or what is left of one that is not UTF-8, to be shown in a message. Of a file that is
    /// copied there is one when something is wrong with it.
    #[must_use]
    pub fn text(&self, path: &ContentPath) -> Option<&str> {
        match self.get(path)? {
            File::Text(text) | File::Refused(Refusal::NotUtf8(text, _)) => Some(text),
            File::Asset(Asset { bytes: Bytes::Picture(Picture { flaws: Some(flaws), .. }), .. }) => Some(&flaws.text),
            _ => None,
        }
    }

    /// The files of this layer alone, by path.
    pub fn own(&self) -> impl Iterator<Item = (&ContentPath, &File)> {
        self.files.iter()
    }

    /// The layer below, if there is one.
    #[must_use]
    pub fn under(&self) -> Option<&Tree> {
        self.under.as_deref()
    }

    /// The files in a folder and below, of both layers, by path; of two at one path the upper.
    pub fn in_folder<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a ContentPath, &'a File)> {
        let own = self.files.iter();
        let under =
            self.under.iter().flat_map(|under| under.files.iter()).filter(|(path, _)| !self.files.contains_key(*path));
        let mut all: Vec<_> = own.chain(under).filter(|(path, _)| path.below(folder).is_some()).collect();
        all.sort_by_key(|(path, _)| *path);
        all.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_files_at_one_path_none_is_lost_in_silence() {
        let (composed, decomposed) = ("content/pages/caf\u{e9}.md", "content/pages/cafe\u{301}.md");
        let at = |path: &str, text: &str| (ContentPath::new(path).unwrap(), File::Text(text.into()));
        for files in [[composed, decomposed], [decomposed, composed]] {
            let tree = Tree::new(files.map(|path| at(path, path)));
            let twin = File::Refused(Refusal::Twin(composed.to_owned()));
            let all: Vec<_> = tree.own().map(|(path, file)| (path.written(), file)).collect();
            assert_eq!(all, [(decomposed, &twin)]);
        }
        let name = || (at(composed, "").0, File::Refused(Refusal::Name("content/pages/\0".to_owned())));
        for files in [[at(composed, ""), name()], [name(), at(decomposed, "")]] {
            assert_eq!(Tree::new(files).get(&name().0), Some(&name().1));
        }
    }

    #[test]
    fn the_upper_file_is_seen() {
        let at = |path: &str, text: &str| (ContentPath::new(path).unwrap(), File::Text(text.into()));
        let under = Tree::new([at("templates/a.html", "theirs"), at("templates/b.html", "theirs")]);
        let tree = Tree::new([at("templates/b.html", "ours"), at("content/x.md", "")]).over(Arc::new(under));
        let seen: Vec<_> =
            tree.in_folder("templates").map(|(path, _)| format!("{path} {}", tree.text(path).unwrap())).collect();
        assert_eq!(seen, ["templates/a.html theirs", "templates/b.html ours"]);
    }
}
