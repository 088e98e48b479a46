//! Activations in JSON, as the vendor's framework reads them.

// Helpers beside the tests fail the test that called them.
#![allow(clippy::unwrap_used)]

mod client;

use client::iveco::{Client, PATH, assert_is_sample, sample, serious, tolerated};
use client::json_of;
use serde_json::{Value, json};
use vendor_sandbox::iveco::WORKSHOP_ACTIVATION;

#[tokio::test]
async fn the_documented_sample_is_read_whole() {
    for media_type in [
        "application/json",
        "text/json",
        "Application/JSON; charset=utf-8",
    ] {
        let client = Client::start().await;
        let answer = client.send(media_type, sample().to_string()).await;
        assert_eq!(answer.status(), 200, "{media_type}");
        assert_is_sample(&client.activation());
        assert_eq!(client.found(), []);
    }
}

#[tokio::test]
async fn activations_are_kept_in_their_order_and_by_dossier() {
    let client = Client::start().await;
    for (dossier, reason) in [("A", 1), ("B", 2), ("A", 3)] {
        let activation = json!({ "DossierNumber": dossier, "ReasonCode": reason });
        assert_eq!(client.report(&activation).await.status(), 200);
    }
    let reasons = |activations: Vec<vendor_sandbox::iveco::Activation>| -> Vec<_> {
        let codes = activations.iter();
        codes
            .map(|activation| (activation.number, activation.reason_code))
            .collect()
    };
    assert_eq!(
        reasons(client.vendor().activations()),
        [(1, 1), (2, 2), (3, 3)]
    );
    assert_eq!(
        reasons(client.vendor().activations_of("A")),
        [(1, 1), (3, 3)]
    );
    assert_eq!(client.ledger().applied(WORKSHOP_ACTIVATION), 3);
    let call = &client.ledger().calls()[2];
    assert_eq!(call.resource.as_deref(), Some("3"));

    client.vendor().remove_all_activations();
    assert_eq!(client.vendor().activations(), []);
    client.report(&sample()).await;
    assert_eq!(client.activation().number, 4);
}

#[tokio::test]
async fn reporting_twice_is_two_activations() {
    let client = Client::start().await;
    client.report(&sample()).await;
    client.report(&sample()).await;
    assert_eq!(client.vendor().activations().len(), 2);
}

#[tokio::test]
async fn what_is_left_out_or_null_is_nothing_or_zero() {
    for (activation, violation) in [
        (json!({}), tolerated("body", "required")),
        (
            json!({ "ReasonCode": null }),
            tolerated("body/ReasonCode", "type"),
        ),
        (
            json!({ "ReasonCode": 0, "AccountId": null }),
            tolerated("body/AccountId", "type"),
        ),
    ] {
        let client = Client::start().await;
        assert_eq!(client.report(&activation).await.status(), 200);
        assert_eq!(client.found(), [violation]);
        let read = client.activation();
        assert_eq!((read.source, read.reason_code), (None, 0));
        assert_eq!((read.account_id, read.contact_datetime), (None, None));
        assert_eq!(read.call_outcomes, []);
    }
}

#[tokio::test]
async fn names_in_another_case_and_numbers_as_text_are_read_and_recorded() {
    let client = Client::start().await;
    let activation = json!({ "reasoncode": "7", "DossierNumber": 12, "colour": "red" });
    assert_eq!(client.report(&activation).await.status(), 200);
    let read = client.activation();
    assert_eq!(read.reason_code, 7);
    assert_eq!(read.dossier_number.as_deref(), Some("12"));
    let mut found = client.found();
    found.sort();
    assert_eq!(
        found,
        [
            tolerated("body", "required"),
            tolerated("body/DossierNumber", "type"),
            tolerated("body/colour", "unknown"),
            tolerated("body/reasoncode", "unknown"),
        ]
    );
}

#[tokio::test]
async fn the_text_of_a_date_is_kept_as_it_was_sent() {
    for (date, violation) in [
        ("2026-03-06T15:43:32.9776191+01:00", None),
        ("2026-03-06T14:43:32Z", None),
        ("2026-03-06T14:43:32", Some("format")),
        ("2026-03-06", Some("format")),
        ("/Date(1772808212977+0100)/", Some("format")),
        ("2026-03-06T14:43:32.123456789Z", Some("precision")),
    ] {
        let client = Client::start().await;
        let activation = json!({ "ReasonCode": 1, "ContactDatetime": date });
        assert_eq!(client.report(&activation).await.status(), 200, "{date}");
        assert_eq!(client.activation().contact_datetime.as_deref(), Some(date));
        let expected: Vec<_> = violation
            .map(|rule| tolerated("body/ContactDatetime", rule))
            .into_iter()
            .collect();
        assert_eq!(client.found(), expected, "{date}");
    }
}

#[tokio::test]
async fn what_cannot_be_read_is_answered_with_its_model_state() {
    let client = Client::start().await;
    for (activation, place, rule, key) in [
        (
            json!({ "ReasonCode": 1, "ContactDatetime": "yesterday" }),
            "body/ContactDatetime",
            "format",
            "request.ContactDatetime",
        ),
        (
            json!({ "ReasonCode": "many" }),
            "body/ReasonCode",
            "type",
            "request.ReasonCode",
        ),
        (
            json!({ "ReasonCode": 2_147_483_648_u32 }),
            "body/ReasonCode",
            "maximum",
            "request.ReasonCode",
        ),
        (
            json!({ "ReasonCode": 1, "AccountId": {} }),
            "body/AccountId",
            "type",
            "request.AccountId",
        ),
        (
            json!({ "ReasonCode": 1, "Calloutcomes": [{ "OutcomeOfTheCall": true }] }),
            "body/Calloutcomes/0/OutcomeOfTheCall",
            "type",
            "request.Calloutcomes[0].OutcomeOfTheCall",
        ),
        (json!([]), "body", "type", "request"),
    ] {
        let answer = client.report(&activation).await;
        assert_eq!(answer.status(), 400, "{activation}");
        assert_eq!(client.found(), [serious(place, rule)], "{activation}");
        let error = json_of(answer).await;
        assert_eq!(error["Message"], "The request is invalid.");
        assert!(error["ModelState"][key][0].is_string(), "{error}");
        assert!(!error.to_string().contains("yesterday"));
    }
    assert_eq!(client.vendor().activations(), []);
    assert_eq!(client.ledger().applied(WORKSHOP_ACTIVATION), 0);
}

#[tokio::test]
async fn all_that_cannot_be_read_is_named_at_once() {
    let client = Client::start().await;
    let mut activation = sample();
    activation["Source"] = json!("one");
    activation["Calloutcomes"][1]["UTCTimestamp"] = json!("noon");
    let error = json_of(client.report(&activation).await).await;
    let state = error["ModelState"].as_object().unwrap();
    assert_eq!(
        state.keys().collect::<Vec<_>>(),
        ["request.Calloutcomes[1].UTCTimestamp", "request.Source"]
    );
}

#[tokio::test]
async fn a_body_that_is_no_json_or_not_there_is_refused() {
    let client = Client::start().await;
    for (body, rule) in [("{", "syntax"), ("", "required"), ("null", "type")] {
        let answer = client.send("application/json", body).await;
        assert_eq!(answer.status(), 400, "{body}");
        assert_eq!(client.found(), [serious("body", rule)], "{body}");
    }
}

#[tokio::test]
async fn a_query_is_recorded_and_passed_over() {
    let client = Client::start().await;
    let url = format!("{}{PATH}?dry=run", client.vendor().base_url());
    let request = client::http_client().post(url).json(&sample());
    let answer = request.send().await.unwrap();
    assert_eq!(answer.status(), 200);
    assert_eq!(client.found(), [tolerated("query/dry", "unknown")]);
}

#[tokio::test]
async fn nothing_personal_is_in_debug() {
    let client = Client::start().await;
    client.report(&sample()).await;
    let shown = format!(
        "{:?} {:?} {:?}",
        client.vendor().activations(),
        client.vendor(),
        client.ledger().calls()
    );
    assert!(!shown.contains("sample string"), "{shown}");
    assert!(shown.contains("reason_code: 4"));
}

#[tokio::test]
async fn a_null_item_is_no_call() {
    let client = Client::start().await;
    let activation = json!({ "ReasonCode": 1, "Calloutcomes": [Value::Null] });
    assert_eq!(client.report(&activation).await.status(), 200);
    assert_eq!(client.activation().call_outcomes, []);
    assert_eq!(client.found(), [tolerated("body/Calloutcomes/0", "type")]);
}
