//! Programs that tests use where they are there, and that CI installs where it can.

pub(crate) mod registry;

use std::process::{Command, Stdio};

use crate::stage::Outcome;

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
    let installed = install_packages(&[package]);
    if installed {
        println!("installed {program}");
    }
    installed
}

/// Whether the platform's TLS library can be compiled against, or what that takes can be installed: on Linux it is
/// OpenSSL with its headers; elsewhere the library is part of the system.
pub(crate) fn has_native_tls() -> bool {
    let is_there = || runs("pkg-config", &["--exists", "openssl"]);
    !cfg!(target_os = "linux")
        || is_there()
        || install_packages(&["libssl-dev", "pkg-config"]) && is_there()
}

/// For a person, where it cannot.
pub(crate) const NO_NATIVE_TLS: &str =
    "native-tls: the headers of OpenSSL are not there, and could not be installed";

/// Installs packages of the system, if that is allowed.
fn install_packages(packages: &[&str]) -> bool {
    let install = [
        &["install", "--yes", "--no-install-recommends"][..],
        packages,
    ]
    .concat();
    let as_root = [&["--non-interactive", "apt-get"], &install[..]].concat();
    // The list of packages may be missing or old.
    let refreshed =
        runs("apt-get", &["update"]) || runs("sudo", &["--non-interactive", "apt-get", "update"]);
    refreshed && (runs("apt-get", &install) || runs("sudo", &as_root))
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
