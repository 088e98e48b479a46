//! `cargo xtask release check`: what must hold before a release, gate by gate.
//!
//! `cargo xtask ci` checks the repository. This looks at what users get from it: packages, their docs and features, and
//! how they go with what was released before.

mod archive;
mod compat;
mod contents;
mod deny;
mod docs;
mod features;
mod minimal;
mod msrv;
mod packages;
mod toolchain;
mod unpacked;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::crates::{Crate, Crates};
use super::versions;
use crate::cargo;
use crate::stage::{self, Stage};

/// Runs all gates that a release has to pass.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// The crate that is to be released: it is checked with those of ours that it needs. All crates if left out.
    #[arg(value_name = "CRATE")]
    only: Option<String>,
    /// Run only the gate with this name. May be given several times.
    #[arg(long = "gate", value_name = "NAME")]
    gates: Vec<String>,
    /// Package also what is changed and not committed.
    #[arg(long)]
    allow_dirty: bool,
    /// Fetch the database of security advisories and check with it. The public CI does.
    #[arg(long)]
    advisories: bool,
}

/// What the gates know.
#[derive(Debug)]
struct Context {
    root: PathBuf,
    /// The crate that was asked for.
    only: Option<String>,
    all: Crates,
    /// Those that are checked, in the order in which they can be published.
    crates: Vec<Crate>,
    allow_dirty: bool,
    advisories: bool,
}

/// Those that take seconds come first. Generated code, the rules of the house, licences and advisories concern all crates, also
/// if one was asked for.
const GATES: [Stage<Context>; 14] = [
    Stage {
        name: "codegen",
        what: "generated code is up to date",
        run: |context| cargo::xtask(&context.root, &["codegen", "--check"]),
    },
    Stage {
        name: "packages",
        what: "what the packages hold, and their sizes",
        run: packages::check,
    },
    Stage {
        name: "semver",
        what: "changes of the public API, and the versions that they require",
        run: |context| versions::stage(&context.root, context.only.as_deref()),
    },
    Stage {
        name: "deny",
        what: "licences, sources and bans of all dependencies",
        run: deny::check,
    },
    Stage {
        name: "advisories",
        what: "what is known of the dependencies' security",
        run: deny::advisories,
    },
    Stage {
        name: "docs",
        what: "documentation as docs.rs builds it",
        run: docs::check,
    },
    Stage {
        name: "tidy",
        what: "the rules of the house",
        run: |context| {
            let tidy = [
                "test",
                "--quiet",
                "--package",
                "behaviours",
                "--test",
                "tidy",
            ];
            cargo::run(&context.root, &tidy)
        },
    },
    Stage {
        name: "rust-version",
        what: "the oldest Rust that the crates promise is stated, and no newer API is used",
        run: msrv::stated,
    },
    Stage {
        name: "msrv",
        what: "a build with that Rust",
        run: msrv::build,
    },
    Stage {
        name: "features",
        what: "each crate without features, with each alone and with all",
        run: features::check,
    },
    Stage {
        name: "no-features",
        what: "tests of each crate without features",
        run: features::test_without,
    },
    Stage {
        name: "minimal",
        what: "the lowest versions of direct dependencies",
        run: minimal::check,
    },
    Stage {
        name: "unpacked",
        what: "each crate built and tested from its package alone",
        run: unpacked::check,
    },
    Stage {
        name: "compat",
        what: "crates that are released apart",
        run: |context| compat::stage(&context.root, context.only.as_deref()),
    },
];

impl Check {
    pub(crate) fn run(&self, root: &Path) -> Result<ExitCode, Box<dyn Error>> {
        stage::run(&GATES, &self.gates, &self.context(root)?)
    }

    fn context(&self, root: &Path) -> Result<Context, Box<dyn Error>> {
        let all = Crates::of(root)?;
        let crates = match &self.only {
            None => all.iter().cloned().collect(),
            Some(name) => all.with_needed(name)?.into_iter().cloned().collect(),
        };
        Ok(Context {
            root: root.to_owned(),
            only: self.only.clone(),
            all,
            crates,
            allow_dirty: self.allow_dirty,
            advisories: self.advisories || std::env::var_os("CI").is_some(),
        })
    }
}

impl Context {
    /// The crates as cargo is told them.
    fn selection(&self) -> impl Iterator<Item = &str> {
        self.crates
            .iter()
            .flat_map(|package| ["--package", &package.name])
    }
}
