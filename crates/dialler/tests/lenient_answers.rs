//! Answers are read leniently: the vendor may add, leave out and null.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;

use std::fmt::Debug;

use dialler::{
    Campaign, CampaignList, CampaignRecords, Contact, ContactList, ContactRecords, Nullable,
    ResultCode,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use support::{client, in_order, json};
use wiremock::matchers::method;
use wiremock::{Mock, MockServer, ResponseTemplate};

const CONTACT: &[&str] = &[
    "ID",
    "DiallerCampaignsID",
    "RandomSortOrder",
    "UserData",
    "Client",
    "Service",
    "ReferenceNumber",
    "Name",
    "FirstName",
    "Salutation",
    "Title",
    "Company",
    "Address",
    "PostalCode",
    "City",
    "Country",
    "AccountOwner",
    "AccountBank",
    "AccountNationalBankCode",
    "AccountBIC",
    "AccountNumber",
    "AccountIBAN",
    "Amount",
    "PhoneNumber1",
    "PhoneNumber2",
    "PhoneNumber3",
    "PhoneNumber4",
    "PhoneNumber5",
    "PhoneNumber6",
    "FaxNumber",
    "Email",
    "Website",
    "Comment",
    "ReservedUsersUID",
    "FollowUpUsersUID",
    "FollowUpDateTime",
    "dtBeginDate",
    "dtEndDate",
    "Manufacturer",
    "Model",
    "Tag",
    "ExternalSystemLink",
    "bPhoneNumber1Invalid",
    "bPhoneNumber2Invalid",
    "bPhoneNumber3Invalid",
    "bPhoneNumber4Invalid",
    "bPhoneNumber5Invalid",
    "bPhoneNumber6Invalid",
    "nTriesPhoneNumber1",
    "nTriesPhoneNumber2",
    "nTriesPhoneNumber3",
    "nTriesPhoneNumber4",
    "nTriesPhoneNumber5",
    "nTriesPhoneNumber6",
    "nPhoneNumber1LastCause",
    "nPhoneNumber2LastCause",
    "nPhoneNumber3LastCause",
    "nPhoneNumber4LastCause",
    "nPhoneNumber5LastCause",
    "nPhoneNumber6LastCause",
    "PhoneNumber1LastAcdAgentEndReasonsID",
    "PhoneNumber2LastAcdAgentEndReasonsID",
    "PhoneNumber3LastAcdAgentEndReasonsID",
    "PhoneNumber4LastAcdAgentEndReasonsID",
    "PhoneNumber5LastAcdAgentEndReasonsID",
    "PhoneNumber6LastAcdAgentEndReasonsID",
    "LastAcdAgentEndReasonsID",
    "bLastResultMailbox",
    "dtNextTry",
    "DiallerCampaignsResultCodesID",
    "DiallerCampaignsResultCodes",
];
/// JSON without a form of its own: null reads as absent.
const HISTORY: &str = "DiallerContactsHistory";
const RESULT_CODE: &[&str] = &[
    "ID",
    "ExportKey",
    "Content",
    "bDone",
    "bDelay",
    "bAborted",
    "bAppointment",
];
const CAMPAIGN: &[&str] = &[
    "ID",
    "Name",
    "ClientsID",
    "LanguagesID",
    "ContactPreviewTime",
    "nMaxParallelLines",
    "bCloseContactsOnIncomingCallsMatchCallerID",
    "bCallerIDActive",
    "dtTo",
    "AbortOnNoTelNumberResultCodesID",
    "IncomingCallResultCodesID",
];
const RECORDS: &[&str] = &["records", "count", "status"];
const LIST: &[&str] = &[
    "filter",
    "limitStart",
    "limitPageSize",
    "records",
    "count",
    "orderBy",
    "ascending",
    "status",
];

fn all_null(names: &[&str]) -> String {
    let members: Vec<String> = names.iter().map(|name| format!("{name:?}:null")).collect();
    format!("{{{}}}", members.join(","))
}

fn read<T: DeserializeOwned>(json: &str) -> T {
    serde_json::from_str(json).expect("it decodes")
}

/// An empty object, unknown members, and null for every member.
fn is_lenient<T: DeserializeOwned + Default + PartialEq + Debug>(names: &[&str]) {
    assert_eq!(read::<T>("{}"), T::default());
    assert_eq!(
        read::<T>(r#"{"bUnheardOf":true,"Deep":{"Amount":1.10,"List":[null,{}]}}"#),
        T::default()
    );
    // Whether null is kept apart from absent is another matter; it decodes.
    read::<T>(&all_null(names));
}

#[test]
fn every_type_of_an_answer_is_read_leniently() {
    is_lenient::<Contact>(CONTACT);
    is_lenient::<Contact>(&[HISTORY]);
    is_lenient::<ResultCode>(RESULT_CODE);
    is_lenient::<Campaign>(CAMPAIGN);
    is_lenient::<ContactRecords>(RECORDS);
    is_lenient::<CampaignRecords>(RECORDS);
    is_lenient::<ContactList>(LIST);
    is_lenient::<CampaignList>(LIST);
}

#[test]
fn null_records_are_none() {
    assert_eq!(
        read::<ContactRecords>(&all_null(RECORDS)),
        ContactRecords::default()
    );
    assert_eq!(
        read::<CampaignList>(&all_null(LIST)),
        CampaignList::default()
    );
}

/// What the pages show as null is written as null again; absent stays absent.
fn keeps_null<T: DeserializeOwned + Serialize>(names: &[&str]) {
    let json = all_null(names);
    let encoded = serde_json::to_string(&read::<T>(&json)).expect("it encodes");
    assert_eq!(in_order(&encoded), in_order(&json));
    let encoded = serde_json::to_string(&read::<T>("{}")).expect("it encodes");
    assert_eq!(encoded, "{}");
}

#[test]
fn null_and_absent_stay_apart() {
    keeps_null::<Contact>(CONTACT);
    keeps_null::<ResultCode>(RESULT_CODE);
    keeps_null::<Campaign>(CAMPAIGN);
}

/// Every one but the import, which is of no use without a contact: see `import.rs`.
#[tokio::test]
async fn every_operation_takes_an_empty_object_and_empty_records() {
    for body in [
        "{}",
        r#"{"records":[]}"#,
        r#"{"records":null,"count":0,"status":200}"#,
    ] {
        let server = MockServer::start().await;
        Mock::given(wiremock::matchers::any())
            .respond_with(json(200, body))
            .mount(&server)
            .await;
        let client = client(&server);
        let keys = dialler::ContactKeys::new().ids([7]);
        let contact = client.get_contact(7).await.expect("it is answered");
        assert_eq!(contact.into_inner().into_contact(), None);
        let campaign = client.get_campaign(7).await.expect("it is answered");
        assert_eq!((campaign.campaign(), campaign.records.len()), (None, 0));
        assert_eq!(campaign.into_inner().into_campaign(), None);
        assert!(
            client
                .list_contacts()
                .await
                .expect("it is answered")
                .records
                .is_empty()
        );
        assert!(
            client
                .list_campaigns()
                .await
                .expect("it is answered")
                .records
                .is_empty()
        );
        assert!(
            client
                .read_contacts(keys)
                .await
                .expect("it is answered")
                .records
                .is_empty()
        );
        client.delete_contact(7).await.expect("it is answered");
        client
            .delete_contact_by_user_data("A")
            .await
            .expect("it is answered");
    }
}

#[tokio::test]
async fn an_import_takes_a_contact_of_which_nothing_is_known() {
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .respond_with(json(200, r#"{"records":[{}]}"#))
        .mount(&server)
        .await;
    let import = client(&server)
        .import_contact(support::contact())
        .await
        .expect("it is answered");
    assert_eq!(import.contact(), Some(&Contact::default()));
}

#[tokio::test]
async fn a_deletion_may_be_answered_without_a_body() {
    let server = MockServer::start().await;
    Mock::given(method("DELETE"))
        .respond_with(ResponseTemplate::new(200))
        .mount(&server)
        .await;
    client(&server)
        .delete_contact(7)
        .await
        .expect("it is answered");
    client(&server)
        .delete_contact_by_user_data("A")
        .await
        .expect("it is answered");
}

#[test]
fn an_amount_is_exact_in_a_number_and_in_quotes() {
    for amount in ["0.0", "0.10", "1234567890123456789.12"] {
        for written in [amount.to_owned(), format!("{amount:?}")] {
            let contact: Contact = read(&format!(r#"{{"Amount":{written}}}"#));
            assert_eq!(
                serde_json::to_string(&contact).expect("it encodes"),
                format!(r#"{{"Amount":{amount}}}"#)
            );
        }
    }
}

#[test]
fn a_date_has_no_offset_and_keeps_its_digits() {
    for date in ["2020-01-01T00:00:00", "2020-01-01T00:00:00.000"] {
        let json = format!(r#"{{"dtNextTry":"{date}"}}"#);
        let contact: Contact = read(&json);
        assert!(matches!(contact.next_try, Nullable::Value(_)));
        assert_eq!(serde_json::to_string(&contact).expect("it encodes"), json);
    }
}
