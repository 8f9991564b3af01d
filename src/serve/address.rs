//! What a request's path means on a site.
//!
//! Enters: the path as the client sent it, and the base path. Leaves: a place on the site, or none.
//! Must not know: what stands there, nor the disk.

use percent_encoding::percent_decode_str;

use crate::path::{BaseUrl, SitePath};
use crate::site::Site;

/// Where a request leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// To what the site has, or might have, at this path.
    Here(SitePath),
    /// On to this address.
    Redirect(String),
    /// To the site's own address: it was asked for without its base path.
    Home(String),
    /// Nowhere on this site.
    Nowhere,
}

/// The base path as it is answered: `/repo/`, or `/`.
pub(super) fn base(site: &Site) -> String {
    site.base_url().map_or("/", BaseUrl::path).to_owned()
}

/// Finds the place that a path means, as GitHub Pages would.
pub(super) fn locate(site: &Site, path: &str) -> Place {
    let base = base(site);
    let (Some((parts, folder)), Some((root, _))) = (split(path), split(&base)) else { return Place::Nowhere };
    if parts.is_empty() && !root.is_empty() {
        return Place::Home(base);
    }
    let Some(below) = parts.strip_prefix(root.as_slice()) else { return Place::Nowhere };
    if below.is_empty() && !folder {
        return Place::Redirect(base);
    }
    let mut text = below.join("/");
    if folder && !below.is_empty() {
        text.push('/');
    }
    let Ok(here) = SitePath::new(&text) else { return Place::Nowhere };
    if !folder
        && site.get(&here).is_none()
        && let Ok(page) = SitePath::new(&format!("{text}/"))
        && site.get(&page).is_some()
    {
        return Place::Redirect(format!("{base}{}", page.encoded()));
    }
    Place::Here(here)
}

/// The parts of a path, decoded one by one, and whether it ends in a slash. `None` for a path that no
/// site has: it has an empty part, `.` or `..` (however written), a slash or a backslash in a part, a
/// control character, or a part that is hidden.
fn split(path: &str) -> Option<(Vec<String>, bool)> {
    if path == "/" {
        return Some((Vec::new(), true));
    }
    let path = path.strip_prefix('/')?;
    let (path, folder) = path.strip_suffix('/').map_or((path, false), |path| (path, true));
    let mut parts = Vec::new();
    for part in path.split('/') {
        let part = percent_decode_str(part).decode_utf8().ok()?;
        let hidden = part.starts_with('.') && part != ".well-known";
        if part.is_empty() || hidden || part.chars().any(|c| c.is_control() || matches!(c, '/' | '\\')) {
            return None;
        }
        parts.push(part.into_owned());
    }
    Some((parts, folder))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::{Entry, Notes, Origin, SiteBuilder};

    fn site(base: Option<&str>) -> Site {
        let mut site = SiteBuilder::default();
        for path in ["", "events/rome/", "404.html", "style.css", "bücher/"] {
            let origin = Origin { what: String::new(), path: None };
            assert!(site.add(SitePath::new(path).unwrap(), Entry::Fixed(b"".into()), origin).is_none());
        }
        site.finish(base.map(|base| BaseUrl::new(base).unwrap()), Notes::default()).0
    }

    fn here(path: &str) -> Place {
        Place::Here(SitePath::new(path).unwrap())
    }

    #[test]
    fn under_a_base_path() {
        let site = site(Some("https://user.github.io/my%20repo"));
        let check = |path: &str, expected: Place| assert_eq!(locate(&site, path), expected, "{path}");
        check("/", Place::Home("/my%20repo/".to_owned()));
        check("/my%20repo", Place::Redirect("/my%20repo/".to_owned()));
        check("/my%20repo/", here(""));
        check("/%6Dy%20repo/events/rome/", here("events/rome/"));
        check("/my%20repo/events/rome", Place::Redirect("/my%20repo/events/rome/".to_owned()));
        check("/my%20repo/b%C3%BCcher", Place::Redirect("/my%20repo/b%C3%BCcher/".to_owned()));
        check("/my%20repo/gone", here("gone"));
        check("/style.css", Place::Nowhere);
        check("/my%20repository/", Place::Nowhere);
    }

    #[test]
    fn at_the_root() {
        let site = site(None);
        assert_eq!(locate(&site, "/"), here(""));
        assert_eq!(locate(&site, "/style.css"), here("style.css"));
        assert_eq!(locate(&site, "/style.css/"), here("style.css/"));
        assert_eq!(locate(&site, "/events/rome"), Place::Redirect("/events/rome/".to_owned()));
    }

    #[test]
    fn no_path_leaves() {
        let site = site(None);
        for path in [
            "",
            "*",
            "//",
            "//etc/passwd",
            "/..",
            "/../etc/passwd",
            "/..%2f..%2fetc/passwd",
            "/%2e%2e/",
            "/events/../style.css",
            "/./style.css",
            "/events//rome/",
            "/events/rome//",
            "/..%5c..%5cetc",
            "/a\\b",
            "/%00",
            "/style.css%00.html",
            "/%0d%0ax",
            "/%ff",
            "/.annals-files",
            "/%2eannals-files",
            "/.git/config",
            "/%EF%B7%90",
        ] {
            assert_eq!(locate(&site, path), Place::Nowhere, "{path}");
        }
    }
}
