//! `annals check`: everything that `build` would report; writes nothing.

use std::io::{self, Write as _};
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use super::{Common, report};
use crate::check::Rules;
use crate::compile::{compile, rehearse, with_rendered};
use crate::diagnostic::{Code, Format, Severity};
use crate::text::plural;

#[derive(Debug, Args)]
pub(super) struct Check {
    #[command(flatten)]
    common: Common,
    /// List the checks whose level annals.yaml can set, with the level that each has of itself
    #[arg(long)]
    list: bool,
}

impl Check {
    pub(super) fn run(&self) -> Result<ExitCode> {
        if self.list {
            list(&self.common);
            return Ok(ExitCode::SUCCESS);
        }
        let ready = self.common.ready(Rules::Editorial)?;
        let (renderer, found) = compile(&ready.tree, &ready.options);
        let found = with_rendered(found, rehearse(&renderer));
        report::findings(&self.common, &ready.root, &ready.tree, &found);
        let notes = renderer.site().notes();
        report::held(&self.common, notes);
        if !self.common.quiet {
            let events = plural(notes.events, "event", "events");
            let counts = report::counts(&found).unwrap_or_else(|| "nothing to mend".to_owned());
            report::say(&format!("Checked {events}: {counts}."));
        }
        Ok(report::exit(&self.common, &found))
    }
}

/// Writes every check that is no error to standard output: its name, its level, and what it finds.
fn list(common: &Common) {
    let mut out = String::new();
    for code in Code::ALL.iter().filter(|code| code.level() != Some(Severity::Error)) {
        let level = code.level().map_or("off".to_owned(), |level| level.to_string());
        if matches!(common.format(), Format::Json) {
            let line = serde_json::json!({"code": code.name(), "level": level, "about": code.about()});
            out.push_str(&format!("{line}\n"));
        } else {
            out.push_str(&format!("{:<30} {level:<8} {}\n", code.name(), code.about()));
        }
    }
    // A reader that has gone away is no reason to fail.
    let _ = io::stdout().lock().write_all(out.as_bytes());
}
