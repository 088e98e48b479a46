//! Where, when and with what the numbers were measured.

use std::fs;
use std::process::Command;
use std::thread;

use chrono::{NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// What else the numbers depend on. What the system does not say is not there.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Machine {
    /// The processor's name.
    pub processor: Option<String>,
    /// How many threads it runs at once.
    pub cores: Option<usize>,
    /// The operating system.
    pub system: Option<String>,
    /// The compiler.
    pub rustc: Option<String>,
    /// The commit, with a note if the work tree differs from it.
    pub commit: Option<String>,
    /// The day, in UTC.
    pub date: NaiveDate,
    /// How many programs wanted to run, in the mean of the minute before the start.
    pub load: Option<f64>,
}

impl Machine {
    /// This one, now.
    pub fn here_and_now() -> Self {
        Self {
            processor: first_value("/proc/cpuinfo", "model name", ':'),
            cores: thread::available_parallelism().map(usize::from).ok(),
            system: first_value("/etc/os-release", "PRETTY_NAME", '='),
            rustc: output_of("rustc", &["--version"]),
            commit: output_of("git", &["describe", "--always", "--dirty", "--exclude=*"]),
            date: today(),
            load: load(),
        }
    }

    /// Whether other programs may have had an effect on the times.
    pub fn was_busy(&self) -> bool {
        self.load.is_some_and(|load| load > 0.5)
    }
}

/// What stands behind a name in one of the system's files.
fn first_value(file: &str, name: &str, separator: char) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let mut pairs = text.lines().filter_map(|line| line.split_once(separator));
    let (_, value) = pairs.find(|(found, _)| found.trim() == name)?;
    Some(value.trim().trim_matches('"').to_owned())
}

fn output_of(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}

fn load() -> Option<f64> {
    let text = fs::read_to_string("/proc/loadavg").ok()?;
    text.split(' ').next()?.parse().ok()
}

#[expect(clippy::disallowed_methods, reason = "a report has a real date")]
fn today() -> NaiveDate {
    Utc::now().date_naive()
}
