//! `annals serve`, as a browser, a stranger and a system that ends it see it.
//!
//! The real program, a socket and HTTP written by hand: a client library would not send what is tried here.
#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "a test is a client, and lays out sites")]

mod client;
mod hostile;

use std::fs;
use std::io::Write;
use std::net::TcpListener;
use std::process::Command;

use client::{Server, command, site};

use crate::support::repository;

#[test]
fn the_site_stands_under_its_base_path() {
    let folder = site(&[]);
    let server = Server::start(folder.path(), &["--base-url", "https://user.github.io/repo"]);
    assert_eq!(server.base, "/repo/");
    let home = server.get("/repo/");
    assert_eq!(home.status, 200);
    assert!(home.text().contains("Talks in Rome"));
    assert_eq!(home.header("cache-control"), Some("no-store"));
    for (from, to) in [
        ("/", "/repo/"),
        ("/?a=b", "/repo/?a=b"),
        ("/repo", "/repo/"),
        ("/repo/events/rome-talks", "/repo/events/rome-talks/"),
        ("/repo/events/rome-talks?a=/b", "/repo/events/rome-talks/?a=/b"),
        ("/repo/tags", "/repo/tags/"),
    ] {
        let answer = server.get(from);
        assert!(matches!(answer.status, 301 | 302), "{from}: {answer:?}");
        assert_eq!(answer.header("location"), Some(to), "{from}");
    }
    for path in ["/repo/nothing", "/repo/events/", "/repo/data/", "/repo/data", "/repository/", "/style.css"] {
        let answer = server.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.text().contains("href=\"/repo/\""), "{path}: the site's own page leads home");
    }
}

#[test]
fn at_the_root_and_with_the_address_of_the_settings() {
    let folder = site(&[]);
    let server = Server::start(folder.path(), &[]);
    assert_eq!((server.base.as_str(), server.get("/").status), ("/", 200));
    server.hear("Serving 1 event at");
    server.hear("Held back: 1 document.");
    server.hear("Checked 1 event: nothing to mend.");
    let folder = site(&[("annals.yaml", "title: A\nbase_url: https://example.org/a/b/\n")]);
    assert_eq!(Server::start(folder.path(), &[]).base, "/a/b/");
}

#[test]
fn it_is_what_build_writes() {
    let folder = site(&[]);
    let address = "https://example.org/x/";
    let output = folder.path().join("public");
    let built = Command::new(env!("CARGO_BIN_EXE_annals"))
        .args(["build", "-q", "-u", address, "--root"])
        .arg(folder.path())
        .status()
        .unwrap();
    assert!(built.success());
    let server = Server::start(folder.path(), &["-u", address]);
    let list = fs::read_to_string(output.join(".annals-files")).unwrap();
    for path in list.lines().filter(|path| !path.starts_with('.')) {
        let answer = server.get(&format!("/x/{path}"));
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.body == fs::read(output.join(path)).unwrap(), "{path} differs");
    }
}

#[test]
fn every_kind_has_its_type() {
    let folder = site(&[("static/feed.xml", "<x/>"), ("static/a.TXT", "a")]);
    let picture = "tests/cases/broken-image/good/site/content/events/room.png";
    fs::copy(repository().join(picture), folder.path().join("static/p.png")).unwrap();
    let server = Server::start(folder.path(), &[]);
    for (path, kind) in [
        ("/", "text/html; charset=utf-8"),
        ("/404.html", "text/html; charset=utf-8"),
        ("/style.css", "text/css; charset=utf-8"),
        ("/annals.js", "text/javascript; charset=utf-8"),
        ("/favicon.svg", "image/svg+xml; charset=utf-8"),
        ("/fonts/newsreader.woff2", "font/woff2"),
        ("/data.json", "application/json; charset=utf-8"),
        ("/data/figures.bin", "application/octet-stream"),
        ("/feed.xml", "application/xml; charset=utf-8"),
        ("/a.TXT", "text/plain; charset=utf-8"),
        ("/p.png", "image/png"),
    ] {
        let answer = server.get(path);
        assert_eq!((answer.status, answer.header("content-type")), (200, Some(kind)), "{path}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
    }
}

#[test]
fn a_file_is_sent_as_it_lies_there() {
    let bytes: Vec<u8> = (0..1_000_003_u32).map(|at| ((at * 31) >> 3) as u8).collect();
    let folder = site(&[]);
    fs::write(folder.path().join("static/large.mp4"), &bytes).unwrap();
    let server = Server::start(folder.path(), &[]);
    let whole = server.get("/large.mp4");
    assert!(whole.body == bytes);
    assert_eq!(whole.header("content-length"), Some("1000003"));
    for (range, status, expected) in [
        ("bytes=0-9", 206, &bytes[..10]),
        ("bytes=999000-", 206, &bytes[999_000..]),
        ("bytes=-5", 206, &bytes[999_998..]),
        ("bytes=5-1,7-8", 200, &bytes[..]),
    ] {
        let answer = server.ask("GET", "/large.mp4", &format!("Range: {range}\r\n"));
        assert_eq!(answer.status, status, "{range}");
        assert!(answer.body == expected, "{range}: {} bytes", answer.body.len());
    }
    let answer = server.ask("GET", "/large.mp4", "Range: bytes=1000003-\r\n");
    assert_eq!((answer.status, answer.header("content-range")), (416, Some("bytes */1000003")));
    let sheet = server.get("/style.css");
    let part = server.ask("GET", "/style.css", "Range: bytes=3-12\r\n");
    assert_eq!((part.status, &part.body[..]), (206, &sheet.body[3..13]));
}

#[test]
fn drafts_are_shown_when_asked_for() {
    let folder = site(&[]);
    let without = Server::start(folder.path(), &[]);
    assert_eq!(without.get("/events/denial/").status, 404);
    let with = Server::start(folder.path(), &["--drafts"]);
    assert!(with.get("/events/denial/").text().contains("The quiet denial"));
}

#[test]
fn a_broken_site_starts_and_says_what_to_mend() {
    let folder = site(&[
        ("content/events/bad.md", "---\ntitle: \"<script>x</script>\"\ndate: 2022-02-31\ndarft: true\n---\n\nText.\n"),
        ("content/events/worse.md", "---\ntitle: a: b\n---\n\nText.\n"),
    ]);
    let server = Server::start(folder.path(), &["-u", "https://user.github.io/repo/"]);
    for path in ["/repo/", "/repo/events/rome-talks/", "/repo/nothing", "/else"] {
        let answer = server.get(path);
        assert_eq!(answer.status, 500, "{path}");
        assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"));
        let text = answer.text();
        assert!(text.starts_with("<!DOCTYPE html>\n<html lang=\"en\">") && text.contains("<title>"), "{text}");
        for words in ["bad.md:3:", "bad.md:4:1: error[unknown-key]", "did you mean", "worse.md:2:"] {
            assert!(text.contains(words), "{words}: {text}");
        }
        assert!(!text.contains("<script") && !text.contains("href="), "{text}");
        let policy = answer.header("content-security-policy").unwrap();
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
    }
    assert_eq!(server.get("/").header("location"), Some("/repo/"));
    assert_eq!(server.get("/repo/data.json").status, 200);
    let said = server.hear("Serving what is to be mended");
    assert!(said.contains("error[unknown-key]") && !said.contains("Checked"), "{said}");
    // Settings that cannot be read, and templates that do not parse.
    let folder = site(&[("annals.yaml", "title: [\n")]);
    assert_eq!(Server::start(folder.path(), &[]).get("/").status, 500);
    let folder = site(&[("templates/tags.html", "{% if %}")]);
    let answer = Server::start(folder.path(), &[]).get("/");
    assert_eq!(answer.status, 500);
    assert!(answer.text().contains("templates/tags.html:1:"), "{}", answer.text());
}

#[test]
fn a_template_that_fails_shows_in_its_page() {
    let folder = site(&[("templates/tags.html", "<p>\n{{ page.nothing.at.all }}</p>\n")]);
    let server = Server::start(folder.path(), &[]);
    let answer = server.get("/tags/");
    assert_eq!(answer.status, 500);
    assert!(answer.text().contains("templates/tags.html:2:"), "{}", answer.text());
    assert_eq!(server.get("/").status, 200);
    let said = server.hear("Checked 1 event: 1 error.");
    assert!(said.contains("templates/tags.html:2:"), "{said}");
    // A link of a template that leads nowhere stops a build, so it is shown too.
    let folder = site(&[("templates/404.html", "<a href=\"{{ link(path='gone/') }}\">x</a>\n")]);
    let server = Server::start(folder.path(), &[]);
    let answer = server.get("/nothing");
    assert_eq!(answer.status, 500);
    assert!(answer.text().contains("/gone/"), "{}", answer.text());
}

#[test]
fn a_taken_port() {
    let folder = site(&[]);
    // Whoever holds it, it is taken from now on.
    let _held = TcpListener::bind("127.0.0.1:3333");
    let server = Server::of(&mut command(folder.path(), &[]));
    let port: u16 = server.address.rsplit(':').next().unwrap().parse().unwrap();
    assert!((3334..3433).contains(&port), "{port}");
    assert_eq!(server.get("/").status, 200);
    let output = command(folder.path(), &["--port", &port.to_string()]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains(&format!("port {port} is taken")) && said.contains("--port"), "{said}");
    // Nothing is said about the site by a server that does not start.
    assert_eq!(said.lines().count(), 1, "{said}");
}

#[test]
fn places_that_cannot_be_listened_at() {
    let folder = site(&[]);
    for arguments in [&["--host", "203.0.113.1"][..], &["--host", ""], &["--port", "65536"], &["--host", "not a host"]]
    {
        let output = command(folder.path(), arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(String::from_utf8(output.stderr).unwrap().contains(arguments[0]), "{arguments:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn without_a_browser_the_address_is_said() {
    let folder = site(&[]);
    let empty = tempfile::tempdir().unwrap();
    let server = Server::of(command(folder.path(), &["--port", "0", "--open"]).env("PATH", empty.path()));
    server.hear("The browser could not be opened");
    assert_eq!(server.get("/").status, 200);
}

#[test]
fn quiet_says_no_more_than_it_must() {
    let folder = site(&[]);
    let server = Server::start(folder.path(), &["--quiet"]);
    assert_eq!(server.get("/").status, 200);
    assert_eq!(server.said.lock().unwrap().lines().count(), 1);
}

#[cfg(unix)]
#[test]
fn it_ends_when_it_is_told_to() {
    let folder = site(&[]);
    for signal in ["TERM", "INT"] {
        let server = Server::start(folder.path(), &[]);
        // Neither an idle connection nor one that is being sent to holds it up.
        let mut idle = server.connect();
        idle.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n").unwrap();
        let status = server.end(signal);
        assert_eq!(status.code(), Some(0), "{signal}");
    }
}
