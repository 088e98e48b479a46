//! The key by which a contact is found again.

use vendor_sandbox::dialler::{self, NewContact};

use crate::forwarding::{Forwarding, lead};

#[test]
fn is_the_prefix_and_the_number_and_overwrites() {
    let forwarding = Forwarding::of([lead(7)]);
    let dialler = forwarding.vendor.sandbox.dialler();
    dialler.seed_contact(NewContact::new(538, "Old", "+33639980099").user_data("leadbank:7"));
    forwarding.once(0);
    let contact = forwarding.contact("leadbank:7");
    assert_eq!(contact.text("Name").unwrap(), "Planted7");
    let calls = forwarding
        .vendor
        .sandbox
        .ledger()
        .calls_of(dialler::IMPORT_CONTACT);
    assert_eq!(calls[0].query(), Some("overwriteDuplicates=true"));
}

#[test]
fn may_have_another_prefix() {
    let forwarding = Forwarding::of([lead(7)]);
    forwarding.run(&["--once", "--prefix=Händler/"]).expect(0);
    forwarding.contact("Händler/7");
}

#[test]
fn is_checked_before_anything_is_done() {
    let forwarding = Forwarding::of([lead(7)]);
    let long = "é".repeat(45);
    for (prefix, rule) in [
        ("", "without space at its ends"),
        (" x", "without space at its ends"),
        ("x\n", "without space at its ends"),
        ("x7", "neither a digit"),
        ("x-", "neither a digit"),
        (&long, "at most 44 characters, not 45"),
    ] {
        let ran = forwarding
            .run(&["--once", &format!("--prefix={prefix}")])
            .expect(2);
        assert!(ran.stderr.contains(rule), "{prefix}: {ran:#?}");
    }
    assert!(forwarding.vendor.sandbox.ledger().calls().is_empty());
}

#[test]
fn has_at_most_64_characters_whatever_the_number() {
    let longest = i64::MIN;
    let json = format!(
        r#"{{"IDLeadBank": {longest}, "Contents": [{{"Key": "Phone", "Value": "+33639980011"}}]}}"#
    );
    let forwarding = Forwarding::of([lead(7).sent_as(json)]);
    let prefix = "é".repeat(44);
    forwarding
        .run(&["--once", &format!("--prefix={prefix}")])
        // The sandbox has no lead with such a number to be confirmed.
        .expect(5);
    let contact = forwarding.contact(&format!("{prefix}{longest}"));
    assert_eq!(contact.user_data().unwrap().chars().count(), 64);
}
