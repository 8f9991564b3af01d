//! Structured data: JSON that says what the page says, and that nothing in a title can end.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::support::{Made, event};

const BASE: &str = "https://user.github.io/repo/";

/// What the script of a page says.
#[track_caller]
fn graph(made: &Made, page: &str) -> Vec<Value> {
    let html = fs::read_to_string(made.path("public").join(page).join("index.html")).unwrap();
    let mut parts = html.split("<script type=\"application/ld+json\">");
    let script = parts.nth(1).unwrap().split("</script>").next().unwrap();
    assert_eq!(parts.next(), None, "one script a page");
    let json: Value = serde_json::from_str(script).unwrap();
    assert_eq!(json["@context"], "https://schema.org");
    json["@graph"].as_array().unwrap().clone()
}

fn story() -> Made {
    Made::empty()
        .with(
            "annals.yaml",
            "title: The story\ndescription: Told.\npublisher:\n  name: The Paper\npolicies:\n  corrections: https://paper.org/c\n",
        )
        .with("content/index.md", "---\nauthors: [The Paper, Ann Author]\npublished: 2022-03-20\n---\n")
        .with("content/sources.yaml", "wire:\n  title: Wire report\n  url: https://wire.org/a\n  date: 2022-03-13\n")
        .with("content/actors/ann.md", "---\nname: Ann\ntype: person\nsame_as: [https://ann.org/]\n---\n")
        .with("content/glossary.yaml", "veto:\n  text: A no.\n")
        .with(
            "content/claims/request.md",
            "---\ntext: There was a request\nassessment:\n  status: \"false\"\n  basis: The record.\n  date: 2022-03-19\n  sources: [wire]\n---\n",
        )
        .with("content/claims/other.md", "---\ntext: Another\n---\n")
        .with(
            "content/events/2022-03-13-report.md",
            event(
                "title: A report\ndate: 2022-03-13\ntags: [talks]\nactors: [ann]\nsources: [wire]\nstatements:\n  - claim: request\n    by: ann\n    stance: asserts\n    source: wire\ncorrections:\n  - date: 2022-03-18\n    text: It was Sunday.",
                "Text.",
            ),
        )
        .with("content/events/before.md", event("title: Before\ndate: 2003", "Text."))
}

#[test]
fn what_each_kind_of_page_says() {
    let made = story();
    made.run(&["build", "--base-url", BASE]).exits(0);
    let home = graph(&made, "");
    assert_eq!(home.len(), 1, "nothing leads to the home page");
    let home = &home[0];
    assert_eq!(home["headline"], "The story");
    assert_eq!(home["url"], BASE);
    assert_eq!(home["temporalCoverage"], "2003/2022-03-13");
    assert_eq!((&home["datePublished"], &home["dateModified"]), (&"2022-03-20".into(), &"2022-03-20".into()));
    assert_eq!(home["author"][0]["@type"], "Organization");
    assert_eq!(home["author"][1]["@type"], "Thing");
    assert_eq!(home["publisher"]["@type"], "NewsMediaOrganization");
    assert_eq!(home["publisher"]["correctionsPolicy"], "https://paper.org/c");
    assert_eq!(home["correction"][0]["text"], "It was Sunday.");
    assert_eq!(home["correction"][0]["dateCreated"], "2022-03-18");
    assert_eq!(home["mentions"][0]["sameAs"][0], "https://ann.org/");
    assert_eq!(home["about"].as_array().unwrap().len(), 2);
    let list = home["mainEntity"]["itemListElement"].as_array().unwrap();
    assert_eq!(list.iter().map(|item| item["position"].as_u64().unwrap()).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(list[1]["url"], "https://user.github.io/repo/events/report/");

    let event = graph(&made, "events/report");
    assert_eq!(event[0]["@type"], "NewsArticle");
    assert_eq!(event[0]["citation"][0]["url"], "https://wire.org/a");
    assert_eq!(event[0]["about"][0]["text"], "There was a request");
    assert_eq!(event[0]["isPartOf"]["name"], "The story");
    assert_eq!(event[1]["@type"], "BreadcrumbList");
    let names = |graph: &[Value]| {
        let trail = graph[1]["itemListElement"].as_array().unwrap().clone();
        trail.iter().map(|item| item["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names(&event), ["The story", "A report"]);

    let claim = graph(&made, "claims/request");
    assert_eq!(names(&claim), ["The story", "Claims", "There was a request"]);
    assert_eq!(
        (&claim[0]["@type"], &claim[0]["claimReviewed"]),
        (&"ClaimReview".into(), &"There was a request".into())
    );
    assert_eq!(claim[0]["author"]["name"], "The Paper");
    assert_eq!(claim[0]["itemReviewed"]["author"][0]["name"], "Ann");
    assert_eq!(claim[0]["itemReviewed"]["firstAppearance"]["name"], "Wire report");
    let other = graph(&made, "claims/other");
    assert_eq!(other[0]["mainEntity"]["@type"], "Claim", "no verdict, no review");
    assert_eq!(graph(&made, "actors/ann")[0]["mainEntity"]["@type"], "Person");
    assert_eq!(graph(&made, "glossary")[0]["mainEntity"]["hasDefinedTerm"][0]["description"], "A no.");
    assert_eq!(graph(&made, "tags/talks")[0]["mainEntity"]["@type"], "ItemList");
    let missing = fs::read_to_string(made.path("public/404.html")).unwrap();
    assert!(!missing.contains("ld+json"));
}

#[test]
fn whoever_says_that_a_claim_is_so_is_its_author_where_named() {
    let made = story().with(
        "content/events/2022-03-14-confirmed.md",
        event(
            "title: Confirmed\ndate: 2022-03-14\nstatements:\n  - claim: other\n    by: ann\n    stance: confirms\n    source: wire\n  - claim: other\n    by: An official\n    named: false\n    stance: confirms\n  - claim: other\n    by: A rival\n    stance: denies",
            "Text.",
        ),
    );
    made.run(&["build"]).exits(0);
    let claim = graph(&made, "claims/other")[0]["mainEntity"].clone();
    let names = |key: &str| -> Vec<String> {
        claim[key].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!((names("author"), names("appearance")), (vec!["Ann".to_owned()], vec!["Wire report".to_owned()]));
}

/// Every name that a page's data speaks of with the type that it gives it.
fn typed(value: &Value, found: &mut BTreeSet<String>) {
    if let (Some(kind), Some(name)) = (value["@type"].as_str(), value["name"].as_str()) {
        found.insert(format!("{name}: {kind}"));
    }
    let below: Vec<&Value> = match value {
        Value::Array(items) => items.iter().collect(),
        Value::Object(fields) => fields.values().collect(),
        _ => Vec::new(),
    };
    for value in below {
        typed(value, found);
    }
}

#[test]
fn no_kind_is_said_that_no_document_says() {
    let made = story()
        .with("annals.yaml", "title: The story\npublisher:\n  name: The Paper\n")
        .with("content/sources.yaml", "wire:\n  title: Wire report\n  author: Jo\n  publisher: The Wire\n  url: https://wire.org/a\n")
        .with("content/actors/ann.md", "---\nname: Ann\n---\n")
        .with("content/actors/state.md", "---\nname: State\ntype: government\n---\n")
        .with("content/actors/crowd.md", "---\nname: Crowd\ntype: group\n---\n")
        .with("content/actors/firm.md", "---\nname: Firm\ntype: organisation\n---\n")
        .with("content/claims/third.md", "---\ntext: A third\nassessment: {status: confirmed, basis: B., by: Judge, date: 2022-03-19, sources: [wire]}\n---\n")
        .with(
            "content/events/more.md",
            event("title: More\ndate: 2022-03-14\nactors: [ann, state, crowd, firm]\nstatements:\n  - {claim: other, by: a passer-by, stance: asserts, source: wire}", "Text."),
        );
    made.run(&["build", "--base-url", BASE]).exits(0);
    let mut found = BTreeSet::new();
    for page in ["", "events/more", "claims/request", "claims/other", "claims/third"] {
        typed(&Value::from(graph(&made, page)), &mut found);
    }
    let of = |names: &[&str]| -> Vec<String> {
        let is = |line: &&String| names.iter().any(|name| line.starts_with(&format!("{name}: ")));
        found.iter().filter(is).cloned().collect()
    };
    let unknown = ["Ann Author", "Ann", "Crowd", "Jo", "Judge", "The Paper", "The Wire", "a passer-by"];
    assert_eq!(of(&unknown), unknown.map(|name| format!("{name}: Thing")));
    assert_eq!(of(&["State", "Firm"]), ["Firm: Organization", "State: GovernmentOrganization"]);
    assert_eq!(graph(&made, "actors/firm")[0]["@type"], "ProfilePage");
    assert_eq!(graph(&made, "actors/ann")[0]["@type"], "WebPage", "a profile is of a person or an organisation");
}

#[test]
fn without_a_base_address_there_is_no_address() {
    let made = story();
    made.run(&["build"]).exits(0);
    for page in ["", "events/report", "claims/request", "actors/ann", "tags/talks", "glossary"] {
        let graph = graph(&made, page);
        assert_eq!(graph.len(), 1, "{page}");
        let text = graph[0].to_string().replace("https://wire.org/a", "").replace("https://ann.org/", "");
        assert!(!text.replace("https://paper.org/c", "").contains("://"), "{text}");
    }
}

#[test]
fn no_text_ends_the_script() {
    let hostile = "</script><!-- <script> ]]> & \u{2028} \" \\ '";
    let quoted = hostile.replace('\\', "\\\\").replace('"', "\\\"").replace('\u{2028}', "\\u2028");
    let made = Made::site().with(
        "content/events/a.md",
        event(&format!("title: \"{quoted}\"\ndate: 2022\nsummary: \"{quoted}\""), "Text."),
    );
    made.run(&["build", "--base-url", BASE]).exits(0);
    let event = graph(&made, "events/a");
    assert_eq!(event[0]["headline"], hostile);
    assert_eq!(event[1]["itemListElement"][1]["name"], hostile);
    assert_eq!(graph(&made, "")[0]["mainEntity"]["itemListElement"][0]["name"], hostile);
}

#[test]
fn time_is_covered_no_closer_than_it_is_known() {
    for (dates, expected) in [
        (&["2022-03-14"][..], Some("2022-03-14")),
        (&["2022"], Some("2022")),
        (&["2003", "2022-02-04/2022-02-20"], Some("2003/2022-02-20")),
        (&["2022-02-24/.."], Some("2022-02-24/..")),
        (&["2022-02-24/"], None),
        (&["-0043", "2022"], None),
        (&["../2022-03-13"], Some("../2022-03-13")),
    ] {
        let mut made = Made::site();
        for (number, date) in dates.iter().enumerate() {
            let text = event(&format!("title: T\ndate: \"{date}\""), "Text.");
            made = made.with(&format!("content/events/e{number}.md"), text);
        }
        made.run(&["build"]).exits(0);
        assert_eq!(graph(&made, "")[0]["temporalCoverage"].as_str(), expected, "{dates:?}");
    }
}
