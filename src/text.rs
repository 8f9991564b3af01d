//! Small rules about words: slugs, plurals, and what somebody may have meant.
//!
//! Enters and leaves: text. Must not know: anything of Annals.

mod alike;
mod directions;
mod said;
pub(crate) mod signs;
mod words;

use std::borrow::Cow;

use rapidfuzz::distance::osa;
pub use said::{Said, might_be_raw, said, unfinished};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

pub use directions::{directions, end_of_direction, is_direction, open_directions};
pub(crate) use words::words;

/// The longest slug, in bytes; with a folder and `index.html` it stays far below any system's limit.
const MAX_SLUG: usize = 100;

/// Text with its letters composed (NFC of UAX #15): `e` and an accent become `é`. Keyboards and file systems
/// write a letter either way, so that whatever is a name is composed where it enters, and then compared.
#[must_use]
pub fn composed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.nfc().collect())
}

/// Makes text fit for an address: lower case, letters and digits of any script, `-` between words.
/// Empty when the text has neither letter nor digit.
#[must_use]
pub fn slug(text: &str) -> String {
    if text.is_ascii() {
        // The same, without the tables that other scripts need.
        return joined(text.len(), text.chars().map(|c| c.to_ascii_lowercase()));
    }
    let letters = text.nfc().flat_map(plain).flat_map(char::to_lowercase);
    let dotted = |before: &mut char, c| Some((std::mem::replace(before, c) == 'i' && c == '\u{307}', c));
    let letters = letters.scan(' ', dotted).filter(|(second_dot, _)| !second_dot).map(|(_, c)| c);
    joined(text.len(), letters.nfc())
}

/// Letters in whose place others are usual in addresses. `ß` has a capital only since 2017, and `İ` in lower case is an
/// `i` with a second dot above it.
fn plain(c: char) -> impl Iterator<Item = char> {
    let (first, second) = match c {
        'ß' | 'ẞ' => ('s', Some('s')),
        'İ' => ('i', None),
        c => (c, None),
    };
    [Some(first), second].into_iter().flatten()
}

/// Whether a mark chooses between pictures of the character before it (UTS #51): a variation selector, the frame of a
/// keycap. It is no part of a letter.
fn is_picture(mark: char) -> bool {
    matches!(mark, '\u{20DD}'..='\u{20E0}' | '\u{20E2}'..='\u{20E4}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// The same, with words for the signs that it leaves out, so that `C++` and `C#` stay two.
#[must_use]
pub fn spelled_slug(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for c in text.chars() {
        match SIGNS.iter().find(|(sign, _)| *sign == c) {
            Some((_, word)) => words.extend([" ", word, " "]),
            None => words.push(c),
        }
    }
    slug(&words)
}

/// Signs that have a word.
const SIGNS: [(char, &str); 11] = [
    ('+', "plus"),
    ('#', "sharp"),
    ('&', "and"),
    ('@', "at"),
    ('%', "percent"),
    ('*', "star"),
    ('=', "equals"),
    ('/', "slash"),
    ('$', "dollar"),
    ('€', "euro"),
    ('£', "pound"),
];

fn joined(length: usize, letters: impl Iterator<Item = char>) -> String {
    let mut slug = String::with_capacity(length.min(MAX_SLUG));
    for c in letters {
        let end = slug.len();
        let mark = !c.is_ascii() && unicode_normalization::char::is_combining_mark(c);
        if mark && (end == 0 || slug.ends_with('-') || is_picture(c)) {
            // There is no letter that it belongs to.
        } else if c.is_alphanumeric() || mark {
            if end + c.len_utf8() > MAX_SLUG {
                break;
            }
            slug.push(c);
        } else if matches!(c, '\'' | '’' | 'ʼ') {
            // "Beijing's" reads better as beijings than as beijing-s.
        } else if end > 0 && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// A text in which case and the composition of letters make no difference, as to file systems that tell neither
/// apart. Letters whose other case is several letters keep theirs, as there: `ß` is not `ss`.
#[must_use]
pub fn folded(text: &str) -> String {
    fn only(mut letters: impl Iterator<Item = char>, kept: char) -> char {
        match (letters.next(), letters.next()) {
            (Some(one), None) => one,
            _ => kept,
        }
    }
    let fold = |c: char| {
        let upper = only(c.to_uppercase(), c);
        only(upper.to_lowercase(), upper)
    };
    text.nfc().map(fold).nfc().collect()
}

/// `1 event`, `2 events`: for messages, which are in English.
#[must_use]
pub fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", thousands(count), if count == 1 { one } else { many })
}

/// `12,345`.
#[must_use]
pub fn thousands(count: usize) -> String {
    let digits = count.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// The candidate nearest to `word`, when it is near enough to be meant: no more than a third of the
/// letters differ, a swap of neighbours counting once.
#[must_use]
pub fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    Candidates::of(candidates).nearest(word)
}

/// Words one of which may have been meant, ready to be looked through often.
#[derive(Debug)]
pub struct Candidates<'a>(Vec<(u64, &'a str)>);

impl<'a> Candidates<'a> {
    /// These words.
    #[must_use]
    pub fn of(words: impl IntoIterator<Item = &'a str>) -> Self {
        Self(words.into_iter().map(|word| (letters(word), word)).collect())
    }

    /// As [`did_you_mean`].
    #[must_use]
    pub fn nearest(&self, word: &str) -> Option<&'a str> {
        // What looks the same is nearer than any count of letters says.
        if !word.is_ascii()
            && let Some(same) = signs::readings(word).find_map(|text| self.0.iter().find(|(_, other)| *other == text))
        {
            return Some(same.1);
        }
        let folded = word.to_lowercase();
        let limit = (folded.chars().count().max(3) / 3).min(4);
        let set = letters(&folded);
        let near = osa::BatchComparator::new(folded.chars());
        let within = osa::Args::default().score_cutoff(limit);
        let distance = |candidate: &str| match has_capitals(candidate) {
            true => near.distance_with_args(candidate.to_lowercase().chars(), &within),
            false => near.distance_with_args(candidate.chars(), &within),
        };
        self.0
            .iter()
            // A letter put in the place of another changes two of the set; and letters have up to four bytes.
            .filter(|(other, _)| (other ^ set).count_ones() as usize <= 2 * limit)
            .filter(|(_, candidate)| candidate.len().abs_diff(folded.len()) <= 4 * limit)
            .filter_map(|(_, candidate)| Some((distance(candidate)?, *candidate)))
            .min()
            .map(|(_, candidate)| candidate)
    }
}

/// Whether a word may be another in lower case.
fn has_capitals(word: &str) -> bool {
    any_byte(word, |byte| byte.is_ascii_uppercase() | (byte >= 0x80))
}

/// The letters of a word in lower case, as a set in which some share a place.
fn letters(word: &str) -> u64 {
    let set = |letters: &mut dyn Iterator<Item = char>| letters.fold(0, |set, c| set | 1 << (u32::from(c) % 64));
    match has_capitals(word) {
        true => set(&mut word.to_lowercase().chars()),
        false => set(&mut word.chars()),
    }
}

/// Whether a text has a byte of some kind. There is no way out between bytes, so that many are looked at in one step.
#[must_use]
pub fn any_byte(text: &str, kind: impl Fn(u8) -> bool) -> bool {
    text.as_bytes().chunks(64).any(|chunk| chunk.iter().fold(false, |any, byte| any | kind(*byte)))
}

/// Whether a character is not for text: a control character other than a tab or the end of a line, or one that
/// Unicode sets aside, two of which mark addresses.
#[must_use]
pub fn is_forbidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
        || matches!(c, '\u{FDD0}'..='\u{FDEF}')
        || (u32::from(c) & 0xFFFE) == 0xFFFE
}

/// The first character of a text that is not for text.
#[must_use]
pub fn forbidden(text: &str) -> Option<char> {
    // Each is below U+0020, is U+007F, or begins with one of a few bytes.
    let odd = |b: u8| (b < 0x20) & (b != b'\t') & (b != b'\n') & (b != b'\r') | (b == 0x7F) | (b == 0xC2) | (b >= 0xEF);
    if any_byte(text, odd) { text.chars().find(|c| is_forbidden(*c)) } else { None }
}

/// That no thing of a kind has a name, for a message. `near` is the name that was probably meant: where the two look
/// the same, it is said what tells them apart.
#[must_use]
pub fn nothing(kind: &str, name: &str, among: &str, near: Option<&str>) -> String {
    format!("there is no {kind} `{}`{among}{}", shorten(name, 60), signs::told(name, near))
}

/// Text on one line and no longer than `max` characters, for a message.
#[must_use]
pub fn shorten(text: &str, max: usize) -> String {
    let (mut out, mut count) = (String::with_capacity(text.len().min(max.saturating_mul(4))), 0);
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
            count += 1;
        }
        out.push_str(word);
        count += word.chars().count();
        if count > max {
            out = out.chars().take(max.saturating_sub(1)).collect();
            out.push('…');
            break;
        }
    }
    out
}

/// A text as a YAML value on one line, in double quotes.
#[must_use]
pub fn yaml_quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A text as a YAML value on one line: as it is where that is safe, else in double quotes.
#[must_use]
pub fn yaml_text(text: &str) -> String {
    let inner = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '+' | '#' | '.' | '/' | '_' | '’');
    let plain = text.starts_with(char::is_alphanumeric)
        && text.chars().all(inner)
        && !text.contains(" #")
        && !text.eq_ignore_ascii_case("null");
    if plain { text.to_owned() } else { yaml_quoted(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs() {
        for (text, expected) in [
            ("Rome talks", "rome-talks"),
            ("  Beijing’s reply: “No”!  ", "beijings-reply-no"),
            ("Київ 2022", "київ-2022"),
            ("../../x", "x"),
            ("…", ""),
            ("E\u{301}tat", "état"),
            // A dotted capital, and its lower case as other programs make it.
            ("İstanbul", "istanbul"),
            ("I\u{307}stanbul", "istanbul"),
            ("i\u{307}stanbul", "istanbul"),
            ("i\u{307}\u{301}", "í"),
            ("ISPARTA ısparta", "isparta-ısparta"),
            ("Straße STRAẞE", "strasse-strasse"),
            // Emoji: variation selectors, sequences with joiners, keycaps, flags, letters in frames.
            ("❤️ title", "title"),
            ("title ❤️", "title"),
            ("a ❤️ b", "a-b"),
            ("👩‍❤️‍👨 love", "love"),
            ("1️⃣ step", "1-step"),
            ("🇺🇦 war", "war"),
            ("☝🏽 up", "up"),
            ("ℹ️ info", "ℹ-info"),
            ("葛\u{E0100}城", "葛城"),
            ("\u{301}x", "x"),
            // Letters of any script stay, and so do the marks that belong to them.
            ("हिन्दी में", "हिन्दी-में"),
            ("ภาษาไทย", "ภาษาไทย"),
            ("한국어", "한국어"),
            ("\u{1112}\u{1161}\u{11AB}국어", "한국어"),
            ("か\u{3099}いこく", "がいこく"),
            ("שָׁלוֹם", "שָׁלוֹם"),
            ("Ångström Å", "ångström-å"),
        ] {
            let slug = slug(text);
            assert_eq!(slug, composed(expected), "{text:?}");
            assert_eq!(super::slug(&slug), slug, "{text:?}: a slug is one of itself");
        }
        for (text, expected) in [("C++", "c-plus-plus"), ("C#", "c-sharp"), ("Rome talks", "rome-talks"), ("…", "")] {
            assert_eq!(spelled_slug(text), expected, "{text:?}");
        }
        assert!(slug(&"word ".repeat(100)).len() <= MAX_SLUG);
    }

    #[test]
    fn one_letter_written_in_two_ways() {
        for (text, expected) in [("cafe\u{301}", "café"), ("café", "café"), ("İ ß ❤️", "İ ß ❤️"), ("\u{212B}", "Å")]
        {
            assert_eq!(composed(text), expected);
        }
    }

    #[test]
    fn what_file_systems_do_not_tell_apart() {
        for (one, other, same) in [
            ("About", "about", true),
            ("КИЇВ", "київ", true),
            ("\u{C9}tat", "e\u{301}tat", true),
            ("\u{212A}", "k", true),
            ("ΟΔΟΣ", "οδος", true),
            ("οδος", "οδοσ", true),
            ("Straße", "Strasse", false),
            ("a", "b", false),
            ("İ", "i", false),
            ("é", "e", false),
        ] {
            assert_eq!(folded(one) == folded(other), same, "{one} {other}");
        }
    }

    #[test]
    fn nearest_word() {
        let words = ["date", "draft", "date_note", "tags"];
        for (word, expected) in
            [("darft", Some("draft")), ("tag", Some("tags")), ("Date", Some("date")), ("colour", None), ("x", None)]
        {
            assert_eq!(did_you_mean(word, words), expected, "{word}");
        }
        // Every letter is another, yet of the same set; and capitals beyond ASCII.
        assert_eq!(did_you_mean("aabbaabb", ["bbaabbaa"]), None);
        assert_eq!(did_you_mean("ÄÖÜß-KIJW", ["äöüß-kijv", "kiew"]), Some("äöüß-kijv"));
    }

    #[test]
    fn what_is_not_for_text() {
        for c in [
            '\0',
            '\u{7}',
            '\u{7F}',
            '\u{85}',
            '\u{FDD0}',
            '\u{FDEF}',
            '\u{FFFE}',
            '\u{FFFF}',
            '\u{1FFFE}',
            '\u{10FFFF}',
        ] {
            assert_eq!(forbidden(&format!("{}a{c}\u{FDD1}", "é".repeat(70))), Some(c));
        }
        for text in ["", "a\tb\r\nc", "\u{A0}\u{FDCF}\u{FDF0}\u{FFFD}\u{1F600}\u{10FFFD}"] {
            assert_eq!(forbidden(text), None, "{text:?}");
        }
    }

    #[test]
    fn numbers_and_lengths() {
        assert_eq!(plural(1, "event", "events"), "1 event");
        assert_eq!(plural(12345, "event", "events"), "12,345 events");
        assert_eq!(shorten("a  b\nc", 10), "a b c");
        assert_eq!(shorten("abcdefgh", 5), "abcd…");
        for (text, expected) in
            [("C++", "C++"), ("C#", "C#"), ("C #", "\"C #\""), ("a: b", "\"a: b\""), ("null", "\"null\"")]
        {
            assert_eq!(yaml_text(text), expected);
        }
        assert_eq!(yaml_quoted("a \"b\""), r#""a \"b\"""#);
    }
}
