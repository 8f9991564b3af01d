//! Settings that do not do what they look as if they did.
//!
//! Enters: the configuration as it was typed, and what it means. Leaves: findings. Must not know: pages.

use super::Settings;
use super::findings::{Findings, present};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Config, Document, Step, Words};
use crate::{i18n, text};

/// Finds them.
pub(super) fn find(document: &Document<Config>, settings: &Settings, found: &mut Findings<'_>) {
    without_effect(document, settings, found);
    in_english(document, settings, found);
    markdown(document, found);
}

/// Keys that change nothing, in one finding.
fn without_effect(document: &Document<Config>, settings: &Settings, found: &mut Findings<'_>) {
    let front = &document.front;
    let off = |code: Code| settings.checks.get(&code).map_or(code.level(), |level| *level).is_none();
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
fn in_english(document: &Document<Config>, settings: &Settings, found: &mut Findings<'_>) {
    let (lacking, all) = i18n::in_english(&settings.language, &settings.words);
    if lacking == 0 {
        return;
    }
    let of = if lacking == all { String::new() } else { format!("{lacking} of ") };
    let language = text::shorten(&settings.language, 40);
    let message = format!("Annals has no interface in `{language}`: {of}its {all} labels are in English");
    found.push(Diagnostic::new(Code::EnglishInterface, document.place(&[Step::Key("language")]), message).help(
        "give labels of your own under `words`, or leave them in English with `english-interface: off` under `checks`",
    ));
}

/// Markdown in settings that are shown as they are typed.
fn markdown(document: &Document<Config>, found: &mut Findings<'_>) {
    let front = &document.front;
    let publisher = front.publisher.as_ref().and_then(|publisher| publisher.name.as_ref());
    let footer = front.theme.as_ref().and_then(|theme| theme.footer.as_ref());
    let mut texts: Vec<(Vec<&str>, &Words)> = Vec::new();
    for (key, words) in [
        (vec!["title"], front.title.as_ref()),
        (vec!["description"], front.description.as_ref()),
        (vec!["publisher", "name"], publisher),
        (vec!["theme", "footer"], footer),
    ] {
        texts.extend(words.map(|words| (key, words)));
    }
    texts.extend(front.words.iter().flatten().map(|(name, words)| (vec!["words", name.as_str()], words)));
    for (key, words) in texts {
        let Some(plain) = words.present().and_then(plain) else { continue };
        let (name, place) = (key.join("."), key.iter().map(|name| Step::Key(name)).collect::<Vec<_>>());
        let last = key.last().copied().unwrap_or_default();
        found.push(
            Diagnostic::new(
                Code::MarkdownInPlainText,
                document.place(&place),
                format!("`{name}` is plain text, and its Markdown is shown as it is"),
            )
            .help(format!("write `{last}: {}`", text::yaml_quoted(&plain))),
        );
    }
}

/// A longer text is not looked into: it is none of those that stand in a settings file.
const LONGEST: usize = 2_000;

/// What a text says without Markdown; nothing when it has none. What stands within signs may have some, too.
fn plain(text: &str) -> Option<String> {
    let mut said = once(text)?;
    for _ in 0..4 {
        said = once(&said).unwrap_or(said);
    }
    Some(said)
}

/// The same, without the outer signs alone.
fn once(text: &str) -> Option<String> {
    if text.len() > LONGEST {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let (mut rest, mut found) = (text, false);
    while let Some(first) = rest.chars().next() {
        let piece = link(rest).or_else(|| strong(rest)).or_else(|| angles(rest));
        let (words, length) = piece.unwrap_or((rest[..first.len_utf8()].to_owned(), first.len_utf8()));
        found |= length > first.len_utf8();
        out.push_str(&words);
        rest = &rest[length..];
    }
    found.then_some(out)
}

/// `[words](address)` or `![words](address)` at the start of a text: what it says, and how long it is.
fn link(text: &str) -> Option<(String, usize)> {
    let words = text.strip_prefix("![").or_else(|| text.strip_prefix('['))?;
    let (words, rest) = words.split_once("](").filter(|(words, _)| !words.contains(['[', '\n']))?;
    let (address, after) =
        rest.split_once(')').filter(|(address, _)| !address.is_empty() && !address.contains('\n'))?;
    let address = address.split_whitespace().next()?;
    let said = match address.starts_with("http") || address.starts_with("mailto:") {
        true => format!("{words} ({})", address.trim_start_matches("mailto:")),
        false => words.to_owned(),
    };
    Some((said.trim().to_owned(), text.len() - after.len()))
}

/// `**words**` or `__words__` at the start of a text.
fn strong(text: &str) -> Option<(String, usize)> {
    let sign = ["**", "__"].into_iter().find(|sign| text.starts_with(sign))?;
    let (words, after) = text[2..].split_once(sign)?;
    let closed = !words.is_empty() && words.trim() == words && !words.starts_with(&sign[..1]);
    closed.then(|| (words.to_owned(), text.len() - after.len()))
}

/// `<https://…>` or a tag of HTML at the start of a text.
fn angles(text: &str) -> Option<(String, usize)> {
    let (within, after) =
        text.strip_prefix('<')?.split_once('>').filter(|(within, _)| !within.contains(['<', '\n']))?;
    let length = text.len() - after.len();
    if within.starts_with("http://") || within.starts_with("https://") {
        return Some((within.to_owned(), length));
    }
    let name = within.trim_start_matches('/').split([' ', '/']).next().unwrap_or("");
    let tag =
        name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    tag.then(|| (String::new(), length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_said_without_markdown() {
        for (text, expected) in [
            ("Written by volunteers.", None),
            ("2 * 3 ** 4, a < b > c, [sic], f(x) [1] (2)", None),
            ("snake__case and <3", None),
            ("", None),
            ("See [the rules](https://example.org/rules).", Some("See the rules (https://example.org/rules).")),
            ("See [the rules](rules.md \"Rules\"), or not", Some("See the rules, or not")),
            ("[Write](mailto:a@example.org) [us](x)", Some("Write (a@example.org) us")),
            ("![Logo](logo.png)", Some("Logo")),
            ("**By** __us__", Some("By us")),
            ("**[By](x.md) us**", Some("By us")),
            ("<https://example.org/>", Some("https://example.org/")),
            ("By <a href=\"/x\">us</a><br/>", Some("By us")),
            ("[Über](https://example.org/ü) ☃", Some("Über (https://example.org/ü) ☃")),
        ] {
            assert_eq!(plain(text).as_deref(), expected, "{text}");
            assert_eq!(expected.and_then(plain), None, "{text}");
        }
        for deep in ["[".repeat(60_000), "[x](y) ".repeat(9_000), format!("{}x{}", "[".repeat(300), "](y)".repeat(300))]
        {
            assert!(plain(&deep).is_none_or(|text| text.len() < deep.len()));
        }
    }
}
