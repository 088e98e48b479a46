//! The operations of a contract, and what they are called in Rust.

use std::collections::BTreeMap;

use serde_json::Value;

/// The `operationId`s, in the order of the paths.
pub(crate) fn operations(contract: &str) -> Vec<String> {
    let contract: Value = serde_saphyr::from_str(contract).expect("the contract is YAML");
    let paths = contract["paths"].as_object().expect("it has paths");
    let methods = paths.values().filter_map(Value::as_object).flatten();
    methods
        .filter_map(|(_, operation)| operation["operationId"].as_str())
        .map(str::to_owned)
        .collect()
}

/// By operation the method that is named after it, as the generated code has it: `GET_JOB` is asked for by `get_job`.
pub(crate) fn methods(generated: &str) -> BTreeMap<&str, String> {
    let items = generated.split("pub static ").skip(1);
    items
        .filter_map(|item| {
            let (name, item) = item.split_once(": Operation =")?;
            let id = item.split('"').nth(1)?;
            Some((id, name.to_ascii_lowercase()))
        })
        .collect()
}

mod rules {
    use super::{methods, operations};

    #[test]
    fn operations_are_found_however_they_are_written() {
        let contract = r#"
            paths:
              /jobs:
                parameters: [{ name: state, in: query }]
                get:
                  operationId: "listJobs" # all
                post: { operationId: createJob }
              "/jobs/{vin}":
                get:
                  operationId:   getJobByVIN
        "#;
        assert_eq!(
            operations(contract),
            ["listJobs", "createJob", "getJobByVIN"]
        );
    }

    #[test]
    fn a_method_is_named_as_the_generated_code_names_its_operation() {
        let generated = "
            pub static API_KEY: HeaderName = HeaderName::from_static(\"apikey\");

            pub static GET_JOB_BY_VIN: Operation = Operation::new(
                \"getJobByVIN\",
            );

            pub static TYPE: Operation =
                Operation::new(\"type\", Method::GET);
        ";
        let expected = [("getJobByVIN", "get_job_by_vin"), ("type", "type")];
        let expected = expected.map(|(id, method)| (id, method.to_owned()));
        assert_eq!(methods(generated), expected.into());
    }
}
