//! Calls in flight: as many as are asked for, at any time.

use std::process::Stdio;

use crate::import::{Import, contacts};
use crate::vendor::Ran;

#[test]
fn sends_every_row_once_as_it_stands_in_the_file() {
    let import = Import::new();
    let ran = import.run(&contacts(30), &[]).expect(0);
    let summary = format!(
        "30 rows: all done\nJournal: {}\n",
        import.journal().display()
    );
    assert_eq!(ran.stdout, summary);
    assert_eq!(ran.stderr, "");
    let mut arrived = import.arrived();
    let mut expected: Vec<_> = (1..=30).map(|number| format!("N{number}")).collect();
    arrived.sort_unstable();
    expected.sort_unstable();
    assert_eq!(arrived, expected);
    assert!(import.vendor.sandbox.ledger().violations().is_empty());
}

#[test]
fn with_one_call_at_a_time_the_rows_arrive_in_their_order() {
    let import = Import::new();
    import.run(&contacts(20), &["--concurrency=1"]).expect(0);
    let expected: Vec<_> = (1..=20).map(|number| format!("N{number}")).collect();
    assert_eq!(import.arrived(), expected);
}

#[test]
fn is_full_whenever_a_call_is_answered_and_never_more_than_full() {
    const ROWS: usize = 100;
    for concurrency in [1, 5, 8, 64] {
        let (import, gate) = Import::gated();
        let option = format!("--concurrency={concurrency}");
        let child = import
            .command(&contacts(ROWS), &[&option])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        for answered in 0..ROWS {
            let in_flight = concurrency.min(ROWS - answered);
            gate.until_waiting(in_flight);
            // Now this one, now that one.
            gate.let_go(answered * 7 % in_flight);
        }
        Ran::from(child.wait_with_output().unwrap()).expect(0);
        assert_eq!(gate.most(), concurrency);
        assert_eq!(import.contacts(), ROWS);
    }
}

#[test]
fn has_room_for_the_next_row_as_soon_as_any_call_ends() {
    let (import, gate) = Import::gated();
    let child = import
        .command(&contacts(5), &["--concurrency=3"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    gate.until_waiting(3);
    let mut first = import.arrived();
    first.sort_unstable();
    assert_eq!(first, ["N1", "N2", "N3"]);
    gate.let_go(2);
    gate.until_waiting(3);
    assert_eq!(import.arrived()[3], "N4");
    gate.let_go(1);
    gate.until_waiting(3);
    assert_eq!(import.arrived()[4], "N5");
    for left in (1..=3).rev() {
        gate.until_waiting(left);
        gate.let_go(0);
    }
    Ran::from(child.wait_with_output().unwrap()).expect(0);
}
