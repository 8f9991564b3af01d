//! Nothing held back is seen: a secret in every place where something can be typed, looked for in every byte and
//! every name of the output.

use std::collections::BTreeSet;

use crate::support::{Made, files};

/// An event that names all that is secret. `hold` is the line that holds it back.
fn secret_event(hold: &str) -> String {
    format!(
        "---
title: zq01
date: 2022-03-20
reported: 2022-03-21
{hold}
date_note: zq02
summary: zq03
place: zq04
actors: [zq05-actor]
tags: [Zq06, zq07-tag]
aliases: [/zq08/]
sources:
  - zq09-source
  - {{title: zq10, url: 'https://example.org/zq11', author: zq12, publisher: zq13, archive: 'https://example.org/zq14'}}
  - {{title: zq15, url: 'https://example.org/shared'}}
statements:
  - claim: zq16-claim
    by: zq17-speaker
    stance: asserts
    source: {{title: zq18}}
    quote: zq19
    note: zq20
  - claim: zq16-claim
    by: a man called zq21
    stance: denies
media:
  - src: zq22.png
    alt: zq23
    caption: zq24
    credit: zq25
    licence: zq26
corrections:
  - {{date: 2022-03-21, type: correction, text: zq27, was: zq28}}
updates:
  - {{date: 2022-03-21, text: zq29}}
---

Zq30 [@zq31-source] and [a term](term:zq32-term). ![zq33](zq34.png) [zq35](../files/zq36.pdf)

## Zq37
"
    )
}

/// A site in which everything with a number belongs to one event, and the rest to others.
fn site(name: &str, event: &str) -> Made {
    let png = include_bytes!("../../docs/screenshots/events-1280-light.png");
    Made::empty()
        .with("annals.yaml", "title: Test\nsite_id: 5b0c6c2e-5f0f-4c8e-9f5e-0c1d2e3f4a5b\n")
        .with(format!("content/events/{name}.md").as_str(), event)
        .with(
            "content/events/2022-03-14-open.md",
            format!(
                "---\ntitle: Open\ndate: 2022-03-14\nrelated: [zq00-event]\ntags: [plain]\nactors: [seen]\n\
                 sources: [kept, 'https://example.org/shared']\n\
                 statements:\n  - {{claim: said, by: seen, stance: asserts, source: kept}}\nmedia:\n  - src: both.png\n    alt: Both\n---\n\n\
                 [It]({name}.md), [he](../actors/zq05-actor.md), [tagged](/tags/zq06/) and [seen](term:seen) \
                 [@cited].\n"
            ),
        )
        .with("content/events/both.png", png)
        .with("content/events/zq22.png", png)
        .with("content/events/zq34.png", png)
        .with("content/files/zq36.pdf", "%PDF-1.4 zq36")
        .with("content/actors/seen.md", "---\nname: Seen\n---\n")
        .with("content/actors/nobodys.md", "---\nname: Nobody\n---\n")
        .with(
            "content/actors/zq05-actor.md",
            "---\nname: zq40\nrole: zq41\nside: zq42\naliases: [zq43]\nsame_as: ['https://example.org/zq44']\n---\n\nZq45 ![zq46](zq47.png)\n",
        )
        .with("content/actors/zq47.png", png)
        .with("content/actors/zq17-speaker.md", "---\nname: zq50\nspeaks_for: zq51-chief\n---\n")
        .with("content/actors/zq51-chief.md", "---\nname: zq52\n---\n\nOf [zq53](term:zq53-term).\n")
        .with("content/actors/zq54-concerned.md", "---\nname: zq55\n---\n")
        .with(
            "content/claims/zq16-claim.md",
            "---\ntext: zq60\nconcerns: [zq54-concerned]\nno_response: zq61\nassessment:\n  status: unverified\n  basis: zq62\n  by: zq63\n  date: 2022-03-22\n  sources: [zq64-source, {title: zq65, url: 'https://example.org/zq66'}]\n---\n\nZq67 [@zq68-source]\n",
        )
        .with("content/claims/nobodys.md", "---\ntext: Nobody's claim\n---\n")
        .with("content/claims/said.md", "---\ntext: Said openly\n---\n")
        .with(
            "content/sources.yaml",
            "kept: {title: Kept}\ncited: {title: Cited}\nnobodys: {title: Nobody's source}\n\
             zq09-source: {title: zq70, url: 'https://example.org/zq71', publisher: zq72}\n\
             zq31-source: {title: zq73}\nzq64-source: {title: zq74}\nzq68-source: {title: zq75}\n",
        )
        .with("content/tags.yaml", "zq06: {name: zq80, summary: zq81}\nplain: {name: Plain}\n")
        .with(
            "content/glossary.yaml",
            "seen: {text: Seen}\nzq32-term: {name: zq90, text: zq91}\nzq53-term: {name: zq92, text: zq93}\n",
        )
}

/// The words that no build shows: names that only link two documents, and what became known later.
const NEVER: [&str; 3] = ["zq07", "zq17", "zq51"];

/// Every word of the kind `zq00` in the paths and the bytes of the files.
fn words(made: &Made, folder: &str) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for (path, bytes) in files(&made.path(folder)) {
        for text in [path.to_string_lossy().into_owned().into_bytes(), bytes] {
            let text = String::from_utf8_lossy(&text).to_lowercase();
            all.extend(
                text.match_indices("zq")
                    .filter_map(|(at, _)| text.get(at..at + 4))
                    .filter(|word| word[2..].bytes().all(|byte| byte.is_ascii_digit()))
                    .map(str::to_owned),
            );
        }
    }
    all
}

#[test]
fn what_is_held_back_is_nowhere() {
    let ways: [(&str, &str, &[&str], &[&str]); 5] = [
        ("a draft", "draft: true", &[], &["--drafts"]),
        ("a time to come", "publish_at: 2030-01-01", &["--now", "2026-01-01"], &["--now", "2030-01-02"]),
        ("a time past", "unpublish_at: 2025-01-01", &["--now", "2026-01-01"], &["--now", "2024-01-01"]),
        ("a later event", "order: 0", &["--as-of", "2022-03-15"], &[]),
        ("a later day of the present", "order: 0", &["--as-of", "2022-03-20"], &["--as-of", "2022-03-22"]),
    ];
    for (way, hold, held, shown) in ways {
        // The file's own name sorts before and after those of the others.
        for name in ["zq00-event", "2022-03-20-zq00-event"] {
            let made = site(name, &secret_event(hold));
            let typed: BTreeSet<String> = words(&made, ".");
            let build = |flags: &[&str], folder: &str| {
                let flags = [&["build", "-q", "-u", "https://example.org/repo/", "-o", folder], flags].concat();
                made.run(&flags).exits(0);
                words(&made, folder)
            };
            let seen = build(held, "held");
            assert!(seen.is_empty(), "{way} as {name}: {seen:?}");
            let home = std::fs::read_to_string(made.path("held/index.html")).unwrap();
            assert!(home.contains("Open"), "{way}");
            // It would be found: once it is published, all of it is there.
            let seen = build(shown, "shown");
            let missing: Vec<&String> =
                typed.difference(&seen).filter(|word| !NEVER.contains(&word.as_str())).collect();
            assert!(missing.is_empty(), "{way} as {name}: {missing:?}");
        }
    }
}

#[test]
fn what_nothing_names_stays_and_what_others_use_too() {
    let made = site("zq00-event", &secret_event("draft: true"));
    made.run(&["build", "-q", "-o", "out"]).exits(0);
    for (file, text) in [
        ("actors/nobodys/index.html", "Nobody"),
        ("claims/nobodys/index.html", "Nobody"),
        ("claims/said/index.html", "Said openly"),
        ("sources/index.html", "Nobody’s source"),
        ("sources/index.html", "Cited"),
        ("glossary/index.html", "Seen"),
    ] {
        let page = std::fs::read_to_string(made.path(&format!("out/{file}"))).unwrap();
        assert!(page.replace("&#39;", "’").replace('\'', "’").contains(text), "{file}: {text}");
    }
    assert!(made.path("out/events/both.png").exists());
}

#[test]
fn an_unfinished_draft_hides_what_it_names() {
    // Without a date, a stance, a speaker: what it names is found all the same.
    let event = secret_event("draft: true").replace("date: 2022-03-20\n", "").replace("    stance: asserts\n", "");
    let made = site("zq00-event", &event.replace("    by: a man called zq21\n", ""));
    made.run(&["build", "-q", "-o", "out"]).exits(0);
    assert_eq!(words(&made, "out"), BTreeSet::new());
}

#[test]
fn of_content_only_what_something_published_uses_is_published() {
    let made = Made::site()
        .with(
            "content/events/a.md",
            "---\ntitle: A\ndate: 2022-03-14\n---\n\n[Report](../files/report.pdf), [data](/files/data.csv).\n",
        )
        .with("content/files/report.pdf", "%PDF-1.4")
        .with("content/files/data.csv", "a,b\n")
        .with("content/files/not-used.pdf", "%PDF-1.4")
        .with("content/notes.txt", "Notes.")
        .with("content/evil.html", "<script>alert(1)</script>")
        .with("content/events/a.md.bak", "Old.")
        .with("content/CNAME", "example.org")
        .with("content/data.yml", "a: {title: A}\n")
        .with("content/events/evil.js", "alert(1)");
    let ran = made.run(&["build", "-o", "out"]).exits(0);
    let out = files(&made.path("out"));
    let names: BTreeSet<String> = out.keys().map(|path| path.to_string_lossy().replace('\\', "/")).collect();
    assert!(names.contains("files/report.pdf") && names.contains("files/data.csv"), "{names:?}");
    for file in
        ["files/not-used.pdf", "notes.txt", "evil.html", "events/a.md.bak", "CNAME", "data.yml", "events/evil.js"]
    {
        assert!(!names.contains(file), "{file}");
        let path = format!("content/{file}:1:1: warning[unused-file]");
        assert!(ran.err.contains(&path), "{path} is not in {}", ran.err);
    }
    // Nor does a file whose name is only shown, though a finding proposes a link to it.
    let shown = "---\ntitle: A\ndate: 2022-03-14\n---\n\n![[map.png]] `![](map.png)` \\[x](map.png)\n";
    let unlinked = Made::site()
        .with("content/events/a.md", shown)
        .with("content/events/map.png", include_bytes!("../../docs/screenshots/events-1280-light.png"));
    unlinked.run(&["build", "-o", "out"]).exits(0).says("write `![map.png](map.png)`");
    assert!(!unlinked.path("out/events/map.png").exists());
    // A link does not make a page or a script one of the site.
    for link in ["../evil.html", "evil.js", "/evil.html"] {
        made.put("content/events/a.md", format!("---\ntitle: A\ndate: 2022-03-14\n---\n\n[x]({link})\n"));
        made.run(&["build", "-o", "out"]).exits(1).says("not published from content/");
    }
}

#[test]
fn a_later_document_lends_no_words_to_an_earlier_one() {
    let made = Made::site()
        .with(
            "content/events/a-later.md",
            "---\ntitle: Later\ndate: 2022-05-01\nsources:\n  - {title: zq01, url: 'https://example.org/x'}\n---\n",
        )
        .with("content/claims/c.md", "---\ntext: A claim\nassessment: {status: unverified, basis: It, date: 2022-06-01, sources: [{title: zq02, url: 'https://example.org/y'}]}\n---\n")
        .with(
            "content/events/b-earlier.md",
            "---\ntitle: Earlier\ndate: 2022-03-01\nsources: ['https://example.org/x', 'https://example.org/y']\nstatements:\n  - {claim: c, by: Somebody, stance: asserts}\n---\n",
        );
    made.run(&["build", "-q", "--as-of", "2022-04-01", "-o", "out"]).exits(0);
    assert_eq!(words(&made, "out"), BTreeSet::new());
    made.run(&["build", "-q", "-o", "out"]).exits(0);
    assert_eq!(words(&made, "out").len(), 2);
}

#[test]
fn what_was_added_later_is_nowhere() {
    let png = include_bytes!("../../docs/screenshots/events-1280-light.png");
    let made = Made::site()
        .with(
            "content/index.md",
            "---\ntitle: Open\nupdated: 2022-03-20\nsummary: zq01\nin_short: [zq02]\nwhy: zq03\nknown: [zq04]\nunknown: [zq05]\nauthors: [zq06]\n---\n\nZq07 [@zq08-source] [zq09](term:zq10-term) ![zq11](zq12.png)\n",
        )
        .with("content/zq12.png", png)
        .with("content/pages/about.md", "---\ntitle: About\nupdated: 2022-03-20\n---\n\nZq13 [@zq14-source] [zq15](files/zq16.csv)\n")
        .with("content/pages/files/zq16.csv", "zq17\n")
        .with(
            "content/events/2022-03-14-open.md",
            "---
title: Open
date: 2022-03-14
sources: [open, zq18-later]
statements:
  - {claim: open, by: Somebody, stance: asserts}
  - {claim: open, by: zq19-actor, stance: denies, date: 2022-03-20, quote: zq20, note: zq21, source: zq22-source}
  - {claim: zq23-claim, by: a man called zq24, stance: denies, date: 2022-03-20, source: {title: zq25}}
corrections:
  - {date: 2022-03-20, type: correction, text: zq26, was: zq27}
updates:
  - {date: 2022-03-20, text: zq28}
---

It.
",
        )
        .with("content/actors/zq19-actor.md", "---\nname: zq30\n---\n")
        .with(
            "content/claims/open.md",
            "---\ntext: Open\nassessment: {status: unverified, basis: zq31, by: zq32, date: 2022-03-20, sources: [zq33-source, {title: zq34}]}\n---\n",
        )
        .with("content/claims/zq23-claim.md", "---\ntext: zq35\n---\n")
        .with(
            "content/sources.yaml",
            "open: {title: Open}\nzq18-later: {title: zq40, date: 2022-03-20}\nzq08-source: {title: zq41}\n\
             zq14-source: {title: zq42}\nzq22-source: {title: zq43}\nzq33-source: {title: zq44}\n",
        )
        .with("content/glossary.yaml", "zq10-term: {name: zq45, text: zq46}\n");
    made.run(&["build", "-q", "--as-of", "2022-03-15", "-o", "held"]).exits(0);
    assert_eq!(words(&made, "held"), BTreeSet::new());
    let typed = words(&made, "content");
    made.run(&["build", "-q", "--as-of", "2022-03-20", "-o", "shown"]).exits(0);
    let seen = words(&made, "shown");
    assert_eq!(typed.difference(&seen).collect::<Vec<_>>(), Vec::<&String>::new());
}
