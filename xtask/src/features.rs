//! Every vendor crate by itself, without features and with each of them alone: what users can choose must build.

use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::ci::{Outcome, command};
use crate::libraries::VENDORS;

const NATIVE_TLS: &str = "native-tls";

pub(crate) fn check(root: &Path) -> io::Result<Outcome> {
    let has_native_tls = has_native_tls();
    let mut outcome = Outcome::of(true);
    for vendor in &VENDORS {
        let sets = std::iter::once("").chain(vendor.features());
        for features in sets {
            if features == NATIVE_TLS && !has_native_tls {
                outcome.skipped = Some("native-tls: the headers of OpenSSL are not there");
                continue;
            }
            println!("{} [{features}]", vendor.name);
            let arguments = [
                "check",
                "--quiet",
                "--package",
                vendor.name,
                "--no-default-features",
                "--features",
                features,
            ];
            outcome.success &= command(root, &arguments).status()?.success();
        }
    }
    Ok(outcome)
}

/// Whether the platform's TLS library can be compiled against: everywhere but on Linux it is part of the system.
fn has_native_tls() -> bool {
    !cfg!(target_os = "linux")
        || Command::new("pkg-config")
            .args(["--exists", "openssl"])
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
}
