//! What the program tells about its failures, one after the other.

use std::fmt::Write as _;
use std::process::Command;

use crate::vendor::{Ran, repeatable};

/// A text with all failures of a kind.
#[derive(Default)]
pub(crate) struct Told(String);

impl Told {
    /// Runs a command that fails, for a person and for a machine, and looks whether both are told what to do.
    ///
    /// The command is made anew for each, with the arguments that it is given in addition.
    #[track_caller]
    pub(crate) fn failure(&mut self, name: &str, code: i32, command: impl Fn(&[&str]) -> Command) {
        self.tell(name, code, |more| Ran::of(&mut command(more)));
    }

    /// The same, with a text on stdin.
    #[track_caller]
    pub(crate) fn failure_with_input(
        &mut self,
        name: &str,
        code: i32,
        input: &str,
        command: impl Fn(&[&str]) -> Command,
    ) {
        self.tell(name, code, |more| {
            Ran::with_input(&mut command(more), input)
        });
    }

    #[track_caller]
    fn tell(&mut self, name: &str, code: i32, run: impl Fn(&[&str]) -> Ran) {
        let ran = run(&["--json"]).expect(code);
        let advice = ran.error()["advice"].clone();
        assert!(
            advice.as_str().is_some_and(|advice| advice.len() > 9),
            "{name}: {ran:#?}"
        );

        let ran = run(&[]).expect(code);
        let stderr = ran.stderr.trim_end();
        let last = stderr.rsplit_once("\n\n").map(|(_, last)| last);
        assert!(
            last.is_some_and(|last| !last.starts_with("error:")),
            "{name}: {ran:#?}"
        );
        let line = "-".repeat(100);
        writeln!(
            self.0,
            "{line}\n{name}, exit code {code}\n{line}\n{stderr}\n"
        )
        .unwrap();
    }

    /// The text, without what differs from run to run.
    pub(crate) fn text(&self) -> String {
        without_times(&repeatable(&self.0))
    }
}

/// Numbers before units of time, dates, and how often something was tried before the time was up.
fn without_times(text: &str) -> String {
    const LEFT_OUT: [&str; 3] = ["  header      date: ", "  attempt ", "  not retried "];
    let is_left_out = |line: &&str| LEFT_OUT.iter().any(|start| line.starts_with(start));
    let lines = text.lines().filter(|line| !is_left_out(line));
    let words = |line: &str| {
        let words: Vec<_> = line.split(' ').collect();
        let is_time = |at: usize| {
            let unit = words
                .get(at + 1)
                .map(|unit| unit.trim_end_matches([')', ',']));
            matches!(unit, Some("ms" | "s")) && words[at].starts_with(|c: char| c.is_ascii_digit())
        };
        let shown = words
            .iter()
            .enumerate()
            .map(|(at, word)| if is_time(at) { "N" } else { word });
        let shown = shown.collect::<Vec<_>>().join(" ");
        // Of a call: `(3 attempts, N ms)`.
        match shown.rsplit_once(" (") {
            Some((before, after)) if after.contains(" attempt") => {
                format!("{before} (.. attempts)")
            }
            _ => shown,
        }
    };
    lines.map(words).collect::<Vec<_>>().join("\n")
}
