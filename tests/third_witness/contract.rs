//! What a contract says, read without the generator.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use vendor_core::Operation;
use vendor_core::chrono::NaiveDateTime;

pub(crate) struct Contract(Value);

/// Verb and path.
pub(crate) type Route = (String, String);

impl Contract {
    pub(crate) fn read(text: &str) -> Self {
        let mut contract = serde_saphyr::from_str(text).expect("the contract is YAML");
        name_dates_without_an_offset(&mut contract);
        Self(contract)
    }

    pub(crate) fn schema(&self, name: &str) -> &Value {
        let schema = &self.0["components"]["schemas"][name];
        assert!(schema.is_object(), "the contract has no schema {name}");
        schema
    }

    pub(crate) fn schemas(&self) -> BTreeSet<&str> {
        names(&self.0["components"]["schemas"])
    }

    /// The schemas that the contract says are on the given page.
    pub(crate) fn documented_schemas(&self) -> BTreeSet<&str> {
        let schemas = self.schemas().into_iter();
        schemas
            .filter(|name| is_documented(self.schema(name)))
            .collect()
    }

    pub(crate) fn members(&self, schema: &str) -> BTreeSet<&str> {
        names(&self.schema(schema)["properties"])
    }

    /// The members of a schema that the contract says are on the given page.
    pub(crate) fn documented_members(&self, schema: &str) -> BTreeSet<&str> {
        let properties = &self.schema(schema)["properties"];
        let members = self.members(schema).into_iter();
        members
            .filter(|name| {
                let source = &properties[name]["x-source"];
                source.is_null() || source == "documented"
            })
            .collect()
    }

    pub(crate) fn required(&self, schema: &str) -> BTreeSet<&str> {
        strings(&self.schema(schema)["required"])
    }

    /// The type of a member in words: `integer int32`, `decimal`, `list of Lead`.
    pub(crate) fn kind(&self, schema: &str, member: &str) -> String {
        kind_of(&self.schema(schema)["properties"][member])
    }

    pub(crate) fn operation(&self, verb: &str, path: &str) -> &Value {
        let operation = &self.0["paths"][path][verb];
        assert!(operation.is_object(), "the contract has no {verb} {path}");
        operation
    }

    pub(crate) fn operations(&self) -> BTreeSet<Route> {
        self.operations_where(|_| true)
    }

    /// The operations that the contract says are on the given page.
    pub(crate) fn documented_operations(&self) -> BTreeSet<Route> {
        self.operations_where(is_documented)
    }

    fn operations_where(&self, wanted: impl Fn(&Value) -> bool) -> BTreeSet<Route> {
        let paths = self.0["paths"].as_object().expect("paths");
        let mut found = BTreeSet::new();
        for (path, item) in paths {
            for (verb, operation) in item.as_object().expect("an object") {
                if verb != "parameters" && wanted(operation) {
                    found.insert((verb.clone(), path.clone()));
                }
            }
        }
        found
    }

    /// The parameters of a path and of an operation of it, references resolved.
    pub(crate) fn parameters(&self, verb: &str, path: &str) -> Vec<&Value> {
        let item = &self.0["paths"][path];
        [item, &item[verb]]
            .iter()
            .filter_map(|at| at["parameters"].as_array())
            .flatten()
            .map(|parameter| self.resolve(parameter))
            .collect()
    }

    pub(crate) fn headers_of_credentials(&self) -> BTreeSet<&str> {
        let schemes = self.0["components"]["securitySchemes"].as_object();
        schemes
            .into_iter()
            .flat_map(|schemes| schemes.values())
            .filter(|scheme| scheme["type"] == "apiKey" && scheme["in"] == "header")
            .filter_map(|scheme| scheme["name"].as_str())
            .collect()
    }

    fn resolve<'a>(&'a self, value: &'a Value) -> &'a Value {
        match value["$ref"].as_str() {
            Some(reference) => self
                .0
                .pointer(reference.trim_start_matches('#'))
                .expect("the reference leads somewhere"),
            None => value,
        }
    }

    /// Where a sample breaks a schema of the contract.
    pub(crate) fn violations(&self, sample: &str, schema: &str) -> Vec<String> {
        self.violations_of(
            sample,
            json!({ "$ref": format!("#/components/schemas/{schema}") }),
        )
    }

    /// The same for a schema that stands in the contract without a name.
    pub(crate) fn violations_of(&self, sample: &str, mut schema: Value) -> Vec<String> {
        schema["components"] = self.0["components"].clone();
        let validator = jsonschema::options()
            .should_validate_formats(true)
            .with_format(LOCAL_DATE_TIME, |text: &str| {
                NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f").is_ok()
            })
            .build(&schema)
            .expect("the contract's schemas are valid");
        let sample: Value = serde_json::from_str(sample).expect("the sample is JSON");
        let errors = validator.iter_errors(&sample);
        errors
            .map(|error| error.instance_path().to_string())
            .collect()
    }

    /// The operations of the client are those of the contract, one for one.
    pub(crate) fn assert_is_what_the_client_sends(&self, client: &[&Operation]) {
        let mut found = BTreeSet::new();
        for operation in client {
            let verb = operation.method().as_str().to_lowercase();
            assert_eq!(
                self.operation(&verb, operation.path())["operationId"],
                operation.id()
            );
            found.insert((verb, operation.path().to_owned()));
        }
        assert_eq!(found, self.operations());
    }
}

pub(crate) fn names(object: &Value) -> BTreeSet<&str> {
    let members = object.as_object().expect("an object");
    members.keys().map(String::as_str).collect()
}

fn strings(list: &Value) -> BTreeSet<&str> {
    let items = list.as_array().into_iter().flatten();
    items.filter_map(Value::as_str).collect()
}

/// A date-time of JSON Schema has an offset; one of some vendors has none.
const LOCAL_DATE_TIME: &str = "local-date-time";

fn name_dates_without_an_offset(value: &mut Value) {
    match value {
        Value::Object(members) => {
            let form = members.get("x-date-format").and_then(Value::as_str);
            if form.is_some_and(|form| form.starts_with("naive")) {
                // A parameter's form stands beside its schema.
                let schema = members.get_mut("schema").filter(|it| it.is_object());
                match schema {
                    Some(schema) => schema["format"] = json!(LOCAL_DATE_TIME),
                    None => _ = members.insert("format".to_owned(), json!(LOCAL_DATE_TIME)),
                }
            }
            members.values_mut().for_each(name_dates_without_an_offset);
        }
        Value::Array(items) => items.iter_mut().for_each(name_dates_without_an_offset),
        _ => {}
    }
}

fn is_documented(value: &Value) -> bool {
    value["x-source"] == "documented"
}

/// The type of a schema in words; a type that may be null is the type.
pub(crate) fn kind_of(schema: &Value) -> String {
    if let Some(reference) = schema["$ref"].as_str() {
        let (_, name) = reference.rsplit_once('/').expect("a reference to a schema");
        return name.to_owned();
    }
    for key in ["allOf", "oneOf"] {
        if schema[key].is_array() {
            return kind_of(&schema[key][0]);
        }
    }
    let kind = match &schema["type"] {
        Value::Array(both) => both[0].as_str(),
        one => one.as_str(),
    };
    match (kind, schema["format"].as_str()) {
        (Some("array"), _) => format!("list of {}", kind_of(&schema["items"])),
        (Some("number"), _) if schema["x-decimal"] == true => "decimal".to_owned(),
        (Some("string"), Some(LOCAL_DATE_TIME)) => "date-time".to_owned(),
        (Some("string"), Some(format)) => format.to_owned(),
        (Some(kind), Some(format)) => format!("{kind} {format}"),
        (Some(kind), None) => kind.to_owned(),
        (None, _) => "any".to_owned(),
    }
}
