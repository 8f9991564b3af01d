//! The last step of rendering: marks become addresses.
//!
//! Enters: a page's text with marks, and where the page stands. Leaves: the text with relative
//! addresses, or with absolute ones where the page may be served at any depth. Must not know: HTML.

use std::borrow::Cow;

use memchr::{memchr, memchr2};

use crate::path::{MARK_CLOSE, MARK_OPEN, SitePath, address, encode, push_relative};
use crate::site::Site;

/// Writes every mark as an address, in one pass. Gives the paths that the site does not hold.
pub(super) fn resolve(site: &Site, page: &SitePath, text: &[u8]) -> (Vec<u8>, Vec<String>) {
    let absolute = (page.as_str() == "404.html").then(|| site.base_url().map_or("/", |base| base.path()));
    // Marks are percent-encoded: with the page's folder in the same form, what is relative in one form is
    // so in the other, and needs no second encoding.
    let folder = encode(page.folder());
    let mut out = Vec::with_capacity(text.len());
    let mut relative = String::new();
    let mut unknown = Vec::new();
    let mut open = [0; 4];
    let open = MARK_OPEN.encode_utf8(&mut open).as_bytes();
    // Every page goes through here whole, so the search is one that looks at many bytes at once: for the first
    // byte of a mark, which few other characters have.
    let (mut done, mut from) = (0, 0);
    while let Some(at) = memchr(open[0], &text[from..]) {
        from += at;
        let Some((mark, length)) = text[from..].strip_prefix(open).and_then(mark) else {
            from += 1;
            continue;
        };
        out.extend_from_slice(&text[done..from]);
        from += open.len() + length;
        done = from;
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
                    Some(base) => out.extend(base.bytes().chain(address.bytes())),
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
    out.extend_from_slice(&text[done..]);
    (out, unknown)
}

/// A mark, and its length with its end. A mark is ASCII, so that the first byte that is not begins its end.
fn mark(text: &[u8]) -> Option<(&str, usize)> {
    let mut close = [0; 4];
    let close = MARK_CLOSE.encode_utf8(&mut close).as_bytes();
    let at = memchr(close[0], text)?;
    text[at..].starts_with(close).then_some(())?;
    Some((std::str::from_utf8(&text[..at]).ok()?, at + close.len()))
}
