//! `annals serve`: the site on this machine, in memory, as it will stand under its address.

use std::process::ExitCode;
use std::sync::Arc;
use std::thread;

use anyhow::Result;
use clap::Args;

use super::{Common, report};
use crate::check::Rules;
use crate::compile::compile;
use crate::diagnostic::{self, Severity};
use crate::serve::{PORT, Served, Server};
use crate::text::plural;

#[derive(Debug, Args)]
pub(super) struct Serve {
    #[command(flatten)]
    common: Common,
    /// The port; 0 for any [default: 3333, or the next one that is free]
    #[arg(short, long, value_name = "PORT")]
    port: Option<u16>,
    /// Open the site in the browser
    #[arg(short = 'O', long)]
    open: bool,
    /// The address to listen at
    #[arg(long, value_name = "HOST", default_value = "127.0.0.1")]
    host: String,
}

impl Serve {
    pub(super) fn run(self) -> Result<ExitCode> {
        let ready = self.common.ready(Rules::Build)?;
        // Before compiling: what asks early waits a moment, and a port that is taken is said at once.
        let server = Server::bind(&self.host, self.port)?;
        let (renderer, found) = compile(&ready.tree, &ready.options);
        report::findings(&self.common, &ready.root, &ready.tree, &found);
        let notes = renderer.site().notes();
        report::held(&self.common, notes);
        let failed = found.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
        let events = plural(notes.events, "event", "events");
        let what = match report::counts(&found).filter(|_| failed) {
            Some(counts) => format!("what is to be mended ({counts})"),
            None => events.clone(),
        };
        let shown = report::seen_from_here(&ready.root);
        let served = Arc::new(Served::new(ready.root.clone(), shown, ready.tree, renderer, &found));
        let address = format!("{}{}", server.origin(), served.base());
        let bound = server.address();
        let behind = Arc::clone(&served);
        server.run(served, || {
            // Where it is when that is not the place asked for has to be said even so.
            if !self.common.quiet || bound.port() != self.port.unwrap_or(PORT) {
                report::say(&format!("Serving {what} at {address} (stop with Ctrl+C)"));
            }
            if !bound.ip().is_loopback() && !self.common.quiet {
                report::say("Everyone who reaches this machine can read it, drafts and all.");
            }
            if self.open {
                open_browser(&address);
            }
            if !failed {
                thread::spawn(move || self.sweep(&behind, &ready.root, found, &events));
            }
        })?;
        Ok(ExitCode::SUCCESS)
    }

    /// Says what is wrong with the pages that nobody has asked for.
    fn sweep(&self, served: &Served, root: &std::path::Path, mut found: Vec<diagnostic::Diagnostic>, events: &str) {
        let mut swept = served.sweep();
        diagnostic::sort(&mut swept);
        report::findings(&self.common, root, served.tree(), &swept);
        if !self.common.quiet {
            found.extend(swept);
            let counts = report::counts(&found).unwrap_or_else(|| "nothing to mend".to_owned());
            report::say(&format!("Checked {events}: {counts}."));
        }
    }
}

/// A browser is a convenience: without one the address is still there to be typed.
fn open_browser(address: &str) {
    if let Err(error) = open::that_detached(address) {
        report::say(&format!("The browser could not be opened ({error}); open {address} yourself."));
    }
}
