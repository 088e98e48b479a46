//! A contract, as a judge of requests: stricter than JSON Schema alone, so that nothing is sent that it does not name.

use std::collections::{BTreeMap, BTreeSet};

use jsonschema::Validator;
use serde_json::{Value, json};
use vendor_core::chrono::NaiveDateTime;

use crate::urls::{decoded, read_form};

pub(crate) struct Contract {
    operations: BTreeMap<String, Operation>,
}

/// What a request to an operation may hold.
struct Operation {
    template: String,
    path: Vec<Parameter>,
    query: Vec<Parameter>,
    body: Option<Body>,
}

struct Parameter {
    name: String,
    required: bool,
    allow_empty: bool,
    is_text: bool,
    validator: Validator,
}

struct Body {
    required: bool,
    media_types: BTreeSet<String>,
    validator: Validator,
    /// All members, also of members, as `Contents/Name`.
    members: BTreeSet<String>,
}

/// A request, as it goes over the wire.
pub(crate) struct Wire<'a> {
    pub(crate) path: &'a str,
    pub(crate) query: Option<&'a str>,
    pub(crate) media_type: Option<&'a str>,
    /// As JSON, whatever it is sent as.
    pub(crate) body: Option<Value>,
}

impl Contract {
    pub(crate) fn of(document: &Value) -> Self {
        let schemas = Schemas::of(document);
        let paths = document["paths"].as_object().expect("paths");
        let mut operations = BTreeMap::new();
        for (template, item) in paths {
            let verbs = item.as_object().expect("an object").iter();
            for (_, operation) in verbs.filter(|(verb, _)| *verb != "parameters") {
                let id = operation["operationId"].as_str().expect("a text");
                let operation = schemas.operation(template, item, operation);
                operations.insert(id.to_owned(), operation);
            }
        }
        Self { operations }
    }

    pub(crate) fn operations(&self) -> BTreeSet<&str> {
        self.operations.keys().map(String::as_str).collect()
    }

    /// Everything that a request to an operation can hold: `query/limit`, `body/vin`.
    pub(crate) fn places(&self, operation: &str) -> BTreeSet<String> {
        let operation = &self.operations[operation];
        let query = operation
            .query
            .iter()
            .map(|parameter| format!("query/{}", parameter.name));
        let members = operation.body.iter().flat_map(|body| &body.members);
        query
            .chain(members.map(|member| format!("body/{member}")))
            .collect()
    }

    /// Where a request breaks the contract.
    pub(crate) fn violations(&self, operation: &str, wire: &Wire<'_>) -> Vec<String> {
        let operation = &self.operations[operation];
        let mut found = operation.in_path(wire.path);
        found.extend(operation.in_query(wire.query.unwrap_or_default()));
        found.extend(operation.in_body(wire));
        found
    }
}

impl Operation {
    fn in_path(&self, path: &str) -> Vec<String> {
        let (template, segments) = (self.template.split('/'), path.split('/'));
        if template.clone().count() != segments.clone().count() {
            return vec![format!("path {path}")];
        }
        let wrong = template.zip(segments).filter(|(part, segment)| {
            let name = part
                .strip_prefix('{')
                .and_then(|part| part.strip_suffix('}'));
            let Some(name) = name else {
                return part != segment;
            };
            let known = self.path.iter().find(|parameter| parameter.name == name);
            !known.is_some_and(|parameter| parameter.allows(&decoded(segment)))
        });
        wrong.map(|(part, _)| format!("path/{part}")).collect()
    }

    fn in_query(&self, query: &str) -> Vec<String> {
        let pairs = read_form(query.as_bytes());
        let mut found = Vec::new();
        for parameter in &self.query {
            let values: Vec<_> = pairs
                .iter()
                .filter(|(name, _)| *name == parameter.name)
                .collect();
            let fits = match values.as_slice() {
                [] => !parameter.required,
                [(_, value)] => parameter.allows(value),
                _ => false,
            };
            if !fits {
                found.push(format!("query/{}", parameter.name));
            }
        }
        let is_known = |name: &str| self.query.iter().any(|parameter| parameter.name == name);
        let unknown = pairs.iter().filter(|(name, _)| !is_known(name));
        found.extend(unknown.map(|(name, _)| format!("query/{name}")));
        found
    }

    fn in_body(&self, wire: &Wire<'_>) -> Vec<String> {
        match (&self.body, &wire.body) {
            (None, Some(_)) => vec!["body is not allowed".to_owned()],
            (Some(body), None) if body.required => vec!["body is required".to_owned()],
            (_, None) => Vec::new(),
            (Some(body), Some(value)) => {
                let errors = body.validator.iter_errors(value);
                let mut found: Vec<_> = errors
                    .map(|error| format!("body{}", error.instance_path()))
                    .collect();
                let is_listed = wire
                    .media_type
                    .is_some_and(|it| body.media_types.contains(it));
                if !is_listed {
                    found.push("media type".to_owned());
                }
                found
            }
        }
    }
}

impl Parameter {
    fn allows(&self, value: &str) -> bool {
        if value.is_empty() && self.allow_empty {
            return true;
        }
        let typed = serde_json::from_str(value).ok().filter(|_| !self.is_text);
        self.validator
            .is_valid(&typed.unwrap_or_else(|| Value::from(value)))
    }
}

/// The schemas of a contract.
struct Schemas {
    components: Value,
}

impl Schemas {
    fn of(document: &Value) -> Self {
        let mut components = document["components"].clone();
        tighten(&mut components);
        Self { components }
    }

    fn operation(&self, template: &str, item: &Value, operation: &Value) -> Operation {
        let parameters = [item, operation].into_iter();
        let parameters = parameters
            .filter_map(|at| at["parameters"].as_array())
            .flatten();
        let parameters: Vec<&Value> = parameters.map(|it| self.resolve(it)).collect();
        let of_kind = |kind: &str| {
            let of_kind = parameters
                .iter()
                .filter(|parameter| parameter["in"] == kind);
            of_kind.map(|parameter| self.parameter(parameter)).collect()
        };
        let body = operation.get("requestBody").map(|body| {
            let content = body["content"].as_object().expect("content");
            let schema = &content.values().next().expect("a media type")["schema"];
            let mut members = BTreeSet::new();
            self.add_members("", schema, &mut members);
            Body {
                required: body["required"] == true,
                media_types: content.keys().cloned().collect(),
                validator: self.validator(schema),
                members,
            }
        });
        Operation {
            template: template.to_owned(),
            path: of_kind("path"),
            query: of_kind("query"),
            body,
        }
    }

    fn parameter(&self, parameter: &Value) -> Parameter {
        let mut schema = parameter["schema"].clone();
        // Of a parameter it stands beside the schema.
        schema["x-date-format"] = parameter["x-date-format"].clone();
        Parameter {
            name: parameter["name"].as_str().expect("a text").to_owned(),
            required: parameter["required"] == true,
            allow_empty: parameter["allowEmptyValue"] == true,
            is_text: schema["type"] == "string",
            validator: self.validator(&schema),
        }
    }

    fn validator(&self, schema: &Value) -> Validator {
        let mut schema = schema.clone();
        tighten(&mut schema);
        schema["components"] = self.components.clone();
        jsonschema::options()
            .should_validate_formats(true)
            .should_ignore_unknown_formats(true)
            .with_format(LOCAL_DATE_TIME, |text: &str| {
                NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f").is_ok()
            })
            .build(&schema)
            .expect("the contract's schemas are valid")
    }

    /// The names of all members of a schema, and of theirs.
    fn add_members(&self, place: &str, schema: &Value, found: &mut BTreeSet<String>) {
        let schema = self.resolve(schema);
        for branch in ["oneOf", "anyOf", "allOf"] {
            for branch in schema[branch].as_array().into_iter().flatten() {
                self.add_members(place, branch, found);
            }
        }
        if let Some(items) = schema.get("items") {
            self.add_members(place, items, found);
        }
        for (name, member) in schema["properties"].as_object().into_iter().flatten() {
            let place = if place.is_empty() {
                name.clone()
            } else {
                format!("{place}/{name}")
            };
            self.add_members(&place, member, found);
            found.insert(place);
        }
    }

    fn resolve<'a>(&'a self, value: &'a Value) -> &'a Value {
        let pointer = value["$ref"]
            .as_str()
            .and_then(|it| it.strip_prefix("#/components"));
        pointer.map_or(value, |pointer| {
            self.components
                .pointer(pointer)
                .expect("the reference leads somewhere")
        })
    }
}

/// The names of all members of a body, and of theirs, as [`Contract::places`] has them.
pub(crate) fn places_in(place: &str, value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let place = format!("{place}/{name}");
                places_in(&place, member, found);
                found.insert(place);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| places_in(place, item, found)),
        _ => {}
    }
}

/// Of a date without an offset, which JSON Schema has no name for.
const LOCAL_DATE_TIME: &str = "local-date-time";

/// Integers have the range of their format, dates without an offset a format of their own, and objects no members but
/// their own.
fn tighten(schema: &mut Value) {
    let Value::Object(members) = schema else {
        if let Value::Array(items) = schema {
            items.iter_mut().for_each(tighten);
        }
        return;
    };
    let range = match members.get("format").and_then(Value::as_str) {
        Some("int32") => Some((i64::from(i32::MIN), i64::from(i32::MAX))),
        Some("int64") => Some((i64::MIN, i64::MAX)),
        _ => None,
    };
    if let Some((minimum, maximum)) = range {
        members.entry("minimum").or_insert(json!(minimum));
        members.entry("maximum").or_insert(json!(maximum));
    }
    let form = members.get("x-date-format").and_then(Value::as_str);
    if form.is_some_and(|form| form.starts_with("naive")) {
        members.insert("format".to_owned(), json!(LOCAL_DATE_TIME));
    }
    members.values_mut().for_each(tighten);
    if members.get("type") == Some(&json!("object")) {
        members.insert("additionalProperties".to_owned(), json!(false));
    }
}
