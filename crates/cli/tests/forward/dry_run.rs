//! What would become of the leads, without anything being done.

use serde_json::json;
use vendor_sandbox::dialler;
use vendor_sandbox::leadbank;

use crate::forwarding::{Forwarding, assert_impersonal, lead, lead_without_number, unreadable};
use crate::vendor::Ran;

#[test]
fn shows_names_of_fields_and_no_values() {
    let leads = [
        lead(7).content("Phone", "0199000042"),
        lead_without_number(8),
        unreadable(9),
    ];
    let forwarding = Forwarding::of(leads);
    let ran = forwarding.run(&["--dry-run"]).expect(0);
    assert_impersonal(&ran);
    let lines: Vec<_> = ran.stdout.lines().collect();
    assert!(
        lines[0].starts_with("lead 7 would be imported with ") && lines[0].contains("PhoneNumber1"),
        "{ran:#?}"
    );
    assert_eq!(
        lines[1],
        "  warning: phone number 2 is not as of E.164: no country code starts with 0"
    );
    assert_eq!(lines[2], "lead 8 would be set aside: no phone number");
    assert!(
        lines[3].starts_with("a lead without a number would be set aside: does not decode"),
        "{ran:#?}"
    );
    let ran = forwarding.run(&["--dry-run", "--json"]).expect(0);
    assert_eq!(
        ran.json_lines()[1],
        json!({"lead": 8, "contact": null, "set_aside": "no phone number", "warnings": []})
    );
}

#[test]
fn does_nothing() {
    let forwarding = Forwarding::of([lead(7), lead_without_number(8)]);
    forwarding.run(&["--dry-run"]).expect(0);
    let ledger = forwarding.vendor.sandbox.ledger();
    assert_eq!(ledger.applied(dialler::IMPORT_CONTACT), 0);
    assert_eq!(ledger.applied(leadbank::VALIDATE_LEADS), 0);
    assert!(!forwarding.file().exists());
}

#[test]
fn needs_neither_the_file_nor_the_settings_of_the_dialler() {
    let forwarding = Forwarding::of([lead(7)]);
    let arguments = [
        "leadbank",
        "forward",
        "--dry-run",
        "--parameter=1",
        "--campaign-id=538",
    ];
    let mut command = forwarding.vendor.command(&arguments);
    command
        .env_remove("VENDOR_DIALLER_BASE_URL")
        .env_remove("VENDOR_DIALLER_TOKEN");
    Ran::of(&mut command).expect(0);
}
