//! How long a build takes, stage by stage, and how that compares with merely writing the same bytes.
//!
//! ```text
//! cargo bench --bench build                  # 1,000 and 10,000 events
//! cargo bench --bench build -- 50000         # other sizes
//! cargo bench --bench build -- --corpus DIR 1000     # only write the corpus, to build it otherwise
//! ```
//!
//! "With claims" is the same site with, for 10,000 events, 200 actors, 500 claims and 5,000 statements.
//! "Dates alone" is parsing and ordering the dates of that many events: the part of a build that is theirs.
//!
//! Every stage is run several times, the whole build and the floors in turn, so that a slow moment of the
//! machine meets all of them; medians are shown. The whole build runs in a process of its own, as the command
//! does, its start and end included. A disk that has just removed many files takes new ones several times more
//! slowly (ext4 does for some minutes), and then the floor is most of a build; the hardest ratio is that of a
//! disk at rest. Beside the times of the clock are those of the processor, over all threads.
#![expect(clippy::disallowed_methods, reason = "a benchmark reads the disk, the clock and its arguments")]

mod corpus;

use std::collections::BTreeSet;
use std::error::Error;
use std::hint::black_box;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::Arc;
use std::time::{Duration, Instant};
use std::{env, fs};

use annals::check::Rules;
use annals::compile::{Options, compile};
use annals::diagnostic::{Diagnostic, Severity};
use annals::fs::{self as edge, Written};
use annals::model::{self, Now, Selection};
use annals::render::Renderer;
use annals::site::{Content, SiteBuilder};
use annals::text::thousands;
use annals::tree::Tree;
use annals::{check, date, document, view};
use rayon::prelude::*;

/// The command's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// How often everything is measured.
const ROUNDS: usize = 5;
/// How often, when each time takes more than 50 MB of the disk.
const FEWER_ROUNDS: usize = 3;
const SEED: u64 = 1;
/// Asks this program to build one folder into another and to say how much of the processor and of memory
/// that took.
const ONE_BUILD: &str = "--one-build";

fn main() -> ExitCode {
    match run(&env::args().skip(1).collect::<Vec<_>>()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<()> {
    if let [flag, root, output] = arguments
        && flag == ONE_BUILD
    {
        let (_, spent) = time(|| build(Path::new(root), Path::new(output)))?;
        println!("{} {}", spent.processor.as_nanos(), peak_memory().unwrap_or(0));
        return Ok(());
    }
    if let [flag, folder, events, ..] = arguments
        && flag == "--corpus"
    {
        return Ok(corpus::write(Path::new(folder), events.parse()?, SEED)?);
    }
    // `cargo bench` says `--bench`; `cargo test` says nothing, or `--test`: then it only has to work.
    if arguments.iter().any(|argument| argument == "--test") || !arguments.iter().any(|argument| argument == "--bench")
    {
        return attempt();
    }
    let sizes = arguments.iter().filter(|argument| *argument != "--bench");
    let sizes: Vec<u64> = sizes
        .map(|size| size.parse().map_err(|_| format!("`{size}` is no number of events")))
        .collect::<std::result::Result<_, _>>()?;
    // Kept to the end, and removed together: see `measure`.
    let mut folders = Vec::new();
    for size in if sizes.is_empty() { vec![1_000, 10_000] } else { sizes } {
        let folder = tempfile::tempdir()?;
        measure(size, folder.path())?;
        folders.push(folder);
    }
    Ok(())
}

/// Builds fifty events once.
fn attempt() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let (root, output) = (folder.path().join("site"), folder.path().join("public"));
    corpus::write_with_claims(&root, 50, SEED)?;
    let written = build(&root, &output)?;
    println!("50 events built as {} files", written.files);
    Ok(())
}

/// The times of one size, as a table. Every output has a folder of its own: some file systems make
/// whoever writes after a great removal pay for it, and that would be neither the build nor the floor.
fn measure(events: u64, folder: &Path) -> Result<()> {
    let root = folder.join("site");
    corpus::write(&root, events, SEED)?;
    let mut folders = (0..).map(|number| folder.join(format!("public-{number}")));
    let mut fresh = || folders.next().unwrap_or_default();
    let output = fresh();
    let written = build(&root, &output)?;
    let rounds = if written.bytes < 50_000_000 { ROUNDS } else { FEWER_ROUNDS };
    let stages = (0..rounds).map(|_| stages(&root, &fresh())).collect::<Result<Vec<_>>>()?;
    let claimed = folder.join("claims");
    corpus::write_with_claims(&claimed, events, SEED)?;
    let (mut whole, mut copied, mut floor, mut dated) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let (mut said, mut in_turn) = (Vec::new(), Vec::new());
    let texts = texts(&root)?;
    let bytes = load(&output)?;
    for _ in 0..rounds {
        whole.push(one_build(&root, &fresh())?);
        said.push(one_build(&claimed, &fresh())?);
        dated.push(time(|| dates(&texts))?.1);
        floor.push(time(|| store(&bytes, &fresh()))?.1);
        in_turn.push(time(|| store_in_turn(&bytes, &fresh()))?.1);
        copied.push(time(|| load(&root).and_then(|read| store(&bytes, &fresh()).map(|()| read)))?.1);
    }

    let name = |number: usize| thousands(number);
    println!(
        "\n{} events: {} files, {} bytes\n",
        name(usize::try_from(events)?),
        name(written.files),
        name(usize::try_from(written.bytes)?)
    );
    println!("{:<28}{:>12}{:>12}", "", "processor", "clock");
    let row = |name: &str, times: &[Time]| {
        println!("{name:<28}{:>12}{:>12}", shown(median(times, |t| t.processor)), shown(median(times, |t| t.clock)));
    };
    for (number, (stage, _)) in stages[0].iter().enumerate() {
        let times: Vec<Time> = stages.iter().map(|round| round[number].1).collect();
        row(stage, &times);
    }
    println!();
    let memory = whole.iter().map(|(_, kilobytes)| *kilobytes).max().unwrap_or(0);
    let [whole, said] = [whole, said].map(|all| all.into_iter().map(|(time, _)| time).collect::<Vec<Time>>());
    row("the whole build", &whole);
    row("writing the same bytes", &floor);
    row("  one file after the other", &in_turn);
    row("reading, and writing", &copied);
    row("dates alone", &dated);
    row("the build with claims", &said);
    println!();
    let floors = [
        ("build / writing", &floor),
        ("  one file after the other", &in_turn),
        ("build / reading and writing", &copied),
    ];
    for (name, floor) in floors {
        let pairs: Vec<(Time, Time)> = whole.iter().copied().zip(floor.iter().copied()).collect();
        println!("{name:<28}{:>12.2}{:>12.2}", ratio(&pairs, |t| t.processor), ratio(&pairs, |t| t.clock));
    }
    let share: Vec<(Time, Time)> = dated.iter().copied().zip(whole.iter().copied()).collect();
    println!("{:<28}{:>12.4}{:>12.4}", "dates / build", ratio(&share, |t| t.processor), ratio(&share, |t| t.clock));
    let more: Vec<(Time, Time)> = said.iter().copied().zip(whole.iter().copied()).collect();
    println!(
        "{:<28}{:>12.2}{:>12.2}",
        "with claims / without",
        ratio(&more, |t| t.processor),
        ratio(&more, |t| t.clock)
    );
    let rate = |time: Duration| name((events as f64 / time.as_secs_f64()) as usize);
    println!(
        "{:<28}{:>12}{:>12}",
        "events a second",
        rate(median(&whole, |t| t.processor)),
        rate(median(&whole, |t| t.clock))
    );
    match memory {
        0 => println!("{:<28} not measured: only Linux tells it, in /proc/self/status", "peak memory"),
        kilobytes => println!("{:<28}{:>12}", "peak memory", format!("{} MB", kilobytes * 1024 / 1_000_000)),
    }
    Ok(())
}

/// The build, as the command does it.
fn build(root: &Path, output: &Path) -> Result<Written> {
    // The command ends with both in its hands.
    let tree = ManuallyDrop::new(edge::read_site(root)?);
    edge::guard(output, root, None)?;
    let (renderer, found) = compile(&tree, &options());
    let renderer = ManuallyDrop::new(renderer);
    fail_on_errors(&found)?;
    let (written, found) = edge::write(&renderer, root, output, &|_| ())?;
    fail_on_errors(&found)?;
    Ok(written)
}

/// The stairs of `compile` one by one, and rendering without a disk.
fn stages(root: &Path, output: &Path) -> Result<Vec<(&'static str, Time)>> {
    let mut times = Vec::new();
    let mut found = Vec::new();
    let (tree, spent): (Tree, _) = time(|| Ok(edge::read_site(root)?))?;
    times.push(("read", spent));
    let ((documents, diagnostics), spent) = time(|| Ok(document::parse(&tree)))?;
    times.push(("parse", spent));
    found.extend(diagnostics);
    let ((timeline, diagnostics), spent) = time(|| {
        let (timeline, mut found) = model::resolve(documents, &options().selection);
        found.extend(check::run(&timeline, Rules::Build));
        Ok((timeline, found))
    })?;
    times.push(("resolve and check", spent));
    found.extend(diagnostics);
    let setting = Arc::new(view::Setting::new(timeline, None));
    let ((site, diagnostics), spent) = time(|| {
        let (files, mut found) = SiteBuilder::of_files(&tree);
        let (site, diagnostics) = view::site(&setting, files);
        found.extend(diagnostics);
        Ok((site, found))
    })?;
    times.push(("view", spent));
    found.extend(diagnostics);
    let ((renderer, diagnostics), spent) = time(|| {
        let globals = view::globals(&setting, &site);
        Ok(Renderer::new(&tree, site, globals))
    })?;
    times.push(("load templates", spent));
    found.extend(diagnostics);
    let (diagnostics, spent) = time(|| {
        let done = renderer.site().par_entries().map(|(path, _)| {
            let (content, found) = renderer.render(path);
            if let Some(Content::Bytes(bytes)) = content {
                black_box(bytes);
            }
            found
        });
        Ok(done.flatten().collect::<Vec<_>>())
    })?;
    times.push(("render, into nothing", spent));
    found.extend(diagnostics);
    let (written, spent) = time(|| Ok(edge::write(&renderer, root, output, &|_| ())?))?;
    times.push(("render, and write", spent));
    found.extend(written.1);
    let ((), spent) = time(|| {
        drop((tree, setting, renderer));
        Ok(())
    })?;
    times.push(("let go of it all", spent));
    fail_on_errors(&found)?;
    Ok(times)
}

/// The dates of a site's events, as they are written.
fn texts(root: &Path) -> Result<Vec<String>> {
    let (documents, _) = document::parse(&edge::read(root)?);
    let date = |event: &document::Document<document::Event>| event.front.date.as_ref().map(|date| date.to_string());
    Ok(documents.events.iter().filter_map(date).collect())
}

/// Parses dates and puts them in order.
fn dates(texts: &[String]) -> Result<()> {
    let parsed = texts.iter().map(|text| date::parse(text, None).map_err(|mistake| mistake.message));
    let mut dates: Vec<date::Date> = parsed.collect::<std::result::Result<_, _>>()?;
    dates.sort_by_cached_key(|date| (date.anchor(), date.rank()));
    black_box(dates);
    Ok(())
}

fn options() -> Options {
    let now = Now { seconds: 1_700_000_000, origin: "the benchmark" };
    Options { base_url: None, selection: Selection { drafts: false, now, as_of: None }, rules: Rules::Build }
}

/// The corpus has no mistakes; were there one, the benchmark would measure something else.
fn fail_on_errors(found: &[Diagnostic]) -> Result<()> {
    match found.iter().find(|diagnostic| diagnostic.severity == Severity::Error) {
        Some(first) => Err(format!("{}: {}", first.location.path, first.message).into()),
        None => Ok(()),
    }
}

/// Every file below a folder, with its bytes.
fn load(folder: &Path) -> Result<Vec<(PathBuf, Vec<u8>)>> {
    let files: Vec<PathBuf> = walkdir::WalkDir::new(folder)
        .into_iter()
        .filter(|entry| entry.as_ref().map_or(true, |entry| entry.file_type().is_file()))
        .map(|entry| entry.map(walkdir::DirEntry::into_path))
        .collect::<std::result::Result<_, _>>()?;
    let read = files.into_par_iter().map(|path| {
        let bytes = fs::read(&path)?;
        let below = path.strip_prefix(folder).map_or_else(|_| path.clone(), Path::to_path_buf);
        Ok((below, bytes))
    });
    Ok(read.collect::<std::io::Result<_>>()?)
}

/// The floor: folders from one thread, then the files from all, as the build writes them.
fn store(files: &[(PathBuf, Vec<u8>)], to: &Path) -> Result<()> {
    make_folders(files, to)?;
    Ok(files.par_iter().try_for_each(|(path, bytes)| fs::write(to.join(path), bytes))?)
}

/// The same from one thread, as a program does it that only copies.
fn store_in_turn(files: &[(PathBuf, Vec<u8>)], to: &Path) -> Result<()> {
    make_folders(files, to)?;
    Ok(files.iter().try_for_each(|(path, bytes)| fs::write(to.join(path), bytes))?)
}

fn make_folders(files: &[(PathBuf, Vec<u8>)], to: &Path) -> Result<()> {
    let folders: BTreeSet<PathBuf> = files.iter().filter_map(|(path, _)| Some(to.join(path.parent()?))).collect();
    Ok(folders.into_iter().try_for_each(fs::create_dir_all)?)
}

/// How long something took.
#[derive(Debug, Clone, Copy)]
struct Time {
    processor: Duration,
    clock: Duration,
}

fn time<T>(work: impl FnOnce() -> Result<T>) -> Result<(T, Time)> {
    let start = Instant::now();
    let before = processor(start);
    let value = work()?;
    let spent = Time { processor: processor(start).saturating_sub(before), clock: start.elapsed() };
    Ok((value, spent))
}

/// What all threads of this process have used of the processor, the system's part included.
#[cfg(unix)]
fn processor(_: Instant) -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or(0))
}

/// The clock has to do where the system's answer is not at hand.
#[cfg(not(unix))]
fn processor(start: Instant) -> Duration {
    start.elapsed()
}

fn median(times: &[Time], which: impl Fn(&Time) -> Duration) -> Duration {
    let mut all: Vec<Duration> = times.iter().map(which).collect();
    all.sort();
    all[all.len() / 2]
}

/// The median of the ratios of pairs.
fn ratio(pairs: &[(Time, Time)], which: impl Fn(&Time) -> Duration) -> f64 {
    let mut all: Vec<f64> = pairs.iter().map(|(a, b)| which(a).as_secs_f64() / which(b).as_secs_f64()).collect();
    all.sort_by(f64::total_cmp);
    all[all.len() / 2]
}

fn shown(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1000.0)
}

/// A build in a process of its own, as the command runs: here memory has been through many builds. Beside the
/// time, the most memory that it took, in kB.
fn one_build(root: &Path, output: &Path) -> Result<(Time, u64)> {
    let start = Instant::now();
    let run = Command::new(env::current_exe()?).arg(ONE_BUILD).arg(root).arg(output).output()?;
    let clock = start.elapsed();
    let said = String::from_utf8_lossy(if run.status.success() { &run.stdout } else { &run.stderr });
    let numbers = said.trim().split_once(' ').and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
    let (processor, memory) = numbers.ok_or_else(|| said.trim().to_owned())?;
    Ok((Time { processor: Duration::from_nanos(processor), clock }, memory))
}

/// The peak of this process, in kB.
fn peak_memory() -> Result<u64> {
    let status =
        fs::read_to_string("/proc/self/status").map_err(|_| "only Linux tells it, in /proc/self/status".to_owned())?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.trim().strip_suffix(" kB")).ok_or("/proc/self/status has no VmHWM")?;
    Ok(number.trim().parse()?)
}
