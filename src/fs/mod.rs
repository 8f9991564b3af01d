//! The only disk: reads a tree of input files, writes a site.
//!
//! Enters: folders. Leaves: a [`Tree`](crate::tree::Tree), or files. Must not know: what a document
//! means, nor what a page shows.

mod css;
mod guard;
mod lock;
mod marker;
mod picture;
mod read;
mod stage;
mod svg;
mod swap;
mod theme;
mod write;

pub use guard::guard;
pub use lock::Busy;
pub use marker::Refused;
pub use read::{find_root, read};
pub use stage::{BuildStep, Written};
pub use swap::Way;
pub use theme::{read_site, theme};
pub use write::{recover, write, write_by};
