//! What readers would see as it was typed: what is found, that what is proposed is accepted, and what is left alone.

use super::*;

/// What is found in a body, once what each help proposes is put in its place, from the last to the first.
#[track_caller]
fn mended(markdown: &str, code: Code) -> String {
    let (_, mut diagnostics) = run(markdown, false);
    assert!(!diagnostics.is_empty(), "{markdown:?}: nothing found");
    diagnostics.sort_by_key(|found| std::cmp::Reverse(found.location.span));
    let mut fixed = markdown.to_owned();
    for found in &diagnostics {
        assert_eq!(found.code, code, "{markdown:?}: {diagnostics:#?}");
        let help = found.help.as_deref().unwrap();
        let text = match help.split_once(":\n") {
            Some((_, text)) => text,
            None => help.split_once("write `").unwrap().1.split(['`']).next().unwrap(),
        };
        let (start, mut end) = found.location.span.unwrap();
        // A list is written in the place of all its lines.
        for _ in 1..if help.contains(":\n") { text.lines().count() } else { 1 } {
            end += 1 + fixed[end + 1..].find('\n').unwrap_or(fixed.len() - end - 1);
        }
        fixed.replace_range(start..end, text);
    }
    fixed
}

#[track_caller]
fn mends(code: Code, table: &[(&str, &str)]) {
    for (markdown, expected) in table {
        let fixed = mended(markdown, code);
        assert_eq!(fixed, *expected, "{markdown:?}");
        assert_eq!(run(&fixed, false).1, [], "{fixed:?}");
    }
}

#[track_caller]
fn accepts(table: &[&str]) {
    for markdown in table {
        assert_eq!(run(markdown, false).1, [], "{markdown:?}");
    }
}

#[test]
fn addresses_with_a_blank() {
    mends(
        Code::BlankInAddress,
        &[
            ("![a](my photo.png)", "![a](my%20photo.png)"),
            ("See [x](My Report.pdf), please.", "See [x](My%20Report.pdf), please."),
            ("![a *b* [c]](my photo.png \"A title\")", "![a *b* [c]](my%20photo.png \"A title\")"),
            ("[y](a b/c.md#d)", "[y](a%20b/c.md#d)"),
            ("- [x](a  b (1).pdf)", "- [x](a%20%20b%20(1).pdf)"),
            ("a|b\n-|-\n[x](a b.md)|c", "a|b\n-|-\n[x](a%20b.md)|c"),
            ("[x](a b.md) and [y](c d.md)", "[x](a%20b.md) and [y](c%20d.md)"),
        ],
    );
    accepts(&[
        "[x](<my report.pdf>)",
        "[x](report.pdf \"My title.\")",
        "[x](report.pdf 'My title.')",
        "[x](report.pdf (My title.))",
        "`[x](my report.pdf)`",
        "```\n[x](my report.pdf)\n```",
        "    [x](my report.pdf)",
        "\\[x](my report.pdf)",
        "[x\\](my report.pdf)",
        "He said [sic](as it was told to us) so.",
        "the list[1] (see below)",
    ]);
}

#[test]
fn links_apart_from_their_text() {
    mends(
        Code::PartedLink,
        &[
            ("[z] (https://x.org/a)", "[z](https://x.org/a)"),
            ("The [talks] (rome.md#a).", "The [talks](rome.md#a)."),
            ("[z]  (www.x.org)", "[z](https://www.x.org)"),
            ("[z] (mailto:a@x.org)", "[z](mailto:a@x.org)"),
            ("[z] (https://x.org/a_(b))", "[z](https://x.org/a_(b))"),
        ],
    );
    accepts(&[
        "`[z] (https://x.org)`",
        "\\[z] (https://x.org)",
        "[z] (as he said)",
        "a[^1] (https://x.org)\n\n[^1]: b",
        "[z](a.md) (https://x.org)",
        "[@a] (https://x.org)",
    ]);
}

#[test]
fn headings_without_a_blank() {
    mends(
        Code::UnreadHeading,
        &[
            ("#Head", "# Head"),
            ("##Head", "## Head"),
            ("Text\n\n###1. Head\n\nText", "Text\n\n### 1. Head\n\nText"),
            ("Text\n##Head", "Text\n## Head"),
            ("#What is known\nMore follows.", "# What is known\nMore follows."),
            ("> ##Head", "> ## Head"),
            ("##**Head**", "## **Head**"),
            ("#Überblick", "# Überblick"),
        ],
    );
    accepts(&[
        "#MeToo",
        "#MeToo #TimesUp",
        "#MeToo began in 2017.",
        "#MeToo was a movement that\nspread in 2017.",
        "It is said\n#MeToo began then",
        "#1 in the list",
        "#",
        "##",
        "\\#Head",
        "`#Head`",
        "```\n##Head\n```",
        "a|b\n-|-\n#Head|c",
        "C# and #Head",
    ]);
}

#[test]
fn lists_without_a_blank() {
    mends(
        Code::UnreadList,
        &[
            ("-one\n-two", "- one\n- two"),
            ("Text:\n-one\n-two\n-three\n\nMore", "Text:\n- one\n- two\n- three\n\nMore"),
            ("• one\n• two", "- one\n- two"),
            ("•one\n•two", "- one\n- two"),
            ("· one\n· two", "- one\n- two"),
            ("\u{F0B7} one\n\u{F0B7}\ttwo", "- one\n- two"),
            ("-**one**\n-[two](a.md)", "- **one**\n- [two](a.md)"),
        ],
    );
    for markdown in ["-one\ngoes on\n-two", &"• one\n".repeat(9)] {
        let (_, diagnostics) = run(markdown, false);
        assert_eq!(diagnostics.len(), 1, "{diagnostics:#?}");
        assert!(diagnostics[0].help.as_deref().unwrap().starts_with("write `- ` in the place"));
    }
    accepts(&[
        "-one",
        "• one",
        "-one\n\n-two",
        "-5 °C\n-6 °C",
        "--a\n--b",
        "– Yes.\n– No.",
        "— Oui.\n— Non.",
        "- one\n- two",
        "\\-one\n\\-two",
        "```\n-one\n-two\n```",
        "    • one\n    • two",
        "a • b\nc • d",
        "----\n",
    ]);
}

#[test]
fn signs_of_other_tools() {
    mends(
        Code::ForeignMarkup,
        &[
            ("{{< youtube abc_-1 >}}", "[the video](https://www.youtube.com/watch?v=abc_-1)"),
            ("{{< figure src=\"/my a.jpg\" alt=\"Two people\" >}}", "![Two people](my%20a.jpg)"),
            ("a {{< x >}} b", "a \\{{< x >}} b"),
            ("{{% x\n y %}}", "\\{{% x\n y %}}"),
            ("{% include a.html %}", "\\{% include a.html %}"),
            ("{{ site.title }}", "\\{{ site.title }}"),
            ("Text\n{: .note}", "Text\n\\{: .note}"),
            ("Text {:.note #a}", "Text \\{:.note #a}"),
            ("[x](a.md){.button}", "[x](a.md)\\{.button}"),
            ("![x](a.png){: .left}", "![x](a.png)\\{: .left}"),
            ("[[rome]]", "[rome](rome.md)"),
            ("[[Rome talks|the talks]]", "[the talks](Rome%20talks.md)"),
            ("![[rome.png]]", "![rome.png](rome.png)"),
            ("[[rome#How long]]", "[rome#How long](rome.md#how-long)"),
        ],
    );
    let (_, diagnostics) = run("[[nowhere]]", false);
    assert!(diagnostics[0].help.as_deref().unwrap().ends_with("or `\\[[nowhere]]` to show the brackets"));
    accepts(&[
        "\\[[nowhere]]",
        "!\\[[nowhere]]",
        "\\{{< x >}}",
        "`{{< x >}}` and `[[x]]` and <code>{% x %}</code>",
        "```\n{{< x >}}\n{: .x}\n[[x]]\n```",
        "[[x]](a.md)",
        "[[x](a.md)]",
        "see [[@a]]",
        "# Head {#x .y}",
        "a set {1, 2} and {x}",
        "{{1}}",
        "f(x)[[]]",
    ]);
}

#[test]
fn markdown_in_html() {
    mends(
        Code::MarkdownInHtml,
        &[
            ("<div>\n**one** and *two*\n</div>", "<div>\n<strong>one</strong> and <em>two</em>\n</div>"),
            (
                "<div>\n  [x](a.md) `b c` ~~d~~\n</div>",
                "<div>\n  <a href=\"a.md\">x</a> <code>b c</code> <del>d</del>\n</div>",
            ),
            ("<p>**x**</p>", "<p><strong>x</strong></p>"),
            ("<div>![two people](a.png)</div>", "<div><img src=\"a.png\" alt=\"two people\"></div>"),
            ("<div>__a__</div>", "<div><strong>a</strong></div>"),
            ("> <div>\n> **one**\n> </div>", "> <div>\n> <strong>one</strong>\n> </div>"),
        ],
    );
    for markdown in ["<div>\n- one\n- two\n</div>", "<div>\n## Head\n</div>", "<div>\nsays [@a, p. 3]\n</div>"] {
        let (_, diagnostics) = run(markdown, false);
        assert_eq!(diagnostics.len(), 1, "{diagnostics:#?}");
        assert!(diagnostics[0].help.as_deref().unwrap().starts_with("leave a blank line before"));
        let apart = markdown.replace("<div>\n", "<div>\n\n").replace("\n</div>", "\n\n</div>");
        assert_eq!(run(&apart, false).1, [], "{apart}");
    }
    accepts(&[
        "<div>\n\n**one**\n\n</div>",
        "<div>5 * 3 * 2, snake_case_name, [x] and a-b</div>",
        "<pre>\n**one**\n</pre>",
        "<p><code>**one**</code></p>",
        "a <b>**one**</b>",
        "<table><tr><td>- one</td></tr></table>",
    ]);
}

#[test]
fn bare_addresses_become_links() {
    for (markdown, expected) in [
        ("https://x.org", "<a href=\"https://x.org\">https://x.org</a>"),
        ("See https://x.org/a.", "See <a href=\"https://x.org/a\">https://x.org/a</a>."),
        ("(http://x.org/a_(b))", "(<a href=\"http://x.org/a_(b)\">http://x.org/a_(b)</a>)"),
        (
            "https://x.org/a_b_c*d?e=f&amp;g, h",
            "<a href=\"https://x.org/a_b_c*d?e=f&amp;g\">https://x.org/a_b_c*d?e=f&amp;g</a>, h",
        ),
        ("https://x.org/a\\_b", "<a href=\"https://x.org/a_b\">https://x.org/a_b</a>"),
        ("https://x.org/a&amp;", "<a href=\"https://x.org/a\">https://x.org/a</a>&amp;"),
        ("**https://x.org/a** b", "<strong><a href=\"https://x.org/a\">https://x.org/a</a></strong> b"),
        ("\"https://x.org/a\"!", "&quot;<a href=\"https://x.org/a\">https://x.org/a</a>&quot;!"),
        ("见https://x.org/a。然后", "见<a href=\"https://x.org/a\">https://x.org/a</a>。然后"),
        ("https://x.org/a<br>b", "<a href=\"https://x.org/a\">https://x.org/a</a><br>b"),
        (
            "https://x.org/a, https://y.org/b;",
            "<a href=\"https://x.org/a\">https://x.org/a</a>, <a href=\"https://y.org/b\">https://y.org/b</a>;",
        ),
        (
            "https://web.archive.org/web/2020/https://x.org/",
            "<a href=\"https://web.archive.org/web/2020/https://x.org/\">https://web.archive.org/web/2020/https://x.org/</a>",
        ),
        ("HTTPS://X.org", "<a href=\"https://X.org\">HTTPS://X.org</a>"),
        // No addresses, or links already.
        ("`https://x.org`", "<code>https://x.org</code>"),
        ("<https://x.org>", "<a href=\"https://x.org\">https://x.org</a>"),
        ("[https://x.org](a.md)", "<a href=\"[a]\">https://x.org</a>"),
        ("<a href=\"https://x.org\">https://x.org</a>", "<a href=\"https://x.org\">https://x.org</a>"),
        ("<code>https://x.org</code>", "<code>https://x.org</code>"),
        ("https://… and https:// and https://localhost", "https://… and https:// and https://localhost"),
        ("git+https://x.org and ahttps://x.org", "git+https://x.org and ahttps://x.org"),
        ("https://x.org/*a*", "https://x.org/<em>a</em>"),
        ("[x][y]\n\n[y]: https://x.org", "<a href=\"https://x.org\">x</a>"),
    ] {
        check(markdown, &format!("<p>{expected}</p>"));
    }
    // In notes, tables, headings and English, and in the words that stand for a body.
    let (rendered, diagnostics) = run(
        "It's at https://x.org/it's--so.\n\n# https://y.org\n\na[^1]|b\n-|-\nhttps://z.org|c\n\n[^1]: https://w.org",
        true,
    );
    assert_eq!(diagnostics, []);
    assert_eq!(rendered.lead, "It’s at https://x.org/it's--so.");
    assert_eq!(rendered.headings[0].text, "https://y.org");
    for host in ["x.org/it's--so", "y.org", "z.org", "w.org"] {
        assert!(rendered.html.contains(&format!("<a href=\"https://{host}\">https://{host}</a>")), "{}", rendered.html);
    }
}

#[test]
fn images_of_other_sites_are_brought_in() {
    for (markdown, help) in [
        ("![two people](https://x.org/a/My%20Photo.JPG?w=3)", "![two people](my-photo.jpg)"),
        ("![](https://x.org/)", "![what it shows](image.jpg)"),
        ("<img src=\"https://x.org/a.png\" alt=\"b\">", "![what it shows](a.png)"),
        ("![b][c]\n\n[c]: //x.org/a.webp", "![what it shows](a.webp)"),
    ] {
        let (_, diagnostics) = run(markdown, false);
        let found = diagnostics.iter().find(|found| found.code == Code::DeadImage).unwrap();
        assert_eq!(found.help.as_deref(), Some(&*format!("download it beside the file, and write `{help}`")));
        assert!(run(help, false).1.is_empty());
    }
}

#[test]
fn texts_that_are_not_finished() {
    diagnose(
        "TK and (TODO): *TK* [TK](a.md), «TK», TK.",
        "1:1 unfinished-text, 1:9 unfinished-text, 1:17 unfinished-text, 1:22 unfinished-text, 1:34 unfinished-text, 1:39 unfinished-text",
    );
    accepts(&["`TK`", "```\nTODO\n```", "ATK, TKO, TODOS, todo, Todo, TK-12, TODO.md, #TODO, KTK_TK", "[a](TODO.md)"]);
}

#[test]
fn directions_without_an_end() {
    for (mark, end) in [('\u{202A}', "202C"), ('\u{202E}', "202C"), ('\u{2066}', "2069"), ('\u{2068}', "2069")] {
        let (_, diagnostics) = run(&format!("a {mark}b"), false);
        assert_eq!(diagnostics.len(), 1, "{diagnostics:#?}");
        assert_eq!(diagnostics[0].code, Code::OpenDirection);
        assert!(diagnostics[0].help.as_deref().unwrap().contains(&format!("&#x{end};")));
        assert_eq!(run(&format!("a {mark}b&#x{end}; c"), false).1, []);
        assert_eq!(
            run(&format!("a {mark}*b*{} c", char::from_u32(u32::from_str_radix(end, 16).unwrap()).unwrap()), false).1,
            []
        );
        assert_eq!(run(&format!("`a {mark}b`"), false).1, []);
    }
    // An end in another block is none; an isolate ends what began in it, for readers, but not for its author.
    diagnose("a \u{202B}b\n\nc\u{202C}", "1:3 open-direction");
    diagnose("\u{2067}a \u{202E}b\u{2069}\u{202C}", "1:4 open-direction");
    accepts(&["“a” ‘b’ … c\u{2069} d\u{202C}"]);
}
