//! Marks that turn the direction of writing (UAX #9), and those of them that nothing ends.
//!
//! Enters and leaves: text. Must not know: where it stands.

use memchr::memmem;

/// Whether a mark turns the direction of writing, or ends that.
#[must_use]
pub fn is_direction(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Where marks stand that turn it: few texts have any.
pub fn directions(text: &str) -> impl Iterator<Item = usize> + '_ {
    let bytes = text.as_bytes();
    let third = move |at: usize| bytes.get(at + 2).copied().unwrap_or_default();
    let embeddings = memmem::find_iter(bytes, b"\xE2\x80").filter(move |at| matches!(third(*at), 0xAA..=0xAE));
    let isolates = memmem::find_iter(bytes, b"\xE2\x81").filter(move |at| matches!(third(*at), 0xA6..=0xA9));
    embeddings.chain(isolates)
}

/// Of the marks of a text, in order and with their places, those that nothing ends.
#[must_use]
pub fn open_directions(marks: &[(char, usize)]) -> Vec<(char, usize)> {
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut left: Vec<(char, usize)> = Vec::new();
    for &(mark, at) in marks {
        match mark {
            '\u{202C}' => {
                // The end of an embedding does not reach out of an isolate.
                if open.last().is_some_and(|(c, _)| !isolates(*c)) {
                    open.pop();
                }
            }
            '\u{2069}' => {
                if let Some(from) = open.iter().rposition(|(c, _)| isolates(*c)) {
                    left.extend(open.drain(from..).skip(1));
                }
            }
            _ => open.push((mark, at)),
        }
    }
    left.append(&mut open);
    left
}

/// The mark that ends what another begins.
#[must_use]
pub fn end_of_direction(mark: char) -> char {
    if isolates(mark) { '\u{2069}' } else { '\u{202C}' }
}

fn isolates(c: char) -> bool {
    matches!(c, '\u{2066}'..='\u{2068}')
}
