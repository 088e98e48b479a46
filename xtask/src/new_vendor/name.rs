//! The name of a new vendor, as a crate, as a module and as a type.

use std::collections::BTreeSet;
use std::path::Path;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::codegen::names;

/// What `mod`, `use` and cargo cannot have: crates that every program has, and directories that cargo writes into.
const RESERVED: [&str; 12] = [
    "alloc",
    "build",
    "core",
    "deps",
    "examples",
    "incremental",
    "proc-macro",
    "self",
    "std",
    "super",
    "target",
    "test",
];

/// A crate of this name would take the place of the type.
const PRIMITIVE_TYPES: [&str; 17] = [
    "bool", "char", "f32", "f64", "i128", "i16", "i32", "i64", "i8", "isize", "str", "u128", "u16",
    "u32", "u64", "u8", "usize",
];

/// Types that code uses without saying where they are from.
const PRELUDE: [&str; 9] = [
    "Box", "Err", "None", "Ok", "Option", "Result", "Some", "String", "Vec",
];

/// The longest name of a package that the registry takes.
const LONGEST: usize = 64;

/// Rust code that the name gets into, beside that of the sandbox.
const TEMPLATES: [&str; 8] = [
    include_str!("templates/client.rs.txt"),
    include_str!("templates/lib.rs.txt"),
    include_str!("templates/samples.rs.txt"),
    include_str!("templates/sandbox.rs.txt"),
    include_str!("templates/stand_in.rs.txt"),
    include_str!("templates/stand_in_test.rs.txt"),
    include_str!("templates/support.rs.txt"),
    include_str!("templates/wire.rs.txt"),
];

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

    /// Whether it can be written into code, manifests and paths at all.
    pub(super) fn is_well_formed(&self) -> bool {
        is_crate_name(&self.krate)
    }

    /// Why a vendor cannot be called so in this workspace: all reasons.
    pub(super) fn refusals(&self, root: &Path) -> Vec<String> {
        let Self {
            krate,
            module,
            handle,
        } = self;
        if !self.is_well_formed() {
            return vec![format!(
                "\"{krate}\" is no name for a crate here: lower-case letters, digits and single hyphens, at most \
                 {LONGEST}, with a letter first, and no word of Rust's, cargo's or Windows' own"
            )];
        }
        let mut refusals = Vec::new();
        for path in [
            format!("crates/{krate}"),
            format!("crates/sandbox/contracts/{krate}.yaml"),
            format!("crates/sandbox/src/{module}"),
            format!("crates/sandbox/src/{module}.rs"),
            format!("crates/sandbox/tests/{module}"),
            format!("crates/sandbox/tests/{module}.rs"),
        ] {
            if is_there(&root.join(&path)) {
                refusals.push(format!("{path} exists"));
            }
        }
        let lock = std::fs::read_to_string(root.join("Cargo.lock")).unwrap_or_default();
        let packages = lock
            .lines()
            .filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'));
        let mut same = packages.filter(|package| package.replace('-', "_") == *module);
        if let Some(package) = same.next() {
            refusals.push(format!("a package \"{package}\" is in Cargo.lock"));
        }
        let taken = taken_identifiers(root);
        for name in [module, handle] {
            if taken.contains(name) {
                refusals.push(format!(
                    "`{name}` means something else in the sandbox's code, or in that of a new crate"
                ));
            }
        }
        refusals
    }
}

/// Links that lead nowhere, too.
pub(super) fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

fn is_crate_name(name: &str) -> bool {
    let is_word = |word: &str| {
        !word.is_empty()
            && word
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.len() <= LONGEST
        && name.split('-').all(is_word)
        // A keyword is written `r#..`.
        && !names::identifier(&name.replace('-', "_")).to_string().starts_with("r#")
        && !RESERVED.contains(&name)
        && !PRIMITIVE_TYPES.contains(&name)
        && !is_device_of_windows(name)
}

/// No file can be called so there, whatever its extension.
fn is_device_of_windows(name: &str) -> bool {
    let numbered = ["com", "lpt"]
        .iter()
        .find_map(|port| name.strip_prefix(port));
    ["aux", "con", "nul", "prn"].contains(&name)
        || numbered.is_some_and(|number| matches!(number.as_bytes(), [b'0'..=b'9']))
}

/// The identifiers beside which the name's module, variable and handle would stand.
fn taken_identifiers(root: &Path) -> BTreeSet<String> {
    let sandbox = root.join("crates/sandbox/src/sandbox.rs");
    let sandbox = std::fs::read_to_string(sandbox).unwrap_or_default();
    let mut taken = BTreeSet::from(PRELUDE.map(str::to_owned));
    for code in TEMPLATES.into_iter().chain([sandbox.as_str()]) {
        // What is no Rust code is told when it is formatted.
        collect_identifiers(code.parse().unwrap_or_default(), &mut taken);
    }
    taken
}

fn collect_identifiers(code: TokenStream, into: &mut BTreeSet<String>) {
    for token in code {
        match token {
            TokenTree::Ident(identifier) => {
                into.insert(identifier.to_string());
            }
            TokenTree::Group(group) if !is_place_of_a_template(&group) => {
                collect_identifiers(group.stream(), into);
            }
            _ => {}
        }
    }
}

/// `{{name}}`
fn is_place_of_a_template(group: &proc_macro2::Group) -> bool {
    let is_brace = |group: &proc_macro2::Group| group.delimiter() == Delimiter::Brace;
    let mut inside = group.stream().into_iter();
    is_brace(group)
        && matches!((inside.next(), inside.next()), (Some(TokenTree::Group(inner)), None) if is_brace(&inner))
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
            "",
            "Jobs",
            "jobs_",
            "-jobs",
            "jobs-",
            "ro--ad",
            "1st",
            "a b",
            "../up",
            "impl",
            "std",
            "ö",
            "Self",
            "build",
            "target",
            "nul",
            "com1",
            "u8",
            "proc-macro",
        ] {
            assert!(!is_crate_name(name), "{name}");
        }
        assert!(is_crate_name(&"a".repeat(64)));
        assert!(!is_crate_name(&"a".repeat(65)));
        assert!(is_crate_name("com10") && is_crate_name("comet"));
    }

    #[test]
    fn the_code_of_the_templates_is_read() {
        for template in TEMPLATES {
            let tokens: TokenStream = template.parse().expect("tokens of Rust");
            assert!(!tokens.is_empty());
        }
    }

    #[test]
    fn what_means_something_in_the_code_beside_it_is_refused() {
        for name in [
            "arc",
            "option",
            "listener",
            "exchange",
            "sandbox-builder",
            "lead-bank",
            "support",
            "start",
            "shutdown",
            "route",
        ] {
            let refusals = Name::new(name).refusals(&crate::workspace_root());
            let has = refusals
                .iter()
                .any(|why| why.contains("means something else"));
            assert!(has, "{name}: {refusals:?}");
        }
        for name in ["roadside-jobs", "jobs", "title", "uses"] {
            let refusals = Name::new(name).refusals(&crate::workspace_root());
            assert_eq!(refusals, Vec::<String>::new(), "{name}");
        }
    }

    #[test]
    fn a_hyphen_and_an_underscore_are_the_same_to_cargo() {
        let root = tempfile::tempdir().expect("a directory for the test");
        std::fs::write(root.path().join("Cargo.lock"), "name = \"roadside_jobs\"\n")
            .expect("can be written");
        assert_eq!(
            Name::new("roadside-jobs").refusals(root.path()),
            ["a package \"roadside_jobs\" is in Cargo.lock"]
        );
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
                "crates/dialler exists",
                "crates/sandbox/contracts/dialler.yaml exists",
                "crates/sandbox/src/dialler exists",
                "a package \"dialler\" is in Cargo.lock",
                "`dialler` means something else in the sandbox's code, or in that of a new crate",
                "`Dialler` means something else in the sandbox's code, or in that of a new crate",
            ]
        );
    }

    #[test]
    fn the_name_has_three_forms() {
        let name = Name::new("roadside-jobs");
        assert_eq!(name.module, "roadside_jobs");
        assert_eq!(name.handle, "RoadsideJobs");
    }
}
