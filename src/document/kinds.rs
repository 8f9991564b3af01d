//! How a record is declared: its keys, what each takes, and what other tools call it.
//!
//! Enters: nothing. Leaves: the macros that make a type and its declaration of one text, so that messages,
//! docs/format.md and `annals schema` cannot differ from what is read. Must not know: any one record.

use serde::de::DeserializeOwned;

use super::nodes::Step;

/// What a key takes.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// Text of a form.
    Text(Form),
    /// `true` or `false`.
    Flag,
    /// A whole number.
    Whole,
    /// One of a few words.
    Choice(&'static [Choice]),
    /// A list.
    List(&'static Kind),
    /// Keys and values below it.
    Record(&'static Shape),
    /// Text that names a thing, or a record that is one.
    Either(Form, &'static Shape),
    /// One thing, or a list of them.
    OneOrMany(&'static Kind),
    /// Names, each with a value of one kind.
    Table(&'static Kind),
    /// Whatever the editor wants.
    Free,
}

/// One of a few words.
#[derive(Debug, Clone, Copy)]
pub struct Choice {
    /// The word.
    pub word: &'static str,
    /// What it means, as lines.
    pub about: &'static [&'static str],
}

/// A shape of YAML mapping.
#[derive(Debug)]
pub struct Shape {
    /// What messages call the thing that it describes: `an event`, `annals.yaml`.
    pub what: &'static str,
    /// What it is, as lines.
    pub about: &'static [&'static str],
    /// Its keys, in the order of the docs.
    pub keys: &'static [Key],
    /// Keys of which one must be there.
    pub any_of: &'static [&'static str],
    /// Keys of other tools, and what to write instead.
    pub elsewhere: &'static [(&'static str, Instead)],
}

/// A key and what it takes.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    name: &'static str,
    /// What it means, as lines.
    pub about: &'static [&'static str],
    /// What it takes.
    pub kind: Kind,
    /// Whether it must be there.
    pub needed: Needed,
}

/// Whether a key must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needed {
    /// It need not.
    No,
    /// It must.
    Yes,
    /// It must where the file's name does not begin with a day.
    UnlessNamed,
}

/// What to write for a key of another tool.
#[derive(Debug, Clone, Copy)]
pub enum Instead {
    /// A key of ours, with the same value.
    Key(&'static str),
    /// A key of ours with the opposite value.
    Not(&'static str),
    /// The end of a date whose beginning stands at a key of ours.
    End(&'static str),
    /// Nothing; and why.
    Nothing(&'static str),
}

impl Shape {
    /// The declaration of a key.
    #[must_use]
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name() == name)
    }

    /// The names of the keys.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.keys.iter().map(Key::name)
    }

    /// The key that a record of one value has: the only one that it needs, or the first, where that is text.
    #[must_use]
    pub fn main(&self) -> Option<&'static Key> {
        let mut needed = self.keys.iter().filter(|key| key.needed != Needed::No);
        let first = match (needed.next(), needed.next()) {
            (Some(only), None) => Some(only),
            (Some(_), Some(_)) => None,
            (None, _) if self.any_of.is_empty() => self.keys.first(),
            (None, _) => self.any_of.first().and_then(|name| self.key(name)),
        };
        first.filter(|key| matches!(key.kind, Kind::Text(_)))
    }
}

impl Key {
    #[doc(hidden)]
    #[must_use]
    pub const fn new(name: &'static str, about: &'static [&'static str], kind: Kind, needed: Needed) -> Self {
        Self { name, about, kind, needed }
    }

    /// The key as it is written.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name.strip_prefix("r#").unwrap_or(self.name)
    }
}

/// The lines of a doc comment as one.
pub(super) fn prose(lines: &[&str]) -> String {
    lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ").replace("[`", "`").replace("`]", "`")
}

/// What can stand in YAML.
pub trait Value {
    /// What it is declared as.
    const KIND: Kind;

    /// Whether nothing stands there.
    fn is_empty(&self) -> bool {
        false
    }

    /// Shows every record in it that lacks what it must have, with where it stands.
    fn gaps(&self, _at: &mut Vec<Step<'static>>, _see: &mut Gaps<'_>) {}
}

/// Is shown the place of a record, its shape, and the keys of which one is missing in it.
pub(super) type Gaps<'a> = dyn FnMut(&[Step<'static>], &'static Shape, &[&'static str]) + 'a;

/// A mapping with keys of its own.
pub trait Record: Value + DeserializeOwned + Default {
    /// Its declaration.
    const SHAPE: &'static Shape;
}

impl Value for bool {
    const KIND: Kind = Kind::Flag;
}

impl Value for i64 {
    const KIND: Kind = Kind::Whole;
}

impl<T: Value> Value for Vec<T> {
    const KIND: Kind = Kind::List(&T::KIND);

    fn gaps(&self, at: &mut Vec<Step<'static>>, see: &mut Gaps<'_>) {
        for (number, item) in self.iter().enumerate() {
            at.push(Step::Item(number));
            item.gaps(at, see);
            at.pop();
        }
    }
}

/// Makes a record of keys that may all be absent, and its declaration:
///
/// ```text
/// record! {
///     /// What it is.
///     "a thing"
///     pub struct Thing {
///         /// What the key means.
///         title: Words = Yes,
///         /// One that need not be there.
///         draft: bool,
///     }
///     any of ["title"]
///     elsewhere { "name" => Key("title") }
/// }
/// ```
macro_rules! record {
    (
        $(#[doc = $about:literal])+
        $what:literal
        pub struct $Name:ident { $( $(#[doc = $doc:literal])+ $field:ident: $Type:ty $(= $needed:ident)?, )+ }
        $(any of [$($any:literal),+])?
        $(elsewhere { $($theirs:literal => $instead:expr),+ $(,)? })?
    ) => {
        $(#[doc = $about])+
        #[derive(Debug, Clone, Default, PartialEq, serde::Deserialize)]
        #[serde(deny_unknown_fields, default)]
        pub struct $Name { $( $(#[doc = $doc])+ pub $field: Option<$Type>, )+ }

        impl $crate::document::kinds::Record for $Name {
            const SHAPE: &'static $crate::document::kinds::Shape = {
                #[allow(unused_imports)]
                use $crate::document::kinds::{Instead::*, Needed::*};
                &$crate::document::kinds::Shape {
                    what: $what,
                    about: &[$($about),+],
                    keys: &[$( $crate::document::kinds::Key::new(
                        stringify!($field),
                        &[$($doc),+],
                        <$Type as $crate::document::kinds::Value>::KIND,
                        record!(@needed $($needed)?),
                    ) ),+],
                    any_of: &[$($($any),+)?],
                    elsewhere: &[$($(($theirs, $instead)),+)?],
                }
            };
        }

        impl $crate::document::kinds::Value for $Name {
            const KIND: $crate::document::kinds::Kind =
                $crate::document::kinds::Kind::Record(<Self as $crate::document::kinds::Record>::SHAPE);

            fn gaps(
                &self,
                at: &mut Vec<$crate::document::Step<'static>>,
                see: &mut $crate::document::kinds::Gaps<'_>,
            ) {
                use $crate::document::kinds::{Record as _, Value};
                let any: &[&str] = &[$($($any),+)?];
                let mut there = any.is_empty();
                for (key, empty) in Self::SHAPE.keys.iter().zip([$(
                    self.$field.as_ref().is_none_or(Value::is_empty),
                )+]) {
                    if !empty && any.contains(&key.name()) {
                        there = true;
                    }
                    if empty && key.needed != $crate::document::kinds::Needed::No {
                        see(at, Self::SHAPE, &[key.name()]);
                    }
                }
                if !there {
                    see(at, Self::SHAPE, Self::SHAPE.any_of);
                }
                $( if let Some(value) = &self.$field {
                    at.push($crate::document::Step::Key(stringify!($field)));
                    Value::gaps(value, at, see);
                    at.pop();
                } )+
            }
        }
    };
    (@needed) => { No };
    (@needed $needed:ident) => { $needed };
}

/// Makes a closed list of words: the type, the words, and what each means.
macro_rules! choice {
    (
        $(#[doc = $about:literal])+
        $(#[derive($($trait:ident),+)])?
        pub enum $Name:ident { $( $(#[doc = $doc:literal])+ $(#[$default:ident])? $Word:ident = $word:literal, )+ }
    ) => {
        $crate::text::words! {
            $(#[doc = $about])+
            #[derive(serde::Deserialize)]
            $(#[derive($($trait),+)])?
            pub enum $Name { $( $(#[doc = $doc])+ $(#[$default])? #[serde(rename = $word)] $Word = $word, )+ }
        }

        impl $crate::document::kinds::Value for $Name {
            const KIND: $crate::document::kinds::Kind = $crate::document::kinds::Kind::Choice(&[
                $( $crate::document::kinds::Choice { word: $word, about: &[$($doc),+] } ),+
            ]);
        }
    };
}

/// Makes the forms of text: what each is called, how it is asked for, and a pattern that all of it fits.
macro_rules! forms {
    ($( $(#[doc = $doc:literal])+ $Name:ident: $one:literal, $many:literal $(, ask $ask:literal)? $(, pattern $pattern:literal)?; )+) => {
        /// Which text is what.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Form { $( $(#[doc = $doc])+ $Name, )+ }

        /// The forms as types, for [`Words`](super::Words).
        pub mod form {
            $( $(#[doc = $doc])+ #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)] pub struct $Name; )+
            $( impl super::Formed for $Name { const FORM: super::Form = super::Form::$Name; } )+
        }

        impl Form {
            /// What a key of the form takes, in words.
            #[must_use]
            pub fn one(self) -> &'static str {
                match self { $(Self::$Name => $one),+ }
            }

            /// What a list of the form holds, in words.
            #[must_use]
            pub fn many(self) -> &'static str {
                match self { $(Self::$Name => $many),+ }
            }

            /// What to put after a key that needs it; nothing where any text will do.
            #[must_use]
            pub fn ask(self) -> Option<&'static str> {
                match self { $(Self::$Name => { let ask: &[&str] = &[$($ask)?]; ask.first().copied() }),+ }
            }

            /// A regular expression (ECMA-262) that all text of the form fits, though not only that.
            #[must_use]
            pub fn pattern(self) -> Option<&'static str> {
                match self { $(Self::$Name => { let pattern: &[&str] = &[$($pattern)?]; pattern.first().copied() }),+ }
            }
        }
    };
}

impl Form {
    /// Whether any words will do.
    #[must_use]
    pub fn is_prose(self) -> bool {
        matches!(self, Self::Plain | Self::Speaker | Self::TagName)
    }

    /// Whether it names a thing or a place of the site: then its letters are composed, as those of the names of files
    /// are.
    #[must_use]
    pub fn is_name(self) -> bool {
        matches!(self, Self::EventId | Self::ActorId | Self::ClaimId | Self::Speaker | Self::TagName | Self::Slug)
    }

    /// Whether readers see it as it is typed.
    #[must_use]
    pub fn is_seen(self) -> bool {
        matches!(self, Self::Plain | Self::Speaker | Self::TagName)
    }
}

/// A form as a type.
pub trait Formed {
    /// The form.
    const FORM: Form;
}

forms! {
    /// Any text.
    Plain: "text", "texts";
    /// A date in one of the forms of docs/dates.md.
    Date: "a date", "dates", ask "a day, a month or a year", pattern "[0-9X]";
    /// A day, or a day with a time.
    Instant: "a day, or a day with a time", "days", ask "the day", pattern "[0-9]";
    /// A web address.
    Address: "an address with https:// or http://", "addresses", pattern "^\\s*[Hh][Tt][Tt][Pp][Ss]?:";
    /// A web address or a mailbox.
    Contact: "an address of a page or a mailbox", "addresses", pattern "@|^\\s*[Hh][Tt][Tt][Pp][Ss]?:|^\\s*mailto:";
    /// A path of this site.
    Path: "a path", "paths", pattern "^[^?#%]*$";
    /// A file beside the document, or in `static/`.
    File: "an image beside the document's file, or `/x.jpg` in `static/`", "images";
    /// A file in `static/`.
    StaticFile: "an image in `static/`", "images";
    /// The id of an event.
    EventId: "the id of an event", "event ids", ask "the name of a file in content/events/";
    /// The id of an actor.
    ActorId: "the id of an actor", "actor ids", ask "the name of a file in content/actors/";
    /// The id of a claim.
    ClaimId: "the id of a claim", "claim ids", ask "the name of a file in content/claims/";
    /// The id of a source, or its address.
    SourceId: "a source's id or address", "source ids, addresses";
    /// Who speaks: an actor, or an attribution in words.
    Speaker: "an actor's id, or who it is in words: `two US officials`", "speakers", ask "the id of an actor, or words such as `by: two officials`";
    /// A tag of an event.
    TagName: "a tag", "tags";
    /// The last part of an address.
    Slug: "letters, digits and hyphens", "slugs", pattern "^[^A-Z/?#%]*$";
    /// The tag of a language (BCP 47).
    Language: "the tag of a language, such as `uk`", "tags of languages", pattern "^\\s*[A-Za-z][A-Za-z0-9]{0,7}(-[A-Za-z0-9]{1,8})*\\s*$";
    /// A time zone (IANA).
    Zone: "a zone such as `Europe/Kyiv`", "zones";
    /// A colour in hexadecimal.
    Colour: "a colour such as `\"#1f5aa6\"`, in quotes", "colours", pattern "^\\s*#?([0-9A-Fa-f]{3}){1,2}\\s*$";
    /// Names of font families, separated by commas.
    Families: "names of font families, separated by commas", "names of font families";
}

/// `a`, `a or b`, `a, b or c`.
pub(super) fn or(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [many @ .., last] => format!("{} or {last}", many.join(", ")),
    }
}
