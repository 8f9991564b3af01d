//! What may be typed, for others: JSON Schema (2020-12), and the tables of docs/format.md.
//!
//! Enters: declarations. Leaves: text. Must not know: any one record but by its declaration.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::fit::takes;
use super::kinds::{Choice, Form, Key, Kind, Needed, Record, Shape, prose};
use super::typed::{Plain, plain};
use super::{Actor, Claim, Config, Event, Index, Page, Source, Tag, Term};

/// A kind of file, by the name of its schema: what stands in it, and whether it holds many under ids.
const FILES: &[(&str, &Shape, bool)] = &[
    ("event", Event::SHAPE, false),
    ("actor", Actor::SHAPE, false),
    ("claim", Claim::SHAPE, false),
    ("index", Index::SHAPE, false),
    ("page", Page::SHAPE, false),
    ("sources", Source::SHAPE, true),
    ("tags", Tag::SHAPE, true),
    ("glossary", Term::SHAPE, true),
    ("config", Config::SHAPE, false),
];

/// The names of the schemas.
pub fn schemas() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|(name, ..)| *name)
}

/// The schema of a kind of file as JSON; of all of them, under `$defs`, without a name that is one.
#[must_use]
pub fn schema(name: Option<&str>) -> String {
    let mut defs = BTreeMap::new();
    let mut top = vec![("$schema", Json::text("https://json-schema.org/draft/2020-12/schema"))];
    match FILES.iter().find(|(file, ..)| Some(*file) == name) {
        Some((_, shape, many)) => top.extend(file(shape, *many, &mut defs)),
        None => {
            let files =
                FILES.iter().map(|(name, shape, many)| ((*name).to_owned(), Json::Map(file(shape, *many, &mut defs))));
            let files: Vec<_> = files.collect();
            defs.extend(files);
        }
    }
    if !defs.is_empty() {
        top.push(("$defs", Json::Named(defs)));
    }
    serde_json::to_string_pretty(&Json::Map(top)).unwrap_or_default() + "\n"
}

/// The tables of the docs: what each record is called, and its keys.
#[must_use]
pub fn tables() -> BTreeMap<&'static str, String> {
    let mut shapes = BTreeMap::new();
    for (_, shape, _) in FILES {
        each(shape, &mut shapes);
    }
    shapes.into_iter().map(|(what, shape)| (what, table(shape))).collect()
}

fn each(shape: &'static Shape, found: &mut BTreeMap<&'static str, &'static Shape>) {
    if found.insert(shape.what, shape).is_none() {
        shape.keys.iter().filter_map(|key| below(&key.kind)).for_each(|inner| each(inner, found));
    }
}

/// The record that a kind holds.
fn below(kind: &Kind) -> Option<&'static Shape> {
    match kind {
        Kind::Record(shape) | Kind::Either(_, shape) => Some(shape),
        Kind::List(kind) | Kind::OneOrMany(kind) | Kind::Table(kind) => below(kind),
        Kind::Text(_) | Kind::Flag | Kind::Whole | Kind::Choice(_) | Kind::Free => None,
    }
}

fn table(shape: &Shape) -> String {
    let mut table = String::from("| key | takes | meaning |\n| --- | --- | --- |\n");
    for key in shape.keys {
        let required = if key.needed == Needed::Yes { "; required" } else { "" };
        let about = prose(key.about);
        let about = about.trim_end_matches('.');
        table.push_str(&format!("| `{}` | {} | {about}{required} |\n", key.name(), takes(&key.kind, "`")));
    }
    table
}

/// JSON whose keys stand in their order.
enum Json {
    Text(String),
    Flag(bool),
    List(Vec<Json>),
    Map(Vec<(&'static str, Json)>),
    Named(BTreeMap<String, Json>),
}

impl Json {
    fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    fn texts<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        Self::List(texts.into_iter().map(Self::text).collect())
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::List(list) => serializer.collect_seq(list),
            Self::Map(map) => serializer.collect_map(map.iter().map(|(key, value)| (key, value))),
            Self::Named(map) => serializer.collect_map(map),
        }
    }
}

type Object = Vec<(&'static str, Json)>;
type Defs = BTreeMap<String, Json>;

fn file(shape: &'static Shape, many: bool, defs: &mut Defs) -> Object {
    if !many {
        return record(shape, defs);
    }
    let about = format!("Under each id {}", shape.what);
    vec![
        ("description", Json::Text(about)),
        ("type", Json::texts(["object", "null"])),
        ("additionalProperties", Json::Map(reference(shape, defs))),
    ]
}

/// A record that stands in another, by its name.
fn reference(shape: &'static Shape, defs: &mut Defs) -> Object {
    let name = shape.what.trim_start_matches("an ").trim_start_matches("a ").trim_matches('`').to_owned();
    if !defs.contains_key(&name) {
        // No record holds itself.
        let record = Json::Map(record(shape, defs));
        defs.insert(name.clone(), record);
    }
    vec![("$ref", Json::Text(format!("#/$defs/{name}")))]
}

fn record(shape: &'static Shape, defs: &mut Defs) -> Object {
    let mut object = vec![("description", Json::Text(prose(shape.about))), ("type", Json::text("object"))];
    let properties = shape.keys.iter().map(|key| (key.name(), Json::Map(property(key, defs))));
    object.push(("properties", Json::Map(properties.collect())));
    let needed: Vec<&str> = shape.keys.iter().filter(|key| key.needed == Needed::Yes).map(Key::name).collect();
    if !needed.is_empty() {
        object.push(("required", Json::texts(needed)));
    }
    if !shape.any_of.is_empty() {
        let any = shape.any_of.iter().map(|key| Json::Map(vec![("required", Json::texts([*key]))]));
        object.push(("anyOf", Json::List(any.collect())));
    }
    object.push(("additionalProperties", Json::Flag(false)));
    object
}

fn property(key: &Key, defs: &mut Defs) -> Object {
    let mut object = vec![("description", Json::Text(prose(key.about)))];
    let mut value = value(&key.kind, defs);
    if key.needed == Needed::Yes {
        object.extend(value);
        return object;
    }
    // An empty value is an absent one.
    match value.first_mut() {
        Some(("type", Json::List(types))) => types.push(Json::text("null")),
        Some(("type", Json::Text(one))) => value[0].1 = Json::texts([one.as_str(), "null"]),
        Some(("oneOf", Json::List(words))) => words.push(Json::Map(vec![("type", Json::text("null"))])),
        _ => value = vec![("anyOf", Json::List(vec![Json::Map(value), Json::Map(vec![("type", Json::text("null"))])]))],
    }
    object.extend(value);
    object
}

fn value(kind: &Kind, defs: &mut Defs) -> Object {
    match kind {
        // Text is taken as it is written, whatever it looks like.
        Kind::Text(form) => text(*form, &["string", "number", "boolean"]),
        Kind::Flag => vec![("type", Json::text("boolean"))],
        Kind::Whole => vec![("type", Json::text("integer"))],
        Kind::Choice(choices) => {
            let word = |choice: &Choice| {
                let about = ("description", Json::Text(prose(choice.about)));
                match plain(choice.word) {
                    // Others read this word as more than a word.
                    Plain::Flag(flag) => {
                        let both = Json::List(vec![Json::text(choice.word), Json::Flag(flag)]);
                        Json::Map(vec![("enum", both), about])
                    }
                    _ => Json::Map(vec![("const", Json::text(choice.word)), about]),
                }
            };
            vec![("oneOf", Json::List(choices.iter().map(word).collect()))]
        }
        Kind::List(item) => vec![("type", Json::text("array")), ("items", Json::Map(value(item, defs)))],
        Kind::Record(shape) => reference(shape, defs),
        Kind::Either(form, shape) => {
            vec![("anyOf", Json::List(vec![Json::Map(text(*form, &["string"])), Json::Map(reference(shape, defs))]))]
        }
        Kind::OneOrMany(item) => {
            let list = vec![("type", Json::text("array")), ("items", Json::Map(value(item, defs)))];
            vec![("anyOf", Json::List(vec![Json::Map(value(item, defs)), Json::Map(list)]))]
        }
        Kind::Table(inner) => {
            vec![("type", Json::text("object")), ("additionalProperties", Json::Map(value(inner, defs)))]
        }
        Kind::Free => vec![("type", Json::text("object"))],
    }
}

fn text(form: Form, types: &[&str]) -> Object {
    let mut object =
        vec![("type", if let [one] = types { Json::text(one) } else { Json::texts(types.iter().copied()) })];
    object.extend(form.pattern().map(|pattern| ("pattern", Json::text(pattern))));
    object
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    #[test]
    fn the_schema_has_every_key_and_refuses_others() {
        for (name, shape, many) in FILES {
            let json: Value = serde_json::from_str(&schema(Some(name))).unwrap();
            assert_eq!(json["$schema"], "https://json-schema.org/draft/2020-12/schema");
            let record = match many {
                true => {
                    let at = json["additionalProperties"]["$ref"].as_str().unwrap();
                    json.pointer(at.trim_start_matches('#')).unwrap()
                }
                false => &json,
            };
            assert_eq!(record["additionalProperties"], false, "{name}");
            for key in shape.keys {
                let property = &record["properties"][key.name()];
                assert!(property["description"].is_string(), "{name}: {}", key.name());
                let required = record["required"].as_array().is_some_and(|keys| keys.contains(&key.name().into()));
                assert_eq!(required, key.needed == Needed::Yes, "{name}: {}", key.name());
            }
        }
        let event: Value = serde_json::from_str(&schema(Some("event"))).unwrap();
        let words: Vec<&Value> = event["properties"]["importance"]["oneOf"].as_array().unwrap().iter().collect();
        assert_eq!(
            words.iter().filter_map(|word| word["const"].as_str()).collect::<Vec<_>>(),
            ["major", "normal", "minor"]
        );
        let all: Value = serde_json::from_str(&schema(None)).unwrap();
        assert!(schemas().all(|name| all["$defs"][name].is_object()));
    }
}
