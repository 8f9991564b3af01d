//! What a body names by id, found without rendering it.
//!
//! Enters: Markdown. Leaves: the ids of the sources and terms that it may refer to. Must not know: which there
//! are, nor what is code or a comment: it may name more than a reader sees, and never less.

use super::cite;
use super::links::TERM;

/// Something that a body refers to by its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Name<'t> {
    /// `[@id]`
    Source(&'t str),
    /// `[text](term:id)`
    Term(&'t str),
}

/// Every source and every term that a body names, as often as it does.
pub fn names(body: &str) -> impl Iterator<Item = Name<'_>> {
    let sources = memchr::memchr_iter(b'@', body.as_bytes()).filter_map(|at| cite::named_at(body, at));
    let terms = memchr::memmem::find_iter(body.as_bytes(), TERM).map(|at| {
        let rest = &body[at + TERM.len()..];
        &rest[..rest.find(|c: char| !(c.is_alphanumeric() || c == '-')).unwrap_or(rest.len())]
    });
    sources.map(Name::Source).chain(terms.map(Name::Term))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_sources_and_terms() {
        let body = "[@a; see -@b.c, p. 3] x@y.org [-@d]: [veto](term:veto-1), [é](<term:é>)";
        let expected =
            [Name::Source("a"), Name::Source("b.c"), Name::Source("d"), Name::Term("veto-1"), Name::Term("é")];
        assert_eq!(names(body).collect::<Vec<_>>(), expected);
        assert_eq!(names("no name, a@b").count(), 0);
    }
}
