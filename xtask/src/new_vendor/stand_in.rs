//! The vendor's part of the sandbox: a module that answers with the contract's examples, and its test.

use std::path::Path;

use super::call::{Argument, Call, percent_encoded};
use super::example::Example;
use super::template::fill;
use super::{File, NewVendorError, Vendor};
use crate::codegen::contract::Location;
use crate::codegen::layout::rustfmt;

/// The new files of the sandbox, relative to its directory.
pub(super) fn files(vendor: &Vendor<'_>, root: &Path) -> Result<Vec<File>, NewVendorError> {
    let name = &vendor.name;
    Ok(vec![
        File {
            path: format!("contracts/{}.yaml", name.krate).into(),
            text: vendor.text.to_owned(),
        },
        File {
            path: format!("src/{}/mod.rs", name.module).into(),
            text: rustfmt(&module(vendor), root)?,
        },
        File {
            path: format!("tests/{}.rs", name.module).into(),
            text: rustfmt(&test(vendor), root)?,
        },
    ])
}

fn module(vendor: &Vendor<'_>) -> String {
    let operations = vendor.calls.iter().map(|call| {
        format!(
            "/// `{} {}`\npub const {}: Operation = Operation::without_renewal(NAME, {:?});",
            call.verb(),
            call.operation.path,
            call.constant(),
            call.operation.id
        )
    });
    let constants = vendor
        .calls
        .iter()
        .map(|call| format!("{},\n", call.constant()));
    let routes = by_precedence(vendor).into_iter().map(|call| {
        format!(
            "Route {{ method: Method::{}, template: {:?}, operation: {} }},\n",
            call.verb(),
            call.operation.path,
            call.constant()
        )
    });
    fill(
        include_str!("templates/stand_in.rs.txt"),
        &[
            ("crate", &vendor.name.krate),
            ("title", vendor.title()),
            ("handle", &vendor.name.handle),
            ("count", &vendor.calls.len().to_string()),
            ("operations", &operations.collect::<Vec<_>>().join("\n")),
            ("constants", &constants.collect::<String>()),
            ("routes", &routes.collect::<String>()),
        ],
    )
}

/// A path that says a segment before one that takes any.
fn by_precedence<'a, 'v>(vendor: &'a Vendor<'v>) -> Vec<&'a Call<'v>> {
    let mut calls: Vec<&Call<'_>> = vendor.calls.iter().collect();
    calls.sort_by_key(|call| {
        let segments = call.operation.path.split('/');
        segments
            .map(|segment| segment.starts_with('{'))
            .collect::<Vec<_>>()
    });
    calls
}

fn test(vendor: &Vendor<'_>) -> String {
    let cases = vendor.calls.iter().map(|call| {
        let body = call.body.as_ref().map(Example::to_line);
        let answer = call.answer.body.as_ref();
        let answer = answer.map(|(_, example)| example.to_line());
        format!(
            "Case {{ method: Method::{}, target: {:?}, body: {}, status: {}, answer: {} }},\n",
            call.verb(),
            target(call),
            literal(body.as_deref()),
            call.answer.status,
            literal(answer.as_deref())
        )
    });
    fill(
        include_str!("templates/stand_in_test.rs.txt"),
        &[
            ("crate", &vendor.name.krate),
            ("title", vendor.title()),
            ("module", &vendor.name.module),
            ("cases", &cases.collect::<String>()),
        ],
    )
}

/// Path and query of the example call.
fn target(call: &Call<'_>) -> String {
    let query = call
        .arguments
        .iter()
        .filter(|argument| argument.parameter.location == Location::Query)
        .map(|Argument { parameter, text }| {
            format!(
                "{}={}",
                percent_encoded(&parameter.wire),
                percent_encoded(text)
            )
        });
    let query = query.collect::<Vec<_>>().join("&");
    match query.as_str() {
        "" => call.path(),
        query => format!("{}?{query}", call.path()),
    }
}

/// An optional text as Rust code, without escapes.
fn literal(text: Option<&str>) -> String {
    let Some(text) = text else {
        return "None".to_owned();
    };
    if !text.contains(['"', '\\']) {
        return format!("Some({text:?})");
    }
    let mut hashes = String::new();
    while text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    format!("Some(r{hashes}\"{text}\"{hashes})")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_quoted_so_that_it_needs_no_escapes() {
        assert_eq!(literal(None), "None");
        assert_eq!(literal(Some("{\"a\": 1}")), "Some(r#\"{\"a\": 1}\"#)");
        assert_eq!(literal(Some("\"#")), "Some(r##\"\"#\"##)");
        assert_eq!(literal(Some("12")), "Some(\"12\")");
    }
}
