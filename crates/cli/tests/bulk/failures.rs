//! A row that fails: no other is started, and what became of all of them is told.

use std::io::{BufRead as _, BufReader};
use std::process::Stdio;
use std::time::Duration;

use serde_json::Value;
use vendor_sandbox::dialler::IMPORT_CONTACT;
use vendor_sandbox::{Fault, StatusCode};

use crate::import::{Import, contacts, refused};
use crate::vendor::Ran;

const REFUSE: Fault = Fault::Refuse {
    status: StatusCode::CONFLICT,
    retry_after: None,
};

#[test]
fn stops_the_rows_that_follow_waits_for_those_in_flight_and_says_how_to_go_on() {
    let (import, gate) = Import::gated();
    // Of the three that are started at first, whichever arrives first.
    import
        .vendor
        .sandbox
        .faults()
        .inject(IMPORT_CONTACT, REFUSE);
    let mut child = import
        .command(&contacts(9), &["--concurrency=3", "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    let mut first = String::new();
    stdout.read_line(&mut first).unwrap();
    let first: Value = serde_json::from_str(&first).unwrap();
    assert_eq!(first["delivery"], "refused");
    let line = &first["line"];
    // It is known to have failed before any other is answered.
    gate.until_waiting(2);
    gate.let_go(1);
    gate.let_go(0);
    assert_eq!(stdout.lines().count(), 2);
    let error = Ran::from(child.wait_with_output().unwrap())
        .expect(3)
        .error();
    let note = format!(
        "This was line {line}. Of 9 rows 2 are done; refused: line {line}; from line 4 on none was started."
    );
    assert_eq!(error["note"], note);
    let advice = format!(
        "Correct what the vendor names.\nGo on with line {line} and all from line 4 on, and with no \
         other: the others are done."
    );
    assert_eq!(error["advice"], advice);
    assert_eq!(import.contacts(), 2);
    assert_eq!(import.vendor.sandbox.ledger().calls().len(), 3);
}

#[test]
fn in_the_last_row_leaves_nothing_to_be_started() {
    let import = Import::new();
    let mut rows = contacts(3);
    rows[2] = refused();
    let ran = import.run(&rows, &["--concurrency=1"]).expect(3);
    let text = "Of 3 rows 2 are done; refused: line 3; all were started.\n";
    assert!(ran.stderr.contains(text), "{ran:#?}");
    let text = "Go on with line 3, and with no other: the others are done.\n";
    assert!(ran.stderr.contains(text), "{ran:#?}");
}

#[test]
fn of_unknown_outcome_is_in_doubt_and_may_have_been_done() {
    let import = Import::new();
    let faults = import.vendor.sandbox.faults();
    faults.inject(IMPORT_CONTACT, Fault::DropAfterActing);
    let ran = import.run(&contacts(3), &["--concurrency=1"]).expect(5);
    for text in [
        "This was line 1. Of 3 rows 0 are done; unknown: line 1; from line 2 on none was started.\n",
        "To see whether it was done:\n  vendor dialler list --campaign-id='538'\n",
        "In doubt: line 1. Look, and send again only what was not done.\n",
        "Go on with all from line 2 on, and with no other: the others are in doubt.\n",
    ] {
        assert!(ran.stderr.contains(text), "{text}: {ran:#?}");
    }
    assert!(!ran.stderr.contains("run it again"), "{ran:#?}");
    assert_eq!(import.contacts(), 1);
}

#[test]
fn of_unknown_outcome_is_sent_again_where_it_overwrites_what_it_finds() {
    let import = Import::new();
    let faults = import.vendor.sandbox.faults();
    let mut rows = contacts(3);
    for (number, row) in rows.iter_mut().enumerate() {
        row["UserData"] = format!("U{number}").into();
    }
    let options = ["--concurrency=1", "--overwrite-duplicates"];
    faults.inject(IMPORT_CONTACT, Fault::DropAfterActing);
    import.run(&rows, &options).expect(0);
    assert_eq!(import.contacts(), 3);

    faults.inject_times(IMPORT_CONTACT, 9, Fault::DropAfterActing);
    let ran = import.run(&rows, &options).expect(5);
    let text = "Go on with line 1 and all from line 2 on";
    assert!(ran.stderr.contains(text), "{ran:#?}");
    assert!(!ran.stderr.contains("In doubt"), "{ran:#?}");
    assert_eq!(import.contacts(), 3);
}

#[test]
fn that_is_the_worst_of_those_in_flight_decides_how_the_command_ends() {
    let well = Fault::Delay(Duration::ZERO);
    let (unknown, unreadable) = (Fault::DropAfterActing, Fault::GarbageBody);
    for (faults, code, delivery) in [
        ([&REFUSE, &unreadable, &unknown], 5, "unknown"),
        ([&unknown, &well, &REFUSE], 5, "unknown"),
        ([&REFUSE, &unreadable, &REFUSE], 6, "done"),
        ([&well, &REFUSE, &well], 3, "refused"),
    ] {
        let import = Import::new();
        // The first three rows are started before any of them is answered.
        for fault in faults {
            let plan = import.vendor.sandbox.faults();
            plan.inject(IMPORT_CONTACT, fault.clone());
        }
        let ran = import.run(&contacts(3), &["--concurrency=3", "--json"]);
        let error = ran.expect(code).error();
        assert_eq!(error["delivery"], delivery, "{error}");
        assert_eq!(error["exit_code"], code, "{error}");
    }
}

#[test]
fn is_not_sent_where_nobody_listens() {
    let import = Import::new();
    let options = [
        "--concurrency=2",
        "--json",
        "--base-url=http://127.0.0.1:1/1",
    ];
    let error = import.run(&contacts(5), &options).expect(4).error();
    let note = error["note"].as_str().unwrap();
    let text = "Of 5 rows 0 are done; not sent: lines 1, 2; from line 3 on none was started.";
    assert!(note.ends_with(text), "{note}");
    let advice = "Check the base URL and the network, with the proxy if the environment names one.\nGo on with lines 1, 2 \
                  and all from line 3 on: none is done.";
    assert_eq!(error["advice"], advice);
}

#[test]
fn is_never_told_to_be_run_again_as_it_was_once_others_are_done() {
    for (fault, code) in [
        (REFUSE, 3),
        (Fault::DropAfterActing, 5),
        (Fault::GarbageBody, 6),
    ] {
        let import = Import::new();
        let faults = import.vendor.sandbox.faults();
        faults.inject(IMPORT_CONTACT, Fault::Delay(Duration::ZERO));
        faults.inject(IMPORT_CONTACT, fault);
        let ran = import.run(&contacts(4), &["--concurrency=1"]).expect(code);
        assert!(!ran.stderr.contains("run it again"), "{ran:#?}");
        assert!(!ran.stderr.contains("nothing was sent"), "{ran:#?}");
        assert!(
            ran.stderr
                .contains("all from line 3 on, and with no other: "),
            "{ran:#?}"
        );
    }
}

#[test]
fn is_a_line_of_its_own_for_machines() {
    let import = Import::new();
    let mut rows = contacts(2);
    rows[1] = refused();
    let ran = import.run(&rows, &["--concurrency=1", "--json"]).expect(3);
    let lines = ran.json_lines();
    assert_eq!(lines.len(), 2, "{ran:#?}");
    assert_eq!(lines[1]["line"], 2);
    assert_eq!(lines[1]["delivery"], "refused");
    assert_eq!(lines[1]["answer"], Value::Null);
    let text = lines[1]["error"].as_str().unwrap();
    assert!(text.starts_with("importContact: refused: 404"), "{text}");
}
