//! Signs that the parser reads otherwise than they are meant: a look at the lines of each block as a whole, before
//! they are written.
//!
//! Enters: a body. Leaves: the sign to write at a place, and findings about signs of emphasis that are none. Must
//! not know: HTML.

use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::emphasis::{self, Run};
use super::findings::Findings;
use super::quotes::{self, Signs};

/// How many findings are sought in a body: far more than are shown of a file.
const MAX_REPORTED: usize = 100;

/// Looks at a body where something in it asks for that; most have nothing that does.
pub(super) fn look(body: &str, options: Options, findings: &mut Findings<'_>) -> Signs {
    let mut signs = Signs::new();
    let measures = options.contains(Options::ENABLE_SMART_PUNCTUATION) && quotes::might_measure(body);
    let refused = emphasis::might_be_refused(body);
    if !measures && !refused {
        return signs;
    }
    // As in the reading that follows, a citation is one link.
    let callback = |link: BrokenLink<'_>| {
        let cites = link.link_type == LinkType::Shortcut && super::cite::is_citation(&link.reference);
        cites.then_some((CowStr::Borrowed(""), CowStr::Borrowed("")))
    };
    let (mut marks, mut runs): (Vec<usize>, Vec<Run>) = (Vec::new(), Vec::new());
    let (mut left, mut in_code) = (MAX_REPORTED, false);
    let mut settle = |marks: &mut Vec<usize>, runs: &mut Vec<Run>| {
        if measures {
            quotes::settle(body, marks, &mut signs);
        }
        if refused {
            emphasis::report(body, runs, &mut left, findings);
        }
        marks.clear();
        runs.clear();
    };
    for (event, at) in Parser::new_with_broken_link_callback(body, options, Some(callback)).into_offset_iter() {
        match event {
            Event::Text(text) if matches!(&*text, "“" | "”" | "‘" | "’") && at.len() == 1 => {
                marks.push(at.start);
            }
            Event::Text(text) if !in_code && body.get(at.clone()) == Some(&*text) => {
                emphasis::literal(body, &at, &mut runs);
            }
            Event::Start(tag) => match delimiter(&tag) {
                Some(length) => emphasis::read(body, &at, length, &mut runs),
                None if is_block(tag.to_end()) => {
                    in_code = matches!(tag, Tag::CodeBlock(_));
                    settle(&mut marks, &mut runs);
                }
                None => {}
            },
            Event::End(tag) if is_block(tag) => {
                in_code = false;
                settle(&mut marks, &mut runs);
            }
            _ => {}
        }
    }
    settle(&mut marks, &mut runs);
    signs
}

/// How long the signs are that make a span, on either side of it.
fn delimiter(tag: &Tag<'_>) -> Option<usize> {
    match tag {
        Tag::Emphasis => Some(1),
        Tag::Strong | Tag::Strikethrough => Some(2),
        _ => None,
    }
}

fn is_block(tag: TagEnd) -> bool {
    !matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
}

/// The characters before and after a stretch of a body.
pub(super) fn around(body: &str, at: &Range<usize>) -> (Option<char>, Option<char>) {
    (body[..at.start].chars().next_back(), body[at.end..].chars().next())
}
