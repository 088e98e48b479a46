//! The jtel dialler imports contacts, and finds duplicates by their `UserData`.

// Helpers beside the tests fail the test that called them.
#![allow(clippy::unwrap_used)]

mod client;

use client::dialler::{Client, new_contact, new_contact_with};
use client::json_of;
use reqwest::Method;
use serde_json::{Value, json};
use vendor_sandbox::dialler::{DuplicateScope, IMPORT_CONTACT, NewContact, demo};
use vendor_sandbox::{Fault, StatusCode};

const CAMPAIGN: i64 = demo::CAMPAIGNS[0];

#[tokio::test]
async fn the_answer_is_the_imported_contact_with_all_members() {
    let client = Client::start().await;
    let answer = client.import(false, &new_contact()).await;
    assert_eq!(answer.status(), 200);
    let answer = json_of(answer).await;
    assert_eq!(
        (&answer["count"], &answer["status"]),
        (&json!(1), &json!(200))
    );
    let contact = &answer["records"][0];
    assert_eq!(contact["ID"], demo::CONTACTS[3] + 1);
    assert_eq!(contact["DiallerCampaignsID"], CAMPAIGN);
    assert_eq!(contact["Name"], "Muster");
    assert_eq!(contact["UserData"], "ORDER-17");
    assert_eq!(contact["nTriesPhoneNumber4"], 0);
    for absent in [
        "Email",
        "bPhoneNumber6Invalid",
        "nPhoneNumber4LastCause",
        "PhoneNumber2LastAcdAgentEndReasonsID",
        "bLastResultMailbox",
        "dtNextTry",
        "DiallerCampaignsResultCodesID",
    ] {
        assert_eq!(contact.get(absent), Some(&Value::Null), "{absent}");
    }
    assert!(client.ledger().violations().is_empty());
}

#[tokio::test]
async fn every_member_of_the_vendors_sample_comes_back_as_it_was_sent() {
    let sample = r#"{ "DiallerCampaignsID": 538, "RandomSortOrder": null, "UserData": "testUserData", "Client": "Client",
        "Service": "Service", "ReferenceNumber": "ReferenceNumber", "Name" : "Name", "FirstName" : "FirstName",
        "Salutation" : "Salutation", "Title" : "Title", "Company" : "Company", "Address" : "Address",
        "PostalCode" : "PostalCode", "City" : "City", "Country" : "Country", "AccountOwner" : "AccountOwner",
        "AccountBank" : "AccountBank", "AccountNationalBankCode" : "AccountNationalBankCode",
        "AccountBIC" : "AccountBIC", "AccountNumber" : "AccountNumber", "AccountIBAN" : "AccountIBAN", "Amount": 0.0,
        "PhoneNumber1" : "PhoneNumber1", "PhoneNumber2" : "PhoneNumber2", "PhoneNumber3" : "PhoneNumber3",
        "PhoneNumber4" : "PhoneNumber4", "PhoneNumber5" : "PhoneNumber5", "PhoneNumber6" : "PhoneNumber6",
        "FaxNumber" : "FaxNumber", "Email" : "Email", "Website" : "Website", "Comment" : "Comment",
        "ReservedUsersUID" : "ReservedUsersUID", "FollowUpUsersUID" : "FollowUpUsersUID", "FollowUpDateTime" : null,
        "dtBeginDate" : "2020-01-01T00:00:00", "dtEndDate" : "2020-03-01T00:00:00", "Manufacturer" : "Manufacturer",
        "Model" : "Model", "Tag": "Tag", "ExternalSystemLink": "http://test.external.link/" }"#;
    let client = Client::start().await;
    let answer = client.import_text(true, sample.to_owned()).await;
    assert_eq!(answer.status(), 200);
    assert_eq!(client.violations(), []);
    let contact = json_of(answer).await["records"][0].take();
    let sent: Value = serde_json::from_str(sample).unwrap();
    for (name, value) in sent.as_object().unwrap() {
        assert_eq!(contact[name], *value, "{name}");
    }
}

#[tokio::test]
async fn an_amount_keeps_its_digits() {
    let client = Client::start().await;
    for amount in ["12.50", "0.10", "123456789012345678901234.5600", "1e2"] {
        let contact = format!(
            r#"{{"DiallerCampaignsID":{CAMPAIGN},"Name":"A","PhoneNumber3":"1","Amount":{amount}}}"#
        );
        let answer = client.import_text(false, contact).await;
        let text = answer.text().await.unwrap();
        assert!(text.contains(&format!("\"Amount\":{amount},")), "{amount}");
        let contact = client.vendor().contacts().pop().unwrap();
        assert_eq!(contact.member("Amount"), Some(amount));
    }
}

#[tokio::test]
async fn a_campaign_is_named_by_its_id_or_by_its_name() {
    let client = Client::start().await;
    let id = client.imported(false, &new_contact()).await;
    assert_eq!(client.vendor().contact(id).unwrap().campaign_id, CAMPAIGN);
    let mut contact = new_contact_with("DiallerCampaignsName", demo::CAMPAIGN_NAMES[1]);
    assert_eq!(client.import(false, &contact).await.status(), 400);
    assert_eq!(
        client.violations(),
        [("body".to_owned(), "oneOf".to_owned())]
    );
    contact
        .as_object_mut()
        .unwrap()
        .remove("DiallerCampaignsID");
    let id = client.imported(false, &contact).await;
    let campaign = client.vendor().contact(id).unwrap().campaign_id;
    assert_eq!(campaign, demo::CAMPAIGNS[1]);
}

#[tokio::test]
async fn without_overwriting_there_are_two() {
    let client = Client::start().await;
    let first = client.imported(false, &new_contact()).await;
    let second = client.imported(false, &new_contact()).await;
    assert_ne!(first, second);
    assert_eq!(client.vendor().count_contacts(), demo::CONTACTS.len() + 2);
}

#[tokio::test]
async fn overwriting_finds_the_contact_with_the_same_user_data() {
    let client = Client::start().await;
    let contact = new_contact_with("City", "Musterstadt");
    let first = client.imported(true, &contact).await;
    let second = client
        .imported(true, &new_contact_with("Name", "Neu"))
        .await;
    assert_eq!(first, second);
    let contact = client.vendor().contact(first).unwrap();
    assert_eq!(contact.text("Name").as_deref(), Some("Neu"));
    // What is not sent stays.
    assert_eq!(contact.text("City").as_deref(), Some("Musterstadt"));
}

#[tokio::test]
async fn of_several_contacts_the_first_is_overwritten() {
    let client = Client::start().await;
    let first = client.imported(false, &new_contact()).await;
    client.imported(false, &new_contact()).await;
    assert_eq!(client.imported(true, &new_contact()).await, first);
}

#[tokio::test]
async fn a_contact_that_is_gone_is_not_overwritten() {
    let client = Client::start().await;
    let first = client.imported(true, &new_contact()).await;
    let second = client.imported(false, &new_contact()).await;
    // In its place there is another one now.
    let other = NewContact::new(CAMPAIGN, "Other", "+491").id(first);
    client.vendor().seed_contact(other);
    assert_eq!(client.imported(true, &new_contact()).await, second);
    client.vendor().remove_all_contacts();
    assert_ne!(client.imported(true, &new_contact()).await, second);
}

#[tokio::test]
async fn without_user_data_there_is_no_duplicate() {
    let client = Client::start().await;
    let mut contact = new_contact_with("UserData", "");
    let mut ids = vec![client.imported(true, &contact).await];
    ids.push(client.imported(true, &contact).await);
    contact.as_object_mut().unwrap().remove("UserData");
    ids.push(client.imported(true, &contact).await);
    ids.push(client.imported(true, &contact).await);
    ids.dedup();
    assert_eq!(ids.len(), 4);
}

#[tokio::test]
async fn duplicates_are_looked_for_in_the_campaign_or_in_the_account() {
    let client = Client::start().await;
    let first = client.imported(true, &new_contact()).await;
    let elsewhere = new_contact_with("DiallerCampaignsID", demo::CAMPAIGNS[1]);
    let second = client.imported(true, &elsewhere).await;
    assert_ne!(first, second);

    client
        .vendor()
        .configure(|settings| settings.duplicates = DuplicateScope::Account);
    assert_eq!(client.imported(true, &elsewhere).await, first);
    let moved = client.vendor().contact(first).unwrap();
    assert_eq!(moved.campaign_id, demo::CAMPAIGNS[1]);
}

#[tokio::test]
async fn a_campaign_that_does_not_exist_is_not_found() {
    let client = Client::start().await;
    let mut by_name = new_contact_with("DiallerCampaignsName", "Other");
    by_name
        .as_object_mut()
        .unwrap()
        .remove("DiallerCampaignsID");
    for contact in [new_contact_with("DiallerCampaignsID", 539), by_name] {
        let answer = client.import(true, &contact).await;
        assert_eq!(answer.status(), 404);
        let expected = json!({ "status": 404, "error": "Dialler campaign not found" });
        assert_eq!(json_of(answer).await, expected);
    }
    assert_eq!(client.vendor().count_contacts(), demo::CONTACTS.len());
}

#[tokio::test]
async fn what_is_mandatory_must_be_there() {
    let client = Client::start().await;
    for (member, rule) in [
        ("Name", "required"),
        ("DiallerCampaignsID", "oneOf"),
        ("PhoneNumber1", "anyOf"),
    ] {
        let mut contact = new_contact();
        contact.as_object_mut().unwrap().remove(member);
        let answer = client.import(false, &contact).await;
        assert_eq!(answer.status(), 400, "{member}");
        let error = json_of(answer).await;
        assert_eq!(error["status"], 400);
        assert!(error["error"].as_str().unwrap().starts_with("body: "));
        assert_eq!(client.violations(), [("body".to_owned(), rule.to_owned())]);
    }
    for (member, value) in [
        ("Name", json!("")),
        ("Name", Value::Null),
        ("Amount", json!("1")),
    ] {
        let answer = client.import(false, &new_contact_with(member, value)).await;
        assert_eq!(answer.status(), 400, "{member}");
        assert_eq!(client.violations()[0].0, format!("body/{member}"));
    }
    assert_eq!(client.ledger().applied(IMPORT_CONTACT), 0);
}

#[tokio::test]
async fn a_number_that_is_there_and_empty_is_none() {
    let client = Client::start().await;
    let contact = new_contact_with("PhoneNumber1", "");
    assert_eq!(client.import(false, &contact).await.status(), 400);
    assert_eq!(client.violations().len(), 1);
    let contact = {
        let mut contact = contact;
        contact["PhoneNumber6"] = json!("+493023125099");
        contact
    };
    assert_eq!(client.import(false, &contact).await.status(), 200);
}

#[tokio::test]
async fn overwrite_duplicates_must_be_a_boolean() {
    let client = Client::start().await;
    for query in ["", "?overwriteDuplicates=1", "?overwriteDuplicates="] {
        let path = format!("/dialler/contacts/import{query}");
        let request = client.request(Method::POST, &path).json(&new_contact());
        assert_eq!(request.send().await.unwrap().status(), 400, "{query}");
        assert_eq!(client.violations()[0].0, "query/overwriteDuplicates");
    }
}

#[tokio::test]
async fn the_body_must_be_json_and_say_so() {
    let client = Client::start().await;
    for (media_type, body, place) in [
        (
            "text/plain",
            new_contact().to_string(),
            "header/content-type",
        ),
        ("application/json", "{".to_owned(), "body"),
        ("application/json", "[]".to_owned(), "body"),
        ("application/json", String::new(), "body"),
    ] {
        let path = "/dialler/contacts/import?overwriteDuplicates=false";
        let request = client.request(Method::POST, path);
        let request = request.header("content-type", media_type).body(body);
        assert_eq!(request.send().await.unwrap().status(), 400);
        assert_eq!(client.violations()[0].0, place);
    }
}

#[tokio::test]
async fn a_member_that_nobody_knows_is_recorded_and_dropped() {
    let client = Client::start().await;
    let contact = new_contact_with("dtBeginDateUserData", "x");
    let id = client.imported(false, &contact).await;
    let expected = ("body/dtBeginDateUserData".to_owned(), "unknown".to_owned());
    assert_eq!(client.violations(), [expected]);
    let kept = client.vendor().contact(id).unwrap();
    assert_eq!(kept.member("dtBeginDateUserData"), None);
}

#[tokio::test]
async fn a_lost_import_was_one_nevertheless_and_overwriting_makes_its_retry_harmless() {
    for (overwrite, expected) in [(true, 1), (false, 2)] {
        let client = Client::start().await;
        let faults = client.sandbox.faults();
        faults.inject(IMPORT_CONTACT, Fault::DropAfterActing);
        let path = format!("/dialler/contacts/import?overwriteDuplicates={overwrite}");
        let request = client.request(Method::POST, &path).json(&new_contact());
        assert!(request.send().await.is_err());
        client.imported(overwrite, &new_contact()).await;
        assert_eq!(client.ledger().applied(IMPORT_CONTACT), 2);
        let contacts = client.vendor().contacts_of(CAMPAIGN);
        let same = contacts
            .iter()
            .filter(|contact| contact.user_data() == Some("ORDER-17"));
        assert_eq!(same.count(), expected, "{overwrite}");
    }
}

#[tokio::test]
async fn a_fault_speaks_as_the_vendor_does() {
    let client = Client::start().await;
    for status in [StatusCode::CONFLICT, StatusCode::INTERNAL_SERVER_ERROR] {
        let fault = Fault::Refuse {
            status,
            retry_after: None,
        };
        client.sandbox.faults().inject(IMPORT_CONTACT, fault);
        let answer = client.import(false, &new_contact()).await;
        assert_eq!(answer.status(), status.as_u16());
        let error = json_of(answer).await;
        assert_eq!(error["status"], status.as_u16());
        assert!(error["error"].is_string());
    }
}
