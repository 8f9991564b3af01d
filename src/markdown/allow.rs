//! What raw HTML may hold, and what to write instead of what it may not.
//!
//! Enters: names of tags and attributes. Leaves: yes or no, and words; and the sanitiser, which has the
//! last word on a body with raw HTML. Must not know: where anything stands.

use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

/// The tags, in order.
pub(super) const ALLOWED: &[&str] = &[
    "a",
    "abbr",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "u",
    "ul",
    "var",
    "wbr",
];
pub(super) const VOID: &[&str] = &["br", "col", "hr", "img", "wbr"];
pub(super) const TABLE_PARTS: &[&str] = &["caption", "col", "colgroup", "tbody", "td", "tfoot", "th", "thead", "tr"];
pub(super) const LEVELS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

/// The elements that HTML ends by itself when one of the same group begins, and what stops that.
pub(super) const IMPLIED: &[(&[&str], &[&str])] = &[
    (&["li"], &["ol", "ul"]),
    (&["dt", "dd"], &["dl"]),
    (&["td", "th"], &["table", "tr"]),
    (&["tr"], &["table", "tbody", "thead", "tfoot"]),
    (&["tbody", "thead", "tfoot", "colgroup", "caption"], &["table"]),
    (&["rt", "rp"], &["ruby"]),
];

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = Builder::empty();
    cleaner
        .add_tags(ALLOWED.iter().copied())
        .add_tags(["button", "input", "section"])
        .add_clean_content_tags(["script", "style"])
        .add_generic_attributes(["lang", "dir", "title", "id", "class", "aria-label", "role", "tabindex"])
        .add_tag_attributes("a", ["href", "hreflang"])
        .add_tag_attributes("img", ["src", "alt", "width", "height", "loading"])
        .add_tag_attributes("button", ["type", "popovertarget"])
        .add_tag_attributes("span", ["popover"])
        .add_tag_attributes("input", ["type", "disabled", "checked"])
        .add_tag_attributes("ol", ["start", "reversed", "type"])
        .add_tag_attributes("li", ["value"])
        .add_tag_attributes("details", ["open"])
        .add_tag_attributes("time", ["datetime"])
        .add_tag_attributes("ins", ["datetime"])
        .add_tag_attributes("del", ["datetime"])
        .add_tag_attributes("td", ["colspan", "rowspan"])
        .add_tag_attributes("th", ["colspan", "rowspan", "scope"])
        .add_tag_attributes("col", ["span"])
        .add_tag_attributes("colgroup", ["span"])
        .add_url_schemes(["http", "https", "mailto", "tel"])
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None);
    cleaner
});

/// The sanitiser's word on a piece of HTML.
pub(super) fn clean(html: &str) -> String {
    if html.is_empty() { String::new() } else { CLEANER.clean(html).to_string() }
}

pub(super) fn valid_class(class: &str) -> bool {
    !class.is_empty() && class.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
}

/// Whether a tag takes an attribute with this value.
pub(super) fn takes(tag: &str, name: &str, value: &str) -> bool {
    let number = |most: usize| !value.is_empty() && value.len() <= most && value.bytes().all(|b| b.is_ascii_digit());
    match (tag, name) {
        (_, "lang" | "title") | ("a", "hreflang") | ("time" | "ins" | "del", "datetime") => true,
        (_, "dir") => matches!(value, "ltr" | "rtl" | "auto"),
        ("th", "scope") => matches!(value, "row" | "col" | "rowgroup" | "colgroup"),
        ("td" | "th", "colspan" | "rowspan") | ("col" | "colgroup", "span") => number(3),
        ("img", "width" | "height") => number(5),
        ("ol", "start") | ("li", "value") => number(6),
        ("ol", "type") => matches!(value, "1" | "a" | "A" | "i" | "I"),
        _ => false,
    }
}

/// Help about a tag that was removed.
pub(super) fn instead_of(name: &str) -> &'static str {
    match name {
        "script" | "noscript" => "a text cannot run scripts; remove it",
        "style" | "link" => "styles belong into the theme, in `static/`",
        "iframe" | "video" | "audio" | "embed" | "object" | "source" | "track" => {
            "link to it instead: `[title](address)`"
        }
        "form" | "input" | "button" | "select" | "textarea" => "link to a page that has the form",
        "svg" | "picture" | "canvas" => "save the drawing as a file and write `![description](file.svg)`",
        "font" | "center" | "big" => "write Markdown, or a `<span class=\"…\">` that the theme styles",
        _ => "write it in Markdown; to show the tag itself, put it between backticks",
    }
}

/// Message and help about an attribute that was removed.
pub(super) fn why_not(tag: &str, name: &str) -> (String, &'static str) {
    let message = format!("the attribute `{name}` was removed from `<{tag}>`");
    let help = match name {
        "style" | "align" | "bgcolor" | "color" | "border" => "give it a `class` that the theme styles",
        "name" => "write `id`",
        "id" => "an id has letters, digits and hyphens, and stands once in a file",
        "target" | "rel" => "readers choose where a link opens; remove it",
        _ if name.starts_with("on") => "a text cannot run scripts; remove it",
        _ => "remove it, or correct its value",
    };
    (message, help)
}
