//! Elapsed time in words.
//!
//! Enters: a number, a unit, and whether it is about so much. Leaves: English. Must not know: dates.

use crate::date::{Elapsed, Unit};

/// "20 days later", "about 18 years later"; with `back`, "20 days earlier".
pub(super) fn words(elapsed: Elapsed, back: bool) -> String {
    let (one, many) = match elapsed.unit {
        Unit::Day => ("day", "days"),
        Unit::Week => ("week", "weeks"),
        Unit::Month => ("month", "months"),
        Unit::Year => ("year", "years"),
    };
    let noun = if elapsed.count == 1 { one } else { many };
    let about = if elapsed.about { "about " } else { "" };
    let way = if back { "earlier" } else { "later" };
    format!("{about}{} {noun} {way}", elapsed.count)
}
