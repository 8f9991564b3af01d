//! The components that draw partials: whether each takes what it is given.
//!
//! Enters: the templates and the partials of a site. Leaves: a diagnostic, at the component, for each that a
//! site's own templates define otherwise. Must not know: what the partials show.

use std::collections::HashSet;

use tera::{ComponentArg, ComponentArgType, ComponentInfo, Tera, Value};

use super::template_location;
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::site::{Partial, Site};

/// What is wrong with the components that draw partials, each once. `templates` are texts by name, those of the
/// site first; `globals` are the names that every template sees.
pub(super) fn check(engine: &Tera, site: &Site, templates: &[(String, &str)], globals: &[&str]) -> Vec<Diagnostic> {
    // Partials of one component differ in nothing but an argument that may be left out.
    let mut seen = HashSet::new();
    let shapes = site.partials().iter().filter(|partial| seen.insert((partial.component, partial.values.len())));
    let mut wrong: Vec<&str> = Vec::new();
    let mut found = Vec::new();
    for partial in shapes {
        let Some(component) = engine.get_component_definition(partial.component) else { continue };
        if let Some(message) = mistake(&component, partial, globals)
            && !wrong.contains(&partial.component)
        {
            wrong.push(partial.component);
            found.push(
                Diagnostic::new(Code::TemplateError, place(partial.component, templates), message)
                    .help(beginning(partial)),
            );
        }
    }
    found
}

/// The first thing that keeps a component from being drawn with the arguments of a partial.
fn mistake(component: &ComponentInfo, partial: &Partial, globals: &[&str]) -> Option<String> {
    let name = partial.component;
    let given = |wanted: &ComponentArg| partial.values.iter().find(|(name, _)| *name == wanted.name());
    if component.rest_param().is_none() {
        let taken = |name: &str| component.args().iter().any(|argument| argument.name() == name);
        if let Some((argument, _)) = partial.values.iter().find(|(argument, _)| !taken(argument)) {
            return Some(format!("the component `{name}` does not take `{argument}`, which it is given"));
        }
    }
    component.args().iter().find_map(|argument| match given(argument) {
        Some((_, value)) if !argument.arg_type().is_none_or(|kind| fits(kind, value)) => {
            let kind = argument.arg_type().map_or("", |kind| kind.as_str());
            Some(format!("`{}` of the component `{name}` is no {kind}", argument.name()))
        }
        None if argument.is_required() => {
            Some(format!("the component `{name}` is not given `{}`, which it requires", argument.name()))
        }
        None if argument.is_implicit() && argument.default().is_none() && !globals.contains(&argument.name()) => {
            let wanted = argument.name();
            Some(format!("the component `{name}` is drawn once for many pages, and sees no `{wanted}`"))
        }
        _ => None,
    })
}

fn fits(kind: ComponentArgType, value: &Value) -> bool {
    match kind {
        ComponentArgType::String => value.is_string(),
        ComponentArgType::Bool => value.is_bool(),
        ComponentArgType::Array => value.is_array(),
        ComponentArgType::Map => value.is_map(),
        ComponentArgType::Bytes => value.is_bytes(),
        _ => value.is_number(),
    }
}

/// Where a component begins.
fn place(component: &str, templates: &[(String, &str)]) -> Location {
    let begins = |text: &str| {
        let words = text.match_indices("component");
        let mut places = words.map(|(at, word)| (at + word.len(), &text[at + word.len()..]));
        places.find_map(|(at, rest)| {
            let name = rest.trim_start();
            let after = name.strip_prefix(component)?.trim_start();
            let start = at + rest.len() - name.len();
            (name.len() < rest.len() && after.starts_with('(')).then_some(start..start + component.len())
        })
    };
    let found = templates.iter().find_map(|(name, text)| Some((name, begins(text)?)));
    match found {
        Some((name, span)) => Location::span(&template_location(name).path, span),
        None => template_location("parts.html"),
    }
}

/// What to write.
fn beginning(partial: &Partial) -> String {
    let given: Vec<&str> = partial.values.iter().map(|(name, _)| *name).chain(["@site", "@words"]).collect();
    format!("begin it with `{{% component {}({}) %}}`", partial.component, given.join(", "))
}
