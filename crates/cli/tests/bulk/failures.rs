//! Rows that fail: the others are sent, unless all would fail in the same way, and what became of all of them is told.

use std::time::Duration;

use serde_json::Value;
use vendor_sandbox::dialler::IMPORT_CONTACT;
use vendor_sandbox::{Fault, StatusCode};

use crate::import::{Import, contacts, refused};
use crate::vendor::Ran;

const fn refuse(status: StatusCode) -> Fault {
    Fault::Refuse {
        status,
        retry_after: None,
    }
}

const REFUSE: Fault = refuse(StatusCode::CONFLICT);

/// An import in which these befall the first calls, one after the other.
fn one_by_one(faults: &[Fault], rows: usize, options: &[&str]) -> (Import, Ran) {
    let import = Import::new();
    for fault in faults {
        let plan = import.vendor.sandbox.faults();
        plan.inject(IMPORT_CONTACT, fault.clone());
    }
    let options = [&["--concurrency=1"], options].concat();
    let ran = import.run(&contacts(rows), &options);
    (import, ran)
}

#[test]
fn leave_the_others_to_be_sent_and_are_named_with_what_to_do() {
    let import = Import::new();
    let mut rows = contacts(9);
    rows[2] = refused();
    rows[5] = refused();
    let ran = import.run(&rows, &["--concurrency=3"]).expect(3);
    assert_eq!(import.contacts(), 7);
    assert_eq!(ran.stdout, "");
    for text in [
        "error: 9 rows: 7 done, 2 refused\nRefused:\n  line 3: importContact: refused: 404 Not Found",
        "\n  line 6: importContact: refused: 404 Not Found",
        "\n    Check the campaign",
        "\n\nCorrect the refused rows in the file and run the same command again: a corrected row is a new one.",
        " --concurrency=3 ",
        " --retry-refused\n",
    ] {
        assert!(ran.stderr.contains(text), "{text}: {ran:#?}");
    }
}

#[test]
fn are_objects_for_machines_and_their_summary_holds_no_word_of_the_vendor() {
    let import = Import::new();
    let mut rows = contacts(3);
    rows[1] = refused();
    let ran = import.run(&rows, &["--concurrency=1", "--json"]).expect(3);
    let lines = ran.json_lines();
    assert_eq!(lines.len(), 3, "{ran:#?}");
    assert_eq!(lines[1]["line"], 2);
    assert_eq!(lines[1]["delivery"], "refused");
    assert_eq!(lines[1]["answer"], Value::Null);
    assert_eq!(lines[1]["id"], Value::Null);
    let text = lines[1]["error"].as_str().unwrap();
    assert!(text.starts_with("importContact: refused: 404"), "{text}");
    let summary = ran.summary();
    assert_eq!(
        (&summary["done"], &summary["refused"]),
        (&2.into(), &1.into())
    );
    assert_eq!(summary["named"][0]["line"], 2);
    assert_eq!(summary["named"][0]["state"], "refused");
    let error = ran.error();
    assert_eq!(error["kind"], "rows");
    assert_eq!(error["delivery"], "refused");
    assert_eq!(error["exit_code"], 3);
    assert!(!ran.stderr.contains("campaign not found"), "{ran:#?}");
}

#[test]
fn are_in_doubt_if_their_outcome_is_unknown_and_to_be_looked_for() {
    let (import, ran) = one_by_one(&[Fault::DropAfterActing], 3, &[]);
    let ran = ran.expect(5);
    for text in [
        "error: 3 rows: 2 done, 1 in doubt\nIn doubt, since the vendor may or may not have done it:\n  line 1: ",
        "\n    vendor dialler list --campaign-id='538'\n",
        " --mark-done=1\n",
        " --retry-unknown=1\n",
    ] {
        assert!(ran.stderr.contains(text), "{text}: {ran:#?}");
    }
    assert_eq!(import.contacts(), 3);
}

#[test]
fn are_not_in_doubt_where_they_overwrite_what_they_find() {
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

    // All attempts of the first row.
    faults.inject_times(IMPORT_CONTACT, 4, Fault::DropAfterActing);
    let ran = import.run(&rows, &options).expect(5);
    let text = "3 rows: 2 done, 1 of unknown outcome\nOf unknown outcome, and harmless to send again:\n  line 1: ";
    assert!(ran.stderr.contains(text), "{ran:#?}");
    assert!(!ran.stderr.contains("--retry-unknown"), "{ran:#?}");
    import.again(&rows, &options).expect(0);
    assert_eq!(import.contacts(), 3);
}

#[test]
fn decide_by_the_worst_of_them_how_the_command_ends() {
    let well = Fault::Delay(Duration::ZERO);
    let (unknown, unreadable) = (Fault::DropAfterActing, Fault::GarbageBody);
    for (faults, code, delivery) in [
        ([&REFUSE, &unreadable, &unknown], 5, "unknown"),
        ([&unknown, &well, &REFUSE], 5, "unknown"),
        ([&REFUSE, &unreadable, &REFUSE], 6, "done"),
        ([&well, &REFUSE, &well], 3, "refused"),
    ] {
        let (_, ran) = one_by_one(&faults.map(Clone::clone), 3, &["--json"]);
        let error = ran.expect(code).error();
        assert_eq!(error["delivery"], delivery, "{error}");
        assert_eq!(error["exit_code"], code, "{error}");
    }
}

#[test]
fn that_are_done_all_the_same_are_said_to_need_no_more() {
    let (_, ran) = one_by_one(&[Fault::GarbageBody], 2, &[]);
    let ran = ran.expect(6);
    let text = "\n\nThe rows with an answer that cannot be used are done: look at them if you need what it would have \
                said. They are not sent again.\n";
    assert!(ran.stderr.ends_with(text), "{ran:#?}");
}

#[test]
fn alike_are_explained_once() {
    let import = Import::new();
    let ran = import.run(&[refused(), refused()], &[]).expect(3);
    assert_eq!(ran.stderr.matches(": refused: 404").count(), 2, "{ran:#?}");
    let words = "\n    Dialler campaign not found\n";
    assert_eq!(ran.stderr.matches(words).count(), 1, "{ran:#?}");
}

#[test]
fn stop_the_others_after_ten_in_a_row_or_as_many_as_somebody_says() {
    for (options, sent) in [
        (&[][..], 10),
        (&["--max-failures=3"], 3),
        (&["--max-failures=0"], 12),
    ] {
        let (import, ran) = one_by_one(&vec![REFUSE; 12], 12, options);
        let ran = ran.expect(3);
        assert_eq!(import.vendor.sandbox.ledger().calls().len(), sent);
        let text = format!("error: {sent} rows in a row have failed, so the cause may be the same");
        assert_eq!(ran.stderr.contains(&text), sent < 12, "{ran:#?}");
        let text = format!("{} not started", 12 - sent);
        assert_eq!(ran.stderr.contains(&text), sent < 12, "{ran:#?}");
    }
    let mut faults = vec![REFUSE; 9];
    faults.push(Fault::Delay(Duration::ZERO));
    faults.extend(vec![REFUSE; 9]);
    let (import, ran) = one_by_one(&faults, 20, &[]);
    ran.expect(3);
    assert_eq!(import.contacts(), 2);
}

#[test]
fn stop_the_others_at_once_where_credentials_are_refused() {
    for status in [StatusCode::UNAUTHORIZED, StatusCode::FORBIDDEN] {
        let well = Fault::Delay(Duration::ZERO);
        let (import, ran) = one_by_one(&[well, refuse(status)], 5, &[]);
        let ran = ran.expect(3);
        assert_eq!(import.vendor.sandbox.ledger().calls().len(), 2);
        for text in [
            status.as_str(),
            "5 rows: 1 done, 1 not sent, 3 not started\n",
            "\n\nCheck ",
            "\nTo go on, run the same command again: what is done is not sent again:\n  vendor dialler import ",
        ] {
            assert!(ran.stderr.contains(text), "{text}: {ran:#?}");
        }
    }
}

#[test]
fn stop_the_others_at_once_where_nobody_listens() {
    let import = Import::new();
    let options = [
        "--concurrency=2",
        "--json",
        "--base-url=http://127.0.0.1:1/1",
    ];
    let error = import.run(&contacts(5), &options).expect(4).error();
    let note = error["note"].as_str().unwrap();
    assert!(
        note.starts_with("5 rows: 2 not sent, 3 not started\n"),
        "{note}"
    );
    let advice = "Check the base URL and the network, with the proxy if the environment names one.\nTo go on, run the \
                  same command again: what is done is not sent again.";
    assert_eq!(error["advice"], advice);
}

#[test]
fn are_named_by_their_lines_where_there_is_no_journal() {
    let (import, ran) = one_by_one(&[REFUSE, Fault::DropAfterActing], 3, &["--no-journal"]);
    let ran = ran.expect(5);
    for text in [
        "3 rows: 1 done, 1 refused, 1 in doubt\n",
        "Look whether the rows in doubt were done, and send again only those that were not.\nThere is no journal, so a \
         second run would send all rows again: go on with a file of these lines, and no others: 1.\n",
    ] {
        assert!(ran.stderr.contains(text), "{text}: {ran:#?}");
    }
    assert!(!import.journal().exists());
}

#[test]
fn are_all_named_by_their_lines_and_the_first_twenty_with_their_message() {
    let import = Import::new();
    let ran = import
        .run(&vec![refused(); 30], &["--max-failures=0"])
        .expect(3);
    assert_eq!(ran.stderr.matches("  line ").count(), 20, "{ran:#?}");
    let text = "\n  and lines 21,22,23,24,25,26,27,28,29,30\n";
    assert!(ran.stderr.contains(text), "{ran:#?}");
}
