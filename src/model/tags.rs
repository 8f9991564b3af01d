//! Tags while ids become references: what events write, and which tag each of these spellings is.
//!
//! Enters: `content/tags.yaml`, and tags as events write them. Leaves: ids, and a finding for every two spellings
//! that would silently be one tag. Must not know: what else an event says.
//!
//! A tag is found by its id, else by the name that `content/tags.yaml` gives it, else by the slug of what is written.
//! Spellings of one slug are one tag when they differ by case, spaces and hyphens alone.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use unicode_normalization::UnicodeNormalization;

use super::findings::{Findings, present};
use super::{EventId, Tag, terms};
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::document::{self, Document, Named, Step};
use crate::text;

type Table = Document<Vec<Named<document::Tag>>>;

/// A tag as an event writes it.
pub(super) struct Written {
    /// Its place in the event's list, from 0.
    pub(super) number: usize,
    /// The words.
    pub(super) words: String,
    /// Their slug; empty when they have no letter or digit.
    pub(super) slug: String,
}

/// Reads the tags of an event.
pub(super) fn written(document: &Document<document::Event>) -> Vec<Written> {
    let all = document.front.tags.iter().flatten().enumerate();
    let written = all.filter_map(|(number, words)| Some((number, words.present()?.to_owned())));
    written.map(|(number, words)| Written { number, slug: text::slug(&words), words }).collect()
}

/// All tags, found by id and by name.
#[derive(Default)]
pub(super) struct Tags {
    /// What `content/tags.yaml` says: name and summary, by id.
    texts: BTreeMap<String, (Option<String>, Option<String>)>,
    /// The ids of the names in it, by what the spellings of one have in common.
    names: HashMap<String, String>,
    /// What events write where no id and no name is meant, by slug.
    spellings: BTreeMap<String, Vec<Spelling>>,
}

/// The first of the spellings of a tag that differ by case, spaces and hyphens alone.
struct Spelling {
    common: String,
    words: String,
    place: Location,
    /// Whether only documents that are held back have it.
    held: bool,
}

impl Tags {
    /// The tags of `content/tags.yaml`.
    pub(super) fn read(table: Option<&Table>, found: &mut Findings<'_>) -> Self {
        let mut tags = Self::default();
        let Some(table) = table else { return tags };
        for named in table.front.iter().filter(|named| terms::is_slug(table, named, found)) {
            let text = (present(named.record.name.as_ref()), present(named.record.summary.as_ref()));
            tags.texts.insert(named.name.clone(), text);
        }
        let ids: HashMap<String, &String> = tags.texts.keys().rev().map(|id| (common(id), id)).collect();
        for named in &table.front {
            let id = &named.name;
            let Some((Some(name), _)) = tags.texts.get(id) else { continue };
            let common = common(name);
            let by_id = ids.get(&common).copied().filter(|other| *other != id);
            match by_id.or_else(|| tags.names.get(&common)) {
                Some(other) => found.push(same_name(table, id, other, name)),
                None => _ = tags.names.insert(common, id.clone()),
            }
        }
        tags
    }

    /// The id of a tag that an event carries; `place` is where it stands there.
    pub(super) fn id(
        &mut self,
        tag: &Written,
        held: bool,
        place: impl Fn() -> Location,
        found: &mut Findings<'_>,
    ) -> Option<String> {
        if self.texts.contains_key(&tag.words) {
            return Some(tag.words.clone());
        }
        let common = common(&tag.words);
        if let Some(id) = self.names.get(&common) {
            return Some(id.clone());
        }
        if tag.slug.is_empty() {
            let message = format!("the tag `{}` has no letter or digit", text::shorten(&tag.words, 40));
            let name = text::yaml_text(&tag.words);
            found.push(Diagnostic::new(Code::BadSlug, place(), message).help(format!(
                "write a word, or name the tag in content/tags.yaml:\n{}:\n  name: {name}",
                self.free(&tag.words, |_| true)
            )));
            return None;
        }
        let spellings = match self.spellings.get_mut(&tag.slug) {
            Some(spellings) => spellings,
            None => self.spellings.entry(tag.slug.clone()).or_default(),
        };
        match spellings.iter_mut().find(|spelling| spelling.common == common) {
            Some(spelling) if spelling.held && !held => {
                *spelling = Spelling { common, words: tag.words.clone(), place: place(), held };
            }
            Some(_) => {}
            None => spellings.push(Spelling { common, words: tag.words.clone(), place: place(), held }),
        }
        Some(tag.slug.clone())
    }

    /// The name and the summary that `content/tags.yaml` gives a tag.
    pub(super) fn text(&self, id: &str) -> (Option<String>, Option<String>) {
        self.texts.get(id).cloned().unwrap_or_default()
    }

    /// Reports every spelling that would be one tag with another.
    pub(super) fn clashes(&mut self, found: &mut Findings<'_>) {
        for spellings in self.spellings.values_mut() {
            let place = |spelling: &Spelling| (spelling.place.path.clone(), spelling.place.span);
            spellings.sort_by_cached_key(|spelling| (spelling.held, place(spelling)));
        }
        for (id, spellings) in &self.spellings {
            let listed = self.texts.contains_key(id);
            // One that is the id of a tag in other words is that tag.
            let apart: Vec<&Spelling> =
                spellings.iter().filter(|spelling| !listed || spelling.common != common(id)).collect();
            let (first, others) = match apart.split_first() {
                Some((first, others)) if !listed => (Some(*first), others),
                _ => (None, &apart[..]),
            };
            if others.is_empty() {
                continue;
            }
            let entries = self.entries(&apart);
            for spelling in others {
                let words = text::shorten(&spelling.words, 40);
                let place = spelling.place.clone();
                found.push(match first {
                    Some(first) => {
                        let other = text::shorten(&first.words, 40);
                        Diagnostic::new(
                            Code::TagsThatClash,
                            place,
                            format!("the tags `{other}` and `{words}` would be one, `{id}`"),
                        )
                        .related(first.place.clone(), format!("`{other}` stands here"))
                        .help(format!("write both alike, or name each in content/tags.yaml:\n{entries}"))
                    }
                    None => Diagnostic::new(
                        Code::TagsThatClash,
                        place,
                        format!("the tag `{words}` would be one with `{id}` of content/tags.yaml"),
                    )
                    .help(format!("write `{id}` if it is meant, or name the other in content/tags.yaml:\n{entries}")),
                });
            }
        }
    }

    /// Lines of `content/tags.yaml` that tell spellings apart.
    fn entries(&self, spellings: &[&Spelling]) -> String {
        let mut taken = BTreeSet::new();
        let mut lines = Vec::new();
        for spelling in spellings {
            // An id that is what another means would be that one's.
            let others = || spellings.iter().filter(|other| other.common != spelling.common);
            let is_own = |id: &String| !taken.contains(id) && others().all(|other| other.common != common(id));
            let id = self.free(&spelling.words, is_own);
            lines.push(format!("{id}:\n  name: {}", text::yaml_text(&spelling.words)));
            taken.insert(id);
        }
        lines.join("\n")
    }

    /// An id for a tag of these words that no other has.
    fn free(&self, words: &str, is_own: impl Fn(&String) -> bool) -> String {
        let base = Some(text::spelled_slug(words)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| "tag".to_owned());
        let is_free = |id: &String| !self.texts.contains_key(id) && is_own(id);
        let more = (2_usize..).map(|number| format!("{base}-{number}"));
        std::iter::once(base.clone()).chain(more).find(is_free).unwrap_or_default()
    }
}

impl Tag {
    /// A tag as events in order write it. It has the name that `content/tags.yaml` gives it, else the spelling that
    /// most of them have, and of several such the one that comes first.
    pub(super) fn of(
        id: String,
        given: Option<String>,
        summary: Option<String>,
        carried: Vec<(EventId, &str)>,
    ) -> Self {
        let (events, spelled): (Vec<EventId>, Vec<String>) =
            carried.into_iter().map(|(event, words)| (event, words.to_owned())).unzip();
        let spelled = if given.is_some() { Vec::new() } else { spelled };
        let name = given.unwrap_or_else(|| most_used(&spelled));
        Self { id, name, summary, events, spelled }
    }

    /// Leaves events out.
    pub(super) fn keep(&mut self, stays: impl Fn(EventId) -> bool) {
        if self.spelled.is_empty() {
            return self.events.retain(|event| stays(*event));
        }
        let both = std::mem::take(&mut self.events).into_iter().zip(std::mem::take(&mut self.spelled));
        (self.events, self.spelled) = both.filter(|(event, _)| stays(*event)).unzip();
        self.name = most_used(&self.spelled);
    }
}

/// The text that comes most often; of several the first.
fn most_used(all: &[String]) -> String {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for words in all {
        *counts.entry(words).or_default() += 1;
    }
    let most = counts.values().copied().max();
    all.iter().find(|words| counts.get(words.as_str()).copied() == most).cloned().unwrap_or_default()
}

/// What spellings have in common that differ by case, spaces and hyphens alone. The apostrophes of keyboards and of
/// print are one.
fn common(words: &str) -> String {
    let letters = words.nfc().flat_map(char::to_lowercase).nfc();
    let letters = letters.filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{2010}' | '\u{2011}'));
    letters.map(|c| if matches!(c, '\'' | 'ʼ') { '’' } else { c }).collect()
}

/// Two tags of one name: an event that writes it could mean either.
fn same_name(table: &Table, id: &str, other: &str, name: &str) -> Diagnostic {
    let name = text::shorten(name, 40);
    Diagnostic::new(
        Code::TagsThatClash,
        table.place(&[Step::Key(id), Step::Key("name")]),
        format!("the tags `{other}` and `{id}` are both called `{name}`"),
    )
    .related(table.place(&[Step::Name(other)]), format!("`{other}` stands here"))
    .help(format!("give one of the two another `name`, or keep `{other}` alone"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::nth;

    #[test]
    fn what_spellings_have_in_common() {
        for (a, b, same) in [
            ("United States", "united-states", true),
            ("IRS", "irs", true),
            ("5 G", "5G", true),
            ("Beijing's reply", "beijing’s-reply", true),
            ("E\u{301}tat", "état", true),
            ("C++", "C#", false),
            ("C++", "c", false),
            ("A/B", "a b", false),
        ] {
            assert_eq!(common(a) == common(b), same, "{a} and {b}");
        }
    }

    #[test]
    fn the_most_frequent_spelling_and_then_the_first() {
        for (all, expected) in [
            (&["IRS"][..], "IRS"),
            (&["irs", "IRS", "IRS"], "IRS"),
            (&["irs", "IRS"], "irs"),
            (&["b", "a", "a", "b", "c"], "b"),
        ] {
            let carried = all.iter().enumerate().map(|(event, words)| (nth(event), *words)).collect();
            assert_eq!(Tag::of("x".to_owned(), None, None, carried).name, expected, "{all:?}");
        }
        let mut tag = Tag::of("x".to_owned(), None, None, vec![(nth(0), "irs"), (nth(1), "IRS"), (nth(2), "IRS")]);
        tag.keep(|event| event < nth(1));
        assert_eq!((tag.name.as_str(), &tag.events[..]), ("irs", &[nth(0)][..]));
    }
}
