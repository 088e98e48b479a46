//! What goes to which stream, and what happens when nobody reads it.

mod vendor;

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::Stdio;

use vendor::{Ran, Vendor, program};
use vendor_sandbox::partner::{self, NewTicket, demo};

#[test]
fn a_reader_that_has_enough_ends_the_program_quietly() {
    let vendor = Vendor::start();
    let [customer, _] = demo::CUSTOMERS;
    // More than a pipe holds.
    for number in 0..2_000 {
        let ticket = NewTicket::new(customer, 0).preparer_external_reference(format!("R{number}"));
        vendor.sandbox.partner().add_ticket(ticket);
    }
    let mut child = vendor
        .command(&["tickets", "list", "--all", "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut reader = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    reader.read_line(&mut line).unwrap();
    drop(reader);
    let mut stderr = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut stderr)
        .unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0), "{stderr}");
    assert_eq!(stderr, "");
    assert!(line.contains("7440301"), "{line}");
}

#[cfg(unix)]
#[test]
fn a_signal_ends_a_program_that_nobody_reads() {
    for (signal, code) in [("-INT", 130), ("-TERM", 143)] {
        let vendor = Vendor::start();
        let [customer, _] = demo::CUSTOMERS;
        // More than a pipe holds, on the first page.
        for number in 0..1_000 {
            let reference = format!("{number}{}", "R".repeat(200));
            let ticket = NewTicket::new(customer, 0).preparer_external_reference(reference);
            vendor.sandbox.partner().add_ticket(ticket);
        }
        let mut child = vendor
            .command(&["tickets", "list", "--limit=1000", "--json"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        // The first byte is out, and for the last one there is no room.
        let mut stdout = child.stdout.take().unwrap();
        stdout.read_exact(&mut [0]).unwrap();
        vendor::send(signal, &child);
        assert_eq!(child.wait().unwrap().code(), Some(code));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_result_that_cannot_be_written_is_1_for_reads_and_6_for_changes() {
    let vendor = Vendor::start();
    let run = |arguments: &[&str]| {
        let full = std::fs::File::options()
            .write(true)
            .open("/dev/full")
            .unwrap();
        let mut command = vendor.command(arguments);
        command.stdout(full).stderr(Stdio::piped());
        Ran::from(command.spawn().unwrap().wait_with_output().unwrap())
    };
    let ran = run(&["tickets", "list"]).expect(1);
    assert!(ran.stderr.contains("Nothing was changed"), "{ran:#?}");

    let id = "497f6eca-6276-4993-bfeb-53cbbbba6f08";
    let ran = run(&["tickets", "update", id, "--keep", "--no-vin"]).expect(6);
    let look = format!("look at what was done:\n  vendor tickets get '{id}'");
    assert!(ran.stderr.contains(&look), "{ran:#?}");
    let error = run(&["tickets", "delete", id, "--json"]).expect(6).error();
    assert_eq!(error["kind"], "output");
    let ack = ["leadbank", "ack", "--lead=48101", "--status=2"];
    let ran = run(&[&ack[..], &["--date=2024-10-15T09:00:00+02:00"]].concat()).expect(6);
    assert!(ran.stderr.ends_with("Do not run it again.\n"), "{ran:#?}");
    let ledger = vendor.sandbox.ledger();
    assert_eq!(ledger.applied(partner::UPDATE_PREPARED_TICKET), 1);
    assert_eq!(ledger.applied(partner::DELETE_PREPARED_TICKET), 1);
}

#[test]
fn quiet_leaves_out_the_notes() {
    let home = tempfile::tempdir().unwrap();
    for json in [&[][..], &["--json"]] {
        let arguments = [&["tickets", "list", "--sandbox", "-q"], json].concat();
        let ran = Ran::of(&mut program(&home, &arguments)).expect(0);
        assert_eq!(ran.stderr, "");
    }
}

#[test]
fn with_json_both_streams_hold_json_only() {
    let home = tempfile::tempdir().unwrap();
    let arguments = [
        "tickets",
        "get",
        "00000000-0000-4000-8000-000000000000",
        "--sandbox",
        "--json",
    ];
    let ran = Ran::of(&mut program(&home, &arguments)).expect(3);
    assert_eq!(ran.stdout, "");
    assert_eq!(ran.error()["status"], 404);
    assert!(ran.stderr.starts_with("{\"note\":\"sandbox: "), "{ran:#?}");
}

#[test]
fn the_sandbox_needs_no_settings_and_says_that_it_ends() {
    let home = tempfile::tempdir().unwrap();
    let delete = [
        "tickets",
        "delete",
        "497f6eca-6276-4993-bfeb-53cbbbba6f08",
        "--sandbox",
    ];
    // Each run deletes the same ticket: nothing is kept.
    for _ in 0..2 {
        let ran = Ran::of(&mut program(&home, &delete)).expect(0);
        assert!(
            ran.stderr.contains("its state ends with the command"),
            "{ran:#?}"
        );
    }
}

#[test]
fn texts_of_a_vendor_cannot_steer_the_terminal() {
    let vendor = Vendor::start();
    let [customer, _] = demo::CUSTOMERS;
    let controls = ['\u{1b}', '\u{7}', '\u{7f}', '\u{9b}'];
    let reference = "\u{1b}]0;title\u{7}\u{1b}[2J\u{7f}\u{9b}2J";
    let ticket = NewTicket::new(customer, 0).preparer_external_reference(reference);
    vendor.sandbox.partner().add_ticket(ticket);
    for arguments in [vec!["tickets", "list"], vec!["tickets", "list", "--json"]] {
        let ran = vendor.run(&arguments).expect(0);
        assert!(!ran.stdout.contains(controls), "{ran:#?}");
    }
    // A program reads what the vendor sent.
    let list = vendor.run(&["tickets", "list", "--json"]).expect(0);
    assert!(list.stdout.contains(r"\u007f\u009b2J"), "{list:#?}");
    assert_eq!(
        list.json()["result"][3]["preparer_external_reference"],
        reference
    );
}

#[test]
fn texts_of_a_vendor_cannot_pose_as_others() {
    let vendor = Vendor::start();
    let [customer, _] = demo::CUSTOMERS;
    let reference = "A\u{202e}B\u{2066}C\u{200b}D\u{2028}E\nF\tG";
    let ticket = NewTicket::new(customer, 0).preparer_external_reference(reference);
    vendor.sandbox.partner().add_ticket(ticket);
    let list = vendor.run(&["tickets", "list"]).expect(0);
    assert_eq!(list.stdout.lines().count(), 5, "{list:#?}");
    let shown = "A\u{fffd}B\u{fffd}C\u{fffd}D\u{fffd}E\u{fffd}F\u{fffd}G";
    assert!(list.stdout.contains(shown), "{list:#?}");
}
