//! Signs that the parser reads otherwise than they are meant: a look at the lines of each block as a whole, before
//! they are written.
//!
//! Enters: a body. Leaves: the sign to write at a place, and findings about signs of emphasis that are none. Must
//! not know: HTML.

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::Links;
use super::bare::Bare;
use super::emphasis::{self, Run};
use super::findings::Findings;
use super::quotes::{self, Signs};
use super::unread::{Suspects, Texts};

/// How many findings are sought in a body: far more than are shown of a file.
const MAX_REPORTED: usize = 100;

/// Elements whose text is code.
const CODE: [&str; 4] = ["<code", "<kbd", "<pre", "<samp"];

/// Looks at a body where something in it asks for that; most have nothing that does. Signs in the place of what the
/// parser makes of them, and the addresses in running text.
pub(super) fn look(body: &str, options: Options, links: &dyn Links, findings: &mut Findings<'_>) -> (Signs, Vec<Bare>) {
    let (mut signs, mut bare) = (Signs::new(), Vec::new());
    let mut suspects = Suspects::of(body);
    let suspected = !suspects.is_empty();
    let measures = options.contains(Options::ENABLE_SMART_PUNCTUATION) && quotes::might_measure(body);
    let refused = emphasis::might_be_refused(body);
    if !measures && !refused && !suspected {
        return (signs, bare);
    }
    // As in the reading that follows, a citation is one link.
    let callback = |link: BrokenLink<'_>| {
        let cites = link.link_type == LinkType::Shortcut && super::cite::is_citation(&link.reference);
        cites.then_some((CowStr::Borrowed(""), CowStr::Borrowed("")))
    };
    let (mut marks, mut runs): (Vec<usize>, Vec<Run>) = (Vec::new(), Vec::new());
    let mut texts = Texts::default();
    let (mut left, mut in_code) = (MAX_REPORTED, false);
    // Within a link or an image; within HTML that is code, or a link.
    let (mut linked, mut typed) = (0_usize, Typed::None);
    let mut settle = |marks: &mut Vec<usize>, runs: &mut Vec<Run>, texts: &mut Texts| {
        if measures {
            quotes::settle(body, marks, &mut signs);
        }
        if refused {
            emphasis::report(body, runs, &mut left, findings);
        }
        if suspected {
            suspects.settle(body, texts, links, findings, &mut bare);
        }
        texts.clear();
        marks.clear();
        runs.clear();
    };
    for (event, at) in Parser::new_with_broken_link_callback(body, options, Some(callback)).into_offset_iter() {
        if suspected {
            match &event {
                Event::Text(text) if !in_code && typed != Typed::Code => {
                    texts.push(text, at.clone(), linked > 0 || typed == Typed::Link);
                }
                Event::Start(Tag::Link { .. } | Tag::Image { .. }) => linked += 1,
                Event::End(TagEnd::Link | TagEnd::Image) => linked = linked.saturating_sub(1),
                Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough) => texts.begins.push(at.start),
                Event::InlineHtml(tag) => typed = typed.after(tag),
                Event::Start(tag) if is_block(tag.to_end()) => typed = Typed::None,
                _ => {}
            }
        }
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
                    settle(&mut marks, &mut runs, &mut texts);
                    texts.cell = matches!(tag, Tag::TableCell);
                }
                None => {}
            },
            Event::End(tag) if is_block(tag) => {
                in_code = false;
                settle(&mut marks, &mut runs, &mut texts);
            }
            _ => {}
        }
    }
    settle(&mut marks, &mut runs, &mut texts);
    (signs, bare)
}

/// What HTML in a line makes of the text behind it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Typed {
    None,
    Code,
    Link,
}

impl Typed {
    fn after(self, tag: &str) -> Self {
        let tag = tag.to_ascii_lowercase();
        let begins = |name: &str| {
            tag.strip_prefix(name).is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
        };
        match self {
            _ if CODE.iter().any(|name| begins(name)) => Self::Code,
            Self::None if begins("<a") => Self::Link,
            Self::Link if begins("</a") => Self::None,
            Self::Code if CODE.iter().any(|name| begins(&name.replace('<', "</"))) => Self::None,
            same => same,
        }
    }
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
