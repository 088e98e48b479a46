//! What the generated files look like.

use std::path::Path;

use super::ORDERS;
use crate::codegen::emit::{SourceFile, models, operations};
use crate::codegen::layout::lay_out;
use crate::codegen::read::read;

fn generate(emit: fn(&crate::codegen::contract::Contract) -> SourceFile) -> String {
    let contract = read("openapi.yaml", ORDERS).expect("the contract is without fault");
    lay_out(&emit(&contract), &crate::workspace_root()).expect("the items are Rust")
}

#[test]
fn the_models_of_everything_that_a_contract_can_say() {
    insta::assert_snapshot!("models", generate(models::file));
}

#[test]
fn the_operations_of_everything_that_a_contract_can_say() {
    insta::assert_snapshot!("operations", generate(operations::file));
}

#[test]
fn the_same_contract_gives_the_same_text() {
    assert_eq!(generate(models::file), generate(models::file));
    assert_eq!(generate(operations::file), generate(operations::file));
}

#[test]
fn the_output_is_rust_and_rustfmt_leaves_it_as_it_is() {
    let directory = tempfile::tempdir().expect("a directory for the test");
    for text in [generate(models::file), generate(operations::file)] {
        syn::parse_file(&text).expect("the output is Rust");
        let path = directory.path().join("generated.rs");
        std::fs::write(&path, &text).expect("the file can be written");
        assert!(is_formatted(&path));
    }
}

fn is_formatted(path: &Path) -> bool {
    let status = std::process::Command::new("rustfmt")
        .args(["--edition", "2024", "--check", "--config-path"])
        .arg(crate::workspace_root())
        .arg(path)
        .status();
    status.expect("rustfmt is installed").success()
}

#[test]
fn no_line_of_a_comment_is_too_long() {
    for text in [generate(models::file), generate(operations::file)] {
        let long = text.lines().find(|line| line.chars().count() > 100);
        assert_eq!(long, None);
    }
}

#[test]
fn what_is_sensitive_is_redacted_wherever_it_stands() {
    let (models, operations) = (generate(models::file), generate(operations::file));
    for field in [
        "vin",
        "phone_number1",
        "phone_number2",
        "phone_number3",
        "contact",
        "notes",
    ] {
        assert!(
            models.contains(&format!(".field(\"{field}\", &Redacted)")),
            "{field}"
        );
    }
    for shown in ["&self.vin)", "&self.notes)", "&self.phone_number2)"] {
        assert!(
            !models.contains(&format!(
                ".field(\"{}\", {shown}",
                &shown[6..shown.len() - 1]
            )),
            "{shown}"
        );
    }
    assert!(models.contains("f.debug_tuple(\"Contact\").field(&Redacted).finish()"));
    for field in ["customer_id", "type", "body"] {
        assert!(
            operations.contains(&format!(".field(\"{field}\", &Redacted)")),
            "{field}"
        );
    }
}
