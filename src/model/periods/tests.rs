//! The tree of periods: addresses, which periods are parted, and that addresses stay.

use super::*;
use crate::date::parse;

fn period(text: &str) -> Period {
    let date = parse(text, None).unwrap();
    Period::of(&date, date.anchor())
}

#[test]
fn a_period_has_an_address_and_years() {
    let rows = [
        ("2022-03-14", "2022-03", "2022", "202X", "20XX"),
        ("2022-03-14 05:00 Europe/Kyiv", "2022-03", "2022", "202X", "20XX"),
        ("2022-03", "2022-03", "2022", "202X", "20XX"),
        ("1848-21", "1848-03", "1848", "184X", "18XX"),
        ("1991/2003", "1991-01", "1991", "199X", "19XX"),
        ("0009-12", "0009-12", "0009", "000X", "00XX"),
        ("0000-12", "0000-12", "0000", "000X", "00XX"),
        ("-0001-02", "-0001-02", "-0001", "-000X", "-00XX"),
        ("-0009-02", "-0009-02", "-0009", "-000X", "-00XX"),
        ("-0010-02", "-0010-02", "-0010", "-001X", "-00XX"),
        ("-0043-03-15", "-0043-03", "-0043", "-004X", "-00XX"),
        ("-0100-03", "-0100-03", "-0100", "-010X", "-01XX"),
        ("-9999-03", "-9999-03", "-9999", "-999X", "-99XX"),
    ];
    for (text, month, year, decade, century) in rows {
        let mut at = Some(period(text));
        let segments = std::iter::from_fn(|| {
            let period = at?;
            at = period.parent();
            Some(period)
        });
        let periods: Vec<Period> = segments.collect();
        let segments: Vec<String> = periods.iter().map(|period| period.segment()).collect();
        assert_eq!(segments, [month, year, decade, century, ""], "{text}");
        let own = parse(text, None).unwrap().anchor().year;
        for period in &periods {
            let (first, last) = period.years();
            assert!(first <= own && own <= last, "{text}: {period:?}: {first} to {last}");
        }
    }
    for (text, segment) in [
        ("19XX", "19XX"),
        ("197X", "197X"),
        ("1973", "1973"),
        ("1973~", "1973"),
        ("1973-XX", "1973"),
        ("1973-XX-XX", "1973"),
        ("1973-10-XX", "1973-10"),
        ("../1973", "1973-12"),
        ("Y12345", "YX"),
        ("Y-12345", "Y-X"),
    ] {
        assert_eq!(period(text).segment(), segment, "{text}");
    }
}

#[test]
fn no_two_periods_share_an_address_or_a_year() {
    let years: Vec<i64> = (-250..=250).chain(1890..=1910).collect();
    for length in [100, 10] {
        let of = |year: i64| match (length, first_year(year, length)) {
            (100, first) => Period::Century(first),
            (_, first) => Period::Decade(first),
        };
        for pair in years.windows(2).filter(|pair| pair[1] == pair[0] + 1) {
            let [a, b] = [of(pair[0]), of(pair[1])];
            match a == b {
                true => assert_eq!(a.segment(), b.segment()),
                false => {
                    assert_ne!(a.segment(), b.segment());
                    assert_eq!((a.years().1, b.years().0), (pair[0], pair[1]), "{a:?} {b:?}");
                }
            }
        }
    }
}

/// The pages of a tree, with what each tells.
fn pages(dated: &[Period], size: usize) -> Vec<(String, usize, usize)> {
    let periods = Periods::new(dated, size);
    periods.nodes().iter().map(|node| (node.period.segment(), node.count, node.told.len())).collect()
}

fn dated(rows: &[(&str, usize)]) -> Vec<Period> {
    rows.iter().flat_map(|(text, count)| std::iter::repeat_n(period(text), *count)).collect()
}

#[test]
fn only_its_own_count_decides_whether_a_period_is_parted() {
    let list = |rows: &[(&str, usize)]| -> Vec<String> {
        pages(&dated(rows), 3).into_iter().map(|(segment, count, told)| format!("{segment} {told}/{count}")).collect()
    };
    assert_eq!(list(&[("2022-03", 3)]), [" 3/3"]);
    assert_eq!(list(&[]), [" 0/0"]);
    // Century and decade hold all: they are passed over; years and months never are.
    assert_eq!(list(&[("2022-03", 4)]), [" 0/4", "2022 0/4", "2022-03 4/4"]);
    assert_eq!(list(&[("2022-03", 2), ("2022-04", 2)]), [" 0/4", "2022 0/4", "2022-03 2/2", "2022-04 2/2"]);
    assert_eq!(list(&[("202X", 1), ("2022-03", 3)]), [" 0/4", "202X 1/4", "2022 3/3"]);
    assert_eq!(list(&[("20XX", 4), ("2022-03", 1)]), [" 0/5", "20XX 4/5", "202X 1/1"]);
    assert_eq!(list(&[("1999-03", 1), ("2022-03", 3)]), [" 0/4", "19XX 1/1", "20XX 3/3"]);
    assert_eq!(
        list(&[("1999-03", 1), ("2022", 2), ("2022-03", 2), ("2023", 1)]),
        [" 0/6", "19XX 1/1", "20XX 0/5", "2022 2/4", "2022-03 2/2", "2023 1/1"]
    );
    assert_eq!(list(&[("Y-20000", 9), ("2022", 1)]), [" 0/10", "Y-X 9/9", "20XX 1/1"]);
}

#[test]
fn a_page_leads_up_back_and_on() {
    let periods = Periods::new(&dated(&[("1999-03", 2), ("2021-01", 4), ("2022-03", 2), ("2022-04", 2)]), 3);
    let named = |node: Option<usize>| node.map(|node| periods.nodes()[node].period.segment()).unwrap_or_default();
    let beside: Vec<String> = (0..periods.nodes().len())
        .map(|node| {
            let [before, after] = periods.beside(node);
            format!("{}: {} {}", named(Some(node)), named(before), named(after))
        })
        .collect();
    assert_eq!(
        beside,
        [
            ":  ",
            "19XX:  20XX",
            "20XX: 19XX ",
            "2021: 19XX 2022",
            "2021-01: 19XX 2022-03",
            "2022: 2021 ",
            "2022-03: 2021-01 2022-04",
            "2022-04: 2022-03 ",
        ]
    );
    let rows = |most| periods.index(0, most).into_iter().map(|node| named(Some(node))).collect::<Vec<_>>();
    assert_eq!(rows(1), ["19XX", "20XX"]);
    assert_eq!(rows(3), ["19XX", "2021", "2022"]);
    assert_eq!(rows(120), ["19XX", "2021-01", "2022-03", "2022-04"]);
}

#[test]
fn every_event_is_told_once_and_an_address_stays_while_events_are_added() {
    // A generator of numbers; what matters is that it is the same every time.
    let mut state = 7_u64;
    let mut number = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    for _ in 0..40 {
        let (mut texts, mut before): (Vec<(i64, String)>, Vec<String>) = (Vec::new(), Vec::new());
        for _ in 0..60 {
            let year = match number(3) {
                0 => number(3000),
                1 => 1970 + number(10),
                _ => 2022,
            };
            let text = match number(8) {
                0 => format!("{:02}XX", year / 100),
                1 => format!("{:03}X", year / 10),
                2 => format!("{year:04}"),
                _ => format!("{year:04}-{:02}", number(12) + 1),
            };
            let anchor = parse(&text, None).unwrap().anchor().to_days();
            texts.push((anchor, text));
            texts.sort();
            let dated: Vec<Period> = texts.iter().map(|(_, text)| period(text)).collect();
            let periods = Periods::new(&dated, 4);
            let mut told: Vec<usize> = periods.nodes().iter().flat_map(|node| node.told.clone()).collect();
            told.sort_unstable();
            assert_eq!(told, (0..dated.len()).collect::<Vec<_>>());
            for event in told {
                let (node, place) = periods.place(event);
                assert_eq!(periods.nodes()[node].told[place], event);
            }
            let now: Vec<String> = periods.nodes().iter().map(|node| node.period.segment()).collect();
            assert!(before.iter().all(|page| now.contains(page)), "{before:?} {now:?}");
            before = now;
        }
    }
}
