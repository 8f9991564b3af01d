//! Names and patterns of days, months and years, taken from CLDR once for a language.
//!
//! Enters: a language. Leaves: for each month the patterns of its dates, such as `{day} лютого {year} р.`,
//! which a day and a year fill: formatting a date is then work on short text. Must not know: words that
//! stand round a date, and eras.

use icu_calendar::Gregorian;
use icu_datetime::FixedCalendarDateTimeFormatter;
use icu_datetime::fieldsets::enums::{CalendarPeriodFieldSet, CompositeDateTimeFieldSet, DateFieldSet};
use icu_datetime::fieldsets::{M, MD, Y, YM, YMD};
use icu_datetime::input::{Date, DateTime, Time};
use icu_datetime::pattern::FixedCalendarDateTimeNames;
use icu_locale_core::Locale;

use super::numbers::Numbers;

/// A year and a day whose digits are nowhere else in a date that shows both.
const YEAR: i32 = 1987;
const DAY: u8 = 25;

/// How a language writes days, months and years.
#[derive(Debug)]
pub(super) struct Patterns {
    /// From January on.
    pub(super) months: [Month; 12],
    /// `{year}`, `{year}年`
    pub(super) year: String,
    /// Whether the year stands before the month.
    pub(super) year_first: bool,
}

/// The patterns of a month: as it stands alone, and as it stands in a phrase where its grammar differs.
#[derive(Debug, Default)]
pub(super) struct Month {
    /// `February {day}, {year}`
    pub(super) day: String,
    /// `February {day}`
    pub(super) day_short: String,
    /// `лютий {year} р.`
    pub(super) month: String,
    /// `лютий`
    pub(super) month_short: String,
    /// `лютого {year} р.`
    pub(super) genitive: String,
    /// `лютого`
    pub(super) genitive_short: String,
    /// What stands close behind the number of a day: `.` in `25. Februar`, `日`.
    pub(super) unit: String,
}

impl Patterns {
    /// The patterns of a language; those of English where CLDR does not have it.
    pub(super) fn new(locale: &Locale, numbers: &Numbers) -> Self {
        Self::of(locale, numbers)
            .filter(|patterns| !patterns.months[0].month_short.starts_with("M0"))
            .or_else(|| Self::of(&icu_locale_core::locale!("en"), numbers))
            .unwrap_or_else(Self::numeric)
    }

    fn of(locale: &Locale, numbers: &Numbers) -> Option<Self> {
        let date = |month| Some(DateTime { date: Date::try_new_gregorian(YEAR, month, DAY).ok()?, time: Time::noon() });
        // The digits of a month with its year are not loaded with its pattern for Portuguese: so they are asked for, in
        // every language and pattern, since writing one that lacks them panics in a debug build.
        let formatter = |fields: CompositeDateTimeFieldSet| {
            let loaded = FixedCalendarDateTimeFormatter::<Gregorian, _>::try_new(locale.into(), fields).ok()?;
            let mut names = FixedCalendarDateTimeNames::from_formatter(locale.into(), loaded);
            names.include_decimal_formatter().ok()?;
            names.try_into_formatter(fields).ok()
        };
        let of_date = |fields| formatter(CompositeDateTimeFieldSet::Date(fields));
        let of_period = |fields| formatter(CompositeDateTimeFieldSet::CalendarPeriod(fields));
        let days = of_date(DateFieldSet::YMD(YMD::long()))?;
        let days_short = of_date(DateFieldSet::MD(MD::long()))?;
        let months = of_period(CalendarPeriodFieldSet::YM(YM::long()))?;
        let names = of_period(CalendarPeriodFieldSet::M(M::long()))?;
        let years = of_period(CalendarPeriodFieldSet::Y(Y::long()))?;
        let slots = [(numbers.plain(YEAR.into()), "{year}"), (numbers.plain(DAY.into()), "{day}")];
        // Narrow and fixed spaces, which differ between versions of CLDR, would be words that no search finds.
        let plain = |text: String| text.replace(['\u{A0}', '\u{202F}', '\u{2009}'], " ");
        let pattern =
            |text: String| slots.iter().fold(plain(text), |text, (digits, slot)| text.replacen(digits, slot, 1));
        let year = pattern(years.format(&date(1)?).to_string());
        let mut all: [Month; 12] = Default::default();
        for (month, number) in all.iter_mut().zip(1..) {
            let date = date(number)?;
            *month = Month::new(
                pattern(days.format(&date).to_string()),
                pattern(days_short.format(&date).to_string()),
                pattern(months.format(&date).to_string()),
                names.format(&date).to_string(),
                &year,
            );
        }
        let year_first = all[0].month.starts_with("{year}");
        Some(Self { months: all, year, year_first })
    }

    /// Without any data: the order of the standard.
    fn numeric() -> Self {
        let month = |number: usize| {
            let (day_short, month) = (format!("{number:02}-{{day}}"), format!("{{year}}-{number:02}"));
            Month::new(format!("{month}-{{day}}"), day_short, month, format!("{number:02}"), "{year}")
        };
        Self { months: std::array::from_fn(|at| month(at + 1)), year: "{year}".to_owned(), year_first: true }
    }
}

impl Month {
    fn new(day: String, day_short: String, month: String, name: String, year: &str) -> Self {
        // 二月 stands alone, but 2月 beside a year.
        let month_short = match month.strip_prefix(year) {
            Some(rest) if !month.contains(&name) => rest.trim().to_owned(),
            _ => name,
        };
        let (before, after) = day_short.split_once("{day}").unwrap_or((&day_short, ""));
        let unit: String = after.chars().take_while(|c| !c.is_whitespace()).collect();
        let inflected = format!("{before}{}", after.strip_prefix(unit.as_str()).unwrap_or(after));
        let inflected = inflected.trim();
        let genitive = month.replacen(&month_short, inflected, 1);
        let genitive_short = inflected.to_owned();
        Self { day, day_short, month, month_short, genitive, genitive_short, unit }
    }
}
