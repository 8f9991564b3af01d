//! The rules of the house: who may use whom, and how files look. Each failure says what to do.

mod circles;
mod read;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::repository;
use circles::Modules;
use read::{Route, Source, Use};

const TABLE: &str = "docs/architecture.md";

/// The circles inside rooms that there may be, each with its reason.
const CIRCLES: &[(&[&str], &str)] = &[
    (
        &[
            "document::cut",
            "document::fit",
            "document::gaps",
            "document::items",
            "document::laid",
            "document::mistake",
            "document::typed",
            "document::walk",
            "document::yaml",
        ],
        "a record is walked, judged and said to be wrong by what the same text holds, at any depth",
    ),
    (
        &[
            "markdown::bare",
            "markdown::blocks",
            "markdown::html",
            "markdown::lead",
            "markdown::lines",
            "markdown::links",
            "markdown::unread",
            "markdown::writer",
        ],
        "what stands in Markdown may hold any Markdown: the writer hands each kind of it to its file, which writes what is inside",
    ),
];

#[test]
fn no_room_uses_another_that_the_table_does_not_allow() {
    let table = table();
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let room = room(&path);
        if is_test(&path) || matches!(room.as_str(), "lib" | "main") {
            continue;
        }
        let Some(allowed) = table.get(&room) else {
            wrong.push(format!("{}: the room `{room}` is not in the table", path.display()));
            continue;
        };
        for Use { line, route, .. } in read(&path, &text).uses {
            let used = &route[0];
            if *used != room && !allowed.contains(used) {
                wrong.push(format!("{}:{line}: {room} -> {used}", path.display()));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "these uses are not in the table of {TABLE}:\n  {}\nMove what is needed to a room that may have it, or, to add an arrow, change the table in {TABLE} on purpose, in the same commit.",
        wrong.join("\n  ")
    );
}

#[test]
fn the_table_goes_one_way() {
    let order = rows();
    for (number, (names, uses)) in order.iter().enumerate() {
        let above: Vec<&String> = order[..number].iter().flat_map(|(names, _)| names).collect();
        for used in uses {
            assert!(above.contains(&used), "{TABLE}: {names:?} uses `{used}`, which does not stand above it");
        }
    }
    let rooms: BTreeSet<String> = sources().iter().map(|(path, _)| room(path)).collect();
    for name in order.iter().flat_map(|(names, _)| names) {
        assert!(rooms.contains(name), "{TABLE} has the room `{name}`, which src/ does not have");
    }
}

#[test]
fn files_are_short_and_say_what_they_are() {
    for (path, text) in sources() {
        let lines = text.lines().count();
        let path = path.display();
        assert!(lines <= 450, "{path} has {lines} lines; a file over 450 is probably two rooms: split it by subject");
        assert!(
            text.starts_with("//!"),
            "{path} does not begin with `//!`: say what enters, what leaves, what it must not know"
        );
    }
}

#[test]
fn no_room_is_named_after_nothing() {
    for (path, _) in sources() {
        for part in path.iter().map(|part| part.to_string_lossy().replace(".rs", "")) {
            let empty = ["utils", "util", "common", "manager", "helpers", "helper", "misc"].contains(&part.as_str());
            assert!(!empty, "{}: `{part}` says nothing; name the room after what is in it", path.display());
        }
    }
}

#[test]
fn the_architecture_is_short() {
    let lines = fs::read_to_string(repository().join(TABLE)).unwrap().lines().count();
    assert!(lines < 150, "{TABLE} has {lines} lines; a newcomer reads 150");
}

#[test]
fn uses_are_read_as_rust_reads_them() {
    let text = r##"
//! crate::a
use crate::b;
use crate::{c, d::{self, e::{f, g as _}}, h::I as crate_h};
/* crate::no /* crate::no */ crate::no */
pub(in crate::no) fn x() -> crate::j::K { let _ = ("crate::no", r#"crate::no " crate::no"#, '"', b'"', '\'', 'a'); crate::l::m() }
fn lifetime<'a>(_: &'a str) -> Vec<crate::m::N<crate::n::O>> {}
#[cfg(test)]
mod tests { use crate::no; fn f() { { } } }
#[cfg(all(test, unix))]
fn y() { crate::no::f() }
#[cfg(not(test))]
use super::o::{self, P};
pub(crate) use self::child::Q;
mod child;
mod inline { use super::super::r; fn z() { super::child::s(); super::super::t::u() } }
fn alias() { use P::One; e::v(); child::w(); std::mem::take(); One::x(); <crate::u::V as crate::w::W>::x() }
macro_rules! made { ($Name:ident) => { $Name::no(); $crate::x::y!(); mod sub { use super::{child::{aa, bb}, cc}; } } }
fn macros() { println!("{}", [crate::y::z(), vec![P::two, c::d]]); #[cfg(test)] let _ = crate::no::f(); }
#[derive(crate::z::Z)]
struct Last;
"##;
    let read = read::read(text, &["room", "file"]).unwrap();
    let found: Vec<String> = read.uses.iter().map(|used| used.route.join("::")).collect();
    let expected = [
        "b c d d::e::f d::e::g h::I j::K l::m m::N n::O room::o room::o::P room::file::child::Q",
        "room::r room::file::child::s room::t::u room::o::P::One room::file::child::w room::o::P::One::x u::V w::W::x",
        "x::y room::file::child::aa room::file::child::bb room::file::cc y::z room::o::P::two c::d z::Z",
    ];
    assert_eq!(found.join(" "), expected.join(" "));
    // Lines are those of the file, in macros too.
    let line = |of: &str| read.uses.iter().find(|used| used.route.join("::") == of).unwrap().line;
    assert_eq!([line("b"), line("room::o"), line("x::y"), line("y::z"), line("z::Z")], [3, 13, 18, 19, 20]);
    assert_eq!(read.bound["crate_h"], ["h", "I"]);
    assert_eq!(
        read.defined.iter().map(String::as_str).collect::<Vec<_>>(),
        ["Last", "alias", "lifetime", "macros", "x"]
    );
}

#[test]
fn circles_are_found_behind_what_hands_them_on() {
    let room = [
        ("room", "mod a; mod b; mod c; mod d; mod e; pub use a::*; pub use b::B; use c::C; fn f() { d::D }"),
        ("room::a", "pub struct A; fn f() { super::B::new() }"),
        ("room::b", "use crate::room; pub struct B(room::c::sub::X); "),
        ("room::c", "mod sub; use super::e::E; pub struct C; fn f() { vec![crate::room::A] }"),
        ("room::c::sub", "use super::super::A as Other; pub struct X;"),
        ("room::d", "use super::e; fn f() -> e::E {} #[cfg(test)] use super::D; pub struct D;"),
        ("room::e", "use super::{A, f}; pub struct E;"),
        ("other", "use crate::room::A; use other::B;"),
    ];
    let modules: Modules = room
        .into_iter()
        .map(|(module, text)| {
            let module: Vec<&str> = module.split("::").collect();
            (module.iter().map(|&name| name.to_owned()).collect(), read::read(text, &module).unwrap())
        })
        .collect();
    let found = circles::circles(&modules);
    let said: Vec<String> =
        found.iter().map(|circle| format!("{}: {}", circle.files.join(" "), circle.arrows.join(", "))).collect();
    let arrows = "room::a -> room::b (line 1), room::b -> room::c::sub (line 1), room::c::sub -> room::a (line 1)";
    assert_eq!(said, [format!("room::a room::b room::c::sub: {arrows}")]);
}

#[test]
fn inside_a_room_arrows_go_one_way_where_they_can() {
    let files = sources().into_iter().filter(|(path, _)| !is_test(path) && room(path) != "main" && room(path) != "lib");
    let modules: Modules = files.map(|(path, text)| (module(&path), read(&path, &text))).collect();
    let found = circles::circles(&modules);
    let mut wrong = Vec::new();
    for circle in &found {
        if !CIRCLES.iter().any(|(files, _)| circle.files == *files) {
            wrong.push(format!("{}:\n    {}", circle.files.join(", "), circle.arrows.join("\n    ")));
        }
    }
    for (files, _) in CIRCLES {
        if !found.iter().any(|circle| circle.files == *files) {
            wrong.push(format!("{} is no circle any more: take it off the list", files.join(", ")));
        }
    }
    assert!(
        wrong.is_empty(),
        "files that need each other are read together or not at all:\n  {}\nMove what both need to the one that needs nothing of the other, or hand it over as an argument; or, if they are one thing in two files, add them to CIRCLES with the reason.",
        wrong.join("\n  ")
    );
    assert!(CIRCLES.len() <= 5, "five circles are the most");
}

/// What each room may use.
fn table() -> BTreeMap<String, BTreeSet<String>> {
    let mut table = BTreeMap::new();
    for (names, uses) in rows() {
        for name in names {
            table.insert(name, uses.clone());
        }
    }
    table
}

/// The lines of the table: rooms, and what they may use.
fn rows() -> Vec<(Vec<String>, BTreeSet<String>)> {
    let text = fs::read_to_string(repository().join(TABLE)).unwrap();
    let below = text.split_once("## Who may use whom").expect("the heading of the table").1;
    let block = below.split("```").nth(1).expect("the table in a fenced block");
    let list = |text: &str| text.split(',').map(|name| name.trim().to_owned()).collect::<Vec<_>>();
    let mut rows: Vec<(Vec<String>, BTreeSet<String>)> = Vec::new();
    for line in block.lines().skip(1).filter(|line| !line.trim().is_empty()) {
        let (names, uses) = line.split_once("->").expect("a line `rooms -> rooms`");
        let uses = match uses.trim() {
            "nothing" => BTreeSet::new(),
            "everything above" => rows.iter().flat_map(|(names, _)| names.clone()).collect(),
            uses => list(uses).into_iter().collect(),
        };
        rows.push((list(names), uses));
    }
    rows
}

/// Every file of `src/`, by its path from the repository's root.
fn sources() -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    let mut folders = vec![repository().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                files.push((path.strip_prefix(repository()).unwrap().to_path_buf(), text));
            }
        }
    }
    files.sort();
    files
}

/// The first part of a file's path below `src/`.
fn room(path: &Path) -> String {
    let first = path.iter().nth(1).unwrap().to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

fn is_test(path: &Path) -> bool {
    path.iter().any(|part| part == "tests" || part == "tests.rs")
}

/// The module that a file is: `src/date/day.rs` is `date::day`, and `src/date/mod.rs` is `date`.
fn module(path: &Path) -> Route {
    let names =
        path.with_extension("").iter().skip(1).map(|name| name.to_string_lossy().into_owned()).collect::<Route>();
    names.into_iter().filter(|name| name != "mod").collect()
}

fn read(path: &Path, text: &str) -> Source {
    let module = module(path);
    let module: Vec<&str> = module.iter().map(String::as_str).collect();
    read::read(text, &module).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
