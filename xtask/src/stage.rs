//! The stages of a long check: each is run, timed and reported.
//!
//! All stages run, also after one that failed, so that one run shows everything that is wrong. The last line
//! counts the tests, and each stage that failed for another reason than its tests.

use std::error::Error;
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// A part of a check. `C` is what the parts of a check need to know.
#[derive(Debug)]
pub(crate) struct Stage<C: ?Sized> {
    pub(crate) name: &'static str,
    pub(crate) what: &'static str,
    pub(crate) run: fn(&C) -> Result,
}

/// An error is a stage that failed, too.
pub(crate) type Result = std::result::Result<Outcome, Box<dyn Error>>;

/// How a stage ended, and what its test runners counted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) success: bool,
    /// What could not run here, and why.
    pub(crate) skipped: Option<String>,
    pub(crate) passed: u32,
    pub(crate) failed: u32,
    /// What single tests have counted, a line each, as they say it.
    pub(crate) counted: Vec<String>,
}

impl Outcome {
    pub(crate) fn of(success: bool) -> Self {
        Self {
            success,
            ..Self::default()
        }
    }

    pub(crate) fn skipped(reason: impl Into<String>) -> Self {
        Self {
            success: true,
            skipped: Some(reason.into()),
            ..Self::default()
        }
    }

    /// Both: for a stage that runs several commands.
    pub(crate) fn and(mut self, other: Self) -> Self {
        self.success &= other.success;
        self.skipped = match (self.skipped, other.skipped) {
            (Some(one), Some(other)) => Some(format!("{one}; {other}")),
            (one, other) => one.or(other),
        };
        self.passed += other.passed;
        self.failed += other.failed;
        self.counted.extend(other.counted);
        self
    }

    /// For a command: what a check would skip is an error.
    pub(crate) fn exit_code(self) -> std::result::Result<ExitCode, Box<dyn Error>> {
        match self.skipped {
            Some(reason) => Err(reason.into()),
            None if self.success => Ok(ExitCode::SUCCESS),
            None => Ok(ExitCode::FAILURE),
        }
    }

    /// What the last line counts: tests, and a stage that failed for another reason.
    fn failures(&self) -> u32 {
        self.failed.max(u32::from(!self.success))
    }
}

/// Runs the stages with these names, or all if there are none.
pub(crate) fn run<C: ?Sized>(
    stages: &[Stage<C>],
    names: &[String],
    context: &C,
) -> std::result::Result<ExitCode, Box<dyn Error>> {
    let known: Vec<&str> = stages.iter().map(|stage| stage.name).collect();
    if let Some(unknown) = names.iter().find(|name| !known.contains(&name.as_str())) {
        return Err(format!(
            "nothing here is named \"{unknown}\": there are {}",
            known.join(", ")
        )
        .into());
    }
    let wanted =
        |stage: &&Stage<C>| names.is_empty() || names.iter().any(|name| name == stage.name);
    let mut results = Vec::new();
    for stage in stages.iter().filter(wanted) {
        println!("\n=== {}: {}", stage.name, stage.what);
        let started = now();
        let outcome = (stage.run)(context).unwrap_or_else(|error| {
            println!("error: {error}");
            Outcome::of(false)
        });
        let elapsed = started.elapsed();
        report(stage.name, &outcome, elapsed);
        results.push((stage.name, outcome, elapsed));
    }

    println!();
    for line in results.iter().flat_map(|(_, outcome, _)| &outcome.counted) {
        println!("{line}");
    }
    println!();
    for (name, outcome, elapsed) in &results {
        report(name, outcome, *elapsed);
    }
    let outcomes = || results.iter().map(|(_, outcome, _)| outcome);
    let passed: u32 = outcomes().map(|outcome| outcome.passed).sum();
    let failed: u32 = outcomes().map(Outcome::failures).sum();
    match outcomes()
        .filter(|outcome| outcome.skipped.is_some())
        .count()
    {
        0 => println!("{passed} passed, {failed} failed"),
        skipped => println!("{passed} passed, {failed} failed, {skipped} skipped"),
    }
    Ok(if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn report(name: &str, outcome: &Outcome, elapsed: Duration) {
    let result = match outcome {
        Outcome { success: false, .. } => "FAILED",
        Outcome {
            skipped: Some(_), ..
        } => "skipped",
        _ => "ok",
    };
    let reason = outcome.skipped.as_deref();
    let reason = reason
        .map(|reason| format!("  ({reason})"))
        .unwrap_or_default();
    println!(
        "{name:<12} {result:<7} {:>7.1} s{reason}",
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
