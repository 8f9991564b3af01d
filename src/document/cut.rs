//! What ` #` cuts off: text that was meant, and that YAML takes for a comment.
//!
//! Enters: a value, or the text of one that is no YAML. Leaves: a finding, with the value whole. Must not know: any one
//! record.

use std::borrow::Cow;
use std::ops::Range;

use super::fit::{Fit, Spot, scalar};
use super::kinds::{Form, Kind};
use super::nodes::{Content, Node};
use super::walk::Walk;
use crate::diagnostic::{Code, Diagnostic};
use crate::text::{shorten, yaml_quoted};

impl Walk<'_> {
    /// Warns of text right behind ` #`, which YAML takes for a comment; whether there is any.
    pub(super) fn cut(&mut self, kind: &Kind, spot: Spot<'_>, node: &Node<'_>) -> bool {
        let Content::Scalar(text, true) = &node.content else { return false };
        let blank = text.is_empty();
        let Some(span) = self.behind(if blank { spot.after } else { node.span.end }, blank) else { return false };
        // A colour, and a value that must be there, are answered where they are missed.
        if blank && matches!(kind, Kind::Text(Form::Colour)) {
            return false;
        }
        let name = shorten(spot.name, 40);
        let name = if spot.item { format!("an item of `{name}`") } else { format!("`{name}`") };
        let message = match blank {
            true => format!("{name} is empty: what follows `#` is a comment"),
            false => format!("{name} ends before ` #`, with which a comment begins"),
        };
        let fit = Fit::Line(self.uncut(kind, text, &self.yaml.text()[span.clone()]));
        let place = self.location(&span);
        self.warnings.push(Diagnostic::new(Code::TextAfterHash, place, message).help(self.write(spot, node, &fit)));
        true
    }

    /// A text with what ` #` cuts off from it.
    pub(super) fn whole_text<'n>(&self, node: &'n Node<'_>) -> Option<Cow<'n, str>> {
        let Content::Scalar(text, bare) = &node.content else { return None };
        let cut = self.behind(node.span.end, false).filter(|_| *bare && !text.is_empty());
        Some(cut.map_or(Cow::Borrowed(text), |span| Cow::Owned(format!("{text} {}", &self.yaml.text()[span]))))
    }

    /// Text right behind ` #`, on the line of a value that ends at a place, or of nothing.
    fn behind(&self, from: usize, blank: bool) -> Option<Range<usize>> {
        let line = self.yaml.text()[from..].lines().next().unwrap_or("");
        let rest = if blank { line.trim_start_matches([' ', ':', '-']) } else { line.trim_start() };
        let start = from + line.len() - rest.len();
        let rest = rest.trim_end();
        (start > from && is_text(rest)).then(|| start..start + rest.len())
    }

    /// A value with what stands behind its ` #`: in quotes where any text will do, else as a comment that is one.
    fn uncut(&self, kind: &Kind, text: &str, rest: &str) -> String {
        let (item, form) = match kind {
            Kind::List(item @ (Kind::Text(form) | Kind::Either(form, _))) => (Some(*item), Some(*form)),
            Kind::Text(form) | Kind::Either(form, _) => (None, Some(*form)),
            Kind::OneOrMany(kind) => return self.uncut(kind, text, rest),
            _ => (None, None),
        };
        let listed = |value: String| if item.is_some() { format!("[{value}]") } else { value };
        let words = rest[1..].trim_start();
        match form {
            Some(form) if form.is_prose() && text.is_empty() => listed(yaml_quoted(rest)),
            Some(form) if form.is_prose() => listed(yaml_quoted(&format!("{text} {rest}"))),
            // The part of a page that an address names.
            Some(_) if text.contains("://") => listed(format!("{text}{rest}")),
            _ if text.is_empty() && self.takes_words(item.unwrap_or(kind), words) => {
                listed(form.map_or_else(|| words.to_owned(), |form| scalar(words, form, item.is_some())))
            }
            _ if text.is_empty() => format!("# {words}"),
            _ => format!("{} # {words}", listed(text.to_owned())),
        }
    }

    /// Whether a value can be what stands behind a `#`, and no remark.
    fn takes_words(&self, kind: &Kind, words: &str) -> bool {
        let looks_so = match kind {
            Kind::Text(Form::Date | Form::Instant) => words.starts_with(|c: char| c.is_ascii_digit()),
            Kind::Text(Form::Address | Form::Contact) => words.contains(['/', '@']),
            Kind::Text(Form::File | Form::StaticFile) => words.contains('.'),
            _ => true,
        };
        looks_so && !words.contains(char::is_whitespace) && self.accepts(kind, &Node::plain(words))
    }
}

/// Whether a comment begins with text: `# note` is meant as one.
fn is_text(comment: &str) -> bool {
    let first = comment.strip_prefix('#').and_then(|rest| rest.chars().next());
    first.is_some_and(|c| !c.is_whitespace() && c != '#')
}

/// The first value between brackets that has text right behind ` #`, up to the sign that was to end it.
pub(super) fn cut_value(text: &str) -> Option<Range<usize>> {
    let (mut start, mut quote, mut before) = (0, None, ' ');
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let empty = text[start..at].trim().is_empty();
        match (quote, c) {
            (Some(mark), _) => quote = Some(mark).filter(|mark| *mark != c),
            (None, '"' | '\'') if empty => quote = Some(c),
            (None, '[' | '{' | ',' | ']' | '}') => start = at + 1,
            (None, ':') if chars.peek().is_some_and(|(_, next)| next.is_whitespace()) => start = at + 1,
            (None, '#') if before.is_whitespace() => {
                let line = text[at..].lines().next().unwrap_or("");
                if is_text(line) {
                    let end = at + line.find([',', ']', '}']).unwrap_or(line.len());
                    let from = start + (text[start..at].len() - text[start..at].trim_start().len());
                    return Some(from..from + text[from..end].trim_end().len());
                }
                while chars.next_if(|(_, next)| *next != '\n').is_some() {}
            }
            _ => {}
        }
        before = c;
    }
    None
}
