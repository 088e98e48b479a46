//! The tests of the new crate: what goes over the wire, and a whole pass against the sandbox.

use std::collections::BTreeSet;

use super::call::{Argument, Call, Shown};
use super::client::call_expression;
use super::expression::Writer;
use super::sample::{answer_sample, failure_sample, request_sample, sample_constant, samples};
use super::template::fill;
use super::{Vendor, listed};
use crate::codegen::contract::Location;

/// tests/support/mod.rs.
pub(super) fn support(vendor: &Vendor<'_>) -> String {
    fill(
        include_str!("templates/support.rs.txt"),
        &[("module", &vendor.name.module)],
    )
}

/// tests/sandbox.rs: every operation, once.
pub(super) fn sandbox_test(vendor: &Vendor<'_>) -> String {
    let mut writer = Writer::new(vendor.contract);
    let calls: Vec<String> = vendor
        .calls
        .iter()
        .map(|call| format!("    client.{}.await?;", call_expression(call, &mut writer)))
        .collect();
    writer.uses.insert("Client".to_owned());
    fill(
        include_str!("templates/sandbox.rs.txt"),
        &[
            ("module", &vendor.name.module),
            ("uses", &listed(&writer.uses)),
            ("calls", &calls.join("\n")),
            ("count", &vendor.calls.len().to_string()),
        ],
    )
}

/// tests/wire.rs: every operation, and each failure that the contract shows.
pub(super) fn wire_tests(vendor: &Vendor<'_>) -> String {
    let mut wire = WireTests {
        writer: Writer::new(vendor.contract),
        helpers: BTreeSet::from(["Outcome", "server_and_client"].map(str::to_owned)),
        matchers: BTreeSet::from(["method", "path"].map(str::to_owned)),
        has_empty_answers: false,
    };
    let mut tests: Vec<String> = vendor.calls.iter().map(|call| wire.success(call)).collect();
    tests.extend(vendor.calls.iter().filter_map(|call| wire.failure(call)));
    let samples = samples(vendor);
    let constants = samples.iter().map(|sample| {
        let (name, stem) = (sample_constant(&sample.stem), &sample.stem);
        format!("const {name}: &str = include_str!(\"../samples/{stem}.json\");\n")
    });
    fill(
        include_str!("templates/wire.rs.txt"),
        &[
            ("module", &vendor.name.module),
            ("uses", &listed(&wire.writer.uses)),
            ("helpers", &listed(&wire.helpers)),
            ("matchers", &listed(&wire.matchers)),
            (
                "wiremock",
                if wire.has_empty_answers {
                    "{Mock, ResponseTemplate}"
                } else {
                    "Mock"
                },
            ),
            ("constants", &constants.collect::<String>()),
            ("tests", &tests.join("\n\n")),
        ],
    )
}

struct WireTests<'c> {
    writer: Writer<'c>,
    helpers: BTreeSet<String>,
    matchers: BTreeSet<String>,
    has_empty_answers: bool,
}

impl WireTests<'_> {
    fn success(&mut self, call: &Call<'_>) -> String {
        let status = call.answer.status;
        let sample = sample_constant(&answer_sample(call));
        let answer = self.answer(&call.answer, &sample);
        let given = self.given(call);
        let expression = call_expression(call, &mut self.writer);
        let holds = call.operation.answer.value.as_ref().map(|_| {
            self.helpers.insert("assert_holds".to_owned());
            format!("    assert_holds(&*answer, {sample});\n")
        });
        format!(
            "#[tokio::test]\nasync fn {}_sends_and_reads_the_examples() -> Outcome {{\n    \
             let (server, client) = server_and_client().await?;\n    {given}.respond_with({answer}).expect(1).mount(&server).await;\n    \
             let answer = client.{expression}.await?;\n    assert_eq!(answer.status().as_u16(), {status});\n{}    Ok(())\n}}",
            call.method().trim_start_matches("r#"),
            holds.unwrap_or_default()
        )
    }

    fn failure(&mut self, call: &Call<'_>) -> Option<String> {
        let failure = call.failure.as_ref()?;
        let status = failure.status;
        let sample = sample_constant(&failure_sample(call));
        let answer = self.answer(failure, &sample);
        let given = self.given(call);
        let expression = call_expression(call, &mut self.writer);
        self.writer.uses.insert("Delivery".to_owned());
        Some(format!(
            "#[tokio::test]\nasync fn {}_is_refused() -> Outcome {{\n    \
             let (server, client) = server_and_client().await?;\n    \
             {given}.respond_with({answer}).expect(1).mount(&server).await;\n    \
             let error = client.{expression}.await.expect_err(\"refused\");\n    \
             assert_eq!(error.delivery(), Delivery::Refused);\n    \
             assert_eq!(error.status().map(|status| status.as_u16()), Some({status}));\n    Ok(())\n}}",
            call.method().trim_start_matches("r#"),
        ))
    }

    fn answer(&mut self, shown: &Shown<'_>, sample: &str) -> String {
        let status = shown.status;
        if let Some((media_type, _)) = &shown.body {
            self.helpers.insert("answer".to_owned());
            format!("answer({status}, {media_type:?}, {sample})")
        } else {
            self.has_empty_answers = true;
            format!("ResponseTemplate::new({status})")
        }
    }

    /// The request that the contract describes.
    fn given(&mut self, call: &Call<'_>) -> String {
        let mut given = format!(
            "Mock::given(method(\"{}\")).and(path({:?}))",
            call.verb(),
            call.path()
        );
        for Argument { parameter, text } in &call.arguments {
            let matcher = match parameter.location {
                Location::Path => continue,
                Location::Query => "query_param",
                Location::Header => "header",
            };
            self.matchers.insert(matcher.to_owned());
            let values = format!("({:?}, {text:?})", parameter.wire);
            given.extend([".and(", matcher, &values, ")"]);
        }
        if call.body.is_some() {
            self.matchers.insert("body_json".to_owned());
            self.helpers.insert("json".to_owned());
            let sample = sample_constant(&request_sample(call));
            given.extend([".and(body_json(json(", &sample, ")))"]);
        }
        given
    }
}
