//! The command: which files it writes, and what `--check` says of stale ones.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use tempfile::TempDir;

use super::SMALL;
use crate::codegen::{Codegen, CodegenError, diff, outputs, stale};

/// A workspace with one crate and the sandbox.
fn workspace() -> TempDir {
    let root = tempfile::tempdir().expect("a directory for the test");
    fs::create_dir_all(root.path().join("crates/leads")).expect("can be made");
    fs::create_dir_all(root.path().join("crates/sandbox")).expect("can be made");
    fs::create_dir_all(root.path().join("crates/core")).expect("can be made");
    fs::write(root.path().join("crates/leads/openapi.yaml"), SMALL).expect("can be written");
    let rustfmt = crate::workspace_root().join("rustfmt.toml");
    fs::copy(rustfmt, root.path().join("rustfmt.toml")).expect("can be copied");
    root
}

fn run(root: &Path, check: bool) -> Result<ExitCode, CodegenError> {
    Codegen { check, only: None }.run(root)
}

fn stale_paths(root: &Path) -> Vec<String> {
    let stale = stale(outputs(root, None).expect("no fault"), root).expect("can be read");
    stale
        .iter()
        .map(|(output, _)| output.path.display().to_string())
        .collect()
}

#[test]
fn the_models_the_operations_and_the_copy_are_written() {
    let root = workspace();
    let expected = [
        "crates/leads/src/models.rs",
        "crates/leads/src/operations.rs",
        "crates/sandbox/contracts/leads.yaml",
    ];
    assert_eq!(stale_paths(root.path()), expected);
    assert_eq!(
        run(root.path(), false).expect("no fault"),
        ExitCode::SUCCESS
    );
    assert_eq!(stale_paths(root.path()), Vec::<String>::new());
    let copy = fs::read_to_string(root.path().join(expected[2])).expect("is written");
    assert_eq!(copy, SMALL);
}

#[test]
fn check_fails_on_what_is_stale_and_writes_nothing() {
    let root = workspace();
    assert_eq!(run(root.path(), true).expect("no fault"), ExitCode::FAILURE);
    assert!(!root.path().join("crates/leads/src/models.rs").exists());
    run(root.path(), false).expect("no fault");
    assert_eq!(run(root.path(), true).expect("no fault"), ExitCode::SUCCESS);
    let contract = SMALL.replace("maxLength: 64", "maxLength: 32");
    fs::write(root.path().join("crates/leads/openapi.yaml"), contract).expect("can be written");
    assert_eq!(run(root.path(), true).expect("no fault"), ExitCode::FAILURE);
    assert_eq!(
        stale_paths(root.path()),
        [
            "crates/leads/src/models.rs",
            "crates/sandbox/contracts/leads.yaml"
        ]
    );
}

#[test]
fn the_diff_shows_what_would_change() {
    let root = workspace();
    run(root.path(), false).expect("no fault");
    let contract = SMALL.replace("maxLength: 64", "maxLength: 32");
    fs::write(root.path().join("crates/leads/openapi.yaml"), contract).expect("can be written");
    let stale =
        stale(outputs(root.path(), None).expect("no fault"), root.path()).expect("can be read");
    let (output, old) = &stale[0];
    let text = diff(output, old);
    assert!(text.starts_with("--- crates/leads/src/models.rs"), "{text}");
    assert!(
        text.contains("-        violations.characters(\"name\", &self.name, ..=64);"),
        "{text}"
    );
    assert!(
        text.contains("+        violations.characters(\"name\", &self.name, ..=32);"),
        "{text}"
    );
}

#[test]
fn one_crate_can_be_chosen_and_must_have_a_contract() {
    let root = workspace();
    assert_eq!(
        outputs(root.path(), Some("leads")).expect("no fault").len(),
        3
    );
    let error = outputs(root.path(), Some("core")).expect_err("core has no contract");
    assert_eq!(
        error.to_string(),
        "no crate has a contract at crates/core/openapi.yaml"
    );
}

#[test]
fn a_faulty_contract_writes_nothing_and_names_its_file() {
    let root = workspace();
    let contract = SMALL.replace("x-sensitive", "x-sensetive");
    fs::write(root.path().join("crates/leads/openapi.yaml"), contract).expect("can be written");
    let error = run(root.path(), false)
        .expect_err("the contract is faulty")
        .to_string();
    assert!(
        error.starts_with("1 problem in the contracts:\n  crates/leads/openapi.yaml:"),
        "{error}"
    );
    assert!(!root.path().join("crates/leads/src").exists());
}
