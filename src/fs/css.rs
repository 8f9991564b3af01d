//! Whether a style leads out of the document that it stands in.
//!
//! Enters: a style sheet, or the value of an attribute that may be a style. Leaves: yes or no. Must not know:
//! which addresses are the document's own.
//!
//! It would rather find too much: what a comment or a string says counts, too.

/// Whether a style fetches something that is not the document's own.
pub(super) fn leads_out(style: &str, own: fn(&str) -> bool) -> bool {
    if !style.contains(['(', '@', '\\']) {
        return false;
    }
    // An escape can stand in any name, and cannot hide what stands there without it.
    written_out(style, own) || style.contains('\\') && written_out(&unescaped(style), own)
}

fn written_out(style: &str, own: fn(&str) -> bool) -> bool {
    let lower = style.to_ascii_lowercase();
    if lower.contains("@import") {
        return true;
    }
    let (mut seen, mut statement) = (0, 0);
    lower.match_indices('(').any(|(at, _)| {
        let passed = &lower[seen..at];
        statement = passed.rfind([';', '{', '}']).map_or(statement, |end| seen + end + 1);
        let name = &passed[passed.rfind(|c: char| !c.is_alphanumeric() && c != '-').map_or(0, |at| at + 1)..];
        seen = at + 1;
        match name {
            // The address of a namespace is a name, and never fetched.
            "url" => !lower[statement..].trim_start().starts_with("@namespace") && !own(address(&style[seen..])),
            // These take addresses as mere strings.
            "src" | "image" | "image-set" | "-webkit-image-set" => true,
            _ => false,
        }
    })
}

/// The address that `url(` begins, with or without quotes, or the start of a long one: that tells its kind.
fn address(argument: &str) -> &str {
    let argument = argument.trim_start();
    let argument = argument.get(..argument.floor_char_boundary(200)).unwrap_or(argument);
    match argument.chars().next() {
        Some(quote @ ('"' | '\'')) => argument[1..].split(quote).next().unwrap_or(""),
        _ => argument.split(')').next().unwrap_or(""),
    }
}

/// A style with its escapes resolved (CSS Syntax Level 3, 4.3.7).
fn unescaped(style: &str) -> String {
    let mut out = String::with_capacity(style.len());
    let mut rest = style;
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        let digits = after.bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
        if digits > 0 {
            let code = u32::from_str_radix(&after[..digits], 16).ok();
            out.push(code.and_then(char::from_u32).unwrap_or('\u{FFFD}'));
            rest = &after[digits..];
            rest = rest.strip_prefix("\r\n").or(rest.strip_prefix([' ', '\t', '\n', '\r', '\u{C}'])).unwrap_or(rest);
        } else {
            rest = after.strip_prefix('\n').unwrap_or(after);
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leads_out() {
        let own = |address: &str| address.trim().starts_with('#') || address.trim().starts_with("data:");
        for (style, expected) in [
            ("fill: red", false),
            ("fill:url(#a)", false),
            ("fill: url( '#a' ) none", false),
            ("src:url(data:font/woff2;base64,AAAA)", false),
            ("@namespace svg url(http://www.w3.org/2000/svg); a { fill: url(#b) }", false),
            ("M0 0L1 1", false),
            ("rotate(30)", false),
            ("fill:url(https://example.org/a)", true),
            ("fill:URL(\"//example.org/a\")", true),
            ("fill:url(other.svg#a)", true),
            ("@import 'a.css';", true),
            ("@IMPORT url(a.css)", true),
            ("@\\69mport 'a.css'", true),
            ("fill:\\75 rl(https://example.org/)", true),
            ("fill:\\000075\r\nrl(https://example.org/)", true),
            ("fill:u\\rl(https://example.org/)", true),
            ("background:image-set('a.png' 1x)", true),
            ("background:image-set('data:image/png,' 1x, \"https://example.org/\" 2x)", true),
            ("content:'/*';fill:url(https://example.org/);x:'*/'", true),
            ("@namespace a url(b); c { fill: url(https://example.org/) }", true),
            ("fill:url(", true),
            ("\\", false),
        ] {
            assert_eq!(leads_out(style, own), expected, "{style}");
        }
    }
}
