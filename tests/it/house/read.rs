//! What a file of Rust uses of the rest of the package.
//!
//! Enters: the text of a file, and the module that it is. Leaves: every path that leads into the package, from the
//! package's root, with its line. Must not know: rooms, and which files there are.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{Attribute, ImplItem, Item, Meta, Stmt, Token, UseTree, Visibility};

/// A path from the package's root: `crate::date::Day` is `["date", "Day"]`.
pub(crate) type Route = Vec<String>;

/// What was read of a file.
#[derive(Default)]
pub(crate) struct Source {
    pub(crate) uses: Vec<Use>,
    /// The names that its `use` lines bind, and what each stands for.
    pub(crate) bound: BTreeMap<String, Route>,
    /// The modules whose names are all taken over by a `*`.
    pub(crate) globs: Vec<Route>,
    /// The names of what it defines itself.
    pub(crate) defined: BTreeSet<String>,
}

/// A path that leads into the package.
pub(crate) struct Use {
    pub(crate) line: usize,
    pub(crate) route: Route,
    pub(crate) kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `use`: names something, and does nothing with it.
    Import,
    /// `pub use`: hands something on.
    Export,
    /// In an expression, a type, a macro.
    Code,
}

/// Reads a file. What stands under `#[cfg(test)]` is left out: tests may use what they like.
pub(crate) fn read(text: &str, module: &[&str]) -> syn::Result<Source> {
    let file = syn::parse_file(text)?;
    let module: Route = module.iter().map(|&name| name.to_owned()).collect();
    let mut names = Names { module: module.clone(), ..Names::default() };
    names.visit_file(&file);
    let mut reader = Reader { bound: names.bound(), modules: names.modules, module, blocks: 0, out: Source::default() };
    for name in file.items.iter().filter(|item| !is_for_tests(attributes(item))).filter_map(defined) {
        reader.out.defined.insert(name);
    }
    reader.visit_file(&file);
    Ok(reader.out)
}

/// A name that a `use` line binds, with the path as it is written.
struct Leaf {
    line: usize,
    path: Route,
    /// Nothing for `*` and `as _`.
    name: Option<String>,
    is_glob: bool,
}

fn leaves(tree: &UseTree, before: &[String], found: &mut Vec<Leaf>) {
    let line = |ident: &Ident| ident.span().start().line;
    let mut leaf = |ident: &Ident, name: Option<&Ident>| {
        let mut path = before.to_vec();
        // `a::{self}` is `a`.
        if ident != "self" || before.is_empty() {
            path.push(ident.to_string());
        }
        let name = name.map_or_else(|| path.last().cloned(), |name| (name != "_").then(|| name.to_string()));
        found.push(Leaf { line: line(ident), path, name, is_glob: false });
    };
    match tree {
        UseTree::Path(path) => {
            let before = [before, &[path.ident.to_string()]].concat();
            leaves(&path.tree, &before, found);
        }
        UseTree::Name(name) => leaf(&name.ident, None),
        UseTree::Rename(name) => leaf(&name.ident, Some(&name.rename)),
        UseTree::Glob(star) => {
            let line = star.star_token.spans[0].start().line;
            found.push(Leaf { line, path: before.to_vec(), name: None, is_glob: true });
        }
        UseTree::Group(group) => group.items.iter().for_each(|tree| leaves(tree, before, found)),
    }
}

/// The names of a file: its modules, and what its `use` lines bind, wherever they stand in it.
#[derive(Default)]
struct Names {
    module: Route,
    modules: BTreeSet<Route>,
    leaves: Vec<(Route, Leaf)>,
}

impl Names {
    /// What each name stands for. One `use` may stand on another: `use crate::a::B; use B::C;`.
    fn bound(&self) -> BTreeMap<String, Route> {
        let mut bound = BTreeMap::new();
        loop {
            let before = bound.len();
            for (module, leaf) in &self.leaves {
                let Some(name) = &leaf.name else { continue };
                if let Some(route) = route(&leaf.path, module, &self.modules, &bound) {
                    bound.entry(name.clone()).or_insert(route);
                }
            }
            if bound.len() == before {
                return bound;
            }
        }
    }
}

impl<'a> Visit<'a> for Names {
    fn visit_item(&mut self, item: &'a Item) {
        if !is_for_tests(attributes(item)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_mod(&mut self, item: &'a syn::ItemMod) {
        self.module.push(item.ident.to_string());
        self.modules.insert(self.module.clone());
        visit::visit_item_mod(self, item);
        self.module.pop();
    }

    fn visit_item_use(&mut self, item: &'a syn::ItemUse) {
        let mut found = Vec::new();
        leaves(&item.tree, &[], &mut found);
        self.leaves.extend(found.into_iter().map(|leaf| (self.module.clone(), leaf)));
    }
}

/// A path from the package's root; nothing for one that leads elsewhere.
fn route(
    path: &[String],
    module: &[String],
    modules: &BTreeSet<Route>,
    bound: &BTreeMap<String, Route>,
) -> Option<Route> {
    let (first, rest) = path.split_first()?;
    let child = || [module, std::slice::from_ref(first)].concat();
    let mut from = match first.as_str() {
        "crate" => Vec::new(),
        "self" => module.to_vec(),
        "super" => module[..module.len().checked_sub(1)?].to_vec(),
        _ if modules.contains(&child()) => child(),
        _ => bound.get(first)?.clone(),
    };
    for name in rest {
        if name == "super" {
            from.pop()?;
        } else {
            from.push(name.clone());
        }
    }
    Some(from)
}

struct Reader {
    module: Route,
    modules: BTreeSet<Route>,
    bound: BTreeMap<String, Route>,
    /// How many blocks of code are open: a `use` in one binds nothing for others.
    blocks: usize,
    out: Source,
}

impl Reader {
    fn route(&self, path: &[String]) -> Option<Route> {
        route(path, &self.module, &self.modules, &self.bound)
    }

    fn note(&mut self, line: usize, path: &[String], kind: Kind) {
        if let Some(route) = self.route(path).filter(|route| !route.is_empty()) {
            self.out.uses.push(Use { line, route, kind });
        }
    }

    /// What a macro is given, or makes: no syntax is known of it, so every `a::b` and `a::{b, c}` is a path.
    fn tokens(&mut self, stream: TokenStream, before: &[String]) {
        let tokens: Vec<TokenTree> = stream.into_iter().collect();
        let is =
            |at: usize, sign: char| matches!(tokens.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == sign);
        let mut at = 0;
        while at < tokens.len() {
            let first = match &tokens[at] {
                TokenTree::Ident(first) => first,
                TokenTree::Group(group) => {
                    self.tokens(group.stream(), &[]);
                    at += 1;
                    continue;
                }
                _ => {
                    at += 1;
                    continue;
                }
            };
            if let (true, Some(TokenTree::Ident(name)), Some(TokenTree::Group(body))) =
                (first == "mod", tokens.get(at + 1), tokens.get(at + 2))
            {
                self.module.push(name.to_string());
                self.tokens(body.stream(), &[]);
                self.module.pop();
                at += 3;
                continue;
            }
            // `$Name::new` is whatever the macro is given; `$crate` is the package.
            let is_slot = at > 0 && is(at - 1, '$') && first != "crate";
            let mut path = [before, &[first.to_string()]].concat();
            at += 1;
            while is(at, ':') && is(at + 1, ':') {
                match tokens.get(at + 2) {
                    Some(TokenTree::Ident(name)) => path.push(name.to_string()),
                    Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                        self.tokens(group.stream(), &path);
                        path.clear();
                    }
                    _ => break,
                }
                at += 3;
            }
            if !is_slot && path.len() > 1 {
                self.note(first.span().start().line, &path, Kind::Code);
            }
        }
    }
}

impl<'a> Visit<'a> for Reader {
    fn visit_item(&mut self, item: &'a Item) {
        if !is_for_tests(attributes(item)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_impl_item(&mut self, item: &'a ImplItem) {
        let attributes = match item {
            ImplItem::Const(item) => &item.attrs,
            ImplItem::Fn(item) => &item.attrs,
            ImplItem::Type(item) => &item.attrs,
            _ => &Vec::new(),
        };
        if !is_for_tests(attributes) {
            visit::visit_impl_item(self, item);
        }
    }

    fn visit_stmt(&mut self, statement: &'a Stmt) {
        if !matches!(statement, Stmt::Local(local) if is_for_tests(&local.attrs)) {
            visit::visit_stmt(self, statement);
        }
    }

    fn visit_block(&mut self, block: &'a syn::Block) {
        self.blocks += 1;
        visit::visit_block(self, block);
        self.blocks -= 1;
    }

    fn visit_item_mod(&mut self, item: &'a syn::ItemMod) {
        self.module.push(item.ident.to_string());
        self.blocks += 1;
        visit::visit_item_mod(self, item);
        self.blocks -= 1;
        self.module.pop();
    }

    fn visit_item_use(&mut self, item: &'a syn::ItemUse) {
        let kind = if matches!(item.vis, Visibility::Inherited) { Kind::Import } else { Kind::Export };
        let mut found = Vec::new();
        leaves(&item.tree, &[], &mut found);
        for leaf in found {
            self.note(leaf.line, &leaf.path, kind);
            let Some(route) = self.route(&leaf.path).filter(|_| self.blocks == 0) else { continue };
            if leaf.is_glob {
                self.out.globs.push(route);
            } else if let Some(name) = leaf.name {
                self.out.bound.insert(name, route);
            }
        }
    }

    /// Who may see something is no use of it.
    fn visit_visibility(&mut self, _: &'a Visibility) {}

    fn visit_path(&mut self, path: &'a syn::Path) {
        if path.leading_colon.is_none() && path.segments.len() > 1 {
            let names: Route = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
            self.note(path.segments[0].ident.span().start().line, &names, Kind::Code);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, called: &'a syn::Macro) {
        visit::visit_macro(self, called);
        self.tokens(called.tokens.clone(), &[]);
    }

    fn visit_attribute(&mut self, attribute: &'a Attribute) {
        if let Meta::List(list) = &attribute.meta {
            self.tokens(list.tokens.clone(), &[]);
        }
    }
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// Whether there is a `#[cfg(test)]`, or one that asks for `test` and more.
fn is_for_tests(attributes: &[Attribute]) -> bool {
    fn asks(meta: &Meta) -> bool {
        let Meta::List(list) = meta else { return meta.path().is_ident("test") };
        let below = list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated);
        list.path.is_ident("all") && below.is_ok_and(|below| below.iter().any(asks))
    }
    let conditions = attributes.iter().filter(|attribute| attribute.path().is_ident("cfg"));
    conditions.filter_map(|attribute| attribute.parse_args::<Meta>().ok()).any(|meta| asks(&meta))
}

/// The name of what an item defines.
fn defined(item: &Item) -> Option<String> {
    let name = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        _ => return None,
    };
    Some(name.to_string())
}
