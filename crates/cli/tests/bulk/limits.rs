//! A vendor that is asked too fast: its rows come again, and no others are started meanwhile.

use vendor_sandbox::dialler::IMPORT_CONTACT;
use vendor_sandbox::{Fault, RetryAfter, StatusCode};

use crate::import::{Import, contacts};

fn too_many(retry_after: u64) -> Fault {
    Fault::Refuse {
        status: StatusCode::TOO_MANY_REQUESTS,
        retry_after: Some(RetryAfter::Seconds(retry_after)),
    }
}

#[test]
fn has_its_rows_sent_once_more_and_none_is_lost() {
    let import = Import::new();
    let faults = import.vendor.sandbox.faults();
    // More than the attempts of two calls.
    faults.inject_times(IMPORT_CONTACT, 9, too_many(0));
    let ran = import.run(&contacts(5), &["--concurrency=1"]).expect(0);
    let note = "the vendor asks to go slower: no row is started for 0 s\n";
    assert_eq!(ran.stderr, note.repeat(2), "{ran:#?}");
    assert_eq!(import.contacts(), 5);
    let journal = std::fs::read_to_string(import.journal()).unwrap();
    assert_eq!(journal.matches("not sent").count(), 2, "{journal}");
}

#[test]
fn is_not_waited_for_beyond_five_minutes() {
    let import = Import::new();
    let faults = import.vendor.sandbox.faults();
    faults.inject(IMPORT_CONTACT, too_many(301));
    let ran = import.run(&contacts(5), &["--concurrency=1"]).expect(4);
    for text in [
        "5 rows: 1 not sent, 4 not started\n",
        "\n\nWait 301 s.\nTo go on, run the same command again",
    ] {
        assert!(ran.stderr.contains(text), "{text}: {ran:#?}");
    }
    import.again(&contacts(5), &[]).expect(0);
    assert_eq!(import.contacts(), 5);
}

#[test]
fn is_not_asked_more_often_than_somebody_says() {
    let import = Import::new();
    for wrong in ["--rate=0", "--rate=-1", "--rate=x", "--rate=inf"] {
        let ran = import.run(&contacts(1), &[wrong]).expect(2);
        assert!(ran.stderr.contains("expected a number above 0"), "{ran:#?}");
    }
    // A slot of the second row is a day away, so it is told at once, and the first one was free.
    let options = ["--rate=0.00002", "--concurrency=1"];
    let ran = import.run(&contacts(2), &options).expect(4);
    assert!(
        ran.stderr.contains("2 rows: 1 done, 1 not sent\n"),
        "{ran:#?}"
    );
    assert!(!ran.stderr.contains("the vendor asks"), "{ran:#?}");
    assert_eq!(import.contacts(), 1);
}
