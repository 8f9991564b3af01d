//! Text whose lines are not laid out as YAML has it, read as they were meant.
//!
//! Enters: YAML that the reader refuses. Leaves: what it says, and findings at the places where it was typed. Must not
//! know: how a line is mended.

use super::kinds::Record;
use super::layout::{self, Fault, Keys, Mended};
use super::mistake;
use super::nodes::{Step, Tree};
use super::yaml::{Read, Records, Yaml, read_as, read_lines, stop};
use crate::diagnostic::{Code, Diagnostic, Location};

/// A record, where lines of it are mended.
/// `taken`: the reader takes it as it stands.
pub(super) fn record<T: Record>(yaml: &Yaml<'_>, taken: bool) -> Option<Read<T>> {
    let mended = layout::mend(yaml.text(), &Keys::of(T::SHAPE, false), taken, &stopped)?;
    let file = file(yaml, &mended);
    let Read { value, unread, mut found, .. } = read_as(&meant(yaml, &mended, &file), false);
    place(yaml, &mended, &mut found);
    Some(Read { value, unread, found, laid: Some(mended) })
}

/// A table of records, where lines of it are mended.
pub(super) fn table<T: Record + Send>(yaml: &Yaml<'_>) -> Option<(Records<T>, Mended)> {
    let mended = layout::mend(yaml.text(), &Keys::of(T::SHAPE, true), false, &stopped)?;
    let file = file(yaml, &mended);
    let (mut table, mut found) = read_lines(&meant(yaml, &mended, &file));
    place(yaml, &mended, &mut found);
    for named in &mut table {
        named.key = mended.back(named.key.start)..mended.back(named.key.end);
    }
    Some(((table, found), mended))
}

/// The place of a value of text of which lines are mended.
pub(super) fn place_of(yaml: &Yaml<'_>, mended: &Mended, steps: &[Step<'_>]) -> Location {
    let file = file(yaml, mended);
    let mut place = meant(yaml, mended, &file).place(steps);
    back(yaml, mended, &mut place);
    place
}

/// The file with the text as it was meant.
fn file(yaml: &Yaml<'_>, mended: &Mended) -> String {
    [&yaml.file[..yaml.range.start], &mended.text, &yaml.file[yaml.range.end..]].concat()
}

fn meant<'a>(yaml: &Yaml<'a>, mended: &Mended, file: &'a str) -> Yaml<'a> {
    Yaml { file, range: yaml.range.start..yaml.range.start + mended.text.len(), ..yaml.clone() }
}

/// Puts findings at the places where the text was typed, and adds those about its lines.
fn place(yaml: &Yaml<'_>, mended: &Mended, found: &mut Vec<Diagnostic>) {
    for one in found.iter_mut() {
        let related = one.related.iter_mut().map(|(place, _)| place);
        std::iter::once(&mut one.location).chain(related).for_each(|place| back(yaml, mended, place));
    }
    let fault = |Fault { at, message, help }: &Fault| {
        Diagnostic::new(Code::YamlSyntax, yaml.location(at), message.as_str()).help(help.as_str())
    };
    found.extend(mended.faults.iter().map(fault));
}

fn back(yaml: &Yaml<'_>, mended: &Mended, place: &mut Location) {
    let start = yaml.range.start;
    let typed = |at: usize| if at < start { at } else { start + mended.back(at - start) };
    if let Some((from, to)) = &mut place.span {
        (*from, *to) = (typed(*from), typed(*to).max(typed(*from)));
    }
}

/// The byte at which a text stops being YAML.
fn stopped(text: &str) -> Option<usize> {
    let (_, found) = stop(text)?;
    match found.words.contains("more than one document") {
        // This reader does not say where.
        true => Tree::read(text).stop.map(|(_, at)| at).or(Some(0)),
        false => Some(mistake::at(&found, text)),
    }
}
