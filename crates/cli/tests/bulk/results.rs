//! What is printed of rows that are done.

use std::io::{BufRead as _, BufReader};
use std::process::Stdio;

use serde_json::Value;

use crate::import::{Import, contacts, lines};
use crate::vendor::Ran;

#[test]
fn is_the_vendors_answer_as_it_came_with_the_line_for_machines() {
    let import = Import::new();
    let rows = lines(&contacts(9)).replace(r#""Name":"N5""#, r#""Name":"N5","Amount":1249.90"#);
    let file = import.file("contacts.jsonl", rows);
    let ran = Ran::of(import.bare(&["--json"]).arg(file)).expect(0);
    let mut lines = ran.json_lines();
    lines.sort_unstable_by_key(|line| line["line"].as_u64());
    for (number, line) in (1..).zip(&lines) {
        assert_eq!(line["line"], number, "{ran:#?}");
        assert_eq!(line["delivery"], "done", "{ran:#?}");
        assert_eq!(line["error"], Value::Null, "{ran:#?}");
        let name = &line["answer"]["records"][0]["Name"];
        assert_eq!(name, &format!("N{number}"), "{ran:#?}");
    }
    assert_eq!(lines.len(), 9);
    assert!(ran.stdout.contains(r#""Amount":1249.90"#), "{ran:#?}");
    let summary = ran.summary();
    assert_eq!((&summary["rows"], &summary["done"]), (&9.into(), &9.into()));
}

#[test]
fn is_no_longer_printed_once_nobody_reads_it_and_the_rows_are_sent() {
    let import = Import::new();
    let mut child = import
        .command(&contacts(300), &["--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    stdout.read_line(&mut String::new()).unwrap();
    drop(stdout);
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert_eq!(import.contacts(), 300);
}

#[test]
fn holds_no_call_up_while_nobody_reads_it() {
    let import = Import::new();
    let mut child = import
        .command(&contacts(200), &["--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // More than a pipe has room for, and less than may wait.
    import.vendor.wait_for_calls(200);
    let stdout = BufReader::new(child.stdout.take().unwrap());
    assert_eq!(stdout.lines().count(), 200);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[cfg(target_os = "linux")]
#[test]
fn that_cannot_be_written_stops_the_rows_that_follow() {
    use std::fs::OpenOptions;

    let import = Import::new();
    let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
    let child = import
        .command(&contacts(5_000), &["--json", "--concurrency=1"])
        .stdout(full)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let error = Ran::from(child.wait_with_output().unwrap())
        .expect(6)
        .error();
    let done = import.contacts();
    assert!(done < 5_000);
    assert_eq!(error["kind"], "output");
    let message = error["message"].as_str().unwrap();
    let text = "the results of the rows cannot be written: ";
    assert!(message.starts_with(text), "{message}");
    let note = error["note"].as_str().unwrap();
    let left = 5_000 - done;
    let text = format!("5000 rows: {done} done, {left} not started\n");
    assert!(note.starts_with(&text), "{note}");
    let advice = "To go on, run the same command again: what is done is not sent again.";
    assert_eq!(error["advice"], advice);
}

#[cfg(target_os = "linux")]
#[test]
fn that_cannot_be_written_at_the_end_is_no_reason_to_send_the_rows_again() {
    use std::fs::OpenOptions;

    for options in [&[][..], &["--json"]] {
        let import = Import::new();
        let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
        // All of them are in flight before there is a result.
        let child = import
            .command(&contacts(4), &[&["--concurrency=4"], options].concat())
            .stdout(full)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let ran = Ran::from(child.wait_with_output().unwrap()).expect(6);
        for text in [
            "it is done, but its result cannot be written: ",
            "Do not run it again.",
        ] {
            assert!(ran.stderr.contains(text), "{text}: {ran:#?}");
        }
        assert_eq!(import.contacts(), 4);
    }
}
