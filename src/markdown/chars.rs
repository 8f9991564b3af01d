//! Characters: which are refused, how they are escaped, and what an entity stands for.
//!
//! Enters and leaves: text. Must not know: what the text is for.

use std::ops::Range;

use super::findings::Findings;
use crate::diagnostic::Code;
use crate::text::{forbidden, is_forbidden};

/// Reports every forbidden character of a body. True when the output must be filtered: there was one,
/// or an entity could stand for one.
pub(super) fn scan(body: &str, findings: &mut Findings<'_>) -> bool {
    let found = forbidden(body).is_some();
    if found {
        for (at, c) in body.char_indices().filter(|(_, c)| is_forbidden(*c)) {
            report(findings, c, at..at + c.len_utf8());
        }
    }
    found || memchr::memmem::find(body.as_bytes(), b"&#").is_some()
}

pub(super) fn report(findings: &mut Findings<'_>, c: char, at: Range<usize>) {
    findings
        .add(Code::ForbiddenCharacter, at, format!("the character U+{:04X} is not for text", u32::from(c)))
        .help("delete it; it is invisible in most editors");
}

/// The characters before and after a stretch of a body.
pub(super) fn around(body: &str, at: &Range<usize>) -> (Option<char>, Option<char>) {
    (body[..at.start].chars().next_back(), body[at.end..].chars().next())
}

/// Adds `text` to `out` with what HTML needs escaped. `filter` drops forbidden characters.
pub(super) fn escape(out: &mut String, text: &str, filter: bool) {
    if filter && forbidden(text).is_some() {
        let kept: String = text.chars().filter(|c| !is_forbidden(*c)).collect();
        return escape(out, &kept, false);
    }
    // Most text has none of it, which is seen in large steps.
    if memchr::memchr3(b'&', b'<', b'>', text.as_bytes()).or(memchr::memchr(b'"', text.as_bytes())).is_none() {
        return out.push_str(text);
    }
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => continue,
        };
        out.push_str(&text[done..at]);
        out.push_str(entity);
        done = at + 1;
    }
    out.push_str(&text[done..]);
}

/// The character of a numeric entity at the start of `text` (`&#x41;`), and its length. HTML reads
/// them without the semicolon too.
pub(super) fn numeric_entity(text: &str) -> Option<(char, usize)> {
    let rest = text.strip_prefix("&#")?;
    let (radix, digits) = match rest.strip_prefix(['x', 'X']) {
        Some(digits) => (16, digits),
        None => (10, rest),
    };
    let count = digits.bytes().take_while(|b| char::from(*b).is_digit(radix)).count();
    if count == 0 {
        return None;
    }
    let mut length = text.len() - digits.len() + count;
    if digits.as_bytes().get(count) == Some(&b';') {
        length += 1;
    }
    let value = digits[..count].trim_start_matches('0');
    let c = if value.len() > 8 { None } else { u32::from_str_radix(value, radix).ok().and_then(char::from_u32) };
    Some((c.unwrap_or('\u{FFFD}'), length))
}

/// The numeric entities in `text` that stand for a forbidden character.
pub(super) fn forbidden_entities(text: &str) -> Vec<(char, Range<usize>)> {
    text.match_indices("&#")
        .filter_map(|(at, _)| numeric_entity(&text[at..]).map(|(c, length)| (c, at..at + length)))
        .filter(|(c, _)| is_forbidden(*c))
        .collect()
}

/// Decodes the entities that could disguise an address. Others stay as typed, and are written
/// escaped, so that a browser reads exactly what was judged.
pub(super) fn decode(text: &str) -> String {
    const NAMED: &[(&str, &str)] = &[
        ("amp", "&"),
        ("lt", "<"),
        ("gt", ">"),
        ("quot", "\""),
        ("apos", "'"),
        ("colon", ":"),
        ("sol", "/"),
        ("bsol", "\\"),
        ("num", "#"),
        ("quest", "?"),
        ("equals", "="),
        ("period", "."),
        ("lpar", "("),
        ("rpar", ")"),
        ("Tab", "\t"),
        ("NewLine", "\n"),
        ("nbsp", "\u{A0}"),
    ];
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let named =
            NAMED.iter().find(|(name, _)| rest[1..].strip_prefix(name).is_some_and(|after| after.starts_with(';')));
        if let Some((c, length)) = numeric_entity(rest) {
            out.push(c);
            rest = &rest[length..];
        } else if let Some((name, value)) = named {
            out.push_str(value);
            rest = &rest[name.len() + 2..];
        } else {
            out.push('&');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    out
}

/// Decodes `%C3%A9`. What is no UTF-8 afterwards stays as it was.
pub(super) fn percent_decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let bytes = text.as_bytes();
    let hex = |at: usize| bytes.get(at).and_then(|b| char::from(*b).to_digit(16));
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'%'
            && let (Some(high), Some(low)) = (hex(at + 1), hex(at + 2))
        {
            out.push(u8::try_from(high * 16 + low).unwrap_or(b'%'));
            at += 3;
        } else {
            out.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}
