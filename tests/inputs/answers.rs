//! Every model of an answer against its schema: whatever the schema allows, the model reads; and what it has read, it
//! writes with the same values.
//!
//! Two things that JSON Schema allows are not read, and not tried: a whole number written with a fraction or an exponent
//! (`1.0` for an integer), which no vendor is known to write, and a decimal of more than 28 digits.

use std::collections::BTreeMap;

use behaviours::answers::vendors;
use behaviours::effort::count;
use serde_json::Value;
use uuid::Uuid;

use crate::chance::Chance;
use crate::group::Group;
use crate::json::{self, Json};
use crate::{dates, decimals};

#[test]
fn answers() {
    let mut models = 0;
    let mut group = Group::new("models of answers");
    for vendor in &vendors() {
        let schemas = Schemas(&vendor.contract);
        for (name, again) in &vendor.models {
            let schema = &vendor.contract["components"]["schemas"][name];
            let property = format!("{name} of {}", vendor.name);
            group.holds_on_one_in(4, &property, |chance| {
                let (text, expected) = schemas.value(chance, schema, 3);
                let written = again(text.as_bytes());
                let written = written.unwrap_or_else(|error| panic!("{error}: {text}"));
                assert_eq!(Json::read(&written), expected, "{text}");
            });
            models += 1;
        }
    }
    count(&format!(
        "inputs: {models} models of answers, whatever their schemas allow"
    ));
}

/// Makes values by the schemas of a contract.
struct Schemas<'c>(&'c Value);

impl Schemas<'_> {
    /// A text that a schema allows, and what a model makes of it.
    fn value(&self, chance: &mut Chance, schema: &Value, depth: usize) -> (String, Json) {
        let schema = self.resolve(schema);
        let text = match kind(schema) {
            "object" => return self.object(chance, schema, depth),
            "array" => return self.array(chance, schema, depth),
            "boolean" => return same(chance.pick(&["true", "false"]).to_owned()),
            "number" => return same(decimals::fitting(chance)),
            "integer" => return same(integer(chance, schema).to_string()),
            "any" => return same(json::any(chance)),
            "string" if schema["format"] == "date-time" => {
                let (text, written) = date(chance, schema["x-date-format"].as_str());
                return (json::string(chance, &text), Json::Text(written));
            }
            "string" if schema["format"] == "uuid" => {
                let id = Uuid::from_u64_pair(chance.bits(), chance.bits()).to_string();
                let shown = if chance.flip() {
                    id.to_uppercase()
                } else {
                    id.clone()
                };
                return (json::string(chance, &shown), Json::Text(id));
            }
            "string" => match schema["enum"].as_array() {
                // Open, as all of them are: any other value is one, too.
                Some(known) if chance.flip() => {
                    chance.pick(known).as_str().expect("a text").to_owned()
                }
                _ => chance.text(),
            },
            other => panic!("no values of type {other} are made here"),
        };
        (json::string(chance, &text), Json::Text(text))
    }

    fn array(&self, chance: &mut Chance, schema: &Value, depth: usize) -> (String, Json) {
        let most = if depth == 0 { 0 } else { 3 };
        let items = chance.list(most, |chance| {
            self.value(chance, &schema["items"], depth - 1)
        });
        let (texts, values): (Vec<_>, Vec<_>) = items.into_iter().unzip();
        (json::array(chance, &texts), Json::List(values))
    }

    fn object(&self, chance: &mut Chance, schema: &Value, depth: usize) -> (String, Json) {
        let mut texts = chance.list(2, |chance| {
            // Of no schema: it ends with what no name has.
            (format!("{}?", chance.text()), json::any(chance))
        });
        let mut expected = BTreeMap::new();
        for (name, member) in schema["properties"].as_object().expect("properties") {
            let (text, value) = self.member(chance, member, depth.saturating_sub(1));
            if let Some(text) = text {
                let at = chance.below(texts.len() + 1);
                let alias = member["x-alias"].as_str().filter(|_| chance.flip());
                texts.insert(at, (alias.unwrap_or(name).to_owned(), text));
            }
            expected.extend(value.map(|value| (name.clone(), value)));
        }
        (json::object(chance, &texts), Json::Object(expected))
    }

    /// A member that is left out, null, or has a value. A list that is not there is empty; another member is null only
    /// where null means something, and left out otherwise.
    fn member(
        &self,
        chance: &mut Chance,
        schema: &Value,
        depth: usize,
    ) -> (Option<String>, Option<Json>) {
        let is_list = kind(self.resolve(schema)) == "array";
        let null = || Json::Word("null".to_owned());
        let nothing = is_list.then(|| Json::List(Vec::new()));
        match chance.below(4) {
            0 => (None, nothing),
            1 if is_nullable(schema) => (Some("null".to_owned()), Some(null())),
            1 => (Some("null".to_owned()), nothing),
            _ => {
                let (text, value) = self.value(chance, schema, depth);
                let is_no_value = value == null();
                (Some(text), Some(value).filter(|_| !is_no_value))
            }
        }
    }

    /// What a reference refers to; of a schema that only adds a description or null to another one, that.
    fn resolve<'a>(&'a self, schema: &'a Value) -> &'a Value {
        let inner = ["allOf", "oneOf"].iter().find_map(|key| schema[key].get(0));
        if let Some(inner) = inner {
            return self.resolve(inner);
        }
        match schema["$ref"].as_str() {
            Some(reference) => {
                let pointer = reference.trim_start_matches('#');
                self.0
                    .pointer(pointer)
                    .expect("the reference leads somewhere")
            }
            None => schema,
        }
    }
}

/// A text that comes out as it went in.
fn same(text: String) -> (String, Json) {
    let value = Json::read(&text);
    (text, value)
}

fn kind(schema: &Value) -> &str {
    match &schema["type"] {
        Value::String(kind) => kind,
        Value::Array(kinds) => kinds[0].as_str().expect("a text"),
        _ => "any",
    }
}

fn is_nullable(schema: &Value) -> bool {
    schema["type"][1] == "null" || schema["oneOf"][1]["type"] == "null"
}

fn integer(chance: &mut Chance, schema: &Value) -> i64 {
    match schema["format"].as_str() {
        Some("int32") => chance.int32().into(),
        _ => chance.int64(),
    }
}

/// A date in a form, and how it is written again.
fn date(chance: &mut Chance, form: Option<&str>) -> (String, String) {
    match form.expect("a date has a form") {
        "rfc3339" => {
            let date = dates::with_offset(chance, 9);
            let text = match chance.below(4) {
                // What RFC 3339 allows beside the usual.
                0 => date.to_lowercase(),
                1 => date.replace("+00:00", "-00:00"),
                _ => date.clone(),
            };
            (text, date)
        }
        "dotnet" => {
            let date = if chance.flip() {
                dates::with_offset(chance, 7)
            } else {
                dates::without_offset(chance, 7)
            };
            (date.clone(), date)
        }
        "naive" => {
            let date = dates::without_offset(chance, 9);
            (date.clone(), date)
        }
        "naive-7" => {
            let date = dates::without_offset(chance, 9);
            let (seconds, digits) = date.split_once('.').unwrap_or((&date, ""));
            let written = format!("{seconds}.{digits:0<7.7}");
            (date, written)
        }
        other => panic!("no dates of the form {other} are made here"),
    }
}
