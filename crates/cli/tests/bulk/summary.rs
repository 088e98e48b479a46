//! All that a person reads at the end of a job with a row of each kind.

use std::time::Duration;

use vendor_sandbox::Fault;
use vendor_sandbox::dialler::IMPORT_CONTACT;

use crate::import::{Import, contacts, refused};

/// Without what is another each time: where the file is, and how long a call took.
fn without_chance(import: &Import, text: &str) -> String {
    let directory = import.path("").display().to_string();
    let text = text.replace(&directory, "");
    let lines = text
        .lines()
        .map(|line| match line.split_once(" (1 attempt") {
            Some((line, _)) => line.to_owned(),
            None => line.to_owned(),
        });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn names_the_rows_of_each_kind_the_journal_and_the_commands_to_type() {
    let import = Import::new();
    let mut rows = contacts(5);
    rows[1] = refused();
    let faults = import.vendor.sandbox.faults();
    // One each, in the order of the rows; the refused one finds nothing in its way.
    for fault in [
        Fault::DropAfterActing,
        Fault::Delay(Duration::ZERO),
        Fault::GarbageBody,
    ] {
        faults.inject(IMPORT_CONTACT, fault);
    }
    let ran = import.run(&rows, &["--concurrency=1"]).expect(5);
    insta::assert_snapshot!("first_run", without_chance(&import, &ran.stderr));
    rows.push(contacts(6).remove(5));
    let ran = import.again(&rows, &["--concurrency=1"]).expect(5);
    insta::assert_snapshot!("second_run", without_chance(&import, &ran.stderr));
    let ran = import.again(&rows, &["--json"]).expect(5);
    let mut summary = ran.summary();
    summary["journal"] = "JOURNAL".into();
    let summary = serde_json::to_string_pretty(&summary).unwrap();
    insta::assert_snapshot!("for_machines", without_chance(&import, &summary));
}
