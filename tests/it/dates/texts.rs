//! Texts that dates are generated from: right by construction, and with slips of the finger.

use proptest::prelude::*;

use super::regex;

/// One date of level 0 or 1, or of level 2 with single parts qualified.
fn one() -> BoxedStrategy<String> {
    prop_oneof![
        2 => regex("QyQ"),
        3 => regex("QyQ-QmQ"),
        5 => regex("QyQ-QmQ-QdQ"),
        1 => regex("[0-9]{2}([0-9]X|XX)Q"),
        1 => regex("yQ-QXX(-QXX)?Q"),
        1 => regex("yQ-Qm-QXXQ"),
        1 => regex("y-Q2[1-4]Q"),
        1 => regex("Y-?[1-9][0-9]{4,13}Q"),
    ]
    .boxed()
}

/// What is level 2 and is not read.
fn level_2() -> BoxedStrategy<String> {
    prop_oneof![
        regex("[0-9X]{4}(-[01X][0-9X](-[0-3X][0-9X])?)?Q"),
        regex("Y-?[1-9][0-9]{0,6}E[0-9]{1,2}(S[1-9])?Q"),
        regex("[0-9]{4}S[0-5]Q"),
        regex("y-(2[5-9]|3[0-9]|4[0-2])Q"),
    ]
    .boxed()
}

fn end() -> BoxedStrategy<String> {
    prop_oneof![8 => one(), 1 => Just(String::new()), 1 => Just("..".to_owned())].boxed()
}

fn time() -> BoxedStrategy<String> {
    regex("[0-2][0-9]{2}[1-9]-m-d[T ][012][0-9]:[0-5][0-9](:[0-6][0-9])?(Z|[+-]0[0-9](:?[03]0)?|[+-]1[0-5]:00)?")
}

/// Texts in the forms of the standard and in our own.
pub(super) fn text() -> BoxedStrategy<String> {
    prop_oneof![
        8 => one(),
        2 => level_2(),
        4 => (end(), end()).prop_map(|(a, b)| format!("{a}/{b}")),
        2 => ("[0-9]{4}", "[0-9]{4}").prop_map(|(a, b)| format!("{a}/{b}")),
        2 => (one(), one()).prop_map(|(a, b)| format!("[{a}..{b}]")),
        2 => (1000i64..2999, regex("(-m(-d)?)?"), 0i64..3, regex("(-m(-d)?)?"), any::<bool>()).prop_map(
            |(year, a, more, b, bare)| {
                let inner = format!("{year}{a}..{}{b}", year + more);
                if bare { inner } else { format!("[{inner}]") }
            }
        ),
        1 => (prop::collection::vec(one(), 1..4), prop::sample::select(vec![('{', '}'), ('[', ']')]))
            .prop_map(|(all, (open, close))| format!("{open}{}{close}", all.join(","))),
        1 => regex("(\\[|\\{)(\\.\\.y|y\\.\\.)(\\]|\\})"),
        1 => regex("(\\.\\.)?y-m-d/y-m(\\.\\.)?"),
        2 => time(),
        1 => regex("[1-9][0-9]{0,4} (B?CE)Q"),
    ]
    .boxed()
}

/// Such texts with one to three slips of the finger.
pub(super) fn mutated() -> BoxedStrategy<String> {
    let slips = prop::collection::vec((any::<prop::sample::Index>(), 0u8..4, "[0-9XYZTESW?~%/.,:+ -]|\\[|\\]"), 1..4);
    (text(), slips)
        .prop_map(|(text, slips)| {
            let mut chars: Vec<char> = text.chars().collect();
            for (place, what, with) in slips {
                let with = with.chars().next().unwrap_or('0');
                let at = place.index(chars.len() + 1);
                match what {
                    0 => chars.insert(at, with),
                    1 if at < chars.len() => chars[at] = with,
                    2 if at < chars.len() => drop(chars.remove(at)),
                    3 if at + 1 < chars.len() => chars.swap(at, at + 1),
                    _ => {}
                }
            }
            chars.into_iter().collect()
        })
        .boxed()
}
