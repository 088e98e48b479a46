//! Leads in files: `vendor leadbank fetch --to` saves all of an answer or nothing of it, `--summary` counts it, and
//! `vendor leadbank confirm --from` confirms what was saved.

// Whatever goes wrong here fails the test that called it.
#![allow(clippy::unwrap_used)]

mod vendor;

use std::fs;

use serde_json::{Value, json};
use vendor::{Desk, Ran};
use vendor_sandbox::Fault;
use vendor_sandbox::leadbank::{FETCH_LEADS, NewLead, Stage, VALIDATE_LEADS, demo};

/// With these leads and no others.
fn desk_with(leads: impl IntoIterator<Item = NewLead>) -> Desk {
    let desk = Desk::new();
    desk.vendor.sandbox.leadbank().remove_all_leads();
    for lead in leads {
        desk.vendor.sandbox.leadbank().seed_lead(lead);
    }
    desk
}

fn fetch(desk: &Desk, arguments: &[&str]) -> Ran {
    desk.run(&[&["leadbank", "fetch", "--parameter=1"], arguments].concat())
}

fn confirm(desk: &Desk, arguments: &[&str]) -> Ran {
    desk.run(&[&["leadbank", "confirm"], arguments].concat())
}

/// Saves a text as a file, and confirms from it.
fn confirm_from(desk: &Desk, name: &str, text: &str) -> Ran {
    desk.write(name, text);
    confirm(desk, &["--from", name])
}

fn received(desk: &Desk) -> Vec<i64> {
    desk.vendor.sandbox.leadbank().leads_at(Stage::Received)
}

mod saving {
    use super::*;

    #[test]
    fn writes_each_lead_on_a_line_as_the_vendor_wrote_it() {
        let desk = Desk::new();
        let printed = fetch(&desk, &["--json"]).expect(0).stdout;
        let ran = fetch(&desk, &["--to=leads.jsonl"]).expect(0);
        assert_eq!(desk.read("leads.jsonl"), printed);
        assert_eq!(ran.stdout, "3 leads in leads.jsonl\n");
        assert_eq!(desk.files(), ["leads.jsonl"]);
        assert!(!ran.stderr.contains("Martin"), "{ran:#?}");
    }

    #[test]
    fn confirms_nothing_and_says_how_to() {
        let desk = Desk::new();
        let ran = fetch(&desk, &["--to=leads.jsonl"]).expect(0);
        let next = "\n  vendor leadbank confirm --from='leads.jsonl'\n";
        assert!(ran.stderr.ends_with(next), "{ran:#?}");
        assert_eq!(desk.vendor.sandbox.ledger().applied(VALIDATE_LEADS), 0);
    }

    #[test]
    fn writes_a_row_for_each_lead_in_csv() {
        let contents = [
            ("LastName", "O'Neil, \"Al\""),
            ("Phone", "+49"),
            ("Phone", "=1+1"),
        ];
        let lead = contents
            .into_iter()
            .fold(NewLead::new().id(1), |lead, (key, value)| {
                lead.content(key, value)
            });
        let desk = desk_with([lead, NewLead::new().id(2).content("State", "two\r\nlines")]);
        let ran = fetch(&desk, &["--to=leads.csv"]).expect(0);
        assert_eq!(ran.stdout, "2 leads in leads.csv\n");
        let note = "warning: 2 cells begin with = + - or @, ";
        assert!(ran.stderr.contains(note), "{ran:#?}");

        let mut rows = csv::Reader::from_path(desk.path("leads.csv")).unwrap();
        let headers: Vec<String> = rows.headers().unwrap().deserialize(None).unwrap();
        assert_eq!(headers[..3], ["IDLeadBank", "IDprovider", "NameProvider"]);
        let keys = ["LastName", "Phone", "Phone (2)", "Contents.State"];
        assert_eq!(headers[12..], keys);
        let rows: Vec<Vec<String>> = rows
            .records()
            .map(|row| row.unwrap().deserialize(None).unwrap())
            .collect();
        assert_eq!(rows[0][0], "1");
        assert_eq!(rows[0][12..], ["O'Neil, \"Al\"", "+49", "=1+1", ""]);
        assert_eq!(rows[1][12..], ["", "", "", "two\r\nlines"]);
        assert!(desk.read("leads.csv").starts_with("IDLeadBank,"));
    }

    #[test]
    fn keeps_what_nobody_knows_here() {
        let lead =
            r#"{"IDLeadBank": 7, "Score": 1.50, "State": null, "Contents": {"none": "of ours"}}"#;
        let desk = desk_with([NewLead::new().id(7).sent_as(lead)]);
        fetch(&desk, &["--to=leads.csv"]).expect(0);
        let text = desk.read("leads.csv");
        let mut lines = text.lines();
        assert!(
            lines
                .next()
                .unwrap()
                .ends_with(",CreateDate,Score,Contents"),
            "{text}"
        );
        let row = r#"7,,,,,,,,,,,,1.50,"{""none"": ""of ours""}""#;
        assert_eq!(lines.next(), Some(row));
        fetch(&desk, &["--to=leads.jsonl"]).expect(0);
        assert_eq!(desk.read("leads.jsonl"), format!("{lead}\n"));
    }

    #[test]
    fn of_no_leads_leaves_a_file_without_any() {
        let desk = desk_with([]);
        let ran = fetch(&desk, &["--to=leads.csv"]).expect(0);
        assert_eq!(ran.stdout, "no leads in leads.csv\n");
        assert_eq!(ran.stderr, "");
        assert_eq!(desk.read("leads.csv").lines().count(), 1);
        fetch(&desk, &["--to=leads.jsonl"]).expect(0);
        assert_eq!(desk.read("leads.jsonl"), "");
    }

    #[cfg(unix)]
    #[test]
    fn makes_a_file_that_nobody_else_can_read() {
        use std::os::unix::fs::PermissionsExt as _;

        let desk = Desk::new();
        for name in ["leads.jsonl", "leads.csv"] {
            fetch(&desk, &["--to", name]).expect(0);
            let mode = desk.path(name).metadata().unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{name}");
        }
    }

    #[test]
    fn tells_what_it_has_done_as_an_object_with_json() {
        let desk = Desk::new();
        let ran = fetch(&desk, &["--to=leads.csv", "--json"]).expect(0);
        let saved = json!({"leads": 3, "file": "leads.csv", "summary": null});
        assert_eq!(ran.json(), saved);
    }

    #[test]
    fn takes_a_format_by_the_name_or_as_it_is_said() {
        let desk = Desk::new();
        fetch(&desk, &["--to=leads.NDJSON"]).expect(0);
        let ran = fetch(&desk, &["--to=leads"]).expect(2);
        assert!(
            ran.stderr.contains("say --format jsonl or --format csv"),
            "{ran:#?}"
        );
        fetch(&desk, &["--to=leads", "--format=csv"]).expect(0);
        assert!(desk.read("leads").starts_with("IDLeadBank,"));
        let ran = fetch(&desk, &["--to=-", "--format=csv"]).expect(2);
        assert!(ran.stderr.contains("for stdout leave it out"), "{ran:#?}");
    }
}

mod a_file_that_is_there {
    use super::*;

    #[test]
    fn is_not_replaced_unless_that_is_said() {
        let desk = Desk::new();
        desk.write("leads.csv", "mine");
        let ran = fetch(&desk, &["--to=leads.csv"]).expect(2);
        assert!(
            ran.stderr.contains("say --overwrite to replace it"),
            "{ran:#?}"
        );
        assert_eq!(desk.read("leads.csv"), "mine");
        assert!(desk.vendor.sandbox.ledger().calls().is_empty());

        fetch(&desk, &["--to=leads.csv", "--overwrite"]).expect(0);
        assert_eq!(
            desk.read("leads.csv").lines().count(),
            1 + demo::LEADS.len()
        );
        assert_eq!(desk.files(), ["leads.csv"]);
    }

    #[cfg(unix)]
    #[test]
    fn and_is_a_link_stays_one() {
        let desk = Desk::new();
        fs::create_dir(desk.path("elsewhere")).unwrap();
        desk.write("elsewhere/real.jsonl", "mine");
        let link = desk.path("leads.jsonl");
        std::os::unix::fs::symlink("elsewhere/real.jsonl", &link).unwrap();
        fetch(&desk, &["--to=leads.jsonl"]).expect(2);
        fetch(&desk, &["--to=leads.jsonl", "--overwrite"]).expect(0);
        assert!(link.is_symlink());
        assert_eq!(desk.read("elsewhere/real.jsonl").lines().count(), 3);
    }

    #[test]
    fn must_be_a_file_and_have_a_directory() {
        let desk = Desk::new();
        fs::create_dir(desk.path("leads.csv")).unwrap();
        let ran = fetch(&desk, &["--to=leads.csv", "--overwrite"]).expect(2);
        assert!(ran.stderr.contains("leads.csv is no file"), "{ran:#?}");
        let ran = fetch(&desk, &["--to=none/leads.csv"]).expect(2);
        assert!(
            ran.stderr.contains("there is no directory none"),
            "{ran:#?}"
        );
        assert!(desk.vendor.sandbox.ledger().calls().is_empty());
    }
}

mod an_answer_that_does_not_end_well {
    use super::*;

    #[test]
    fn leaves_nothing() {
        let desk = Desk::new();
        desk.vendor.sandbox.leadbank().seed_leads(450);
        let faults = desk.vendor.sandbox.faults();
        for name in ["leads.jsonl", "leads.csv"] {
            faults.inject_times(FETCH_LEADS, 9, Fault::CutBody);
            let ran = fetch(&desk, &["--to", name]).expect(5);
            let note = format!("Nothing was saved in {name}.");
            assert!(ran.stderr.contains(&note), "{ran:#?}");
            assert_eq!(desk.files(), [""; 0]);
            faults.clear();
        }
    }

    #[test]
    fn leaves_the_file_as_it_was() {
        let desk = Desk::new();
        desk.write("leads.jsonl", "mine");
        desk.vendor.sandbox.leadbank().refuse_next(FETCH_LEADS);
        let ran = fetch(&desk, &["--to=leads.jsonl", "--overwrite", "--json"]).expect(5);
        assert_eq!(ran.error()["note"], "Nothing was saved in leads.jsonl.");
        assert_eq!(desk.read("leads.jsonl"), "mine");
        assert_eq!(desk.files(), ["leads.jsonl"]);
    }

    #[cfg(unix)]
    #[test]
    fn for_somebody_has_interrupted_it_leaves_nothing() {
        use std::process::Stdio;
        use std::time::Duration;

        let desk = Desk::new();
        let faults = desk.vendor.sandbox.faults();
        faults.inject(FETCH_LEADS, Fault::Delay(Duration::from_hours(1)));
        let child = desk
            .command(&["leadbank", "fetch", "--parameter=1", "--to=leads.csv"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        desk.vendor.wait_for_calls(1);
        vendor::send("-INT", &child);
        let ran = Ran::from(child.wait_with_output().unwrap()).expect(130);
        assert!(
            ran.stderr.contains("Nothing was saved in leads.csv."),
            "{ran:#?}"
        );
        assert_eq!(desk.files(), [""; 0]);
    }

    #[test]
    fn for_a_lead_is_none_leads_to_the_other_format() {
        let desk = desk_with([NewLead::new().sent_as("7")]);
        let ran = fetch(&desk, &["--to=leads.csv"]).expect(6);
        assert!(ran.stderr.contains("Save them as .jsonl"), "{ran:#?}");
        assert_eq!(desk.files(), [""; 0]);
        fetch(&desk, &["--to=leads.jsonl"]).expect(0);
        assert_eq!(desk.read("leads.jsonl"), "7\n");
    }
}

mod a_summary {
    use super::*;

    #[test]
    fn is_shown_in_place_of_the_leads() {
        let desk = Desk::new();
        let ran = fetch(&desk, &["--summary"]).expect(0);
        let expected = "\
LEADS PER DAY
2024-10-13  1  ########################################
2024-10-14  1  ########################################
2024-10-15  1  ########################################

LEADS PER PROVIDER
12 Sandbox portal  3  ########################################

LEADS PER CAMPAIGN
2024-AUTUMN Campaign 2024-AUTUMN  3  ########################################

3 leads
";
        assert_eq!(ran.stdout, expected);
        assert!(ran.stderr.starts_with("nothing confirmed"), "{ran:#?}");
        assert_eq!(desk.files(), [""; 0]);
    }

    #[test]
    fn goes_with_a_file() {
        let desk = Desk::new();
        let alone = fetch(&desk, &["--summary"]).expect(0).stdout;
        let ran = fetch(&desk, &["--summary", "--to=leads.csv"]).expect(0);
        let both = alone.replace("3 leads\n", "3 leads in leads.csv\n");
        assert_eq!(ran.stdout, both);
        assert_eq!(desk.files(), ["leads.csv"]);
    }

    #[test]
    fn is_an_object_with_json() {
        let desk = desk_with([
            NewLead::new().id(1).provider(4).campaign(None),
            NewLead::new().id(2).provider(4).campaign(Some("A")),
            NewLead::new().id(3).provider(5).campaign(Some("A")),
            NewLead::new().id(4).sent_as("7"),
        ]);
        let summary = fetch(&desk, &["--summary", "--json"]).expect(0).json();
        assert_eq!(
            (&summary["leads"], &summary["file"]),
            (&json!(4), &Value::Null)
        );
        let counts = |of: &str| -> Vec<Value> {
            let groups = summary["summary"][of].as_array().unwrap();
            groups.iter().map(|group| group["leads"].clone()).collect()
        };
        assert_eq!(counts("providers"), [2, 1]);
        assert_eq!(counts("campaigns"), [2, 1]);
        assert_eq!(summary["summary"]["campaigns"][1]["value"], Value::Null);
        assert_eq!(summary["summary"]["unreadable"], 1);
    }

    #[test]
    fn shows_the_largest_and_sums_up_the_others() {
        let lead = |campaign: i64| {
            let name = format!("C{campaign:02}");
            NewLead::new().campaign(Some(&name))
        };
        // The first has most.
        let leads = (0..20).chain([0]).map(lead);
        let desk = desk_with(leads);
        let ran = fetch(&desk, &["--summary"]).expect(0);
        let (_, campaigns) = ran.stdout.split_once("LEADS PER CAMPAIGN\n").unwrap();
        let lines: Vec<_> = campaigns
            .lines()
            .take_while(|line| !line.is_empty())
            .collect();
        assert_eq!(lines.len(), 15 + 1, "{ran:#?}");
        assert!(lines[0].starts_with("C00 "), "{ran:#?}");
        let others = lines[15].split_whitespace().take(2).collect::<Vec<_>>();
        assert_eq!(others, ["others", "5"]);
    }

    #[test]
    fn of_no_leads_says_so() {
        let ran = fetch(&desk_with([]), &["--summary"]).expect(0);
        assert_eq!(ran.stdout, "no leads\n");
    }
}

mod a_confirmation_of_a_file {
    use super::*;

    #[test]
    fn confirms_the_leads_that_are_in_it_and_no_others() {
        for name in ["leads.jsonl", "leads.csv"] {
            let desk = Desk::new();
            fetch(&desk, &["--to", name]).expect(0);
            desk.vendor.sandbox.leadbank().seed_leads(2);
            let ran = confirm(&desk, &["--from", name]).expect(0);
            let note = format!("3 leads of {name} are to be confirmed\n");
            assert!(ran.stderr.contains(&note), "{ran:#?}");
            assert_eq!(received(&desk), demo::LEADS);
        }
    }

    #[test]
    fn sends_each_number_once_in_the_order_of_the_file() {
        let desk = Desk::new();
        fetch(&desk, &[]).expect(0);
        let lines = [48_103, 48_101, 48_103].map(|id| format!("{{\"IDLeadBank\": {id}}}\n"));
        confirm_from(&desk, "leads.jsonl", &lines.concat()).expect(0);
        let call = desk.vendor.sandbox.ledger().calls_of(VALIDATE_LEADS);
        assert_eq!(call[0].request_body().unwrap(), b"[48103,48101]".as_slice());
    }

    #[test]
    fn points_out_the_leads_that_have_no_number() {
        let desk = Desk::new();
        fetch(&desk, &[]).expect(0);
        for (rows, note) in [
            ("b,\n", "warning: 1 of the leads in leads.csv has no number"),
            (
                "b,\nc,\n",
                "warning: 2 of the leads in leads.csv have no number",
            ),
        ] {
            let text = format!("Name,IDLeadBank\na,48101\n{rows}");
            let ran = confirm_from(&desk, "leads.csv", &text).expect(0);
            assert!(ran.stderr.contains(note), "{ran:#?}");
        }
        assert_eq!(received(&desk), [48_101]);
    }

    #[test]
    fn reads_a_csv_file_that_a_spreadsheet_has_saved_anew() {
        let desk = Desk::new();
        fetch(&desk, &[]).expect(0);
        let text = b"\xef\xbb\xbfIDLeadBank;Name\r\n48101;M\xfcller\r\n 48103 ;\"a, b\"\r\n";
        fs::write(desk.path("leads.csv"), text).unwrap();
        confirm(&desk, &["--from=leads.csv"]).expect(0);
        assert_eq!(received(&desk), [48_101, 48_103]);
    }

    #[test]
    fn is_not_sent_if_anything_is_wrong_with_the_file() {
        let desk = Desk::new();
        let cases = [
            (
                "a.jsonl",
                "{\"IDLeadBank\": 1}\n{\"IDLeadBank\": \"x\"}\n\n{\n",
                &["line 2: IDLeadBank is not", "line 4: IDLeadBank is not"][..],
            ),
            (
                "a.csv",
                "A,IDLeadBank\n,x\n1\n",
                &[
                    "line 2: IDLeadBank is not a whole number",
                    "line 3: IDLeadBank ",
                ],
            ),
            ("b.csv", "A,B\n1,2\n", &["line 1: IDLeadBank is no column"]),
            ("b.jsonl", "{}\n", &["no lead in b.jsonl has a number"]),
            ("c.csv", "", &["line 1: IDLeadBank is no column"]),
        ];
        for (name, text, mistakes) in cases {
            let ran = confirm_from(&desk, name, text).expect(2);
            for mistake in mistakes {
                assert!(ran.stderr.contains(mistake), "{ran:#?}");
            }
        }
        confirm(&desk, &["--from=none.csv"]).expect(2);
        let ran = confirm(&desk, &["--from=-", "--format=jsonl"]).expect(2);
        assert!(ran.stderr.contains("stdin is none"), "{ran:#?}");
        assert!(desk.vendor.sandbox.ledger().calls().is_empty());
    }
}
