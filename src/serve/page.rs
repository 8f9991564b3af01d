//! The page that shows what is to be mended, in the place of one that cannot be made.
//!
//! Enters: findings as text. Leaves: a whole HTML page that needs no template, no script and no other
//! file: all of these may be what is broken. Must not know: what the findings mean.

use std::fmt::Write as _;

/// Readable at every width, light and dark. The policy names it by its hash, so that nothing which
/// found its way into a finding could add to it.
const STYLE: &str = ":root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;\
margin:0 auto;padding:1rem}h1{font-size:1.4rem;line-height:1.2}li{margin-block:1.5rem}\
pre{font:.9rem/1.45 ui-monospace,monospace;white-space:pre-wrap;overflow-wrap:anywhere;margin:0;\
padding-inline-start:1rem;border-inline-start:4px solid #c33}";

/// Of [`STYLE`], checked by a test.
const STYLE_HASH: &str = "sha256-n+oe9atIp+UC9SJy7bmeG7SEzLohC5LWWQwlOKFz1+M=";

/// What the page may do: show its own style, and nothing else.
pub(super) fn policy() -> String {
    format!("default-src 'none'; style-src '{STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
}

/// The page for findings, each as text.
pub(super) fn errors(findings: &[String]) -> String {
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex\">\n\
         <title>To be mended: Annals</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n\
         <h1>This page cannot be shown until something is mended</h1>\n\
         <p>Change what is named here, then end <code>annals serve</code> and start it again.</p>\n<ol>\n"
    );
    for finding in findings {
        let _ = writeln!(page, "<li><pre>{}</pre></li>", escaped(finding.trim_end()));
    }
    page.push_str("</ol>\n</main>\n</body>\n</html>\n");
    page
}

/// Text that HTML takes as such, whatever a file or a message holds.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\n' | '\t' => out.push(c),
            // HTML has no controls and no non-characters, written out or not.
            c if c.is_control() || ('\u{FDD0}'..='\u{FDEF}').contains(&c) || (c as u32) & 0xFFFE == 0xFFFE => {
                out.push('\u{FFFD}');
            }
            // What turns the direction of a line could make it read as something else.
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;

    /// Base 64, as RFC 4648 has it.
    fn base64(bytes: &[u8]) -> String {
        const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let mut out = String::new();
        for three in bytes.chunks(3) {
            let bits = (0..3).fold(0, |bits, at| bits << 8 | u32::from(*three.get(at).unwrap_or(&0)));
            for at in 0..4 {
                let letter = LETTERS[(bits >> (18 - 6 * at) & 63) as usize];
                out.push(if at <= three.len() { letter as char } else { '=' });
            }
        }
        out
    }

    #[test]
    fn the_policy_names_the_style() {
        assert_eq!(STYLE_HASH, format!("sha256-{}", base64(&Sha256::digest(STYLE))));
    }

    #[test]
    fn nothing_in_a_finding_is_markup() {
        let page = errors(&["a.md:1:1: error[x]: </pre><script>&\u{0}\u{1b}[1m\u{202E}\u{FDD0}\n".to_owned()]);
        assert!(page.contains(
            "<pre>a.md:1:1: error[x]: &lt;/pre&gt;&lt;script&gt;&amp;\u{FFFD}\u{FFFD}[1m\u{FFFD}\u{FFFD}</pre>"
        ));
        assert!(!page.contains("<script"));
    }
}
