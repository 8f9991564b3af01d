//! A day with a time.
//!
//! Enters: text such as `2022-02-24 05:00 Europe/Kyiv`, and the site's zone for a time without one.
//! Leaves: a [`Moment`]: the local time as written, and the instant that it is. Must not know:
//! ranges, and what the time is shown as.

use chrono::{LocalResult, NaiveDate, NaiveDateTime, Offset, TimeDelta, TimeZone};
use chrono_tz::Tz;

use crate::date::day::Day;
use crate::date::doubt::{has_mark, unmarked};
use crate::date::foreign;
use crate::date::mistake::{Mistake, no_date};
use crate::date::part::{DatePart, Precision, digits};
use crate::date::zone::{MOST_HOURS, clock_at, offset, offset_or_nearly, offset_text, round_to_minutes, zone_of_time};
use crate::text::shorten;

/// A local time and the instant that it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// The day where it happened.
    pub day: Day,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59.
    pub second: u8,
    /// Whether the author wrote seconds.
    pub seconds_written: bool,
    /// How far the place was ahead of UTC.
    pub offset_seconds: i32,
    /// The zone that was named, or the site's for a time without one.
    pub zone: Option<Tz>,
    /// Seconds since 1970-01-01T00:00Z.
    pub instant: i64,
}

impl Moment {
    /// `2022-02-24T05:00:00+02:00`: the format's times have seconds. Its offsets end at 14 hours, and local
    /// mean time on the far side of the date line had more: that is written in UTC.
    #[must_use]
    pub fn edtf(&self) -> String {
        if self.offset_seconds.abs() > MOST_HOURS * 3600 {
            let (day, of_day) = (Day::from_days(self.instant.div_euclid(86_400)), self.instant.rem_euclid(86_400));
            return format!("{day}T{:02}:{:02}:{:02}Z", of_day / 3600, of_day / 60 % 60, of_day % 60);
        }
        let Self { day, hour, minute, second, .. } = self;
        format!("{day}T{hour:02}:{minute:02}:{second:02}{}", offset_text(self.offset_seconds))
    }

    /// The same instant as the clocks of a zone show it, UTC without one.
    #[must_use]
    pub fn seen_from(&self, zone: Option<Tz>) -> Self {
        let (day, second, offset_seconds) = clock_at(self.instant, zone);
        let part = |number: i64| u8::try_from(number).unwrap_or(0);
        Self {
            day,
            hour: part(second / 3600),
            minute: part(second / 60 % 60),
            second: part(second % 60),
            seconds_written: self.seconds_written,
            offset_seconds,
            zone,
            instant: self.instant,
        }
    }

    /// The form of HTML's `datetime`, with seconds only where they were written.
    #[must_use]
    pub fn datetime(&self) -> String {
        let Self { day, hour, minute, second, .. } = self;
        let seconds = if self.seconds_written { format!(":{second:02}") } else { String::new() };
        format!("{day}T{hour:02}:{minute:02}{seconds}{}", offset_text(self.offset_seconds))
    }
}

/// The time of day as written.
struct Clock {
    hour: u8,
    minute: u8,
    second: u8,
    seconds_written: bool,
}

/// Reads a day with a time; the text has a `:`.
pub(crate) fn read(text: &str, site: Option<Tz>) -> Result<Moment, Mistake> {
    let colon = text.find(':').unwrap_or(text.len());
    let at = text[..colon].trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let (head, tail) = text.split_at(at);
    let written = head.strip_suffix('T').unwrap_or_else(|| head.trim_end());
    if written.is_empty() {
        return Err(Mistake::new(format!("`{}` is a time without a day", shorten(text, 40)))
            .help(format!("write the day before it: `2022-02-24 {}`", shorten(text, 40))));
    }
    if written == head {
        return Err(no_date(text));
    }
    if has_mark(text) {
        return Err(Mistake::new("a day with a time takes no `~`, `?` or `%`")
            .help(format!("write `{}`, and in `date_note` how sure it is", shorten(unmarked(text).trim_end(), 60))));
    }
    let part = DatePart::read(written).unwrap_or_else(|| Err(foreign::no_part(written)))?;
    if part.precision() != Precision::Day {
        let edtf = part.edtf();
        return Err(Mistake::new(format!("a time needs its day, and `{edtf}` is none"))
            .help(format!("write `{edtf}`, or the day before the time")));
    }
    let day = part.first();
    if day.year < 0 {
        return Err(Mistake::new(format!(
            "there are no times of day before the year 0000, unlike `{}`",
            shorten(text, 40)
        ))
        .help(format!("write the day alone: `{day}`")));
    }
    let end = tail.find(|c: char| !c.is_ascii_digit() && c != ':').unwrap_or(tail.len());
    let (clock, rest) = tail.split_at(end);
    let rest = without_no_fraction(clock, rest);
    let clock = read_clock(day, clock, rest)?;
    let before = format!("{head}{}", clock_text(&clock));
    let (offset, zone) = read_place(&before, rest)?;
    let zone = match (offset, zone) {
        (None, None) => Some(site.ok_or_else(|| {
            Mistake::new(format!("the time `{}` needs its zone", shorten(&before, 40)))
                .help(format!("write `{before} Europe/Kyiv` or `{before}+02:00`, or set the site's `timezone`"))
        })?),
        (_, zone) => zone,
    };
    let offset_seconds = match zone {
        // To the minute, as it is written and read again: the zones of the 19th century had seconds.
        Some(zone) => round_to_minutes(resolve(day, &clock, offset, zone)?) * 60,
        None => offset.unwrap_or(0),
    };
    let Clock { hour, minute, second, seconds_written } = clock;
    let of_day = i64::from(hour) * 3600 + i64::from(minute) * 60 + i64::from(second);
    let instant = day.to_days() * 86_400 + of_day - i64::from(offset_seconds);
    Ok(Moment { day, hour, minute, second, seconds_written, offset_seconds, zone, instant })
}

fn clock_text(clock: &Clock) -> String {
    let seconds = if clock.seconds_written { format!(":{:02}", clock.second) } else { String::new() };
    format!("{:02}:{:02}{seconds}", clock.hour, clock.minute)
}

/// What follows a time, without a fraction of a second that is none.
fn without_no_fraction<'a>(clock: &str, rest: &'a str) -> &'a str {
    let zeros = rest.strip_prefix(['.', ',']).filter(|rest| rest.starts_with('0') && clock.matches(':').count() == 2);
    let after = zeros.map(|zeros| zeros.trim_start_matches('0'));
    after.filter(|after| !after.starts_with(|c: char| c.is_ascii_digit())).unwrap_or(rest)
}

/// Reads `05:00` or `05:00:00`. What comes after it is for the help only.
fn read_clock(day: Day, text: &str, rest: &str) -> Result<Clock, Mistake> {
    let pieces: Vec<&str> = text.split(':').collect();
    let numbers: Option<Vec<u8>> = pieces.iter().map(|p| u8::try_from(digits(p, p.len().clamp(1, 2))?).ok()).collect();
    let no_time = || Mistake::new(format!("there is no time `{text}`"));
    let (Some(numbers), 2..=3) = (numbers, pieces.len()) else {
        return Err(no_time().help("write hours and minutes, such as `05:00`"));
    };
    let mut clock = Clock {
        hour: numbers[0],
        minute: numbers[1],
        second: numbers.get(2).copied().unwrap_or(0),
        seconds_written: numbers.len() == 3,
    };
    let rest = rest.trim_end();
    if pieces.iter().any(|p| p.len() != 2) {
        return Err(Mistake::new(format!("hours, minutes and seconds have two digits, unlike `{text}`"))
            .help(format!("write `{day} {}{rest}`", clock_text(&clock))));
    }
    if clock.hour == 24 && clock.minute == 0 && clock.second == 0 {
        let next = Day::from_days(day.to_days() + 1);
        clock.hour = 0;
        return Err(Mistake::new("a day ends at 23:59, so there is no 24:00")
            .help(format!("write `{next} {}{rest}`", clock_text(&clock))));
    }
    if clock.hour > 23 || clock.minute > 59 {
        return Err(no_time().help("hours go from 00 to 23, minutes from 00 to 59"));
    }
    if clock.second == 60 {
        clock.second = 59;
        return Err(Mistake::new("leap seconds are not supported, so there is no second 60")
            .help(format!("write `{day}T{}{rest}`", clock_text(&clock))));
    }
    if clock.second > 59 {
        return Err(no_time().help("seconds go from 00 to 59"));
    }
    if let Some(fraction) = rest.strip_prefix(['.', ',']) {
        let after = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
        return Err(Mistake::new("fractions of a second are not supported")
            .help(format!("write `{day}T{}{after}`", clock_text(&clock))));
    }
    Ok(clock)
}

/// Reads what follows the time: an offset, a zone, or the one and then the other.
fn read_place(before: &str, rest: &str) -> Result<(Option<i32>, Option<Tz>), Mistake> {
    let tokens: Vec<&str> = rest.split_whitespace().collect();
    let apart = rest.starts_with(char::is_whitespace);
    match tokens[..] {
        [] => return Ok((None, None)),
        [one] => match offset(one) {
            Some(offset) => return Ok((Some(offset?), None)),
            None if apart && one.starts_with(char::is_alphabetic) => return Ok((None, Some(zone_of_time(one)?))),
            None => {}
        },
        [one, name] if name.starts_with(char::is_alphabetic) => {
            if let Some(offset) = offset(one) {
                return Ok((Some(offset?), Some(zone_of_time(name)?)));
            }
        }
        _ => {}
    }
    let shown = shorten(rest.trim(), 40);
    let mistake = Mistake::new(format!("after the time comes an offset or a time zone, and `{shown}` is neither"));
    let last = tokens.last().copied().unwrap_or_default();
    if let Some(seconds) = offset_or_nearly(last) {
        return Err(mistake.help(format!("write `{before} {}`", offset_text(seconds))));
    }
    if zone_of_time(rest.trim()).is_ok() {
        return Err(mistake.help(format!("write `{before} {}`", rest.trim())));
    }
    Err(mistake.help(format!("write an offset, `{before}+02:00`, or a zone, `{before} Europe/Kyiv`")))
}

/// The offset of a zone at a local time. The clock may have skipped that time, or shown it twice.
fn resolve(day: Day, clock: &Clock, given: Option<i32>, zone: Tz) -> Result<i32, Mistake> {
    let Some(local) = naive(day, clock) else {
        return Ok(given.unwrap_or(0));
    };
    let name = zone.name();
    let write = |offset: i32| format!("`{day}T{}{} {name}`", clock_text(clock), offset_text(offset));
    let possible: Vec<i32> = match zone.offset_from_local_datetime(&local) {
        LocalResult::None => return Err(skipped(local, clock, zone)),
        LocalResult::Single(one) => vec![one.fix().local_minus_utc()],
        LocalResult::Ambiguous(first, second) => vec![first.fix().local_minus_utc(), second.fix().local_minus_utc()],
    };
    // A zone's offset may have seconds, and what is written has none.
    let fits = |offset: i32| possible.iter().copied().find(|p| round_to_minutes(*p) == round_to_minutes(offset));
    match (given, &possible[..]) {
        (None, [one]) => Ok(*one),
        (None, _) => {
            let both: Vec<String> = possible.iter().map(|offset| write(*offset)).collect();
            Err(Mistake::new(format!("the local time {} comes twice on {day} in {name}", clock_text(clock)))
                .help(format!("write {} for the first or\n{} for the second", both[0], both[both.len() - 1])))
        }
        (Some(given), _) => fits(given).ok_or_else(|| {
            let offsets: Vec<String> = possible.iter().map(|offset| offset_text(*offset)).collect();
            let right: Vec<String> = possible.iter().map(|offset| write(*offset)).collect();
            let (given, offsets) = (offset_text(given), offsets.join(" or "));
            Mistake::new(format!("the offset {given} contradicts {name}, which was at {offsets} then"))
                .help(format!("write {}, or the offset alone", right.join(" or ")))
        }),
    }
}

fn naive(day: Day, clock: &Clock) -> Option<NaiveDateTime> {
    NaiveDate::from_ymd_opt(i32::try_from(day.year).ok()?, day.month.into(), day.day.into())?.and_hms_opt(
        clock.hour.into(),
        clock.minute.into(),
        clock.second.into(),
    )
}

/// What to say of a local time that the clocks skipped.
fn skipped(local: NaiveDateTime, clock: &Clock, zone: Tz) -> Mistake {
    let name = zone.name();
    let day = local.date();
    let mistake = Mistake::new(format!("the local time {} does not exist on {day} in {name}", clock_text(clock)));
    let at = |hours| {
        let near = local.checked_add_signed(TimeDelta::hours(hours))?;
        Some(zone.offset_from_utc_datetime(&near).fix().local_minus_utc())
    };
    let moved = at(-36).zip(at(36)).map(|(before, after)| i64::from(after - before)).filter(|moved| *moved > 0);
    match moved.and_then(|moved| local.checked_add_signed(TimeDelta::seconds(moved))) {
        Some(later) => {
            let later = later.format("%Y-%m-%d %H:%M");
            mistake.help(format!("the clocks went forward over it; write `{later} {name}`, if that is meant"))
        }
        None => mistake.help("the clocks went forward over it; write another time, or the offset alone"),
    }
}
