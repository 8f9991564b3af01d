//! Raw HTML in Markdown, and a warning at each thing that is not kept of it.
//!
//! Enters: HTML as typed. Leaves: tags written anew from the lists of `allow`, so that nothing typed
//! reaches the output unread. Must not know: Markdown.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::ops::Range;

use super::Kind;
use super::allow::{ALLOWED, IMPLIED, LEVELS, TABLE_PARTS, VOID, instead_of, takes, valid_class, why_not};
use super::chars::{self, decode, escape};
use super::headings;
use super::lead::Within;
use super::links::Source;
use super::raw::{Attribute, Token, read};
use super::writer::{Open, Writer};
use crate::diagnostic::Code;
use crate::text;

/// Where bytes of raw HTML stand in the body: the marks of quotes and lists are not part of it.
#[derive(Default)]
pub(super) struct Map(Vec<(usize, usize)>);

impl Map {
    /// Adds a text that begins at `offset`, from these bytes of the body.
    pub(super) fn add(&mut self, offset: usize, text: &str, body: &str, at: &Range<usize>) {
        let source = body.get(at.clone()).unwrap_or_default();
        if source.starts_with(text) {
            return self.0.push((offset, at.start));
        }
        let (mut to, mut from) = (offset, at.start);
        let mut lines = source.split_inclusive('\n');
        for line in text.split_inclusive('\n') {
            let whole = lines.next().unwrap_or_default();
            let skipped = whole.trim_end().len().saturating_sub(line.trim_end().len());
            self.0.push((to, from + skipped));
            to += line.len();
            from += whole.len();
        }
    }

    pub(super) fn at(&self, range: &Range<usize>) -> Range<usize> {
        self.place(range.start)..self.place(range.end.saturating_sub(1)) + 1
    }

    fn place(&self, offset: usize) -> usize {
        let index = self.0.partition_point(|(to, _)| *to <= offset);
        index.checked_sub(1).map_or(0, |index| self.0[index].1 + (offset - self.0[index].0))
    }
}

impl<'a> Writer<'a> {
    /// Writes raw HTML as far as it is allowed.
    pub(super) fn raw(&mut self, text: &str, map: &Map) {
        self.raw_seen = true;
        read(text, |token| {
            if self.stopped {
                return;
            }
            match token {
                Token::Text(text, offset) => {
                    self.markdown_inside(text, offset, map);
                    self.plain(&decode(text));
                    let text = self.kept(text, offset, map);
                    self.out.push_str(&text);
                }
                Token::Open { name, attributes, at } => self.open_tag(&name, &attributes, &map.at(&at), map),
                Token::Close { name, at } => self.close_tag(&name, map.at(&at)),
                Token::Comment(_, true) => {}
                Token::Comment(at, false) => {
                    let at = map.place(at.start)..map.place(at.start) + 4;
                    self.findings
                        .add(Code::RawHtml, at, "the comment is not closed, so the text after it is hidden")
                        .help("close it with `-->`");
                }
                Token::Odd(at) => self.removed(
                    map.at(&at),
                    "`<!`, `<?` or `</` begins nothing that is shown",
                    "remove it, or write `&lt;`",
                ),
                Token::Cut(at) => self.removed(
                    map.at(&at),
                    "the tag has no `>` and was removed",
                    "close it with `>`, or write `&lt;`",
                ),
            }
        });
    }

    fn removed(&mut self, at: Range<usize>, message: impl Into<String>, help: &str) {
        self.findings.add(Code::RawHtml, at, message).help(help);
    }

    fn open_tag(&mut self, name: &str, attributes: &[Attribute<'_>], at: &Range<usize>, map: &Map) {
        let shown = text::shorten(name, 40);
        let Ok(index) = ALLOWED.binary_search(&name) else {
            return self.removed(at.clone(), format!("`<{shown}>` was removed"), instead_of(name));
        };
        let typed = ALLOWED[index];
        let in_table = self.above_frame().iter().any(|open| matches!(open, Open::Raw { typed: "table", .. }));
        if TABLE_PARTS.contains(&typed) && !in_table {
            let message = format!("`<{shown}>` was removed, because it stands outside a `<table>`");
            return self.removed(at.clone(), message, "write the whole table in HTML, or as a Markdown table");
        }
        self.end_implied(typed);
        self.part_at_tag(typed);
        let mut written = typed;
        if let Some(level) = LEVELS.iter().position(|level| *level == typed) {
            self.headed.push(self.out.len());
            written = LEVELS[usize::from(self.levels.next(level as u8 + 1).clamp(1, 6)) - 1];
        }
        let (attributes, alt) = self.attributes(typed, attributes, map);
        let Some(attributes) = attributes else {
            // An image that is not there leaves its description.
            self.plain(&decode(&alt));
            return self.out.push_str(&alt);
        };
        if typed == "img" {
            self.lead_with(Within::Image, &decode(&format!("{alt} ")));
        }
        if !VOID.contains(&typed) {
            self.push(Open::Raw { typed, written, at: at.clone() }, at);
        }
        let _ = write!(self.out, "<{written}{attributes}>");
    }

    /// The attributes that are kept, or nothing and a description for an image without a source.
    fn attributes(&mut self, tag: &str, attributes: &[Attribute<'_>], map: &Map) -> (Option<String>, String) {
        let mut out = String::new();
        let mut seen: Vec<&str> = Vec::new();
        let (mut source, mut sized, mut alt) = (None, false, String::new());
        for attribute in attributes {
            let name = attribute.name.as_str();
            let at = map.at(&attribute.at);
            let value = attribute.value;
            let value_range = attribute.value_at..attribute.value_at + value.len().max(1);
            let value_at = if value.is_empty() { at.clone() } else { map.at(&value_range) };
            // More than these cannot all be allowed, and a search among them stays short.
            if seen.len() > 32 || seen.contains(&name) {
                self.removed(
                    at,
                    format!("the attribute `{}` was removed from `<{tag}>`", text::shorten(name, 40)),
                    "write each attribute once",
                );
                continue;
            }
            seen.push(name);
            let before = out.len();
            match (tag, name) {
                ("a", "href") | ("img", "src") => {
                    let kind = if tag == "a" { Kind::Link } else { Kind::Image };
                    self.forbid(value, attribute.value_at, map);
                    let target = self.target(kind, &decode(value), &|| value_at.clone());
                    if let Some(Source { address, size }) = target {
                        let _ = write!(out, " {name}=\"{address}\"");
                        source = Some(size);
                    }
                    continue;
                }
                ("img", "alt") => {
                    alt = self.kept(value, attribute.value_at, map).into_owned();
                    continue;
                }
                (_, "id") => {
                    self.forbid(value, attribute.value_at, map);
                    let id = text::composed(&decode(value)).into_owned();
                    if headings::valid(&id) && self.ids.take(&id) {
                        out.push_str(" id=\"");
                        escape(&mut out, self.style.prefix, true);
                        escape(&mut out, &id, true);
                        out.push('"');
                    }
                }
                (_, "class") => {
                    let classes: Vec<&str> = value.split_whitespace().filter(|class| valid_class(class)).collect();
                    if !classes.is_empty() && classes.len() == value.split_whitespace().count() {
                        let _ = write!(out, " class=\"{}\"", classes.join(" "));
                    }
                }
                ("details", "open") | ("ol", "reversed") => {
                    let _ = write!(out, " {name}=\"\"");
                }
                _ if takes(tag, name, value) => {
                    sized |= matches!(name, "width" | "height");
                    let _ = write!(out, " {name}=\"{}\"", self.kept(value, attribute.value_at, map));
                }
                _ => {}
            }
            if out.len() == before {
                let name = text::shorten(name, 40);
                let (message, help) = why_not(tag, &name);
                self.removed(at, message, help);
            }
        }
        if tag == "img" {
            let Some(size) = source else { return (None, alt) };
            let _ = write!(out, " alt=\"{alt}\"");
            if let (Some((width, height)), false) = (size, sized) {
                let _ = write!(out, " width=\"{width}\" height=\"{height}\"");
            }
            out.push_str(" loading=\"lazy\"");
        }
        (Some(out), alt)
    }

    fn forbid(&mut self, text: &str, offset: usize, map: &Map) {
        if self.filter {
            for (c, place) in chars::forbidden_entities(text) {
                chars::report(&mut self.findings, c, map.at(&(offset + place.start..offset + place.end)));
            }
        }
    }

    /// Text or the value of an attribute as it may be written: entities stay, all else is escaped.
    fn kept<'t>(&mut self, text: &'t str, offset: usize, map: &Map) -> Cow<'t, str> {
        self.forbid(text, offset, map);
        if !self.filter && !text.contains(['&', '<', '>', '"']) {
            return Cow::Borrowed(text);
        }
        let mut out = String::with_capacity(text.len() + 8);
        let mut rest = text;
        while let Some(found) = rest.find('&') {
            escape(&mut out, &rest[..found], true);
            rest = &rest[found..];
            let name = rest[1..].bytes().take(40).take_while(u8::is_ascii_alphanumeric).count();
            let length = if let Some((c, length)) = chars::numeric_entity(rest) {
                escape(&mut out, c.encode_utf8(&mut [0; 4]), true);
                length
            } else if name > 0 && rest.as_bytes().get(1 + name) == Some(&b';') {
                out.push_str(&rest[..name + 2]);
                name + 2
            } else {
                out.push_str("&amp;");
                1
            };
            rest = &rest[length..];
        }
        escape(&mut out, rest, true);
        Cow::Owned(out)
    }

    fn close_tag(&mut self, name: &str, at: Range<usize>) {
        if ALLOWED.binary_search(&name).is_err() {
            return;
        }
        self.part_at_tag(name);
        let found =
            self.above_frame().iter().rposition(|open| matches!(open, Open::Raw { typed, .. } if *typed == name));
        let Some(found) = found else {
            return self.removed(
                at,
                format!("`</{name}>` closes nothing and was removed"),
                "remove it, or open the tag in the same block",
            );
        };
        let keep = self.open.len() - self.above_frame().len() + found;
        while self.open.len() > keep + 1 {
            self.pop(true);
        }
        self.pop(false);
    }

    /// The raw tags that the innermost element of Markdown's holds open.
    fn above_frame(&self) -> &[Open] {
        let from = self.open.iter().rposition(|open| matches!(open, Open::Frame)).map_or(0, |at| at + 1);
        &self.open[from..]
    }

    fn end_implied(&mut self, name: &str) {
        if name == "p" && matches!(self.open.last(), Some(Open::Raw { typed: "p", .. })) {
            return self.pop(false);
        }
        let Some((group, stops)) = IMPLIED.iter().find(|(group, _)| group.contains(&name)) else { return };
        for (depth, open) in self.above_frame().iter().rev().enumerate() {
            let Open::Raw { typed, .. } = open else { break };
            if stops.contains(typed) {
                break;
            }
            if group.contains(typed) {
                for _ in 0..=depth {
                    self.pop(true);
                }
                break;
            }
        }
    }

    /// Ends the innermost raw tag. `forgotten` when its author did not; some tags need no end.
    fn pop(&mut self, forgotten: bool) {
        let Some(Open::Raw { typed, written, at }) = self.open.pop() else { return };
        let needs_none = typed == "p" || IMPLIED.iter().any(|(group, _)| group.contains(&typed));
        // A browser ends a paragraph by itself, and would make an empty one of a second end.
        if typed != "p" || !forgotten {
            let _ = write!(self.out, "</{written}>");
        }
        if forgotten && !needs_none {
            let message = format!("`<{typed}>` is not closed, so it ends with the text it stands in");
            self.removed(at, message, &format!("close it with `</{typed}>`"));
        }
    }

    /// Ends what is open inside Markdown's innermost element, and that.
    pub(super) fn close_frame(&mut self) {
        while matches!(self.open.last(), Some(Open::Raw { .. })) {
            self.pop(true);
        }
        self.open.pop();
    }

    pub(super) fn close_all(&mut self) {
        while !self.open.is_empty() {
            self.close_frame();
        }
    }
}
