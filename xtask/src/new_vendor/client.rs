//! The client: a method per operation, documented, with an example that runs.

use std::collections::BTreeSet;
use std::path::Path;

use super::call::{Argument, Call};
use super::doc::{comment, commented, statements};
use super::expression::{Taker, Writer};
use super::template::fill;
use super::{NewVendorError, Vendor, listed};
use crate::codegen::contract::{Body, Kind};
use crate::codegen::layout::rustfmt;
use crate::codegen::names;

/// src/client.rs.
pub(super) fn client(vendor: &Vendor<'_>, root: &Path) -> Result<String, NewVendorError> {
    let mut writer = Writer::new(vendor.contract);
    let mut methods = Vec::new();
    for call in &vendor.calls {
        methods.push(method(vendor, call, &mut writer, root)?);
    }
    let operations = vendor.calls.iter().map(Call::type_name).collect();
    let uses = imports(vendor, &writer.uses, &operations);
    let url = vendor
        .contract
        .constants
        .iter()
        .find(|constant| constant.rust_name.ends_with("_URL"));
    let for_example = url.map_or_else(String::new, |url| {
        format!(", [`{0}`](crate::{0}) for example", url.rust_name)
    });
    let mut first = Writer::new(vendor.contract);
    let first_call = statements(&checked_call(&vendor.calls[0], &mut first), root)?;
    first.uses.insert("Client".to_owned());
    let text = fill(
        include_str!("templates/client.rs.txt"),
        &[
            ("uses", &uses),
            ("first_uses", &listed(&first.uses)),
            ("first_call", &commented(&first_call, "    ")),
            ("title", vendor.title()),
            ("module", &vendor.name.module),
            ("for_example", &for_example),
            ("methods", &methods.join("\n\n")),
        ],
    );
    Ok(rustfmt(&text, root)?)
}

/// What client.rs uses: values from other crates, then models and operations.
fn imports(
    vendor: &Vendor<'_>,
    values: &BTreeSet<String>,
    operations: &BTreeSet<String>,
) -> String {
    let is_model = |name: &&String| {
        let mut schemas = vendor.contract.schemas.iter();
        schemas.any(|schema| schema.rust_name == **name)
    };
    let models: BTreeSet<String> = values.iter().filter(is_model).cloned().collect();
    let mut lines = Vec::new();
    let mut wire: BTreeSet<String> = &values.clone() - &models;
    for (name, krate) in [("Decimal", "rust_decimal"), ("Uuid", "uuid")] {
        if wire.remove(name) {
            lines.push(format!("use {krate}::{name};"));
        }
    }
    if !wire.is_empty() {
        lines.push(format!("use vendor_core::wire::{};", listed(&wire)));
    }
    lines.push("use vendor_core::{ClientBuilder, Pipeline};\n".to_owned());
    if !models.is_empty() {
        lines.push(format!("use crate::models::{};", listed(&models)));
    }
    lines.push(format!("use crate::operations::{};", listed(operations)));
    lines.join("\n")
}

fn method(
    vendor: &Vendor<'_>,
    call: &Call<'_>,
    writer: &mut Writer<'_>,
    root: &Path,
) -> Result<String, NewVendorError> {
    let mut paragraphs: Vec<String> = call.operation.docs.summary.iter().cloned().collect();
    paragraphs.extend(call.operation.docs.description.clone());
    if !call.may_be_repeated() {
        paragraphs.push(
            "Not idempotent: after an error with an unknown [`delivery`](vendor_core::Error::delivery) it may have \
             been done."
                .to_owned(),
        );
    }
    let mut parameters = String::new();
    let mut arguments = String::new();
    for (name, kind) in required(call, writer) {
        let type_ = taken(kind, writer);
        parameters.extend([", ", &name, ": ", &type_]);
        arguments.extend([", ", &name]);
    }
    let (method, type_name) = (call.method(), call.type_name());
    let example = doc_example(vendor, call, root)?;
    Ok(format!(
        "{docs}\n    ///\n{example}\n    pub fn {method}(&self{parameters}) -> {type_name} {{\n        \
         {type_name}::new(self.call(){arguments})\n    }}",
        docs = comment(&paragraphs, "    ", root),
    ))
}

/// What a call cannot do without: each name, with its type.
pub(super) fn required<'v>(call: &Call<'v>, writer: &mut Writer<'_>) -> Vec<(String, &'v Kind)> {
    let parameters = call.operation.parameters.iter();
    let parameters = parameters.filter(|parameter| parameter.required);
    let mut required: Vec<(String, &Kind)> = parameters
        .map(|parameter| {
            let name = names::identifier(&parameter.rust).to_string();
            (name, &parameter.value.kind)
        })
        .collect();
    if let Some(body) = call.operation.body.as_ref().filter(|body| body.required) {
        let name = body_name(body, writer);
        let is_taken = required.iter().any(|(taken, _)| *taken == name);
        let name = if is_taken { "body".to_owned() } else { name };
        required.push((name, &body.value.kind));
    }
    required
}

/// What a body is called: after its type.
fn body_name(body: &Body, writer: &mut Writer<'_>) -> String {
    match &body.value.kind {
        Kind::Named(_) => {
            let type_ = writer.type_of(&body.value.kind);
            names::identifier(&names::field_name(&type_)).to_string()
        }
        _ => "body".to_owned(),
    }
}

/// How a function takes a value of this type.
fn taken(kind: &Kind, writer: &mut Writer<'_>) -> String {
    let type_ = writer.type_of(kind);
    match kind {
        Kind::Text(_) | Kind::DateTime(_) | Kind::Decimal | Kind::List(..) => {
            format!("impl Into<{type_}>")
        }
        _ => type_,
    }
}

fn doc_example(
    vendor: &Vendor<'_>,
    call: &Call<'_>,
    root: &Path,
) -> Result<String, NewVendorError> {
    let mut writer = Writer::new(vendor.contract);
    let code = statements(&checked_call(call, &mut writer), root)?;
    let module = &vendor.name.module;
    let uses = listed(&writer.uses);
    let uses = match uses.as_str() {
        "" => String::new(),
        names => format!("use {module}::{names};\n\n"),
    };
    let text = format!(
        "# Examples\n```\n{uses}# #[tokio::main(flavor = \"current_thread\")]\n\
         # async fn main() -> Result<(), Box<dyn std::error::Error>> {{\n\
         # let sandbox = vendor_sandbox::Sandbox::start().await?;\n\
         # let client = {module}::Client::builder(sandbox.{module}().base_url()).build()?;\n\
         {code}\n# Ok(()) }}\n```"
    );
    Ok(commented(&text, "    "))
}

/// A call with its answer, as a user would write it.
pub(super) fn shown_call(call: &Call<'_>, writer: &mut Writer<'_>) -> String {
    let code = call_expression(call, writer);
    match answer_name(call, writer) {
        Some(name) => format!("let {name} = client.{code}.await?;\nprintln!(\"{{{name}:?}}\");"),
        None => format!("client.{code}.await?;"),
    }
}

/// A call with a look at the status of its answer.
fn checked_call(call: &Call<'_>, writer: &mut Writer<'_>) -> String {
    let code = call_expression(call, writer);
    let name = answer_name(call, writer).unwrap_or_else(|| "answer".to_owned());
    let status = call.answer.status;
    format!("let {name} = client.{code}.await?;\nassert_eq!({name}.status(), {status});")
}

/// What an answer is called: after its type; `None` if there is nothing in it.
pub(super) fn answer_name(call: &Call<'_>, writer: &mut Writer<'_>) -> Option<String> {
    if let Some(value) = &call.operation.answer.value {
        let named = value.kind.named().map(|name| {
            let uses = writer.uses.clone();
            let type_ = writer.type_of(&Kind::Named(name.to_owned()));
            writer.uses = uses;
            names::field_name(&type_)
        });
        let name = named.unwrap_or_else(|| "answer".to_owned());
        return Some(match &value.kind {
            Kind::List(..) if !name.ends_with('s') => format!("{name}s"),
            _ => names::identifier(&name).to_string(),
        });
    }
    call.operation.gone_status.map(|_| "deletion".to_owned())
}

/// `method(required).setter(value)`
pub(super) fn call_expression(call: &Call<'_>, writer: &mut Writer<'_>) -> String {
    let (required, optional): (Vec<&Argument<'_>>, Vec<&Argument<'_>>) = call
        .arguments
        .iter()
        .partition(|argument| argument.parameter.required);
    let value = |argument: &Argument<'_>, writer: &mut Writer<'_>| {
        writer.scalar(
            &argument.parameter.value.kind,
            &argument.text,
            Taker::Function,
        )
    };
    let mut values: Vec<String> = required
        .into_iter()
        .map(|argument| value(argument, writer))
        .collect();
    let mut setters = String::new();
    for argument in optional {
        let setter = names::identifier(&argument.parameter.rust);
        let value = value(argument, writer);
        setters.extend([".", &setter.to_string(), "(", &value, ")"]);
    }
    if let (Some(body), Some(example)) = (&call.operation.body, &call.body) {
        let value = writer.expression(&body.value, example, Taker::Function);
        if body.required {
            values.push(value);
        } else {
            setters.extend([".body(", &value, ")"]);
        }
    }
    format!("{}({}){setters}", call.method(), values.join(", "))
}
