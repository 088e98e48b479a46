//! Every kind of fault: what the client sees on the wire, and what the ledger says about it.

// Helpers beside the tests fail the test that called them.
#![allow(clippy::unwrap_used)]

mod client;

use std::sync::Arc;
use std::time::Duration;

use client::{Client, header, json_of, new_ticket};
use tokio::task::JoinSet;
use vendor_sandbox::chrono::TimeDelta;
use vendor_sandbox::partner::{
    self, CREATE_PREPARED_TICKET, DELETE_PREPARED_TICKET, LIST_PREPARED_TICKETS, TOKEN,
};
use vendor_sandbox::{Call, Clock, Fault, FaultPlan, RetryAfter, StatusCode};

const MINUTE: Duration = Duration::from_secs(60);

/// A client whose next creation meets this fault.
async fn client_with(fault: Fault) -> Client {
    let client = Client::start().await;
    client
        .sandbox
        .faults()
        .inject(CREATE_PREPARED_TICKET, fault);
    client
}

/// The only creation there was, which tells the truth about its fault.
fn creation(client: &Client) -> Call {
    let mut calls = client.sandbox.ledger().calls_of(CREATE_PREPARED_TICKET);
    assert_eq!(calls.len(), 1);
    let call = calls.remove(0);
    let created = client.sandbox.partner().tickets().len() - partner::demo::TICKETS.len();
    assert_eq!(call.acted, call.fault.as_ref().unwrap().acts());
    assert_eq!(usize::from(call.acted), created);
    assert_eq!(call.acted, call.resource.is_some());
    call
}

#[tokio::test]
async fn delay_waits_on_the_clock_and_then_acts() {
    let client = client_with(Fault::Delay(MINUTE)).await;
    let ticket = new_ticket();
    let (answer, ()) = tokio::join!(client.create(&ticket), async {
        client.clock.until_asleep(1).await;
        assert_eq!(client.sandbox.ledger().applied(CREATE_PREPARED_TICKET), 0);
        client.clock.advance(MINUTE);
    });
    assert_eq!(answer.status(), 201);
    assert_eq!(creation(&client).status, Some(StatusCode::CREATED));
}

#[tokio::test]
async fn delay_acts_also_for_a_client_that_has_given_up() {
    let client = client_with(Fault::Delay(MINUTE)).await;
    client.create_and_give_up(&new_ticket()).await;
    client.clock.until_asleep(1).await;
    client.clock.advance(MINUTE);
    client.sandbox.ledger().settled().await;
    assert!(creation(&client).acted);
}

#[tokio::test]
async fn refuse_answers_with_any_status_and_does_not_act() {
    let client = client_with(Fault::Refuse {
        status: StatusCode::CONFLICT,
        retry_after: None,
    })
    .await;
    let answer = client.create(&new_ticket()).await;
    assert_eq!(answer.status(), 409);
    assert_eq!(header(&answer, "content-type"), "application/problem+json");
    assert!(!answer.headers().contains_key("retry-after"));
    assert_eq!(json_of(answer).await["status"], 409);
    assert_eq!(creation(&client).status, Some(StatusCode::CONFLICT));
}

#[tokio::test]
async fn refuse_can_say_when_to_come_again_in_seconds_or_by_a_date() {
    let client = Client::start().await;
    let date = client.clock.utc() + TimeDelta::seconds(90);
    for (hint, expected) in [
        (RetryAfter::Seconds(120), "120"),
        (RetryAfter::Date(date), "Thu, 01 Jan 2026 00:01:30 GMT"),
    ] {
        let fault = Fault::Refuse {
            status: StatusCode::TOO_MANY_REQUESTS,
            retry_after: Some(hint),
        };
        client
            .sandbox
            .faults()
            .inject(CREATE_PREPARED_TICKET, fault);
        let answer = client.create(&new_ticket()).await;
        assert_eq!(answer.status(), 429);
        assert_eq!(header(&answer, "retry-after"), expected);
    }
}

#[tokio::test]
async fn close_before_reading_ends_the_connection_at_once() {
    let client = client_with(Fault::CloseBeforeReading).await;
    assert_eq!(client.create_over_a_socket(&new_ticket()).await, "");
    let call = creation(&client);
    assert_eq!(call.status, None);
    assert_eq!(call.request_body(), Some(&b""[..]));
}

#[tokio::test]
async fn drop_before_acting_reads_the_request_and_ends_the_connection() {
    let client = client_with(Fault::DropBeforeActing).await;
    assert_eq!(client.create_over_a_socket(&new_ticket()).await, "");
    let call = creation(&client);
    assert_eq!(call.status, None);
    assert_eq!(
        call.request_body(),
        Some(new_ticket().to_string().as_bytes())
    );
}

#[tokio::test]
async fn drop_after_acting_looks_the_same_to_the_client() {
    let client = client_with(Fault::DropAfterActing).await;
    assert_eq!(client.create_over_a_socket(&new_ticket()).await, "");
    assert_eq!(creation(&client).status, None);
}

#[tokio::test]
async fn act_after_hang_up_waits_until_the_client_has_given_up() {
    let client = client_with(Fault::ActAfterHangUp).await;
    client.create_and_give_up(&new_ticket()).await;
    client.sandbox.ledger().settled().await;
    let call = creation(&client);
    assert!(call.acted);
    assert_eq!(call.status, None);
}

#[tokio::test]
async fn act_after_hang_up_can_be_let_go_and_then_answers() {
    let client = client_with(Fault::ActAfterHangUp).await;
    let ticket = new_ticket();
    let (answer, ()) = tokio::join!(client.create(&ticket), async {
        client.sandbox.ledger().arrived(1).await;
        assert!(!client.sandbox.ledger().calls()[0].settled);
        client.sandbox.faults().release();
    });
    assert_eq!(answer.status(), 201);
    assert_eq!(creation(&client).status, Some(StatusCode::CREATED));
}

#[tokio::test]
async fn cut_body_promises_more_than_it_sends() {
    let client = client_with(Fault::CutBody).await;
    let answer = client.create_over_a_socket(&new_ticket()).await;
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 201 Created"), "{head}");
    let call = creation(&client);
    let whole = call.answer_body().unwrap();
    assert!(
        head.to_ascii_lowercase()
            .contains(&format!("content-length: {}", whole.len())),
        "{head}"
    );
    assert_eq!(body.as_bytes(), &whole[..whole.len() / 2]);
    assert_eq!(call.status, Some(StatusCode::CREATED));
}

#[tokio::test]
async fn cut_body_is_an_error_to_an_http_client_only_when_it_reads_the_body() {
    let client = client_with(Fault::CutBody).await;
    let answer = client.create(&new_ticket()).await;
    assert_eq!(answer.status(), 201);
    assert!(answer.bytes().await.is_err());
}

#[tokio::test]
async fn cut_body_closes_the_connection_where_there_is_no_body() {
    let client = Client::start().await;
    client
        .sandbox
        .faults()
        .inject(DELETE_PREPARED_TICKET, Fault::CutBody);
    let [id, ..] = partner::demo::TICKETS;
    let path = format!("/v2/tickets/prepared-tickets/{id}");
    assert!(
        client
            .request(reqwest::Method::DELETE, &path)
            .send()
            .await
            .is_err()
    );
    assert_eq!(client.sandbox.ledger().applied(DELETE_PREPARED_TICKET), 1);
}

#[tokio::test]
async fn drip_body_pauses_on_the_clock_before_each_piece() {
    let client = client_with(Fault::DripBody {
        piece: 100,
        pause: MINUTE,
    })
    .await;
    let mut answer = client.create(&new_ticket()).await;
    assert_eq!(answer.status(), 201);
    let whole = creation(&client).answer_body().unwrap().to_vec();
    let mut received = Vec::new();
    while received.len() < whole.len() {
        client.clock.until_asleep(1).await;
        client.clock.advance(MINUTE);
        let piece = answer.chunk().await.unwrap().unwrap();
        assert!(piece.len() <= 100);
        received.extend_from_slice(&piece);
    }
    assert_eq!(received, whole);
    assert_eq!(answer.chunk().await.unwrap(), None);
}

#[tokio::test]
async fn oversized_body_is_the_right_body_and_a_lot_of_nothing() {
    const PADDING: u64 = 5_000_000;
    let client = client_with(Fault::OversizedBody { padding: PADDING }).await;
    let answer = client.create(&new_ticket()).await;
    assert_eq!(answer.status(), 201);
    assert_eq!(answer.content_length(), None);
    let body = answer.bytes().await.unwrap();
    let whole = creation(&client).answer_body().unwrap().to_vec();
    assert_eq!(body.len() as u64, whole.len() as u64 + PADDING);
    assert_eq!(body.trim_ascii_end(), whole);
}

#[tokio::test]
async fn oversized_body_may_be_endless() {
    let client = client_with(Fault::OversizedBody { padding: u64::MAX }).await;
    let mut answer = client.create(&new_ticket()).await;
    let mut received = 0;
    while received < 20_000_000 {
        received += answer.chunk().await.unwrap().unwrap().len();
    }
    creation(&client);
}

#[tokio::test]
async fn garbage_body_has_the_right_status_and_type() {
    let client = client_with(Fault::GarbageBody).await;
    let answer = client.create(&new_ticket()).await;
    assert_eq!(answer.status(), 201);
    assert_eq!(header(&answer, "content-type"), "application/json");
    let body = answer.bytes().await.unwrap();
    assert!(serde_json::from_slice::<serde_json::Value>(&body).is_err());
    creation(&client);
}

#[tokio::test]
async fn html_page_comes_from_a_proxy_that_passes_the_call_on_or_not() {
    for acts in [false, true] {
        let client = client_with(Fault::HtmlPage { acts }).await;
        let answer = client.create(&new_ticket()).await;
        assert_eq!(answer.status(), 200);
        assert_eq!(header(&answer, "content-type"), "text/html; charset=utf-8");
        assert!(answer.text().await.unwrap().starts_with("<!DOCTYPE html>"));
        assert_eq!(creation(&client).acted, acts);
    }
}

#[tokio::test]
async fn expired_token_is_really_revoked() {
    let mut client = client_with(Fault::ExpiredToken).await;
    let answer = client.create(&new_ticket()).await;
    assert_eq!(answer.status(), 401);
    assert_eq!(header(&answer, "content-type"), "application/problem+json");
    creation(&client);

    assert_eq!(client.create(&new_ticket()).await.status(), 401);
    client.token = client.new_token().await;
    assert_eq!(client.create(&new_ticket()).await.status(), 201);
}

#[tokio::test]
async fn wrong_content_type_has_the_right_body() {
    let client = client_with(Fault::WrongContentType).await;
    let answer = client.create(&new_ticket()).await;
    assert_eq!(answer.status(), 201);
    assert_eq!(header(&answer, "content-type"), "text/plain; charset=utf-8");
    assert_eq!(json_of(answer).await["vin"], new_ticket()["vin"]);
    creation(&client);
}

#[tokio::test]
async fn error_after_acting_looks_like_a_refusal() {
    let client = client_with(Fault::ErrorAfterActing {
        status: StatusCode::SERVICE_UNAVAILABLE,
    })
    .await;
    let answer = client.create(&new_ticket()).await;
    assert_eq!(answer.status(), 503);
    assert_eq!(json_of(answer).await["status"], 503);
    assert_eq!(
        creation(&client).status,
        Some(StatusCode::SERVICE_UNAVAILABLE)
    );
}

#[tokio::test]
async fn a_call_that_the_vendor_would_refuse_is_refused_under_a_fault_too() {
    let client = client_with(Fault::DropAfterActing).await;
    assert!(client.try_to_create(&serde_json::json!({})).await.is_err());
    assert_eq!(client.sandbox.ledger().applied(CREATE_PREPARED_TICKET), 0);
}

#[tokio::test]
async fn the_token_endpoint_has_faults_in_its_own_format() {
    let client = Client::start().await;
    client.sandbox.faults().inject(
        TOKEN,
        Fault::Refuse {
            status: StatusCode::SERVICE_UNAVAILABLE,
            retry_after: None,
        },
    );
    client.sandbox.faults().inject(TOKEN, Fault::ExpiredToken);
    for (status, error) in [(503, "temporarily_unavailable"), (401, "invalid_client")] {
        let answer = client.ask_for_token(&client.credentials()).await;
        assert_eq!(answer.status(), status);
        assert_eq!(json_of(answer).await["error"], error);
    }
    assert_eq!(
        client.ask_for_token(&client.credentials()).await.status(),
        200
    );
}

#[tokio::test]
async fn faults_wait_in_a_queue_per_operation() {
    let client = Client::start().await;
    let refuse = |status| Fault::Refuse {
        status,
        retry_after: None,
    };
    let faults = client.sandbox.faults();
    faults.inject_times(LIST_PREPARED_TICKETS, 2, refuse(StatusCode::BAD_GATEWAY));
    faults.inject(LIST_PREPARED_TICKETS, refuse(StatusCode::GATEWAY_TIMEOUT));
    assert_eq!(faults.pending(LIST_PREPARED_TICKETS), 3);

    assert_eq!(client.create(&new_ticket()).await.status(), 201);
    for expected in [502, 502, 504, 200] {
        assert_eq!(client.list("").await.status(), expected);
    }

    faults.inject(LIST_PREPARED_TICKETS, refuse(StatusCode::BAD_GATEWAY));
    faults.clear();
    assert_eq!(client.list("").await.status(), 200);
}

#[tokio::test]
async fn a_random_plan_is_the_same_every_time() {
    async fn faults_of(seed: u64) -> Vec<Option<Fault>> {
        let client = Client::start().await;
        let refuse = |status| Fault::Refuse {
            status,
            retry_after: None,
        };
        let plan = FaultPlan::random(seed, 0.5)
            .kinds([
                refuse(StatusCode::BAD_GATEWAY),
                refuse(StatusCode::GATEWAY_TIMEOUT),
            ])
            .operations([LIST_PREPARED_TICKETS]);
        client.sandbox.faults().follow(plan);
        for _ in 0..40 {
            client.list("").await;
        }
        assert_eq!(client.create(&new_ticket()).await.status(), 201);
        let calls = client.sandbox.ledger().calls_of(LIST_PREPARED_TICKETS);
        calls.into_iter().map(|call| call.fault).collect()
    }
    let faults = faults_of(1).await;
    assert_eq!(faults, faults_of(1).await);
    assert_ne!(faults, faults_of(2).await);
    let failed = faults.iter().flatten().count();
    assert!((10..30).contains(&failed), "{failed} of 40");
}

#[tokio::test]
async fn by_chance_no_token_expires_that_does_not_exist() {
    let client = Client::start().await;
    let faults = client.sandbox.faults();
    faults.follow(FaultPlan::random(3, 1.0));
    for _ in 0..200 {
        let request = client.request(reqwest::Method::POST, "/oauth2/token");
        let _ = request.form(&client.credentials()).send().await;
    }
    let calls = client.sandbox.ledger().calls_of(TOKEN);
    assert!(calls.iter().all(|call| call.fault.is_some()));
    assert!(
        calls
            .iter()
            .all(|call| call.fault != Some(Fault::ExpiredToken))
    );

    faults.follow(FaultPlan::random(3, 1.0).kinds([Fault::ExpiredToken]));
    let answer = client.ask_for_token(&client.credentials()).await;
    assert_eq!(answer.status(), 200);
    assert_eq!(client.list("").await.status(), 401);
}

#[tokio::test]
async fn whatever_a_random_plan_does_the_ledger_agrees_with_the_state() {
    let mut client = Client::start().await;
    client
        .sandbox
        .faults()
        .follow(FaultPlan::random(7, 0.7).operations([CREATE_PREPARED_TICKET]));
    for _ in 0..100 {
        let _ = client.try_to_create(&new_ticket()).await;
        client.token = client.new_token().await;
    }
    let ledger = client.sandbox.ledger();
    let created = client.sandbox.partner().tickets().len() - partner::demo::TICKETS.len();
    assert_eq!(ledger.applied(CREATE_PREPARED_TICKET), created);
    for call in ledger.calls_of(CREATE_PREPARED_TICKET) {
        assert_eq!(
            call.acted,
            call.fault.as_ref().is_none_or(Fault::acts),
            "{call:?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn clients_on_many_threads_do_not_confuse_the_ledger() {
    let client = Arc::new(Client::start().await);
    let plan = FaultPlan::random(11, 0.4)
        .kinds([
            Fault::DropAfterActing,
            Fault::CutBody,
            Fault::DropBeforeActing,
        ])
        .operations([CREATE_PREPARED_TICKET]);
    client.sandbox.faults().follow(plan);
    let mut clients = JoinSet::new();
    for _ in 0..16 {
        let client = Arc::clone(&client);
        clients.spawn(async move {
            for _ in 0..20 {
                let _ = client.try_to_create(&new_ticket()).await;
            }
        });
    }
    clients.join_all().await;
    let ledger = client.sandbox.ledger();
    ledger.settled().await;
    let created = client.sandbox.partner().tickets().len() - partner::demo::TICKETS.len();
    assert_eq!(ledger.calls_of(CREATE_PREPARED_TICKET).len(), 16 * 20);
    assert_eq!(ledger.applied(CREATE_PREPARED_TICKET), created);
}
