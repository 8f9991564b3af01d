//! Settings that do not do what they look as if they did.
//!
//! Enters: the configuration as it was typed, and what it means. Leaves: findings. Must not know: pages.

use std::collections::BTreeMap;

use super::findings::{Findings, present};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::document::{Config, Document, Step};
use crate::{i18n, text};

/// Finds them. `checks` are the levels that the site gives to findings, `words` those that it has for itself.
pub(super) fn find(
    document: &Document<Config>,
    checks: &BTreeMap<Code, Option<Severity>>,
    (language, words): (&str, &BTreeMap<String, String>),
    found: &mut Findings<'_>,
) {
    without_effect(document, checks, found);
    in_english(document, (language, words), found);
}

/// Keys that change nothing, in one finding.
fn without_effect(document: &Document<Config>, checks: &BTreeMap<Code, Option<Severity>>, found: &mut Findings<'_>) {
    let front = &document.front;
    let off = |code: Code| checks.get(&code).map_or(code.level(), |level| *level).is_none();
    let logo = front.publisher.as_ref().is_some_and(|publisher| present(publisher.logo.as_ref()).is_some());
    let keys = [
        (front.cards.is_some(), &["cards"][..]),
        (front.search.is_some(), &["search"]),
        (logo, &["publisher", "logo"]),
        (present(front.branch.as_ref()).is_some() && present(front.repository.as_ref()).is_none(), &["branch"]),
        (front.quote_words.is_some() && off(Code::LongQuote), &["quote_words"]),
    ];
    let idle: Vec<&[&str]> = keys.into_iter().filter(|(idle, _)| *idle).map(|(_, key)| key).collect();
    let place = |key: &&[&'static str]| document.place(&key.iter().map(|name| Step::Key(name)).collect::<Vec<_>>());
    let Some(first) = idle.iter().map(place).min_by_key(|place| place.span) else { return };
    let names: Vec<String> = idle.iter().map(|key| format!("`{}`", key.join("."))).collect();
    let (verb, them) = if names.len() == 1 { ("has", "it") } else { ("have", "them") };
    let mut help = format!("leave {them} out");
    for (key, wanted) in [("branch", "`repository`"), ("quote_words", "`long-quote: hint` under `checks`")] {
        if idle.contains(&&[key][..]) {
            help.push_str(&format!("; `{key}` has an effect beside {wanted}"));
        }
    }
    found.push(
        Diagnostic::new(Code::NoEffect, first, format!("{} {verb} no effect in this site", names.join(", ")))
            .help(help),
    );
}

/// A language whose catalogue has no words for the interface.
fn in_english(
    document: &Document<Config>,
    (language, words): (&str, &BTreeMap<String, String>),
    found: &mut Findings<'_>,
) {
    let (lacking, all) = i18n::in_english(language, words);
    if lacking == 0 {
        return;
    }
    let of = if lacking == all { String::new() } else { format!("{lacking} of ") };
    let language = text::shorten(language, 40);
    let message = format!("Annals has no interface in `{language}`: {of}its {all} labels are in English");
    found.push(Diagnostic::new(Code::EnglishInterface, document.place(&[Step::Key("language")]), message).help(
        "give labels of your own under `words`, or leave them in English with `english-interface: off` under `checks`",
    ));
}
