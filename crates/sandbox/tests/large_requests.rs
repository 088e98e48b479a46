//! Bodies that are too long to be a call.

// Helpers beside the tests fail the test that called them.
#![allow(clippy::unwrap_used)]

mod client;

use client::{Client, header, json_of, new_ticket};
use reqwest::Method;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use vendor_sandbox::partner::{CREATE_PREPARED_TICKET, TOKEN};
use vendor_sandbox::{Fault, StatusCode};

const LONGEST: usize = 16 * 1024 * 1024;

#[tokio::test]
async fn more_than_16_mib_is_refused_and_recorded() {
    let client = Client::start().await;
    client
        .sandbox
        .faults()
        .inject(CREATE_PREPARED_TICKET, Fault::DropAfterActing);
    let request = client.request(Method::POST, "/v2/tickets/prepared-tickets");
    let answer = request.body(vec![b' '; LONGEST + 1]).send().await.unwrap();
    assert_eq!(answer.status(), 413);
    assert_eq!(header(&answer, "content-type"), "application/problem+json");
    assert_eq!(json_of(answer).await["status"], 413);

    let call = client.sandbox.ledger().calls().remove(0);
    assert_eq!(call.operation, Some(CREATE_PREPARED_TICKET));
    assert_eq!(call.status, Some(StatusCode::PAYLOAD_TOO_LARGE));
    assert_eq!((call.acted, call.settled, call.fault), (false, true, None));
    assert_eq!(call.violations[0].place, "body");
    assert_eq!(call.violations[0].rule, "maxLength");
    assert_eq!(client.create(&new_ticket()).await.status(), 201);
}

#[tokio::test]
async fn exactly_16_mib_are_looked_at() {
    let client = Client::start().await;
    let mut body = new_ticket().to_string().into_bytes();
    body.resize(LONGEST, b' ');
    let request = client.request(Method::POST, "/v2/tickets/prepared-tickets");
    let request = request.header("content-type", "application/json");
    assert_eq!(request.body(body).send().await.unwrap().status(), 201);
}

#[tokio::test]
async fn the_token_endpoint_says_it_in_its_own_format() {
    let client = Client::start().await;
    let request = client.request(Method::POST, "/oauth2/token");
    let answer = request.body(vec![b' '; LONGEST + 1]).send().await.unwrap();
    assert_eq!(answer.status(), 413);
    assert_eq!(json_of(answer).await["error"], "invalid_request");
    assert_eq!(client.sandbox.ledger().calls_of(TOKEN).len(), 1);
}

#[tokio::test]
async fn a_client_that_never_ends_is_answered_while_it_is_sending() {
    let client = Client::start().await;
    let socket = TcpStream::connect(client.sandbox.address()).await.unwrap();
    let (mut receive, mut send) = socket.into_split();
    let sending = tokio::spawn(async move {
        let head = "POST /partner/v2/tickets/prepared-tickets HTTP/1.1\r\nHost: sandbox\r\n\
                    Transfer-Encoding: chunked\r\n\r\n";
        send.write_all(head.as_bytes()).await.unwrap();
        let chunk = format!("10000\r\n{}\r\n", " ".repeat(0x10000));
        while send.write_all(chunk.as_bytes()).await.is_ok() {}
    });
    let mut status_line = [0; 12];
    receive.read_exact(&mut status_line).await.unwrap();
    assert_eq!(&status_line, b"HTTP/1.1 413");
    assert!(!sending.is_finished());
    client.sandbox.shutdown().await;
    sending.await.unwrap();
}

#[tokio::test]
async fn a_client_that_sends_everything_before_it_reads_gets_its_answer() {
    let client = Client::start().await;
    let mut socket = TcpStream::connect(client.sandbox.address()).await.unwrap();
    let head = format!(
        "POST /partner/v2/tickets/prepared-tickets HTTP/1.1\r\nHost: sandbox\r\nContent-Length: {}\r\n\r\n",
        4 * LONGEST
    );
    socket.write_all(head.as_bytes()).await.unwrap();
    socket.write_all(&vec![b' '; 4 * LONGEST]).await.unwrap();
    let mut status_line = [0; 12];
    socket.read_exact(&mut status_line).await.unwrap();
    assert_eq!(&status_line, b"HTTP/1.1 413");
}
