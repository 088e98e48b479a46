//! A real TLS call by each TLS library, and what a program without any says: each in a program that has no other.

use std::path::Path;
use std::process::Command;

use crate::cargo::{command, watch};
use crate::stage::{self, Outcome};
use crate::tools;

const LIBRARIES: [&str; 3] = ["rustls", "rustls-aws-lc", NATIVE_TLS];
const NATIVE_TLS: &str = "native-tls";

pub(crate) fn check(root: &Path) -> stage::Result {
    let mut outcome = Outcome::of(true);
    for (package, features) in [("vendor-core", "test-util"), ("leadbank", "")] {
        println!("\nNo TLS: {package}");
        outcome = outcome.and(run(&mut test(root, package, features, "no_tls"))?);
    }
    for library in LIBRARIES {
        println!("\nTLS by {library}");
        outcome = outcome.and(calls(root, library)?);
    }
    Ok(outcome)
}

fn calls(root: &Path, library: &str) -> stage::Result {
    if library == NATIVE_TLS && !tools::has_native_tls() {
        return Ok(Outcome::skipped(tools::NO_NATIVE_TLS));
    }
    let features = format!("{library},test-util");
    let mut test = test(root, "vendor-core", &features, "tls_backend");
    // The test compares it with what the program finds in itself.
    run(test.env("TLS_FEATURE", library))
}

fn test(root: &Path, package: &str, features: &str, test: &str) -> Command {
    let package = ["test", "--package", package];
    let features = ["--no-default-features", "--features", features];
    command(root, &[&package[..], &features, &["--test", test]].concat())
}

/// With other features than those that were chosen, the tests are not there at all.
fn run(test: &mut Command) -> stage::Result {
    let mut outcome = watch(test)?;
    if outcome.passed == 0 {
        println!("FAILED: no test has passed");
        outcome.success = false;
    }
    Ok(outcome)
}
