//! `annals check`: everything that `build` would report; writes nothing.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use rayon::prelude::*;

use super::{Common, report};
use crate::compile::{compile, with_rendered};
use crate::diagnostic::Diagnostic;
use crate::text::plural;

#[derive(Debug, Args)]
pub(super) struct Check {
    #[command(flatten)]
    common: Common,
}

impl Check {
    pub(super) fn run(&self) -> Result<ExitCode> {
        let ready = self.common.ready()?;
        let (site, found) = compile(&ready.tree, &ready.options);
        // Every page is rendered, for the mistakes of templates, and dropped.
        let paths: Vec<_> = site.entries().map(|(path, _)| path).collect();
        let rendered: Vec<Vec<Diagnostic>> = paths.par_iter().map(|path| site.render(path).1).collect();
        let found = with_rendered(found, rendered.into_iter().flatten().collect());
        report::findings(&self.common, &ready.root, &ready.tree, &found);
        report::held(&self.common, &site.notes);
        if !self.common.quiet {
            let events = plural(site.notes.events, "event", "events");
            let counts = report::counts(&found).unwrap_or_else(|| "nothing to mend".to_owned());
            report::say(&format!("Checked {events}: {counts}."));
        }
        Ok(report::exit(&self.common, &found))
    }
}
