//! Names and descriptions of people as they stand inside a sentence.
//!
//! Enters: a name as its editor wrote it, and a [`Locale`]. Leaves: the same, or with a small first letter. Must not
//! know: whose name it is.

use std::borrow::Cow;

use super::{Locale, is_english};

/// Words that begin a description, and have a capital only where a sentence begins with them.
const LEADING: &[&str] = &[
    "The", "A", "An", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Another", "Both",
    "Several", "Some", "Many", "Most", "Few", "Unnamed",
];

/// Words that have no capital inside a name either.
const SMALL: &[&str] =
    &["of", "and", "the", "for", "in", "on", "at", "to", "from", "with", "de", "la", "du", "von", "van"];

impl Locale {
    /// A name inside a sentence: "asserted by the Biden administration". What has words without a capital is a
    /// description, and begins with a small letter there; where all have one it is a name, whose article is its own:
    /// "asserted by The Washington Post". English alone is written so.
    #[must_use]
    pub fn inside<'a>(&self, name: &'a str) -> Cow<'a, str> {
        let Some((first, rest)) =
            name.split_once(' ').filter(|(first, _)| is_english(&self.language) && LEADING.contains(first))
        else {
            return Cow::Borrowed(name);
        };
        let describes = |word: &str| word.starts_with(char::is_lowercase) && !SMALL.contains(&word);
        match rest.split_whitespace().any(describes) {
            true => Cow::Owned(format!("{} {rest}", first.to_ascii_lowercase())),
            false => Cow::Borrowed(name),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::Locale;

    #[test]
    fn descriptions_begin_small_and_names_do_not() {
        let locale = |language| Locale::new(language, None, &BTreeMap::new());
        for (name, expected) in [
            ("The Biden administration", "the Biden administration"),
            ("The spokesman", "the spokesman"),
            ("The 9/11 commission", "the 9/11 commission"),
            ("The ministry’s Office of Information", "the ministry’s Office of Information"),
            ("A US official", "a US official"),
            ("An aide to the President", "an aide to the President"),
            ("Two US officials", "two US officials"),
            ("Several people close to the talks", "several people close to the talks"),
            ("The Washington Post", "The Washington Post"),
            ("The Hague", "The Hague"),
            ("The Bank of England", "The Bank of England"),
            ("The", "The"),
            ("One America News", "One America News"),
            ("A Just Russia", "A Just Russia"),
            ("the Biden administration", "the Biden administration"),
            ("Theresa May’s office", "Theresa May’s office"),
            ("US officials", "US officials"),
            ("", ""),
        ] {
            assert_eq!(locale("en").inside(name), expected);
            assert_eq!(locale("en-GB").inside(name), expected);
            assert_eq!(locale("de").inside(name), name);
        }
    }
}
