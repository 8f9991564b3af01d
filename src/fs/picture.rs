//! What a picture is by its bytes, whatever its name says.
//!
//! Enters: a file as it streams by. Leaves: its kind, whether its end is there, its size as browsers draw it,
//! and for an SVG its flaws. Must not know: where the file lies, nor how grave anything is there.

use std::io::{self, BufRead, Read};

use exif::{In, Tag};

use super::svg;
use crate::tree::{Bytes, Fault, Flaw, Flaws, Format, MAX_SVG, Picture};

/// How much of a file is looked at to find out what it is. Colour profiles and notes of the camera may stand
/// before the size.
pub(super) const HEAD: u64 = 256 << 10;

/// The longest note of the camera that is read; a segment of a JPEG has no more.
const MAX_EXIF: u64 = 64 << 10;

/// The first line of what Git LFS leaves in a file's place.
const POINTER: &[u8] = b"version https://git-lfs.github.com/spec/v1";

/// What a file is, and its width and height in pixels: `head` is its start, `rest` what follows. Only one that
/// is `named` as a picture is looked into further.
pub(super) fn look(head: &[u8], rest: &mut dyn BufRead, named: bool) -> io::Result<(Bytes, Option<(u32, u32)>)> {
    if head.starts_with(POINTER) {
        return Ok((Bytes::Pointer, None));
    }
    if !named {
        return Ok((Bytes::Other, pixels(head)));
    }
    let format = match kind(head) {
        Bytes::Picture(Picture { format: Format::Svg, .. }) => return vector(head, rest),
        Bytes::Picture(Picture { format, .. }) => format,
        other => return Ok((other, None)),
    };
    let Walked { whole, exif } = walk(format, &mut head.chain(rest))?;
    let mut size = pixels(head);
    if exif.as_deref().is_some_and(is_turned) {
        size = size.map(|(width, height)| (height, width));
    }
    Ok((Bytes::Picture(Picture { format, whole, flaws: None }), size))
}

fn pixels(head: &[u8]) -> Option<(u32, u32)> {
    let size = imagesize::blob_size(head).ok()?;
    Some((u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?))
}

/// The kind of a file, by its first bytes.
fn kind(head: &[u8]) -> Bytes {
    let picture = |format| Bytes::Picture(Picture { format, whole: true, flaws: None });
    match head {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => picture(Format::Png),
        [0xFF, 0xD8, 0xFF, ..] => picture(Format::Jpeg),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => picture(Format::Gif),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => picture(Format::WebP),
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => match brand(head) {
            Some(format) => picture(format),
            None if head[8..].starts_with(b"hei") || head[8..].starts_with(b"mif") => Bytes::Unshown("HEIC"),
            None => Bytes::Unshown("MP4"),
        },
        [b'I', b'I', b'*', 0, ..] | [b'M', b'M', 0, b'*', ..] => Bytes::Unshown("TIFF"),
        [b'8', b'B', b'P', b'S', ..] => Bytes::Unshown("Photoshop"),
        [b'%', b'P', b'D', b'F', ..] => Bytes::Unshown("PDF"),
        [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..] => Bytes::Unshown("BMP"),
        [0xFF, 0x0A, ..] | [0, 0, 0, 12, b'J', b'X', b'L', b' ', ..] => Bytes::Unshown("JPEG XL"),
        [0, 0, 1 | 2, 0, 1..=32, 0, ..] => Bytes::Unshown("ICO"),
        [0x1F, 0x8B, ..] => Bytes::Unshown("gzip"),
        _ => {
            let start = String::from_utf8_lossy(head);
            let name = svg::outermost(&start);
            match name.as_deref() {
                Some("svg") => picture(Format::Svg),
                Some(name) if HTML.iter().any(|tag| name.eq_ignore_ascii_case(tag)) => Bytes::Html,
                // Not yet XML, but meant to be.
                None if start.trim_start_matches('\u{FEFF}').trim_start().starts_with('<')
                    && start.contains("<svg") =>
                {
                    picture(Format::Svg)
                }
                _ => Bytes::Other,
            }
        }
    }
}

/// What a page of HTML can begin with.
const HTML: [&str; 8] = ["html", "head", "body", "title", "meta", "script", "div", "p"];

/// Whether a file of ISO's media container (ISO/IEC 14496-12) says that it is AVIF.
fn brand(head: &[u8]) -> Option<Format> {
    let length = u32::from_be_bytes(head.get(..4)?.try_into().ok()?) as usize;
    let brands = head.get(8..length.clamp(16, 256).min(head.len()))?;
    let avif = |brand: &[u8]| matches!(brand, b"avif" | b"avis");
    // The first four bytes are the major brand, the next four a version.
    brands.chunks_exact(4).enumerate().any(|(number, brand)| number != 1 && avif(brand)).then_some(Format::Avif)
}

/// An SVG is read whole, within limits.
fn vector(head: &[u8], rest: &mut dyn BufRead) -> io::Result<(Bytes, Option<(u32, u32)>)> {
    let mut bytes = head.to_vec();
    let most = MAX_SVG + 1;
    rest.take((most - bytes.len().min(most)) as u64).read_to_end(&mut bytes)?;
    let flawed = |text: String, list| {
        let flaws = Some(Flaws { text: text.into(), list });
        Bytes::Picture(Picture { format: Format::Svg, whole: true, flaws })
    };
    if bytes.len() > MAX_SVG {
        return Ok((flawed(String::new(), vec![Flaw { fault: Fault::Large, span: 0..0 }]), None));
    }
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            let fault = Fault::Encoding("something else".to_owned());
            return Ok((flawed(text, vec![Flaw { fault, span: at..at }]), None));
        }
    };
    let svg = svg::read(&text);
    if svg.flaws.is_empty() {
        return Ok((Bytes::Picture(Picture { format: Format::Svg, whole: true, flaws: None }), svg.size));
    }
    Ok((flawed(text, svg.flaws), svg.size))
}

/// Whether the camera was held so that the picture's sides are exchanged when it is drawn (EXIF, orientations 5
/// to 8).
fn is_turned(note: &[u8]) -> bool {
    let note = note.strip_prefix(b"Exif\0\0").unwrap_or(note);
    let read = exif::Reader::new().continue_on_error(true).read_raw(note.to_vec());
    let read = read.or_else(|error| error.distill_partial_result(|_| {}));
    let orientation = read.ok().and_then(|exif| exif.get_field(Tag::Orientation, In::PRIMARY)?.value.get_uint(0));
    orientation.is_some_and(|orientation| (5..=8).contains(&orientation))
}

/// What is seen on the way through a picture.
#[derive(Default)]
struct Walked {
    /// Whether its end is there.
    whole: bool,
    /// The note of the camera.
    exif: Option<Vec<u8>>,
}

/// Goes through a picture from part to part, up to its end.
fn walk(format: Format, picture: &mut dyn BufRead) -> io::Result<Walked> {
    let mut walked = Walked::default();
    let result = match format {
        Format::Png => png(picture, &mut walked),
        Format::Jpeg => jpeg(picture, &mut walked),
        Format::Gif => gif(picture),
        Format::WebP => webp(picture, &mut walked),
        Format::Avif => boxes(picture),
        Format::Svg => Ok(()),
    };
    match result {
        Ok(()) => walked.whole = true,
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {}
        Err(error) => return Err(error),
    }
    Ok(walked)
}

fn bytes<const N: usize>(from: &mut dyn BufRead) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    from.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn skip(from: &mut dyn BufRead, length: u64) -> io::Result<()> {
    match io::copy(&mut from.take(length), &mut io::sink())? == length {
        true => Ok(()),
        false => Err(io::ErrorKind::UnexpectedEof.into()),
    }
}

/// Reads a part that may be long, as far as it is wanted, and passes over the rest.
fn part(from: &mut dyn BufRead, length: u64) -> io::Result<Vec<u8>> {
    let mut part = Vec::new();
    from.take(length.min(MAX_EXIF)).read_to_end(&mut part)?;
    skip(from, length - part.len() as u64)?;
    Ok(part)
}

/// Chunks up to IEND (PNG, 5.3).
fn png(from: &mut dyn BufRead, walked: &mut Walked) -> io::Result<()> {
    bytes::<8>(from)?;
    loop {
        let length = u64::from(u32::from_be_bytes(bytes(from)?));
        let name = bytes::<4>(from)?;
        match &name {
            b"eXIf" => walked.exif = Some(part(from, length)?),
            _ => skip(from, length)?,
        }
        // The checksum.
        bytes::<4>(from)?;
        if &name == b"IEND" {
            return Ok(());
        }
    }
}

/// Markers up to the end of the image (ISO/IEC 10918-1, annex B). What lies between two of them and is no
/// segment is passed over: compressed data, in which each 0xFF has a zero after it.
fn jpeg(from: &mut dyn BufRead, walked: &mut Walked) -> io::Result<()> {
    loop {
        seek(from, 0xFF)?;
        let mut marker = 0xFF;
        while marker == 0xFF {
            [marker] = bytes(from)?;
        }
        match marker {
            // A stuffed byte, restarts, and the start.
            0x00 | 0x01 | 0xD0..=0xD8 => {}
            0xD9 => return Ok(()),
            _ => {
                let length = u64::from(u16::from_be_bytes(bytes(from)?)).saturating_sub(2);
                let note = marker == 0xE1 && walked.exif.is_none();
                match note.then(|| part(from, length)).transpose()? {
                    Some(note) if note.starts_with(b"Exif\0") => walked.exif = Some(note),
                    Some(_) => {}
                    None => skip(from, length)?,
                }
            }
        }
    }
}

/// Passes over everything up to a byte, and that.
fn seek(from: &mut dyn BufRead, byte: u8) -> io::Result<()> {
    match from.skip_until(byte)? {
        0 => Err(io::ErrorKind::UnexpectedEof.into()),
        _ => Ok(()),
    }
}

/// Blocks up to the trailer (GIF 89a). Many writers leave that out, and browsers do not miss it.
fn gif(from: &mut dyn BufRead) -> io::Result<()> {
    let colours = |flags: u8| if flags & 0x80 == 0 { 0 } else { 3 * (2 << (flags & 7)) };
    let head = bytes::<13>(from)?;
    skip(from, colours(head[10]))?;
    let mut drawn = false;
    loop {
        if drawn && from.fill_buf()?.is_empty() {
            return Ok(());
        }
        match bytes(from)? {
            [0x21] => skip(from, 1)?,
            [0x2C] => {
                let head = bytes::<9>(from)?;
                skip(from, colours(head[8]) + 1)?;
                drawn = true;
            }
            // The trailer; what follows the pictures and is no block is not drawn either.
            _ => return Ok(()),
        }
        loop {
            match bytes(from)? {
                [0] => break,
                [length] => skip(from, u64::from(length))?,
            }
        }
    }
}

/// Chunks up to the length that the file says it has (RFC 9649, 2.3).
fn webp(from: &mut dyn BufRead, walked: &mut Walked) -> io::Result<()> {
    let head = bytes::<12>(from)?;
    let mut left = u64::from(u32::from_le_bytes([head[4], head[5], head[6], head[7]])).saturating_sub(4);
    // Fewer bytes are no chunk.
    while left >= 8 {
        let name = bytes::<4>(from)?;
        let length = u64::from(u32::from_le_bytes(bytes(from)?));
        match &name {
            b"EXIF" => walked.exif = Some(part(from, length)?),
            _ => skip(from, length)?,
        }
        left = left.saturating_sub(8 + length);
        if length % 2 == 1 && left > 0 {
            // Some writers forget the byte that makes the last length even.
            let there = from.fill_buf()?.len().min(1);
            from.consume(there);
            left -= 1;
        }
    }
    Ok(())
}

/// Boxes up to the end of the file (ISO/IEC 14496-12, 4.2), one of which has the data.
fn boxes(from: &mut dyn BufRead) -> io::Result<()> {
    let mut drawn = false;
    while !drawn || !from.fill_buf()?.is_empty() {
        let length = u64::from(u32::from_be_bytes(bytes(from)?));
        drawn |= &bytes::<4>(from)? == b"mdat";
        match length {
            // It goes on to the end.
            0 => return Ok(()),
            1 => {
                let length = u64::from_be_bytes(bytes(from)?);
                skip(from, length.saturating_sub(16))?;
            }
            length => skip(from, length.saturating_sub(8))?,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
