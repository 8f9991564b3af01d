//! Dates: against an independent reader of the format, and the order of events.

mod oracle;
mod order;
mod texts;

use annals::date::{Date, Mistake, parse};
use chrono_tz::Tz;
use proptest::prelude::*;
use proptest::string::string_regex;

fn utc(text: &str) -> Result<Date, Mistake> {
    parse(text, Some(Tz::UTC))
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases) }
}

/// Text by a pattern in which `y`, `m`, `d` and `Q` are a year, a month, a day and a mark.
fn regex(pattern: &str) -> BoxedStrategy<String> {
    let pattern = pattern
        .replace('Q', "[?~%]?")
        .replace('y', "-?[0-9]{3}[1-9]")
        .replace('m', "(0[1-9]|1[0-2])")
        .replace('d', "(0[1-9]|1[0-9]|2[0-9]|3[01])");
    string_regex(&pattern).expect("a pattern").boxed()
}
