//! Long lists, which have no paging, are read contact by contact.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc;
use std::thread;

use dialler::{Client, Contact, Delivery, Elements, Error, ErrorKind};
use support::{builder, client, json};
use wiremock::matchers::method;
use wiremock::{Mock, MockServer};

fn record(id: usize) -> String {
    format!(
        r#"{{"ID":{id},"Name":"Mustermann","Comment":"{}"}}"#,
        "x".repeat(1000)
    )
}

fn list(count: usize, end: &str) -> String {
    let records: Vec<String> = (0..count).map(record).collect();
    format!(r#"{{"filter":"","records":[{}],{end}"#, records.join(","))
}

async fn server_of(body: &str) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(method("GET"))
        .respond_with(json(200, body))
        .mount(&server)
        .await;
    server
}

/// How many contacts come before the end, or before an error.
async fn count(contacts: &mut Elements<Contact>) -> (usize, Option<Error>) {
    let mut count = 0;
    while let Some(contact) = contacts.next().await {
        match contact {
            Ok(_) => count += 1,
            Err(error) => return (count, Some(error)),
        }
    }
    (count, None)
}

#[tokio::test]
async fn a_list_may_be_far_longer_than_the_largest_body() {
    let server = server_of(&list(2000, r#""count":2000,"status":200}"#)).await;
    let all = client(&server).list_contacts().with_body_cap(10_000);
    let error = all.clone().await.expect_err("it is too large as a whole");
    assert_eq!(error.kind(), ErrorKind::TooLarge);
    let mut contacts = all
        .with_element_cap(2000)
        .stream()
        .await
        .expect("it is answered");
    let (found, error) = count(&mut contacts).await;
    assert_eq!(found, 2000);
    assert!(error.is_none());
    let rest = contacts.envelope().expect("the document has ended");
    assert_eq!(
        rest.get(),
        r#"{"filter":"","records":[],"count":2000,"status":200}"#
    );
}

#[tokio::test]
async fn a_contact_is_handed_out_before_the_next_one_is_there() {
    let (got, wait) = mpsc::channel::<()>();
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port on loopback");
    let address = listener.local_addr().expect("it has one");
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a client");
        read_request(&mut stream);
        let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n";
        let write = |mut stream: &TcpStream, text: &str| {
            stream.write_all(text.as_bytes()).expect("it is read");
        };
        write(&stream, head);
        write(&stream, &format!(r#"{{"records":[{}"#, record(0)));
        for id in 1..4 {
            wait.recv().expect("the contact before was handed out");
            write(&stream, &format!(",{}", record(id)));
        }
        wait.recv().expect("the last contact was handed out");
        write(&stream, r#"],"status":200}"#);
    });
    let client: Client = builder(&format!("http://{address}"))
        .build()
        .expect("valid settings");
    let mut contacts = client
        .list_contacts()
        .stream()
        .await
        .expect("it is answered");
    for id in 0..4 {
        let contact = contacts
            .next()
            .await
            .expect("there is one")
            .expect("it decodes");
        assert_eq!(contact.id.into_value(), Some(id));
        got.send(()).expect("the server waits");
    }
    assert!(contacts.next().await.is_none());
    server.join().expect("the server went through");
}

fn read_request(stream: &mut TcpStream) {
    let mut seen = Vec::new();
    let mut byte = [0];
    while !seen.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte).expect("a request");
        seen.push(byte[0]);
    }
}

#[tokio::test]
async fn a_cut_is_an_error_after_the_contacts_that_came() {
    let mut body = list(3, "");
    body.truncate(body.len() - 500);
    let server = server_of(&body).await;
    let mut contacts = client(&server)
        .list_contacts()
        .stream()
        .await
        .expect("it is answered");
    let (found, error) = count(&mut contacts).await;
    assert_eq!(found, 2);
    assert!(error.is_some());
    assert!(contacts.next().await.is_none());
    assert!(contacts.envelope().is_none());
}

#[tokio::test]
async fn a_status_after_the_records_is_read_too() {
    let server = server_of(&list(2, r#""status":500,"error":"broken off"}"#)).await;
    let mut contacts = client(&server)
        .list_contacts()
        .stream()
        .await
        .expect("it is answered");
    let (found, error) = count(&mut contacts).await;
    let error = error.expect("the vendor says that it failed");
    assert_eq!((found, error.delivery()), (2, Delivery::Unknown));
    assert_eq!(
        error.problem().and_then(|problem| problem.detail()),
        Some("broken off")
    );
}

#[tokio::test]
async fn a_contact_that_does_not_decode_is_named_by_its_position() {
    let server = server_of(r#"{"records":[{"ID":1},{"ID":"two"}]}"#).await;
    let mut contacts = client(&server)
        .list_contacts()
        .stream()
        .await
        .expect("it is answered");
    let (found, error) = count(&mut contacts).await;
    let error = error.expect("it does not decode");
    assert_eq!((found, error.json_path()), (1, Some("records[1].ID")));
}

#[tokio::test]
async fn a_batch_read_is_a_stream_too() {
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .respond_with(json(200, include_str!("../samples/batch-read.json")))
        .mount(&server)
        .await;
    let keys = dialler::ContactKeys::new().ids([215_395]);
    let mut contacts = client(&server)
        .read_contacts(keys)
        .stream()
        .await
        .expect("it is answered");
    assert_eq!(count(&mut contacts).await.0, 1);
}
