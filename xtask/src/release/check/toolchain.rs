//! Other toolchains than the one that runs this.

use std::path::Path;
use std::process::{Command, Stdio};

/// A call of the cargo of a toolchain, which rustup knows by this name.
pub(super) fn cargo(toolchain: &str, directory: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("rustup");
    command.args(["run", toolchain, "cargo"]).args(arguments);
    command.current_dir(directory);
    command
}

/// Nothing is installed for a check: a toolchain is large.
pub(super) fn is_there(toolchain: &str, directory: &Path) -> bool {
    cargo(toolchain, directory, &["--version"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}
