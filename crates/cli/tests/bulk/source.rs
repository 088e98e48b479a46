//! Where rows are from: a file, or what can be read once only.

use std::fs::OpenOptions;
use std::process::Stdio;

use crate::import::{Import, contact, contacts, lines};
use crate::vendor::Ran;

#[test]
fn may_be_stdin() {
    let import = Import::new();
    let mut command = import.bare(&["-", "--rows-format=jsonl", "--no-journal"]);
    let ran = Ran::with_input(&mut command, &lines(&contacts(20))).expect(0);
    assert_eq!(ran.stdout, "20 rows: all done\n");
    assert_eq!(import.contacts(), 20);
    let ran = Ran::with_input(&mut command, "{").expect(2);
    let text = "error: stdin cannot be used:\n  line 1 is not JSON, ";
    assert!(ran.stderr.starts_with(text), "{ran:#?}");
}

#[cfg(unix)]
#[test]
fn may_be_a_pipe_with_a_name() {
    let import = Import::new();
    let mut command = import.bare(&["/dev/stdin", "--rows-format=jsonl", "--no-journal"]);
    Ran::with_input(&mut command, &lines(&contacts(20))).expect(0);
    assert_eq!(import.contacts(), 20);
}

#[cfg(target_os = "linux")]
#[test]
fn that_is_stdin_is_copied_for_nobody_else_to_read_and_leaves_no_file() {
    use std::fs;
    use std::io::Write as _;
    use std::os::unix::fs::PermissionsExt as _;

    let (import, gate) = Import::gated();
    let temporary = tempfile::tempdir().unwrap();
    let mut child = import
        .bare(&["-", "--rows-format=jsonl", "--no-journal"])
        .env("TMPDIR", temporary.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(lines(&contacts(1)).as_bytes()).unwrap();
    drop(stdin);
    gate.until_waiting(1);
    assert_eq!(temporary.path().read_dir().unwrap().count(), 0);
    let descriptors = fs::read_dir(format!("/proc/{}/fd", child.id())).unwrap();
    let copies: Vec<_> = descriptors
        .map(|entry| entry.unwrap().path())
        .filter(|descriptor| {
            fs::read_link(descriptor).is_ok_and(|file| file.starts_with(temporary.path()))
        })
        .collect();
    assert_eq!(copies.len(), 1);
    let mode = fs::metadata(&copies[0]).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    gate.let_go(0);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[cfg(unix)]
#[test]
fn that_is_stdin_needs_a_place_for_its_copy() {
    let import = Import::new();
    let mut command = import.bare(&["-", "--rows-format=jsonl", "--no-journal"]);
    command.env("TMPDIR", "/nowhere");
    let ran = Ran::of(&mut command).expect(1);
    let text = "error: stdin has to be copied, and the temporary file for that cannot be made: ";
    assert!(ran.stderr.starts_with(text), "{ran:#?}");
}

#[test]
fn that_is_changed_under_way_ends_the_command_and_says_how_far_it_is() {
    // More than is read at once.
    const ROWS: usize = 5_000;
    let (import, gate) = Import::gated();
    let mut command = import.command(&contacts(ROWS), &["--concurrency=2"]);
    let child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    gate.until_waiting(2);
    let path = command.get_args().last().unwrap();
    let file = OpenOptions::new().write(true).open(path).unwrap();
    file.set_len(0).unwrap();
    gate.open(&import.vendor.sandbox);
    let ran = Ran::from(child.wait_with_output().unwrap()).expect(1);
    for text in [
        "contacts.jsonl cannot be used:\n  line ",
        " is not what it was when the rows were checked\n5000 rows: ",
        "\nTo go on, run the same command again",
    ] {
        assert!(ran.stderr.contains(text), "{text}: {ran:#?}");
    }
    let done = format!("5000 rows: {} done, ", import.contacts());
    assert!(ran.stderr.contains(&done), "{ran:#?}");
}

#[test]
fn that_has_other_rows_by_then_has_none_sent_that_was_sent_before() {
    const ROWS: usize = 60;
    // Long, so that more than is read at once are few.
    let long = |number| {
        let mut row = contact(number);
        row["Comment"] = "c".repeat(10_000).into();
        row
    };
    let rows: Vec<_> = (1..=ROWS).map(long).collect();
    let (import, gate) = Import::gated();
    let child = import
        .command(&rows, &["--concurrency=2"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    gate.until_waiting(2);
    let changed: Vec<_> = (ROWS + 1..=ROWS + 3).map(long).chain(rows).collect();
    import.rewrite("contacts.jsonl", lines(&changed));
    gate.open(&import.vendor.sandbox);
    let ran = Ran::from(child.wait_with_output().unwrap()).expect(1);
    let text = " is not what it was when the rows were checked\n60 rows: ";
    assert!(ran.stderr.contains(text), "{ran:#?}");

    import.again(&changed, &[]).expect(0);
    let mut arrived = import.arrived();
    arrived.sort_unstable();
    arrived.dedup();
    assert_eq!((arrived.len(), import.contacts()), (ROWS + 3, ROWS + 3));
}
