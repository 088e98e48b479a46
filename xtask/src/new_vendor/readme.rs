//! The README of the new crate: the family's sections, with the contract's examples.

use std::path::Path;

use toml_edit::DocumentMut;

use super::call::Call;
use super::client::{call_expression, required, shown_call};
use super::doc::{indented, statements};
use super::example::Example;
use super::expression::Writer;
use super::template::fill;
use super::{NewVendorError, Vendor, listed};
use crate::codegen::contract::{Docs, Shape, Source};
use crate::codegen::layout::wrap;

/// How many calls the first example makes at most.
const FIRST_CALLS: usize = 3;

/// The width of our READMEs.
const WIDTH: usize = 120;

pub(super) fn readme(vendor: &Vendor<'_>, root: &Path) -> Result<String, NewVendorError> {
    let module = vendor.name.module.as_str();
    let lead = lead(vendor);
    let (start, start_uses) = start(vendor, root)?;
    let mut tested = Writer::new(vendor.contract);
    let test_call = format!(
        "let outcome = client.{}.await;",
        call_expression(lead, &mut tested)
    );
    let test_call = indented(&statements(&test_call, root)?, "    ");
    tested
        .uses
        .extend(["Client", "Delivery"].map(str::to_owned));
    let play = Play::of(lead);
    let sync = SyncExample::of(vendor);
    let production = vendor.contract.constants.iter();
    let production = production
        .map(|constant| constant.rust_name.as_str())
        .find(|name| name.ends_with("_URL"))
        .map_or_else(String::new, |name| format!(" (`{module}::{name}`)"));
    Ok(fill(
        include_str!("templates/README.md"),
        &[
            ("crate", &vendor.name.krate),
            ("title", vendor.title()),
            ("module", module),
            // The comments of these lines stand below each other.
            (
                "add_test_util",
                &format!(
                    "{:<51}",
                    format!("cargo add --dev {} -F test-util", vendor.name.krate)
                ),
            ),
            ("start_uses", &start_uses),
            ("production", &production),
            ("start", &start),
            ("operations", &operations(vendor)),
            ("credentials", &credentials(vendor)),
            ("constant", &lead.constant()),
            ("then", play.advice),
            ("test_uses", &listed(&tested.uses)),
            ("test_call", &test_call),
            ("fault", play.fault),
            ("outcome", play.outcome),
            ("applied", play.applied),
            ("undocumented", &undocumented(vendor)),
            ("rust_version", &rust_version(root)?),
            ("sync_uses", &sync.uses),
            ("method", &sync.method),
            ("sync_parameters", &sync.parameters),
            ("sync_arguments", &sync.arguments),
            ("answer_type", &sync.answer_type),
        ],
    ))
}

/// The oldest compiler that the workspace's crates build with.
fn rust_version(root: &Path) -> Result<String, NewVendorError> {
    let manifest = super::read(&root.join("Cargo.toml"))?;
    let manifest: DocumentMut = manifest.parse().unwrap_or_default();
    let version = manifest
        .get("workspace")
        .and_then(|workspace| workspace.get("package")?.get("rust-version")?.as_str());
    Ok(version.unwrap_or("stable").to_owned())
}

/// The call by which errors are shown: one that must not be repeated, if there is one.
fn lead<'a, 'v>(vendor: &'a Vendor<'v>) -> &'a Call<'v> {
    let mut calls = vendor.calls.iter();
    calls
        .find(|call| !call.may_be_repeated())
        .unwrap_or(&vendor.calls[0])
}

/// What happens to a call whose answer gets lost.
struct Play {
    advice: &'static str,
    fault: &'static str,
    outcome: &'static str,
    applied: &'static str,
}

impl Play {
    fn of(call: &Call<'_>) -> Self {
        if call.may_be_repeated() {
            Self {
                advice: "doing it again",
                fault: "The vendor acts, but its answer gets lost. The client asks again, which does no harm.",
                outcome: "done",
                applied: "2",
            }
        } else {
            Self {
                advice: "look",
                fault: "The vendor acts, but its answer gets lost.",
                outcome: "to be looked at",
                applied: "1",
            }
        }
    }
}

fn start(vendor: &Vendor<'_>, root: &Path) -> Result<(String, String), NewVendorError> {
    let mut writer = Writer::new(vendor.contract);
    let calls: Vec<String> = vendor
        .calls
        .iter()
        .take(FIRST_CALLS)
        .map(|call| shown_call(call, &mut writer))
        .collect();
    let code = statements(&calls.join("\n\n"), root)?;
    writer.uses.insert("Client".to_owned());
    Ok((indented(&code, "    "), listed(&writer.uses)))
}

fn operations(vendor: &Vendor<'_>) -> String {
    let rows = vendor.calls.iter().map(|call| {
        let mut writer = Writer::new(vendor.contract);
        let arguments = required(call, &mut writer).into_iter();
        let arguments: Vec<String> = arguments.map(|(name, _)| name).collect();
        let repeated = if call.may_be_repeated() {
            "yes"
        } else {
            "no: it may be done a second time"
        };
        format!(
            "| `{}({})` | `{} {}` | {repeated} |",
            call.method(),
            arguments.join(", "),
            call.verb(),
            call.operation.path
        )
    });
    rows.collect::<Vec<_>>().join("\n")
}

/// How the contract lets callers in, each way with its code.
fn credentials(vendor: &Vendor<'_>) -> String {
    let schemes: Vec<Scheme<'_>> = vendor
        .document
        .member("components")
        .and_then(|components| components.member("securitySchemes"))
        .into_iter()
        .flat_map(|schemes| schemes.members().collect::<Vec<_>>())
        .filter_map(|(name, scheme)| Scheme::of(name, &scheme))
        .collect();
    if schemes.is_empty() {
        return "The contract names none, so none are sent by default.".to_owned();
    }
    let mut uses: Vec<&str> = schemes.iter().flat_map(Scheme::uses).collect();
    uses.extend(["BuildError", "Client"]);
    uses.sort_unstable();
    uses.dedup();
    let functions: Vec<String> = schemes.iter().map(Scheme::function).collect();
    format!(
        "What the contract names; none are sent unless they are given.\n\n```rust\nuse {}::{{{}}};\n\n{}\n```",
        vendor.name.module,
        uses.join(", "),
        functions.join("\n\n")
    )
}

/// A way to be let in.
struct Scheme<'d> {
    name: &'d str,
    kind: SchemeKind<'d>,
}

enum SchemeKind<'d> {
    OAuth2 { token_url: &'d str },
    Bearer,
    Basic,
    ApiKey { header: &'d str },
}

impl<'d> Scheme<'d> {
    fn of(name: &'d str, scheme: &Example<'d>) -> Option<Self> {
        let text = |name: &str| scheme.member(name)?.text();
        let kind = match (text("type")?, text("scheme")) {
            ("oauth2", _) => SchemeKind::OAuth2 {
                token_url: scheme
                    .member("flows")?
                    .member("clientCredentials")?
                    .member("tokenUrl")?
                    .text()?,
            },
            ("http", Some("basic")) => SchemeKind::Basic,
            ("http", _) => SchemeKind::Bearer,
            ("apiKey", _) => SchemeKind::ApiKey {
                header: text("name")?,
            },
            _ => return None,
        };
        Some(Self { name, kind })
    }

    fn uses(&self) -> Vec<&'static str> {
        match self.kind {
            SchemeKind::OAuth2 { .. } => vec!["OAuth2ClientCredentials", "SecretString"],
            SchemeKind::Bearer | SchemeKind::Basic => vec!["SecretString", "StaticCredentials"],
            SchemeKind::ApiKey { .. } => vec!["HeaderName", "SecretString", "StaticCredentials"],
        }
    }

    fn function(&self) -> String {
        let function = crate::codegen::names::field_name(self.name);
        let (parameters, credentials) = match self.kind {
            SchemeKind::OAuth2 { token_url } => (
                "client_id: &str, secret: SecretString",
                format!("OAuth2ClientCredentials::new({token_url:?}, client_id, secret)"),
            ),
            SchemeKind::Bearer => (
                "token: SecretString",
                "StaticCredentials::bearer(token)".to_owned(),
            ),
            SchemeKind::Basic => (
                "user: &str, password: SecretString",
                "StaticCredentials::basic(user, password)".to_owned(),
            ),
            SchemeKind::ApiKey { header } => (
                "key: SecretString",
                format!(
                    "StaticCredentials::none().with_header(HeaderName::from_static({:?}), key)",
                    header.to_ascii_lowercase()
                ),
            ),
        };
        format!(
            "fn by_{function}(base_url: &str, {parameters}) -> Result<Client, BuildError> {{\n    \
             let credentials = {credentials};\n    \
             Client::builder(base_url).credentials(credentials).build()\n}}"
        )
    }
}

/// What the contract infers, as a list.
fn undocumented(vendor: &Vendor<'_>) -> String {
    let mut facts: Vec<String> = Vec::new();
    let mut note = |subject: &str, docs: &Docs| {
        if let Some(Source::Inferred(why)) = &docs.source {
            facts.push(format!("- `{subject}`: {why}."));
        }
    };
    for operation in &vendor.contract.operations {
        note(&operation.id, &operation.docs);
        for parameter in &operation.parameters {
            note(
                &format!("{}, {}", operation.id, parameter.wire),
                &parameter.docs,
            );
        }
    }
    for schema in &vendor.contract.schemas {
        note(&schema.name, &schema.docs);
        if let Shape::Object(object) = &schema.shape {
            for property in &object.properties {
                note(
                    &format!("{}, {}", schema.name, property.wire),
                    &property.docs,
                );
            }
        }
    }
    if facts.is_empty() {
        return "The contract marks nothing as inferred.".to_owned();
    }
    let lines = facts.iter().flat_map(|fact| wrap(fact, WIDTH));
    let lines = lines.collect::<Vec<_>>().join("\n");
    format!("What the contract infers, and why:\n\n{lines}")
}

/// The call by which waiting and spawning are shown.
struct SyncExample {
    uses: String,
    method: String,
    parameters: String,
    arguments: String,
    answer_type: String,
}

impl SyncExample {
    fn of(vendor: &Vendor<'_>) -> Self {
        let mut calls = vendor.calls.iter();
        let call = calls
            .find(|call| call.operation.answer.value.is_some())
            .unwrap_or(&vendor.calls[0]);
        let mut writer = Writer::new(vendor.contract);
        // Only the names of its parameters' types are used.
        let required = required(call, &mut Writer::new(vendor.contract));
        let mut parameters = String::new();
        let mut arguments = Vec::new();
        for (name, kind) in required {
            parameters.extend([", ", &name, ": ", &writer.type_of(kind)]);
            arguments.push(name);
        }
        let answer_type = match (&call.operation.answer.value, call.operation.gone_status) {
            (Some(value), _) => writer.type_of(&value.kind),
            (None, Some(_)) => {
                writer.uses.insert("Deletion".to_owned());
                "Deletion".to_owned()
            }
            (None, None) => "()".to_owned(),
        };
        let names = ["Client", "Error", "Response"].map(str::to_owned);
        writer.uses.extend(names);
        Self {
            uses: listed(&writer.uses),
            method: call.method(),
            parameters,
            arguments: arguments.join(", "),
            answer_type,
        }
    }
}
