//! Warnings of fields that are longer than the documentation of the CSV import says.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;

use dialler::{LengthSource, LengthWarning, NewContact};
use support::{client_of_nobody, contact};

type Setter = fn(NewContact, String) -> NewContact;

/// Wire name, setter, length before release 3.19, length from it on.
const DOCUMENTED: [(&str, Setter, usize, Option<usize>); 29] = [
    ("UserData", NewContact::user_data, 64, Some(64)),
    ("Client", NewContact::client, 32, Some(64)),
    ("Service", NewContact::service, 32, Some(64)),
    (
        "ReferenceNumber",
        NewContact::reference_number,
        32,
        Some(64),
    ),
    ("FirstName", NewContact::first_name, 32, Some(64)),
    ("Salutation", NewContact::salutation, 16, Some(16)),
    ("Title", NewContact::title, 16, Some(16)),
    ("Company", NewContact::company, 32, Some(64)),
    ("Address", NewContact::address, 32, Some(64)),
    ("PostalCode", NewContact::postal_code, 10, Some(10)),
    ("City", NewContact::city, 32, Some(64)),
    ("Country", NewContact::country, 32, Some(64)),
    ("AccountOwner", NewContact::account_owner, 32, Some(64)),
    ("AccountBank", NewContact::account_bank, 32, Some(32)),
    (
        "AccountNationalBankCode",
        NewContact::account_national_bank_code,
        10,
        Some(10),
    ),
    ("AccountBIC", NewContact::account_bic, 11, Some(11)),
    ("AccountNumber", NewContact::account_number, 20, Some(20)),
    ("AccountIBAN", NewContact::account_iban, 34, Some(34)),
    ("PhoneNumber1", NewContact::phone_number1, 32, Some(32)),
    ("PhoneNumber2", NewContact::phone_number2, 32, Some(32)),
    ("PhoneNumber3", NewContact::phone_number3, 32, Some(32)),
    ("PhoneNumber4", NewContact::phone_number4, 32, Some(32)),
    ("PhoneNumber5", NewContact::phone_number5, 32, Some(32)),
    ("PhoneNumber6", NewContact::phone_number6, 32, Some(32)),
    ("FaxNumber", NewContact::fax_number, 32, None),
    ("Email", NewContact::email, 32, None),
    ("Website", NewContact::website, 64, None),
    ("ReservedUsersUID", NewContact::reserved_users_uid, 32, None),
    (
        "FollowUpUsersUID",
        NewContact::follow_up_users_uid,
        32,
        None,
    ),
];

fn told(warnings: &[LengthWarning]) -> Vec<(&str, usize, usize, LengthSource)> {
    warnings
        .iter()
        .map(|warning| (warning.field, warning.length, warning.limit, warning.source))
        .collect()
}

#[test]
fn a_field_of_the_documented_length_is_no_matter() {
    for (field, set, before, from) in DOCUMENTED {
        let longest = before.min(from.unwrap_or(before));
        let warnings = set(contact(), "ü".repeat(longest)).length_warnings();
        assert_eq!(warnings, [], "{field}");
    }
}

#[test]
fn a_longer_one_is_told_for_each_documentation_that_it_exceeds() {
    for (field, set, before, from) in DOCUMENTED {
        let length = before + 1;
        let warnings = set(contact(), "ü".repeat(length)).length_warnings();
        let mut expected = vec![(field, length, before, LengthSource::Before319)];
        expected.extend(
            from.filter(|from| length > *from)
                .map(|from| (field, length, from, LengthSource::From319)),
        );
        assert_eq!(told(&warnings), expected);
    }
}

#[test]
fn the_name_and_the_name_of_the_campaign_have_lengths_too() {
    let contact = NewContact::new("c".repeat(65), "n".repeat(33));
    assert_eq!(
        told(&contact.length_warnings()),
        [
            ("DiallerCampaignsName", 65, 64, LengthSource::Before319),
            ("DiallerCampaignsName", 65, 64, LengthSource::From319),
            ("Name", 33, 32, LengthSource::Before319),
        ]
    );
}

#[test]
fn what_has_no_documented_length_has_none() {
    let long = || "x".repeat(10_000);
    let contact = contact()
        .comment(long())
        .tag(long())
        .model(long())
        .external_system_link(long());
    assert_eq!(contact.length_warnings(), []);
}

#[test]
fn a_warning_is_no_refusal() {
    let contact = contact().company("x".repeat(1000));
    assert_eq!(contact.length_warnings().len(), 2);
    let mut request = client_of_nobody().import_contact(contact).to_request();
    assert!(request.violations().as_slice().is_empty());
}

#[test]
fn a_warning_is_told_in_words_without_the_value() {
    let warnings = contact()
        .company("Musterfirma ".repeat(4))
        .length_warnings();
    assert_eq!(
        warnings[0].to_string(),
        "Company has 48 characters, more than the 32 of the CSV import before release 3.19"
    );
}

#[test]
fn the_names_of_the_fields_are_wire_names() {
    for (field, set, ..) in DOCUMENTED {
        let contact = set(contact(), "value".to_owned());
        let json = serde_json::to_string(&contact).expect("it encodes");
        assert!(json.contains(&format!(r#""{field}":"value""#)), "{field}");
    }
}
