//! What lists show of an event that has no summary, and what its page, its description and its structured data say.

use std::fs;

use crate::support::{Made, event};

/// What stands between two texts, from the first of each on.
fn between<'t>(text: &'t str, open: &str, close: &str) -> Option<&'t str> {
    let (_, rest) = text.split_once(open)?;
    rest.split_once(close).map(|(inside, _)| inside)
}

#[test]
fn no_body_leaves_an_event_without_words_and_nothing_of_it_is_lost_or_told_twice() {
    const BLOCKS: [&str; 9] = [
        "> Quoted.",
        "- Item one\n- Item two",
        "| Head |\n|-|\n| Cell |",
        "```text\ncode\n```",
        "<div>Typed</div>",
        "![Seen](a.png)",
        "Term\n: Meaning",
        "> [!NOTE]\n> Noted.",
        "First.[^1]\n\n[^1]: Footnote.",
    ];
    let mut bodies: Vec<String> = BLOCKS.map(str::to_owned).to_vec();
    for first in BLOCKS {
        for second in BLOCKS.iter().filter(|second| **second != first) {
            bodies.push(format!("{first}\n\n{second}\n\nLast."));
        }
    }
    let mut made = Made::empty()
        .with("annals.yaml", "title: Test\nbase_url: https://example.org/\npage_size: 500\n")
        .with("content/events/a.png", include_bytes!("../../docs/screenshots/event-390-light.png"));
    for (number, body) in bodies.iter().enumerate() {
        let text = event(&format!("title: Event {number}\ndate: 2022-03-14\norder: {number}"), body);
        made = made.with(&format!("content/events/n{number}.md"), text);
    }
    made.run(&["build"]).exits(0);
    let home = fs::read_to_string(made.path("public/index.html")).unwrap();
    for (number, body) in bodies.iter().enumerate() {
        let item = between(&home, &format!("<li id=\"e-n{number}\""), "<div class=\"marg\">").unwrap();
        let own = fs::read_to_string(made.path(&format!("public/events/n{number}/index.html"))).unwrap();
        let whole = between(&own, "<div class=\"prose\">\n", "\n</div>\n</article>").unwrap();
        let start = item.find("<div class=\"summary prose\">").map(|at| &item[at + 27..]);
        let (summary, more) = match start.unwrap().split_once("</div>\n<details class=\"more\">") {
            Some((summary, more)) => (summary, between(more, "<div class=\"prose\">", "</div>\n</details>").unwrap()),
            None => (start.unwrap().trim_end().strip_suffix("</div>").unwrap(), ""),
        };
        // Links lead to the same place from either page.
        let same = |html: &str| {
            html.replace("../", "").replace("events/a.png", "a.png").split_whitespace().collect::<String>()
        };
        assert_eq!(same(&format!("{summary}{more}")), same(whole), "{body:?}");
        let words = between(&own, "<meta name=\"description\" content=\"", "\"").unwrap_or_default();
        assert!(words.contains(char::is_alphabetic), "{body:?}: {words:?}");
        assert!(own.contains(&format!("\"description\":\"{words}\"")), "{body:?}: {words:?}");
        let first = if body.contains("First.") {
            "First."
        } else if body.contains("Last.") {
            "Last."
        } else {
            words
        };
        assert_eq!(words, first, "{body:?}");
    }
}

#[test]
fn an_event_with_headings_shows_its_words_and_leads_to_its_page() {
    for (body, summary) in [
        ("## Head\n\n- Item\n\nWords.", "<p>Words.</p>"),
        ("> Quoted.\n\n## Head\n\nWords & *more*.", "<p>Words &amp; <em>more</em>.</p>"),
        ("## Head\n\n- Item", "<ul>\n<li>Item</li>\n</ul>"),
        ("## Only <b>&</b>", "<p>Only &amp;</p>"),
        ("<h2>Typed</h2>\n\n![Seen](a.png)", "<p>Typed</p>"),
    ] {
        let text = event("title: A\ndate: 2022-03-14", body);
        let png = include_bytes!("../../docs/screenshots/event-390-light.png");
        let made = Made::site().with("content/events/a.md", text).with("content/events/a.png", png);
        made.run(&["build"]).exits(0);
        let home = fs::read_to_string(made.path("public/index.html")).unwrap();
        let shown = between(&home, "<div class=\"summary prose\">", "</div>").unwrap();
        assert_eq!(shown.trim(), summary, "{body:?}");
        assert!(home.contains("events/a/\">Read more") && !home.contains("class=\"more\""), "{body:?}");
    }
}
