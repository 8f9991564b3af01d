//! An entry of the site becomes bytes.
//!
//! Enters: a path of a [`Site`]. Leaves: the bytes that stand there and what went wrong on the way.
//! Must not know: where the values come from, nor where the bytes go.

mod address;
mod engine;

use std::borrow::Cow;
use std::cell::Cell;

use tera::{Context, Value};

pub use engine::engine;

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::path::{ContentPath, SitePath};
use crate::site::{Content, Entry, Origin, Site};

thread_local! {
    /// Room for a page with its marks, which grows to the largest once instead of for every page.
    static SCRATCH: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

impl Site {
    /// Renders what stands at a path. Pure: the same site gives the same bytes. `None` when nothing
    /// stands there, or when its template failed; then the diagnostics say why.
    #[must_use]
    pub fn render(&self, path: &SitePath) -> (Option<Content<'_>>, Vec<Diagnostic>) {
        let Some(entry) = self.get(path) else {
            return (None, Vec::new());
        };
        match entry {
            Entry::Fixed(bytes) => (Some(Content::Bytes(Cow::Borrowed(bytes))), Vec::new()),
            Entry::Copy(file, asset) => match asset.built_in {
                Some(bytes) => (Some(Content::Bytes(Cow::Borrowed(bytes))), Vec::new()),
                None => (Some(Content::File(file)), Vec::new()),
            },
            Entry::Page(page) => self.page(path, page.template, &page.values),
            Entry::Redirect(to) => {
                let values = [("to", Value::safe_string(&to.mark(None)))];
                self.page(path, "redirect.html", &values)
            }
        }
    }

    fn page(
        &self,
        path: &SitePath,
        template: &str,
        values: &[(&'static str, Value)],
    ) -> (Option<Content<'_>>, Vec<Diagnostic>) {
        let Some(engine) = &self.engine else {
            return (None, Vec::new());
        };
        let mut context = Context::new();
        for (name, value) in values {
            context.insert_value(*name, value.clone());
        }
        let mut bytes = SCRATCH.take();
        bytes.clear();
        let origin = self.origin(path);
        if let Err(error) = engine.render_to(template, &context, &mut bytes) {
            return (None, vec![engine::failed(&error, template, path, origin)]);
        }
        let Ok(text) = std::str::from_utf8(&bytes) else {
            let location = template_location(template);
            return (
                None,
                vec![Diagnostic::new(Code::TemplateError, location, "the template wrote something that is not UTF-8")],
            );
        };
        let (text, unknown) = address::resolve(self, path, text);
        SCRATCH.set(bytes);
        let found = unknown
            .into_iter()
            .map(|to| {
                let message = format!("a link on /{} leads nowhere: the site has no /{to}", path.address());
                related(Diagnostic::new(Code::TemplateLink, template_location(template), message), origin)
                    .help("link() takes a path of this site: a page's ends in `/`")
            })
            .collect();
        (Some(Content::Bytes(Cow::Owned(text.into_bytes()))), found)
    }
}

/// The file of a template.
fn template_location(name: &str) -> Location {
    let name = name.strip_prefix("theme/").unwrap_or(name);
    let path = ContentPath::new(&format!("templates/{name}")).or_else(|_| ContentPath::new("templates/page.html"));
    match path {
        Ok(path) => Location::file(&path),
        Err(error) => unreachable!("`templates/page.html` is a path: {error}"),
    }
}

/// Names the document that a page was rendered for.
fn related(diagnostic: Diagnostic, origin: Option<&Origin>) -> Diagnostic {
    match origin {
        Some(Origin { path: Some(path), what }) => {
            diagnostic.related(Location::file(path), format!("while the page of {what} was rendered"))
        }
        _ => diagnostic,
    }
}
