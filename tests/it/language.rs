//! A site in a language other than English, from end to end.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::support::{self, Made, run};

const EVENT: &str =
    "---\ntitle: Перемовини\ndate: 2022-02-24\ntags: [rome]\n---\nСім годин.[^1]\n\n[^1]: За словами речника.\n";

fn site(folder: &Path, settings: &str) -> String {
    fs::create_dir_all(folder.join("content/events")).unwrap();
    fs::write(folder.join("annals.yaml"), format!("title: Приклад\n{settings}")).unwrap();
    fs::write(folder.join("content/index.md"), "---\ntitle: Приклад\npublished: 2022-02-25\n---\n").unwrap();
    fs::write(folder.join("content/events/talks.md"), EVENT).unwrap();
    run(folder, &["build"], &[]).exits(0);
    ["index.html", "events/talks/index.html", "tags/rome/index.html"]
        .map(|page| fs::read_to_string(folder.join("public").join(page)).unwrap())
        .concat()
}

#[test]
fn pages_speak_the_language_of_the_site_and_its_own_words() {
    let folder = TempDir::new().unwrap();
    let pages = site(folder.path(), "language: uk\nwords:\n  events_one: \"{count} запис\"\n");
    for expected in [
        "<html lang=\"uk\" dir=\"ltr\">",
        "<h2 id=\"timeline\">Хронологія</h2>",
        "<time datetime=\"2022-02-24\">24 лютого 2022 р.</time>",
        ">лютий 2022 р.</h",
        "aria-label=\"Примітки\"",
        "Опубліковано <span data-edtf=\"2022-02-25\"><time datetime=\"2022-02-25\">25 лютого 2022 р.</time></span></p>",
        ">1 запис. ",
    ] {
        assert!(pages.contains(expected), "{expected}");
    }
    let pages = site(folder.path(), "language: ar\n");
    for expected in ["<html lang=\"ar\" dir=\"rtl\">", "24 فبراير 2022", ">حدث واحد. "] {
        assert!(pages.contains(expected), "{expected}");
    }
}

#[test]
fn speakers_stand_in_sentences_as_the_language_writes_them() {
    let site = |settings: &str| {
        let made = Made::empty()
            .with("annals.yaml", format!("title: Test\n{settings}"))
            .with("content/index.md", "---\ntitle: Test\npublished: 2022-03-15\nauthors: [The newsroom staff]\n---\n")
            .with("content/actors/paper.md", "---\nname: The Washington Post\n---\n")
            .with("content/actors/spokesman.md", "---\nname: The spokesman\n---\n")
            .with("content/claims/request.md", "---\ntext: A request\n---\n")
            .with(
                "content/events/2022-03-14-answer.md",
                "---\ntitle: Answer\nstatements:\n  - {claim: request, by: The Biden administration, stance: asserts}\n  \
                 - {claim: request, by: paper, stance: asserts}\n  - {claim: request, by: spokesman, stance: unaware}\n---\n",
            );
        made.run(&["build"]).exits(0);
        fs::read_to_string(made.path("public/index.html")).unwrap()
    };
    let english = site("");
    for expected in [
        "<b>Asserted</b> by <bdi>the Biden administration</bdi>, <bdi>The Washington Post</bdi>, not",
        "; <bdi>the spokesman</bdi> reported having heard nothing of it.",
        "<bdi class=\"who\">The Biden administration</bdi> <em class=\"stance\">asserted</em>: ",
        "By <bdi>the newsroom staff</bdi>.",
    ] {
        assert!(english.contains(expected), "{expected}");
    }
    let ukrainian = site("language: uk\n");
    for expected in [
        "<b>Заявлено</b>, без незалежної перевірки: <bdi>The Biden administration</bdi>, ",
        "за власними словами, без відомостей про це: <bdi>The spokesman</bdi>.",
        "<bdi class=\"who\">The Biden administration</bdi> — <em class=\"stance\">твердження</em>: ",
    ] {
        assert!(ukrainian.contains(expected), "{expected}");
    }
}

/// Pages of a site with one statement: the home page, the event's and the claim's.
fn quoting(language: &str, event: &str, statement: &str) -> [String; 3] {
    let front = format!(
        "title: Talks\ndate: 2022-03-14\n{event}statements:\n  - claim: it\n    by: Somebody\n    stance: asserts\n    quote: \"No\"\n{statement}"
    );
    let made = Made::empty()
        .with("annals.yaml", format!("title: Test\nlanguage: {language}\n"))
        .with("content/claims/it.md", "---\ntext: It is so.\n---\n")
        .with("content/events/talks.md", support::event(&front, "It was \"good\", and 27\" wide."));
    made.run(&["build"]).exits(0);
    ["index.html", "events/talks/index.html", "claims/it/index.html"]
        .map(|page| fs::read_to_string(made.path("public").join(page)).unwrap())
}

#[test]
fn a_quotation_has_the_marks_and_the_direction_of_its_language() {
    let said = |language: &str| format!("    quote_language: {language}\n");
    for (language, event, statement, expected) in [
        ("ar", "", said("en"), " lang=\"en\" dir=\"ltr\">“No”"),
        ("en", "", said("ar"), " lang=\"ar\" dir=\"rtl\">”No“"),
        ("he", "", said("uk"), " lang=\"uk\" dir=\"ltr\">«No»"),
        ("uk", "", said("he"), " lang=\"he\" dir=\"rtl\">”No”"),
        ("ja", "", said("de"), " lang=\"de\" dir=\"ltr\">„No“"),
        ("de", "", said("fr"), " lang=\"fr\" dir=\"ltr\">«\u{202F}No\u{202F}»"),
        ("fr", "", said("es"), " lang=\"es\" dir=\"ltr\">«No»"),
        ("es", "", said("ja"), " lang=\"ja\" dir=\"ltr\">「No」"),
        ("zh", "", said("zh-Hant"), " lang=\"zh-Hant\" dir=\"ltr\">「No」"),
        ("en", "", said("zh"), " lang=\"zh\" dir=\"ltr\">“No”"),
        // The entry's own language, and nothing said of any.
        ("ar", "language: en\n", String::new(), " lang=\"en\" dir=\"ltr\">“No”"),
        ("en", "language: ar\n", said("de"), " lang=\"de\" dir=\"ltr\">„No“"),
        ("ar", "", String::new(), ">”<bdi>No</bdi>“"),
        ("de", "", String::new(), ">„<bdi>No</bdi>“"),
    ] {
        let pages = quoting(language, event, &statement);
        for page in &pages[1..] {
            let expected = format!("<span class=\"quote\"{expected}</span>");
            assert!(page.contains(&expected), "{language}, {event}{statement}: {expected}");
        }
        assert!(!pages.concat().contains("<q"), "marks that the browser adds would be others");
    }
}

#[test]
fn marks_in_a_text_are_read_by_the_language_of_the_entry() {
    const CURLY: &str = "“good”, and 27&quot; wide";
    const STRAIGHT: &str = "&quot;good&quot;, and 27&quot; wide";
    for (language, event, expected, dir) in [
        ("en", "", CURLY, ""),
        ("en-GB", "", CURLY, ""),
        ("ar", "", STRAIGHT, ""),
        ("ar", "language: en\n", CURLY, " dir=\"ltr\""),
        ("en", "language: ar\n", STRAIGHT, " dir=\"rtl\""),
        ("en", "language: de\n", STRAIGHT, " dir=\"ltr\""),
    ] {
        let pages = quoting(language, event, "");
        assert!(pages[..2].iter().all(|page| page.contains(expected)), "{language}, {event}: {expected}");
        for place in ["<div class=\"summary prose\"", "<h4 class=\"headline\"><a href=\"events/talks/\""] {
            assert!(pages[0].contains(&format!("{place}{dir}>")), "{language}, {event}: {place}");
        }
    }
}

#[test]
fn every_language_is_answered() {
    let made = Made::empty()
        .with("content/index.md", "---\ntitle: T\npublished: 2022-03-15\n---\n")
        .with("content/events/a.md", support::event("title: A\ndate: 2022-02-24 05:00 Europe/Lisbon", "Text."))
        .with("content/events/b.md", support::event("title: B\ndate: -0043-03-15/-0043-04", "Text."));
    for (language, sound) in [
        ("pt", true),
        ("pt-BR", true),
        ("PT", true),
        ("it", true),
        ("nl", true),
        ("tr", true),
        ("pl", true),
        ("cs", true),
        ("hu", true),
        ("fi", true),
        ("el", true),
        ("ro", true),
        ("vi", true),
        ("th", true),
        ("ko", true),
        ("ja", true),
        ("zh", true),
        ("zh-Hant", true),
        ("hi", true),
        ("bn", true),
        ("fa", true),
        ("ur", true),
        ("sw", true),
        ("no", true),
        ("tlh", true),
        ("xx", true),
        ("ku", true),
        ("my", true),
        ("ar-EG", true),
        ("th-u-ca-buddhist-nu-thai", true),
        ("i-klingon", true),
        ("x-own", true),
        ("en-", false),
        ("pt_BR", false),
        ("12", false),
        ("\"\\0\"", false),
        ("日本語", false),
        ("-", false),
        ("[pt]", false),
        ("{pt: BR}", false),
        ("en us", false),
        ("abcdefghi", false),
    ] {
        made.put("annals.yaml", format!("title: T\nlanguage: {language}\nchecks: {{english-interface: off}}\n"));
        let outcome = made.outcome();
        assert_eq!(outcome.built, sound, "{language}: {}", outcome.text);
    }
    // A key without a value is as if it were absent.
    for empty in ["", "''", "~"] {
        made.put("annals.yaml", format!("title: T\nlanguage: {empty}\n"));
        assert!(made.outcome().built, "{empty}");
    }
}
