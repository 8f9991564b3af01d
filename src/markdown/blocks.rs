//! Blocks of which Markdown says more than a tag: headings, tables, code, footnote marks.
//!
//! Enters: the parser's words for them. Leaves: their HTML. Must not know: the order of a body.

use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Tag, TagEnd};

use super::chars::escape;
use super::writer::Writer;
use super::{Heading, Labels, allow, headings};
use crate::diagnostic::Code;

/// A heading whose text is being written; its tag needs the whole of it for the id.
pub(super) struct HeadingTag<'a> {
    pub(super) start: usize,
    pub(super) level: u8,
    pub(super) id: Option<CowStr<'a>>,
    pub(super) classes: Vec<CowStr<'a>>,
    pub(super) text: String,
}

/// Where in a table the writer is.
#[derive(Default)]
pub(super) struct Table {
    pub(super) alignments: Vec<Alignment>,
    pub(super) cell: usize,
    pub(super) head: bool,
    pub(super) body: bool,
}

impl<'a> Writer<'a> {
    pub(super) fn end_heading(&mut self) {
        let Some(heading) = self.heading.take() else { return };
        let explicit = heading.id.as_deref();
        let id = self.ids.take_like(headings::wish(explicit, &heading.text));
        let inside = self.out.split_off(heading.start.min(self.out.len()));
        let _ = write!(self.out, "<h{} id=\"", heading.level);
        self.push_id(&id);
        self.out.push('"');
        let classes: Vec<&str> = heading.classes.iter().map(AsRef::as_ref).filter(|c| allow::valid_class(c)).collect();
        if !classes.is_empty() {
            let _ = write!(self.out, " class=\"{}\"", classes.join(" "));
        }
        let _ = writeln!(self.out, ">{inside}</h{}>", heading.level);
        if !self.in_notes {
            self.headings.push(Heading { id, level: heading.level, text: heading.text.trim().to_owned() });
        }
    }

    pub(super) fn footnote(&mut self, label: &str) {
        let (number, which) = self.notes.refer(label);
        self.ids.take(&format!("fn_{number}"));
        let suffix = if which == 1 { String::new() } else { format!("_{which}") };
        self.out.push_str("<sup class=\"footnote-ref\" id=\"");
        self.push_id(&format!("fnref_{number}{suffix}"));
        self.out.push_str("\"><a href=\"#");
        self.push_id(&format!("fn_{number}"));
        let _ = write!(self.out, "\" role=\"doc-noteref\">{number}</a></sup>");
    }

    pub(super) fn code_block(&mut self, kind: &CodeBlockKind<'_>, at: &Range<usize>) {
        self.block("<pre tabindex=\"0\"><code");
        if let CodeBlockKind::Fenced(info) = kind {
            self.check_fence(at);
            self.check(info, at);
            let language = info.split([' ', ',', '\t']).next().unwrap_or_default();
            if !language.is_empty() {
                self.out.push_str(" class=\"language-");
                escape(&mut self.out, language, true);
                self.out.push('"');
            }
        }
        self.out.push('>');
    }

    fn check_fence(&mut self, at: &Range<usize>) {
        let source = &self.body[at.clone()];
        let (first, rest) = source.split_once('\n').unwrap_or((source, ""));
        let mark = source.chars().next().unwrap_or('`');
        let length = source.chars().take_while(|c| *c == mark).count();
        let last = rest.trim_end().rsplit('\n').next().unwrap_or_default();
        let last = last.trim_start_matches([' ', '\t', '>']);
        if last.len() >= length && last.chars().all(|c| c == mark) {
            return;
        }
        let message = if self.body[at.end..].trim().is_empty() {
            "the code block is not closed, so the rest of the file is code"
        } else {
            "the code block is not closed, so the rest of its list or quote is code"
        };
        let fence: String = std::iter::repeat_n(mark, length.min(20)).collect();
        self.findings
            .add(Code::UnclosedCode, at.start..at.start + first.trim_end().len(), message)
            .help(format!("close it with a line of {fence}"));
    }

    pub(super) fn begin_in_table(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::TableHead => {
                self.table.head = true;
                self.out.push_str("<thead><tr>");
            }
            Tag::TableRow => {
                self.table.cell = 0;
                self.out.push_str(if self.table.body { "<tr>" } else { "<tbody>\n<tr>" });
                self.table.body = true;
            }
            Tag::TableCell => {
                self.out.push_str(if self.table.head { "<th scope=\"col\"" } else { "<td" });
                // A class, because a page's policy forbids styles in attributes.
                self.out.push_str(match self.table.alignments.get(self.table.cell) {
                    Some(Alignment::Left) => " class=\"align-left\">",
                    Some(Alignment::Center) => " class=\"align-center\">",
                    Some(Alignment::Right) => " class=\"align-right\">",
                    Some(Alignment::None) | None => ">",
                });
            }
            _ => {}
        }
    }

    pub(super) fn end_in_table(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Table => {
                self.out.push_str(if self.table.body {
                    "</tbody>\n</table></section>\n"
                } else {
                    "</table></section>\n"
                });
            }
            TagEnd::TableHead => {
                self.table.head = false;
                self.out.push_str("</tr></thead>\n");
            }
            TagEnd::TableRow => self.out.push_str("</tr>\n"),
            TagEnd::TableCell => {
                self.out.push_str(if self.table.head { "</th>" } else { "</td>" });
                self.table.cell += 1;
            }
            _ => {}
        }
    }
}

/// The name of an alert's class, and its title.
pub(super) fn alert<'a>(kind: BlockQuoteKind, labels: &Labels<'a>) -> (&'static str, &'a str) {
    let [note, tip, important, warning, caution] = labels.alerts;
    match kind {
        BlockQuoteKind::Note => ("note", note),
        BlockQuoteKind::Tip => ("tip", tip),
        BlockQuoteKind::Important => ("important", important),
        BlockQuoteKind::Warning => ("warning", warning),
        BlockQuoteKind::Caution => ("caution", caution),
    }
}
