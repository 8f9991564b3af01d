//! `annals init`: a new site that builds at once.
#![expect(clippy::disallowed_methods, reason = "this command writes the first files of a site")]

mod action;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::Args;

use super::report;
use crate::date;
use crate::text::{slug, yaml_quoted};
use action::Action;

#[derive(Debug, Args)]
pub(super) struct Init {
    /// The folder; made when it is not there
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// The action that the workflow builds with: the repository that holds your copy of Annals, and a commit of it
    #[arg(long, value_name = "OWNER/REPO@COMMIT")]
    action: Option<String>,
}

/// The files of a new site: path and text. `{title}`, `{site_id}` and so on are filled in.
const FILES: &[(&str, &str)] = &[
    ("annals.yaml", include_str!("init/annals.yaml")),
    (".gitignore", include_str!("init/gitignore")),
    ("README.md", include_str!("init/README.md")),
    (".github/workflows/pages.yml", include_str!("init/pages.yml")),
    ("content/index.md", include_str!("init/index.md")),
    ("content/sources.yaml", include_str!("init/sources.yaml")),
    ("content/pages/about.md", include_str!("init/about.md")),
    ("content/events/project-idea.md", include_str!("init/project-idea.md")),
    ("content/events/2022-02-04-first-meeting.md", include_str!("init/first-meeting.md")),
    ("content/events/first-draft.md", include_str!("init/first-draft.md")),
];

impl Init {
    pub(super) fn run(&self) -> Result<ExitCode> {
        let folder = &self.folder;
        let action = self.action.as_deref().map(|text| Action::new(text.trim())).transpose()?.or_else(Action::own);
        let kept = kept(folder)?;
        let title = title(folder);
        let site_id = uuid::Uuid::new_v4().to_string();
        let zone = zone_named(iana_time_zone::get_timezone().ok().as_deref());
        for (name, text) in FILES.iter().filter(|(name, _)| !kept.iter().any(|kept| is_same(kept, name))) {
            let path = folder.join(name);
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent).with_context(|| format!("{}", parent.display()))?;
            }
            let text = match name.starts_with(".github/") {
                true => action::workflow(text, action.as_ref()),
                false => (*text).to_owned(),
            };
            let text = text
                .replace("{title}", &yaml_quoted(&title))
                .replace("{heading}", &title)
                .replace("{site_id}", &site_id)
                .replace("{zone}", zone)
                .replace("{unnamed}", action::readme(action.as_ref()));
            fs::write(&path, text).with_context(|| format!("{}", path.display()))?;
        }
        let place = report::seen_from_here(folder);
        if place.as_os_str().is_empty() {
            report::say("Made a new site here. Next:");
        } else {
            report::say(&format!("Made a new site in {}/. Next:", place.display()));
            report::say(&format!("  cd {}", place.display()));
        }
        report::say("  annals serve --open   look at it; Ctrl+C ends");
        report::say("  annals check          find every mistake");
        report::say("  annals build          write it to public/");
        for name in &kept {
            report::say(&format!("{name} was there and is left as it is."));
        }
        if kept.iter().any(|name| name == ".gitignore") {
            report::say("Add the lines `/public/` and `/.annals/` to .gitignore: what is built need not be kept.");
        }
        let readme = !kept.iter().any(|name| is_same(name, "README.md"));
        report::say(match readme {
            true => "The story is in content/; README.md says how to write an event and how to publish.",
            false => "The story is in content/; each file there is a sample: change or delete it.",
        });
        if action.is_none() {
            let how = if readme { "README.md" } else { ".github/workflows/pages.yml" };
            report::say(&format!(
                "Before it is published, its workflow has to be told which copy of Annals builds it: {how} says how."
            ));
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// The zone that a system names, in which its user most likely writes times; UTC where it is none that a site can have.
fn zone_named(name: Option<&str>) -> &'static str {
    match name.and_then(|name| date::zone(name).ok()).map(chrono_tz::Tz::name) {
        Some("Etc/UTC") | None => "UTC",
        Some("Europe/Kiev") => "Europe/Kyiv",
        Some(name) => name,
    }
}

/// The files that are in the folder and stay as they are, in order, without `.git`. Only a folder that is not there,
/// or holds nothing but what a host puts into a new repository, becomes a site.
fn kept(folder: &Path) -> Result<Vec<String>> {
    if let Ok(found) = fs::symlink_metadata(folder)
        && !found.is_dir()
        && !folder.is_dir()
    {
        bail!("{} is not a folder", folder.display());
    }
    let Ok(entries) = fs::read_dir(folder) else {
        return Ok(Vec::new());
    };
    let mut kept = Vec::new();
    let mut others = Vec::new();
    for entry in entries.filter_map(std::result::Result::ok) {
        let name = entry.file_name().to_string_lossy().into_owned();
        let file = entry.file_type().is_ok_and(|kind| !kind.is_dir());
        match name.as_str() {
            ".git" | ".DS_Store" | "Thumbs.db" | "desktop.ini" => {}
            _ if file && is_of_a_new_repository(&name) => kept.push(name),
            _ => others.push(name),
        }
    }
    kept.sort_unstable();
    others.sort_unstable();
    match others.first() {
        Some(first) => bail!("{} is not empty: it has {first}; nothing was written", folder.display()),
        None => Ok(kept),
    }
}

/// Texts for people who come upon a repository.
const TEXTS: [&str; 10] = [
    "README",
    "LICENSE",
    "LICENCE",
    "UNLICENSE",
    "COPYING",
    "NOTICE",
    "CONTRIBUTING",
    "SECURITY",
    "CHANGELOG",
    "CODE_OF_CONDUCT",
];

/// Whether a file is one of those that a host offers to begin a repository with. A text for people may end in anything.
fn is_of_a_new_repository(name: &str) -> bool {
    let first = name.split(['.', '-']).next().unwrap_or(name);
    matches!(name, ".gitignore" | ".gitattributes" | ".editorconfig")
        || TEXTS.iter().any(|known| first.eq_ignore_ascii_case(known))
}

/// Whether a file that is there takes the place of one that `init` would write. Of two texts named `README` hosts
/// show one alone.
fn is_same(kept: &str, name: &str) -> bool {
    let stem = |name: &str| name.split('.').next().unwrap_or("").to_ascii_lowercase();
    kept == name || (name == "README.md" && stem(kept) == "readme")
}

/// The folder's name as a title.
fn title(folder: &Path) -> String {
    let full = std::path::absolute(folder).unwrap_or_else(|_| folder.to_path_buf());
    let name = full.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let words = slug(&name).replace('-', " ");
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => "A timeline".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_zone_of_the_machine_is_one_that_a_site_can_have() {
        for (named, written) in [
            (Some("Europe/Berlin"), "Europe/Berlin"),
            (Some("America/Argentina/Buenos_Aires"), "America/Argentina/Buenos_Aires"),
            (Some("Europe/Kiev"), "Europe/Kyiv"),
            (Some("Etc/UTC"), "UTC"),
            (Some("UTC"), "UTC"),
            (Some("EST"), "UTC"),
            (Some("CET"), "UTC"),
            (Some(":/etc/localtime"), "UTC"),
            (Some("Mars/Olympus"), "UTC"),
            (Some(""), "UTC"),
            (None, "UTC"),
        ] {
            assert_eq!(zone_named(named), written, "{named:?}");
            assert!(date::zone(written).is_ok());
        }
    }
}
