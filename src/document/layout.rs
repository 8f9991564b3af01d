//! How lines are laid out: what stands before them, behind a key and behind a hyphen, in text that the reader of YAML
//! refuses.
//!
//! Enters: YAML, and the keys that may stand in it. Leaves: the same with the lines as they were meant, and what is wrong
//! with each. A mend counts only where the reader then gets farther. Must not know: what the keys mean.

use std::collections::BTreeSet;
use std::ops::Range;

use super::kinds::{Kind, Shape};
use super::line::{self, Line};
use crate::text::plural;

/// The most lines of a text that are mended, and the most bytes that are read to try them.
const MOST: usize = 20;
const TRIED: usize = 1 << 20;

/// A line that is not laid out as YAML has it.
#[derive(Debug)]
pub(super) struct Fault {
    /// Its bytes in the text.
    pub(super) at: Range<usize>,
    pub(super) message: String,
    pub(super) help: String,
}

/// A text with its lines as they were meant.
#[derive(Debug)]
pub(super) struct Mended {
    pub(super) text: String,
    pub(super) faults: Vec<Fault>,
    lines: Vec<Piece>,
    /// Where each begins in it.
    starts: Vec<usize>,
}

/// A line, as it stands there and as it was meant.
#[derive(Debug)]
struct Piece {
    start: usize,
    old: String,
    new: String,
    /// The lengths of what differs at its beginning.
    head: (usize, usize),
}

/// The keys that a text may have.
pub(super) struct Keys {
    /// Those of the record itself, and those of records in it.
    own: BTreeSet<&'static str>,
    inner: BTreeSet<&'static str>,
    /// Those of the record itself below which any key may stand.
    free: Vec<&'static str>,
    /// Whether any key may stand at its beginning.
    ids: bool,
}

impl Keys {
    /// The keys of a record at any depth; `ids`: of a table of such records.
    pub(super) fn of(shape: &'static Shape, ids: bool) -> Self {
        let (own, mut inner) = (shape.names().collect(), BTreeSet::new());
        gather(shape, &mut inner);
        if ids {
            inner.extend(&own);
        }
        let free = shape.keys.iter().filter(|key| matches!(key.kind, Kind::Free | Kind::Table(_)));
        Self { own, inner, free: free.map(super::kinds::Key::name).collect(), ids }
    }

    /// Whether a key may stand at a column; `any`: where any may stand below the key above.
    fn may(&self, name: &str, column: usize, any: bool) -> bool {
        match (column, self.ids) {
            (0, true) => line::is_word(name) && !self.own.contains(name),
            (0, false) => self.own.contains(name),
            _ => self.inner.contains(name) || any && line::is_word(name),
        }
    }
}

/// The keys of the records in one.
fn gather(shape: &'static Shape, keys: &mut BTreeSet<&'static str>) {
    for key in shape.keys {
        let mut kind = &key.kind;
        while let Kind::List(inner) | Kind::OneOrMany(inner) | Kind::Table(inner) = kind {
            kind = inner;
        }
        if let Kind::Record(inner) | Kind::Either(_, inner) = kind {
            keys.extend(inner.names());
            gather(inner, keys);
        }
    }
}

/// The text as it was meant, where its lines are not laid out as YAML has it. `stop` is where the reader stops in a text.
/// `taken`: the reader takes the text, so that only a colon counts that makes text of a key.
pub(super) fn mend(text: &str, keys: &Keys, taken: bool, stop: &dyn Fn(&str) -> Option<usize>) -> Option<Mended> {
    let mut start = 0;
    let piece = |line: &str| {
        let piece = Piece { start, old: line.to_owned(), new: line.to_owned(), head: (0, 0) };
        start += line.len() + 1;
        piece
    };
    let mut work = Work { lines: text.split('\n').map(piece).collect(), keys, faults: Vec::new(), left: TRIED, stop };
    let first = work.stops(text);
    work.signs(taken);
    if !work.faults.is_empty() {
        let now = work.stops(&work.text());
        // What did not help was no fault.
        if matches!((first, now), (Some(first), Some(now)) if now < first) || (first.is_none() && now.is_some()) {
            for line in &mut work.lines {
                (line.new, line.head) = (line.old.clone(), (0, 0));
            }
            work.faults.clear();
        }
    }
    while work.faults.len() < MOST && work.step() {}
    let text = work.text();
    let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    (!work.faults.is_empty()).then_some(Mended { text, faults: work.faults, lines: work.lines, starts })
}

impl Mended {
    /// Where a byte of the mended text stands in the other.
    pub(super) fn back(&self, at: usize) -> usize {
        let number = self.starts.partition_point(|start| *start <= at).saturating_sub(1);
        let (line, start) = (&self.lines[number], self.starts[number]);
        let ((old, new), within) = (line.head, at - start);
        let within = if within >= new { within - new + old } else { within.min(old) };
        line.start + within.min(line.old.len())
    }
}

/// Lines by their numbers as they may have been meant, and what was wrong with them.
type Try = (Vec<(usize, String)>, String);

struct Work<'a> {
    lines: Vec<Piece>,
    keys: &'a Keys,
    faults: Vec<Fault>,
    /// How many bytes may still be read to try a mend.
    left: usize,
    stop: &'a dyn Fn(&str) -> Option<usize>,
}

impl Work<'_> {
    fn text(&self) -> String {
        self.lines.iter().map(|line| line.new.as_str()).collect::<Vec<_>>().join("\n")
    }

    /// The line that the reader stops in.
    fn stops(&mut self, text: &str) -> Option<usize> {
        self.left = self.left.saturating_sub(text.len());
        let at = (self.stop)(text)?;
        Some(text.as_bytes()[..at.min(text.len())].iter().filter(|byte| **byte == b'\n').count())
    }

    /// A line without what stands at its end; nothing where it is empty or a comment.
    fn line(&self, number: usize) -> Option<Line<'_>> {
        Line::read(&self.lines[number].new)
    }

    /// The nearest line above that has something in it.
    fn above(&self, number: usize) -> Option<usize> {
        (0..number).rev().find(|above| self.line(*above).is_some())
    }

    /// Whether any key may stand below a line.
    fn is_free(&self, line: Line<'_>) -> bool {
        line.key().is_some_and(|name| self.keys.free.contains(&name))
    }

    /// The columns at which a line may begin, by the lines above it.
    fn columns(&self, number: usize, is_item: bool) -> Vec<usize> {
        let (mut columns, mut limit) = (Vec::new(), usize::MAX);
        for (nearest, above) in (0..number).rev().filter_map(|above| self.line(above)).enumerate() {
            let (column, within) = (above.column(), above.within());
            if nearest == 0 && above.opens() {
                columns.push(within + 2);
            }
            if column < limit {
                let is_list = above.is_item();
                if is_list && above.key().is_some() && !is_item {
                    columns.push(within);
                }
                if is_list == is_item || (is_item && nearest == 0 && above.opens()) {
                    columns.push(column);
                }
                limit = column;
            }
            if column == 0 {
                break;
            }
        }
        columns.dedup();
        columns
    }

    /// The nearest of those columns at which the key of the line may stand; of two the deeper.
    fn nearest(&self, number: usize, line: Line<'_>, any: bool) -> Vec<usize> {
        let mut columns = self.columns(number, line.is_item());
        if let Some(name) = line.key().filter(|_| !line.is_item()) {
            columns.retain(|column| self.keys.may(name, *column, any));
        }
        columns.sort_by_key(|other| (other.abs_diff(line.column()), std::cmp::Reverse(*other)));
        columns
    }

    /// Puts signs of a keyboard where a line has others that YAML does not read.
    fn signs(&mut self, taken: bool) {
        let (mut block, mut free) = (None, false);
        for number in 0..self.lines.len() {
            if self.faults.len() >= MOST {
                return;
            }
            let Some(line) = self.line(number) else { continue };
            if block.is_some_and(|column| line.column() > column) {
                continue;
            }
            let in_list = self
                .above(number)
                .and_then(|above| self.line(above))
                .is_some_and(|above| above.opens() || above.is_item() && above.column() == line.column());
            let (column, keys) = (line.column(), self.keys);
            let is_key =
                |name: &str| keys.may(name, column, free) || keys.may(name, 2, free) || keys.may(name, 0, free);
            let meant = line::signs(&self.lines[number].new, in_list, &is_key);
            if let Some(meant) = meant.filter(|meant| !taken || meant.colon) {
                let column = match (meant.indented, Line::read(&meant.text)) {
                    (true, Some(read)) if read.key().is_some() || read.is_item() => {
                        self.nearest(number, read, free).first().copied().unwrap_or(0)
                    }
                    (_, Some(read)) => read.column(),
                    (_, None) => 0,
                };
                let new = format!("{}{}", " ".repeat(column), meant.text.trim_start_matches(' '));
                let kept = line::common_end(&self.lines[number].old, &new);
                self.change(&[(number, new)], kept, meant.message);
            } else if let Some(column) = self.below_its_id(number).filter(|_| !taken) {
                let new = format!("{}{}", " ".repeat(column), line.text());
                let kept = line.text().len();
                let message = "this line begins where ids do, so that it is no key of the record above".to_owned();
                self.change(&[(number, new)], kept, message);
            }
            let Some(line) = self.line(number) else { continue };
            block = line.block();
            if line.column() == 0 {
                free = self.is_free(line);
            }
        }
    }

    /// The column of a line of a record in a table that begins where ids do.
    fn below_its_id(&self, number: usize) -> Option<usize> {
        let line = self.line(number).filter(|line| self.keys.ids && line.column() == 0)?;
        let in_braces = line.text().contains('{');
        let name = line.key().filter(|name| self.keys.own.contains(name) && !line.opens() && !in_braces)?;
        let above = self.above(number).and_then(|above| self.line(above))?;
        let id = above.column() == 0 && above.opens() && above.key() != Some(name);
        if id { Some(2) } else { Some(above.column()).filter(|column| *column > 0) }
    }

    /// Puts lines in the place of others, and says why; the first is shown.
    fn change(&mut self, new: &[(usize, String)], kept: usize, message: String) {
        let (Some((first, line)), Some((last, _))) = (new.first(), new.last()) else { return };
        let end = self.lines[*last].start + self.lines[*last].old.trim_end().len();
        let help = write_line(line);
        let at = self.lines[*first].start..end.max(self.lines[*first].start);
        self.faults.push(Fault { at, message, help });
        for (number, line) in new {
            let piece = &mut self.lines[*number];
            let kept = if number == first { kept } else { 0 };
            piece.head = (piece.old.len() - kept, line.len() - kept);
            piece.new.clone_from(line);
        }
    }

    /// Mends the line that the reader stops in, if that can be done.
    fn step(&mut self) -> bool {
        let text = self.text();
        if text.len() > self.left {
            return false;
        }
        let Some(stopped) = self.stops(&text) else { return false };
        let mut tries = self.to_the_margin(stopped);
        tries.extend(self.to_a_neighbour(stopped));
        tries.extend(
            [Some(stopped), self.above(stopped)].into_iter().flatten().filter_map(|at| self.beside_its_key(at)),
        );
        for (new, message) in tries {
            let mut lines: Vec<&str> = self.lines.iter().map(|line| line.new.as_str()).collect();
            for (number, line) in &new {
                lines[*number] = line;
            }
            let tried = lines.join("\n");
            if self.stops(&tried).is_none_or(|now| now > stopped) {
                let kept = new.first().map_or(0, |(number, line)| line::common_end(&self.lines[*number].old, line));
                self.change(&new, kept, message);
                return true;
            }
        }
        false
    }

    /// The first line without the blanks that the line below has not.
    fn to_the_margin(&self, stopped: usize) -> Vec<Try> {
        let Some(below) = self.line(stopped) else { return Vec::new() };
        let mut first = (0..stopped).filter(|above| self.line(*above).is_some());
        let Some((first, line)) = first.next().and_then(|first| Some((first, self.line(first)?))) else {
            return Vec::new();
        };
        let same = |above: usize| self.line(above).is_some_and(|above| above.column() <= line.column());
        if line.column() <= below.column() || below.key().is_none() || (first + 1..stopped).any(same) {
            return Vec::new();
        }
        let new = format!("{}{}", " ".repeat(below.column()), line.text());
        let message = indented(line.column(), below.column());
        vec![(vec![(first, new)], message)]
    }

    /// The line at the columns at which it may begin.
    fn to_a_neighbour(&self, stopped: usize) -> Vec<Try> {
        let Some(line) = self.line(stopped) else { return Vec::new() };
        let column = line.column();
        let top = (0..stopped).rev().filter_map(|above| self.line(above)).find(|above| above.column() == 0);
        let any = top.is_some_and(|top| self.is_free(top));
        if !line.is_item() && line.key().is_none() {
            return Vec::new();
        }
        let columns = self.nearest(stopped, line, any).into_iter().filter(|other| *other != column);
        let moved = |other: usize| vec![(stopped, format!("{}{}", " ".repeat(other), line.text()))];
        columns.map(|other| (moved(other), indented(column, other))).collect()
    }

    /// A text on the line of the key above it.
    fn beside_its_key(&self, number: usize) -> Option<Try> {
        let text = self.line(number).filter(|line| line.key().is_none() && !line.is_item())?;
        let above = self.above(number)?;
        let line = self.line(above).filter(|line| line.opens() && text.column() <= line.within())?;
        let name = line.key()?;
        let joined = format!("{}{} {}", " ".repeat(line.column()), line.text(), text.text());
        Some((
            vec![(above, joined), (number, String::new())],
            format!("the value of `{name}` stands below it and is not indented"),
        ))
    }
}

/// A help that says how a line is written.
pub(super) fn write_line(line: &str) -> String {
    let line = line.trim_end();
    match line.len() - line.trim_start().len() {
        0 => format!("write the line `{line}`"),
        blanks => format!("write the line `{line}`, with {} before it", plural(blanks, "blank", "blanks")),
    }
}

fn indented(column: usize, other: usize) -> String {
    let other = if other == 0 { "none".to_owned() } else { other.to_string() };
    let own = plural(column, "blank", "blanks");
    format!("this line begins with {own}, where its neighbours begin with {other}")
}
