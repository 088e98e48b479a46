//! The new crate: all its files, its manifest and what it exports.

use std::collections::BTreeSet;
use std::path::Path;

use toml_edit::DocumentMut;

use super::client::client;
use super::readme::readme;
use super::sample::{sample_tests, samples};
use super::template::fill;
use super::wire_tests::{sandbox_test, support, wire_tests};
use super::{File, NewVendorError, Vendor};
use crate::codegen::Generated;
use crate::codegen::contract::{Role, Shape};
use crate::codegen::layout::rustfmt;

/// All files below the crate's directory.
pub(super) fn files(vendor: &Vendor<'_>, root: &Path) -> Result<Vec<File>, NewVendorError> {
    let generated = Generated::from(vendor.contract, root)?;
    let formatted = |text: String| rustfmt(&text, root);
    let mut files = vec![
        file("Cargo.toml", manifest(vendor, &generated)?),
        file("README.md", readme(vendor, root)?),
        file("CHANGELOG.md", changelog(vendor)),
        file("LICENSE-MIT", super::read(&root.join("LICENSE-MIT"))?),
        file("LICENSE-APACHE", super::read(&root.join("LICENSE-APACHE"))?),
        file("openapi.yaml", vendor.text.to_owned()),
        file("src/lib.rs", formatted(lib(vendor, &generated))?),
        file("src/client.rs", client(vendor, root)?),
        file("src/models.rs", generated.models),
        file("src/operations.rs", generated.operations),
        file("tests/support/mod.rs", formatted(support(vendor))?),
        file("tests/wire.rs", formatted(wire_tests(vendor))?),
        file("tests/sandbox.rs", formatted(sandbox_test(vendor))?),
    ];
    let samples = samples(vendor);
    let listed = samples
        .iter()
        .map(|sample| format!("| `{}` | the contract: {} |\n", sample.stem, sample.origin));
    files.push(file(
        "samples/README.md",
        fill(
            include_str!("templates/samples.md"),
            &[("samples", &listed.collect::<String>())],
        ),
    ));
    if samples.iter().any(|sample| sample.decodes.is_some()) {
        files.push(file(
            "tests/samples.rs",
            formatted(sample_tests(vendor, &samples))?,
        ));
    }
    files.extend(samples.into_iter().map(|sample| File {
        path: format!("samples/{}.json", sample.stem).into(),
        text: sample.json,
    }));
    Ok(files)
}

fn file(path: &str, text: String) -> File {
    File {
        path: path.into(),
        text,
    }
}

fn manifest(vendor: &Vendor<'_>, generated: &Generated) -> Result<String, NewVendorError> {
    let uses = |name: &str| uses(generated, name);
    let features: Vec<&str> = [("Decimal", "\"decimal\""), ("Uuid", "\"uuid\"")]
        .into_iter()
        .filter_map(|(name, feature)| uses(name).then_some(feature))
        .collect();
    let core = if features.is_empty() {
        "vendor-core.workspace = true".to_owned()
    } else {
        format!(
            "vendor-core = {{ workspace = true, features = [{}] }}",
            features.join(", ")
        )
    };
    let mut dependencies = Vec::new();
    if uses("Decimal") {
        dependencies.push("rust_decimal.workspace = true");
    }
    dependencies.push("serde = { workspace = true, features = [\"derive\", \"std\"] }");
    if uses("Uuid") {
        dependencies.push("uuid = { workspace = true, features = [\"serde\", \"std\"] }");
    }
    let text = fill(
        include_str!("templates/Cargo.toml.txt"),
        &[
            ("crate", &vendor.name.krate),
            ("keywords", &keywords(&vendor.name.krate)),
            ("core", &core),
            (
                "which",
                ["it is", "both are", "all of them are"][dependencies.len() - 1],
            ),
            ("model_dependencies", &dependencies.join("\n")),
        ],
    );
    let mut manifest: DocumentMut = text.parse()?;
    let description = format!(
        "Client of the {}. Typed, retried safely, and certain about delivery.",
        vendor.title()
    );
    // As a value, since a title may have quotes.
    manifest["package"]["description"] = toml_edit::value(description);
    Ok(manifest.to_string())
}

/// Whether generated code has this name, in more than a comment.
fn uses(generated: &Generated, name: &str) -> bool {
    let lines = generated.models.lines().chain(generated.operations.lines());
    lines
        .filter(|line| !line.trim_start().starts_with("//"))
        .any(|line| {
            line.split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
                .any(|word| word == name)
        })
}

/// At most five, of at most 20 characters.
fn keywords(krate: &str) -> String {
    let mut words: Vec<&str> = krate.split('-').filter(|word| word.len() <= 20).collect();
    words.truncate(3);
    words.extend(["api", "client"]);
    let words: BTreeSet<String> = words.into_iter().map(|word| format!("{word:?}")).collect();
    Vec::from_iter(words).join(", ")
}

fn changelog(vendor: &Vendor<'_>) -> String {
    let operations: Vec<String> = vendor
        .calls
        .iter()
        .map(|call| format!("`{}`", call.method()))
        .collect();
    let text = fill(
        include_str!("templates/CHANGELOG.md"),
        &[
            ("title", vendor.title()),
            ("operations", &operations.join(", ")),
        ],
    );
    super::wrapped_items(&text)
}

fn lib(vendor: &Vendor<'_>, generated: &Generated) -> String {
    let wire: Vec<&str> = [
        "DotnetDateTime",
        "LocalDateTime",
        "Nullable",
        "OffsetDateTime",
        "RawJson",
    ]
    .into_iter()
    .filter(|name| uses(generated, name))
    .collect();
    let mut shared = vec![
        "BuildError",
        "ClientBuilder",
        "Delivery",
        "Error",
        "ErrorKind",
        "HeaderName",
        "HeaderValue",
        "Idempotency",
        "OAuth2ClientCredentials",
        "Response",
        "RetryPolicy",
        "SecretString",
        "StaticCredentials",
        "StatusCode",
    ];
    shared.extend(
        ["Deletion", "Elements"]
            .into_iter()
            .filter(|name| uses(generated, name)),
    );
    let models = vendor.contract.schemas.iter().filter(
        |schema| !matches!(&schema.shape, Shape::Object(object) if object.role == Role::Error),
    );
    let models = models.map(|schema| schema.rust_name.as_str());
    let constants = vendor.contract.constants.iter();
    let constants = constants.map(|constant| constant.rust_name.as_str());
    fill(
        include_str!("templates/lib.rs.txt"),
        &[
            (
                "uuid",
                if uses(generated, "Uuid") {
                    "pub use vendor_core::uuid::Uuid;"
                } else {
                    ""
                },
            ),
            ("wire", &export("vendor_core::wire", wire.into_iter())),
            ("shared", &format!("{{{}}}", shared.join(", "))),
            (
                "decimal",
                if uses(generated, "Decimal") {
                    "/// Exact amounts.\npub use {rust_decimal, rust_decimal::Decimal};"
                } else {
                    ""
                },
            ),
            ("models", &export("crate::models", models)),
            ("constants", &export("crate::operations", constants)),
        ],
    )
}

/// `pub use module::{names};`, or nothing.
fn export<'n>(module: &str, names: impl Iterator<Item = &'n str>) -> String {
    let names: Vec<&str> = names.collect();
    if names.is_empty() {
        String::new()
    } else {
        format!("pub use {module}::{{{}}};", names.join(", "))
    }
}
