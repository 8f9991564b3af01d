//! Signs of other tools: shortcodes and tags of templates, lists of attributes, links of wikis.
//!
//! Enters: where they stand. Leaves: findings with the text to write. Must not know: what those tools do.

use super::findings::Findings;
use super::{Kind, Links, Target};
use crate::diagnostic::Code;
use crate::text::shorten;

/// The longest that is taken for one.
const MAX_LENGTH: usize = 600;
/// How each begins and ends; the longer ones first.
const SHAPES: [(&str, &str); 4] = [("{{<", ">}}"), ("{{%", "%}}"), ("{{", "}}"), ("{%", "%}")];

/// A text whole, up to a length.
fn head(text: &str, max: usize) -> &str {
    let mut end = text.len().min(max);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The sign at the start of a text, and what stands in it.
fn read(text: &str) -> Option<(&str, &str)> {
    let text = head(text, MAX_LENGTH);
    if let Some((open, close)) = SHAPES.iter().find(|(open, _)| text.starts_with(open)) {
        let end = text.find(close).filter(|end| *end >= open.len())?;
        let inside = text[open.len()..end].trim();
        let named = inside.contains(char::is_alphabetic) && !inside.contains("\n\n");
        return named.then_some((&text[..end + close.len()], inside));
    }
    // A list of attributes, as kramdown and Pandoc have it.
    let end = text.find('}')?;
    let inside = text[1..end].strip_prefix(':').unwrap_or(&text[1..end]).trim();
    let first = inside.strip_prefix(['.', '#'])?;
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '#' | ' ' | '=' | '"' | ':');
    (first.starts_with(char::is_alphabetic) && inside.chars().all(plain)).then_some((&text[..=end], ""))
}

/// Whether the brace at the start of a text begins such a sign.
pub(super) fn might_be(text: &str) -> bool {
    matches!(text.as_bytes().get(1), Some(b'{' | b'%' | b':' | b'.' | b'#')) && read(text).is_some()
}

/// The value of a parameter of a shortcode: `src="a.jpg"`.
fn parameter<'t>(inside: &'t str, name: &str) -> Option<&'t str> {
    let (_, rest) = inside.split_once(&format!(" {name}="))?;
    match rest.chars().next()? {
        mark @ ('"' | '\'') => rest[1..].split(mark).next(),
        _ => rest.split_whitespace().next(),
    }
}

/// What Markdown has for a shortcode.
fn instead(inside: &str) -> Option<String> {
    let mut words = inside.split_whitespace().map(|word| word.trim_matches(['"', '\'']));
    let (name, first) = (words.next()?, words.next());
    match name {
        "figure" | "image" | "img" => {
            let source = parameter(inside, "src").filter(|source| !source.contains("://"))?;
            let alt = parameter(inside, "alt").or_else(|| parameter(inside, "caption")).unwrap_or("what it shows");
            let source = source.trim_start_matches('/').replace(' ', "%20");
            Some(format!("![{}]({source})", alt.replace(['[', ']'], "")))
        }
        "youtube" => Some(format!("[the video](https://www.youtube.com/watch?v={})", id(first?)?)),
        "vimeo" => Some(format!("[the video](https://vimeo.com/{})", id(first?)?)),
        "ref" | "relref" => first.filter(|file| !file.is_empty()).map(str::to_owned),
        _ => None,
    }
}

fn id(text: &str) -> Option<&str> {
    (!text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))).then_some(text)
}

/// A sign at a place of a block that ends at `end`.
pub(super) fn template(body: &str, at: usize, end: usize, findings: &mut Findings<'_>) {
    let Some((sign, inside)) = read(&body[at..end]) else { return };
    // A block between colons is another finding.
    let line = &body[memchr::memrchr(b'\n', &body.as_bytes()[..at]).map_or(0, |at| at + 1)..at];
    if line.trim_start_matches([' ', '\t', '>']).starts_with(":::") {
        return;
    }
    let shown = shorten(sign, 60);
    let (message, help) = if inside.is_empty() {
        let message = format!("`{shown}` is not read here: only a heading takes an id and classes");
        (message, format!("delete it, or write `\\{sign}` to show it"))
    } else {
        let message = format!("`{shown}` is a sign of another tool, and readers see it");
        let help = match instead(inside) {
            Some(text) => format!("write `{text}`, or `\\{sign}` to show it"),
            None => format!("delete it, or write `\\{sign}` to show it"),
        };
        (message, help)
    };
    findings.add(Code::ForeignMarkup, at..at + sign.len(), message).help(help);
}

/// Where the link of a wiki begins that ends with the two brackets at a place.
pub(super) fn wiki_start(body: &str, close: usize) -> Option<usize> {
    let before = &body.as_bytes()[..close];
    let open = before.iter().rev().take(200).position(|b| matches!(b, b'[' | b']' | b'\n'))?;
    let start = close.checked_sub(open + 2)?;
    (open > 0 && body.as_bytes()[start..].starts_with(b"[[") && !body[close + 2..].starts_with(['(', '[', ']']))
        .then_some(start)
}

/// A link of a wiki at a place.
pub(super) fn wiki(body: &str, at: usize, links: &dyn Links, findings: &mut Findings<'_>) {
    let Some(length) = body[at..].find("]]") else { return };
    let image = body[..at].ends_with('!') && !body[..at].ends_with("\\!");
    let inside = &body[at + 2..at + length];
    let (name, text) = inside.split_once('|').unwrap_or((inside, inside));
    let (name, text) = (name.trim(), text.trim());
    let start = at - usize::from(image);
    let sign = &body[start..at + length + 2];
    let shown = if image { format!("!\\{}", &sign[1..]) } else { format!("\\{sign}") };
    let (kind, mark) = if image { (Kind::Image, "!") } else { (Kind::Link, "") };
    let (file, place) = name.split_once('#').map_or((name, String::new()), |(file, place)| (file, format!("#{place}")));
    let leads = |address: &String| matches!(links.resolve(kind, address), Target::Site { .. });
    let ending = if image { "" } else { ".md" };
    let plain = file.to_lowercase().replace(' ', "-");
    let written = [format!("{file}{ending}"), format!("{plain}{ending}")];
    let help = match written.iter().filter(|_| !file.is_empty()).find(|address| leads(address)) {
        Some(address) => {
            let address = format!("{address}{}", place.to_lowercase().replace(' ', "-")).replace(' ', "%20");
            format!("write `{mark}[{text}]({address})`, or `{shown}` to show the brackets")
        }
        None => format!("write `{mark}[{text}](…)` with the name of its file, or `{shown}` to show the brackets"),
    };
    findings
        .add(
            Code::ForeignMarkup,
            start..at + length + 2,
            "a link in two brackets is one of another tool, and readers see the brackets",
        )
        .help(help);
}
