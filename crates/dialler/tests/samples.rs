//! What the vendor documents decodes, and encodes back without loss.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;

use dialler::{
    CampaignKey, CampaignList, ContactKeys, ContactList, ContactRecords, NewContact, Nullable,
};
use insta::assert_debug_snapshot;
use serde::Serialize;
use serde::de::DeserializeOwned;
use support::{error_of, in_order, json, tokens};

/// Requests keep the vendor's order of members.
fn sent<T: DeserializeOwned + Serialize>(sample: &str) -> T {
    let value: T = serde_json::from_str(sample).expect("the sample decodes");
    let encoded = serde_json::to_string(&value).expect("the value encodes");
    assert_eq!(encoded, tokens(sample));
    value
}

/// Answers have the order of a hash table.
fn received<T: DeserializeOwned + Serialize>(sample: &str) -> T {
    let value: T = serde_json::from_str(sample).expect("the sample decodes");
    let encoded = serde_json::to_string(&value).expect("the value encodes");
    assert_eq!(in_order(&encoded), in_order(sample));
    value
}

#[test]
fn the_request_of_an_import_by_the_campaigns_id() {
    let contact: NewContact = sent(include_str!("../samples/import.json"));
    assert_eq!(contact.campaign(), Some(CampaignKey::Id(538)));
    assert_eq!(contact.random_sort_order, Nullable::Null);
    assert_eq!(contact.follow_up_date_time, Nullable::Null);
    assert_eq!(contact.phone_number6.as_deref(), Some("PhoneNumber6"));
    assert_debug_snapshot!(contact);
}

#[test]
fn the_request_of_an_import_by_the_campaigns_name() {
    let contact: NewContact = sent(include_str!("../samples/import-by-name.json"));
    assert_eq!(
        contact.campaign(),
        Some(CampaignKey::Name("My Campaign Name".to_owned()))
    );
}

#[test]
fn the_artefacts_of_the_page_are_no_wire_names() {
    let page = include_str!("../samples/import-by-name.txt");
    let contact: NewContact =
        serde_json::from_str(&page.replace(" ... ", " ")).expect("it is JSON");
    let encoded = serde_json::to_string(&contact).expect("it encodes");
    for artefact in [
        "dtBeginDateUserData",
        "dtEndDateClient",
        "ManufacturerService",
        "ModelReferenceNumber",
        "TagName",
    ] {
        assert!(page.contains(artefact));
        assert!(!encoded.contains(artefact), "{artefact}");
    }
}

#[test]
fn the_answer_of_an_import() {
    let imported: ContactRecords = received(include_str!("../samples/imported.json"));
    let contact = imported.contact().expect("there is one");
    assert_eq!(contact.company.as_deref(), Some("Company"));
    assert_eq!(contact.last_result_mailbox, Nullable::Null);
    assert!(
        contact.name.is_absent(),
        "the vendor has shortened the sample"
    );
}

#[test]
fn the_answer_of_a_read_by_id() {
    let answer: ContactRecords = received(include_str!("../samples/contact.json"));
    assert_eq!((answer.count, answer.status), (Some(1), Some(200)));
    let contact = answer.into_contact().expect("there is one");
    assert_eq!(contact.name.as_deref(), Some("Mustermann"));
    assert_eq!(contact.tries_phone_number4, Nullable::Value(0));
    assert_debug_snapshot!(contact);
}

#[test]
fn a_list_of_contacts() {
    let list: ContactList = received(include_str!("../samples/contacts.json"));
    assert_eq!((list.count, list.records.len()), (Some(147), 1));
    assert_eq!(list.order_by.as_deref(), Some("Name"));
    assert_eq!(list.limit_page_size, Some(-1));
}

#[test]
fn a_list_of_campaigns() {
    let list: CampaignList = received(include_str!("../samples/campaigns.json"));
    assert_debug_snapshot!(list);
}

#[test]
fn the_request_of_a_batch_read() {
    let keys: ContactKeys = sent(include_str!("../samples/batch.json"));
    let ours = ContactKeys::new()
        .ids([215_387, 215_388, 215_389, 215_391, 215_394])
        .user_data(["CON6174", "CON1234"]);
    assert_eq!(keys, ours);
}

#[test]
fn the_answer_of_a_batch_read() {
    let answer: ContactRecords = received(include_str!("../samples/batch-read.json"));
    let contact = answer.contact().expect("there is one");
    let code = contact.result_code.value().expect("it has one");
    assert_eq!(code.export_key.as_deref(), Some("Max Tries (Abort)"));
    assert_eq!(code.aborted, Nullable::Value(true));
    let history = contact.history.as_ref().expect("it has one");
    assert!(tokens(history.get()).starts_with(r#"[{"StatisticsPartA":{"ID":409989,"#));
}

#[tokio::test]
async fn the_body_of_an_error() {
    let error = error_of(json(404, include_str!("../samples/failure.json"))).await;
    let problem = error.problem().expect("there is one");
    assert_eq!(problem.detail(), Some("Dialler campaign not found"));
}
