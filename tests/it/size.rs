//! A timeline of thousands: no page of it grows without bound, and each event is told once.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use annals::check::Rules;
use annals::compile::{Options, compile};
use annals::model::{Now, Selection};
use annals::render::Renderer;
use annals::site::{Content, Entry};
use annals::tree::Tree;

use crate::support::text_file;

/// Numbers that are the same every time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

/// A site of events from 1142 to 2025, two in three of them after 2015.
fn large(events: usize, settings: &str) -> Renderer {
    let mut numbers = Numbers(7);
    let mut files = vec![text_file("annals.yaml", &format!("title: T\n{settings}"))];
    for actor in 0..60 {
        files.push(text_file(&format!("content/actors/a{actor}.md"), &format!("---\nname: Person {actor}\n---\n")));
    }
    for number in 0..events {
        let year = if numbers.below(3) < 2 { 2016 + numbers.below(10) } else { 1142 + numbers.below(874) };
        let (month, day) = (numbers.below(12) + 1, numbers.below(28) + 1);
        let date = match numbers.below(20) {
            0 => format!("{:02}XX", year / 100),
            1 => format!("{:03}X", year / 10),
            2 => format!("{year}"),
            3 | 4 => format!("{year}-{month:02}"),
            5 => format!("{year}-{month:02}-{day:02}/.."),
            _ => format!("{year}-{month:02}-{day:02}"),
        };
        let mut text = format!("---\ntitle: Event {number} happens\ndate: {date}\nsummary: What is known of it.\n");
        let _ = writeln!(
            text,
            "tags: [t{}, t{}]\nactors: [a{}]",
            numbers.below(9),
            9 + numbers.below(9),
            numbers.below(60)
        );
        if numbers.below(40) == 0 {
            text.push_str("importance: major\n");
        }
        if numbers.below(10) == 0 {
            let _ = writeln!(text, "reported: {}-01-05", year + 1);
        }
        text.push_str("---\n\nIt happened, and this is what is told of it.\n");
        files.push(text_file(&format!("content/events/e{number}.md"), &text));
    }
    let tree = Tree::new(files).over(annals::fs::theme());
    let selection = Selection { drafts: false, now: Now { seconds: 0, origin: "--now" }, as_of: None };
    compile(&tree, &Options { base_url: None, selection, rules: Rules::Build }).0
}

/// Every page, by its address.
fn pages(renderer: &Renderer) -> BTreeMap<String, String> {
    let paths = renderer.site().entries().filter(|(_, entry)| matches!(entry, Entry::Page(_)));
    let page = |path| match renderer.render(path).0 {
        Some(Content::Bytes(bytes)) => String::from_utf8(bytes.into_owned()).unwrap(),
        _ => panic!("{path:?} is not rendered"),
    };
    paths.map(|(path, _)| (path.address().to_owned(), page(path))).collect()
}

fn elements(page: &str) -> usize {
    page.as_bytes().windows(2).filter(|pair| pair[0] == b'<' && pair[1].is_ascii_alphabetic()).count()
}

#[test]
fn no_page_of_a_large_timeline_is_large_and_each_event_is_told_once_in_each_order() {
    for settings in ["", "order: newest\npage_size: 30\n"] {
        let renderer = large(2000, settings);
        let pages = pages(&renderer);
        for (address, page) in &pages {
            let (size, elements) = (page.len(), elements(page));
            assert!(size <= 400_000 && elements <= 6000, "{address} has {size} bytes and {elements} elements");
        }
        for below in ["timeline/", "known/"] {
            let tells = |address: &str| address.is_empty() && below == "timeline/" || address.starts_with(below);
            let mut told: Vec<&str> = Vec::new();
            for (_, page) in pages.iter().filter(|(address, _)| tells(address)) {
                told.extend(page.split("data-event=\"").skip(1).map(|rest| rest.split('"').next().unwrap()));
            }
            told.sort_unstable();
            assert_eq!(told.len(), 2000, "{below}");
            told.dedup();
            assert_eq!(told.len(), 2000, "{below}");
        }
        // Any month that has events is two steps from home.
        let links = |page: &str| -> Vec<String> {
            page.split("href=\"").skip(1).map(|rest| rest.split(['"', '#']).next().unwrap().to_owned()).collect()
        };
        let home = &pages[""];
        let near: Vec<String> = links(home).into_iter().filter(|link| link.starts_with("timeline/")).collect();
        for month in
            pages.keys().filter(|address| address.len() == "timeline/2019-03/".len() && address[9..].contains('-'))
        {
            let year = format!("{}/", &month[..13]);
            assert!(near.contains(month) || near.contains(&year), "{month} is not two steps from home");
            let up = format!("../{}", &month["timeline/".len()..]);
            assert!(near.contains(month) || links(&pages[&year]).contains(&up), "{year} does not lead to {month}");
        }
    }
}
