//! The configuration with its defaults, its addresses and its zone read.

use std::collections::BTreeMap;

use chrono_tz::Tz;

use super::findings::{Findings, present};
use super::idle;
use super::look::{self, ImageFile, Look};
use crate::date;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::document::{self, Cards, Document, Level, Order, Step};
use crate::i18n;
use crate::path::BaseUrl;
use crate::text;

/// A site's configuration as it means.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The site's name.
    pub title: String,
    /// What feed ids are made of.
    pub site_id: Option<String>,
    /// Where the site will stand, as `annals.yaml` says.
    pub base_url: Option<BaseUrl>,
    /// Its language (BCP 47).
    pub language: String,
    /// The zone of times without an offset.
    pub timezone: Option<Tz>,
    /// One sentence about the site.
    pub description: Option<String>,
    /// Who publishes it: a name, an address, and an image in `static/`.
    pub publisher: Publisher,
    /// Which way the timeline runs.
    pub order: Order,
    /// Events on a page of the timeline, at least 1.
    pub page_size: usize,
    /// Which pages get a card image.
    pub cards: Cards,
    /// Whether the site can be searched.
    pub search: bool,
    /// Where the files are kept, without a last slash.
    pub repository: Option<String>,
    /// The branch that editors edit.
    pub branch: String,
    /// Where readers report an error.
    pub report_error: Option<String>,
    /// Addresses of the newsroom's rules: corrections, ethics, unnamed sources.
    pub policies: [Option<String>; 3],
    /// The look, as far as it is set without templates.
    pub look: Look,
    /// How many words a quote may have before `long-quote` finds it.
    pub quote_words: usize,
    /// Words of the interface, by name, in place of the language's.
    pub words: BTreeMap<String, String>,
    /// The levels that the site gives to findings; `None` is off.
    pub checks: BTreeMap<Code, Option<Severity>>,
}

/// Who publishes the site.
#[derive(Debug, Clone, Default)]
pub struct Publisher {
    /// The name.
    pub name: Option<String>,
    /// The publisher's own site.
    pub url: Option<String>,
    /// An image in `static/`.
    pub logo: Option<ImageFile>,
}

/// Reads the configuration. Without one the defaults stand, and why is reported already.
pub(super) fn settings(document: Option<&Document<document::Config>>, found: &mut Findings<'_>) -> Settings {
    let mut settings = Settings {
        language: "en".to_owned(),
        page_size: 100,
        quote_words: 25,
        search: true,
        branch: "main".to_owned(),
        ..Settings::default()
    };
    let Some(document) = document else {
        return settings;
    };
    let front = &document.front;
    settings.title = present(front.title.as_ref()).unwrap_or_default();
    settings.site_id = present(front.site_id.as_ref());
    if let Some(address) = present(front.base_url.as_ref()) {
        match BaseUrl::new(&address) {
            Ok(url) => settings.base_url = Some(url),
            Err(why) => {
                let help = match why.meant {
                    Some(meant) => format!("write it whole: `base_url: {meant}`"),
                    None => "write it whole, such as `base_url: https://user.github.io/repository/`".to_owned(),
                };
                let place = document.place(&[Step::Key("base_url")]);
                found.push(Diagnostic::new(Code::BadAddress, place, why.message).help(help));
            }
        }
    }
    if let Some(language) = present(front.language.as_ref()) {
        if language
            .split('-')
            .all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
            && language.bytes().next().is_some_and(|b| b.is_ascii_alphabetic())
        {
            settings.language = language;
        } else {
            found.push(
                Diagnostic::new(
                    Code::WrongType,
                    document.place(&[Step::Key("language")]),
                    format!("`{}` is no language tag", text::shorten(&language, 40)),
                )
                .help("write the tag of its language, such as `pt-BR` for Portuguese in Brazil"),
            );
        }
    }
    if let Some(name) = present(front.timezone.as_ref()) {
        match date::zone(&name) {
            Ok(zone) => settings.timezone = Some(zone),
            Err(mistake) => found.push(
                Diagnostic::new(Code::BadTimezone, document.place(&[Step::Key("timezone")]), mistake.message)
                    .maybe_help(mistake.help),
            ),
        }
    }
    settings.description = present(front.description.as_ref());
    if let Some(publisher) = &front.publisher {
        settings.publisher = Publisher {
            name: present(publisher.name.as_ref()),
            url: found.address(document, &[Step::Key("publisher"), Step::Key("url")], publisher.url.as_ref()),
            logo: look::image(document, &[Step::Key("publisher"), Step::Key("logo")], publisher.logo.as_ref()),
        };
    }
    settings.order = front.order.unwrap_or_default();
    if let Some(size) = front.page_size {
        match usize::try_from(size) {
            Ok(size @ 1..=100_000) => settings.page_size = size,
            _ => found.push(
                Diagnostic::new(
                    Code::WrongType,
                    document.place(&[Step::Key("page_size")]),
                    format!("`page_size` takes a number from 1 to 100,000, not {size}"),
                )
                .help("write a number from 1 to 100,000, or leave the line out: then it is 100"),
            ),
        }
    }
    if let Some(words) = front.quote_words {
        match usize::try_from(words) {
            Ok(words @ 1..) => settings.quote_words = words,
            _ => found.push(
                Diagnostic::new(
                    Code::WrongType,
                    document.place(&[Step::Key("quote_words")]),
                    format!("`quote_words` takes a number from 1 on, not {words}"),
                )
                .help("write a number from 1 on, or leave the line out: then it is 25"),
            ),
        }
    }
    settings.cards = front.cards.unwrap_or_default();
    settings.search = front.search.unwrap_or(true);
    settings.repository = found
        .address(document, &[Step::Key("repository")], front.repository.as_ref())
        .map(|address| address.trim_end_matches('/').trim_end_matches(".git").to_owned());
    if let Some(branch) = present(front.branch.as_ref()) {
        settings.branch = branch;
    }
    settings.report_error = report_error(document, found);
    if let Some(policies) = &front.policies {
        let [corrections, ethics, unnamed] = [
            ("corrections", &policies.corrections),
            ("ethics", &policies.ethics),
            ("unnamed_sources", &policies.unnamed_sources),
        ]
        .map(|(key, value)| found.address(document, &[Step::Key("policies"), Step::Key(key)], value.as_ref()));
        settings.policies = [corrections, ethics, unnamed];
    }
    settings.look = look::look(document, found);
    settings.words = words(document, found);
    settings.checks = checks(document, found);
    idle::find(document, &settings.checks, (&settings.language, &settings.words), found);
    settings
}

fn report_error(document: &Document<document::Config>, found: &mut Findings<'_>) -> Option<String> {
    let address = present(document.front.report_error.as_ref())?;
    if address.starts_with("mailto:") {
        return Some(address);
    }
    if address.contains('@') && !address.contains('/') {
        if !address.contains(char::is_whitespace) {
            return Some(format!("mailto:{address}"));
        }
        let message = format!("`{}` is no address of a mailbox: it has a blank", text::shorten(&address, 60));
        let mailbox: String = address.split_whitespace().collect();
        let place = document.place(&[Step::Key("report_error")]);
        found.push(Diagnostic::new(Code::BadAddress, place, message).help(format!("write `report_error: {mailbox}`")));
        return None;
    }
    found.web(&address, || document.place(&[Step::Key("report_error")]))
}

/// The site's own words. Their texts are taken as they are, since white space may belong to them.
fn words(document: &Document<document::Config>, found: &mut Findings<'_>) -> BTreeMap<String, String> {
    let mut words = BTreeMap::new();
    for (name, text) in document.front.words.iter().flatten().filter(|(_, text)| text.present().is_some()) {
        match i18n::check_word(name, text) {
            Ok(()) => {
                words.insert(name.clone(), text.to_string());
            }
            Err(mistake) => {
                let (code, step) = match mistake.in_name {
                    true => (Code::UnknownKey, Step::Name(name)),
                    false => (Code::WrongType, Step::Key(name)),
                };
                let place = document.place(&[Step::Key("words"), step]);
                found.push(Diagnostic::new(code, place, mistake.message).help(mistake.help));
            }
        }
    }
    words
}

fn checks(document: &Document<document::Config>, found: &mut Findings<'_>) -> BTreeMap<Code, Option<Severity>> {
    let mut levels = BTreeMap::new();
    for (name, level) in document.front.checks.iter().flatten() {
        let at = [Step::Key("checks"), Step::Name(name)];
        let configurable = || Code::ALL.iter().filter(|code| code.level() != Some(Severity::Error));
        let Some(code) = Code::ALL.iter().find(|code| code.name() == name) else {
            let near = text::did_you_mean(name, configurable().map(|code| code.name()));
            found.push(
                Diagnostic::new(
                    Code::UnknownKey,
                    document.place(&at),
                    format!("there is no check `{}`", text::shorten(name, 40)),
                )
                .help(near.map_or_else(
                    || {
                        format!(
                            "the checks are: {}",
                            configurable().map(|code| code.name()).collect::<Vec<_>>().join(", ")
                        )
                    },
                    |near| format!("did you mean `{near}`?"),
                )),
            );
            continue;
        };
        if code.level() == Some(Severity::Error) && *level != Level::Error {
            found.push(
                Diagnostic::new(Code::WrongType, document.place(&at), format!("`{name}` is always an error"))
                    .help("leave the line out"),
            );
            continue;
        }
        levels.insert(*code, severity(*level));
    }
    levels
}

/// How grave a level is; nothing where the check is off.
fn severity(level: Level) -> Option<Severity> {
    match level {
        Level::Off => None,
        Level::Hint => Some(Severity::Hint),
        Level::Warning => Some(Severity::Warning),
        Level::Error => Some(Severity::Error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_typed_as_findings_are_shown() {
        for level in Level::ALL {
            assert_eq!(severity(*level).map_or("off", Severity::name), level.name());
        }
    }
}
