//! The two ways of confirming: each lead by its number, or the fetch as a whole.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;

use leadbank::{
    Client, Confirmation, Confirmed, Delivery, Handling, IntakeFailure, OnRejection, RawJson,
};
use support::{FETCH, VALIDATE, bodies, json, leads, post, server_and_client};
use wiremock::{MockServer, ResponseTemplate};

const TWO: [&str; 2] = [r#"{"IDLeadBank":7}"#, r#"{"IDLeadBank":8}"#];

async fn with_two_leads() -> (MockServer, Client) {
    let (server, client) = server_and_client().await;
    post(FETCH)
        .respond_with(json(leads(&TWO, 1)))
        .mount(&server)
        .await;
    (server, client)
}

fn json_of_ones_own() -> Confirmation {
    Confirmation::Json(r#"{"all":true}"#.parse::<RawJson>().expect("JSON"))
}

#[tokio::test]
async fn each_confirmation_sends_its_body_after_the_last_lead() {
    for (confirmation, body) in [
        (Confirmation::Leads, "[7,8]"),
        (Confirmation::Integer(1), "1"),
        (Confirmation::NoBody, ""),
        (json_of_ones_own(), r#"{"all":true}"#),
    ] {
        let (server, client) = with_two_leads().await;
        post(VALIDATE)
            .respond_with(json("true"))
            .expect(1)
            .mount(&server)
            .await;
        let by_lead = confirmation == Confirmation::Leads;
        let report = client
            .intake(1)
            .confirm_by(confirmation)
            .run(async |_| {
                assert!(bodies(&server, VALIDATE).await.is_empty(), "too early");
                Handling::Handled
            })
            .await
            .expect("all is well");
        assert_eq!(bodies(&server, VALIDATE).await, [body]);
        let receipt = match report.confirmed {
            Confirmed::Leads(receipt) if by_lead => receipt,
            Confirmed::Fetch(receipt) if !by_lead => receipt,
            other => panic!("{other:?}"),
        };
        assert_eq!(receipt.text(), Some("true"));
    }
}

#[tokio::test]
async fn a_fetch_as_a_whole_is_confirmed_for_leads_without_a_number_too() {
    let (server, client) = server_and_client().await;
    post(FETCH)
        .respond_with(json(leads(&["{}"], 1)))
        .mount(&server)
        .await;
    post(VALIDATE)
        .respond_with(json(""))
        .expect(1)
        .mount(&server)
        .await;
    let report = client
        .intake(1)
        .confirm_by(Confirmation::Integer(1))
        .run(async |_| Handling::Handled)
        .await
        .expect("all is well");
    assert!(
        matches!(report.confirmed, Confirmed::Fetch(_)),
        "{report:?}"
    );
}

#[tokio::test]
async fn a_fetch_without_leads_is_not_confirmed() {
    let (server, client) = server_and_client().await;
    post(FETCH)
        .respond_with(json(leads(&[], 1)))
        .mount(&server)
        .await;
    let report = client
        .intake(1)
        .confirm_by(Confirmation::NoBody)
        .run(async |_| Handling::Handled)
        .await
        .expect("all is well");
    assert!(
        matches!(report.confirmed, Confirmed::NothingToConfirm),
        "{report:?}"
    );
    assert!(bodies(&server, VALIDATE).await.is_empty());
}

#[tokio::test]
async fn a_fetch_as_a_whole_is_not_confirmed_while_one_lead_is_not_safe() {
    for confirmation in [
        Confirmation::Integer(1),
        Confirmation::NoBody,
        json_of_ones_own(),
    ] {
        let (server, client) = with_two_leads().await;
        let report = client
            .intake(1)
            .confirm_by(confirmation)
            .on_rejection(OnRejection::SetAside)
            .run(async |lead| match lead.id_lead_bank {
                Some(7) => Handling::rejected("no such dealer"),
                _ => Handling::Handled,
            })
            .await
            .expect("the pass goes on");
        assert!(
            matches!(report.confirmed, Confirmed::Withheld),
            "{report:?}"
        );
        assert_eq!(
            (report.handled.as_slice(), report.set_aside.len()),
            (&[8][..], 1)
        );
        assert!(bodies(&server, VALIDATE).await.is_empty());
    }
}

#[tokio::test]
async fn a_confirmation_that_is_refused_is_an_error_with_the_report() {
    let (server, client) = with_two_leads().await;
    post(VALIDATE)
        .respond_with(
            ResponseTemplate::new(403).set_body_raw(r#"{"Message":"not you"}"#, "text/json"),
        )
        .expect(1)
        .mount(&server)
        .await;
    let error = client
        .intake(1)
        .run(async |_| Handling::Handled)
        .await
        .expect_err("refused");
    let call = error.call_error().expect("the call's error");
    assert_eq!(
        (call.operation(), call.delivery()),
        ("validateLeads", Delivery::Refused)
    );
    assert_eq!(error.done().handled, [7, 8]);
    assert!(matches!(
        error.done().confirmed,
        Confirmed::Failed(Delivery::Refused)
    ));
    assert!(matches!(error.failure(), IntakeFailure::Confirm(_)));
    assert!(
        error
            .to_string()
            .ends_with("2 leads were handled, this was their confirmation"),
        "{error}"
    );
}

#[tokio::test]
async fn a_list_of_unknown_outcome_is_sent_again_and_a_fetch_as_a_whole_is_not() {
    for (confirmation, attempts) in [(Confirmation::Leads, 4), (Confirmation::Integer(1), 1)] {
        let (server, client) = with_two_leads().await;
        post(VALIDATE)
            .respond_with(ResponseTemplate::new(502))
            .expect(attempts)
            .mount(&server)
            .await;
        let error = client
            .intake(1)
            .confirm_by(confirmation)
            .run(async |_| Handling::Handled)
            .await
            .expect_err("unknown");
        assert!(matches!(
            error.done().confirmed,
            Confirmed::Failed(Delivery::Unknown)
        ));
    }
}
