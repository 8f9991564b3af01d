//! What the words of one date say: its year, its month, its season, and how sure it is.
//!
//! Enters: tokens between which no word joins two dates. Leaves: [`Fields`]. Must not know: what they are together.

use crate::date::day::short_year;
use crate::date::doubt::Certainty;
use crate::date::lexicon::Word;
use crate::date::part::{DatePart, Precision};
use crate::date::tokens::Token;

/// What a year is divided into, or many years are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    Season(u8),
    Quarter(i64),
    Half(i64),
    Week(i64),
    Decade(i64),
    Century(i64),
    /// A date in numbers that is no plain day, month or year.
    Part(DatePart),
}

/// What the words of one date say.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Fields {
    pub(crate) year: Option<i64>,
    /// Whether the era is the one before the common era.
    pub(crate) era: Option<bool>,
    pub(crate) month: Option<u8>,
    pub(crate) day: Option<u8>,
    pub(crate) unit: Option<Unit>,
    pub(crate) third: Option<u8>,
    pub(crate) mark: Certainty,
    /// The week that a day is in is meant.
    pub(crate) week: bool,
    pub(crate) weekday: Option<u8>,
    pub(crate) hours: bool,
    /// `first`, `XIX`: a number whose word comes later.
    ordinal: Option<i64>,
    /// The year before the first of a Japanese era.
    reign: i64,
    /// Whether the doubt is said first: of a range it is that of both ends.
    doubt_first: bool,
}

/// Puts a value where no other is yet: `آذار/مارس` is one month by two names.
fn put<T: PartialEq>(place: &mut Option<T>, value: T) -> Option<()> {
    let free = place.as_ref().is_none_or(|there| *there == value);
    free.then(|| *place = Some(value))
}

/// The word at the start.
fn word(tokens: &[Token]) -> Option<Word> {
    match tokens.first()? {
        Token::Word(word) => Some(*word),
        _ => None,
    }
}

impl Fields {
    /// `None` where words are left over, or a thing is said twice.
    pub(crate) fn read(tokens: &[Token]) -> Option<Self> {
        Self::collect(tokens).filter(|fields| fields.says_when() && !fields.is_number())
    }

    /// The two sides of a sign or a word that joins: what one does not say, the other may.
    pub(crate) fn read_two(left: &[Token], right: &[Token], sign: bool) -> Option<(Self, Self)> {
        let (left, right) = (Self::collect(left)?, Self::collect(right)?);
        // Winter 1941/42.
        if left.unit == Some(Unit::Season(24)) && right.is_number() && left.year.is_some() {
            return None;
        }
        // `mid-March` is no range, `mid to late March` is one.
        (right.says_when() && (left.says_when() || !sign && left.third.is_some())).then_some((left, right))
    }

    fn says_when(&self) -> bool {
        self.year.is_some() || self.month.is_some() || self.day.is_some() || self.unit.is_some()
    }

    /// Whether it is a number alone: a day of what stands beside it, or a short year.
    fn is_number(&self) -> bool {
        self.day.is_some() && self.year.is_none() && self.month.is_none() && self.unit.is_none()
    }

    fn collect(tokens: &[Token]) -> Option<Self> {
        let (mut fields, mut rest) = (Self::default(), tokens);
        fields.doubt_first = matches!(word(tokens), Some(Word::About | Word::Unsure));
        while let [token, after @ ..] = rest {
            rest = match *token {
                Token::Number(number, digits) => fields.number(number, digits, after)?,
                Token::Word(word) => fields.word(word, after)?,
                Token::Exact(part) => fields.exact(part).map(|()| after)?,
                Token::Mark(mark) => {
                    fields.mark = fields.mark.and(mark);
                    after
                }
                Token::Dash | Token::Slash if fields.winter_goes_on(after) => &after[1..],
                Token::Dash | Token::Slash => after,
                Token::Dots => return None,
            };
        }
        if let Some(day) = fields.ordinal {
            put(&mut fields.day, u8::try_from(day).ok()?)?;
        }
        Some(fields)
    }

    /// Takes a number, and the word after it that says what of.
    fn number<'t>(&mut self, number: i64, digits: usize, after: &'t [Token]) -> Option<&'t [Token]> {
        let small = u8::try_from(number).ok();
        match word(after) {
            Some(Word::Decade) if number % 10 == 0 => put(&mut self.unit, Unit::Decade(number))?,
            Some(Word::Century) => put(&mut self.unit, Unit::Century(number))?,
            Some(Word::Quarter) if digits <= 2 => put(&mut self.unit, Unit::Quarter(number))?,
            Some(Word::Half) if digits <= 2 => put(&mut self.unit, Unit::Half(number))?,
            Some(Word::YearSign) => put(&mut self.year, number + self.reign)?,
            Some(Word::MonthSign) => put(&mut self.month, small?)?,
            Some(Word::DaySign) => put(&mut self.day, small?)?,
            Some(Word::Era(before)) => {
                put(&mut self.year, number)?;
                put(&mut self.era, before)?;
            }
            _ if digits > 4 => return None,
            // After its era even a short number is a year.
            _ if digits > 2 || self.era.is_some() && self.year.is_none() => {
                put(&mut self.year, number)?;
                return Some(after);
            }
            _ => {
                put(&mut self.day, small?)?;
                return Some(after);
            }
        }
        Some(&after[1..])
    }

    fn exact(&mut self, part: DatePart) -> Option<()> {
        let (first, precision) = (part.first(), part.precision());
        if !part.is_plain() || !matches!(precision, Precision::Year | Precision::Month | Precision::Day) {
            return put(&mut self.unit, Unit::Part(part));
        }
        put(&mut self.year, first.year)?;
        if precision != Precision::Year {
            put(&mut self.month, first.month)?;
        }
        if precision == Precision::Day {
            put(&mut self.day, first.day)?;
        }
        Some(())
    }

    /// Takes a word, and the number after it where it has one.
    fn word<'t>(&mut self, word: Word, after: &'t [Token]) -> Option<&'t [Token]> {
        match word {
            Word::Quarter => return self.numbered(Unit::Quarter, after),
            Word::Half => return self.numbered(Unit::Half, after),
            Word::Century => return self.numbered(Unit::Century, after),
            // `week of 14 March`: the week of a day, not the number of one.
            Word::Week => {
                let of_day = self.says_when() || matches!(after, [_, Token::Word(Word::Month(_)), ..]);
                if !of_day && let Some(rest) = self.numbered(Unit::Week, after) {
                    return Some(rest);
                }
                self.week = true;
            }
            Word::Season(code) => put(&mut self.unit, Unit::Season(code))?,
            Word::Month(month) => put(&mut self.month, month)?,
            Word::Weekday(day) => put(&mut self.weekday, day)?,
            Word::Era(before) => put(&mut self.era, before)?,
            Word::Third(third) => put(&mut self.third, third)?,
            Word::Ordinal(number) => put(&mut self.ordinal, number)?,
            Word::Reign(before) => self.reign = before,
            Word::About => self.mark = self.mark.and(Certainty::Approximate),
            Word::Unsure => self.mark = self.mark.and(Certainty::Uncertain),
            Word::Hours => self.hours = true,
            Word::Nothing | Word::Onward => {}
            _ => return None,
        }
        Some(after)
    }

    /// A unit whose number was said before it in a word, or stands after it.
    fn numbered<'t>(&mut self, unit: fn(i64) -> Unit, after: &'t [Token]) -> Option<&'t [Token]> {
        let (number, rest) = match (self.ordinal.take(), after) {
            (Some(number), _) => (number, after),
            (None, [Token::Number(number, 1 | 2) | Token::Word(Word::Ordinal(number)), rest @ ..]) => (*number, rest),
            _ => return None,
        };
        put(&mut self.unit, unit(number))?;
        Some(rest)
    }

    /// Whether what follows the year of a winter is the year in which it ends.
    fn winter_goes_on(&self, after: &[Token]) -> bool {
        let Some(Token::Number(number, digits)) = after.first() else { return false };
        let Some(year) = self.year.filter(|_| self.unit == Some(Unit::Season(24))) else { return false };
        let end = if *digits == 2 { short_year(year, *number) } else { Some(*number) };
        end == Some(year + 1)
    }

    /// Whether it is a date once it has a year.
    pub(crate) fn lacks_year(&self) -> bool {
        let whole = matches!(self.unit, Some(Unit::Decade(_) | Unit::Century(_) | Unit::Part(_)));
        self.year.is_none() && !whole
    }

    /// The two dates of a range with what each leaves to the other.
    pub(crate) fn completed(mut self, mut right: Self, hint: Option<i64>) -> Option<(Self, Self)> {
        let left = &mut self;
        if !left.says_when() {
            *left = Self { third: left.third, mark: left.mark, ..right };
        }
        if left.is_number() && right.era.is_some() && right.month.is_none() {
            left.year = left.day.take().map(i64::from);
        }
        if left.is_number()
            && let Some(Unit::Century(_)) = right.unit
        {
            left.unit = left.day.take().map(|number| Unit::Century(number.into()));
        }
        left.era = left.era.or(right.era);
        // `14-Mar-2022` and `2022-Q2` are one date each.
        let only_year = |fields: &Self| fields.year.is_some() && fields.month.is_none() && fields.unit.is_none();
        if only_year(left) && right.lacks_year() && !right.is_number()
            || only_year(&right) && left.lacks_year() && right.day.is_none()
            || left.day.is_some() && right.day.is_none() && left.month.is_some() && left.month == right.month
        {
            return None;
        }
        if left.doubt_first && (right.is_number() || only_year(left) && only_year(&right)) {
            right.mark = right.mark.and(left.mark);
        }
        if let Some(number) = right.day.filter(|_| right.month.is_none() && right.unit.is_none()) {
            match (left.year, left.month, left.day) {
                (_, Some(_), Some(_)) => right.month = left.month,
                (Some(year), None, None) if right.is_number() => {
                    right.day = None;
                    right.year = Some(short_year(year, number.into())?);
                }
                _ => return None,
            }
        }
        if left.is_number() {
            right.day?;
            left.month = right.month;
        }
        // The one without a year is the nearest to the other: 28 December – 2 January 2022.
        let place = |fields: &Self| (fields.month, fields.day);
        let over = i64::from(place(left) > place(&right) && right.month.is_some() && left.month.is_some());
        match (left.lacks_year().then_some(right.year), right.lacks_year().then_some(left.year)) {
            (Some(Some(year)), None) => left.year = Some(year - over),
            (None, Some(Some(year))) => right.year = Some(year + over),
            (Some(None), Some(None)) if over > 0 => right.year = hint.map(|year| year + 1),
            _ => {}
        }
        Some((self, right))
    }
}
