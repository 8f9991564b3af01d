//! `annals build`: the site, written to a folder.
#![expect(clippy::disallowed_methods, reason = "how long it took is for the person who waits")]

use std::mem::ManuallyDrop;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::{Common, report};
use crate::check::Rules;
use crate::compile::{compile, rehearse, with_rendered};
use crate::diagnostic::Severity;
use crate::fs;
use crate::text::{plural, thousands};

#[derive(Debug, Args)]
pub(super) struct Build {
    #[command(flatten)]
    common: Common,
    /// Where the site is written [default: public/ in the site's folder]
    #[arg(short, long, value_name = "DIR", alias = "out")]
    output_dir: Option<PathBuf>,
}

impl Build {
    pub(super) fn run(&self) -> Result<ExitCode> {
        let start = Instant::now();
        // The process ends with the command, and the system takes the memory back faster than we give it.
        let ready = ManuallyDrop::new(self.common.ready(Rules::Build)?);
        let output = self.output_dir.clone().unwrap_or_else(|| ready.root.join("public"));
        fs::guard(&output, &ready.root, super::env("HOME").map(PathBuf::from).as_deref())?;
        fs::recover(&output)?;
        let (renderer, mut found) = compile(&ready.tree, &ready.options);
        let renderer = ManuallyDrop::new(renderer);
        let site = renderer.site();
        let failed = found.iter().any(|diagnostic| report::fails(&self.common, diagnostic));
        let mut written = None;
        if failed {
            // One run reports everything, as `check` does.
            found = with_rendered(found, rehearse(&renderer));
        } else {
            let progress = Progress::new(site.len(), start);
            let result = fs::write(&renderer, &ready.root, &output, &|step| progress.step(step));
            progress.bar.finish_and_clear();
            let (files, diagnostics) = match result {
                Err(error) if error.is::<fs::Busy>() => {
                    bail!("another build is writing to {}/", report::seen_from_here(&output).display())
                }
                other => other?,
            };
            if diagnostics.is_empty() {
                written = Some(files);
            }
            found = with_rendered(found, diagnostics);
        }
        report::findings(&self.common, &ready.root, &ready.tree, &found);
        report::held(&self.common, site.notes());
        if self.common.quiet {
            return Ok(report::exit(&self.common, &found));
        }
        let place = report::seen_from_here(&output);
        let counts = report::counts(&found);
        match written {
            Some(files) => {
                if site.base_url().is_none() {
                    report::say(
                        "No base_url is set, so pages have no canonical address. Give one with --base-url or in annals.yaml.",
                    );
                }
                let counts = counts.map(|counts| format!(" ({counts})")).unwrap_or_default();
                report::say(&format!(
                    "Built {} as {}, {}, in {:.2} s: {}/{counts}",
                    plural(site.notes().events, "event", "events"),
                    plural(files.files, "file", "files"),
                    size(files.bytes),
                    start.elapsed().as_secs_f64(),
                    place.display(),
                ));
            }
            None => {
                let strict = match found.iter().any(|diagnostic| diagnostic.severity == Severity::Error) {
                    true => "",
                    false => ", and --strict is set",
                };
                let kept = match output.is_dir() {
                    true => format!(" {}/ is as it was.", place.display()),
                    false => String::new(),
                };
                report::say(&format!("Nothing is written: {}{strict}.{kept}", counts.unwrap_or_default()));
            }
        }
        Ok(report::exit(&self.common, &found))
    }
}

/// A length in the unit that suits it.
fn size(bytes: u64) -> String {
    match bytes {
        0..=999_999 => format!("{} kB", bytes.div_ceil(1000)),
        1_000_000..=9_999_999 => format!("{:.1} MB", bytes as f64 / 1e6),
        _ => format!("{} MB", thousands(usize::try_from(bytes / 1_000_000).unwrap_or(usize::MAX))),
    }
}

/// A bar on a terminal, when the work takes longer than a second.
struct Progress {
    bar: ProgressBar,
    start: Instant,
    done: AtomicUsize,
}

impl Progress {
    fn new(length: usize, start: Instant) -> Self {
        let bar = ProgressBar::with_draw_target(Some(length as u64), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos} of {len} files") {
            bar.set_style(style);
        }
        Self { bar, start, done: AtomicUsize::new(0) }
    }

    fn step(&self, step: fs::BuildStep) {
        if step != fs::BuildStep::Rendered {
            return;
        }
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if done.is_multiple_of(64) && self.start.elapsed() > Duration::from_secs(1) {
            if self.bar.is_hidden() {
                // Draws nothing unless standard error is a terminal.
                self.bar.set_draw_target(ProgressDrawTarget::stderr());
            }
            self.bar.set_position(done as u64);
        }
    }
}
