//! Programs from crates.io that our commands need. The command that needs one installs it, below `target/tools`, at a
//! fixed version.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::cargo::command;

/// A program from crates.io; most are extensions, which cargo calls by their name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tool {
    pub(crate) name: &'static str,
    pub(crate) version: &'static str,
}

/// Changes of the public API, and the version bump that they require.
pub(crate) const SEMVER_CHECKS: Tool = Tool {
    name: "cargo-semver-checks",
    version: "0.51.0",
};

/// Licences, sources, bans and advisories.
pub(crate) const DENY: Tool = Tool {
    name: "cargo-deny",
    version: "0.20.2",
};

/// Each feature by itself.
pub(crate) const HACK: Tool = Tool {
    name: "cargo-hack",
    version: "0.6.46",
};

/// Runs the benchmarks whose instructions are counted. The harness has to be of the same version: Cargo.toml names it.
pub(crate) const GUNGRAUN_RUNNER: Tool = Tool {
    name: "gungraun-runner",
    version: "0.20.0",
};

impl Tool {
    /// Installs it if it is not there in this version. `None` if it cannot be had: what needs it is skipped then.
    pub(crate) fn install(&self, root: &Path) -> io::Result<Option<Installed>> {
        let home = root.join("target/tools");
        let program = home
            .join("bin")
            .join(self.name)
            .with_extension(std::env::consts::EXE_EXTENSION);
        if self.is_there(&program) {
            return Ok(Some(Installed { program }));
        }
        println!(
            "installing {} {} (this takes minutes)",
            self.name, self.version
        );
        let mut install = command(
            root,
            &[
                "install",
                "--quiet",
                "--locked",
                // Where cargo remembers a program that is not there any more, too.
                "--force",
                self.name,
                "--version",
                self.version,
            ],
        );
        // It runs for moments: how soon it is there counts more than how fast it is.
        install
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
        let installed = install.arg("--root").arg(&home).status()?.success();
        Ok((installed && self.is_there(&program)).then_some(Installed { program }))
    }

    /// Why what needs it is skipped.
    pub(crate) fn missing(&self) -> String {
        format!("{} {} could not be installed", self.name, self.version)
    }

    fn is_there(&self, program: &Path) -> bool {
        // Called as cargo calls an extension.
        let subcommand = self.name.strip_prefix("cargo-");
        Command::new(program)
            .args(subcommand)
            .arg("--version")
            .stderr(Stdio::null())
            .output()
            .is_ok_and(|output| {
                String::from_utf8_lossy(&output.stdout)
                    .split_whitespace()
                    .any(|word| word == self.version)
            })
    }
}

/// A tool that is there.
#[derive(Clone, Debug)]
pub(crate) struct Installed {
    pub(crate) program: PathBuf,
}

impl Installed {
    /// A call of it as cargo's subcommand, which finds it on the path.
    pub(crate) fn command(&self, root: &Path, arguments: &[&str]) -> Command {
        let mut command = command(root, arguments);
        let directory = self.program.parent().into_iter().map(Path::to_owned);
        let known = std::env::var_os("PATH").unwrap_or_default();
        let path: Result<OsString, _> =
            std::env::join_paths(directory.chain(std::env::split_paths(&known)));
        if let Ok(path) = path {
            command.env("PATH", path);
        }
        command
    }
}
