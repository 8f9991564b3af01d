//! How dates read, a file of tables for English and one for other languages.

mod english;
mod languages;
