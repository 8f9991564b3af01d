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

pub use guard::{Refused, guard};
pub use lock::Busy;
pub use read::{find_root, read, read_site};
pub use theme::theme;
pub use write::{BuildStep, Way, Written, recover, write, write_by};
