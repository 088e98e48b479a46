//! Clean builds of one program after the other, as its user would make them.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fmt, fs, io};

use clap::ValueEnum;

use super::breakdown::{Seconds, seconds_per_package};
use crate::cargo::command;
use crate::program;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Profile {
    Debug,
    Release,
}

impl Profile {
    pub(super) const BOTH: [Self; 2] = [Self::Debug, Self::Release];
}

impl fmt::Display for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Debug => "debug",
            Self::Release => "release",
        })
    }
}

/// What a build has taken, and given.
#[derive(Clone, Copy, Debug)]
pub(super) struct Build {
    /// Of cargo and all that it has started, by users and system.
    pub(super) cpu: Duration,
    pub(super) wall: Duration,
    /// Bytes of the program.
    pub(super) size: u64,
    /// The same without symbols, if `strip` is there.
    pub(super) stripped: Option<u64>,
}

impl fmt::Display for Build {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            cpu, wall, size, ..
        } = self;
        let (cpu, wall) = (cpu.as_secs_f64(), wall.as_secs_f64());
        write!(f, "{cpu:.1} CPU s, {wall:.1} s, {size} bytes")
    }
}

/// Builds into one directory, which is removed before each build.
#[derive(Debug)]
pub(super) struct Builder {
    target: PathBuf,
}

impl Builder {
    pub(super) fn new(target: PathBuf) -> Self {
        Self { target }
    }

    /// Downloads what a program depends on. It is no part of a build.
    pub(super) fn fetch(&self, program: &Path) -> Result<(), Box<dyn Error>> {
        finish(self.cargo(program, &["fetch", "--quiet"]))
    }

    pub(super) fn build(&self, program: &Path, profile: Profile) -> Result<Build, Box<dyn Error>> {
        self.clean()?;
        let arguments: &[&str] = match profile {
            Profile::Debug => &["build", "--quiet", "--locked", "--offline"],
            Profile::Release => &["build", "--quiet", "--locked", "--offline", "--release"],
        };
        let (before, started) = (cpu_of_children()?, now());
        finish(self.cargo(program, arguments))?;
        let wall = started.elapsed();
        let cpu = cpu_of_children()?.saturating_sub(before);
        let built = self.target.join(profile.to_string());
        let built = built.join(format!("{}{}", program::NAME, env::consts::EXE_SUFFIX));
        Ok(Build {
            cpu,
            wall,
            size: fs::metadata(&built)?.len(),
            stripped: stripped(&built),
        })
    }

    /// How long each package takes in a clean debug build: one at a time, so that none is slowed down by another.
    pub(super) fn seconds_per_crate(&self, program: &Path) -> Result<Seconds, Box<dyn Error>> {
        self.clean()?;
        let arguments = [
            "build",
            "--quiet",
            "--locked",
            "--offline",
            "--jobs=1",
            "--message-format=json-render-diagnostics",
        ];
        let mut build = self.cargo(program, &arguments);
        let started = now();
        let mut child = build.stdout(Stdio::piped()).spawn()?;
        let output = child.stdout.take().ok_or("cargo has no output")?;
        let seconds = seconds_per_package(io::BufReader::new(output), || started.elapsed())?;
        if !child.wait()?.success() {
            return Err(format!("{} does not build", program.display()).into());
        }
        Ok(seconds)
    }

    pub(super) fn clean(&self) -> io::Result<()> {
        match fs::remove_dir_all(&self.target) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// Cargo without what this process has been told about profiles, flags and wrappers: a user has not been.
    fn cargo(&self, program: &Path, arguments: &[&str]) -> Command {
        let mut command = command(program, arguments);
        for (name, _) in env::vars_os() {
            if name.to_str().is_some_and(changes_a_build) {
                command.env_remove(name);
            }
        }
        command
            .env("CARGO_TARGET_DIR", &self.target)
            // Ours come by their path, and only such packages are built incrementally. A user's come from a registry.
            .env("CARGO_INCREMENTAL", "0");
        command
    }
}

fn changes_a_build(variable: &str) -> bool {
    [
        "CARGO_PROFILE_",
        "CARGO_BUILD_",
        "CARGO_TARGET_",
        "RUSTC",
        "RUSTFLAGS",
        "CARGO_ENCODED_RUSTFLAGS",
    ]
    .iter()
    .any(|start| variable.starts_with(start))
}

fn finish(mut command: Command) -> Result<(), Box<dyn Error>> {
    if command.status()?.success() {
        Ok(())
    } else {
        Err(format!("{command:?} failed").into())
    }
}

/// The size of a program without its symbols.
fn stripped(program: &Path) -> Option<u64> {
    let copy = program.with_extension("stripped");
    let status = Command::new("strip")
        .arg("-o")
        .arg(&copy)
        .arg(program)
        .status();
    status.ok().filter(std::process::ExitStatus::success)?;
    Some(fs::metadata(copy).ok()?.len())
}

/// The CPU time of all processes that this one has started and that have ended, and of those below them.
#[cfg(unix)]
fn cpu_of_children() -> Result<Duration, Box<dyn Error>> {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeValLike as _;

    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let microseconds =
        usage.user_time().num_microseconds() + usage.system_time().num_microseconds();
    Ok(Duration::from_micros(u64::try_from(microseconds)?))
}

#[cfg(not(unix))]
fn cpu_of_children() -> Result<Duration, Box<dyn Error>> {
    Err("the CPU time of a build can be measured on Unix only".into())
}

#[expect(
    clippy::disallowed_methods,
    reason = "how long a build takes is a real time"
)]
fn now() -> Instant {
    Instant::now()
}

#[cfg(test)]
mod tests {
    use super::changes_a_build;

    #[test]
    fn a_build_is_made_with_the_settings_that_a_user_has() {
        for variable in [
            "CARGO_PROFILE_DEV_DEBUG",
            "CARGO_BUILD_JOBS",
            "CARGO_TARGET_DIR",
            "RUSTFLAGS",
            "CARGO_ENCODED_RUSTFLAGS",
            "RUSTC_WRAPPER",
        ] {
            assert!(changes_a_build(variable), "{variable}");
        }
        for variable in ["CARGO", "CARGO_HOME", "PATH", "RUSTUP_TOOLCHAIN"] {
            assert!(!changes_a_build(variable), "{variable}");
        }
    }
}
