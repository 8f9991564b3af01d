//! Citations in running text, as Pandoc writes them: `[@reuters-2022-03-13, p. 3; see -@nyt]`.
//!
//! Enters: what stands between the brackets. Leaves: short names of sources, each a link to its record.
//! Must not know: which sources there are; that is asked.

use std::ops::Range;

use super::chars::escape;
use super::links::dead;
use super::writer::Writer;
use super::{Kind, Target};
use crate::diagnostic::Code;
use crate::text::{composed, signs};

/// One source of a citation.
#[derive(Debug, PartialEq, Eq)]
struct CitedSource<'t> {
    /// The words before it.
    before: &'t str,
    /// Whether its name is left out, because the sentence names it: `-@id`.
    bare: bool,
    /// The id of the source.
    id: &'t str,
    /// The place in the source, from its comma or blank on.
    after: &'t str,
}

/// Whether the text between two brackets is a citation: it names a source by `@` at the begin of a word.
pub(super) fn is_citation(text: &str) -> bool {
    source(text).is_some()
}

/// The sources that the text names, in order. What stands behind a semicolon and names none belongs to the
/// place before it.
fn sources(text: &str) -> Vec<CitedSource<'_>> {
    let mut sources = Vec::new();
    let mut rest = text;
    while let Some((at, id)) = source(rest) {
        let bare = rest[..at].ends_with('-');
        let before = &rest[..at - usize::from(bare)];
        let from = at + 1 + id.len();
        let next = rest[from..].match_indices(';').map(|(at, _)| from + at);
        let end = next.into_iter().find(|end| {
            let another = rest[end + 1..].split(';').next().unwrap_or_default();
            source(another).is_some()
        });
        let end = end.unwrap_or(rest.len());
        sources.push(CitedSource { before: before.trim(), bare, id, after: rest[from..end].trim_end() });
        rest = rest.get(end + 1..).unwrap_or_default();
    }
    sources
}

/// The first source that a text names: where its `@` stands, and its id.
fn source(text: &str) -> Option<(usize, &str)> {
    text.match_indices('@').find_map(|(at, _)| Some((at, named_at(text, at)?)))
}

/// The id of the source that an `@` names, where it stands at the begin of a word.
pub(super) fn named_at(text: &str, at: usize) -> Option<&str> {
    let before = &text[..at];
    let before = before.strip_suffix('-').unwrap_or(before);
    if !(before.is_empty() || before.ends_with(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | ';'))) {
        return None;
    }
    let rest = &text[at + 1..];
    // Signs that nobody sees, and quotation marks round it, were hardly meant: they are named where the id is sought.
    let marked = rest.starts_with(signs::is_quotation);
    let belongs = |c: char| {
        c.is_alphanumeric()
            || matches!(c, '-' | '_' | '.')
            || !c.is_ascii() && (signs::is_unseen(c) || marked && signs::is_quotation(c))
    };
    let end = rest.find(|c: char| !belongs(c)).unwrap_or(rest.len());
    // A full stop or a hyphen at the end belongs to the sentence.
    let id = rest[..end].trim_end_matches(|c: char| matches!(c, '.' | '-' | '_') || signs::is_unseen(c));
    id.contains(char::is_alphanumeric).then_some(id)
}

impl Writer<'_> {
    /// Writes a citation. `text` is what stands between the brackets, `at` where they stand.
    pub(super) fn cite(&mut self, text: &str, at: &Range<usize>) {
        self.unspace();
        self.out.push_str("<span class=\"cite\">(");
        let mut from = at.start;
        let text = &*composed(text);
        for (number, source) in sources(text).into_iter().enumerate() {
            let wanted = format!("@{}", source.id);
            let found = self.body.get(from..at.end).and_then(|rest| rest.find(&wanted));
            let place = found.map_or(at.clone(), |found| from + found..from + found + wanted.len());
            from = place.end.min(at.end);
            if number > 0 {
                self.out.push_str("; ");
            }
            if !source.before.is_empty() {
                escape(&mut self.out, source.before, true);
                self.out.push(' ');
            }
            self.cite_source(&source, &place);
            escape(&mut self.out, source.after, true);
        }
        self.out.push_str(")</span>");
    }

    fn cite_source(&mut self, source: &CitedSource<'_>, place: &Range<usize>) {
        match self.links.resolve(Kind::Source, source.id) {
            Target::Site { path, fragment, .. } => {
                self.cited.push(source.id.to_owned());
                let name = self.links.source(source.id, source.bare);
                let mark = path.mark(fragment.as_deref());
                self.out.push_str("<a href=\"");
                self.out.push_str(&mark);
                self.out.push_str("\"><bdi>");
                escape(&mut self.out, &name, true);
                self.out.push_str("</bdi></a>");
            }
            Target::Text { .. } => escape(&mut self.out, self.style.labels.source_later, true),
            Target::Dead { message, help } => dead(&mut self.findings, Code::UnknownSource, place, message, help),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_a_citation() {
        for text in ["@a", "-@a", "see @a", "@a, p. 3", "(@a)", "x; @b", "@київ-1", "@“a”", "@\u{200B}a"] {
            assert!(is_citation(text), "{text}");
        }
        for text in ["a@b.org", "@", "x", "@ a", "", "a-@b", "\\@a", "@.", "a/@b", "--@a"] {
            assert!(!is_citation(text), "{text}");
        }
    }

    #[test]
    fn sources_of_a_citation() {
        let read = |text| {
            let sources = sources(text).into_iter();
            sources.map(|source| (source.before, source.bare, source.id, source.after)).collect::<Vec<_>>()
        };
        assert_eq!(read("@a"), [("", false, "a", "")]);
        assert_eq!(read("@a, p. 3; see @b.c-2."), [("", false, "a", ", p. 3"), ("see", false, "b.c-2", ".")]);
        assert_eq!(read("-@a; -@b"), [("", true, "a", ""), ("", true, "b", "")]);
        assert_eq!(read("@a, pp. 3; 5; @b"), [("", false, "a", ", pp. 3; 5"), ("", false, "b", "")]);
        assert_eq!(read("see, for x; @a"), [("see, for x;", false, "a", "")]);
        assert_eq!(read("@a @b"), [("", false, "a", " @b")]);
        assert_eq!(read("@a\u{200B}b, p. 3"), [("", false, "a\u{200B}b", ", p. 3")]);
        assert_eq!(read("@“a”, p. 3"), [("", false, "“a”", ", p. 3")]);
        assert_eq!(read("“@a”"), []);
        assert_eq!(read("@a;"), [("", false, "a", ";")]);
    }
}
