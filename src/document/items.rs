//! Items of lists that are read otherwise than they look: one that YAML takes for the rest of the text above it, and one
//! in quotation marks that are letters to YAML.
//!
//! Enters: a text without quotes. Leaves: warnings, with what to write. Must not know: any one record.

use memchr::{memchr3_iter, memmem, memrchr};

use super::fit::{Fit, Spot, scalar};
use super::kinds::Kind;
use super::layout::write_line;
use super::nodes::{Content, Node};
use super::walk::Walk;
use crate::diagnostic::{Code, Diagnostic};
use crate::text::{shorten, signs, yaml_quoted};

/// Whether a look for such items is worth the time.
pub(super) fn might_be_odd(text: &str) -> bool {
    let bytes = text.as_bytes();
    // Such marks begin with one of these bytes.
    let quoted = memchr3_iter(0xC2, 0xE2, 0xE3, bytes).any(|at| {
        let before = text[..at].trim_end_matches(' ');
        before.ends_with(['-', '[', ',']) && text[at..].starts_with(signs::is_quotation)
    });
    quoted || memmem::find_iter(bytes, b"- ").any(|at| goes_on(text, at))
}

/// Whether a hyphen begins a line that is deeper than the line above it, which has a text.
fn goes_on(text: &str, at: usize) -> bool {
    let start = memrchr(b'\n', &text.as_bytes()[..at]).map_or(0, |end| end + 1);
    if start == 0 || !text[start..at].bytes().all(|byte| byte == b' ') {
        return false;
    }
    let above = text[..start - 1].rsplit('\n').next().unwrap_or("");
    let begin = above.trim_start();
    above.len() - begin.len() < at - start && !begin.trim_end().ends_with(':') && !begin.trim().is_empty()
}

impl Walk<'_> {
    /// Warns of an item that is read otherwise than it looks.
    pub(super) fn odd_item(&mut self, kind: &Kind, spot: Spot<'_>, node: &Node<'_>) {
        let (Kind::Text(form) | Kind::Either(form, _), Content::Scalar(text, true)) = (kind, &node.content) else {
            return;
        };
        if self.swallowed(spot, node, text) || !spot.item || !form.is_seen() || !signs::outer(text) {
            return;
        }
        let bare = signs::name_of(text);
        let marks = text.chars().next().into_iter().chain(text.chars().next_back());
        let marks: Vec<String> = marks.map(|c| format!("U+{:04X}", u32::from(c))).collect();
        let name = shorten(spot.name, 40);
        let message =
            format!("an item of `{name}` stands in quotation marks that are letters to YAML ({})", marks.join(", "));
        let help = self.write(spot, node, &Fit::Line(scalar(&bare.text, *form, true)));
        self.warnings.push(Diagnostic::new(Code::TypographicQuotes, self.location(&node.span), message).help(help));
    }

    /// Warns of a line that looks like an item and is a part of a text; whether there is one.
    fn swallowed(&mut self, spot: Spot<'_>, node: &Node<'_>, text: &str) -> bool {
        let all = self.yaml.text();
        let mut at = node.span.start;
        for (number, line) in self.raw(node).split_inclusive('\n').enumerate() {
            let (start, item) = (at, line.trim());
            at += line.len();
            if number == 0 || !item.starts_with("- ") {
                continue;
            }
            let start = start + (line.len() - line.trim_start().len());
            let begin = all[..node.span.start].rfind('\n').map_or(0, |end| end + 1);
            let margin = &all[begin..node.span.start];
            let help = match spot.item && margin.trim() == "-" {
                true => write_line(&format!("{}{item}", " ".repeat(margin.find('-').unwrap_or(0)))),
                false => self.write(spot, node, &Fit::Line(yaml_quoted(text))),
            };
            let message = format!("`{}` is read as a part of the text above it, not as an item", shorten(item, 40));
            let place = self.location(&(start..start + item.len()));
            self.warnings.push(Diagnostic::new(Code::UnreadList, place, message).help(help));
            return true;
        }
        false
    }
}
