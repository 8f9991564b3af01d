//! The last step of rendering: marks become addresses.
//!
//! Enters: a page's text with marks, and where the page stands. Leaves: the text with relative
//! addresses, or with absolute ones where the page may be served at any depth. Must not know: HTML.

use crate::path::{MARK_CLOSE, MARK_OPEN, SitePath};
use crate::site::Site;

/// Writes every mark as an address, in one pass. Gives the paths that the site does not hold.
pub(super) fn resolve(site: &Site, page: &SitePath, text: &str) -> (String, Vec<String>) {
    let Some(mut open) = text.find(MARK_OPEN) else {
        return (text.to_owned(), Vec::new());
    };
    let absolute = (page.as_str() == "404.html").then(|| site.base_url.as_ref().map_or("/", |base| base.path()));
    let mut out = String::with_capacity(text.len());
    let mut unknown = Vec::new();
    let mut rest = text;
    loop {
        out.push_str(&rest[..open]);
        rest = &rest[open + MARK_OPEN.len_utf8()..];
        let Some(close) = rest.find(MARK_CLOSE) else { break };
        let mark = &rest[..close];
        let (path, fragment) = mark.split_once('#').map_or((mark, None), |(path, fragment)| (path, Some(fragment)));
        // A query comes from asset(); it is no part of the path.
        let (path, query) = path.split_once('?').map_or((path, None), |(path, query)| (path, Some(query)));
        let decoded = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
        // A mark has the whole path; only one that a template made by itself may be written otherwise.
        match site.path(&decoded).or_else(|| site.path(SitePath::new(&decoded).ok()?.as_str())) {
            Some(target) => match absolute {
                Some(base) => {
                    out.push_str(base);
                    out.push_str(&target.encoded());
                }
                None if target == page && fragment.is_some() && query.is_none() => {}
                None => page.push_link_to(target, &mut out),
            },
            None => unknown.push(path.to_owned()),
        }
        if let Some(query) = query {
            out.push('?');
            out.push_str(query);
        }
        if let Some(fragment) = fragment {
            out.push('#');
            out.push_str(fragment);
        }
        rest = &rest[close + MARK_CLOSE.len_utf8()..];
        match rest.find(MARK_OPEN) {
            Some(next) => open = next,
            None => break,
        }
    }
    out.push_str(rest);
    (out, unknown)
}
