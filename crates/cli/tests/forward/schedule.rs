//! One pass after the other.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Stdio};

use serde_json::Value;
use vendor_sandbox::{Fault, RetryAfter, StatusCode, dialler, leadbank};

use crate::forwarding::{Forwarding, lead};
use crate::vendor::Ran;

/// The program with its summaries, one after the other.
fn started(forwarding: &Forwarding) -> (Child, impl Iterator<Item = Value>) {
    let mut child = forwarding
        .command(&["--every=100ms", "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let summaries = lines.map(|line| serde_json::from_str(&line.unwrap()).unwrap());
    (child, summaries)
}

#[test]
fn takes_what_comes_later() {
    let forwarding = Forwarding::of([lead(7)]);
    let (mut child, mut summaries) = started(&forwarding);
    assert_eq!(summaries.next().unwrap()["imported"], 1);
    forwarding.vendor.sandbox.leadbank().seed_lead(lead(8));
    assert!(summaries.any(|summary| summary["imported"] == 1));
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(forwarding.received(), [7, 8]);
}

#[test]
fn survives_what_may_pass_by_itself_and_says_it() {
    let forwarding = Forwarding::of([lead(7)]);
    let faults = forwarding.vendor.sandbox.faults();
    faults.inject_times(leadbank::FETCH_LEADS, 4, Fault::DropBeforeActing);
    forwarding
        .vendor
        .sandbox
        .leadbank()
        .refuse_next(leadbank::FETCH_LEADS);
    faults.inject_times(dialler::IMPORT_CONTACT, 4, Fault::DropAfterActing);
    let (mut child, mut summaries) = started(&forwarding);
    assert!(summaries.any(|summary| summary["confirmed"] == 1));
    child.kill().unwrap();
    let ran = Ran::from(child.wait_with_output().unwrap());
    let errors = ran
        .stderr
        .lines()
        .filter(|line| line.starts_with("{\"error\""));
    assert_eq!(errors.count(), 3, "{ran:#?}");
    assert_eq!(forwarding.contacts().len(), 1);
}

#[test]
fn waits_as_long_as_the_vendor_asks_but_at_most_a_day() {
    for (asked, waits) in [(3_600, "3600s"), (999_999_999_999, "86400s")] {
        let forwarding = Forwarding::of([lead(7)]);
        let fault = Fault::Refuse {
            status: StatusCode::TOO_MANY_REQUESTS,
            retry_after: Some(RetryAfter::Seconds(asked)),
        };
        let faults = forwarding.vendor.sandbox.faults();
        faults.inject(dialler::IMPORT_CONTACT, fault);
        let mut child = forwarding
            .command(&["--every=100ms"])
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stderr.take().unwrap()).lines();
        let goes_on = said.find_map(|line| {
            let line = line.unwrap();
            line.starts_with("it goes on: ").then_some(line)
        });
        child.kill().unwrap();
        child.wait().unwrap();
        let expected = format!("it goes on: the next pass begins in {waits}");
        assert_eq!(goes_on, Some(expected));
    }
}

#[test]
fn ends_with_what_only_a_person_can_change() {
    for (operation, status) in [
        (leadbank::FETCH_LEADS, 401),
        (leadbank::FETCH_LEADS, 404),
        (dialler::IMPORT_CONTACT, 403),
        (leadbank::VALIDATE_LEADS, 403),
    ] {
        let forwarding = Forwarding::of([lead(7)]);
        let fault = Fault::Refuse {
            status: StatusCode::from_u16(status).unwrap(),
            retry_after: None,
        };
        forwarding.vendor.sandbox.faults().inject(operation, fault);
        forwarding.run(&["--every=1h"]).expect(3);
    }
}

#[test]
fn has_a_wait_that_people_can_read() {
    let forwarding = Forwarding::of([lead(7)]);
    for wait in [
        "30",
        "0s",
        "99ms",
        "25h",
        "-1s",
        "1d",
        "s",
        "99999999999999999999h",
    ] {
        let ran = forwarding.run(&[&format!("--every={wait}")]).expect(2);
        assert!(
            ran.stderr.contains("such as 500ms, 30s, 5m or 1h"),
            "{wait}: {ran:#?}"
        );
    }
    let ran = forwarding.run(&["--once", "--every=30s"]).expect(2);
    assert!(ran.stderr.contains("cannot be used with"), "{ran:#?}");
}
