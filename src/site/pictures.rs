//! Whether a file that is copied is what its name says, and may be published.
//!
//! Enters: a file as the tree knows it. Leaves: findings. Must not know: the bytes, nor who shows the file.

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::path::ContentPath;
use crate::text;
use crate::tree::{Asset, Bytes, Fault, Flaw, Format, MAX_SVG, Picture};

/// What is wrong with a file: with any that Git LFS has not fetched, and with a picture that browsers do not draw
/// or that is more than a picture.
pub(super) fn judge(path: &ContentPath, asset: &Asset) -> Vec<Diagnostic> {
    let whole =
        |code, message: String, help: String| vec![Diagnostic::new(code, Location::file(path), message).help(help)];
    let broken = |message: &str, help: &str| whole(Code::BrokenImage, message.to_owned(), help.to_owned());
    if asset.bytes == Bytes::Pointer {
        return whole(
            Code::LfsPointer,
            "Git LFS has not fetched this file: only its pointer is here".to_owned(),
            "run `git lfs pull`; in a workflow, write `lfs: true` under the `with:` of actions/checkout".to_owned(),
        );
    }
    let Some(named) = Format::of_extension(path.extension()) else { return Vec::new() };
    let picture = match &asset.bytes {
        Bytes::Picture(picture) => picture,
        _ if asset.length == 0 => {
            return broken("the file is empty", "put the picture in its place, or delete the file");
        }
        Bytes::Html => {
            return broken(
                "this is a page of HTML, not a picture",
                "save the picture itself: most sites show it alone when its own address is opened",
            );
        }
        Bytes::Unshown(kind) => {
            let message = format!("this is {kind}, which is not one of the kinds of pictures for pages");
            return broken(&message, "save it as JPEG, PNG or WebP");
        }
        Bytes::Pointer | Bytes::Other => {
            return broken("the bytes of this file are no picture", "save the picture again, as JPEG, PNG or SVG");
        }
    };
    let Picture { format, whole: ends, flaws } = picture;
    let mut found = Vec::new();
    if *format != named {
        let (message, help) = (
            format!("this is {format}, and its name says {named}"),
            format!("rename it to `{}.{}`", path.stem(), format.extension()),
        );
        // Browsers look at the bytes, except where one of the two is SVG.
        let code = if [*format, named].contains(&Format::Svg) { Code::BrokenImage } else { Code::MisnamedImage };
        found.extend(whole(code, message, help));
    }
    if !ends {
        found.extend(broken("the picture is cut off: its end is not there", "copy it again from where it is whole"));
    }
    found.extend(flaws.iter().flat_map(|flaws| &flaws.list).map(|flaw| flawed(path, flaw)));
    found
}

/// What is wrong with an SVG.
fn flawed(path: &ContentPath, flaw: &Flaw) -> Diagnostic {
    let active = match path.below("static") {
        // There pages and scripts are published on purpose.
        Some(_) => Code::ActiveSvgInStatic,
        None => Code::ActiveSvg,
    };
    let short = |text: &str| text::shorten(text, 60);
    let (code, message, help) = match &flaw.fault {
        Fault::Broken(why) => (
            Code::BrokenImage,
            format!("browsers do not draw this SVG: {}", short(why)),
            "mend it there, or save it again from the program that drew it".to_owned(),
        ),
        Fault::Namespace(key) => (
            Code::BrokenImage,
            format!("browsers do not draw this SVG: its first element lacks `{key}`"),
            format!("write `<svg {key}=\"http://www.w3.org/2000/svg\"`, and the rest as it is"),
        ),
        Fault::Script(name) => (
            active,
            format!("`<{}>` makes the picture run a script", short(name)),
            "remove the element with all that is in it".to_owned(),
        ),
        Fault::Handler(name) => {
            (active, format!("`{}` makes the picture run a script", short(name)), "remove the attribute".to_owned())
        }
        Fault::Address(address) => (
            active,
            format!("`{}` leads out of the picture", short(address)),
            "remove it; what the picture shows has to be in it, an image as `data:image/png;base64,…`".to_owned(),
        ),
        Fault::Sheet => (
            active,
            "the style sheet leads out of the picture".to_owned(),
            "remove `@import`, and each `url(…)` that does not begin with `#` or `data:`".to_owned(),
        ),
        Fault::Html(name) => (
            active,
            format!("`<{}>` puts a piece of a web page into the picture", short(name)),
            "remove it, or save the picture again with its texts as SVG".to_owned(),
        ),
        Fault::Declarations => (
            active,
            "the document type has declarations, which can hide anything".to_owned(),
            "remove `<!DOCTYPE …>`, or save the picture again as plain SVG".to_owned(),
        ),
        Fault::Encoding(name) => (
            active,
            format!("the text of the SVG is not UTF-8 but {}", short(name)),
            "save it again with the encoding UTF-8".to_owned(),
        ),
        Fault::Large => (
            active,
            format!("the SVG is larger than {} MiB, so that nobody has looked through it", MAX_SVG >> 20),
            "save it as PNG or WebP, or with fewer points".to_owned(),
        ),
    };
    Diagnostic::new(code, Location::span(path, flaw.span.clone()), message).help(help)
}
