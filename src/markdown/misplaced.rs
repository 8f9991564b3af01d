//! Addresses that Markdown does not take for such: one with a blank in it, and one that stands apart from its text.
//!
//! Enters: where they stand. Leaves: findings with the text to write. Must not know: where addresses lead.

use std::ops::Range;

use super::chars::percent_decode;
use super::findings::Findings;
use crate::diagnostic::Code;

/// How much is read for an address, and for the text before it.
const MAX_LENGTH: usize = 1000;

/// What stands between the parenthesis that begins a text and its end, on one line: the address, and the title.
fn inside(text: &str) -> Option<(&str, &str)> {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate().take(MAX_LENGTH) {
        match byte {
            b'\n' => return None,
            b'(' => depth += 1,
            b')' if depth == 1 => {
                let whole = text[1..at].trim();
                let title = [(" \"", '"'), (" '", '\''), (" (", ')')]
                    .iter()
                    .filter(|(_, end)| whole.ends_with(*end))
                    .find_map(|(start, _)| whole.find(start).filter(|at| at + 3 < whole.len()));
                let (address, title) = whole.split_at(title.unwrap_or(whole.len()));
                return Some((address.trim_end(), title));
            }
            b')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Whether the address has a blank in it that begins with the parenthesis at the start of a text.
pub(super) fn has_blank(text: &str) -> bool {
    // Seen in the first step for nearly all.
    let line = &text.as_bytes()[..text.len().min(MAX_LENGTH)];
    let line = &line[..memchr::memchr(b'\n', line).unwrap_or(line.len())];
    if memchr::memchr2(b' ', b'\t', &line[..memchr::memchr(b')', line).unwrap_or(line.len())]).is_none() {
        return false;
    }
    // `<` may hold blanks; `{` is a matter of templates.
    inside(text).is_some_and(|(address, _)| {
        !address.starts_with('<') && address.contains([' ', '\t']) && !address.contains('{')
    })
}

/// The address that a blank parts from the bracket before it.
pub(super) fn parted(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(' ');
    if !rest.starts_with('(') {
        return None;
    }
    let (address, title) = inside(rest)?;
    let starts =
        ["https://", "http://", "mailto:", "tel:", "www.", "../", "./"].iter().any(|start| address.starts_with(start));
    let ends = address.split('#').next().is_some_and(|path| path.ends_with(".md"));
    (title.is_empty() && (starts || ends) && !address.contains([' ', '\t'])).then_some(address)
}

/// Where the link begins whose text ends with the bracket at a place.
fn begin(body: &str, close: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in body.as_bytes()[..close].iter().enumerate().rev().take(MAX_LENGTH) {
        match byte {
            b'\n' if body[..at].ends_with('\n') => return None,
            b']' => depth += 1,
            b'[' if depth > 0 => depth -= 1,
            b'[' => {
                let at = at - usize::from(body[..at].ends_with('!'));
                return (!body[..at].ends_with('\\')).then_some(at);
            }
            _ => {}
        }
    }
    None
}

/// Whether words between parentheses can be the address of a file or of a page, and are not just said.
fn is_address(address: &str) -> bool {
    let path = address.split(['#', '?']).next().unwrap_or_default();
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    path.contains('/') || ((1..=5).contains(&ending.len()) && ending.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// An address with a blank, behind the bracket at a place.
pub(super) fn blank(body: &str, close: usize, findings: &mut Findings<'_>) {
    let Some(start) = begin(body, close) else { return };
    let Some((address, title)) = inside(&body[close + 1..]) else { return };
    let image = body[start..].starts_with('!');
    if !image && !is_address(address) {
        return;
    }
    let end =
        close + 1 + body[close + 1..].find(title_or(address, title)).unwrap_or(0) + title_or(address, title).len();
    let end = end + body[end..].find(')').map_or(0, |at| at + 1);
    let written: String = address.split([' ', '\t']).collect::<Vec<_>>().join("%20");
    let what = if image { "image" } else { "link" };
    findings
        .add(
            Code::BlankInAddress,
            start..end,
            format!("an address ends at a blank, so this is no {what}, and readers see the brackets"),
        )
        .help(format!("write `{}({written}{title})`", &body[start..=close]));
}

fn title_or<'t>(address: &'t str, title: &'t str) -> &'t str {
    if title.is_empty() { address } else { title }
}

/// An address that stands apart from the bracket at a place.
pub(super) fn report_parted(body: &str, close: usize, findings: &mut Findings<'_>) {
    let Some(start) = begin(body, close) else { return };
    let rest = &body[close + 1..];
    let Some(address) = parted(rest) else { return };
    let Some(end) = rest.find(address).and_then(|at| Some(at + rest[at..].find(')')? + 1)) else { return };
    let (text, end) = (&body[start..=close], close + 1 + end);
    // An address with a parenthesis in it has its own before the last one.
    let end = end + usize::from(address.contains('(') && body[end..].starts_with(')'));
    let scheme = if address.starts_with("www.") { "https://" } else { "" };
    findings
        .add(Code::PartedLink, start..end, "a blank parts the text from its address, so this is no link")
        .help(format!("write `{text}({scheme}{address})`, or `\\{}` where it is meant", &body[start..end]));
}

/// What is said of an image from elsewhere.
pub const NOT_HERE: &str = "an image must be part of the site: readers' browsers ask no other host";

/// Whether an image is to come from elsewhere.
#[must_use]
pub fn is_remote(address: &str) -> bool {
    address.starts_with("//") || address.contains("://")
}

/// A name for the file of an image from elsewhere, by its address.
#[must_use]
pub fn local_name(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let last = path.split("://").last().and_then(|path| path.split_once('/')).map_or("", |(_, path)| path);
    let last = percent_decode(last.rsplit('/').next().unwrap_or_default());
    let (stem, ending) = last.rsplit_once('.').unwrap_or((&last, ""));
    let ending = ending.to_ascii_lowercase();
    let known = ["jpg", "jpeg", "png", "webp", "avif", "gif", "svg"].contains(&ending.as_str());
    let ending = if known { ending.as_str() } else { "jpg" };
    let words: Vec<&str> = stem.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let stem: String = words.join("-").to_ascii_lowercase().chars().take(60).collect();
    let stem = stem.trim_end_matches('-');
    format!("{}.{ending}", if stem.is_empty() { "image" } else { stem })
}

/// How an image from elsewhere is brought in whose address stands at a place.
pub(super) fn bring_in(body: &str, at: &Range<usize>, address: &str) -> String {
    let name = local_name(address);
    // What stands between the brackets, where it was typed so.
    let before = body[..at.start].strip_suffix("](");
    let alt = before.and_then(|before| Some(&before[before.rfind("![")? + 2..])).filter(|alt| alt.len() <= 200);
    let alt = alt.map(str::trim).filter(|alt| !alt.is_empty()).unwrap_or("what it shows");
    format!("download it beside the file, and write `![{alt}]({name})`")
}
