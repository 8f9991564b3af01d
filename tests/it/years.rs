//! Dates are shortened where a reader has just read their year, and nowhere else: whole sites of dates in pairs, each
//! element of each page that shows one.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use annals::check::Rules;
use annals::compile::{Options, compile};
use annals::date::{Certainty, Date, DatePart, Form, parse};
use annals::i18n::{Context, Locale};
use annals::model::{Now, Selection};
use annals::render::Renderer;
use annals::site::Content;
use annals::tree::Tree;
use chrono_tz::Tz;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestRunner;

use crate::support::{NOW, event, text_file};

const LANGUAGES: [&str; 12] = ["en", "en-GB", "de", "fr", "es", "uk", "ar", "he", "zh", "zh-TW", "ja", "it"];
const ZONES: [Tz; 3] = [Tz::UTC, Tz::Asia__Shanghai, Tz::America__New_York];

/// A day at the edge of a year or of a month, or anywhere in it.
fn day() -> impl Strategy<Value = String> {
    let month_and_day = select(vec!["01-01", "01-05", "03-05", "03-31", "04-01", "12-30", "12-31"]);
    (2001..=2003, month_and_day).prop_map(|(year, rest)| format!("{year}-{rest}"))
}

/// A date of any form.
fn date() -> impl Strategy<Value = String> {
    let part = || prop_oneof![6 => day(), 2 => day().prop_map(|day| day[..7].to_owned()), 1 => day().prop_map(|day| day[..4].to_owned())];
    let place = select(vec!["Z", "+02:00", " Asia/Shanghai", " America/New_York", " Pacific/Kiritimati"]);
    let clock = select(vec!["00:30", "11:00", "20:00", "23:59"]);
    let joint = select(vec!["/", ".."]);
    let doubt = select(vec!["~", "?", "%"]);
    prop_oneof![
        4 => day(),
        3 => (day(), clock, place).prop_map(|(day, clock, place)| format!("{day} {clock}{place}")),
        3 => (part(), joint, part()).prop_map(|(a, joint, b)| if a <= b { format!("{a}{joint}{b}") } else { format!("{b}{joint}{a}") }),
        2 => part(),
        2 => (part(), doubt).prop_map(|(part, doubt)| format!("{part}{doubt}")),
        1 => (day(), select(vec!["/..", "/"])).prop_map(|(day, end)| format!("{day}{end}")),
        1 => (day(), select(vec!["../", "/"])).prop_map(|(day, start)| format!("{start}{day}")),
        1 => (day(), select(vec!["-XX", "-21", "-24", "-XX-XX"])).prop_map(|(day, end)| format!("{}{end}", &day[..4])),
        1 => (day(), select(vec!["?", "~"])).prop_map(|(day, mark)| format!("{}{mark}{}", &day[..4], &day[4..])),
        1 => Just("200X".to_owned()),
    ]
    .prop_filter("a date", |text| parse(text, Some(Tz::UTC)).is_ok())
}

/// A site of events with two dates each, and with dates of their own in what is said and corrected at them.
fn site(language: &str, zone: Tz, order: &str, pairs: &[(String, Option<String>)], day: &str) -> Renderer {
    let settings = format!("title: Test\nlanguage: {language}\ntimezone: {zone}\norder: {order}\n");
    let mut files = vec![
        text_file("annals.yaml", &settings),
        text_file("content/index.md", &event(&format!("title: Test\npublished: {day}\nupdated: 2003-06-01"), "Text.")),
        text_file("content/claims/it.md", &event("text: It is so", "")),
    ];
    for (number, (date, reported)) in pairs.iter().enumerate() {
        let mut front = format!("title: Event {number}\ndate: \"{date}\"\ntags: [all]\n");
        if let Some(reported) = reported {
            let _ = writeln!(front, "reported: \"{reported}\"");
            let said = format!("statements:\n  - {{claim: it, by: someone, stance: asserts, date: \"{reported}\"}}\n");
            front.push_str(&said);
        }
        let _ = write!(front, "corrections:\n  - {{date: {day}, text: Put right}}");
        files.push(text_file(&format!("content/events/e{number}.md"), &event(&front, "Text.")));
    }
    let selection = Selection { drafts: false, now: Now { seconds: NOW, origin: "--now" }, as_of: None };
    let options = Options { base_url: None, selection, rules: Rules::Build };
    compile(&Tree::new(files).over(annals::fs::theme()), &options).0
}

/// The years that a date speaks of, and whether it is sure of them.
fn years(date: &Date) -> (BTreeSet<i64>, bool) {
    let year = |part: &DatePart| (part.first().year, part.doubts().certainty() == Certainty::Certain);
    let all = match date.form() {
        Form::Single(part) | Form::Since(part, _) | Form::Until(_, part) => vec![year(part)],
        Form::Range(from, to) | Form::Between(from, to) => vec![year(from), year(to)],
        Form::Moment(moment) => vec![(moment.day.year, true)],
    };
    (all.iter().map(|(year, _)| *year).collect(), all.iter().all(|(_, sure)| *sure))
}

/// Holds each date of a page against what was read before it. Gives how many lack a year.
fn hold(page: &str, locale: &Locale, zone: Tz) -> usize {
    let mut shortened = 0;
    // What a heading says, and what is left of it behind the dates of an event.
    let (mut heading, mut read) = (None, None);
    for at in page.match_indices('<').map(|(at, _)| at) {
        let rest = &page[at..];
        if rest.starts_with("<h3 class=\"period") {
            // A year, a month or a day; under a decade no year was read.
            let id = rest.split("id=\"").nth(1).unwrap().split('"').next().unwrap();
            heading = id[1..5].parse::<i64>().ok();
        } else if rest.starts_with("</ol>") {
            (heading, read) = (None, None);
        } else if rest.starts_with("<article") {
            read = heading;
        }
        let Some(rest) = rest.strip_prefix("<span data-edtf=\"") else { continue };
        let (edtf, rest) = rest.split_once("\">").unwrap();
        let inner = &rest[..rest.find("</span>").unwrap()];
        let text: String =
            inner.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text)).collect();
        let date = parse(edtf, Some(zone)).unwrap();
        let (own, sure) = years(&date);
        let missing: BTreeSet<i64> = own.iter().copied().filter(|year| !text.contains(&year.to_string())).collect();
        if !missing.is_empty() {
            shortened += 1;
            assert_eq!(missing.first().copied(), read, "{edtf} reads {text:?} where {read:?} was read");
            assert_eq!(missing, own, "{edtf}: {text:?}");
        }
        if let Form::Moment(moment) = date.form() {
            // Where a time has another day in the site's zone, by which it stands, that day is said too.
            let here = moment.seen_from(Some(zone)).day;
            let same_year = here.year == moment.day.year;
            let context = Context::year(if same_year { here.year } else { 0 });
            let here_in_words = locale.date_in(&Date::of_day(here), context).text();
            assert!(text.contains(&here_in_words), "{edtf} in {zone} reads {text:?} without {here_in_words:?}");
        }
        if !sure || read.is_some_and(|year| own != BTreeSet::from([year])) {
            read = None;
        }
    }
    shortened
}

#[test]
fn a_year_is_left_out_only_where_it_was_just_read() {
    let pairs = prop::collection::vec((date(), prop::option::weighted(0.8, date())), 6..10);
    let sites = (select(LANGUAGES.to_vec()), select(ZONES.to_vec()), select(vec!["oldest", "newest"]), pairs, day());
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(96) };
    let mut runner = TestRunner::new(config);
    let shortened = Cell::new(0);
    runner
        .run(&sites, |(language, zone, order, pairs, day)| {
            let locale = Locale::new(language, Some(zone), &BTreeMap::new());
            let site = site(language, zone, order, &pairs, &day);
            for path in site.site().paths().into_iter().filter(|path| path.as_str().ends_with(".html")) {
                if let Some(Content::Bytes(page)) = site.render(path).0 {
                    shortened.set(shortened.get() + hold(std::str::from_utf8(&page).unwrap(), &locale, zone));
                }
            }
            Ok(())
        })
        .unwrap_or_else(|error| panic!("{error}"));
    assert!(shortened.get() > 500, "{shortened:?} dates were shortened");
}
