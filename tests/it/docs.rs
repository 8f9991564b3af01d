//! The docs against the code: every sample is built, and every name is there.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use annals::check::Rules;
use annals::compile::{Options, compile};
use annals::date;
use annals::diagnostic::Code;
use annals::i18n::Locale;
use annals::model::{Now, Selection};
use annals::site::Entry;
use annals::tree::Tree;
use chrono_tz::Tz;
use tempfile::TempDir;

use crate::support::{repository, run, text_file};

fn doc(name: &str) -> String {
    fs::read_to_string(repository().join("docs").join(name)).unwrap()
}

/// The samples of a page that say which file they are: `<!-- file: PATH -->` before the fence.
fn samples(page: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for part in page.split("<!-- file: ").skip(1) {
        let (path, rest) = part.split_once(" -->").expect("the comment ends");
        let rest = rest.trim_start();
        let (_, rest) = rest.split_once('\n').expect("a fence follows");
        let (text, _) = rest.split_once("\n```").expect("the fence is closed");
        found.push((path.to_owned(), format!("{text}\n")));
    }
    found
}

#[test]
fn every_sample_is_built() {
    for (name, count) in [("editors.md", 2), ("themes.md", 2), ("format.md", 3), ("claims.md", 4)] {
        let samples = samples(&doc(name));
        assert_eq!((samples.len(), doc(name).matches("\n```").count()), (count, 2 * count), "{name}");
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("annals.yaml"), "title: Samples\n").unwrap();
        for (path, text) in &samples {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let built = run(folder.path(), &["build", "--strict"], &[]).exits(0);
        assert!(!built.err.contains("error[") && !built.err.contains("warning["), "{name}: {built:?}");
    }
}

/// The blocks of a page that are indented by four columns, without the indentation.
fn indented(page: &str) -> Vec<String> {
    let mut blocks: Vec<String> = Vec::new();
    let mut open = false;
    for line in page.lines() {
        match line.strip_prefix("    ") {
            Some(line) if open => {
                let block = blocks.last_mut().unwrap();
                block.push_str(line);
                block.push('\n');
            }
            Some(line) => {
                open = true;
                blocks.push(format!("{line}\n"));
            }
            // An empty line may stand inside a block.
            None if line.is_empty() && open => blocks.last_mut().unwrap().push('\n'),
            None => open = false,
        }
    }
    blocks
}

#[test]
fn every_command_is_one() {
    let readme = fs::read_to_string(repository().join("README.md")).unwrap();
    let made = fs::read_to_string(repository().join("src/cli/init/README.md")).unwrap();
    let folder = TempDir::new().unwrap();
    let mut count = 0;
    for block in [readme, made, doc("publishers.md")].iter().flat_map(|page| indented(page)) {
        for line in
            block.lines().filter_map(|line| line.split(" #").next()?.trim().strip_prefix("annals ").map(str::to_owned))
        {
            let mut words: Vec<&str> = line.split_whitespace().collect();
            // Help is printed only once the rest is understood.
            words.push("--help");
            run(folder.path(), &words, &[]).exits(0);
            count += 1;
        }
    }
    assert!(count >= 9, "{count}");
}

#[test]
fn the_readme_shows_what_the_program_says() {
    let readme = fs::read_to_string(repository().join("README.md")).unwrap();
    let blocks = indented(&readme);
    let event = blocks.iter().find(|block| block.starts_with("---\n")).unwrap();
    let answer = blocks.iter().find(|block| block.contains("error[bad-date]")).unwrap();
    let folder = TempDir::new().unwrap();
    let events = folder.path().join("content/events");
    fs::create_dir_all(&events).unwrap();
    fs::write(folder.path().join("annals.yaml"), "title: Test\n").unwrap();
    let file = events.join("2022-02-04-visit.md");
    fs::write(&file, event).unwrap();
    run(folder.path(), &["check", "--strict"], &[]).exits(0);
    fs::write(&file, event.replace("2022-02-04", "2022-02-31")).unwrap();
    run(folder.path(), &["check"], &[]).exits(1).says(answer.trim_end());
}

/// The first column of a page's tables: the names in backticks.
fn first_column(page: &str) -> BTreeSet<String> {
    let rows = page.lines().filter(|line| line.starts_with("| `"));
    rows.flat_map(|row| backticked(row.split('|').nth(1).unwrap())).collect()
}

fn backticked(text: &str) -> Vec<String> {
    text.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The tables of keys are those of the declarations. Written by `ANNALS_BLESS=1 cargo test`.
#[test]
fn the_format_has_every_key() {
    let page = doc("format.md");
    let mut tables = annals::document::tables();
    let (mut made, mut lines) = (String::new(), page.lines().peekable());
    while let Some(line) = lines.next() {
        let _ = writeln!(made, "{line}");
        let Some(what) = line.strip_prefix("<!-- keys: ").and_then(|rest| rest.strip_suffix(" -->")) else { continue };
        made.push_str(&tables.remove(what).unwrap_or_else(|| panic!("format.md: there is no record {what}")));
        while lines.next_if(|line| line.starts_with('|')).is_some() {}
    }
    assert!(tables.is_empty(), "format.md lacks `<!-- keys: WHAT -->` for {:?}", tables.keys());
    if std::env::var_os("ANNALS_BLESS").is_some() {
        fs::write(repository().join("docs/format.md"), &made).unwrap();
    }
    assert!(
        doc("format.md") == made,
        "docs/format.md is stale: ANNALS_BLESS=1 cargo test --test it docs writes it anew"
    );
}

/// The rows of a table by the words above it: what stands in each column.
fn rows(text: &str) -> impl Iterator<Item = Vec<&str>> {
    let table = text.lines().skip_while(|line| !line.starts_with('|')).take_while(|line| line.starts_with('|'));
    table.skip(2).map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
}

#[test]
fn dates_are_shown_as_the_page_about_them_says() {
    let page = doc("dates.md");
    let (locale, utc) = (Locale::new("en", Some(Tz::UTC), &BTreeMap::new()), Some(Tz::UTC));
    let mut count = 0;
    for row in rows(&page) {
        let written = backticked(row[0]);
        let mut shown = row[1].split("; ").cycle();
        assert!(!written.is_empty(), "{row:?}");
        for text in written {
            let date = date::parse(&text, utc).unwrap_or_else(|mistake| panic!("{text}: {mistake:?}"));
            assert_eq!(locale.date(&date).text(), shown.next().unwrap(), "{text}");
            count += 1;
        }
    }
    assert!(count > 20);
    let (_, mistakes) = page.split_once("## What is not read").unwrap();
    for row in rows(mistakes) {
        let written = &backticked(row[0])[0];
        let mistake = date::parse(written, utc).unwrap_err();
        let answer = format!("{} {}", mistake.message, mistake.help.unwrap_or_default());
        assert!(answer.contains(row[1]), "{written}: {answer}");
    }
}

#[test]
fn the_theme_is_described_as_it_is() {
    let page = doc("themes.md");
    let named: BTreeSet<String> = backticked(&page.replace("```", "")).into_iter().collect();
    for entry in fs::read_dir(repository().join("templates")).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        assert!(named.contains(&name), "themes.md lacks the template `{name}`");
        let text = fs::read_to_string(entry.path()).unwrap();
        for (tag, end) in [("{% block ", " %}"), ("{% component ", "(")] {
            for part in text.split(tag).skip(1) {
                let name = part.split(end).next().unwrap().trim();
                assert!(named.contains(name), "themes.md lacks `{name}`");
            }
        }
    }
    // The values that the pages of the example really get, as it is and where it is larger than a page.
    let tree = annals::fs::read_site(repository()).unwrap();
    let event = |day: usize| {
        text_file(&format!("content/events/e{day}.md"), &format!("---\ntitle: T\ndate: 2022-03-0{day}\n---\n"))
    };
    let large = (1..=3).map(event).chain([text_file("annals.yaml", "title: T\npage_size: 1\n")]);
    let large = Tree::new(large).over(annals::fs::theme());
    let selection = || Selection { drafts: false, now: Now { seconds: 0, origin: "--now" }, as_of: None };
    let options = || Options { base_url: None, selection: selection(), rules: Rules::Build };
    let sites = [tree, large].map(|tree| compile(&tree, &options()).0);
    let mut given = BTreeSet::from(["site", "words", "to"].map(str::to_owned));
    for (_, entry) in sites.iter().flat_map(|renderer| renderer.site().entries()) {
        let Entry::Page(page) = entry else { continue };
        given.extend(page.partials.iter().map(|(name, _)| (*name).to_owned()));
        for (name, value) in page.values.make() {
            given.insert(name.to_owned());
            let row = doc_row(&self::doc("themes.md"), name);
            for key in value.as_map().into_iter().flat_map(tera::Map::keys) {
                let key = key.to_string();
                assert!(row.contains(&key), "themes.md lacks `{name}.{key}`");
            }
        }
    }
    let (_, values) = page.split_once("## Values").unwrap();
    assert_eq!(first_column(values), given);
}

/// The row of a table that begins with a name, in words.
fn doc_row(page: &str, name: &str) -> BTreeSet<String> {
    let (_, values) = page.split_once("## Values").unwrap();
    let row = values.lines().find(|line| backticked(line.split('|').nth(1).unwrap_or("")).iter().any(|it| it == name));
    let words = row.unwrap_or_else(|| panic!("themes.md lacks `{name}`"));
    words.split(|c: char| !c.is_alphanumeric() && c != '_').map(str::to_owned).collect()
}

/// Every code with the answer that its case has. Written by `ANNALS_BLESS=1 cargo test`.
#[test]
fn every_mistake_is_listed_with_its_answer() {
    let mut page = String::from(
        "# Mistakes, and what Annals answers\n\nEach has a permanent name, in brackets after its level. Hints and warnings can be set to another level under `checks` in\n`annals.yaml`; what is an error stays one.\n",
    );
    for code in Code::ALL {
        let _ = write!(
            page,
            "\n## {}\n\n{} ({})\n",
            code.name(),
            code.about(),
            code.level().map_or("off unless asked for".to_owned(), |level| level.to_string())
        );
        let case = repository().join(format!("tests/cases/{}/bad/expected.txt", code.name()));
        let Ok(text) = fs::read_to_string(&case) else { continue };
        let mark = format!("[{}]", code.name());
        let lines: Vec<&str> = text.lines().collect();
        let Some(start) = lines.iter().position(|line| line.contains(&mark)) else { continue };
        let headline = |line: &str| {
            ["error[", "warning[", "hint["].iter().any(|level| line.contains(level)) || line.starts_with("== ")
        };
        let length = lines[start + 1..].iter().position(|line| headline(line)).unwrap_or(lines.len() - start - 1) + 1;
        let _ = write!(page, "\n~~~text\n{}\n~~~\n", lines[start..start + length].join("\n"));
    }
    let path = repository().join("docs/mistakes.md");
    if std::env::var_os("ANNALS_BLESS").is_some() {
        fs::write(&path, &page).unwrap();
    }
    let written = fs::read_to_string(Path::new(&path)).unwrap_or_default();
    assert!(written == page, "docs/mistakes.md is stale: ANNALS_BLESS=1 cargo test --test it docs writes it anew");
}

/// The paths that a page names in backticks; of `tests/cases/NAME/site` what stands before the name that the reader gives.
fn paths(page: &str) -> BTreeSet<String> {
    let words = backticked(page).into_iter().flat_map(|text| {
        let is_code = text.contains(['{', '(', '=', '>']);
        let words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
        if is_code { Vec::new() } else { words }
    });
    let is_free = |part: &str| {
        let stem = part.split('.').next().unwrap_or("");
        let is_name = !stem.is_empty() && stem.chars().all(|c| c.is_ascii_uppercase() || c == '_');
        part.contains('*') || is_name && !part.ends_with(".md")
    };
    let named = words
        .filter(|word| word.contains('/') || [".rs", ".toml", ".md", ".yaml"].iter().any(|end| word.ends_with(end)));
    let known = named.map(|path| path.split('/').take_while(|part| !is_free(part)).collect::<Vec<_>>().join("/"));
    known.filter(|path| !path.is_empty()).collect()
}

#[test]
fn every_path_that_a_contributor_is_sent_to_is_there() {
    let pages = ["CONTRIBUTING.md", "docs/architecture.md"];
    let mut count = 0;
    let mut wrong = Vec::new();
    for name in pages {
        let page = fs::read_to_string(repository().join(name)).unwrap();
        // A block in a fence has no backticks of its own, and would shift all that follow.
        let page: String = page.split("```").step_by(2).collect();
        for path in paths(&page) {
            count += 1;
            // `site/` stands in every case.
            let place = if path == "site" || path == "site/" { "tests/cases/unknown-key/bad/site" } else { &path };
            if !repository().join(place).exists() {
                wrong.push(format!("{name}: there is no `{path}`"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count > 60, "{count}");
}

#[test]
fn paths_are_found_in_what_a_page_says() {
    let page = "`src/a.rs`, `tests/cases/NAME/site/`, `src/NAME.rs` `bash scripts/test`, `x = a/b`, `and/or(c)`, `CHANGELOG.md`, `Cargo.toml`, `NAME.rs`, `Site`,\n`src/`";
    let found: Vec<String> = paths(page).into_iter().collect();
    assert_eq!(found, ["CHANGELOG.md", "Cargo.toml", "scripts/test", "src", "src/", "src/a.rs", "tests/cases"]);
}
