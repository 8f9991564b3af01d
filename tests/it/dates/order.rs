//! The order of events, and that it is one.

use annals::check::Rules;
use annals::compile::{Options, compile};
use annals::date::{self, Date, Form};
use annals::model::{Now, Selection, sort_key};
use annals::path::SitePath;
use annals::site::Content;
use annals::tree::Tree;
use proptest::prelude::*;

use super::{config, regex, utc};
use crate::support::{NOW, text_file};

/// The dates of one site in their order.
const IN_ORDER: [&str; 18] = [
    "44 BCE",
    "202X",
    "2022",
    "2022-01",
    "2022-01/2022-03",
    "2022-02-04/2022-02-20",
    "2022-02-04",
    "2022-02-24/..",
    "2022-02-24",
    "2022-02-24 05:00 Europe/Kyiv",
    "2022-02-24..2022-03-13",
    "2022-03",
    "2022-03~",
    "2022-03-01",
    "../2022-03-13",
    "2022-03-13",
    "2022-03-14",
    "2022-03-14 10:00 Europe/Rome",
];

/// The events of the timeline's page, as they stand on it.
fn on_the_page(order: &str) -> Vec<usize> {
    let config = format!("title: Test\ntimezone: UTC\norder: {order}\n");
    // The ids are in another order than the dates.
    let events = IN_ORDER.iter().enumerate().map(|(place, date)| {
        let path = format!("content/events/{}-{place}.md", ["x", "c", "m"][place * 7 % 3]);
        text_file(&path, &format!("---\ntitle: Event\ndate: {date}\n---\n\nText.\n"))
    });
    let tree = Tree::new(events.chain([text_file("annals.yaml", &config)])).over(annals::fs::theme());
    let now = Now { seconds: NOW, origin: "--now" };
    let (site, _) = compile(
        &tree,
        &Options { base_url: None, selection: Selection { drafts: false, now, as_of: None }, rules: Rules::Build },
    );
    let (Some(Content::Bytes(page)), _) = site.render(&SitePath::new("").unwrap()) else { panic!("no page") };
    let page = String::from_utf8(page.into_owned()).unwrap();
    let ids = page.split("data-event=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    ids.map(|id| id.split('-').nth(1).unwrap().parse().unwrap()).collect()
}

#[test]
fn eighteen_dates_in_their_order() {
    let straight: Vec<usize> = (0..IN_ORDER.len()).collect();
    let reverse: Vec<usize> = straight.iter().rev().copied().collect();
    assert_eq!(on_the_page("oldest"), straight);
    assert_eq!(on_the_page("newest"), reverse);
}

/// What the order of an event is made of.
type Placed = (Date, i64, Option<Date>, String);

/// Dates that are near each other, so that every rule decides now and then.
fn near() -> BoxedStrategy<Date> {
    let one = || regex("202[12]Q(-Q0[12]Q(-Q0[12]Q)?)?|202XQ|2022-(XX|XX-XX|21|24|01-XX)Q");
    let whole = || regex("202[12](-0[12](-0[12])?)?");
    let text = prop_oneof![
        4 => one(),
        1 => (one(), one()).prop_map(|(a, b)| format!("{a}/{b}")),
        1 => (one(), "/(\\.\\.)?").prop_map(|(a, end)| format!("{a}{end}")),
        1 => ("(\\.\\.)?/", one()).prop_map(|(start, b)| format!("{start}{b}")),
        1 => (whole(), whole()).prop_map(|(a, b)| format!("{a}..{b}")),
        2 => regex("2022-01-0[12]T[01]0:00(Z|[+-]05:00)"),
    ];
    text.prop_filter_map("a date", |text| utc(&text).ok()).boxed()
}

fn placed() -> BoxedStrategy<Placed> {
    (near(), -1i64..=1, prop::option::of(near()), "[ab]").boxed()
}

fn key(placed: &Placed) -> annals::model::SortKey<'_> {
    sort_key(&placed.0, placed.1, placed.2.as_ref(), &placed.3)
}

proptest! {
    #![proptest_config(config(1500))]

    #[test]
    fn the_order_is_total(mut all in prop::collection::vec(placed(), 3..12), turn in any::<prop::sample::Index>()) {
        for a in &all {
            for b in &all {
                let order = key(a).cmp(&key(b));
                // Antisymmetric; and what is equal is equal in all that the rules look at.
                prop_assert_eq!(key(b).cmp(&key(a)), order.reverse());
                prop_assert_eq!(order.is_eq(), key(a) == key(b));
                if order.is_eq() {
                    prop_assert_eq!((a.0.anchor(), a.1, &a.3), (b.0.anchor(), b.1, &b.3));
                }
                for c in &all {
                    if order.is_le() && key(b) <= key(c) {
                        prop_assert!(key(a) <= key(c));
                    }
                }
            }
        }
        // Independent of the order that they came in; newest first is the exact reverse.
        let ids: Vec<String> = (0..all.len()).map(|number| number.to_string()).collect();
        for (placed, id) in all.iter_mut().zip(&ids) {
            placed.3.clone_from(id);
        }
        let sorted = |mut list: Vec<Placed>| {
            list.sort_by(|a, b| key(a).cmp(&key(b)));
            list.into_iter().map(|placed| placed.3).collect::<Vec<String>>()
        };
        let straight = sorted(all.clone());
        let mut turned = all.clone();
        turned.rotate_left(turn.index(all.len()));
        prop_assert_eq!(&sorted(turned.clone()), &straight);
        turned.reverse();
        prop_assert_eq!(&sorted(turned), &straight);
        let mut newest = all.clone();
        newest.sort_by(|a, b| key(b).cmp(&key(a)));
        let newest: Vec<String> = newest.into_iter().rev().map(|placed| placed.3).collect();
        prop_assert_eq!(newest, straight);
    }

    #[test]
    fn the_rules_decide_in_their_order(a in placed(), b in placed()) {
        let (first, second) = (key(&a), key(&b));
        let expected = a.0.anchor().cmp(&b.0.anchor())
            .then(a.1.cmp(&b.1))
            .then(class(&a.0).cmp(&class(&b.0)))
            .then(instant(&a.0).cmp(&instant(&b.0)))
            .then(last(&b.0).cmp(&last(&a.0)))
            .then(a.0.certainty().cmp(&b.0.certainty()));
        if expected.is_ne() {
            prop_assert_eq!(first.cmp(&second), expected);
        } else if a.2.is_some() != b.2.is_some() {
            prop_assert_eq!(first < second, a.2.is_some());
        } else if a.2 == b.2 {
            prop_assert_eq!(first.cmp(&second), a.3.cmp(&b.3));
        }
    }
}

/// Rule 3, told apart from the code that it holds: by the shape of the canonical form.
fn class(date: &Date) -> u8 {
    let edtf = date.edtf().replace(['~', '?', '%'], "");
    let x = edtf.contains('X');
    match edtf.len() {
        _ if edtf.starts_with("../") || edtf.starts_with('/') => 0,
        _ if edtf.contains('T') => 6,
        _ if edtf.starts_with('[') => 7,
        _ if edtf.contains('/') => 4,
        4 => 1,
        7 if x => 1,
        7 if edtf[5..] >= *"21" => 2,
        7 => 3,
        10 if edtf.contains("XX-XX") => 1,
        10 if x => 3,
        _ => 5,
    }
}

fn instant(date: &Date) -> i64 {
    if let Form::Moment(moment) = date.form() { moment.instant } else { 0 }
}

/// Its last day; what is open or unknown is later than any.
fn last(date: &Date) -> (bool, Option<date::Day>) {
    let day = date.latest().day();
    (day.is_none(), day)
}
