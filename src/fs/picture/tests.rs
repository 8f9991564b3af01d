//! Pictures, made here by their parts, and what is seen of them.

use super::*;

fn seen(bytes: &[u8]) -> (Bytes, Option<(u32, u32)>) {
    // In two halves, as a file longer than its head comes.
    let (head, rest) = bytes.split_at(bytes.len() / 2);
    let whole = look(bytes, &mut &b""[..], true).unwrap();
    if kind(head) == kind(bytes) && pixels(head) == pixels(bytes) {
        assert_eq!(look(head, &mut { rest }, true).unwrap(), whole);
    }
    whole
}

fn picture(format: Format, whole: bool) -> Bytes {
    Bytes::Picture(Picture { format, whole, flaws: None })
}

/// The note of a camera that was held in some way, in either order of bytes.
fn note(orientation: u8, big: bool) -> Vec<u8> {
    if big {
        [b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0", &[orientation][..], b"\0\0\0\0\0\0"].concat()
    } else {
        [b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0", &[orientation][..], b"\0\0\0\0\0\0\0"].concat()
    }
}

fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
    [&[0xFF, marker][..], &(content.len() as u16 + 2).to_be_bytes(), content].concat()
}

/// 40 by 30 pixels.
fn jpeg(before: &[Vec<u8>]) -> Vec<u8> {
    let frame = segment(0xC0, &[8, 0, 30, 0, 40, 1, 1, 0x11, 0]);
    let scan = segment(0xDA, &[1, 1, 0, 0, 63, 0]);
    let data = [1, 2, 0xFF, 0, 3, 0xFF, 0xD0, 4, 0xFF, 0, 5];
    [&[0xFF, 0xD8][..], &before.concat(), &frame, &scan, &data, &[0xFF, 0xD9]].concat()
}

fn exif(orientation: u8, big: bool) -> Vec<u8> {
    segment(0xE1, &[b"Exif\0\0".as_slice(), &note(orientation, big)].concat())
}

fn chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    [&(content.len() as u32).to_be_bytes()[..], name, content, &[0; 4]].concat()
}

fn png(more: &[Vec<u8>]) -> Vec<u8> {
    let head = chunk(b"IHDR", &[0, 0, 0, 40, 0, 0, 0, 30, 8, 6, 0, 0, 0]);
    [&b"\x89PNG\r\n\x1A\n"[..], &head, &more.concat(), &chunk(b"IDAT", &[1, 2, 3]), &chunk(b"IEND", &[])].concat()
}

fn riff(chunks: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut content = b"WEBP".to_vec();
    for (name, bytes) in chunks {
        content.extend([name.as_slice(), &(bytes.len() as u32).to_le_bytes(), bytes].concat());
        content.extend(vec![0; bytes.len() % 2]);
    }
    [b"RIFF", &(content.len() as u32).to_le_bytes()[..], &content].concat()
}

fn webp(more: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let head = (b"VP8X", [&[8, 0, 0, 0][..], &[39, 0, 0, 29, 0, 0]].concat());
    riff(&[&[head, (b"VP8L", vec![0x2F, 1, 2])][..], more].concat())
}

fn gif() -> Vec<u8> {
    let image = [0x2C, 0, 0, 0, 0, 40, 0, 30, 0, 0, 2, 3, 1, 2, 3, 0];
    [&b"GIF89a\x28\0\x1E\0\x80\0\0\0\0\0\xFF\xFF\xFF"[..], &[0x21, 0xF9, 1, 0, 0], &image, &[0x3B]].concat()
}

fn container(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    [&(content.len() as u32 + 8).to_be_bytes()[..], name, content].concat()
}

fn avif(turns: Option<u8>) -> Vec<u8> {
    let turned = turns.map_or_else(Vec::new, |turns| container(b"irot", &[turns]));
    let size = container(b"ispe", &[0, 0, 0, 0, 0, 0, 0, 40, 0, 0, 0, 30]);
    let properties = container(b"iprp", &container(b"ipco", &[size, turned].concat()));
    let meta = container(b"meta", &[&[0; 4][..], &properties].concat());
    [container(b"ftyp", b"avif\0\0\0\0avifmif1"), meta, container(b"mdat", &[1, 2, 3])].concat()
}

/// One of each kind, 40 by 30 pixels.
fn all() -> Vec<(Format, Vec<u8>)> {
    vec![
        (Format::Jpeg, jpeg(&[])),
        (Format::Png, png(&[])),
        (Format::WebP, webp(&[])),
        (Format::Gif, gif()),
        (Format::Avif, avif(None)),
    ]
}

#[test]
fn a_whole_picture_and_one_that_is_cut_off() {
    for (format, bytes) in all() {
        assert_eq!(seen(&bytes), (picture(format, true), Some((40, 30))), "{format}");
        // Cut off anywhere after the head, but for the trailer that GIFs may lack, and the padding of WebP.
        let last = if matches!(format, Format::Gif | Format::WebP) { 2 } else { 1 };
        for length in bytes.len() * 2 / 3..=bytes.len() - last {
            assert_eq!(seen(&bytes[..length]).0, picture(format, false), "{format}, {length} of {}", bytes.len());
        }
        // What cameras and chats add behind the end changes nothing, but that a container has no end.
        if format != Format::Avif {
            assert_eq!(seen(&[bytes, b"behind the end".to_vec()].concat()).0, picture(format, true), "{format}");
        }
    }
    // A thumbnail has an end of its own.
    let thumbnail = segment(0xE1, &[b"Exif\0\0".as_slice(), &jpeg(&[])].concat());
    let bytes = jpeg(&[thumbnail]);
    assert_eq!(seen(&bytes).0, picture(Format::Jpeg, true));
    assert_eq!(seen(&bytes[..bytes.len() - 2]).0, picture(Format::Jpeg, false));
}

#[test]
fn a_turned_picture_has_its_sides_exchanged() {
    for orientation in 0..=9 {
        let expected = if (5..=8).contains(&orientation) { (30, 40) } else { (40, 30) };
        for big in [false, true] {
            let raw = note(orientation, big);
            for (name, bytes) in [
                ("JPEG", jpeg(&[exif(orientation, big)])),
                ("JPEG after JFIF", jpeg(&[segment(0xE0, b"JFIF\0"), exif(orientation, big)])),
                ("JPEG after a colour profile", jpeg(&[segment(0xE2, &[0; 65_000]), exif(orientation, big)])),
                ("PNG", png(&[chunk(b"eXIf", &raw)])),
                ("WebP", webp(&[(b"EXIF", raw.clone())])),
                ("WebP as some write it", webp(&[(b"EXIF", [b"Exif\0\0", &raw[..]].concat())])),
            ] {
                assert_eq!(seen(&bytes).1, Some(expected), "{name}, {orientation}, {big}");
            }
        }
    }
    for (turns, expected) in [(0, (40, 30)), (1, (30, 40)), (2, (40, 30)), (3, (30, 40))] {
        assert_eq!(seen(&avif(Some(turns))), (picture(Format::Avif, true), Some(expected)), "{turns}");
    }
    // A note that makes no sense turns nothing.
    for note in [&b""[..], b"II*\0", b"II*\0\xFF\xFF\xFF\xFF", &note(6, true)[..15]] {
        assert_eq!(seen(&jpeg(&[segment(0xE1, &[b"Exif\0\0", note].concat())])).1, Some((40, 30)), "{note:?}");
    }
}

#[test]
fn what_is_no_picture() {
    for (bytes, expected) in [
        (&b""[..], Bytes::Other),
        (b"x", Bytes::Other),
        (b"\0\0\0\0", Bytes::Other),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n", Bytes::Pointer),
        (b"<!DOCTYPE html><html><body>Not found</body></html>", Bytes::Html),
        (b"\n <html lang=en><svg xmlns='http://www.w3.org/2000/svg'/></html>", Bytes::Html),
        (b"\xEF\xBB\xBF<!-- saved --><HEAD>", Bytes::Html),
        (b"<?xml version='1.0'?><!doctype HTML PUBLIC 'x'>", Bytes::Html),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", Bytes::Unshown("HEIC")),
        (b"\0\0\0\x18ftypisom\0\0\0\0isomavc1", Bytes::Unshown("MP4")),
        (b"II*\0\x08\0\0\0", Bytes::Unshown("TIFF")),
        (b"\0\0\x01\0\x03\0\x30\x30", Bytes::Unshown("ICO")),
        (b"%PDF-1.7", Bytes::Unshown("PDF")),
        (b"a text about <svg>", Bytes::Other),
        (b"<note/>", Bytes::Other),
    ] {
        assert_eq!(look(bytes, &mut &b""[..], true).unwrap(), (expected, None), "{bytes:?}");
    }
    // A file of another name is only asked whether it is there at all.
    let pointer = b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n";
    assert_eq!(look(pointer, &mut &b""[..], false).unwrap().0, Bytes::Pointer);
    assert_eq!(look(b"<html>", &mut &b""[..], false).unwrap().0, Bytes::Other);
}

#[test]
fn an_svg_is_read_within_limits() {
    let svg = |inner: &str| format!("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 4 3'>{inner}</svg>");
    let faults = |bytes: &[u8]| match look(&bytes[..bytes.len().min(100)], &mut &bytes[bytes.len().min(100)..], true) {
        Ok((Bytes::Picture(Picture { format: Format::Svg, flaws, .. }), size)) => {
            (flaws.map(|flaws| flaws.list.into_iter().map(|flaw| flaw.fault).collect::<Vec<_>>()), size)
        }
        other => panic!("{other:?}"),
    };
    assert_eq!(faults(svg("").as_bytes()), (None, Some((4, 3))));
    assert_eq!(faults(svg(&" ".repeat(MAX_SVG / 2)).as_bytes()), (None, Some((4, 3))));
    assert_eq!(faults(svg(&" ".repeat(MAX_SVG)).as_bytes()), (Some(vec![Fault::Large]), None));
    let other = Fault::Encoding("something else".to_owned());
    assert_eq!(faults(&[svg("").into_bytes(), vec![0xE9]].concat()), (Some(vec![other]), None));
    assert!(faults(b"<svg a=<").0.is_some());
}

proptest::proptest! {
    /// Whatever the bytes are, they are looked at and nothing more happens.
    #[test]
    fn any_bytes_are_looked_at(start in 0..7_usize, rest in proptest::collection::vec(proptest::num::u8::ANY, 0..200)) {
        let starts: [&[u8]; 7] = [
            b"\x89PNG\r\n\x1A\n", b"\xFF\xD8\xFF", b"GIF89a", b"RIFF\xFF\xFF\0\0WEBP", b"\0\0\0\x10ftypavif", b"<svg ", b"",
        ];
        let bytes = [starts[start], &rest].concat();
        let (head, tail) = bytes.split_at(bytes.len().min(50));
        look(head, &mut { tail }, true).unwrap();
    }
}
