//! The samples of the new crate: the examples of the contract, a file each.

use super::call::{Call, Shown};
use super::expression::Writer;
use super::template::fill;
use super::{Vendor, listed};
use crate::codegen::contract::Kind;
use crate::codegen::names;

/// An example of the contract as a file.
pub(super) struct Sample {
    pub(super) stem: String,
    pub(super) origin: String,
    pub(super) json: String,
    /// The type that it decodes into.
    pub(super) decodes: Option<Kind>,
}

pub(super) fn samples(vendor: &Vendor<'_>) -> Vec<Sample> {
    let mut samples: Vec<Sample> = Vec::new();
    for call in &vendor.calls {
        let id = &call.operation.id;
        if let (Some(body), Some(example)) = (&call.operation.body, &call.body) {
            samples.push(Sample {
                stem: request_sample(call),
                origin: format!("the request of `{id}`"),
                json: example.to_json(),
                decodes: Some(body.value.kind.clone()),
            });
        }
        if let Some((_, example)) = &call.answer.body {
            let answer = &call.operation.answer.value;
            samples.push(Sample {
                stem: answer_sample(call),
                origin: format!("the answer of `{id}`"),
                json: example.to_json(),
                decodes: answer.as_ref().map(|value| value.kind.clone()),
            });
        }
        if let Some(Shown {
            status,
            body: Some((_, example)),
        }) = &call.failure
        {
            samples.push(Sample {
                stem: failure_sample(call),
                origin: format!("a failure of `{id}`, tried with the status {status}"),
                json: example.to_json(),
                decodes: None,
            });
        }
    }
    samples
}

pub(super) fn request_sample(call: &Call<'_>) -> String {
    format!("{}-request", call.file_stem())
}

pub(super) fn answer_sample(call: &Call<'_>) -> String {
    format!("{}-answer", call.file_stem())
}

pub(super) fn failure_sample(call: &Call<'_>) -> String {
    format!("{}-failure", call.file_stem())
}

/// The name of a sample in the tests.
pub(super) fn sample_constant(stem: &str) -> String {
    names::constant_case(stem)
}

/// tests/samples.rs: each decodes, and encodes back.
pub(super) fn sample_tests(vendor: &Vendor<'_>, samples: &[Sample]) -> String {
    let mut writer = Writer::new(vendor.contract);
    let tests: Vec<String> = samples
        .iter()
        .filter_map(|sample| {
            let type_ = writer.type_of(sample.decodes.as_ref()?);
            let stem = &sample.stem;
            Some(format!(
                "#[test]\nfn {}() -> Outcome {{\n    round_trip::<{type_}>(include_str!(\"../samples/{stem}.json\"))\n}}",
                stem.replace('-', "_")
            ))
        })
        .collect();
    let uses = match listed(&writer.uses).as_str() {
        "" => String::new(),
        names => format!("use {}::{names};", vendor.name.module),
    };
    fill(
        include_str!("templates/samples.rs.txt"),
        &[("uses", &uses), ("tests", &tests.join("\n\n"))],
    )
}
