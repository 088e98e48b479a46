//! `cargo xtask ci`: everything that CI runs, stage by stage, each with its time.

use std::path::Path;
use std::process::ExitCode;

use clap::Args;

use crate::stage::{self, Stage};
use crate::{
    browser, cargo, features, instructions, libraries, mock_server, public_api, tls, tools, tree,
    workflows,
};

/// Runs everything that CI runs.
#[derive(Debug, Args)]
pub(crate) struct Ci {
    /// Run only the stages with these names.
    stages: Vec<String>,
}

/// Features of the libraries that are tested beside the default ones. `rustls-aws-lc` and `native-tls` are
/// not among them: they compile C libraries, or need those of the system. The stage `tls` calls them.
const TESTED: &str = "vendor-core/decimal,vendor-core/uuid,vendor-core/test-util,vendor-core/gzip,iveco-bt/xml,vendor-sandbox/cli";

/// The same for lints and docs. HTTP/2 is off in tests, as it is for users by default: over it, less is certain
/// about what has been sent.
const LINTED: &str = "vendor-core/decimal,vendor-core/uuid,vendor-core/test-util,vendor-core/gzip,vendor-core/http2,behaviours/http2,benches/instructions,iveco-bt/xml,vendor-sandbox/cli";

const STAGES: [Stage<Path>; 17] = [
    Stage {
        name: "fmt",
        what: "formatting",
        run: |root| cargo::run(root, &["fmt", "--all", "--check"]),
    },
    Stage {
        name: "codegen",
        what: "generated code is up to date",
        run: |root| cargo::xtask(root, &["codegen", "--check"]),
    },
    Stage {
        name: "clippy",
        what: "lints",
        run: |root| {
            let targets = [
                "clippy",
                "--workspace",
                "--all-targets",
                "--features",
                LINTED,
            ];
            cargo::run(root, &[&targets[..], &["--", "-D", "warnings"]].concat())
        },
    },
    Stage {
        name: "no-features",
        what: "lints of the libraries without any feature",
        run: |root| {
            let libraries: Vec<&str> = libraries::names().flat_map(|name| ["-p", name]).collect();
            let lints = ["--no-default-features", "--", "-D", "warnings"];
            cargo::run(root, &[&["clippy"], &libraries[..], &lints].concat())
        },
    },
    Stage {
        name: "features",
        what: "each vendor crate by itself, with each feature alone",
        run: features::check,
    },
    Stage {
        name: "tree",
        what: "dependencies of a user's build",
        run: |root| Ok(tree::check(root)),
    },
    Stage {
        name: "tools",
        what: "programs that the tests use",
        run: |_| Ok(tools::install()),
    },
    Stage {
        name: "workflows",
        what: "workflows of the public CI",
        run: workflows::check,
    },
    Stage {
        name: "test",
        what: "tests",
        run: |root| {
            cargo::run(
                root,
                &[
                    "test",
                    "--workspace",
                    "--all-targets",
                    "--no-fail-fast",
                    "--features",
                    TESTED,
                ],
            )
        },
    },
    Stage {
        name: "http2",
        what: "hostile servers that speak HTTP/2",
        run: |root| {
            let tests = [
                "test",
                "--package",
                "behaviours",
                "--features",
                "http2",
                "--test",
                "hostile",
            ];
            cargo::run(root, &[&tests[..], &["--", "http2:"]].concat())
        },
    },
    Stage {
        name: "tls",
        what: "calls by each TLS library, and what is said without any",
        run: tls::check,
    },
    Stage {
        name: "instructions",
        what: "instructions per call, beside those of a hand-written client",
        run: instructions::stage,
    },
    Stage {
        name: "api",
        what: "types of other crates in the public APIs",
        run: public_api::check,
    },
    Stage {
        name: "doctest",
        what: "examples in the docs and READMEs",
        run: |root| {
            cargo::run(
                root,
                &[
                    "test",
                    "--workspace",
                    "--doc",
                    "--no-fail-fast",
                    "--features",
                    TESTED,
                ],
            )
        },
    },
    Stage {
        name: "mock-server",
        what: "clients against a mock server of another project",
        run: mock_server::stage,
    },
    Stage {
        name: "browser",
        what: "the sandbox's inspector in a real browser",
        run: browser::stage,
    },
    Stage {
        name: "doc",
        what: "documentation without a warning",
        run: |root| {
            let mut command = cargo::command(
                root,
                &["doc", "--workspace", "--no-deps", "--features", LINTED],
            );
            cargo::watch(command.env("RUSTDOCFLAGS", "-D warnings"))
        },
    },
];

impl Ci {
    pub(crate) fn run(&self, root: &Path) -> Result<ExitCode, Box<dyn std::error::Error>> {
        stage::run(&STAGES, &self.stages, root)
    }
}
