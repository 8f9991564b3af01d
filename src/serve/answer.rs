//! One request, one answer.
//!
//! Enters: the head of a request. Leaves: a response. Must not know: sockets. The disk is touched for
//! one thing only: to open a file at the path that the site, not the request, names.

use std::borrow::Cow;
use std::io::{Seek, SeekFrom};

use hyper::body::Bytes;
use hyper::header::{
    ACCEPT_RANGES, ALLOW, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
    HeaderName, HeaderValue, IF_RANGE, LOCATION, RANGE, X_CONTENT_TYPE_OPTIONS,
};
use hyper::http::request::Parts;
use hyper::{HeaderMap, Method, Response, StatusCode};

use super::address::{Place, locate};
use super::body::Body;
use super::file;
use super::host::Hosts;
use super::kind::kind;
use super::page;
use super::range::{Asked, asked};
use super::served::{Outcome, Served};
use crate::path::{ContentPath, SitePath};
use crate::site::{Content, Entry};

const HTML: &str = "text/html; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";

/// Answers a request.
pub(super) fn answer(served: &Served, hosts: &Hosts, head: &Parts) -> Response<Body> {
    let mut answer = choose(served, hosts, head);
    if head.method == Method::HEAD {
        // The head of the answer is that of GET, its length too; what would follow is left out.
        *answer.body_mut() = Body::Whole(Bytes::new());
    }
    answer
}

/// The answer when the program itself went wrong.
pub(super) fn failed() -> Response<Body> {
    text(StatusCode::INTERNAL_SERVER_ERROR, "Annals failed at this page. The terminal says more.\n")
}

fn choose(served: &Served, hosts: &Hosts, head: &Parts) -> Response<Body> {
    if !hosts.allow(head) {
        let words = "Annals does not answer for this host: open the address that it printed when it started.\n";
        return text(StatusCode::MISDIRECTED_REQUEST, words);
    }
    if head.method != Method::GET && head.method != Method::HEAD {
        let answer = text(StatusCode::METHOD_NOT_ALLOWED, "Pages are only read here: GET and HEAD.\n");
        return with(answer, ALLOW, "GET, HEAD");
    }
    let query = head.uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    match locate(served.site(), head.uri.path()) {
        Place::Here(path) => here(served, &path, &head.headers),
        // What GitHub Pages does; the other redirect is ours, and as good as any other start.
        Place::Redirect(to) => redirect(StatusCode::MOVED_PERMANENTLY, &format!("{to}{query}")),
        Place::Home(to) => redirect(StatusCode::FOUND, &format!("{to}{query}")),
        Place::Nowhere => missing(served),
    }
}

fn here(served: &Served, path: &SitePath, headers: &HeaderMap) -> Response<Body> {
    let page = !matches!(served.site().get(path), Some(Entry::Copy(..) | Entry::Fixed(_)));
    if page && let Some(findings) = served.broken() {
        return errors(findings);
    }
    match served.render(path) {
        Some(Outcome::Content(Content::Bytes(bytes))) if page => {
            whole(StatusCode::OK, kind(path.as_str()), owned(bytes))
        }
        Some(Outcome::Content(Content::Bytes(bytes))) => part_of_bytes(path, &owned(bytes), headers),
        Some(Outcome::Content(Content::File(file))) => part_of_file(served, path, file, headers),
        Some(Outcome::Failed(findings)) => errors(&findings),
        None => missing(served),
    }
}

/// The site's own page for what is not there.
fn missing(served: &Served) -> Response<Body> {
    if let Some(findings) = served.broken() {
        return errors(findings);
    }
    let page = SitePath::new("404.html").ok().and_then(|path| served.render(&path));
    match page {
        Some(Outcome::Content(Content::Bytes(bytes))) => whole(StatusCode::NOT_FOUND, HTML, owned(bytes)),
        Some(Outcome::Failed(findings)) => errors(&findings),
        _ => text(StatusCode::NOT_FOUND, "There is nothing at this address.\n"),
    }
}

fn part_of_bytes(path: &SitePath, bytes: &Bytes, headers: &HeaderMap) -> Response<Body> {
    let length = bytes.len() as u64;
    ranged(path, length, headers, |start, end| {
        let place = |at: u64| usize::try_from(at).unwrap_or(bytes.len()).min(bytes.len());
        Body::Whole(bytes.slice(place(start)..place(end)))
    })
}

fn part_of_file(served: &Served, path: &SitePath, file: &ContentPath, headers: &HeaderMap) -> Response<Body> {
    let Ok((mut disk, length)) = file::open(&served.root, file) else {
        return missing(served);
    };
    // The place is set here, on a thread that may wait for the disk.
    let start = match range(headers, length) {
        Asked::Part(part) => part.start,
        Asked::Whole | Asked::Beyond => 0,
    };
    if disk.seek(SeekFrom::Start(start)).is_err() {
        return missing(served);
    }
    ranged(path, length, headers, |start, end| Body::File(tokio::fs::File::from_std(disk), end - start))
}

fn range(headers: &HeaderMap, length: u64) -> Asked {
    // No answer carries what `If-Range` could be held against, so it always asks for the whole.
    let header = headers.get(RANGE).filter(|_| !headers.contains_key(IF_RANGE));
    asked(header.and_then(|header| header.to_str().ok()), length)
}

/// A file, or the part of it that is asked for.
fn ranged(path: &SitePath, length: u64, headers: &HeaderMap, body: impl FnOnce(u64, u64) -> Body) -> Response<Body> {
    let kind = kind(path.as_str());
    let answer = match range(headers, length) {
        Asked::Whole => respond(StatusCode::OK, kind, length, body(0, length)),
        Asked::Part(part) => {
            let place = format!("bytes {}-{}/{length}", part.start, part.end - 1);
            let answer = respond(StatusCode::PARTIAL_CONTENT, kind, part.end - part.start, body(part.start, part.end));
            with(answer, CONTENT_RANGE, &place)
        }
        Asked::Beyond => {
            let answer = text(StatusCode::RANGE_NOT_SATISFIABLE, "The file ends before that.\n");
            with(answer, CONTENT_RANGE, &format!("bytes */{length}"))
        }
    };
    with(answer, ACCEPT_RANGES, "bytes")
}

fn errors(findings: &str) -> Response<Body> {
    let answer = whole(StatusCode::INTERNAL_SERVER_ERROR, HTML, Bytes::copy_from_slice(findings.as_bytes()));
    with(answer, CONTENT_SECURITY_POLICY, &page::policy())
}

fn redirect(status: StatusCode, to: &str) -> Response<Body> {
    with(text(status, &format!("{to}\n")), LOCATION, to)
}

fn text(status: StatusCode, words: &str) -> Response<Body> {
    whole(status, TEXT, Bytes::copy_from_slice(words.as_bytes()))
}

fn whole(status: StatusCode, kind: &'static str, bytes: Bytes) -> Response<Body> {
    respond(status, kind, bytes.len() as u64, Body::Whole(bytes))
}

fn respond(status: StatusCode, kind: &'static str, length: u64, body: Body) -> Response<Body> {
    let mut answer = Response::new(body);
    *answer.status_mut() = status;
    let headers = answer.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(CONTENT_LENGTH, length.into());
    // A page changes as often as its author saves it.
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    answer
}

/// Adds a header; one that cannot be written is left out.
fn with(mut answer: Response<Body>, name: HeaderName, value: &str) -> Response<Body> {
    if let Ok(value) = HeaderValue::from_str(value) {
        answer.headers_mut().insert(name, value);
    }
    answer
}

fn owned(bytes: Cow<'_, [u8]>) -> Bytes {
    Bytes::from(bytes.into_owned())
}
