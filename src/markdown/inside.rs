//! Markdown inside a block of HTML, where it is not read (CommonMark 0.31, "HTML blocks").
//!
//! Enters: the text between tags. Leaves: findings with the text to write. Must not know: what is allowed in HTML.

use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag};

use super::html::Map;
use super::writer::{Open, Writer};
use crate::diagnostic::Code;
use crate::text::shorten;

/// Longer lines are not read.
const MAX_LINE: usize = 2000;

/// Elements whose text is code, or shown as it was typed.
const VERBATIM: [&str; 4] = ["code", "kbd", "pre", "samp"];

/// Whether a line is a heading or an item of a list.
fn is_block(line: &str) -> bool {
    let signs = line.bytes().take_while(|b| *b == b'#').count();
    let head = (1..=6).contains(&signs) && line[signs..].starts_with(' ');
    head || line.starts_with("- ") || line.starts_with("* ")
}

/// The HTML for what the parser finds, where its source is `source` and what it holds is `inside`.
fn instead(tag: &Tag<'_>, inside: &str) -> Option<String> {
    Some(match tag {
        Tag::Emphasis => format!("<em>{inside}</em>"),
        Tag::Strong => format!("<strong>{inside}</strong>"),
        Tag::Strikethrough => format!("<del>{inside}</del>"),
        Tag::Link { link_type: LinkType::Inline, dest_url, title, .. }
            if title.is_empty() && !dest_url.contains(['"', '<']) =>
        {
            format!("<a href=\"{}\">{inside}</a>", dest_url.replace('&', "&amp;"))
        }
        Tag::Image { dest_url, .. } if !dest_url.contains(['"', '<']) && !inside.contains(['"', '<']) => {
            format!("<img src=\"{}\" alt=\"{inside}\">", dest_url.replace('&', "&amp;"))
        }
        _ => return None,
    })
}

/// Each sign of Markdown in a line: where, and the HTML for it.
fn signs(line: &str) -> Vec<(Range<usize>, Option<String>)> {
    let callback = |link: BrokenLink<'_>| {
        let cites = link.link_type == LinkType::Shortcut && super::cite::is_citation(&link.reference);
        cites.then_some((CowStr::Borrowed(""), CowStr::Borrowed("")))
    };
    let mut found = Vec::new();
    // The tag that is open, and what it holds.
    let mut open: Option<(Tag<'_>, Option<Range<usize>>)> = None;
    let mut depth = 0_usize;
    for (event, at) in
        Parser::new_with_broken_link_callback(line, Options::ENABLE_STRIKETHROUGH, Some(callback)).into_offset_iter()
    {
        if let Some((_, inside)) = &mut open
            && depth > 0
            && !(depth == 1 && matches!(event, Event::End(_)))
        {
            let from = inside.as_ref().map_or(at.start, |inside| inside.start);
            *inside = Some(from..inside.as_ref().map_or(at.end, |inside| inside.end.max(at.end)));
        }
        match event {
            Event::Start(tag) if depth == 0 => {
                let inline = matches!(
                    tag,
                    Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
                );
                if inline {
                    (open, depth) = (Some((tag, None)), 1);
                }
            }
            Event::Start(_) => depth += 1,
            Event::End(_) if depth > 1 => depth -= 1,
            Event::End(_) if depth == 1 => {
                depth = 0;
                if let Some((tag, inside)) = open.take() {
                    let inside = inside.and_then(|inside| line.get(inside)).unwrap_or_default();
                    found.push((at, instead(&tag, inside)));
                }
            }
            Event::Code(text) if depth == 0 => {
                let text = text.replace('&', "&amp;").replace('<', "&lt;");
                found.push((at, Some(format!("<code>{text}</code>"))));
            }
            _ => {}
        }
    }
    found
}

impl Writer<'_> {
    /// Text between tags of a block of HTML.
    pub(super) fn markdown_inside(&mut self, text: &str, offset: usize, map: &Map) {
        if !text.contains(['*', '[', '`', '#', '-', '_', '~'])
            || self.open.iter().any(|open| matches!(open, Open::Raw { typed, .. } if VERBATIM.contains(typed)))
        {
            return;
        }
        let mut from = offset;
        let mut listed = false;
        for (number, whole) in text.split_inclusive('\n').enumerate() {
            let line = whole.trim();
            let start = from + (whole.len() - whole.trim_start().len());
            from += whole.len();
            if line.len() > MAX_LINE {
                continue;
            }
            // One finding for the lines of a list.
            let block = number > 0 && is_block(line);
            if block && !listed {
                self.findings
                    .add(
                        Code::MarkdownInHtml,
                        map.at(&(start..start + line.len())),
                        "Markdown is not read inside HTML, so readers see the signs of this line",
                    )
                    .help(format!("leave a blank line before it and behind it:\n\n{}\n", shorten(line, 200)));
            }
            listed = block;
            if block {
                continue;
            }
            for (at, instead) in signs(line) {
                self.findings
                    .add(
                        Code::MarkdownInHtml,
                        map.at(&(start + at.start..start + at.end)),
                        "Markdown is not read inside HTML, so readers see its signs",
                    )
                    .help(match instead {
                        Some(html) => format!("write `{html}`, or leave a blank line before and behind the text"),
                        None => "leave a blank line before and behind the text".to_owned(),
                    });
            }
        }
    }
}
