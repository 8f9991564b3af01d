//! Input that means harm: scripts, forged markers, and shapes that take long.

use proptest::prelude::*;

use super::*;

/// No script, no handler, and markers only as this module writes them.
fn assert_safe(markdown: &str) {
    let (rendered, _) = run(markdown, true);
    let html = &rendered.html;
    let mut rest = html.as_str();
    while let Some(at) = rest.find([OPEN, CLOSE]) {
        let after = rest[at..].strip_prefix(OPEN).expect("a marker begins");
        let before = &rest[..at];
        assert!(before.ends_with(" href=\"") || before.ends_with(" src=\""), "{markdown:?}\n{html}");
        let end = after.find([OPEN, CLOSE]).expect("a marker ends");
        assert!(after[end..].starts_with(CLOSE) && after[end + 3..].starts_with('"'), "{markdown:?}\n{html}");
        assert!(!after[..end].contains(['"', '<', '>']), "{markdown:?}\n{html}");
        rest = &after[end + 3..];
    }
    for c in html.chars() {
        assert!(c == OPEN || c == CLOSE || !crate::text::is_forbidden(c), "{c:?} {markdown:?}\n{html}");
    }
    let lower = html.to_lowercase();
    raw::read(&lower, |token| match token {
        raw::Token::Open { name, attributes, .. } => {
            assert!(!matches!(name.as_str(), "script" | "style" | "iframe" | "svg"), "{markdown:?}\n{html}");
            for a in attributes {
                assert!(!a.name.starts_with("on") && a.name != "style", "{markdown:?}\n{html}");
                let known = ["\u{FDD0}", "#", "https://", "http://", "mailto:", "tel:"];
                let safe = known.iter().any(|start| a.value.starts_with(start));
                assert!(safe || !matches!(a.name.as_str(), "href" | "src"), "{markdown:?}\n{html}");
            }
        }
        raw::Token::Cut(_) | raw::Token::Odd(_) | raw::Token::Comment(..) => panic!("{markdown:?}\n{html}"),
        _ => {}
    });
    assert!(html.get(rendered.lead_at).is_some());
    assert!(!rendered.lead.contains([OPEN, CLOSE]));
}

#[test]
fn no_marker_can_be_forged() {
    for open in ["\u{FDD0}", "&#xFDD0;", "&#64976;", "&#xFDD0", "&#x0FDD0;"] {
        for around in [
            "@x\u{FDD1}",
            "[a](b \"@x\")",
            "[a](@x)",
            "[a](x#@x)",
            "![@x](b)",
            "`@x`",
            "    @x",
            "```@x\n@x\n```",
            "# @x",
            "# a {#@x .@x}",
            "a[^@x]\n\n[^@x]: @x",
            "<b title=\"@x\">@x</b>",
            "<a href=\"@x\" id='@x'>x</a>",
            "<img src=\"@x\" alt=\"@x\">",
            "<div>@x</div>",
            "<i class=\"@x\" lang=@x>",
            "<@x>",
            "[a][@x]\n\n[@x]: @x '@x'",
            "<https://@x>",
            "@x | @x\n-|-\n@x|@x",
            "<details @x=\"@x\">",
            "&amp;#xFDD0;",
            "\\@x",
            "<script>@x</script>",
        ] {
            assert_safe(&around.replace('@', open));
        }
    }
}

#[test]
fn known_attacks() {
    for markdown in [
        "<svg><style><img src=x onerror=alert(1)></style></svg>",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "<xmp><img src=x onerror=alert(1)></xmp>",
        "<img src=x\nonerror=alert(1)\n//\n<b>",
        "<a\u{0C}href=javascript:alert(1)>x</a>",
        "<scr<script>ipt>alert(1)</scr</script>ipt>",
        "<div title='\"><script>x</script>'>",
        "[a](<javascript:alert(1)>) [b](\\javascript:x) [c](&#106;avascript:x)",
        "<a href=\"&#x6A&#x61vascript:alert(1)\">x</a>",
        "<plaintext><b>",
        "<template><script>x</script></template>",
        "<base href=//x.org>",
        "<meta http-equiv=refresh content=0>",
        "```\"onclick=x\nx\n```",
        "# x {#\"onclick=x}",
        "![\" onerror=x](y)",
        "[x](y '\" onclick=z')",
    ] {
        assert_safe(markdown);
    }
}

#[test]
fn nothing_takes_long() {
    const SIZE: usize = 1 << 20;
    let many = |text: &str| text.repeat(SIZE / text.len());
    let lists = format!("{}\n{}", "- ".repeat(120), "\n".repeat(SIZE / 2));
    let stairs: String =
        (0..128).map(|depth| format!("{}- a\n", "  ".repeat(depth))).collect::<String>() + &"\n".repeat(SIZE / 2);
    let refs: String = (0..20_000).map(|i| format!("[a][r{i}] [s{i}]: x\n\n")).collect();
    let notes: String = (0..20_000).map(|i| format!("a[^{i}]\n\n[^{i}]: [^{i}]\n\n")).collect();
    let attributes = format!("<b {}>x</b>", many("a=b "));
    for (name, text) in [
        ("quotes", many(">")),
        ("deep quotes", ">".repeat(10_000)),
        ("spaced quotes", many("> ")),
        ("lists", lists),
        ("stairs", stairs),
        ("brackets", many("[")),
        ("closed brackets", many("[]")),
        ("link openers", many("[a](")),
        ("images", many("![")),
        ("image links", many("![a](b)")),
        ("stars", many("*")),
        ("star words", many("*a ")),
        ("strong words", many("**a _b ")),
        ("backticks", many("`")),
        ("growing backticks", (1..1400).map(|n| "`".repeat(n) + " ").collect()),
        ("angles", many("<")),
        ("tags", many("<b>")),
        ("tag pairs", many("<b>x</b>")),
        ("blocks", many("<div>\n\n")),
        ("cells", many("<table><tr><td>")),
        ("paragraphs with tags", many("<b>x\n\n")),
        ("closings", many("</b>")),
        ("cut tags", many("<a ")),
        ("comments", many("<!-- ")),
        ("declarations", many("<!a ")),
        ("pipes", many("|")),
        ("table", format!("|a|b|\n|-|-|\n{}", many("|\n"))),
        ("wide table", format!("{}\n{}\n{}", "|a".repeat(60_000), "|-".repeat(60_000), "|\n".repeat(100_000))),
        ("headings", many("# a\n")),
        ("references", refs),
        ("notes", notes),
        ("entities", many("&#xFDD0;")),
        ("entity starts", many("&#")),
        ("controls", many("\u{7}")),
        ("attributes", attributes),
        ("underscores", many("_a__b")),
        ("fences", many("```\n")),
        ("definitions", many("a\n: b\n")),
        ("anchors", many("[a](#b)")),
        ("scripts", many("<script>\n")),
        ("raw ids", many("<i id=a></i>")),
        ("brackets in angles", many("[a](<b")),
        ("addresses with blanks", many("](a b.c) ")),
        ("addresses with blanks that go on", many("](a b")),
        ("links apart", many("[a] (http://")),
        ("wiki links", many("[[a]]")),
        ("templates", many("{{< a")),
        ("attributes of other tools", many("{.a")),
        ("hashes", many("##a\n")),
        ("items", many("-a\n")),
        ("addresses", many("https://x.y/a ")),
        ("addresses side by side", many("https://x,")),
        ("addresses with brackets", many(&format!("https://x.y/{} ", ")".repeat(1900)))),
        ("addresses with emphasis", many("https://x.y/_a*b")),
        ("unfinished", many("TK ")),
        ("directions", many("\u{2066}\u{202A}")),
        ("ends of directions", format!("{}{}", "\u{2066}".repeat(SIZE / 6), "\u{2069}".repeat(SIZE / 6))),
        ("markdown in HTML", format!("<div>\n{}", many("**a** [b](c)\n"))),
    ] {
        #[expect(clippy::disallowed_methods, reason = "a test may look at the clock")]
        let now = std::time::Instant::now;
        let begun = now();
        let (rendered, diagnostics) = run(&text, false);
        let took = begun.elapsed();
        if took.as_millis() > 300 {
            eprintln!("{name}: {took:?} {} {}", rendered.html.len(), diagnostics.len());
        }
        assert!(took.as_secs() < 10, "{name}: {took:?}");
        assert!(rendered.html.len() < 60 * SIZE, "{name}: {}", rendered.html.len());
        assert!(diagnostics.len() <= 2002, "{name}");
    }
}

#[test]
fn nesting_is_refused_at_its_place() {
    diagnose(&format!("a\n\n{} b", ">".repeat(33)), "3:33 markdown-nesting");
    diagnose(&">".repeat(32), "");
    diagnose(&format!("a\n\n{}", ">".repeat(1000)), "3:1 markdown-nesting");
    diagnose(&"* ".repeat(300), "");
    diagnose(&format!("```\n{}\n```", "-".repeat(500)), "");
    assert_eq!(run(&"> ".repeat(40), false).0, Rendered::default());
}

/// Text made of the pieces that Markdown and HTML are made of.
fn markdown() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "[",
        "]",
        "(",
        ")",
        "!",
        "*",
        "_",
        "`",
        "```",
        "~~~",
        "\n",
        "\n\n",
        "\r\n",
        " ",
        "    ",
        "> ",
        "- ",
        "1. ",
        "# ",
        "|",
        "-|-",
        "a",
        "é",
        "<",
        ">",
        "</",
        "<b",
        "<a href=",
        "<img src=",
        "<div>",
        "</div>",
        "<script>",
        "</script>",
        "<style>",
        "<!--",
        "-->",
        "=",
        "\"",
        "'",
        "/",
        "onclick=",
        "javascript:",
        "&#xFDD0;",
        "\u{FDD0}",
        "\u{FDD1}",
        "&",
        ";",
        "&colon;",
        "[^1]",
        "[^1]: ",
        "[a]: ",
        ": ",
        "{#",
        "}",
        "#",
        "x.md",
        "https://",
        "<svg>",
        "<table>",
        "<td>",
        "<tr>",
        "<p>",
        "<li>",
        "\t",
        "\\",
        "\0",
        "\u{FEFF}",
        "[x]",
        "<summary>",
        "<details>",
        "<h2>",
        "</h2>",
        "id=a",
        "title=\"",
        "<pre>",
        "<math>",
        "[!NOTE]",
    ]);
    prop::collection::vec(prop_oneof![20 => piece.prop_map(str::to_owned), 1 => any::<String>()], 0..40)
        .prop_map(|pieces| pieces.concat())
}

/// Enough for each run; raise it by hand after a change to this module.
const CASES: u32 = 1500;

proptest! {
    #![proptest_config(ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_text_becomes_safe_html(text in markdown()) {
        assert_safe(&text);
        let (rendered, diagnostics) = run(&text, false);
        for d in &diagnostics {
            let (start, end) = d.location.span.unwrap();
            prop_assert!(start <= end && end <= text.len(), "{:?} {text:?}", d);
        }
        prop_assert_eq!(run(&text, false).0, rendered);
    }
}
