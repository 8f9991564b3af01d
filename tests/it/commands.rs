//! The commands as people and workflows use them: flags, streams, exit codes.

use std::fs;
use std::io::Read;
use std::process::Stdio;

use crate::support::{Made, annals, event, files, run};

fn broken() -> Made {
    let dead = event("title: A\ndate: 2022-02-31", "See [x](x.md).");
    Made::site().with("content/events/a.md", dead)
}

fn warned() -> Made {
    Made::site().with("content/events/a.md", event("title: A\ndate: 2022", "<script>x</script>"))
}

fn timed(front: &str) -> Made {
    Made::site().with("content/events/a.md", event(&format!("title: A\ndate: 2022\n{front}"), "Text."))
}

#[test]
fn exit_codes() {
    for (made, arguments, code) in [
        (Made::site(), &["build"][..], 0),
        (Made::site(), &["check"], 0),
        (Made::site(), &["build", "--strict"], 0),
        (warned(), &["build"], 0),
        (warned(), &["build", "--strict"], 1),
        (warned(), &["check", "--strict"], 1),
        (broken(), &["build"], 1),
        (broken(), &["check"], 1),
        (Made::empty(), &["build"], 2),
        (Made::empty(), &["check"], 2),
        (Made::site(), &["biuld"], 2),
        (Made::site(), &["build", "--no-such-flag"], 2),
        (Made::site(), &["build", "--format", "xml"], 2),
        (Made::site(), &["build", "--now", "31 February"], 2),
        (Made::site(), &["build", "--base-url", "example.org"], 2),
        (Made::site(), &["build", "-q", "-v"], 2),
        (Made::site(), &["build", "--root", "nowhere"], 2),
        (Made::site(), &["init"], 2),
        (Made::site(), &["--help"], 0),
        (Made::site(), &["--version"], 0),
    ] {
        let ran = made.run(arguments);
        assert_eq!(ran.code, Some(code), "{arguments:?}: {ran:#?}");
    }
}

#[test]
fn a_strict_build_with_a_warning_says_so_and_writes_nothing() {
    let made = warned();
    let ran = made.run(&["build", "--strict"]).exits(1).says("warning[raw-html]");
    let ran = ran.says("Nothing is written: 1 warning, and --strict is set.\n");
    assert!(!ran.err.contains("as it was") && !made.path("public").exists(), "{ran:?}");
    made.run(&["build"]).exits(0);
    let before = made.files();
    made.run(&["build", "--strict"]).exits(1).says("and --strict is set. public/ is as it was.\n");
    assert_eq!(made.files(), before);
    let check = made.run(&["check"]).exits(0).says("warning[raw-html]");
    assert_eq!(check.out, "");
}

#[test]
fn text_goes_to_standard_error_and_the_rest_to_standard_output() {
    let made = broken();
    for arguments in [&["check"][..], &["check", "--format", "text"], &["check", "--format", "short"]] {
        let ran = made.run(arguments).exits(1).says("content/events/a.md:3:7: error[bad-date]: ");
        assert_eq!(ran.out, "");
        assert!(!ran.err.contains('\u{1b}'), "a pipe has no colours: {ran:?}");
    }
    let short = made.run(&["check", "--format", "short"]).exits(1);
    assert_eq!(short.err.lines().count(), 2, "a line a finding, and the last: {short:?}");
    let json = made.run(&["check", "--format", "json"]).exits(1);
    for line in json.out.lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(line["path"], "content/events/a.md");
        assert_eq!((&line["line"], &line["column"], &line["code"]), (&3.into(), &7.into(), &"bad-date".into()));
        assert!(line["help"].as_str().unwrap().contains("2022-02-28"));
    }
    assert_eq!(json.out.lines().count(), 1);
    assert!(!json.err.contains("bad-date"));
    let github = made.run(&["check", "--format", "github"]).exits(1);
    let annotation = "::error file=content/events/a.md,line=3,col=7,title=bad-date::";
    assert!(github.out.starts_with(annotation), "{github:?}");
    let actions = run(made.root(), &["check"], &[("GITHUB_ACTIONS", "true")]).exits(1);
    assert_eq!(actions.out, github.out);
    let asked = run(made.root(), &["check", "--format", "text"], &[("GITHUB_ACTIONS", "true")]).exits(1);
    assert_eq!(asked.out, "");
}

#[test]
fn no_colours_where_nobody_looks() {
    for environment in
        [&[("NO_COLOR", "1")][..], &[("TERM", "xterm-256color")], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]]
    {
        for made in [broken(), warned(), Made::site()] {
            let ran = run(made.root(), &["build"], environment);
            assert!(!ran.err.contains('\u{1b}') && !ran.out.contains('\u{1b}'), "{environment:?}: {ran:?}");
        }
    }
}

#[test]
fn quiet_says_errors_alone() {
    let ran = Made::site().with_event("a").run(&["build", "-q"]).exits(0);
    assert_eq!((ran.out.as_str(), ran.err.as_str()), ("", ""));
    let ran = warned().run(&["check", "-q"]).exits(0);
    assert_eq!(ran.err, "");
    warned().run(&["check", "-q", "--strict"]).exits(1).says("raw-html");
    let ran = broken().run(&["build", "-q"]).exits(1).says("bad-date");
    assert!(!ran.err.contains("Nothing is written"));
}

#[test]
fn paths_are_as_seen_from_here() {
    let made = broken();
    let at = |folder: &str, arguments: &[&str]| run(&made.path(folder), arguments, &[]).exits(1).err;
    assert!(at("", &["check"]).starts_with("content/events/a.md:3:7: "));
    assert!(at("content/events", &["check"]).starts_with("a.md:3:7: "));
    assert!(at("content", &["check"]).starts_with("events/a.md:3:7: "));
    assert!(at("", &["check", "-r", "."]).starts_with("content/events/a.md:3:7: "));
    fs::create_dir_all(made.path("other")).unwrap();
    let other = at("other", &["check", "--root", ".."]);
    assert!(other.starts_with("../content/events/a.md:3:7: "), "{other}");
    let outside = Made::empty();
    let root = made.root().to_str().unwrap();
    let ran = run(outside.root(), &["check", "-r", root], &[]).exits(1);
    let path = ran.err.split(":3:7").next().unwrap();
    assert!(outside.path(path).is_file(), "{path} can be opened from where the command was run");
}

#[test]
fn the_site_is_found_in_a_parent() {
    let made = Made::site().with_event("a");
    run(&made.path("content/events"), &["build"], &[]).exits(0);
    assert!(made.path("public/index.html").is_file());
    let yml = Made::empty().with("annals.yml", "title: Test\n").with_event("a");
    run(&yml.path("content"), &["build"], &[]).exits(0);
    assert!(yml.path("public/index.html").is_file());
}

#[test]
fn both_configurations_are_an_error() {
    Made::site().with("annals.yml", "title: Two\n").run(&["build"]).exits(1).says("error[two-configurations]");
}

#[test]
fn without_a_site_the_way_out_is_named() {
    Made::empty().run(&["build"]).exits(2).says("annals init");
    let made = Made::empty();
    made.run(&["build", "-r", "."]).exits(2).says("annals init");
}

#[test]
fn a_configuration_by_another_name_is_to_be_renamed() {
    for name in ["annals.yaml.txt", "Annals.yaml", "annals.json"] {
        let made = Made::empty().with(name, "title: Test\n");
        made.run(&["check"]).exits(2).says(&format!("rename `{name}` to `annals.yaml`"));
        made.run(&["check", "--root", "."]).exits(2).says(&format!("rename `{name}` to `annals.yaml`"));
    }
}

#[test]
fn the_output_folder() {
    for flag in ["-o", "--output-dir", "--out"] {
        let made = Made::site().with_event("a");
        let ran = made.run(&["build", flag, "some/site"]).exits(0).says("some/site/");
        assert_eq!(ran.out, "");
        assert!(made.path("some/site/events/a/index.html").is_file());
        assert!(!made.path("public").exists());
        let beside = fs::read_dir(made.path("some")).unwrap().count();
        assert_eq!(beside, 1, "nothing is left beside the output");
    }
    let help = Made::site().run(&["build", "--help"]).exits(0).out;
    assert!(help.contains("--output-dir") && !help.contains("--out "), "{help}");
}

#[test]
fn the_output_is_replaced_as_a_whole() {
    let made = Made::site().with_event("a").with_event("b");
    made.run(&["build"]).exits(0);
    fs::remove_file(made.path("content/events/b.md")).unwrap();
    made.run(&["build"]).exits(0);
    assert!(!made.path("public/events/b").exists());
    assert!(made.path("public/events/a").is_dir());
}

#[test]
fn folders_that_no_build_may_replace() {
    let made = Made::site()
        .with_event("a")
        .with("a-file", "x")
        .with("foreign/notes.txt", "x")
        .with("templates/x.html", "")
        .with("static/x.txt", "");
    let before = made.files();
    for (output, words) in [
        ("a-file", "a file"),
        ("foreign", "notes.txt"),
        (".", "own files"),
        ("content", "content/"),
        ("content/new", "content/"),
        ("templates", "templates/"),
        ("static/site", "static/"),
        ("..", "own files"),
        ("/", "root"),
        ("a-file/below", "a-file"),
    ] {
        let ran = made.run(&["build", "-o", output]).exits(2).says(words);
        assert_eq!(ran.out, "");
        assert_eq!(made.files(), before, "nothing is touched for {output}");
    }
    let home = Made::empty();
    let name = home.root().to_str().unwrap();
    run(made.root(), &["build", "-o", name], &[("HOME", name)]).exits(2).says("home");
    made.run(&["build"]).exits(0);
    made.put("public/mine.txt", "x");
    let before = made.files();
    made.run(&["build"]).exits(2).says("mine.txt");
    assert_eq!(made.files(), before);
}

#[test]
fn the_base_url_comes_from_the_flag_then_the_environment_then_the_file() {
    let made = Made::empty().with("annals.yaml", "title: Test\nbase_url: https://file.example\n").with_event("a");
    let page = |arguments: &[&str], environment: &[(&str, &str)]| {
        run(made.root(), arguments, environment).exits(0);
        fs::read_to_string(made.path("public/404.html")).unwrap()
            + &fs::read_to_string(made.path("public/index.html")).unwrap()
    };
    let env = [("ANNALS_BASE_URL", "https://env.example/repo")];
    assert!(page(&["build"], &[]).contains("https://file.example/"));
    assert!(page(&["build"], &env).contains("https://env.example/repo/"));
    assert!(page(&["build", "-u", "https://flag.example/"], &env).contains("https://flag.example/"));
    assert!(page(&["build"], &[("ANNALS_BASE_URL", "")]).contains("https://file.example/"));
    Made::site().run(&["build"]).exits(0).says("base_url");
}

#[test]
fn what_is_held_back_is_said() {
    let made = timed("publish_at: 2022-03-20");
    let before = |arguments: &[&str]| made.run(arguments).exits(0);
    for command in ["build", "check"] {
        let ran = before(&[command, "--now", "2022-03-19T12:00Z"]);
        let ran = ran.says("content/events/a.md: held back until 2022-03-20");
        assert!(ran.err.contains("2022-03-19T12:00:00Z, from --now"), "{ran:?}");
    }
    assert!(!made.path("public/events/a").exists());
    let ran = before(&["build", "--now", "2022-03-20T00:00Z"]);
    assert!(!ran.err.contains("held back"), "{ran:?}");
    assert!(made.path("public/events/a").exists());
    let epoch = run(made.root(), &["check"], &[("SOURCE_DATE_EPOCH", "0")]).exits(0);
    assert!(epoch.err.contains("1970-01-01T00:00:00Z, from SOURCE_DATE_EPOCH"), "{epoch:?}");
    let far = run(made.root(), &["check"], &[("SOURCE_DATE_EPOCH", "9223372036854775807")]).exits(0);
    assert!(far.err.contains("is 9223372036854775807 seconds after 1970, from"), "{far:?}");
    let both = run(made.root(), &["check", "--now", "2022-03-21"], &[("SOURCE_DATE_EPOCH", "0")]).exits(0);
    assert!(both.err.contains("2022-03-21T00:00:00Z, from --now"), "{both:?}");
    before(&["check"]).says("from the clock");
    run(made.root(), &["check"], &[("SOURCE_DATE_EPOCH", "soon")]).exits(2).says("SOURCE_DATE_EPOCH");
    timed("unpublish_at: 2022-03-20")
        .run(&["check", "--now", "2022-03-20"])
        .exits(0)
        .says("withdrawn since 2022-03-20");
    let ran = Made::site().with_event("a").run(&["build"]).exits(0);
    assert!(!ran.err.contains("clock"), "the clock enters only when a file asks for it: {ran:?}");
}

#[test]
fn drafts() {
    let made = timed("draft: true");
    made.run(&["build"]).exits(0).says("content/events/a.md: a draft");
    assert!(!made.path("public/events/a").exists());
    for flag in ["-D", "--drafts"] {
        let ran = made.run(&["build", flag]).exits(0);
        assert!(!ran.err.contains("Held back"), "{ran:?}");
        assert!(made.path("public/events/a/index.html").exists());
    }
}

#[test]
fn as_of_a_day() {
    let made = Made::site().with_event("a");
    made.run(&["build", "--as-of", "2022-03-13"]).exits(0).says("1 event that became known later is left out");
    assert!(!made.path("public/events/a").exists());
    made.run(&["build", "--as-of", "2022-03-14"]).exits(0).says("As of the end of 2022-03-14");
    assert!(made.path("public/events/a/index.html").exists());
    for (day, answer) in
        [("2022-03", "takes a day"), ("2022-02-31", "--as-of: "), ("2022-03-14~", "takes a day"), ("", "--as-of")]
    {
        made.run(&["check", "--as-of", day]).exits(2).says(answer);
    }
}

#[test]
fn check_writes_nothing() {
    for made in [broken(), warned(), Made::site().with_event("a")] {
        let before = made.files();
        made.run(&["check"]);
        assert_eq!(made.files(), before);
    }
}

/// A reader that has gone away is no reason to panic.
#[test]
fn a_closed_pipe_is_no_reason_to_panic() {
    let many = (0..300).fold(Made::site(), |made, number| {
        made.with(&format!("content/events/e{number}.md"), event("title: A\ndate: 2022-02-31", "Text."))
    });
    for format in ["json", "github", "text"] {
        let mut command = annals(many.root());
        command.args(["check", "--format", format]).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        drop(child.stdout.take());
        let mut err = child.stderr.take().unwrap();
        let mut said = String::new();
        if format == "text" {
            drop(err);
        } else {
            err.read_to_string(&mut said).unwrap();
        }
        let status = child.wait().unwrap();
        assert_eq!(status.code(), Some(1), "{format}: {said}");
        assert!(!said.contains("panicked"), "{said}");
    }
    let mut command = annals(many.root());
    let mut child = command.arg("--help").stdout(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn init_makes_a_site_that_builds_at_once() {
    let here = Made::empty();
    let ran = here.run(&["init", "my-timeline"]).exits(0).says("annals build");
    assert_eq!(ran.out, "");
    let site = here.path("my-timeline");
    let made = files(&site);
    for name in ["annals.yaml", ".gitignore", "README.md", "content/index.md", "content/pages/about.md"] {
        assert!(made.contains_key(std::path::Path::new(name)), "{name}");
    }
    assert_eq!(made.keys().filter(|path| path.starts_with("content/events")).count(), 3);
    assert!(!made.keys().any(|path| path.starts_with("templates") || path.starts_with("static")));
    let built = run(&site, &["build", "--strict"], &[]).exits(0);
    assert!(!["error[", "warning[", "hint["].iter().any(|word| built.err.contains(word)), "{built:?}");
    assert!(site.join("public/index.html").is_file());
    assert!(built.err.contains("3 events"), "{built:?}");
    // It has the zone of the machine, and says so.
    let [settings, readme] = ["annals.yaml", "README.md"].map(|name| fs::read_to_string(site.join(name)).unwrap());
    let zone = settings.lines().find_map(|line| line.strip_prefix("timezone: ")).unwrap();
    assert!(annals::date::zone(zone).is_ok(), "{zone}");
    assert!(readme.contains(&format!("It is `{zone}`, the zone of the machine")), "{readme}");
    assert!(!settings.contains('{') && !readme.contains('{'));

    let id = |site: &str| {
        let text = fs::read_to_string(here.path(site).join("annals.yaml")).unwrap();
        text.lines().find_map(|line| line.strip_prefix("site_id: ").map(str::to_owned)).unwrap()
    };
    here.run(&["init", "other"]).exits(0);
    assert_ne!(id("my-timeline"), id("other"));
    assert_eq!(id("other").len(), 36);
}

#[test]
fn init_takes_any_name() {
    let here = Made::empty();
    for name in ["2022", "null", "a: b", "- x", "#1", "Ärger & Co", "!!!", "\"quoted\"", "true", "x {y}", "[a]", "it's"]
    {
        here.run(&["init", "--", name]).exits(0);
        let ran = run(&here.path(name), &["build", "--strict"], &[]).exits(0);
        assert!(!ran.err.contains('['), "{name}: {ran:?}");
    }
    let inside = Made::empty();
    inside.run(&["init", "."]).exits(0);
    inside.run(&["build", "--strict"]).exits(0);
}

#[test]
fn what_the_readme_of_init_calls_samples_can_be_deleted() {
    for gone in [
        &["content/events"][..],
        &["content/events", "content/sources.yaml"],
        &["content/pages"],
        &["content/events", "content/pages"],
        &["content/events", "content/pages", "content/sources.yaml"],
    ] {
        let made = Made::empty();
        made.run(&["init", "."]).exits(0);
        let readme = fs::read_to_string(made.path("README.md")).unwrap();
        for name in gone {
            assert!(readme.contains(&format!("`{name}")), "{name}");
            let path = made.path(name);
            if path.is_dir() {
                fs::remove_dir_all(path).unwrap();
            } else {
                fs::remove_file(path).unwrap();
            }
        }
        let built = made.run(&["build", "--strict"]).exits(0);
        assert!(!["error[", "warning[", "hint["].iter().any(|word| built.err.contains(word)), "{gone:?} {built:?}");
    }
}

#[test]
fn init_leaves_what_a_new_repository_has_alone() {
    for names in [
        &[".git/HEAD", "README.md", "LICENSE", ".gitignore"][..],
        &["readme.md"],
        &["README"],
        &["README.rst", "LICENSE-MIT", "LICENSE-APACHE.txt"],
        &["Licence.md", ".gitattributes"],
        &["COPYING"],
        &[".gitignore"],
        &["CONTRIBUTING.md", "CODE_OF_CONDUCT.md", "UNLICENSE", ".editorconfig"],
    ] {
        let mut made = Made::empty();
        for name in names {
            made = made.with(name, format!("what {name} says\n"));
        }
        let mut ran = made.run(&["init", "."]).exits(0);
        for name in names {
            assert_eq!(fs::read_to_string(made.path(name)).unwrap(), format!("what {name} says\n"));
            if *name != ".git/HEAD" {
                ran = ran.says(&format!("{name} was there and is left as it is."));
            }
        }
        let readme = names.iter().any(|name| name.to_lowercase().starts_with("readme"));
        let written = fs::read_dir(made.root()).unwrap().map(|entry| entry.unwrap().file_name());
        let readmes = written.filter(|name| name.to_str().unwrap().to_lowercase().starts_with("readme")).count();
        assert_eq!(readmes, 1, "{names:?}");
        assert_eq!(ran.err.contains("README.md says how"), !readme, "{ran:?}");
        assert_eq!(ran.err.contains("Add the lines `/public/`"), names.contains(&".gitignore"), "{ran:?}");
        assert!(made.path(".gitignore").is_file());
        made.run(&["build", "--strict"]).exits(0);
    }
    // What systems leave in any folder says nothing.
    Made::empty().with(".DS_Store", "x").run(&["init", "."]).exits(0);
    for name in ["annals.yaml", "README/a.md", "LICENSES/MIT.txt", "content/a.md", "licensed.csv", "readmes.md"] {
        let made = Made::empty().with("README.md", "").with(name, "x");
        let before = made.files();
        made.run(&["init", "."]).exits(2).says("is not empty");
        assert_eq!(made.files(), before, "{name}");
    }
}

#[test]
fn init_refuses_a_folder_that_is_not_empty() {
    let made = Made::empty().with("notes/mine.txt", "x").with("a-file", "x");
    let before = made.files();
    made.run(&["init", "notes"]).exits(2).says("mine.txt");
    made.run(&["init", "a-file"]).exits(2).says("a-file");
    made.run(&["init", "."]).exits(2);
    assert_eq!(made.files(), before);
    let twice = Made::empty();
    twice.run(&["init", "x"]).exits(0);
    let before = twice.files();
    twice.run(&["init", "x"]).exits(2);
    assert_eq!(twice.files(), before);
}
