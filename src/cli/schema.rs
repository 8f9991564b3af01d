//! `annals schema`: what may be typed, as JSON Schema, for editors that complete and check while one writes.

use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::Args;
use clap::builder::PossibleValuesParser;

use crate::document;

#[derive(Debug, Args)]
pub(super) struct Schema {
    /// Which kind of file; all of them, under $defs, when absent
    #[arg(value_parser = PossibleValuesParser::new(document::schemas()))]
    kind: Option<String>,
}

impl Schema {
    pub(super) fn run(&self) -> ExitCode {
        // A reader that has gone away is no reason to fail.
        let _ = io::stdout().lock().write_all(document::schema(self.kind.as_deref()).as_bytes());
        ExitCode::SUCCESS
    }
}
