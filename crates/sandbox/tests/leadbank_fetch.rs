//! LeadBank hands out leads: the same ones until they are confirmed.

// Helpers beside the tests fail the test that called them.
#![allow(clippy::unwrap_used)]

mod client;

use client::contract::Contract;
use client::json_of;
use client::leadbank::{Client, acknowledgement};
use serde_json::{Value, json};
use vendor_sandbox::chrono::DateTime;
use vendor_sandbox::leadbank::{FETCH_LEADS, NewLead, OPERATIONS, Stage, demo};

#[tokio::test]
async fn a_fetch_gives_the_leads_that_are_ready_and_moves_them_to_in_progress() {
    let client = Client::start().await;
    assert_eq!(client.vendor().leads_at(Stage::Ready), demo::LEADS);
    assert_eq!(client.fetched().await, demo::LEADS);
    assert_eq!(client.vendor().leads_at(Stage::InProgress), demo::LEADS);
    assert!(client.ledger().violations().is_empty());
}

#[tokio::test]
async fn two_fetches_in_a_row_give_the_same_leads() {
    let client = Client::start().await;
    assert_eq!(client.fetch().await, client.fetch().await);
    assert_eq!(client.ledger().applied(FETCH_LEADS), 2);
}

#[tokio::test]
async fn a_received_lead_is_not_given_again() {
    let client = Client::start().await;
    client.fetch().await;
    assert_eq!(client.validate("1").await.status(), 200);
    assert_eq!(client.vendor().leads_at(Stage::Received), demo::LEADS);
    assert_eq!(client.fetched().await, [0; 0]);
}

#[tokio::test]
async fn a_new_lead_joins_those_in_progress() {
    let client = Client::start().await;
    client.fetch().await;
    let id = client.vendor().seed_lead(NewLead::new());
    assert_eq!(client.fetched().await, [&demo::LEADS[..], &[id]].concat());
}

#[tokio::test]
async fn a_lead_can_be_sent_as_whatever_json_a_client_is_to_cope_with() {
    let client = Client::start().await;
    let vendor = client.vendor();
    vendor.remove_all_leads();
    for json in [
        r#"{"IDLeadBank":7,"NameProvider":"A"}"#,
        r#"{"IDLeadBank":7,"NameProvider":"B"}"#,
        r#"{"IDLeadBank":8,"CreateDate":"yesterday"}"#,
        "17",
    ] {
        vendor.seed_lead(NewLead::new().sent_as(json));
    }
    let answer = client.fetch().await;
    assert_eq!(
        answer["Leads"],
        json!([
            { "IDLeadBank": 7, "NameProvider": "A" },
            { "IDLeadBank": 7, "NameProvider": "B" },
            { "IDLeadBank": 8, "CreateDate": "yesterday" },
            17,
        ])
    );
    assert_eq!(client.validate("1").await.status(), 200);
    assert_eq!(vendor.leads_at(Stage::Received).len(), 4);
}

#[tokio::test]
async fn a_new_lead_can_be_made_to_wait() {
    let client = Client::start().await;
    client
        .vendor()
        .configure(|settings| settings.new_leads_wait = true);
    client.fetch().await;
    let id = client.vendor().seed_lead(NewLead::new());
    assert_eq!(client.fetched().await, demo::LEADS);
    client.validate("1").await;
    assert_eq!(client.vendor().leads_at(Stage::Ready), [id]);
    assert_eq!(client.fetched().await, [id]);
}

#[tokio::test]
async fn a_lead_has_all_members_in_the_vendors_spelling() {
    let client = Client::start().await;
    client.vendor().remove_all_leads();
    client.vendor().seed_lead(
        NewLead::new()
            .id(7)
            .provider(12)
            .service(3)
            .campaign(Some("C-1"))
            .dealer("D-1")
            .external_id("X-1")
            .qualified_at(
                DateTime::parse_from_rfc3339("2024-10-15T05:29:19.5139414+02:00").unwrap(),
            )
            .created_at(DateTime::parse_from_rfc3339("2024-10-15T05:29:19.5+02:00").unwrap())
            .content("LastName", "Example")
            .content_of_type(4, "LastName", ""),
    );
    let expected = json!({
        "IDLeadBank": 7,
        "IDprovider": 12,
        "NameProvider": "Sandbox portal",
        "IDService": 3,
        "NameService": "New vehicles",
        "State": 1,
        "IDCampaign": "C-1",
        "NameCampaign": "Campaign C-1",
        "BandDealerID": "D-1",
        "ExternalLeadID": "X-1",
        "QualificationDate": "2024-10-15T05:29:19.5139414+02:00",
        "CreateDate": "2024-10-15T05:29:19.5+02:00",
        "Contents": [
            { "ID": 1, "Key": "LastName", "Value": "Example", "Type": 1 },
            { "ID": 2, "Key": "LastName", "Value": "", "Type": 4 },
        ],
    });
    assert_eq!(client.fetch().await["Leads"], json!([expected]));
}

#[tokio::test]
async fn what_a_lead_does_not_have_is_null_or_left_out() {
    let client = Client::start().await;
    let lead = client.fetch().await["Leads"][0].take();
    assert_eq!(lead.get("BandDealerID"), Some(&Value::Null));
    client
        .vendor()
        .configure(|settings| settings.leave_out_nulls = true);
    let lead = client.fetch().await["Leads"][0].take();
    assert_eq!(lead.get("BandDealerID"), None);
}

#[tokio::test]
async fn the_numbers_that_nobody_documents_can_be_set() {
    let client = Client::start().await;
    client.vendor().configure(|settings| {
        settings.success_status = 0;
        settings.states.in_progress = 17;
    });
    let answer = client.fetch().await;
    assert_eq!(answer["Status"], 0);
    assert_eq!(answer["Leads"][0]["State"], 17);
}

#[tokio::test]
async fn the_status_stands_before_the_leads_or_after_them() {
    let client = Client::start().await;
    for (is_after, beginning) in [
        (false, r#"{"Status":1,"Message":"#),
        (true, r#"{"Leads":["#),
    ] {
        client
            .vendor()
            .configure(|settings| settings.status_after_leads = is_after);
        let answer = client.send("/api/leads", "application/json", "1").await;
        let text = answer.text().await.unwrap();
        assert!(text.starts_with(beginning), "{is_after}");
    }
}

#[tokio::test]
async fn the_answer_is_json_of_the_type_that_was_asked_for_or_sent() {
    let client = Client::start().await;
    for (accept, sent, expected) in [
        ("*/*", "application/json", "application/json; charset=utf-8"),
        ("*/*", "text/json", "text/json; charset=utf-8"),
        ("text/json", "application/json", "text/json; charset=utf-8"),
        (
            "application/json",
            "text/json",
            "application/json; charset=utf-8",
        ),
    ] {
        let request = client.request("/api/leads").header("accept", accept);
        let request = request.header("content-type", sent).body("1");
        let answer = request.send().await.unwrap();
        assert_eq!(
            client::header(&answer, "content-type"),
            expected,
            "{accept} {sent}"
        );
    }
    client
        .vendor()
        .configure(|settings| settings.always_text_json = true);
    let answer = client.send("/api/leads", "application/json", "1").await;
    assert_eq!(
        client::header(&answer, "content-type"),
        "text/json; charset=utf-8"
    );
}

#[tokio::test]
async fn the_integer_is_read_as_asp_net_reads_it() {
    let client = Client::start().await;
    for (media_type, body, read, violation) in [
        ("application/json", "42", "42", None),
        ("application/json; charset=utf-8", "-7", "-7", None),
        ("text/json", "42", "42", None),
        ("application/json", "\"42\"", "42", Some("type")),
        (
            "application/x-www-form-urlencoded",
            "=42",
            "42",
            Some("mediaType"),
        ),
        ("application/json", "1.0", "0", Some("type")),
        ("application/json", "{\"id\":1}", "0", Some("type")),
        ("application/json", "null", "0", Some("type")),
        ("application/json", "2147483648", "0", Some("maximum")),
        ("application/json", "forty-two", "0", Some("syntax")),
        ("application/json", "", "0", Some("required")),
    ] {
        let answer = client.send("/api/leads", media_type, body).await;
        assert_eq!(answer.status(), 200, "{body}");
        assert_eq!(json_of(answer).await["Leads"].as_array().unwrap().len(), 3);
        let call = client.ledger().calls().pop().unwrap();
        assert_eq!(call.resource.as_deref(), Some(read), "{body}");
        let rules: Vec<_> = client
            .violations()
            .into_iter()
            .map(|(_, rule)| rule)
            .collect();
        assert_eq!(rules, Vec::from_iter(violation), "{body}");
    }
}

#[tokio::test]
async fn one_integer_can_be_made_the_one_that_has_leads() {
    let client = Client::start().await;
    client
        .vendor()
        .configure(|settings| settings.integer = Some(42));
    assert_eq!(client.fetched().await, [0; 0]);
    assert_eq!(client.vendor().leads_at(Stage::InProgress), [0; 0]);
    let answer = client.send("/api/leads", "application/json", "42").await;
    assert_eq!(json_of(answer).await["Leads"].as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn many_leads_are_there_at_once() {
    let client = Client::start().await;
    client.vendor().remove_all_leads();
    let ids = client.vendor().seed_leads(20_000);
    assert_eq!(client.fetched().await, ids);
}

#[tokio::test]
async fn a_seeded_lead_is_dated_by_the_sandboxs_clock() {
    let client = Client::start().await;
    let id = client.vendor().seed_lead(NewLead::new());
    let lead = client.vendor().lead(id).unwrap();
    assert_eq!(lead.created_at.to_rfc3339(), "2026-01-01T02:00:00+02:00");
    assert_eq!(id, demo::LEADS[2] + 1);
}

#[tokio::test]
async fn no_personal_data_is_in_debug() {
    let client = Client::start().await;
    let shown = format!("{:?}", client.vendor().leads());
    assert!(shown.contains("48101"));
    assert!(!shown.contains("Martin") && !shown.contains("WEB-2024"));
}

#[test]
fn the_operations_are_those_of_the_contract() {
    contract().assert_operations(&OPERATIONS);
}

#[tokio::test]
async fn the_answers_keep_to_the_contract() {
    let client = Client::start().await;
    client
        .vendor()
        .configure(|settings| settings.leave_out_nulls = true);
    contract().assert_valid("LeadResponse", &client.fetch().await);
    let [id, ..] = demo::LEADS;
    for (body, schema) in [
        (json!([acknowledgement(id)]), "Response"),
        (json!([acknowledgement(1)]), "Response"),
        (json!([{}]), "HttpError"),
    ] {
        let answer = json_of(client.acknowledge(&body).await).await;
        contract().assert_valid(schema, &answer);
    }
}

fn contract() -> Contract {
    Contract::read(include_str!("../contracts/leadbank.yaml"))
}
