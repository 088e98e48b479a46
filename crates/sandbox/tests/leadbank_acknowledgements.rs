//! LeadBank keeps the events that are reported for its leads.

// Helpers beside the tests fail the test that called them.
#![allow(clippy::unwrap_used)]

mod client;

use client::json_of;
use client::leadbank::{Client, acknowledgement};
use serde_json::json;
use vendor_sandbox::leadbank::{SEND_ACKNOWLEDGEMENTS, demo};

#[tokio::test]
async fn events_are_kept_with_their_lead_in_their_order() {
    let client = Client::start().await;
    let [first, second, third] = demo::LEADS;
    let events = json!([
        { "IDstatus": 1, "IDreason": 2, "DateAction": "2024-10-15T05:30:49.6389527+02:00" },
        { "IDstatus": 4, "DateAction": "2024-10-16T09:00:00Z" },
    ]);
    let answer = client
        .acknowledge(&json!([
            { "IDLeadBank": first, "LeadEvents": events },
            { "IDLeadBank": second, "LeadEvents": [] },
        ]))
        .await;
    assert_eq!(answer.status(), 200);
    assert_eq!(
        json_of(answer).await,
        json!({ "Status": 1, "Message": "OK" })
    );
    assert_eq!(client.violations(), []);

    let kept = client.vendor().lead(first).unwrap().acknowledgements;
    let seen: Vec<_> = kept
        .iter()
        .map(|event| (event.status, event.reason, event.date.as_deref()))
        .collect();
    let expected = [
        (Some(1), Some(2), Some("2024-10-15T05:30:49.6389527+02:00")),
        (Some(4), None, Some("2024-10-16T09:00:00Z")),
    ];
    assert_eq!(seen, expected);
    for other in [second, third] {
        assert!(
            client
                .vendor()
                .lead(other)
                .unwrap()
                .acknowledgements
                .is_empty()
        );
    }
}

#[tokio::test]
async fn events_that_are_sent_twice_are_kept_twice() {
    let client = Client::start().await;
    let [id, ..] = demo::LEADS;
    for _ in 0..2 {
        client.acknowledge(&json!([acknowledgement(id)])).await;
    }
    assert_eq!(client.vendor().lead(id).unwrap().acknowledgements.len(), 2);
    let calls = client.ledger().calls_of(SEND_ACKNOWLEDGEMENTS);
    assert_eq!(calls[0].resource, Some(id.to_string()));
}

#[tokio::test]
async fn a_lead_that_does_not_exist_is_an_error_in_a_200_and_nothing_is_kept() {
    let client = Client::start().await;
    let [id, ..] = demo::LEADS;
    let body = json!([acknowledgement(id), acknowledgement(1)]);
    let answer = client.acknowledge(&body).await;
    assert_eq!(answer.status(), 200);
    assert_eq!(json_of(answer).await["Status"], -1);
    assert!(
        client
            .vendor()
            .lead(id)
            .unwrap()
            .acknowledgements
            .is_empty()
    );
    assert_eq!(client.ledger().applied(SEND_ACKNOWLEDGEMENTS), 0);
}

#[tokio::test]
async fn what_breaks_the_contract_is_a_bad_request_that_names_all_of_it() {
    let client = Client::start().await;
    let event = json!({ "IDstatus": "1", "DateAction": "2024-10-15" });
    let body = json!([{ "IDLeadBank": 1.5, "LeadEvents": [event] }]);
    let answer = client.acknowledge(&body).await;
    assert_eq!(answer.status(), 400);
    let error = json_of(answer).await;
    assert_eq!(error["Message"], "The request is invalid.");
    let mut places: Vec<_> = error["ModelState"].as_object().unwrap().keys().collect();
    places.sort();
    assert_eq!(
        places,
        [
            "body.0.IDLeadBank",
            "body.0.LeadEvents.0.DateAction",
            "body.0.LeadEvents.0.IDstatus"
        ]
    );
    assert_eq!(client.ledger().applied(SEND_ACKNOWLEDGEMENTS), 0);

    for (body, rule) in [
        (json!([]), "minItems"),
        (acknowledgement(1), "type"),
        (json!([{ "IDLeadBank": 1 }]), "required"),
    ] {
        assert_eq!(client.acknowledge(&body).await.status(), 400);
        assert_eq!(client.violations()[0].1, rule);
    }
}
