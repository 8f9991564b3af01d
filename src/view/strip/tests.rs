//! Every event in one place, no two targets in each other's way, time in its order and on one scale.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::place::{Placed, TARGET, place};
use super::scale::{PAD, Scale, silences};
use super::*;
use crate::model::nth;

fn point(event: usize, day: f64) -> Span {
    Span { event: nth(event), from: day, to: day, open: [false, false], may_be: (day, day) }
}

fn points(days: &[f64]) -> Vec<Span> {
    days.iter().enumerate().map(|(event, day)| point(event, *day)).collect()
}

fn scale(spans: &[Span], width: f64) -> Option<Scale> {
    let place = |event| spans.iter().position(|span| span.event == event).unwrap();
    Scale::new(spans, width, &|(before, _)| (place(before) % 2 == 0).then(|| "18 years".to_owned()))
}

/// Which silences are cut, by the days around them.
fn cuts(days: &[f64]) -> Vec<(f64, f64)> {
    let Some(scale) = scale(&points(days), WIDE) else { return Vec::new() };
    scale.stretches.windows(2).map(|pair| (pair[0].to, pair[1].from)).collect()
}

#[test]
fn what_is_cut() {
    for (days, expected) in [
        // Nothing to draw, or nothing but silence: to scale.
        (&[5.0][..], &[][..]),
        (&[5.0, 5.0], &[]),
        (&[0.0, 9000.0], &[]),
        (&[0.0, 9000.0, 20_000.0], &[]),
        // Evenly spread.
        (&[0.0, 10.0, 21.0, 30.0, 42.0], &[]),
        // The example: a year, a summit, and weeks that are dense.
        (&[0.0, 6893.0, 6974.0, 6994.0, 6995.0, 7000.0, 7011.0, 7012.0], &[(0.0, 6893.0), (6893.0, 6974.0)]),
        // Two that are alike, far longer than the rest.
        (&[0.0, 100.0, 101.0, 102.0, 192.0, 193.0], &[(0.0, 100.0), (102.0, 192.0)]),
        // Long, but no more than the next.
        (&[0.0, 100.0, 160.0, 200.0, 230.0], &[]),
    ] {
        assert_eq!(cuts(days), expected, "{days:?}");
    }
}

#[test]
fn cuts_leave_room_for_time() {
    let spans = points(&[-5438.0, -2334.0, 0.0, 8000.0, 8001.0, 12_239.0]);
    for (width, cut) in [(60.0, 0), (200.0, 0), (NARROW, 4), (WIDE, 4)] {
        let scale = scale(&spans, width).unwrap();
        assert_eq!(scale.breaks.len(), cut, "{width}");
        assert!(scale.per > 0.0, "{width}");
    }
}

#[test]
fn what_lasts_is_no_silence() {
    let mut spans = points(&[0.0, 4000.0, 4001.0, 4002.0]);
    assert_eq!(scale(&spans, WIDE).map(|scale| scale.breaks.len()), Some(1));
    (spans[0].to, spans[0].may_be.1) = (3999.0, 3999.0);
    assert_eq!(scale(&spans, WIDE).map(|scale| scale.breaks.len()), Some(0));
}

/// The spans of some dates, by where they begin.
fn dated(dates: &[&str]) -> Vec<Span> {
    let date = |text: &&str| crate::date::parse(text, None).unwrap();
    let mut spans: Vec<Span> = dates.iter().enumerate().map(|(event, text)| span(nth(event), &date(text))).collect();
    spans.sort_by(|a, b| a.from.total_cmp(&b.from).then(a.event.cmp(&b.event)));
    spans
}

#[test]
fn a_silence_is_where_nothing_lasts_and_nothing_may_have_been() {
    let day = |text: &str| crate::date::parse(text, None).unwrap().anchor().to_days() as f64;
    for (dates, expected) in [
        (&["1815-12-10/1852-11-27", "1943"][..], &[("1852-11-27", "1943-01-01")][..]),
        (&["1815-12-10/1852-11-27", "1840", "1943"], &[("1852-11-27", "1943-01-01")]),
        (&["1815", "1943"], &[("1815-12-31", "1943-01-01")]),
        (&["1815-12-10/1852", "1853-01-01"], &[("1852-12-31", "1853-01-01")]),
        (&["1815/..", "1943"], &[]),
        (&["1815/", "1943"], &[]),
        (&["1815-12-10", "../1943-05-01", "1944-05-01"], &[("1943-05-01", "1944-05-01")]),
        (&["1815-12-10", "/1943-05-01"], &[]),
        (&["185X", "1859-06-01", "1870-06-01"], &[("1859-12-31", "1870-06-01")]),
        (&["1815-12-10..1852-11-27", "1943-01-01"], &[("1852-11-27", "1943-01-01")]),
        (&["2022-03", "2022-03-10", "2022-05-01"], &[("2022-03-31", "2022-05-01")]),
    ] {
        let found: Vec<(f64, f64)> =
            silences(&dated(dates)).iter().map(|silence| (silence.since, silence.to)).collect();
        let expected: Vec<(f64, f64)> = expected.iter().map(|(since, to)| (day(since), day(to))).collect();
        assert_eq!(found, expected, "{dates:?}");
    }
}

#[test]
fn points_share_a_target_and_bars_have_lanes() {
    let mut spans = points(&[0.0, 1.0, 2.0, 50.0, 99.0, 100.0]);
    (spans[0].to, spans[0].may_be.1) = (40.0, 40.0);
    (spans[1].to, spans[1].may_be.1) = (41.0, 41.0);
    spans[3].open[1] = true;
    let scale = scale(&spans, 600.0).unwrap();
    let placed = place(&spans, &scale);
    let lanes: Vec<(EventId, usize)> = placed.bars.iter().map(|bar| (bar.event, bar.lane)).collect();
    assert_eq!(lanes, [(nth(0), 0), (nth(1), 1), (nth(3), 0)]);
    assert!(placed.bars[2].right > 598.0);
    let groups: Vec<&[EventId]> = placed.groups.iter().map(|group| group.events.as_slice()).collect();
    assert_eq!(groups, [&[nth(2)][..], &[nth(4), nth(5)]]);
}

/// What holds of every drawing.
fn holds(spans: &[Span], scale: &Scale, placed: &Placed) {
    let mut seen = BTreeSet::new();
    let events = placed.bars.iter().map(|bar| bar.event);
    for event in events.chain(placed.groups.iter().flat_map(|group| group.events.iter().copied())) {
        assert!(seen.insert(event), "{event:?} is drawn twice");
    }
    assert_eq!(seen.len(), spans.len(), "every event is drawn");
    let mut rows: Vec<Vec<(f64, f64)>> = vec![placed.groups.iter().map(place::Group::target).collect()];
    for lane in 0..placed.lanes {
        rows.push(placed.bars.iter().filter(|bar| bar.lane == lane).map(place::Bar::target).collect());
    }
    for row in rows {
        for (left, right) in &row {
            assert!(right - left >= TARGET - 0.001, "{left} to {right} is too small");
            assert!(*left >= -TARGET / 2.0 && *right <= scale.width + TARGET / 2.0, "{left} to {right} is outside");
        }
        for pair in row.windows(2) {
            assert!(pair[0].1 <= pair[1].0 + 0.001, "{pair:?} touch");
        }
    }
    for group in &placed.groups {
        let (left, right) = group.target();
        assert!(left <= group.middle() && group.middle() <= right, "a mark outside its target");
    }
    for pair in placed.groups.windows(2) {
        assert!(pair[1].middle() - pair[0].middle() >= 11.999, "marks of {pair:?} touch");
    }
    let mut last = 0.0;
    for span in spans {
        let x = scale.x(span.from);
        assert!(x >= last - 0.001, "time runs back");
        last = x;
    }
    let end = scale.stretches.last().map_or(0.0, |stretch| stretch.x + (stretch.to - stretch.from) * scale.per);
    assert!((end + PAD - scale.width).abs() < 0.5, "{end} does not fill {}", scale.width);
    for pair in scale.breaks.windows(2) {
        assert!(pair[0].x + pair[0].width <= pair[1].x);
    }
}

proptest! {
    #[test]
    fn targets_never_touch(
        events in prop::collection::vec((-900_000i32..900_000, prop_oneof![Just(0), 0..30i32, 0..90_000i32], 0..12u8), 2..120),
        near in prop::collection::vec((8000i32..8100, 0..4i32, 0..12u8), 0..120),
        width in prop_oneof![Just(NARROW), Just(WIDE), 200.0..2000.0],
    ) {
        let mut all: Vec<(i32, i32, u8)> = events.into_iter().chain(near).collect();
        all.sort_unstable();
        let spans: Vec<Span> = all
            .iter()
            .enumerate()
            .map(|(event, (from, length, open))| Span {
                event: nth(event),
                from: f64::from(*from),
                to: f64::from(from + length),
                open: [*open == 1, *open == 2],
                may_be: (
                    if *open == 1 { f64::NEG_INFINITY } else { f64::from(*from) },
                    if *open == 2 { f64::INFINITY } else { f64::from(from + length) },
                ),
            })
            .collect();
        if let Some(scale) = scale(&spans, width) {
            let placed = place(&spans, &scale);
            holds(&spans, &scale, &placed);
        }
    }

    #[test]
    fn no_event_lies_in_a_silence(dates in prop::collection::vec(date(), 1..40)) {
        let dates: Vec<&str> = dates.iter().map(String::as_str).collect();
        let spans = dated(&dates);
        for silence in silences(&spans) {
            prop_assert!(silence.since < silence.to);
            for span in &spans {
                let (first, last) = span.may_be;
                let (first, last) = (first.min(span.from), last.max(span.to));
                prop_assert!(last <= silence.since || first >= silence.to, "{span:?} in {silence:?} of {dates:?}");
            }
        }
    }
}

/// A date in any of the forms that say how long something lasts.
fn date() -> impl Strategy<Value = String> {
    (1800..2100i32, 1..13u32, 1..29u32, 0..4000i64, 0..14usize).prop_map(|(year, month, day, length, form)| {
        let from = Day::new(i64::from(year), month as u8, day as u8).unwrap();
        let to = Day::from_days(from.to_days() + length + 1);
        match form {
            0 => format!("{from}/{to}"),
            1 => format!("{from}..{to}"),
            2 => format!("{from}/.."),
            3 => format!("{from}/"),
            4 => format!("../{from}"),
            5 => format!("/{from}"),
            6 => year.to_string(),
            7 => format!("{}X", year / 10),
            8 => format!("{year}-{month:02}"),
            9 => format!("{year}-2{}", month % 4 + 1),
            10 => format!("{year}/{}", year + 3),
            11 => format!("{year}~"),
            _ => from.to_string(),
        }
    })
}

#[test]
fn three_thousand_days_of_events() {
    let days: Vec<f64> = (0..3000).map(|day| f64::from(day * 7 % 3001)).collect();
    let mut spans = points(&days);
    spans.sort_by(|a, b| a.from.total_cmp(&b.from));
    for width in [NARROW, WIDE] {
        let scale = scale(&spans, width).unwrap();
        let placed = place(&spans, &scale);
        holds(&spans, &scale, &placed);
        // As many groups as there is room for, give or take the last.
        assert!((placed.groups.len() as f64 - width / TARGET).abs() < 2.0, "{}", placed.groups.len());
    }
}
