//! Times of day, in the zone where something happened and in the site's.
//!
//! Enters: a moment, and a [`Locale`]. Leaves: its text. Must not know: other dates.

use chrono_tz::Tz;
use icu_datetime::NoCalendarFormatter;
use icu_datetime::fieldsets::zone::ExemplarCity;
use icu_time::zone::{IanaParser, IanaParserBorrowed};

use crate::date::Moment;
use crate::i18n::Locale;
use crate::i18n::dates::Line;
use crate::i18n::shape::{Thing, has_datetime};
use crate::i18n::things::Grammar;
use crate::i18n::words::fill;

/// The names of cities after which zones are named.
#[derive(Debug)]
pub(super) struct Cities {
    names: Option<NoCalendarFormatter<ExemplarCity>>,
    zones: IanaParserBorrowed<'static>,
}

impl Cities {
    pub(super) fn new(locale: &icu_locale_core::Locale) -> Self {
        Self { names: NoCalendarFormatter::try_new(locale.into(), ExemplarCity).ok(), zones: IanaParser::new() }
    }

    /// The city of a zone. Zones that are named for no place (`UTC`, `Etc/GMT+5`) have none.
    fn of(&self, zone: Tz) -> Option<String> {
        let (region, _) = zone.name().split_once('/')?;
        let names = self.names.as_ref().filter(|_| region != "Etc")?;
        Some(names.format(&self.zones.parse(zone.name()).without_offset()).to_string())
    }
}

impl Locale {
    /// `February 24, 2022, 5:00 a.m. Kyiv time`, and the site's time too where it has another day there.
    pub(super) fn moment(&self, line: &mut Line, moment: &Moment, with_year: bool) {
        let there = self.at_place(moment, with_year, Grammar::Alone);
        let datetime = has_datetime(moment.day.year).then(|| moment.datetime());
        let here = moment.seen_from(self.zone.or(Some(Tz::UTC)));
        if here.day == moment.day {
            return line.timed(&there, datetime);
        }
        let pattern = self.word("date_here");
        let slot = if pattern.contains("{bound}") { "bound" } else { "here" };
        let here = self.at_place(&here, here.day.year != moment.day.year, Grammar::of(slot));
        let (before, after) = pattern.split_once("{date}").unwrap_or(("", pattern));
        line.push(before);
        line.timed(&there, datetime);
        line.push(&fill(after, &[(slot, &here)]));
    }

    fn at_place(&self, moment: &Moment, with_year: bool, grammar: Grammar) -> String {
        let date = self.thing(Thing::Day(moment.day), with_year, grammar);
        let hour = if moment.hour.is_multiple_of(12) { 12 } else { moment.hour % 12 };
        let hour = self.numbers.plain(hour.into());
        let mut minute = self.numbers.two(moment.minute);
        if moment.second > 0 {
            minute = format!("{minute}:{}", self.numbers.two(moment.second));
        }
        let pattern = self.word(if moment.hour < 12 { "date_time_am" } else { "date_time_pm" });
        let time = fill(pattern, &[("hour", &hour), ("hour24", &self.numbers.two(moment.hour)), ("minute", &minute)]);
        let zone = match moment.zone.and_then(|zone| self.cities.of(zone)) {
            Some(city) => self.said("date_zone_city", &[("city", &city)]),
            None => self.offset(moment.offset_seconds),
        };
        self.said("date_time", &[("date", &date), ("time", &time), ("zone", &zone)])
    }

    /// `UTC`, `(UTC+2)`, `(UTC−4:30)`.
    fn offset(&self, seconds: i32) -> String {
        if seconds == 0 {
            return "UTC".to_owned();
        }
        let sign = if seconds < 0 { '−' } else { '+' };
        let minutes = seconds.abs() / 60;
        let mut offset = format!("{sign}{}", self.numbers.plain((minutes / 60).into()));
        if let Ok(minutes @ 1..) = u8::try_from(minutes % 60) {
            offset = format!("{offset}:{}", self.numbers.two(minutes));
        }
        self.said("date_zone_offset", &[("offset", &offset)])
    }
}
