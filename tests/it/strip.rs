//! The overview strip on the home page, as readers get it.

use std::fmt::Write as _;
use std::fs;

use annals::check::Rules;
use annals::compile::{Options, compile};
use annals::model::{Now, Selection};
use annals::path::SitePath;
use annals::site::Content;
use annals::tree::Tree;
use proptest::prelude::*;

use crate::support::{Made, event, text_file};

fn site(configuration: &str, events: &[(&str, &str)]) -> Made {
    let mut made = Made::empty().with("annals.yaml", format!("title: T\n{configuration}"));
    for (id, date) in events {
        let text = event(&format!("title: \"Title of {id}\"\ndate: \"{date}\""), "Text.");
        made = made.with(&format!("content/events/{id}.md"), text);
    }
    made
}

/// The wide drawing, the narrow one, and the sentence below them.
#[track_caller]
fn strip(made: &Made, flags: &[&str]) -> Option<(String, String, String)> {
    made.run(&[&["build"], flags].concat()).exits(0);
    let html = fs::read_to_string(made.path("public/index.html")).unwrap();
    let (_, rest) = html.split_once("<div class=\"overview\"")?;
    let (section, _) = rest.split_once("</div>")?;
    let (wide, rest) = section.split_once("<svg class=\"strip narrow")?;
    let (narrow, told) = rest.split_once("<p class=\"meta\"><span")?;
    let (_, told) = told.split_once('>')?;
    Some((wide.to_owned(), narrow.to_owned(), told.split("</span>").next()?.to_owned()))
}

const STORY: &[(&str, &str)] = &[
    ("war", "2003"),
    ("summit", "2021-11-15"),
    ("visit", "2022-02-04"),
    ("games", "2022-02-04/2022-02-20"),
    ("start", "2022-02-24"),
    ("request", "2022-02-24..2022-03-13"),
    ("report", "2022-03-13"),
    ("denial", "2022-03-13"),
    ("talks", "2022-03-14"),
];

#[test]
fn the_story_is_drawn_and_told() {
    let (wide, narrow, told) = strip(&site("", STORY), &[]).unwrap();
    assert_eq!(
        told,
        "9 events, from 2003 to March 14, 2022, drawn to scale. The longest silences are cut out: about 18 years, about 12 weeks."
    );
    for drawing in [&wide, &narrow] {
        assert!(drawing.contains(&format!("role=\"group\" aria-label=\"{told}\"")), "{drawing}");
        assert!(drawing.contains("<a href=\"#e-war\" aria-label=\"2003: Title of war\">"), "{drawing}");
        assert!(drawing.contains("aria-label=\"sometime between February 24 and March 13, 2022: Title of request\""));
        assert!(drawing.contains("class=\"between\""), "doubt is seen");
        assert!(drawing.contains("aria-label=\"March 13, 2022 to March 14, 2022: 3 events\""), "{drawing}");
        assert!(!drawing.contains("style="), "the policy forbids it");
    }
    assert!(wide.contains(">about 18 years</text>") && wide.contains(">February 2022</text>"), "{wide}");
}

#[test]
fn nothing_known_later_is_in_it() {
    let (wide, narrow, told) = strip(&site("", STORY), &["--as-of", "2022-03-12"]).unwrap();
    for text in [&wide, &narrow, &told] {
        assert!(!["report", "denial", "talks", "request", "March 1"].iter().any(|gone| text.contains(gone)), "{text}");
    }
    assert!(told.starts_with("5 events, from 2003 to February 24, 2022"), "{told}");
}

#[test]
fn a_story_without_extent_has_none() {
    for dates in [&[][..], &[("a", "2022-03-14")], &[("a", "2022-03-14"), ("b", "2022-03-14")], &[("a", "2022")]] {
        assert_eq!(strip(&site("", dates), &[]), None, "{dates:?}");
    }
}

#[test]
fn time_runs_from_the_right_where_writing_does() {
    let dates = [("a", "2022-03-01"), ("b", "2022-03-31")];
    let place = |configuration: &str| {
        let (wide, ..) = strip(&site(configuration, &dates), &[]).unwrap();
        let link = wide.split("href=\"#e-a\"").nth(1).unwrap();
        let at = link.split("<svg x=\"").nth(1).unwrap().split('%').next().unwrap();
        at.parse::<f64>().unwrap()
    };
    let (left, right) = (place("language: en\n"), place("language: ar\n"));
    assert!((left + right - 100.0).abs() < 0.011, "{left} and {right}");
    assert!(left < 10.0);
}

#[test]
fn all_of_history_can_be_drawn() {
    let dates = [
        ("a", "-9999"),
        ("b", "-0043-03-15"),
        ("c", "Y-170002"),
        ("d", "../2022"),
        ("e", "2022-01-01/.."),
        ("f", "201X~"),
    ];
    let (wide, narrow, _) = strip(&site("", &dates), &[]).unwrap();
    for drawing in [wide, narrow] {
        for bad in ["NaN", "inf", "\"-\""] {
            assert!(!drawing.contains(bad), "{drawing}");
        }
        for (id, _) in dates {
            let linked = drawing.matches(&format!("href=\"#e-{id}\"")).count();
            assert!(linked <= 1, "{id} is linked {linked} times");
        }
    }
}

#[test]
fn what_lasts_is_no_silence() {
    for (dates, silence) in [
        (
            &[("a", "1815-12-10/1852-11-27"), ("b", "1943"), ("c", "1944-01-01"), ("d", "1944-03-01")][..],
            Some("about 91 years"),
        ),
        (&[("a", "1815-12-10/.."), ("b", "1943"), ("c", "1944-01-01")], None),
        (&[("a", "1815-12-10/"), ("b", "1943"), ("c", "1944-01-01")], None),
        (&[("a", "1815"), ("b", "1852-11-27/.."), ("c", "1943"), ("d", "1944-01-01")], Some("about 37 years")),
    ] {
        let made = site("", dates);
        let (wide, _, told) = strip(&made, &[]).unwrap();
        match silence {
            Some(words) => assert!(told.ends_with(&format!("The longest silences are cut out: {words}.")), "{told}"),
            None => assert!(told.ends_with("drawn to scale."), "{told}"),
        }
        assert!(!wide.contains("127 years") && !wide.contains("128 years"), "{wide}");
        let html = fs::read_to_string(made.path("public/index.html")).unwrap();
        assert!(!html.contains("127 years later") && !html.contains("128 years later"), "{dates:?}");
    }
}

#[test]
fn a_silence_of_which_nobody_knows_how_long_it_was_is_told() {
    let dates = [("a", "1815?"), ("b", "1943-01-01"), ("c", "1943-03-01"), ("d", "1943-05-01")];
    let (.., told) = strip(&site("", &dates), &[]).unwrap();
    assert!(told.ends_with("drawn to scale. Long silences are cut out."), "{told}");
}

#[test]
fn the_time_between_neighbours_is_counted_from_the_end_of_what_lasts() {
    for (dates, gaps) in [
        (&[("a", "1815-12-10/1852-11-27"), ("b", "1943")][..], &["between long\">about 91 years later"][..]),
        (&[("a", "1815-12-10/.."), ("b", "1943")], &[]),
        // The time is that of the neighbours, yet the line of time goes on while another lasts.
        (&[("a", "1815/.."), ("b", "1843-01-01"), ("c", "1943-01-01")], &["between\">about 100 years later"]),
        (&[("a", "2022-02-04/2022-02-20"), ("b", "2022-02-24")], &["gap\">4 days later"]),
        (&[("a", "2022-02-04/2022-02-20"), ("b", "2022-02-16")], &[]),
    ] {
        for (order, word) in [("oldest", "later"), ("newest", "earlier")] {
            let made = site(&format!("order: {order}\n"), dates);
            made.run(&["build"]).exits(0);
            let html = fs::read_to_string(made.path("public/index.html")).unwrap();
            let parts = html.split("<p class=\"").filter(|part| part.starts_with("gap") || part.starts_with("between"));
            let found: Vec<&str> = parts.map(|part| part.split("</p>").next().unwrap()).collect();
            let gaps: Vec<String> = gaps.iter().map(|gap| gap.replace("later", word)).collect();
            assert_eq!(found, gaps, "{dates:?}, {order}");
        }
    }
}

#[test]
fn a_stack_leads_to_the_heading_that_its_first_event_stands_under() {
    // Three months whose events are too near one another for the narrow drawing, and eight days far apart.
    let mut dates: Vec<(String, String)> = Vec::new();
    for (month, count) in [(1, 2), (2, 3), (3, 2)] {
        for day in 1..=count {
            dates.push((format!("e{month}-{day}"), format!("2022-{month:02}-{day:02}")));
        }
    }
    dates.extend((0..8).map(|far| (format!("far{far}"), format!("{}-01-01", 2027 + 5 * far))));
    let dates: Vec<(&str, &str)> = dates.iter().map(|(id, date)| (id.as_str(), date.as_str())).collect();
    for (configuration, expected) in [("", "#p2022-01"), ("order: newest\n", "#p2022-03")] {
        let made = site(configuration, &dates);
        let (_, narrow, _) = strip(&made, &[]).unwrap();
        let links = narrow.split("<a href=\"").skip(1).map(|link| link.split_once('"').unwrap());
        let stacks: Vec<&str> = links.filter(|(_, rest)| rest.contains(" events\"")).map(|(href, _)| href).collect();
        assert_eq!(stacks, [expected], "{configuration:?}");
        let (page, heading) = expected.split_once('#').unwrap();
        let html = fs::read_to_string(made.path(&format!("public/{page}index.html"))).unwrap();
        assert!(html.contains(&format!("id=\"{heading}\"")), "{configuration:?}");
    }
}

/// The home page of a site with these dates, in memory.
fn home(dates: &[String]) -> String {
    let events = dates.iter().enumerate().map(|(number, date)| {
        let text = event(&format!("title: T\ndate: \"{date}\""), "Text.");
        text_file(&format!("content/events/e{number}.md"), &text)
    });
    let tree = Tree::new(events.chain([text_file("annals.yaml", "title: T\n")])).over(annals::fs::theme());
    let selection = Selection { drafts: false, now: Now { seconds: 0, origin: "--now" }, as_of: None };
    let (site, _) = compile(&tree, &Options { base_url: None, selection, rules: Rules::Build });
    match site.render(&SitePath::new("").unwrap()).0 {
        Some(Content::Bytes(bytes)) => String::from_utf8(bytes.into_owned()).unwrap(),
        _ => String::new(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn what_is_drawn_and_said_adds_up_to_all_events(
        near in prop::collection::vec(0..20u32, 0..60),
        far in prop::collection::vec((1950..2030u32, 1..13u32, 0..5u32), 1..30),
    ) {
        let mut dates: Vec<String> = near.iter().map(|day| format!("2022-03-{:02}", day + 1)).collect();
        for (year, month, form) in far {
            let mut date = format!("{year}-{month:02}");
            match form {
                0 => _ = write!(date, "-05/{}-01-01", year + 2),
                1 => _ = write!(date, "-05/.."),
                2 => _ = write!(date, "-05"),
                3 => date.truncate(4),
                _ => {}
            }
            dates.push(date);
        }
        let html = home(&dates);
        let Some((_, section)) = html.split_once("<div class=\"overview\"") else { return Ok(()) };
        let (section, _) = section.split_once("</div>").unwrap();
        let told = section.split("<p class=\"meta\"><span>").nth(1).unwrap();
        let all = told.split(' ').next().unwrap().parse::<usize>().unwrap();
        prop_assert_eq!(all, dates.len());
        for drawing in section.split("<svg class=\"strip ").skip(1) {
            let (mut said, mut marks, mut columns) = (0, 0, Vec::new());
            for link in drawing.split("<a href=").skip(1) {
                let (link, _) = link.split_once("</a>").unwrap();
                let label = link.split("aria-label=\"").nth(1).unwrap().split('"').next().unwrap();
                let several = label.strip_suffix(" events").and_then(|label| label.rsplit(' ').next()?.parse().ok());
                let count: usize = several.unwrap_or(1);
                said += count;
                let (_, inside) = link.split_once("class=\"hit\"").unwrap();
                marks += inside.matches("<circle").count() + inside.matches("<rect").count();
                // In the drawing of a column, its foot stands on the axis.
                if let Some((_, column)) = inside.split_once("<rect class=\"full\" x=\"-5\" y=\"-") {
                    columns.push((count, column.split('"').next().unwrap().parse::<f64>().unwrap()));
                }
            }
            prop_assert_eq!(said, all, "the labels");
            if columns.is_empty() {
                prop_assert_eq!(marks, all, "a mark an event");
            }
            let highest = columns.iter().map(|(count, _)| *count).max().unwrap_or(1);
            for (count, height) in columns {
                let due = (96.0 * count as f64 / highest as f64).max(1.5);
                prop_assert!((height - due).abs() <= 0.06, "{count} of {highest} stand {height} high");
            }
        }
    }
}

#[test]
fn more_than_a_page_tells_is_drawn_as_bars_that_lead_to_their_periods() {
    let days = [("a", "2022-03-01"), ("b", "2022-03-31")];
    let (wide, _, told) = strip(&site("page_size: 1\n", &days), &[]).unwrap();
    assert_eq!(told, "2 events, from March 1, 2022 to March 31, 2022. Each bar is a day; the highest is 1.");
    for page in ["timeline/2022-03/", "timeline/2022-03/page/2/"] {
        assert!(wide.contains(&format!("<a href=\"{page}\" tabindex=\"-1\">")), "{wide}");
    }
    let years: Vec<(String, String)> = (0..30).map(|n| (format!("e{n}"), format!("{}-03-01", 1800 + 5 * n))).collect();
    let years: Vec<(&str, &str)> = years.iter().map(|(id, date)| (id.as_str(), date.as_str())).collect();
    for order in ["", "order: newest\n"] {
        let (wide, narrow, told) = strip(&site(&format!("page_size: 4\n{order}"), &years), &[]).unwrap();
        assert!(told.ends_with("Each bar is a year; the highest is 1."), "{told}");
        assert!(wide.contains("<a href=\"timeline/180X/\""), "a year without a page leads to its decade's: {wide}");
        assert_eq!(wide.matches("class=\"bar\"").count(), 30);
        assert_eq!(narrow.matches("class=\"bar\"").count(), 15, "narrower, it has a bar a decade: {narrow}");
    }
}

#[test]
fn a_day_stands_only_behind_the_name_of_its_month() {
    let days = |drawing: &str| drawing.matches("class=\"day\"").count();
    // The second month has no room where it begins, and moves on.
    let (_, narrow, _) =
        strip(&site("", &[("a", "2001-03-05"), ("b", "2022-03-13"), ("c", "2022-03-20")]), &[]).unwrap();
    assert!(narrow.contains(">March 2001<") && narrow.contains(">March 2022<"), "{narrow}");
    assert_eq!(days(&narrow), 3);
    // Here there is none for it at all.
    let close =
        [("a", "2001-03-05"), ("b", "2001-03-06"), ("c", "2022-04-13"), ("d", "2022-04-14"), ("e", "2030-05-05")];
    let (wide, narrow, _) = strip(&site("", &close), &[]).unwrap();
    for drawing in [wide, narrow] {
        for (month, own) in [("March 2001", ["5", "6"]), ("April 2022", ["13", "14"])] {
            let named = drawing.contains(&format!(">{month}<"));
            let shown = own
                .iter()
                .any(|day| drawing.split("class=\"day\"").skip(1).any(|text| text.contains(&format!(">{day}<"))));
            assert!(named || !shown, "{month}: {drawing}");
        }
    }
}
