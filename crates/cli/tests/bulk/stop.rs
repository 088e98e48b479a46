//! Ctrl-C and SIGTERM: the calls in flight are waited for.

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Child, ChildStderr, Stdio};

use serde_json::Value;

use crate::gate::Gate;
use crate::import::{Import, contacts};
use crate::vendor::{Ran, send};

/// The program with some calls in flight, which has heard a signal.
struct Stopping {
    import: Import,
    gate: Gate,
    child: Child,
    stderr: BufReader<ChildStderr>,
}

impl Stopping {
    fn by(signal: &str, rows: usize) -> Self {
        let (import, gate) = Import::gated();
        let mut child = import
            .command(&contacts(rows), &["--concurrency=3", "--json"])
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stderr = BufReader::new(child.stderr.take().unwrap());
        gate.until_waiting(3);
        send(signal, &child);
        let mut line = String::new();
        while !line.contains("a second signal") {
            line.clear();
            assert!(stderr.read_line(&mut line).unwrap() > 0, "it has ended");
        }
        Self {
            import,
            gate,
            child,
            stderr,
        }
    }

    /// How it ends once it is answered.
    fn end(mut self) -> (Option<i32>, Value) {
        for waiting in (1..=3).rev() {
            self.gate.until_waiting(waiting);
            self.gate.let_go(0);
        }
        let mut stderr = String::new();
        self.stderr.read_to_string(&mut stderr).unwrap();
        let last = serde_json::from_str(stderr.lines().last().unwrap()).unwrap();
        assert_eq!(self.import.contacts(), 3);
        (self.child.wait().unwrap().code(), last)
    }
}

#[test]
fn starts_no_other_row_waits_for_those_in_flight_and_says_how_to_go_on() {
    for (signal, code, kind) in [("-INT", 130, "interrupted"), ("-TERM", 143, "terminated")] {
        let (ended, last) = Stopping::by(signal, 9).end();
        assert_eq!(ended, Some(code));
        let error = &last["error"];
        assert_eq!(error["kind"], kind);
        let note = error["note"].as_str().unwrap();
        assert!(
            note.starts_with("9 rows: 3 done, 6 not started\n"),
            "{note}"
        );
        let advice = "To go on, run the same command again: what is done is not sent again.";
        assert_eq!(error["advice"], advice);
    }
}

#[test]
fn changes_nothing_where_all_rows_are_under_way() {
    let (ended, last) = Stopping::by("-TERM", 3).end();
    assert_eq!(ended, Some(0));
    assert_eq!(last["summary"]["done"], 3);
}

#[test]
fn ends_it_though_nobody_reads_the_results() {
    let import = Import::new();
    let mut rows = contacts(5_000);
    for row in &mut rows {
        row["Comment"] = "C".repeat(4_000).into();
    }
    let mut child = import
        .command(&rows, &["--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // It is open, and nobody reads it.
    let stdout = child.stdout.take();
    // Far more than a pipe has room for.
    import.vendor.wait_for_calls(260);
    send("-INT", &child);
    let error = Ran::from(child.wait_with_output().unwrap())
        .expect(130)
        .error();
    drop(stdout);
    let done = import.contacts();
    let note = error["note"].as_str().unwrap();
    let left = 5_000 - done;
    let text = format!("5000 rows: {done} done, {left} not started\n");
    assert!(note.starts_with(&text), "{note}");
    let text = "\nNot all results were written: nobody reads them.";
    assert!(note.ends_with(text), "{note}");
    let advice = "To go on, run the same command again: what is done is not sent again.";
    assert_eq!(error["advice"], advice);
}

#[test]
fn ends_it_at_once_when_asked_again() {
    let mut stopping = Stopping::by("-INT", 9);
    send("-TERM", &stopping.child);
    assert_eq!(stopping.child.wait().unwrap().code(), Some(143));
}
