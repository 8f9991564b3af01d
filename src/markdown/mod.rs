//! Markdown into HTML that is safe to publish.
//!
//! Enters: the text of a file, the part of it that is Markdown, and what resolves its addresses.
//! Leaves: HTML in which every internal address is a mark ([`SitePath::mark`]), and what is wrong with the
//! Markdown. Must not know: events, pages, front matter, the disk, or how deep a page lies.

mod address;
mod allow;
mod bare;
mod blocks;
mod chars;
mod cite;
mod colons;
mod emphasis;
mod findings;
mod footnotes;
mod foreign;
mod headings;
mod html;
mod inside;
mod lead;
mod lines;
mod links;
mod misplaced;
mod names;
mod quotes;
mod raw;
mod signs;
mod unfinished;
mod unread;
mod writer;

#[cfg(test)]
mod tests;

use std::cell::RefCell;
use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, LinkType, Options, Parser, RefDefs};

use crate::diagnostic::{self, Code, Diagnostic};
use crate::path::{ContentPath, SitePath};
use crate::text;
use findings::{Findings, Places};
pub use misplaced::{NOT_HERE, is_remote, local_name};
pub use names::{Name, names};
use writer::Writer;

/// How many suggestions are sought: finding one costs a look at every candidate.
const MAX_SUGGESTIONS: usize = 20;
/// How many candidates are looked at for a suggestion.
const MAX_CANDIDATES: usize = 500;

/// The Markdown of a file.
pub struct Input<'a> {
    /// The file, for diagnostics.
    pub path: &'a ContentPath,
    /// Its whole text.
    pub file: &'a str,
    /// The bytes of the Markdown in it.
    pub body: Range<usize>,
}

/// How the HTML is to look.
pub struct Style<'a> {
    /// Put before every id, so that several bodies can share a page: `rome-talks-`.
    pub prefix: &'a str,
    /// The level of the highest heading, 1 to 6.
    pub top: u8,
    /// Whether straight quotes become curly; only right in English.
    pub smart_quotes: bool,
    /// What it says by itself.
    pub labels: &'a Labels<'a>,
}

/// The words that stand in the HTML and not in the Markdown, in the reader's language.
pub struct Labels<'a> {
    /// The name of the footnotes' section.
    pub footnotes: &'a str,
    /// The way from a footnote back to the text.
    pub back: &'a str,
    /// The name of a table that scrolls.
    pub table: &'a str,
    /// A task that is ticked off.
    pub done: &'a str,
    /// One that is not.
    pub not_done: &'a str,
    /// The titles of alerts: note, tip, important, warning, caution.
    pub alerts: [&'a str; 5],
    /// What a button shows that stands behind a term.
    pub definition: &'a str,
    /// In the place of a source that is held back.
    pub source_later: &'a str,
}

/// What an address is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `[text](address)`
    Link,
    /// `![alt](address)`
    Image,
    /// `[@id]`
    Source,
    /// `[text](term:id)`
    Term,
}

/// What an address of the site means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A file of the output.
    Site {
        /// The file.
        path: SitePath,
        /// A place in it, without `#`.
        fragment: Option<String>,
        /// A warning for the author, where the page tells what came after the body's own matter.
        later: Option<String>,
    },
    /// Something that is held back: the text stays, the link goes.
    Text {
        /// A hint for the author, where it is not what was asked for.
        why: Option<String>,
    },
    /// Nothing.
    Dead {
        /// What is wrong.
        message: String,
        /// What to write instead.
        help: Option<String>,
    },
}

/// Resolves the addresses in a body.
pub trait Links: Sync {
    /// What an address means that is neither external nor a place in the body itself, or the id of a source
    /// or a term. Entities are decoded in it, percent-encoding is not.
    fn resolve(&self, kind: Kind, address: &str) -> Target;
    /// Notes a file of the site that the body shows or leads to: resolving alone may only be a question.
    fn uses(&self, _path: &SitePath) {}
    /// The short name of a source; with `bare`, what tells it from others of that name.
    fn source(&self, id: &str, bare: bool) -> String;
    /// What a term means.
    fn meaning(&self, id: &str) -> String;
    /// Width and height of an image of the site, where they are known.
    fn image_size(&self, path: &SitePath) -> Option<(u32, u32)>;
}

/// A heading of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Its id, without the prefix.
    pub id: String,
    /// Its level in the HTML.
    pub level: u8,
    /// Its text without markup.
    pub text: String,
}

/// A link to a place in another page, which only the caller can check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fragment {
    /// The page.
    pub path: SitePath,
    /// The place in it, without `#`.
    pub fragment: String,
    /// Where the address stands in the file.
    pub span: Range<usize>,
}

/// A body as HTML.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rendered {
    /// The HTML. Markers in attributes are escaped as attributes are (`&amp;`).
    pub html: String,
    /// The first paragraph that has a word, as plain text without footnote marks; where none has, the first
    /// text of a quote, a list, a table or the like, else of a heading, else of an image's description.
    pub lead: String,
    /// The block of the HTML that has these words, whole; empty when they stand in a heading or there are none.
    pub lead_at: Range<usize>,
    /// Whether there are headings, be they typed in Markdown or in HTML.
    pub headed: bool,
    /// The headings in order; those inside footnotes are not among them.
    pub headings: Vec<Heading>,
    /// Links to places in other pages.
    pub fragments: Vec<Fragment>,
    /// The ids of the sources that it cites, each once.
    pub cited: Vec<String>,
}

/// Renders a body. When it is nested beyond reason the HTML is empty and a diagnostic says where.
#[must_use]
pub fn render(input: &Input<'_>, style: &Style<'_>, links: &dyn Links) -> (Rendered, Vec<Diagnostic>) {
    let mut base = input.body.start;
    let mut body = input.file.get(input.body.clone()).unwrap_or_default();
    if base == 0
        && let Some(rest) = body.strip_prefix('\u{FEFF}')
    {
        base = body.len() - rest.len();
        body = rest;
    }
    let (body, places) = Places::of(body, base);
    let body = &*body;
    let mut findings = Findings::new(input.path, places);
    let filter = chars::scan(body, &mut findings);
    if let Some(place) = too_deep(body) {
        findings.add(Code::MarkdownNesting, place, TOO_DEEP).help(TOO_DEEP_HELP);
        return (Rendered::default(), findings.done());
    }
    let broken: RefCell<Vec<(Range<usize>, String)>> = RefCell::default();
    let callback = |link: BrokenLink<'_>| {
        match link.link_type {
            LinkType::Reference | LinkType::Collapsed => {
                broken.borrow_mut().push((link.span, link.reference.into_string()));
            }
            LinkType::Shortcut if body[link.span].starts_with('[') && cite::is_citation(&link.reference) => {
                return Some((CowStr::Borrowed(""), CowStr::Borrowed("")));
            }
            _ => {}
        }
        None
    };
    let options = options(style);
    let (signs, bare) = signs::look(body, options, links, &mut findings);
    let mut events = Parser::new_with_broken_link_callback(body, options, Some(callback)).into_offset_iter();
    let mut writer = Writer::new(body, style, links, findings, filter);
    (writer.signs, writer.bare) = (signs, bare);
    while !writer.stopped
        && let Some((event, at)) = events.next()
    {
        writer.event(event, at, events.reference_definitions());
    }
    let (rendered, mut findings) = writer.finish(events.reference_definitions());
    report_broken(broken.take(), events.reference_definitions(), &mut findings);
    let mut diagnostics = findings.done();
    diagnostic::sort(&mut diagnostics);
    (rendered, diagnostics)
}

fn options(style: &Style<'_>) -> Options {
    let mut options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_DEFINITION_LIST;
    options.set(Options::ENABLE_SMART_PUNCTUATION, style.smart_quotes);
    options
}

const TOO_DEEP: &str = "the Markdown is nested too deeply, so this text is not shown";
const TOO_DEEP_HELP: &str = "use fewer quotes, lists or tags inside one another; 32 blocks are the limit";

/// Finds a line that opens containers beyond all reason. The parser itself takes time for every open
/// container on every blank line, so this must be refused before it begins.
fn too_deep(body: &str) -> Option<Range<usize>> {
    const MARKERS: usize = 128;
    const COLUMNS: usize = 256;
    let mut start = 0;
    let ends = memchr::memchr_iter(b'\n', body.as_bytes()).map(|at| at + 1);
    for end in ends.chain([body.len()]) {
        let line = &body[start..end];
        let bytes = line.as_bytes();
        let (mut markers, mut blanks, mut at) = (0, 0, 0);
        let mut same = true;
        while at < bytes.len() {
            match bytes[at] {
                b' ' => blanks += 1,
                b'\t' => blanks += 4,
                b'>' | b'-' | b'*' | b'+' | b':' => {
                    same &= matches!(bytes[at], b'-' | b'*') && bytes[at] == line.trim_start().as_bytes()[0];
                    // A marker needs a blank after it, but for `>`; a run of them is a rule or emphasis.
                    if bytes[at] != b'>' && !matches!(bytes.get(at + 1), None | Some(b' ' | b'\t' | b'\r' | b'\n')) {
                        break;
                    }
                    markers += 1;
                }
                b'0'..=b'9' => {
                    same = false;
                    while bytes.get(at + 1).is_some_and(u8::is_ascii_digit) {
                        at += 1;
                    }
                    if !matches!(bytes.get(at + 1), Some(b'.' | b')')) {
                        break;
                    }
                    at += 1;
                    markers += 1;
                }
                _ => {
                    break;
                }
            }
            at += 1;
        }
        let rule = same && line[at.min(line.len())..].trim().is_empty();
        if !rule && markers > 0 && (markers > MARKERS || blanks > COLUMNS + markers) {
            return Some(start..start + line.trim_end().len().min(80));
        }
        start += line.len();
    }
    None
}

/// Reports `[text][nowhere]`. A lone `[text]` is prose more often than not, and passes.
fn report_broken(mut broken: Vec<(Range<usize>, String)>, refs: &RefDefs<'_>, findings: &mut Findings<'_>) {
    if broken.is_empty() {
        return;
    }
    broken.sort_by(|a, b| (a.0.start, a.0.end, &a.1).cmp(&(b.0.start, b.0.end, &b.1)));
    broken.dedup();
    let known: Vec<&str> = refs.iter().map(|(label, _)| label).take(MAX_CANDIDATES + 1).collect();
    for (i, (span, label)) in broken.into_iter().enumerate() {
        let near = if i < MAX_SUGGESTIONS && known.len() <= MAX_CANDIDATES && label.len() < 100 {
            text::did_you_mean(&label, known.iter().copied())
        } else {
            None
        };
        let label = text::shorten(&label, 60);
        findings.add(Code::BrokenReference, span, format!("nothing defines the reference `[{label}]`")).help(
            match near {
                Some(near) => format!("did you mean `[{near}]`?"),
                None => format!("define it on a line of its own: `[{label}]: https://…`"),
            },
        );
    }
}
