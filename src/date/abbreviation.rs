//! Abbreviations of times of day. `CET` says neither where nor, through a year, how far from UTC; `IST` is said in India,
//! Ireland and Israel. The database has a few of them as names, some with an offset that nobody means: none is read.
//!
//! Enters: what was written for a zone. Leaves: the zones that may be meant, each with the offset that the abbreviation
//! has there. Must not know: dates, and where a zone is asked for.

/// A zone, and the offset that its abbreviation stands for.
type Meant = (&'static str, &'static str);

/// By abbreviation, the likeliest first.
const ABBREVIATIONS: &[(&str, &[Meant])] = &[
    ("ACDT", &[("Australia/Adelaide", "+10:30")]),
    ("ACST", &[("Australia/Adelaide", "+09:30"), ("Australia/Darwin", "+09:30")]),
    ("ADT", &[("America/Halifax", "-03:00")]),
    ("AEDT", &[("Australia/Sydney", "+11:00"), ("Australia/Melbourne", "+11:00")]),
    ("AEST", &[("Australia/Sydney", "+10:00"), ("Australia/Brisbane", "+10:00")]),
    ("AKDT", &[("America/Anchorage", "-08:00")]),
    ("AKST", &[("America/Anchorage", "-09:00")]),
    ("AST", &[("America/Halifax", "-04:00"), ("America/Puerto_Rico", "-04:00"), ("Asia/Riyadh", "+03:00")]),
    ("AWST", &[("Australia/Perth", "+08:00")]),
    ("BRT", &[("America/Sao_Paulo", "-03:00")]),
    ("BST", &[("Europe/London", "+01:00"), ("Asia/Dhaka", "+06:00")]),
    ("CAT", &[("Africa/Maputo", "+02:00")]),
    ("CDT", &[("America/Chicago", "-05:00"), ("America/Havana", "-04:00")]),
    ("CEST", &[("Europe/Berlin", "+02:00"), ("Europe/Paris", "+02:00")]),
    ("CET", &[("Europe/Berlin", "+01:00"), ("Europe/Paris", "+01:00")]),
    ("CST", &[("America/Chicago", "-06:00"), ("Asia/Shanghai", "+08:00"), ("America/Havana", "-05:00")]),
    ("CST6CDT", &[("America/Chicago", "-06:00")]),
    ("CT", &[("America/Chicago", "-06:00"), ("America/Chicago", "-05:00")]),
    ("EAT", &[("Africa/Nairobi", "+03:00")]),
    ("EDT", &[("America/New_York", "-04:00"), ("America/Toronto", "-04:00")]),
    ("EEST", &[("Europe/Kyiv", "+03:00"), ("Europe/Athens", "+03:00")]),
    ("EET", &[("Europe/Kyiv", "+02:00"), ("Europe/Athens", "+02:00")]),
    ("EST", &[("America/New_York", "-05:00"), ("America/Panama", "-05:00")]),
    ("EST5EDT", &[("America/New_York", "-05:00")]),
    ("ET", &[("America/New_York", "-05:00"), ("America/New_York", "-04:00")]),
    ("GST", &[("Asia/Dubai", "+04:00")]),
    ("HKT", &[("Asia/Hong_Kong", "+08:00")]),
    ("HST", &[("Pacific/Honolulu", "-10:00")]),
    ("ICT", &[("Asia/Bangkok", "+07:00")]),
    ("IDT", &[("Asia/Jerusalem", "+03:00")]),
    ("IRST", &[("Asia/Tehran", "+03:30")]),
    ("IST", &[("Asia/Kolkata", "+05:30"), ("Europe/Dublin", "+01:00"), ("Asia/Jerusalem", "+02:00")]),
    ("JST", &[("Asia/Tokyo", "+09:00")]),
    ("KST", &[("Asia/Seoul", "+09:00")]),
    ("MDT", &[("America/Denver", "-06:00")]),
    ("MEST", &[("Europe/Berlin", "+02:00")]),
    ("MESZ", &[("Europe/Berlin", "+02:00")]),
    ("MET", &[("Europe/Berlin", "+01:00")]),
    ("MEZ", &[("Europe/Berlin", "+01:00")]),
    ("MSK", &[("Europe/Moscow", "+03:00")]),
    ("MST", &[("America/Denver", "-07:00"), ("America/Phoenix", "-07:00")]),
    ("MST7MDT", &[("America/Denver", "-07:00")]),
    ("MT", &[("America/Denver", "-07:00"), ("America/Denver", "-06:00")]),
    ("NDT", &[("America/St_Johns", "-02:30")]),
    ("NPT", &[("Asia/Kathmandu", "+05:45")]),
    ("NST", &[("America/St_Johns", "-03:30")]),
    ("NZDT", &[("Pacific/Auckland", "+13:00")]),
    ("NZST", &[("Pacific/Auckland", "+12:00")]),
    ("PDT", &[("America/Los_Angeles", "-07:00")]),
    ("PHT", &[("Asia/Manila", "+08:00")]),
    ("PKT", &[("Asia/Karachi", "+05:00")]),
    ("PST", &[("America/Los_Angeles", "-08:00"), ("Asia/Manila", "+08:00")]),
    ("PST8PDT", &[("America/Los_Angeles", "-08:00")]),
    ("PT", &[("America/Los_Angeles", "-08:00"), ("America/Los_Angeles", "-07:00")]),
    ("SAST", &[("Africa/Johannesburg", "+02:00")]),
    ("SGT", &[("Asia/Singapore", "+08:00")]),
    ("TRT", &[("Europe/Istanbul", "+03:00")]),
    ("WAT", &[("Africa/Lagos", "+01:00")]),
    ("WEST", &[("Europe/Lisbon", "+01:00")]),
    ("WET", &[("Europe/Lisbon", "+00:00")]),
    ("WIB", &[("Asia/Jakarta", "+07:00")]),
];

/// What an abbreviation may mean; nothing where it is none.
pub(super) fn meant(name: &str) -> Option<&'static [Meant]> {
    let (_, meant) = ABBREVIATIONS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name.trim()))?;
    Some(*meant)
}

#[cfg(test)]
mod tests {
    use chrono::{Offset, TimeZone};
    use chrono_tz::{TZ_VARIANTS, Tz};

    use super::*;
    use crate::date::{parse, zone};

    #[test]
    fn an_abbreviation_has_its_offset_in_a_year_where_it_is_said() {
        for (name, meant) in ABBREVIATIONS {
            for (place, offset) in *meant {
                let tz = zone(place).unwrap();
                let at = |month| tz.with_ymd_and_hms(2021, month, 15, 12, 0, 0).unwrap().offset().fix().to_string();
                assert!([at(1), at(7)].contains(&(*offset).to_owned()), "{name}: {place} is not at {offset}");
            }
        }
        assert!(ABBREVIATIONS.is_sorted_by_key(|(name, _)| *name));
    }

    #[test]
    fn every_zone_that_is_proposed_is_read_and_no_abbreviation_is() {
        for (name, meant) in ABBREVIATIONS {
            for name in [(*name).to_owned(), name.to_lowercase()] {
                let help = zone(&name).unwrap_err().help.unwrap();
                for proposed in help.split('`').skip(1).step_by(2) {
                    assert!(zone(proposed).is_ok(), "{name}: {proposed}");
                }
                let help = parse(&format!("2021-06-15 12:00 {name}"), None).unwrap_err().help.unwrap();
                for proposed in help.split('`').skip(1).step_by(2) {
                    let date = format!("2021-06-15 12:00 {proposed}");
                    assert!(parse(&date, None).is_ok(), "{name}: {date}: {help}");
                }
                assert!(meant.iter().all(|(place, offset)| help.contains(place) && help.contains(offset)), "{help}");
            }
        }
    }

    #[test]
    fn names_without_a_region_are_places_or_utc() {
        let alone = TZ_VARIANTS.iter().map(|zone| zone.name()).filter(|name| !name.contains('/'));
        let read: Vec<&str> = alone.filter(|name| zone(name).is_ok()).collect();
        let known = "Cuba Egypt Eire GB GB-Eire GMT GMT+0 GMT-0 GMT0 Greenwich Hongkong Iceland Iran Israel Jamaica Japan \
            Kwajalein Libya NZ NZ-CHAT Navajo PRC Poland Portugal ROC ROK Singapore Turkey UCT UTC Universal W-SU Zulu";
        assert_eq!(read.join(" "), known, "is it a place, or an abbreviation?");
        assert_eq!(zone("UTC"), Ok(Tz::UTC));
        assert!(["UTC", "GMT", "Z"].iter().all(|name| parse(&format!("2021-06-15T12:00 {name}"), None).is_ok()));
    }
}
