//! A vendor's contract, ready to check requests against.

use std::collections::HashMap;
use std::sync::OnceLock;

use chrono::NaiveDateTime;
use jsonschema::error::ValidationErrorKind;
use jsonschema::{ValidationError, Validator};
use serde_json::{Map, Value, json};

use crate::request::{Request, form_pairs};
use crate::violation::Violation;

/// Why a contract cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ContractError {
    /// It is not YAML.
    #[error("the contract is not valid YAML: {0}")]
    Yaml(String),
    /// One of its schemas is not a JSON Schema.
    #[error("a schema of {operation} is not valid: {reason}")]
    Schema {
        /// The operation whose parameter or body has the schema.
        operation: String,
        /// What the schema compiler says.
        reason: String,
    },
}

/// A contract that comes with the sandbox. It is read once in a process, which takes longer than the rest of a start.
pub(crate) struct BuiltIn {
    yaml: &'static str,
    contract: OnceLock<Contract>,
}

impl BuiltIn {
    pub(crate) const fn new(yaml: &'static str) -> Self {
        Self {
            yaml,
            contract: OnceLock::new(),
        }
    }

    pub(crate) fn contract(&'static self) -> Result<&'static Contract, ContractError> {
        if let Some(contract) = self.contract.get() {
            return Ok(contract);
        }
        let contract = Contract::parse(self.yaml)?;
        Ok(self.contract.get_or_init(|| contract))
    }
}

/// The checks of a contract, by `operationId`.
pub(crate) struct Contract {
    operations: HashMap<String, Checks>,
}

#[derive(Default)]
struct Checks {
    path: Vec<Parameter>,
    query: Vec<Parameter>,
    body: Option<BodyChecks>,
}

struct Parameter {
    name: String,
    required: bool,
    allow_empty: bool,
    /// `integer` and `boolean` are sent as text like everything else.
    kind: Kind,
    validator: Validator,
}

#[derive(Clone, Copy)]
enum Kind {
    Integer,
    Boolean,
    Other,
}

struct BodyChecks {
    required: bool,
    by_media_type: HashMap<String, Validator>,
}

impl Contract {
    fn parse(yaml: &str) -> Result<Self, ContractError> {
        let document: Value =
            serde_saphyr::from_str(yaml).map_err(|error| ContractError::Yaml(error.to_string()))?;
        let schemas = Schemas::of(&document);
        let mut operations = HashMap::new();
        for path_item in members(&document["paths"]).map(|(_, item)| item) {
            for (_, operation) in members(path_item).filter(|(key, _)| METHODS.contains(key)) {
                let id = operation["operationId"].as_str().unwrap_or_default();
                operations.insert(id.to_owned(), schemas.checks(id, path_item, operation)?);
            }
        }
        Ok(Self { operations })
    }

    /// Everything that is wrong with a request; all of it if the contract does not know the operation.
    pub(crate) fn check(&self, request: &Request) -> Vec<Violation> {
        let Some(checks) = self.operations.get(request.operation.id()) else {
            return vec![Violation::unknown("path")];
        };
        let mut violations = Vec::new();
        checks.check_path(request, &mut violations);
        checks.check_query(&request.query, &mut violations);
        checks.check_body(request, &mut violations);
        violations
    }
}

const METHODS: [&str; 5] = ["get", "put", "post", "delete", "patch"];

impl Checks {
    fn check_path(&self, request: &Request, violations: &mut Vec<Violation>) {
        for parameter in &self.path {
            let place = format!("path/{}", parameter.name);
            match request.path_parameter(&parameter.name) {
                Some(value) => parameter.check(&place, value, violations),
                None => violations.push(Violation::new(
                    place,
                    "required",
                    "the parameter is missing",
                )),
            }
        }
    }

    fn check_query(&self, query: &str, violations: &mut Vec<Violation>) {
        let pairs = form_pairs(query);
        for parameter in &self.query {
            let place = format!("query/{}", parameter.name);
            let mut values = pairs
                .iter()
                .filter(|(name, _)| *name == parameter.name)
                .map(|(_, value)| value);
            match values.next() {
                Some(value) => parameter.check(&place, value, violations),
                None if parameter.required => {
                    violations.push(Violation::new(
                        place.as_str(),
                        "required",
                        "the parameter is missing",
                    ));
                }
                None => {}
            }
            if values.next().is_some() {
                violations.push(Violation::new(
                    place,
                    "repeated",
                    "the parameter is given more than once",
                ));
            }
        }
        for (name, _) in &pairs {
            if !self.query.iter().any(|parameter| parameter.name == *name) {
                violations.push(Violation::unknown(format!("query/{name}")));
            }
        }
    }

    fn check_body(&self, request: &Request, violations: &mut Vec<Violation>) {
        let Some(checks) = &self.body else {
            if !request.body.is_empty() {
                violations.push(Violation::unknown("body"));
            }
            return;
        };
        if request.body.is_empty() {
            if checks.required {
                violations.push(Violation::new("body", "required", "the body is missing"));
            }
            return;
        }
        let Some(validator) = checks.by_media_type.get(&request.media_type()) else {
            violations.push(Violation::new(
                "header/content-type",
                "mediaType",
                "the contract does not list this media type",
            ));
            return;
        };
        match serde_json::from_slice(&request.body) {
            Ok(body) => validate(validator, "body", &body, violations),
            Err(error) => {
                // Line and column only: serde's own message may echo what was sent.
                let place = format!(
                    "not JSON at line {}, column {}",
                    error.line(),
                    error.column()
                );
                violations.push(Violation::new("body", "syntax", place));
            }
        }
    }
}

impl Parameter {
    fn check(&self, place: &str, value: &str, violations: &mut Vec<Violation>) {
        if value.is_empty() && self.allow_empty {
            return;
        }
        let typed = match self.kind {
            Kind::Integer => value.parse::<i64>().map(Value::from).ok(),
            Kind::Boolean => value.parse::<bool>().map(Value::from).ok(),
            Kind::Other => None,
        };
        let value = typed.unwrap_or_else(|| Value::from(value));
        validate(&self.validator, place, &value, violations);
    }
}

fn validate(validator: &Validator, place: &str, value: &Value, violations: &mut Vec<Violation>) {
    for error in validator.iter_errors(value) {
        violations.extend(violations_of(place, &error));
    }
}

fn violations_of(place: &str, error: &ValidationError<'_>) -> Vec<Violation> {
    let at = format!("{place}{}", error.instance_path());
    match error.kind() {
        ValidationErrorKind::AdditionalProperties { unexpected } => unexpected
            .iter()
            .map(|name| Violation::unknown(format!("{at}/{name}")))
            .collect(),
        // That no branch fits helps nobody: what is wrong by the branch that was meant, does. It is the one that
        // knows the most of what is there. Where each only wants a member, none was meant.
        ValidationErrorKind::OneOfNotValid { context }
            if !context.iter().all(|branch| wants_a_member(branch)) =>
        {
            context
                .iter()
                .map(|branch| -> Vec<_> {
                    let errors = branch.iter();
                    errors
                        .flat_map(|error| violations_of(place, error))
                        .collect()
                })
                .min_by_key(|branch| {
                    let unknown = branch.iter().filter(|found| found.tolerated).count();
                    (unknown, branch.len())
                })
                .unwrap_or_default()
        }
        kind => vec![Violation::new(
            at,
            kind.keyword(),
            error.masked().to_string(),
        )],
    }
}

/// Whether a branch is no schema of its own and only wants a member: `oneOf: [{ required: [A] }, { required: [B] }]`.
fn wants_a_member(branch: &[ValidationError<'_>]) -> bool {
    matches!(branch, [only] if matches!(only.kind(), ValidationErrorKind::Required { .. })
        && only.schema_path().as_str().contains("/oneOf/"))
}

/// The schemas of a document, made stricter where JSON Schema alone would let things pass.
struct Schemas {
    components: Value,
}

impl Schemas {
    fn of(document: &Value) -> Self {
        let mut components = document["components"].clone();
        if let Some(schemas) = components["schemas"].as_object_mut() {
            schemas.values_mut().for_each(tighten);
        }
        Self { components }
    }

    fn checks(
        &self,
        operation: &str,
        path_item: &Value,
        description: &Value,
    ) -> Result<Checks, ContractError> {
        let mut checks = Checks::default();
        for parameter in items(&path_item["parameters"]).chain(items(&description["parameters"])) {
            let parameter = self.resolve(parameter);
            let compiled = self.parameter(operation, parameter)?;
            match parameter["in"].as_str() {
                Some("path") => checks.path.push(compiled),
                Some("query") => checks.query.push(compiled),
                _ => {}
            }
        }
        let body = &description["requestBody"];
        if body.is_object() {
            let body = self.resolve(body);
            let by_media_type = members(&body["content"])
                .map(|(media_type, content)| {
                    Ok((
                        media_type.to_owned(),
                        self.validator(operation, &content["schema"])?,
                    ))
                })
                .collect::<Result<_, ContractError>>()?;
            checks.body = Some(BodyChecks {
                required: body["required"] == true,
                by_media_type,
            });
        }
        Ok(checks)
    }

    fn parameter(&self, operation: &str, parameter: &Value) -> Result<Parameter, ContractError> {
        let mut schema = parameter["schema"].clone();
        // Of a parameter it stands beside the schema.
        if let Some(format) = parameter.get("x-date-format") {
            schema["x-date-format"] = format.clone();
        }
        Ok(Parameter {
            name: parameter["name"].as_str().unwrap_or_default().to_owned(),
            required: parameter["required"] == true,
            allow_empty: parameter["allowEmptyValue"] == true,
            kind: match self.resolve(&schema)["type"].as_str() {
                Some("integer") => Kind::Integer,
                Some("boolean") => Kind::Boolean,
                _ => Kind::Other,
            },
            validator: self.validator(operation, &schema)?,
        })
    }

    fn validator(&self, operation: &str, schema: &Value) -> Result<Validator, ContractError> {
        let mut schema = schema.clone();
        tighten(&mut schema);
        // References are to `#/components`, so the components come along.
        schema["components"] = self.components.clone();
        jsonschema::options()
            .should_validate_formats(true)
            .with_format(LOCAL_DATE_TIME, is_local_date_time)
            // `int32` and the like are no formats of JSON Schema; `tighten` has made them ranges.
            .should_ignore_unknown_formats(true)
            .build(&schema)
            .map_err(|error| ContractError::Schema {
                operation: operation.to_owned(),
                reason: error.to_string(),
            })
    }

    fn resolve<'a>(&'a self, value: &'a Value) -> &'a Value {
        value["$ref"]
            .as_str()
            .and_then(|reference| reference.strip_prefix("#/components"))
            .and_then(|pointer| self.components.pointer(pointer))
            .unwrap_or(value)
    }
}

/// The format of dates without an offset, which JSON Schema has no name for.
const LOCAL_DATE_TIME: &str = "local-date-time";

fn is_local_date_time(text: &str) -> bool {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f").is_ok()
}

/// Gives integers the range of their format, dates without an offset a format of their own, and makes members that the schema does not name an error (which is
/// then recorded as tolerated).
fn tighten(schema: &mut Value) {
    let Some(schema) = schema.as_object_mut() else {
        return;
    };
    match schema.get("format").and_then(Value::as_str) {
        Some("int32") => limit(schema, i64::from(i32::MIN), i64::from(i32::MAX)),
        Some("int64") => limit(schema, i64::MIN, i64::MAX),
        _ => {}
    }
    if let Some("naive" | "naive-7") = schema.get("x-date-format").and_then(Value::as_str) {
        schema.insert("format".to_owned(), json!(LOCAL_DATE_TIME));
    }
    if schema.contains_key("properties") {
        schema.entry("additionalProperties").or_insert(json!(false));
    }
    if let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) {
        properties.values_mut().for_each(tighten);
    }
    if let Some(items) = schema.get_mut("items") {
        tighten(items);
    }
}

fn limit(schema: &mut Map<String, Value>, minimum: i64, maximum: i64) {
    schema.entry("minimum").or_insert(json!(minimum));
    schema.entry("maximum").or_insert(json!(maximum));
}

fn members(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    value
        .as_object()
        .into_iter()
        .flatten()
        .map(|(key, member)| (key.as_str(), member))
}

fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}
