//! A reader of raw HTML: tags and attributes with their places.
//!
//! Enters: HTML as typed. Leaves: tokens. Must not know: what is allowed.

use std::ops::Range;

/// A piece of raw HTML, with its place in the text that was read.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Text(&'a str, usize),
    Open {
        name: String,
        attributes: Vec<Attribute<'a>>,
        at: Range<usize>,
    },
    Close {
        name: String,
        at: Range<usize>,
    },
    /// A comment; not closed when the second is false.
    Comment(Range<usize>, bool),
    /// A doctype, a processing instruction, or CDATA.
    Odd(Range<usize>),
    /// A tag that has no end.
    Cut(Range<usize>),
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Attribute<'a> {
    pub(super) name: String,
    /// As typed, entities and all.
    pub(super) value: &'a str,
    pub(super) at: Range<usize>,
    pub(super) value_at: usize,
}

/// Reads all of `text`, in time that grows with its length only: what has no end is given up once.
pub(super) fn read<'a>(text: &'a str, mut each: impl FnMut(Token<'a>)) {
    let mut at = 0;
    let mut plain = 0;
    while let Some(found) = text[at..].find('<') {
        let start = at + found;
        let rest = &text[start..];
        let next = rest.as_bytes().get(1).copied().unwrap_or_default();
        let is_tag =
            next.is_ascii_alphabetic() || (next == b'/' && rest.as_bytes().get(2).is_some_and(u8::is_ascii_alphabetic));
        if !is_tag && !matches!(next, b'!' | b'?' | b'/') {
            at = start + 1;
            continue;
        }
        if plain < start {
            each(Token::Text(&text[plain..start], plain));
        }
        let end = if rest.starts_with("<!--") {
            let (end, closed) = comment(rest);
            each(Token::Comment(start..start + end, closed));
            start + end
        } else if !is_tag {
            let end = rest.find('>').map_or(text.len(), |end| start + end + 1);
            each(Token::Odd(start..end));
            end
        } else if let Some((token, end)) = tag(text, start) {
            let skip = match &token {
                Token::Open { name, .. } if name == "script" || name == "style" => content(&text[end..], name),
                _ => 0,
            };
            each(token);
            end + skip
        } else {
            let end = start + 1 + rest[1..].bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'/').count();
            each(Token::Cut(start..end));
            plain = end;
            break;
        };
        at = end;
        plain = end;
    }
    if plain < text.len() {
        each(Token::Text(&text[plain..], plain));
    }
}

/// The length of a comment, and whether it is closed.
fn comment(text: &str) -> (usize, bool) {
    for short in ["<!-->", "<!--->"] {
        if text.starts_with(short) {
            return (short.len(), true);
        }
    }
    text[4..].find("-->").map_or((text.len(), false), |end| (4 + end + 3, true))
}

/// How much follows a script or style before its end.
fn content(text: &str, name: &str) -> usize {
    let close = format!("</{name}");
    let lower = text.as_bytes().windows(close.len());
    lower.enumerate().find(|(_, window)| window.eq_ignore_ascii_case(close.as_bytes())).map_or(text.len(), |(at, _)| at)
}

fn tag(text: &str, start: usize) -> Option<(Token<'_>, usize)> {
    let bytes = text.as_bytes();
    let closing = bytes[start + 1] == b'/';
    let name_at = start + 1 + usize::from(closing);
    let is_blank = |b: u8| matches!(b, b' ' | b'\t' | b'\n' | b'\r' | 0x0C);
    let until = |from: usize, stop: &dyn Fn(u8) -> bool| {
        bytes[from..].iter().position(|b| stop(*b)).map_or(bytes.len(), |found| from + found)
    };
    let mut at = until(name_at, &|b| is_blank(b) || b == b'/' || b == b'>');
    let name = text[name_at..at].to_ascii_lowercase();
    let mut attributes: Vec<Attribute<'_>> = Vec::new();
    loop {
        at = until(at, &|b| !is_blank(b) && b != b'/');
        if *bytes.get(at)? == b'>' {
            break;
        }
        let from = at;
        // A `=` at the start belongs to the name.
        at = until(at + 1, &|b| is_blank(b) || matches!(b, b'/' | b'>' | b'='));
        let name = text[from..at].to_ascii_lowercase();
        let name_end = at;
        let mut value = &text[at..at];
        let mut value_at = at;
        let equals = until(at, &|b| !is_blank(b));
        if bytes.get(equals) == Some(&b'=') {
            at = until(equals + 1, &|b| !is_blank(b));
            match *bytes.get(at)? {
                quote @ (b'"' | b'\'') => {
                    value_at = at + 1;
                    let end = until(value_at, &|b| b == quote);
                    value = &text[value_at..end];
                    bytes.get(end)?;
                    at = end + 1;
                }
                _ => {
                    value_at = at;
                    at = until(at, &|b| is_blank(b) || b == b'>');
                    value = &text[value_at..at];
                }
            }
        }
        attributes.push(Attribute { name, value, at: from..name_end, value_at });
    }
    let at_all = start..at + 1;
    let token = if closing { Token::Close { name, at: at_all } } else { Token::Open { name, attributes, at: at_all } };
    Some((token, at + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_as_browsers_read_them() {
        for (text, expected) in [
            ("a < b <3", "a < b <3"),
            ("<B\nclass='x>' ID=y/>z", "B[class=x>@10 ID=y/@17] z"),
            ("</p x>", "/p"),
            ("<!-- a > b --><!-->x", "-- -- x"),
            ("<!-- a", "--cut"),
            ("<!doctype html><?x?>", "! !"),
            ("<script>a<b</SCRIPT >x", "script[] /script x"),
            ("<a href=\"x", "cut  href=\"x"),
            ("<img/src=x/onerror=y>", "img[src=x/onerror=y@9]"),
            ("<a =x=y b>", "a[=x=y@6 b=@9]"),
        ] {
            let mut seen = Vec::new();
            read(text, |token| {
                seen.push(match token {
                    Token::Text(text, _) => text.to_owned(),
                    Token::Open { name, attributes, .. } => {
                        let list: Vec<String> =
                            attributes.iter().map(|a| format!("{}={}@{}", a.name, a.value, a.value_at)).collect();
                        format!("{name}[{}]", list.join(" "))
                    }
                    Token::Close { name, .. } => format!("/{name}"),
                    Token::Comment(_, closed) => if closed { "--" } else { "--cut" }.to_owned(),
                    Token::Odd(_) => "!".to_owned(),
                    Token::Cut(_) => "cut".to_owned(),
                });
            });
            assert_eq!(seen.join(" ").to_lowercase(), expected.to_lowercase(), "{text:?}");
        }
    }
}
