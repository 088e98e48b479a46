//! What a gate's run says of a plant.

use std::fmt;

/// How a gate ended, and all that it printed.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) success: bool,
    pub(super) output: String,
}

/// What a gate has said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum State {
    Green,
    /// A tool is not to be had, for instance: the line that says so.
    Skipped(String),
    Red,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The line that shows it.
    Caught(String),
    Missed(&'static str),
    Skipped(String),
}

impl State {
    pub(super) fn of(run: &Run) -> Self {
        if !run.success {
            return Self::Red;
        }
        // The last word of a check that consists of stages.
        let last = run
            .output
            .lines()
            .rev()
            .find(|line| !line.trim().is_empty());
        if last.is_none_or(|line| !line.trim_end().ends_with(" skipped")) {
            return Self::Green;
        }
        let mut lines = run.output.lines();
        let stage = lines.find(|line| line.split_whitespace().nth(1) == Some("skipped"));
        Self::Skipped(stage.or(last).unwrap_or_default().trim().to_owned())
    }
}

impl Verdict {
    /// A gate has to be green without the plant, and to fail with it for the reason that it is there for.
    pub(super) fn of(unplanted: &State, planted: &Run, text: &str) -> Self {
        match (unplanted, State::of(planted)) {
            (State::Skipped(line), _) => Self::Skipped(line.clone()),
            // Without a change there was nothing to do for a tool that is not to be had.
            (_, State::Skipped(line)) => Self::Skipped(line),
            (State::Red, _) => Self::Missed("the gate is red without it, too"),
            (State::Green, State::Green) => Self::Missed("the gate is green"),
            (State::Green, State::Red) => {
                let line = planted.output.lines().find(|line| line.contains(text));
                line.map_or(Self::Missed("the gate fails for another reason"), |line| {
                    Self::Caught(line.trim().to_owned())
                })
            }
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Caught(line) => write!(f, "caught: {line}"),
            Self::Missed(reason) => write!(f, "NOT CAUGHT: {reason}"),
            Self::Skipped(line) => write!(f, "skipped: {line}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Run, State, Verdict};

    fn run(success: bool, output: &str) -> Run {
        let output = output.to_owned();
        Run { success, output }
    }

    const FAILED: &str = "Checking leadbank\nerror: one is missing\n";

    #[test]
    fn a_plant_is_caught_by_a_gate_that_fails_and_says_why() {
        let verdict = Verdict::of(&State::Green, &run(false, FAILED), "is missing");
        assert_eq!(verdict, Verdict::Caught("error: one is missing".to_owned()));
    }

    #[test]
    fn a_gate_that_is_green_or_fails_for_another_reason_has_not_caught_it() {
        for planted in [run(true, FAILED), run(false, "error: no network\n")] {
            let verdict = Verdict::of(&State::Green, &planted, "is missing");
            assert!(matches!(verdict, Verdict::Missed(_)), "{verdict}");
        }
    }

    #[test]
    fn a_gate_that_is_red_without_the_plant_shows_nothing() {
        let verdict = Verdict::of(&State::Red, &run(false, FAILED), "is missing");
        assert!(matches!(verdict, Verdict::Missed(_)), "{verdict}");
    }

    #[test]
    fn a_gate_that_skips_what_it_cannot_do_is_not_taken_for_green() {
        let output = "semver       skipped     0.0 s  (no tool)\n\n0 passed, 0 failed, 1 skipped\n";
        let unplanted = State::of(&run(true, output));
        let line = "semver       skipped     0.0 s  (no tool)".to_owned();
        assert_eq!(unplanted, State::Skipped(line.clone()));
        for unplanted in [unplanted, State::Green] {
            let verdict = Verdict::of(&unplanted, &run(true, output), "is missing");
            assert_eq!(verdict, Verdict::Skipped(line.clone()));
        }
    }

    #[test]
    fn a_gate_that_passes_is_green() {
        for output in [
            "",
            "3 passed, 0 failed\n",
            "all generated files are up to date\n",
        ] {
            assert_eq!(State::of(&run(true, output)), State::Green, "{output}");
        }
        assert_eq!(State::of(&run(false, "")), State::Red);
    }
}
