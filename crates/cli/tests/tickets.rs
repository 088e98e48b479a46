//! The operations, as scripts and people use them.

// Whatever goes wrong here fails the test that called it.
#![allow(clippy::unwrap_used)]

mod vendor;

use serde_json::json;
use uuid::Uuid;
use vendor::{Ran, Vendor};
use vendor_sandbox::partner::{self, NewTicket, demo};
use vendor_sandbox::{Call, Fault};

const FIRST: &str = "497f6eca-6276-4993-bfeb-53cbbbba6f08";

/// The latest call of an operation.
fn last_call(vendor: &Vendor, operation: vendor_sandbox::Operation) -> Call {
    vendor.sandbox.ledger().calls_of(operation).pop().unwrap()
}

fn first(vendor: &Vendor) -> partner::Ticket {
    let [id, ..] = demo::TICKETS;
    vendor.sandbox.partner().ticket(id).unwrap()
}

#[test]
fn list_passes_every_filter_on() {
    let vendor = Vendor::start();
    let list = vendor.run(&[
        "tickets",
        "list",
        "--vin=JH4KA7630PC007649",
        "--reference=DYNAMICS_ERP_3454662",
        "--ticket-number=7440301",
        "--customer-id=160c0c4b-9966-4dc1-a916-8407eb10d74e",
        "--product-id=0d6a3f0e-7c58-4b43-8f1e-2f6f0a1b9c01",
        "--created-after=2019-01-01T00:00:00Z",
        "--created-before=2020-01-01T00:00:00Z",
        "--limit=10",
        "--offset=0",
        "--json",
    ]);
    let list = list.expect(0).json();
    assert_eq!(list["total"], 1);
    assert_eq!(list["result"][0]["id"], FIRST);
    let call = last_call(&vendor, partner::LIST_PREPARED_TICKETS);
    assert_eq!(call.query().unwrap().split('&').count(), 9);
}

#[test]
fn list_without_a_vin_sends_the_empty_parameter() {
    let vendor = Vendor::start();
    let list = vendor.run(&["tickets", "list", "--without-vin", "--json"]);
    assert_eq!(list.expect(0).json()["total"], 1);
    let call = last_call(&vendor, partner::LIST_PREPARED_TICKETS);
    assert_eq!(call.query(), Some("vin="));
}

#[test]
fn list_is_a_table_for_people_and_says_what_is_left() {
    let vendor = Vendor::start();
    let list = vendor.run(&["tickets", "list", "--limit=2"]).expect(0);
    let lines: Vec<_> = list.stdout.lines().collect();
    assert_eq!(lines.len(), 3, "{list:#?}");
    assert!(lines[0].starts_with("NUMBER "), "{list:#?}");
    assert!(lines[1].starts_with("7440301 "), "{list:#?}");
    assert!(
        list.stderr.contains("2 of 3 tickets; --offset 2"),
        "{list:#?}"
    );
}

#[test]
fn list_all_reads_every_page() {
    let vendor = Vendor::start();
    let [customer, _] = demo::CUSTOMERS;
    for number in 0..17 {
        let ticket = NewTicket::new(customer, 0).preparer_external_reference(format!("R{number}"));
        vendor.sandbox.partner().add_ticket(ticket);
    }
    let all = vendor.run(&["tickets", "list", "--all", "--limit=6", "--json"]);
    let tickets = all.expect(0).json_lines();
    assert_eq!(tickets.len(), 20);
    assert_eq!(tickets[19]["preparer_external_reference"], "R16");
    let calls = vendor
        .sandbox
        .ledger()
        .calls_of(partner::LIST_PREPARED_TICKETS);
    assert_eq!(calls.len(), 4);

    let table = vendor.run(&["tickets", "list", "--all", "--limit=6"]);
    let table = table.expect(0).stdout;
    assert_eq!(table.lines().count(), 21, "one header only");
}

#[test]
fn pages_line_up() {
    let vendor = Vendor::start();
    let all = vendor
        .run(&["tickets", "list", "--all", "--limit=1"])
        .expect(0);
    let columns: Vec<_> = all
        .stdout
        .lines()
        .zip(["REFERENCE", "DYNAMICS_ERP_3454662", "ERP_DYNAMICS"])
        .map(|(line, start)| line.find(start).unwrap())
        .collect();
    assert_eq!(columns, [columns[0]; 3], "{all:#?}");
}

#[test]
fn a_list_says_why_it_is_empty() {
    let vendor = Vendor::start();
    for (arguments, text) in [
        (&["--reference=NOSUCH"][..], "no tickets match\n"),
        (&["--reference=NOSUCH", "--all"], "no tickets match\n"),
        (
            &["--offset=50"],
            "3 tickets match, none after --offset 50\n",
        ),
        (&["--offset=50", "--all"], "no tickets after --offset 50\n"),
        (
            &["--limit=0"],
            "3 tickets match, and --limit 0 shows none of them\n",
        ),
    ] {
        let list = vendor.run(&[&["tickets", "list"], arguments].concat());
        assert_eq!(list.expect(0).stderr, text);
    }
}

#[test]
fn all_pages_of_no_tickets_are_refused() {
    let vendor = Vendor::start();
    let list = vendor.run(&["tickets", "list", "--all", "--limit=0"]);
    let list = list.expect(2);
    assert!(list.stderr.contains("give a larger --limit"), "{list:#?}");
    assert_eq!(list.stdout, "");
    assert!(vendor.sandbox.ledger().calls().is_empty());
}

#[test]
fn what_is_mistyped_is_explained() {
    let vendor = Vendor::start();
    for (arguments, text) in [
        (&["list", "--limit", "-1"][..], "-1 is not in 0..=1000"),
        (&["list", "--limit=99999999999"], "is not in 0..=1000"),
        (&["list", "--offset", "-1"], "offset must be"),
        (&["get", "no-id"], "expected a UUID, such as"),
        (&["list", "--customer-id=no-id"], "expected a UUID, such as"),
    ] {
        let ran = vendor.run(&[&["tickets"], arguments].concat()).expect(2);
        assert!(ran.stderr.contains(text), "{text}: {ran:#?}");
    }
    let ran = vendor
        .run(&["tickets", "list", "--jso", "--json"])
        .expect(2);
    let error = ran.error();
    assert_eq!(error["message"], "unexpected argument '--jso' found");
    let advice = error["advice"].as_str().unwrap();
    assert!(
        advice.contains("similar argument exists: '--json'"),
        "{advice}"
    );
    assert!(vendor.sandbox.ledger().calls().is_empty());
}

#[test]
fn list_all_of_nothing_is_a_header() {
    let vendor = Vendor::start();
    vendor.sandbox.partner().remove_all_tickets();
    let table = vendor.run(&["tickets", "list", "--all"]).expect(0);
    assert_eq!(table.stdout.lines().count(), 1, "{table:#?}");
    let lines = vendor
        .run(&["tickets", "list", "--all", "--json"])
        .expect(0);
    assert_eq!(lines.stdout, "");
}

#[test]
fn get_shows_one_ticket() {
    let vendor = Vendor::start();
    let ticket = vendor.run(&["tickets", "get", FIRST, "--json"]).expect(0);
    assert_eq!(
        ticket.json(),
        json!({
            "id": FIRST,
            "created_at": "2019-08-24T14:15:22Z",
            "customer_id": "160c0c4b-9966-4dc1-a916-8407eb10d74e",
            "ticket_number": 7_440_301,
            "vehicle_model_id": 0,
            "vin": "JH4KA7630PC007649",
            "voucher_code": "WQ4MM3",
            "preparer_external_reference": "DYNAMICS_ERP_3454662",
        })
    );
    let ticket = vendor.run(&["tickets", "get", FIRST]).expect(0);
    assert!(
        ticket.stdout.contains("VIN            JH4KA7630PC007649\n"),
        "{ticket:#?}"
    );
}

#[test]
fn create_asks_for_all_that_is_missing() {
    let vendor = Vendor::start();
    let ran = vendor
        .run(&["tickets", "create", "--voucher-code=WQ4MM3"])
        .expect(2);
    let text = "needs --customer-id, --vehicle-model-id, --vin or --no-vin, --reference";
    assert!(ran.stderr.contains(text), "{ran:#?}");
}

#[test]
fn create_reads_json_from_stdin() {
    let vendor = Vendor::start();
    let mut command = vendor.command(&["tickets", "create", "--from-json=-", "--json"]);
    let [customer, _] = demo::CUSTOMERS;
    let ticket = json!({
        "customer_id": customer.to_string(),
        "vehicle_model_id": 1204,
        "vin": null,
        "preparer_external_reference": "ORDER-17",
    });
    let created = Ran::with_input(&mut command, &ticket.to_string())
        .expect(0)
        .json();
    assert_eq!(created["vin"], json!(null));
    assert_eq!(created["preparer_external_reference"], "ORDER-17");
    assert!(vendor.sandbox.ledger().violations().is_empty());
}

#[test]
fn json_must_say_exactly_what_is_sent() {
    let vendor = Vendor::start();
    let run = |ticket: serde_json::Value| {
        let mut command = vendor.command(&["tickets", "create", "--from-json=-"]);
        Ran::with_input(&mut command, &ticket.to_string()).expect(2)
    };
    let [customer, _] = demo::CUSTOMERS;
    let mut ticket = json!({
        "customer_id": customer.to_string(),
        "vehicle_model_id": 1204,
        "preparer_external_reference": "ORDER-17",
    });
    let ran = run(ticket.clone());
    assert!(
        ran.stderr.contains("vin is missing; write null"),
        "{ran:#?}"
    );
    ticket["vin"] = json!(null);
    ticket["voucher_cod"] = json!("WQ4MM3");
    let ran = run(ticket);
    assert!(
        ran.stderr.contains("voucher_cod is not known here"),
        "{ran:#?}"
    );
    assert!(vendor.sandbox.ledger().calls().is_empty());
}

#[test]
fn json_that_does_not_fit_is_explained_without_words_of_the_program() {
    let vendor = Vendor::start();
    let ticket = |customer: &str, model: &str, vin: &str| {
        format!(
            r#"{{"customer_id":{customer},"vehicle_model_id":{model},"vin":{vin},"preparer_external_reference":"R"}}"#
        )
    };
    let id = format!("\"{}\"", demo::CUSTOMERS[0]);
    let large = format!("\"{}\"", "x".repeat(1024 * 1024 - 1));
    for (input, code, text) in [
        (
            "[]".to_owned(),
            2,
            "stdin cannot be used:\n  must be an object",
        ),
        ("{".to_owned(), 2, "stdin is not JSON: "),
        (large, 2, "stdin cannot be read: it is larger than 1 MiB"),
        (
            ticket("17", "1204", "null"),
            2,
            "customer_id must be a UUID\n",
        ),
        (
            ticket("\"somebody\"", "true", "null"),
            2,
            "cannot be used:\n  customer_id must be a UUID\n  vehicle_model_id must be a whole number\n",
        ),
        (
            ticket(&id, "1204", "\"WVW\""),
            2,
            "cannot be used:\n  vin must have exactly 17 characters, not 3\n",
        ),
        (
            ticket(&id, "\"1204\"", "null"),
            2,
            "vehicle_model_id must be a whole number\n",
        ),
        (ticket(&id, "1204", "17"), 2, "vin must be a text\n"),
    ] {
        let mut command = vendor.command(&["tickets", "create", "--from-json=-"]);
        let ran = Ran::with_input(&mut command, &input).expect(code);
        assert!(ran.stderr.contains(text), "{text}: {ran:#?}");
        assert!(!ran.stderr.contains("somebody"), "{ran:#?}");
    }
    assert!(vendor.sandbox.ledger().calls().is_empty());
}

#[test]
fn a_ticket_can_be_read_edited_and_given_back() {
    let vendor = Vendor::start();
    let ticket = vendor.run(&["tickets", "get", FIRST, "--json"]).expect(0);
    let edited = ticket
        .stdout
        .replace("JH4KA7630PC007649", "WVWZZZ1JZXW000001");
    let update = ["tickets", "update", FIRST, "--from-json=-"];
    let ran = Ran::with_input(&mut vendor.command(&update), &edited).expect(0);
    assert_eq!(
        ran.stderr,
        "an update cannot change id, created_at, customer_id, ticket_number: ignored\n"
    );
    assert_eq!(first(&vendor).vin.as_deref(), Some("WVWZZZ1JZXW000001"));
    assert!(vendor.sandbox.ledger().violations().is_empty());

    let of_another = edited.replace(FIRST, "00000000-0000-4000-8000-000000000000");
    let ran = Ran::with_input(&mut vendor.command(&update), &of_another).expect(2);
    assert!(ran.stderr.contains("another ticket by its id"), "{ran:#?}");

    let misspelt = edited.replace("voucher_code", "voucher_cod");
    let ran = Ran::with_input(&mut vendor.command(&update), &misspelt).expect(2);
    assert!(
        ran.stderr.contains("voucher_cod is not known here"),
        "{ran:#?}"
    );
}

#[test]
fn create_once_finds_the_ticket_whose_answer_was_lost() {
    let vendor = Vendor::start();
    let arguments = [
        "tickets",
        "create",
        "--customer-id=160c0c4b-9966-4dc1-a916-8407eb10d74e",
        "--vehicle-model-id=1204",
        "--no-vin",
        "--reference=ORDER-17",
        "--once",
        "--settle=0.01",
        "--json",
    ];
    vendor
        .sandbox
        .faults()
        .inject(partner::CREATE_PREPARED_TICKET, Fault::DropAfterActing);
    let ran = vendor.run(&arguments).expect(0);
    let start = format!(
        r#"{{"outcome":"found","ticket":{{"id":"{}","created_at":"#,
        ran.json()["ticket"]["id"].as_str().unwrap()
    );
    assert!(ran.stdout.starts_with(&start), "{ran:#?}");
    let found = ran.json();
    assert_eq!(found["ticket"]["preparer_external_reference"], "ORDER-17");

    // Now there is one already, and the second one makes it two: which is whose, nobody can tell.
    vendor
        .sandbox
        .faults()
        .inject(partner::CREATE_PREPARED_TICKET, Fault::DropAfterActing);
    let error = vendor.run(&arguments).expect(5).error();
    let note = error["note"].as_str().unwrap();
    assert!(note.starts_with("Several tickets"), "{note}");

    vendor
        .sandbox
        .faults()
        .inject(partner::CREATE_PREPARED_TICKET, Fault::DropBeforeActing);
    let arguments = arguments.map(|argument| match argument {
        "--reference=ORDER-17" => "--reference=ORDER-18",
        argument => argument,
    });
    let error = vendor.run(&arguments).expect(5).error();
    let note = error["note"].as_str().unwrap();
    assert!(note.starts_with("No ticket"), "{note}");
}

#[test]
fn create_once_does_not_take_an_older_ticket_for_its_own() {
    let vendor = Vendor::start();
    let [customer, _] = demo::CUSTOMERS;
    let older = NewTicket::new(customer, 0).preparer_external_reference("ORDER-17");
    vendor.sandbox.partner().add_ticket(older);
    vendor
        .sandbox
        .faults()
        .inject(partner::CREATE_PREPARED_TICKET, Fault::DropBeforeActing);
    let ran = vendor.run(&[
        "tickets",
        "create",
        "--customer-id=160c0c4b-9966-4dc1-a916-8407eb10d74e",
        "--vehicle-model-id=1204",
        "--vin=WVWZZZ1JZXW000001",
        "--reference=ORDER-17",
        "--once",
        "--settle=0.01",
        "--json",
    ]);
    let error = ran.expect(5).error();
    let note = error["note"].as_str().unwrap();
    assert!(note.contains("has other contents"), "{note}");
}

#[test]
fn create_once_needs_a_reference() {
    let vendor = Vendor::start();
    let ran = vendor.run(&[
        "tickets",
        "create",
        "--customer-id=160c0c4b-9966-4dc1-a916-8407eb10d74e",
        "--vehicle-model-id=1204",
        "--no-vin",
        "--reference=",
        "--once",
    ]);
    assert!(ran.expect(2).stderr.contains("reference is empty"));
}

#[test]
fn update_replaces_everything_and_says_so() {
    let vendor = Vendor::start();
    let ran = vendor
        .run(&["tickets", "update", FIRST, "--no-vin"])
        .expect(2);
    let text =
        "also give --vehicle-model-id, --voucher-code or --no-voucher-code, --reference, or --keep";
    assert!(ran.stderr.contains(text), "{ran:#?}");

    let arguments = [
        "tickets",
        "update",
        FIRST,
        "--vehicle-model-id=1204",
        "--no-vin",
        "--no-voucher-code",
        "--reference=NEW",
    ];
    vendor.run(&arguments).expect(0);
    let ticket = first(&vendor);
    assert_eq!(ticket.vehicle_model_id, 1204);
    assert_eq!((ticket.vin, ticket.voucher_code), (None, None));
    assert_eq!(ticket.preparer_external_reference, "NEW");
}

#[test]
fn update_keep_changes_only_what_is_given() {
    let vendor = Vendor::start();
    let before = first(&vendor);
    let arguments = [
        "tickets",
        "update",
        FIRST,
        "--keep",
        "--vin=WVWZZZ1JZXW000001",
    ];
    let updated = vendor
        .run(&[&arguments[..], &["--json"]].concat())
        .expect(0)
        .json();
    assert_eq!(updated["vin"], "WVWZZZ1JZXW000001");
    let after = first(&vendor);
    assert_eq!(after.vin.as_deref(), Some("WVWZZZ1JZXW000001"));
    assert_eq!(after.voucher_code, before.voucher_code);
    assert_eq!(after.vehicle_model_id, before.vehicle_model_id);
    assert_eq!(
        after.preparer_external_reference,
        before.preparer_external_reference
    );
    assert!(vendor.sandbox.ledger().violations().is_empty());
}

#[test]
fn update_keep_of_nothing_is_refused() {
    let vendor = Vendor::start();
    let ran = vendor
        .run(&["tickets", "update", FIRST, "--keep"])
        .expect(2);
    assert!(ran.stderr.contains("nothing to change"), "{ran:#?}");
    assert!(vendor.sandbox.ledger().calls().is_empty());
}

#[test]
fn delete_says_deleted_or_gone() {
    let vendor = Vendor::start();
    let [_, second, third] = demo::TICKETS;
    let delete = |id: Uuid| {
        vendor
            .run(&["tickets", "delete", &id.to_string(), "--json"])
            .expect(0)
            .json()
    };
    assert_eq!(delete(second)["outcome"], "deleted");
    vendor
        .sandbox
        .faults()
        .inject(partner::DELETE_PREPARED_TICKET, Fault::DropAfterActing);
    assert_eq!(delete(third)["outcome"], "gone");
    assert_eq!(vendor.sandbox.partner().tickets().len(), 1);
}

#[test]
fn every_command_has_an_example() {
    let vendor = Vendor::start();
    for operation in ["list", "get", "create", "update", "delete"] {
        let help = vendor.run(&["tickets", operation, "--help"]).expect(0);
        let example = format!("  vendor tickets {operation} ");
        assert!(help.stdout.contains(&example), "{help:#?}");
    }
}
