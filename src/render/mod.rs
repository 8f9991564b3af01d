//! An entry of the site becomes bytes.
//!
//! Enters: a finished [`Site`], the templates and what all of them see; then a path. Leaves: the bytes that stand there
//! and what went wrong on the way.
//! Must not know: where the values come from, nor where the bytes go.

mod address;
mod engine;
mod names;
mod partials;

use std::borrow::Cow;
use std::cell::Cell;
use std::sync::OnceLock;

use tera::{Context, ErrorKind, Tera, TeraResult, Value};

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::path::{ContentPath, SitePath};
use crate::site::{Content, Entry, LazyValues, Origin, Page, PartialId, Shown, Site};
use crate::tree::{File, Tree};

thread_local! {
    /// Room for a page with its marks, which grows to the largest once instead of for every page.
    static SCRATCH: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// A site with what draws it.
#[derive(Debug)]
pub struct Renderer {
    site: Site,
    /// It has every template, or none when they did not load.
    engine: Tera,
    /// The HTML of each partial of the site, once a page has asked for it.
    drawn: Vec<OnceLock<Value>>,
}

impl Renderer {
    /// Loads the templates for a site. `globals` are the values that all of them see. With an error among the
    /// diagnostics no page can be rendered.
    #[must_use]
    pub fn new(tree: &Tree, site: Site, globals: Vec<(&'static str, Value)>) -> (Self, Vec<Diagnostic>) {
        let (engine, found) = engine::engine(tree, &site, globals);
        let drawn = site.partials().iter().map(|_| OnceLock::new()).collect();
        (Self { site, engine, drawn }, found)
    }

    /// What it renders.
    #[must_use]
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// Whether there are templates to render a page with.
    #[must_use]
    pub fn has_templates(&self) -> bool {
        self.engine.get_template_names().next().is_some()
    }

    /// Renders what stands at a path. Pure: the same site gives the same bytes. `None` when nothing
    /// stands there, or when its template failed; then the diagnostics say why.
    #[must_use]
    pub fn render(&self, path: &SitePath) -> (Option<Content<'_>>, Vec<Diagnostic>) {
        let Some(entry) = self.site.get(path) else {
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
                let values = LazyValues::new(move || vec![("to", Value::safe_string(&to))]);
                self.page(path, &Page { template: "redirect.html", values, partials: Vec::new() })
            }
        }
    }

    fn page(&self, path: &SitePath, page: &Page) -> (Option<Content<'_>>, Vec<Diagnostic>) {
        let template = page.template;
        let mut bytes = SCRATCH.take();
        let origin = self.site.origin(path);
        let written = self.context(page, &mut bytes).and_then(|context| {
            bytes.clear();
            self.engine.render_to(template, &context, &mut bytes)
        });
        if let Err(error) = written {
            return (None, vec![engine::failed(&error, template, path, origin)]);
        }
        let (text, unknown) = address::resolve(&self.site, path, &bytes);
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

    /// What a page's template sees beside the global values.
    fn context(&self, page: &Page, scratch: &mut Vec<u8>) -> TeraResult<Context> {
        let mut context = Context::new();
        for (name, value) in page.values.make() {
            context.insert_value(name, value);
        }
        let mut draw = |id: &PartialId| self.draw(*id, scratch);
        for (name, shown) in &page.partials {
            let value = match shown {
                Shown::One(id) => draw(id)?,
                Shown::All(ids) => Value::from(ids.iter().map(&mut draw).collect::<TeraResult<Vec<Value>>>()?),
            };
            context.insert_value(*name, value);
        }
        Ok(context)
    }

    /// The HTML of a partial. Whoever asks first draws it.
    fn draw(&self, id: PartialId, scratch: &mut Vec<u8>) -> TeraResult<Value> {
        let cell = &self.drawn[id.number()];
        if let Some(drawn) = cell.get() {
            return Ok(drawn.clone());
        }
        let partial = self.site.partial(id);
        let mut arguments = Context::new();
        for (name, value) in &partial.values {
            arguments.insert_value(*name, value.clone());
        }
        scratch.clear();
        self.engine.render_component_to(partial.component, &arguments, None, true, &mut *scratch).map_err(|error| {
            match error.kind() {
                ErrorKind::RenderingError(_) => error,
                // It has no place; so at least it has the name.
                _ => tera::Error::message(format!("the component `{}`: {error}", partial.component)),
            }
        })?;
        let drawn = std::str::from_utf8(scratch).map_err(|error| tera::Error::message(error.to_string()))?;
        let drawn = Value::safe_string(drawn);
        Ok(cell.get_or_init(|| drawn).clone())
    }
}

/// The templates of one layer, by name.
fn templates(tree: &Tree) -> impl Iterator<Item = (String, &str)> {
    tree.own().filter_map(|(path, file)| match (path.below("templates"), file) {
        (Some(name), File::Text(text)) => Some((name.to_owned(), text.as_ref())),
        _ => None,
    })
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
