//! Annals builds explainer timelines from Markdown: dated events in, a static site out.
//!
//! Data enters at the top, walks down one staircase and leaves at the bottom:
//!
//! ```text
//!    disk, argv, clock                                          EDGE: fs, serve, cli, main
//!         |  fs::read
//!         v
//!    Tree ................ the input files as a value           CORE: pure
//!         |  document::parse     per file, in parallel
//!         v
//!    Documents ........... typed front matter + Markdown
//!         |  model::resolve      ids become references, order is made
//!         v
//!    Timeline ............ nothing dangles --> check::run
//!         |  view::site          locale, links, body HTML
//!         v
//!    Site ................ path -> what stands there, finished
//!         |  Renderer::new         templates
//!         v
//!    Renderer ............ the site, its templates, and what is drawn once
//!         |  Renderer::render(path)
//!         v
//!    bytes, one path at a time, and diagnostics
//! ```
//!
//! [`compile::compile`] is that column down to the [`render::Renderer`].

#![forbid(unsafe_code)]

pub mod path;
pub mod text;

pub mod diagnostic;
pub mod tree;

pub mod date;
pub mod i18n;
pub mod markdown;

pub mod document;
pub mod model;

pub mod check;
pub mod site;
pub mod view;

pub mod render;

pub mod compile;

pub mod cli;
pub mod fs;
#[cfg(feature = "serve")]
pub mod serve;
