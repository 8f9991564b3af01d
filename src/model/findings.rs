//! Where the findings of resolving go, with the readers of values that several documents share.
//!
//! Enters: a value as it was typed, and its document. Leaves: what it means, or a finding at its place.
//! Must not know: how documents belong together.

use chrono_tz::Tz;

use crate::date::{self, Date};
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::document::{Document, Step, Words, form};
use crate::path::{ContentPath, SitePath, web};
use crate::text;

/// Text that has something in it.
pub(super) fn present<F>(words: Option<&Words<F>>) -> Option<String> {
    words.and_then(Words::present).map(str::to_owned)
}

/// The items of a list that have something in them.
pub(super) fn texts(list: Option<&Vec<Words>>) -> Vec<String> {
    list.into_iter().flatten().filter_map(Words::present).map(str::to_owned).collect()
}

/// Where findings go, with the readers of values that several documents share.
pub(super) struct Findings<'a> {
    pub(super) list: &'a mut Vec<Diagnostic>,
    pub(super) zone: Option<Tz>,
    /// How many suggestions were sought among the names of the site.
    sought: usize,
}

/// How many suggestions are sought at most: where more names are wrong than this, one mistake made them all, and
/// to compare each with every name takes long.
const MAX_SOUGHT: usize = 1_000;

impl<'a> Findings<'a> {
    pub(super) fn new(list: &'a mut Vec<Diagnostic>, zone: Option<Tz>) -> Self {
        Self { list, zone, sought: 0 }
    }

    /// The name of the site that was probably meant.
    pub(super) fn near<'n>(&mut self, name: &str, names: impl IntoIterator<Item = &'n String>) -> Option<&'n str> {
        self.sought += 1;
        if self.sought > MAX_SOUGHT {
            return None;
        }
        text::did_you_mean(name, names.into_iter().map(String::as_str))
    }

    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    pub(super) fn count(&self) -> usize {
        self.list.len()
    }

    pub(super) fn bad_name(&mut self, path: &ContentPath, example: &str) {
        self.push(
            Diagnostic::new(
                Code::BadFileName,
                Location::file(path),
                format!("the file's name `{}` has no letter or digit to make an address from", path.file_name()),
            )
            .help(format!("rename it, for example to `{example}.md`")),
        );
    }

    /// Two files with one id.
    pub(super) fn duplicate_id(&mut self, id: &str, first: &ContentPath, path: &ContentPath) {
        let name = path.file_name().trim_end_matches(".md");
        self.push(
            Diagnostic::new(
                Code::DuplicateId,
                Location::file(path),
                format!("two files have the id `{id}`: {first} and {path}"),
            )
            .related(Location::file(first), format!("the id `{id}` is also this file's"))
            .help(format!("rename this file, for example to `{name}-2.md`")),
        );
    }

    /// The page of a document that is named by its file: `actors/jake-sullivan/`.
    pub(super) fn own_page(&mut self, path: &ContentPath, folder: &str, example: &str) -> Option<SitePath> {
        let slug = text::slug(path.stem());
        if slug.is_empty() {
            self.bad_name(path, example);
            return None;
        }
        self.page(path, &format!("{folder}/{slug}/"))
    }

    /// The address of a document's page, as far as files can have it.
    pub(super) fn page(&mut self, path: &ContentPath, address: &str) -> Option<SitePath> {
        let why = match SitePath::new(address) {
            Ok(address) => return Some(address),
            Err(why) => why,
        };
        self.push(
            Diagnostic::new(Code::BadFileName, Location::file(path), format!("the page cannot be published: {why}"))
                .help("give the file, and the folders that it lies in, shorter names"),
        );
        None
    }

    /// A date at a key of the front matter.
    pub(super) fn date<T>(
        &mut self,
        document: &Document<T>,
        key: &str,
        words: Option<&Words<form::Date>>,
    ) -> Option<Date> {
        self.date_at(words, || document.place(&[Step::Key(key)]))
    }

    /// A date at any place.
    pub(super) fn date_at(&mut self, words: Option<&Words<form::Date>>, place: impl Fn() -> Location) -> Option<Date> {
        self.parse(words.and_then(Words::present)?, place)
    }

    fn parse(&mut self, text: &str, place: impl Fn() -> Location) -> Option<Date> {
        if let Ok(date) = date::parse(text, self.zone) {
            return Some(date);
        }
        let place = place();
        let mistake = self.mistake(text, &place)?;
        self.push(Diagnostic::new(Code::BadDate, place, mistake.message).maybe_help(mistake.help));
        None
    }

    /// What is wrong with a date.
    fn mistake(&self, text: &str, place: &Location) -> Option<date::Mistake> {
        // The year at the start of the file's name is likely that of a date without one.
        let (year, _) =
            place.path.stem().split_at_checked(4).filter(|(_, rest)| rest.starts_with('-')).unwrap_or_default();
        date::parse_near(text, self.zone, year.parse().ok()).err()
    }

    /// A day, or a day with a time, at a key of the front matter.
    pub(super) fn instant<T>(
        &mut self,
        document: &Document<T>,
        key: &str,
        words: Option<&Words<form::Instant>>,
    ) -> Option<Date> {
        self.exact(words, key, || document.place(&[Step::Key(key)]))
    }

    /// A day, or a day with a time, at any place.
    pub(super) fn exact(
        &mut self,
        words: Option<&Words<form::Instant>>,
        key: &str,
        place: impl Fn() -> Location,
    ) -> Option<Date> {
        let text = words.and_then(Words::present)?;
        let about = match date::parse(text, self.zone) {
            Ok(date) if date.is_exact() => return Some(date),
            Ok(date) => date,
            Err(_) => {
                let mistake = self.mistake(text, &place())?;
                let meant = mistake.help.as_deref().and_then(|help| help.split('`').nth(1));
                match meant.and_then(|meant| date::parse(meant, self.zone).ok()) {
                    Some(meant) if !meant.is_exact() => meant,
                    _ => {
                        let found = Diagnostic::new(Code::BadDate, place(), mistake.message);
                        self.push(found.maybe_help(mistake.help));
                        return None;
                    }
                }
            }
        };
        let message = format!("`{key}` takes a day, or a day with a time, unlike `{}`", text::shorten(text, 40));
        let help = format!("write the day itself, such as `{key}: {}`", about.anchor());
        self.push(Diagnostic::new(Code::BadDate, place(), message).help(help));
        None
    }

    /// A web address at a key.
    pub(super) fn address<T>(
        &mut self,
        document: &Document<T>,
        at: &[Step<'_>],
        words: Option<&Words<form::Address>>,
    ) -> Option<String> {
        self.address_at(words, || document.place(at))
    }

    /// A web address at any place: `http` or `https`.
    pub(super) fn address_at(
        &mut self,
        words: Option<&Words<form::Address>>,
        place: impl Fn() -> Location,
    ) -> Option<String> {
        self.web(words.and_then(Words::present)?, place)
    }

    /// A text that must be a web address.
    pub(super) fn web(&mut self, text: &str, place: impl Fn() -> Location) -> Option<String> {
        if web::is_web(text) {
            return Some(text.to_owned());
        }
        let other = url::Url::parse(text).is_ok_and(|url| !matches!(url.scheme(), "http" | "https"));
        let (code, help) = match web::meant(text) {
            Some(meant) => (Code::BadAddress, format!("write `{meant}`")),
            None => {
                let code = if other { Code::UnsafeAddress } else { Code::BadAddress };
                (code, "write an address that begins with https://".to_owned())
            }
        };
        self.push(
            Diagnostic::new(code, place(), format!("`{}` is no web address", text::shorten(text, 60))).help(help),
        );
        None
    }
}
