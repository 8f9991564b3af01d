//! Web addresses: which text is one, and which is meant by text that is none.
//!
//! Enters: text as it was typed. Leaves: whether it is an address with `https://` or `http://`, or the one that it is
//! short for, misspelt or wrapped up in other signs. Must not know: what the address is for.

use crate::text::did_you_mean;

/// Whether a text is the whole address of something on the web.
#[must_use]
pub fn is_web(text: &str) -> bool {
    let Some((scheme, _)) = text.split_once("://") else { return false };
    (scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http"))
        && !text.contains(char::is_whitespace)
        && url::Url::parse(text).is_ok_and(|url| url.has_host())
}

/// The address that a text means which is none; nothing where that cannot be told.
#[must_use]
pub fn meant(text: &str) -> Option<String> {
    let text = text.trim();
    if is_web(text) {
        return None;
    }
    let found = unwrapped(text)
        .or_else(|| unblanked(text))
        .or_else(|| spelt(text))
        .or_else(|| clone_of(text))
        .or_else(|| hosted(text))?;
    is_web(&found).then_some(found)
}

/// The address in `<https://…>`, `[words](https://…)` and the like.
fn unwrapped(text: &str) -> Option<String> {
    let mut starts = text.match_indices("http").filter(|(at, _)| {
        let rest = &text[at + 4..];
        rest.starts_with("://") || rest.starts_with("s://")
    });
    let (at, _) = starts.next().filter(|(at, _)| *at > 0)?;
    let closing = match text[..at].chars().next_back()? {
        '<' => '>',
        '(' => ')',
        '[' => ']',
        '"' => '"',
        '\'' => '\'',
        _ => return None,
    };
    let address = text[at..].split([closing, ' ']).next()?;
    // The words of a link may be its address, too.
    starts.all(|(other, _)| text[other..].starts_with(address)).then(|| address.to_owned())
}

/// The address with its blanks percent-encoded.
fn unblanked(text: &str) -> Option<String> {
    let (head, _) = text.split_once(char::is_whitespace).filter(|(head, _)| is_web(head))?;
    let one = head.matches("://").count() == text.matches("://").count();
    one.then(|| text.split_whitespace().collect::<Vec<_>>().join("%20"))
}

/// An address whose scheme is misspelt, or has other signs behind it.
fn spelt(text: &str) -> Option<String> {
    let scheme = &text[..text.find(|c: char| !c.is_ascii_alphabetic())?];
    let behind = text[scheme.len()..].trim_start_matches([':', ';', '/', '\\', ' ']);
    let signs = &text[scheme.len()..text.len() - behind.len()];
    let known = match scheme.to_ascii_lowercase().as_str() {
        "https" => "https",
        "http" => "http",
        // A name before a colon may be one of another kind.
        near if signs.contains("//") => did_you_mean(near, ["https", "http"])?,
        _ => return None,
    };
    (signs.contains([':', ';', '/', '\\']) && behind.contains('.')).then(|| format!("{known}://{behind}"))
}

/// What `git@github.com:user/repository.git` is on the web.
fn clone_of(text: &str) -> Option<String> {
    let (host, path) = text.strip_prefix("git@").or_else(|| text.strip_prefix("ssh://git@"))?.split_once([':', '/'])?;
    Some(format!("https://{host}/{}", path.trim_end_matches(".git")))
}

/// The address of a host that is written without a scheme.
fn hosted(text: &str) -> Option<String> {
    let bare = text.trim_start_matches('/');
    if text.contains("://") || text.contains(['@', '<', '[', '(']) || text.starts_with('/') && !text.starts_with("//") {
        return None;
    }
    let host = bare.split(['/', '?', '#']).next()?;
    let host = host.split_once(':').map_or(host, |(host, _)| host);
    let top = host.rsplit_once('.').map(|(_, top)| top)?;
    let is_top = top.chars().count() > 1 && top.chars().all(char::is_alphabetic);
    let first = host.chars().next().is_some_and(char::is_alphanumeric);
    (is_top && first).then(|| format!("https://{bare}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_meant_by_text_that_is_no_address() {
        for (text, expected) in [
            ("www.example.org/x", Some("https://www.example.org/x")),
            ("example.org", Some("https://example.org")),
            ("example.org:8080/x", Some("https://example.org:8080/x")),
            ("київ.укр/x", Some("https://київ.укр/x")),
            ("//example.org/x", Some("https://example.org/x")),
            ("htps://example.org/x", Some("https://example.org/x")),
            ("htpp://example.org/x", Some("http://example.org/x")),
            ("hhtps://example.org/x", Some("https://example.org/x")),
            ("http//example.org/x", Some("http://example.org/x")),
            ("https:example.org/x", Some("https://example.org/x")),
            ("https:/example.org/x", Some("https://example.org/x")),
            ("https;//example.org/x", Some("https://example.org/x")),
            ("https:\\\\example.org/x", Some("https://example.org/x")),
            ("https: //example.org/x", Some("https://example.org/x")),
            ("https://https://example.org/x", None),
            ("<https://example.org/x>", Some("https://example.org/x")),
            ("[a](https://example.org/x)", Some("https://example.org/x")),
            ("[https://example.org/x](https://example.org/x)", Some("https://example.org/x")),
            ("[https://example.org/y](https://example.org/x)", None),
            ("\"https://example.org/x\"", Some("https://example.org/x")),
            ("https://example.org/a b", Some("https://example.org/a%20b")),
            ("https://example.org/a https://example.org/b", None),
            ("git@github.com:owner/b.git", Some("https://github.com/owner/b")),
            ("ssh://git@github.com/owner/b.git", Some("https://github.com/owner/b")),
            ("ann@example.org", None),
            ("mailto:ann@example.org", None),
            ("ftp://example.org/x", None),
            ("javascript:alert(1.5)", None),
            ("/a/b.html", None),
            ("../a.html", None),
            ("reuters", None),
            ("3.5", None),
            ("Reuters. A report", None),
            ("", None),
        ] {
            assert!(!is_web(text) || expected.is_none(), "{text}");
            assert_eq!(meant(text).as_deref(), expected, "{text}");
        }
        for text in ["https://example.org", "HTTP://EXAMPLE.ORG/a", "https://київ.укр/", "https://[::1]:80/"] {
            assert!(is_web(text), "{text}");
            assert_eq!(meant(text), None, "{text}");
        }
    }
}
