//! The size that an SVG image has of itself.
//!
//! Enters: the start of a file. Leaves: width and height in pixels. Must not know: what is drawn.

/// What `width` and `height` of the outermost element say, else the size of its `viewBox`.
pub(super) fn size(head: &[u8]) -> Option<(u32, u32)> {
    let text = String::from_utf8_lossy(head);
    let tag = text.split_once("<svg")?.1.split('>').next()?;
    let length = |name| pixels(attribute(tag, name)?.trim_end_matches("px"));
    if let (Some(width), Some(height)) = (length("width"), length("height")) {
        return Some((width, height));
    }
    let mut parts = attribute(tag, "viewBox")?.split([' ', ',']).filter(|part| !part.is_empty()).skip(2);
    Some((pixels(parts.next()?)?, pixels(parts.next()?)?))
}

/// The value of an attribute in a tag.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let starts = tag.match_indices(name).filter(|(at, _)| tag[..*at].ends_with(char::is_whitespace));
    starts.map(|(at, _)| tag[at + name.len()..].trim_start()).find_map(|rest| {
        let rest = rest.strip_prefix('=')?.trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        rest[1..].split_once(quote).map(|(value, _)| value.trim())
    })
}

/// A length that images have; what is given in other units or in parts of the page has none.
fn pixels(text: &str) -> Option<u32> {
    let length = text.trim().parse::<f64>().ok()?.round();
    (1.0..=100_000.0).contains(&length).then_some(length as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        for (text, expected) in [
            (r#"<svg xmlns="x" width="120" height="40">"#, Some((120, 40))),
            ("<?xml version=\"1.0\"?>\n<svg\n width='12.4px' height = '40px' viewBox='0 0 3 1'>", Some((12, 40))),
            (r#"<svg stroke-width="9" viewBox="0 0 300 100"/>"#, Some((300, 100))),
            (r#"<svg width="100%" height="100%" viewBox="-1,-1,30,10">"#, Some((30, 10))),
            (r#"<svg width="0" height="4">"#, None),
            (r#"<svg width="4"#, None),
            (r#"<svg viewBox="0 0 1e99 2">"#, None),
            ("<svg width=\"\u{e9}", None),
            ("no image", None),
        ] {
            assert_eq!(size(text.as_bytes()), expected, "{text}");
        }
    }
}
