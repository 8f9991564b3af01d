//! Files that were to be documents or data files, and are not read as such because of their names.
//!
//! Enters: the path of a file. Leaves: an error that says how to name it. Must not know: what the
//! file says.

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::path::ContentPath;
use crate::text;

/// The folders of documents.
const FOLDERS: [&str; 4] = ["actors", "claims", "events", "pages"];

/// The data files, without their extension.
const TABLES: [&str; 3] = ["glossary", "sources", "tags"];

/// What editors, systems and other programs put in the place of `.md`, the longer ones first.
const MARKDOWN: [&str; 12] = [
    ".md.txt",
    ".markdown.txt",
    ".md.text",
    ".markdown",
    ".mdown",
    ".mkdn",
    ".mdtxt",
    ".text",
    ".mdx",
    ".mkd",
    ".txt",
    ".md",
];

/// The same for `.yaml`. JSON is YAML too.
const YAML: [&str; 6] = [".yaml.txt", ".yml.txt", ".json.txt", ".yaml", ".yml", ".json"];

/// Why a file is no document, when its name is the only reason; and under which path it would be one.
#[must_use]
pub fn misnamed(path: &ContentPath) -> Option<(Diagnostic, ContentPath)> {
    let right = ContentPath::new(&format!("content/{}", right_name(path.below("content")?)?)).ok()?;
    if right == *path {
        return None;
    }
    let help = match (right.folder() == path.folder(), right.file_name() == path.file_name()) {
        (true, _) => format!("rename it to `{}`", right.file_name()),
        (_, true) => format!("rename its folder: {right}"),
        _ => format!("rename it and its folder: {right}"),
    };
    let message = format!("under this name the file is not read: {}", path.as_str().trim_start_matches("content/"));
    Some((Diagnostic::new(Code::MisnamedDocument, Location::file(path), message).help(help), right))
}

/// Whether a name was to be that of a site's configuration.
#[must_use]
pub fn is_misnamed_configuration(name: &str) -> bool {
    !matches!(name, "annals.yaml" | "annals.yml")
        && without(name, &YAML).is_some_and(|stem| stem.eq_ignore_ascii_case("annals"))
}

/// The path below `content/` that a file should have had.
fn right_name(below: &str) -> Option<String> {
    let Some((folder, rest)) = below.split_once('/') else {
        return table(below)
            .or_else(|| Some(format!("{}.md", without(below, &MARKDOWN).filter(is_index)?.to_lowercase())));
    };
    let lower = folder.to_lowercase();
    let known = FOLDERS.into_iter().find(|known| *known == lower || known.strip_suffix('s') == Some(&lower))?;
    // In a folder of another name a text may be for anything.
    let endings = if known == folder { &MARKDOWN } else { &MARKDOWN[MARKDOWN.len() - 1..] };
    Some(format!("{known}/{}.md", without(rest, endings)?))
}

fn is_index(stem: &&str) -> bool {
    stem.eq_ignore_ascii_case("index")
}

/// A data file in the singular, with capitals, or with another extension.
fn table(name: &str) -> Option<String> {
    let stem = without(name, &YAML)?.to_lowercase();
    Some(format!(
        "{}.yaml",
        TABLES.into_iter().find(|known| *known == stem).or_else(|| text::did_you_mean(&stem, TABLES))?
    ))
}

/// A name without the first of the endings that it has, however they are written.
fn without<'a>(name: &'a str, endings: &[&str]) -> Option<&'a str> {
    endings.iter().find_map(|ending| {
        let at = name.len().checked_sub(ending.len()).filter(|at| *at > 0 && name.is_char_boundary(*at))?;
        let (stem, last) = name.split_at(at);
        let stem = last.eq_ignore_ascii_case(ending).then(|| stem.trim_end())?;
        (!stem.is_empty() && !stem.ends_with('/')).then_some(stem)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_configuration_by_another_name_is_known() {
        for name in ["Annals.yaml", "annals.yaml.txt", "ANNALS.YML", "annals.json"] {
            assert!(is_misnamed_configuration(name), "{name}");
        }
        for name in ["annals.yaml", "annals.yml", "annals.md", "annals", "config.yaml", "my-annals.yaml"] {
            assert!(!is_misnamed_configuration(name), "{name}");
        }
    }

    #[test]
    fn names_are_what_they_should_have_been() {
        for (name, expected) in [
            ("events/a.MD", Some("events/a.md")),
            ("events/a.Md", Some("events/a.md")),
            ("events/a.md.txt", Some("events/a.md")),
            ("events/a.MD.TXT", Some("events/a.md")),
            ("events/2022/a.markdown", Some("events/2022/a.md")),
            ("actors/a.mdx", Some("actors/a.md")),
            ("claims/a.txt", Some("claims/a.md")),
            ("pages/über uns.txt", Some("pages/über uns.md")),
            ("Events/a.md", Some("events/a.md")),
            ("event/a.md", Some("events/a.md")),
            ("Pages/a.MD", Some("pages/a.md")),
            ("Pages/a.txt", None),
            ("images/a.md", None),
            ("places/a.md", None),
            ("index.markdown", Some("index.md")),
            ("Index.md", Some("index.md")),
            ("INDEX.MD", Some("index.md")),
            ("sources.yml", Some("sources.yaml")),
            ("Sources.yaml", Some("sources.yaml")),
            ("source.yaml", Some("sources.yaml")),
            ("tags.YAML", Some("tags.yaml")),
            ("glossary.yaml.txt", Some("glossary.yaml")),
            ("sources.json", Some("sources.yaml")),
            ("other.json", None),
            ("rome-talks.md", None),
            ("notes.txt", None),
            ("data/notes.txt", None),
            ("recipes/a.md", None),
            ("events/a.csv", None),
            ("events/.md", None),
            ("events/sources.yaml", None),
            ("other.yaml", None),
            ("a", None),
        ] {
            let path = ContentPath::new(&format!("content/{name}")).unwrap();
            assert_eq!(right_name(name).as_deref(), expected, "{name}");
            let found = misnamed(&path).map(|(_, right)| right);
            assert_eq!(found, expected.map(|right| ContentPath::new(&format!("content/{right}")).unwrap()), "{name}");
            assert!(found.is_none_or(|right| misnamed(&right).is_none()), "{name}");
        }
    }
}
