//! Rows in CSV.

use serde_json::{Value, json};

use crate::import::{self, Import};
use crate::vendor::Ran;

/// Imports a CSV file, one row after the other.
pub(crate) fn run(import: &Import, csv: impl AsRef<[u8]>, arguments: &[&str]) -> Ran {
    let file = import.file("contacts.csv", csv);
    let mut command = import.bare(&["--no-journal", "--concurrency=1"]);
    Ran::of(command.args(arguments).arg(file))
}

/// What is wrong with a CSV file of contacts of a campaign.
#[track_caller]
pub(crate) fn mistakes(csv: impl AsRef<[u8]>, arguments: &[&str]) -> Vec<String> {
    let import = Import::new();
    let ran = run(&import, csv, &[&["--campaign-id=538"], arguments].concat()).expect(2);
    assert!(import.vendor.sandbox.ledger().calls().is_empty());
    assert!(!ran.stderr.contains("PLANTED"), "{ran:#?}");
    let mistakes = import::mistakes(&ran).into_iter();
    mistakes.map(str::to_owned).collect()
}

/// What arrives of a CSV file of contacts of a campaign.
#[track_caller]
pub(crate) fn arrives(csv: impl AsRef<[u8]>, arguments: &[&str]) -> Vec<Value> {
    let import = Import::new();
    run(&import, csv, &[&["--campaign-id=538"], arguments].concat()).expect(0);
    import.requests()
}

fn contact(name: &str) -> Value {
    json!({"DiallerCampaignsID": 538, "Name": name, "PhoneNumber1": "+493023125009"})
}

mod a_cell {
    use super::*;

    #[test]
    fn is_a_member_and_left_out_if_it_is_empty() {
        let csv = "Name,PhoneNumber1,City,DiallerCampaignsID,Comment\n\
                   \" Müller, \"\"Bau\"\"\t\", +493023125009 ,,0007,\"one\ntwo\"\n\
                   N,+493023125009,\"\",,\n";
        let expected = [
            json!({
                "Name": "Müller, \"Bau\"",
                "PhoneNumber1": "+493023125009",
                "DiallerCampaignsID": 7,
                "Comment": "one\ntwo",
            }),
            contact("N"),
        ];
        let import = Import::new();
        // There is no campaign 7.
        run(&import, csv, &["--campaign-id=538"]).expect(3);
        assert_eq!(import.requests(), expected);
    }

    #[test]
    fn keeps_all_digits_of_a_decimal() {
        let import = Import::new();
        let csv = "Name,PhoneNumber1,Amount\nN,+493023125009,1234567890123456789.0100\n";
        run(&import, csv, &["--campaign-id=538"]).expect(0);
        let body = import.bodies().concat();
        assert!(
            String::from_utf8(body)
                .unwrap()
                .contains(":1234567890123456789.0100")
        );
    }

    #[test]
    fn that_is_wrong_is_named_by_its_line_and_its_header_and_not_shown() {
        let csv = "Name,Telefon,Amount,DiallerCampaignsID,Follow up date time\n\
                   \"N\nN\",4.98946E+12,\"12,50\",PLANTED,PLANTED\n\
                   N,+49,PLANTED,538,\n\
                   ,+49,,,2020-01-31T08:00:00\n";
        let found = mistakes(csv, &["--map=Telefon=PhoneNumber1"]);
        let expected = [
            "line 2: Telefon (PhoneNumber1) is a rounded number such as 4.98946E+12",
            "line 2: Amount must have a point before its decimals",
            "line 2: DiallerCampaignsID must be a whole number",
            "line 2: Follow up date time (FollowUpDateTime) must be ",
            "line 4: Amount must be a decimal number",
            "line 5: Name is missing",
        ];
        assert_eq!(found.len(), expected.len(), "{found:#?}");
        for (found, expected) in found.iter().zip(expected) {
            assert!(found.starts_with(expected), "{found}");
        }
    }

    #[test]
    fn too_many_or_too_few_are_named() {
        let csv = "Name,PhoneNumber1\nN\nN,+49,PLANTED\nN,+493023125009\n";
        assert_eq!(
            mistakes(csv, &[]),
            [
                "line 2 has 1 cell, and the header has 2",
                "line 3 has 3 cells, and the header has 2",
            ]
        );
    }
}

mod a_file {
    use super::*;

    #[test]
    fn may_be_separated_by_commas_semicolons_or_tabs() {
        for csv in [
            "Name,PhoneNumber1\nN,+493023125009\n",
            "Name;PhoneNumber1\nN;+493023125009\n",
            "Name\tPhoneNumber1\nN\t+493023125009\n",
            "\"Name\";\"PhoneNumber1\"\n\"N\";\"+493023125009\"\n",
            "sep=;\nName;PhoneNumber1\nN;+493023125009\n",
        ] {
            assert_eq!(arrives(csv, &[]), [contact("N")], "{csv}");
        }
    }

    #[test]
    fn may_be_separated_by_what_is_said() {
        for (csv, delimiter) in [
            ("Name|PhoneNumber1\nN|+493023125009\n", "|"),
            ("Name\tPhoneNumber1\nN\t+493023125009\n", "tab"),
            (
                "\"Name\";\"Comment,,,\";PhoneNumber1\nN;;+493023125009\n",
                ";",
            ),
        ] {
            let arguments = ["--delimiter", delimiter, "--map=Comment,,,="];
            let arguments = if csv.contains("Comment") {
                &arguments[..]
            } else {
                &arguments[..2]
            };
            assert_eq!(arrives(csv, arguments), [contact("N")], "{csv}");
        }
        for delimiter in ["", "ab", "ä", "\""] {
            let import = Import::new();
            run(&import, "", &["--delimiter", delimiter]).expect(2);
        }
    }

    #[test]
    fn may_have_any_line_ends_blank_rows_and_a_byte_order_mark() {
        for csv in [
            "\u{feff}Name,PhoneNumber1\r\nA,+493023125009\r\nB,+493023125009\r\n",
            "\n\nName,PhoneNumber1\n\nA,+493023125009\n   \n,\nB,+493023125009",
            "Name,PhoneNumber1\nA,+493023125009\r\n\r\nB,\"+493023125009\"",
        ] {
            assert_eq!(arrives(csv, &[]), [contact("A"), contact("B")], "{csv}");
        }
    }

    #[test]
    fn with_the_line_ends_of_old_macs_is_refused() {
        let found = mistakes("Name,PhoneNumber1\rPLANTED,+49\r", &[]);
        assert_eq!(found.len(), 1);
        let text = "line 1 has a carriage return that ends no line: save the file ";
        assert!(found[0].starts_with(text), "{found:?}");
    }

    #[test]
    fn needs_a_header_and_a_row() {
        for csv in ["", "\u{feff}", "\n \r\n"] {
            let header = "must have a line with the names of its columns, and rows";
            assert_eq!(mistakes(csv, &[]), [header]);
        }
        for csv in ["Name,PhoneNumber1", "Name,PhoneNumber1\n\n,\n"] {
            assert_eq!(mistakes(csv, &[]), ["must have at least 1 row"]);
        }
    }

    #[test]
    fn may_be_stdin_and_is_known_by_its_name_or_by_being_told() {
        let import = Import::new();
        let csv = "Name,PhoneNumber1\nN,+493023125009\n";
        let tsv = csv.replace(',', "\t");
        let arguments = ["--no-journal", "--campaign-id=538"];
        for (name, text) in [("A.CSV", csv), ("b.tsv", &tsv)] {
            let file = import.file(name, text);
            Ran::of(import.bare(&arguments).arg(file)).expect(0);
        }
        for (format, text) in [("csv", csv), ("tsv", &tsv)] {
            let mut command = import.bare(&arguments);
            command.args(["--rows-format", format, "-"]);
            Ran::with_input(&mut command, text).expect(0);
        }
        assert_eq!(import.requests(), vec![contact("N"); 4]);
    }

    #[test]
    fn that_lacks_something_in_all_rows_says_so_once() {
        let import = Import::new();
        let csv = "PhoneNumber1\n".to_owned() + &"+493023125009\n".repeat(200) + "a,b\n";
        let ran = run(&import, csv, &["--campaign-id=538"]).expect(2);
        assert_eq!(
            import::mistakes(&ran),
            [
                "all rows: Name is missing",
                "line 202 has 2 cells, and the header has 1",
            ]
        );
        let ran = run(&import, "Name,PhoneNumber1\nA,+49\nB,+49\n", &[]).expect(2);
        let text = "all rows: DiallerCampaignsID or DiallerCampaignsName must have a value; --campaign-id gives one to \
                    all rows";
        assert_eq!(import::mistakes(&ran), [text]);
        let ran = run(&import, "Name,PhoneNumber1\nA,+49\n", &[]).expect(2);
        let text = text.replacen("all rows", "line 2", 1);
        assert_eq!(import::mistakes(&ran), [text]);
    }
}

mod a_quotation_mark {
    use super::*;

    #[test]
    fn must_be_closed() {
        let csv = "Name,PhoneNumber1\nN,+493023125009\n\"PLANTED,+49\n\nPLANTED,+49\n";
        let text =
            "line 3 has a cell whose quotation mark is never closed; what follows was not checked";
        assert_eq!(mistakes(csv, &[]), [text]);
    }

    #[test]
    fn that_is_not_closed_does_not_fill_the_memory() {
        let csv =
            "Name,PhoneNumber1\n\"PLANTED,+49\n".to_owned() + &"PLANTED,+49\n".repeat(200_000);
        let text = "line 2 is longer than 1 MiB: perhaps a quotation mark is not closed; what follows was not checked";
        assert_eq!(mistakes(csv, &[]), [text]);
    }

    #[test]
    fn must_be_the_first_in_its_cell_or_be_doubled() {
        for row in ["\"A \"PLANTED\" B\",+49", "N, \"+49\"", "\"N\"x,+49"] {
            let csv = format!("Name,PhoneNumber1\n{row}\nN,+493023125009\n");
            let found = mistakes(csv, &[]);
            assert_eq!(found.len(), 1, "{found:?}");
            let text = "line 2 has a quotation mark in a wrong place: ";
            assert!(found[0].starts_with(text), "{found:?}");
        }
        let csv = "Name,PhoneNumber1\n5\" pipe,\"+493023125009\" \n";
        assert_eq!(arrives(csv, &[]), [contact("5\" pipe")]);
    }
}
