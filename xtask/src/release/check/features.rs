//! Gate: each crate by itself, without features, with each of them and with all.

use std::process::Command;

use super::Context;
use crate::cargo;
use crate::stage::{self, Outcome};
use crate::tools::registry::HACK;
use crate::tools::{self, NO_NATIVE_TLS};

/// What other features consist of: nobody asks for it alone.
const PRIVATE: &str = "__rustls";

/// Compiles the crates one by one, as `cargo hack` does: together, one would have the features of another. Without
/// its `--no-dev-deps`, which changes manifests while it runs: those of tests do not count for what a user builds.
pub(super) fn check(context: &Context) -> stage::Result {
    let Some(hack) = HACK.install(&context.root)? else {
        return Ok(Outcome::skipped(HACK.missing()));
    };
    let each = [
        "hack",
        "clippy",
        "--quiet",
        "--each-feature",
        "--keep-going",
    ];
    let mut clippy = hack.command(&context.root, &each);
    clippy.args(["--exclude-features", PRIVATE]);
    let mut outcome = Outcome::of(true);
    if !tools::has_native_tls() {
        clippy.args(["--exclude-features", "native-tls", "--exclude-all-features"]);
        outcome = Outcome::skipped(NO_NATIVE_TLS);
    }
    clippy.args(context.selection());
    clippy.args(["--", "-D", "warnings"]);
    Ok(outcome.and(cargo::watch(&mut clippy)?))
}

/// The tests of a build without any feature. With the default ones and the others, they run from the packages.
pub(super) fn test_without(context: &Context) -> stage::Result {
    let Some(hack) = HACK.install(&context.root)? else {
        return Ok(Outcome::skipped(HACK.missing()));
    };
    let tests = [
        "hack",
        "test",
        "--quiet",
        "--no-default-features",
        "--no-fail-fast",
        "--keep-going",
    ];
    let mut test = hack.command(&context.root, &tests);
    cargo::watch(test.args(context.selection()))
}

/// Asks for all features, as far as they can be compiled here.
pub(super) fn all(command: &mut Command) -> Outcome {
    if tools::has_native_tls() {
        command.arg("--all-features");
        Outcome::of(true)
    } else {
        Outcome::skipped(format!("only the default features: {NO_NATIVE_TLS}"))
    }
}
