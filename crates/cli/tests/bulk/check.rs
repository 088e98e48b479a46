//! Before anything is sent.

use serde_json::json;

use crate::import::{Import, contact, contacts, lines, mistakes};
use crate::vendor::Ran;

#[test]
fn names_every_mistake_of_every_row_by_its_line_and_sends_nothing() {
    let import = Import::new();
    let rows = [
        "\u{feff}",
        &contact(1).to_string(),
        "",
        r#"{"DiallerCampaignsID": 538, "Name": "", "PhoneNumber1": "+493023125009"}"#,
        "  \r",
        r#"{"DiallerCampaignsID": "PLANTED", "Nmae": "PLANTED", "Name": "N", "PhoneNumber1": "+49"}"#,
        r#"{"DiallerCampaignsID": 538, "Name": "PLANTED""#,
        r#"{"DiallerCampaignsID": 538, "Name": "N", "Name": "N", "PhoneNumber1": "+49"}"#,
        r#"["PLANTED"]"#,
        r#"{"DiallerCampaignsID": 538, "Name": "N"}"#,
    ];
    let file = import.file("contacts.jsonl", rows.join("\n"));
    let ran = Ran::of(import.bare(&[]).arg(&file)).expect(2);
    let mistakes = mistakes(&ran);
    let expected = [
        "line 4: Name must have at least 1 character, not 0",
        "line 6: DiallerCampaignsID must be a whole number",
        "line 6: Nmae is not known here",
        "line 7 is not JSON, from column 45 on",
        "line 8 cannot be read; perhaps a member is there twice",
        "line 9 must be an object",
        "line 10: PhoneNumber1 ",
    ];
    assert_eq!(mistakes.len(), expected.len(), "{ran:#?}");
    for (mistake, expected) in mistakes.iter().zip(expected) {
        assert!(mistake.starts_with(expected), "{mistake}");
    }
    assert!(!ran.stderr.contains("PLANTED"), "{ran:#?}");
    assert!(import.vendor.sandbox.ledger().calls().is_empty());

    let error = Ran::of(import.bare(&["--json"]).arg(&file))
        .expect(2)
        .error();
    assert_eq!(error["violations"][0]["field"], "line 4: Name", "{error}");
    assert_eq!(error["violations"].as_array().unwrap().len(), 7, "{error}");
}

#[test]
fn shows_a_hundred_mistakes_and_counts_the_others() {
    let import = Import::new();
    let mut rows = contacts(301);
    for row in &mut rows[..150] {
        row["Name"] = "".into();
    }
    for row in &mut rows[50..300] {
        row["Nmae"] = 1.into();
    }
    let ran = import.run(&rows, &[]).expect(2);
    let shown = mistakes(&ran);
    assert_eq!(shown.len(), 101, "{ran:#?}");
    assert!(shown[49].starts_with("line 50: Name must"), "{ran:#?}");
    assert!(shown[50].starts_with("line 51: Name must"), "{ran:#?}");
    assert_eq!(shown[51], "line 51: Nmae is not known here", "{ran:#?}");
    assert_eq!(shown[100], "and 300 more", "{ran:#?}");
}

#[test]
fn names_what_is_wrong_with_all_rows_once() {
    let import = Import::new();
    let mut rows = vec![json!({"PhoneNumber1": "+493023125009"}); 1000];
    rows[7]["DiallerCampaignsID"] = "PLANTED".into();
    let ran = import.run(&rows, &["--campaign-id=538"]).expect(2);
    let shown = mistakes(&ran);
    let expected = [
        "all rows: Name is missing",
        "line 8: DiallerCampaignsID must be a whole number",
    ];
    assert_eq!(shown, expected);
}

#[test]
fn refuses_a_line_that_is_no_text_or_has_no_end() {
    let import = Import::new();
    let endless = vec![b' '; 1024 * 1024 + 1];
    let rows = [b"\xff", &endless[..], b"{}x"].join(&b'\n');
    let file = import.file("contacts.jsonl", rows);
    let ran = Ran::of(import.bare(&[]).arg(file)).expect(2);
    for text in [
        "  line 1 is not a text in UTF-8: say --encoding windows-1252 if it is that\n",
        "  line 2 is longer than 1 MiB\n",
        "  line 3 is not JSON, from column 3 on\n",
    ] {
        assert!(ran.stderr.contains(text), "{text}: {ran:#?}");
    }
}

#[test]
fn takes_a_line_of_one_mebibyte_with_and_without_an_end() {
    let import = Import::new();
    let mut row = contact(1).to_string();
    row.push_str(&" ".repeat(1024 * 1024 - row.len()));
    for rows in [row.clone(), format!("{row}\n"), format!("{row}\n{row}")] {
        let file = import.file("contacts.jsonl", rows);
        Ran::of(import.bare(&[]).arg(file)).expect(0);
    }
    assert_eq!(import.contacts(), 4);
    let file = import.file("contacts.jsonl", format!("{row} \n"));
    let ran = Ran::of(import.bare(&[]).arg(file)).expect(2);
    let text = "  line 1 is longer than 1 MiB\n";
    assert!(ran.stderr.contains(text), "{ran:#?}");
}

#[test]
fn shows_of_a_long_name_its_beginning() {
    let import = Import::new();
    let mut row = contact(1);
    row["ä".repeat(100_000)] = 1.into();
    let ran = import.run(&[row], &[]).expect(2);
    let text = format!("line 1: {}.. is not known here", "ä".repeat(80));
    assert_eq!(mistakes(&ran), [text]);
}

#[test]
fn refuses_a_file_without_rows() {
    let import = Import::new();
    for contents in ["", "\n \r\n", "\u{feff}"] {
        let file = import.file("contacts.jsonl", contents);
        let ran = Ran::of(import.bare(&[]).arg(file)).expect(2);
        let text = "must have at least 1 row";
        assert!(ran.stderr.contains(text), "{contents:?}: {ran:#?}");
    }
}

#[test]
fn points_out_what_is_doubtful_by_its_line_and_sends_it() {
    let import = Import::new();
    let mut rows = contacts(22);
    for row in &mut rows {
        row["PhoneNumber1"] = "030 PLANTED".into();
    }
    let ran = import.run(&rows, &[]).expect(0);
    let warnings: Vec<_> = ran.stderr.lines().collect();
    assert_eq!(warnings.len(), 21, "{ran:#?}");
    let first = "warning: line 1: phone number 1 is not as of E.164";
    assert!(warnings[0].starts_with(first), "{ran:#?}");
    assert_eq!(warnings[20], "warning: and 2 more of this kind");
    assert!(!ran.stderr.contains("PLANTED"), "{ran:#?}");
    assert_eq!(import.contacts(), 22);
}

#[test]
fn points_out_that_two_rows_are_about_the_same_contact() {
    let import = Import::new();
    let mut rows = contacts(4);
    for position in [0, 2, 3] {
        rows[position]["UserData"] = "PLANTED".into();
    }
    for (option, what) in [
        (&[][..], "each becomes a contact of its own"),
        (
            &["--overwrite-duplicates"],
            "one of them overwrites the other",
        ),
    ] {
        let ran = import.run(&rows, option).expect(0);
        for line in [3, 4] {
            let text = format!("warning: line {line}: UserData is the same as in line 1: {what}\n");
            assert!(ran.stderr.contains(&text), "{ran:#?}");
        }
        assert!(!ran.stderr.contains("PLANTED"), "{ran:#?}");
    }
}

#[test]
fn knows_json_lines_by_the_name_of_the_file_or_by_being_told() {
    let import = Import::new();
    let rows = lines(&contacts(1));
    for name in ["contacts.jsonl", "contacts.ndjson", "CONTACTS.JSONL"] {
        let file = import.file(name, &rows);
        Ran::of(import.bare(&[]).arg(file)).expect(0);
    }
    let file = import.file("contacts.txt", &rows);
    Ran::of(import.bare(&["--rows-format=jsonl"]).arg(&file)).expect(0);
    assert_eq!(import.contacts(), 4);

    for (name, advice) in [
        ("contacts", "say --rows-format csv, tsv or jsonl"),
        ("contacts.txt", "say --rows-format csv, tsv or jsonl"),
        ("contacts.json", "give it to --from-json"),
        ("-", "say --rows-format csv, tsv or jsonl"),
    ] {
        let ran = Ran::of(&mut import.bare(&[name])).expect(2);
        assert!(ran.stderr.contains(advice), "{ran:#?}");
    }
    let ran = Ran::of(import.bare(&["--rows-format=xml"]).arg(&file)).expect(2);
    let text = "[possible values: csv, tsv, jsonl]";
    assert!(ran.stderr.contains(text), "{ran:#?}");
}

#[test]
fn ends_with_2_if_there_is_no_such_file() {
    let import = Import::new();
    Ran::of(&mut import.bare(&["nowhere.jsonl"])).expect(2);
    let directory = import.file("x", "").parent().unwrap().to_owned();
    let ran = Ran::of(import.bare(&["--rows-format=jsonl"]).arg(directory)).expect(2);
    assert!(ran.stderr.contains("it is a directory"), "{ran:#?}");
}

#[test]
fn takes_a_file_or_a_contact_by_options() {
    let import = Import::new();
    for option in [
        "--name=N",
        "--phone-number-1=+49",
        "--comment=C",
        "--from-json=-",
    ] {
        let ran = import.run(&contacts(1), &[option]).expect(2);
        assert!(ran.stderr.contains("cannot be used with"), "{ran:#?}");
    }
    for option in ["--concurrency=2", "--rows-format=jsonl"] {
        Ran::of(&mut import.bare(&[option])).expect(2);
    }
    for number in ["0", "257", "many"] {
        let concurrency = format!("--concurrency={number}");
        import.run(&contacts(1), &[&concurrency]).expect(2);
    }
    assert!(import.vendor.sandbox.ledger().calls().is_empty());
}
