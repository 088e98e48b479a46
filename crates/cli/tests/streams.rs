//! What goes to which stream, and what happens when nobody reads it.

mod vendor;

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::Stdio;

use vendor::{Ran, Vendor, program};
use vendor_sandbox::partner::{NewTicket, demo};

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

#[cfg(target_os = "linux")]
#[test]
fn a_result_that_cannot_be_written_is_a_failure_and_says_that_it_was_done() {
    let vendor = Vendor::start();
    let full = std::fs::File::options()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let mut command = vendor.command(&["tickets", "list"]);
    command.stdout(full).stderr(Stdio::piped());
    let child = command.spawn().unwrap();
    let ran = Ran::from(child.wait_with_output().unwrap()).expect(1);
    assert!(
        ran.stderr.contains("What was called for is done"),
        "{ran:#?}"
    );
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
    let reference = "\u{1b}]0;title\u{7}\u{1b}[2J";
    let ticket = NewTicket::new(customer, 0).preparer_external_reference(reference);
    vendor.sandbox.partner().add_ticket(ticket);
    for arguments in [vec!["tickets", "list"], vec!["tickets", "list", "--json"]] {
        let ran = vendor.run(&arguments).expect(0);
        assert!(!ran.stdout.contains(['\u{1b}', '\u{7}']), "{ran:#?}");
    }
}
