//! The command line: one file a subcommand.
//!
//! Enters: arguments, the environment, the clock. Leaves: an exit code: 0 without errors, 1 with at
//! least one (under `--strict`, or warning), 2 when the command could not run. Must not know: what
//! compiling does.
#![expect(clippy::disallowed_methods, reason = "this is the edge that knows the environment and the clock")]

mod build;
mod check;
mod init;
mod report;
mod schema;
#[cfg(feature = "serve")]
mod serve;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::SystemTime;

use anyhow::{Context, Result, bail};
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::check::Rules;
use crate::compile::Options;
use crate::date::{self, Date, Day, Form};
use crate::diagnostic::Format;
use crate::document::is_misnamed_configuration;
use crate::fs;
use crate::model::{Now, Selection};
use crate::path::BaseUrl;
use crate::tree::Tree;

/// Builds explainer timelines from Markdown.
#[derive(Debug, Parser)]
#[command(name = "annals", version, about, max_term_width = 100, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Build the site into public/
    Build(build::Build),
    /// Report everything that build would, and write nothing
    Check(check::Check),
    /// Show the site in the browser, from memory, while it is written
    #[cfg(feature = "serve")]
    Serve(serve::Serve),
    /// Make a new site in a folder that is empty or not there
    Init(init::Init),
    /// Print what may be typed as JSON Schema, for editors that check it
    Schema(schema::Schema),
}

/// What `build`, `check` and `serve` share.
#[derive(Debug, Args)]
struct Common {
    /// The folder of the site; else the nearest one with annals.yaml, from here upwards
    #[arg(short, long, value_name = "DIR")]
    root: Option<PathBuf>,
    /// Where the site will stand; else annals.yaml says
    #[arg(short = 'u', long, value_name = "URL", env = "ANNALS_BASE_URL")]
    base_url: Option<String>,
    /// Show drafts, marked as such
    #[arg(short = 'D', long)]
    drafts: bool,
    /// The present time that publish_at and unpublish_at are held against
    #[arg(long, value_name = "INSTANT")]
    now: Option<String>,
    /// Show the site as it could have stood at the end of a day
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    /// Count warnings as errors
    #[arg(long)]
    strict: bool,
    /// How findings are written [default: text; under GitHub Actions github]
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<FormatName>,
    /// Say nothing but errors
    #[arg(short, long, conflicts_with = "verbose")]
    quiet: bool,
    /// Say more
    #[arg(short, long)]
    verbose: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum FormatName {
    /// Place, message, the lines meant, and what to write
    Text,
    /// One line each
    Short,
    /// One JSON object a line, on standard output
    Json,
    /// Annotations of GitHub Actions, on standard output
    Github,
}

/// Runs the command that the arguments name.
#[must_use]
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse_from(std::env::args_os()) {
        Ok(cli) => cli,
        Err(error) => {
            let code = u8::from(error.use_stderr()) * 2;
            // A reader that has gone away is no reason to fail.
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    let result = match cli.command {
        Command::Build(build) => build.run(),
        Command::Check(check) => check.run(),
        #[cfg(feature = "serve")]
        Command::Serve(serve) => serve.run(),
        Command::Init(init) => init.run(),
        Command::Schema(schema) => Ok(schema.run()),
    };
    match result {
        Ok(code) => code,
        Err(error) => {
            report::say(&format!("annals: {error:#}"));
            ExitCode::from(2)
        }
    }
}

/// What to do about a folder without a configuration.
fn no_site(folder: &Path) -> String {
    let names = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = names.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort_unstable();
    match names.iter().find(|name| is_misnamed_configuration(name)) {
        Some(name) => format!("rename `{name}` to `annals.yaml`"),
        None => "make a new site with `annals init DIR`".to_owned(),
    }
}

/// A site that is ready to be compiled.
struct Ready {
    root: PathBuf,
    tree: Tree,
    options: Options,
}

impl Common {
    /// Finds and reads the site, and works out what the world knows.
    fn ready(&self, rules: Rules) -> Result<Ready> {
        let selection = Selection { drafts: self.drafts, now: self.now()?, as_of: self.as_of()? };
        let options = Options { base_url: self.base_url()?, selection, rules };
        let root = self.root()?;
        let tree = fs::read_site(&root)?;
        Ok(Ready { root, tree, options })
    }

    fn root(&self) -> Result<PathBuf> {
        if let Some(root) = &self.root {
            let named = |name: &str| root.join(name).is_file();
            if !root.is_dir() {
                bail!("{} is not a folder", root.display());
            }
            if !named("annals.yaml") && !named("annals.yml") {
                bail!("{} has no annals.yaml; {}", root.display(), no_site(root));
            }
            return Ok(root.clone());
        }
        match fs::find_root(Path::new("."))? {
            Some(root) => Ok(root),
            None => bail!("there is no annals.yaml here or in a folder above; {}", no_site(Path::new("."))),
        }
    }

    fn base_url(&self) -> Result<Option<BaseUrl>> {
        match self.base_url.as_deref().map(str::trim) {
            None | Some("") => Ok(None),
            Some(text) => BaseUrl::new(text).map(Some).context("--base-url"),
        }
    }

    fn as_of(&self) -> Result<Option<Day>> {
        let Some(text) = &self.as_of else { return Ok(None) };
        let date = argument("--as-of", text)?;
        match date.form() {
            Form::Single(_) if date.is_exact() => Ok(Some(date.anchor())),
            _ => bail!("--as-of takes a day, such as 2022-03-14"),
        }
    }

    /// `--now`, else `SOURCE_DATE_EPOCH`, else the clock.
    fn now(&self) -> Result<Now> {
        if let Some(text) = &self.now {
            let date = argument("--now", text)?;
            let seconds = match date.form() {
                Form::Moment(moment) => moment.instant,
                Form::Single(_) if date.is_exact() => date.anchor().to_days() * 86_400,
                _ => bail!("--now takes an instant, such as 2022-03-14T12:00Z"),
            };
            return Ok(Now { seconds, origin: "--now" });
        }
        if let Some(text) = std::env::var_os("SOURCE_DATE_EPOCH").filter(|text| !text.is_empty()) {
            let seconds = text.to_str().and_then(|text| text.parse().ok());
            let seconds = seconds.context("SOURCE_DATE_EPOCH is not a whole number of seconds")?;
            return Ok(Now { seconds, origin: "SOURCE_DATE_EPOCH" });
        }
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        Ok(Now { seconds: i64::try_from(since.as_secs()).unwrap_or(i64::MAX), origin: "the clock" })
    }

    fn format(&self) -> Format {
        match self.format {
            Some(FormatName::Text) => Format::Text,
            Some(FormatName::Short) => Format::Short,
            Some(FormatName::Json) => Format::Json,
            Some(FormatName::Github) => Format::Github,
            None if env("GITHUB_ACTIONS").is_some_and(|value| value == "true") => Format::Github,
            None => Format::Text,
        }
    }
}

/// A date on the command line.
fn argument(flag: &str, text: &str) -> Result<Date> {
    date::parse(text, Some(chrono_tz::Tz::UTC)).map_err(|mistake| {
        let help = mistake.help.map(|help| format!("; {help}")).unwrap_or_default();
        anyhow::Error::msg(format!("{flag}: {}{help}", mistake.message))
    })
}

fn env(name: &str) -> Option<OsString> {
    std::env::var_os(name)
}
