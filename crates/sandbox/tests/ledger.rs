//! The ledger: every call, in order, and nothing that it should not hold.

// Helpers beside the tests fail the test that called them.
#![allow(clippy::unwrap_used)]

mod client;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use client::{Client, VIN, new_ticket};
use reqwest::Method;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use vendor_sandbox::partner::{
    CREATE_PREPARED_TICKET, DELETE_PREPARED_TICKET, GET_PREPARED_TICKET, LIST_PREPARED_TICKETS,
    TOKEN, demo,
};
use vendor_sandbox::{ATTEMPT_ID, Clock, Fault, Operation, Sandbox, StatusCode};

#[tokio::test]
async fn calls_are_kept_in_order_with_what_became_of_them() {
    let client = Client::start().await;
    let [id, ..] = demo::TICKETS;
    client.get(id).await;
    client.clock.advance(Duration::from_secs(1));
    client.delete(id).await;
    client.get(id).await;

    let calls = client.sandbox.ledger().calls();
    let seen: Vec<_> = calls
        .iter()
        .map(|call| (call.operation.unwrap(), call.status.unwrap(), call.acted))
        .collect();
    let expected = [
        (GET_PREPARED_TICKET, StatusCode::OK, true),
        (DELETE_PREPARED_TICKET, StatusCode::NO_CONTENT, true),
        (GET_PREPARED_TICKET, StatusCode::NOT_FOUND, false),
    ];
    assert_eq!(seen, expected);
    assert!(calls.is_sorted_by_key(|call| call.number));

    let deletion = &calls[1];
    assert_eq!(deletion.vendor, "partner");
    assert_eq!(deletion.method, Method::DELETE);
    assert_eq!(deletion.path, format!("/v2/tickets/prepared-tickets/{id}"));
    assert_eq!(deletion.resource, Some(id.to_string()));
    assert_eq!(deletion.received_at, client.clock.utc());
    assert_eq!(deletion.fault, None);
    assert!(deletion.settled);
}

#[tokio::test]
async fn counts_are_per_operation_and_of_what_was_carried_out() {
    let client = Client::start().await;
    client.create(&new_ticket()).await;
    client.create(&serde_json::json!({})).await;
    client.list("").await;
    let ledger = client.sandbox.ledger();
    assert_eq!(ledger.calls_of(CREATE_PREPARED_TICKET).len(), 2);
    assert_eq!(ledger.applied(CREATE_PREPARED_TICKET), 1);
    assert_eq!(ledger.applied(LIST_PREPARED_TICKETS), 1);
    assert_eq!(ledger.violations().len(), 1);
}

#[tokio::test]
async fn an_attempt_is_recognised_by_its_header() {
    let client = Client::start().await;
    client
        .request(Method::GET, "/v2/tickets/prepared-tickets")
        .header(ATTEMPT_ID, "a-7")
        .send()
        .await
        .unwrap();
    assert_eq!(
        client.sandbox.ledger().calls()[0].attempt_id.as_deref(),
        Some("a-7")
    );
}

#[tokio::test]
async fn no_secret_is_kept_and_debug_shows_no_content() {
    let client = Client::start().await;
    client.new_token().await;
    client.list(&format!("?vin={VIN}")).await;
    client.create(&new_ticket()).await;

    let ledger = client.sandbox.ledger();
    let token_call = &ledger.calls_of(TOKEN)[0];
    assert_eq!(
        (token_call.request_body(), token_call.answer_body()),
        (None, None)
    );
    let creation = &ledger.calls_of(CREATE_PREPARED_TICKET)[0];
    assert!(String::from_utf8_lossy(creation.request_body().unwrap()).contains(VIN));
    assert!(String::from_utf8_lossy(creation.answer_body().unwrap()).contains(VIN));
    assert_eq!(
        ledger.calls_of(LIST_PREPARED_TICKETS)[0].query(),
        Some(format!("vin={VIN}").as_str())
    );

    let shown = format!(
        "{ledger:?} {:?} {:?}",
        client.sandbox,
        client.sandbox.partner().tickets()
    );
    for hidden in [VIN, &client.token, client.sandbox.partner().client_secret()] {
        assert!(!shown.contains(hidden), "{hidden}");
    }
}

#[tokio::test]
async fn contents_are_kept_of_the_latest_thousand_calls() {
    let client = Client::start().await;
    client.create(&new_ticket()).await;
    for _ in 0..1_000 {
        client.get(demo::TICKETS[0]).await;
    }
    let calls = client.sandbox.ledger().calls();
    assert_eq!(calls.len(), 1_001);
    assert_eq!(calls[0].request_body(), None);
    assert!(calls[1].answer_body().is_some());
}

#[tokio::test]
async fn the_oldest_calls_are_forgotten_if_so_many_are_to_be_kept() {
    let client = Client::with(Sandbox::builder().calls_kept(3)).await;
    let first = numbers_after_gets(&client, 5).await;
    assert_eq!(first.len(), 3);
    assert!(first.is_sorted());
    assert_eq!(numbers_after_gets(&client, 1).await[2], first[2] + 1);
}

/// The numbers of the calls that are in the ledger after so many more.
async fn numbers_after_gets(client: &Client, gets: usize) -> Vec<u64> {
    for _ in 0..gets {
        client.get(demo::TICKETS[0]).await;
    }
    let calls = client.sandbox.ledger().calls();
    calls.iter().map(|call| call.number).collect()
}

#[tokio::test]
async fn a_call_in_progress_is_not_forgotten() {
    let client = Client::with(Sandbox::builder().calls_kept(3)).await;
    let (ledger, faults) = (client.sandbox.ledger(), client.sandbox.faults());
    faults.inject(LIST_PREPARED_TICKETS, Fault::ActAfterHangUp);
    let (answer, ()) = tokio::join!(client.list(""), async {
        ledger.arrived(1).await;
        numbers_after_gets(&client, 5).await;
        assert_eq!(ledger.calls_of(LIST_PREPARED_TICKETS).len(), 1);
        faults.release();
    });
    assert_eq!(answer.status(), 200);
    assert!(ledger.calls_of(LIST_PREPARED_TICKETS)[0].settled);
}

#[tokio::test]
async fn a_call_to_nothing_documented_is_a_violation() {
    let client = Client::start().await;
    client
        .request(Method::GET, "/v2/tickets")
        .send()
        .await
        .unwrap();
    client
        .request(Method::PATCH, "/v2/tickets/prepared-tickets")
        .send()
        .await
        .unwrap();
    let calls = client.sandbox.ledger().violations();
    let places: Vec<_> = calls
        .iter()
        .map(|call| call.violations[0].place.as_str())
        .collect();
    assert_eq!(places, ["path", "method"]);
    assert!(
        calls
            .iter()
            .all(|call| call.operation.is_none() && !call.acted)
    );
}

#[tokio::test]
async fn clearing_forgets_what_is_settled_and_counts_on() {
    let client = Client::start().await;
    client
        .sandbox
        .faults()
        .inject(LIST_PREPARED_TICKETS, Fault::ActAfterHangUp);
    let (_, ()) = tokio::join!(client.list(""), async {
        client.sandbox.ledger().arrived(1).await;
        client.sandbox.ledger().clear();
        assert_eq!(client.sandbox.ledger().calls().len(), 1);
        client.sandbox.faults().release();
    });
    let number = client.sandbox.ledger().calls()[0].number;
    client.sandbox.ledger().clear();
    assert!(client.sandbox.ledger().calls().is_empty());
    client.list("").await;
    assert_eq!(client.sandbox.ledger().calls()[0].number, number + 1);
}

#[tokio::test]
async fn taking_gives_what_is_settled_and_leaves_the_rest() {
    let client = Client::start().await;
    let ledger = client.sandbox.ledger();
    client
        .sandbox
        .faults()
        .inject(LIST_PREPARED_TICKETS, Fault::ActAfterHangUp);
    let [id, ..] = demo::TICKETS;
    let (_, ()) = tokio::join!(client.list(""), async {
        ledger.arrived(1).await;
        let (_, taken) = tokio::join!(client.get(id), ledger.take_settled());
        assert_eq!(taken.len(), 1);
        assert_eq!(taken[0].operation, Some(GET_PREPARED_TICKET));
        assert_eq!(ledger.calls().len(), 1);
        client.sandbox.faults().release();
    });
    let taken = ledger.take_settled().await;
    assert_eq!(taken[0].operation, Some(LIST_PREPARED_TICKETS));
    assert!(ledger.calls().is_empty());
}

#[tokio::test]
async fn a_call_on_one_line_has_no_personal_data() {
    let client = Client::start().await;
    let [id, ..] = demo::TICKETS;
    client.get(id).await;
    client.get(VIN).await;
    let paths = ["/v2/jan.jansen@example.com", "/0612345678/Jan%0AJansen?q=1"];
    for path in paths {
        client.request(Method::GET, path).send().await.unwrap();
    }
    client
        .sandbox
        .faults()
        .inject(LIST_PREPARED_TICKETS, Fault::ActAfterHangUp);
    let (_, ()) = tokio::join!(client.list(""), async {
        client.sandbox.ledger().arrived(5).await;
        let line = client.sandbox.ledger().calls()[4].to_string();
        assert!(
            line.contains("prepared-tickets: in progress, not acted"),
            "{line}"
        );
        client.sandbox.faults().release();
    });
    let lines: Vec<_> = client
        .sandbox
        .ledger()
        .calls()
        .iter()
        .map(|call| call.to_string().split_once(' ').unwrap().1.to_owned())
        .collect();
    let tickets = "/partner/v2/tickets/prepared-tickets";
    let expected = [
        format!("partner.getPreparedTicket GET {tickets}/{id}: 200, acted, 0 violations"),
        format!("partner.getPreparedTicket GET {tickets}/*: 400, not acted, 1 violation"),
        "no operation GET /partner/v2/*: 404, not acted, 1 violation".to_owned(),
        "no operation GET /partner/*/*: 404, not acted, 1 violation".to_owned(),
        format!(
            "partner.listPreparedTickets GET {tickets}: 200, acted, fault act-after-hang-up, 0 violations"
        ),
    ];
    assert_eq!(lines, expected);
}

#[tokio::test]
async fn a_request_that_breaks_off_is_a_call_that_came_to_nothing() {
    let client = Client::start().await;
    let mut socket = TcpStream::connect(client.sandbox.address()).await.unwrap();
    let half = "POST /partner/v2/tickets/prepared-tickets HTTP/1.1\r\nHost: sandbox\r\n\
                Content-Length: 100\r\n\r\n{";
    socket.write_all(half.as_bytes()).await.unwrap();
    drop(socket);
    client.sandbox.ledger().arrived(1).await;
    let call = &client.sandbox.ledger().calls()[0];
    assert_eq!(call.operation, Some(CREATE_PREPARED_TICKET));
    assert_eq!((call.status, call.acted, call.settled), (None, false, true));
}

#[tokio::test]
async fn an_observer_sees_a_call_before_and_after_the_vendor_acts_and_when_it_is_settled() {
    let client = Client::start().await;
    let seen = Arc::new(Mutex::new(Vec::new()));
    let ledger = client.sandbox.ledger();
    let (notes, book) = (Arc::clone(&seen), ledger.clone());
    ledger.observe(move |call| {
        assert_eq!(book.calls().len(), 1, "the ledger can be read");
        let state = (call.acted, call.status, call.settled);
        notes.lock().unwrap().push(state);
    });
    let [id, ..] = demo::TICKETS;
    client.sandbox.ledger().clear();
    client.delete(id).await;
    ledger.settled().await;
    let status = Some(StatusCode::NO_CONTENT);
    let expected = [
        (false, None, false),
        (true, None, false),
        (true, status, true),
    ];
    assert_eq!(*seen.lock().unwrap(), expected);
}

#[test]
fn operations_are_found_by_their_names() {
    for operation in Operation::all() {
        assert_eq!(
            Operation::find(operation.vendor(), operation.id()),
            Some(operation)
        );
    }
    assert_eq!(
        Operation::find("partner", "createPreparedTicket"),
        Some(CREATE_PREPARED_TICKET)
    );
    assert_eq!(Operation::find("partner", "create"), None);
    assert_eq!(
        CREATE_PREPARED_TICKET.to_string(),
        "partner.createPreparedTicket"
    );
}
