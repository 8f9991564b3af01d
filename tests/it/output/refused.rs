//! Folders that no build may replace.

use annals::check::Rules;
use annals::compile::{Options, compile, rehearse};
use annals::diagnostic::{Code, Diagnostic};
use annals::fs::guard;
use annals::model::{Now, Selection};

use super::*;
use crate::support::{NOW, text_file};

#[test]
fn a_refused_folder_is_left_alone() {
    type Setup = fn(&Path);
    const MARKED: Setup = |place| put(ONE, &place.join("public")).unwrap();
    const NOTHING: Setup = |_| {};
    let cases: &[(&str, Setup, &str)] = &[
        ("/", NOTHING, "the root of the file system"),
        ("home", |place| fs::create_dir(place.join("home")).unwrap(), "your home folder"),
        ("home", NOTHING, "your home folder"),
        ("site", NOTHING, "the site's own files lie in it"),
        ("site/../site/.", NOTHING, "the site's own files lie in it"),
        (".", NOTHING, "lies in it"),
        ("..", NOTHING, "lies in it"),
        ("site/content", NOTHING, "it lies in the site's content/"),
        ("site/content/public", NOTHING, "it lies in the site's content/"),
        ("site/templates", NOTHING, "it lies in the site's templates/"),
        ("site/static/deep/er", NOTHING, "it lies in the site's static/"),
        ("site/.git/public", NOTHING, "it lies in the site's .git/"),
        ("site/.annals", NOTHING, "it lies in the site's .annals/"),
        (
            "other/public",
            |place| symlink("site/content", place.join("other")).unwrap(),
            "it lies in the site's content/",
        ),
        (
            "public",
            |place| {
                put(ONE, &place.join("real")).unwrap();
                symlink("real", place.join("public")).unwrap();
            },
            "it is a symbolic link",
        ),
        (
            "public/",
            |place| {
                put(ONE, &place.join("real")).unwrap();
                symlink("real", place.join("public")).unwrap();
            },
            "it is a symbolic link",
        ),
        ("public", |place| symlink("nowhere", place.join("public")).unwrap(), "it is a symbolic link"),
        ("public", |place| fs::write(place.join("public"), "x").unwrap(), "it is a file, not a folder"),
        ("file/public", |place| fs::write(place.join("file"), "x").unwrap(), "Not a directory"),
        (
            "public",
            |place| {
                fs::create_dir_all(place.join("public/deep")).unwrap();
                fs::write(place.join("public/deep/notes.txt"), "mine").unwrap();
            },
            "it is not empty (deep), and Annals did not write it",
        ),
        (
            "public",
            |place| {
                MARKED(place);
                fs::write(place.join("public/events/notes.txt"), "mine").unwrap();
            },
            "events/notes.txt in it is not from Annals",
        ),
        (
            "public",
            |place| {
                MARKED(place);
                symlink("/", place.join("public/all")).unwrap();
            },
            "all in it is not from Annals",
        ),
        (
            "public",
            |place| {
                MARKED(place);
                fs::rename(place.join("public/.annals-files"), place.join("list")).unwrap();
                symlink("../list", place.join("public/.annals-files")).unwrap();
            },
            "Annals did not write it",
        ),
        (
            "public",
            |place| {
                fs::create_dir(place.join(".public.annals-staging")).unwrap();
                fs::write(place.join(".public.annals-staging/mine"), "mine").unwrap();
            },
            "mine in it is not from Annals",
        ),
        ("public", |place| fs::write(place.join(".public.annals-staging"), "mine").unwrap(), "is in the way"),
    ];
    for (output, setup, why) in cases {
        let place = workplace();
        setup(place.path());
        let before = tree(place.path());
        let ran = run(&place.path().join("site"), &place.path().join(output));
        assert_eq!(ran.status.code(), Some(2), "{output}: {}", said(&ran));
        assert!(said(&ran).contains(why), "{output}: {}", said(&ran));
        assert_same(&tree(place.path()), &before);
    }
}

#[test]
fn the_library_refuses_as_the_command_does() {
    let place = workplace();
    let (root, output) = (place.path().join("site"), place.path().join("public"));
    for folder in [Path::new("/"), place.path(), &root, &root.join("static"), &root.join("content/x")] {
        assert!(guard(folder, &root, None).is_err());
        let error = write(&site(ONE), &root, folder, &|_| {}).unwrap_err();
        assert!(error.is::<Refused>(), "{}: {error:#}", folder.display());
    }
    assert!(guard(&output, &root, Some(&output.join("me"))).is_err());
    fs::create_dir(&output).unwrap();
    fs::write(output.join("mine"), "mine").unwrap();
    assert!(write(&site(ONE), &root, &output, &|_| {}).unwrap_err().is::<Refused>());
    assert_eq!(names(&output), ["mine"]);
    fs::remove_file(output.join("mine")).unwrap();
    write(&site(ONE), &root, &output, &|_| {}).unwrap();
    assert_eq!(files(&output), expected(ONE));
    assert_clean(&output);
}

#[test]
fn without_its_templates_a_site_is_not_written() {
    let tree = Tree::new([text_file("annals.yaml", "title: Test\n"), text_file("templates/event.html", "{{ broken }")]);
    let selection = Selection { drafts: false, now: Now { seconds: NOW, origin: "--now" }, as_of: None };
    let options = Options { base_url: None, selection, rules: Rules::Build };
    let (renderer, found) = compile(&tree.over(annals::fs::theme()), &options);
    let codes = |found: &[Diagnostic]| found.iter().map(|one| one.code).collect::<Vec<_>>();
    assert_eq!(codes(&found), [Code::TemplateSyntax]);
    assert_eq!(codes(&rehearse(&renderer)), [], "it is said once, not for every page");
    // Not even by who does not look at what was found.
    let place = workplace();
    let (root, output) = (place.path().join("site"), place.path().join("public"));
    put(ONE, &output).unwrap();
    let (_, found) = write(&renderer, &root, &output, &|_| {}).unwrap();
    assert!(!found.is_empty() && found.iter().all(|one| one.code == Code::TemplateError), "{found:?}");
    assert_eq!(files(&output), expected(ONE));
    assert_clean(&output);
}
