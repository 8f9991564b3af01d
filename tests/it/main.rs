//! The integration tests: one binary, one file a subject.
#![expect(clippy::disallowed_methods, reason = "tests stand at the edge: they make files and run the program")]

mod addresses;
mod as_of;
mod cases;
mod commands;
mod dates;
mod docs;
mod example;
mod expected;
mod findings;
mod hostile;
mod house;
mod language;
mod lead;
mod letters;
mod look;
mod mistakes;
mod names;
#[cfg(unix)]
mod output;
#[cfg(unix)]
mod publish;
mod same_bytes;
mod secret;
mod stances;
mod strip;
mod structured;
mod support;
mod tags;
mod years;

#[cfg(feature = "serve")]
mod serve;
mod size;
