//! The drawing itself.
//!
//! Enters: what stands where. Leaves: SVG, colours by class, without script or style. Must not know: how the
//! places were found.

use std::collections::HashSet;
use std::fmt::Write as _;

use super::super::Setting;
use super::super::value::escaped;
use super::measure::{SIZE, width};
use super::place::{Bar, Group, Placed, TARGET};
use super::scale::{PAD, Scale};
use super::{doubtful, end_of};
use crate::date::{Date, Day, Kind};
use crate::i18n;
use crate::model::{Event, EventId, Importance};

/// Events drawn one over the other in a group. Where one has more, all groups are columns.
const STACK: usize = 12;
/// From one event of a stack to the next.
const STEP: f64 = 9.0;
/// The highest column; the others are to its scale.
const COLUMN: f64 = 96.0;
/// Half the width of a column.
const HALF: f64 = 5.0;
/// The least that is seen of a column.
const LEAST: f64 = 1.5;
/// Room for a number over a column.
const OVER: f64 = 16.0;
/// Below the axis: a line of days and a line of periods.
const FOOT: f64 = 38.0;
/// Between labels.
const GAP: f64 = 8.0;

/// What a drawing is called.
pub(super) struct Dress<'a> {
    pub(super) class: &'a str,
    pub(super) told: &'a str,
    /// The events that it shows, oldest first.
    pub(super) drawn: &'a [EventId],
    /// The events on the page it stands on.
    pub(super) here: &'a HashSet<EventId>,
    /// The address of the first heading that some events stand under.
    pub(super) heading: &'a dyn Fn(&[EventId]) -> String,
}

/// A period that may be named under the axis.
struct Period {
    /// Where it begins, and how far its name may move.
    x: f64,
    until: f64,
    /// Its first day.
    day: Day,
    /// Whether it is a month, and not a year.
    month: bool,
    /// Whether its beginning is marked on the axis.
    tick: bool,
}

struct Drawing<'a> {
    setting: &'a Setting,
    scale: &'a Scale,
    dress: &'a Dress<'a>,
    mirrored: bool,
    /// Where the axis stands.
    axis: f64,
    /// Pixels an event, the same for all groups, where they are columns.
    unit: Option<f64>,
    out: String,
}

/// Draws the strip.
pub(super) fn svg(setting: &Setting, placed: &Placed, scale: &Scale, dress: &Dress<'_>) -> String {
    let highest = placed.groups.iter().map(|group| group.events.len()).max().unwrap_or(0);
    let unit = (highest > STACK).then(|| COLUMN / highest as f64);
    let stacks = match (highest, unit) {
        (0, _) => 6.0,
        (_, Some(_)) => COLUMN + OVER,
        (highest, None) => TARGET.max(STEP * highest as f64 + 8.0),
    };
    let axis = TARGET * placed.lanes as f64 + stacks;
    let mirrored = i18n::direction(&setting.timeline.settings.language) == "rtl";
    let mut drawing = Drawing { setting, scale, dress, mirrored, axis, unit, out: String::new() };
    let _ = write!(
        drawing.out,
        "<svg class=\"strip {}\" width=\"100%\" height=\"{}\" role=\"group\" aria-label=\"{}\">",
        dress.class,
        number(axis + FOOT),
        escaped(dress.told)
    );
    drawing.line();
    let read = drawing.periods();
    drawing.days(&placed.groups, &read);
    drawing.numbers(&placed.groups);
    // In the order of time, which is the order of reading.
    let (mut bars, mut groups) = (placed.bars.iter().peekable(), placed.groups.iter().peekable());
    loop {
        let first = |bar: &&Bar| groups.peek().is_none_or(|group| bar.left <= group.ends.0);
        if let Some(bar) = bars.next_if(first) {
            drawing.bar(bar, stacks);
        } else if let Some(group) = groups.next() {
            drawing.group(group);
        } else {
            break;
        }
    }
    drawing.out.push_str("</svg>");
    drawing.out
}

/// A number with at most one decimal.
fn number(value: f64) -> String {
    let text = format!("{:.1}", value + 0.0);
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

impl Drawing<'_> {
    /// A place across, as a share of the width.
    fn share(&self, x: f64) -> String {
        let share = 100.0 * x / self.scale.width;
        let text = format!("{:.2}", if self.mirrored { 100.0 - share } else { share });
        let text = text.trim_end_matches('0').trim_end_matches('.');
        format!("{text}%")
    }

    fn left(&self, left: f64, right: f64) -> String {
        self.share(if self.mirrored { right } else { left })
    }

    fn wide(&self, left: f64, right: f64) -> String {
        let text = format!("{:.2}", 100.0 * (right - left) / self.scale.width);
        format!("{}%", text.trim_end_matches('0').trim_end_matches('.'))
    }

    fn text(&mut self, x: f64, y: f64, class: &str, text: &str) {
        let x = self.share(x);
        let _ = write!(self.out, "<text{class} x=\"{x}\" y=\"{}\">{}</text>", number(y), escaped(text));
    }

    /// The line of time, broken where a silence is left out.
    fn line(&mut self) {
        let mut from = 0.0;
        let ends = self.scale.breaks.iter().map(|cut| (cut.x, cut.x + cut.width));
        for (end, next) in ends.chain([(self.scale.width, self.scale.width)]).collect::<Vec<_>>() {
            let (x, y) = ((self.share(from), self.share(end)), number(self.axis));
            let _ = write!(self.out, "<line x1=\"{}\" x2=\"{}\" y1=\"{y}\" y2=\"{y}\"/>", x.0, x.1);
            from = next;
        }
        for cut in &self.scale.breaks {
            for x in [cut.x, cut.x + cut.width] {
                let (x, y) = (self.share(x), number(self.axis));
                let _ = write!(self.out, "<svg x=\"{x}\" y=\"{y}\"><path d=\"M-3 6 3-6\"/></svg>");
            }
            if let Some(label) = cut.label.as_deref().filter(|_| cut.labelled) {
                self.text(cut.x + cut.width / 2.0, self.axis + 4.0, "", label);
            }
        }
    }

    /// Years or months under the axis, as many as there is room for. The beginnings of stretches come first, and move
    /// on within their stretch where that makes room. Gives where each begins, and which month it names.
    fn periods(&mut self) -> Vec<(f64, Option<(i64, u8)>)> {
        let months = self.scale.per * 28.0 >= TARGET;
        let mut marks: Vec<Period> = Vec::new();
        for (number, stretch) in self.scale.stretches.iter().enumerate() {
            let day = Day::from_days(stretch.from as i64);
            let event = self.first_event(stretch.from);
            let year = event.is_some_and(|event| event.date.is_year_or_longer());
            let month = !year && (months || self.scale.stretches.len() > 1 && number > 0);
            marks.push(Period { x: stretch.x, until: self.scale.x(stretch.to), day, month, tick: false });
        }
        // The first and the last of them before those between.
        let last = marks.len() - 1;
        marks.swap(1.min(last), last);
        for stretch in &self.scale.stretches {
            for day in periods(stretch.from, stretch.to, self.scale.per, months) {
                let x = self.scale.x(day.to_days() as f64);
                marks.push(Period { x, until: x, day, month: months, tick: true });
            }
        }
        let mut taken: Vec<(f64, f64)> = Vec::new();
        let mut read = Vec::new();
        for Period { x, until, day, month, tick } in marks {
            let label = self.period(day, month);
            let half = width(&label) / 2.0;
            let middle = x.max(half).min(self.scale.width - half);
            let in_the_way = |middle: f64| {
                let (left, right) = (middle - half, middle + half + GAP);
                taken.iter().filter(|(from, to)| left < *to && *from < right).map(|(_, to)| *to).reduce(f64::max)
            };
            let moved = in_the_way(middle).map(|to| to + half + 0.5).filter(|middle| middle + half <= until);
            let Some(middle) = [Some(middle), moved].into_iter().flatten().find(|middle| in_the_way(*middle).is_none())
            else {
                continue;
            };
            taken.push((middle - half, middle + half + GAP));
            read.push((x, month.then_some((day.year, day.month))));
            if tick {
                let (x, y) = (self.share(x), self.axis);
                let _ =
                    write!(self.out, "<line x1=\"{x}\" x2=\"{x}\" y1=\"{}\" y2=\"{}\"/>", number(y), number(y + 5.0));
            }
            self.text(middle, self.axis + FOOT - 5.0, "", &label);
        }
        read.sort_by(|(a, _), (b, _)| a.total_cmp(b));
        read
    }

    fn first_event(&self, day: f64) -> Option<&Event> {
        let all = &self.setting.timeline.events;
        let at = self.dress.drawn.partition_point(|event| (all[*event].date.anchor().to_days() as f64) < day);
        self.dress.drawn.get(at).map(|event| &all[*event])
    }

    fn period(&self, day: Day, month: bool) -> String {
        let locale = &self.setting.locale;
        if month { locale.month_heading(day.year, day.month) } else { locale.year_heading(day.year) }
    }

    /// The days of groups under the axis, the most important first, where days can be told apart and the period that
    /// was read before them is their month.
    fn days(&mut self, groups: &[Group], read: &[(f64, Option<(i64, u8)>)]) {
        let events = &self.setting.timeline.events;
        let mut order: Vec<&Group> = groups.iter().collect();
        let rank = |group: &&Group| {
            let major = group.events.iter().any(|id| events[*id].importance == Importance::Major);
            (!major, usize::MAX - group.events.len())
        };
        order.sort_by_key(rank);
        let mut taken: Vec<(f64, f64)> = Vec::new();
        for group in order {
            let exact = group.events.iter().all(|id| events[*id].date.is_exact());
            let (Some(first), Some(last)) = (group.events.first(), group.events.last()) else { continue };
            let (first, last) = (events[*first].date.anchor(), events[*last].date.anchor());
            if !exact || self.scale.per * 28.0 < TARGET || (first.year, first.month) != (last.year, last.month) {
                continue;
            }
            let before = &read[..read.partition_point(|(x, _)| *x <= group.ends.0 + 0.5)];
            if before.last().is_none_or(|(_, month)| *month != Some((first.year, first.month))) {
                continue;
            }
            let label = if first == last { first.day.to_string() } else { format!("{}–{}", first.day, last.day) };
            let half = width(&label) / 2.0;
            let middle = group.middle().max(half).min(self.scale.width - half);
            let half = half + 2.0;
            if !taken.iter().any(|(from, to)| middle - half < *to && *from < middle + half) {
                taken.push((middle - half, middle + half));
                self.text(middle, self.axis + 18.0, " class=\"day\"", &label);
            }
        }
    }

    /// A link to an event, or to the heading of several.
    fn link(&mut self, events: &[EventId], label: &str) {
        let href = match events {
            [id] => {
                let event = &self.setting.timeline.events[*id];
                if self.dress.here.contains(id) {
                    format!("#{}", escaped(&super::super::events::anchor(event)))
                } else {
                    event.address.mark(None)
                }
            }
            several => (self.dress.heading)(several),
        };
        let _ = write!(self.out, "<a href=\"{href}\" aria-label=\"{}\">", escaped(label));
    }

    /// Something to aim at.
    fn target(&mut self, (left, right): (f64, f64), top: f64, height: f64) {
        let (x, w) = (self.left(left, right), self.wide(left, right));
        let _ = write!(
            self.out,
            "<rect class=\"hit\" x=\"{x}\" y=\"{}\" width=\"{w}\" height=\"{}\"/>",
            number(top),
            number(height)
        );
    }

    fn named(&self, id: EventId) -> String {
        let event = &self.setting.timeline.events[id];
        format!("{}: {}", self.setting.locale.date(&event.date).text(), event.title)
    }

    fn bar(&mut self, bar: &Bar, stacks: f64) {
        let event = &self.setting.timeline.events[bar.event];
        let top = self.axis - stacks - TARGET * (bar.lane + 1) as f64;
        let label = self.named(bar.event);
        self.link(&[bar.event], &label);
        self.target(bar.target(), top, TARGET);
        let half = if event.importance == Importance::Major { 5.0 } else { 3.5 };
        let class = match event.date.kind() {
            Kind::Between => "between",
            Kind::About => "about",
            Kind::Within => "open",
            _ => "full",
        };
        let (x, w) = (self.left(bar.left, bar.right), self.wide(bar.left, bar.right));
        let (y, height) = (number(top + TARGET / 2.0 - half), number(2.0 * half));
        let _ = write!(self.out, "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{height}\"/>");
        let middle = number(top + TARGET / 2.0);
        for (side, open) in bar.open.into_iter().enumerate() {
            if open {
                // Without an end: the bar fades out in strokes of the ground.
                let x = self.share(if side == 0 { bar.left } else { bar.right });
                let path = if (side == 0) == self.mirrored { "M-4-7V7M-9-7V7M-15-7V7" } else { "M4-7V7M9-7V7M15-7V7" };
                let _ = write!(self.out, "<svg x=\"{x}\" y=\"{middle}\"><path class=\"fade\" d=\"{path}\"/></svg>");
            }
        }
        self.out.push_str("</a>");
    }

    fn group(&mut self, group: &Group) {
        let events = &self.setting.timeline.events;
        let locale = &self.setting.locale;
        let Some(first) = group.events.first() else { return };
        let label = if let [only] = &group.events[..] {
            self.named(*only)
        } else {
            let count = locale.counted("events", i64::try_from(group.events.len()).unwrap_or(i64::MAX));
            let from = end_of(self.setting, &events[*first].date, Date::anchor);
            let to = end_of(self.setting, &events[group.last.0].date, Date::latest_day);
            let when = if from == to { from } else { locale.said("strip_span", &[("first", &from), ("last", &to)]) };
            format!("{when}: {count}")
        };
        let height = TARGET.max(self.height(group) + 8.0);
        self.link(&group.events, &label);
        self.target(group.target(), self.axis - height, height + 20.0);
        let x = self.share(group.middle());
        let _ = write!(self.out, "<svg x=\"{x}\" y=\"{}\">", number(self.axis));
        let single = group.events.len() == 1;
        if self.unit.is_some() {
            let height = number(self.height(group));
            let (x, width) = (number(-HALF), number(2.0 * HALF));
            let _ = write!(
                self.out,
                "<rect class=\"full\" x=\"{x}\" y=\"-{height}\" width=\"{width}\" height=\"{height}\"/>"
            );
        } else {
            for (place, event) in group.events.iter().enumerate() {
                let y = if single { 0.0 } else { -6.0 - STEP * place as f64 };
                mark(&mut self.out, &events[*event], y, single);
            }
        }
        self.out.push_str("</svg></a>");
    }

    /// How high a group stands: in proportion to its events.
    fn height(&self, group: &Group) -> f64 {
        let count = group.events.len() as f64;
        self.unit.map_or(STEP * count, |unit| (unit * count).max(LEAST))
    }

    /// The numbers of columns over them, the highest first, where nothing is in their way.
    fn numbers(&mut self, groups: &[Group]) {
        if self.unit.is_none() {
            return;
        }
        let column = |group: &Group| (group.middle() - HALF, group.middle() + HALF, self.height(group));
        let columns: Vec<(f64, f64, f64)> = groups.iter().map(column).collect();
        let mut order: Vec<&Group> = groups.iter().collect();
        order.sort_by_key(|group| std::cmp::Reverse(group.events.len()));
        let mut taken: Vec<(f64, f64, f64)> = Vec::new();
        for group in order {
            let label = self.setting.locale.size(group.events.len());
            let half = width(&label) / 2.0;
            let middle = group.middle().max(half).min(self.scale.width - half);
            let (left, right, foot) = (middle - half, middle + half, self.height(group));
            let across = |other: &(f64, f64, f64)| left < other.1 && other.0 < right;
            let free = !columns.iter().any(|column| across(column) && column.2 > foot)
                && !taken.iter().any(|other| across(other) && (other.2 - foot).abs() < SIZE + 1.0);
            if free {
                taken.push((left, right, foot));
                self.text(middle, self.axis - foot - 4.0, "", &label);
            }
        }
    }
}

/// The mark of an event, of the same shape as in the list below: a dot is a day, a ring doubtful, a box
/// somewhere within.
fn mark(out: &mut String, event: &Event, y: f64, single: bool) {
    let size = match (event.importance, single) {
        (Importance::Major, true) => 6.0,
        (Importance::Minor, _) => 2.8,
        (_, true) => 4.5,
        (Importance::Major, false) => 4.2,
        (_, false) => 3.4,
    };
    let _ = match event.date.kind() {
        Kind::Within => write!(
            out,
            "<rect class=\"open\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
            number(-size),
            number(y - size),
            number(2.0 * size),
            number(2.0 * size)
        ),
        _ if doubtful(&event.date) => {
            write!(out, "<circle class=\"about\" cx=\"0\" cy=\"{}\" r=\"{}\"/>", number(y), number(size - 0.5))
        }
        _ => write!(out, "<circle class=\"full\" cx=\"0\" cy=\"{}\" r=\"{}\"/>", number(y), number(size)),
    };
}

/// The first days of months, or of every so many years, within a stretch.
fn periods(from: f64, to: f64, per: f64, months: bool) -> Vec<Day> {
    let (first, last) = (Day::from_days(from as i64), Day::from_days(to as i64));
    let mut days = Vec::new();
    if months {
        let mut month = first.year * 12 + i64::from(first.month);
        while month < last.year * 12 + i64::from(last.month) {
            days.extend(Day::new(month.div_euclid(12), u8::try_from(month.rem_euclid(12) + 1).unwrap_or(1), 1));
            month += 1;
        }
        return days;
    }
    let step = [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 2500, 5000]
        .into_iter()
        .find(|step| *step as f64 * 365.2425 * per >= PAD * 4.0);
    // Beyond that the ends are told, and nothing between them.
    let Some(step) = step else { return days };
    let mut year = first.year.div_euclid(step) * step + step;
    while year <= last.year {
        days.extend(Day::new(year, 1, 1));
        year += step;
    }
    days
}
