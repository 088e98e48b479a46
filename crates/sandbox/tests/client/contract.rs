//! The contracts, to hold answers against.

use serde_json::{Value, json};
use vendor_sandbox::Operation;

pub(crate) struct Contract(Value);

impl Contract {
    pub(crate) fn read(yaml: &str) -> Self {
        let mut document = serde_saphyr::from_str(yaml).unwrap();
        allow_local_dates(&mut document);
        Self(document)
    }

    /// Each operation of the contract is one of the sandbox, and the other way round.
    pub(crate) fn assert_operations(&self, operations: &[Operation]) {
        let mut ids: Vec<_> = self.0["paths"]
            .as_object()
            .unwrap()
            .values()
            .flat_map(|path| path.as_object().unwrap().values())
            .filter_map(|operation| operation["operationId"].as_str())
            .collect();
        let mut known: Vec<_> = operations.iter().map(|operation| operation.id()).collect();
        ids.sort_unstable();
        known.sort_unstable();
        assert_eq!(known, ids);
    }

    pub(crate) fn assert_valid(&self, schema: &str, answer: &Value) {
        let mut document = self.0.clone();
        document["$ref"] = json!(format!("#/components/schemas/{schema}"));
        let validator = jsonschema::options()
            .should_validate_formats(true)
            .build(&document)
            .unwrap();
        let errors: Vec<_> = validator
            .iter_errors(answer)
            .map(|error| error.to_string())
            .collect();
        assert!(errors.is_empty(), "{schema}: {errors:?}");
    }
}

/// JSON Schema's `date-time` demands an offset, which some vendors do not write.
fn allow_local_dates(value: &mut Value) {
    match value {
        Value::Object(members) => {
            if matches!(members.get("x-date-format"), Some(Value::String(name)) if name.starts_with("naive"))
            {
                members.remove("format");
            }
            members.values_mut().for_each(allow_local_dates);
        }
        Value::Array(items) => items.iter_mut().for_each(allow_local_dates),
        _ => {}
    }
}
