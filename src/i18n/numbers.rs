//! Numbers as a language writes them, and the form that a counted noun takes after them.
//!
//! Enters: a language, and whole numbers. Leaves: digits, and categories of plurals. Must not know: what
//! is counted.

use icu_decimal::DecimalFormatter;
use icu_decimal::options::GroupingStrategy;
use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};

/// The endings of a counted noun's names.
pub(super) const PLURALS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// How a language writes numbers: the digits are those that CLDR names for its locale.
#[derive(Debug)]
pub(super) struct Numbers {
    grouped: Option<DecimalFormatter>,
    plurals: Option<PluralRules>,
    /// Whether many, from eleven on, are told apart: Hebrew counts years and days so, and CLDR no longer says it.
    from_eleven: bool,
    /// The ten digits, where they are not `0` to `9`.
    digits: Option<[char; 10]>,
}

impl Numbers {
    pub(super) fn new(locale: &Locale) -> Self {
        let formatter = |grouping: GroupingStrategy| DecimalFormatter::try_new(locale.into(), grouping.into()).ok();
        let plain = formatter(GroupingStrategy::Never);
        let digit = |digit: i64| plain.as_ref()?.format(&digit.into()).to_string().chars().next();
        let mut digits = ['0'; 10];
        for (place, number) in digits.iter_mut().zip(0..) {
            *place = digit(number).unwrap_or('0');
        }
        Self {
            grouped: formatter(GroupingStrategy::Auto),
            plurals: PluralRules::try_new_cardinal(locale.into()).ok(),
            from_eleven: matches!(locale.id.language.as_str(), "he" | "iw"),
            digits: (digits[1] != '1' && digits[1] != '0').then_some(digits),
        }
    }

    /// `2022`
    pub(super) fn plain(&self, number: i64) -> String {
        self.digits_of(number.to_string())
    }

    /// `05`
    pub(super) fn two(&self, number: u8) -> String {
        self.digits_of(format!("{number:02}"))
    }

    /// `17,001`
    pub(super) fn grouped(&self, number: i64) -> String {
        match &self.grouped {
            // Nothing is grouped below a thousand.
            _ if (0..1000).contains(&number) => self.plain(number),
            Some(formatter) => formatter.format(&number.into()).to_string(),
            None => number.to_string(),
        }
    }

    /// The form of a counted noun, by its place among [`PLURALS`].
    pub(super) fn form(&self, count: i64) -> usize {
        if self.from_eleven && count.unsigned_abs() > 10 {
            return place(PluralCategory::Many);
        }
        let category = |rules: &PluralRules| rules.category_for(count.unsigned_abs());
        place(self.plurals.as_ref().map_or(PluralCategory::Other, category))
    }

    /// Every category that the language has.
    #[cfg(test)]
    pub(super) fn categories(&self) -> Vec<&'static str> {
        let many = self.from_eleven.then_some(PluralCategory::Many);
        let all = self.plurals.iter().flat_map(PluralRules::categories).chain(many);
        all.map(|category| PLURALS[place(category)]).collect()
    }

    fn digits_of(&self, text: String) -> String {
        let Some(digits) = &self.digits else { return text };
        text.chars()
            .map(|c| c.to_digit(10).and_then(|digit| digits.get(digit as usize)).copied().unwrap_or(c))
            .collect()
    }
}

/// The place of a category among [`PLURALS`].
fn place(category: PluralCategory) -> usize {
    match category {
        PluralCategory::Zero => 0,
        PluralCategory::One => 1,
        PluralCategory::Two => 2,
        PluralCategory::Few => 3,
        PluralCategory::Many => 4,
        PluralCategory::Other => 5,
    }
}
