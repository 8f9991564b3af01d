//! Events that were still to come when the site was last written: by the site's own days, never by the clock's.

use annals::check::Rules;
use annals::compile::{Options, compile};
use annals::date::Day;
use annals::diagnostic::Code;
use annals::model::{Now, Selection};
use annals::path::SitePath;
use annals::render::Renderer;
use annals::site::Content;
use annals::tree::Tree;

use crate::support::{NOW, event, text_file};

/// A site of events with these dates, `e0` and on, each with a tag and what else its front matter says.
fn site(settings: &str, index: &str, events: &[&str], as_of: Option<&str>) -> (Renderer, usize) {
    let settings = format!("title: Test\n{settings}");
    let index = event(&format!("title: Test\n{index}"), "Text.");
    let mut files = vec![text_file("annals.yaml", &settings), text_file("content/index.md", &index)];
    for (number, front) in events.iter().enumerate() {
        let front = format!("title: Event {number}\ntags: [all]\ndate: {front}");
        files.push(text_file(&format!("content/events/e{number}.md"), &event(&front, "Text.")));
    }
    let as_of = as_of.map(day);
    let selection = Selection { drafts: false, now: Now { seconds: NOW, origin: "--now" }, as_of };
    let options = Options { base_url: None, selection, rules: Rules::Build };
    let (site, found) = compile(&Tree::new(files).over(annals::fs::theme()), &options);
    let (ahead, others): (Vec<_>, Vec<_>) = found.iter().partition(|one| one.code == Code::DateAhead);
    assert!(others.iter().all(|one| one.code == Code::EnglishInterface), "{found:?}");
    (site, ahead.len())
}

fn day(text: &str) -> Day {
    annals::date::parse(text, None).unwrap().anchor()
}

fn page(site: &Renderer, address: &str) -> String {
    match site.render(&SitePath::new(address).unwrap()).0 {
        Some(Content::Bytes(bytes)) => String::from_utf8(bytes.into_owned()).unwrap(),
        _ => panic!("there is no page {address}"),
    }
}

/// What a list shows, in its order: `0` an event, `1+` one that is expected, `|` the line before it, or before the
/// heading over it.
fn shown(page: &str) -> String {
    let mut all = Vec::new();
    for piece in page.split(['<', '>']) {
        if let Some(rest) = piece.strip_prefix("li id=\"e-e") {
            all.push(rest.split('"').next().unwrap().to_owned());
        } else if piece.starts_with("p class=\"") && piece.ends_with(" line\"") {
            // Within an item it stands before the event.
            let at = if piece.contains("gap") { all.len() - 1 } else { all.len() };
            all.insert(at, "|".to_owned());
        } else if piece == "expected" {
            all.last_mut().unwrap().push('+');
        }
    }
    all.join(" ")
}

const DATES: [&str; 5] = ["2022-02-24", "2022-03-10", "2022-03-14", "2022-03-15", "2022-04-01"];
const UPDATED: &str = "published: 2022-03-01\nupdated: 2022-03-14";

#[test]
fn they_stand_after_a_line_that_names_the_last_day() {
    let (all, _) = site("", UPDATED, &DATES, None);
    assert_eq!(shown(&page(&all, "")), "0 1 2 | 3+ 4+");
    assert_eq!(page(&all, "tags/all/").matches(", expected</p>").count(), 2);
    let (all, _) = site("order: newest\n", UPDATED, &DATES, None);
    assert_eq!(shown(&page(&all, "")), "4+ 3+ | 2 1 0");
    let line = "As of <span data-edtf=\"2022-03-14\"><time datetime=\"2022-03-14\">March 14, 2022</time></span>: what is dated \
        later is expected</p>";
    assert_eq!(page(&all, "").matches(line).count(), 1);
    // In the order in which they became known, too; there what was known late may stand among them.
    let (all, _) = site("", UPDATED, &["2022-03-01\nreported: 2022-04-02", "2022-03-15", "2022-05"], None);
    assert_eq!(shown(&page(&all, "")), "0 | 1+ 2+");
    assert_eq!(shown(&page(&all, "known/")), "| 1+ 0 2+");
}

#[test]
fn the_line_is_on_the_page_where_they_begin_or_end() {
    let (march, more) = ("timeline/2022-03/", "timeline/2022-03/page/2/");
    for (settings, pages) in [
        ("page_size: 2\n", [("timeline/2022-02/", "0"), (march, "1 2"), (more, "| 3+"), ("timeline/2022-04/", "| 4+")]),
        (
            "page_size: 2\norder: newest\n",
            [("timeline/2022-04/", "| 4+"), (march, "3+ | 2"), (more, "1"), ("timeline/2022-02/", "0")],
        ),
    ] {
        let (all, _) = site(settings, UPDATED, &DATES, None);
        for (address, expected) in pages {
            assert_eq!(shown(&page(&all, address)), expected, "{settings} {address}");
        }
    }
    for settings in ["", "order: newest\n"] {
        let (all, _) = site(settings, UPDATED, &["2023"], None);
        assert_eq!(shown(&page(&all, "")), "| 0+", "all of them are expected: {settings}");
    }
}

#[test]
fn the_day_is_that_of_the_explainer_or_else_of_the_newest_entry() {
    for (index, events, expected) in [
        ("published: 2022-03-14", ["2022-03-13", "2022-03-15"], "0 | 1+"),
        ("published: 2022-03-14\nupdated: 2022-03-15", ["2022-03-13", "2022-03-15"], "0 1"),
        // The explainer's own days, whichever is the later of them.
        ("published: 2022-03-16\nupdated: 2022-03-14", ["2022-03-13", "2022-03-15"], "0 1"),
        ("updated: 2022-03-14", ["2022-03-13\npublished: 2022-03-20", "2022-03-15"], "0 | 1+"),
        ("", ["2022-03-13\npublished: 2022-03-14", "2022-03-15\npublished: 2022-03-10"], "0 | 1+"),
        ("", ["2022-03-13\npublished: 2022-03-14", "2022-03-15\npublished: 2022-03-15T09:00Z"], "0 1"),
        // Without a day nothing is, however late its date.
        ("", ["2022-03-13", "2999-01-01"], "0 1"),
    ] {
        let (all, hints) = site("", index, &events, None);
        assert_eq!(shown(&page(&all, "")), expected, "{index} {events:?}");
        assert_eq!(hints, expected.matches('+').count(), "the check finds the same: {index} {events:?}");
    }
}

#[test]
fn only_what_cannot_have_begun_is_expected() {
    for (date, expected) in [
        ("2022-03-14", false),
        ("2022-03", false),
        ("2022", false),
        ("202X", false),
        ("2022-03-10/2022-03-20", false),
        ("2022-03-10..2022-03-20", false),
        ("2022-03-14/..", false),
        ("../2022-03-14", false),
        // Whoever wrote by the 14th what is to be so by the 20th wrote of something to come.
        ("../2022-03-20", true),
        ("2022-03-15", true),
        ("2022-03-15~", true),
        ("2022-03-15/..", true),
        ("2022-03-15..2022-03-20", true),
        ("2022-04", true),
        ("2023?", true),
        ("203X", true),
        // By the day in the site's zone.
        ("2022-03-15 01:00 Asia/Shanghai", false),
        ("2022-03-14 23:00 America/New_York", true),
    ] {
        let (all, hints) = site("timezone: UTC\n", UPDATED, &[date], None);
        assert_eq!(shown(&page(&all, "")), if expected { "| 0+" } else { "0" }, "{date}");
        assert_eq!(hints, usize::from(expected), "{date}");
    }
}

#[test]
fn wherever_it_is_named_it_says_so() {
    let actor = text_file("content/actors/somebody.md", "---\nname: Somebody\n---\n");
    let dates = [("a", "2022-03-10\nrelated: [b]\nactors: [somebody]"), ("b", "2022-03-20\nactors: [somebody]")];
    let events = dates.map(|(id, front)| {
        let path = format!("content/events/{id}.md");
        text_file(&path, &event(&format!("title: It\ndate: {front}"), "Text."))
    });
    let index = text_file("content/index.md", &event(UPDATED, "Text."));
    let files = events.into_iter().chain([actor, index, text_file("annals.yaml", "title: Test\n")]);
    let selection = Selection { drafts: false, now: Now { seconds: NOW, origin: "--now" }, as_of: None };
    let options = Options { base_url: None, selection, rules: Rules::Build };
    let (site, _) = compile(&Tree::new(files).over(annals::fs::theme()), &options);
    let own = page(&site, "events/b/");
    assert!(own.contains("<span class=\"note\">expected as of <span data-edtf=\"2022-03-14\">"), "{own}");
    assert_eq!(page(&site, "events/a/").matches("</span>, expected</span>").count(), 2, "related, and the next one");
    assert_eq!(page(&site, "actors/somebody/").matches("</span>, expected</span>").count(), 1);
    assert!(!own.contains("</span>, expected</span>"), "the one before has come");
}

#[test]
fn every_language_that_has_words_for_dates_has_these() {
    for (language, word, line) in [
        ("en", "expected", "As of "),
        ("de", "erwartet", "Stand: "),
        ("fr", "prévu", "Situation au "),
        ("es", "previsto", "A fecha de "),
        ("uk", "очікується", "Станом на "),
        ("ar", "متوقع", "الوضع في "),
        ("he", "צפוי", "נכון ל־"),
        ("zh", "预计", "截至"),
        ("zh-TW", "預計", "截至"),
        ("ja", "予定", ""),
    ] {
        let (all, _) = site(&format!("language: {language}\n"), UPDATED, &["2022-03-15"], None);
        let home = page(&all, "");
        assert!(home.contains(&format!("<span class=\"note\">{word}</span>")), "{language}");
        assert!(
            home.contains(&format!("<p class=\"between line\">{line}<span data-edtf=\"2022-03-14\">")),
            "{language}"
        );
        assert!(page(&all, "events/e0/").contains(word), "{language}");
    }
}

#[test]
fn as_of_a_day_nothing_else_is_expected_than_now() {
    let events = ["2022-03-10", "2022-03-13", "2022-03-20"];
    for (as_of, expected) in [
        (None, "0 1 | 2+"),
        // The site has not been written since the 14th, and does not know whether it came.
        (Some("2022-03-31"), "0 1 | 2+"),
        (Some("2022-03-14"), "0 1"),
        // The explainer is of a later day and left out; what stands was known.
        (Some("2022-03-13"), "0 1"),
        (Some("2022-03-10"), "0"),
    ] {
        let (all, _) = site("", "updated: 2022-03-14", &events, as_of);
        assert_eq!(shown(&page(&all, "")), expected, "{as_of:?}");
    }
    let events = ["2022-03-10\npublished: 2022-03-01", "2022-03-13\npublished: 2022-03-14", "2022-03-20"];
    for (as_of, expected) in [("2022-03-12", "0"), ("2022-03-13", "0 1"), ("2022-03-20", "0 1 | 2+")] {
        let (all, _) = site("", "", &events, Some(as_of));
        assert_eq!(shown(&page(&all, "")), expected, "{as_of}");
    }
}
