//! The keys of `annals.yaml`.

use std::sync::Arc;

use super::kinds::form;
use super::words::{Table, Words};
use super::yaml::{self, Yaml};
use super::{Document, refused};
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::path::ContentPath;
use crate::tree::{File, Tree};

choice! {
    /// Which way a timeline runs.
    #[derive(Default)]
    pub enum Order {
        /// The earliest event first.
        #[default]
        Oldest = "oldest",
        /// The exact reverse.
        Newest = "newest",
    }
}

choice! {
    /// Which pages get a card image.
    #[derive(Default)]
    pub enum Cards {
        /// Every page.
        #[default]
        All = "all",
        /// One for the whole site.
        Site = "site",
        /// None.
        None = "none",
    }
}

choice! {
    /// The level that a site gives to a finding.
    pub enum Level {
        /// Not reported.
        Off = "off",
        /// Worth a look.
        Hint = "hint",
        /// Probably a mistake.
        Warning = "warning",
        /// Stops the build.
        Error = "error",
    }
}

record! {
    /// Who publishes the site.
    "`publisher`"
    pub struct Publisher {
        /// The name.
        name: Words,
        /// The publisher's own site.
        url: Words<form::Address>,
        /// The publisher's mark. It must be there, and **has no effect yet**.
        logo: Words<form::StaticFile>,
    }
}

record! {
    /// Addresses of a newsroom's rules, linked at the foot of every page.
    "`policies`"
    pub struct Policies {
        /// How corrections are made.
        corrections: Words<form::Address>,
        /// The code of ethics.
        ethics: Words<form::Address>,
        /// When unnamed sources are used.
        unnamed_sources: Words<form::Address>,
    }
}

record! {
    /// The colours that a site may have for itself: its name, links under the pointer, the focus and the marks
    /// of events. Where one of the two is absent, it is made from the other.
    "`colours`"
    pub struct Colours {
        /// The accent on the light ground.
        accent: Words<form::Colour>,
        /// The accent on the dark ground.
        accent_dark: Words<form::Colour>,
    }
}

record! {
    /// The font families that a site may have for itself: families of the reader's device, or of your own style
    /// sheet.
    "`fonts`"
    pub struct Fonts {
        /// What is read, and headlines.
        text: Words<form::Families>,
        /// Dates and labels.
        labels: Words<form::Families>,
    }
}

record! {
    /// The look, as far as it is set without templates.
    "`theme`"
    pub struct Theme {
        /// The accent.
        colours: Colours,
        /// The families.
        fonts: Fonts,
        /// Stands at the head of every page in place of the site's name, 40 px high; choose one that is seen on
        /// light and on dark.
        logo: Words<form::StaticFile>,
        /// Stands at the foot of every page.
        footer: Words,
    }
    elsewhere {
        "colors" => Key("colours"),
        "color" => Key("colours"),
        "colour" => Key("colours"),
        "font" => Key("fonts"),
    }
}

record! {
    /// The site's configuration.
    "annals.yaml"
    pub struct Config {
        /// The site's name.
        title: Words = Yes,
        /// What feed ids are made of; `annals init` writes it.
        site_id: Words,
        /// Where the site will stand.
        base_url: Words<form::Address>,
        /// Its language; `en` when absent.
        language: Words<form::Language>,
        /// The zone, by no abbreviation such as `CET`, of times without an offset, and of the days under which events
        /// stand; `annals init` writes the machine's.
        timezone: Words<form::Zone>,
        /// One sentence about the site.
        description: Words,
        /// Who publishes it; structured data calls it an organisation where `policies` has an address, else a
        /// `Thing`.
        publisher: Publisher,
        /// Which way the timeline runs; `oldest` when absent.
        order: Order,
        /// Events on a page of the timeline, 100 when absent.
        page_size: i64,
        /// Which pages get a card image; **has no effect yet**.
        cards: Cards,
        /// Whether the site can be searched; **has no effect yet**.
        search: bool,
        /// Where the files are kept: `https://github.com/OWNER/NAME`. "Edit this page" leads there.
        repository: Words<form::Address>,
        /// The branch that editors edit; `main` when absent.
        branch: Words,
        /// Where readers report an error.
        report_error: Words<form::Contact>,
        /// Addresses of the newsroom's rules.
        policies: Policies,
        /// The look.
        theme: Theme,
        /// How many words a quote may have, 25 when absent; looked at only where `long-quote` is on.
        quote_words: i64,
        /// Words of the interface, by name, in place of the language's; see [Language](publishers.md#language).
        words: Table<Words>,
        /// Levels of findings, by code.
        checks: Table<Level>,
    }
    elsewhere {
        "name" => Key("title"),
        "site_name" => Key("title"),
        "baseURL" => Key("base_url"),
        "baseurl" => Key("base_url"),
        "url" => Key("base_url"),
        "languageCode" => Key("language"),
        "lang" => Key("language"),
        "locale" => Key("language"),
        "paginate" => Key("page_size"),
        "author" => Key("publisher"),
        "repo" => Key("repository"),
        "repo_url" => Key("repository"),
        "tagline" => Key("description"),
        "subtitle" => Key("description"),
        "summary" => Key("description"),
        "sort" => Key("order"),
    }
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
    let read = yaml::read(&Yaml { path, file: text, range: range.clone(), under: None });
    found.extend(read.found);
    let (end, unread, laid) = (text.len(), read.unread, read.laid.map(Arc::new));
    read.value.map(|front| Document {
        path: path.clone(),
        front,
        text: text.clone(),
        yaml: range,
        body: end..end,
        unread,
        laid,
    })
}
