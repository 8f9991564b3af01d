//! The last step of rendering: marks become addresses.
//!
//! Enters: a page's text with marks, and where the page stands. Leaves: the text with relative
//! addresses, or with absolute ones where the page may be served at any depth. Must not know: HTML.

use std::borrow::Cow;
use std::sync::LazyLock;

use memchr::memmem;

use crate::path::{MARK_CLOSE, MARK_OPEN, SitePath, address, encode, push_relative};
use crate::site::Site;

/// Every page goes through here whole, so the search is one that looks at many bytes at once.
static OPEN: LazyLock<memmem::Finder<'static>> =
    LazyLock::new(|| memmem::Finder::new(MARK_OPEN.to_string().as_bytes()).into_owned());

/// Writes every mark as an address, in one pass. Gives the paths that the site does not hold.
pub(super) fn resolve(site: &Site, page: &SitePath, text: &str) -> (String, Vec<String>) {
    let absolute = (page.as_str() == "404.html").then(|| site.base_url.as_ref().map_or("/", |base| base.path()));
    // Marks are percent-encoded: with the page's folder in the same form, what is relative in one form is
    // so in the other, and needs no second encoding.
    let folder = encode(page.folder());
    let mut out = String::with_capacity(text.len());
    let mut unknown = Vec::new();
    let mut rest = text;
    while let Some(at) = OPEN.find(rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at + MARK_OPEN.len_utf8()..];
        let Some(close) = rest.find(MARK_CLOSE) else { break };
        let mark = &rest[..close];
        rest = &rest[close + MARK_CLOSE.len_utf8()..];
        let (path, fragment) = mark.split_once('#').map_or((mark, None), |(path, fragment)| (path, Some(fragment)));
        // A query comes from asset(); it is no part of the path.
        let (path, query) = path.split_once('?').map_or((path, None), |(path, query)| (path, Some(query)));
        let decoded: Cow<'_, str> = match path.contains('%') {
            true => percent_encoding::percent_decode_str(path).decode_utf8_lossy(),
            false => path.into(),
        };
        match site.path(&decoded) {
            Some(target) if absolute.is_none() && fragment.is_some() && query.is_none() && target == page => {}
            Some(_) => {
                let address = address(path);
                match absolute {
                    Some(base) => out.extend([base, address]),
                    None => push_relative(&folder, address, &mut out),
                }
            }
            None => unknown.push(path.to_owned()),
        }
        for (sign, part) in [('?', query), ('#', fragment)] {
            if let Some(part) = part {
                out.push(sign);
                out.push_str(part);
            }
        }
    }
    out.push_str(rest);
    (out, unknown)
}
