//! The file that remembers what became of each row.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::import::{Import, contact, contacts, lines, refused};
use crate::vendor::Ran;

/// Its lines.
fn records(path: &Path) -> Vec<Value> {
    let text = fs::read_to_string(path).unwrap();
    let lines = text.lines().map(serde_json::from_str);
    lines.collect::<Result<_, _>>().unwrap()
}

#[test]
fn says_which_job_it_is_and_of_each_row_that_it_was_started_and_how_it_ended() {
    let import = Import::new();
    import.run(&contacts(2), &["--concurrency=1"]).expect(0);
    let records = records(&import.journal());
    let header = json!({
        "journal": 1, "vendor": "dialler", "operation": "importContact",
        "base_url": import.vendor.sandbox.dialler().base_url(), "account": null,
        "options": {"--overwrite-duplicates": "false"}, "mapping": {},
    });
    assert_eq!(records[0], header);
    let states: Vec<_> = records[1..]
        .iter()
        .map(|record| {
            (
                record["line"].as_u64().unwrap(),
                record["state"].as_str().unwrap(),
            )
        })
        .collect();
    let expected = [(1, "started"), (1, "done"), (2, "started"), (2, "done")];
    assert_eq!(states, expected);
    assert_eq!(records[1]["key"], records[2]["key"]);
    assert_ne!(records[1]["key"], records[3]["key"]);
    let id = records[2]["id"].as_str().unwrap();
    assert!(id.parse::<i64>().is_ok(), "{id}");
    let at = records[2]["at"].as_str().unwrap();
    assert_eq!(at.len(), "2024-10-15T09:00:00Z".len(), "{at}");
}

#[test]
fn holds_nothing_of_what_is_sent_or_answered_and_no_secret() {
    let import = Import::new();
    let mut rows = contacts(3);
    rows[0]["Name"] = "PLANTED".into();
    rows[1]["DiallerCampaignsID"] = 7.into();
    rows[1]["UserData"] = "PLANTED".into();
    rows[2]["Comment"] = "PLANTED".into();
    import.run(&rows, &[]).expect(3);
    let journal = fs::read_to_string(import.journal()).unwrap();
    for text in [
        "PLANTED",
        "+4930",
        "campaign not found",
        &import.vendor.sandbox.dialler().token(),
    ] {
        assert!(!journal.contains(text), "{text}: {journal}");
    }
}

#[cfg(unix)]
#[test]
fn is_made_for_nobody_else_to_read_and_says_so_if_others_can() {
    use std::os::unix::fs::PermissionsExt as _;

    let import = Import::new();
    let ran = import.run(&contacts(1), &[]).expect(0);
    assert_eq!(ran.stderr, "");
    let mode = fs::metadata(import.journal()).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    fs::set_permissions(import.journal(), fs::Permissions::from_mode(0o644)).unwrap();
    let ran = import.again(&contacts(1), &[]).expect(0);
    let text = "warning: other users can read the journal ";
    assert!(ran.stderr.starts_with(text), "{ran:#?}");
}

#[test]
fn may_be_elsewhere_and_has_no_place_beside_stdin() {
    let import = Import::new();
    let elsewhere = import.path("elsewhere");
    let option = format!("--journal={}", elsewhere.display());
    import.run(&contacts(1), &[&option]).expect(0);
    assert!(elsewhere.exists() && !import.journal().exists());

    let stdin = ["-", "--rows-format=jsonl"];
    let ran = Ran::with_input(&mut import.bare(&stdin), &lines(&contacts(1))).expect(2);
    let text =
        "error: stdin has no place beside it for a journal\n\nSay where it is with --journal FILE";
    assert!(ran.stderr.starts_with(text), "{ran:#?}");
    let mut command = import.bare(&[&stdin[..], &[&option]].concat());
    let ran = Ran::with_input(&mut command, &lines(&contacts(1))).expect(0);
    assert!(ran.stdout.starts_with("1 row: done before\n"), "{ran:#?}");
    assert_eq!(import.contacts(), 1);
}

#[test]
fn of_the_sandbox_is_another_one() {
    let import = Import::new();
    let file = import.file("contacts.jsonl", lines(&contacts(1)));
    Ran::of(import.bare(&["--sandbox"]).arg(&file)).expect(0);
    assert!(import.path("contacts.jsonl.sandbox.journal").exists());
    assert!(!import.journal().exists());
    Ran::of(import.bare(&[]).arg(&file)).expect(0);
    assert_eq!(import.contacts(), 1);
}

#[test]
fn of_another_job_is_refused_with_every_difference() {
    let import = Import::new();
    import.run(&contacts(1), &[]).expect(0);
    let options = ["--overwrite-duplicates", "--base-url=http://127.0.0.1:1/1"];
    let ran = import.again(&contacts(2), &options).expect(2);
    let here = import.vendor.sandbox.dialler().base_url().to_owned();
    for text in [
        "contacts.jsonl.journal belongs to another job (rows done by it: 1, in doubt: 0):\n",
        &format!("\n  base URL: {here} in the journal, http://127.0.0.1:1/1 now\n"),
        "\n  --overwrite-duplicates: false in the journal, true now\n",
        "move the journal away or say --journal FILE",
    ] {
        assert!(ran.stderr.contains(text), "{text}: {ran:#?}");
    }
    assert_eq!(import.contacts(), 1);
    let error = import.again(&contacts(2), &[&options[..], &["--json"]].concat());
    assert_eq!(error.expect(2).error()["kind"], "journal");
}

#[test]
fn of_another_job_that_has_done_nothing_may_be_deleted() {
    let import = Import::new();
    import.run(&[refused()], &[]).expect(3);
    let options = ["--overwrite-duplicates"];
    let ran = import.again(&[refused()], &options).expect(2);
    let text = "\n\nDelete the journal, since it has nothing that must not be done twice, and run it again.";
    assert!(ran.stderr.contains(text), "{ran:#?}");
}

#[test]
fn whose_last_line_is_torn_loses_that_line_and_no_other() {
    let import = Import::new();
    import.run(&contacts(2), &["--concurrency=1"]).expect(0);
    let whole = fs::read_to_string(import.journal()).unwrap();
    for torn in [
        "{\"line\":3,\"key\":\"12",
        "{",
        "\0\0\0\0",
        "{\"line\":3\0\0",
    ] {
        fs::write(import.journal(), format!("{whole}{torn}")).unwrap();
        import.again(&contacts(2), &[]).expect(0);
        assert_eq!(fs::read_to_string(import.journal()).unwrap(), whole);
    }
    // Of the line itself nothing is lost.
    fs::write(import.journal(), whole.trim_end()).unwrap();
    let ran = import.again(&contacts(2), &[]).expect(0);
    assert!(
        ran.stdout.starts_with("2 rows: all done before\n"),
        "{ran:#?}"
    );
    assert_eq!(fs::read_to_string(import.journal()).unwrap(), whole);
    assert_eq!(import.contacts(), 2);
}

#[test]
fn whose_first_line_is_torn_is_begun_anew() {
    let import = Import::new();
    let file = import.file("contacts.jsonl", lines(&contacts(1)));
    for torn in ["", "{\"journal\":1,\"vendor\":\"dia", "\0\0\0"] {
        fs::write(import.journal(), torn).unwrap();
        import.vendor.sandbox.dialler().remove_all_contacts();
        Ran::of(import.bare(&[]).arg(&file)).expect(0);
        assert_eq!(records(&import.journal()).len(), 3);
    }
}

#[test]
fn with_a_broken_line_is_refused_by_the_line_and_left_as_it_is() {
    let import = Import::new();
    import.run(&contacts(2), &["--concurrency=1"]).expect(0);
    let whole = fs::read_to_string(import.journal()).unwrap();
    let broken = [
        whole.replacen("\"state\":\"done\"", "\"state\":\"gone\"", 1),
        whole
            .replacen("{\"line\":1,", "", 2)
            .replacen("\"key\"", "{\"key\"", 1),
        whole.replacen("\n{\"line\":1", "\nPLANTED{\"line\":1", 1),
    ];
    for broken in broken {
        fs::write(import.journal(), &broken).unwrap();
        let ran = import.again(&contacts(3), &[]).expect(2);
        let text = " cannot be read: it was changed or damaged";
        assert!(ran.stderr.contains(text), "{ran:#?}");
        assert!(ran.stderr.contains("journal, line "), "{ran:#?}");
        assert!(!ran.stderr.contains("PLANTED"), "{ran:#?}");
        assert_eq!(fs::read_to_string(import.journal()).unwrap(), broken);
    }
    assert_eq!(import.contacts(), 2);
}

#[test]
fn is_nothing_that_somebody_else_has_written() {
    let import = Import::new();
    let file = import.file("contacts.jsonl", lines(&contacts(1)));
    for contents in ["my notes", "my notes\n", "{}\n", "[1]", "{\"line\":1}\n"] {
        fs::write(import.journal(), contents).unwrap();
        let ran = Ran::of(import.bare(&[]).arg(&file)).expect(2);
        let text = "is no journal of this program, and nothing was written to it";
        assert!(ran.stderr.contains(text), "{ran:#?}");
        assert_eq!(fs::read_to_string(import.journal()).unwrap(), contents);
    }
    fs::write(import.journal(), "{\"journal\":2,\"more\":true}\n").unwrap();
    let ran = Ran::of(import.bare(&[]).arg(&file)).expect(2);
    assert!(
        ran.stderr
            .contains("has the format 2, and this program knows 1"),
        "{ran:#?}"
    );
    assert_eq!(import.contacts(), 0);
}

#[cfg(unix)]
#[test]
fn is_no_link_and_no_directory() {
    let import = Import::new();
    let file = import.file("contacts.jsonl", lines(&contacts(1)));
    let other = import.file("other", "");
    std::os::unix::fs::symlink(&other, import.journal()).unwrap();
    for _ in 0..2 {
        let ran = Ran::of(import.bare(&[]).arg(&file)).expect(2);
        let text = "is no file of its own but a link, a directory or a device";
        assert!(ran.stderr.contains(text), "{ran:#?}");
        let _ = fs::remove_file(import.journal());
        let _ = fs::create_dir(import.journal());
    }
    assert_eq!(fs::read(&other).unwrap(), b"");
    assert_eq!(import.contacts(), 0);
}

#[test]
fn is_used_by_one_run_at_a_time() {
    let import = Import::new();
    import.run(&contacts(1), &[]).expect(0);
    let journal = fs::File::open(import.journal()).unwrap();
    journal.lock().unwrap();
    let ran = import.again(&contacts(2), &[]).expect(2);
    assert!(ran.stderr.contains(" is in use: another run"), "{ran:#?}");
    import.again(&contacts(2), &["--dry-run"]).expect(0);
    drop(journal);
    import.again(&contacts(2), &[]).expect(0);
}

#[test]
fn that_cannot_be_made_is_no_reason_to_go_without_one() {
    let import = Import::new();
    let option = "--journal=/nowhere/journal";
    let ran = import.run(&contacts(1), &[option]).expect(2);
    assert!(
        ran.stderr
            .contains("the journal /nowhere/journal cannot be opened"),
        "{ran:#?}"
    );
    assert_eq!(import.contacts(), 0);
}

#[cfg(unix)]
#[test]
fn that_is_moved_away_meanwhile_stops_the_rows_that_follow() {
    use std::process::Stdio;

    let (import, gate) = Import::gated();
    let child = import
        .command(&contacts(5), &["--concurrency=1"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    gate.until_waiting(1);
    fs::rename(import.journal(), import.path("away")).unwrap();
    gate.let_go(0);
    let ran = Ran::from(child.wait_with_output().unwrap()).expect(1);
    for text in [
        "contacts.jsonl.journal was moved or deleted while it was in use",
        "5 rows: 1 done, 4 not started\n",
        "\n\nPut it back, then run the same command again.",
    ] {
        assert!(ran.stderr.contains(text), "{text}: {ran:#?}");
    }
    assert!(
        !ran.stderr.contains("what is done is not sent again"),
        "{ran:#?}"
    );
    assert_eq!(import.contacts(), 1);
    fs::rename(import.path("away"), import.journal()).unwrap();
    gate.open(&import.vendor.sandbox);
    import.again(&contacts(5), &[]).expect(0);
    assert_eq!(import.contacts(), 5);
}

#[test]
fn knows_a_row_by_what_is_sent_wherever_it_stands() {
    let import = Import::new();
    import.run(&contacts(3), &[]).expect(0);
    let mut rows: Vec<_> = contacts(5).into_iter().rev().collect();
    // The same contact, written in another way.
    rows[4] = json!({"PhoneNumber1": "+493023125009", "Name": "N1", "DiallerCampaignsID": 538});
    let ran = import.again(&rows, &[]).expect(0);
    let text = "5 rows: 2 done, 3 done before, so all are done\n";
    assert!(ran.stdout.starts_with(text), "{ran:#?}");
    assert_eq!(import.contacts(), 5);
}

#[test]
fn knows_equal_rows_by_their_number() {
    let import = Import::new();
    import.run(&vec![contact(1); 2], &[]).expect(0);
    let ran = import.again(&vec![contact(1); 3], &[]).expect(0);
    assert!(
        ran.stdout.starts_with("3 rows: 1 done, 2 done before, "),
        "{ran:#?}"
    );
    assert_eq!(import.contacts(), 3);
}

/// Whatever the journal cannot take is named, so that no row is done twice and none is lost.
#[cfg(target_os = "linux")]
#[test]
fn that_is_full_stops_the_rows_that_follow_and_what_it_lacks_is_named() {
    use std::process::Command;

    const ROWS: usize = 9;
    let mut named = 0;
    // In blocks of 512 bytes: the header alone, and up to nearly all rows.
    for blocks in 1..=4 {
        let import = Import::new();
        let file = import.file("contacts.jsonl", lines(&contacts(ROWS)));
        let program = import.bare(&["--concurrency=3"]);
        let mut full = Command::new("sh");
        full.args([
            "-c",
            &format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\""),
        ])
        .arg(program.get_program())
        .args(program.get_args())
        .arg(&file)
        .envs(
            program
                .get_envs()
                .filter_map(|(name, value)| Some((name, value?))),
        );
        let ran = Ran::of(&mut full);
        assert!(matches!(ran.code, Some(1)), "{ran:#?}");
        assert!(
            ran.stderr
                .contains("contacts.jsonl.journal cannot be written: "),
            "{ran:#?}"
        );
        // "line 3: done, id 215387"
        let known_here: Vec<_> = ran
            .stderr
            .lines()
            .filter_map(|line| line.strip_prefix("  line ")?.split_once(": done, id "))
            .map(|(line, _)| line.to_owned())
            .collect();
        named += known_here.len();
        let option = format!("--mark-done={}", known_here.join(","));
        let options = if known_here.is_empty() {
            vec![]
        } else {
            vec![option.as_str()]
        };
        import.again(&contacts(ROWS), &options).expect(0);
        assert_eq!(import.contacts(), ROWS);
    }
    assert!(named > 0, "nothing was lacking");
}
