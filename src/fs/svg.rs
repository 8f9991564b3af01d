//! What an SVG is: the size that it has of itself, and what a picture must not have.
//!
//! Enters: its text. Leaves: width and height in pixels, and flaws with their places. Must not know: where
//! the file lies, nor how grave a flaw is there.
//!
//! An SVG is a document that browsers run when its address is opened. As an image it is only drawn: then no
//! script runs and nothing is fetched, so a picture that needs either is shown with a hole. Both ways it may
//! hold nothing but itself.

use std::collections::HashSet;
use std::ops::Range;

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::css;
use crate::tree::{Fault, Flaw};

const SVG: &str = "http://www.w3.org/2000/svg";
const XHTML: &str = "http://www.w3.org/1999/xhtml";

/// As many flaws are kept: who has more is told enough by these.
const MAX_FLAWS: usize = 100;

/// What is kept of an SVG.
#[derive(Debug, Default)]
pub(super) struct Svg {
    pub(super) size: Option<(u32, u32)>,
    pub(super) flaws: Vec<Flaw>,
}

/// Reads an SVG whose text is given whole.
pub(super) fn read(text: &str) -> Svg {
    let mut walk = Walk { text, ..Walk::default() };
    let broken = walk.all().err();
    // What declarations declare is not known here, and that they are there is said.
    let declared = walk.svg.flaws.iter().any(|flaw| flaw.fault == Fault::Declarations);
    if let Some((fault, span)) = broken.filter(|_| !declared) {
        walk.svg.flaws.push(Flaw { fault, span });
    }
    walk.svg.flaws.sort_by_key(|flaw| flaw.span.start);
    walk.svg
}

/// The name of the outermost element of what may be XML, as far as it begins there.
pub(super) fn outermost(head: &str) -> Option<String> {
    let mut reader = Reader::from_str(head.trim_start_matches('\u{FEFF}').trim_start());
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) | Event::Empty(tag) => return Some(tag.local_name().into_inner().to_owned()),
            Event::DocType(doctype) if begins_html(&doctype) => return Some("html".to_owned()),
            Event::Text(text) if !text.trim().is_empty() => return None,
            Event::Eof => return None,
            _ => {}
        }
    }
}

fn begins_html(doctype: &str) -> bool {
    doctype.trim_start().get(..4).is_some_and(|name| name.eq_ignore_ascii_case("html"))
}

type Broken = (Fault, Range<usize>);

#[derive(Default)]
struct Walk<'t> {
    text: &'t str,
    svg: Svg,
    /// Open elements.
    depth: usize,
    rooted: bool,
    /// The prefixes that somewhere stand for HTML.
    html: HashSet<&'t str>,
    /// How deep the outermost element that is not drawn lies; what is in it is not reported once more.
    inside: Option<usize>,
    /// The text of an open style sheet, its place, and how deep it lies.
    sheet: Option<(String, Range<usize>, usize)>,
}

impl<'t> Walk<'t> {
    fn all(&mut self) -> Result<(), Broken> {
        let text = self.text;
        // The reader would pass over a byte order mark without counting it.
        let begin = if text.starts_with('\u{FEFF}') { 3 } else { 0 };
        let offset = |position: u64| begin + usize::try_from(position).unwrap_or(text.len()).min(text.len() - begin);
        let mut reader = Reader::from_str(&text[begin..]);
        loop {
            let start = offset(reader.buffer_position());
            let event = reader.read_event().map_err(|error| {
                let at = offset(reader.error_position());
                (Fault::Broken(error.to_string()), at..at)
            })?;
            let span = start..offset(reader.buffer_position());
            match event {
                Event::Start(tag) => {
                    self.element(&tag, &span)?;
                    self.depth += 1;
                }
                Event::Empty(tag) => {
                    self.element(&tag, &span)?;
                    self.closed(self.depth);
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    self.closed(self.depth);
                }
                Event::Text(text) => {
                    let strange = text.trim_matches(['\u{FEFF}', ' ', '\t', '\r', '\n']);
                    if self.depth == 0 && !strange.is_empty() {
                        return Err((Fault::Broken("text stands outside of the element `svg`".to_owned()), span));
                    }
                    self.style(&text);
                }
                Event::CData(text) => self.style(&text),
                Event::GeneralRef(name) => {
                    let char = name.resolve_char_ref().ok().flatten().map(String::from);
                    let known = char.or_else(|| resolve_predefined_entity(&name).map(str::to_owned));
                    match known {
                        Some(text) => self.style(&text),
                        None => return Err((Fault::Broken(format!("`&{};` is not declared", &*name)), span)),
                    }
                }
                Event::DocType(doctype) if doctype.contains('[') => self.flaw(Fault::Declarations, span),
                Event::Decl(declaration) => {
                    if let Some(Ok(name)) = declaration.encoding()
                        && !is_understood(&name, text)
                    {
                        self.flaw(Fault::Encoding(name.into_owned()), span);
                    }
                }
                Event::PI(instruction) if instruction.target().eq_ignore_ascii_case("xml-stylesheet") => {
                    self.flaw(Fault::Address("xml-stylesheet".to_owned()), span);
                }
                Event::Eof => break,
                Event::PI(_) | Event::Comment(_) | Event::DocType(_) => {}
            }
        }
        let end = text.len()..text.len();
        match (self.rooted, self.depth) {
            (false, _) => Err((Fault::Broken("it has no element `svg`".to_owned()), end)),
            (true, 0) => Ok(()),
            (true, _) => Err((Fault::Broken("it ends before its last element is closed".to_owned()), end)),
        }
    }

    fn element(&mut self, tag: &BytesStart<'t>, span: &Range<usize>) -> Result<(), Broken> {
        let name = tag.local_name().into_inner();
        let mut attributes = Vec::new();
        for attribute in tag.attributes().with_checks(false) {
            let attribute = attribute.map_err(|error| (Fault::Broken(error.to_string()), span.clone()))?;
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            let value = value.map_err(|error| (Fault::Broken(error.to_string()), span.clone()))?;
            attributes.push((attribute, value.into_owned()));
        }
        if self.depth == 0 {
            self.root(tag, &attributes, span)?;
        }
        // Which element it is, before what it has: the place of the first is the start of the second.
        let named = span.start..span.start + 1 + tag.name().0.len();
        let prefix = tag.name().prefix().map(quick_xml::name::Prefix::into_inner);
        for (attribute, value) in &attributes {
            let (local, prefix) = attribute.key.decompose();
            if value.trim() == XHTML && prefix.is_some_and(|prefix| prefix.into_inner() == "xmlns") {
                self.html.insert(&self.text[within(self.text, local.into_inner())]);
            }
        }
        let own = attributes.iter().find(|(attribute, _)| attribute.key.0 == "xmlns").map(|(_, value)| value.trim());
        let of_html = own == Some(XHTML) && prefix.is_none() || prefix.is_some_and(|name| self.html.contains(name));
        if matches!(name, "script" | "handler" | "listener") {
            self.flaw(Fault::Script(name.to_owned()), named.clone());
        } else if self.inside.is_none() && (name == "foreignObject" || of_html) {
            self.flaw(Fault::Html(name.to_owned()), named.clone());
            self.inside = Some(self.depth);
        }
        if name == "style" && self.sheet.is_none() {
            self.sheet = Some((String::new(), named, self.depth));
        }
        let animated = attributes.iter().find(|(attribute, _)| attribute.key.0 == "attributeName");
        let animated = animated.map(|(_, value)| value.trim().rsplit(':').next().unwrap_or("").to_owned());
        for (attribute, value) in &attributes {
            self.attribute(attribute, value, animated.as_deref());
        }
        Ok(())
    }

    fn attribute(&mut self, attribute: &Attribute<'_>, value: &str, animated: Option<&str>) {
        let key = attribute.key;
        let local = key.local_name().into_inner();
        let span = within(self.text, key.0).start..within(self.text, &attribute.value).end;
        let outer = key.prefix().is_none();
        let is_handler = |name: &str| name.len() > 2 && name[..2].eq_ignore_ascii_case("on");
        if outer && local.is_char_boundary(2) && is_handler(local) {
            self.flaw(Fault::Handler(local.to_owned()), span);
            return;
        }
        let address = match local {
            "href" => !is_own(value),
            "src" if outer => !is_own(value),
            "base" if key.0 == "xml:base" => !value.trim().is_empty(),
            // What is animated becomes an attribute, and so do the values that it takes.
            "to" | "from" | "by" | "values" if outer => match animated {
                Some("href") => value.split(';').any(|value| !is_own(value)),
                Some(name) if name.is_char_boundary(2) && is_handler(name) => {
                    self.flaw(Fault::Handler(name.to_owned()), span);
                    return;
                }
                _ => css::leads_out(value, is_own),
            },
            _ => outer && css::leads_out(value, is_own),
        };
        if address {
            self.flaw(Fault::Address(value.trim().to_owned()), span);
        }
    }

    /// The outermost element: what it is, and how large.
    fn root(
        &mut self,
        tag: &BytesStart<'_>,
        attributes: &[(Attribute<'_>, String)],
        span: &Range<usize>,
    ) -> Result<(), Broken> {
        let broken = |why: String| Err((Fault::Broken(why), span.clone()));
        let (local, prefix) = tag.name().decompose();
        let name = local.into_inner();
        if self.rooted {
            return broken(format!("`{name}` stands after the end of the picture"));
        }
        self.rooted = true;
        if name != "svg" {
            return broken(format!("its outermost element is `{name}`, not `svg`"));
        }
        let value = |name: &str| {
            attributes.iter().find(|(attribute, _)| attribute.key.0 == name).map(|(_, value)| value.as_str())
        };
        let binding = prefix.map_or("xmlns".to_owned(), |prefix| format!("xmlns:{}", prefix.into_inner()));
        if value(&binding).map(str::trim) != Some(SVG) {
            return Err((Fault::Namespace(binding), span.clone()));
        }
        let length = |name| pixels(value(name)?.trim().trim_end_matches("px"));
        self.svg.size = match (length("width"), length("height")) {
            (Some(width), Some(height)) => Some((width, height)),
            _ => value("viewBox").and_then(|sides| {
                let mut parts = sides.split([' ', ',']).filter(|part| !part.is_empty()).skip(2);
                Some((pixels(parts.next()?)?, pixels(parts.next()?)?))
            }),
        };
        Ok(())
    }

    /// Text that may belong to a style sheet.
    fn style(&mut self, text: &str) {
        if let Some((sheet, ..)) = &mut self.sheet {
            sheet.push_str(text);
        }
    }

    /// An element at this depth has ended.
    fn closed(&mut self, depth: usize) {
        if self.inside == Some(depth) {
            self.inside = None;
        }
        if let Some((sheet, span, _)) = self.sheet.take_if(|(_, _, open)| *open == depth)
            && css::leads_out(&sheet, is_own)
        {
            self.flaw(Fault::Sheet, span);
        }
    }

    fn flaw(&mut self, fault: Fault, span: Range<usize>) {
        if self.svg.flaws.len() < MAX_FLAWS {
            self.svg.flaws.push(Flaw { fault, span });
        }
    }
}

/// Where a part of a text stands in it.
fn within(text: &str, part: &str) -> Range<usize> {
    let start = (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    let end = (start + part.len()).min(text.len());
    start.min(end)..end
}

/// Whether an address leads nowhere but into the picture: to an id, or to bytes that it has in itself. Of these
/// an SVG is none: it would be one more document to look through.
fn is_own(address: &str) -> bool {
    let address = address.trim();
    if address.is_empty() || address.starts_with('#') {
        return true;
    }
    let Some(("data", rest)) = address.split_once(':') else { return false };
    let kind = rest.split([';', ',']).next().unwrap_or("").trim().to_ascii_lowercase();
    let kinds = ["image/png", "image/jpeg", "image/jpg", "image/gif", "image/webp", "image/avif"];
    let fonts = ["font/", "application/font", "application/x-font", "application/vnd.ms-fontobject"];
    kinds.contains(&kind.as_str()) || fonts.iter().any(|font| kind.starts_with(font))
}

/// Whether a declared encoding gives the same characters as UTF-8.
fn is_understood(name: &str, text: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let one_byte = ["us-ascii", "ascii", "iso-8859-", "windows-125", "latin1"];
    matches!(name.as_str(), "utf-8" | "utf8") || text.is_ascii() && one_byte.iter().any(|start| name.starts_with(start))
}

/// A length that images have; what is given in other units or in parts of the page has none.
fn pixels(text: &str) -> Option<u32> {
    let length = text.trim().parse::<f64>().ok()?.round();
    (1.0..=100_000.0).contains(&length).then_some(length as u32)
}

#[cfg(test)]
mod tests;
