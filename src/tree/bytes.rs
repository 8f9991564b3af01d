//! What the bytes of a file are, whatever its name says.
//!
//! Enters: what the edge saw as a file streamed by. Leaves: values that the core can judge. Must not know:
//! how it was seen.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// The largest SVG that is read, in bytes. Other pictures stream by.
pub const MAX_SVG: usize = 8 << 20;

/// What the bytes of a file are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Bytes {
    /// A picture of a kind that pages show.
    Picture(Picture),
    /// A picture of a kind that no page can rely on, or a film, a document: the name of its kind.
    Unshown(&'static str),
    /// The few lines that stand in a file's place until Git LFS has fetched it.
    Pointer,
    /// A page of HTML: most often an error that somebody saved.
    Html,
    /// None of these, or nobody asked.
    #[default]
    Other,
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its kind.
    pub format: Format,
    /// Whether its end is there.
    pub whole: bool,
    /// What an SVG has that a picture must not have.
    pub flaws: Option<Flaws>,
}

/// The kinds of pictures that pages show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// AV1 Image File Format.
    Avif,
    /// Graphics Interchange Format.
    Gif,
    /// JPEG (ISO/IEC 10918-1).
    Jpeg,
    /// Portable Network Graphics.
    Png,
    /// Scalable Vector Graphics.
    Svg,
    /// WebP (RFC 9649).
    WebP,
}

impl Format {
    /// The kind that a file's extension promises.
    #[must_use]
    pub fn of_extension(extension: &str) -> Option<Self> {
        Some(match extension.to_ascii_lowercase().as_str() {
            "avif" => Self::Avif,
            "gif" => Self::Gif,
            "jpg" | "jpeg" => Self::Jpeg,
            "png" => Self::Png,
            "svg" => Self::Svg,
            "webp" => Self::WebP,
            _ => return None,
        })
    }

    /// The extension that files of this kind have.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Avif => "avif",
            Self::Gif => "gif",
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Svg => "svg",
            Self::WebP => "webp",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Avif => "AVIF",
            Self::Gif => "GIF",
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::Svg => "SVG",
            Self::WebP => "WebP",
        })
    }
}

/// What is wrong with an SVG, with its text, so that the places can be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaws {
    /// The text; empty when it was not read.
    pub text: Arc<str>,
    /// Each of them, in the order of the text.
    pub list: Vec<Flaw>,
}

/// One thing that is wrong with an SVG.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// What kind of thing.
    pub fault: Fault,
    /// Where it is, in bytes of the text.
    pub span: Range<usize>,
}

/// What an SVG can have that a picture must not have, each with the name that it has there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It is no XML, or no SVG, so that browsers do not draw it: why.
    Broken(String),
    /// It does not say that it is SVG: the key that is missing.
    Namespace(String),
    /// An element that is, or that runs, a script.
    Script(String),
    /// An attribute that is a script.
    Handler(String),
    /// An address of something that is not in the picture.
    Address(String),
    /// A style sheet that fetches something.
    Sheet,
    /// An element of HTML, or the one that makes room for it.
    Html(String),
    /// A document type with declarations, which can hide all of the others.
    Declarations,
    /// An encoding other than UTF-8, which can hide them, too.
    Encoding(String),
    /// More bytes than are read.
    Large,
}
