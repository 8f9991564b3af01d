//! Signs that are read otherwise than they are meant: what is found, and that what is proposed is accepted.

use super::*;

/// The body with what the first finding proposes put in its place.
#[track_caller]
fn mended(markdown: &str, code: Code) -> String {
    let (_, diagnostics) = run(markdown, false);
    let [found] = &diagnostics[..] else { panic!("{markdown:?}: {diagnostics:#?}") };
    assert_eq!(found.code, code, "{markdown:?}");
    let help = found.help.as_deref().unwrap();
    let text = match help.split_once(":\n") {
        Some((_, text)) => text,
        None => help.split('`').nth(if help.contains("or `\\") { help.matches('`').count() - 1 } else { 1 }).unwrap(),
    };
    let (start, end) = found.location.span.unwrap();
    format!("{}{text}{}", &markdown[..start], &markdown[end..])
}

#[test]
fn emphasis_beside_punctuation_of_writing_without_spaces() {
    for (markdown, fixed, html) in [
        ("**说明：**会谈", "**说明**：会谈", "<strong>说明</strong>：会谈"),
        ("会谈**「引用」**と", "会谈「**引用**」と", "会谈「<strong>引用</strong>」と"),
        ("**「引用」**と言った。", "「**引用**」と言った。", "「<strong>引用</strong>」と言った。"),
        ("**\"인용\"**은", "\"**인용**\"은", "&quot;<strong>인용</strong>&quot;은"),
        ("**인용(2022)**은", "**인용(2022**)은", ""),
        ("**重要！**会谈。", "**重要**！会谈。", "<strong>重要</strong>！会谈。"),
        ("*说明：*会谈", "*说明*：会谈", "<em>说明</em>：会谈"),
        ("会谈_说明_会谈", "会谈*说明*会谈", "会谈<em>说明</em>会谈"),
        ("_说明：_会谈", "*说明*：会谈", "<em>说明</em>：会谈"),
        ("__「说明」__会谈", "「**说明**」会谈", "「<strong>说明</strong>」会谈"),
        ("~~说明：~~会谈", "~~说明~~：会谈", "<del>说明</del>：会谈"),
        ("**Ａ，Ｂ．**Ｃ", "**Ａ，Ｂ**．Ｃ", "<strong>Ａ，Ｂ</strong>．Ｃ"),
        ("**说明（重要）：**会谈", "**说明（重要）**：会谈", "<strong>说明（重要）</strong>：会谈"),
        ("**“引用”**的话", "“**引用**”的话", "“<strong>引用</strong>”的话"),
        ("**(หมายเหตุ)**ข้อความ", "(**หมายเหตุ**)ข้อความ", "(<strong>หมายเหตุ</strong>)ข้อความ"),
        ("**Note:**text", "**Note**:text", "<strong>Note</strong>:text"),
        // Where the parser pairs other runs than were meant.
        ("**说明：**会谈**重要**", "**说明**：会谈**重要**", "<strong>说明</strong>：会谈<strong>重要</strong>"),
        // Nothing but punctuation.
        ("会谈**？**会谈", "会谈 **？** 会谈", "会谈 <strong>？</strong> 会谈"),
        ("- 一\n- **二：**三", "- 一\n- **二**：三", "<strong>二</strong>：三"),
        ("> **二：**三", "> **二**：三", "<strong>二</strong>：三"),
        ("甲|乙\n-|-\n**二：**三|四", "甲|乙\n-|-\n**二**：三|四", "<strong>二</strong>：三"),
    ] {
        if html.is_empty() {
            // One bracket outside would be read, and would look wrong.
            assert_ne!(mended(markdown, Code::UnreadEmphasis), fixed);
            continue;
        }
        assert_eq!(mended(markdown, Code::UnreadEmphasis), fixed);
        let (rendered, diagnostics) = run(fixed, false);
        assert!(
            rendered.html.contains(html) && diagnostics.is_empty(),
            "{fixed:?}: {} {diagnostics:#?}",
            rendered.html
        );
    }
    // A text that is too long to be written anew, or has markup in it.
    for markdown in [format!("**{}：**会谈", "长".repeat(60)), "**[说明](a.md)：**会谈".to_owned()] {
        let (_, diagnostics) = run(&markdown, false);
        assert!(diagnostics[0].help.as_deref().unwrap().starts_with("put a space"), "{diagnostics:#?}");
        let spaced = markdown.replace("**会谈", "** 会谈");
        assert_eq!(run(&spaced, false).1, [], "{spaced}");
        assert!(run(&spaced, false).0.html.contains("<strong>"), "{spaced}");
    }
    diagnose("**甲：**乙**「丙」**丁", "1:1 unread-emphasis, 1:8 unread-emphasis");
}

#[test]
fn signs_that_are_meant_or_read() {
    for markdown in [
        "**说明**：会谈",
        "**说明：** 会谈",
        "会谈 **「引用」** と",
        "\\**说明：\\**会谈",
        "`**说明：**会谈`",
        "```\n**说明：**会谈\n```",
        "    **说明：**会谈",
        "2 * (3) * 4 and 2*(3)*4",
        "snake_case_name and `a_b`, file_(1)_name",
        "5 ~ 6人、7 ~ 8人",
        "a ** b ** c",
        "*「引用」*",
        "[**说明**](a.md)：会谈",
        "https://x.org/**说明：**会谈",
    ] {
        let (_, diagnostics) = run(markdown, false);
        let found: Vec<_> = diagnostics.iter().filter(|found| found.code == Code::UnreadEmphasis).collect();
        assert_eq!(found.len(), usize::from(markdown.starts_with("https")), "{markdown:?}: {found:#?}");
    }
}

#[test]
fn lines_that_begin_with_a_colon() {
    for (markdown, fixed) in [
        ("Text\n:smile: again", "Text\n\\:smile: again"),
        ("Text\n\n:warning: text", "Text\n\n\\:warning: text"),
        ("Text\n:-)", "Text\n\\:-)"),
        ("Text\n::note[x]", "Text\n\\::note[x]"),
        ("> Text\n> :+1:", "> Text\n> \\:+1:"),
    ] {
        assert_eq!(mended(markdown, Code::ColonLine), fixed);
        let (rendered, diagnostics) = run(fixed, false);
        assert!(!rendered.html.contains("<dt>") && diagnostics.is_empty(), "{fixed:?}: {diagnostics:#?}");
    }
    // One definition without its blank.
    assert!(run("Term\n:meaning", false).1[0].help.as_deref().unwrap().starts_with("write `: meaning`"));
    check("Term\n: meaning\n: another", "<dl>\n<dt>Term</dt>\n<dd>meaning</dd>\n<dd>another</dd>\n</dl>");
}

#[test]
fn blocks_between_colons() {
    for (markdown, help) in [
        (":::note\nInside.\n:::", "\n> [!NOTE]\n> Inside."),
        ("Text\n:::note\nInside.\n:::\n\nAfter.", "\n> [!NOTE]\n> Inside."),
        ("Text\n\n::: tip\nInside.\n\nMore.\n:::", "\n> [!TIP]\n> Inside.\n>\n> More."),
        (":::warning Take care\nInside.\n:::", "\n> [!WARNING]\n> **Take care**\n>\n> Inside."),
        ("::: {.danger}\nInside.\n:::", "\n> [!CAUTION]\n> Inside."),
        ("::::info[Read]\nInside.\n::::", "\n> [!NOTE]\n> **Read**\n>\n> Inside."),
        ("Text\n\n:::note\nNever closed.", "write an alert: `> [!NOTE]` in the place of this line"),
        ("# Head\n\n:::columns\nInside.\n:::", "leave the lines of colons out"),
        ("Text\n\n:::", "leave the lines of colons out"),
    ] {
        let (_, diagnostics) = run(markdown, false);
        let found: Vec<_> = diagnostics.iter().map(|found| found.code).collect();
        assert_eq!(found, [Code::ColonLine], "{markdown:?}: {diagnostics:#?}");
        let shown = diagnostics[0].help.as_deref().unwrap();
        assert!(
            if help.starts_with('\n') { shown.ends_with(help) } else { shown.starts_with(help) },
            "{markdown:?}: {shown}"
        );
    }
    let (rendered, diagnostics) = run("Text\n\n> [!NOTE]\n> Inside.\n\nAfter.", false);
    assert!(rendered.html.contains("alert-note") && diagnostics.is_empty());
    for markdown in ["`:::note`", "```\n:::note\n```", "a ::: b", "\\:::note", "10:30"] {
        assert_eq!(run(markdown, false).1, [], "{markdown:?}");
    }
}

#[test]
fn straight_marks_in_english() {
    for (markdown, expected) in [
        ("A 27\" screen, he's 6'2\", \"good\" -- 'so'.", "A 27&quot; screen, he’s 6'2&quot;, “good” – ‘so’."),
        ("*\"The 27\" one\"* and the '90s", "<em>“The 27&quot; one”</em> and the ’90s"),
        ("`27\"` is \"code\"", "<code>27&quot;</code> is “code”"),
        ("[a 9\" nail](a.md)", "<a href=\"[a]\">a 9&quot; nail</a>"),
        ("5\" and\n\"6\"", "5&quot; and\n“6”"),
    ] {
        let (rendered, diagnostics) = run(markdown, true);
        assert_eq!(shown(&rendered.html), format!("<p>{expected}</p>\n"), "{markdown}");
        assert_eq!(diagnostics, []);
    }
    // Each block by itself, and the lead as the text.
    let (rendered, _) = run("a 5\" x\n\n\"b\"\n\n- 6\" y\n- \"z\"[^1]\n\n![7\" w](a.png)\n\n[^1]: 8\" \"v\"", true);
    assert_eq!(rendered.lead, "a 5\" x");
    for expected in ["“b”", "6&quot; y", "“z”", "alt=\"7&quot; w\"", "8&quot; “v”"] {
        assert!(rendered.html.contains(expected), "{expected}: {}", rendered.html);
    }
}
