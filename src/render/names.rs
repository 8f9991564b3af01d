//! Names in templates that nothing has, and templates that nothing names.
//!
//! Enters: the templates, and what the engine says of a name. Leaves: findings, and the name that was probably meant.
//! Must not know: what a template shows.

use super::{template_location, templates};
use crate::diagnostic::{Code, Diagnostic};
use crate::text;
use crate::tree::Tree;

/// More names than this are not read in a message.
const MOST: usize = 25;

/// What the engine says of an unknown variable or field ends with all that there are. Gives the sentence without
/// them, and of them the one that was meant.
pub(super) fn known(message: &str) -> (String, Option<String>) {
    let list = message.split_once(". Available ").and_then(|(what, list)| Some((what, list.split_once(": ")?.1)));
    let Some((what, list)) = list else { return (message.to_owned(), None) };
    let names: Vec<&str> = list.split(", ").collect();
    let help = match text::did_you_mean(quoted(what), names.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if names.len() <= MOST => format!("the names are: {list}"),
        None => "docs/themes.md of Annals says which names there are".to_owned(),
    };
    (what.to_owned(), Some(help))
}

/// The template that was meant by one that is included and is not there.
pub(super) fn template(message: &str, tree: &Tree) -> Option<String> {
    message.starts_with("unknown template").then(|| {
        let all: Vec<String> =
            [Some(tree), tree.under()].into_iter().flatten().flat_map(templates).map(|t| t.0).collect();
        let near = text::did_you_mean(quoted(message), all.iter().map(String::as_str));
        near.map(|near| format!("did you mean `{near}`?"))
    })?
}

/// The first name between backticks.
fn quoted(message: &str) -> &str {
    message.split('`').nth(1).unwrap_or("")
}

/// Templates of the site that neither stand in the place of one of the theme's nor are named in another. One that
/// defines components is used wherever those are.
pub(super) fn unused(tree: &Tree) -> Vec<Diagnostic> {
    let own: Vec<(String, &str)> = templates(tree).collect();
    let theme: Vec<String> = tree.under().into_iter().flat_map(templates).map(|(name, _)| name).collect();
    let names = |text: &str, name: &str| {
        let quoted = |mark: char| text.contains(&format!("{mark}{name}{mark}"));
        quoted('"') || quoted('\'') || quoted('`')
    };
    let components = |text: &str| {
        text.split("{%").skip(1).any(|tag| tag.trim_start_matches('-').trim_start().starts_with("component"))
    };
    let used = |name: &str, text: &str| {
        theme.iter().any(|known| known == name)
            || components(text)
            || own.iter().any(|(other, text)| other != name && names(text, name))
    };
    let left = own.iter().filter(|(name, text)| !used(name, text));
    left.map(|(name, _)| {
        let help = match near(name, &theme) {
            Some(near) => format!("to put it in the place of a built-in one, rename it to `{near}`; else remove it"),
            None => format!("name it in a template that is used, `{{% include \"{name}\" %}}`, or remove it"),
        };
        let message = format!("nothing uses this template: {name}");
        Diagnostic::new(Code::UnusedTemplate, template_location(name).clone(), message).help(help)
    })
    .collect()
}

/// The built-in template that was meant, by the name up to its first dot, in whatever folder.
fn near<'a>(name: &str, theme: &'a [String]) -> Option<&'a str> {
    let stem =
        |name: &str| name.rsplit('/').next().and_then(|last| last.split('.').next()).unwrap_or("").to_lowercase();
    let same = theme.iter().find(|known| stem(known) == stem(name)).map(String::as_str);
    same.or_else(|| {
        let stems: Vec<String> = theme.iter().map(|known| stem(known)).collect();
        let near = text::did_you_mean(&stem(name), stems.iter().map(String::as_str))?;
        stems.iter().position(|stem| stem == near).map(|at| theme[at].as_str())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::path::ContentPath;
    use crate::tree::File;

    fn tree(files: &[(&str, &str)]) -> Tree {
        let at =
            |name: &str, text: &str| (ContentPath::new(&format!("templates/{name}")).unwrap(), File::Text(text.into()));
        let theme = Tree::new(["event.html", "base.html", "tags.html"].map(|name| at(name, "")));
        Tree::new(files.iter().map(|(name, text)| at(name, text))).over(theme.into())
    }

    #[test]
    fn a_template_that_nothing_uses_is_told_its_name() {
        for (files, expected) in [
            (&[("event.html", ""), ("base.html", "")][..], None),
            (&[("evnt.html", "")], Some("rename it to `event.html`")),
            (&[("Event.html", "")], Some("rename it to `event.html`")),
            (&[("event.htm", "")], Some("rename it to `event.html`")),
            (&[("event.html.tera", "")], Some("rename it to `event.html`")),
            (&[("theme/tags.html", "")], Some("rename it to `tags.html`")),
            (&[("evnt.HTML", "")], Some("rename it to `event.html`")),
            (&[("macros.html", "")], Some("{% include \"macros.html\" %}")),
            (&[("own.html", "")], Some("{% include \"own.html\" %}")),
            (&[("own.html", ""), ("event.html", "{% include \"own.html\" %}")], None),
            (&[("own/a.html", ""), ("event.html", "{% extends 'own/a.html' %}")], None),
            (&[("own.html", "{% include \"own.html\" %}")], Some("or remove it")),
            (&[("own.html", "{%- component x() %}{% endcomponent x %}")], None),
        ] {
            let helps: Vec<String> = unused(&tree(files)).into_iter().filter_map(|one| one.help).collect();
            assert_eq!(helps.len(), usize::from(expected.is_some()), "{files:?} {helps:?}");
            assert!(helps.iter().zip(expected).all(|(help, words)| help.contains(words)), "{files:?} {helps:?}");
        }
    }

    #[test]
    fn of_many_names_the_one_that_was_meant_is_said() {
        let many = (0..90).map(|number| format!("name{number}")).collect::<Vec<_>>().join(", ");
        for (message, what, help) in [
            (
                "field `titel` is not defined. Available fields: date, title",
                "field `titel` is not defined",
                Some("did you mean `title`?".to_owned()),
            ),
            (
                "variable `x` is not defined. Available variables: date, title",
                "variable `x` is not defined",
                Some("the names are: date, title".to_owned()),
            ),
            (
                &format!("field `zzz` is not defined. Available fields: {many}"),
                "field `zzz` is not defined",
                Some("docs/themes.md of Annals says which names there are".to_owned()),
            ),
            ("something else", "something else", None),
        ] {
            assert_eq!(known(message), (what.to_owned(), help), "{message}");
        }
        let tree = tree(&[("own.html", "")]);
        assert_eq!(template("unknown template `evnt.html`", &tree).as_deref(), Some("did you mean `event.html`?"));
        assert_eq!(template("unknown template `zzz`", &tree), None);
        assert_eq!(template("unknown filter `evnt.html`", &tree), None);
    }
}
