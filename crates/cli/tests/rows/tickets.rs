//! `vendor tickets create --from FILE`

use vendor_sandbox::Fault;
use vendor_sandbox::partner::{CREATE_PREPARED_TICKET, LIST_PREPARED_TICKETS, demo};

use crate::vendor::{Desk, Ran};
use crate::{all, deliveries};

const VIN: &str = "JH4KA7630PC007649";

/// Rows of the demonstration's customer, with these references.
fn csv(references: &[&str]) -> String {
    references.iter().fold(
        "customer_id,Vehicle model id,VIN,Reference\n".to_owned(),
        |text, reference| {
            format!(
                "{text}{},{},{VIN},{reference}\n",
                demo::CUSTOMERS[0],
                demo::VEHICLE_MODELS[1]
            )
        },
    )
}

fn empty_desk() -> Desk {
    let desk = Desk::new();
    desk.vendor.sandbox.partner().remove_all_tickets();
    desk
}

fn create(desk: &Desk, rows: &str, arguments: &[&str]) -> Ran {
    desk.write("tickets.csv", rows);
    again(desk, arguments)
}

/// From the file that is there.
fn again(desk: &Desk, arguments: &[&str]) -> Ran {
    desk.run(&[&["tickets", "create", "--from=tickets.csv"], arguments].concat())
}

/// The references of the tickets that the vendor has.
fn created(desk: &Desk) -> Vec<String> {
    let tickets = desk.vendor.sandbox.partner().tickets();
    let mut references: Vec<_> = tickets
        .into_iter()
        .map(|ticket| ticket.preparer_external_reference)
        .collect();
    references.sort_unstable();
    references
}

fn calls(desk: &Desk) -> usize {
    desk.vendor.sandbox.ledger().calls().len()
}

mod a_row {
    use super::*;

    #[test]
    fn becomes_a_ticket() {
        let desk = empty_desk();
        let ran = create(&desk, &csv(&["A-1", "A-2"]), &["--json"]).expect(0);
        assert_eq!(created(&desk), ["A-1", "A-2"]);
        let tickets = desk.vendor.sandbox.partner().tickets();
        let mut ids: Vec<_> = tickets.iter().map(|ticket| ticket.id.to_string()).collect();
        let told = ran.json_lines();
        let mut told: Vec<_> = told.iter().map(|row| row["id"].as_str().unwrap()).collect();
        ids.sort_unstable();
        told.sort_unstable();
        assert_eq!(told, ids);
    }

    #[test]
    fn without_a_vin_has_none_and_without_a_voucher_code_does_not_say_any() {
        let desk = empty_desk();
        let rows = format!(
            "customer id;vehicle model id;vin;voucher code;reference\n{0};{1};;;A-1\n{0};{1};{VIN};0042;A-2\n",
            demo::CUSTOMERS[0],
            demo::VEHICLE_MODELS[1]
        );
        create(&desk, &rows, &["--concurrency=1"]).expect(0);
        let calls = desk
            .vendor
            .sandbox
            .ledger()
            .calls_of(CREATE_PREPARED_TICKET);
        let body =
            |at: usize| String::from_utf8_lossy(calls[at].request_body().unwrap()).into_owned();
        assert!(body(0).contains("\"vin\":null"), "{}", body(0));
        assert!(!body(0).contains("voucher_code"), "{}", body(0));
        assert!(body(1).contains("\"voucher_code\":\"0042\""), "{}", body(1));
    }

    #[test]
    fn takes_customer_and_model_from_the_options_unless_it_has_its_own() {
        let desk = empty_desk();
        let rows = format!(
            "reference,vehicle_model_id\nA-1,\nA-2,{}\n",
            demo::VEHICLE_MODELS[1]
        );
        let customer = demo::CUSTOMERS[0].to_string();
        let options = [
            "--customer-id",
            &customer,
            "--vehicle-model-id=7",
            "--no-vin",
        ];
        let ran = create(&desk, &rows, &[&options[..], &["--json"]].concat()).expect(3);
        assert_eq!(deliveries(&ran), all(&[(2, "refused"), (3, "done")]));
        let calls = desk
            .vendor
            .sandbox
            .ledger()
            .calls_of(CREATE_PREPARED_TICKET);
        let bodies = calls.iter().map(|call| call.request_body().unwrap());
        let sevens = bodies.filter(|body| String::from_utf8_lossy(body).contains(":7,"));
        assert_eq!(sevens.count(), 1, "the first row's model is the option's");
    }

    #[test]
    fn that_the_documentation_forbids_keeps_all_from_being_sent() {
        let desk = empty_desk();
        let rows = "customer_id,vehicle_model_id,vin,reference,voucher_code\n\
                    nobody,1204,SHORT,A-1,no\n\
                    160c0c4b-9966-4dc1-a916-8407eb10d74e,x,,A-2,\n";
        let ran = create(&desk, rows, &[]).expect(2);
        for mistake in [
            "line 2: customer_id",
            "line 2: vin",
            "line 2: voucher_code",
            "line 3: vehicle_model_id",
        ] {
            assert!(ran.stderr.contains(mistake), "{mistake}: {ran:#?}");
        }
        assert_eq!(calls(&desk), 0);
    }

    #[test]
    fn in_json_lines_is_a_body_as_the_vendor_documents_it() {
        let desk = empty_desk();
        let row = format!(
            r#"{{"customer_id": "{}", "vehicle_model_id": {}, "vin": null, "preparer_external_reference": "A-1"}}"#,
            demo::CUSTOMERS[0],
            demo::VEHICLE_MODELS[1]
        );
        desk.write("tickets.jsonl", row);
        desk.run(&["tickets", "create", "--from=tickets.jsonl"])
            .expect(0);
        assert_eq!(created(&desk), ["A-1"]);
    }
}

mod a_reference {
    use super::*;

    #[test]
    fn that_two_rows_have_is_pointed_out() {
        let desk = empty_desk();
        let ran = create(&desk, &csv(&["A-1", "A-1"]), &[]).expect(0);
        let warning = "warning: line 3: Reference (preparer_external_reference) is the same as in line 2: each becomes a ticket";
        assert!(ran.stderr.contains(warning), "{ran:#?}");
        assert_eq!(created(&desk), ["A-1", "A-1"]);
    }

    #[test]
    fn that_two_rows_have_cannot_be_looked_for() {
        let desk = empty_desk();
        let ran = create(&desk, &csv(&["A-1", "A-1"]), &["--once"]).expect(2);
        assert!(ran.stderr.contains("is the same as in line 2"), "{ran:#?}");
        assert_eq!(calls(&desk), 0);
    }

    #[test]
    fn that_is_empty_cannot_be_looked_for_either() {
        let desk = empty_desk();
        let row = format!(
            r#"{{"customer_id": "{}", "vehicle_model_id": {}, "vin": null, "preparer_external_reference": ""}}"#,
            demo::CUSTOMERS[0],
            demo::VEHICLE_MODELS[1]
        );
        desk.write("tickets.jsonl", row);
        let arguments = ["tickets", "create", "--from=tickets.jsonl", "--dry-run"];
        let ran = desk.run(&arguments).expect(0);
        assert!(
            ran.stderr
                .contains("nothing shows whether there is a ticket"),
            "{ran:#?}"
        );
        let ran = desk.run(&[&arguments[..], &["--once"]].concat()).expect(2);
        assert!(
            ran.stderr.contains("--once looks for the ticket by it"),
            "{ran:#?}"
        );
    }
}

mod a_row_in_doubt {
    use super::*;

    #[test]
    fn is_named_with_the_command_that_shows_it_and_is_not_sent_again() {
        let desk = empty_desk();
        let faults = desk.vendor.sandbox.faults();
        faults.inject(CREATE_PREPARED_TICKET, Fault::DropAfterActing);
        let ran = create(&desk, &csv(&["A-1", "A-2"]), &["--concurrency=1"]).expect(5);
        assert!(
            ran.stderr.contains("vendor tickets list --reference='A-1'"),
            "{ran:#?}"
        );
        assert_eq!(created(&desk), ["A-1", "A-2"]);
        let before = calls(&desk);
        again(&desk, &[]).expect(5);
        assert_eq!(calls(&desk), before);
    }

    #[test]
    fn is_sent_again_when_somebody_says_so() {
        let desk = empty_desk();
        let faults = desk.vendor.sandbox.faults();
        faults.inject(CREATE_PREPARED_TICKET, Fault::DropBeforeActing);
        create(&desk, &csv(&["A-1", "A-2"]), &["--concurrency=1"]).expect(5);
        assert_eq!(created(&desk), ["A-2"]);
        again(&desk, &["--retry-unknown=2"]).expect(0);
        assert_eq!(created(&desk), ["A-1", "A-2"]);
    }
}

mod once {
    use super::*;

    const ONCE: [&str; 3] = ["--once", "--settle=0.001", "--json"];

    #[test]
    fn finds_the_ticket_whose_answer_was_lost() {
        let desk = empty_desk();
        let faults = desk.vendor.sandbox.faults();
        faults.inject(CREATE_PREPARED_TICKET, Fault::DropAfterActing);
        let ran = create(&desk, &csv(&["A-1", "A-2"]), &ONCE).expect(0);
        assert_eq!(deliveries(&ran), all(&[(2, "done"), (3, "done")]));
        assert_eq!(created(&desk), ["A-1", "A-2"]);
        let found = ran.json_lines();
        assert!(
            found.iter().all(|row| row["answer"]["id"] == row["id"]),
            "{ran:#?}"
        );
    }

    #[test]
    fn leaves_a_ticket_in_doubt_that_is_not_found() {
        let desk = empty_desk();
        let faults = desk.vendor.sandbox.faults();
        faults.inject(CREATE_PREPARED_TICKET, Fault::DropBeforeActing);
        let ran = create(&desk, &csv(&["A-1"]), &ONCE).expect(5);
        let row = ran.json();
        assert_eq!(row["delivery"], "unknown");
        let error = row["error"].as_str().unwrap();
        assert!(
            error.contains("no ticket with its reference was found"),
            "{error}"
        );
        assert_eq!(created(&desk), [""; 0]);
    }

    #[test]
    fn leaves_a_ticket_in_doubt_that_cannot_be_looked_for() {
        let desk = empty_desk();
        let faults = desk.vendor.sandbox.faults();
        faults.inject(CREATE_PREPARED_TICKET, Fault::DropAfterActing);
        faults.inject_times(LIST_PREPARED_TICKETS, 9, Fault::GarbageBody);
        let row = create(&desk, &csv(&["A-1"]), &ONCE).expect(5).json();
        let error = row["error"].as_str().unwrap();
        assert!(error.contains("looking for the ticket failed"), "{error}");
    }

    #[test]
    fn does_not_look_for_what_was_refused() {
        let desk = empty_desk();
        let rows = csv(&["A-1"]).replace(&demo::VEHICLE_MODELS[1].to_string(), "7");
        let ran = create(&desk, &rows, &ONCE).expect(3);
        assert_eq!(deliveries(&ran), all(&[(2, "refused")]));
        let looks = desk.vendor.sandbox.ledger().calls_of(LIST_PREPARED_TICKETS);
        assert!(looks.is_empty());
    }
}
