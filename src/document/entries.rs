//! The top-level entries of a YAML block mapping, found by their lines alone.
//!
//! Enters: YAML that may be broken anywhere. Leaves: its keys and what each spans, so that a mistake
//! in one entry can be set aside while the others are read. Must not know: what the keys mean.

use std::ops::Range;

use crate::text::composed;

/// One `key: value`, with the lines below that belong to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// The key without quotes, its letters composed.
    pub(super) name: String,
    /// The key's bytes.
    pub(super) key: Range<usize>,
    /// From after the colon to the end of the last line.
    pub(super) value: Range<usize>,
    /// The whole entry, its last line end included.
    pub(super) span: Range<usize>,
}

/// Finds the entries. Their indentation is that of the first key; deeper lines belong to the entry
/// above them.
pub(super) fn entries(text: &str) -> Vec<Entry> {
    let mut found: Vec<Entry> = Vec::new();
    let mut indent = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let bare = line.trim_end();
        let margin = bare.len() - bare.trim_start().len();
        if bare.trim_start().is_empty() || bare.trim_start().starts_with('#') {
            continue;
        }
        if *indent.get_or_insert(margin) == margin
            && let Some((name, key, colon)) = key(&bare[margin..])
        {
            if let Some(last) = found.last_mut() {
                last.span.end = start;
                last.value.end = start;
            }
            let key = start + margin + key.start..start + margin + key.end;
            let value = start + margin + colon + 1..text.len();
            found.push(Entry { name: composed(name).into_owned(), key, value, span: start..text.len() });
        }
    }
    found
}

/// The key at the start of a line: its name, its bytes, and where its colon is.
fn key(line: &str) -> Option<(&str, Range<usize>, usize)> {
    if let quote @ ('"' | '\'') = line.chars().next()? {
        let end = line[1..].find(quote)? + 1;
        let rest = &line[end + 1..];
        let colon = end + 1 + (rest.len() - rest.trim_start().len());
        return (line[colon..].starts_with(':')).then(|| (&line[1..end], 0..end + 1, colon));
    }
    if line.starts_with(['-', '{', '[', '?', '|', '>', '%', '@', '`']) {
        return None;
    }
    let colon = line
        .match_indices(':')
        .map(|(at, _)| at)
        .find(|at| line[at + 1..].chars().next().is_none_or(|next| next == ' ' || next == '\t'))?;
    let name = line[..colon].trim_end();
    (!name.is_empty() && !name.contains(['#', '"', '[', '{'])).then_some((name, 0..name.len(), colon))
}

/// The item of a block list below an entry's key that holds a byte: its number, and its bytes behind the hyphen,
/// with its last line end; `None` where there is no such list.
pub(super) fn item(text: &str, entry: &Entry, at: usize) -> Option<(usize, Range<usize>)> {
    let mut margin = None;
    let mut item: Option<(usize, Range<usize>)> = None;
    let mut start = entry.value.start;
    for (number, line) in text[entry.value.clone()].split_inclusive('\n').enumerate() {
        let (begins, bare) = (start, line.trim());
        start += line.len();
        // The rest of the key's own line, and lines with nothing in them, begin no item.
        if number == 0 || bare.is_empty() {
            continue;
        }
        let own = line.len() - line.trim_start().len();
        if (bare == "-" || bare.starts_with("- ")) && *margin.get_or_insert(own) == own {
            if begins > at {
                break;
            }
            let number = item.map_or(0, |(number, _)| number + 1);
            item = Some((number, begins + own + 1..entry.value.end));
        }
        if let Some((_, item)) = &mut item {
            item.end = start;
        }
    }
    item.filter(|(_, item)| at < item.end)
}

/// Replaces what an entry spans by blanks, so that everything else keeps its place.
pub(super) fn blank(text: &mut String, span: &Range<usize>) {
    let blanks: String = text[span.clone()]
        .chars()
        .flat_map(|c| std::iter::repeat_n(if c == '\n' || c == '\r' { c } else { ' ' }, c.len_utf8()))
        .collect();
    text.replace_range(span.clone(), &blanks);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_found_in_broken_yaml() {
        let text = "title: Beijing: x\n# note\ndate : 2022\ntags:\n- a\n  b: c\n\"x\": 1\nplain\nsum: |\n  y: z\n";
        let found: Vec<_> = entries(text).into_iter().map(|e| (e.name, text[e.value].trim().to_owned())).collect();
        let expected = [
            ("title", "Beijing: x\n# note"),
            ("date", "2022"),
            ("tags", "- a\n  b: c"),
            ("x", "1\nplain"),
            ("sum", "|\n  y: z"),
        ];
        assert_eq!(found, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }

    #[test]
    fn items_of_lists() {
        let text = "a: x\nlist:\n  - b: 1\n    c: |\n      - d\n\n  # note\n  - e\n  -\n    f: g\n";
        let list = &entries(text)[1];
        for (at, expected) in [
            ("b: 1", Some((0, "b: 1\n    c: |\n      - d\n\n  # note"))),
            ("- d", Some((0, "b: 1\n    c: |\n      - d\n\n  # note"))),
            ("- e", Some((1, "e"))),
            ("f: g", Some((2, "f: g"))),
            ("list:", None),
        ] {
            let found = item(text, list, text.find(at).unwrap());
            assert_eq!(found.map(|(number, item)| (number, text[item].trim())), expected, "{at}");
        }
    }

    #[test]
    fn blanking_moves_nothing() {
        let mut text = "a: é\r\nb: 2\n".to_owned();
        let span = entries(&text)[0].span.clone();
        blank(&mut text, &span);
        assert_eq!(text, "     \r\nb: 2\n");
    }
}
