//! The pieces of a date in words: numbers, words, and the signs between them.
//!
//! Enters: text. Leaves: tokens, or nothing where a word is in no language known here. Must not know: what the
//! tokens say together.

use crate::date::doubt::Certainty;
use crate::date::lexicon::{Word, fold, in_han, is_han_numeral, word};
use crate::date::numeric;
use crate::date::part::{DatePart, Precision};

/// A piece of a date in words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Token {
    /// A number, and in how many digits it is written.
    Number(i64, usize),
    /// A date in numbers within the words.
    Exact(DatePart),
    Word(Word),
    Mark(Certainty),
    Dash,
    Slash,
    Dots,
}

/// The pieces of a text.
#[derive(Debug, Default)]
pub(crate) struct Tokens {
    pub(crate) list: Vec<Token>,
    /// Whether a date in numbers is among them that is not written as Annals has it.
    pub(crate) foreign: bool,
    /// Whether such a date can be read in two ways, by the order of its day and its month.
    pub(crate) two_ways: bool,
    /// Which of the two is taken.
    second: bool,
}

impl Tokens {
    fn push(&mut self, token: Token) {
        self.list.push(token);
    }
}

/// The pieces of a text, a date in numbers that has two readings by the first or the second of them. `None` when a
/// piece is not known.
pub(crate) fn tokens(text: &str, second: bool) -> Option<Tokens> {
    let text = fold(text);
    let (mut rest, mut out) = (text.as_str(), Tokens { second, ..Tokens::default() });
    while let Some(c) = rest.chars().next() {
        if c.is_ascii_digit() {
            rest = number(rest, &mut out)?;
        } else if is_cjk(c) {
            rest = cjk(rest, &mut out)?;
        } else if c.is_alphabetic() {
            // `п'ятниця` and `twenty-first` are one word, `d'août` is two.
            let end = rest.find(|c: char| !c.is_alphabetic() || is_cjk(c)).unwrap_or(rest.len());
            let longer = rest[end..].find(|c: char| !c.is_alphabetic() && !matches!(c, '\'' | '-'));
            let longer = &rest[..longer.map_or(rest.len(), |more| end + more)];
            let one = [longer, &rest[..end]].into_iter().find_map(|name| Some((name.len(), word(name)?)));
            let (length, word) = one?;
            // `1985-1X` has no Roman ten in it.
            let before = text[..text.len() - rest.len()].chars().next_back();
            if matches!(word, Word::Ordinal(_)) && before.is_some_and(|c| c.is_ascii_digit() || c == '-') {
                return None;
            }
            out.push(Token::Word(word));
            rest = &rest[length..];
        } else {
            rest = sign(c, rest, &mut out)?;
        }
    }
    Some(out)
}

fn sign<'a>(c: char, rest: &'a str, out: &mut Tokens) -> Option<&'a str> {
    if rest.starts_with("..") {
        out.push(Token::Dots);
        return Some(rest.trim_start_matches('.'));
    }
    // A day of the week in brackets, as Japanese has it: the sign of Monday is that of the month too.
    if let Some((inner, after)) = rest.strip_prefix('(').and_then(|rest| rest.split_once(')'))
        && let Some(day) = inner.chars().next().and_then(|c| "月火水木金土日".chars().position(|d| d == c))
    {
        out.push(Token::Word(Word::Weekday(u8::try_from(day).ok()?)));
        return Some(after);
    }
    match c {
        '-' | '–' | '—' => out.push(Token::Dash),
        '~' if out.list.last().is_some_and(|token| matches!(token, Token::Word(Word::DaySign | Word::MonthSign))) => {
            out.push(Token::Dash);
        }
        '/' => out.push(Token::Slash),
        '&' | '+' => out.push(Token::Word(Word::And)),
        '?' | '~' | '%' => out.push(Token::Mark(Certainty::take(&mut &rest[..1]))),
        // A year of two digits may be any.
        '\'' if is_short_year(&rest[1..]) => return None,
        '.' | ',' | ';' | '\'' | '"' | '`' | '(' | ')' | '、' | '،' => {}
        _ if c.is_whitespace() => {}
        _ => return None,
    }
    Some(&rest[c.len_utf8()..])
}

fn is_short_year(rest: &str) -> bool {
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    end == 2 && !rest[end..].starts_with(char::is_alphabetic)
}

/// A number and what is written together with it, or a date in numbers.
fn number<'a>(rest: &'a str, out: &mut Tokens) -> Option<&'a str> {
    let separator = |c: char| matches!(c, '-' | '/' | '.' | '_');
    let end = rest.find(|c: char| !c.is_ascii_digit() && !separator(c)).unwrap_or(rest.len());
    let joined = rest[..rest.find("..").map_or(end, |dots| dots.min(end))].trim_end_matches(separator);
    // `24.02.2022-26.02.2022` is two of them: the longest one first.
    let ends = joined.char_indices().rev().filter(|(_, c)| separator(*c)).map(|(at, _)| at);
    for end in [joined.len()].into_iter().chain(ends) {
        if exact(&joined[..end], out)? {
            return Some(&rest[end..]);
        }
    }
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (mut digits, mut rest) = (rest[..end].to_owned(), &rest[end..]);
    // `10,000`
    while let Some((group, after)) = rest.strip_prefix(',').and_then(|rest| rest.split_at_checked(3))
        && group.bytes().all(|b| b.is_ascii_digit())
        && !after.starts_with(|c: char| c.is_ascii_digit())
    {
        digits.push_str(group);
        rest = after;
    }
    if digits.len() > 13 {
        return None;
    }
    out.push(Token::Number(digits.parse().ok()?, digits.len()));
    // `1970s`, `1970's`, `1970er`, `1970-х`: a decade. `14th`, `1er`, `21-го`: an ordinal number.
    let ending = rest.trim_start_matches(['\'', '-']);
    let end = ending.find(|c: char| !c.is_alphabetic()).unwrap_or(ending.len());
    let (ending, after) = ending.split_at(end);
    match ending {
        "s" | "er" | "ern" | "х" | "ті" | "их" | "те" | "е" if digits.len() == 4 => {
            out.push(Token::Word(Word::Decade));
            Some(after)
        }
        "st" | "nd" | "rd" | "th" | "er" | "e" | "ème" | "º" | "го" | "е" | "те" | "й" if digits.len() <= 2 => {
            Some(after)
        }
        _ => Some(rest),
    }
}

/// Takes a date in numbers: whether it is one. `1921-24` among words is two years, and `24.02.` a day and a month.
/// `None` for three numbers that are no date.
fn exact(text: &str, out: &mut Tokens) -> Option<bool> {
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return Some(false);
    }
    if let Some(Ok(part)) = DatePart::read(text) {
        let taken = part.precision() != Precision::Season;
        if taken {
            out.push(Token::Exact(part));
        }
        return Some(taken);
    }
    // A day that the calendar lacks, or with its month and day swapped, has its own answer.
    let is_day = text.matches('-').count() == 2;
    if DatePart::read(text).is_some() && is_day {
        return None;
    }
    match numeric::readings(text).as_deref() {
        Some([one]) => {
            out.foreign = true;
            out.push(Token::Exact(*one));
            return Some(true);
        }
        Some([first, second]) => {
            (out.foreign, out.two_ways) = (true, true);
            out.push(Token::Exact(if out.second { *second } else { *first }));
            return Some(true);
        }
        Some(_) if text.split(|c: char| !c.is_ascii_digit()).count() > 2 => return None,
        _ => {}
    }
    let day_and_month = text.split_once('.').and_then(|(day, month)| {
        let (day, month): (u8, u8) = (day.parse().ok()?, month.parse().ok()?);
        ((1..=31).contains(&day) && (1..=12).contains(&month)).then_some((day, month))
    });
    if let Some((day, month)) = day_and_month {
        out.push(Token::Number(day.into(), 2));
        out.push(Token::Word(Word::Month(month)));
    }
    Some(day_and_month.is_some())
}

/// Letters of scripts that put no blanks between words.
fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}')
}

/// The longest word that is known, or a number.
fn cjk<'a>(rest: &'a str, out: &mut Tokens) -> Option<&'a str> {
    let numerals = rest.find(|c| !is_han_numeral(c)).unwrap_or(rest.len());
    let (numeral, after) = rest.split_at(numerals);
    if let Some(number) = in_han(numeral).filter(|_| !numeral.is_empty()) {
        out.push(Token::Number(number, numeral.chars().count().clamp(2, 4)));
        return Some(after);
    }
    // The first year of an era has a word of its own.
    if let Some(after) = rest.strip_prefix('元') {
        out.push(Token::Number(1, 2));
        return Some(after);
    }
    let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).take(4).collect::<Vec<_>>();
    let (end, found) = ends.into_iter().rev().find_map(|end| Some((end, word(&rest[..end])?)))?;
    out.push(Token::Word(found));
    Some(&rest[end..])
}
