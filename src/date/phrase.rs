//! Dates in words: "mid-March 2022", "before 14 March 2022", "24–26 лютого 2022".
//!
//! Enters: text, and the year that is meant where it names none. Leaves: a [`Mistake`] with the date that the
//! words say. Must not know: times of day, and characters that only look like others.

use crate::date::day::Day;
use crate::date::fields::Fields;
use crate::date::lexicon::Word;
use crate::date::mistake::{Mistake, month_name};
use crate::date::point::{Kind, Point, written};
use crate::date::tokens::{Token, tokens};
use crate::text::shorten;

/// What is said of a phrase, and why not, if it cannot be said.
type Said = Result<String, Mistake>;

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// What the words of a text say. `None` where there are none, or others than of dates.
pub(crate) fn meant(text: &str, year: Option<i64>) -> Option<Mistake> {
    let tokens = tokens(text, false)?;
    // One date in numbers alone has its own answer.
    let several = tokens.foreign && tokens.list.len() > 1;
    if !several && !tokens.list.iter().any(|token| matches!(token, Token::Word(_))) {
        return None;
    }
    let shown = shorten(text, 40);
    if tokens.list.contains(&Token::Word(Word::Fiscal)) {
        return Some(
            Mistake::new(format!("`{shown}` begins in another month from country to country"))
                .help("write its first and its last month, such as `2020-10/2021-09` or `2021-04/2022-03`"),
        );
    }
    let mut phrase = Phrase::new(year);
    let said = phrase.read(&tokens.list)?;
    if tokens.two_ways
        && let Some(Ok(other)) = Phrase::new(year).read(&self::tokens(text, true)?.list)
        && said.as_ref().ok() != Some(&other)
    {
        let mistake = Mistake::new(format!("`{shown}` can be read in two ways"));
        return Some(match said {
            Ok(one) => mistake.help(format!("write `{one}`,\nor `{other}`, whichever is meant")),
            Err(_) => mistake.help(format!("write `{other}`")),
        });
    }
    let text = match said {
        Ok(text) => text,
        Err(mistake) => return Some(mistake),
    };
    let mut help = format!("write `{text}`");
    if let Some(year) = phrase.year.filter(|_| phrase.guessed) {
        help = format!("{help}, if the year is {year}");
    }
    if phrase.hours {
        help = format!("{help}, and the part of the day in `date_note`");
    }
    Some(match phrase.weekday {
        Some((day, written)) => {
            let name = |day: u8| WEEKDAYS[usize::from(day) % 7];
            let (right, wrong) = (name(weekday(day)), name(written));
            let day = format!("{} {} {}", day.day, month_name(day.month), day.year);
            Mistake::new(format!("{day} is a {right}, not a {wrong}")).help(format!("{help}, or the day that is meant"))
        }
        None if phrase.guessed => Mistake::new(format!("`{shown}` has no year")).help(help),
        None if tokens.list.iter().all(joins) && !tokens.foreign => {
            Mistake::new(format!("a date is written without words, unlike `{shown}`")).help(help)
        }
        None => Mistake::new(format!("a date is written in numbers, year first, unlike `{shown}`")).help(help),
    })
}

/// Whether it is a date in numbers, or only says how such dates belong together.
fn joins(token: &Token) -> bool {
    match token {
        Token::Number(_, digits) => *digits == 4,
        Token::Word(word) => matches!(
            word,
            Word::Before
                | Word::After
                | Word::Since
                | Word::Until
                | Word::Between
                | Word::And
                | Word::Or
                | Word::Now
                | Word::Onward
                | Word::Nothing
        ),
        _ => true,
    }
}

/// 0 is Monday: 1970-01-01 was a Thursday.
fn weekday(day: Day) -> u8 {
    u8::try_from((day.to_days() + 3).rem_euclid(7)).unwrap_or(0)
}

/// What is found on the way through a phrase.
struct Phrase {
    year: Option<i64>,
    /// Whether that year was needed.
    guessed: bool,
    /// A day that is not on the day of the week that was written.
    weekday: Option<(Day, u8)>,
    /// Whether a part of a day is named.
    hours: bool,
}

impl Phrase {
    fn new(year: Option<i64>) -> Self {
        Self { year, guessed: false, weekday: None, hours: false }
    }

    fn read(&mut self, tokens: &[Token]) -> Option<Said> {
        let (first, rest) = tokens.split_first()?;
        // `up to`, `prior to`: the second word says no more.
        let bare = match rest {
            [Token::Word(Word::Until), bare @ ..] => bare,
            _ => rest,
        };
        match first {
            Token::Word(Word::Before) => self.one(bare, |point| format!("../{}", before(point))),
            Token::Word(Word::After) => self.one(bare, |point| format!("{}/..", after(point))),
            Token::Word(Word::Until) => self.one(bare, |point| format!("../{}", written(&point.to))),
            Token::Word(Word::Nothing | Word::Onward) => self.read(rest),
            Token::Word(Word::Between) => self.pair(rest, Some("..")),
            Token::Word(Word::Since) => self.pair(rest, None).or_else(|| self.since(rest)),
            _ => match tokens.split_last()? {
                (Token::Word(Word::Onward) | Token::Dash, start) => self.since(start),
                _ => self.pair(tokens, None).or_else(|| self.one(tokens, Point::text)),
            },
        }
    }

    fn since(&mut self, tokens: &[Token]) -> Option<Said> {
        let tokens = match tokens.split_last()? {
            (Token::Word(Word::Onward), start) => start,
            _ => tokens,
        };
        self.one(tokens, |point| format!("{}/..", written(&point.from)))
    }

    /// One date, and what is made of it.
    fn one(&mut self, tokens: &[Token], write: impl Fn(&Point) -> String) -> Option<Said> {
        let fields = Fields::read(tokens)?;
        Some(match self.point(&fields)? {
            Ok(point) => Ok(write(&point)),
            Err(mistake) => Err(mistake),
        })
    }

    fn point(&mut self, fields: &Fields) -> Option<Result<Point, Mistake>> {
        let mut fields = *fields;
        if fields.lacks_year() {
            let Some(year) = self.year else { return Some(Err(fields.no_year())) };
            self.guessed = true;
            fields.year = Some(year);
        }
        self.hours |= fields.hours;
        let point = match fields.point()? {
            Ok(point) => point,
            Err(mistake) => return Some(Err(mistake)),
        };
        if let Some(written) = fields.weekday
            && point.from == point.to
            && point.from.first() == point.from.last()
            && weekday(point.from.first()) != written
        {
            self.weekday = Some((point.from.first(), written));
        }
        Some(Ok(point))
    }

    /// Two dates with a word or a sign between them; words first, as `24-Feb-2022 to 26-Feb-2022` has both.
    fn pair(&mut self, tokens: &[Token], within: Option<&str>) -> Option<Said> {
        let is_word =
            |token: &Token| matches!(token, Token::Word(Word::Until | Word::Or | Word::And | Word::Now) | Token::Dots);
        let is_sign = |token: &Token| matches!(token, Token::Dash | Token::Slash);
        let places = |kind: &dyn Fn(&Token) -> bool| -> Vec<usize> {
            (1..tokens.len()).filter(|at| kind(&tokens[*at])).collect()
        };
        for at in places(&is_word).into_iter().chain(places(&is_sign)) {
            let (left, right) = (&tokens[..at], &tokens[at + 1..]);
            let left = match left.split_last() {
                // `2022-02-24 - now`
                Some((Token::Dash | Token::Slash | Token::Dots | Token::Word(Word::Until | Word::And), start)) => start,
                _ => left,
            };
            if tokens[at] == Token::Word(Word::Now) && right.is_empty() {
                if let Some(since) = self.since(left) {
                    return Some(since);
                }
                continue;
            }
            let right = match right {
                [Token::Word(Word::Until), right @ ..] => right,
                _ => right,
            };
            let sign = is_sign(&tokens[at]);
            let Some((left, right)) = Fields::read_two(left, right, sign) else { continue };
            let year = self.year;
            let Some((left, right)) = left.completed(right, year) else { continue };
            let (left, right) = match (self.point(&left), self.point(&right)) {
                (Some(Ok(left)), Some(Ok(right))) => (left, right),
                (Some(Err(mistake)), Some(_)) | (Some(_), Some(Err(mistake))) => return Some(Err(mistake)),
                _ => continue,
            };
            return Some(join(&left, &right, tokens[at], within.is_some()));
        }
        None
    }
}

/// Two dates as one text.
fn join(left: &Point, right: &Point, between: Token, within: bool) -> Said {
    if right.to.last() < left.from.first() {
        let (start, end) = (left.text(), right.text());
        return Err(Mistake::new(format!("the end {end} is before the start {start}")).help(format!(
            "write `{}/{}`, if the two are swapped",
            written(&right.from),
            written(&left.to)
        )));
    }
    let either = within || matches!(between, Token::Word(Word::Or) | Token::Dots);
    if either {
        let plain = |part: &crate::date::DatePart| part.with(crate::date::Doubts::default());
        let ends = (plain(&left.from).known_ends().0, plain(&right.to).known_ends().1);
        return Ok(format!("{}..{}", written(&ends.0), written(&ends.1)));
    }
    let next = Day::from_days(left.to.last().to_days() + 1);
    if between == Token::Word(Word::And) && next < right.from.first() {
        let (left, right) = (left.text(), right.text());
        return Err(Mistake::new("these are two dates, and an event has one")
            .help(format!("write `{left}`, and make another event for `{right}`")));
    }
    Ok(format!("{}/{}", written(&left.from), written(&right.to)))
}

/// The last date before one that is as exact.
fn before(point: &Point) -> String {
    let first = point.from.first();
    written(&Kind::of(&point.from).part(Day::from_days(first.to_days() - 1)))
}

/// The first date after one that is as exact.
fn after(point: &Point) -> String {
    let last = point.to.last();
    written(&Kind::of(&point.to).part(Day::from_days(last.to_days() + 1)))
}
