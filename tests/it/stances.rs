//! What is said of every stance and every standing outside the code: a shape, a colour, a row in the docs.

use std::collections::BTreeSet;
use std::fs;

use annals::document::Stance;
use annals::model::{Kind, Side};

use crate::support::repository;

fn read(path: &str) -> String {
    fs::read_to_string(repository().join(path)).unwrap()
}

#[test]
fn every_stance_and_every_standing_has_its_shape() {
    let shapes = read("templates/speech.html");
    let names = Stance::ALL.iter().map(|stance| stance.name()).chain(Kind::ALL.iter().map(|kind| kind.name()));
    for name in names {
        let symbol = format!("<symbol id=\"{name}_\"");
        assert_eq!(shapes.matches(&symbol).count(), 1, "templates/speech.html has no shape for `{name}`: {symbol}");
    }
}

#[test]
fn what_is_against_a_claim_has_its_colour() {
    let style = read("static/style.css");
    let pieces = style.split("[data-stance=").skip(1);
    let coloured: BTreeSet<&str> = pieces.map(|rest| rest.split(']').next().unwrap()).collect();
    let against = Stance::ALL.iter().filter(|stance| stance.side() == Side::Against);
    assert_eq!(coloured, against.map(|stance| stance.name()).collect(), "the stances in static/style.css");
}

#[test]
fn the_docs_say_what_each_is() {
    let docs = read("docs/claims.md");
    for stance in Stance::ALL {
        let row = format!("\n| `{}` | ", stance.name());
        assert_eq!(docs.matches(&row).count(), 1, "docs/claims.md has no row for `{}`", stance.name());
    }
    for kind in Kind::ALL {
        let cell = format!(" | `{}` | ", kind.name());
        assert_eq!(docs.matches(&cell).count(), 1, "docs/claims.md has no row for `{}`", kind.name());
    }
}
