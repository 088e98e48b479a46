//! The command `vendor`, as it is in the sources now.
#![allow(clippy::expect_used)] // a check that cannot have its program fails loudly

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// The built program.
#[derive(Clone, Copy, Debug)]
pub struct Program(&'static Path);

impl Program {
    /// Builds it where the running check was built, in the same profile: nothing else makes sure that it is there and
    /// is not an older one.
    ///
    /// # Panics
    /// If it does not build.
    #[must_use]
    pub fn build() -> Self {
        static BUILT: OnceLock<PathBuf> = OnceLock::new();
        Self(BUILT.get_or_init(build))
    }

    /// A run of it, with an empty environment.
    #[must_use]
    pub fn command(self) -> Command {
        let mut command = Command::new(self.0);
        command.env_clear();
        command
    }
}

fn build() -> PathBuf {
    // <target>/<profile>/deps/<the check>
    let check = env::current_exe().expect("a check is a file");
    let of_profile = check
        .ancestors()
        .nth(2)
        .expect("a directory of the profile");
    let target = of_profile.parent().expect("the target directory");
    let profile = match of_profile.file_name().and_then(|name| name.to_str()) {
        Some("debug") | None => "dev",
        Some(profile) => profile,
    };
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .args([
            "build",
            "--quiet",
            "--locked",
            "--package",
            "vendor-cli",
            "--bin",
            "vendor",
        ])
        .args(["--profile", profile, "--target-dir"])
        .arg(target)
        .current_dir(env!("CARGO_MANIFEST_DIR"));
    // What cargo tells a check of its package: build scripts that look at it would run again each time.
    for (name, _) in env::vars_os() {
        let is_of_package = ["CARGO_PKG_", "CARGO_MANIFEST_"]
            .iter()
            .any(|prefix| name.to_str().is_some_and(|name| name.starts_with(prefix)));
        if is_of_package {
            cargo.env_remove(name);
        }
    }
    let built = cargo
        .status()
        .expect("cargo is there: it has built this check");
    assert!(built.success(), "the program does not build");
    of_profile.join(format!("vendor{}", env::consts::EXE_SUFFIX))
}
