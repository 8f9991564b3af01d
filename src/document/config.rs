//! The keys of `annals.yaml`.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;

use super::words::Words;
use super::yaml::{self, Field, Keys, Takes, Yaml};
use super::{Document, refused};
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::path::ContentPath;
use crate::tree::{File, Tree};

/// Which way a timeline runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Order {
    /// The earliest event first.
    #[default]
    Oldest,
    /// The exact reverse.
    Newest,
}

/// Which pages get a card image.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Cards {
    /// Every page.
    #[default]
    All,
    /// One for the whole site.
    Site,
    /// None.
    None,
}

/// The level that a site gives to a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Not reported.
    Off,
    /// Worth a look.
    Hint,
    /// Probably a mistake.
    Warning,
    /// Stops the build.
    Error,
}

/// Who publishes the site.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Publisher {
    /// The name.
    pub name: Option<Words>,
    /// The publisher's own site.
    pub url: Option<Words>,
    /// An image in `static/`.
    pub logo: Option<Words>,
}

/// Addresses of a newsroom's rules.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Policies {
    /// How corrections are made.
    pub corrections: Option<Words>,
    /// The code of ethics.
    pub ethics: Option<Words>,
    /// When unnamed sources are used.
    pub unnamed_sources: Option<Words>,
}

/// The colours that a site may have for itself.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Colours {
    /// The accent on the light ground.
    pub accent: Option<Words>,
    /// The accent on the dark ground.
    pub accent_dark: Option<Words>,
}

/// The font families that a site may have for itself.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Fonts {
    /// What is read, and headlines.
    pub text: Option<Words>,
    /// Dates and labels.
    pub labels: Option<Words>,
}

/// The look, as far as it is set without templates.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Theme {
    /// The accent.
    pub colours: Option<Colours>,
    /// The families.
    pub fonts: Option<Fonts>,
    /// An image in `static/`.
    pub logo: Option<Words>,
    /// Text at the foot of every page.
    pub footer: Option<Words>,
}

/// The site's configuration as it was typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// The site's name.
    pub title: Option<Words>,
    /// What feed ids are made of; written once by `init`.
    pub site_id: Option<Words>,
    /// Where the site will stand.
    pub base_url: Option<Words>,
    /// Its language (BCP 47).
    pub language: Option<Words>,
    /// The zone of times without an offset (IANA).
    pub timezone: Option<Words>,
    /// One sentence about the site.
    pub description: Option<Words>,
    /// Who publishes it.
    pub publisher: Option<Publisher>,
    /// Which way the timeline runs.
    pub order: Option<Order>,
    /// Events on a page of the timeline.
    pub page_size: Option<i64>,
    /// Which pages get a card image.
    pub cards: Option<Cards>,
    /// Whether the site can be searched.
    pub search: Option<bool>,
    /// Where the files are kept: `https://github.com/owner/name`.
    pub repository: Option<Words>,
    /// The branch that editors edit.
    pub branch: Option<Words>,
    /// Where readers report an error: an address, or `mailto:`.
    pub report_error: Option<Words>,
    /// Addresses of the newsroom's rules.
    pub policies: Option<Policies>,
    /// The look.
    pub theme: Option<Theme>,
    /// How many words a quote may have, where `long-quote` is looked for.
    pub quote_words: Option<i64>,
    /// Words of the interface, by name, in place of the language's.
    pub words: Option<BTreeMap<String, Words>>,
    /// Levels of findings, by code.
    pub checks: Option<BTreeMap<String, Level>>,
}

impl Keys for Config {
    const WHAT: &'static str = "annals.yaml";
    const FIELDS: &'static [Field] = &[
        Field { name: "title", takes: Takes::Text },
        Field { name: "site_id", takes: Takes::Text },
        Field { name: "base_url", takes: Takes::Text },
        Field { name: "language", takes: Takes::Text },
        Field { name: "timezone", takes: Takes::Text },
        Field { name: "description", takes: Takes::Text },
        Field { name: "publisher", takes: Takes::Map },
        Field { name: "order", takes: Takes::Choice(&["oldest", "newest"]) },
        Field { name: "page_size", takes: Takes::Integer },
        Field { name: "cards", takes: Takes::Choice(&["all", "site", "none"]) },
        Field { name: "search", takes: Takes::Flag },
        Field { name: "repository", takes: Takes::Text },
        Field { name: "branch", takes: Takes::Text },
        Field { name: "report_error", takes: Takes::Text },
        Field { name: "policies", takes: Takes::Map },
        Field { name: "theme", takes: Takes::Map },
        Field { name: "quote_words", takes: Takes::Integer },
        Field { name: "words", takes: Takes::Map },
        Field { name: "checks", takes: Takes::Map },
    ];
}

/// Reads `annals.yaml` or `annals.yml`; both at once is an error.
pub(super) fn find(tree: &Tree, found: &mut Vec<Diagnostic>) -> Option<Document<Config>> {
    let mut first: Option<Document<Config>> = None;
    for name in ["annals.yaml", "annals.yml"] {
        let Ok(path) = ContentPath::new(name) else { continue };
        match tree.get(&path) {
            Some(File::Refused(refusal)) => found.push(refused(&path, refusal)),
            Some(File::Text(_)) if first.is_some() => found.push(
                Diagnostic::new(
                    Code::TwoConfigurations,
                    Location::file(&path),
                    "both annals.yaml and annals.yml are there",
                )
                .help("delete annals.yml"),
            ),
            Some(File::Text(text)) => first = read(&path, text, found),
            _ => {}
        }
    }
    first
}

fn read(path: &ContentPath, text: &Arc<str>, found: &mut Vec<Diagnostic>) -> Option<Document<Config>> {
    let start = if text.starts_with('\u{FEFF}') { 3 } else { 0 };
    let range = start..text.len();
    if text.len() > super::front_matter::MAX_FRONT_MATTER {
        found.push(
            Diagnostic::new(Code::FrontMatterTooLarge, Location::file(path), "annals.yaml is larger than 64 KiB")
                .help("keep settings in it alone: text belongs in content/"),
        );
        return None;
    }
    let read = yaml::read(&Yaml { path, file: text, range: range.clone() });
    found.extend(read.found);
    let (end, unread) = (text.len(), read.unread);
    read.value.map(|front| Document {
        path: path.clone(),
        front,
        text: text.clone(),
        yaml: range,
        body: end..end,
        unread,
    })
}
