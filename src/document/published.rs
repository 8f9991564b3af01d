//! Text that readers see as it is typed, with what was hardly meant to be seen.
//!
//! Enters: the text at a key whose text readers see. Leaves: warnings and hints, with the text to write. Must not know:
//! any one record.

use super::fit::{Fit, Spot, scalar};
use super::kinds::{Form, Kind};
use super::nodes::{Content, Node, Step};
use super::walk::Walk;
use super::words::is_unfit;
use crate::diagnostic::{Code, Diagnostic};
use crate::text::{said, unfinished};

/// In plain text no sign says that a word is meant.
const UNFINISHED_HELP: &str = "write what was to come in its place; where it is a name, write `unfinished-text: off` under `checks` in annals.yaml";

impl Walk<'_> {
    /// Warns of Markdown, HTML and entities, and of words that say that something is still to come.
    pub(super) fn raw_signs(&mut self, kind: &Kind, spot: Spot<'_>, node: &Node<'_>) {
        let (Kind::Text(form), Content::Scalar(text, _)) = (kind, &node.content) else { return };
        // What cannot stand there is answered by itself.
        if !form.is_seen() || is_unfit(*form, text) {
            return;
        }
        if let Some(plain) = said(text) {
            let name = self.whole_name(spot);
            let shown = match &plain.entity {
                Some(entity) => format!("`{entity}` is shown as it is"),
                None => "its Markdown is shown as it is".to_owned(),
            };
            let message = format!("{name} is plain text, and {shown}");
            let listed = spot.item && self.in_brackets(node);
            let help = match plain.text.trim() {
                "" => "leave it out".to_owned(),
                words => self.write(spot, node, &Fit::Line(scalar(words, Form::Plain, listed))),
            };
            let place = self.location(&node.span);
            self.warnings.push(Diagnostic::new(Code::MarkdownInPlainText, place, message).help(help));
        }
        let found = unfinished(self.raw(node)).map(|(at, word)| {
            let start = node.span.start + at;
            let place = self.yaml.location(&(start..start + word.len()));
            let message = format!("`{word}` says that something is still to come, and readers see it");
            Diagnostic::new(Code::UnfinishedText, place, message).help(UNFINISHED_HELP)
        });
        let found: Vec<Diagnostic> = found.collect();
        self.warnings.extend(found);
    }

    /// A value by the keys that lead to it in its record: `publisher.name`.
    fn whole_name(&self, spot: Spot<'_>) -> String {
        let last = self.at.iter().rposition(|step| matches!(step, Step::Item(_)));
        let from = last.filter(|_| !spot.item).map_or(0, |last| last + 1);
        let mut keys: Vec<&str> = Vec::new();
        for step in &self.at[from..] {
            if let Step::Key(name) = step {
                keys.push(name);
            }
        }
        if keys.last() != Some(&spot.name) {
            keys.push(spot.name);
        }
        let name = keys.join(".");
        if spot.item { format!("an item of `{name}`") } else { format!("`{name}`") }
    }
}
