//! The only disk: reads a tree of input files, writes a site.
//!
//! Enters: folders. Leaves: a [`Tree`](crate::tree::Tree), or files. Must not know: what a document
//! means, nor what a page shows.

mod guard;
mod read;
mod theme;
mod write;

pub use guard::{Refused, guard};
pub use read::{find_root, read};
pub use theme::theme;
pub use write::{Written, write};
