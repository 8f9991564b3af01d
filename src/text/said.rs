//! What a text says that is shown as it is typed: without the signs of Markdown and HTML in it.
//!
//! Enters: text. Leaves: the same in plain words. Must not know: where it stands.

use pulldown_cmark::{Event, Parser};

use super::forbidden;

/// A longer text is not looked into, nor are signs that stand farther from one another than this.
const LONGEST: usize = 8_000;
const FARTHEST: usize = 600;

/// What a text says without Markdown and HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The plain words.
    pub text: String,
    /// The first entity of HTML, where nothing else was found.
    pub entity: Option<String>,
}

/// Whether a look for what [`said`] finds, or for words that [`unfinished`] finds, is worth the time.
#[must_use]
pub fn might_be_raw(text: &str) -> bool {
    let bytes = text.as_bytes();
    let next = |at: usize| bytes.get(at + 1).copied().unwrap_or_default();
    let sign = |at: usize| match bytes[at] {
        b'&' => (next(at).is_ascii_alphabetic() || next(at) == b'#') && entity(&text[at..]).is_some(),
        b'<' => next(at).is_ascii_alphabetic() || matches!(next(at), b'/' | b'!'),
        b']' => next(at) == b'(',
        b'T' => matches!(next(at), b'K' | b'O'),
        // In the middle of a word it is a part of a name.
        b'_' => at == 0 || !bytes[at - 1].is_ascii_alphanumeric(),
        _ => true,
    };
    memchr::memchr3_iter(b'&', b'<', b'*', bytes).any(sign)
        || memchr::memchr3_iter(b']', b'_', b'T', bytes).any(sign)
        || memchr::memchr(b'`', bytes).is_some()
}

/// What a text says without Markdown and HTML; nothing when it has none. What stands within signs may have some, too.
#[must_use]
pub fn said(text: &str) -> Option<Said> {
    let mut said = once(text)?;
    for _ in 0..4 {
        let Some(next) = once(&said.text) else { break };
        said = Said { entity: said.entity.filter(|_| next.entity.is_some()), ..next };
    }
    Some(said)
}

/// The same, without the outer signs alone.
fn once(text: &str) -> Option<Said> {
    if text.len() > LONGEST {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let (mut rest, mut before) = (text, None);
    let (mut markdown, mut first_entity) = (false, None);
    while let Some(first) = rest.chars().next() {
        let near = &rest[..rest.floor_char_boundary(FARTHEST)];
        let piece = match first {
            '!' | '[' => link(near),
            '*' | '_' if begins(before) => strong(near).or_else(|| single(near, rest)),
            '`' if begins(before) => single(near, rest),
            '<' => angles(near),
            _ => None,
        };
        let length = if let Some((words, length)) = piece {
            markdown = true;
            out.push_str(&words);
            length
        } else if let Some((words, length)) = entity(rest) {
            first_entity.get_or_insert_with(|| rest[..length].to_owned());
            out.push_str(&words);
            length
        } else {
            out.push(first);
            first.len_utf8()
        };
        // A run of signs begins where its first one does.
        if length > 1 || !matches!(first, '*' | '_' | '`') {
            before = rest[..length].chars().next_back();
        }
        rest = &rest[length..];
    }
    (markdown || first_entity.is_some()).then(|| Said { text: out, entity: first_entity.filter(|_| !markdown) })
}

/// Whether signs behind a character may begin emphasis: within a word they are something else, as in `2*3*4`.
fn begins(before: Option<char>) -> bool {
    before.is_none_or(|c| c.is_whitespace() || "([{\"“„‘'«¡¿—–>)]".contains(c))
}

/// `[words](address)` or `![words](address)` at the start of a text: what it says, and how long it is.
fn link(text: &str) -> Option<(String, usize)> {
    let words = text.strip_prefix("![").or_else(|| text.strip_prefix('['))?;
    let (words, rest) = words.split_once("](").filter(|(words, _)| !words.contains(['[', '\n']))?;
    let (address, after) =
        rest.split_once(')').filter(|(address, _)| !address.is_empty() && !address.contains('\n'))?;
    let address = address.split_whitespace().next()?;
    let said = match address.starts_with("http") || address.starts_with("mailto:") {
        true => format!("{words} ({})", address.trim_start_matches("mailto:")),
        false => words.to_owned(),
    };
    Some((said.trim().to_owned(), text.len() - after.len()))
}

/// `**words**` or `__words__` at the start of a text.
fn strong(text: &str) -> Option<(String, usize)> {
    let sign = ["**", "__"].into_iter().find(|sign| text.starts_with(sign))?;
    let (words, after) = text[2..].split_once(sign)?;
    let closed = !words.is_empty() && words.trim() == words && !words.starts_with(&sign[..1]);
    let ends = !(sign == "__" && after.starts_with(char::is_alphanumeric));
    (closed && ends).then(|| (words.to_owned(), text.len() - after.len()))
}

/// `*words*`, `_words_` or `` `words` `` at the start of `text`, which may be cut off: `rest` is not.
fn single(text: &str, rest: &str) -> Option<(String, usize)> {
    let sign = text.chars().next()?;
    let (words, _) = text[1..].split_once(sign)?;
    let length = words.len() + 2;
    let first = words.starts_with(|c: char| c.is_alphanumeric() || "\"“„‘'«[".contains(c));
    let last = words.ends_with(|c: char| !c.is_whitespace() && c != '(');
    let ends = !rest[length..].starts_with(|c: char| c.is_alphanumeric() || c == sign);
    let has_words = words.contains(char::is_alphabetic) && !words.contains('\n');
    (first && last && ends && has_words).then(|| (words.to_owned(), length))
}

/// The elements of HTML that somebody may type into text. Other words in angles are words: `<inaudible>`.
const ELEMENTS: [&str; 56] = [
    "a",
    "abbr",
    "audio",
    "b",
    "big",
    "blockquote",
    "br",
    "center",
    "cite",
    "code",
    "dd",
    "del",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "figcaption",
    "figure",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "iframe",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "object",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "script",
    "small",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "sup",
    "table",
    "td",
    "th",
    "tr",
    "tt",
    "u",
    "ul",
];

/// `<https://…>`, a tag of HTML or a comment at the start of a text.
fn angles(text: &str) -> Option<(String, usize)> {
    if let Some(rest) = text.strip_prefix("<!--") {
        return rest.split_once("-->").map(|(_, after)| (String::new(), text.len() - after.len()));
    }
    let (within, after) =
        text.strip_prefix('<')?.split_once('>').filter(|(within, _)| !within.contains(['<', '\n']))?;
    let length = text.len() - after.len();
    if within.starts_with("http://") || within.starts_with("https://") {
        return Some((within.to_owned(), length));
    }
    let name = within.trim_start_matches('/').split([' ', '/']).next().unwrap_or("").to_ascii_lowercase();
    let words = if name == "br" && !after.starts_with(char::is_whitespace) && !after.is_empty() { " " } else { "" };
    ELEMENTS.contains(&&*name).then(|| (words.to_owned(), length))
}

/// An entity of HTML at the start of a text: what it stands for, and how long it is. `R&D;` has none.
fn entity(text: &str) -> Option<(String, usize)> {
    /// The longest is `&CounterClockwiseContourIntegral;`.
    const MAX: usize = 33;
    let within = text.strip_prefix('&')?;
    let end = within.bytes().take(MAX).position(|byte| !(byte.is_ascii_alphanumeric() || byte == b'#'))?;
    if end == 0 || within.as_bytes()[end] != b';' {
        return None;
    }
    let entity = &text[..end + 2];
    let meant: String = Parser::new(entity)
        .filter_map(|event| match event {
            Event::Text(text) => Some(text.into_string()),
            _ => None,
        })
        .collect();
    let meant = if forbidden(&meant).is_some() { String::new() } else { meant };
    (meant != entity).then_some((meant, entity.len()))
}

/// What writers put where something is still to come.
const STILL_TO_COME: [&str; 2] = ["TK", "TODO"];

/// Where words such as `TK` stand by themselves, and which.
pub fn unfinished(text: &str) -> impl Iterator<Item = (usize, &'static str)> + '_ {
    STILL_TO_COME.into_iter().flat_map(move |word| {
        let found = memchr::memmem::find_iter(text.as_bytes(), word).filter(move |at| {
            let joins = |c: char| c.is_alphanumeric() || matches!(c, '_' | '/' | '@' | '#');
            let after = &text[at + word.len()..];
            // `TK-12`, `TODO.md`: a name.
            let named = after.strip_prefix(['-', '.']).is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
            !text[..*at].ends_with(joins) && !text[..*at].ends_with('-') && !after.starts_with(joins) && !named
        });
        found.map(move |at| (at, word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_said_without_markdown() {
        for (text, expected) in [
            ("Written by volunteers.", None),
            ("2 * 3 ** 4, a < b > c, [sic], f(x) [1] (2)", None),
            ("snake__case and <3", None),
            ("", None),
            ("C*, 2*3*4, C* and D*, a * b * c, *nix and *BSD, (*) or (*), M*A*S*H", None),
            ("f**k and s**t, f*** and b***, 5* hotels, 4 *s", None),
            ("f**k, C*, f**k* and __init__x of C__", None),
            ("AT&T, R&D;, a & b; &c; &; &#; &nosuch; Q&A", None),
            ("snake_case_name, _private, a_b_c, @_name_, x/_index_", None),
            ("[sic], #1, [no link], <inaudible>, Ann <ann@example.org>, ` alone", None),
            ("See [the rules](https://example.org/rules).", Some("See the rules (https://example.org/rules).")),
            ("See [the rules](rules.md \"Rules\"), or not", Some("See the rules, or not")),
            ("[Write](mailto:a@example.org) [us](x)", Some("Write (a@example.org) us")),
            ("![Logo](logo.png)", Some("Logo")),
            ("**By** __us__", Some("By us")),
            ("**[By](x.md) us**", Some("By us")),
            ("The *Titanic* sinks", Some("The Titanic sinks")),
            ("“_Titanic_”, or ***all***", Some("“Titanic”, or all")),
            ("_**both**_ and **_both_**", Some("both and both")),
            ("Run `annals check`", Some("Run annals check")),
            ("<https://example.org/>", Some("https://example.org/")),
            ("By <a href=\"/x\">us</a><br/>", Some("By us")),
            ("Two<BR>lines <!-- note -->here", Some("Two lines here")),
            ("A&#58; B", Some("A: B")),
            ("A&#x3a; B &amp; C &mdash; D&nbsp;E", Some("A: B & C — D\u{A0}E")),
            ("AT&amp;amp;T &#xFDD0;", Some("AT&T ")),
            ("&lt;b&gt;so&lt;/b&gt;", Some("so")),
            ("[Über](https://example.org/ü) ☃", Some("Über (https://example.org/ü) ☃")),
        ] {
            assert_eq!(said(text).map(|said| said.text).as_deref(), expected, "{text}");
            assert_eq!(expected.and_then(said), None, "{text}");
            assert!(expected.is_none() || might_be_raw(text), "{text}");
        }
        for (text, entity) in [("A&#58; B", Some("&#58;")), ("&amp;lt;", Some("&amp;")), ("**a** &amp; b", None)] {
            assert_eq!(said(text).and_then(|said| said.entity).as_deref(), entity, "{text}");
        }
        for deep in ["[".repeat(60_000), "[x](y) ".repeat(9_000), format!("{}x{}", "[".repeat(300), "](y)".repeat(300))]
        {
            assert!(said(&deep).is_none_or(|said| said.text.len() < deep.len()));
        }
    }

    #[test]
    fn what_is_still_to_come() {
        for (text, expected) in [
            ("TK", &["TK"][..]),
            ("About TK people, (TODO: count)", &["TK", "TODO"]),
            ("TK-12, TODO.md, KTK, TODOS, #TODO, tk, T-TK", &[]),
        ] {
            assert_eq!(unfinished(text).map(|(_, word)| word).collect::<Vec<_>>(), expected, "{text}");
        }
    }
}
