//! Links and images.
//!
//! Enters: what Markdown or raw HTML names. Leaves: tags whose internal addresses are markers. Must
//! not know: which pages the site has; that is asked.

use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, RefDefs};

use super::address::{Address, judge};
use super::chars::escape;
use super::findings::Findings;
use super::lead::Within;
use super::misplaced;
use super::writer::Writer;
use super::{Fragment, Kind, Target};
use crate::diagnostic::Code;
use crate::path::web;
use crate::text::{self, signs};

/// Before the id of a term, in an address.
pub(super) const TERM: &str = "term:";

/// An image while its description is read.
pub(super) struct Image {
    source: Option<Source>,
    title: String,
    alt: String,
    depth: usize,
    at: Range<usize>,
}

/// Where an image comes from, ready for an attribute, and its size.
pub(super) struct Source {
    pub(super) address: String,
    pub(super) size: Option<(u32, u32)>,
}

impl<'a> Writer<'a> {
    pub(super) fn begin_link(
        &mut self,
        kind: LinkType,
        address: &str,
        title: &str,
        label: &str,
        at: &Range<usize>,
        refs: &RefDefs<'_>,
    ) {
        self.check(address, at);
        self.check(title, at);
        let body = self.body;
        let place = || place(body, kind, address, label, at, refs);
        if let Some(id) = address.strip_prefix(TERM) {
            return self.begin_term(id, &place);
        }
        let mail;
        let meant = if kind == LinkType::Email {
            mail = format!("mailto:{address}");
            &mail
        } else {
            address
        };
        let target = self.target(Kind::Link, meant, &place);
        self.ends.push(if target.is_some() { "</a>".to_owned() } else { String::new() });
        if let Some(target) = target {
            let _ = write!(self.out, "<a href=\"{}\"", target.address);
            self.push_title(title);
            self.out.push('>');
        }
    }

    /// A link to a term of the glossary. Its meaning follows the link, behind a button that needs no script.
    fn begin_term(&mut self, id: &str, place: &dyn Fn() -> Range<usize>) {
        let mut end = String::new();
        let id = &*text::composed(id);
        match self.links.resolve(Kind::Term, id) {
            Target::Site { path, fragment, .. } => {
                let meaning = self.links.meaning(id);
                let _ = write!(self.out, "<a class=\"term\" href=\"{}\">", path.mark(fragment.as_deref()));
                self.terms += 1;
                let mut popover = String::new();
                escape(&mut popover, self.style.prefix, true);
                let _ = write!(popover, "{}{}", super::headings::TERM, self.terms);
                let _ =
                    write!(end, "</a><button type=\"button\" class=\"what\" popovertarget=\"{popover}\" aria-label=\"");
                escape(&mut end, self.style.labels.definition, true);
                let _ = write!(end, "\">?</button><span class=\"meaning\" id=\"{popover}\" popover=\"auto\">");
                escape(&mut end, &meaning, true);
                end.push_str("</span>");
            }
            Target::Text { .. } => {}
            Target::Dead { message, help } => {
                dead(&mut self.findings, Code::UnknownTerm, &place(), message, help);
            }
        }
        self.ends.push(end);
    }

    pub(super) fn begin_image(
        &mut self,
        kind: LinkType,
        address: &str,
        title: &str,
        label: &str,
        at: &Range<usize>,
        refs: &RefDefs<'_>,
    ) {
        self.check(address, at);
        self.check(title, at);
        let body = self.body;
        let source = self.target(Kind::Image, address, &|| place(body, kind, address, label, at, refs));
        self.image = Some(Image { source, title: title.to_owned(), alt: String::new(), depth: 0, at: at.clone() });
    }

    /// The events of an image's description, of which only the text counts.
    pub(super) fn in_image(&mut self, event: &Event<'_>, at: &Range<usize>) {
        match event {
            Event::Text(text) | Event::Code(text) => self.check(text, at),
            Event::InlineHtml(text) | Event::Html(text) => {
                let tag = text::shorten(text, 40);
                self.findings
                    .add(Code::RawHtml, at.clone(), format!("`{tag}` was removed from the description of an image"))
                    .help("a description is plain text");
            }
            _ => {}
        }
        let Some(image) = &mut self.image else { return };
        match event {
            Event::Start(_) => image.depth += 1,
            Event::End(_) if image.depth > 0 => image.depth -= 1,
            Event::End(_) => {
                if let Some(image) = self.image.take() {
                    self.end_image(&image);
                }
            }
            Event::Text(text) | Event::Code(text) => image.alt.push_str(text),
            Event::SoftBreak | Event::HardBreak => image.alt.push(' '),
            _ => {}
        }
    }

    fn end_image(&mut self, image: &Image) {
        let Some(source) = &image.source else {
            self.plain(&image.alt);
            return escape(&mut self.out, &image.alt, true);
        };
        self.lead_with(Within::Image, &format!("{} ", image.alt));
        if image.alt.trim().is_empty() {
            self.findings
                .add(
                    Code::ImageWithoutAlt,
                    image.at.clone(),
                    "this image has no description for those who do not see it",
                )
                .help("write what it shows between the brackets: `![two people at a table](talks.jpg)`");
        }
        let _ = write!(self.out, "<img src=\"{}\" alt=\"", source.address);
        escape(&mut self.out, &image.alt, true);
        self.out.push('"');
        self.push_title(&image.title);
        if let Some((width, height)) = source.size {
            let _ = write!(self.out, " width=\"{width}\" height=\"{height}\"");
        }
        self.out.push_str(" loading=\"lazy\">");
    }

    fn push_title(&mut self, title: &str) {
        if !title.is_empty() {
            self.out.push_str(" title=\"");
            escape(&mut self.out, title, true);
            self.out.push('"');
        }
    }

    /// Whether a web address has signs that nobody sees or means in one, which is reported.
    fn strange(&mut self, address: &str, place: &dyn Fn() -> Range<usize>) -> bool {
        let found = if address.is_ascii() { return false } else { signs::address(address) };
        if found.text == address.trim() || !matches!(judge(&found.text), Address::External(_)) {
            return false;
        }
        self.findings
            .add(Code::BadAddress, place(), format!("the address has {}", found.names()))
            .help(format!("write `{}`", found.text));
        true
    }

    /// What to write for an address; nothing when there is to be no link, which is reported. The place
    /// is only worked out when it is needed.
    pub(super) fn target(&mut self, kind: Kind, address: &str, place: &dyn Fn() -> Range<usize>) -> Option<Source> {
        let dead = if kind == Kind::Link { Code::DeadLink } else { Code::DeadImage };
        let mut written = String::new();
        let mut size = None;
        if self.strange(address, place) {
            return None;
        }
        let typed = address;
        match judge(address) {
            Address::External(_) | Address::Here(_) if kind == Kind::Image => {
                let at = place();
                let help = misplaced::bring_in(self.body, &at, address);
                self.findings.add(dead, at, misplaced::NOT_HERE).help(help);
                return None;
            }
            Address::External(address) => escape(&mut written, &address, true),
            Address::Here(id) => {
                written.push('#');
                if !id.is_empty() {
                    escape(&mut written, self.style.prefix, true);
                    escape(&mut written, &id, true);
                    self.here.push((id, place()));
                }
            }
            Address::Site(address) => match self.links.resolve(kind, &address) {
                Target::Site { path, fragment, later } => {
                    self.links.uses(&path);
                    if let Some(later) = later {
                        self.findings
                            .add(Code::LinkToLater, place(), later)
                            .help("link from the later event to this one, or tell it in an entry under `updates:`");
                    }
                    let fragment = fragment.filter(|fragment| kind == Kind::Link && !fragment.is_empty());
                    written.push_str(&path.mark(fragment.as_deref()));
                    if kind == Kind::Image {
                        size = self.links.image_size(&path);
                    }
                    if let Some(fragment) = fragment {
                        self.fragments.push(Fragment { path, fragment, span: self.findings.in_file(place()) });
                    }
                }
                Target::Text { why } => {
                    if let Some(why) = why {
                        self.findings
                            .add(Code::HeldBackLink, place(), why)
                            .help("nothing needs to be done: it is a link once that is published");
                    }
                    return None;
                }
                Target::Dead { message, help } => {
                    self::dead(&mut self.findings, dead, &place(), message, help);
                    return None;
                }
            },
            Address::Unsafe(scheme) => {
                let scheme = text::shorten(&scheme, 40);
                self.findings
                    .add(Code::UnsafeAddress, place(), format!("an address may not begin with `{scheme}:`"))
                    .help(web::meant(typed).map_or_else(
                        || {
                            "link to a file of this site, or to an address with `https:`, `http:`, `mailto:` or `tel:`"
                                .to_owned()
                        },
                        |meant| format!("write `{meant}`"),
                    ));
                return None;
            }
            Address::Bad(why) => {
                let code = if address.trim().is_empty() || kind == Kind::Image { dead } else { Code::BadAddress };
                self.findings.add(code, place(), why).help(web::meant(typed).map_or_else(
                    || "write the path of a file, or a whole address with `https://`".to_owned(),
                    |meant| format!("write `{meant}`"),
                ));
                return None;
            }
        }
        Some(Source { address: written, size })
    }
}

/// Reports what an address does not lead to.
pub(super) fn dead(findings: &mut Findings<'_>, code: Code, at: &Range<usize>, message: String, help: Option<String>) {
    findings.add(code, at.clone(), message).maybe_help(help);
}

/// Where in the body an address stands: inside the link, or in the definition it refers to. The whole
/// link when the address cannot be found as it was typed.
fn place(
    body: &str,
    kind: LinkType,
    address: &str,
    label: &str,
    at: &Range<usize>,
    refs: &RefDefs<'_>,
) -> Range<usize> {
    let defined = match kind {
        LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut => refs.get(label).map(|d| d.span.clone()),
        _ => None,
    };
    let (within, before) = match defined {
        Some(span) => (span, "]:"),
        None => (at.clone(), "]("),
    };
    let Some(source) = body.get(within.clone()) else { return at.clone() };
    let from = if before == "](" { source.rfind(before) } else { source.find(before) }.map_or(0, |from| from + 2);
    match source[from..].find(address) {
        Some(found) if !address.is_empty() => {
            let start = within.start + from + found;
            start..start + address.len()
        }
        _ => within,
    }
}
