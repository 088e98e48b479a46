//! Programs that tests use where they are there, and that CI installs where it can.

use std::process::{Command, Stdio};

use crate::ci::Outcome;

/// `xmllint` checks what we send in XML against a schema; its tests say so when they have to do without.
pub(crate) fn install() -> Outcome {
    if runs("xmllint", &["--version"]) {
        println!("xmllint is there");
        return Outcome::of(true);
    }
    let package = [
        "install",
        "--yes",
        "--no-install-recommends",
        "libxml2-utils",
    ];
    let as_root = [&["--non-interactive", "apt-get"], &package[..]].concat();
    // The list of packages may be missing or old.
    let refreshed =
        runs("apt-get", &["update"]) || runs("sudo", &["--non-interactive", "apt-get", "update"]);
    if refreshed && (runs("apt-get", &package) || runs("sudo", &as_root)) {
        println!("installed xmllint");
        return Outcome::of(true);
    }
    Outcome::skipped("xmllint is not there: install libxml2-utils")
}

fn runs(program: &str, arguments: &[&str]) -> bool {
    Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}
