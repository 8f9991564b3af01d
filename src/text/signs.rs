//! Characters that are not seen, or that look like those of a keyboard and are others.
//!
//! Enters: text. Leaves: the same with the characters of a keyboard, and the names of those that were put out of their
//! place. Must not know: what makes a date, an address or an id.

pub(crate) use super::alike::{is_dash, is_quotation, is_unseen};
use super::alike::{is_single, latin_letter, name, script_of};

/// A text with other characters, and which were replaced, each once.
pub(crate) struct Replaced {
    pub(crate) text: String,
    found: Vec<(char, Option<char>)>,
}

impl Replaced {
    fn by(text: &str, replace: impl Fn(usize, char) -> Option<Put>) -> Self {
        let mut replaced = Self { text: String::with_capacity(text.len()), found: Vec::new() };
        for (at, c) in text.char_indices() {
            let Some(put) = replace(at, c) else {
                replaced.text.push(c);
                continue;
            };
            let instead = match put {
                Put::Nothing => None,
                Put::Dots => {
                    replaced.text.push_str("..");
                    None
                }
                Put::Sign(sign) => {
                    replaced.text.push(sign);
                    Some(sign)
                }
            };
            let known = |(other, put): &(char, Option<char>)| *other == c || name(*other) == name(c) && put.is_some();
            if !replaced.found.iter().any(known) {
                replaced.found.push((c, instead));
            }
        }
        replaced.text = replaced.text.trim().to_owned();
        replaced
    }

    /// `a full-width colon (U+FF1A) in the place of ":"`, for a message.
    pub(crate) fn names(&self) -> String {
        let one = |(c, instead): &(char, Option<char>)| {
            let code = called(*c);
            match instead {
                Some(' ') | None => code,
                Some(digit) if digit.is_ascii_digit() => code,
                Some(sign) => format!("{code} in the place of `{sign}`"),
            }
        };
        let names: Vec<String> = self.found.iter().take(3).map(one).collect();
        names.join(" and ")
    }
}

/// What stands in the place of a character.
#[derive(Clone, Copy)]
enum Put {
    Nothing,
    Dots,
    Sign(char),
}

/// `a no-break space (U+00A0)`, for a message.
pub(crate) fn called(c: char) -> String {
    format!("{} (U+{:04X})", name(c), u32::from(c))
}

/// With the letters of a keyboard for those that look like them, or have an accent more: for words of which it is known
/// how they are written.
pub(crate) fn latin(text: &str) -> Replaced {
    Replaced::by(text, |at, c| {
        let typed = || sign(c).or_else(|| quotation(text, at, c));
        let dash = || is_dash(c).then_some('-').or_else(|| latin_letter(c));
        if c.is_ascii() { None } else { dash().map(Put::Sign).or_else(typed) }
    })
}

/// An address without what was hardly meant: signs that are not seen, but for those that join the letters of some
/// scripts; quotation marks round it; and signs in its beginning, which has those of a keyboard. In a path they may be
/// meant.
pub(crate) fn address(text: &str) -> Replaced {
    let marked = outer(text);
    let inner = text.trim_start_matches(|c: char| is_quotation(c) || is_unseen(c) || c.is_whitespace());
    let from = text.len() - inner.len();
    let scheme = inner.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(0);
    let begin = match inner[scheme..].strip_prefix([':', '：', '∶', '﹕', '꞉']) {
        Some(rest) => rest.trim_start_matches(['/', '／', '⁄', '∕', '⧸']),
        None => inner,
    };
    let host = text.len() - begin.len() + begin.find(['/', '／', '?', '#']).unwrap_or(begin.len());
    Replaced::by(text, |at, c| match sign(c) {
        Some(Put::Nothing) if joins(text, at, c) => None,
        Some(Put::Nothing) => Some(Put::Nothing),
        Some(put) if (from..host).contains(&at) && c != '…' => Some(put),
        _ => (marked && quotation(text, at, c).is_some() && is_end(text, at, c)).then_some(Put::Nothing),
    })
}

/// A name without what was hardly meant: signs that are not seen, but for those that join letters, and quotation marks
/// round it.
pub(crate) fn name_of(text: &str) -> Replaced {
    let marked = outer(text);
    Replaced::by(text, |at, c| match () {
        () if is_unseen(c) && !joins(text, at, c) => Some(Put::Nothing),
        () => (marked && is_quotation(c) && is_end(text, at, c)).then_some(Put::Nothing),
    })
}

/// Words without signs that are not seen, but for those that belong to what stands beside them.
pub(crate) fn seen(text: &str) -> Replaced {
    Replaced::by(text, |at, c| (is_unseen(c) && !joins(text, at, c)).then_some(Put::Nothing))
}

/// The words for what tells two texts apart, where that is only signs that are not seen or look like others: to stand
/// at the end of a message. Nothing where they differ otherwise.
pub(crate) fn told(typed: &str, meant: Option<&str>) -> String {
    let Some(meant) = meant.filter(|meant| !(typed.is_ascii() && meant.is_ascii())) else { return String::new() };
    let between = |from: &str, to: &str| {
        let mut all = [plain, hyphens, latin].into_iter().map(|replace| replace(from));
        all.find(|found| found.text == to && found.text != from).map(|found| found.names())
    };
    match between(typed, meant) {
        Some(names) => format!(": it has {names}"),
        None => between(meant, typed).map_or_else(String::new, |names| format!(": the one that is there has {names}")),
    }
}

/// What a text may be, in the signs of a keyboard.
pub(crate) fn readings(text: &str) -> impl Iterator<Item = String> + '_ {
    [plain, hyphens, latin].into_iter().map(|replace| replace(text).text).filter(move |other| other != text)
}

/// Whether a text stands in quotation marks of a word processor.
pub(crate) fn outer(text: &str) -> bool {
    let text = text.trim_matches(|c: char| c.is_whitespace() || is_unseen(c));
    let mut letters = text.chars();
    match (letters.next(), letters.next_back()) {
        (Some(first), Some(last)) => {
            let inner = &text[first.len_utf8()..text.len() - last.len_utf8()];
            is_quotation(first) && is_quotation(last) && !inner.trim().is_empty() && !inner.contains([first, last])
        }
        _ => false,
    }
}

/// Whether nothing is seen on one of the two sides of a character.
fn is_end(text: &str, at: usize, c: char) -> bool {
    let nothing = |part: &str| part.chars().all(|c| is_unseen(c) || c.is_whitespace());
    nothing(&text[..at]) || nothing(&text[at + c.len_utf8()..])
}

/// Whether a sign that is not seen belongs to what stands beside it: it joins or parts the letters of a script that is
/// written so, or it chooses a picture.
fn joins(text: &str, at: usize, c: char) -> bool {
    let letter = |c: Option<char>| c.is_some_and(|c| !c.is_ascii() && !c.is_whitespace());
    let before = || text[..at].chars().next_back();
    match c {
        '\u{FE00}'..='\u{FE0F}' | '\u{E0000}'..='\u{E007F}' => before().is_some_and(|c| !c.is_whitespace()),
        '\u{200B}'..='\u{200D}' => letter(before()) && letter(text[at + c.len_utf8()..].chars().next()),
        _ => false,
    }
}

/// Without what is not seen, and with the signs, digits and blanks of a keyboard. Dashes that a range may be meant by
/// stay.
pub(crate) fn plain(text: &str) -> Replaced {
    Replaced::by(text, |at, c| sign(c).or_else(|| quotation(text, at, c)))
}

/// That, and with a hyphen for every dash.
pub(crate) fn hyphens(text: &str) -> Replaced {
    Replaced::by(text, |at, c| match c {
        '–' | '—' | '―' => Some(Put::Sign('-')),
        _ => sign(c).or_else(|| quotation(text, at, c)),
    })
}

/// That, and with the letters and digits that others look like.
pub(crate) fn letters(text: &str) -> Replaced {
    Replaced::by(text, |at, c| match c {
        '–' | '—' | '―' => Some(Put::Sign('-')),
        'Х' | 'х' | 'Χ' | 'χ' => Some(Put::Sign('X')),
        'Т' | 'Τ' => Some(Put::Sign('T')),
        'В' | 'Β' => Some(Put::Sign('B')),
        'С' => Some(Put::Sign('C')),
        'Е' | 'Ε' => Some(Put::Sign('E')),
        'О' | 'о' | 'Ο' | 'ο' | 'O' | 'o' => Some(Put::Sign('0')),
        'l' | 'I' | 'І' | '|' => Some(Put::Sign('1')),
        _ => sign(c).or_else(|| quotation(text, at, c)),
    })
}

fn sign(c: char) -> Option<Put> {
    Some(match c {
        _ if is_unseen(c) => Put::Nothing,
        '…' => Put::Dots,
        '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => Put::Sign(' '),
        '‐' | '‑' | '‒' | '−' | '﹣' | '⁃' | '˗' => Put::Sign('-'),
        '∶' | '﹕' | '꞉' | '׃' => Put::Sign(':'),
        '⁄' | '∕' | '⧸' => Put::Sign('/'),
        '〜' | '∼' | '˜' => Put::Sign('~'),
        // Full-width forms stand in the order of ASCII.
        '\u{FF01}'..='\u{FF5E}' => Put::Sign(char::from_u32(u32::from(c) - 0xFEE0)?),
        _ => Put::Sign(char::from_digit(script_of(c)?.1, 10)?),
    })
}

/// Quotation marks of word processors: single ones only round the text, as the one of `1990’s` is another.
fn quotation(text: &str, at: usize, c: char) -> Option<Put> {
    let outer = at == 0 || at + c.len_utf8() == text.len();
    (is_quotation(c) && (outer || !is_single(c))).then_some(Put::Nothing)
}

#[cfg(test)]
mod tests {
    use super::super::alike::ZEROS;
    use super::*;

    #[test]
    fn every_digit_of_unicode_has_its_value() {
        for (zero, name) in ZEROS {
            for value in 0..10 {
                let c = char::from_u32(u32::from(*zero) + value).unwrap();
                assert!(c.is_numeric(), "{name}: {c}");
                assert_eq!(plain(&c.to_string()).text, value.to_string(), "{name}");
            }
        }
        assert_eq!(plain("２０２２").text, "2022");
    }

    #[test]
    fn what_is_replaced_is_named() {
        for (text, clean, names) in [
            ("2022\u{200B}-03-14", "2022-03-14", "a zero width space (U+200B)"),
            ("12：30", "12:30", "a full-width colon (U+FF1A) in the place of `:`"),
            ("٢٠٢٢", "2022", "an Arabic-Indic digit (U+0662)"),
            ("“2022”", "2022", "a quotation mark (U+201C) and a quotation mark (U+201D)"),
            ("‘1990’s’", "1990’s", "a quotation mark (U+2018) and a quotation mark (U+2019)"),
            ("2022…2023", "2022..2023", "an ellipsis (U+2026)"),
            ("2022‑03", "2022-03", "a no-break hyphen (U+2011) in the place of `-`"),
            ("a\u{E9}", "a\u{E9}", ""),
        ] {
            let found = plain(text);
            assert_eq!((found.text.as_str(), found.names().as_str()), (clean, names));
        }
    }

    #[test]
    fn addresses_keep_what_may_be_meant() {
        for (text, clean) in [
            ("“https://example.org/a”", "https://example.org/a"),
            ("‘https://example.org/a’", "https://example.org/a"),
            ("https://example.org/a\u{200B}b\u{200E}", "https://example.org/ab"),
            ("\u{FEFF}https://example.org", "https://example.org"),
            ("https：／／example．org/a", "https://example.org/a"),
            ("www．example.org/Ｃ", "www.example.org/Ｃ"),
            ("«https://example.org/«a»»", "«https://example.org/«a»»"),
            ("https://ru.wikipedia.org/wiki/«Дело»", "https://ru.wikipedia.org/wiki/«Дело»"),
            ("https://fa.wikipedia.org/wiki/می\u{200C}خواهم", "https://fa.wikipedia.org/wiki/می\u{200C}خواهم"),
            ("https://ja.wikipedia.org/wiki/Ｃ言語", "https://ja.wikipedia.org/wiki/Ｃ言語"),
            ("https://例え.jp/a–b’s", "https://例え.jp/a–b’s"),
        ] {
            assert_eq!(address(text).text, clean, "{text}");
            assert_eq!(address(clean).text, clean);
        }
    }

    #[test]
    fn names_and_words_keep_what_may_be_meant() {
        for (text, name, words) in [
            ("“a b”", "a b", "“a b”"),
            ("a\u{200B}b", "ab", "ab"),
            ("“a” and “b”", "“a” and “b”", "“a” and “b”"),
            ("d’Italia’", "d’Italia’", "d’Italia’"),
            ("❤\u{FE0F} 👩\u{200D}👩", "❤\u{FE0F} 👩\u{200D}👩", "❤\u{FE0F} 👩\u{200D}👩"),
            ("می\u{200C}خواهم", "می\u{200C}خواهم", "می\u{200C}خواهم"),
        ] {
            assert_eq!((name_of(text).text.as_str(), seen(text).text.as_str()), (name, words), "{text}");
        }
    }

    #[test]
    fn what_tells_two_names_apart_is_told() {
        for (typed, meant, expected) in [
            ("ti\u{200B}tle", "title", ": it has a zero width space (U+200B)"),
            ("titlе", "title", ": it has a Cyrillic letter (U+0435) in the place of `e`"),
            ("tïtle", "title", ": it has a letter with an accent (U+00EF) in the place of `i`"),
            ("\u{A0}title", "title", ": it has a no-break space (U+00A0)"),
            ("rome–talks", "rome-talks", ": it has an en dash (U+2013) in the place of `-`"),
            ("“київ”", "київ", ": it has a quotation mark (U+201C) and a quotation mark (U+201D)"),
            ("rome", "ro\u{200B}me", ": the one that is there has a zero width space (U+200B)"),
            ("titel", "title", ""),
            ("київ", "києв", ""),
        ] {
            assert_eq!(told(typed, Some(meant)), expected, "{typed}");
        }
        assert_eq!(told("é", None), "");
    }
}
