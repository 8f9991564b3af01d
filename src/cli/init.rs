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
        refuse(folder)?;
        let title = title(folder);
        let site_id = uuid::Uuid::new_v4().to_string();
        let zone = zone_named(iana_time_zone::get_timezone().ok().as_deref());
        for (name, text) in FILES {
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
        report::say("The story is in content/; README.md says how to write an event and how to publish.");
        if action.is_none() {
            report::say(
                "Before it is published, its workflow has to be told which copy of Annals builds it: README.md says how.",
            );
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

/// Only a folder that is empty, or not there, or holds nothing but a fresh `.git`, becomes a site.
fn refuse(folder: &Path) -> Result<()> {
    if let Ok(found) = fs::symlink_metadata(folder)
        && !found.is_dir()
        && !folder.is_dir()
    {
        bail!("{} is not a folder", folder.display());
    }
    let Ok(entries) = fs::read_dir(folder) else {
        return Ok(());
    };
    let mut names: Vec<String> = entries
        .filter_map(std::result::Result::ok)
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name != ".git")
        .collect();
    names.sort_unstable();
    match names.first() {
        Some(first) => bail!("{} is not empty: it has {first}; nothing was written", folder.display()),
        None => Ok(()),
    }
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
