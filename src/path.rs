//! Names of files, in and out: relative, normalised, unable to leave their root.
//!
//! Enters: text with `/` between its parts. Leaves: a [`ContentPath`] (an input file below the
//! site's root) or a [`SitePath`] (a file below the output folder), its letters composed. Must not know: the
//! disk.

mod base_url;
mod content;
pub mod web;

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

pub use base_url::{BaseUrl, BaseUrlError};
pub use content::ContentPath;

use crate::text::composed;

/// The longest path that is accepted, in bytes; most file systems end at 4,096 with the root.
const MAX_PATH: usize = 1024;

/// The longest path of the output, in bytes: macOS ends at 1,024 with the folder that the output lies in.
const MAX_SITE_PATH: usize = 900;

/// The longest part of a path of the output, in bytes, as file systems have it.
const MAX_PART: usize = 255;

/// Characters that files on Windows cannot have in their names, and with which GitHub refuses to take a site.
const NOT_IN_FILES: [char; 7] = ['"', ':', '<', '>', '|', '*', '?'];

/// Begins a mark that stands for an address. Unicode sets it aside, and no input may hold it.
pub const MARK_OPEN: char = '\u{FDD0}';
/// Ends a mark.
pub const MARK_CLOSE: char = '\u{FDD1}';

/// What is percent-encoded in a path: everything but unreserved characters, `/` and a few that paths hold.
const ENCODED: &percent_encoding::AsciiSet = &percent_encoding::NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/')
    .remove(b'@')
    .remove(b':')
    .remove(b'+')
    .remove(b',')
    .remove(b'=')
    .remove(b'!')
    .remove(b'(')
    .remove(b')');

/// A path with what an address cannot hold percent-encoded.
#[must_use]
pub fn encode(path: &str) -> String {
    percent_encoding::utf8_percent_encode(path, ENCODED).to_string()
}

/// An address with its percent-encoding undone, where what comes out is UTF-8, and its letters composed.
pub(crate) fn decode(address: &str) -> String {
    let decoded = percent_encoding::percent_decode_str(address).decode_utf8();
    composed(decoded.as_deref().unwrap_or(address)).into_owned()
}

/// Why text is no path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathError {
    /// Nothing is left after normalising.
    Empty,
    /// The path goes above its root.
    Leaves,
    /// A control character, a backslash, NUL, or one of Unicode's non-characters.
    Character(char),
    /// More bytes than this.
    Long(usize),
    /// A part between two slashes has more than 255 bytes.
    LongPart,
    /// A part ends in a full stop or a space, which Windows would drop.
    End(char),
}

impl fmt::Display for PathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PathError::Empty => f.write_str("the path is empty"),
            PathError::Leaves => f.write_str("the path leaves the site"),
            PathError::Character(c) => write!(f, "the path has the character {c:?}"),
            PathError::Long(most) => write!(f, "the path is longer than {most} bytes"),
            PathError::LongPart => write!(f, "a part of the path is longer than {MAX_PART} bytes"),
            PathError::End(c) => write!(f, "a part of the path ends in {c:?}"),
        }
    }
}

/// Joins `text` to the folder `base` and takes out `.` and `..`; `/` at the start means the root.
fn normalise(base: &str, text: &str) -> Result<String, PathError> {
    if text.len() > MAX_PATH {
        return Err(PathError::Long(MAX_PATH));
    }
    if let Some(c) = text.chars().find(|c| c.is_control() || *c == '\\' || ('\u{FDD0}'..='\u{FDEF}').contains(c)) {
        return Err(PathError::Character(c));
    }
    // Most paths are normal already.
    let whole = text.strip_suffix('/').unwrap_or(text);
    if base.is_empty() && whole.split('/').all(|part| !matches!(part, "" | "." | "..")) {
        return Ok(whole.to_owned());
    }
    let mut parts: Vec<&str> = Vec::new();
    let base = if text.starts_with('/') { "" } else { base };
    for part in base.split('/').chain(text.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop().ok_or(PathError::Leaves)?;
            }
            part => parts.push(part),
        }
    }
    if parts.is_empty() {
        return Err(PathError::Empty);
    }
    Ok(parts.join("/"))
}

/// An output file, by its path below the output folder: `events/rome-talks/index.html`. Its letters are composed, as
/// addresses have them (RFC 5198).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SitePath(Arc<str>);

impl SitePath {
    /// Reads an address below the site's root. One that is empty or ends in `/` is a folder's page,
    /// `index.html`. Every system can keep such a file, and GitHub takes it.
    ///
    /// # Errors
    /// [`PathError`], when the text leaves the root or is no path.
    pub fn new(text: &str) -> Result<Self, PathError> {
        let path = match normalise("", &composed(text)) {
            Ok(path) if text.ends_with('/') || text.ends_with("/.") || text.ends_with("..") => {
                format!("{path}/index.html")
            }
            Ok(path) => path,
            Err(PathError::Empty) => "index.html".to_owned(),
            Err(error) => return Err(error),
        };
        if path.len() > MAX_SITE_PATH {
            return Err(PathError::Long(MAX_SITE_PATH));
        }
        if let Some(c) = path.chars().find(|c| NOT_IN_FILES.contains(c)) {
            return Err(PathError::Character(c));
        }
        for part in path.split('/') {
            if part.len() > MAX_PART {
                return Err(PathError::LongPart);
            }
            if let Some(c) = part.chars().next_back().filter(|c| matches!(c, '.' | ' ')) {
                return Err(PathError::End(c));
            }
        }
        Ok(Self(path.into()))
    }

    /// The whole path of the file, without a leading `/`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address below the root, as links write it: a folder's page ends in `/`, the root is empty.
    #[must_use]
    pub fn address(&self) -> &str {
        address(&self.0)
    }

    /// The address as it stands in a link: what an address cannot hold, percent-encoded (RFC 3986).
    #[must_use]
    pub fn encoded(&self) -> String {
        encode(self.address())
    }

    /// A mark for the address of this path, to be written when the page is known that it stands on.
    #[must_use]
    pub fn mark(&self, fragment: Option<&str>) -> String {
        // Encoded, a mark has no character that HTML would escape on its way.
        let mut mark = String::with_capacity(self.0.len() + fragment.map_or(0, str::len) + 16);
        mark.push(MARK_OPEN);
        mark.extend(percent_encoding::utf8_percent_encode(&self.0, ENCODED));
        if let Some(fragment) = fragment {
            mark.push('#');
            mark.extend(percent_encoding::utf8_percent_encode(fragment, ENCODED));
        }
        mark.push(MARK_CLOSE);
        mark
    }

    /// The folder of the file, empty for the root.
    #[must_use]
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The link from the page `self` to `target`: `../rome-talks/`, `./` for the same folder.
    #[must_use]
    pub fn link_to(&self, target: &SitePath) -> String {
        let mut link = String::new();
        push_relative(self.folder(), target.address(), &mut link);
        link
    }
}

/// So that a path can be looked up by its text.
impl Borrow<str> for SitePath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A file's path as links write it: a folder's page is the folder.
#[must_use]
pub fn address(path: &str) -> &str {
    match path.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
        _ => path,
    }
}

/// Writes the relative reference from a folder to a path, both below one root and both percent-encoded or
/// both not: `../rome-talks/`, `./` for the folder itself.
pub fn push_relative(folder: &str, to: &str, out: &mut String) {
    // What both begin with falls away, part by part.
    let same = folder.bytes().zip(to.bytes()).take_while(|(from, to)| from == to).count();
    let shared = match to.as_bytes().get(same) {
        Some(b'/') if same == folder.len() => same + 1,
        _ => to.as_bytes()[..same].iter().rposition(|byte| *byte == b'/').map_or(0, |slash| slash + 1),
    };
    let (from, to) = (folder.get(shared..).unwrap_or(""), &to[shared..]);
    let up = if from.is_empty() { 0 } else { 1 + from.bytes().filter(|byte| *byte == b'/').count() };
    for _ in 0..up {
        out.push_str("../");
    }
    // A first part with a colon would read as a scheme (RFC 3986, 4.2).
    if up == 0 && (to.is_empty() || to.split('/').next().is_some_and(|first| first.contains(':'))) {
        out.push_str("./");
    }
    out.push_str(to);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_cannot_leave_its_root() {
        for (text, expected) in [
            ("content/index.md", Ok("content/index.md")),
            ("/content//./x/../index.md", Ok("content/index.md")),
            ("../x", Err(PathError::Leaves)),
            ("a/../../x", Err(PathError::Leaves)),
            ("", Err(PathError::Empty)),
            ("a\\b", Err(PathError::Character('\\'))),
            ("a\0b", Err(PathError::Character('\0'))),
            ("a\u{FDD0}", Err(PathError::Character('\u{FDD0}'))),
        ] {
            let path = ContentPath::new(text);
            assert_eq!(path.as_ref().map(ContentPath::as_str).map_err(|e| *e), expected, "{text:?}");
        }
    }

    #[test]
    fn addresses_and_links_between_pages() {
        for (from, to, expected) in [
            ("", "", "./"),
            ("", "events/a/", "events/a/"),
            ("events/a/", "", "../../"),
            ("events/a/", "events/b/", "../b/"),
            ("events/a/", "events/a/", "./"),
            ("events/a/", "style.css", "../../style.css"),
            ("page/2/", "page/", "../"),
        ] {
            let from = SitePath::new(from).unwrap();
            let to = SitePath::new(to).unwrap();
            assert_eq!(from.link_to(&to), expected, "{from} -> {to}");
        }
        let mut link = String::new();
        push_relative("", "a:b/", &mut link);
        assert_eq!(link, "./a:b/");
        assert_eq!(SitePath::new("").unwrap().as_str(), "index.html");
        assert_eq!(SitePath::new("x/").unwrap().as_str(), "x/index.html");
        assert_eq!(SitePath::new("myindex.html").unwrap().address(), "myindex.html");
    }

    #[test]
    fn every_system_can_keep_an_address() {
        let (part, parts) = ("x".repeat(255), format!("{}/", "x".repeat(99)).repeat(9));
        for path in ["a b/c.d/.e/", "%25/", "київ/", &part, &format!("{part}/"), &parts[..parts.len() - 12]] {
            assert!(SitePath::new(path).is_ok(), "{path}");
        }
        for (path, expected) in [
            ("a:b/", PathError::Character(':')),
            ("a/b?", PathError::Character('?')),
            ("\"a\"", PathError::Character('"')),
            ("<a>", PathError::Character('<')),
            ("a|b", PathError::Character('|')),
            ("a/*/b", PathError::Character('*')),
            ("a\r", PathError::Character('\r')),
            ("a\nb", PathError::Character('\n')),
            ("a./b", PathError::End('.')),
            ("a/b /", PathError::End(' ')),
            (".../b", PathError::End('.')),
            (&format!("{part}x"), PathError::LongPart),
            (&format!("a/{}/", "é".repeat(128)), PathError::LongPart),
            (&parts, PathError::Long(MAX_SITE_PATH)),
            (&"x/".repeat(600), PathError::Long(MAX_PATH)),
        ] {
            assert_eq!(SitePath::new(path), Err(expected), "{path}");
        }
    }
}
