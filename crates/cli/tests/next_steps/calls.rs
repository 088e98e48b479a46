//! Calls that fail on the way, at the vendor, or on the way back.

use std::net::{Ipv4Addr, TcpListener};

use vendor_sandbox::partner::{self, demo};
use vendor_sandbox::{Fault, Operation, RetryAfter, StatusCode, aim, leadbank};

use crate::told::Told;
use crate::vendor::Vendor;

const ID: &str = "497f6eca-6276-4993-bfeb-53cbbbba6f08";
const GET: [&str; 4] = ["tickets", "get", ID, "--timeout=1"];

const CREATE: [&str; 5] = [
    "tickets",
    "create",
    "--vehicle-model-id=1204",
    "--no-vin",
    "--reference=ORDER-17",
];

/// The next calls of the operation meet this and no other fault, more than any command makes.
fn from_now_on(vendor: &Vendor, operation: Operation, fault: &Fault) {
    let faults = vendor.sandbox.faults();
    faults.clear();
    faults.inject_times(operation, 9, fault.clone());
}

#[test]
fn nothing_is_sent() {
    let mut told = Told::default();
    let vendor = Vendor::start();
    let nobody = {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        listener.local_addr().unwrap().to_string()
    };
    let sandbox = vendor.sandbox.dialler().server_url().to_owned();
    let with_tls = sandbox.replace("http://", "https://");
    let campaigns = &["dialler", "campaigns", "list", "--timeout=1"][..];
    for (name, arguments, variables) in [
        (
            "nobody listens",
            campaigns,
            &[("VENDOR_DIALLER_BASE_URL", format!("http://{nobody}"))][..],
        ),
        (
            "no TLS there",
            campaigns,
            &[("VENDOR_DIALLER_BASE_URL", with_tls)],
        ),
        (
            "no token endpoint there",
            &GET,
            &[("VENDOR_TICKETS_TOKEN_URL", format!("{sandbox}/nowhere"))],
        ),
        (
            "nobody listens at the token endpoint",
            &GET,
            &[("VENDOR_TICKETS_TOKEN_URL", format!("http://{nobody}/token"))],
        ),
        (
            "a secret that is refused",
            &GET,
            &[("VENDOR_TICKETS_CLIENT_SECRET", "PLANTED".to_owned())],
        ),
        (
            "a login that is refused",
            &["aim", "statuses"],
            &[("VENDOR_AIM_PASSWORD", "PLANTED".to_owned())],
        ),
        (
            "a key that discovery refuses",
            &["aim", "statuses"],
            &[("VENDOR_AIM_API_KEY", "PLANTED".to_owned())],
        ),
    ] {
        told.failure(name, 4, |more| {
            let mut command = vendor.command(&[arguments, more].concat());
            command.envs(variables.iter().cloned());
            command
        });
    }
    let text = told.text();
    assert!(!text.contains("PLANTED"), "{text}");
    insta::assert_snapshot!(text);
}

#[test]
fn the_vendor_refuses() {
    let mut told = Told::default();
    let vendor = Vendor::start();
    let refuse = |status| Fault::Refuse {
        status,
        retry_after: None,
    };
    let wait = Fault::Refuse {
        status: StatusCode::TOO_MANY_REQUESTS,
        retry_after: Some(RetryAfter::Seconds(90)),
    };
    for (name, fault) in [
        (
            "a request that is not right",
            refuse(StatusCode::BAD_REQUEST),
        ),
        (
            "a caller that is not known",
            refuse(StatusCode::UNAUTHORIZED),
        ),
        ("a caller that may not", refuse(StatusCode::FORBIDDEN)),
        ("something that is not there", refuse(StatusCode::NOT_FOUND)),
        (
            "something that is there already",
            refuse(StatusCode::CONFLICT),
        ),
        ("too many calls", wait),
        ("another address", refuse(StatusCode::PERMANENT_REDIRECT)),
    ] {
        told.failure(name, 3, |more| {
            from_now_on(&vendor, partner::GET_PREPARED_TICKET, &fault);
            vendor.command(&[&GET, more].concat())
        });
    }
    told.failure("no such contact", 3, |more| {
        vendor.command(&[&["dialler", "get", "7"], more].concat())
    });
    told.failure("a 200 that says error", 3, |more| {
        vendor.command(&[&["aim", "details", "W9"], more].concat())
    });
    insta::assert_snapshot!(told.text());
}

#[test]
fn nobody_knows() {
    let mut told = Told::default();
    let vendor = Vendor::start();
    let [customer, _] = demo::CUSTOMERS;
    let customer = format!("--customer-id={customer}");
    let create = [&CREATE[..], &[&customer, "--timeout=1"]].concat();
    let ack = [
        "leadbank",
        "ack",
        "--lead=48101",
        "--status=2",
        "--date=2024-10-15T09:00:00+02:00",
        "--timeout=1",
    ];
    let error = StatusCode::INTERNAL_SERVER_ERROR;
    for (name, operation, fault, arguments) in [
        (
            "a read without an answer",
            partner::GET_PREPARED_TICKET,
            Fault::DropBeforeActing,
            &GET[..],
        ),
        (
            "a read of which the server fails",
            partner::GET_PREPARED_TICKET,
            Fault::ErrorAfterActing { status: error },
            &GET,
        ),
        (
            "a change without an answer",
            partner::CREATE_PREPARED_TICKET,
            Fault::DropAfterActing,
            &create,
        ),
        (
            "a change that takes too long",
            partner::CREATE_PREPARED_TICKET,
            Fault::ActAfterHangUp,
            &create,
        ),
        (
            "a change that may be repeated",
            partner::UPDATE_PREPARED_TICKET,
            Fault::DropBeforeActing,
            &["tickets", "update", ID, "--keep", "--no-vin", "--timeout=1"],
        ),
        (
            "a change that no command shows",
            leadbank::SEND_ACKNOWLEDGEMENTS,
            Fault::DropAfterActing,
            &ack,
        ),
        (
            "a page in place of the answer",
            partner::GET_PREPARED_TICKET,
            Fault::HtmlPage { acts: false },
            &GET,
        ),
        (
            "a fulfilment without an answer",
            aim::CONTRACT_FULFILLMENT,
            Fault::DropAfterActing,
            &["aim", "fulfil", "W1001", "--serial=SN-1"],
        ),
    ] {
        told.failure(name, 5, |more| {
            from_now_on(&vendor, operation, &fault);
            vendor.command(&[arguments, more].concat())
        });
    }
    insta::assert_snapshot!(told.text());
}

#[test]
fn it_is_done_and_cannot_be_read() {
    let mut told = Told::default();
    let vendor = Vendor::start();
    let [customer, _] = demo::CUSTOMERS;
    let customer = format!("--customer-id={customer}");
    let create = [&CREATE[..], &[&customer]].concat();
    for (name, operation, fault, arguments) in [
        (
            "a read that is cut short",
            partner::GET_PREPARED_TICKET,
            Fault::CutBody,
            &GET[..],
        ),
        (
            "a change whose answer is nonsense",
            partner::CREATE_PREPARED_TICKET,
            Fault::GarbageBody,
            &create,
        ),
    ] {
        told.failure(name, 6, |more| {
            from_now_on(&vendor, operation, &fault);
            vendor.command(&[arguments, more].concat())
        });
    }
    insta::assert_snapshot!(told.text());
}

#[test]
fn a_part_is_done() {
    let mut told = Told::default();
    let vendor = Vendor::start();
    let items = r#"[{"Ref": "W1001", "Serial": "SN-1"}, {"Ref": "W1003", "Serial": "SN-3"}]"#;
    let update = ["aim", "mass-update", "--from-json=-"];
    told.failure_with_input("one of two updates", 3, items, |more| {
        vendor.command(&[&update, more].concat())
    });
    insta::assert_snapshot!(told.text());
}
