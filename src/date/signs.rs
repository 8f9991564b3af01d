//! Characters that are not seen, or that look like those of a date and are others.
//!
//! Enters: text. Leaves: the same with the characters that a date has, and the names of those that were put out of
//! their place. Must not know: what makes a date.

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
            let code = format!("{} (U+{:04X})", name(*c), u32::from(*c));
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
    let is_one = matches!(c, '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '「' | '」' | '『' | '』' | '〝' | '〞')
        || outer && matches!(c, '‘' | '’' | '‚' | '‛' | '´');
    is_one.then_some(Put::Nothing)
}

fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
            | '\u{E0000}'..='\u{E007F}'
    )
}

/// Scripts with digits of their own, by their zero; the other nine follow it. Unicode, category Nd.
const ZEROS: &[(char, &str)] = &[
    ('٠', "an Arabic-Indic digit"),
    ('۰', "a Persian digit"),
    ('߀', "an N'Ko digit"),
    ('०', "a Devanagari digit"),
    ('০', "a Bengali digit"),
    ('੦', "a Gurmukhi digit"),
    ('૦', "a Gujarati digit"),
    ('୦', "an Oriya digit"),
    ('௦', "a Tamil digit"),
    ('౦', "a Telugu digit"),
    ('೦', "a Kannada digit"),
    ('൦', "a Malayalam digit"),
    ('෦', "a Sinhala digit"),
    ('๐', "a Thai digit"),
    ('໐', "a Lao digit"),
    ('༠', "a Tibetan digit"),
    ('၀', "a Myanmar digit"),
    ('႐', "a Shan digit"),
    ('០', "a Khmer digit"),
    ('᠐', "a Mongolian digit"),
    ('᥆', "a Limbu digit"),
    ('᧐', "a New Tai Lue digit"),
    ('᪀', "a Tai Tham digit"),
    ('᪐', "a Tai Tham digit"),
    ('᭐', "a Balinese digit"),
    ('᮰', "a Sundanese digit"),
    ('᱀', "a Lepcha digit"),
    ('᱐', "an Ol Chiki digit"),
    ('꘠', "a Vai digit"),
    ('꣐', "a Saurashtra digit"),
    ('꤀', "a Kayah Li digit"),
    ('꧐', "a Javanese digit"),
    ('꩐', "a Cham digit"),
    ('꯰', "a Meetei Mayek digit"),
    ('𝟎', "a mathematical digit"),
    ('𝟘', "a mathematical digit"),
    ('𝟢', "a mathematical digit"),
    ('𝟬', "a mathematical digit"),
    ('𝟶', "a mathematical digit"),
    ('𞥐', "an Adlam digit"),
];

/// The name of a digit of another script, and its value.
fn script_of(c: char) -> Option<(&'static str, u32)> {
    ZEROS.iter().find_map(|(zero, name)| {
        let value = u32::from(c).checked_sub(u32::from(*zero)).filter(|value| *value < 10)?;
        Some((*name, value))
    })
}

fn name(c: char) -> &'static str {
    match c {
        '\u{200B}' => "a zero width space",
        '\u{200C}' => "a zero width non-joiner",
        '\u{200D}' => "a zero width joiner",
        '\u{2060}' => "a word joiner",
        '\u{FEFF}' => "a byte order mark",
        '\u{200E}' => "a left-to-right mark",
        '\u{200F}' => "a right-to-left mark",
        '\u{61C}' => "an Arabic letter mark",
        '\u{AD}' => "a soft hyphen",
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => "a mark of text direction",
        _ if is_unseen(c) => "a character that is not seen",
        '\u{A0}' => "a no-break space",
        '\u{202F}' => "a narrow no-break space",
        '\u{3000}' => "an ideographic space",
        '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{205F}' => "a space of another width",
        '–' => "an en dash",
        '—' => "an em dash",
        '−' => "a minus sign",
        '‐' => "a typographic hyphen",
        '‑' => "a no-break hyphen",
        '‒' | '―' | '﹣' | '⁃' | '˗' => "another dash",
        '…' => "an ellipsis",
        '：' => "a full-width colon",
        '∶' | '﹕' | '꞉' | '׃' => "another colon",
        '⁄' | '∕' | '⧸' => "another slash",
        '〜' | '∼' | '˜' => "another tilde",
        '０'..='９' => "a full-width digit",
        '\u{FF01}'..='\u{FF5E}' => "a full-width character",
        'А'..='я' | 'І' => "a Cyrillic letter",
        'Α'..='ω' => "a Greek letter",
        'O' | 'o' | 'l' | 'I' => "a letter",
        '|' => "a vertical line",
        _ => script_of(c).map_or("a quotation mark", |(name, _)| name),
    }
}

#[cfg(test)]
mod tests {
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
}
