//! `vendor aim mass-update`: one call, and an honest word on each of its items.

// Whatever goes wrong here fails the test that called it.
#![allow(clippy::unwrap_used)]

mod vendor;

use serde_json::{Value, json};
use vendor::{Ran, Vendor};
use vendor_sandbox::Fault;
use vendor_sandbox::aim::{CONTRACT_FULFILLMENT, SET_CONTRACT_SERIAL};

fn update(vendor: &Vendor, more: &[&str], items: &Value) -> Ran {
    let arguments = [&["aim", "mass-update", "--from-json=-"], more].concat();
    Ran::with_input(&mut vendor.command(&arguments), &items.to_string())
}

fn serial(vendor: &Vendor, reference: &str) -> Option<String> {
    vendor.sandbox.aim().contract(reference).unwrap().serial
}

#[test]
fn all_done_is_0() {
    for (more, operation) in [
        (&[][..], CONTRACT_FULFILLMENT),
        (&["--old-route"][..], SET_CONTRACT_SERIAL),
    ] {
        let vendor = Vendor::start();
        let items = json!([
            { "Ref": "W1001", "Serial": "SN-1" },
            { "Ref": "W1002", "Serial": "SN-2", "NewCustomerAcct": 4402 },
        ]);
        let ran = update(&vendor, more, &items).expect(0);
        assert_eq!(
            ran.stdout,
            "REF    OUTCOME   ERRORS\nW1001  no error  -\nW1002  no error  -\n"
        );
        assert_eq!(serial(&vendor, "W1001").as_deref(), Some("SN-1"));
        assert_eq!(serial(&vendor, "W1002").as_deref(), Some("SN-2"));
        assert_eq!(vendor.sandbox.ledger().applied(operation), 1);
        assert!(vendor.sandbox.ledger().violations().is_empty());
    }
}

#[test]
fn a_failed_item_is_3_and_named_by_its_ref() {
    let vendor = Vendor::start();
    let items = json!([
        { "Ref": "W1001", "Serial": "SN-1" },
        { "Ref": "W1003", "Serial": "SN-3" },
        { "Ref": "W9999", "Serial": "SN-9" },
    ]);
    let ran = update(&vendor, &["--json"], &items).expect(3);
    assert_eq!(
        ran.json(),
        json!({
            "results": [
                { "ref": "W1001", "outcome": "no_error", "errors": [] },
                { "ref": "W1003", "outcome": "failed", "errors": ["The contract is locked"] },
                { "ref": "W9999", "outcome": "failed", "errors": ["There is no such contract"] },
            ],
            "unmatched": [],
        })
    );
    let error = ran.error();
    assert_eq!(error["message"], "of 3 updates 2 failed");
    assert_eq!(error["kind"], "partial");
    assert_eq!(error["delivery"], "partial");
    let advice = error["advice"].as_str().unwrap();
    assert!(
        advice.contains("run again only those that failed"),
        "{advice}"
    );
    assert_eq!(serial(&vendor, "W1001").as_deref(), Some("SN-1"));

    let ran = update(&vendor, &[], &items).expect(3);
    assert!(
        ran.stdout
            .contains("W1003  failed    The contract is locked\n"),
        "{ran:#?}"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_failed_item_is_told_although_the_result_cannot_be_written() {
    use std::io::Write as _;
    use std::process::Stdio;

    let vendor = Vendor::start();
    let full = std::fs::File::options()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let mut child = vendor
        .command(&["aim", "mass-update", "--from-json=-"])
        .stdin(Stdio::piped())
        .stdout(full)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let items = json!([{ "Ref": "W1001", "Serial": "SN-1" }, { "Ref": "W9999", "Serial": "SN-9" }]);
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(items.to_string().as_bytes()).unwrap();
    drop(stdin);
    let ran = Ran::from(child.wait_with_output().unwrap()).expect(3);
    assert!(ran.stderr.contains("of 2 updates 1 failed"), "{ran:#?}");
    assert!(ran.stderr.contains("W9999  failed"), "{ran:#?}");
}

#[test]
fn an_error_that_cannot_be_told_to_belong_to_one_item_is_5() {
    let vendor = Vendor::start();
    let items = json!([
        { "Ref": "W1001", "Serial": "SN-1" },
        { "Ref": "W1003", "Serial": "SN-1" },
        { "Ref": "W1003", "Serial": "SN-2", "Unlock": true },
    ]);
    let ran = update(&vendor, &["--json"], &items).expect(5);
    let outcomes: Vec<_> = ran.json()["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|result| result["outcome"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(outcomes, ["no_error", "ambiguous", "ambiguous"]);
    assert_eq!(ran.error()["delivery"], "unknown");
}

#[test]
fn an_answer_that_is_an_error_as_a_whole_is_5_and_names_the_items() {
    let vendor = Vendor::start();
    vendor
        .sandbox
        .aim()
        .configure(|settings| settings.partial_failure_is_an_error = true);
    let items = json!([
        { "Ref": "W1001", "Serial": "SN-1" },
        { "Ref": "W9999", "Serial": "SN-9" },
    ]);
    let ran = update(&vendor, &[], &items).expect(5);
    assert!(
        ran.stderr.contains("The answer names these contracts:"),
        "{ran:#?}"
    );
    assert!(ran.stderr.contains("W9999"), "{ran:#?}");
    assert_eq!(serial(&vendor, "W1001").as_deref(), Some("SN-1"));
}

#[test]
fn a_lost_answer_is_5_and_not_repeated() {
    let vendor = Vendor::start();
    vendor
        .sandbox
        .faults()
        .inject(CONTRACT_FULFILLMENT, Fault::DropAfterActing);
    let items = json!([{ "Ref": "W1001", "Serial": "SN-1" }]);
    let ran = update(&vendor, &[], &items).expect(5);
    assert!(ran.stderr.contains("\n  vendor aim unfinished"), "{ran:#?}");
    assert_eq!(vendor.sandbox.ledger().applied(CONTRACT_FULFILLMENT), 1);
}

#[test]
fn nothing_is_sent_if_one_item_is_not_valid() {
    let vendor = Vendor::start();
    let items = json!([
        { "Ref": "W1001", "Serial": "SN-1" },
        { "Serial": 17, "CustomerAcct": 4402 },
        { "Ref": "", "AddedAccessories": [{ "Desc": "Reeds", "Prize": 1 }] },
        { "Ref": "W1002", "FirstDue": "tomorrow" },
    ]);
    let ran = update(&vendor, &[], &items).expect(2);
    for mistake in [
        "[1].Ref is missing",
        "[1].Serial must be a text",
        "[1].CustomerAcct is not known here",
        "[2].Ref must have at least 1 character",
        "[2].AddedAccessories[0].Prize is not known here",
        "[3].FirstDue must be a date and time without an offset",
    ] {
        assert!(ran.stderr.contains(mistake), "{mistake}: {ran:#?}");
    }
    assert!(!ran.stderr.contains("\n  [0]"), "{ran:#?}");
    let none = update(&vendor, &[], &json!([])).expect(2);
    let text = "error: stdin cannot be used:\n  must have at least 1 item\n\n";
    assert!(none.stderr.starts_with(text), "{none:#?}");
    let text = update(&vendor, &[], &json!("W1001")).expect(2);
    assert!(text.stderr.contains("must be a list"), "{text:#?}");
    assert!(vendor.sandbox.ledger().calls().is_empty());
}

#[test]
fn a_byte_order_mark_is_no_part_of_json() {
    let vendor = Vendor::start();
    let mut command = vendor.command(&["aim", "mass-update", "--from-json=-"]);
    let items = "\u{feff}[{ \"Ref\": \"W1001\", \"Serial\": \"SN-1\" }]";
    Ran::with_input(&mut command, items).expect(0);
}

#[test]
fn thousands_of_mistakes_are_not_all_listed() {
    let vendor = Vendor::start();
    let items: Vec<Value> = (0..5_000).map(|_| json!({ "Serial": 17 })).collect();
    let ran = update(&vendor, &[], &json!(items)).expect(2);
    assert!(ran.stderr.contains("\n  [10].Ref is missing\n"), "{ran:#?}");
    assert!(ran.stderr.lines().count() < 200, "{ran:#?}");
}

#[test]
fn a_price_keeps_all_of_its_digits() {
    let vendor = Vendor::start();
    let items = r#"[{ "Ref": "W1001", "CashPrice": 1234567890123456789.0123456780 }]"#;
    let mut command = vendor.command(&["aim", "mass-update", "--from-json=-"]);
    Ran::with_input(&mut command, items).expect(0);
    let contract = vendor.sandbox.aim().contract("W1001").unwrap();
    assert_eq!(
        contract.cash_price.as_deref(),
        Some("1234567890123456789.0123456780")
    );
}

#[test]
fn one_object_is_a_list_of_one() {
    let vendor = Vendor::start();
    let item = json!({ "Ref": "W1001", "Serial": "SN-1" });
    update(&vendor, &[], &item).expect(0);
    assert_eq!(serial(&vendor, "W1001").as_deref(), Some("SN-1"));
}
