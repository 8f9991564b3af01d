//! How dates read, a file of tables for English and one for other languages.

mod english;
mod languages;

use crate::date::Date;
use crate::i18n::{Context, Locale};

/// A date as it reads under the heading of the year that it stands in.
fn under_its_year(locale: &Locale, date: &Date) -> String {
    locale.date_in(date, Context::year(date.anchor().year)).text()
}
