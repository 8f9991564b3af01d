//! How wide a text is, more or less: enough to keep labels apart.
//!
//! Enters: text. Leaves: a width in CSS pixels at the size of the strip's labels, rather too much than too
//! little. Must not know: fonts.

/// The size of labels, in CSS pixels.
pub(super) const SIZE: f64 = 12.0;

pub(super) fn width(text: &str) -> f64 {
    text.chars().map(share).sum::<f64>() * SIZE
}

/// The width of a character, as a share of the size.
fn share(c: char) -> f64 {
    match c {
        ' ' | '.' | ',' | '\'' | '’' | ':' | ';' | 'i' | 'j' | 'l' | 'I' | '|' => 0.32,
        'm' | 'w' | 'M' | 'W' => 0.95,
        'A'..='Z' => 0.75,
        _ if unicode_normalization::char::is_combining_mark(c) => 0.0,
        // Everything from the scripts of China, Japan and Korea on is as wide as it is high.
        '\u{1100}'..='\u{11FF}' | '\u{2E80}'.. => 1.0,
        _ => 0.66,
    }
}
