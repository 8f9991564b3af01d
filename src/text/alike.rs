//! Tables of characters that are not seen, or that look like those of a keyboard, and what they are called.
//!
//! Enters: a character. Leaves: what it is. Must not know: where it stands.

use unicode_normalization::UnicodeNormalization;

/// The letter of a keyboard that one of another alphabet looks like, or that has an accent.
pub(super) fn latin_letter(c: char) -> Option<char> {
    let alike = |(other, letter): &(char, char)| (*other == c).then_some(*letter);
    let bare = || std::iter::once(c).nfd().next().filter(char::is_ascii_alphabetic);
    ALIKE.iter().find_map(alike).or_else(bare)
}

/// Letters of other alphabets that look like Latin ones (Unicode, confusables.txt).
const ALIKE: &[(char, char)] = &[
    ('а', 'a'),
    ('с', 'c'),
    ('ԁ', 'd'),
    ('е', 'e'),
    ('һ', 'h'),
    ('і', 'i'),
    ('ј', 'j'),
    ('ӏ', 'l'),
    ('о', 'o'),
    ('р', 'p'),
    ('ԛ', 'q'),
    ('ѕ', 's'),
    ('ԝ', 'w'),
    ('х', 'x'),
    ('у', 'y'),
    ('α', 'a'),
    ('ε', 'e'),
    ('ι', 'i'),
    ('κ', 'k'),
    ('ν', 'v'),
    ('ο', 'o'),
    ('ρ', 'p'),
    ('τ', 't'),
    ('υ', 'u'),
    ('χ', 'x'),
    ('ı', 'i'),
    ('ɑ', 'a'),
    ('ɡ', 'g'),
];

/// Whether it is a quotation mark of a word processor.
pub(crate) fn is_quotation(c: char) -> bool {
    matches!(c, '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '「' | '」' | '『' | '』' | '〝' | '〞') || is_single(c)
}

/// Whether it is a single one, which may be an apostrophe.
pub(super) fn is_single(c: char) -> bool {
    matches!(c, '‘' | '’' | '‚' | '‛' | '´')
}

/// Whether it is a hyphen, a dash, or drawn as one.
pub(crate) fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}'
            ..='\u{2015}'
                | '\u{2043}'
                | '\u{2212}'
                | '\u{2500}'
                | '\u{2501}'
                | '\u{2E3A}'
                | '\u{2E3B}'
                | '\u{FE58}'
                | '\u{FE63}'
                | '\u{FF0D}'
    )
}

/// Whether nobody sees it: editors and word processors leave it behind.
pub(crate) fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
            | '\u{E0000}'..='\u{E007F}'
    )
}

/// Scripts with digits of their own, by their zero; the other nine follow it. Unicode, category Nd.
pub(super) const ZEROS: &[(char, &str)] = &[
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
pub(super) fn script_of(c: char) -> Option<(&'static str, u32)> {
    ZEROS.iter().find_map(|(zero, name)| {
        let value = u32::from(c).checked_sub(u32::from(*zero)).filter(|value| *value < 10)?;
        Some((*name, value))
    })
}

/// What it is called in a message.
pub(super) fn name(c: char) -> &'static str {
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
        '\u{400}'..='\u{52F}' => "a Cyrillic letter",
        '\u{370}'..='\u{3FF}' => "a Greek letter",
        'O' | 'o' | 'l' | 'I' => "a letter",
        '|' => "a vertical line",
        _ if is_quotation(c) => "a quotation mark",
        _ if is_dash(c) => "another dash",
        _ if std::iter::once(c).nfd().count() > 1 => "a letter with an accent",
        _ => script_of(c).map_or("another letter", |(name, _)| name),
    }
}
