//! Calls of cargo, and what its test runners count.

use std::env;
use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::stage::{self, Outcome};

pub(crate) fn command(root: &Path, arguments: &[&str]) -> Command {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| OsStr::new("cargo").to_owned());
    let mut command = Command::new(cargo);
    command.current_dir(root).args(arguments);
    command
}

/// Where cargo puts what it builds, and we what we make.
pub(crate) fn target_directory(root: &Path) -> PathBuf {
    let set = env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    root.join(set)
}

/// Runs cargo, as a stage does.
pub(crate) fn run(root: &Path, arguments: &[&str]) -> stage::Result {
    watch(&mut command(root, arguments))
}

/// Runs a command of ours, as a stage does. It is built anew: the sources may be others than this program's.
pub(crate) fn xtask(root: &Path, arguments: &[&str]) -> stage::Result {
    let run = ["run", "--quiet", "--package", "xtask", "--"];
    self::run(root, &[&run, arguments].concat())
}

/// Runs a command, passes its output on and counts the tests that its lines report.
pub(crate) fn watch(command: &mut Command) -> stage::Result {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut outcome = Outcome::default();
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).lines() {
            let line = line?;
            if let Some((passed, failed)) = counts(&line) {
                outcome.passed += passed;
                outcome.failed += failed;
            }
            outcome.counted.extend(counted(&line));
            println!("{line}");
        }
    }
    outcome.success = child.wait()?.success();
    Ok(outcome)
}

/// The counts in a closing line of a test runner: `test result: ok. 3 passed; 0 failed; ...`.
fn counts(line: &str) -> Option<(u32, u32)> {
    let rest = line.strip_prefix("test result: ")?;
    let number_before = |word: &str| {
        let (before, _) = rest.split_once(word)?;
        before
            .trim_end()
            .rsplit([' ', ';', '.'])
            .next()?
            .parse()
            .ok()
    };
    Some((number_before(" passed")?, number_before(" failed")?))
}

/// What a test has counted, if the line says so. The line of a runner may stand before it: `test name ... `.
fn counted(line: &str) -> Option<String> {
    let (_, counted) = line.split_once("counted: ")?;
    Some(counted.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{counted, counts};

    #[test]
    fn what_a_test_has_counted_is_found_behind_its_name() {
        for line in ["counted: 3 calls", "test truth ... counted: 3 calls"] {
            assert_eq!(counted(line).as_deref(), Some("3 calls"), "{line}");
        }
        assert_eq!(counted("test truth ... ok"), None);
    }

    #[test]
    fn the_closing_line_of_a_test_runner_is_counted() {
        let line = "test result: ok. 12 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out";
        assert_eq!(counts(line), Some((12, 3)));
    }

    #[test]
    fn other_lines_are_not_counted() {
        for line in [
            "",
            "test counts ... ok",
            "12 passed, 3 failed",
            "test result: ok.",
        ] {
            assert_eq!(counts(line), None, "{line}");
        }
    }
}
