//! Straight marks that are no quotation marks, in English: inches and feet, minutes and seconds of arc, and the
//! apostrophe before a year.
//!
//! Enters: the marks of a block, which the parser takes all for quotation marks. Leaves: the sign for each, where
//! one of them is none. Must not know: Markdown.

/// Where the signs stand that are not what the parser made of them.
pub(super) type Signs = std::collections::HashMap<usize, &'static str>;

/// Whether a look at each mark is worth the time: one stands beside a digit.
pub(super) fn might_measure(body: &str) -> bool {
    let bytes = body.as_bytes();
    memchr::memchr2_iter(b'"', b'\'', bytes).any(|at| {
        let digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
        digit(at.checked_sub(1)) || digit(Some(at + 1)) || is_fraction(body[..at].chars().next_back())
    })
}

/// What a mark can be by what stands round it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Opens,
    Closes,
    /// It stands inside a word, or behind the `s` of a plural, where it might end a quotation, too.
    Apostrophe,
    /// It stands before a decade: `'90s`.
    Decade,
    /// It follows a number: a unit, unless it ends a quotation.
    Unit,
    /// It follows a number, and can end nothing.
    UnitAlone,
    /// It stands before two digits: `'90`.
    Year,
}

fn is_fraction(c: Option<char>) -> bool {
    c.is_some_and(|c| matches!(c, '¼'..='¾' | '⅐'..='⅞'))
}

fn role(body: &str, at: usize) -> Role {
    // Emphasis is not seen.
    const UNSEEN: [char; 3] = ['*', '_', '~'];
    let double = body[at..].starts_with('"');
    let before = body[..at].trim_end_matches(UNSEEN).chars().next_back();
    let rest = body[at + 1..].trim_start_matches(UNSEEN);
    let after = rest.chars().next();
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let digit = |c: char| c.is_ascii_digit();
    if before.is_some_and(digit) || is_fraction(before) {
        return match after {
            // 1990's, and 6'x4'.
            Some(c) if !double && c.is_lowercase() && c != 'x' => Role::Apostrophe,
            Some(c) if c.is_alphanumeric() || c == '×' => Role::UnitAlone,
            _ => Role::Unit,
        };
    }
    if !double && !word(before) && after.is_some_and(digit) {
        let digits = rest.chars().take_while(char::is_ascii_digit).count();
        let mut end = rest.chars().skip(digits);
        match (digits, end.next()) {
            (2, Some('s')) if !word(end.next()) => return Role::Decade,
            (2, next) if !word(next) => return Role::Year,
            _ => {}
        }
    }
    let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    match (word(before), word(after)) {
        (true, true) if !double => Role::Apostrophe,
        (true, false) if !double && before == Some('s') && after == Some(' ') => Role::Apostrophe,
        (true, _) => Role::Closes,
        (false, true) => Role::Opens,
        (false, false) if blank(before) && !blank(after) => Role::Opens,
        (false, false) if before.is_some_and(|c| matches!(c, '(' | '[' | '{' | '—' | '–')) && !blank(after) => {
            Role::Opens
        }
        (false, false) => Role::Closes,
    }
}

/// The signs of the marks of a block, where one of them is a unit or an apostrophe that the parser would take for
/// another. `marks` are where they stand, in their order.
pub(super) fn settle(body: &str, marks: &[usize], signs: &mut Signs) {
    for double in [true, false] {
        let own: Vec<(usize, Role)> = marks
            .iter()
            .filter(|at| body[**at..].starts_with('"') == double)
            .map(|at| (*at, role(body, *at)))
            .collect();
        if own.iter().any(|(_, role)| matches!(role, Role::Unit | Role::UnitAlone | Role::Year | Role::Decade)) {
            pair(&own, double, signs);
        }
    }
}

/// Goes through the marks of one kind. A number ends a quotation that is open, unless another mark does that before
/// the next begins.
fn pair(marks: &[(usize, Role)], double: bool, signs: &mut Signs) {
    let (opening, closing, unit) = if double { ("“", "”", "\"") } else { ("‘", "’", "'") };
    // What the next mark that can be only one thing is, by position.
    let mut next = vec![None; marks.len()];
    for at in (1..marks.len()).rev() {
        let role = marks[at].1;
        next[at - 1] = if matches!(role, Role::Opens | Role::Closes) { Some(role) } else { next[at] };
    }
    let mut open: Option<usize> = None;
    for ((at, role), next) in marks.iter().zip(next) {
        let sign = match role {
            Role::UnitAlone => unit,
            Role::Unit if open.is_none() || next == Some(Role::Closes) => unit,
            Role::Year if next == Some(Role::Closes) && open.is_none() && !double => opening,
            Role::Apostrophe | Role::Decade | Role::Year => "’",
            Role::Opens => opening,
            Role::Unit | Role::Closes => closing,
        };
        if sign == opening {
            open = Some(*at);
        } else if sign == closing && matches!(role, Role::Unit | Role::Closes) {
            open = None;
        }
        signs.insert(*at, sign);
    }
    // A single mark that nothing ends stands for a letter left out: 'tis.
    if let Some(at) = open.filter(|_| !double) {
        signs.insert(at, "’");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let marks: Vec<usize> = text.match_indices(['"', '\'']).map(|(at, _)| at).collect();
        let mut signs = Signs::new();
        if might_measure(text) {
            settle(text, &marks, &mut signs);
        }
        let sign = |(at, c): (usize, char)| signs.get(&at).map_or_else(|| c.to_string(), |sign| (*sign).to_owned());
        text.char_indices().map(sign).collect()
    }

    #[test]
    fn units_and_years_are_no_quotations() {
        for (text, expected) in [
            ("a 27\" screen", "a 27\" screen"),
            ("a 27\" screen, a \"great\" one", "a 27\" screen, a “great” one"),
            ("\"the 27\" screen is great\"", "“the 27\" screen is great”"),
            ("\"great\": the 27\" screen, and \"bad\"", "“great”: the 27\" screen, and “bad”"),
            ("he is 6'2\" tall", "he is 6'2\" tall"),
            ("he is 5' 10\", she 5'10\"", "he is 5' 10\", she 5'10\""),
            ("\"He is 6'2\",\" she said", "“He is 6'2\",” she said"),
            ("\"He is 6'2\"\"", "“He is 6'2\"”"),
            ("12\"×9\", 12\"x9\", 12\" x 9\" and 12\"-wide", "12\"×9\", 12\"x9\", 12\" x 9\" and 12\"-wide"),
            ("(27\") and [3']", "(27\") and [3']"),
            ("3½\" disk, ¾\" pipe", "3½\" disk, ¾\" pipe"),
            ("50°27'00\"N 30°31'24\"E", "50°27'00\"N 30°31'24\"E"),
            ("a 6' man's hat", "a 6' man’s hat"),
            ("'a 6' man'", "‘a 6' man’"),
            // Numbers in quotations.
            ("\"born in 1990\"", "“born in 1990”"),
            ("\"born in 1990\" and \"dead in 2020\".", "“born in 1990” and “dead in 2020”."),
            ("\"1990\" was \"the year of the 27\" screen\"", "“1990” was “the year of the 27\" screen”"),
            ("\"9\" and 27\"", "“9” and 27\""),
            ("'born in 1990', he said", "‘born in 1990’, he said"),
            // Apostrophes.
            ("the '90s and '00s", "the ’90s and ’00s"),
            ("the class of '68", "the class of ’68"),
            ("the class of '68, the workers' year", "the class of ’68, the workers’ year"),
            ("in the 1990's, 5'", "in the 1990’s, 5'"),
            ("\"in the '90s\" and '90", "\"in the ’90s\" and ’90"),
            ("'90 percent are gone', he said", "‘90 percent are gone’, he said"),
            ("'the '90s are over', 2", "‘the ’90s are over’, 2"),
            ("'tis '68.", "’tis ’68."),
            ("*27*\" and **\"9\"**", "*27*\" and **“9”**"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
        // Without a number the parser's word holds.
        assert_eq!(shown("\"a\" 'b' c's"), "\"a\" 'b' c's");
    }
}
