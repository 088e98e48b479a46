//! The rules of the house that no compiler checks: DESIGN's layout, who may know whom, and what every published
//! crate brings. Each failure names all that breaks the rule, and says what to do.
//!
//! Which crates there are is asked of cargo, and which of them are vendors of the directories: a crate with an
//! `openapi.yaml` is a vendor's. So a new vendor needs no edit here.
#![allow(clippy::expect_used, clippy::panic)] // a test fails loudly

mod dependencies;
mod layout;
mod licences;
mod manifests;
mod msrv;
mod project;
mod readmes;
mod sources;

/// Fails with everything that breaks a rule, a line each, below what to do about it.
fn assert_none(broken: &[String], what_to_do: &str) {
    assert!(broken.is_empty(), "{what_to_do}\n  {}", broken.join("\n  "));
}
