//! The name of a new vendor, as a crate, as a module and as a type.

use std::path::Path;

use crate::codegen::names;

/// Methods of `Sandbox` that are no module's name.
const METHODS_OF_THE_SANDBOX: [&str; 5] =
    ["start", "builder", "shutdown", "close_connections", "drop"];

#[derive(Debug)]
pub(super) struct Name {
    /// `roadside-jobs`: the crate, its directory and the first segment of its paths in the sandbox.
    pub(super) krate: String,
    /// `roadside_jobs`: the crate in Rust code, its module and its method in the sandbox.
    pub(super) module: String,
    /// `RoadsideJobs`: its handle in the sandbox.
    pub(super) handle: String,
}

impl Name {
    pub(super) fn new(krate: &str) -> Self {
        Self {
            krate: krate.to_owned(),
            module: krate.replace('-', "_"),
            handle: names::type_case(krate),
        }
    }

    /// Why a vendor cannot be called so in this workspace: all reasons.
    pub(super) fn refusals(&self, root: &Path) -> Vec<String> {
        let krate = &self.krate;
        if !is_crate_name(krate) {
            return vec![format!(
                "\"{krate}\" is no name for a crate here: lower-case letters, digits and single hyphens, with a \
                 letter first, and no word of Rust's own"
            )];
        }
        let mut refusals = Vec::new();
        let directory = root.join("crates").join(krate);
        if directory.exists() {
            refusals.push(format!("the directory crates/{krate} exists"));
        }
        let lock = std::fs::read_to_string(root.join("Cargo.lock")).unwrap_or_default();
        if lock
            .lines()
            .any(|line| line == format!("name = \"{krate}\""))
        {
            refusals.push(format!(
                "a package of the name \"{krate}\" is in Cargo.lock"
            ));
        }
        let sandbox = root.join("crates/sandbox/src");
        let module = &self.module;
        if sandbox.join(module).exists()
            || sandbox.join(format!("{module}.rs")).exists()
            || METHODS_OF_THE_SANDBOX.contains(&module.as_str())
        {
            refusals.push(format!(
                "the sandbox has a module or a method of the name \"{module}\""
            ));
        }
        let test = format!("crates/sandbox/tests/{module}.rs");
        if root.join(&test).exists() {
            refusals.push(format!("{test} exists"));
        }
        refusals
    }
}

fn is_crate_name(name: &str) -> bool {
    let is_word = |word: &str| {
        !word.is_empty()
            && word
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.split('-').all(is_word)
        // A keyword is written `r#..`; the others are crates that every program has.
        && !names::identifier(name_of_module(name).as_str()).to_string().starts_with("r#")
        && !["alloc", "core", "self", "std", "super", "test"].contains(&name)
}

fn name_of_module(name: &str) -> String {
    name.replace('-', "_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_is_named_in_lower_case_with_hyphens() {
        for name in ["jobs", "roadside-jobs", "a1-b2"] {
            assert!(is_crate_name(name), "{name}");
        }
        for name in [
            "", "Jobs", "jobs_", "-jobs", "jobs-", "ro--ad", "1st", "a b", "../up", "impl", "std",
            "ö",
        ] {
            assert!(!is_crate_name(name), "{name}");
        }
    }

    #[test]
    fn a_name_that_is_no_crate_name_is_the_only_refusal() {
        let refusals = Name::new("../jobs").refusals(&crate::workspace_root());
        assert_eq!(refusals.len(), 1, "{refusals:?}");
        assert!(refusals[0].contains("no name for a crate"), "{refusals:?}");
    }

    #[test]
    fn every_place_that_has_the_name_is_named() {
        let refusals = Name::new("dialler").refusals(&crate::workspace_root());
        assert_eq!(
            refusals,
            [
                "the directory crates/dialler exists",
                "a package of the name \"dialler\" is in Cargo.lock",
                "the sandbox has a module or a method of the name \"dialler\"",
            ]
        );
        let refusals = Name::new("ledger").refusals(&crate::workspace_root());
        assert_eq!(refusals.len(), 2, "{refusals:?}");
    }

    #[test]
    fn the_name_has_three_forms() {
        let name = Name::new("roadside-jobs");
        assert_eq!(name.module, "roadside_jobs");
        assert_eq!(name.handle, "RoadsideJobs");
    }
}
