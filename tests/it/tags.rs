//! Tags as events write them: which are one, what they are called, and what is said of those that clash.

use crate::support::{Made, Outcome, event};

/// A site whose events, in order, have these tags; `yaml` is content/tags.yaml, empty where there is none.
fn site(tags: &[&str], yaml: &str) -> Made {
    let mut made = Made::site();
    if !yaml.is_empty() {
        made = made.with("content/tags.yaml", yaml);
    }
    for (number, tags) in tags.iter().enumerate() {
        // The last file stands first in the timeline.
        let day = 28 - number;
        let text = event(&format!("title: T\ndate: 2022-03-{day:02}\ntags: {tags}"), "Text.");
        made = made.with(&format!("content/events/e{number}.md"), text);
    }
    made
}

/// `id: name` of every tag.
fn named(made: &Made) -> Vec<String> {
    made.run(&["build"]).exits(0);
    let index = std::fs::read_to_string(made.path("public/tags/index.html")).unwrap();
    let links = index.split("<a ").filter(|link| !link.contains("href=\"../tags/\""));
    let named = links.filter_map(|link| {
        let (address, rest) =
            link.split_once("href=\"../tags/").or_else(|| link.split_once("href=\""))?.1.split_once("/\"")?;
        let name = rest.split_once('>')?.1.split_once('<')?.0;
        let page = made.path(&format!("public/tags/{address}/index.html"));
        (!address.starts_with('.') && page.exists()).then(|| format!("{address}: {name}"))
    });
    named.collect()
}

#[test]
fn a_tag_has_the_spelling_that_most_events_have() {
    for (tags, yaml, expected) in [
        (&["[IRS]", "[5G, irs]"][..], "", &["5g: 5G", "irs: irs"][..]),
        (&["[IRS]", "[IRS]", "[irs]"], "", &["irs: IRS"]),
        (&["[united-states]"], "", &["united-states: united-states"]),
        (&["[United States, united-states]"], "", &["united-states: United States"]),
        (&["[irs]"], "irs:\n  name: The IRS\n", &["irs: The IRS"]),
        (&["[IRS]", "[IRS]", "[irs]"], "irs:\n  summary: Taxes.\n", &["irs: IRS"]),
        (
            &["[C++]", "[\"c#\"]"],
            "c-plus-plus:\n  name: C++\nc-sharp:\n  name: C#\n",
            &["c-plus-plus: C++", "c-sharp: C#"],
        ),
        (&["[United States]", "[us]"], "us:\n  name: United States\n", &["us: United States"]),
        (&["[\"++\"]"], "plus:\n  name: \"++\"\n", &["plus: ++"]),
    ] {
        assert_eq!(named(&site(tags, yaml)), expected, "{tags:?}");
    }
}

#[test]
fn a_spelling_that_is_held_back_names_nothing() {
    let made = site(&["[irs]"], "");
    for number in 0..3 {
        let text = event("title: T\ndate: 2022\ntags: [IRS]\ndraft: true", "Text.");
        made.put(&format!("content/events/draft{number}.md"), text);
    }
    assert_eq!(named(&made), ["irs: irs"]);
    made.put("content/events/later.md", event("title: T\ndate: 2023-01-01\ntags: [Irs]", "Text."));
    made.put("content/events/last.md", event("title: T\ndate: 2023-01-02\ntags: [Irs]", "Text."));
    assert_eq!(named(&made), ["irs: Irs"]);
    made.run(&["build", "--as-of", "2022-12-31"]).exits(0);
    let index = std::fs::read_to_string(made.path("public/tags/index.html")).unwrap();
    assert!(index.contains(">irs<") && !index.contains("Irs"), "{index}");
}

/// The lines after "content/tags.yaml:" in what a site's findings propose.
fn proposed(outcome: &Outcome) -> Option<String> {
    let help = outcome.found.iter().find(|one| one.code.name() == "tags-that-clash")?.help.clone()?;
    Some(format!("{}\n", help.split_once("content/tags.yaml:\n")?.1))
}

#[test]
fn what_is_proposed_for_tags_that_clash_is_accepted() {
    for (tags, yaml, clashes) in [
        (&["[C++]", "[\"C#\"]"][..], "", 1),
        (&["[C]", "[C++]", "[\"C#\", C++]"], "", 2),
        (&["[C++]"], "c:\n  name: C\n", 1),
        (&["[C++, \"C#\"]"], "c:\n  summary: A language.\n", 2),
        (&["[\"A/B\"]", "[a b]"], "", 1),
        (&["[R&D]", "[r d]"], "", 1),
        (&["[\"a: b\"]", "[a b]"], "", 1),
        (&["[a_b]", "[a.b]", "[a-b]"], "", 2),
        (&["[C++]", "[\"C#\"]"], "c-plus-plus:\n  name: Cplusplus\n", 1),
        (&["[Beijing's]", "[beijing’s]"], "", 0),
        (&["[C++]", "[c++]"], "", 0),
    ] {
        let made = site(tags, yaml);
        let outcome = made.checked();
        let found = outcome.places().into_iter().filter(|place| place.ends_with("tags-that-clash")).count();
        assert_eq!(found, clashes, "{tags:?}: {}", outcome.text);
        let Some(entries) = proposed(&outcome) else { continue };
        made.put("content/tags.yaml", format!("{yaml}{entries}"));
        let built = made.outcome();
        assert_eq!(built.text, "== built: yes\n", "{tags:?} with\n{entries}");
    }
}

#[test]
fn both_spellings_are_named_with_their_places() {
    let outcome = site(&["[IRS, C++]", "[\"C#\"]"], "").outcome();
    assert_eq!(
        outcome.text,
        "content/events/e1.md:4:8: error[tags-that-clash]: the tags `C++` and `C#` would be one, `c`\n  |\n4 | tags: [\"C#\"]\n  |        ^^^^\n\
         note: `C++` stands here: content/events/e0.md:4:13\n\
         help: write both alike, or name each in content/tags.yaml:\n      c-plus-plus:\n        name: C++\n      c-sharp:\n        name: C#\n\
         == built: no\n"
    );
}

#[test]
fn a_draft_never_blocks_by_its_tags() {
    let made = site(&["[\"C#\"]"], "");
    made.put("content/events/a.md", event("title: T\ndate: 2022\ntags: [C++]\ndraft: true", "Text."));
    let outcome = made.outcome();
    assert!(
        outcome.built && outcome.text.contains("content/events/a.md:4:8: warning[tags-that-clash]"),
        "{}",
        outcome.text
    );
}

#[test]
fn two_tags_of_one_name_are_an_error() {
    for yaml in ["a:\n  name: Moscow\nb:\n  name: moscow\n", "a:\n  name: Moscow\nmoscow:\n  summary: A city.\n"] {
        let outcome = site(&["[a]"], yaml).outcome();
        assert_eq!(outcome.places(), ["content/tags.yaml tags-that-clash"], "{}", outcome.text);
    }
}

/// Other names whose slugs are one.
#[test]
fn other_names_of_one_slug_are_told_apart_or_refused() {
    for (folder, text) in [
        ("events", "---\ntitle: T\ndate: 2022\n---\n"),
        ("pages", "---\ntitle: T\n---\n"),
        ("actors", "---\nname: T\n---\n"),
        ("claims", "---\ntext: T\n---\n"),
    ] {
        let made =
            Made::site().with(&format!("content/{folder}/C++.md"), text).with(&format!("content/{folder}/C#.md"), text);
        let outcome = made.outcome();
        assert!(outcome.has("duplicate-address") && !outcome.built, "{folder}: {}", outcome.text);
    }
    for file in ["glossary", "tags"] {
        let text = if file == "tags" { "summary" } else { "text" };
        let made =
            Made::site().with(&format!("content/{file}.yaml"), format!("C++:\n  {text}: A\n\"C#\":\n  {text}: B\n"));
        let outcome = made.outcome();
        for help in
            ["help: write `c-plus-plus:`, and below it `name: C++`", "help: write `c-sharp:`, and below it `name: C#`"]
        {
            assert!(outcome.text.contains(help), "{}", outcome.text);
        }
    }
    // Ids of sources are taken as they are; those that are made have numbers.
    let written = "sources:\n  - {title: C++}\n  - {title: \"C#\"}\n  - {title: C}";
    let made = Made::site().with("content/events/a.md", event(&format!("title: T\ndate: 2022\n{written}"), "Text."));
    made.run(&["build"]).exits(0);
    let page = std::fs::read_to_string(made.path("public/sources/index.html")).unwrap();
    for id in ["source-c", "source-c-2", "source-c-3"] {
        assert_eq!(page.matches(&format!("id=\"{id}\"")).count(), 1, "{id}");
    }
}
