//! The look, as far as `annals.yaml` sets it: accent, fonts, logo and footer.
//!
//! Enters: what stands under `theme`. Leaves: colours that were held against the grounds, families that a
//! style sheet can take, files by name. Must not know: whether a file is there, nor how a page is drawn.

use super::colour::{Colour, ENOUGH};
use super::findings::{Findings, present};
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::document::{Colours, Config, Document, Fonts, Step, Words, form};
use crate::text;

/// The grounds of the built-in style sheet, light and dark; a test holds them against it.
const GROUNDS: [&str; 2] = ["#fdfcf9", "#171715"];

/// What the site sets of its look.
#[derive(Debug, Clone, Default)]
pub struct Look {
    /// The accent on the light and on the dark ground, as `#rrggbb`.
    pub accent: Option<[String; 2]>,
    /// The families of what is read, as a style sheet takes them.
    pub text: Option<String>,
    /// The families of dates and labels, likewise.
    pub labels: Option<String>,
    /// The image at the head of every page.
    pub logo: Option<ImageFile>,
    /// Text at the foot of every page.
    pub footer: Option<String>,
}

/// A file of `static/` as it is named in `annals.yaml`.
#[derive(Debug, Clone)]
pub struct ImageFile {
    /// Its path below `static/`.
    pub path: String,
    /// Where it is named.
    pub place: Location,
}

/// Reads `theme`.
pub(super) fn look(document: &Document<Config>, found: &mut Findings<'_>) -> Look {
    let Some(theme) = &document.front.theme else { return Look::default() };
    let family = |found: &mut Findings<'_>, key, words: fn(&Fonts) -> Option<&Words<form::Families>>, last| {
        families(document, found, key, theme.fonts.as_ref().and_then(words), last)
    };
    Look {
        accent: accent(document, found, theme.colours.as_ref()),
        text: family(found, "text", |fonts| fonts.text.as_ref(), "serif"),
        labels: family(found, "labels", |fonts| fonts.labels.as_ref(), "system-ui"),
        logo: image(document, &[Step::Key("theme"), Step::Key("logo")], theme.logo.as_ref()),
        footer: present(theme.footer.as_ref()),
    }
}

/// The file that a key names, however its folder is written.
pub(super) fn image(
    document: &Document<Config>,
    at: &[Step<'_>],
    words: Option<&Words<form::StaticFile>>,
) -> Option<ImageFile> {
    let name = present(words)?;
    let path = name.trim_start_matches("./").trim_start_matches('/');
    let path = path.strip_prefix("static/").unwrap_or(path).to_owned();
    Some(ImageFile { path, place: document.place(at) })
}

/// The accent for both grounds: where one is not given, it is made from the other.
fn accent(document: &Document<Config>, found: &mut Findings<'_>, colours: Option<&Colours>) -> Option<[String; 2]> {
    let colours = colours?;
    let grounds = GROUNDS.map(Colour::parse);
    let [Some(light), Some(dark)] = grounds else { return None };
    let on_light = colour(document, found, "accent", colours.accent.as_ref(), ("light", light));
    let on_dark = colour(document, found, "accent_dark", colours.accent_dark.as_ref(), ("dark", dark));
    let accent = on_light.or_else(|| Some(on_dark?.readable_on(light)))?;
    let accent_dark = on_dark.unwrap_or_else(|| accent.readable_on(dark));
    Some([accent.to_string(), accent_dark.to_string()])
}

fn colour(
    document: &Document<Config>,
    found: &mut Findings<'_>,
    key: &str,
    words: Option<&Words<form::Colour>>,
    (name, ground): (&str, Colour),
) -> Option<Colour> {
    let steps = [Step::Key("theme"), Step::Key("colours"), Step::Key(key)];
    let Some(text) = present(words) else {
        found.list.extend(commented(document, key));
        return None;
    };
    let Some(colour) = Colour::parse(&text) else {
        let message = format!("`{}` is no colour in hexadecimal", text::shorten(&text, 40));
        found.push(
            Diagnostic::new(Code::BadColour, document.place(&steps), message)
                .help(format!("write red, green and blue, in quotes: `{key}: \"#1f5aa6\"`")),
        );
        return None;
    };
    let contrast = colour.contrast(ground);
    if contrast < ENOUGH {
        // Cut, not rounded: 4.49 is not 4.5.
        let contrast = (contrast * 100.0).floor() / 100.0;
        found.push(
            Diagnostic::new(
                Code::LowContrast,
                document.place(&steps),
                format!(
                    "{colour} on the {name} ground {ground} has a contrast of {contrast:.2}:1; {ENOUGH}:1 can be read"
                ),
            )
            .help(format!("write `{key}: \"{}\"`, the nearest that can be read", colour.readable_on(ground))),
        );
    }
    Some(colour)
}

/// A colour without quotes is a comment to YAML, and its key empty.
fn commented(document: &Document<Config>, key: &str) -> Option<Diagnostic> {
    let steps = [Step::Key("theme"), Step::Key("colours"), Step::Name(key)];
    let place = document.place(&steps);
    let (start, end) = place.span?;
    if document.text.get(start..end)? != key {
        return None;
    }
    let rest = document.text.get(end..)?.lines().next()?.trim_start_matches(':').trim();
    let colour = Colour::parse(rest.split_whitespace().next()?).filter(|_| rest.starts_with('#'))?;
    let message = format!("`{key}` is empty: what follows `#` is a comment");
    Some(Diagnostic::new(Code::BadColour, place, message).help(format!("write `{key}: \"{colour}\"`")))
}

/// What style sheets call a family without naming one.
const GENERIC: &[&str] =
    &["serif", "sans-serif", "monospace", "system-ui", "ui-serif", "ui-sans-serif", "ui-rounded", "ui-monospace"];

/// Family names, separated by commas, as a style sheet takes them; `last` is for devices that have none of
/// them.
fn families(
    document: &Document<Config>,
    found: &mut Findings<'_>,
    key: &str,
    words: Option<&Words<form::Families>>,
    last: &str,
) -> Option<String> {
    let text = present(words)?;
    let mut families = Vec::new();
    for name in text.split(',').map(|name| name.trim().trim_matches(['"', '\'']).trim()) {
        let whole = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.'));
        if !whole {
            let message = format!("`{}` is no name of a font family", text::shorten(name, 40));
            let place = document.place(&[Step::Key("theme"), Step::Key("fonts"), Step::Key(key)]);
            found.push(
                Diagnostic::new(Code::WrongType, place, message).help(format!(
                    "write the names of families, separated by commas: `{key}: Source Serif 4, Georgia`"
                )),
            );
            return None;
        }
        families.push(if GENERIC.contains(&name) { name.to_owned() } else { format!("\"{name}\"") });
    }
    if families.last().is_none_or(|family| family.starts_with('"')) {
        families.push(last.to_owned());
    }
    Some(families.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grounds_are_those_of_the_style_sheet() {
        let [light, dark] = GROUNDS;
        let sheet = include_str!("../../static/style.css");
        assert!(sheet.contains(&format!("--paper: light-dark({light}, {dark});")));
    }
}
