//! The declaration of a record held against what was typed: every key and value at any depth, in one pass.
//!
//! Enters: a tree with places, and what may stand there. Leaves: what is wrong, and a value made of what is sound.
//! Must not know: any one record, nor how a mistake is put in words.

use std::collections::HashMap;
use std::ops::Range;

use super::fit::Spot;
use super::kinds::{Form, Key, Kind, Needed, Shape};
use super::nodes::{Content, Mark, Node, Step, Unread, trim_end};
use super::typed::{Plain, Sound, plain};
use super::words::is_unfit;
use super::yaml::Yaml;
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::text::{forbidden, shorten};

/// What was found on the way.
pub(super) struct Walk<'a> {
    pub(super) yaml: &'a Yaml<'a>,
    /// What cannot stand.
    pub(super) errors: Vec<Diagnostic>,
    /// What can, but was hardly meant.
    pub(super) warnings: Vec<Diagnostic>,
    /// Where values were set aside, some before the walk.
    pub(super) unread: Unread,
    pub(super) at: Vec<Step<'static>>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(yaml: &'a Yaml<'a>) -> Self {
        Self { yaml, errors: Vec::new(), warnings: Vec::new(), unread: Unread::default(), at: Vec::new() }
    }

    /// Whether a value would do for a kind.
    pub(super) fn accepts(&self, kind: &Kind, node: &Node<'_>) -> bool {
        let mut other = Walk::new(self.yaml);
        other.value(kind, Spot::key("", node), node).is_some() && other.errors.is_empty()
    }

    /// The whole text of a document, or of one record.
    pub(super) fn root(&mut self, shape: &'static Shape, node: &Node<'_>) -> Option<Sound> {
        match (node.mark, &node.content) {
            (Some(mark), _) => {
                self.marked(node, mark);
                None
            }
            (None, Content::Map(entries)) => Some(self.record(shape, entries)),
            (None, _) if node.is_null() => Some(Sound::map()),
            (None, _) => self.refuse(&Kind::Record(shape), Spot::key("", node), node),
        }
    }

    fn record(&mut self, shape: &'static Shape, entries: &[(Node<'_>, Node<'_>)]) -> Sound {
        let (mut sound, mut seen) = (Sound::map(), HashMap::new());
        for (name, value) in entries {
            let Some(text) = self.name(name) else { continue };
            let Some(key) = shape.key(text) else {
                self.unknown(shape, entries, name, value);
                self.marks(value);
                continue;
            };
            if self.twice(&mut seen, name) {
                self.marks(value);
                continue;
            }
            let spot = Spot::key(key.name(), name);
            if value.is_null() && value.mark.is_none() {
                // A key that must be there is missed where it is empty.
                if key.needed == Needed::No {
                    self.cut(&key.kind, spot, value);
                }
                continue;
            }
            if is_yes_or_no(key, value)
                && let Some((_, instead)) = shape.elsewhere.iter().find(|(theirs, _)| *theirs == key.name())
            {
                self.yes_or_no(shape, entries, (name, value), *instead);
                continue;
            }
            self.at.push(Step::Key(key.name()));
            let read = self.value(&key.kind, spot, value);
            self.at.pop();
            match read {
                Some(value) => sound.insert(key.name(), value),
                None => self.set_aside(key.name()),
            }
        }
        sound
    }

    /// Notes that a key of the record has a value which does not stand there.
    pub(super) fn set_aside(&mut self, key: &'static str) {
        let at = self.at.iter().copied().chain([Step::Key(key)]);
        self.unread.insert(at.collect::<Vec<_>>());
    }

    /// A value that stands there; `None` when it cannot be what the kind asks for.
    fn value(&mut self, kind: &Kind, spot: Spot<'_>, node: &Node<'_>) -> Option<Sound> {
        if let Some(mark) = node.mark {
            self.marked(node, mark);
            return None;
        }
        // The signs of a text that goes on behind ` #` are seen once it is whole.
        if !self.cut(kind, spot, node) {
            self.raw_signs(kind, spot, node);
            self.odd_item(kind, spot, node);
        }
        match (kind, &node.content) {
            (Kind::Text(form), Content::Scalar(text, _)) => self.text(*form, spot, node, text),
            (Kind::Flag, Content::Scalar(text, true)) => match plain(text) {
                Plain::Flag(flag) => Some(Sound::flag(flag)),
                _ => self.refuse(kind, spot, node),
            },
            (Kind::Whole, Content::Scalar(text, true)) => match plain(text) {
                Plain::Whole(number) => Some(Sound::whole(number)),
                _ => self.refuse(kind, spot, node),
            },
            (Kind::Choice(choices), Content::Scalar(text, _)) if choices.iter().any(|choice| choice.word == text) => {
                Some(Sound::text(text))
            }
            (Kind::List(kind), Content::List(items, _)) => Some(self.list(kind, spot, items)),
            (Kind::List(_), _) if node.is_blank() => Some(Sound::list(Vec::new())),
            (Kind::Record(shape), Content::Map(entries)) => Some(self.record(shape, entries)),
            (Kind::Record(_) | Kind::Table(_), _) if node.is_blank() => Some(Sound::map()),
            (Kind::Either(_, shape), Content::Map(entries)) => Some(self.record(shape, entries)),
            // The reader is asked for whatever stands there, so that what looks like a number is one to it.
            (Kind::Either(..), Content::Scalar(text, true)) if !matches!(plain(text), Plain::Text) => {
                self.refuse(kind, spot, node)
            }
            (Kind::Either(form, _), Content::Scalar(text, _)) => self.text(*form, spot, node, text),
            (Kind::OneOrMany(kind), Content::List(items, _)) => Some(self.list(kind, spot, items)),
            (Kind::OneOrMany(kind), _) => self.value(kind, spot, node),
            (Kind::Table(kind), Content::Map(entries)) => Some(self.table(kind, entries)),
            (Kind::Free, Content::Map(_)) => self.free(spot, node),
            (Kind::Free, _) if node.is_blank() => Some(Sound::map()),
            _ => self.refuse(kind, spot, node),
        }
    }

    fn text(&mut self, form: Form, spot: Spot<'_>, node: &Node<'_>, text: &str) -> Option<Sound> {
        if let Some(c) = forbidden(text) {
            self.errors.push(self.forbidden(c, node));
            return None;
        }
        if is_unfit(form, text) {
            return self.refuse(&Kind::Text(form), spot, node);
        }
        if form.is_prose() {
            self.open_direction(spot, node, text);
        }
        Some(Sound::text(text))
    }

    fn list(&mut self, kind: &Kind, spot: Spot<'_>, items: &[Node<'_>]) -> Sound {
        let (mut list, mut after) = (Vec::with_capacity(items.len()), spot.after);
        for (number, item) in items.iter().enumerate() {
            let spot = spot.item(item, self.yaml.text(), &mut after);
            self.at.push(Step::Item(number));
            let is_aside = self.unread.holds(&self.at);
            let value = if is_aside { None } else { self.value(kind, spot, item) };
            if value.is_none() && !is_aside {
                self.unread.insert(self.at.clone());
            }
            // What is told apart by its number must not move up.
            list.push(value.unwrap_or_else(|| match kind {
                Kind::Record(_) => Sound::map(),
                _ => Sound::text(""),
            }));
            self.at.pop();
        }
        Sound::list(list)
    }

    fn table(&mut self, kind: &Kind, entries: &[(Node<'_>, Node<'_>)]) -> Sound {
        let (mut sound, mut seen) = (Sound::map(), HashMap::new());
        for (name, value) in entries {
            let Some(text) = self.name(name) else { continue };
            if !self.twice(&mut seen, name)
                && let Some(value) = self.value(kind, Spot::key(text, name), value)
            {
                sound.insert(text, value);
            }
        }
        sound
    }

    /// What is the editor's own: anything, but no text that none may be.
    fn free(&mut self, spot: Spot<'_>, node: &Node<'_>) -> Option<Sound> {
        if let Some(mark) = node.mark {
            self.marked(node, mark);
            return None;
        }
        self.cut(&Kind::Text(Form::Plain), spot, node);
        match &node.content {
            Content::Scalar(text, bare) => {
                if let Some(c) = forbidden(text) {
                    self.errors.push(self.forbidden(c, node));
                    return None;
                }
                Some(if *bare { Sound::plain(text) } else { Sound::text(text) })
            }
            Content::List(items, _) => {
                let mut after = spot.after;
                let mut read = |item| self.free(spot.item(item, self.yaml.text(), &mut after), item);
                Some(Sound::list(items.iter().filter_map(&mut read).collect()))
            }
            Content::Map(entries) => {
                let (mut sound, mut seen) = (Sound::map(), HashMap::new());
                for (name, value) in entries {
                    let Some(text) = self.name(name) else { continue };
                    if !self.twice(&mut seen, name)
                        && let Some(value) = self.free(Spot::key(text, name), value)
                    {
                        let bare = matches!(name.content, Content::Scalar(_, true));
                        sound.insert_at(if bare { Sound::plain(text) } else { Sound::text(text) }, value);
                    }
                }
                Some(sound)
            }
        }
    }

    /// The text of a key; anything else as a key is reported.
    fn name<'n>(&mut self, name: &'n Node<'_>) -> Option<&'n str> {
        let text = name.text();
        match (name.mark, text) {
            (Some(mark), _) => self.marked(name, mark),
            (None, None) => {
                let place = self.location(&self.first_line(&name.span));
                let message = "a list or a mapping cannot be a key";
                self.errors
                    .push(Diagnostic::new(Code::WrongType, place, message).help("write a word before the colon"));
            }
            (None, Some(text)) => match forbidden(text) {
                Some(c) => self.errors.push(self.forbidden(c, name)),
                None => return Some(text),
            },
        }
        None
    }

    /// Whether a key stands there for the second time, which is reported.
    fn twice<'n, 't>(&mut self, seen: &mut HashMap<&'n str, &'n Node<'t>>, again: &'n Node<'t>) -> bool {
        let Some(text) = again.text() else { return false };
        let Some(first) = seen.get(text) else {
            seen.insert(text, again);
            return false;
        };
        let name = shorten(text, 40);
        self.errors.push(
            Diagnostic::new(Code::DuplicateKey, self.location(&again.span), format!("`{name}` stands twice"))
                .related(self.location(&first.span), format!("`{name}` first stands here"))
                .help("keep one of the two"),
        );
        true
    }

    /// Reports what Annals does not read anywhere in a value that is left out.
    fn marks(&mut self, node: &Node<'_>) {
        if let Some(mark) = node.mark {
            self.marked(node, mark);
        }
        match &node.content {
            Content::Scalar(..) => {}
            Content::List(items, _) => items.iter().for_each(|item| self.marks(item)),
            Content::Map(entries) => entries.iter().for_each(|(name, value)| {
                self.marks(name);
                self.marks(value);
            }),
        }
    }

    fn marked(&mut self, node: &Node<'_>, mark: Mark) {
        let (code, message, help) = match mark {
            Mark::Broken => return,
            Mark::Alias => (
                Code::YamlAnchor,
                "Annals does not read YAML aliases",
                "write the value out, or put text that begins with `*` in quotes",
            ),
            Mark::Anchor => (
                Code::YamlAnchor,
                "Annals does not read YAML anchors",
                "leave the word with `&` out, or put text that begins with `&` in quotes",
            ),
            Mark::Tag => (
                Code::YamlTag,
                "Annals does not read YAML tags",
                "leave the word with `!` out, or put text that begins with `!` in quotes",
            ),
        };
        self.errors.push(Diagnostic::new(code, self.location(&self.first_line(&node.span)), message).help(help));
    }

    fn forbidden(&self, c: char, node: &Node<'_>) -> Diagnostic {
        let message = format!("the character U+{:04X} is not for text", u32::from(c));
        let place = self.location(&self.first_line(&node.span));
        Diagnostic::new(Code::ForbiddenCharacter, place, message).help("leave it out")
    }

    /// The first line of a span, so that a mark ends with its line.
    pub(super) fn first_line(&self, span: &Range<usize>) -> Range<usize> {
        let text = self.yaml.text();
        let end = text[span.clone()].find(['\n', '\r']).map_or(span.end, |at| span.start + at);
        span.start..span.start + trim_end(&text[span.start..end]).len()
    }

    pub(super) fn location(&self, span: &Range<usize>) -> Location {
        self.yaml.location(span)
    }
}

/// Whether other tools' `true` or `false` stands where a day is asked for.
fn is_yes_or_no(key: &Key, value: &Node<'_>) -> bool {
    matches!(key.kind, Kind::Text(form) if value.text().is_some_and(|text| form == Form::Instant && is_unfit(form, text) && forbidden(text).is_none()))
}
