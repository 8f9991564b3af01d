//! Strangers: foreign names, paths that would leave, links, floods and garbage.

use std::fs;
use std::io::{Read, Write};
use std::thread;

use super::client::{Server, site};

#[test]
fn only_our_own_names_are_answered() {
    let folder = site(&[]);
    let server = Server::start(folder.path(), &["--drafts"]);
    let with = |head: &str| server.send(format!("{head}\r\nConnection: close\r\n\r\n").as_bytes());
    let port = server.address.rsplit(':').next().unwrap();
    for host in
        ["localhost", "LocalHost:1", "127.0.0.1", "[::1]:3333", "preview.localhost", &format!("localhost:{port}")]
    {
        assert_eq!(with(&format!("GET / HTTP/1.1\r\nHost: {host}")).status, 200, "{host}");
    }
    for head in [
        "GET / HTTP/1.1\r\nHost: evil.example",
        &format!("GET / HTTP/1.1\r\nHost: evil.example:{port}"),
        "GET / HTTP/1.1\r\nHost: 127.0.0.1.evil.example",
        "GET / HTTP/1.1\r\nHost: localhost.evil.example",
        "GET / HTTP/1.1\r\nHost: localhost@evil.example",
        "GET / HTTP/1.1\r\nHost: ",
        "GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example",
        "GET http://evil.example/ HTTP/1.1\r\nHost: localhost",
        "GET / HTTP/1.1\r\nX-Forwarded-Host: localhost",
        "GET / HTTP/1.0\r\nAccept: */*",
        "POST / HTTP/1.1\r\nHost: evil.example",
    ] {
        let answer = with(head);
        assert_eq!(answer.status, 421, "{head}");
        assert!(!answer.text().contains("quiet denial") && !answer.text().contains("evil"), "{head}");
    }
    let named = Server::start(folder.path(), &["--host", "localhost"]);
    assert_eq!(named.get("/").status, 200);
}

#[test]
fn no_path_leaves_the_site() {
    let folder = site(&[]);
    let server = Server::start(folder.path(), &[]);
    for path in [
        "/../secret.txt",
        "/../../../../../../etc/passwd",
        "/..%2f..%2fetc/passwd",
        "/%2e%2e/",
        "/%2e%2e/secret.txt",
        "/%2E%2E%2Fsecret.txt",
        "/.%2e/secret.txt",
        "/data/..%2f..%2fsecret.txt",
        "/data/%2e%2e/%2e%2e/secret.txt",
        "//etc/passwd",
        "//secret.txt",
        "/%2fetc%2fpasswd",
        "/..\\secret.txt",
        "/..%5csecret.txt",
        "/%00",
        "/data.json%00",
        "/%00/../secret.txt",
        "/data.json/",
        "/data.json/../../secret.txt",
        "/%c0%ae%c0%ae/secret.txt",
        "/%252e%252e/secret.txt",
        "/%EF%BF%BE",
        "/%",
        "/%zz",
        "/.hidden",
        "/%2ehidden",
        "/.annals-files",
        "/.annals/",
        "/annals.yaml",
        "/content/index.md",
        "/templates/base.html",
        "/static/data.json",
        &format!("/{}", "a/".repeat(3000)),
        &format!("/{}", "%2e%2e%2f".repeat(500)),
    ] {
        let answer = server.get(path);
        // hyper refuses what is no path at all before we see it.
        assert!(matches!(answer.status, 400 | 404), "{path}: {}", answer.status);
        let text = String::from_utf8_lossy(&answer.body);
        assert!(!text.contains("not for the world") && !text.contains("root:") && !text.contains("marker"), "{path}");
    }
    assert_eq!(server.get("/").status, 200);
    assert!(!server.said.lock().unwrap().contains("panicked"));
}

#[cfg(unix)]
#[test]
fn a_link_put_in_a_files_place_is_not_followed() {
    use std::os::unix::fs::symlink;
    let folder = site(&[("static/deep/er/a.bin", "first"), ("other/er/a.bin", "not for the world")]);
    let server = Server::start(folder.path(), &[]);
    assert_eq!(server.get("/deep/er/a.bin").text(), "first");
    fs::write(folder.path().join("static/deep/er/a.bin"), "second").unwrap();
    assert_eq!(server.get("/deep/er/a.bin").text(), "second");
    fs::rename(folder.path().join("static/deep"), folder.path().join("gone")).unwrap();
    assert_eq!(server.get("/deep/er/a.bin").status, 404);
    symlink("../other", folder.path().join("static/deep")).unwrap();
    assert_eq!(server.get("/deep/er/a.bin").status, 404);
    fs::remove_file(folder.path().join("static/data.json")).unwrap();
    symlink("../secret.txt", folder.path().join("static/data.json")).unwrap();
    assert_eq!(server.get("/data.json").status, 404);
}

#[test]
fn reading_is_all_there_is() {
    let folder = site(&[]);
    let server = Server::start(folder.path(), &[]);
    for path in ["/", "/style.css", "/data/figures.bin", "/nothing", "/tags"] {
        let (get, head) = (server.get(path), server.ask("HEAD", path, ""));
        assert_eq!(head.status, get.status, "{path}");
        assert!(head.body.is_empty(), "{path}");
        assert_eq!(head.header("content-length"), Some(get.body.len().to_string().as_str()), "{path}");
        assert_eq!(head.header("content-type"), get.header("content-type"), "{path}");
    }
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "BREW"] {
        let answer = server.ask(method, "/", "Content-Length: 0\r\n");
        assert_eq!((answer.status, answer.header("allow")), (405, Some("GET, HEAD")), "{method}");
    }
    let answer = server.ask("POST", "/", "Content-Length: 5\r\n\r\nhello");
    assert_eq!(answer.status, 405);
}

#[test]
fn many_at_once() {
    let folder = site(&[]);
    let server = Server::start(folder.path(), &[]);
    let home = server.get("/").body;
    thread::scope(|scope| {
        for _ in 0..32 {
            scope.spawn(|| {
                for _ in 0..8 {
                    assert!(server.get("/").body == home);
                    assert_eq!(server.get("/data/figures.bin").body, "0123456789\u{0}\u{7f}é".as_bytes());
                    assert_eq!(server.get("/nothing").status, 404);
                }
            });
        }
    });
    // Several on one connection.
    let mut stream = server.connect();
    let one = format!("GET /data.json HTTP/1.1\r\nHost: {}\r\n", server.address);
    stream.write_all(format!("{one}\r\n{one}\r\n{one}Connection: close\r\n\r\n").as_bytes()).unwrap();
    let mut all = String::new();
    stream.read_to_string(&mut all).unwrap();
    assert_eq!(all.matches("HTTP/1.1 200 OK").count(), 3, "{all}");
}

#[test]
fn bad_clients_harm_only_themselves() {
    let folder = site(&[]);
    let server = Server::start(folder.path(), &[]);
    let mut open = Vec::new();
    for garbage in [
        &b""[..],
        b"\0\0\0\0",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX: ",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET \xff\xfe HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999999999\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzzz\r\n",
        &b"\r\n".repeat(10_000),
        &b"A".repeat(1 << 20),
    ] {
        let mut stream = server.connect();
        // The other side may have had enough before it is all sent.
        let _ = stream.write_all(garbage);
        open.push(stream);
    }
    assert_eq!(server.get("/").status, 200);
    drop(open);
    for _ in 0..50 {
        let mut stream = server.connect();
        let _ = stream.write_all(b"GET /style.css HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }
    assert_eq!(server.get("/").status, 200);
    assert!(!server.said.lock().unwrap().contains("panicked"));
}
