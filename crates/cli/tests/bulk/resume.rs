//! A second run: what is done is not done again, and what may have been done is for a person to decide.

use serde_json::Value;
use vendor_sandbox::dialler::IMPORT_CONTACT;
use vendor_sandbox::{Fault, StatusCode};

use crate::import::{Import, contacts, refused};
use crate::vendor::Ran;

const IN_ORDER: &str = "--concurrency=1";

/// Contacts that overwrite those of the same user data.
fn overwriting(count: usize) -> Vec<Value> {
    let mut rows = contacts(count);
    for row in &mut rows {
        row["UserData"] = row["Name"].clone();
    }
    rows
}

/// An import of three rows, the second of which is in doubt.
fn in_doubt() -> (Import, Vec<Value>) {
    let import = Import::new();
    let rows = contacts(3);
    let faults = import.vendor.sandbox.faults();
    faults.inject(IMPORT_CONTACT, Fault::Delay(std::time::Duration::ZERO));
    faults.inject(IMPORT_CONTACT, Fault::DropAfterActing);
    import.run(&rows, &[IN_ORDER]).expect(5);
    assert_eq!(import.contacts(), 3);
    (import, rows)
}

#[track_caller]
fn has(ran: &Ran, text: &str) {
    let all = format!("{}{}", ran.stdout, ran.stderr);
    assert!(all.contains(text), "{text}: {ran:#?}");
}

#[test]
fn skips_what_is_done_and_says_how_to_send_it_once_more() {
    let import = Import::new();
    import.run(&contacts(3), &[]).expect(0);
    let ran = import.again(&contacts(3), &[]).expect(0);
    has(&ran, "3 rows: all done before\n");
    has(
        &ran,
        "To send them once more, move the journal away first.\n",
    );
    assert_eq!(import.contacts(), 3);
    let ran = import.again(&contacts(3), &["--json"]).expect(0);
    assert_eq!(ran.stdout, "");
    assert_eq!(ran.summary()["done_before"], 3);
}

#[test]
fn sends_refused_rows_only_if_asked_and_corrected_ones_as_new() {
    let import = Import::new();
    let mut rows = contacts(3);
    rows[1] = refused();
    import.run(&rows, &[]).expect(3);
    let calls = || import.vendor.sandbox.ledger().calls().len();
    assert_eq!(calls(), 3);
    let ran = import.again(&rows, &[]).expect(3);
    has(&ran, "3 rows: 2 done before, 1 refused before\n");
    assert_eq!(calls(), 3);
    let ran = import.again(&rows, &["--retry-refused"]).expect(3);
    has(&ran, "3 rows: 2 done before, 1 refused\n");
    assert!(
        !ran.stderr.contains("--retry-refused --retry-refused"),
        "{ran:#?}"
    );
    assert_eq!(calls(), 4);
    rows[1] = contacts(2).remove(1);
    let ran = import.again(&rows, &[]).expect(0);
    has(&ran, "3 rows: 1 done, 2 done before, so all are done\n");
    has(&ran, "The journal has 1 row that is no more in the file.\n");
}

#[test]
fn sends_rows_that_were_not_sent_or_not_started() {
    let import = Import::new();
    import.run(&contacts(1), &[]).expect(0);
    let faults = import.vendor.sandbox.faults();
    faults.inject(
        IMPORT_CONTACT,
        Fault::Refuse {
            status: StatusCode::UNAUTHORIZED,
            retry_after: None,
        },
    );
    let ran = import.again(&contacts(4), &[IN_ORDER]).expect(3);
    has(&ran, "4 rows: 1 done before, 1 not sent, 2 not started\n");
    let ran = import.again(&contacts(4), &[]).expect(0);
    has(&ran, "4 rows: 3 done, 1 done before, so all are done\n");
}

#[test]
fn never_sends_a_row_in_doubt_and_names_it_each_time() {
    let (import, rows) = in_doubt();
    for _ in 0..2 {
        let ran = import.again(&rows, &[]).expect(5);
        has(
            &ran,
            "error: 3 rows: 2 done before, 1 in doubt from before\n",
        );
        has(
            &ran,
            "\nIn doubt since an earlier run:\n  line 2: importContact: unknown: the connection broke before the answer",
        );
        has(&ran, "\n    vendor dialler list --campaign-id='538'\n");
        has(&ran, " --mark-done=2\n");
        has(&ran, " --retry-unknown=2\n");
    }
    assert_eq!(import.contacts(), 3);
    let summary = import.again(&rows, &["--json"]).expect(5).summary();
    assert_eq!(summary["lines_in_doubt"], serde_json::json!([2]));
    assert_eq!(
        summary["named"][0]["look"],
        "vendor dialler list --campaign-id=ID"
    );
}

#[test]
fn names_the_command_that_looks_at_the_same_place() {
    let (import, rows) = in_doubt();
    let here = import.vendor.sandbox.dialler().base_url().to_owned();
    let ran = import.again(&rows, &["--base-url", &here]).expect(5);
    let look = format!("\n    vendor dialler list --campaign-id='538' --base-url {here}\n");
    has(&ran, &look);
}

#[test]
fn takes_a_row_in_doubt_for_done_once_somebody_has_looked() {
    let (import, rows) = in_doubt();
    let ran = import.again(&rows, &["--mark-done=2"]).expect(0);
    has(
        &ran,
        "3 rows: 2 done before, 1 marked as done, so all are done\n",
    );
    import.again(&rows, &[]).expect(0);
    assert_eq!(import.contacts(), 3);
}

#[test]
fn sends_a_row_in_doubt_again_if_somebody_says_so() {
    for option in ["--retry-unknown", "--retry-unknown=2"] {
        let (import, rows) = in_doubt();
        let ran = import.again(&rows, &[option]).expect(0);
        has(&ran, "3 rows: 1 done, 2 done before, so all are done\n");
        assert_eq!(import.contacts(), 4);
    }
}

#[test]
fn refuses_to_take_other_lines_for_those_in_doubt() {
    let (import, rows) = in_doubt();
    for option in ["--mark-done=1,2,7", "--retry-unknown=1,2,7"] {
        let ran = import.again(&rows, &[option]).expect(2);
        has(
            &ran,
            "and no row in doubt is in line 1, 7; --dry-run without them ",
        );
    }
    let ran = import.again(&rows, &["--mark-done=2", "--retry-unknown=2"]);
    has(&ran.expect(2), "that it is not: both name line 2; ");
    assert_eq!(import.contacts(), 3);
}

#[test]
fn names_a_row_in_doubt_that_the_file_has_no_more() {
    let (import, mut rows) = in_doubt();
    rows.remove(1);
    let ran = import.again(&rows, &[]).expect(0);
    has(
        &ran,
        "\nIn doubt since an earlier run, and no more in the file (lines of then):\n  line 2\n",
    );
    has(
        &ran,
        "\nThe journal has 1 row that is no more in the file.\n",
    );
    let summary = import.again(&rows, &["--json"]).expect(0).summary();
    assert_eq!(summary["missing_lines_in_doubt"], serde_json::json!([2]));
}

#[test]
fn sends_a_row_of_unknown_outcome_again_where_that_does_no_harm() {
    let import = Import::new();
    let rows = overwriting(3);
    let options = [IN_ORDER, "--overwrite-duplicates"];
    let faults = import.vendor.sandbox.faults();
    faults.inject_times(IMPORT_CONTACT, 4, Fault::DropAfterActing);
    import.run(&rows, &options).expect(5);
    let ran = import.again(&rows, &options).expect(0);
    has(&ran, "3 rows: 1 done, 2 done before, so all are done\n");
    assert_eq!(import.contacts(), 3);
}

#[cfg(unix)]
mod killed {
    use std::process::Stdio;

    use super::*;
    use crate::vendor::send;

    /// An import that is killed with three calls in flight, all of which are carried out.
    fn import(rows: &[Value], options: &[&str]) -> Import {
        let (import, gate) = Import::gated();
        let options = [&["--concurrency=3"], options].concat();
        let mut child = import
            .command(rows, &options)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        gate.until_waiting(3);
        send("-KILL", &child);
        child.wait().unwrap();
        gate.open(&import.vendor.sandbox);
        import
    }

    #[test]
    fn leaves_the_rows_in_flight_in_doubt() {
        let rows = contacts(5);
        let import = import(&rows, &[]);
        let before = import.arrived().len();
        let ran = import.again(&rows, &[]).expect(5);
        has(&ran, "error: 5 rows: 2 done, 3 in doubt from before\n");
        has(
            &ran,
            "\n  line 3: the command ended before the answer came\n",
        );
        has(&ran, " --mark-done=1,2,3\n");
        assert_eq!(import.arrived().len() - before, 2);
    }

    #[test]
    fn leaves_nothing_in_doubt_where_rows_overwrite_what_they_find() {
        let rows = overwriting(5);
        let options = ["--overwrite-duplicates"];
        let import = import(&rows, &options);
        let ran = import.again(&rows, &options).expect(0);
        has(&ran, "5 rows: all done\n");
        assert_eq!(import.contacts(), 5);
    }
}
