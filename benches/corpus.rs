//! A made-up site of any size, for measuring.
//!
//! Enters: a folder, how many events, a seed. Leaves: `annals.yaml` and `content/`, as a person would
//! have written them. Event number `i` depends on the seed and on `i` alone: it is the same in a site of
//! a thousand events and in one of ten thousand. Must not know: the library, so that the same files can
//! be built by every version of it.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::LazyLock;

/// Where the site of the corpus would stand; with it pages have canonical addresses.
const BASE_URL: &str = "https://timeline.example/";
/// Records in `content/sources.yaml`.
const SOURCES: u64 = 400;
/// The first day of an event, and how many days follow it: 1900-01-01 to 2023-03-15.
const FIRST_DAY: (u32, u32) = (1900, 45_000);

static WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    "accord account admiral after agency aid airport allies and answer appeal archive army as assembly at before \
     border bridge brief cabinet cable call canal capital cargo chair city clause coast column commission convoy \
     council court crew crossing dam deadline debate delegation denial deputy dispatch district document drought \
     editor election embassy envoy evening evidence export factory ferry field fleet flood for forecast from \
     frontier grain guard harbour hearing hospital in inquiry inspector interview into island journal judge \
     junction law leader ledger letter line mandate market mayor meeting message minister mission morning mountain \
     near negotiator network newspaper night notice of office officials on order over panel paper parliament party \
     patrol people petition pipeline port premier press promise protest province quarter question radio railway \
     reader record refusal reply report reporter request rescue river road route ruling sanctions school season \
     secretary senate session settlement ship shore signal source speech square staff statement station storm \
     strait strike studio summit supply talks telegram test that the through to tower town trade train transcript \
     treaty tribunal troops truce under union valley version veto village visit vote warning water weather week \
     winter with witness word year"
        .split(' ')
        .collect()
});
static TAGS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    "agriculture aid air borders climate courts culture defence diplomacy economy education elections energy \
     exploration finance fisheries health industry labour law media migration oceans parliament press-freedom \
     railways science security-council space trade united-nations water"
        .split(' ')
        .collect()
});
const KINDS: &[&str] = &["news", "report", "statement", "transcript", "record"];
const HOSTS: &[&str] = &["www.example.com", "news.example.net", "example.org", "archive.example.org"];
const ZONES: &[&str] = &["Europe/Paris", "Europe/Kyiv", "America/New_York", "Asia/Tokyo", "UTC"];

/// Writes the site to an empty or absent folder.
pub(crate) fn write(root: &Path, events: u64, seed: u64) -> io::Result<()> {
    fs::create_dir_all(root.join("content/events"))?;
    fs::create_dir_all(root.join("content/pages"))?;
    fs::write(
        root.join("annals.yaml"),
        format!(
            "title: A made-up timeline\nsite_id: 6f1f7f4e-0000-4000-8000-0000000000{:02x}\nbase_url: {BASE_URL}\n\
             language: en\ntimezone: UTC\norder: oldest\npage_size: 50\n",
            seed & 0xFF
        ),
    )?;
    let mut writer = Writer::new(seed, u64::MAX);
    fs::write(root.join("content/index.md"), index(&mut writer))?;
    fs::write(
        root.join("content/pages/about.md"),
        format!("---\ntitle: About this timeline\n---\n\n{}\n\n{}\n", writer.paragraph(), writer.paragraph()),
    )?;
    fs::write(root.join("content/sources.yaml"), sources(seed))?;
    for number in 0..events {
        let (name, text) = event(seed, number);
        fs::write(root.join("content/events").join(name), text)?;
    }
    Ok(())
}

/// Writes the same site with who says what: of 10,000 events, 200 actors, 500 claims and 5,000 statements.
pub(crate) fn write_with_claims(root: &Path, events: u64, seed: u64) -> io::Result<()> {
    write(root, events, seed)?;
    let (actors, claims) = ((events / 50).max(2), (events / 20).max(1));
    fs::create_dir_all(root.join("content/actors"))?;
    fs::create_dir_all(root.join("content/claims"))?;
    for number in 0..actors {
        let mut writer = Writer::new(!seed, number);
        let mut text = format!("---\nname: {} {number}\nrole: {}\n", writer.title(), writer.plain());
        let _ = writeln!(text, "type: {}", writer.pick(&["person", "organisation", "government"]));
        // Nobody speaks for somebody who comes later, so there is no circle.
        if number > 0 && writer.chance(40) {
            let _ = writeln!(text, "speaks_for: actor-{}", writer.below(number));
        }
        fs::write(root.join(format!("content/actors/actor-{number}.md")), text + "---\n")?;
    }
    for number in 0..claims {
        let mut writer = Writer::new(!seed, actors + number);
        let mut text = format!("---\ntext: {}\n", writer.title());
        let _ = writeln!(text, "concerns: [actor-{}]", writer.below(actors));
        if writer.chance(20) {
            let _ =
                writeln!(text, "assessment:\n  status: unverified\n  basis: {}\n  date: 2023-06-01", writer.plain());
        }
        let _ = write!(text, "---\n\n{}\n", writer.paragraph());
        fs::write(root.join(format!("content/claims/claim-{number}.md")), text)?;
    }
    for number in (0..events).step_by(2) {
        let (name, text) = event(seed, number);
        let mut writer = Writer::new(!seed, u64::MAX - number);
        let said = statement(&mut writer, actors, claims);
        fs::write(root.join("content/events").join(name), text.replacen("\n---\n", &format!("\n{said}---\n"), 1))?;
    }
    Ok(())
}

/// What is said at an event, and now and then what was corrected in it.
fn statement(writer: &mut Writer, actors: u64, claims: u64) -> String {
    let mut text = format!("statements:\n  - claim: claim-{}\n", writer.below(claims));
    if writer.chance(80) {
        let _ = writeln!(text, "    by: actor-{}", writer.below(actors));
    } else {
        let _ = writeln!(text, "    by: Officials of {}\n    named: false", capital(writer.pick(&WORDS)));
    }
    let stances = ["asserts", "asserts", "denies", "disputes", "unaware", "declines-to-comment", "confirms"];
    let _ = writeln!(text, "    stance: {}\n    source: {}", writer.pick(&stances), source_id(writer.below(SOURCES)));
    if writer.chance(30) {
        let _ = writeln!(text, "    quote: {}", writer.title());
    }
    if writer.chance(3) {
        let _ = writeln!(text, "corrections:\n  - date: 2023-06-02\n    text: {}", writer.plain());
    }
    text
}

fn index(writer: &mut Writer) -> String {
    let mut text = "---\ntitle: A made-up timeline, explained\n".to_owned();
    let _ = writeln!(text, "summary: {}", writer.plain());
    let _ = writeln!(text, "why: {}", writer.plain());
    for key in ["in_short", "known", "unknown"] {
        let _ = writeln!(text, "{key}:");
        for _ in 0..3 {
            let _ = writeln!(text, "  - {}", writer.plain());
        }
    }
    let _ = write!(text, "published: 2023-06-01\nupdated: 2023-06-30\n---\n\n{}\n", writer.paragraph());
    text
}

/// The id of a record in `content/sources.yaml`.
fn source_id(number: u64) -> String {
    format!("{}-{number}", WORDS[(number as usize * 7) % WORDS.len()])
}

fn sources(seed: u64) -> String {
    let mut text = String::new();
    for number in 0..SOURCES {
        let mut writer = Writer::new(seed, u64::MAX - 1 - number);
        let _ = writeln!(text, "{}:", source_id(number));
        let _ = writeln!(text, "  type: {}", writer.pick(KINDS));
        let _ = writeln!(text, "  title: {}", writer.title());
        if writer.chance(40) {
            let _ = writeln!(text, "  author: {}", writer.title());
        }
        let _ = writeln!(text, "  date: {}", day(writer.below(45_000)));
        let _ = writeln!(text, "  publisher: The {} Post", capital(writer.pick(&WORDS)));
        let _ = writeln!(text, "  url: {}", writer.url());
        if writer.chance(20) {
            let _ = writeln!(text, "  archive: {}", writer.url());
        }
        text.push('\n');
    }
    text
}

/// What other events need of an event: its date and its names.
struct Name {
    title: String,
    date: String,
    /// The last part of the file's name without `.md` and without a day: the id.
    id: String,
    file: String,
}

/// Made first of an event's own numbers, so that others can be named without writing them.
fn name(writer: &mut Writer, number: u64) -> Name {
    let title = writer.title();
    let start = writer.below(u64::from(FIRST_DAY.1));
    let whole = day(start);
    let roll = writer.below(100);
    let date = match roll {
        0..70 => whole.clone(),
        70..80 => whole[..7].to_owned(),
        80..82 => whole[..4].to_owned(),
        82..89 => format!("{whole} {:02}:{:02} {}", 9 + writer.below(10), writer.below(60), writer.pick(ZONES)),
        89..96 => format!("{whole}/{}", day(start + 1 + writer.below(40))),
        _ => format!("{whole}..{}", day(start + 1 + writer.below(20))),
    };
    let id = format!("{}-{number}", title.to_lowercase().split(' ').take(4).collect::<Vec<_>>().join("-"));
    // Most people put the day before the name of a file.
    let file = if roll < 70 { format!("{whole}-{id}.md") } else { format!("{id}.md") };
    Name { title, date, id, file }
}

/// The file of event number `number`: its name and its text.
fn event(seed: u64, number: u64) -> (String, String) {
    let mut writer = Writer::new(seed, number);
    let Name { title, date, id: _, file } = name(&mut writer, number);
    let earlier = |writer: &mut Writer| {
        let other = writer.below(number);
        name(&mut Writer::new(seed, other), other)
    };
    let mut text = format!("---\ntitle: \"{title}\"\ndate: {date}\n");
    let _ = writeln!(text, "summary: {}", writer.plain());
    if writer.chance(10) {
        let _ = writeln!(text, "importance: {}", writer.pick(&["major", "minor"]));
    }
    if writer.chance(30) {
        let _ = writeln!(text, "place: {}", capital(writer.pick(&WORDS)));
    }
    let tags: BTreeSet<&str> = (0..=writer.below(4)).map(|_| writer.pick(&TAGS)).collect();
    let _ = writeln!(text, "tags: [{}]", tags.into_iter().collect::<Vec<_>>().join(", "));
    text.push_str("sources:\n");
    for _ in 0..=writer.below(3) {
        if writer.chance(60) {
            let _ = writeln!(text, "  - {}", source_id(writer.below(SOURCES)));
        } else {
            let _ = writeln!(text, "  - title: {}\n    url: {}/{number}", writer.title(), writer.url());
        }
    }
    if number > 0 && writer.chance(15) {
        let related: BTreeSet<String> = (0..=writer.below(3)).map(|_| earlier(&mut writer).id).collect();
        let _ = writeln!(text, "related: [{}]", related.into_iter().collect::<Vec<_>>().join(", "));
    }
    text.push_str("---\n\n");
    body(&mut writer, &mut text);
    if number > 0 && writer.chance(30) {
        let other = earlier(&mut writer);
        let _ = writeln!(text, "\nIt began with [{}]({}).", other.title.to_lowercase(), other.file);
    }
    let _ = writeln!(text, "\n[^note]: {}", writer.sentence());
    (file, text)
}

/// 120 to 400 words: paragraphs, a heading, a list, a quotation, a footnote, now and then a table.
fn body(writer: &mut Writer, text: &mut String) {
    let start = text.len();
    let goal = 120 + writer.below(200) as usize;
    let _ = writeln!(text, "{}[^note] {}", writer.plain(), writer.paragraph());
    let _ = writeln!(text, "\n## {}\n\n{}\n", writer.title(), writer.paragraph());
    let mark = writer.pick(&["-", "1."]);
    for _ in 0..3 + writer.below(3) {
        let _ = writeln!(text, "{mark} {}", writer.sentence());
    }
    let _ = writeln!(text, "\n> {}\n> {}", writer.sentence(), writer.sentence());
    if writer.chance(20) {
        text.push_str("\n| Year | Place | Count |\n| --- | --- | ---: |\n");
        for _ in 0..3 + writer.below(4) {
            let (year, place, count) = (1900 + writer.below(120), capital(writer.pick(&WORDS)), writer.below(10_000));
            let _ = writeln!(text, "| {year} | {place} | {count} |");
        }
    }
    while text[start..].split_whitespace().count() < goal {
        let _ = writeln!(text, "\n{}", writer.paragraph());
    }
}

/// A day, counted from the first.
fn day(number: u64) -> String {
    let (mut year, mut rest) = (FIRST_DAY.0, number);
    let leap = |year: u32| year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    while rest >= 365 + u64::from(leap(year)) {
        rest -= 365 + u64::from(leap(year));
        year += 1;
    }
    let lengths = [31, 28 + u64::from(leap(year)), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let mut month = 1;
    for length in lengths {
        if rest < length {
            break;
        }
        rest -= length;
        month += 1;
    }
    format!("{year:04}-{month:02}-{:02}", rest + 1)
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Words and Markdown from one stream of numbers.
struct Writer {
    state: u64,
}

impl Writer {
    /// The stream of one document of one corpus.
    fn new(seed: u64, document: u64) -> Self {
        let mut writer = Self { state: seed };
        writer.state = writer.next() ^ document;
        writer.next();
        writer
    }

    /// SplitMix64.
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `end`, which is small.
    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    /// True in so many of a hundred cases.
    fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len() as u64) as usize]
    }

    fn words(&mut self, least: u64, most: u64) -> Vec<String> {
        (0..least + self.below(most - least + 1)).map(|_| self.pick(&WORDS).to_owned()).collect()
    }

    fn title(&mut self) -> String {
        capital(&self.words(3, 7).join(" "))
    }

    fn url(&mut self) -> String {
        format!("https://{}/{}", self.pick(HOSTS), self.words(1, 3).join("/"))
    }

    /// A sentence without markup.
    fn plain(&mut self) -> String {
        capital(&self.words(8, 18).join(" ")) + "."
    }

    /// A sentence, often with a link, emphasis, code, or quotation marks.
    fn sentence(&mut self) -> String {
        let mut words = self.words(7, 18);
        let at = 1 + self.below(words.len() as u64 - 3) as usize;
        match self.below(100) {
            0..12 => words[at] = format!("[{} {}]({})", words[at], words[at + 1], self.url()),
            12..20 => words[at] = format!("**{}**", words[at]),
            20..28 => words[at] = format!("*{}*", words[at]),
            28..31 => words[at] = format!("`{}`", words[at]),
            31..38 => {
                words[at] = format!("\"{}", words[at]);
                words[at + 1].push('"');
            }
            38..44 => words[at].push_str("'s"),
            44..50 => words[at].push_str(" --"),
            50..70 => words[at].push(','),
            _ => {}
        }
        capital(&words.join(" ")) + "."
    }

    fn paragraph(&mut self) -> String {
        (0..=self.below(3)).map(|_| self.sentence()).collect::<Vec<_>>().join(" ")
    }
}
