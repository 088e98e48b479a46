//! What the contracts call sensitive: a list that nobody has to keep, and values for all of it.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde_json::{Map, Value, json};

use crate::marks::{AMOUNT, INTEGER, NUMBER, PERSONAL, SECRET, personal, personal_of};

/// A vendor's contract.
pub(crate) struct Contract {
    pub(crate) vendor: &'static str,
    document: Value,
}

static CONTRACTS: LazyLock<[Contract; 5]> = LazyLock::new(|| {
    let contract = |vendor, text| Contract {
        vendor,
        document: serde_saphyr::from_str(text).expect("the contract is YAML"),
    };
    [
        contract(
            "aim",
            include_str!("../../crates/aim-contracts/openapi.yaml"),
        ),
        contract("dialler", include_str!("../../crates/dialler/openapi.yaml")),
        contract("iveco", include_str!("../../crates/iveco-bt/openapi.yaml")),
        contract(
            "leadbank",
            include_str!("../../crates/leadbank/openapi.yaml"),
        ),
        contract(
            "partner",
            include_str!("../../crates/prepared-tickets/openapi.yaml"),
        ),
    ]
});

/// An operation of a contract.
pub(crate) struct Operation<'a> {
    pub(crate) id: &'a str,
    pub(crate) method: String,
    pub(crate) path: &'a str,
    value: &'a Value,
}

/// A parameter or a member of a schema.
pub(crate) struct Place {
    /// As `vendor: Schema.Member` or `vendor: operation?parameter`.
    pub(crate) name: String,
    /// Its type; `None` where no page shows one.
    pub(crate) kind: Option<String>,
    pub(crate) is_sensitive: bool,
}

impl Contract {
    pub(crate) fn all() -> &'static [Self] {
        &*CONTRACTS
    }

    pub(crate) fn of(vendor: &str) -> &'static Self {
        let mut all = Self::all().iter();
        all.find(|contract| contract.vendor == vendor)
            .expect("a vendor")
    }

    pub(crate) fn operations(&self) -> impl Iterator<Item = Operation<'_>> {
        members(&self.document["paths"]).flat_map(|(path, item)| {
            members(item).filter_map(move |(method, value)| {
                Some(Operation {
                    id: value["operationId"].as_str()?,
                    method: method.to_uppercase(),
                    path,
                    value,
                })
            })
        })
    }

    /// The operation that is reached so.
    pub(crate) fn operation_at(&self, method: &str, path: &str) -> Option<Operation<'_>> {
        let mut operations = self.operations();
        operations.find(|operation| operation.method == method && is_path_of(operation.path, path))
    }

    /// All parameters, and all members of all schemas.
    pub(crate) fn places(&self) -> Vec<Place> {
        let mut places = Vec::new();
        for operation in self.operations() {
            for parameter in items(&operation.value["parameters"]) {
                let parameter = self.resolved(parameter);
                let name = parameter["name"].as_str().expect("a name");
                places.push(Place {
                    name: self.parameter(&operation, name),
                    kind: kind_of(&parameter["schema"]).map(str::to_owned),
                    is_sensitive: is_sensitive(parameter),
                });
            }
        }
        for (schema, value) in members(&self.document["components"]["schemas"]) {
            for (member, value) in members(&value["properties"]) {
                places.push(Place {
                    name: format!("{}: {schema}.{member}", self.vendor),
                    kind: kind_of(value).map(str::to_owned),
                    is_sensitive: is_sensitive(value) || is_sensitive(&value["items"]),
                });
            }
        }
        places
    }

    /// The body of a successful answer, as JSON with every member, marked where it is sensitive. `None` where no page
    /// shows one.
    pub(crate) fn answer(&self, operation: &Operation<'_>) -> Option<Value> {
        let responses = members(&operation.value["responses"]);
        let mut successes = responses.filter(|(status, _)| status.starts_with('2'));
        let (_, success) = successes.next().expect("a successful answer");
        let schema = &success["content"]["application/json"]["schema"];
        schema.is_object().then(|| self.filled(schema))
    }

    /// A value of a schema by its name, with every member, marked where it is sensitive.
    pub(crate) fn value_of(&self, schema: &str) -> Value {
        self.filled(self.schema(schema))
    }

    /// Where in a request that was received there are marks: parameters of the query, and members of a JSON body.
    pub(crate) fn planted_in_request(
        &self,
        operation: &Operation<'_>,
        query: &[(String, String)],
        body: &Value,
    ) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let marked = query.iter().filter(|(_, value)| is_marked(value));
        found.extend(marked.map(|(name, _)| self.parameter(operation, name)));
        let schema = &operation.value["requestBody"]["content"]["application/json"]["schema"];
        self.find_planted(schema, body, &mut found);
        found
    }

    /// Where in the answer of an operation there are marks.
    pub(crate) fn planted_in_answer(
        &self,
        operation: &Operation<'_>,
        body: &Value,
    ) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for (_, response) in members(&operation.value["responses"]) {
            let schema = &response["content"]["application/json"]["schema"];
            self.find_planted(schema, body, &mut found);
        }
        found
    }

    /// The sensitive members of a schema, as [`value_of`](Self::value_of) fills them.
    pub(crate) fn planted_in_value(&self, schema: &str) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let reference = json!({ "$ref": format!("#/components/schemas/{schema}") });
        self.find_planted(&reference, &self.value_of(schema), &mut found);
        found
    }

    fn find_planted(&self, schema: &Value, value: &Value, found: &mut BTreeSet<String>) {
        let (name, schema) = self.named(schema);
        for form in ["oneOf", "allOf", "anyOf"] {
            for schema in items(&schema[form]) {
                self.find_planted(schema, value, found);
            }
        }
        for value in items(value) {
            self.find_planted(&schema["items"], value, found);
        }
        for (member, value) in members(value) {
            let schema = &schema["properties"][member];
            if (is_sensitive(schema) || is_sensitive(&schema["items"]))
                && is_marked(&value.to_string())
            {
                found.insert(format!(
                    "{}: {}.{member}",
                    self.vendor,
                    name.unwrap_or_default()
                ));
            }
            self.find_planted(schema, value, found);
        }
    }

    fn parameter(&self, operation: &Operation<'_>, name: &str) -> String {
        format!("{}: {}?{name}", self.vendor, operation.id)
    }

    fn schema(&self, name: &str) -> &Value {
        &self.document["components"]["schemas"][name]
    }

    fn resolved<'a>(&'a self, value: &'a Value) -> &'a Value {
        self.named(value).1
    }

    /// What a reference points to, and the name of the schema, if there is one.
    fn named<'a>(&'a self, value: &'a Value) -> (Option<&'a str>, &'a Value) {
        match value["$ref"].as_str() {
            Some(reference) => {
                let pointer = reference.trim_start_matches('#');
                let name = pointer.rsplit('/').next();
                let target = self.document.pointer(pointer);
                (name, target.expect("a reference leads somewhere"))
            }
            None => (None, value),
        }
    }

    fn filled(&self, schema: &Value) -> Value {
        let schema = self.resolved(schema);
        if schema["properties"].is_object() {
            let members = members(&schema["properties"]);
            let filled =
                members.map(|(name, schema)| (name.to_owned(), self.filled_member(name, schema)));
            return Value::Object(filled.collect());
        }
        if let Some(choice) = ["oneOf", "allOf"]
            .into_iter()
            .find_map(|form| schema[form].get(0))
        {
            return self.filled(choice);
        }
        self.filled_member("item", schema)
    }

    fn filled_member(&self, name: &str, schema: &Value) -> Value {
        if schema["$ref"].is_string() || schema["properties"].is_object() {
            return self.filled(schema);
        }
        if is_sensitive(schema) {
            return marked(name, schema);
        }
        match kind_of(schema) {
            Some("array") => {
                let items = &schema["items"];
                json!([if is_sensitive(items) {
                    marked(name, items)
                } else {
                    self.filled(items)
                }])
            }
            Some("string") => json!(plain_text(schema)),
            Some("integer") => schema.get("minimum").cloned().unwrap_or(json!(7)),
            Some("number") => json!(7.5),
            Some("boolean") => json!(true),
            None if ["oneOf", "allOf"]
                .iter()
                .any(|form| schema[form].is_array()) =>
            {
                self.filled(schema)
            }
            // What no page shows may be about anybody.
            _ => marked(name, &Value::Null),
        }
    }
}

/// A value with a mark, for a member that is sensitive.
fn marked(name: &str, schema: &Value) -> Value {
    match kind_of(schema) {
        Some("string") if schema["pattern"].is_string() => json!(personal_of(8)),
        Some("string") => match schema["minLength"].as_u64() {
            Some(length) if schema["maxLength"] == length => {
                json!(personal_of(usize::try_from(length).expect("a length")))
            }
            _ => json!(personal(name)),
        },
        Some("integer") => json!(INTEGER),
        Some("number") => AMOUNT.parse().map(Value::Number).expect("a number"),
        Some("array") => json!([personal(name)]),
        None => json!({ personal("a key"): [personal(name), INTEGER] }),
        Some(kind) => panic!("{name}: no mark can be planted in a {kind}"),
    }
}

fn plain_text(schema: &Value) -> &str {
    if let Some(first) = schema["enum"].get(0).and_then(Value::as_str) {
        return first;
    }
    match (schema["format"].as_str(), schema["x-date-format"].as_str()) {
        (Some("uuid"), _) => "497f6eca-6276-4993-bfeb-53cbbbba6f08",
        (Some("date-time"), Some("naive" | "naive-7")) => "2024-10-15T09:00:00",
        (Some("date-time"), _) => "2024-10-15T09:00:00+02:00",
        _ => "text",
    }
}

fn is_path_of(template: &str, path: &str) -> bool {
    let (template, path) = (template.split('/'), path.split('/'));
    template.clone().count() == path.clone().count()
        && template
            .zip(path)
            .all(|(name, segment)| name.starts_with('{') || name == segment)
}

/// The type, apart from null.
fn kind_of(schema: &Value) -> Option<&str> {
    match &schema["type"] {
        Value::Array(kinds) => kinds
            .iter()
            .filter_map(Value::as_str)
            .find(|kind| *kind != "null"),
        kind => kind.as_str(),
    }
}

fn is_sensitive(schema: &Value) -> bool {
    schema["x-sensitive"] == true
}

fn is_marked(text: &str) -> bool {
    [SECRET, PERSONAL, NUMBER]
        .iter()
        .any(|mark| text.contains(mark))
}

fn members(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let members = value.as_object().map(Map::iter);
    members
        .into_iter()
        .flatten()
        .map(|(name, value)| (name.as_str(), value))
}

fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}
