//! What is confirmed, and when: by the numbers of the leads, or for the fetch as a whole.

use std::fs;

use serde_json::json;
use vendor_sandbox::leadbank::NewLead;

use crate::forwarding::{Forwarding, assert_impersonal, lead, lead_without_number, unreadable};

#[test]
fn by_the_numbers_of_the_leads_that_are_in_the_campaign_or_in_the_file() {
    let forwarding = Forwarding::of([lead(7), lead_without_number(8), lead(9)]);
    let ran = forwarding.run(&["--once"]).expect(0);
    assert_eq!(
        ran.stdout,
        "3 leads: 2 imported, 1 set aside; all confirmed\n"
    );
    assert!(
        ran.stderr.contains("lead 8 set aside: no phone number\n"),
        "{ran:#?}"
    );
    assert_impersonal(&ran);
    assert_eq!(forwarding.confirmations(), ["[7,8,9]"]);
    assert_eq!(forwarding.received(), [7, 8, 9]);
    assert_eq!(forwarding.contacts().len(), 2);
    assert_eq!(forwarding.lines().len(), 1);
}

#[test]
fn a_pass_for_machines_is_one_object() {
    let forwarding = Forwarding::of([lead(7), lead_without_number(8), unreadable(9)]);
    let summary = forwarding.once(0);
    assert_eq!(
        summary,
        json!({
            "leads": 3, "imported": 1, "set_aside": 2, "set_aside_before": 0, "unknown": 0, "left": 0,
            "confirmed": 3, "unconfirmed": 0
        })
    );
    let again = forwarding.run(&["--once"]).expect(0);
    assert_eq!(again.stdout, "no leads\n");
}

#[test]
fn what_does_not_decode_is_confirmed_after_the_others_once_it_is_in_the_file() {
    let forwarding = Forwarding::of([unreadable(7), lead(8)]);
    let ran = forwarding.run(&["--once"]).expect(0);
    assert_impersonal(&ran);
    assert_eq!(forwarding.confirmations(), ["[8]", "[7]"]);
    let lines = forwarding.lines();
    assert_eq!(lines[0]["id"], 7);
    assert_eq!(
        lines[0]["lead"],
        json!({"IDLeadBank": 7, "Contents": "Planted7"})
    );
    let reason = lines[0]["reason"].as_str().unwrap();
    assert!(reason.starts_with("does not decode: "), "{reason}");
}

#[test]
fn for_the_fetch_as_a_whole_in_the_form_that_was_agreed() {
    for (option, body) in [
        ("--confirm-integer=5", "5"),
        ("--confirm-none", ""),
        ("--confirm-json=", r#"{"all": true}"#),
    ] {
        let forwarding = Forwarding::of([lead(7), lead_without_number(8)]);
        let file = forwarding.path("confirmation.json");
        fs::write(&file, body).unwrap();
        let option = match option.strip_suffix('=') {
            Some(_) => format!("{option}{}", file.display()),
            None => option.to_owned(),
        };
        forwarding.run(&["--once", &option]).expect(0);
        assert_eq!(forwarding.confirmations(), [body]);
        assert_eq!(forwarding.received(), [7, 8]);
    }
}

#[test]
fn for_the_fetch_as_a_whole_also_with_a_lead_that_does_not_decode() {
    let forwarding = Forwarding::of([unreadable(7), lead(8)]);
    let ran = forwarding.run(&["--once", "--confirm-integer=1"]).expect(0);
    assert_eq!(
        ran.stdout,
        "2 leads: 1 imported, 1 set aside; all confirmed\n"
    );
    assert_eq!(forwarding.confirmations(), ["1"]);
    assert_eq!(forwarding.received(), [7, 8]);
    assert_eq!(forwarding.lines().len(), 1);
}

#[test]
fn a_lead_without_a_number_is_set_aside_and_comes_again_unless_the_fetch_is_confirmed() {
    let nameless = || {
        NewLead::new()
            .id(7)
            .sent_as(r#"{"IDLeadBank": 0, "Contents": []}"#)
    };
    let forwarding = Forwarding::of([nameless()]);
    assert_eq!(forwarding.once(0)["set_aside"], 1);
    let again = forwarding.once(0);
    assert_eq!(again["set_aside_before"], 1);
    assert_eq!(again["unconfirmed"], 1);
    assert!(forwarding.confirmations().is_empty());
    let line = &forwarding.lines()[0];
    assert!(line["id"].is_null(), "{line}");
    let ran = forwarding.run(&["--once", "--confirm-none"]).expect(0);
    assert_eq!(ran.stdout, "1 lead: 1 set aside before; all confirmed\n");
    assert_eq!(forwarding.lines().len(), 1);
}

#[test]
fn another_lead_with_the_same_number_does_not_overwrite_the_first() {
    let twin =
        r#"{"IDLeadBank": 7, "Contents": [{"Key": "MobilePhone", "Value": "+33639980022"}]}"#;
    let forwarding = Forwarding::of([lead(7), NewLead::new().id(8).sent_as(twin)]);
    let ran = forwarding.run(&["--once"]).expect(0);
    assert_eq!(
        ran.stdout,
        "2 leads: 1 imported, 1 set aside; all confirmed\n"
    );
    let contact = forwarding.contact("leadbank:7");
    assert_eq!(contact.text("PhoneNumber1").unwrap(), "+33639980011");
    assert_eq!(
        forwarding.lines()[0]["reason"],
        "another lead with this number came before it"
    );
    assert_eq!(forwarding.confirmations(), ["[7]"]);
}
