//! The words that stand for a body, whatever it begins with.

use super::*;

/// Blocks that are no paragraph: Markdown, and the words that stand for a body of nothing else.
const BLOCKS: &[(&str, &str)] = &[
    ("> Quoted *words*.\n>\n> More.", "Quoted words."),
    ("> [!NOTE]\n> Noted words.", "Noted words."),
    ("- First item\n- Second", "First item"),
    ("- Loose item\n\n- Second\n\n  More", "Loose item"),
    ("1. - Inner item\n   - Second", "Inner item"),
    ("- [x] Done task", "Done task"),
    ("Term\n: Its meaning", "Term"),
    ("| Head | Other |\n|-|-|\n| a | b |", "Head Other"),
    ("```text\nlet code\n```", "let code"),
    ("    indented code", "indented code"),
    ("<div>Typed &amp; <b>HTML</b></div>", "Typed & HTML"),
    ("<p>Typed paragraph</p>", "Typed paragraph"),
    ("<details>\n<summary>Open me</summary>\n\n- Inside\n\n</details>", "Open me"),
    ("<table><tr><td>One<td>Two</table>", "One Two"),
    ("<figure><img src=x.png alt=Seen><figcaption>Caption</figcaption></figure>", "Caption"),
    ("## Heading `two`", "Heading two"),
    ("<h2>Typed heading</h2>", "Typed heading"),
    ("![Two people](x.png)", "Two people"),
    ("<img src=x.png alt='Two &lt;people'>", "Two <people"),
    ("![Two](x.png)\n![people](y.png)", "Two people"),
    ("![](x.png)", ""),
    ("---", ""),
    ("<!-- Hidden words -->", ""),
    ("<div></div>", ""),
    ("…", ""),
    ("[@a]", ""),
    ("[^n]\n\n[^n]: Noted", ""),
    ("\u{200B}", ""),
];

/// The HTML before the words, that which has them, and the rest.
fn parts(rendered: &Rendered) -> [&str; 3] {
    let (at, html) = (rendered.lead_at.clone(), rendered.html.as_str());
    [&html[..at.start], &html[at.clone()], &html[at.end..]]
}

/// Whether every tag that begins in a piece of HTML ends in it.
fn is_whole(html: &str) -> bool {
    let mut open: Vec<String> = Vec::new();
    let mut whole = true;
    raw::read(html, |token| match token {
        raw::Token::Open { name, .. } if !allow::VOID.contains(&&*name) && name != "input" => open.push(name),
        raw::Token::Close { name, .. } => whole &= open.pop().is_some_and(|last| last == name),
        _ => {}
    });
    whole && open.is_empty()
}

#[track_caller]
fn leads(markdown: &str, expected: &str) -> Rendered {
    let (rendered, _) = run(markdown, false);
    assert_eq!(rendered.lead, expected, "{markdown:?}");
    let parts = parts(&rendered);
    assert!(parts.iter().all(|part| is_whole(part)), "{markdown:?}: {parts:#?}");
    let none = expected.is_empty() || expected.contains("eading");
    assert_eq!(rendered.lead_at.is_empty(), none, "{markdown:?}");
    rendered
}

#[test]
fn a_paragraph_leads_whatever_stands_round_it() {
    const PARAGRAPH: &str = "The *first* `words` [and](b.md)[^1]\nmore.\n\n[^1]: Note.";
    for (before, _) in BLOCKS {
        for (after, _) in BLOCKS {
            let markdown = format!("{before}\n\n{PARAGRAPH}\n\nSecond.\n\n{after}");
            let rendered = leads(&markdown, "The first words and more.");
            let [.., own, _] = parts(&rendered);
            assert!(own.trim_start().starts_with("<p>The <em>first</em>"), "{markdown:?}: {own}");
            assert!(own.trim_end().ends_with("</p>"), "{markdown:?}: {own}");
        }
    }
}

#[test]
fn where_there_is_no_paragraph_the_first_words_lead() {
    for (markdown, expected) in BLOCKS {
        leads(markdown, expected);
        for (other, words) in BLOCKS {
            let kind = |markdown: &str, words: &str| match markdown {
                _ if words.is_empty() => 3,
                _ if markdown.contains("eading") => 1,
                _ if markdown.starts_with("![") || markdown.starts_with("<img") => 2,
                _ => 0,
            };
            let expected = if kind(other, words) < kind(markdown, expected) { words } else { expected };
            // Lists that follow one another would be one.
            leads(&format!("{markdown}\n\n---\n\n{other}"), expected);
        }
    }
}

#[test]
fn what_holds_a_paragraph_is_shown_whole() {
    for (markdown, lead, own) in [
        ("<div>\n\nInside.\n\n</div>\n\nAfter.", "Inside.", "<div>\n<p>Inside.</p>\n</div>"),
        (
            "<details><summary>S</summary>\n\nInside.\n\n</details>\n\nAfter.",
            "Inside.",
            "<details><summary>S</summary>\n<p>Inside.</p>\n</details>",
        ),
        ("<div>\n\nNever closed.", "Never closed.", "<div>\n<p>Never closed.</p>\n</div>"),
        ("<div><h2>Head</h2>\n\nInside.\n\n</div>", "Inside.", ""),
        ("> q\n\na <b>c</b>\n\n<div>\n\nd\n\n</div>", "a c", "<p>a <b>c</b></p>"),
        ("- one\n\n- two", "one", "<ul>\n<li>\n<p>one</p>\n</li>\n<li>\n<p>two</p>\n</li>\n</ul>"),
    ] {
        let (rendered, _) = run(markdown, false);
        assert_eq!((rendered.lead.as_str(), parts(&rendered)[1].trim()), (lead, own), "{markdown:?}");
    }
}

#[test]
fn headings_are_seen_however_they_are_typed() {
    for (markdown, expected) in
        [("a", false), ("# b", true), ("a\n\n## b", true), ("<h3>b</h3>", true), ("- ## b", true)]
    {
        assert_eq!(run(markdown, false).0.headed, expected, "{markdown:?}");
    }
    let (rendered, _) = run("<!-- x -->\n\na *b*[^1] `c`\nd\n\n## E `f`\n\n[^1]: g", false);
    assert_eq!(rendered.headings, [Heading { id: "e-f".into(), level: 3, text: "E f".into() }]);
}
