//! What a help says to write, written: nothing is left to say.

use super::super::kinds::Record;
use super::super::yaml::{Yaml, read};
use super::super::{Actor, Claim, Config, Event, Index, Page, Source, Tag, Term};
use crate::diagnostic::Diagnostic;
use crate::path::ContentPath;

pub(super) fn found<T: Record>(text: &str) -> Vec<Diagnostic> {
    let path = ContentPath::new("content/events/2022-03-14-a.md").unwrap();
    read::<T>(&Yaml { path: &path, file: text, range: 0..text.len(), under: None }).found
}

/// The lines that a help says to write, and the keys whose lines it says to leave out.
fn proposed(help: &str) -> (String, Vec<&str>) {
    let help = help.lines().filter(|line| !line.is_empty()).collect::<Vec<_>>();
    let (first, below) = (help[0], help[1..].join("\n"));
    let ticked: Vec<&str> = first.split('`').skip(1).step_by(2).collect();
    let out = first.split_once("leave `").map(|(_, rest)| vec![rest.split('`').next().unwrap()]).unwrap_or_default();
    if !below.is_empty() {
        return (below, out);
    }
    if first.starts_with("leave the line out") || first == "leave it out" {
        return (String::new(), out);
    }
    let at = match first.find("write `") {
        Some(at) => first[..at].matches('`').count() / 2,
        None => 0,
    };
    (ticked.get(at).map_or_else(|| panic!("{first}"), ToString::to_string), out)
}

/// The text with what the help proposes in place of the lines that the finding is about.
fn paste(text: &str, finding: &Diagnostic) -> String {
    let (start, end) = finding.location.span.unwrap();
    let (new, out) = proposed(finding.help.as_deref().unwrap());
    let lines: Vec<&str> = text.lines().collect();
    let margin = |line: &str| line.len() - line.trim_start_matches([' ', '-']).len();
    let mut at = text[..start].matches('\n').count();
    let name = |line: &str| line.trim_start_matches([' ', '-']).split(':').next().unwrap().to_owned();
    let help = finding.help.as_deref().unwrap();
    if (help.starts_with("did you mean `") && !new.contains(':')) || help.ends_with("in its place") {
        return format!("{}{new}{}", &text[..start], &text[end..]);
    }
    if help.starts_with("write the line `") {
        let last = text[..end].matches('\n').count();
        let line = help.split('`').nth(1).unwrap();
        return [&lines[..at], &[line], &lines[last + 1..]].concat().join("\n") + "\n";
    }
    // The value may stand below its key.
    let key = name(new.lines().next().unwrap_or(""));
    let item = new.starts_with("- ");
    let above = (0..=at).rev().find(|above| name(lines[*above]) == key && margin(lines[*above]) <= margin(lines[at]));
    if let Some(above) = above.filter(|_| !item) {
        at = above;
    }
    let indent = margin(lines[at]);
    let mut end = at + 1;
    while end < lines.len() && (margin(lines[end]) > indent || (lines[end].starts_with("- ") && indent == 0)) {
        end += 1;
    }
    let hyphen = &lines[at][..indent];
    let blank = " ".repeat(indent);
    let mut made: Vec<String> = lines[..at].iter().map(ToString::to_string).collect();
    for (number, line) in new.lines().enumerate() {
        let line = line.strip_prefix("- ").filter(|_| hyphen.contains('-')).unwrap_or(line);
        made.push(format!("{}{line}", if number == 0 { hyphen } else { blank.as_str() }));
    }
    made.extend(lines[end..].iter().map(ToString::to_string));
    made.retain(|line| !out.contains(&name(line).as_str()));
    // What a key of another tool stood beside is written once.
    let again = |(number, line): (usize, &String)| {
        !out.is_empty() && made[..number].iter().any(|other| other == line)
            || (!out.is_empty() && number != at && name(line) == key)
    };
    let kept: Vec<&str> = made
        .iter()
        .enumerate()
        .filter(|(number, line)| !again((*number, line)))
        .map(|(_, line)| line.as_str())
        .collect();
    kept.join("\n") + "\n"
}

pub(super) fn check<T: Record>(rest: &str, cases: &[&str]) {
    let mut wrong = String::new();
    for case in cases {
        let text = format!("{rest}{case}\n");
        let first = found::<T>(&text);
        assert!(!first.is_empty(), "{text}");
        let mut now = text.clone();
        // A text with several mistakes is mended from its end, so that places stay.
        let mut all: Vec<&Diagnostic> = first.iter().collect();
        all.sort_by_key(|finding| std::cmp::Reverse(finding.location.span));
        for finding in all {
            now = paste(&now, finding);
        }
        let left = found::<T>(&now);
        if !left.is_empty() {
            let said = |list: &[Diagnostic]| {
                list.iter().map(|one| format!("{}: {:?}\n", one.message, one.help)).collect::<String>()
            };
            wrong.push_str(&format!("{text}---\n{}---\n{now}---\n{}\n", said(&first), said(&left)));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn what_the_help_proposes_is_accepted() {
    check::<Event>(
        "title: T\n",
        &[
            "order: '3'",
            "order: 3rd",
            "order: 1,000",
            "draft: yes",
            "draft: 'no'",
            "place: [Rome, Paris]",
            "place: {city: Rome}",
            "place:\n  city: Rome",
            "place: Rome: the city",
            "place: \"A \\d path\"",
            "place: \"Rome",
            "place: @Rome",
            "place: a #b",
            "place: a \u{202B}b",
            "tags:\n  - \u{2067}a \u{202E}b",
            "corrections:\n  - date: 2022-03-15\n    text: \u{2068}a",
            "place: #b",
            "summary: 'It's so'",
            "tags: china, russia",
            "tags:\n  china:\n  russia:",
            "tags:\n  - a #b",
            "tags:\n  - #MeToo\n  - b",
            "authors:\n  - Ann\n  # - Old\n  - #Bo",
            "extra:\n  k:\n    - #a\n    - b #c",
            "extra: #a",
            "media: #later",
            "order: 3 #later",
            "order: #3",
            "draft: #true",
            "importance: major #really",
            "date: 2022-03-14 #about",
            "published: #2022-03-14",
            "published: 2022-03-14 #about",
            "sources:\n  - https://example.org/a #part",
            "sources:\n  - report #p",
            "related: #a-b",
            "slug: a-b #c",
            "aliases: [/a/ #b, /c/]",
            "statements: [{claim: c, by: Unit #1, stance: denies}]",
            "media:\n  - {src: a.jpg, # a note\n     alt: Number #1}",
            "extra: {a: b #c}",
            "description: a #b",
            "tags: [a, [b]]",
            "tags: [a #1, b]",
            "tags:\n  - a\n  - b: c",
            "aliases: /2022/a/",
            "authors: Ann Smith, Bo Ek",
            "sources: report",
            "sources:\n  - 2022",
            "sources:\n  title: A\n  url: https://example.org/",
            "sources:\n  - title: [A, B]\n    outlet: Reuters",
            "importance: majr",
            "importance: [major]",
            "media: photo.jpg",
            "media:\n  src: photo.jpg\n  alt: A photo",
            "media: [photo.jpg]",
            "corrections:\n  date: 2022-03-15\n  text: The day",
            "statements:\n  - claim: c\n    by: A: b\n    stance: denies",
            "darft: true",
            "related: a-b",
            "reading_time: 4 minutes",
            "mood:\n  - calm\n  - cold",
            "mood: {a: b}",
            // Other tools' words.
            "permalink: /2022/a/",
            "url: https://example.org/2022/a/",
            "redirect_from:\n  - /2022/a/\n  - /2021/a/",
            "category: china",
            "categories: [china, russia]",
            "keywords: china, russia",
            "tags: [china]\ncategories: [russia]",
            "image: a.jpg",
            "cover: /a.jpg",
            "thumbnail: a b.jpg",
            "end_date: 2022-03-16",
            "date: 2022-03-13\nend: 2022-03-16",
            "display_date: mid-March",
            "location: Rome",
            "venue: Rome: the city",
            "people: a-b",
            "persons: [a-b]",
            "published: false",
            "published: true",
            "author: Ann Smith",
            "lang: it",
            "id: x",
            "layout: post",
            "type: event",
            "categories: [china]\nkeywords: [russia]\ncategory: italy",
            "tags: [rome]\ncategory: china\ncategories: [russia, italy]",
            "permalink: /a/\nredirect_from: [/b/, /c/]",
            "people: [a]\npersons: b",
            "photo: a.jpg",
            "byline: Ann Smith",
            "text: What happened",
            "weight: 3",
            "weight: '3'",
            "description: >-\n  Two\n  lines",
            "lastmod: 2022-03-14",
        ],
    );
    // Signs that are not seen, or that look like others.
    check::<Event>(
        "title: T\n",
        &[
            "pla\u{200B}ce: Rome",
            "\u{FEFF}place: Rome",
            "place\u{A0}: Rome",
            "plаce: Rome",
            "pläce: Rome",
            "draft: true\u{200B}",
            "draft: “true”",
            "order: ３",
            "order: «٣»",
            "importance: “major”",
            "importance: ma\u{200E}jor",
            "language: “uk”",
            "slug: a\u{200B}b",
            "aliases: [“/a/”]",
            "aliases:\n  - “/a/”",
            "tags: [a\u{200B}]",
            "sources: [“https://example.org/”]",
            "sources:\n  - https：//example.org/",
            "sources:\n  - url: “https://example.org/”",
            "media:\n  - src: a.jpg\n    licence_url: https://example.org/\u{200B}",
        ],
    );
    check::<Actor>("name: A\n", &["same_as:\n  - ‘https://example.org/’", "same_as: “https://example.org/”"]);
    check::<Config>(
        "title: T\n",
        &["report_error: “a@example.org”", "timezone: “Europe/Kyiv”", "theme:\n  colours:\n    accent: “#1f5aa6”"],
    );
    check::<Event>(
        "title: T\n",
        &[
            "date_note: about *noon*",
            "place: Rome&#58; the *city*",
            "summary: 'It''s &lt;b&gt;so&lt;/b&gt;'",
            "summary: <br>",
            "summary: >-\n  They <b>talked</b>\n  for hours",
            "summary: |\n  They &amp; we\n  talked\ndraft: true",
            "summary: They &amp;\n  we talked\ndraft: true",
            "tags: [R&amp;D, \"**a**, b\", c]",
            "tags:\n  - R&amp;D\n  - \"__a__: b\"",
            "authors: [Ann &#x53;mith]",
            "statements:\n  - claim: c\n    by: two **officials**\n    stance: denies\n    quote: a &mdash; b\n    note: <i>a</i>",
            "media:\n  - src: a.jpg\n    alt: A *photo*\n    caption: \"[A](https://example.org/)\"\n    credit: Ann &copy; 2022\n    licence: CC&nbsp;BY",
            "corrections:\n  - date: 2022-03-15\n    text: It said _five_\n    was: It was &frac12;",
            "updates:\n  - date: 2022-03-15\n    text: Said `so`",
            "sources:\n  - title: The *Titanic* sinks\n    author: A &#38; B\n    publisher: The&nbsp;Paper",
        ],
    );
    check::<Event>(
        "",
        &[
            "title: A&#58; B",
            "title: A&#x3a; B",
            "title: Said A&colon;",
            "title: A &num;1",
            "title: A &amp;amp; B",
            "title: A &quot;b&quot;&NewLine;c",
            "title: \"&quot;A&quot; said\"",
            "title: '&#116;rue'",
            "title: \"[A](b.md): c\"",
        ],
    );
    check::<Event>("", &["headline: Talks", "name: 'Talks: more'", "titel: T", "date: 2022"]);
    check::<Source>(
        "url: https://example.org/\n",
        &[
            "outlet: Reuters",
            "newspaper: The Times",
            "archive_url: https://example.org/a",
            "authors: [A, B]",
            "id: x",
            "titel: x",
        ],
    );
    check::<Source>("title: T\n", &["link: https://example.org/", "published: 2022"]);
    check::<Actor>(
        "name: A\n",
        &["type: organization", "url: https://example.org/", "position: B", "same_as: https://example.org/"],
    );
    check::<Actor>("name: A\n", &["role: the *first*", "side: A &amp; B", "aliases: [\"&Auml;\", B]"]);
    check::<Actor>("", &["name: Rome &#8212; city"]);
    check::<Claim>(
        "text: T\n",
        &["assessment:\n  - status: false\n    date: 2022-03-14", "actors: a-b", "concerns: a-b"],
    );
    check::<Claim>(
        "",
        &["text: It _is_ so", "text: A&colon; b\nassessment:\n  status: 'false'\n  date: 2022\n  basis: <i>a</i>"],
    );
    check::<Index>("title: T\n", &["in_short:\n  - A &amp; B\n  - \"**c**\"", "why: It *is*", "known: [a &lt; b]"]);
    check::<Index>(
        "title: T\n",
        &[
            "in_short: One, and two",
            "author: A",
            "published: false",
            "date: 2022-03-14",
            "status: settld",
            "image: a.jpg",
            "lang: uk",
        ],
    );
    check::<Page>("title: T\n", &["layout: page", "permalink: /x/", "lastmod: 2022-03-14"]);
    check::<Tag>("", &["title: U", "description: What", "summary: [a, b]"]);
    check::<Tag>("", &["name: C&#35;", "summary: A <em>b</em>"]);
    check::<Term>("", &["definition: U", "text: A &mdash; b"]);
    check::<Term>("text: T\n", &["term: U", "name: [a]"]);
    check::<Config>(
        "title: T\n",
        &[
            "page_size: '10'",
            "paginate: 10",
            "publisher: The Paper",
            "baseURL: https://example.org/",
            "search: no",
            "order: newset",
            "theme:\n  accent: \"#1f5aa6\"",
            "theme:\n  colour: \"#1f5aa6\"",
            "theme:\n  font: Georgia",
            "theme:\n  footer: See [us](https://example.org/)",
            "publisher:\n  name: A &amp; B",
            "words:\n  sources: \"**Sources**\"\n  tags: A&#58; b",
        ],
    );
}

/// Each number, yes or no, word and list in another dress: what is proposed is what was written, or nothing is.
#[test]
fn no_help_puts_another_value_in_the_place_of_what_was_written() {
    fn help<T: Record>(text: &str) -> String {
        found::<T>(text).pop().and_then(|one| one.help).unwrap_or_else(|| panic!("{text}"))
    }
    let number = |name: &str| format!("write a number in digits after `{name}: `");
    for (written, meant) in [
        ("'3'", Some("3")),
        ("\"-12\"", Some("-12")),
        ("3.0", Some("3")),
        ("[3]", Some("3")),
        ("['3']", Some("3")),
        ("3rd", Some("3")),
        ("1,000", Some("1000")),
        ("25 words", Some("25")),
        ("３", Some("3")),
        ("3.5", None),
        ("1e2", None),
        ("3-4", None),
        ("10 of 20", None),
        ("three", None),
        ("[3, 4]", None),
    ] {
        let expected = |name: &str| meant.map_or_else(|| number(name), |meant| format!("write `{name}: {meant}`"));
        assert_eq!(help::<Event>(&format!("title: T\norder: {written}\n")), expected("order"), "{written}");
        for name in ["page_size", "quote_words"] {
            assert_eq!(help::<Config>(&format!("title: T\n{name}: {written}\n")), expected(name), "{written}");
        }
    }
    for (written, meant) in [
        ("yes", "true"),
        ("'yes'", "true"),
        ("\"true\"", "true"),
        ("On", "true"),
        ("1", "true"),
        ("NO", "false"),
        ("'off'", "false"),
        ("[no]", "false"),
    ] {
        for (name, help) in [
            ("draft", help::<Event>(&format!("title: T\ndraft: {written}\n"))),
            ("search", help::<Config>(&format!("title: T\nsearch: {written}\n"))),
        ] {
            assert_eq!(help, format!("write `{name}: {meant}`"), "{written}");
        }
    }
    for (text, expected) in [
        ("place: [Rome, Paris]", "write `place: Rome, Paris`"),
        ("place:\n  - Rome\n  - Paris", "write `place: Rome, Paris`"),
        ("date: [2022-03-14, 2022-03-16]", "write `date: 2022-03-14/2022-03-16`"),
        ("date: [2022, 2023, 2024]", "write a date after `date: `"),
        ("date: {year: 2022}", "write a date after `date: `"),
        ("published: [2022-03-14, 2022-03-16]", "write a day, or a day with a time after `published: `"),
        ("slug: [a, b]", "write letters, digits and hyphens after `slug: `"),
        ("importance: [major, minor]", "write `major`, `normal` or `minor` after `importance: `"),
        ("place: \"A \\d path\"", "write `place: \"A \\\\d path\"`"),
    ] {
        assert_eq!(help::<Event>(&format!("title: T\n{text}\n")), expected, "{text}");
    }
}
