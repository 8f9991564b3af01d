//! The site as it could have stood at the end of a day, and the order in which things became known.

use annals::check::Rules;
use annals::compile::{Options, compile};
use annals::date::Day;
use annals::document;
use annals::model::{self, Now, Selection, Timeline};
use annals::path::BaseUrl;
use annals::render::Renderer;
use annals::site::Content;
use annals::tree::Tree;

use crate::support::{Made, NOW, repository};

fn example() -> Tree {
    annals::fs::read(repository()).unwrap()
}

fn selection(as_of: Option<Day>) -> Selection {
    Selection { drafts: false, now: Now { seconds: NOW, origin: "--now" }, as_of }
}

fn site(tree: Tree, as_of: Option<Day>) -> Renderer {
    by(tree, as_of, Rules::Build)
}

fn by(tree: Tree, as_of: Option<Day>, rules: Rules) -> Renderer {
    let base_url = BaseUrl::new("https://example.org/repo/").ok();
    let options = Options { base_url, selection: selection(as_of), rules };
    let (site, found) = compile(&tree.over(annals::fs::theme()), &options);
    assert!(found.is_empty(), "{found:?}");
    site
}

/// Every path and every rendered page, as one text.
fn whole(site: &Renderer) -> String {
    let mut all = String::new();
    for path in site.site().paths() {
        all.push_str(path.as_str());
        all.push('\n');
        let (content, found) = site.render(path);
        assert!(found.is_empty(), "{found:?}");
        if let Some(Content::Bytes(bytes)) = content {
            all.push_str(&String::from_utf8_lossy(&bytes));
        }
    }
    all
}

fn page(site: &Renderer, address: &str) -> Option<String> {
    let path = annals::path::SitePath::new(address).unwrap();
    match site.render(&path).0? {
        Content::Bytes(bytes) => Some(String::from_utf8(bytes.into_owned()).unwrap()),
        Content::File(_) => None,
    }
}

fn day(text: &str) -> Day {
    annals::date::parse(text, None).unwrap().anchor()
}

fn timeline(tree: &Tree) -> Timeline {
    let (documents, _) = document::parse(tree);
    model::resolve(documents, &selection(None)).0
}

fn tree_of(files: &[(&str, &str)]) -> Tree {
    let folder = files.iter().fold(Made::empty(), |folder, (path, text)| folder.with(path, text));
    annals::fs::read(folder.root()).unwrap()
}

/// The ids of the events on a page, in its order.
fn listed(page: &str) -> Vec<&str> {
    page.split("<li id=\"e-").skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
}

#[test]
fn nothing_that_became_known_later_is_anywhere_in_the_output() {
    let present = timeline(&example());
    let days = ["2002-12-31", "2021-11-15", "2022-02-04", "2022-02-24", "2022-03-12", "2022-03-13", "2022-03-14"];
    for day in days.map(day) {
        let then = present.clone().as_of(day);
        // On no day is there anything to mend, the editorial rules included.
        let text = whole(&by(example(), Some(day), Rules::Editorial));
        let kept: Vec<&str> = then.events.iter().map(|event| event.id.as_str()).collect();
        let mut left_out = 0;
        for event in present.events.iter().filter(|event| !kept.contains(&event.id.as_str())) {
            left_out += 1;
            assert!(event.known > day, "{}", event.id);
            for trace in [
                event.title.clone(),
                format!("/{}/", event.id),
                format!("\"{}\"", event.id),
                format!("e-{}\"", event.id),
            ] {
                assert!(!text.contains(&trace), "{day}: {trace}");
            }
        }
        assert_eq!(left_out, then.later);
        let kept: Vec<&str> = then.sources.iter().map(|source| source.id.as_str()).collect();
        for source in present.sources.iter().filter(|source| !kept.contains(&source.id.as_str())) {
            assert!(source.date.as_ref().is_some_and(|date| date.known_by() > day), "{}", source.id);
            let address = source.url.as_deref().unwrap();
            for trace in [format!("\"{address}\""), format!("source-{}\"", source.id)] {
                assert!(!text.contains(&trace), "{day}: {trace}");
            }
        }
        let index = present.index.summary.as_deref().unwrap();
        assert!(!text.contains(index), "the introduction was written later");
    }
}

/// What the example's sources say only later, in the words in which it tells it or told it.
#[test]
fn no_page_of_the_example_tells_what_its_day_did_not_know() {
    let later = [
        ("2003-12-31", &["none are found", "none were found", "were not found", "no weapons of mass destruction"][..]),
        ("2021-11-15", &["three and a half hours", "none were found"]),
        ("2022-02-04", &["5,300", "5,000", "special operation"]),
        ("2022-03-12", &["5,000", "request", "backfill", "disinformation", "liu pengyu", "sullivan", "rome"]),
        ("2022-03-13", &["5,000", "in recent days", "a us official", "disinformation", "peskov", "none were found"]),
        ("2022-03-14", &["seven hours", "almost eight", "both sides speak", "call it a denial", "china denied"]),
    ];
    for (number, (then, _)) in later.iter().enumerate() {
        let text = whole(&site(example(), Some(day(then)))).to_lowercase();
        // What was not known on a day was not known before it.
        for words in later[number..].iter().flat_map(|(_, words)| *words) {
            assert!(!text.contains(words), "{then}: {words}");
        }
        for words in ["2026-11-", "november 28, 2026"] {
            assert!(!text.contains(words), "{then}: the example's own changes");
        }
    }
    // All of it is told in the present.
    let now = whole(&site(example(), None)).to_lowercase();
    for words in ["no weapons of mass destruction", "three and a half hours", "5,300", "in recent days", "seven hours"]
    {
        assert!(now.contains(words), "{words}");
    }
}

#[test]
fn the_request_is_there_from_the_day_on_which_it_was_reported() {
    for (then, there) in [("2022-03-12", false), ("2022-03-13", true), ("2022-03-14", true)] {
        let site = site(example(), Some(day(then)));
        assert_eq!(page(&site, "events/reported-request/").is_some(), there, "{then}");
        assert!(page(&site, "").unwrap().contains(&format!("the end of March {}, 2022", &then[8..])));
    }
    let answers = |then| page(&site(example(), Some(day(then))), "events/moscow-and-beijing-answer/");
    assert!(answers("2022-03-13").is_none());
    assert!(answers("2022-03-14").is_some());
}

#[test]
fn pages_say_so_and_lead_to_the_present() {
    let home = page(&site(example(), Some(day("2022-03-13"))), "").unwrap();
    for part in [
        "<meta name=\"robots\" content=\"noindex\">",
        "<link rel=\"canonical\" href=\"https://example.org/repo/\">",
        "What became known later is left out",
        "The text of this page was written later",
        "Source published later",
    ] {
        assert!(home.contains(part), "{part}");
    }
    let after_all = site(example(), Some(day("2099-01-01")));
    let (then, now) = (page(&after_all, "").unwrap(), page(&site(example(), None), "").unwrap());
    assert_eq!(listed(&then), listed(&now));
    assert!(!then.contains("written later") && !now.contains("noindex"));
}

#[test]
fn links_to_what_is_left_out_become_text() {
    let tree = || {
        tree_of(&[
            ("annals.yaml", "title: Test\n"),
            (
                "content/events/first.md",
                "---\ntitle: First\ndate: 2022-01-01\nrelated: [second]\ntags: [a]\n---\n\
                 [one](second.md), [two](/events/second/), [three](/content/events/second.md), [four](/old/), [five](/tags/b/), [six](/tags/a/)\n",
            ),
            (
                "content/events/second.md",
                "---\ntitle: Second\ndate: 2022-01-01\nreported: 2022-02\ntags: [a, b]\naliases: [/old/]\n---\n",
            ),
            ("content/pages/about.md", "---\ntitle: About\npublished: 2022-01-31\nupdated: 2022-02-01\n---\nNew.\n"),
            ("content/pages/policy.md", "---\ntitle: Policy\npublished: 2022-01-31\n---\nOld enough.\n"),
        ])
    };
    let present = site(tree(), None);
    assert!(page(&present, "events/first/").unwrap().matches("second").count() > 2);
    // "2022-02" may have been its last day.
    let then = site(tree(), Some(day("2022-02-27")));
    let first = page(&then, "events/first/").unwrap();
    assert!(!whole(&then).contains("econd"), "{first}");
    assert!(first.contains("one, two, three, four, five, <a href=\"../../tags/a/\">six</a>"), "{first}");
    assert!(page(&then, "tags/b/").is_none() && page(&then, "old/index.html").is_none());
    assert!(page(&then, "about/").unwrap().contains("New."));
    let then = whole(&site(tree(), Some(day("2022-01-31"))));
    assert!(!then.contains("New.") && then.contains("Old enough."));
    assert!(whole(&site(tree(), Some(day("2022-02-28")))).contains("Second"));
}

#[test]
fn the_second_order_is_by_the_day_on_which_things_became_known() {
    let (site, present) = (site(example(), None), timeline(&example()));
    let (happened, known) = (page(&site, "").unwrap(), page(&site, "known/").unwrap());
    assert!(happened.contains("href=\"known/\"") && known.contains("href=\"../#timeline\""));
    assert!(known.contains("data-order=\"known\"") && !happened.contains("data-order=\"known\""));
    let days = |page: &str| -> Vec<Day> {
        let of = |id: &str| present.events.iter().find(|event| event.id == id).unwrap().known;
        listed(page).into_iter().map(of).collect()
    };
    let mut sorted = days(&happened);
    assert_ne!(sorted, days(&known), "the example has both clocks");
    sorted.sort();
    assert_eq!(days(&known), sorted);
    let at = |page: &str| listed(page).iter().position(|id| *id == "reported-request").unwrap();
    assert!(at(&happened) < at(&known));
    let item = known.split("<li id=\"e-reported-request\"").nth(1).unwrap();
    let item = &item[..item.find("<h").unwrap()];
    let words: String = item.split('<').map(|part| part.split_once('>').map_or("", |(_, text)| text)).collect();
    assert!(words.contains("March 13"), "{words}");
    assert!(words.contains("dated: sometime between February 24 and March 13, 2022"), "{words}");
}

#[test]
fn the_second_order_is_told_and_linked_only_where_it_is_another() {
    for (a, b, order, another) in [
        ("date: 2022-03-01", "date: 2022-03-05", "oldest", false),
        ("date: 2022-03-01\nreported: 2022-03-04", "date: 2022-03-05", "oldest", false),
        ("date: 2022-03-01\nreported: 2022-03-05", "date: 2022-03-05", "newest", false),
        ("date: 2022-03", "date: 2022-04-01", "oldest", false),
        ("date: 2022-03-01\nreported: 2022-03-06", "date: 2022-03-05", "oldest", true),
        ("date: 2022-03-01\nreported: 2022-03-06", "date: 2022-03-05", "newest", true),
        ("date: 2022-03", "date: 2022-03-05", "oldest", true),
    ] {
        let event =
            |date: &str, body: &str| format!("---\ntitle: It\ndate: {}\ntags: [t]\n---\n\n{body}\n", &date[6..]);
        let link = if another { "/known/" } else { "/" };
        let (a, b) = (event(a, "Text."), event(b, &format!("[The order]({link}).")));
        let settings = format!("title: Test\norder: {order}\npage_size: 1\n");
        let files = [("annals.yaml", &*settings), ("content/events/a.md", &a), ("content/events/b.md", &b)];
        let now = site(tree_of(&files), None);
        assert_eq!(page(&now, "known/").is_some(), another, "{a}{b}");
        // No page, and no link to one, or both.
        assert_eq!(whole(&now).contains("known/"), another, "{a}{b}");
        if let Some(known) = page(&now, "known/") {
            assert!(known.contains(&format!(
                "The same events in another order, that in which they became known, {order} first"
            )));
            // As of a day on which there was one event, and no other order, a link to it is text.
            let then = whole(&site(tree_of(&files), Some(day("2022-03-05"))));
            assert!(then.contains("The order.") && !then.contains("known/"), "{then}");
        }
    }
}

#[test]
fn an_event_is_known_from_its_report_or_else_when_it_has_begun_for_sure() {
    for (date, reported, known) in [
        ("2022-03-13", None, "2022-03-13"),
        ("2022-03-13", Some("2022-03-15"), "2022-03-15"),
        // An announcement of it does not make it known before it happens.
        ("2022-03-13", Some("2022-03-01"), "2022-03-13"),
        ("2022-03-13", Some("2022-03"), "2022-03-31"),
        ("2022-03-13", Some("2022-03-15/2022-03-20"), "2022-03-15"),
        ("2022-03-13", Some("2022-03-15..2022-03-20"), "2022-03-20"),
        ("2022-03", None, "2022-03-31"),
        ("2022-03~", None, "2022-03-31"),
        ("2022", None, "2022-12-31"),
        ("2022", Some("2022-03-15"), "2022-03-15"),
        ("202X", None, "2029-12-31"),
        ("2022-02-04/2022-02-20", None, "2022-02-04"),
        ("2022-02/2022-04", None, "2022-02-28"),
        ("2022-02-24/..", None, "2022-02-24"),
        ("../2022-03-13", None, "2022-03-13"),
        ("2022-02-24..2022-03-13", None, "2022-03-13"),
        ("2022-03-14T00:30+08:00", None, "2022-03-13"),
    ] {
        let reported = reported.map(|reported| format!("reported: {reported}\n")).unwrap_or_default();
        let event = format!("---\ntitle: It\ndate: {date}\n{reported}---\n");
        let timeline = timeline(&tree_of(&[("annals.yaml", "title: Test\n"), ("content/events/it.md", &event)]));
        assert_eq!(timeline.events.first().unwrap().known.to_string(), known, "{date} {reported}");
    }
}

#[test]
fn a_claim_stands_as_it_stood() {
    let standing = |then: &str| {
        let site = by(example(), Some(day(then)), Rules::Editorial);
        let page = page(&site, "claims/military-equipment/")?;
        let (before, after) = page.split_once("data-standing=\"").unwrap();
        assert!(before.ends_with("data-claim=\"military-equipment\" "), "{before}");
        Some(after.split('"').next().unwrap().to_owned())
    };
    assert_eq!(standing("2022-03-12"), None);
    assert_eq!(standing("2022-03-13").as_deref(), Some("asserted"));
    assert_eq!(standing("2022-03-14").as_deref(), Some("disputed"));
}

#[test]
fn claims_actors_and_terms_stay_by_what_stays() {
    let tree = tree_of(&[
        ("annals.yaml", "title: Test\n"),
        (
            "content/glossary.yaml",
            "early:\n  text: Used early.\nlate:\n  text: Used late.\nearly-not:\n  text: Not used.\n",
        ),
        (
            "content/sources.yaml",
            "now:\n  title: Source of the day\n  date: 2022-03-13\nlater:\n  title: Source-of-tomorrow\n  date: 2022-03-14\n",
        ),
        ("content/actors/head.md", "---\nname: Head-name\n---\n"),
        ("content/actors/voice.md", "---\nname: Voice-name\nspeaks_for: head\n---\n\n[early](term:early)\n"),
        ("content/actors/stranger.md", "---\nname: Stranger-name\n---\n\n[late](term:late)\n"),
        ("content/actors/concerned.md", "---\nname: Concerned-name\n---\n"),
        (
            "content/claims/first.md",
            "---\ntext: First-claim\nconcerns: [concerned]\nassessment:\n  status: unverified\n  basis: Basis-of-later\n  date: 2022-03-15\n---\n",
        ),
        ("content/claims/second.md", "---\ntext: Second-claim\nconcerns: [stranger]\n---\n"),
        ("content/claims/unstated.md", "---\ntext: Third-claim\n---\n"),
        (
            "content/events/2022-03-13-report.md",
            "---\ntitle: Report\ndate: 2022-03-13\nstatements:\n  - claim: first\n    by: voice\n    stance: asserts\n    source: [now, later]\n  - claim: first\n    by: Somebody-else\n    stance: denies\n    date: 2022-03-14\ncorrections:\n  - date: 2022-03-13\n    text: Correction-of-the-day\n  - date: 2022-03-14\n    text: Correction-of-tomorrow\nupdates:\n  - date: 2022-03-14\n    text: Update-of-tomorrow\n---\n\nSee [the claim](../claims/second.md) and [whom](../actors/stranger.md) [@now; @later, p. 7].\n",
        ),
        (
            "content/events/2022-03-14-denial.md",
            "---\ntitle: Denial\ndate: 2022-03-14\nactors: [stranger]\nstatements:\n  - claim: second\n    by: voice\n    stance: denies\n---\n",
        ),
    ]);
    let then = timeline(&tree).as_of(day("2022-03-13"));
    let names: Vec<&str> = then.actors.iter().map(|actor| actor.id.as_str()).collect();
    assert_eq!(names, ["concerned", "head", "voice"]);
    assert_eq!(then.claims.iter().map(|claim| claim.id.as_str()).collect::<Vec<_>>(), ["first"]);
    assert_eq!(then.glossary.iter().map(|term| term.id.as_str()).collect::<Vec<_>>(), ["early"]);
    let (voice, claim) = (then.actors.last().unwrap(), then.claims.first().unwrap());
    assert_eq!(then.standing(claim).kind, model::Kind::Asserted);
    assert_eq!(voice.speaks_for.map(|head| then.actors[head].id.as_str()), Some("head"));
    assert_eq!(then.statements.iter().map(|said| said.sources_later).collect::<Vec<_>>(), [1]);
    assert!(claim.assessment.is_none());
    let text = whole(&by(tree, Some(day("2022-03-13")), Rules::Build));
    for there in [
        "First-claim",
        "Voice-name",
        "Head-name",
        "Concerned-name",
        "Correction-of-the-day",
        "Source of the day",
        "; Source published later, p. 7)",
    ] {
        assert!(text.contains(there), "{there}");
    }
    for gone in [
        "Second-claim",
        "Third-claim",
        "Stranger-name",
        "actors/stranger/",
        "claims/second/",
        "Somebody-else",
        "Basis-of-later",
        "of-tomorrow",
        "Used late",
        "Not used",
        "Denial",
    ] {
        assert!(!text.contains(gone), "{gone}");
    }
}
