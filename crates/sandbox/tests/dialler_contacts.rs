//! The jtel dialler's contacts and campaigns are read and deleted.

// Helpers beside the tests fail the test that called them.
#![allow(clippy::unwrap_used)]

mod client;

use client::contract::Contract;
use client::dialler::{Client, ids_of, new_contact};
use client::json_of;
use reqwest::Method;
use serde_json::{Value, json};
use vendor_sandbox::Fault;
use vendor_sandbox::dialler::{
    Campaign, DELETE_CONTACT, DELETE_CONTACT_BY_USER_DATA, NewContact, OPERATIONS, ResultCode, demo,
};

const CONTACTS: [i64; 4] = demo::CONTACTS;

#[tokio::test]
async fn a_contact_is_read_by_its_id() {
    let client = Client::start().await;
    let answer = client
        .get(&format!("/dialler/contacts/{}", CONTACTS[0]))
        .await;
    assert_eq!(answer.status(), 200);
    let answer = json_of(answer).await;
    assert_eq!(
        (&answer["count"], &answer["status"]),
        (&json!(1), &json!(200))
    );
    assert_eq!(answer["records"][0]["Company"], "Musterfirma GmbH");
    // Only the batch read has these.
    assert_eq!(answer["records"][0].get("DiallerContactsHistory"), None);
    assert!(client.ledger().violations().is_empty());
}

#[tokio::test]
async fn a_list_has_all_contacts_by_name_in_the_documented_envelope() {
    let client = Client::start().await;
    let mut list = json_of(client.get("/dialler/contacts").await).await;
    let records = list["records"].take();
    let names: Vec<_> = records
        .as_array()
        .unwrap()
        .iter()
        .map(|record| &record["Name"])
        .collect();
    assert_eq!(names, ["Beispiel", "Example", "Mustermann", "TestContact"]);
    let expected = json!({
        "filter": "",
        "limitStart": 0,
        "limitPageSize": -1,
        "records": null,
        "count": 4,
        "orderBy": "Name",
        "ascending": true,
        "status": 200,
    });
    assert_eq!(list, expected);
}

#[tokio::test]
async fn a_list_can_be_of_one_campaign() {
    let client = Client::start().await;
    let list = |campaign: i64| {
        let path = format!("/dialler/contacts?diallerCampaignsID={campaign}");
        let client = &client;
        async move { client.get(&path).await }
    };
    let [first, second, third, fourth] = CONTACTS;
    assert_eq!(
        ids_of(list(demo::CAMPAIGNS[0]).await).await,
        [second, first]
    );
    assert_eq!(
        ids_of(list(demo::CAMPAIGNS[1]).await).await,
        [third, fourth]
    );
    assert_eq!(list(7).await.status(), 404);
    client.vendor().add_campaign(Campaign::new(7, "Empty"));
    assert_eq!(ids_of(list(7).await).await, [0; 0]);
}

#[tokio::test]
async fn many_contacts_are_there_at_once() {
    let client = Client::start().await;
    client.vendor().remove_all_contacts();
    let ids = client.vendor().seed_contacts(demo::CAMPAIGNS[0], 5_000);
    assert_eq!(client.vendor().count_contacts(), 5_000);
    assert_eq!(ids_of(client.get("/dialler/contacts").await).await, ids);
}

#[tokio::test]
async fn a_batch_is_read_by_ids_and_user_data_each_contact_once() {
    let client = Client::start().await;
    let [first, second, third, fourth] = CONTACTS;
    for (keys, expected) in [
        (json!({ "IDList": [third, first] }), vec![first, third]),
        (json!({ "UserDataList": ["CON1234"] }), vec![second, third]),
        (
            json!({ "UserDataList": ["CON1234", "CON6175"], "IDList": [second, first] }),
            vec![first, second, third, fourth],
        ),
        (json!({ "UserDataList": ["nobody"], "IDList": [1] }), vec![]),
        (json!({ "UserDataList": [], "IDList": [] }), vec![]),
    ] {
        assert_eq!(ids_of(client.read(&keys).await).await, expected, "{keys}");
        assert_eq!(client.violations(), []);
    }
}

#[tokio::test]
async fn a_batch_shows_result_and_history() {
    let client = Client::start().await;
    let keys = json!({ "IDList": [CONTACTS[3], CONTACTS[0]] });
    let answer = json_of(client.read(&keys).await).await;
    let [never_called, called] = [&answer["records"][0], &answer["records"][1]];
    assert_eq!(called["DiallerCampaignsResultCodesID"], 2881);
    let expected = json!({
        "bDone": false,
        "ExportKey": "Max Tries (Abort)",
        "Content": "Max Tries (Abort)",
        "bDelay": false,
        "bAborted": true,
        "ID": 2881,
        "bAppointment": false,
    });
    assert_eq!(called["DiallerCampaignsResultCodes"], expected);
    let history = called["DiallerContactsHistory"].as_array().unwrap();
    assert_eq!(history.len(), 3);
    assert_eq!(history[0]["StatisticsPartA"]["bOutbound"], true);

    assert_eq!(never_called["DiallerCampaignsResultCodes"], Value::Null);
    assert_eq!(never_called["DiallerContactsHistory"], json!([]));
}

#[tokio::test]
async fn a_batch_names_at_least_one_list() {
    let client = Client::start().await;
    for keys in [
        json!({}),
        json!({ "IDList": "1" }),
        json!({ "IDList": ["1"] }),
    ] {
        assert_eq!(client.read(&keys).await.status(), 400, "{keys}");
        assert_eq!(client.violations().len(), 1);
    }
}

#[tokio::test]
async fn a_seeded_contact_is_found_with_everything_it_was_given() {
    let client = Client::start().await;
    let contact = NewContact::new(demo::CAMPAIGNS[0], "Seeded", "+493023125044")
        .user_data("SEED-1")
        .number("Amount", "10.00")
        .text("NoSuchMember", "x")
        .result(ResultCode::new(5, "Reached"))
        .calls(1);
    let id = client.vendor().seed_contact(contact);
    let contact = client.vendor().contact(id).unwrap();
    assert_eq!(contact.user_data(), Some("SEED-1"));
    assert_eq!(contact.member("Amount"), Some("10.00"));
    assert_eq!(contact.member("NoSuchMember"), None);
    let keys = json!({ "UserDataList": ["SEED-1"] });
    let answer = json_of(client.read(&keys).await).await;
    assert_eq!(
        answer["records"][0]["DiallerCampaignsResultCodes"]["Content"],
        "Reached"
    );
    let shown = format!("{contact:?}");
    assert!(
        !shown.contains("Seeded") && !shown.contains("SEED"),
        "{shown}"
    );
}

#[tokio::test]
async fn a_contact_that_was_deleted_by_its_id_is_gone() {
    let client = Client::start().await;
    let path = format!("/dialler/contacts/contact/{}", CONTACTS[0]);
    let answer = client.delete(&path).await;
    assert_eq!(answer.status(), 200);
    assert_eq!(json_of(answer).await, json!({ "status": 200 }));
    assert_eq!(client.vendor().contact(CONTACTS[0]), None);

    let read = client
        .get(&format!("/dialler/contacts/{}", CONTACTS[0]))
        .await;
    for answer in [client.delete(&path).await, read] {
        assert_eq!(answer.status(), 404);
        let expected = json!({ "status": 404, "error": "Dialler contact not found" });
        assert_eq!(json_of(answer).await, expected);
    }
    assert_eq!(client.ledger().applied(DELETE_CONTACT), 1);
}

#[tokio::test]
async fn deleting_by_user_data_deletes_one_contact_at_a_time() {
    let client = Client::start().await;
    let [_, second, third, _] = CONTACTS;
    for expected in [second, third] {
        let answer = client
            .delete("/dialler/contacts/contact?userData=CON1234")
            .await;
        assert_eq!(answer.status(), 200);
        assert_eq!(client.vendor().contact(expected), None);
        let call = client.ledger().calls().pop().unwrap();
        assert_eq!(call.resource, Some(expected.to_string()));
    }
    let answer = client
        .delete("/dialler/contacts/contact?userData=CON1234")
        .await;
    assert_eq!(answer.status(), 404);
    assert_eq!(json_of(answer).await["error"], "Dialler contact not found");
}

#[tokio::test]
async fn deleting_without_user_data_deletes_nothing() {
    let client = Client::start().await;
    for query in ["", "?userData="] {
        let answer = client
            .delete(&format!("/dialler/contacts/contact{query}"))
            .await;
        assert_eq!(answer.status(), 400, "{query}");
    }
    assert_eq!(client.vendor().count_contacts(), CONTACTS.len());
}

#[tokio::test]
async fn repeating_a_lost_deletion_by_user_data_deletes_another_contact() {
    let client = Client::start().await;
    let faults = client.sandbox.faults();
    faults.inject(DELETE_CONTACT_BY_USER_DATA, Fault::DropAfterActing);
    let path = "/dialler/contacts/contact?userData=CON1234";
    assert!(client.request(Method::DELETE, path).send().await.is_err());
    assert_eq!(client.delete(path).await.status(), 200);
    assert_eq!(client.vendor().count_contacts(), CONTACTS.len() - 2);
}

#[tokio::test]
async fn campaigns_are_listed_and_read() {
    let client = Client::start().await;
    let list = json_of(client.get("/dialler/campaigns").await).await;
    assert_eq!(
        (&list["count"], &list["limitPageSize"]),
        (&json!(2), &json!(-1))
    );
    let names: Vec<_> = list["records"]
        .as_array()
        .unwrap()
        .iter()
        .map(|record| &record["Name"])
        .collect();
    assert_eq!(names, ["Campaign 1000", "My Campaign"]);

    let answer = json_of(client.get("/dialler/campaigns/538").await).await;
    assert_eq!(answer["records"][0]["ID"], 538);
    assert_eq!(answer["records"][0]["Name"], "My Campaign");
    assert_eq!(answer["records"][0].get("dtTo"), Some(&Value::Null));
    let answer = client.get("/dialler/campaigns/539").await;
    assert_eq!(answer.status(), 404);
    assert_eq!(json_of(answer).await["error"], "Dialler campaign not found");
    assert!(client.ledger().violations().is_empty());
}

#[test]
fn the_operations_are_those_of_the_contract() {
    contract().assert_operations(&OPERATIONS);
}

#[tokio::test]
async fn the_answers_keep_to_the_contract() {
    let client = Client::start().await;
    let contract = contract();
    let by_id = format!("/dialler/contacts/{}", CONTACTS[0]);
    for (path, schema) in [
        ("/dialler/contacts", "ContactList"),
        (by_id.as_str(), "ContactRecords"),
        ("/dialler/contacts/1", "Failure"),
        ("/dialler/campaigns", "CampaignList"),
        ("/dialler/campaigns/538", "CampaignRecords"),
    ] {
        contract.assert_valid(schema, &json_of(client.get(path).await).await);
    }
    let batch = client.read(&json!({ "IDList": CONTACTS })).await;
    contract.assert_valid("ContactRecords", &json_of(batch).await);
    let imported = client.import(false, &new_contact()).await;
    contract.assert_valid("ContactRecords", &json_of(imported).await);
}

fn contract() -> Contract {
    Contract::read(include_str!("../contracts/dialler.yaml"))
}
