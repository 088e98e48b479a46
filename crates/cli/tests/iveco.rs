//! `vendor iveco`: what a person reports arrives at the vendor as it was said.

// Whatever goes wrong here fails the test that called it.
#![allow(clippy::unwrap_used, clippy::panic)]

mod vendor;

use std::fs;

use serde_json::{Value, json};
use vendor::{Ran, Vendor};
use vendor_sandbox::iveco::{Activation, Answer, WORKSHOP_ACTIVATION};
use vendor_sandbox::{Fault, RequiredHeader, StatusCode};

const ACTIVATE: [&str; 10] = [
    "iveco",
    "activate",
    "--source=1",
    "--dossier-number=D-17",
    "--account-id=ACC-1",
    "--outlet-code=OUT-3",
    "--reason-code=4",
    "--contacted=2026-03-06T15:43:32.9776191+01:00",
    "--call=telephone=+390110071111,attempt=1,at=2026-03-06T15:40:00Z,outcome=2",
    "--call=outcome=-3",
];

fn body() -> Value {
    json!({
        "Source": 1,
        "DossierNumber": "D-17",
        "AccountId": "ACC-1",
        "DMDOutletCode": "OUT-3",
        "ReasonCode": 4,
        "ContactDatetime": "2026-03-06T15:43:32.9776191+01:00",
        "Calloutcomes": [
            {
                "Telephone": "+390110071111",
                "Tentative": "1",
                "UTCTimestamp": "2026-03-06T15:40:00Z",
                "OutcomeOfTheCall": 2,
            },
            { "OutcomeOfTheCall": -3 },
        ],
    })
}

fn with_stdin(vendor: &Vendor, arguments: &[&str], input: &Value) -> Ran {
    Ran::with_input(&mut vendor.command(arguments), &input.to_string())
}

/// The only activation that the vendor has.
#[track_caller]
fn reported(vendor: &Vendor) -> Activation {
    let activations = vendor.sandbox.iveco().activations();
    assert_eq!(activations.len(), 1);
    activations.into_iter().next().unwrap()
}

#[track_caller]
fn assert_reported_whole(vendor: &Vendor) {
    let activation = reported(vendor);
    assert_eq!(activation.source, Some(1));
    assert_eq!(activation.dossier_number.as_deref(), Some("D-17"));
    assert_eq!(activation.account_id.as_deref(), Some("ACC-1"));
    assert_eq!(activation.dmd_outlet_code.as_deref(), Some("OUT-3"));
    assert_eq!(activation.reason_code, 4);
    assert_eq!(
        activation.contact_datetime.as_deref(),
        Some("2026-03-06T15:43:32.9776191+01:00")
    );
    assert_eq!(activation.acceptance_refusal_datetime, None);
    let [first, second] = activation.call_outcomes.as_slice() else {
        panic!("{activation:?}");
    };
    assert_eq!(first.telephone.as_deref(), Some("+390110071111"));
    assert_eq!(first.tentative.as_deref(), Some("1"));
    assert_eq!(first.utc_timestamp.as_deref(), Some("2026-03-06T15:40:00Z"));
    assert_eq!(first.outcome_of_the_call, 2);
    assert_eq!(second.telephone, None);
    assert_eq!(second.outcome_of_the_call, -3);
    assert!(vendor.sandbox.ledger().violations().is_empty());
}

#[test]
fn options_are_sent_in_every_format() {
    for format in ["json", "text-json", "xml", "text-xml"] {
        let vendor = Vendor::start();
        let arguments = [&ACTIVATE[..], &["--format", format]].concat();
        vendor.run(&arguments).expect(0);
        assert_reported_whole(&vendor);
    }
}

#[test]
fn a_file_says_the_same_in_the_names_of_the_vendor() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("activation.json");
    fs::write(&file, body().to_string()).unwrap();
    for path in [file.to_str().unwrap(), "-"] {
        let vendor = Vendor::start();
        let arguments = ["iveco", "activate", "--from-json", path, "--format=xml"];
        with_stdin(&vendor, &arguments, &body()).expect(0);
        assert_reported_whole(&vendor);
    }
}

#[test]
fn the_answer_is_shown_as_it_came() {
    let vendor = Vendor::start();
    let text = "\"accepted\\n\"";
    vendor
        .sandbox
        .iveco()
        .configure(|settings| settings.answer = Answer::Json(text.to_owned()));
    let ran = vendor.run(&[&ACTIVATE[..], &["--json"]].concat()).expect(0);
    assert_eq!(
        ran.json(),
        json!({
            "status": 200,
            "reason": "OK",
            "media_type": "application/json; charset=utf-8",
            "body": text,
        })
    );
    let ran = vendor.run(&ACTIVATE).expect(0);
    assert!(ran.stdout.contains("status      200\n"), "{ran:#?}");
    assert!(ran.stdout.contains("\"accepted\\n\""), "{ran:#?}");
}

#[test]
fn everything_that_is_wrong_with_the_options_is_said_at_once() {
    let vendor = Vendor::start();
    let arguments = [
        "iveco",
        "activate",
        "--source=x",
        "--reason-code=5000000000",
        "--contacted=2026-03-06T15:43:32",
        "--call=telephone=1,attempt=1,attempt=2,outcome=z",
        "--call=fone=1,at=now",
    ];
    let ran = vendor.run(&arguments).expect(2);
    for mistake in [
        "--source must be a whole number of 32 bits",
        "--reason-code must be a whole number of 32 bits",
        "--contacted must be a date and time with an offset",
        "--call 1 says attempt twice",
        "--call 1: outcome must be a whole number of 32 bits",
        "--call 2 must be KEY=VALUE,.. of telephone, attempt, at, outcome",
        "--call 2 lacks outcome=CODE",
        "--call 2: at must be a date and time with an offset",
    ] {
        assert!(ran.stderr.contains(mistake), "{mistake}: {ran:#?}");
    }
    let error = vendor
        .run(&[&arguments[..], &["--json"]].concat())
        .expect(2)
        .error();
    assert_eq!(error["kind"], "input");
    assert_eq!(error["violations"].as_array().unwrap().len(), 8, "{error}");

    let ran = vendor.run(&["iveco", "activate"]).expect(2);
    assert!(ran.stderr.contains("--reason-code is missing"), "{ran:#?}");
    assert!(vendor.sandbox.ledger().calls().is_empty());
}

#[test]
fn everything_that_is_wrong_with_a_file_is_said_at_once() {
    let vendor = Vendor::start();
    let body = json!({
        "Source": "1",
        "ContactDatetime": "2026-03-06",
        "DossierNumber": null,
        "AccountID": "ACC-1",
        "Calloutcomes": [
            { "Telephone": 17 },
            { "OutcomeOfTheCall": 1, "UTCTimeStamp": "2026-03-06T15:40:00Z" },
        ],
    });
    let arguments = ["iveco", "activate", "--from-json=-", "--json"];
    let error = with_stdin(&vendor, &arguments, &body).expect(2).error();
    let mut violations: Vec<_> = error["violations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|violation| {
            let text = |member: &str| violation[member].as_str().unwrap().to_owned();
            format!("{} {}", text("field"), text("rule"))
        })
        .collect();
    violations.sort();
    assert_eq!(
        violations,
        [
            "AccountID is not known here",
            "Calloutcomes[0].OutcomeOfTheCall is missing",
            "Calloutcomes[0].Telephone must be a text",
            "Calloutcomes[1].UTCTimeStamp is not known here",
            "ContactDatetime must be a date and time with an offset, as 2024-10-15T05:29:19+02:00",
            "DossierNumber is null, which cannot be sent: leave it out",
            "ReasonCode is missing",
            "Source must be a whole number of 32 bits",
        ]
    );
    assert!(vendor.sandbox.ledger().calls().is_empty());
}

#[test]
fn a_file_that_holds_no_activation_is_refused() {
    let vendor = Vendor::start();
    for (input, text) in [
        ("17", "stdin cannot be used:\n  must be an object"),
        ("[]", "stdin cannot be used:\n  must be an object"),
        (
            "[1,\"D\",\"A\",\"O\",4,null,null,null]",
            "stdin cannot be used:\n  must be an object",
        ),
        ("{", "stdin is not JSON"),
        (
            "{\"ReasonCode\":4,\"ReasonCode\":5}",
            "perhaps a member is there twice",
        ),
    ] {
        let mut command = vendor.command(&["iveco", "activate", "--from-json=-"]);
        let ran = Ran::with_input(&mut command, input).expect(2);
        assert!(ran.stderr.contains(text), "{input}: {ran:#?}");
    }
    assert!(vendor.sandbox.ledger().calls().is_empty());
}

#[test]
fn what_xml_cannot_hold_is_refused_before_anything_is_sent() {
    let vendor = Vendor::start();
    let arguments = [
        "iveco",
        "activate",
        "--reason-code=4",
        "--dossier-number=D\u{1}17",
        "--account-id=A\u{2}",
        "--format=xml",
    ];
    let ran = vendor.run(&arguments).expect(2);
    assert!(
        ran.stderr.contains("DossierNumber may not hold U+0001"),
        "{ran:#?}"
    );
    assert!(
        ran.stderr.contains("AccountId may not hold U+0002"),
        "{ran:#?}"
    );
    assert!(vendor.sandbox.ledger().calls().is_empty());
}

#[test]
fn an_unknown_outcome_is_5_and_not_repeated() {
    let vendor = Vendor::start();
    vendor
        .sandbox
        .faults()
        .inject(WORKSHOP_ACTIVATION, Fault::DropAfterActing);
    let ran = vendor.run(&ACTIVATE).expect(5);
    assert!(
        ran.stderr.contains("Do not run it again before"),
        "{ran:#?}"
    );
    assert_eq!(vendor.sandbox.iveco().activations().len(), 1);
}

#[test]
fn a_success_whose_body_says_otherwise_is_3() {
    let vendor = Vendor::start();
    let answer = Answer::ResponseMessage(StatusCode::BAD_REQUEST);
    vendor
        .sandbox
        .iveco()
        .configure(|settings| settings.answer = answer);
    vendor.run(&ACTIVATE).expect(3);
    assert!(vendor.sandbox.iveco().activations().is_empty());
}

#[test]
fn credentials_are_those_that_were_agreed_upon() {
    let vendor = Vendor::start();
    vendor.sandbox.iveco().configure(|settings| {
        settings.required_header = Some(RequiredHeader::new("x-api-key", "PLANTED-KEY"));
    });
    vendor.run(&ACTIVATE).expect(3);
    for (code, key) in [(0, "PLANTED-KEY"), (3, "PLANTED-OTHER")] {
        let mut command = vendor.command(&ACTIVATE);
        command
            .env("VENDOR_IVECO_HEADER", "x-api-key")
            .env("VENDOR_IVECO_HEADER_VALUE", key)
            .env("VENDOR_IVECO_TOKEN", "PLANTED-TOKEN");
        let ran = Ran::of(&mut command).expect(code);
        assert!(!format!("{ran:?}").contains("PLANTED"), "{ran:#?}");
    }
}

#[test]
fn the_base_url_is_needed() {
    let home = tempfile::tempdir().unwrap();
    let ran = Ran::of(&mut vendor::program(&home, &ACTIVATE)).expect(2);
    assert!(ran.stderr.contains("VENDOR_IVECO_BASE_URL"), "{ran:#?}");
}

#[test]
fn the_help_has_an_example_and_the_settings() {
    let vendor = Vendor::start();
    let help = vendor.run(&["iveco", "activate", "--help"]).expect(0);
    assert!(
        help.stdout.contains("  vendor iveco activate --"),
        "{help:#?}"
    );
    let help = vendor.run(&["iveco", "--help"]).expect(0);
    assert!(help.stdout.contains("VENDOR_IVECO_BASE_URL"), "{help:#?}");
}
