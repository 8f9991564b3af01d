//! Writes the events of a Markdown parser as HTML.
//!
//! Enters: events with their places. Leaves: a [`Rendered`] body, and findings. What it writes is well
//! nested by construction: tags typed by an author end with the block they stand in. Must not know:
//! what addresses mean.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, RefDefs, Tag, TagEnd};

use super::bare::Bare;
use super::blocks::{HeadingTag, Table, alert};
use super::chars::{self, escape};
use super::findings::Findings;
use super::footnotes::Notes;
use super::headings::{Ids, Levels};
use super::html::Map;
use super::lead::Lead;
use super::links::Image;
use super::quotes::Signs;
use super::{Fragment, Heading, Links, Rendered, Style, TOO_DEEP, TOO_DEEP_HELP, allow};
use crate::diagnostic::Code;
use crate::text::forbidden;

/// Blocks inside blocks; the eye gives up long before.
const MAX_BLOCKS: usize = 32;
/// Elements inside elements, inline ones and raw tags counted.
const MAX_OPEN: usize = 128;

/// An element whose end is still to be written.
pub(super) enum Open {
    /// One of Markdown's. Raw tags cannot reach beyond it.
    Frame,
    /// A raw tag: as typed, as written, and where.
    Raw { typed: &'static str, written: &'static str, at: Range<usize> },
}

pub(super) struct Writer<'a> {
    pub(super) body: &'a str,
    pub(super) style: &'a Style<'a>,
    pub(super) links: &'a dyn Links,
    pub(super) findings: Findings<'a>,
    /// Whether text may hold forbidden characters.
    pub(super) filter: bool,
    pub(super) out: String,
    pub(super) open: Vec<Open>,
    /// Set when the body is nested too deeply; nothing more is read then.
    pub(super) stopped: bool,
    pub(super) ids: Ids,
    pub(super) levels: Levels,
    /// Links to places in this body, checked once all its ids are known.
    pub(super) here: Vec<(String, Range<usize>)>,
    pub(super) fragments: Vec<Fragment>,
    pub(super) image: Option<Image>,
    /// What ends each open link.
    pub(super) ends: Vec<String>,
    /// How many terms were linked to.
    pub(super) terms: usize,
    /// Whether a citation is being read, whose text is written already.
    citing: bool,
    pub(super) cited: Vec<String>,
    pub(super) raw_seen: bool,
    raw_lines: (String, Map),
    blocks: usize,
    pub(super) heading: Option<HeadingTag<'a>>,
    pub(super) headings: Vec<Heading>,
    pub(super) lead: Lead,
    /// Where the outermost block begins that is being written.
    pub(super) outermost: usize,
    /// Whether a paragraph is being written that stands by itself.
    pub(super) in_paragraph: bool,
    /// Where headings were written.
    pub(super) headed: Vec<usize>,
    /// Up to where a block between colons is reported.
    pub(super) fenced: usize,
    /// Signs in the place of what the parser made of them.
    pub(super) signs: Signs,
    /// The web addresses in running text, in order.
    pub(super) bare: Vec<Bare>,
    pub(super) in_notes: bool,
    pub(super) notes: Notes<'a>,
    pub(super) table: Table,
}

impl<'a> Writer<'a> {
    pub(super) fn new(
        body: &'a str,
        style: &'a Style<'a>,
        links: &'a dyn Links,
        findings: Findings<'a>,
        filter: bool,
    ) -> Self {
        Self {
            body,
            style,
            links,
            findings,
            filter,
            out: String::with_capacity(body.len() + body.len() / 4),
            open: Vec::new(),
            stopped: false,
            ids: Ids::default(),
            levels: Levels::new(style.top),
            here: Vec::new(),
            fragments: Vec::new(),
            image: None,
            ends: Vec::new(),
            terms: 0,
            citing: false,
            cited: Vec::new(),
            raw_seen: false,
            raw_lines: Default::default(),
            blocks: 0,
            heading: None,
            headings: Vec::new(),
            lead: Lead::default(),
            outermost: 0,
            in_paragraph: false,
            headed: Vec::new(),
            fenced: 0,
            signs: Signs::new(),
            bare: Vec::new(),
            in_notes: false,
            notes: Notes::default(),
            table: Table::default(),
        }
    }

    pub(super) fn event(&mut self, event: Event<'a>, at: Range<usize>, refs: &RefDefs<'_>) {
        let event = match (&event, self.signs.get(&at.start)) {
            (Event::Text(_), Some(sign)) if at.len() == 1 => Event::Text((*sign).into()),
            _ => event,
        };
        match &event {
            Event::Start(Tag::FootnoteDefinition(label)) => return self.notes.begin(label, at),
            Event::End(TagEnd::FootnoteDefinition) => return self.notes.end(),
            _ => {}
        }
        // Notes are written after the body, when it is known which are referred to.
        if let Some(events) = self.notes.reading() {
            return events.push((event, at));
        }
        if self.image.is_some() {
            return self.in_image(&event, &at);
        }
        if self.citing {
            self.citing = !matches!(event, Event::End(TagEnd::Link));
            return;
        }
        match event {
            Event::Start(Tag::Link { link_type: LinkType::ShortcutUnknown, id, .. }) => {
                self.citing = true;
                self.cite(&id, &at);
            }
            Event::Start(tag) => self.start(tag, at, refs),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, &at),
            Event::Code(text) => {
                self.check(&text, &at);
                self.plain(&text);
                self.out.push_str("<code>");
                escape(&mut self.out, &text, self.filter);
                self.out.push_str("</code>");
            }
            Event::Html(text) => {
                self.raw_lines.1.add(self.raw_lines.0.len(), &text, self.body, &at);
                self.raw_lines.0.push_str(&text);
            }
            Event::InlineHtml(text) => {
                let mut map = Map::default();
                map.add(0, &text, self.body, &at);
                self.raw(&text, &map);
            }
            Event::SoftBreak => {
                self.plain(" ");
                self.out.push('\n');
            }
            Event::HardBreak => {
                self.plain(" ");
                self.out.push_str("<br>\n");
            }
            Event::Rule => {
                self.fresh();
                self.out.push_str("<hr>\n");
            }
            Event::FootnoteReference(label) => self.footnote(&label),
            Event::TaskListMarker(done) => {
                let labels = self.style.labels;
                let (checked, label) = if done { (" checked=\"\"", labels.done) } else { ("", labels.not_done) };
                let _ = write!(self.out, "<input disabled=\"\" type=\"checkbox\"{checked} aria-label=\"");
                escape(&mut self.out, label, true);
                self.out.push_str("\"> ");
            }
            Event::InlineMath(text) | Event::DisplayMath(text) => escape(&mut self.out, &text, true),
        }
    }

    fn start(&mut self, tag: Tag<'a>, at: Range<usize>, refs: &RefDefs<'_>) {
        if let Tag::Image { link_type, dest_url, title, id } = tag {
            return self.begin_image(link_type, &dest_url, &title, &id, &at, refs);
        }
        if matches!(tag, Tag::HtmlBlock) {
            return;
        }
        self.part_before(&tag);
        self.push(Open::Frame, &at);
        match tag {
            Tag::Paragraph => {
                self.check_paragraph(&at);
                self.in_paragraph = self.blocks == 0;
                self.block("<p>");
            }
            Tag::Heading { level, id, classes, attrs } => {
                for (name, _) in &attrs {
                    let name = crate::text::shorten(name, 40);
                    self.findings
                        .add(Code::RawHtml, at.clone(), format!("the attribute `{name}` was removed from the heading"))
                        .help("a heading takes an id and classes: `## Title {#id .class}`");
                }
                self.fresh();
                self.headed.push(self.out.len());
                let level = self.levels.next(level as u8);
                self.heading = Some(HeadingTag { start: self.out.len(), level, id, classes, text: String::new() });
            }
            Tag::BlockQuote(kind) => {
                self.count(&at);
                match kind {
                    None => self.block("<blockquote>\n"),
                    Some(kind) => {
                        let (name, title) = alert(kind, self.style.labels);
                        self.fresh();
                        let _ = write!(self.out, "<div class=\"alert alert-{name}\">\n<p class=\"alert-title\">");
                        escape(&mut self.out, title, true);
                        self.out.push_str("</p>\n");
                    }
                }
            }
            Tag::CodeBlock(kind) => self.code_block(&kind, &at),
            Tag::List(start) => {
                self.count(&at);
                self.fresh();
                match start {
                    None => self.out.push_str("<ul>\n"),
                    Some(1) => self.out.push_str("<ol>\n"),
                    Some(start) => {
                        let _ = writeln!(self.out, "<ol start=\"{start}\">");
                    }
                }
            }
            Tag::Item => self.block("<li>"),
            Tag::DefinitionList => {
                self.count(&at);
                self.block("<dl>\n");
            }
            Tag::DefinitionListTitle => {
                self.check_paragraph(&at);
                self.block("<dt>");
            }
            Tag::DefinitionListDefinition => {
                self.check_definition(&at);
                self.block("<dd>");
            }
            Tag::Table(alignments) => {
                self.table = Table { alignments, ..Table::default() };
                self.block("<section class=\"table\" tabindex=\"0\" aria-label=\"");
                escape(&mut self.out, self.style.labels.table, true);
                self.out.push_str("\"><table>\n");
            }
            Tag::TableHead | Tag::TableRow | Tag::TableCell => self.begin_in_table(&tag),
            Tag::Emphasis => self.out.push_str("<em>"),
            Tag::Strong => self.out.push_str("<strong>"),
            Tag::Strikethrough => self.out.push_str("<del>"),
            Tag::Superscript => self.out.push_str("<sup>"),
            Tag::Subscript => self.out.push_str("<sub>"),
            Tag::Link { link_type, dest_url, title, id } => {
                self.begin_link(link_type, &dest_url, &title, &id, &at, refs);
            }
            Tag::Image { .. } | Tag::HtmlBlock | Tag::FootnoteDefinition(_) | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        if matches!(tag, TagEnd::HtmlBlock) {
            let (text, map) = std::mem::take(&mut self.raw_lines);
            if self.open.is_empty() {
                self.outermost = self.out.len();
            }
            self.part_after(tag);
            self.raw(&text, &map);
            self.part_after(tag);
            return self.outermost_ends();
        }
        self.close_frame();
        self.part_after(tag);
        match tag {
            TagEnd::Paragraph => self.out.push_str("</p>\n"),
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::BlockQuote(kind) => {
                self.blocks = self.blocks.saturating_sub(1);
                self.out.push_str(if kind.is_some() { "</div>\n" } else { "</blockquote>\n" });
            }
            TagEnd::CodeBlock => self.out.push_str("</code></pre>\n"),
            TagEnd::List(ordered) => {
                self.blocks = self.blocks.saturating_sub(1);
                self.out.push_str(if ordered { "</ol>\n" } else { "</ul>\n" });
            }
            TagEnd::Item => self.out.push_str("</li>\n"),
            TagEnd::DefinitionList => {
                self.blocks = self.blocks.saturating_sub(1);
                self.out.push_str("</dl>\n");
            }
            TagEnd::DefinitionListTitle => self.out.push_str("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.out.push_str("</dd>\n"),
            TagEnd::Table | TagEnd::TableHead | TagEnd::TableRow | TagEnd::TableCell => self.end_in_table(tag),
            TagEnd::Emphasis => self.out.push_str("</em>"),
            TagEnd::Strong => self.out.push_str("</strong>"),
            TagEnd::Strikethrough => self.out.push_str("</del>"),
            TagEnd::Superscript => self.out.push_str("</sup>"),
            TagEnd::Subscript => self.out.push_str("</sub>"),
            TagEnd::Link => {
                if let Some(end) = self.ends.pop() {
                    self.out.push_str(&end);
                }
            }
            TagEnd::Image | TagEnd::HtmlBlock | TagEnd::FootnoteDefinition | TagEnd::MetadataBlock(_) => {}
        }
        self.outermost_ends();
    }

    /// Writes what is open and the notes, checks what needed the whole body, and cleans raw HTML.
    pub(super) fn finish(mut self, refs: &RefDefs<'_>) -> (Rendered, Findings<'a>) {
        self.close_all();
        self.outermost_ends();
        let body = std::mem::take(&mut self.out);
        self.in_notes = true;
        let mut notes: Vec<String> = Vec::new();
        while !self.stopped
            && let Some(events) = self.notes.definition(notes.len())
        {
            for (event, at) in events {
                if !self.stopped {
                    self.event(event, at, refs);
                }
            }
            self.close_all();
            notes.push(std::mem::take(&mut self.out));
        }
        if !self.stopped {
            self.notes.report_unused(self.body, &mut self.findings);
        }
        for (i, (id, at)) in std::mem::take(&mut self.here).into_iter().enumerate() {
            if !self.ids.contains(&id) && !self.stopped {
                let near = if i < super::MAX_SUGGESTIONS { self.ids.near(&id) } else { None };
                let help = match near {
                    Some(near) => format!("did you mean `#{near}`?"),
                    None => "write a heading's words in small letters with hyphens: `#what-is-known`".to_owned(),
                };
                let id = crate::text::shorten(&id, 60);
                self.findings
                    .add(Code::DeadHeading, at, format!("no heading in this text has the id `{id}`"))
                    .help(help);
            }
        }
        if self.stopped {
            return (Rendered::default(), self.findings);
        }
        let style = self.style;
        let notes =
            if notes.is_empty() { String::new() } else { self.notes.section(style.prefix, style.labels, &notes) };
        let (lead, span) = self.lead.done(body.len());
        let headed = !self.headed.is_empty();
        let in_heading = self.headed.iter().any(|at| span.contains(at));
        let (html, lead_at) = if self.raw_seen {
            // Each part on its own, so that a tag left open cannot swallow the next.
            let mut html = allow::clean(&body[..span.start]);
            let start = html.len();
            html.push_str(&allow::clean(&body[span.clone()]));
            let lead_at = start..html.len();
            html.push_str(&allow::clean(&body[span.end..]));
            html.push_str(&allow::clean(&notes));
            (html, lead_at)
        } else {
            (body + &notes, span)
        };
        let lead_at = if in_heading { 0..0 } else { lead_at };
        let Self { headings, fragments, mut cited, .. } = self;
        let mut seen = HashSet::new();
        cited.retain(|id| seen.insert(id.clone()));
        (Rendered { html, lead, lead_at, headed, headings, fragments, cited }, self.findings)
    }

    /// Remembers an element that is open, and gives up when there are too many.
    pub(super) fn push(&mut self, open: Open, at: &Range<usize>) {
        if self.open.is_empty() {
            self.outermost = self.out.len();
        }
        self.open.push(open);
        if self.open.len() > MAX_OPEN {
            self.stop(at);
        }
    }

    fn count(&mut self, at: &Range<usize>) {
        self.blocks += 1;
        if self.blocks > MAX_BLOCKS {
            self.stop(at);
        }
    }

    fn stop(&mut self, at: &Range<usize>) {
        if !std::mem::replace(&mut self.stopped, true) {
            let line = self.body[at.start..].find('\n').map_or(self.body.len(), |end| at.start + end);
            let place = at.start..at.end.min(line);
            self.findings.add(Code::MarkdownNesting, place, TOO_DEEP).help(TOO_DEEP_HELP);
        }
    }

    /// Reports the entities at a place when the text they became has a forbidden character.
    pub(super) fn check(&mut self, text: &str, at: &Range<usize>) {
        if self.filter && forbidden(text).is_some() {
            for (c, place) in chars::forbidden_entities(&self.body[at.clone()]) {
                chars::report(&mut self.findings, c, at.start + place.start..at.start + place.end);
            }
        }
    }

    fn fresh(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    pub(super) fn block(&mut self, tag: &str) {
        self.fresh();
        self.out.push_str(tag);
    }

    /// Adds an id with the prefix of the body.
    pub(super) fn push_id(&mut self, id: &str) {
        escape(&mut self.out, self.style.prefix, true);
        escape(&mut self.out, id, true);
    }
}
