//! `cargo xtask ci`: everything that CI runs, stage by stage, each with its time.
//!
//! All stages run, also after one that failed, so that one run shows everything that is wrong. The last line
//! counts the tests, and each stage that failed for another reason than its tests.

use std::ffi::OsStr;
use std::io::{self, BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use clap::Args;

use crate::{features, instructions, libraries, mock_server, tools, tree};

/// Runs everything that CI runs.
#[derive(Debug, Args)]
pub(crate) struct Ci {
    /// Run only the stages with these names.
    stages: Vec<String>,
}

/// Features of the libraries that are tested beside the default ones. `rustls-aws-lc` and `native-tls` are
/// not among them: they compile C libraries, or need those of the system.
const TESTED: &str = "vendor-core/decimal,vendor-core/uuid,vendor-core/test-util,vendor-core/gzip,iveco-bt/xml,vendor-sandbox/cli";

/// The same for lints and docs. HTTP/2 is off in tests, as it is for users by default: over it, less is certain
/// about what has been sent.
const LINTED: &str = "vendor-core/decimal,vendor-core/uuid,vendor-core/test-util,vendor-core/gzip,vendor-core/http2,behaviours/http2,benches/instructions,iveco-bt/xml,vendor-sandbox/cli";

struct Stage {
    name: &'static str,
    what: &'static str,
    run: fn(&Path) -> io::Result<Outcome>,
}

const STAGES: [Stage; 13] = [
    Stage {
        name: "fmt",
        what: "formatting",
        run: |root| cargo(root, &["fmt", "--all", "--check"]),
    },
    Stage {
        name: "codegen",
        what: "generated code is up to date",
        run: |root| {
            cargo(
                root,
                &[
                    "run",
                    "--quiet",
                    "--package",
                    "xtask",
                    "--",
                    "codegen",
                    "--check",
                ],
            )
        },
    },
    Stage {
        name: "clippy",
        what: "lints",
        run: |root| {
            let targets = [
                "clippy",
                "--workspace",
                "--all-targets",
                "--features",
                LINTED,
            ];
            cargo(root, &[&targets[..], &["--", "-D", "warnings"]].concat())
        },
    },
    Stage {
        name: "no-features",
        what: "lints of the libraries without any feature",
        run: |root| {
            let libraries: Vec<&str> = libraries::names().flat_map(|name| ["-p", name]).collect();
            let lints = ["--no-default-features", "--", "-D", "warnings"];
            cargo(root, &[&["clippy"], &libraries[..], &lints].concat())
        },
    },
    Stage {
        name: "features",
        what: "each vendor crate by itself, with each feature alone",
        run: features::check,
    },
    Stage {
        name: "tree",
        what: "dependencies of a user's build",
        run: |root| Ok(tree::check(root)),
    },
    Stage {
        name: "tools",
        what: "programs that the tests use",
        run: |_| Ok(tools::install()),
    },
    Stage {
        name: "test",
        what: "tests",
        run: |root| {
            cargo(
                root,
                &[
                    "test",
                    "--workspace",
                    "--all-targets",
                    "--no-fail-fast",
                    "--features",
                    TESTED,
                ],
            )
        },
    },
    Stage {
        name: "http2",
        what: "hostile servers that speak HTTP/2",
        run: |root| {
            let tests = [
                "test",
                "--package",
                "behaviours",
                "--features",
                "http2",
                "--test",
                "hostile",
            ];
            cargo(root, &[&tests[..], &["--", "http2:"]].concat())
        },
    },
    Stage {
        name: "instructions",
        what: "instructions per call, beside those of a hand-written client",
        run: instructions::stage,
    },
    Stage {
        name: "doctest",
        what: "examples in the docs and READMEs",
        run: |root| {
            cargo(
                root,
                &[
                    "test",
                    "--workspace",
                    "--doc",
                    "--no-fail-fast",
                    "--features",
                    TESTED,
                ],
            )
        },
    },
    Stage {
        name: "mock-server",
        what: "clients against a mock server of another project",
        run: mock_server::stage,
    },
    Stage {
        name: "doc",
        what: "documentation without a warning",
        run: |root| {
            let mut command = command(
                root,
                &["doc", "--workspace", "--no-deps", "--features", LINTED],
            );
            watch(command.env("RUSTDOCFLAGS", "-D warnings"))
        },
    },
];

/// How a stage ended, and what its test runners counted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) success: bool,
    /// Why the stage could not run here.
    pub(crate) skipped: Option<&'static str>,
    passed: u32,
    failed: u32,
    /// What single tests have counted, a line each, as they say it.
    counted: Vec<String>,
}

impl Outcome {
    pub(crate) fn of(success: bool) -> Self {
        Self {
            success,
            ..Self::default()
        }
    }

    pub(crate) fn skipped(reason: &'static str) -> Self {
        Self {
            success: true,
            skipped: Some(reason),
            ..Self::default()
        }
    }

    /// What the last line counts: tests, and a stage that failed for another reason.
    fn failures(&self) -> u32 {
        self.failed.max(u32::from(!self.success))
    }
}

impl Ci {
    pub(crate) fn run(&self, root: &Path) -> Result<ExitCode, Box<dyn std::error::Error>> {
        let known: Vec<&str> = STAGES.iter().map(|stage| stage.name).collect();
        if let Some(unknown) = self
            .stages
            .iter()
            .find(|name| !known.contains(&name.as_str()))
        {
            return Err(format!("no stage \"{unknown}\": there are {}", known.join(", ")).into());
        }
        let wanted = |stage: &&Stage| {
            self.stages.is_empty() || self.stages.iter().any(|name| name == stage.name)
        };
        let mut results = Vec::new();
        for stage in STAGES.iter().filter(wanted) {
            println!("\n=== {}: {}", stage.name, stage.what);
            let started = now();
            let outcome = (stage.run)(root)?;
            let elapsed = started.elapsed();
            report(stage, &outcome, elapsed);
            results.push((stage, outcome, elapsed));
        }

        println!();
        for line in results.iter().flat_map(|(_, outcome, _)| &outcome.counted) {
            println!("{line}");
        }
        println!();
        for (stage, outcome, elapsed) in &results {
            report(stage, outcome, *elapsed);
        }
        let passed: u32 = results.iter().map(|(_, outcome, _)| outcome.passed).sum();
        let failed: u32 = results
            .iter()
            .map(|(_, outcome, _)| outcome.failures())
            .sum();
        let skipped = results
            .iter()
            .filter(|(_, outcome, _)| outcome.skipped.is_some())
            .count();
        match skipped {
            0 => println!("{passed} passed, {failed} failed"),
            _ => println!("{passed} passed, {failed} failed, {skipped} skipped"),
        }
        Ok(if failed == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}

fn report(stage: &Stage, outcome: &Outcome, elapsed: Duration) {
    let result = match outcome {
        Outcome {
            skipped: Some(_), ..
        } => "skipped",
        Outcome { success: true, .. } => "ok",
        _ => "FAILED",
    };
    let reason = outcome
        .skipped
        .map(|reason| format!("  ({reason})"))
        .unwrap_or_default();
    println!(
        "{:<12} {result:<7} {:>7.1} s{reason}",
        stage.name,
        elapsed.as_secs_f64()
    );
}

#[expect(
    clippy::disallowed_methods,
    reason = "how long a stage takes is a real time"
)]
fn now() -> Instant {
    Instant::now()
}

fn cargo(root: &Path, arguments: &[&str]) -> io::Result<Outcome> {
    watch(&mut command(root, arguments))
}

pub(crate) fn command(root: &Path, arguments: &[&str]) -> Command {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| OsStr::new("cargo").to_owned());
    let mut command = Command::new(cargo);
    command.current_dir(root).args(arguments);
    command
}

/// Runs a command, passes its output on and counts the tests that its lines report.
pub(crate) fn watch(command: &mut Command) -> io::Result<Outcome> {
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
