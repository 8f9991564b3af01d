//! The templates: the site's over the theme's, loaded once, with the functions that they may call.
//!
//! Enters: the tree's `templates/`, and the values that every page sees. Leaves: an engine, and a
//! diagnostic for each template that does not parse. Must not know: which pages there are.

use std::collections::HashMap;
use std::io::{self, Write};

use sha2::{Digest as _, Sha256};
use tera::{ErrorKind, Kwargs, State, Tera, TeraResult, Value};

use super::{names, partials, related, template_location, templates};
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::path::{ContentPath, SitePath};
use crate::site::{Entry, Origin, Site};
use crate::tree::{Tree, hash};

/// Loads every template. A site's own is found first and may extend the theme's by `theme/NAME`. With a mistake in one
/// the engine has none: half of them would draw pages that nobody meant.
pub(super) fn engine(tree: &Tree, site: &Site, globals: Vec<(&'static str, Value)>) -> (Tera, Vec<Diagnostic>) {
    let (engine, mut found) = match load(tree, site, globals) {
        Ok(engine) => (engine, Vec::new()),
        Err(found) => (Tera::new(), found),
    };
    found.extend(names::unused(tree));
    (engine, found)
}

fn load(tree: &Tree, site: &Site, globals: Vec<(&'static str, Value)>) -> Result<Tera, Vec<Diagnostic>> {
    let mut tera = Tera::new();
    tera.set_escape_fn(escape);
    functions(&mut tera, site);
    let mut found = Vec::new();
    let own: Vec<(String, &str)> = templates(tree).collect();
    for (name, text) in &own {
        // Each alone first: the first mistake in a batch would hide those in other files.
        let mut alone = Tera::new();
        if let Err(error) = alone.add_raw_template(name, text)
            && let ErrorKind::SyntaxError(report) = error.kind()
        {
            found.push(syntax(name, report.message(), report.span().range.clone()));
        }
    }
    if !found.is_empty() {
        return Err(found);
    }
    let theme = tree.under().into_iter().flat_map(templates).map(|(name, text)| (format!("theme/{name}"), text));
    let all: Vec<(String, &str)> = own.into_iter().chain(theme).collect();
    if tera.set_fallback_prefixes(["theme/"]).is_err() {
        unreachable!("no template is loaded yet");
    }
    if let Err(error) = tera.add_raw_templates(all.iter().map(|(name, text)| (name.as_str(), *text))) {
        return Err(loading(&error, tree));
    }
    let names: Vec<&str> = globals.iter().map(|(name, _)| *name).collect();
    found.extend(partials::check(&tera, site, &all, &names));
    if !found.is_empty() {
        return Err(found);
    }
    for (name, value) in globals {
        tera.global_context().insert_value(name, value);
    }
    Ok(tera)
}

/// Escapes as Tera does, but has no work with most text, in which there is nothing to escape.
fn escape(text: &str, out: &mut dyn Write) -> io::Result<()> {
    match text.bytes().any(|byte| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'')) {
        true => tera::escape_html(text, out),
        false => out.write_all(text.as_bytes()),
    }
}

/// What templates can call:
///
/// - `link(path="tags/")`: the address of a page or file of this site;
/// - `asset(path="style.css")`: the address of a file that is no page, with the start of its hash, so that
///   a changed file is fetched again.
fn functions(tera: &mut Tera, site: &Site) {
    tera.register_function("link", |arguments: Kwargs, _: &State<'_>| -> TeraResult<Value> {
        let path: &str = arguments.must_get("path")?;
        let fragment: Option<&str> = arguments.get("fragment")?;
        Ok(Value::safe_string(&site_path(path)?.mark(fragment)))
    });
    let versions: HashMap<SitePath, Value> = site
        .entries()
        .filter_map(|(path, entry)| match entry {
            Entry::Copy(_, asset) => Some((path.clone(), version(path, &asset.hash))),
            Entry::Fixed(bytes) => Some((path.clone(), version(path, &hash(Sha256::new_with_prefix(bytes))))),
            _ => None,
        })
        .collect();
    tera.register_function("asset", move |arguments: Kwargs, _: &State<'_>| -> TeraResult<Value> {
        let path: &str = arguments.must_get("path")?;
        if let Some(version) = versions.get(path) {
            return Ok(version.clone());
        }
        let path = site_path(path)?;
        Ok(versions.get(&path).cloned().unwrap_or_else(|| Value::safe_string(&path.mark(None))))
    });
}

/// The mark of a file with the start of its hash.
fn version(path: &SitePath, hash: &str) -> Value {
    let mark = path.mark(None);
    let short = &hash[..hash.len().min(8)];
    let (before, after) = mark.split_at(mark.len() - crate::path::MARK_CLOSE.len_utf8());
    Value::safe_string(&format!("{before}?v={short}{after}"))
}

fn site_path(text: &str) -> TeraResult<SitePath> {
    SitePath::new(text).map_err(|error| tera::Error::message(format!("{text:?}: {error}")))
}

/// What is wrong with a page that could not be rendered, with the document it was rendered for.
pub(super) fn failed(error: &tera::Error, template: &str, page: &SitePath, origin: Option<&Origin>) -> Diagnostic {
    let mut near = String::new();
    let diagnostic = match error.kind() {
        ErrorKind::RenderingError(report) | ErrorKind::SyntaxError(report) => {
            let (message, help) = names::known(&words(error, report.message()));
            near = help.map_or_else(String::new, |help| format!("{help}\n"));
            placed(Code::TemplateError, report.filename(), &message, report.span().range.clone())
        }
        _ => Diagnostic::new(Code::TemplateError, template_location(template), lower(&error.to_string())),
    };
    let diagnostic = match origin {
        Some(Origin { path: Some(_), .. }) => related(diagnostic, origin),
        _ => related(diagnostic, None),
    };
    diagnostic.help(format!(
        "{near}this happened on /{}; correct the template, or remove it to use the built-in one",
        page.address()
    ))
}

/// A report's message, with the cause that a failing function gave.
fn words(error: &tera::Error, message: &str) -> String {
    let mut words = lower(message);
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        let text = cause.to_string();
        if !words.contains(&text) {
            words.push_str(": ");
            words.push_str(&text);
        }
        source = cause.source();
    }
    words
}

/// Places an error in a template's file.
fn placed(code: Code, name: &str, message: &str, range: std::ops::Range<usize>) -> Diagnostic {
    let location = template_location(name);
    let location = Location::span(&location.path, range);
    Diagnostic::new(code, location, lower(message))
}

/// A template that does not parse.
fn syntax(name: &str, message: &str, range: std::ops::Range<usize>) -> Diagnostic {
    placed(Code::TemplateSyntax, name, message, range).help(SYNTAX_HELP)
}

const SYNTAX_HELP: &str = "correct the template here, or remove the file to use the built-in one";

/// What is found when the templates are put together comes as one text for several errors; their places
/// stand in lines of ` --> file:line:column`.
fn loading(error: &tera::Error, tree: &Tree) -> Vec<Diagnostic> {
    if let ErrorKind::SyntaxError(report) = error.kind() {
        return vec![syntax(report.filename(), report.message(), report.span().range.clone())];
    }
    if let ErrorKind::MissingParent { current, parent } = error.kind() {
        let message = format!("there is no template `{parent}` to extend");
        return vec![
            Diagnostic::new(Code::TemplateSyntax, template_location(current), message)
                .help("the built-in ones are extended by `{% extends \"theme/page.html\" %}`"),
        ];
    }
    let text = error.to_string();
    let mut found = Vec::new();
    let mut message = String::new();
    for line in text.lines() {
        if let Some((_, place)) = line.split_once("--> ") {
            let mut parts = place.trim().trim_matches(['[', ']']).rsplitn(3, ':');
            let column = parts.next().and_then(|part| part.parse::<usize>().ok()).unwrap_or(1);
            let number = parts.next().and_then(|part| part.parse::<usize>().ok()).unwrap_or(1);
            let name = parts.next().unwrap_or("").trim();
            let location = template_location(name);
            let start = tree.text(&location.path).map_or(0, |text| offset(text, number, column));
            let location = Location::span(&location.path, start..start + 1);
            let words = lower(message.trim_start_matches("error: ").trim());
            let help = names::template(&words, tree).unwrap_or_else(|| SYNTAX_HELP.to_owned());
            found.push(Diagnostic::new(Code::TemplateSyntax, location, words).help(help));
            message.clear();
        } else if let Some(words) = line.trim_start().strip_prefix("error: ") {
            message = words.to_owned();
        } else if message.is_empty() && !line.trim().is_empty() && !line.contains('|') {
            message = line.trim().to_owned();
        }
    }
    if found.is_empty() {
        let path = ContentPath::new("templates/page.html");
        let location = path.map_or_else(|_| template_location("page.html"), |path| Location::file(&path));
        found.push(Diagnostic::new(Code::TemplateSyntax, location, lower(&text)));
    }
    found
}

/// The byte at a line and column, both from 1.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    start + text[start..].char_indices().nth(column.saturating_sub(1)).map_or(0, |(at, _)| at)
}

/// A library's sentence in our manner: on one line, lower case, no full stop.
fn lower(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = text.trim_end_matches('.');
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if second.is_lowercase() || second == ' ' => {
            first.to_lowercase().chain(std::iter::once(second)).chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}
