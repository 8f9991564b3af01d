//! An entry of the site becomes bytes.
//!
//! Enters: a path of a [`Site`]. Leaves: the bytes that stand there and what went wrong on the way.
//! Must not know: where the values come from, nor where the bytes go.

mod address;
mod engine;
mod names;
mod parts;

use std::borrow::Cow;
use std::cell::Cell;

use tera::{Context, ErrorKind, Tera, TeraResult, Value};

pub use engine::engine;

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::path::{ContentPath, SitePath};
use crate::site::{Content, Entry, Later, Origin, Page, PartId, Shown, Site};

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
            Entry::Page(page) => self.page(path, page),
            Entry::Redirect(to) => {
                let to = to.mark(None);
                let values = Later::new(move || vec![("to", Value::safe_string(&to))]);
                self.page(path, &Page { template: "redirect.html", values, parts: Vec::new() })
            }
        }
    }

    fn page(&self, path: &SitePath, page: &Page) -> (Option<Content<'_>>, Vec<Diagnostic>) {
        let Some(engine) = &self.engine else {
            return (None, Vec::new());
        };
        let template = page.template;
        let mut bytes = SCRATCH.take();
        let origin = self.origin(path);
        let written = self.context(engine, page, &mut bytes).and_then(|context| {
            bytes.clear();
            engine.render_to(template, &context, &mut bytes)
        });
        if let Err(error) = written {
            return (None, vec![engine::failed(&error, template, path, origin)]);
        }
        let (text, unknown) = address::resolve(self, path, &bytes);
        SCRATCH.set(bytes);
        let found = unknown
            .into_iter()
            .map(|to| {
                let message = format!("a link on /{} leads nowhere: the site has no /{to}", path.address());
                related(Diagnostic::new(Code::TemplateLink, template_location(template), message), origin)
                    .help("link() takes a path of this site: a page's ends in `/`")
            })
            .collect();
        (Some(Content::Bytes(Cow::Owned(text))), found)
    }
}

impl Site {
    /// What a page's template sees beside the global values.
    fn context(&self, engine: &Tera, page: &Page, scratch: &mut Vec<u8>) -> TeraResult<Context> {
        let mut context = Context::new();
        for (name, value) in page.values.make() {
            context.insert_value(name, value);
        }
        let mut draw = |id: &PartId| self.draw(engine, *id, scratch);
        for (name, shown) in &page.parts {
            let value = match shown {
                Shown::One(id) => draw(id)?,
                Shown::All(ids) => Value::from(ids.iter().map(&mut draw).collect::<TeraResult<Vec<Value>>>()?),
            };
            context.insert_value(*name, value);
        }
        Ok(context)
    }

    /// The HTML of a part. Whoever asks first draws it.
    fn draw(&self, engine: &Tera, id: PartId, scratch: &mut Vec<u8>) -> TeraResult<Value> {
        let part = self.part(id);
        if let Some(drawn) = part.drawn.get() {
            return Ok(drawn.clone());
        }
        let mut arguments = Context::new();
        for (name, value) in &part.values {
            arguments.insert_value(*name, value.clone());
        }
        scratch.clear();
        engine.render_component_to(part.component, &arguments, None, true, &mut *scratch).map_err(|error| {
            match error.kind() {
                ErrorKind::RenderingError(_) => error,
                // It has no place; so at least it has the name.
                _ => tera::Error::message(format!("the component `{}`: {error}", part.component)),
            }
        })?;
        let drawn = std::str::from_utf8(scratch).map_err(|error| tera::Error::message(error.to_string()))?;
        let drawn = Value::safe_string(drawn);
        Ok(part.drawn.get_or_init(|| drawn).clone())
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
