//! Where a site will stand.
//!
//! Enters: an address as somebody wrote it. Leaves: one to which paths can be joined, or what is wrong with it.
//! Must not know: where it was written.

use std::fmt;

use super::web;

/// Where a site will stand: an `http` or `https` address that ends in `/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl {
    text: String,
    path: usize,
}

/// Why text is no address of a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrlError {
    /// One sentence that says what is wrong with it.
    pub message: String,
    /// The address that was probably meant.
    pub meant: Option<String>,
}

impl fmt::Display for BaseUrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.meant {
            Some(meant) => write!(f, "{}; write `{meant}`", self.message),
            None => f.write_str(&self.message),
        }
    }
}

impl std::error::Error for BaseUrlError {}

impl BaseUrl {
    /// Reads an address, with or without its last slash.
    ///
    /// Its path is taken as it is written, without a part that is empty, or that servers and browsers resolve each in
    /// their own way: `//style.css`, which a doubled slash would make of a path below it, is another host.
    ///
    /// # Errors
    /// [`BaseUrlError`], when it is no address, or not that of a folder.
    pub fn new(text: &str) -> Result<Self, BaseUrlError> {
        let text = text.trim();
        let wrong = |message: String, meant| Err(BaseUrlError { message, meant });
        let url = match url::Url::parse(text) {
            Ok(url) => url,
            Err(error) => return wrong(format!("`{text}` is no address: {error}"), whole(text)),
        };
        let below = match text.split_once("://") {
            Some((_, rest))
                if url.host_str().is_some_and(|host| !host.is_empty()) && !rest.starts_with(['/', '\\']) =>
            {
                rest.split_once(['/', '\\']).map_or("", |(_, path)| path)
            }
            _ => {
                let message = format!("`{text}` does not begin with https:// and the name of a host");
                return wrong(message, whole(text));
            }
        };
        if !matches!(url.scheme(), "http" | "https") {
            return wrong(format!("`{text}` does not begin with https:// and the name of a host"), None);
        }
        if url.query().is_some() || url.fragment().is_some() {
            return wrong(format!("`{text}` has a `?` or a `#`, which the address of a site cannot have"), None);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return wrong(format!("`{text}` holds a user's name or password"), None);
        }
        if text.contains(char::is_control) {
            return wrong(format!("{text:?} has a control character"), None);
        }
        let decoded = |part: &str| percent_encoding::percent_decode_str(part).decode_utf8_lossy().into_owned();
        let parts: Vec<String> = below.strip_suffix('/').unwrap_or(below).split('/').map(decoded).collect();
        if text.contains('\\') || parts.iter().any(|part| part.contains(['/', '\\'])) {
            return wrong(format!("`{text}` has a backslash, or a slash that is written as `%2F`"), None);
        }
        let odd = |part: &String| matches!(part.as_str(), "" | "." | "..");
        if !below.is_empty() && parts.iter().any(odd) {
            let kept = below.split('/').zip(&parts).filter(|(_, part)| !odd(part));
            let kept: String = kept.map(|(written, _)| format!("{written}/")).collect();
            let climbs = parts.iter().any(|part| part == "..");
            let meant = (!climbs).then(|| format!("{}{kept}", &text[..text.len() - below.len()]));
            return wrong(format!("the path of `{text}` has an empty part, a `.` or a `..`"), meant);
        }
        let mut text = url.to_string();
        if !text.ends_with('/') {
            text.push('/');
        }
        let path = text.match_indices('/').nth(2).map_or(text.len() - 1, |(at, _)| at);
        Ok(Self { text, path })
    }

    /// The whole address: `https://user.github.io/repo/`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Its path: `/repo/`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.text[self.path..]
    }
}

/// The address of a site that is meant by what is no address.
fn whole(text: &str) -> Option<String> {
    web::meant(text).filter(|meant| BaseUrl::new(meant).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_url_ends_in_a_slash() {
        for (text, expected) in [
            ("https://user.github.io/repo", Some(("https://user.github.io/repo/", "/repo/"))),
            ("https://example.org", Some(("https://example.org/", "/"))),
            (" https://example.org/ ", Some(("https://example.org/", "/"))),
            ("HTTPS://EXAMPLE.org/A", Some(("https://example.org/A/", "/A/"))),
            ("https://example.org/a/b/", Some(("https://example.org/a/b/", "/a/b/"))),
            ("https://example.org/a%20b", Some(("https://example.org/a%20b/", "/a%20b/"))),
            ("ftp://example.org/", None),
            ("example.org", None),
            ("https:example.org", None),
            ("https:/example.org", None),
            ("https:///example.org", None),
            ("https://example.org/?x", None),
            ("https://me:secret@example.org/", None),
        ] {
            let url = BaseUrl::new(text);
            assert_eq!(url.as_ref().ok().map(|url| (url.as_str(), url.path())), expected, "{text}");
        }
    }

    #[test]
    fn what_is_joined_to_it_stays_below_it() {
        for (text, meant) in [
            ("https://example.org//", Some("https://example.org/")),
            ("https://example.org//repo/", Some("https://example.org/repo/")),
            ("https://example.org/repo//", Some("https://example.org/repo/")),
            ("https://example.org/a///b", Some("https://example.org/a/b/")),
            ("https://example.org/./a", Some("https://example.org/a/")),
            ("https://example.org/a/../b", None),
            ("https://example.org/%2e%2E/b", None),
            ("https://example.org/a%2Fb", None),
            ("https://example.org/%2f/example.com", None),
            ("https://example.org/%5Cb", None),
            ("https://example.org\\b", None),
            ("https://example.org/\\example.com", None),
            ("https://example.org/a\tb", None),
            ("example.org/repo", Some("https://example.org/repo")),
            ("//example.org", Some("https://example.org")),
            ("example.org:8080", Some("https://example.org:8080")),
            ("localhost", None),
            ("https:/example.org", Some("https://example.org")),
            ("<https://example.org/a>", Some("https://example.org/a")),
            ("mailto:me@example.org", None),
        ] {
            let error = BaseUrl::new(text).unwrap_err();
            assert_eq!(error.meant.as_deref(), meant, "{text}: {error}");
            assert!(error.meant.is_none_or(|meant| BaseUrl::new(&meant).is_ok()), "{text}");
        }
    }
}
