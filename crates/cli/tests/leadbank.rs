//! `vendor leadbank`: leads are fetched without being confirmed, confirmed in the form that was agreed, and their
//! status is sent back.

// Whatever goes wrong here fails the test that called it.
#![allow(clippy::unwrap_used)]

mod vendor;

use serde_json::{Value, json};
use vendor::{Ran, Vendor, program};
use vendor_sandbox::leadbank::{self, NewLead, Stage, demo};
use vendor_sandbox::{Call, Fault, Operation, StatusCode};

const FETCH: [&str; 4] = ["leadbank", "fetch", "--parameter", "1"];

fn fetch(vendor: &Vendor) -> Ran {
    vendor.run(&FETCH).expect(0)
}

/// The latest call of an operation.
fn last_call(vendor: &Vendor, operation: Operation) -> Call {
    vendor.sandbox.ledger().calls_of(operation).pop().unwrap()
}

fn last_body(vendor: &Vendor, operation: Operation) -> String {
    let call = last_call(vendor, operation);
    String::from_utf8(call.request_body().unwrap().to_vec()).unwrap()
}

mod a_fetch {
    use super::*;

    #[test]
    fn shows_what_a_person_decides_by_and_no_details_of_people() {
        let vendor = Vendor::start();
        let ran = fetch(&vendor);
        let lines: Vec<_> = ran.stdout.lines().collect();
        assert_eq!(lines.len(), 1 + demo::LEADS.len(), "{ran:#?}");
        assert!(lines[0].starts_with("ID "), "{ran:#?}");
        assert!(lines[1].starts_with("48101 "), "{ran:#?}");
        assert!(lines[1].ends_with(" 6"), "the contents: {ran:#?}");
        assert!(!ran.stdout.contains("Martin"), "{ran:#?}");
    }

    #[test]
    fn prints_each_lead_as_the_vendor_wrote_it_with_json() {
        let vendor = Vendor::start();
        let ran = vendor.run(&[&FETCH[..], &["--json"]].concat()).expect(0);
        let leads = ran.json_lines();
        let ids: Vec<_> = leads.iter().map(|lead| &lead["IDLeadBank"]).collect();
        assert_eq!(ids, [48_101, 48_102, 48_103]);
        assert_eq!(leads[0]["Contents"][0]["Value"], "Martin");
        assert_eq!(leads[0]["BandDealerID"], Value::Null);
        assert_eq!(
            leads[0]["QualificationDate"],
            "2024-10-14T05:29:19.5139414+02:00"
        );
    }

    #[test]
    fn sends_the_bare_integer() {
        let vendor = Vendor::start();
        vendor
            .run(&["leadbank", "fetch", "--parameter", "-7"])
            .expect(0);
        assert_eq!(last_body(&vendor, leadbank::FETCH_LEADS), "-7");
        let ran = vendor.run(&["leadbank", "fetch"]).expect(2);
        assert!(ran.stderr.contains("--parameter"), "{ran:#?}");
    }

    #[test]
    fn confirms_nothing_and_says_how_to() {
        let vendor = Vendor::start();
        let first = fetch(&vendor);
        assert!(
            first
                .stderr
                .contains("vendor leadbank confirm --ids ID,ID,.."),
            "{first:#?}"
        );
        assert_eq!(fetch(&vendor).stdout, first.stdout);
        assert_eq!(
            vendor.sandbox.leadbank().leads_at(Stage::InProgress),
            demo::LEADS
        );
        assert_eq!(vendor.sandbox.ledger().applied(leadbank::VALIDATE_LEADS), 0);
    }

    #[test]
    fn of_nothing_is_a_header_and_a_note() {
        let vendor = Vendor::start();
        vendor.sandbox.leadbank().remove_all_leads();
        let ran = fetch(&vendor);
        assert_eq!(ran.stdout.lines().count(), 1, "{ran:#?}");
        assert_eq!(ran.stderr, "no leads\n");
        let ran = vendor.run(&[&FETCH[..], &["--json"]].concat()).expect(0);
        assert_eq!(ran.stdout, "");
    }

    #[test]
    fn of_many_leads_is_one_table() {
        let vendor = Vendor::start();
        vendor.sandbox.leadbank().seed_leads(450);
        let ran = fetch(&vendor);
        assert_eq!(ran.stdout.lines().count(), 454);
        let headers = ran.stdout.lines().filter(|line| line.starts_with("ID "));
        assert_eq!(headers.count(), 1);
        assert!(ran.stderr.contains("453 leads"), "{}", ran.stderr);
    }

    #[test]
    fn that_cannot_be_read_is_not_shown() {
        let vendor = Vendor::start();
        let lead = r#"{"IDLeadBank": 7, "Contents": "PLANTED"}"#;
        let leadbank = vendor.sandbox.leadbank();
        leadbank.remove_all_leads();
        leadbank.seed_lead(NewLead::new().sent_as(lead));
        // The Status stands behind the leads, and was not read.
        let ran = vendor.run(&FETCH).expect(5);
        assert!(!ran.stderr.contains("PLANTED"), "{ran:#?}");
    }

    #[test]
    fn that_is_cut_later_than_at_its_first_lead_fails_after_the_leads_that_came() {
        let vendor = Vendor::start();
        vendor.sandbox.leadbank().seed_leads(450);
        vendor
            .sandbox
            .faults()
            .inject_times(leadbank::FETCH_LEADS, 9, Fault::CutBody);
        let ran = vendor.run(&[&FETCH[..], &["--json"]].concat()).expect(5);
        assert!(!ran.json_lines().is_empty());
        let advice = ran.error()["advice"].as_str().unwrap().to_owned();
        assert!(advice.contains("It was a read"), "{advice}");
        assert!(!ran.stderr.contains("confirm --ids"), "{}", ran.stderr);
    }
}

mod a_status {
    use super::*;

    fn refused(variable: Option<&str>) -> Ran {
        let vendor = Vendor::start();
        vendor.sandbox.leadbank().refuse_next(leadbank::FETCH_LEADS);
        let mut command = vendor.command(&[&FETCH[..], &["--json"]].concat());
        if let Some(numbers) = variable {
            command.env("VENDOR_LEADBANK_SUCCESS_STATUS", numbers);
        }
        Ran::of(&mut command)
    }

    #[test]
    fn that_nobody_knows_is_unknown_and_leads_to_the_setting() {
        let error = refused(None).expect(5).error();
        assert_eq!(error["code"], "-1");
        assert_eq!(error["delivery"], "unknown");
        let advice = error["advice"].as_str().unwrap();
        assert!(advice.contains("success_status says which"), "{advice}");
        assert!(error["problem"]["hint"].is_string(), "{error}");
    }

    #[test]
    fn that_the_settings_do_not_name_is_an_error() {
        let error = refused(Some("0, 1")).expect(3).error();
        assert_eq!(error["delivery"], "refused");
        let advice = error["advice"].as_str().unwrap();
        assert!(
            advice.starts_with("By success_status, this Status is an error"),
            "{advice}"
        );
    }

    #[test]
    fn of_a_confirmation_by_numbers_does_not_keep_anybody_from_repeating_it() {
        let vendor = Vendor::start();
        let ran = vendor.run(&["leadbank", "confirm", "--ids=999"]).expect(5);
        assert!(
            ran.stderr.ends_with("Running it again does no harm.\n"),
            "{ran:#?}"
        );
        let ran = vendor
            .run(&[
                "leadbank",
                "ack",
                "--lead=999",
                "--status=2",
                "--date=2024-10-15T09:00:00Z",
            ])
            .expect(5);
        assert!(
            ran.stderr
                .ends_with("Do not run it again before you know.\n"),
            "{ran:#?}"
        );
    }

    #[test]
    fn that_the_settings_name_is_a_success() {
        refused(Some("-1")).expect(0);
        refused(Some("any")).expect(0);
    }

    #[test]
    fn that_is_no_number_is_a_mistake_in_the_settings() {
        let ran = refused(Some("one")).expect(2);
        assert!(
            ran.stderr.contains("VENDOR_LEADBANK_SUCCESS_STATUS"),
            "{ran:#?}"
        );
    }
}

mod a_confirmation {
    use super::*;

    fn confirm(vendor: &Vendor, form: &[&str]) -> Ran {
        vendor.run(&[&["leadbank", "confirm"], form].concat())
    }

    #[test]
    fn that_is_answered_without_a_status_says_how_to_see_whether_it_was_one() {
        let vendor = Vendor::start();
        fetch(&vendor);
        let faults = vendor.sandbox.faults();
        faults.inject(leadbank::VALIDATE_LEADS, Fault::GarbageBody);
        let ran = confirm(&vendor, &["--ids=48101"]).expect(0);
        assert!(ran.stderr.contains("the answer has no Status"), "{ran:#?}");

        let ran = confirm(&vendor, &["--ids=48101"]).expect(0);
        assert!(!ran.stderr.contains("the answer has no Status"), "{ran:#?}");
    }

    #[test]
    fn by_ids_confirms_these_leads_and_no_others() {
        let vendor = Vendor::start();
        fetch(&vendor);
        let ran = confirm(&vendor, &["--ids", "48101,48103", "--json"]).expect(0);
        assert_eq!(
            ran.json(),
            json!({
                "outcome": "accepted",
                "status": 200,
                "receipt": {"Status": 1, "Message": "OK"},
                "body": r#"{"Status":1,"Message":"OK"}"#,
            })
        );
        assert_eq!(
            last_body(&vendor, leadbank::VALIDATE_LEADS),
            "[48101,48103]"
        );
        let received = vendor.sandbox.leadbank().leads_at(Stage::Received);
        assert_eq!(received, [48_101, 48_103]);
    }

    #[test]
    fn can_be_sent_in_each_form() {
        for (form, body) in [
            (&["--integer=1"][..], "1"),
            (&["--integer", "-1"], "-1"),
            (&["--none"], ""),
        ] {
            let vendor = Vendor::start();
            fetch(&vendor);
            let ran = confirm(&vendor, form).expect(0);
            assert!(
                ran.stdout.starts_with("accepted with status 200"),
                "{ran:#?}"
            );
            assert_eq!(last_body(&vendor, leadbank::VALIDATE_LEADS), body);
            assert_eq!(
                vendor.sandbox.leadbank().leads_at(Stage::InProgress),
                [0; 0]
            );
        }
    }

    #[test]
    fn can_be_json_of_ones_own() {
        let vendor = Vendor::start();
        fetch(&vendor);
        let arguments = ["leadbank", "confirm", "--from-json=-"];
        let own = "{\"Confirm\": 1.50}";
        Ran::with_input(&mut vendor.command(&arguments), own).expect(0);
        assert_eq!(last_body(&vendor, leadbank::VALIDATE_LEADS), own);

        let ran = Ran::with_input(&mut vendor.command(&arguments), "{").expect(2);
        assert!(ran.stderr.contains("stdin is not JSON"), "{ran:#?}");
    }

    #[test]
    fn takes_exactly_one_form() {
        let vendor = Vendor::start();
        confirm(&vendor, &[]).expect(2);
        confirm(&vendor, &["--none", "--integer=1"]).expect(2);
        confirm(&vendor, &["--ids="]).expect(2);
        assert!(vendor.sandbox.ledger().calls().is_empty());
    }

    #[test]
    fn by_ids_is_repeated_when_its_answer_is_lost_and_others_are_not() {
        let vendor = Vendor::start();
        fetch(&vendor);
        let faults = vendor.sandbox.faults();
        faults.inject(leadbank::VALIDATE_LEADS, Fault::DropAfterActing);
        confirm(&vendor, &["--ids=48101"]).expect(0);
        let ledger = vendor.sandbox.ledger();
        assert_eq!(ledger.applied(leadbank::VALIDATE_LEADS), 2);

        faults.inject(leadbank::VALIDATE_LEADS, Fault::DropAfterActing);
        let error = confirm(&vendor, &["--none", "--json"]).expect(5).error();
        assert_eq!(error["attempts"], 1);
        let advice = error["advice"].as_str().unwrap();
        assert!(advice.contains("Do not run it again"), "{advice}");
        assert!(advice.contains("vendor leadbank fetch"), "{advice}");
        assert_eq!(ledger.applied(leadbank::VALIDATE_LEADS), 3);
    }

    #[test]
    fn by_ids_that_stays_unknown_may_be_run_again() {
        let vendor = Vendor::start();
        fetch(&vendor);
        vendor
            .sandbox
            .faults()
            .inject_times(leadbank::VALIDATE_LEADS, 9, Fault::DropAfterActing);
        let error = confirm(&vendor, &["--ids=48101", "--json"])
            .expect(5)
            .error();
        let advice = error["advice"].as_str().unwrap();
        assert!(advice.contains("does no harm"), "{advice}");
    }

    #[test]
    fn explains_that_its_contract_is_unknown() {
        let vendor = Vendor::start();
        let help = confirm(&vendor, &["--help"]).expect(0);
        assert!(
            help.stdout
                .contains("No page shows what a confirmation is sent with"),
            "{help:#?}"
        );
    }

    #[test]
    fn has_something_to_confirm_in_a_sandbox_of_its_own() {
        let home = tempfile::tempdir().unwrap();
        let arguments = ["leadbank", "confirm", "--ids=48102", "--sandbox"];
        let ran = Ran::of(&mut program(&home, &arguments)).expect(0);
        assert!(ran.stderr.contains("fetched first"), "{ran:#?}");
    }
}

mod an_acknowledgement {
    use super::*;

    const ACK: [&str; 5] = [
        "leadbank",
        "ack",
        "--lead=48101",
        "--status=2",
        "--date=2024-10-15T09:00:00+02:00",
    ];

    #[test]
    fn sends_one_event_by_options() {
        let vendor = Vendor::start();
        let ran = vendor.run(&[&ACK[..], &["--reason=7"]].concat()).expect(0);
        assert_eq!(ran.stdout, "accepted with Status 1: OK\n");
        let lead = vendor.sandbox.leadbank().lead(48_101).unwrap();
        let [event] = &lead.acknowledgements[..] else {
            unreachable!("{lead:?}")
        };
        assert_eq!((event.status, event.reason), (Some(2), Some(7)));
        assert_eq!(event.date.as_deref(), Some("2024-10-15T09:00:00+02:00"));
        assert!(vendor.sandbox.ledger().violations().is_empty());
    }

    #[test]
    fn leaves_out_a_reason_that_is_not_given() {
        let vendor = Vendor::start();
        let ran = vendor.run(&[&ACK[..], &["--json"]].concat()).expect(0);
        assert_eq!(ran.json(), json!({"Status": 1, "Message": "OK"}));
        let body = last_body(&vendor, leadbank::SEND_ACKNOWLEDGEMENTS);
        assert!(!body.contains("IDreason"), "{body}");
    }

    #[test]
    fn sends_a_list_from_json() {
        let vendor = Vendor::start();
        let events = json!([
            {"IDLeadBank": 48_101, "LeadEvents": [
                {"IDstatus": 2, "IDreason": 7, "DateAction": "2024-10-15T05:30:49.6389527+02:00"},
                {"IDstatus": 3, "DateAction": "2024-10-16T05:30:49+02:00"},
            ]},
            {"IDLeadBank": 48_102, "LeadEvents": [
                {"IDstatus": 2, "DateAction": "2024-10-15T05:30:49+02:00"},
            ]},
        ]);
        let mut command = vendor.command(&["leadbank", "ack", "--from-json=-"]);
        Ran::with_input(&mut command, &events.to_string()).expect(0);
        let sent: Value =
            serde_json::from_str(&last_body(&vendor, leadbank::SEND_ACKNOWLEDGEMENTS)).unwrap();
        assert_eq!(sent, events);
    }

    #[test]
    fn names_all_mistakes_and_sends_nothing() {
        let vendor = Vendor::start();
        let events = json!([
            {"IDLeadBank": "48101", "LeadEvents": [
                {"IDStatus": 2, "DateAction": "2024-10-15T05:30:49+02:00"},
            ]},
            {"IDLeadBank": 48_102, "LeadEvents": [{"IDstatus": 2, "DateAction": "yesterday"}]},
        ]);
        let mut command = vendor.command(&["leadbank", "ack", "--from-json=-"]);
        let ran = Ran::with_input(&mut command, &events.to_string()).expect(2);
        for text in [
            "[0].IDLeadBank must be",
            "[0].LeadEvents[0].IDstatus is missing",
            "[0].LeadEvents[0].IDStatus is not known here",
            "[1].LeadEvents[0].DateAction must be",
        ] {
            assert!(ran.stderr.contains(text), "{text}: {ran:#?}");
        }
        assert!(!ran.stderr.contains("yesterday"), "{ran:#?}");
        assert!(vendor.sandbox.ledger().calls().is_empty());
    }

    #[test]
    fn asks_for_all_that_is_missing() {
        let vendor = Vendor::start();
        let ran = vendor.run(&["leadbank", "ack", "--status=2"]).expect(2);
        assert!(ran.stderr.contains("needs --lead, --date"), "{ran:#?}");
    }

    #[test]
    fn is_never_repeated_and_nothing_shows_whether_it_was_recorded() {
        let vendor = Vendor::start();
        vendor
            .sandbox
            .faults()
            .inject(leadbank::SEND_ACKNOWLEDGEMENTS, Fault::DropAfterActing);
        let ran = vendor.run(&ACK).expect(5);
        assert!(
            ran.stderr
                .ends_with("no command shows that, so ask the vendor.\n"),
            "{ran:#?}"
        );
        let lead = vendor.sandbox.leadbank().lead(48_101).unwrap();
        assert_eq!(lead.acknowledgements.len(), 1);
    }
}

#[test]
fn a_vendor_that_is_down_is_not_taken_for_an_answer() {
    let vendor = Vendor::start();
    vendor.sandbox.faults().inject_times(
        leadbank::FETCH_LEADS,
        9,
        Fault::Refuse {
            status: StatusCode::SERVICE_UNAVAILABLE,
            retry_after: None,
        },
    );
    let ran = vendor.run(&FETCH).expect(5);
    assert_eq!(ran.stdout, "");
}

#[test]
fn a_name_of_a_vendor_stays_in_its_cell() {
    let vendor = Vendor::start();
    vendor.sandbox.leadbank().remove_all_leads();
    let lead = NewLead::new().id(1).dealer("D\u{1b}[2J\n1");
    vendor.sandbox.leadbank().seed_lead(lead);
    let ran = fetch(&vendor);
    assert_eq!(ran.stdout.lines().count(), 2, "{ran:#?}");
    assert!(!ran.stdout.contains('\u{1b}'), "{ran:#?}");
}

#[test]
fn every_command_has_an_example() {
    let vendor = Vendor::start();
    for operation in ["fetch", "confirm", "ack"] {
        let help = vendor.run(&["leadbank", operation, "--help"]).expect(0);
        let example = format!("  vendor leadbank {operation} ");
        assert!(help.stdout.contains(&example), "{help:#?}");
    }
}
