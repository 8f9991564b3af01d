//! Time zones: their names, their offsets, and the day it is in one.
//!
//! Enters: a zone's name, an offset's text, an instant. Leaves: a zone, seconds, a day. Must not
//! know: what is dated, and where the site's zone was configured.

use chrono::{DateTime, Offset, TimeZone};
use chrono_tz::{TZ_VARIANTS, Tz};

use crate::date::abbreviation::meant;
use crate::date::day::Day;
use crate::date::mistake::Mistake;
use crate::text::{did_you_mean, shorten};

const SECONDS_A_DAY: i64 = 86_400;

/// No zone is farther from UTC, since there are zones.
pub(crate) const MOST_HOURS: i32 = 14;

/// The zone of an IANA name such as `Europe/Kyiv`, where only a name can stand.
///
/// # Errors
/// A name that is none, with the one that may be meant.
pub fn zone(name: &str) -> Result<Tz, Mistake> {
    read(name).map_err(|(mistake, meant)| {
        mistake.help(match meant {
            Meant::Places(places) => {
                format!("write the zone of a place: {}", one_of(places.iter().map(|(zone, _)| *zone)))
            }
            Meant::Offset(seconds) if seconds % 3600 == 0 && seconds != 0 => {
                // The names of this region count the other way.
                let hours = -seconds / 3600;
                let at = offset_text(seconds);
                format!("write the zone of a place, such as `Europe/Kyiv`; always at {at} is `Etc/GMT{hours:+}`")
            }
            Meant::Name(found) => format!("did you mean `{found}`?"),
            Meant::Offset(_) | Meant::Unknown => "write an IANA name such as `Europe/Kyiv`".to_owned(),
        })
    })
}

/// The zone that is named behind a time, where an offset can stand too.
pub(crate) fn zone_of_time(name: &str) -> Result<Tz, Mistake> {
    read(name).map_err(|(mistake, meant)| {
        mistake.help(match meant {
            Meant::Places(places) => format!(
                "write the zone of the place: {}; or the offset: {}",
                one_of(places.iter().map(|(zone, _)| *zone)),
                one_of(places.iter().map(|(_, offset)| *offset))
            ),
            Meant::Offset(seconds) => format!("write the offset alone: `{}`", offset_text(seconds)),
            Meant::Name(found) => format!("did you mean `{found}`?"),
            Meant::Unknown => "write an IANA name such as `Europe/Kyiv`, or an offset such as `+02:00`".to_owned(),
        })
    })
}

/// What may be meant by a name that is no zone.
enum Meant {
    /// By an abbreviation, with the offset that it stands for there.
    Places(&'static [(&'static str, &'static str)]),
    /// So many seconds ahead of UTC.
    Offset(i32),
    Name(&'static str),
    Unknown,
}

fn read(name: &str) -> Result<Tz, (Mistake, Meant)> {
    let shown = shorten(name, 40);
    if let Some(places) = meant(name) {
        let message = format!("`{shown}` is the abbreviation of a time, and does not say where");
        return Err((Mistake::new(message), Meant::Places(places)));
    }
    name.parse().map_err(|_| {
        let offset = name.strip_prefix("UTC").or_else(|| name.strip_prefix("GMT")).unwrap_or(name);
        let meant = match (offset_or_nearly(offset.trim()), nearest(name)) {
            (Some(0), _) => Meant::Name("UTC"),
            (Some(seconds), _) => Meant::Offset(seconds),
            (None, Some(found)) => Meant::Name(found),
            (None, None) => Meant::Unknown,
        };
        (Mistake::new(format!("there is no time zone `{shown}`")), meant)
    })
}

/// "`a`, `b` or `c`", each once.
fn one_of<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let mut once: Vec<String> = Vec::new();
    for name in names.map(|name| format!("`{name}`")) {
        if !once.contains(&name) {
            once.push(name);
        }
    }
    let last = once.pop().unwrap_or_default();
    if once.is_empty() { last } else { format!("{} or {last}", once.join(", ")) }
}

/// The zone whose name is nearly this, or whose city it is.
fn nearest(name: &str) -> Option<&'static str> {
    let wanted = name.trim().replace(' ', "_");
    let last = |zone: &'static str| zone.rsplit('/').next().unwrap_or(zone);
    let names = || TZ_VARIANTS.iter().map(|zone| zone.name()).filter(|zone| meant(zone).is_none());
    let same = names()
        .find(|zone| zone.eq_ignore_ascii_case(&wanted))
        .or_else(|| names().find(|zone| last(zone).eq_ignore_ascii_case(&wanted)));
    // Three letters are an abbreviation (PST): the nearest other one would be a different time.
    let near = || (wanted.len() > 4).then(|| did_you_mean(&wanted, names())).flatten();
    match same.or_else(near) {
        // The database keeps the former spelling as a link, and it is nearer to most slips.
        Some("Europe/Kiev") => Some("Europe/Kyiv"),
        found => found,
    }
}

/// The seconds of an offset: `Z`, `+02`, `+0200` or `+02:00`. `None` when it is written otherwise.
pub(crate) fn offset(text: &str) -> Option<Result<i32, Mistake>> {
    if text == "Z" {
        return Some(Ok(0));
    }
    let (sign, rest) = match text.as_bytes().first()? {
        b'+' => (1, &text[1..]),
        b'-' => (-1, &text[1..]),
        _ => return None,
    };
    let numbers: String = match rest.split_once(':') {
        Some((hours, minutes)) if hours.len() == 2 && minutes.len() == 2 => format!("{hours}{minutes}"),
        Some(_) => return None,
        None => rest.to_owned(),
    };
    if !matches!(numbers.len(), 2 | 4) || !numbers.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let hours: i32 = numbers[..2].parse().ok()?;
    let minutes: i32 = numbers[2..].parse().unwrap_or(0);
    if minutes > 59 {
        return None;
    }
    if hours * 60 + minutes > MOST_HOURS * 60 {
        return Some(Err(Mistake::new(format!("offsets end at {MOST_HOURS} hours, so there is no `{text}`")).help(
            "write the hours that the place is ahead of UTC, such as `+02:00`, or its zone, such as `Europe/Kyiv`",
        )));
    }
    Some(Ok(sign * (hours * 60 + minutes) * 60))
}

/// As [`offset`], and `-4` too, for what to propose.
pub(crate) fn offset_or_nearly(text: &str) -> Option<i32> {
    let padded = || {
        let (sign, hours) = text.split_at_checked(1)?;
        let (hours, minutes) = hours.split_once(':').unwrap_or((hours, "00"));
        (hours.len() == 1).then(|| format!("{sign}0{hours}:{minutes}"))
    };
    offset(text).or_else(|| offset(&padded()?))?.ok()
}

/// `+02:00`, `-04:30`, `Z`: rounded to the minute, since the zones of the 19th century had seconds and
/// the format has no place for them.
pub(crate) fn offset_text(seconds: i32) -> String {
    match round_to_minutes(seconds) {
        0 => "Z".to_owned(),
        minutes => {
            let sign = if minutes < 0 { '-' } else { '+' };
            format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
        }
    }
}

/// An offset's nearest minute.
pub(crate) fn round_to_minutes(seconds: i32) -> i32 {
    (seconds + 30).div_euclid(60)
}

/// The day that it is in a zone (UTC without one) at an instant, in seconds since 1970.
pub(crate) fn day_at(instant: i64, zone: Option<Tz>) -> Day {
    clock_at(instant, zone).0
}

/// What the clocks of a zone (UTC without one) show at an instant: the day, the second of it, and how far
/// they are ahead of UTC.
pub(crate) fn clock_at(instant: i64, zone: Option<Tz>) -> (Day, i64, i32) {
    let offset = zone
        .zip(DateTime::from_timestamp(instant, 0))
        .map_or(0, |(zone, time)| zone.offset_from_utc_datetime(&time.naive_utc()).fix().local_minus_utc());
    let offset = round_to_minutes(offset) * 60;
    let local = instant.saturating_add(i64::from(offset));
    (Day::from_days(local.div_euclid(SECONDS_A_DAY)), local.rem_euclid(SECONDS_A_DAY), offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        assert_eq!(zone("Europe/Kyiv"), Ok(Tz::Europe__Kyiv));
        for (name, expected) in [
            ("Europe/Kiew", "`Europe/Kyiv`"),
            ("europe/kyiv", "`Europe/Kyiv`"),
            ("Kyiv", "`Europe/Kyiv`"),
            ("New York", "`America/New_York`"),
            ("Asia/Bejing", "an IANA name"),
            ("Asia/Shangai", "`Asia/Shanghai`"),
            ("XYZ", "an IANA name"),
            ("CET", "`Europe/Berlin` or `Europe/Paris`"),
            ("IST", "`Asia/Kolkata`, `Europe/Dublin` or `Asia/Jerusalem`"),
            ("UTC+2", "`Etc/GMT-2`"),
            ("GMT-5", "`Etc/GMT+5`"),
            ("+02:00", "`Etc/GMT-2`"),
            ("UTC+5:30", "an IANA name"),
            ("Z", "`UTC`"),
            ("UTC+0", "`UTC`"),
            ("", "an IANA name"),
        ] {
            let help = zone(name).unwrap_err().help.unwrap();
            assert!(help.contains(expected), "{name}: {help}");
            for proposed in help.split('`').skip(1).step_by(2) {
                assert!(zone(proposed).is_ok(), "{name}: {proposed}");
            }
        }
        for (name, expected) in [
            ("UTC+2", "`+02:00`"),
            ("UTC-5", "`-05:00`"),
            ("UTC+5:30", "`+05:30`"),
            ("CST", "`-06:00`, `+08:00` or `-05:00`"),
        ] {
            let help = zone_of_time(name).unwrap_err().help.unwrap();
            assert!(help.contains(expected), "{name}: {help}");
        }
    }

    #[test]
    fn offsets() {
        for (text, expected) in [
            ("Z", Some(0)),
            ("+02:00", Some(7200)),
            ("-0430", Some(-16_200)),
            ("+02", Some(7200)),
            ("+14:00", Some(50_400)),
            ("-4", None),
            ("+2:00", None),
            ("+02:60", None),
            ("-:00", None),
            ("+é", None),
            ("+", None),
            ("", None),
        ] {
            assert_eq!(offset(text).map(Result::unwrap), expected, "{text}");
        }
        assert!(offset("+14:01").unwrap().is_err());
        assert_eq!(offset_or_nearly("-4"), Some(-14_400));
        assert_eq!((offset_text(-16_200), offset_text(7324)), ("-04:30".to_owned(), "+02:02".to_owned()));
    }

    #[test]
    fn days() {
        // 2022-03-13T16:30Z
        let instant = 1_647_189_000;
        assert_eq!(day_at(instant, None).to_string(), "2022-03-13");
        assert_eq!(day_at(instant, Some(Tz::Asia__Shanghai)).to_string(), "2022-03-14");
        let _ = (day_at(i64::MAX, Some(Tz::UTC)), day_at(i64::MIN, None));
    }
}
