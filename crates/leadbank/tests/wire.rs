//! What goes over the wire, operation by operation, and what comes back.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;

use leadbank::core::credentials::StaticCredentials;
use leadbank::core::{HeaderName, StatusCode};
use leadbank::{
    Acknowledgement, Delivery, ErrorKind, FetchParameter, Idempotency, LeadEvent, RawJson,
    Validation,
};
use support::{
    ACKNOWLEDGE, FETCH, VALIDATE, json, post, server_and_client, server_and_client_with,
};
use wiremock::ResponseTemplate;
use wiremock::matchers::{
    basic_auth, bearer_token, body_json, body_string, header, header_exists, header_regex, headers,
};

const LEADS: &str = include_str!("../samples/leads.json");
const RECEIPT: &str = include_str!("../samples/receipt.json");

fn event() -> LeadEvent {
    let date: leadbank::OffsetDateTime =
        "2024-10-15T05:30:49.6389527+02:00".parse().expect("a date");
    LeadEvent::new(1, date)
}

#[tokio::test]
async fn fetching_sends_a_bare_integer() {
    let (server, client) = server_and_client().await;
    post(FETCH)
        .and(header("content-type", "application/json"))
        .and(headers("accept", vec!["application/json", "text/json"]))
        .and(header_regex("user-agent", r"^leadbank/\d+\.\d+\.\d+$"))
        .and(body_string("-2147483648"))
        .respond_with(json(LEADS))
        .expect(1)
        .mount(&server)
        .await;
    let answer = client
        .fetch_leads(FetchParameter(i32::MIN))
        .await
        .expect("it is answered");
    assert_eq!((answer.status, answer.leads.len()), (Some(1), 2));
    assert_eq!(answer.body().as_ref(), LEADS.as_bytes());
    let lead = answer.leads.first().expect("the first of two");
    assert_eq!(lead.band_dealer_id.as_deref(), Some("sample string 8"));
}

#[tokio::test]
async fn leads_can_be_read_one_by_one() {
    let (server, client) = server_and_client().await;
    post(FETCH)
        .and(body_string("1"))
        .respond_with(json(LEADS))
        .mount(&server)
        .await;
    let mut leads = client.fetch_leads(1).stream().await.expect("a stream");
    let mut count = 0;
    while let Some(lead) = leads.next().await {
        assert_eq!(lead.expect("a lead").id_lead_bank, Some(1));
        count += 1;
    }
    assert_eq!(count, 2);
    let envelope = leads.envelope().expect("the document has ended");
    assert_eq!(
        support::tokens(envelope.get()),
        r#"{"Status":1,"Message":"sample string 2","Leads":[]}"#
    );
}

#[tokio::test]
async fn answers_may_come_as_text_json() {
    let (server, client) = server_and_client().await;
    let as_text = |body: &str| ResponseTemplate::new(200).set_body_raw(body, "text/json");
    post(FETCH)
        .respond_with(as_text(LEADS))
        .mount(&server)
        .await;
    post(VALIDATE)
        .respond_with(as_text(RECEIPT))
        .mount(&server)
        .await;
    post(ACKNOWLEDGE)
        .respond_with(as_text(RECEIPT))
        .mount(&server)
        .await;
    client.fetch_leads(1).await.expect("leads");
    client.validate_leads([7]).await.expect("a receipt");
    client
        .send_acknowledgements([Acknowledgement::new(7, [event()])])
        .await
        .expect("a receipt");
}

#[tokio::test]
async fn a_confirmation_sends_the_chosen_body() {
    let own: RawJson = r#"{"leads": [1.0, 2]}"#.parse().expect("JSON");
    for (validation, body) in [
        (Validation::from(1), "1"),
        (Validation::from([7, 8_000_000_000]), "[7,8000000000]"),
        (Validation::from(own), r#"{"leads": [1.0, 2]}"#),
    ] {
        let (server, client) = server_and_client().await;
        post(VALIDATE)
            .and(header("content-type", "application/json"))
            .and(body_string(body))
            .respond_with(json(RECEIPT))
            .expect(1)
            .mount(&server)
            .await;
        let receipt = client.validate_leads(validation).await.expect("a receipt");
        assert_eq!(
            receipt.receipt().and_then(|receipt| receipt.status),
            Some(1)
        );
        assert_eq!(receipt.text(), Some(RECEIPT));
        assert_eq!(receipt.response().status(), StatusCode::OK);
    }
}

#[tokio::test]
async fn a_confirmation_without_a_body_has_no_content_type() {
    let (server, client) = server_and_client().await;
    post(VALIDATE)
        .and(body_string(""))
        .respond_with(ResponseTemplate::new(204))
        .expect(1)
        .mount(&server)
        .await;
    let receipt = client
        .validate_leads(Validation::None)
        .await
        .expect("a receipt");
    assert_eq!((receipt.text(), receipt.receipt()), (Some(""), None));
    let requests = server.received_requests().await.expect("they are recorded");
    let request = requests.first().expect("one request");
    assert!(!request.headers.contains_key("content-type"));
}

#[tokio::test]
async fn acknowledgements_are_a_top_level_array() {
    let (server, client) = server_and_client().await;
    post(ACKNOWLEDGE)
        .and(header("content-type", "application/json"))
        .and(body_json(serde_json::json!([
            {"IDLeadBank": 7, "LeadEvents": [
                {"IDstatus": 1, "IDreason": 4, "DateAction": "2024-10-15T05:30:49.6389527+02:00"},
                {"IDstatus": 1, "DateAction": "2024-10-15T05:30:49.6389527+02:00"},
            ]},
            {"IDLeadBank": 8, "LeadEvents": []},
        ])))
        .respond_with(json(RECEIPT))
        .expect(1)
        .mount(&server)
        .await;
    let receipt = client
        .send_acknowledgements([
            Acknowledgement::new(7, [event().id_reason(4), event()]),
            Acknowledgement::new(8, []),
        ])
        .await
        .expect("a receipt");
    assert_eq!(receipt.message.as_deref(), Some("sample string 2"));
}

#[tokio::test]
async fn empty_lists_are_refused_before_they_are_sent() {
    let (server, client) = server_and_client().await;
    let nothing_to_report = client.send_acknowledgements([]).await.expect_err("refused");
    let none_or_all = client.validate_leads([]).await.expect_err("refused");
    for error in [nothing_to_report, none_or_all] {
        assert_eq!(error.kind(), ErrorKind::InvalidRequest);
        assert_eq!(error.delivery(), Delivery::NotSent);
        let [violation] = error.violations() else {
            panic!("one violation: {error:?}");
        };
        assert!(
            violation.rule().starts_with("must have at least 1 item"),
            "{violation}"
        );
    }
    assert_eq!(
        server.received_requests().await.map(|sent| sent.len()),
        Some(0)
    );
}

#[test]
fn what_may_be_repeated() {
    let client = support::client("http://127.0.0.1:1", |builder| builder);
    let own: RawJson = "[7]".parse().expect("JSON");
    let of = |validation: Validation| client.validate_leads(validation).to_request().idempotency();
    assert_eq!(
        client.fetch_leads(1).to_request().idempotency(),
        Idempotency::Safe
    );
    assert_eq!(of(Validation::from([7])), Idempotency::Idempotent);
    assert_eq!(of(Validation::from(1)), Idempotency::NotIdempotent);
    assert_eq!(of(Validation::None), Idempotency::NotIdempotent);
    assert_eq!(of(Validation::from(own)), Idempotency::NotIdempotent);
    let acknowledgement = client.send_acknowledgements([Acknowledgement::new(7, [event()])]);
    assert_eq!(
        acknowledgement.to_request().idempotency(),
        Idempotency::NotIdempotent
    );
}

#[tokio::test]
async fn an_outcome_that_is_unknown_is_repeated_only_where_that_is_harmless() {
    let (server, client) = server_and_client().await;
    for at in [FETCH, VALIDATE, ACKNOWLEDGE] {
        post(at)
            .respond_with(ResponseTemplate::new(500))
            .up_to_n_times(1)
            .mount(&server)
            .await;
    }
    post(FETCH).respond_with(json(LEADS)).mount(&server).await;
    post(VALIDATE)
        .respond_with(json(RECEIPT))
        .mount(&server)
        .await;

    let leads = client.fetch_leads(1).await.expect("the second attempt");
    assert_eq!(leads.attempts(), 2);
    let receipt = client
        .validate_leads([7])
        .await
        .expect("the second attempt");
    assert_eq!(receipt.response().attempts(), 2);
    let error = client
        .send_acknowledgements([Acknowledgement::new(7, [event()])])
        .await
        .expect_err("one attempt");
    assert_eq!((error.attempts(), error.delivery()), (1, Delivery::Unknown));
}

#[tokio::test]
async fn no_credentials_are_sent_by_default() {
    let (server, client) = server_and_client().await;
    post(FETCH).respond_with(json(LEADS)).mount(&server).await;
    client.fetch_leads(1).await.expect("it is answered");
    let requests = server.received_requests().await.expect("they are recorded");
    let request = requests.first().expect("one request");
    assert!(!request.headers.contains_key("authorization"));
}

#[tokio::test]
async fn every_scheme_of_the_core_can_be_used() {
    let api_key = HeaderName::from_static("x-api-key");
    let (server, client) = server_and_client_with(|builder| {
        builder.credentials(StaticCredentials::basic("dealer", "secret").with_header(api_key, "k"))
    })
    .await;
    post(FETCH)
        .and(basic_auth("dealer", "secret"))
        .and(header("x-api-key", "k"))
        .respond_with(json(LEADS))
        .mount(&server)
        .await;
    client.fetch_leads(1).await.expect("it is answered");

    let (server, client) =
        server_and_client_with(|builder| builder.credentials(StaticCredentials::bearer("token")))
            .await;
    post(VALIDATE)
        .and(bearer_token("token"))
        .and(header_exists("content-type"))
        .respond_with(json(RECEIPT))
        .mount(&server)
        .await;
    client.validate_leads([7]).await.expect("it is answered");
}

#[tokio::test]
async fn nothing_personal_shows_in_debug() {
    let (server, client) = server_and_client().await;
    let private = r#"{"Status":1,"Message":"for Ada","Leads":[{"IDLeadBank":7,"ExternalLeadID":"ext-Ada",
        "Contents":[{"Key":"Name","Value":"Ada Lovelace"}]}]}"#;
    post(FETCH).respond_with(json(private)).mount(&server).await;
    post(VALIDATE)
        .respond_with(json(r#"{"Status":1,"Message":"for Ada"}"#))
        .mount(&server)
        .await;
    let leads = client.fetch_leads(1).await.expect("it is answered");
    let receipt = client.validate_leads([7]).await.expect("it is answered");
    let shown = format!("{leads:?} {receipt:?}");
    assert!(!shown.contains("Ada"), "{shown}");
    assert!(shown.contains("id_lead_bank: Some(7)"), "{shown}");
}
