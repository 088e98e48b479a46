//! The stream by which a page learns that something has happened.

// Whatever goes wrong in a helper fails the test that called it.
#![allow(clippy::unwrap_used)]

mod client;

use client::header;
use client::inspector::Browser;
use reqwest::{Method, Response};
use vendor_sandbox::Fault;
use vendor_sandbox::leadbank::FETCH_LEADS;

async fn listen(browser: &Browser) -> Response {
    let request = browser.request(Method::GET, "/_inspector/events");
    request.send().await.unwrap()
}

/// The numbers that came, up to this one.
async fn until(events: &mut Response, number: u64) -> Vec<u64> {
    let mut numbers = Vec::new();
    while numbers.last() != Some(&number) {
        let piece = events.chunk().await.unwrap().unwrap();
        let text = String::from_utf8(piece.to_vec()).unwrap();
        for event in text.split_terminator("\n\n") {
            numbers.push(event.strip_prefix("data: ").unwrap().parse().unwrap());
        }
    }
    numbers
}

#[tokio::test]
async fn it_begins_with_the_number_of_the_latest_call() {
    let browser = Browser::start().await;
    browser.fetch_leads().await;
    let mut events = listen(&browser).await;
    assert_eq!(header(&events, "content-type"), "text/event-stream");
    assert_eq!(header(&events, "cache-control"), "no-store");
    assert_eq!(until(&mut events, 1).await, [1]);
}

#[tokio::test]
async fn every_call_is_told_of_to_everyone_who_listens() {
    let browser = Browser::start().await;
    let (mut one, mut other) = (listen(&browser).await, listen(&browser).await);
    until(&mut one, 0).await;
    until(&mut other, 0).await;
    browser.fetch_leads().await;
    browser.fetch_leads().await;
    for events in [&mut one, &mut other] {
        let numbers = until(events, 2).await;
        assert!(numbers.is_sorted(), "{numbers:?}");
    }
}

#[tokio::test]
async fn so_is_what_becomes_of_a_call() {
    let browser = Browser::start().await;
    let faults = browser.sandbox.faults();
    faults.inject(FETCH_LEADS, Fault::ActAfterHangUp);
    let mut events = listen(&browser).await;
    let watch = async {
        until(&mut events, 1).await;
        browser.sandbox.faults().release();
        // The same number once more, or the test waits for ever.
        until(&mut events, 1).await;
    };
    tokio::join!(browser.fetch_leads(), watch);
}

#[tokio::test]
async fn who_does_not_read_holds_nobody_up() {
    let browser = Browser::start().await;
    let mut events = listen(&browser).await;
    for _ in 0..100 {
        browser.fetch_leads().await;
    }
    until(&mut events, 100).await;
}

#[tokio::test]
async fn it_ends_with_the_sandbox() {
    let browser = Browser::start().await;
    let mut events = listen(&browser).await;
    until(&mut events, 0).await;
    browser.sandbox.shutdown().await;
    while let Ok(Some(_)) = events.chunk().await {}
}
