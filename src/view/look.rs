//! What `annals.yaml` sets of the look: a small style sheet, a logo, links to the newsroom's rules.
//!
//! Enters: the settings. Leaves: `theme.css`, the values that the page's frame needs, and a finding for an
//! image that is not there. Must not know: how the theme draws them.

use tera::Value;

use super::value::{Values, link};
use super::{Pages, fixed};
use crate::diagnostic::{Code, Diagnostic};
use crate::i18n::Locale;
use crate::markdown::{NOT_HERE, is_remote, local_name};
use crate::model::{ImageFile, Look, Settings};
use crate::path::SitePath;
use crate::site::{Entry, Origin, Site, SiteBuilder};
use crate::text;

/// The style sheet that holds what the site sets.
const SHEET: &str = "theme.css";

/// Adds the style sheet, where there is anything for it to say.
pub(super) fn add(pages: &mut Pages<'_>) {
    let Some(rules) = sheet(&pages.setting().timeline.settings.look) else { return };
    let origin = Origin { what: "the style sheet made of `theme` in annals.yaml".to_owned(), path: None };
    pages.found.extend(pages.site.add(fixed(SHEET), Entry::Fixed(rules.into_bytes().into()), origin));
}

/// Custom properties in a layer that is named after all of the theme's, and so is stronger.
fn sheet(look: &Look) -> Option<String> {
    let accent = look.accent.as_ref().map(|[light, dark]| format!("--accent: light-dark({light}, {dark});"));
    let family = |name: &str, families: &Option<String>| families.as_ref().map(|list| format!("--{name}: {list};"));
    let rules: Vec<String> =
        [accent, family("serif", &look.text), family("sans", &look.labels)].into_iter().flatten().collect();
    (!rules.is_empty()).then(|| format!("@layer theme {{ :root {{ {} }} }}\n", rules.join(" ")))
}

/// The images that `annals.yaml` names and `static/` does not have.
pub(super) fn missing(settings: &Settings, files: &SiteBuilder) -> Vec<Diagnostic> {
    let named = settings.look.logo.iter().chain(&settings.publisher.logo);
    let missing = named.filter(|image| !images(files).any(|path| path == image.path));
    missing
        .map(|image| {
            if is_remote(&image.path) {
                let help = format!("download it into static/, and write `logo: {}`", local_name(&image.path));
                return Diagnostic::new(Code::DeadImage, image.place.clone(), NOT_HERE).help(help);
            }
            let near = text::did_you_mean(&image.path, images(files));
            let message = format!("static/ has no image `{}`", text::shorten(&image.path, 60));
            Diagnostic::new(Code::DeadImage, image.place.clone(), message).help(near.map_or_else(
                || "put the image in static/, and write its name: `logo: logo.svg`".to_owned(),
                |near| format!("did you mean `{near}`?"),
            ))
        })
        .collect()
}

/// The images of `static/`, by their paths below it.
fn images(files: &SiteBuilder) -> impl Iterator<Item = &str> {
    files.entries().filter_map(|(_, entry)| match entry {
        Entry::Copy(path, _) if path.is_image() => path.below("static"),
        _ => None,
    })
}

/// What templates see of `theme`.
pub(super) fn value(settings: &Settings, site: &Site) -> Value {
    let look = &settings.look;
    Values::new()
        .maybe("sheet", sheet(look).map(|_| SHEET))
        .with("own_text", look.text.is_some())
        .with("own_labels", look.labels.is_some())
        .maybe("logo", look.logo.as_ref().and_then(|logo| image(logo, site)))
        .maybe("footer", look.footer.as_deref())
        .done()
}

/// An image with the size that it has of itself.
fn image(image: &ImageFile, site: &Site) -> Option<Value> {
    let path = SitePath::new(&image.path).ok()?;
    let Entry::Copy(_, asset) = site.get(&path)? else { return None };
    let size = asset.size;
    let value = Values::new()
        .with("href", link(&path))
        .maybe("width", size.map(|(width, _)| width))
        .maybe("height", size.map(|(_, height)| height));
    Some(value.done())
}

/// Where the newsroom's rules stand, each with what it is called.
pub(super) fn policies(settings: &Settings, locale: &Locale) -> Vec<Value> {
    let names = ["policy_corrections", "policy_ethics", "policy_unnamed_sources"];
    let there =
        names.into_iter().zip(&settings.policies).filter_map(|(name, address)| Some((name, address.as_deref()?)));
    there.map(|(name, address)| Values::new().with("title", locale.word(name)).with("href", address).done()).collect()
}
