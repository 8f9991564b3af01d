//! The overview of more events than can be told apart: a bar a day, a month, a year or longer, to scale.
//!
//! Enters: events, and where each stretch of time is told. Leaves: the drawings, for narrow and for wide pages, and the
//! sentence that says what they show. Must not know: the page they stand on.

use std::fmt::Write as _;

use tera::Value;

use super::super::Setting;
use super::super::periods::Clock;
use super::super::value::{Values, escaped, html};
use super::measure::width as measured;
use super::{NARROW, WIDE};
use crate::date::{Day, month_length};
use crate::i18n;
use crate::model::{EventId, Importance, Period};

/// The least width of a bar, in CSS pixels.
const LEAST: f64 = 4.0;
/// The height of the highest bar, in CSS pixels.
const HEIGHT: f64 = 72.0;
/// Room over it for its number.
const OVER: f64 = 18.0;
/// Room over a bar for the mark of a major event.
const MARK: f64 = 10.0;
/// Below the axis: a line of text.
const FOOT: f64 = 20.0;
/// Between labels.
const GAP: f64 = 14.0;

/// How long what a bar stands for is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Day,
    Month,
    Years(i64),
}

/// What is drawn: the finest first.
const UNITS: [(Unit, &str); 6] = [
    (Unit::Day, "bars_day"),
    (Unit::Month, "bars_month"),
    (Unit::Years(1), "bars_year"),
    (Unit::Years(10), "bars_decade"),
    (Unit::Years(100), "bars_century"),
    (Unit::Years(1000), "bars_millennium"),
];

impl Unit {
    /// The number of the bar that has a day. Years count from 0, as in EDTF.
    fn of(self, day: Day) -> i64 {
        match self {
            Self::Day => day.to_days(),
            Self::Month => day.year * 12 + i64::from(day.month) - 1,
            Self::Years(count) => day.year.div_euclid(count),
        }
    }

    /// Its first day.
    fn first(self, number: i64) -> Day {
        match self {
            Self::Day => Day::from_days(number),
            Self::Month => Day { year: number.div_euclid(12), month: number.rem_euclid(12) as u8 + 1, day: 1 },
            Self::Years(count) => Day { year: number * count, month: 1, day: 1 },
        }
    }

    /// The period that has a page of its own, where there is one.
    fn period(self, number: i64) -> Option<Period> {
        let day = self.first(number);
        match self {
            Self::Day => None,
            Self::Month => Some(Period::Month(day.year, day.month)),
            Self::Years(1) => Some(Period::Year(day.year)),
            Self::Years(10) if day.year > 0 => Some(Period::Decade(day.year)),
            Self::Years(100) if day.year > 0 => Some(Period::Century(day.year)),
            Self::Years(_) => None,
        }
    }
}

/// What a bar stands for.
struct Bar {
    number: i64,
    count: usize,
    /// The first event of it.
    first: EventId,
    major: usize,
}

/// The drawings of events, oldest first; `lead` gives the address of where a period, or else an event, is told.
pub(in super::super) fn bars(
    setting: &Setting,
    clock: Clock,
    events: &[EventId],
    lead: &dyn Fn(Option<Period>, EventId) -> String,
) -> Value {
    let day = |event: &EventId| clock.anchor(&setting.timeline.events[*event]);
    let (Some(first), Some(last)) = (
        events.iter().map(day).min_by_key(|day| day.to_days()),
        events.iter().map(day).max_by_key(|day| day.to_days()),
    ) else {
        return Value::none();
    };
    let drawing = |width: f64, class: &str| {
        let room = |unit: Unit| ((unit.of(last) - unit.of(first) + 1) as f64) * LEAST <= width;
        let (unit, told) = UNITS.into_iter().find(|(unit, _)| room(*unit)).unwrap_or(UNITS[UNITS.len() - 1]);
        let drawing = Drawing { setting, unit, width, from: unit.of(first), to: unit.of(last) };
        let bars = drawing.bars(events, clock);
        let told = drawing.told(told, &bars, [first, last], events.len());
        (html(&drawing.svg(class, &bars, lead)), told)
    };
    let (wide, told) = drawing(WIDE, "wide");
    let (narrow, narrowly) = drawing(NARROW, "narrow");
    let values = Values::new().with("wide", wide).with("narrow", narrow);
    // The sentence of each drawing, where they differ.
    let values = if told == narrowly { values } else { values.with("told_narrow", narrowly) };
    values.with("told", told).done()
}

struct Drawing<'a> {
    setting: &'a Setting,
    unit: Unit,
    width: f64,
    from: i64,
    to: i64,
}

impl Drawing<'_> {
    fn bars(&self, events: &[EventId], clock: Clock) -> Vec<Bar> {
        let all = &self.setting.timeline.events;
        let mut numbered: Vec<(i64, EventId)> =
            events.iter().map(|event| (self.unit.of(clock.anchor(&all[*event])), *event)).collect();
        numbered.sort_by_key(|(number, _)| *number);
        let bar = |chunk: &[(i64, EventId)]| {
            let major = chunk.iter().filter(|(_, event)| all[*event].importance == Importance::Major).count();
            Bar { number: chunk[0].0, count: chunk.len(), first: chunk[0].1, major }
        };
        numbered.chunk_by(|a, b| a.0 == b.0).map(bar).collect()
    }

    fn counted(&self, count: usize) -> String {
        self.setting.locale.counted("events", i64::try_from(count).unwrap_or(i64::MAX))
    }

    /// What the drawing shows, in words.
    fn told(&self, words: &str, bars: &[Bar], ends: [Day; 2], count: usize) -> String {
        let locale = &self.setting.locale;
        let [first, last] = ends.map(|day| match self.unit {
            Unit::Day => locale.day(day),
            Unit::Month => locale.month_heading(day.year, day.month),
            Unit::Years(_) => locale.year_heading(day.year),
        });
        let most = bars.iter().map(|bar| bar.count).max().unwrap_or(0);
        let slots =
            [("events", &*self.counted(count)), ("first", &first), ("last", &last), ("most", &locale.size(most))];
        let mut told = locale.said(words, &slots);
        if bars.iter().any(|bar| bar.major > 0) {
            told.push(' ');
            told.push_str(locale.word("bars_major"));
        }
        told
    }

    /// The bars, each a link for the pointer; the index below has the same links for everybody.
    fn svg(&self, class: &str, bars: &[Bar], lead: &dyn Fn(Option<Period>, EventId) -> String) -> String {
        let most = bars.iter().map(|bar| bar.count).max().unwrap_or(1);
        let axis = OVER + MARK + HEIGHT;
        let count = (self.to - self.from + 1) as f64;
        let mut out = String::with_capacity(160 * bars.len() + 400);
        let _ = write!(
            out,
            "<svg class=\"strip {class} bars\" width=\"100%\" height=\"{}\" aria-hidden=\"true\">",
            axis + FOOT
        );
        let _ = write!(out, "<line x1=\"0%\" x2=\"100%\" y1=\"{axis}\" y2=\"{axis}\"/>");
        let step = 100.0 / count;
        let mut named = false;
        for bar in bars {
            let left = self.share((bar.number - self.from) as f64 * step, step);
            let high = (HEIGHT * bar.count as f64 / most as f64).max(1.5);
            let href = lead(self.unit.period(bar.number), bar.first);
            let _ = write!(
                out,
                "<a href=\"{href}\" tabindex=\"-1\"><rect class=\"hit\" x=\"{left:.3}%\" width=\"{step:.3}%\" y=\"0\" height=\"{axis}\"/><rect class=\"bar\" x=\"{left:.3}%\" width=\"{:.3}%\" y=\"{:.1}\" height=\"{high:.1}\"/>",
                step * 0.86,
                axis - high,
            );
            if bar.major > 0 {
                let _ = write!(
                    out,
                    "<circle class=\"dot\" cx=\"{:.3}%\" cy=\"{:.1}\" r=\"3.5\"/>",
                    left + step * 0.43,
                    axis - high - 6.0
                );
            }
            let _ = write!(out, "<title>{}</title></a>", escaped(&self.title(bar)));
            if bar.count == most && !named {
                named = true;
                let text = self.setting.locale.size(bar.count);
                let half = measured(&text) / 2.0 / self.width * 100.0;
                let middle = (left + step * 0.43).clamp(half, 100.0 - half);
                let _ = write!(out, "<text class=\"n\" x=\"{middle:.3}%\" y=\"{}\">{text}</text>", OVER - 6.0);
            }
        }
        self.labels(&mut out, axis);
        out.push_str("</svg>");
        out
    }

    /// A place across from the left, where the page reads from the right, too.
    fn share(&self, left: f64, width: f64) -> f64 {
        let mirrored = i18n::direction(&self.setting.timeline.settings.language) == "rtl";
        if mirrored { 100.0 - left - width } else { left }
    }

    fn title(&self, bar: &Bar) -> String {
        format!("{}: {}", self.name(bar.number), self.counted(bar.count))
    }

    fn name(&self, number: i64) -> String {
        let locale = &self.setting.locale;
        let day = self.unit.first(number);
        match self.unit {
            Unit::Day => locale.day(day),
            Unit::Month => locale.month_heading(day.year, day.month),
            Unit::Years(1) => locale.year_heading(day.year),
            Unit::Years(count) => locale.years_heading(day.year, day.year + count - 1),
        }
    }

    /// Round days, months and years under the axis, as many as there is room for.
    fn labels(&self, out: &mut String, axis: f64) {
        let locale = &self.setting.locale;
        let months = self.to - self.from < 36;
        let label = |number: i64| {
            let day = self.unit.first(number);
            match self.unit {
                Unit::Day => locale.size(usize::from(day.day)),
                Unit::Month if months => locale.month_heading(day.year, day.month),
                Unit::Month | Unit::Years(_) => locale.year_heading(day.year),
            }
        };
        let is_round = |number: i64, every: i64| {
            let day = self.unit.first(number);
            match self.unit {
                Unit::Day => {
                    day.day == 1 || i64::from(day.day) % every == 0 && day.day < month_length(day.year, day.month)
                }
                Unit::Month if months => (i64::from(day.month) - 1) % every == 0,
                Unit::Month => day.month == 1 && day.year.rem_euclid(every) == 0,
                Unit::Years(_) => day.year.rem_euclid(every) == 0,
            }
        };
        let steps: &[i64] = match self.unit {
            Unit::Day => &[5, 10, 15],
            Unit::Month if months => &[1, 2, 3, 6, 12],
            _ => &[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000],
        };
        let step = 100.0 / (self.to - self.from + 1) as f64;
        let placed = |every: i64| -> Option<Vec<(f64, f64, String)>> {
            let mut placed: Vec<(f64, f64, String)> = Vec::new();
            for number in (self.from..=self.to).filter(|number| is_round(*number, every)) {
                let text = label(number);
                let half = measured(&text) / 2.0 / self.width * 100.0;
                let at = (number - self.from) as f64 * step;
                let middle = (at + step * 0.43).clamp(half, 100.0 - half);
                let before = placed.last().map_or(f64::NEG_INFINITY, |(middle, half, _)| middle + half);
                if middle - half < before + GAP / self.width * 100.0 {
                    return None;
                }
                placed.push((middle, half, text));
            }
            Some(placed)
        };
        let Some(placed) = steps.iter().find_map(|every| placed(*every)) else { return };
        for (middle, _, text) in placed {
            let x = self.share(middle, 0.0);
            let _ = write!(out, "<text x=\"{x:.3}%\" y=\"{}\">{}</text>", axis + FOOT - 5.0, escaped(&text));
        }
    }
}
