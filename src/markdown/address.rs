//! Addresses: which may be written, and in which form.
//!
//! Enters: an address as its author meant it, entities decoded. Leaves: what kind it is. Must not
//! know: which pages the site has.

use std::borrow::Cow;

use crate::text::{composed, forbidden, is_forbidden};

/// An address, judged.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Address<'a> {
    /// Another host, or a mail or telephone address; ready to be escaped into an attribute.
    External(String),
    /// A place in the same body, percent-decoded.
    Here(String),
    /// Something of the site.
    Site(Cow<'a, str>),
    /// A scheme that is not allowed.
    Unsafe(String),
    /// No address; the words say why.
    Bad(&'static str),
}

/// Judges an address as a browser would read it: blanks round it and line breaks in it do not count.
pub(super) fn judge(address: &str) -> Address<'_> {
    let blank = |c: char| c.is_whitespace() || c.is_control() || is_forbidden(c);
    let mut address = Cow::Borrowed(address.trim_matches(blank));
    if forbidden(&address).is_some() || address.contains(['\t', '\n', '\r']) {
        address = Cow::Owned(address.chars().filter(|c| !c.is_control() && !is_forbidden(*c)).collect());
    }
    if address.is_empty() {
        return Address::Bad("the link has no address");
    }
    if let Some(fragment) = address.strip_prefix('#') {
        return Address::Here(composed(&super::chars::percent_decode(fragment)).into_owned());
    }
    let bytes = address.as_bytes();
    // Browsers take a backslash for a slash.
    if matches!(bytes, [b'/' | b'\\', b'/' | b'\\', ..]) {
        return external(&format!("https://{}", &address[2..]));
    }
    let end = address.find(['/', '?', '#', '\\']).unwrap_or(address.len());
    let Some(colon) = address[..end].find(':') else {
        return Address::Site(address);
    };
    let typed = &address[..colon];
    // Nobody means a file whose name looks like this once blanks and invisible letters are out.
    let bare: String = typed.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    if matches!(bare.as_str(), "javascript" | "vbscript" | "data") {
        return Address::Unsafe(bare);
    }
    let mut letters = typed.bytes();
    let scheme = letters.next().is_some_and(|b| b.is_ascii_alphabetic())
        && letters.all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    if !scheme {
        return Address::Site(address);
    }
    let rest = &address[colon + 1..];
    match typed.to_ascii_lowercase().as_str() {
        scheme @ ("http" | "https") => match rest.strip_prefix("//") {
            Some(rest) => external(&format!("{scheme}://{rest}")),
            None => Address::Bad("a web address has `//` after its scheme"),
        },
        scheme @ ("mailto" | "tel") if !rest.trim().is_empty() => {
            Address::External(encode(&format!("{scheme}:{rest}")))
        }
        "mailto" | "tel" => Address::Bad("nothing follows the colon"),
        scheme => Address::Unsafe(scheme.to_owned()),
    }
}

/// An address with `scheme://`, when its host can be one.
fn external(address: &str) -> Address<'static> {
    let after = address.find("//").map_or(0, |at| at + 2);
    let end = address[after..].find(['/', '?', '#', '\\']).map_or(address.len(), |at| after + at);
    let authority = &address[after..end];
    let host = authority.rsplit('@').next().unwrap_or_default();
    let (host, port) = match host.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, port),
        _ => (host, ""),
    };
    let number = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    let good = match number {
        Some(number) => {
            number.contains(':') && number.bytes().all(|b| b.is_ascii_hexdigit() || matches!(b, b':' | b'.'))
        }
        None => {
            !host.is_empty()
                && !host.starts_with('.')
                && host.chars().all(|c| {
                    c.is_alphanumeric() || matches!(c, '-' | '.' | '_') || !(c.is_ascii() || c.is_whitespace())
                })
        }
    };
    if !good || (!port.is_empty() && port.parse::<u16>().is_err()) {
        return Address::Bad("the host of the web address is not one");
    }
    // A host keeps its letters, which browsers read better than their encoded form.
    let user = &authority[..authority.rfind('@').map_or(0, |at| at + 1)];
    let mut out = address[..after].to_owned();
    out.push_str(&encode(user));
    out.push_str(&authority[user.len()..]);
    out.push_str(&encode(&address[end..]));
    Address::External(out)
}

/// Percent-encodes what an address cannot hold.
fn encode(address: &str) -> String {
    use std::fmt::Write as _;
    let plain = |byte: u8| {
        byte.is_ascii_graphic() && !matches!(byte, b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}')
    };
    if address.bytes().all(plain) {
        return address.to_owned();
    }
    let mut out = String::with_capacity(address.len());
    for byte in address.bytes() {
        if plain(byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_judged_as_browsers_read_them() {
        for (address, expected) in [
            ("HTTPS://example.org/a b?q=\"é", "External(\"https://example.org/a%20b?q=%22%C3%A9\")"),
            ("//example.org", "External(\"https://example.org\")"),
            ("/\\example.org", "External(\"https://example.org\")"),
            ("https://київ.укр/", "External(\"https://київ.укр/\")"),
            ("https://[::1]:80/", "External(\"https://[::1]:80/\")"),
            ("mailto:a@example.org", "External(\"mailto:a@example.org\")"),
            ("#caf%C3%A9", "Here(\"café\")"),
            ("../a.md#b", "Site(\"../a.md#b\")"),
            ("a/b:c", "Site(\"a/b:c\")"),
            ("10:30.md", "Site(\"10:30.md\")"),
            ("javascript:alert(1)", "Unsafe(\"javascript\")"),
            (" \u{1}jAva\tscr\nipt:alert(1)", "Unsafe(\"javascript\")"),
            ("java\u{200B}script :x", "Unsafe(\"javascript\")"),
            ("data:text/html,x", "Unsafe(\"data\")"),
            ("VBScript:x", "Unsafe(\"vbscript\")"),
            ("file:///etc/passwd", "Unsafe(\"file\")"),
            ("https:", "Bad(\"a web address has `//` after its scheme\")"),
            ("https://", "Bad(\"the host of the web address is not one\")"),
            ("http://[bad", "Bad(\"the host of the web address is not one\")"),
            ("", "Bad(\"the link has no address\")"),
        ] {
            assert_eq!(format!("{:?}", judge(address)), expected, "{address:?}");
        }
    }
}
