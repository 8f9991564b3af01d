//! The command `annals`: arguments in, an exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    annals::cli::run()
}
