//! Which member of a contact a column of a CSV file is.

use serde_json::{Value, json};

use crate::csv::{arrives, mistakes, run};
use crate::import::{Import, contact};
use crate::vendor::Ran;

const ROW: &str = "N,+493023125009,2020-01-31T08:00:00";

fn expected() -> Value {
    json!({
        "DiallerCampaignsID": 538,
        "Name": "N",
        "PhoneNumber1": "+493023125009",
        "dtBeginDate": "2020-01-31T08:00:00",
    })
}

#[test]
fn is_said_by_the_vendors_name_or_the_options_in_any_spelling() {
    for header in [
        "Name,PhoneNumber1,dtBeginDate",
        "name,phone-number-1,begin-date",
        "NAME, Phone number 1 ,Begin_Date",
    ] {
        assert_eq!(
            arrives(format!("{header}\n{ROW}\n"), &[]),
            [expected()],
            "{header}"
        );
    }
}

#[test]
fn is_said_by_a_mapping() {
    let csv = format!(
        "Nachname,Straße = Nr,Telefon,Von\nN,PLANTED,{}\n",
        &ROW[2..]
    );
    let mappings = [
        "--map=nachname=Name",
        "--map=Straße = Nr=",
        "--map=Telefon=phone number 1",
        "--map=Von=begin-date",
    ];
    assert_eq!(arrives(csv, &mappings), [expected()]);
}

#[test]
fn is_said_by_a_mapping_though_the_header_is_known() {
    let csv = "Name,Company,name\nPLANTED,N,+493023125009\n";
    let mappings = [
        "--map=Name=",
        "--map=Company=Name",
        "--map=name=phone-number-1",
    ];
    assert_eq!(
        arrives(csv, &mappings),
        [contact(1)].map(|mut contact| {
            contact["Name"] = "N".into();
            contact
        })
    );
}

#[test]
fn that_is_not_known_is_named_with_the_mapping_to_type() {
    let csv = "Nmae,Telefon,Phone,\"it's \"\"new\"\"\",Telefon\nPLANTED,,,,\n";
    let found = mistakes(csv, &[]);
    assert_eq!(
        found[..4],
        [
            r#""Nmae" is not known here: perhaps --map "Nmae=Name"; or --map "Nmae=" to leave it out"#,
            r#""Telefon" is not known here: say --map "Telefon=NAME" for one of the names below, or --map "Telefon=" to leave it out"#,
            r#""Phone" is not known here: perhaps --map "Phone=PhoneNumber1"; or --map "Phone=" to leave it out"#,
            r#""it's "new"" is not known here: say --map 'it'\''s "new"=NAME' for one of the names below, or --map 'it'\''s "new"=' to leave it out"#,
        ]
    );
    let known = "Known here are DiallerCampaignsID, DiallerCampaignsName, ";
    assert!(found[4].starts_with(known), "{found:#?}");
    assert_eq!(found.len(), 5);
}

#[test]
fn cannot_be_said_by_a_wrong_mapping_and_all_of_these_are_named() {
    let csv = format!("Name,Telefon,Von\n{ROW}\n");
    let mappings = [
        "--map=Telefon",
        "--map=Fax=FaxNumber",
        "--map=Telefon=Phone",
        "--map=Telefon=PhoneNumber2",
        "--map=Von=x",
    ];
    assert_eq!(
        mistakes(csv, &mappings),
        [
            r#"--map "Telefon" must be HEADER=NAME, or HEADER= to leave the column out"#,
            r#"--map "Fax=FaxNumber" is for a column "Fax", which is not there"#,
            r#"--map "Telefon=Phone" names "Phone", which is not known here; perhaps PhoneNumber1"#,
            r#"--map "Telefon=PhoneNumber2" is the second one for this column"#,
            r#"--map "Von=x" names "x", which is not known here"#,
        ]
    );
}

#[test]
fn must_not_be_that_of_another_column() {
    let found = mistakes("Name,PhoneNumber1,name\nA,+49,B\n", &[]);
    let text =
        r#"columns 1 and 3 are both Name: leave one of them out, by --map "name=" for example"#;
    assert_eq!(found, [text]);
    let found = mistakes("Name,PhoneNumber1,Name\nA,+49,B\n", &[]);
    let text = "columns 1 and 3 are both Name: give one of them another name in the file";
    assert_eq!(found, [text]);
}

#[test]
fn is_not_looked_for_in_a_row() {
    let found = mistakes("PLANTED,+493023125009,planted@example.org\n", &[]);
    assert_eq!(found.len(), 1, "{found:?}");
    let text = "has no name of a column in its first line, and that looks like a row: ";
    assert!(found[0].starts_with(text), "{found:?}");
}

#[test]
fn is_not_looked_for_in_json() {
    let found = mistakes(r#"{"Name": "PLANTED"}"#, &[]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].ends_with("say --rows-format jsonl"), "{found:?}");
}

#[test]
fn is_needed_by_a_column_with_something_in_it() {
    let csv = "Name,PhoneNumber1,\nA,+49,PLANTED\n";
    let text = "line 2 has a cell in column 3, which has no name";
    assert_eq!(mistakes(csv, &[]), [text]);
    assert_eq!(
        arrives("Name,,PhoneNumber1,\nN1,,+493023125009,\n", &[]),
        [contact(1)]
    );
}

#[test]
fn is_not_looked_for_among_too_many() {
    let text = "line 1 has 500001 cells, which are too many for names of columns";
    assert_eq!(mistakes(",".repeat(500_000), &[]), [text]);
}

#[test]
fn is_not_needed_for_what_an_option_gives_to_rows_without_it() {
    let header = "Name,PhoneNumber1,DiallerCampaignsID,DiallerCampaignsName";
    let csv = format!("{header}\nA,+493023125009,,\nB,+493023125009,538,\nC,+493023125009,,Demo\n");
    for (option, member, value) in [
        ("--campaign-id=7", "DiallerCampaignsID", json!(7)),
        (
            "--campaign-name=No \"such\"",
            "DiallerCampaignsName",
            json!("No \"such\""),
        ),
    ] {
        let import = Import::new();
        run(&import, &csv, &[option]).expect(3);
        let campaigns: Vec<_> = import
            .requests()
            .iter()
            .map(|contact| {
                json!([
                    contact["DiallerCampaignsID"],
                    contact["DiallerCampaignsName"]
                ])
            })
            .collect();
        let mut given = contact(1);
        given.as_object_mut().unwrap().remove("DiallerCampaignsID");
        given[member] = value;
        let given = json!([given["DiallerCampaignsID"], given["DiallerCampaignsName"]]);
        assert_eq!(
            campaigns,
            [given, json!([538, null]), json!([null, "Demo"])]
        );
    }
}

#[test]
fn is_not_needed_in_json_lines_where_an_option_gives_what_is_not_there() {
    let import = Import::new();
    let lines = "{\"Name\": \"N1\", \"PhoneNumber1\": \"+493023125009\"} \n{}\n";
    let file = import.file("contacts.jsonl", lines);
    let ran = Ran::of(import.bare(&["--campaign-id=538"]).arg(file)).expect(2);
    let text = "\n  line 2: Name is missing\n";
    assert!(ran.stderr.contains(text), "{ran:#?}");
    assert!(!ran.stderr.contains("Campaign"), "{ran:#?}");
    let file = import.file("contacts.jsonl", &lines[..lines.len() - 3]);
    Ran::of(
        import
            .bare(&["--no-journal", "--campaign-id=538"])
            .arg(file),
    )
    .expect(0);
    assert_eq!(import.requests(), [contact(1)]);
}

#[test]
fn is_a_matter_of_csv_alone() {
    let import = Import::new();
    for option in ["--map=A=Name", "--delimiter=;"] {
        let ran = import.run(&[contact(1)], &[option]).expect(2);
        assert!(ran.stderr.contains("are for CSV"), "{ran:#?}");
    }
}
