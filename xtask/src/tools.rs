//! Programs that tests use where they are there, and that CI installs where it can.

use std::process::{Command, Stdio};

use crate::ci::Outcome;

/// `xmllint` checks what we send in XML against a schema; its tests say so when they have to do without.
pub(crate) fn install() -> Outcome {
    if is_there("xmllint", "libxml2-utils") {
        Outcome::of(true)
    } else {
        Outcome::skipped("xmllint is not there: install libxml2-utils")
    }
}

/// Whether a program is there, or can be installed from a package of the system.
pub(crate) fn is_there(program: &str, package: &str) -> bool {
    if runs(program, &["--version"]) {
        println!("{program} is there");
        return true;
    }
    let install = ["install", "--yes", "--no-install-recommends", package];
    let as_root = [&["--non-interactive", "apt-get"], &install[..]].concat();
    // The list of packages may be missing or old.
    let refreshed =
        runs("apt-get", &["update"]) || runs("sudo", &["--non-interactive", "apt-get", "update"]);
    let installed = refreshed && (runs("apt-get", &install) || runs("sudo", &as_root));
    if installed {
        println!("installed {program}");
    }
    installed
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
