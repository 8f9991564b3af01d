//! Images beside an event, with the size that they have of themselves.
//!
//! Enters: the images that an event names. Leaves: values; one that is not there is a finding. Must not
//! know: what else stands on the page.

use tera::Value;

use super::links::Targets;
use super::value::{Values, link};
use crate::diagnostic::{Code, Diagnostic};
use crate::markdown::{Kind, Links as _, NOT_HERE, Target, is_remote, local_name};
use crate::model::{Event, Step};

/// The values of an event's images, and what is wrong with them.
pub(super) fn values(event: &Event, targets: &Targets<'_>) -> (Vec<Value>, Vec<Diagnostic>) {
    let (mut values, mut found) = (Vec::new(), Vec::new());
    let from = targets.from(&event.path);
    for media in &event.media {
        let place = || event.place(&[Step::Key("media"), Step::Item(media.number), Step::Key("src")]);
        if is_remote(&media.src) {
            let name = local_name(&media.src);
            found.push(
                Diagnostic::new(Code::DeadImage, place(), NOT_HERE)
                    .help(format!("download it beside the file, and write `src: {name}`")),
            );
            continue;
        }
        let path = match from.resolve(Kind::Image, &media.src) {
            Target::Site { path, .. } if is_image(path.as_str()) => path,
            Target::Dead { message, help } => {
                found.push(Diagnostic::new(Code::DeadImage, place(), message).maybe_help(help));
                continue;
            }
            _ => {
                found.push(
                    Diagnostic::new(Code::DeadImage, place(), format!("`{}` is no image of this site", media.src))
                        .help("put the image beside this file and write its name"),
                );
                continue;
            }
        };
        from.uses(&path);
        let size = from.image_size(&path);
        let alt = if media.decorative { "" } else { media.alt.as_deref().unwrap_or("") };
        values.push(
            Values::new()
                .with("href", link(&path))
                .with("alt", alt)
                .maybe("width", size.map(|(width, _)| width))
                .maybe("height", size.map(|(_, height)| height))
                .maybe("caption", media.caption.as_deref())
                .maybe("credit", media.credit.as_deref())
                .maybe("licence", media.licence.as_deref())
                .maybe("licence_url", media.licence_url.as_deref())
                .done(),
        );
    }
    (values, found)
}

/// Whether a file of the output is an image.
fn is_image(path: &str) -> bool {
    crate::path::ContentPath::new(path).is_ok_and(|path| path.is_image())
}
