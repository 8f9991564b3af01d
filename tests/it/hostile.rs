//! Input that nobody writes by accident: each is answered by a diagnostic at the right place, soon, and
//! never by a panic.

mod claims;

use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

use annals::tree::Tree;
use proptest::prelude::*;

use crate::support::{Made, Outcome, event, outcome_of, repository, text_file};

/// Far more than any of these needs, even in a debug build on a busy machine.
const SOON: Duration = Duration::from_secs(20);

/// An event that is fine but for what is in it.
fn body(text: &str) -> Made {
    Made::site().with("content/events/a.md", event("title: A\ndate: 2022", text))
}

fn front(lines: &str) -> Made {
    Made::site().with("content/events/a.md", event(lines, "Text."))
}

/// Asserts that a site has these findings, and no others, in good time.
#[track_caller]
fn gives(made: &Made, expected: &[&str]) -> Outcome {
    let start = Instant::now();
    let outcome = made.outcome();
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
    let shown: String = outcome.text.chars().take(2000).collect();
    assert_eq!(outcome.places(), expected, "{shown}");
    outcome
}

#[test]
fn a_fifo_is_no_document() {
    if !cfg!(unix) {
        println!("there are no FIFOs on this system");
        return;
    }
    let made = Made::site().with("content/events/b.md", event("title: B\ndate: 2022", "Text."));
    for name in ["content/events/a.md", "content/index.md", "static/pipe", "templates/pipe.html"] {
        fs::create_dir_all(made.path(name).parent().unwrap()).unwrap();
        let made = Command::new("mkfifo").arg(made.path(name)).status();
        if !made.is_ok_and(|status| status.success()) {
            println!("mkfifo does not run here, so FIFOs are not tried");
            return;
        }
    }
    let expected = ["content/events/a.md", "content/index.md", "static/pipe", "templates/pipe.html"]
        .map(|path| format!("{path} not-a-file"));
    gives(&made, &expected.each_ref().map(String::as_str));
    made.run(&["build"]).exits(1).says("a FIFO");
    assert!(!made.path("public").exists());
}

#[test]
fn a_folder_with_the_name_of_a_document() {
    let made = Made::site().with("content/events/x.md/inner.md", "x");
    gives(&made, &["content/events/x.md not-a-file"]);
}

#[cfg(unix)]
#[test]
fn links_out_of_the_site_are_not_followed() {
    use std::os::unix::fs::symlink;
    let made = Made::site().with_event("b");
    let outside = Made::empty().with("secret.md", event("title: Secret\ndate: 2022", "Text.")).with("x.png", "x");
    fs::create_dir_all(made.path("static")).unwrap();
    symlink(outside.path("secret.md"), made.path("content/events/a.md")).unwrap();
    symlink(outside.root(), made.path("content/events/folder")).unwrap();
    symlink(made.root(), made.path("content/events/loop")).unwrap();
    symlink("/etc/passwd", made.path("static/passwd")).unwrap();
    symlink("nowhere", made.path("static/nowhere")).unwrap();
    let expected =
        ["content/events/a.md", "content/events/folder", "content/events/loop", "static/nowhere", "static/passwd"]
            .map(|path| format!("{path} link-leaves-site"));
    gives(&made, &expected.each_ref().map(String::as_str));
}

#[cfg(unix)]
#[test]
fn a_whole_folder_that_is_a_link_is_not_followed() {
    let outside =
        Made::empty().with("events/secret.md", event("title: Secret\ndate: 2022", "Text.")).with("x.txt", "x");
    for name in ["content", "static", "templates"] {
        let made = Made::site();
        std::os::unix::fs::symlink(outside.root(), made.path(name)).unwrap();
        let outcome = gives(&made, &[&format!("{name} link-leaves-site")]);
        assert!(!outcome.files.iter().any(|path| path.contains("secret") || path.contains("x.txt")));
    }
}

#[cfg(unix)]
#[test]
fn names_that_cannot_be_addresses() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let good = event("title: A\ndate: 2022", "Text.");
    for name in ["a\nb.md", "a\\b.md", "a\u{7}b.md", "a\u{FDD0}b.md"] {
        let made = Made::site().with(&format!("content/events/{name}"), &good);
        let outcome = gives(&made, &["content/events/a_b.md bad-file-name"]);
        assert!(!outcome.text.contains('\u{7}') && outcome.text.lines().count() == 3, "{}", outcome.text);
    }
    let made = Made::site();
    fs::create_dir_all(made.path("content/events")).unwrap();
    fs::write(made.path("content/events").join(OsStr::from_bytes(b"a\xFF.md")), &good).unwrap();
    gives(&made, &["content/events/a\u{FFFD}.md bad-file-name"]);
    let made = Made::site().with("static/a\\b.txt", "x").with("static/c\nd.txt", "x");
    gives(&made, &["static/a_b.txt bad-file-name", "static/c_d.txt bad-file-name"]);
    // Two bad names near one path hide nothing: the site is not built.
    let made = Made::site().with("content/events/a\\b.md", &good).with("content/events/a_b.md", &good);
    assert!(!made.outcome().built);
}

#[test]
fn bytes_that_are_no_text() {
    let bad = b"---\ntitle: A\ndate: 2022\n---\n\nCaf\xE9 \xFF\xFE\n";
    for path in
        ["content/events/a.md", "content/index.md", "content/sources.yaml", "annals.yaml", "templates/page.html"]
    {
        let outcome = gives(&Made::site().with(path, bad), &[&format!("{path} not-utf8")]);
        assert!(outcome.text.starts_with(&format!("{path}:6:4: ")), "{}", outcome.text);
    }
    let nul = Made::site().with("content/events/a.md", "---\ntitle: A\0B\ndate: 2022\n---\n");
    gives(&nul, &["content/events/a.md forbidden-character"]);
}

#[test]
fn yaml_bombs() {
    let mut bomb = String::from("title: A\ndate: 2022\ntags: &a [x, x, x, x, x, x, x, x, x]\n");
    for (name, before) in ('b'..='j').zip('a'..) {
        bomb.push_str(&format!("place: &{name} [{}]\n", vec![format!("*{before}"); 9].join(", ")));
    }
    for made in [front(bomb.trim_end()), Made::empty().with("annals.yaml", bomb.replace("date: 2022\n", ""))] {
        let start = Instant::now();
        let outcome = made.outcome();
        assert!(outcome.has("yaml-anchor") && !outcome.built, "{}", outcome.text);
        assert!(start.elapsed() < SOON);
    }
    for (text, code) in [
        ("[".repeat(60_000), "yaml-nesting"),
        ("{".repeat(60_000), "yaml-nesting"),
        ("[{".repeat(30_000), "yaml-nesting"),
    ] {
        gives(&front(&format!("title: A\ndate: 2022\ntags: {text}")), &[&format!("content/events/a.md {code}")]);
        let sources = Made::site().with("content/sources.yaml", format!("a: {text}"));
        gives(&sources, &[&format!("content/sources.yaml {code}")]);
    }
    // 200 KB of brackets are more than front matter may hold.
    let brackets = "[".repeat(200_000);
    gives(&front(&brackets), &["content/events/a.md front-matter-too-large"]);
    let sources = Made::site().with("content/sources.yaml", &brackets);
    assert!(!gives(&sources, &["content/sources.yaml yaml-nesting"]).built);
    let config = Made::empty().with("annals.yaml", &brackets);
    gives(&config, &["annals.yaml front-matter-too-large"]);
    let deep: String = (0..300).map(|depth| format!("{}-\n", " ".repeat(depth + 1))).collect();
    assert!(!front(&format!("title: A\ndate: 2022\ntags:\n{}", deep.trim_end())).outcome().built);
}

#[test]
fn markdown_bombs() {
    let deep = "content/events/a.md markdown-nesting";
    gives(&body(&format!("{}deep", "> ".repeat(10_000))), &[deep]);
    gives(&body(&">".repeat(1_000_000)), &[deep]);
    gives(&body(&"> ".repeat(500_000)), &[deep]);
    gives(&body(&"x ".repeat(1 << 20)), &["content/events/a.md document-too-large"]);
    for text in [
        "[".repeat(200_000),
        "![".repeat(100_000),
        "[a](".repeat(50_000),
        "*a ".repeat(100_000),
        "`".repeat(200_000),
        "<".repeat(200_000),
        "<div>".repeat(20_000),
        "&#".repeat(100_000),
        "[^1]".repeat(50_000),
        "| a ".repeat(50_000),
        "- ".repeat(50_000),
        "1. ".repeat(50_000),
        "[a]: b\n".repeat(20_000),
        "# a\n".repeat(20_000),
        "[x][y] ".repeat(20_000),
        "<!--".repeat(50_000),
        "![a](javascript:x) ".repeat(10_000),
    ] {
        let start = Instant::now();
        let outcome = body(&text).outcome();
        let shown: String = text.chars().take(10).collect();
        assert!(start.elapsed() < SOON, "{shown}: {:?}", start.elapsed());
        assert!(outcome.found.len() <= 21, "{shown}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn bombs_are_answered_in_bounded_memory() {
    let texts = [">".repeat(1_000_000), "[".repeat(1_000_000), "<b>".repeat(300_000), "*a_ ".repeat(250_000)];
    let made = texts.iter().enumerate().fold(Made::site(), |made, (number, text)| {
        made.with(&format!("content/events/e{number}.md"), event("title: A\ndate: 2022", text))
    });
    let made = made
        .with("content/sources.yaml", "[".repeat(1_000_000))
        .with("content/events/a.md", event(&format!("title: A\ndate: 2022\ntags: {}", "[a, ".repeat(16_000)), "Text."))
        .with("content/events/b.md", event("title: B\ndate: 2022", &"x ".repeat(1 << 20)));
    let program = env!("CARGO_BIN_EXE_annals");
    let limited = format!("ulimit -v 1000000; RAYON_NUM_THREADS=2 exec '{program}' check --format short");
    let start = Instant::now();
    let output = Command::new("sh").args(["-c", &limited]).current_dir(made.root()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("document-too-large") && said.contains("yaml-nesting"), "{said}");
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
}

#[test]
fn addresses_that_leave_the_site() {
    for slug in ["../../x", "a/b", "..", "/", "a%2Fb", "x?y", "\"C:\"", "\"a\\\\b\"", ".", "index.html"] {
        gives(&front(&format!("title: A\ndate: 2022\nslug: {slug}")), &["content/events/a.md bad-slug"]);
    }
    for alias in ["../../etc/passwd", "a/../../b", "https://example.org/x", "\"a\\\\b\"", "x?y", "\"x#y\"", "a%2e%2e"] {
        gives(&front(&format!("title: A\ndate: 2022\naliases: [{alias}]")), &["content/events/a.md bad-alias"]);
    }
    for alias in ["/", "index.html", "/events/a/", "style.css", ".nojekyll", "404.html", "events/a/index.html"] {
        let outcome = front(&format!("title: A\ndate: 2022\naliases: [{alias}]")).outcome();
        assert!(outcome.has("duplicate-address"), "{alias}: {}", outcome.text);
    }
    // The list of what Annals wrote belongs to no document.
    for alias in [".annals-files", "/.annals-files/", "/.Annals-Files"] {
        assert!(!front(&format!("title: A\ndate: 2022\naliases: [{alias}]")).outcome().built, "{alias}");
    }
    for name in [".annals-files", ".ANNALS-FILES", ".Annals-files/x"] {
        assert!(!Made::site().with(&format!("static/{name}"), "x").outcome().built, "{name}");
    }
    for link in
        ["../../../etc/passwd", "..%2f..%2f..%2fetc/passwd", "/../x", "file:///etc/passwd", "//example.org/x.md"]
    {
        let outcome = body(&format!("![x]({link})")).outcome();
        assert!(!outcome.built, "{link}: {}", outcome.text);
    }
}

#[test]
fn characters_that_mark_addresses() {
    let forbidden = "content/events/a.md forbidden-character";
    gives(&front("title: \"A\\uFDD0B\"\ndate: 2022"), &[forbidden]);
    gives(&front("title: \"A\\uFDD1B\"\ndate: 2022"), &[forbidden]);
    gives(&front("title: A\ndate: 2022\ntags: [\"a\\uFDD0\"]"), &[forbidden]);
    gives(&front("title: A\ndate: 2022\nsources:\n  - title: \"a\\uFDD0\""), &[forbidden]);
    gives(&body("a\u{FDD0}index.html\u{FDD1}"), &[forbidden, forbidden]);
    for text in ["&#xFDD0;x&#xFDD1;", "&#64976;x", "`&#xFDD0;`\u{FDD0}", "[a](x&#xFDD0;)", "![a&#xFDD0;](x.png)"] {
        let outcome = body(text).outcome();
        assert!(outcome.has("forbidden-character") && !outcome.built, "{text}: {}", outcome.text);
    }
    let raw = front("title: A\u{FDD0}B\ndate: 2022").outcome();
    assert!(!raw.built, "{}", raw.text);
    let config = Made::empty().with("annals.yaml", "title: \"A\\uFDD0\"\n").outcome();
    assert!(!config.built);
    let key = Made::site().with("content/sources.yaml", "\"a\\uFDD0\":\n  title: x\n").outcome();
    assert!(!key.built, "{}", key.text);
}

#[test]
fn control_characters_are_refused_in_titles_ids_and_texts() {
    let controls = (0..0x20).chain(0x7F..0xA0).filter_map(char::from_u32);
    for c in controls.filter(|c| !matches!(c, '\t' | '\n' | '\r')) {
        let name = format!("U+{:04X}", u32::from(c));
        // In YAML 1.1 the next-line character ends a line, so that none is left in the value.
        let typed = if c == '\u{85}' { '\u{84}' } else { c };
        for made in [
            front(&format!("title: \"A\\x{:02x}B\"\ndate: 2022", u32::from(c))),
            front(&format!("title: A{typed}B\ndate: 2022")),
            front(&format!("title: A\ndate: \"2022{typed}\"")),
            front(&format!("title: A\ndate: 2022\nrelated: [\"a{typed}\"]")),
            body(&format!("a{c}b")),
            Made::site().with("content/sources.yaml", format!("\"a\\x{:02x}\":\n  title: x\n", u32::from(c))),
        ] {
            let outcome = made.outcome();
            assert!(!outcome.built, "{name}: {}", outcome.text);
            assert!(!outcome.text.chars().any(|c| c.is_control() && c != '\n'), "{name} reaches the terminal");
        }
    }
}

#[test]
fn crowds() {
    // Many of everything in one file: the answer stays short.
    let keys: String = (0..2000).map(|number| format!("key{number}: x\n")).collect();
    let outcome = front(&format!("title: A\ndate: 2022\n{}", keys.trim_end())).outcome();
    assert_eq!(outcome.found.len(), 21, "{}", outcome.text);
    let links: String = (0..2000).map(|number| format!("[x](y{number}.md) ")).collect();
    assert_eq!(body(&links).outcome().found.len(), 21);
    let aliases: Vec<String> = (0..2000).map(|number| format!("/old/{number}/")).collect();
    let outcome = front(&format!("title: A\ndate: 2022\naliases: [{}]", aliases.join(", "))).outcome();
    assert!(outcome.built && outcome.files.len() > 2000, "{}", outcome.text);
    let ids = (0..200).fold(Made::site(), |made, number| {
        made.with(&format!("content/events/{number}/same.md"), event("title: A\ndate: 2022", "Text."))
    });
    assert_eq!(ids.outcome().found.len(), 199);
}

/// Whatever the bytes, there is an answer.
fn answers(path: &str, bytes: &[u8]) {
    let files = vec![
        text_file("annals.yaml", "title: Test\n"),
        text_file("content/events/b.md", "---\ntitle: B\ndate: 2022\nsources: [s]\ntags: [t]\n---\n\n[x](a.md)\n"),
        text_file("content/sources.yaml", "s:\n  title: S\n"),
        text_file(path, &String::from_utf8_lossy(bytes)),
    ];
    outcome_of(Tree::new(files));
}

/// Bytes that look like what belongs in a file more often than chance would have it.
fn pieces() -> impl Strategy<Value = Vec<u8>> {
    let words = prop::sample::select(vec![
        "---\n",
        "title: ",
        "date: ",
        "2022-03-14",
        "sources:\n",
        "  - ",
        "tags: [",
        "]",
        "{",
        "}",
        "\"",
        "'",
        "\n",
        ": ",
        "# ",
        "> ",
        "- ",
        "```\n",
        "[a](",
        ")",
        "![",
        "<script>",
        "</b>",
        "<b>",
        "&#x",
        ";",
        "|",
        "*",
        "_",
        "\\",
        "\u{FEFF}",
        "\r\n",
        "\t",
        "é",
        "\u{FDD0}",
        "{{ ",
        " }}",
        "{% ",
        " %}",
        "for x in events",
        "if page",
        "block main",
        "extends \"theme/page.html\"",
        "link(path=\"",
        "\")",
        "&a ",
        "*a",
        "!!x ",
        "| ",
        ">-\n",
        "~",
        "null",
        "..",
        "/",
        "[^1]",
        "[^1]: ",
        "draft: true",
        "slug: ",
    ]);
    let piece = prop_oneof![
        8 => words.prop_map(|word| word.as_bytes().to_vec()),
        2 => prop::collection::vec(any::<u8>(), 0..8),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// A file of the worked example with one thing wrong.
fn mutated() -> impl Strategy<Value = (String, Vec<u8>)> {
    let files: Vec<(String, Vec<u8>)> = crate::support::files(&repository().join("content"))
        .into_iter()
        .map(|(path, bytes)| (format!("content/{}", path.display()), bytes))
        .chain([("annals.yaml".to_owned(), fs::read(repository().join("annals.yaml")).unwrap())])
        .collect();
    (prop::sample::select(files), any::<prop::sample::Index>(), 0..4, any::<u8>()).prop_map(
        |((path, bytes), at, how, byte)| {
            let mut lines: Vec<Vec<u8>> = bytes.split_inclusive(|b| *b == b'\n').map(<[u8]>::to_vec).collect();
            let line = at.index(lines.len());
            match how {
                0 => {
                    lines.remove(line);
                }
                1 => lines.insert(line, lines[line].clone()),
                2 => {
                    let place = at.index(lines[line].len());
                    lines[line][place] = byte;
                }
                _ => {
                    let place = at.index(lines[line].len());
                    lines[line].truncate(place);
                }
            }
            (path, lines.concat())
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_answered(bytes in pieces(), path in prop::sample::select(vec![
        "content/events/a.md", "content/index.md", "content/pages/a.md", "content/sources.yaml", "annals.yaml",
        "templates/event.html", "templates/page.html",
    ])) {
        answers(path, &bytes);
        let fenced = [b"---\ntitle: A\ndate: 2022\n", &bytes[..], b"\n---\n", &bytes].concat();
        answers(path, &fenced);
    }

    #[test]
    fn the_worked_example_with_one_thing_wrong_is_answered((path, bytes) in mutated()) {
        let mut files = vec![];
        for (name, original) in crate::support::files(&repository().join("content")) {
            files.push(text_file(&format!("content/{}", name.display()), &String::from_utf8_lossy(&original)));
        }
        files.push(text_file("annals.yaml", "title: Test\n"));
        files.push(text_file(&path, &String::from_utf8_lossy(&bytes)));
        outcome_of(Tree::new(files));
    }
}

#[test]
fn folders_nested_too_deeply_are_said_to_be() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("annals.yaml"), "title: Test\n").unwrap();
    let deep = folder.path().join("content/events").join(vec!["d"; 80].join("/"));
    std::fs::create_dir_all(&deep).unwrap();
    std::fs::write(deep.join("a.md"), "---\ntitle: A\ndate: 2022\n---\n").unwrap();
    let outcome = crate::support::outcome(folder.path());
    assert!(outcome.has("not-a-file") && outcome.text.contains("nested too deeply"), "{}", outcome.text);
}
