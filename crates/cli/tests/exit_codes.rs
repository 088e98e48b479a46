//! The exit code says what became of the call; the sandbox's ledger says whether that is true.

// Whatever goes wrong here fails the test that called it.
#![allow(clippy::unwrap_used)]

mod vendor;

use std::net::{Ipv4Addr, TcpListener};

use serde_json::{Value, json};
use vendor::{Ran, Vendor, program};
use vendor_sandbox::partner::{self, demo};
use vendor_sandbox::{Fault, RetryAfter, StatusCode, leadbank};

const CREATE: [&str; 10] = [
    "tickets",
    "create",
    "--customer-id=160c0c4b-9966-4dc1-a916-8407eb10d74e",
    "--vehicle-model-id=1204",
    "--vin=JH4KA7630PC007649",
    "--reference",
    "ORDER-17",
    "--json",
    "--timeout",
    "5",
];

/// How often the vendor created a ticket.
fn created(vendor: &Vendor) -> usize {
    vendor
        .sandbox
        .ledger()
        .applied(partner::CREATE_PREPARED_TICKET)
}

fn create_with(fault: Fault) -> (Vendor, Ran) {
    let vendor = Vendor::start();
    vendor
        .sandbox
        .faults()
        .inject(partner::CREATE_PREPARED_TICKET, fault);
    let ran = vendor.run(&CREATE);
    (vendor, ran)
}

#[test]
fn done_is_0() {
    let vendor = Vendor::start();
    let ran = vendor.run(&CREATE).expect(0);
    assert_eq!(ran.json()["preparer_external_reference"], "ORDER-17");
    assert_eq!(ran.stderr, "");
    assert_eq!(created(&vendor), 1);
}

#[test]
fn a_file_that_cannot_be_used_is_2() {
    let vendor = Vendor::start();
    let ran = vendor.run(&["tickets", "list", "--config", "/nowhere/config.toml"]);
    let ran = ran.expect(2);
    assert!(
        ran.stderr.contains("/nowhere/config.toml cannot be read"),
        "{ran:#?}"
    );
}

#[test]
fn wrong_usage_is_2() {
    let home = tempfile::tempdir().unwrap();
    let ran = Ran::of(&mut program(&home, &["tickets", "lisst"])).expect(2);
    assert!(ran.stderr.contains("'list'"), "{ran:#?}");

    let ran = Ran::of(&mut program(&home, &["tickets", "get", "17", "--json"])).expect(2);
    assert_eq!(ran.error()["kind"], "usage");
    assert_eq!(ran.error()["exit_code"], 2);
    assert_eq!(ran.stdout, "");
}

#[test]
fn invalid_input_is_2_and_names_all_violations() {
    let vendor = Vendor::start();
    let arguments = [
        "tickets",
        "create",
        "--customer-id=160c0c4b-9966-4dc1-a916-8407eb10d74e",
        "--vehicle-model-id=1204",
        "--vin=SHORT",
        "--voucher-code=ab",
        "--reference",
        &"r".repeat(256),
    ];
    let ran = vendor.run(&arguments).expect(2);
    for field in [
        "vin must",
        "voucher_code must",
        "voucher_code may",
        "preparer_external_reference must",
    ] {
        assert!(ran.stderr.contains(field), "{field}: {ran:#?}");
    }

    let ran = vendor
        .run(&[&arguments[..], &["--json"]].concat())
        .expect(2);
    let error = ran.error();
    let fields: Vec<_> = error["violations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|violation| violation["field"].as_str().unwrap())
        .collect();
    assert_eq!(
        fields,
        [
            "vin",
            "voucher_code",
            "voucher_code",
            "preparer_external_reference"
        ]
    );
    assert_eq!(error["delivery"], "not sent");
    assert!(vendor.sandbox.ledger().calls().is_empty());
}

#[test]
fn refused_is_3() {
    let vendor = Vendor::start();
    let unknown = "00000000-0000-4000-8000-000000000000";
    let ran = vendor.run(&["tickets", "get", unknown, "--json"]).expect(3);
    let error = ran.error();
    assert_eq!(error["operation"], "getPreparedTicket");
    assert_eq!(error["delivery"], "refused");
    assert_eq!(error["status"], 404);
    assert_eq!(error["code"], "/problems/not-found");
    assert_eq!(error["attempts"], 1);
    assert_eq!(error["exit_code"], 3);

    let ran = vendor.run(&["tickets", "delete", unknown]).expect(3);
    assert!(ran.stderr.contains("Check the id"), "{ran:#?}");
}

#[test]
fn a_refusal_shows_the_vendors_own_words() {
    let vendor = Vendor::start();
    let model = format!("--vehicle-model-id={}", demo::DISABLED_VEHICLE_MODEL);
    let arguments = CREATE.map(|argument| match argument {
        "--vehicle-model-id=1204" => model.as_str(),
        argument => argument,
    });
    let error = vendor.run(&arguments).expect(3).error();
    assert_eq!(error["problem"]["title"], "Bad request");
    let violation = &error["problem"]["violations"][0];
    assert_eq!(violation["place"], "body/vehicle_model_id");
}

#[test]
fn a_refusal_says_when_to_come_back() {
    let (vendor, ran) = create_with(Fault::Refuse {
        status: StatusCode::TOO_MANY_REQUESTS,
        retry_after: Some(RetryAfter::Seconds(90)),
    });
    let error = ran.expect(3).error();
    assert_eq!(error["retry_after_s"], 90);
    assert_eq!(error["advice"], "Wait 90 s, then run it again.");
    assert_eq!(created(&vendor), 0);
}

#[test]
fn wrong_credentials_are_4() {
    let vendor = Vendor::start();
    let mut command = vendor.command(&CREATE);
    command.env("VENDOR_TICKETS_CLIENT_SECRET", "wrong");
    let error = Ran::of(&mut command).expect(4).error();
    assert_eq!(error["kind"], "credentials_refused");
    assert_eq!(error["delivery"], "not sent");
    assert_eq!(error["status"], Value::Null);
    assert_eq!(error["transient"], false);
    let expected = json!({"operation": "oauth2Token", "status": 401, "code": "invalid_client"});
    assert_eq!(error["cause"], expected);
    assert!(
        vendor
            .sandbox
            .partner()
            .base_url()
            .contains(error["server"].as_str().unwrap())
    );
    let advice = error["advice"].as_str().unwrap();
    assert!(advice.starts_with("Check the client id"), "{advice}");
    let cause = error["causes"][0].as_str().unwrap();
    assert!(
        cause.contains("401 Unauthorized, code invalid_client"),
        "{cause}"
    );
    assert_eq!(created(&vendor), 0);
}

/// An address of this machine at which nobody listens.
fn closed() -> String {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    listener.local_addr().unwrap().to_string()
}

#[test]
fn a_token_endpoint_out_of_reach_is_4_and_may_pass() {
    let vendor = Vendor::start();
    let server = closed();
    let url = format!("http://{server}/partner");
    let mut command = vendor.command(&["tickets", "list", "--json", "--base-url", &url]);
    command.env_remove("VENDOR_TICKETS_TOKEN_URL");
    let error = Ran::of(&mut command).expect(4).error();
    assert_eq!(error["kind"], "credentials");
    assert_eq!(error["transient"], true);
    assert_eq!(error["server"], server);
    assert_eq!(error["cause"]["operation"], "oauth2Token");
    assert_eq!(error["cause"]["status"], Value::Null);
    let advice = error["advice"].as_str().unwrap();
    assert!(advice.starts_with("Check the base URL"), "{advice}");

    let mut command = vendor.command(&["tickets", "list", "--base-url", &url]);
    command.env_remove("VENDOR_TICKETS_TOKEN_URL");
    let ran = Ran::of(&mut command).expect(4);
    assert!(ran.stderr.contains(&server), "{ran:#?}");
}

#[test]
fn a_wrong_address_is_not_taken_for_wrong_credentials() {
    let vendor = Vendor::start();
    let base_url = vendor.sandbox.partner().base_url();
    let wrong = base_url.strip_suffix("/partner").unwrap();
    let mut command = vendor.command(&["tickets", "list", "--base-url", wrong]);
    command.env_remove("VENDOR_TICKETS_TOKEN_URL");
    let ran = Ran::of(&mut command).expect(4);
    assert!(
        ran.stderr
            .contains("There is no token endpoint at this address"),
        "{ran:#?}"
    );

    let wrong = format!("{base_url}/v9");
    let ran = vendor.run(&["tickets", "list", "--base-url", &wrong]);
    let ran = ran.expect(3);
    assert!(
        ran.stderr
            .contains("Check the base URL: the API is not at this address"),
        "{ran:#?}"
    );
}

#[test]
fn an_answer_of_somebody_else_is_named() {
    let vendor = Vendor::start();
    let page = Fault::HtmlPage { acts: false };
    vendor
        .sandbox
        .faults()
        .inject_times(partner::LIST_PREPARED_TICKETS, 9, page);
    let ran = vendor.run(&["tickets", "list"]).expect(5);
    assert!(ran.stderr.contains("The answer is text/html"), "{ran:#?}");
    assert!(ran.stderr.contains("It was a read"), "{ran:#?}");
    assert!(!ran.stderr.contains("Look before"), "{ran:#?}");
}

#[test]
fn no_connection_is_4() {
    let vendor = Vendor::start();
    let closed = format!("http://{}", closed());
    let token_url = vendor.sandbox.partner().token_url();
    let ran = vendor.run(&[
        "tickets",
        "list",
        "--base-url",
        &closed,
        "--token-url",
        &token_url,
        "--json",
    ]);
    let error = ran.expect(4).error();
    assert_eq!(error["kind"], "connect");
    assert_eq!(error["attempts"], 4);
}

#[test]
fn a_lost_answer_is_5_and_is_not_repeated() {
    let (vendor, ran) = create_with(Fault::DropAfterActing);
    let error = ran.expect(5).error();
    assert_eq!(error["delivery"], "unknown");
    assert_eq!(error["attempts"], 1);
    let advice = error["advice"].as_str().unwrap();
    assert!(
        advice.ends_with("tickets list --reference=REFERENCE"),
        "{advice}"
    );
    assert_eq!(created(&vendor), 1);
}

#[test]
fn a_person_gets_the_look_up_to_paste() {
    let vendor = Vendor::start();
    vendor
        .sandbox
        .faults()
        .inject(partner::CREATE_PREPARED_TICKET, Fault::DropAfterActing);
    let arguments = CREATE.map(|argument| match argument {
        "ORDER-17" => "it's 17",
        "--json" => "--quiet",
        argument => argument,
    });
    let ran = vendor.run(&arguments).expect(5);
    let look = r"vendor tickets list --reference='it'\''s 17'";
    assert!(ran.stderr.trim_end().ends_with(look), "{ran:#?}");
}

#[test]
fn an_unreadable_answer_is_6() {
    let (vendor, ran) = create_with(Fault::GarbageBody);
    let error = ran.expect(6).error();
    assert_eq!(error["delivery"], "done");
    assert_eq!(error["status"], 201);
    assert_eq!(created(&vendor), 1);
}

#[test]
fn a_read_is_tried_again() {
    let vendor = Vendor::start();
    vendor.sandbox.faults().inject(
        partner::LIST_PREPARED_TICKETS,
        Fault::Refuse {
            status: StatusCode::SERVICE_UNAVAILABLE,
            retry_after: None,
        },
    );
    vendor.run(&["tickets", "list"]).expect(0);
    let calls = vendor
        .sandbox
        .ledger()
        .calls_of(partner::LIST_PREPARED_TICKETS);
    assert_eq!(calls.len(), 2);
}

/// A change that is under way when the signal comes.
#[cfg(unix)]
fn signalled(
    signal: &str,
    arguments: &[&str],
    operation: vendor_sandbox::Operation,
    calls: usize,
) -> Ran {
    use std::process::Stdio;

    let vendor = Vendor::start();
    vendor
        .sandbox
        .faults()
        .inject(operation, Fault::ActAfterHangUp);
    let child = vendor
        .command(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    vendor.wait_for_calls(calls);
    vendor::send(signal, &child);
    child.wait_with_output().unwrap().into()
}

#[cfg(unix)]
#[test]
fn interrupted_is_130_or_143_and_says_that_the_outcome_is_unknown() {
    for (signal, code, kind) in [("-INT", 130, "interrupted"), ("-TERM", 143, "terminated")] {
        // The token, and the creation itself.
        let ran = signalled(signal, &CREATE, partner::CREATE_PREPARED_TICKET, 2);
        let error = ran.expect(code).error();
        assert_eq!(error["kind"], kind);
        assert_eq!(error["exit_code"], code);
        assert_eq!(error["delivery"], "unknown");
        let advice = error["advice"].as_str().unwrap();
        assert!(advice.contains("unknown"), "{error}");
        assert!(
            advice.contains("vendor tickets list --reference"),
            "{error}"
        );
    }
}

#[cfg(unix)]
#[test]
fn interrupted_where_nothing_shows_what_was_done_promises_no_look() {
    let ack = [
        "leadbank",
        "ack",
        "--lead=48101",
        "--status=2",
        "--date=2024-10-15T09:00:00+02:00",
    ];
    let ran = signalled("-INT", &ack, leadbank::SEND_ACKNOWLEDGEMENTS, 1).expect(130);
    let advice = "the vendor may or may not have done it.\n";
    assert!(ran.stderr.ends_with(advice), "{ran:#?}");
}

#[test]
fn whoever_gives_nothing_hears_of_all_that_could_be_given() {
    let vendor = Vendor::start();
    for (arguments, could_be) in [
        (
            &["leadbank", "confirm"][..],
            "--ids <ID,ID,..>|--from <FILE>|--integer <NUMBER>|--none|--from-json <FILE>",
        ),
        (
            &["dialler", "batch"],
            "--ids <ID,ID,..>|--user-data <TEXT>|--from-json <FILE>",
        ),
        (&["dialler", "delete"], "ID|--user-data <TEXT>"),
        (&["aim", "fulfil"], "REF|--from-json <FILE>"),
        (&["aim", "lock"], "REF|--ref <REF>"),
        (&["aim", "mass-update"], "--from-json <FILE>|FILE"),
        (&["aim", "returns", "put"], "ACCT/SUB|--from-json <FILE>"),
    ] {
        let ran = vendor.run(arguments).expect(2);
        assert!(ran.stderr.contains(&format!("<{could_be}>")), "{ran:#?}");
    }
}
