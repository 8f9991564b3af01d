//! The last step of rendering: marks become addresses.
//!
//! Enters: a page's text with marks, and where the page stands. Leaves: the text with relative
//! addresses, or with absolute ones where the page may be served at any depth. Must not know: HTML.

use std::borrow::Cow;
use std::sync::LazyLock;

use memchr::{memchr, memchr2, memmem};

use crate::path::{MARK_CLOSE, MARK_OPEN, SitePath, address, encode, push_relative};
use crate::site::Site;

/// Every page goes through here whole, so the search is one that looks at many bytes at once.
static OPEN: LazyLock<memmem::Finder<'static>> =
    LazyLock::new(|| memmem::Finder::new(MARK_OPEN.to_string().as_bytes()).into_owned());

/// Writes every mark as an address, in one pass. Gives the paths that the site does not hold.
pub(super) fn resolve(site: &Site, page: &SitePath, text: &[u8]) -> (Vec<u8>, Vec<String>) {
    let absolute = (page.as_str() == "404.html").then(|| site.base_url.as_ref().map_or("/", |base| base.path()));
    // Marks are percent-encoded: with the page's folder in the same form, what is relative in one form is
    // so in the other, and needs no second encoding.
    let folder = encode(page.folder());
    let mut out = Vec::with_capacity(text.len());
    let mut relative = String::new();
    let mut unknown = Vec::new();
    let mut rest = text;
    while let Some(at) = OPEN.find(rest) {
        out.extend_from_slice(&rest[..at]);
        rest = &rest[at + MARK_OPEN.len_utf8()..];
        let Some((mark, after)) = mark(rest) else { break };
        rest = after;
        // A query comes from asset(); it is no part of the path.
        let end = memchr2(b'?', b'#', mark.as_bytes()).unwrap_or(mark.len());
        let (path, tail) = mark.split_at(end);
        let decoded: Cow<'_, str> = match memchr(b'%', path.as_bytes()) {
            Some(_) => percent_encoding::percent_decode_str(path).decode_utf8_lossy(),
            None => path.into(),
        };
        match site.path(&decoded) {
            Some(target) if absolute.is_none() && tail.starts_with('#') && target == page => {}
            Some(_) => {
                let address = address(path);
                match absolute {
                    Some(base) => out.extend_from_slice([base, address].concat().as_bytes()),
                    None => {
                        relative.clear();
                        push_relative(&folder, address, &mut relative);
                        out.extend_from_slice(relative.as_bytes());
                    }
                }
            }
            None => unknown.push(path.to_owned()),
        }
        out.extend_from_slice(tail.as_bytes());
    }
    out.extend_from_slice(rest);
    (out, unknown)
}

/// A mark and what follows it. A mark is ASCII, so that the first byte that is not begins its end.
fn mark(text: &[u8]) -> Option<(&str, &[u8])> {
    let mut close = [0; 4];
    let close = MARK_CLOSE.encode_utf8(&mut close).as_bytes();
    let at = memchr(close[0], text)?;
    Some((std::str::from_utf8(&text[..at]).ok()?, text[at..].strip_prefix(close)?))
}
