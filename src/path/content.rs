//! The name of an input file.
//!
//! Enters: text with `/` between its parts. Leaves: a [`ContentPath`]. Must not know: the disk.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::{PathError, normalise, push_relative};
use crate::text::composed;

/// An input file, by its path below the site's root: `content/events/2022-02-24-invasion.md`. Two that differ only in
/// whether letters are composed are one path; git and macOS give decomposed names, and keyboards composed ones.
#[derive(Debug, Clone)]
pub struct ContentPath {
    path: Arc<str>,
    /// As it was written, where that has letters that are not composed: as the disk knows it.
    written: Option<Arc<str>>,
}

impl ContentPath {
    /// Reads a path below the root. A leading `/` is dropped.
    ///
    /// # Errors
    /// [`PathError`], when the text leaves the root or is no path.
    pub fn new(text: &str) -> Result<Self, PathError> {
        normalise("", text).map(Self::of)
    }

    fn of(written: String) -> Self {
        match composed(&written) {
            Cow::Borrowed(path) => Self { path: path.into(), written: None },
            Cow::Owned(path) => Self { path: path.into(), written: Some(written.into()) },
        }
    }

    /// The path that `text` means when it stands in this file: relative to the file's folder, or
    /// to the root when it begins with `/`.
    ///
    /// # Errors
    /// [`PathError`], when the result leaves the root or is no path.
    pub fn join(&self, text: &str) -> Result<Self, PathError> {
        normalise(self.folder(), text).map(Self::of)
    }

    /// The whole path, without a leading `/`, its letters composed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.path
    }

    /// The same as it was written: what the disk, editors and version control know the file by.
    #[must_use]
    pub fn written(&self) -> &str {
        self.written.as_ref().unwrap_or(&self.path)
    }

    /// The folder the file lies in, empty for the root.
    #[must_use]
    pub fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The last part.
    #[must_use]
    pub fn file_name(&self) -> &str {
        self.path.rsplit_once('/').map_or(&self.path, |(_, name)| name)
    }

    /// The last part without its extension.
    #[must_use]
    pub fn stem(&self) -> &str {
        let name = self.file_name();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// What follows the last dot of the name, or nothing.
    #[must_use]
    pub fn extension(&self) -> &str {
        self.file_name().rsplit_once('.').map_or("", |(_, extension)| extension)
    }

    /// Whether it names an image that pages may show.
    #[must_use]
    pub fn is_image(&self) -> bool {
        let extension = self.extension().to_ascii_lowercase();
        matches!(extension.as_str(), "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" | "svg")
    }

    /// Whether it names a file of a kind that documents may show or lead to: what a browser opens by itself, and
    /// what cannot run anything in the site's name.
    #[must_use]
    pub fn is_publishable(&self) -> bool {
        let extension = self.extension().to_ascii_lowercase();
        self.is_image()
            || matches!(extension.as_str(), "pdf" | "csv" | "txt")
            || matches!(extension.as_str(), "mp3" | "m4a" | "aac" | "ogg" | "oga" | "opus" | "wav" | "flac")
            || matches!(extension.as_str(), "mp4" | "m4v" | "webm" | "ogv" | "vtt" | "srt")
    }

    /// What is left below `folder`, when the path lies in it.
    #[must_use]
    pub fn below(&self, folder: &str) -> Option<&str> {
        self.path.strip_prefix(folder)?.strip_prefix('/')
    }

    /// How a link in the file `from` would write this path: `../events/rome-talks.md`.
    #[must_use]
    pub fn seen_from(&self, from: &ContentPath) -> String {
        let mut link = String::new();
        push_relative(from.folder(), &self.path, &mut link);
        link
    }
}

impl PartialEq for ContentPath {
    fn eq(&self, other: &Self) -> bool {
        self.path == other.path
    }
}

impl Eq for ContentPath {}

impl Ord for ContentPath {
    fn cmp(&self, other: &Self) -> Ordering {
        self.path.cmp(&other.path)
    }
}

impl PartialOrd for ContentPath {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Hash for ContentPath {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.path.hash(state);
    }
}

/// As it was written, so that whoever reads a message finds the file.
impl fmt::Display for ContentPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.written())
    }
}

#[cfg(test)]
mod tests {
    use super::super::SitePath;
    use super::*;

    #[test]
    fn letters_are_composed_and_the_file_keeps_its_name() {
        let written = "content/pages/cafe\u{301}.md";
        let (path, typed) = (ContentPath::new(written).unwrap(), ContentPath::new("content/pages/café.md").unwrap());
        assert_eq!(path, typed);
        assert_eq!((path.as_str(), path.stem(), path.written()), (typed.as_str(), "café", written));
        assert_eq!((path.to_string().as_str(), typed.written()), (written, typed.as_str()));
        let other = ContentPath::new("content/pages/a.md").unwrap();
        assert_eq!(other.join("cafe\u{301}.md").unwrap(), typed);
        assert_eq!(path.seen_from(&other), "café.md");
        assert_eq!(SitePath::new("cafe\u{301}/").unwrap().as_str(), "café/index.html");
    }

    #[test]
    fn a_link_in_a_file_is_relative_to_its_folder() {
        let file = ContentPath::new("content/events/a.md").unwrap();
        for (text, expected) in [
            ("b.md", "content/events/b.md"),
            ("../pages/about.md", "content/pages/about.md"),
            ("/static/x.png", "static/x.png"),
        ] {
            assert_eq!(file.join(text).unwrap().as_str(), expected);
        }
        assert_eq!(ContentPath::new("content/pages/about.md").unwrap().seen_from(&file), "../pages/about.md");
    }
}
