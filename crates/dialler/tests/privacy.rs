//! Nothing secret or personal is in `Debug` and `Display`.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;

use dialler::{Contact, ContactKeys, ContactRecords, NewContact};
use support::{client_of_nobody, error_of, json};

/// Every text of the import sample, whose values are the names of their members.
fn personal() -> Vec<&'static str> {
    vec![
        "testUserData",
        "\"Client\"",
        "\"Service\"",
        "\"ReferenceNumber\"",
        "\"Name\"",
        "\"FirstName\"",
        "\"Salutation\"",
        "\"Title\"",
        "\"Company\"",
        "\"Address\"",
        "\"PostalCode\"",
        "\"City\"",
        "\"Country\"",
        "\"AccountOwner\"",
        "\"AccountBank\"",
        "\"AccountNationalBankCode\"",
        "\"AccountBIC\"",
        "\"AccountNumber\"",
        "\"AccountIBAN\"",
        "0.0",
        "\"PhoneNumber1\"",
        "\"PhoneNumber2\"",
        "\"PhoneNumber3\"",
        "\"PhoneNumber4\"",
        "\"PhoneNumber5\"",
        "\"PhoneNumber6\"",
        "\"FaxNumber\"",
        "\"Email\"",
        "\"Website\"",
        "\"Comment\"",
        "\"ReservedUsersUID\"",
        "\"FollowUpUsersUID\"",
        "\"Tag\"",
        "test.external.link",
    ]
}

fn shows_nothing_personal(text: &str) {
    for value in personal() {
        assert!(!text.contains(value), "{value} in {text}");
    }
}

#[test]
fn a_contact_to_import_shows_its_campaign_and_nothing_personal() {
    let sample = include_str!("../samples/import.json");
    let contact: NewContact = serde_json::from_str(sample).expect("it decodes");
    assert!(
        personal().iter().all(|value| sample.contains(value)),
        "the list is up to date"
    );
    let call = client_of_nobody().import_contact(contact.clone());
    for text in [
        format!("{contact:?}"),
        format!("{call:?}"),
        format!("{:?}", call.to_request()),
    ] {
        shows_nothing_personal(&text);
    }
    assert!(format!("{contact:?}").contains("538"));
}

#[test]
fn a_contact_that_was_read_shows_its_id_and_nothing_personal() {
    let sample = include_str!("../samples/import.json");
    let mut contact: Contact = serde_json::from_str(sample).expect("the names are the same");
    contact.id = 215_387.into();
    let text = format!("{contact:?}");
    shows_nothing_personal(&text);
    assert!(text.contains("215387"));
}

#[test]
fn the_history_of_a_contact_is_not_shown() {
    let answer: ContactRecords =
        serde_json::from_str(include_str!("../samples/batch-read.json")).expect("it decodes");
    let text = format!("{answer:?}");
    assert!(
        !text.contains("TestContact") && !text.contains("409989"),
        "{text}"
    );
}

#[test]
fn user_data_is_not_shown_where_it_is_a_key() {
    let client = client_of_nobody();
    let keys = ContactKeys::new().ids([7]).user_data(["CON6174"]);
    let deletion = client.delete_contact_by_user_data("CON6174");
    for text in [
        format!("{keys:?}"),
        format!("{:?}", client.read_contacts(keys)),
        format!("{:?}", deletion.to_request()),
        format!("{deletion:?}"),
    ] {
        assert!(!text.contains("CON6174"), "{text}");
    }
}

#[test]
fn the_token_is_not_shown() {
    let client = client_of_nobody();
    assert!(!format!("{client:?}").contains("my-token"));
}

#[tokio::test]
async fn the_servers_words_are_in_the_report_only() {
    let error = error_of(json(
        409,
        r#"{"status":409,"error":"+4989461495000 exists"}"#,
    ))
    .await;
    assert!(!format!("{error} {error:?}").contains("89461495000"));
    assert!(error.report().contains("+4989461495000 exists"));
}
