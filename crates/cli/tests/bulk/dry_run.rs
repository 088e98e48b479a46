//! What would be sent, told without sending it.

use serde_json::json;

use crate::import::{Import, contacts, lines, refused};
use crate::vendor::Ran;

#[test]
fn counts_the_rows_by_what_would_be_done_with_them_and_leaves_the_journal_as_it_is() {
    let import = Import::new();
    let mut rows = contacts(2);
    rows.push(refused());
    import.run(&rows, &[]).expect(3);
    let journal = std::fs::read(import.journal()).unwrap();
    let calls = import.vendor.sandbox.ledger().calls().len();
    rows.extend(contacts(5).split_off(2));

    let ran = import.again(&rows, &["--dry-run"]).expect(0);
    let text = "6 rows: 3 to be sent, 2 done before, 1 refused before; nothing was sent\nRefused before, and not sent \
                again:\n  line 3: importContact: refused: 404 Not Found";
    assert!(ran.stdout.starts_with(text), "{ran:#?}");
    let ran = import.again(&rows, &["--dry-run", "--json"]).expect(0);
    let expected = json!({
        "rows": 6, "to_send": 3, "done_before": 2, "to_be_marked_done": 0, "refused_before": 1, "in_doubt": 0,
        "missing": 0, "journal": import.journal(), "lines_in_doubt": [], "lines_refused": [3],
    });
    assert_eq!(ran.json(), expected);
    assert_eq!(std::fs::read(import.journal()).unwrap(), journal);
    assert_eq!(import.vendor.sandbox.ledger().calls().len(), calls);
}

#[test]
fn makes_no_journal_and_needs_no_settings() {
    let import = Import::new();
    let file = import.file("contacts.jsonl", lines(&contacts(2)));
    let mut command = import.bare(&["--dry-run"]);
    command.arg(file).env_remove("VENDOR_DIALLER_BASE_URL");
    let ran = Ran::of(&mut command).expect(0);
    assert_eq!(ran.stdout, "2 rows: 2 to be sent; nothing was sent\n");
    let text =
        "warning: it is not known whether the journal is of this job, and nothing could be sent: ";
    assert!(ran.stderr.starts_with(text), "{ran:#?}");
    assert!(!import.journal().exists());
}

#[test]
fn refuses_the_journal_of_another_job_too() {
    let import = Import::new();
    import.run(&contacts(1), &[]).expect(0);
    let options = ["--dry-run", "--overwrite-duplicates"];
    let ran = import.again(&contacts(1), &options).expect(2);
    assert!(ran.stderr.contains("belongs to another job"), "{ran:#?}");
}
