//! Every vendor crate by itself, without features and with each of them alone: what users can choose must build.

use std::path::Path;

use crate::cargo::command;
use crate::libraries::VENDORS;
use crate::stage::{self, Outcome};
use crate::tools;

const NATIVE_TLS: &str = "native-tls";

pub(crate) fn check(root: &Path) -> stage::Result {
    let has_native_tls = tools::has_native_tls();
    let mut outcome = Outcome::of(true);
    for vendor in VENDORS.iter() {
        let sets = std::iter::once("").chain(vendor.features());
        for features in sets {
            if features == NATIVE_TLS && !has_native_tls {
                outcome.skipped = Some(tools::NO_NATIVE_TLS.to_owned());
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
