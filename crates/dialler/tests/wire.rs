//! What goes over the wire, operation by operation, and what comes back.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;

use dialler::core::StatusCode;
use dialler::{ContactKeys, Deletion, Idempotency, NewContact};
use support::{client, contact, json, request};
use wiremock::MockServer;
use wiremock::matchers::{
    body_json, body_json_string, header, query_param, query_param_is_missing,
};

#[tokio::test]
async fn import() {
    let server = MockServer::start().await;
    request("POST", "/dialler/contacts/import")
        .and(query_param("overwriteDuplicates", "true"))
        .and(header("content-type", "application/json"))
        .and(body_json_string(include_str!("../samples/import.json")))
        .respond_with(json(200, include_str!("../samples/imported.json")))
        .expect(1)
        .mount(&server)
        .await;
    let contact: NewContact =
        serde_json::from_str(include_str!("../samples/import.json")).expect("it decodes");
    let imported = client(&server)
        .import_contact(contact)
        .overwrite_duplicates(true)
        .await
        .expect("it is answered");
    assert_eq!(imported.status(), StatusCode::OK);
    let contact = imported.contact().expect("there is one");
    assert_eq!(contact.tag.as_deref(), Some("Tag"));
}

#[tokio::test]
async fn import_without_overwriting() {
    let server = MockServer::start().await;
    request("POST", "/dialler/contacts/import")
        .and(query_param("overwriteDuplicates", "false"))
        .and(body_json(serde_json::json!({
            "DiallerCampaignsID": 538,
            "Name": "Mustermann",
            "PhoneNumber1": "+4989461495000",
        })))
        .respond_with(json(200, include_str!("../samples/imported.json")))
        .expect(1)
        .mount(&server)
        .await;
    client(&server)
        .import_contact(contact())
        .await
        .expect("it is answered");
}

#[tokio::test]
async fn get() {
    let server = MockServer::start().await;
    request("GET", "/dialler/contacts/215387")
        .respond_with(json(200, include_str!("../samples/contact.json")))
        .expect(1)
        .mount(&server)
        .await;
    let answer = client(&server)
        .get_contact(215_387)
        .await
        .expect("it is answered");
    assert_eq!(
        answer.body().as_ref(),
        include_bytes!("../samples/contact.json"),
        "what no page shows stays reachable"
    );
    let contact = answer.into_inner().into_contact().expect("there is one");
    assert_eq!(contact.name.as_deref(), Some("Mustermann"));
}

#[tokio::test]
async fn list_all() {
    let server = MockServer::start().await;
    request("GET", "/dialler/contacts")
        .and(query_param_is_missing("diallerCampaignsID"))
        .respond_with(json(200, include_str!("../samples/contacts.json")))
        .expect(1)
        .mount(&server)
        .await;
    let list = client(&server)
        .list_contacts()
        .await
        .expect("it is answered");
    assert_eq!(list.records[0].company.as_deref(), Some("Musterfirma GmbH"));
}

#[tokio::test]
async fn list_of_a_campaign() {
    let server = MockServer::start().await;
    request("GET", "/dialler/contacts")
        .and(query_param("diallerCampaignsID", "538"))
        .respond_with(json(200, include_str!("../samples/contacts.json")))
        .expect(2)
        .mount(&server)
        .await;
    let call = client(&server).list_contacts().dialler_campaigns_id(538);
    assert_eq!(call.clone().await.expect("it is answered").count, Some(147));
    let mut contacts = call.stream().await.expect("it is answered");
    let first = contacts
        .next()
        .await
        .expect("there is one")
        .expect("it decodes");
    assert_eq!(first.name.as_deref(), Some("Mustermann"));
    assert!(contacts.next().await.is_none());
}

#[tokio::test]
async fn batch_read() {
    let server = MockServer::start().await;
    request("POST", "/dialler/contacts")
        .and(query_param("languagesID", "2"))
        .and(header("content-type", "application/json"))
        .and(body_json_string(include_str!("../samples/batch.json")))
        .respond_with(json(200, include_str!("../samples/batch-read.json")))
        .expect(1)
        .mount(&server)
        .await;
    let keys = ContactKeys::new()
        .ids([215_387, 215_388, 215_389, 215_391, 215_394])
        .user_data(["CON6174", "CON1234"]);
    let call = client(&server).read_contacts(keys).languages_id(2);
    assert_eq!(
        call.to_request().idempotency(),
        Idempotency::Safe,
        "a POST that only reads"
    );
    let answer = call.await.expect("it is answered");
    assert_eq!(answer.records[0].id.value(), Some(&215_395));
}

#[tokio::test]
async fn delete_by_id() {
    let server = MockServer::start().await;
    request("DELETE", "/dialler/contacts/contact/215387")
        .respond_with(json(200, include_str!("../samples/deleted.json")))
        .expect(1)
        .mount(&server)
        .await;
    let deletion = client(&server)
        .delete_contact(215_387)
        .await
        .expect("it is answered");
    assert_eq!(*deletion, Deletion::Deleted);
}

#[tokio::test]
async fn delete_by_user_data() {
    let server = MockServer::start().await;
    request("DELETE", "/dialler/contacts/contact")
        .and(query_param("userData", "CON 6174&x"))
        .respond_with(json(200, include_str!("../samples/deleted.json")))
        .expect(1)
        .mount(&server)
        .await;
    let deleted = client(&server)
        .delete_contact_by_user_data("CON 6174&x")
        .await
        .expect("it is answered");
    assert_eq!(deleted.status(), StatusCode::OK);
}

#[tokio::test]
async fn campaigns() {
    let server = MockServer::start().await;
    request("GET", "/dialler/campaigns")
        .respond_with(json(200, include_str!("../samples/campaigns.json")))
        .expect(2)
        .mount(&server)
        .await;
    let list = client(&server)
        .list_campaigns()
        .await
        .expect("it is answered");
    assert_eq!(list.records[0].name.as_deref(), Some("Campaign 1000"));
    let mut campaigns = client(&server)
        .list_campaigns()
        .stream()
        .await
        .expect("it is answered");
    let first = campaigns
        .next()
        .await
        .expect("there is one")
        .expect("it decodes");
    assert_eq!(first.clients_id.value(), Some(&1));
}

#[tokio::test]
async fn campaign() {
    let server = MockServer::start().await;
    request("GET", "/dialler/campaigns/538")
        .respond_with(json(
            200,
            r#"{"records":[{"ID":538,"Name":"Campaign 1000"}],"count":1,"status":200}"#,
        ))
        .expect(1)
        .mount(&server)
        .await;
    let answer = client(&server)
        .get_campaign(538)
        .await
        .expect("it is answered");
    let campaign = answer.campaign().expect("there is one");
    assert_eq!(campaign.name.as_deref(), Some("Campaign 1000"));
    assert_eq!(
        answer
            .into_inner()
            .into_campaign()
            .and_then(|c| c.id.into_value()),
        Some(538)
    );
}
