//! The part of a file that a request asks for: players of sound and video jump by it.
//!
//! Enters: a `Range` header and a length. Leaves: the bytes meant. Must not know: the file.

use std::ops::Range;

/// What a `Range` header asks for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// Everything; also when the header is one that we do not follow, as RFC 9110 allows.
    Whole,
    /// These bytes; never empty.
    Part(Range<u64>),
    /// Bytes beyond the end.
    Beyond,
}

/// Reads a header of one range. Several at once are answered with the whole.
pub(super) fn asked(header: Option<&str>, length: u64) -> Asked {
    let Some((from, to)) = header.and_then(|text| text.strip_prefix("bytes=")?.trim().split_once('-')) else {
        return Asked::Whole;
    };
    let number = |text: &str| -> Option<u64> {
        (text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok()).flatten()
    };
    let range = match (number(from), number(to)) {
        (Some(from), Some(to)) if from <= to => from..to.saturating_add(1).min(length),
        (Some(from), None) if to.is_empty() => from..length,
        (None, Some(last)) if from.is_empty() => length.saturating_sub(last)..length,
        _ => return Asked::Whole,
    };
    if range.is_empty() { Asked::Beyond } else { Asked::Part(range) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_range() {
        let check = |header: &str, expected: Asked| assert_eq!(asked(Some(header), 10), expected, "{header}");
        check("bytes=0-3", Asked::Part(0..4));
        check("bytes=4-", Asked::Part(4..10));
        check("bytes=-3", Asked::Part(7..10));
        check("bytes=-30", Asked::Part(0..10));
        check("bytes=5-99", Asked::Part(5..10));
        check("bytes=10-", Asked::Beyond);
        check("bytes=-0", Asked::Beyond);
        check("bytes=18446744073709551615-18446744073709551615", Asked::Beyond);
        for header in ["bytes=3-1", "bytes=", "bytes=-", "bytes=a-b", "bytes=0-1,3-4", "bytes=+1-2", "lines=0-3"] {
            check(header, Asked::Whole);
        }
        assert_eq!(asked(None, 10), Asked::Whole);
        assert_eq!(asked(Some("bytes=0-0"), 0), Asked::Beyond);
    }
}
