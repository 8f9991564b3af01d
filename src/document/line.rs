//! One line of YAML: its margin, its hyphen, its key; and the signs in their places that look like those of YAML and are
//! others.
//!
//! Enters: a line. Leaves: its parts, or the line as it was meant. Must not know: the lines round it.

use crate::text::signs;

/// The parts of a line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    column: usize,
    text: &'a str,
}

impl<'a> Line<'a> {
    /// Reads a line; nothing where it is empty or a comment.
    pub(super) fn read(line: &'a str) -> Option<Self> {
        let text = line.trim();
        let margin = &line[..line.len() - line.trim_start().len()];
        (!text.is_empty() && !text.starts_with('#')).then(|| Self { column: width(margin), text })
    }

    /// The column that it begins at.
    pub(super) fn column(&self) -> usize {
        self.column
    }

    /// What stands there.
    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    pub(super) fn is_item(&self) -> bool {
        self.text == "-" || self.text.starts_with("- ")
    }

    /// What stands behind its hyphen, if it has one.
    fn inner(&self) -> &'a str {
        if self.is_item() { self.text[1..].trim_start() } else { self.text }
    }

    /// The column of its key.
    pub(super) fn within(&self) -> usize {
        self.column + self.text.len() - self.inner().len()
    }

    /// Its key.
    pub(super) fn key(&self) -> Option<&'a str> {
        let inner = self.inner();
        let (name, rest) = inner.split_once(':')?;
        let quoted = name.trim_end().trim_matches(['"', '\'']);
        (is_word(quoted) && (rest.is_empty() || rest.starts_with([' ', '\t']))).then_some(quoted)
    }

    /// Whether its value stands below it.
    pub(super) fn opens(&self) -> bool {
        let bare = self.inner().split(" #").next().unwrap_or("").trim_end();
        self.key().is_some() && bare.ends_with(':')
    }

    /// The column that the lines of the text which it begins are deeper than.
    pub(super) fn block(&self) -> Option<usize> {
        let (_, value) = self.inner().split_once(": ").or_else(|| self.is_item().then_some(("", self.inner())))?;
        let value = value.split(" #").next()?.trim();
        let rest = value.strip_prefix(['|', '>'])?;
        rest.chars().all(|c| matches!(c, '+' | '-' | '0'..='9')).then(|| match self.key() {
            Some(_) => self.within(),
            None => self.column,
        })
    }
}

/// Whether a text is a word such as keys are.
pub(super) fn is_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

/// How many columns a margin is wide: a tab is taken for two.
fn width(margin: &str) -> usize {
    margin.chars().map(|c| if c == '\t' { 2 } else { 1 }).sum()
}

/// How many bytes at their ends two lines have in common.
pub(super) fn common_end(one: &str, other: &str) -> usize {
    let same = one.chars().rev().zip(other.chars().rev()).take_while(|(one, other)| one == other);
    same.map(|(c, _)| c.len_utf8()).sum()
}

/// A line with the signs of YAML in the places of others.
pub(super) struct Meant {
    pub(super) text: String,
    pub(super) message: String,
    /// Whether its margin had others than blanks.
    pub(super) indented: bool,
    /// Whether its colon was another.
    pub(super) colon: bool,
}

/// The colons of other alphabets and of mathematics.
const COLONS: [char; 4] = ['：', '∶', '﹕', '꞉'];

/// Whether a text has a colon that may have made text of a key.
pub(super) fn has_other_colon(text: &str) -> bool {
    !text.is_ascii() && text.contains(COLONS)
}

/// The line as it was meant, where signs in it only look like those of YAML. `in_list`: the line may be an item.
pub(super) fn signs(line: &str, in_list: bool, is_key: &dyn Fn(&str) -> bool) -> Option<Meant> {
    let margin = &line[..line.len() - line.trim_start().len()];
    let odd = margin.chars().find(|c| *c != ' ');
    let mut message = odd.map(|c| match c {
        '\t' => "a tab cannot indent YAML".to_owned(),
        _ => format!("{} cannot indent YAML", signs::called(c)),
    });
    let (hyphen, rest) = item(&line[margin.len()..], in_list, &mut message);
    let key = key(rest, is_key, &mut message);
    let text = match key {
        Some((key, value)) => format!("{}{hyphen}{key}{value}", " ".repeat(width(margin))),
        None => format!("{}{hyphen}{rest}", " ".repeat(width(margin))),
    };
    let colon = text.matches(':').count() > line.matches(':').count();
    Some(Meant { text, message: message?, indented: odd.is_some(), colon })
}

/// Whether it is a blank of another kind than that of a keyboard.
fn is_odd_blank(c: char) -> bool {
    c.is_whitespace() && !matches!(c, ' ' | '\t' | '\r' | '\n')
}

/// The hyphen of an item, as YAML has it, and what follows.
fn item<'a>(text: &'a str, in_list: bool, message: &mut Option<String>) -> (&'static str, &'a str) {
    let mut letters = text.chars();
    let Some(first) = letters.next() else { return ("", text) };
    let rest = letters.as_str();
    let next = rest.chars().next();
    let apart = next.is_some_and(|c| c == ' ' || is_odd_blank(c));
    match first {
        '-' if next.is_some_and(is_odd_blank) => {
            let odd = next.map_or_else(String::new, signs::called);
            message.get_or_insert_with(|| format!("{odd} stands behind a hyphen, where YAML needs a blank"));
        }
        '-' if in_list && next.is_some_and(char::is_alphanumeric) => {
            message.get_or_insert_with(|| "an item of a list needs a blank behind its hyphen".to_owned());
        }
        '•' | '*' | '·' | '‣' | '◦' if in_list && apart => {
            message.get_or_insert_with(|| format!("an item of a list begins with a hyphen, not with `{first}`"));
        }
        _ if first != '-' && signs::is_dash(first) && in_list && apart => {
            let odd = signs::called(first);
            message.get_or_insert_with(|| format!("{odd} stands where an item of a list has a hyphen"));
        }
        '-' if next == Some(' ') => {}
        _ => return ("", text),
    }
    ("- ", rest.trim_start())
}

/// A key with its colon, as YAML has them, and its value.
fn key<'a>(text: &'a str, is_key: &dyn Fn(&str) -> bool, message: &mut Option<String>) -> Option<(String, &'a str)> {
    let at = text.find(|c: char| c == ':' || COLONS.contains(&c))?;
    let (name, rest) = text.split_at(at);
    let colon = rest.chars().next()?;
    let value = &rest[colon.len_utf8()..];
    let typed = name.trim_end();
    if !is_key(&signs::plain(typed).text) && !is_key(typed) {
        return None;
    }
    let gap = |c: char| c.is_whitespace() || signs::is_unseen(c);
    let bare = value.trim_start_matches(gap);
    let odd = value[..value.len() - bare.len()].chars().find(|c| is_odd_blank(*c) || signs::is_unseen(*c));
    if colon != ':' {
        let odd = signs::called(colon);
        message.get_or_insert_with(|| format!("{odd} stands behind `{typed}`, where YAML needs `:` and a blank"));
    } else if let Some(odd) = odd.map(signs::called) {
        message.get_or_insert_with(|| format!("{odd} stands behind the colon of `{typed}`, where YAML needs a blank"));
    } else if !bare.is_empty() && bare.len() == value.len() {
        message.get_or_insert_with(|| format!("`{typed}` needs a blank behind its colon"));
    }
    Some((format!("{name}:{}", if bare.is_empty() { "" } else { " " }), bare))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_as_it_was_meant() {
        let is_key = |name: &str| matches!(name, "title" | "url");
        for (line, expected) in [
            ("title: x", None),
            ("title:", None),
            ("  - title: x", None),
            ("- x", None),
            ("note：x", None),
            ("https://example.org/", None),
            ("title：x", Some("title: x")),
            ("title： x", Some("title: x")),
            ("title：", Some("title:")),
            ("title:\u{A0}x", Some("title: x")),
            ("title:\u{A0} x", Some("title: x")),
            ("title:\u{200B}x", Some("title: x")),
            ("title:x", Some("title: x")),
            ("\ttitle: x", Some("  title: x")),
            ("\u{A0}\u{A0}title: x", Some("  title: x")),
            ("\t- title：x", Some("  - title: x")),
            ("-\u{A0}x", Some("- x")),
            ("– x", Some("- x")),
            ("•\u{A0}x", Some("- x")),
            ("* x", Some("- x")),
            ("-x", Some("- x")),
            ("--x", None),
            ("-5", Some("- 5")),
        ] {
            let meant = signs(line, true, &is_key);
            assert_eq!(meant.as_ref().map(|meant| meant.text.as_str()), expected, "{line}");
            if let Some(meant) = meant {
                assert!(signs(&meant.text, true, &is_key).is_none(), "{line}");
            }
        }
        assert!(signs("– x", false, &is_key).is_none());
        assert!(signs("-x", false, &is_key).is_none());
    }

    #[test]
    fn parts_of_a_line() {
        for (line, column, key, within, opens, block) in [
            ("title: x", 0, Some("title"), 0, false, None),
            ("  sources:", 2, Some("sources"), 2, true, None),
            ("sources: # two", 0, Some("sources"), 0, true, None),
            ("  - url: y", 2, Some("url"), 4, false, None),
            ("  -   url:", 2, Some("url"), 6, true, None),
            ("  - a", 2, None, 4, false, None),
            ("why: |", 0, Some("why"), 0, false, Some(0)),
            ("  - why: >-", 2, Some("why"), 4, false, Some(4)),
            ("  - |", 2, None, 4, false, Some(2)),
            ("a b: c", 0, None, 0, false, None),
        ] {
            let read = Line::read(line).unwrap();
            let parts = (read.column(), read.key(), read.within(), read.opens(), read.block());
            assert_eq!(parts, (column, key, within, opens, block), "{line}");
        }
        assert!(Line::read("  # note").is_none() && Line::read(" ").is_none());
    }
}
