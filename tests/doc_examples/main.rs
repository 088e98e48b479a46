//! What the docs show: each operation by an example that runs against the sandbox, and READMEs whose code runs.
//!
//! That the examples hold is for the doctests to say; that none is missing or skipped is said here.
#![allow(clippy::expect_used, clippy::panic)] // a test fails loudly

mod block;
mod contract;
mod files;
mod source;

use crate::block::{Block, blocks};
use crate::contract::{methods, operations};
use crate::files::{crates, entries, libraries, read, rust_files, vendors};
use crate::source::{docs, functions, without_example};

/// Operations of a crate that are reached in another way than by a method of the client: by which one, and in which
/// file.
const ELSEWHERE: [(&str, &str, &str, &str); 2] = [
    ("aim-contracts", "login", "credentials.rs", "login"),
    (
        "aim-contracts",
        "setContractSerial",
        "fulfillment.rs",
        "by_old_route",
    ),
];

#[test]
fn every_operation_has_an_example_that_runs_against_the_sandbox() {
    let mut without = Vec::new();
    for vendor in vendors() {
        let operations = operations(&read(&vendor.join("openapi.yaml")));
        assert!(!operations.is_empty(), "{}", vendor.display());
        let generated = read(&vendor.join("src/operations.rs"));
        let methods = methods(&generated);
        for operation in operations {
            let elsewhere = ELSEWHERE
                .iter()
                .find(|(krate, other, ..)| vendor.ends_with(krate) && *other == operation);
            let (file, method) = match elsewhere {
                Some((_, _, file, method)) => (*file, *method),
                None => ("client.rs", methods[operation.as_str()].as_str()),
            };
            let file = vendor.join("src").join(file);
            let source = read(&file);
            let is_there = functions(&source)
                .iter()
                .any(|(name, _)| is_same(name, method));
            let mut others = without_example(&source).into_iter();
            if !is_there || others.any(|name| is_same(name, method)) {
                without.push(format!("{operation}: {method} in {}", file.display()));
            }
        }
    }
    assert!(without.is_empty(), "{without:#?}");
}

/// A name that is a keyword is written `r#type`.
fn is_same(written: &str, name: &str) -> bool {
    written.strip_prefix("r#").unwrap_or(written) == name
}

#[test]
fn so_has_everything_else_that_a_client_can_do() {
    for vendor in vendors() {
        let source = read(&vendor.join("src/client.rs"));
        let without = without_example(&source);
        assert!(without.is_empty(), "{}: {without:?}", vendor.display());
    }
}

/// Whoever unfolds one knows the others.
#[test]
fn the_examples_of_a_crate_begin_alike() {
    for vendor in vendors() {
        let files = rust_files(&vendor.join("src"));
        let sources = files.iter().map(|file| read(file));
        let examples = sources.flat_map(|source| blocks(docs(&source)));
        let mut beginnings: Vec<_> = examples.filter_map(|example| example.beginning()).collect();
        beginnings.sort();
        beginnings.dedup();
        assert_eq!(beginnings.len(), 1, "{}: {beginnings:#?}", vendor.display());
    }
}

#[test]
fn the_front_page_of_every_library_is_its_readme() {
    for library in libraries() {
        let source = read(&library.join("src/lib.rs"));
        let first = source.lines().next();
        let readme = r#"#![doc = include_str!("../README.md")]"#;
        assert_eq!(first, Some(readme), "{}", library.display());
    }
    // The program has no docs of a library: the commands in its README are run by a test of its own.
    let test = read(&crates().join("cli/tests/readme.rs"));
    assert!(test.contains(r#"include_str!("../README.md")"#));
}

#[test]
fn no_code_is_skipped_without_a_reason() {
    let sources = libraries().into_iter();
    let sources = sources.flat_map(|library| rust_files(&library.join("src")));
    let in_docs = sources.map(|file| (blocks(docs(&read(&file))), file));
    let readmes = entries(&crates()).into_iter();
    let readmes = readmes.map(|directory| directory.join("README.md"));
    let in_readmes = readmes.map(|readme| (blocks(read(&readme).lines()), readme));
    for (blocks, file) in in_docs.chain(in_readmes) {
        for block in blocks.iter().filter(|block| block.is_skipped()) {
            assert!(block.says_why(), "{}: {block:#?}", file.display());
        }
    }
}

#[test]
fn the_test_that_the_sandbox_shows_is_one_of_its_example() {
    let sandbox = crates().join("sandbox");
    let readme = read(&sandbox.join("README.md"));
    let shown = blocks(readme.lines())
        .into_iter()
        .find(Block::is_skipped)
        .expect("the test of an application");
    let example = read(&sandbox.join("examples/lead-to-call/tests/lead_to_call.rs"));
    assert!(example.contains(&shown.code()), "{shown:#?}");
}
