//! Against the sandbox: what the client says, compared with what happened.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;

use dialler::core::testing::ManualClock;
use dialler::{
    Client, ContactKeys, Deletion, Delivery, NewContact, NotFound, StaticCredentials, StatusCode,
};
use vendor_sandbox::dialler::{
    DELETE_CONTACT, DELETE_CONTACT_BY_USER_DATA, IMPORT_CONTACT, LIST_CONTACTS, demo,
};
use vendor_sandbox::{Fault, Sandbox};

struct House {
    sandbox: Sandbox,
    client: Client,
}

async fn house() -> House {
    let sandbox = Sandbox::start().await.expect("a free port on loopback");
    let client = client(&sandbox.dialler().token(), sandbox.dialler().base_url());
    House { sandbox, client }
}

fn client(token: &str, base_url: &str) -> Client {
    Client::builder(base_url)
        .credentials(StaticCredentials::bearer(token))
        .clock(ManualClock::new().sleeps_pass())
        .build()
        .expect("valid settings")
}

fn contact() -> NewContact {
    NewContact::new(demo::CAMPAIGNS[0], "Neumann").phone_number1("+493023125005")
}

#[tokio::test]
async fn every_operation_keeps_to_the_contract() {
    let House { sandbox, client } = house().await;
    let vendor = sandbox.dialler();
    let imported = client
        .import_contact(contact())
        .await
        .expect("it is imported");
    let id = imported
        .contact()
        .and_then(|contact| contact.id.into_value())
        .expect("it has an ID");
    assert!(vendor.contact(id).is_some());
    let all: NewContact =
        serde_json::from_str(include_str!("../samples/import.json")).expect("it decodes");
    client
        .import_contact(all)
        .overwrite_duplicates(true)
        .await
        .expect("it is imported");
    let read = client.get_contact(id).await.expect("it is there");
    assert_eq!(
        read.contact().and_then(|contact| contact.name.as_deref()),
        Some("Neumann")
    );
    let list = client.list_contacts().await.expect("it is answered");
    assert_eq!(list.records.len(), vendor.count_contacts());
    let of_campaign = client
        .list_contacts()
        .dialler_campaigns_id(demo::CAMPAIGNS[1]);
    let of_campaign = of_campaign.await.expect("it is answered");
    assert_eq!(
        of_campaign.records.len(),
        vendor.contacts_of(demo::CAMPAIGNS[1]).len()
    );
    let campaigns = client.list_campaigns().await.expect("it is answered");
    assert_eq!(campaigns.records.len(), demo::CAMPAIGNS.len());
    let campaign = client
        .get_campaign(demo::CAMPAIGNS[0])
        .await
        .expect("it is there");
    assert_eq!(
        campaign
            .campaign()
            .and_then(|campaign| campaign.name.as_deref()),
        Some(demo::CAMPAIGN_NAMES[0])
    );
    let deletion = client.delete_contact(id).await.expect("it is deleted");
    assert_eq!((*deletion, vendor.contact(id)), (Deletion::Deleted, None));
    let before = vendor.count_contacts();
    client
        .delete_contact_by_user_data(demo::USER_DATA[0])
        .await
        .expect("it is deleted");
    assert_eq!(vendor.count_contacts(), before - 1);
    assert!(
        sandbox.ledger().violations().is_empty(),
        "{:?}",
        sandbox.ledger().violations()
    );
}

#[tokio::test]
async fn a_batch_read_gives_result_codes_and_history() {
    let house = house().await;
    let keys = ContactKeys::new()
        .ids([demo::CONTACTS[3]])
        .user_data([demo::USER_DATA[1]]);
    let answer = house
        .client
        .read_contacts(keys)
        .await
        .expect("it is answered");
    assert_eq!(
        answer.records.len(),
        3,
        "two contacts have the same UserData"
    );
    let called = answer
        .records
        .iter()
        .find(|contact| contact.result_code.value().is_some());
    assert!(called.is_some_and(|contact| contact.history.is_some()));
}

#[tokio::test]
async fn an_overwriting_import_whose_answer_is_lost_is_done_once() {
    let House { sandbox, client } = house().await;
    let vendor = sandbox.dialler();
    let before = vendor.count_contacts();
    sandbox
        .faults()
        .inject(IMPORT_CONTACT, Fault::DropAfterActing);
    let imported = client
        .import_contact(contact().user_data("CRM-4711"))
        .overwrite_duplicates(true)
        .await
        .expect("the second attempt is answered");
    assert_eq!(imported.attempts(), 2);
    assert_eq!(vendor.count_contacts(), before + 1);
}

#[tokio::test]
async fn another_import_whose_answer_is_lost_is_unknown_and_done_once() {
    let House { sandbox, client } = house().await;
    let before = sandbox.dialler().count_contacts();
    sandbox
        .faults()
        .inject(IMPORT_CONTACT, Fault::DropAfterActing);
    let import = client.import_contact(contact().user_data("CRM-4711"));
    let error = import.await.expect_err("nobody knows");
    assert_eq!((error.delivery(), error.attempts()), (Delivery::Unknown, 1));
    assert_eq!(sandbox.dialler().count_contacts(), before + 1);
    let keys = ContactKeys::new().user_data(["CRM-4711"]);
    let found = client.read_contacts(keys).await.expect("it is answered");
    assert_eq!(found.records.len(), 1, "looking tells");
}

#[tokio::test]
async fn a_deletion_by_id_whose_answer_is_lost_ends_with_gone() {
    let House { sandbox, client } = house().await;
    sandbox
        .faults()
        .inject(DELETE_CONTACT, Fault::DropAfterActing);
    let deletion = client
        .delete_contact(demo::CONTACTS[0])
        .await
        .expect("it is gone");
    assert_eq!((*deletion, deletion.attempts()), (Deletion::Gone, 2));
    assert_eq!(sandbox.ledger().applied(DELETE_CONTACT), 1);
}

#[tokio::test]
async fn a_deletion_by_user_data_deletes_one_contact_whatever_happens() {
    let House { sandbox, client } = house().await;
    let before = sandbox.dialler().count_contacts();
    sandbox
        .faults()
        .inject(DELETE_CONTACT_BY_USER_DATA, Fault::DropAfterActing);
    let deletion = client.delete_contact_by_user_data(demo::USER_DATA[1]);
    let error = deletion.await.expect_err("nobody knows");
    assert_eq!((error.delivery(), error.attempts()), (Delivery::Unknown, 1));
    assert_eq!(sandbox.dialler().count_contacts(), before - 1);
}

#[tokio::test]
async fn the_two_kinds_of_not_found() {
    let House { sandbox, client } = house().await;
    let error = client.get_contact(1).await.expect_err("there is none");
    assert_eq!(NotFound::of(&error), Some(NotFound::Object));
    let wrong = self::client(&sandbox.dialler().token(), sandbox.dialler().server_url());
    let error = wrong
        .get_contact(1)
        .await
        .expect_err("there is no such path");
    assert_eq!(NotFound::of(&error), Some(NotFound::Endpoint));
}

#[tokio::test]
async fn a_new_token_ends_the_old_one() {
    let House { sandbox, client } = house().await;
    let token = sandbox.dialler().regenerate_token();
    let error = client
        .list_campaigns()
        .await
        .expect_err("the token has ended");
    assert_eq!(error.status(), Some(StatusCode::UNAUTHORIZED));
    assert!(error.to_string().contains("the token or the ClientsID"));
    let client = self::client(&token, sandbox.dialler().base_url());
    client.list_campaigns().await.expect("the new one is good");
}

#[tokio::test]
async fn a_long_list_is_read_contact_by_contact_and_a_cut_is_told() {
    let House { sandbox, client } = house().await;
    let seeded = sandbox.dialler().seed_contacts(demo::CAMPAIGNS[0], 3000);
    let list = client.list_contacts().with_body_cap(100_000);
    let mut contacts = list.clone().stream().await.expect("it is answered");
    let mut found = 0;
    while let Some(contact) = contacts.next().await {
        contact.expect("it decodes");
        found += 1;
    }
    assert_eq!(found, seeded.len() + demo::CONTACTS.len());

    sandbox.faults().inject(LIST_CONTACTS, Fault::CutBody);
    let mut contacts = list.stream().await.expect("its beginning is there");
    let mut end = None;
    while let Some(contact) = contacts.next().await {
        end = Some(contact);
    }
    assert!(end.is_some_and(|end| end.is_err()), "never silently");
}
