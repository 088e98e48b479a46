//! Ctrl-C and SIGTERM: the lead in hand is finished, and what is safe is confirmed.

use std::io::{BufRead as _, BufReader, Read as _, Write as _, pipe};
use std::process::{Child, ChildStderr, Stdio};
use std::thread;

use serde_json::Value;
use vendor_sandbox::{Fault, Operation, dialler, leadbank};

use crate::forwarding::{Forwarding, lead, lead_without_number};
use crate::vendor::send;

/// The program, held up at its first call of an operation.
struct Held {
    child: Child,
    stderr: BufReader<ChildStderr>,
}

impl Held {
    /// After so many calls, of which the last is that of the operation.
    fn at(forwarding: &Forwarding, operation: Operation, calls: usize, options: &[&str]) -> Self {
        let faults = forwarding.vendor.sandbox.faults();
        faults.inject(operation, Fault::ActAfterHangUp);
        let mut child = forwarding
            .command(&[&["--json"][..], options].concat())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        forwarding.vendor.wait_for_calls(calls);
        Self { child, stderr }
    }

    fn signal(&self, signal: &str) {
        send(signal, &self.child);
    }

    /// Waits until the program says that it has heard the signal.
    fn has_heard(&mut self) {
        let mut line = String::new();
        while !line.contains("a second signal") {
            line.clear();
            assert!(
                self.stderr.read_line(&mut line).unwrap() > 0,
                "it has ended"
            );
        }
    }

    /// The summary, the error, and the code.
    fn end(mut self) -> (Value, Value, Option<i32>) {
        let mut stderr = String::new();
        self.stderr.read_to_string(&mut stderr).unwrap();
        let error = serde_json::from_str(stderr.lines().last().unwrap()).unwrap();
        let output = self.child.wait_with_output().unwrap();
        let summary = serde_json::from_slice(&output.stdout).unwrap_or_default();
        (summary, error, output.status.code())
    }
}

#[test]
fn finishes_the_lead_in_hand_and_confirms_what_is_safe() {
    for (signal, code, kind) in [("-INT", 130, "interrupted"), ("-TERM", 143, "terminated")] {
        let leads = [lead_without_number(7), lead(8), lead(9)];
        let forwarding = Forwarding::of(leads);
        let mut held = Held::at(&forwarding, dialler::IMPORT_CONTACT, 2, &["--once"]);
        held.signal(signal);
        held.has_heard();
        forwarding.vendor.sandbox.faults().release();
        let (summary, error, ended) = held.end();
        assert_eq!(ended, Some(code));
        assert_eq!(error["error"]["kind"], kind);
        assert_eq!(summary["left"], 1, "{summary}");
        assert_eq!(summary["confirmed"], 2, "{summary}");
        assert_eq!(forwarding.received(), [7, 8]);
        forwarding.once(0);
        assert_eq!(forwarding.received(), [7, 8, 9]);
        assert_eq!(forwarding.contacts().len(), 2);
        assert_eq!(forwarding.lines().len(), 1);
    }
}

#[test]
fn withholds_the_confirmation_of_a_fetch_that_was_not_finished() {
    let forwarding = Forwarding::of([lead(7), lead(8)]);
    let options = ["--once", "--confirm-integer=1"];
    let mut held = Held::at(&forwarding, dialler::IMPORT_CONTACT, 2, &options);
    held.signal("-TERM");
    held.has_heard();
    forwarding.vendor.sandbox.faults().release();
    let (summary, _, ended) = held.end();
    assert_eq!(ended, Some(143));
    assert_eq!(summary["unconfirmed"], 2, "{summary}");
    assert!(forwarding.confirmations().is_empty());
}

#[test]
fn gives_up_a_fetch_at_once() {
    let forwarding = Forwarding::of([lead(7)]);
    let mut held = Held::at(&forwarding, leadbank::FETCH_LEADS, 1, &["--every=30s"]);
    held.signal("-TERM");
    held.has_heard();
    let (summary, _, ended) = held.end();
    assert_eq!(ended, Some(143));
    assert_eq!(summary["leads"], 0);
}

#[test]
fn ends_the_wait_between_two_passes_at_once() {
    let forwarding = Forwarding::of([]);
    let mut child = forwarding
        .command(&["--every=1h", "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    stdout.read_line(&mut String::new()).unwrap();
    send("-TERM", &child);
    assert_eq!(child.wait().unwrap().code(), Some(143));
}

#[test]
fn ends_at_once_when_it_is_asked_again_and_loses_nothing() {
    let forwarding = Forwarding::of([lead(7)]);
    let mut held = Held::at(&forwarding, dialler::IMPORT_CONTACT, 2, &["--once"]);
    held.signal("-INT");
    held.has_heard();
    held.signal("-TERM");
    assert_eq!(held.child.wait().unwrap().code(), Some(143));
    assert!(forwarding.received().is_empty());
    forwarding.once(0);
    assert_eq!(forwarding.contacts().len(), 1);
    assert_eq!(forwarding.received(), [7]);
}

#[test]
fn ends_when_it_is_asked_again_although_nobody_reads_what_it_says() {
    let forwarding = Forwarding::of([lead(7)]);
    let faults = forwarding.vendor.sandbox.faults();
    faults.inject(dialler::IMPORT_CONTACT, Fault::ActAfterHangUp);
    let (unread, mut stderr) = pipe().unwrap();
    let mut child = forwarding
        .command(&["--once"])
        .stdout(Stdio::null())
        .stderr(stderr.try_clone().unwrap())
        .spawn()
        .unwrap();
    // Soon there is no room for another word.
    let filling = thread::spawn(move || while stderr.write_all(&[b' '; 1024]).is_ok() {});
    forwarding.vendor.wait_for_calls(2);
    // Two signals at the same time would be one, and nothing tells that the first was heard.
    let asked = (1..1_000).find(|_| {
        let has_ended = child.try_wait().unwrap().is_some();
        if !has_ended {
            send("-TERM", &child);
        }
        has_ended
    });
    child.kill().unwrap();
    assert!(asked.is_some(), "only being killed ends it");
    assert_eq!(child.wait().unwrap().code(), Some(143));
    drop(unread);
    filling.join().unwrap();
}
