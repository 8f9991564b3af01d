//! Keys that nobody declared: what was probably meant.
//!
//! Enters: a key that a record does not have, with its value and its neighbours. Leaves: a message, and what to
//! write with the editor's own value. Must not know: any one record; what other tools call things stands with its
//! declaration.

use super::fit::{Fit, Spot, scalar};
use super::front_matter::leading_date;
use super::kinds::{Form, Instead, Key, Kind, Shape};
use super::nodes::{Content, Node};
use super::walk::Walk;
use crate::diagnostic::{Code, Diagnostic};
use crate::text::{did_you_mean, shorten, signs, yaml_quoted};

type Entry<'n, 't> = (&'n Node<'t>, &'n Node<'t>);

/// The entries that one key of ours is called by, itself too.
fn namesakes<'n, 't>(
    shape: &Shape,
    entries: &'n [(Node<'t>, Node<'t>)],
    ours: &str,
) -> impl Iterator<Item = &'n (Node<'t>, Node<'t>)> {
    let theirs = move |name: &str| {
        let mut elsewhere = shape.elsewhere.iter().filter(|_| shape.key(name).is_none());
        elsewhere.any(|(theirs, instead)| {
            matches!(instead, Instead::Key(key) if *key == ours) && theirs.eq_ignore_ascii_case(name)
        })
    };
    entries
        .iter()
        .filter(move |(name, value)| !value.is_null() && name.text().is_some_and(|name| name == ours || theirs(name)))
}

impl Walk<'_> {
    /// Reports a key that nobody declared.
    pub(super) fn unknown(
        &mut self,
        shape: &'static Shape,
        entries: &[(Node<'_>, Node<'_>)],
        name: &Node<'_>,
        value: &Node<'_>,
    ) {
        let text = name.text().unwrap_or("");
        let own = |theirs: &str| shape.key(theirs).is_none();
        let mut told = String::new();
        let instead = shape.elsewhere.iter().find(|(theirs, _)| own(theirs) && theirs.eq_ignore_ascii_case(text));
        let help = if let Some((_, instead)) = instead {
            if let Instead::Key(ours) | Instead::End(ours) = instead {
                self.set_aside(ours);
            }
            self.instead(shape, entries, (name, value), *instead)
        } else if let Some(near) = did_you_mean(text, shape.names()) {
            self.set_aside(near);
            told = signs::told(text, Some(near));
            format!("did you mean `{near}`?")
        } else if let Some(above) =
            shape.keys.iter().find(|key| matches!(key.kind, Kind::Record(inner) if inner.key(text).is_some()))
        {
            format!("write it below `{0}`:\n{0}:\n  {1}", above.name(), self.entry(text, value))
        } else if shape.key("extra").is_none() {
            format!("the keys are: {}", shape.names().collect::<Vec<_>>().join(", "))
        } else if entries.iter().any(|(other, value)| other.text() == Some("extra") && !value.is_null()) {
            format!("put keys of your own, indented, below `extra:`\n  {}", self.entry(text, value))
        } else {
            format!("put keys of your own under `extra:`\nextra:\n  {}", self.entry(text, value))
        };
        let message = format!("{} has no key `{}`{told}", shape.what, shorten(text, 40));
        self.errors
            .push(Diagnostic::new(Code::UnknownKey, self.location(&self.first_line(&name.span)), message).help(help));
    }

    /// A key with its value, as it was written.
    pub(super) fn entry(&self, name: &str, value: &Node<'_>) -> String {
        let name = scalar(name, Form::Plain, false);
        let below = match &value.content {
            Content::List(_, flow) => !flow,
            Content::Map(_) => !self.raw(value).starts_with('{'),
            Content::Scalar(..) => false,
        };
        match () {
            () if below => format!("{name}:\n    {}", self.block(value).replace('\n', "\n    ")),
            () if self.raw(value).is_empty() => format!("{name}:"),
            () if self.raw(value).contains('\n') => {
                format!("{name}: {}", yaml_quoted(value.text().unwrap_or("").trim()))
            }
            () => format!("{name}: {}", self.raw(value)),
        }
    }

    /// What another tool's key is here.
    fn instead(
        &self,
        shape: &Shape,
        entries: &[(Node<'_>, Node<'_>)],
        (name, value): Entry<'_, '_>,
        instead: Instead,
    ) -> String {
        let there = |ours: &str| entries.iter().find(|(other, value)| other.text() == Some(ours) && !value.is_null());
        match instead {
            Instead::Nothing(why) => format!("leave the line out: {why}"),
            Instead::Not(ours) => match value.text() {
                Some("false") => format!("write `{ours}: true`"),
                _ => format!("leave the line out: only `{ours}: true` holds it back"),
            },
            Instead::Key(ours) if namesakes(shape, entries, ours).count() > 1 => {
                let key = shape.key(ours);
                let list = key.filter(|key| matches!(key.kind, Kind::List(Kind::Text(_))));
                let (own, theirs): (Vec<_>, Vec<_>) =
                    namesakes(shape, entries, ours).partition(|(other, _)| other.text() == Some(ours));
                let first = theirs.first().is_some_and(|(other, _)| other.span == name.span);
                match (list, own.first().or(theirs.first())) {
                    (Some(key), _) if first => {
                        let items = own.iter().chain(&theirs).flat_map(|(_, value)| self.items(&key.kind, value));
                        let items = items.collect::<Vec<_>>().join(", ");
                        let names: Vec<String> =
                            theirs.iter().filter_map(|(other, _)| Some(format!("`{}`", other.text()?))).collect();
                        let names = names.join(" and ");
                        format!("Annals calls it `{ours}`: write `{ours}: [{items}]`, and leave {names} out")
                    }
                    (Some(_), _) => format!("leave the line out, once what it says stands in `{ours}`"),
                    (None, Some((other, _))) if other.span != name.span => match other.text() {
                        Some(other) if other != ours => {
                            format!("Annals calls it `{ours}`, and `{other}` too: keep one of the two")
                        }
                        _ => format!("Annals calls it `{ours}`, which stands there already: keep one of the two"),
                    },
                    _ => self.renamed(key, ours, (name, value)),
                }
            }
            Instead::Key(ours) => self.renamed(shape.key(ours), ours, (name, value)),
            Instead::End(ours) => {
                let theirs = |(theirs, instead): &&(&str, Instead)| {
                    matches!(instead, Instead::Key(key) if *key == ours) && there(theirs).is_some()
                };
                let theirs = shape.elsewhere.iter().find(theirs).map(|(theirs, _)| *theirs);
                let begin = there(ours).or_else(|| there(theirs?)).and_then(|(_, value)| value.text());
                let named = leading_date(self.yaml.path.stem()).map(|(day, _)| day);
                match (begin.or(named), value.text()) {
                    (Some(begin), Some(end)) if begin == end => format!("leave the line out: `{ours}` says it"),
                    (Some(begin), Some(end)) => {
                        format!("write `{ours}: {begin}/{end}`, and leave `{}` out", name.text().unwrap_or(""))
                    }
                    _ => format!("write the beginning, a slash and the end after `{ours}: `"),
                }
            }
        }
    }

    /// Another tool's key by its name here.
    fn renamed(&self, key: Option<&Key>, ours: &str, (name, value): Entry<'_, '_>) -> String {
        let fit = key.filter(|_| !value.is_null()).and_then(|key| self.moved(&key.kind, value));
        match fit {
            Some(fit) => format!("Annals calls it `{ours}`: {}", self.write(Spot::key(ours, name), value, &fit)),
            None => format!("Annals calls it `{ours}`"),
        }
    }

    /// The items that a value has as a list, each as it is written between brackets.
    fn items(&self, kind: &Kind, value: &Node<'_>) -> Vec<String> {
        match self.moved(kind, value) {
            Some(Fit::Line(line)) => vec![line.trim_start_matches('[').trim_end_matches(']').to_owned()],
            _ => Vec::new(),
        }
    }

    /// A value as it is written at a key of ours.
    fn moved(&self, kind: &Kind, value: &Node<'_>) -> Option<Fit> {
        if !self.accepts(kind, value) {
            return self.fit(kind, value);
        }
        match (&value.content, kind) {
            (Content::Scalar(text, _), Kind::Text(form)) if !self.raw(value).starts_with(['|', '>']) => {
                let whole = self.whole_text(value).filter(|_| form.is_prose());
                Some(Fit::Line(scalar(whole.as_deref().unwrap_or(text), *form, false)))
            }
            (Content::List(items, _), Kind::List(Kind::Text(form))) => {
                let items: Option<Vec<String>> =
                    items.iter().map(|item| Some(scalar(item.text()?, *form, true))).collect();
                Some(Fit::Line(format!("[{}]", items?.join(", "))))
            }
            _ if self.raw(value).contains('\n') => None,
            _ => Some(Fit::Line(self.raw(value).to_owned())),
        }
    }

    /// Reports another tool's `true` or `false` at a key that asks for a day here.
    pub(super) fn yes_or_no(
        &mut self,
        shape: &Shape,
        entries: &[(Node<'_>, Node<'_>)],
        (name, value): Entry<'_, '_>,
        instead: Instead,
    ) {
        let text = name.text().unwrap_or("");
        let message = format!("`{text}` takes {}, not {}", Form::Instant.one(), self.shown(value));
        let help = self.instead(shape, entries, (name, value), instead);
        self.errors.push(Diagnostic::new(Code::WrongType, self.location(&value.span), message).help(help));
    }
}
