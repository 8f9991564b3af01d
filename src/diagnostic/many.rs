//! Many findings: which of a file's are shown, and how many there are of each kind.
//!
//! Enters: findings, in the order of [`super::sort`]. Leaves: those that are shown, and counts. Must not know: how
//! they are written.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{Code, Diagnostic, Severity};
use crate::text::plural;

/// The most findings that one file shows.
const MAX_FINDINGS: usize = 20;

/// Findings as they are shown. Of a file with more than 20 the gravest stand first, so that what fails the build is
/// always seen; the rest are counted.
#[must_use]
pub fn shorten(found: &[&Diagnostic]) -> Vec<Diagnostic> {
    let mut shown = Vec::with_capacity(found.len());
    for file in found.chunk_by(|a, b| a.location.path == b.location.path) {
        if file.len() <= MAX_FINDINGS {
            shown.extend(file.iter().map(|one| (*one).clone()));
            continue;
        }
        let mut file = file.to_vec();
        file.sort_by_key(|one| Reverse(one.severity));
        let (first, rest) = file.split_at(MAX_FINDINGS);
        shown.extend(first.iter().map(|one| (*one).clone()));
        if let (Some(last), Some(worst)) = (first.last(), rest.first()) {
            let more = plural(rest.len(), "more finding", "more findings");
            let counts = counts(rest.iter().copied()).unwrap_or_default();
            let mut line =
                Diagnostic::new(Code::TooManyFindings, last.location.clone(), format!("{more} in this file: {counts}"))
                    .help("mend these first, then run the command again");
            line.severity = worst.severity;
            shown.push(line);
        }
    }
    shown
}

/// How many findings there are, in words: `2 errors, 1 warning`. Nothing when there are none.
pub fn counts<'d>(found: impl Iterator<Item = &'d Diagnostic>) -> Option<String> {
    let mut counted: BTreeMap<Reverse<Severity>, usize> = BTreeMap::new();
    for one in found {
        *counted.entry(Reverse(one.severity)).or_default() += 1;
    }
    let words = |(Reverse(severity), count): (&Reverse<Severity>, &usize)| {
        plural(*count, severity.name(), &format!("{severity}s"))
    };
    let words: Vec<String> = counted.iter().map(words).collect();
    (!words.is_empty()).then(|| words.join(", "))
}

/// A run with more findings ends with their tally.
const MANY: usize = 50;

/// How many findings there are of each kind, the gravest first, then the most: nothing where they are so few that
/// they are seen at once.
#[must_use]
pub fn tally(found: &[&Diagnostic]) -> Vec<(Severity, Code, usize)> {
    if found.len() <= MANY {
        return Vec::new();
    }
    let mut counted: BTreeMap<(Severity, Code), usize> = BTreeMap::new();
    for one in found {
        *counted.entry((one.severity, one.code)).or_default() += 1;
    }
    let mut all: Vec<_> = counted.into_iter().map(|((severity, code), count)| (severity, code, count)).collect();
    all.sort_by_key(|(severity, code, count)| (Reverse(*severity), Reverse(*count), code.name()));
    all
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Location;
    use super::*;
    use crate::path::ContentPath;

    fn finding(file: u8, at: usize, severity: Severity) -> Diagnostic {
        let path = ContentPath::new(&format!("content/events/{file}.md")).unwrap();
        let mut one = Diagnostic::new(Code::UnknownKey, Location::span(&path, at..at + 1), "x").help("y");
        one.severity = severity;
        one
    }

    fn severity() -> impl Strategy<Value = Severity> {
        prop_oneof![Just(Severity::Hint), Just(Severity::Warning), Just(Severity::Error)]
    }

    proptest! {
        #[test]
        fn nothing_graver_is_hidden_than_what_is_shown(
            made in prop::collection::vec((0..3u8, severity()), 0..150),
        ) {
            let made = made.into_iter().enumerate();
            let mut all: Vec<Diagnostic> = made.map(|(at, (file, level))| finding(file, at, level)).collect();
            super::super::sort(&mut all);
            let all: Vec<&Diagnostic> = all.iter().collect();
            let shown = shorten(&all);
            for file in 0..3 {
                let of = |one: &Diagnostic| one.location.path.stem() == file.to_string();
                let there = all.iter().filter(|one| of(one)).count();
                let own: Vec<&Diagnostic> = shown.iter().filter(|one| of(one)).collect();
                let (lines, own): (Vec<_>, Vec<_>) = own.into_iter().partition(|one| one.code == Code::TooManyFindings);
                prop_assert_eq!(own.len(), there.min(MAX_FINDINGS));
                prop_assert_eq!(lines.len(), usize::from(there > MAX_FINDINGS));
                for line in lines {
                    let hidden = all.iter().filter(|one| of(one) && !own.contains(one));
                    prop_assert!(own.iter().all(|one| one.severity >= line.severity));
                    let more = plural(there - MAX_FINDINGS, "more finding", "more findings");
                    let said = format!("{more} in this file: {}", counts(hidden.copied()).unwrap());
                    prop_assert_eq!(&line.message, &said);
                    prop_assert!(own.is_sorted_by_key(|one| Reverse(one.severity)), "errors before warnings");
                }
            }
        }
    }

    #[test]
    fn a_tally_names_the_gravest_first() {
        let mut all: Vec<Diagnostic> = (0..50).map(|at| finding(1, at, Severity::Hint)).collect();
        let few: Vec<&Diagnostic> = all.iter().collect();
        assert_eq!(tally(&few), []);
        all.push(finding(2, 0, Severity::Error));
        let many: Vec<&Diagnostic> = all.iter().collect();
        assert_eq!(tally(&many), [(Severity::Error, Code::UnknownKey, 1), (Severity::Hint, Code::UnknownKey, 50)]);
        assert_eq!(counts(many.into_iter()).as_deref(), Some("1 error, 50 hints"));
    }
}
