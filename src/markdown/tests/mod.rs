//! Markdown in, HTML or findings out.

mod hostile;
mod lead;
mod signs;
mod unread;

use super::*;
use crate::path::{MARK_CLOSE as CLOSE, MARK_OPEN as OPEN};

struct Site;

impl Links for Site {
    fn resolve(&self, kind: Kind, address: &str) -> Target {
        if matches!(kind, Kind::Source | Kind::Term) {
            return match address {
                "later" => Target::Text { why: None },
                "nowhere" => Target::Dead { message: "there is none".into(), help: None },
                id => Target::Site { path: SitePath::new("all").unwrap(), fragment: Some(id.into()), later: None },
            };
        }
        let (path, fragment) = match address.split_once('#') {
            Some((path, fragment)) => (path, Some(fragment.to_owned())),
            None => (address, None),
        };
        if path.contains("draft") {
            return Target::Text { why: Some("it is a draft".into()) };
        }
        match SitePath::new(path.trim_end_matches(".md")) {
            Ok(path) if !address.contains("nowhere") => Target::Site { path, fragment, later: None },
            _ => Target::Dead { message: "no such file".into(), help: None },
        }
    }
    fn source(&self, id: &str, bare: bool) -> String {
        format!("{}{id}>", if bare { "day of " } else { "<" })
    }
    fn meaning(&self, id: &str) -> String {
        format!("{id} & more")
    }
    fn image_size(&self, _: &SitePath) -> Option<(u32, u32)> {
        Some((4, 3))
    }
}

const LABELS: Labels<'_> = Labels {
    footnotes: "Footnotes",
    back: "Back to the text",
    table: "Table",
    done: "done",
    not_done: "not done",
    alerts: ["Note", "Tip", "Important", "Warning", "Caution"],
    definition: "Meaning",
    source_later: "later",
};

fn run(file: &str, smart_quotes: bool) -> (Rendered, Vec<Diagnostic>) {
    let path = ContentPath::new("content/a.md").unwrap();
    let input = Input { path: &path, file, body: 0..file.len() };
    render(&input, &Style { prefix: "p-", top: 3, smart_quotes, labels: &LABELS }, &Site)
}

/// Markers are shown as `[path]`.
fn shown(html: &str) -> String {
    html.replace(OPEN, "[").replace(CLOSE, "]")
}

#[track_caller]
fn check(markdown: &str, expected: &str) {
    let (rendered, diagnostics) = run(markdown, false);
    assert_eq!(shown(rendered.html.trim_end()), expected, "{markdown:?}");
    assert_eq!(diagnostics, [], "{markdown:?}");
}

#[track_caller]
fn diagnose(markdown: &str, expected: &str) {
    let (_, diagnostics) = run(markdown, false);
    let found: Vec<String> = diagnostics
        .iter()
        .map(|d| {
            let before = &markdown[..d.location.span.unwrap().0];
            let line = before.matches('\n').count() + 1;
            let start = before.rfind('\n').map_or(0, |at| at + 1);
            let column = before[start..].chars().filter(|c| *c != '\u{FEFF}').count() + 1;
            format!("{line}:{column} {}", d.code.name())
        })
        .collect();
    assert_eq!(found.join(", "), expected, "{markdown:?}: {diagnostics:#?}");
}

#[test]
fn blocks() {
    check(
        "a *b* **c** ~~d~~ `e<f>` & <https://x.org/?a&b>",
        "<p>a <em>b</em> <strong>c</strong> <del>d</del> <code>e&lt;f&gt;</code> &amp; <a href=\"https://x.org/?a&amp;b\">https://x.org/?a&amp;b</a></p>",
    );
    check(
        "# One\n## One\n#### Deep\n### Back {#x .y}",
        "<h3 id=\"p-one\">One</h3>\n<h3 id=\"p-one-2\">One</h3>\n<h4 id=\"p-deep\">Deep</h4>\n<h4 id=\"p-x\" class=\"y\">Back</h4>",
    );
    check(
        "- [x] a\n- [ ] b",
        "<ul>\n<li><input disabled=\"\" type=\"checkbox\" checked=\"\" aria-label=\"done\"> a</li>\n<li><input disabled=\"\" type=\"checkbox\" aria-label=\"not done\"> b</li>\n</ul>",
    );
    check("3. a\n   - b", "<ol start=\"3\">\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ol>");
    check(
        "a|b\n:-|-:\nc|d",
        "<section class=\"table\" tabindex=\"0\" aria-label=\"Table\"><table>\n<thead><tr><th scope=\"col\" class=\"align-left\">a</th><th scope=\"col\" class=\"align-right\">b</th></tr></thead>\n<tbody>\n<tr><td class=\"align-left\">c</td><td class=\"align-right\">d</td></tr>\n</tbody>\n</table></section>",
    );
    check("> [!NOTE]\n> x", "<div class=\"alert alert-note\">\n<p class=\"alert-title\">Note</p>\n<p>x</p>\n</div>");
    check("```rust x\na<b\r\n```", "<pre tabindex=\"0\"><code class=\"language-rust\">a&lt;b\n</code></pre>");
    check("term\n: meaning", "<dl>\n<dt>term</dt>\n<dd>meaning</dd>\n</dl>");
    check("a\\\nb\n\n---", "<p>a<br>\nb</p>\n<hr>");
    assert_eq!(run("\"a\" -- b", true).0.html, "<p>“a” – b</p>\n");
    check("\"a\" -- b", "<p>\"a\" -- b</p>".replace('"', "&quot;").as_str());
}

#[test]
fn links_and_images() {
    check("[a](b.md \"t\\\"\") [c](d.md#e) ", "<p><a href=\"[b]\" title=\"t&quot;\">a</a> <a href=\"[d#e]\">c</a></p>");
    check(
        "![a *b*\nc](d.png \"t\")",
        "<p><img src=\"[d.png]\" alt=\"a b c\" title=\"t\" width=\"4\" height=\"3\" loading=\"lazy\"></p>",
    );
    check(
        "[a](//x.org) [b][r]\n\n[r]: HTTP://x.org/é",
        "<p><a href=\"https://x.org\">a</a> <a href=\"http://x.org/%C3%A9\">b</a></p>",
    );
    check("# A b\n[x](#a-b) [y](#)", "<h3 id=\"p-a-b\">A b</h3>\n<p><a href=\"#p-a-b\">x</a> <a href=\"#\">y</a></p>");
    check("<a@x.org> [t](tel:+1)", "<p><a href=\"mailto:a@x.org\">a@x.org</a> <a href=\"tel:+1\">t</a></p>");
    check("[1] [sic] [x] [^none]", "<p>[1] [sic] [x] [^none]</p>");
    let (rendered, _) = run("x [c](d.md#e)", false);
    assert_eq!(rendered.fragments, [Fragment { path: SitePath::new("d").unwrap(), fragment: "e".into(), span: 6..12 }]);
    assert_eq!(shown(&run("[*a*](draft.md)", false).0.html), "<p><em>a</em></p>\n");
}

#[test]
fn footnotes_are_numbered_by_their_first_reference() {
    check(
        "a[^z] b[^y] c[^z]\n\n[^y]: Y[^n]\n[^n]: N\n[^z]: Z\n\n    > q",
        "<p>a<sup class=\"footnote-ref\" id=\"p-fnref_1\"><a href=\"#p-fn_1\" role=\"doc-noteref\">1</a></sup> \
         b<sup class=\"footnote-ref\" id=\"p-fnref_2\"><a href=\"#p-fn_2\" role=\"doc-noteref\">2</a></sup> \
         c<sup class=\"footnote-ref\" id=\"p-fnref_1_2\"><a href=\"#p-fn_1\" role=\"doc-noteref\">1</a></sup></p>\n\
         <section class=\"footnotes\" aria-label=\"Footnotes\">\n<ol>\n\
         <li id=\"p-fn_1\"><p>Z</p>\n<blockquote>\n<p>q</p>\n</blockquote>\n \
         <a class=\"footnote-back\" href=\"#p-fnref_1\" aria-label=\"Back to the text\">↩</a> \
         <a class=\"footnote-back\" href=\"#p-fnref_1_2\" aria-label=\"Back to the text, 2\">↩<sup>2</sup></a></li>\n\
         <li id=\"p-fn_2\"><p>Y<sup class=\"footnote-ref\" id=\"p-fnref_3\"><a href=\"#p-fn_3\" role=\"doc-noteref\">3</a></sup> \
         <a class=\"footnote-back\" href=\"#p-fnref_2\" aria-label=\"Back to the text\">↩</a></p>\n</li>\n\
         <li id=\"p-fn_3\"><p>N <a class=\"footnote-back\" href=\"#p-fnref_3\" aria-label=\"Back to the text\">↩</a></p>\n</li>\n\
         </ol>\n</section>",
    );
}

#[test]
fn raw_html_that_is_allowed() {
    check(
        "<details open>\n<summary>S</summary>\n\n*a* [b](c.md)\n\n</details>",
        "<details open=\"\">\n<summary>S</summary>\n<p><em>a</em> <a href=\"[c]\">b</a></p>\n</details>",
    );
    check(
        "H<sub>2</sub>O <a href='b.md' id=y>x</a> <img src=c.png alt='&quot;&eacute;'>",
        "<p>H<sub>2</sub>O <a href=\"[b]\" id=\"p-y\">x</a> <img src=\"[c.png]\" alt=\"&quot;é\" width=\"4\" height=\"3\" loading=\"lazy\"></p>",
    );
    check(
        "<table><tr><td colspan=2>a<td>b<tr><td>c</table>",
        "<table><tbody><tr><td colspan=\"2\">a</td><td>b</td></tr><tr><td>c</td></tr></tbody></table>",
    );
    check("> <b\n> title=\"x\">a</b>", "<blockquote>\n<p><b title=\"x\">a</b></p>\n</blockquote>");
    check(
        "<h2>A</h2>\n\n> [!TIP]\n> x\n\na|b\n-|:-:\n\n- [x] t\n\n```\nc\n```\n",
        "<h3>A</h3>\n<div class=\"alert alert-tip\">\n<p class=\"alert-title\">Tip</p>\n<p>x</p>\n</div>\n<section class=\"table\" tabindex=\"0\" aria-label=\"Table\"><table>\n<thead><tr><th scope=\"col\">a</th><th scope=\"col\" class=\"align-center\">b</th></tr></thead>\n</table></section>\n<ul>\n<li><input disabled=\"\" type=\"checkbox\" checked=\"\" aria-label=\"done\"> t</li>\n</ul>\n<pre tabindex=\"0\"><code>c\n</code></pre>",
    );
    check(
        "a<!-- no --> b[^1] <br>\n\n[^1]: <i>c</i>",
        "<p>a b<sup class=\"footnote-ref\" id=\"p-fnref_1\"><a href=\"#p-fn_1\" role=\"doc-noteref\">1</a></sup> <br></p>\n<section class=\"footnotes\" aria-label=\"Footnotes\">\n<ol>\n<li id=\"p-fn_1\"><p><i>c</i> <a class=\"footnote-back\" href=\"#p-fnref_1\" aria-label=\"Back to the text\">↩</a></p>\n</li>\n</ol>\n</section>",
    );
}

#[test]
fn findings_have_places() {
    for (markdown, expected) in [
        ("x [a](javascript:alert(1))", "1:7 unsafe-address"),
        ("[a](JaVa&#x73;cript&colon;x) <vbscript:x>", "1:1 unsafe-address, 1:31 unsafe-address"),
        ("![a](data:image/png;base64,x)", "1:6 unsafe-address"),
        ("x\n[a][r]\n\n[r]: ftp://x", "4:6 unsafe-address"),
        ("[a](nowhere.md) ![b](nowhere.png)", "1:5 dead-link, 1:22 dead-image"),
        ("[]()", "1:1 dead-link"),
        ("[a](https://)", "1:5 bad-address"),
        ("[a](draft.md)", "1:5 held-back-link"),
        ("![a](https://x.org/a.png)", "1:6 dead-image"),
        ("# Head\n[a](#haed)", "2:5 dead-heading"),
        ("[a][b] [c][] [d]", "1:1 broken-reference, 1:8 broken-reference"),
        ("![a][b]", "1:1 broken-reference"),
        ("- [ ] a", ""),
        ("a\n\n```x\nb\n", "3:1 unclosed-code"),
        ("~~~~\nb\n~~~", "1:1 unclosed-code"),
        ("> ```\n> b\n\nc", "1:3 unclosed-code"),
        ("> ~~~\n> b\n> ~~~~ \n\nc", ""),
        ("```\n```", ""),
        ("a\u{7}b\n&#xFDD0; `&#xFDD0;`", "1:2 forbidden-character, 2:1 forbidden-character"),
        ("[a](b.md \"&#xFDD0;\") ![&#64976;](c.png)", "1:11 forbidden-character, 1:24 forbidden-character"),
        ("\u{FEFF}a\r\n\r\nb \u{FFFE}\r\n[c](nowhere)", "3:3 forbidden-character, 4:5 dead-link"),
        ("## A {#b onclick=x}", "1:1 raw-html"),
        // Raw HTML
        ("a <script>b</script>", "1:3 raw-html"),
        ("<div>\n<iframe src=x></iframe>\n</div>", "2:1 raw-html"),
        ("<p onclick=\"x\" class=\"a\"\n   style='y'>z</p>", "1:4 raw-html, 2:4 raw-html"),
        ("> <b\n>  onclick=x>a</b>", "2:4 raw-html"),
        ("- <div>\n  <blink>x</blink>\n  </div>", "2:3 raw-html"),
        ("<a href='java\tscript:x'>y</a>", "1:10 unsafe-address"),
        ("<a href=\"jav&#x09;ascript&colon;x\">y</a>", "1:10 unsafe-address"),
        ("<img src=nowhere.png alt=x>", "1:10 dead-image"),
        ("<img src=//x.org/y.png alt=x>", "1:10 dead-image"),
        ("a <b>c", "1:3 raw-html"),
        ("a</b>", "1:2 raw-html"),
        ("<td>x</td>", "1:1 raw-html, 1:6 raw-html"),
        ("<section>x</section>", "1:1 raw-html"),
        ("<div\n\nx", "1:1 raw-html"),
        ("<!-- a\n\nb", "1:1 raw-html"),
        ("<i id=x></i><i id=x></i> <b id='a b'></b>", "1:16 raw-html, 1:29 raw-html"),
        ("<div>&#xFDD0;<b title=\"&#xFDD0\">x</b></div>", "1:6 forbidden-character, 1:24 forbidden-character"),
        ("![a <b>c</b>](d.png)", "1:5 raw-html, 1:9 raw-html"),
    ] {
        diagnose(markdown, expected);
    }
}

#[test]
fn suggestions() {
    for (markdown, expected) in [
        ("# Head\n[a](#haed)", "did you mean `#head`?"),
        ("[a][raed]\n\n[read]: x.md", "did you mean `[read]`?"),
        ("<style>a{}</style>", "styles belong into the theme, in `static/`"),
    ] {
        let (_, diagnostics) = run(markdown, false);
        assert_eq!(diagnostics[0].help.as_deref(), Some(expected));
    }
}

#[test]
fn bytes_outside_the_body_are_counted() {
    let file = "\u{FEFF}---\r\na: b\r\n---\r\n[x](nowhere)\r\n";
    let path = ContentPath::new("content/a.md").unwrap();
    let body = file.rfind("[x]").unwrap()..file.len();
    let style = Style { prefix: "", top: 2, smart_quotes: false, labels: &LABELS };
    let (_, diagnostics) = render(&Input { path: &path, file, body }, &style, &Site);
    let (start, end) = diagnostics[0].location.span.unwrap();
    assert_eq!(&file[start..end], "nowhere");
    #[expect(clippy::reversed_empty_ranges, reason = "a range that is no range must not panic")]
    for body in [5..1, 1..2, 0..9999] {
        let _ = render(&Input { path: &path, file, body }, &style, &Site);
    }
}

#[test]
fn names_are_the_same_however_their_letters_are_composed() {
    const BOTH: [&str; 2] = ["caf\u{e9}", "cafe\u{301}"];
    for (one, other) in [(BOTH[0], BOTH[1]), (BOTH[1], BOTH[0])] {
        for (markdown, expected) in [
            (format!("# {one}\n[x](#{other})"), "<h3 id=\"p-café\">{one}</h3>\n<p><a href=\"#p-café\">x</a></p>"),
            (format!("# A {{#{one}}}\n[x](#{other})"), "<h3 id=\"p-café\">A</h3>\n<p><a href=\"#p-café\">x</a></p>"),
            (format!("<i id={one}>A</i> [x](#{other})"), "<p><i id=\"p-café\">A</i> <a href=\"#p-café\">x</a></p>"),
            (
                format!("# {one}\n[x](#{})", crate::path::encode(other)),
                "<h3 id=\"p-café\">{one}</h3>\n<p><a href=\"#p-café\">x</a></p>",
            ),
            (format!("[x][{one}]\n\n[{other}]: a.md"), "<p><a href=\"[a]\">x</a></p>"),
            (
                format!("Said [@{one}, 1]."),
                "<p>Said <span class=\"cite\">(<a href=\"[all#caf%C3%A9]\"><bdi>&lt;café&gt;</bdi></a>, 1)</span>.</p>",
            ),
        ] {
            check(&markdown, &expected.replace("{one}", one));
        }
        let (rendered, diagnostics) = run(&format!("a[^{one}] b[^{one}]\n\n[^{other}]: c"), false);
        assert!(rendered.html.contains("p-fnref_1_2"), "{}", rendered.html);
        assert_eq!(diagnostics, []);
        let (rendered, _) = run(&format!("[V](term:{one})"), false);
        assert!(rendered.html.contains("#caf%C3%A9"), "{}", shown(&rendered.html));
        // What stands behind letters that were composed is found where the file has it.
        diagnose(&format!("{one} {one}\n\n[^{one}]: x\n\n{one} [a](nowhere.md)"), {
            if one == BOTH[0] { "3:1 unused-footnote, 5:10 dead-link" } else { "3:1 unused-footnote, 5:11 dead-link" }
        });
    }
}

#[test]
fn citations() {
    let link = |id: &str| format!("<a href=\"[all#{id}]\"><bdi>&lt;{id}&gt;</bdi></a>");
    let (a, b) = (link("a"), link("b-1.x"));
    for (markdown, inside) in [
        ("Said [@a].", format!("Said <span class=\"cite\">({a})</span>.")),
        ("Said [@a, pp. 3–5; see @b-1.x].", format!("Said <span class=\"cite\">({a}, pp. 3–5; see {b})</span>.")),
        (
            "He said [-@a]",
            "He said <span class=\"cite\">(<a href=\"[all#a]\"><bdi>day of a&gt;</bdi></a>)</span>".to_owned(),
        ),
        ("*[@a, <b> & *p*]*", format!("<em><span class=\"cite\">({a}, &lt;b&gt; &amp; *p*)</span></em>")),
        ("[@later; @a]", format!("<span class=\"cite\">(later; {a})</span>")),
        ("[x [@a]](../a.md)", format!("[x <span class=\"cite\">({a})</span>](../a.md)")),
        ("[@a\n§ 3]", format!("<span class=\"cite\">({a} § 3)</span>")),
        // What is none.
        ("`[@a]`", "<code>[@a]</code>".to_owned()),
        (r"\[@a] [\@a]", "[@a] [@a]".to_owned()),
        ("[mail@a.org] @a [a]", "[mail@a.org] @a [a]".to_owned()),
        ("[@a](https://x.org)", "<a href=\"https://x.org\">@a</a>".to_owned()),
        ("[@a]\n\n[@a]: https://x.org", "<a href=\"https://x.org\">@a</a>".to_owned()),
    ] {
        check(markdown, &format!("<p>{inside}</p>"));
    }
    check("    [@a]", "<pre tabindex=\"0\"><code>[@a]</code></pre>");
    check("![x [@a]](b.png)", "<p><img src=\"[b.png]\" alt=\"x @a\" width=\"4\" height=\"3\" loading=\"lazy\"></p>");
    let (rendered, _) = run("Said so [@a; @b-1.x], and again [@a].[^n]\n\n[^n]: [@c]", false);
    assert_eq!(rendered.cited, ["a", "b-1.x", "c"]);
    assert_eq!(rendered.lead, "Said so, and again.");
    assert!(!run("<i>x</i> [@a]", false).0.html.contains("[@a]"));
    diagnose("See [@a; see @nowhere] and\n[@nowhere, 2].", "1:14 unknown-source, 2:2 unknown-source");
    diagnose("> a [@a;\n> @nowhere]", "2:3 unknown-source");
    diagnose("[text][@a]", "1:1 broken-reference");
}

#[test]
fn terms() {
    let (rendered, diagnostics) = run("A [*V*](term:veto) <u>and</u> [V](term:veto).", false);
    assert_eq!(diagnostics, []);
    let one = |number: u8, text: &str| {
        format!(
            "<a class=\"term\" href=\"[all#veto]\">{text}</a><button type=\"button\" class=\"what\" popovertarget=\"p-term_{number}\" aria-label=\"Meaning\">?</button><span class=\"meaning\" id=\"p-term_{number}\" popover=\"auto\">veto &amp; more</span>"
        )
    };
    let sorted = |html: &str| {
        let mut words: Vec<String> = html.split([' ', '>']).map(str::to_owned).collect();
        words.sort();
        words
    };
    // The last word on raw HTML may order attributes in its own way.
    let expected = format!("<p>A {} <u>and</u> {}.</p>", one(1, "<em>V</em>"), one(2, "V"));
    assert_eq!(sorted(&shown(rendered.html.trim_end())), sorted(&expected), "{}", rendered.html);
    assert_eq!(rendered.lead, "A V and V.");
    check("A [V](term:later).", "<p>A V.</p>");
    diagnose("A [V](term:nowhere)", "1:7 unknown-term");
    diagnose("# A {#term_1}\n[x](#term_1)", "2:5 dead-heading");
}
