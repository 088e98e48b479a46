//! A body is never read beyond its cap, and what was read is kept.
#![cfg(feature = "test-util")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by panicking

mod support;

use support::{
    Act, Anything, Piece, Script, Server, Step, answer, builder, call, clock, create, head,
    headers, json, read, seconds,
};
use vendor_core::{Delivery, ErrorKind, Pipeline, RetryPolicy};

const CAP: usize = 64 * 1024;
const JSON: (&str, &str) = ("content-type", "application/json");

/// What may lie in the buffers of two sockets on loopback.
const BUFFERS: u64 = 16 * 1024 * 1024;

fn capped(url: &str) -> Pipeline {
    builder(url, &clock())
        .body_cap(CAP)
        .retry(RetryPolicy::never())
        .build()
        .unwrap()
}

#[tokio::test]
async fn an_endless_answer_is_cut_off_at_the_cap_and_is_done() {
    let server = Server::start(|_, _| {
        Act::Pour(
            head(200, &[JSON, ("transfer-encoding", "chunked")])
                .into_iter()
                // One chunk that says to be as long as can be.
                .chain(*b"fffffffffffffff\r\n")
                .collect(),
        )
    })
    .await;
    let error = call(&capped(&server.url()))
        .json::<Anything>(create())
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge);
    assert_eq!(error.delivery(), Delivery::Done);
    assert_eq!(error.body().len(), CAP, "what was read is kept");
    assert!(error.body_is_cut());
    server.was_left(1).await;
    assert!(server.poured() < BUFFERS, "{} bytes", server.poured());
}

#[tokio::test]
async fn an_endless_answer_without_any_length_is_cut_off_at_the_cap() {
    let server = Server::start(|_, _| Act::Pour(head(200, &[JSON]))).await;
    let error = call(&capped(&server.url()))
        .json::<Anything>(create())
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge);
    assert_eq!(error.body().len(), CAP);
    server.was_left(1).await;
    assert!(server.poured() < BUFFERS);
}

#[tokio::test]
async fn an_answer_that_declares_more_than_the_cap_is_not_read_at_all() {
    let server =
        Server::start(|_, _| Act::SendAndHold(head(200, &[JSON, ("content-length", "65537")])))
            .await;
    let error = call(&capped(&server.url()))
        .json::<Anything>(create())
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge);
    assert_eq!(error.delivery(), Delivery::Done);
    assert!(error.body_is_cut());
    assert_eq!(error.body().len(), 0);
    server.was_left(1).await;
}

#[tokio::test]
async fn of_an_error_that_declares_more_than_the_cap_the_beginning_is_kept() {
    let server = Server::start(|_, _| {
        let mut bytes = head(400, &[JSON, ("content-length", "100000000")]);
        bytes.extend_from_slice("what is wrong".repeat(CAP).as_bytes());
        Act::SendAndHold(bytes)
    })
    .await;
    let error = call(&capped(&server.url()))
        .json::<Anything>(create())
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Status);
    assert_eq!(error.delivery(), Delivery::Refused);
    assert!(error.body().starts_with(b"what is wrong"));
    assert_eq!(error.body().len(), CAP);
    assert!(error.body_is_cut());
    server.was_left(1).await;
}

#[tokio::test]
async fn an_answer_of_exactly_the_cap_is_read() {
    for declared in [true, false] {
        let text = format!("\"{}\"", "x".repeat(CAP - 2));
        let server = Server::start(move |_, _| {
            if declared {
                json(200, &text)
            } else {
                let mut bytes = head(200, &[JSON]);
                bytes.extend_from_slice(text.as_bytes());
                Act::SendAndClose(bytes)
            }
        })
        .await;
        let answer = call(&capped(&server.url()))
            .json::<String>(read())
            .await
            .unwrap();
        assert_eq!(answer.len(), CAP - 2);
        assert_eq!(answer.body().len(), CAP);
    }
}

#[tokio::test]
async fn one_byte_more_than_the_cap_is_too_much() {
    let text = format!("\"{}\"", "x".repeat(CAP - 1));
    let server = Server::start(move |_, _| {
        let mut bytes = head(200, &[JSON]);
        bytes.extend_from_slice(text.as_bytes());
        Act::SendAndClose(bytes)
    })
    .await;
    let error = call(&capped(&server.url()))
        .json::<String>(read())
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge);
    assert_eq!(error.body().len(), CAP);
}

#[tokio::test]
async fn a_call_sets_its_own_cap() {
    let clock = clock();
    let script = Script::new(&clock, [Step::json(200, "12345"), Step::json(200, "1234")]);
    let client = script.client();
    let error = call(&client)
        .with_body_cap(4)
        .json::<u32>(create())
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge);
    let answer = call(&client)
        .with_body_cap(4)
        .json::<u32>(create())
        .await
        .unwrap();
    assert_eq!(*answer, 1234);
}

#[tokio::test]
async fn an_endless_error_is_cut_off_at_the_cap_and_keeps_its_status() {
    let server = Server::start(|_, _| Act::Pour(head(400, &[JSON]))).await;
    let error = call(&capped(&server.url()))
        .json::<Anything>(create())
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Status);
    assert_eq!(error.status().unwrap().as_u16(), 400);
    assert_eq!(error.delivery(), Delivery::Refused);
    assert_eq!(error.body().len(), CAP);
    assert!(error.body_is_cut());
    server.was_left(1).await;
    assert!(server.poured() < BUFFERS);
}

#[tokio::test]
async fn of_the_body_of_an_error_256_kib_are_kept() {
    for (length, kept, cut) in [
        (256 * 1024, 256 * 1024, false),
        (256 * 1024 + 1, 256 * 1024, true),
    ] {
        let clock = clock();
        let script = Script::new(&clock, [Step::json(400, vec![b'x'; length])]);
        let error = call(&script.client())
            .json::<Anything>(create())
            .await
            .unwrap_err();
        assert_eq!(error.body().len(), kept);
        assert_eq!(error.body_is_cut(), cut);
    }
}

#[tokio::test]
async fn an_error_whose_body_breaks_off_keeps_its_status_and_what_was_read() {
    let server = Server::start(|_, _| {
        let mut bytes = answer(404, &[JSON], r#"{"title":"no such thing"}"#);
        bytes.truncate(bytes.len() - 10);
        Act::SendAndClose(bytes)
    })
    .await;
    let error = call(&capped(&server.url()))
        .json::<Anything>(create())
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Status);
    assert_eq!(error.delivery(), Delivery::Refused);
    assert_eq!(error.body(), r#"{"title":"no su"#);
    assert!(error.body_is_cut());
}

#[tokio::test]
async fn an_error_whose_body_hangs_ends_with_the_attempt_and_keeps_its_status() {
    let clock = clock();
    let script = Script::new(
        &clock,
        [Step::Pieces(
            400,
            headers(&[("content-type", "text/plain")]),
            vec![Piece::Data("half"), Piece::Silence(seconds(30))],
        )],
    );
    let error = call(&script.client())
        .json::<Anything>(create())
        .await
        .unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 400);
    assert_eq!(error.delivery(), Delivery::Refused);
    assert_eq!(error.body(), "half");
    assert!(error.body_is_cut());
    assert_eq!(error.elapsed(), seconds(30));
}

#[tokio::test]
async fn an_answer_that_is_shorter_than_it_declares_is_done_but_cut() {
    let server = Server::start(|_, _| {
        let mut bytes = head(200, &[JSON, ("content-length", "100")]);
        bytes.extend_from_slice(b"{}");
        Act::SendAndClose(bytes)
    })
    .await;
    let error = call(&capped(&server.url()))
        .json::<Anything>(create())
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Truncated);
    assert_eq!(error.delivery(), Delivery::Done);
    assert_eq!(error.body(), "{}", "although it would decode");
}

#[tokio::test]
async fn an_answer_that_is_longer_than_it_declares_is_read_as_far_as_declared() {
    let server = Server::start(|_, _| {
        let mut bytes = head(200, &[JSON, ("content-length", "2")]);
        bytes.extend_from_slice(b"{}garbage");
        Act::Send(bytes)
    })
    .await;
    let client = capped(&server.url());
    let answer = call(&client).json::<Anything>(create()).await.unwrap();
    assert_eq!(answer.body(), "{}");
    call(&client).json::<Anything>(read()).await.unwrap();
    assert_eq!(
        server.connections(),
        2,
        "such a connection is not used again"
    );
}

#[tokio::test]
async fn chunks_that_break_off_are_done_but_cut() {
    let server = Server::start(|_, _| {
        let mut bytes = head(200, &[JSON, ("transfer-encoding", "chunked")]);
        bytes.extend_from_slice(b"2\r\n{}\r\n");
        Act::SendAndClose(bytes)
    })
    .await;
    let error = call(&capped(&server.url()))
        .json::<Anything>(create())
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Truncated);
    assert_eq!(error.delivery(), Delivery::Done);
}

#[tokio::test]
async fn a_body_that_comes_in_many_pieces_is_joined_exactly() {
    let clock = clock();
    let numbers: Vec<u32> = (0..2000).collect();
    let whole = serde_json::to_string(&numbers).unwrap();
    let pieces = whole
        .as_bytes()
        .chunks(7)
        .map(|piece| Piece::Bytes(piece.to_vec().into()))
        .collect();
    let script = Script::new(&clock, [Step::pieces(pieces)]);
    let answer = call(&script.client())
        .json::<Vec<u32>>(read())
        .await
        .unwrap();
    assert_eq!(*answer, numbers);
    assert_eq!(answer.body(), whole.as_bytes());
}

#[tokio::test]
async fn an_answer_without_a_body_where_json_is_expected_is_done_but_not_readable() {
    for status in [200, 204] {
        let clock = clock();
        let script = Script::new(&clock, [Step::status(status)]);
        let error = call(&script.client())
            .json::<u32>(create())
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert_eq!(error.delivery(), Delivery::Done);
        assert!(error.decode_error().unwrap().is_truncated());
    }
}

#[tokio::test]
async fn where_no_content_is_expected_json_passes_and_a_page_does_not() {
    let clock = clock();
    let html = || {
        Step::Answer(
            200,
            headers(&[("content-type", "text/html")]),
            "<html>".into(),
        )
    };
    let script = Script::new(
        &clock,
        [Step::status(204), Step::json(200, r#"{"ok":true}"#), html()],
    );
    let client = script.client();
    call(&client).empty(create()).await.unwrap();
    let answer = call(&client).empty(create()).await.unwrap();
    assert_eq!(answer.body(), r#"{"ok":true}"#);
    let error = call(&client).empty(create()).await.unwrap_err();
    assert_eq!(error.delivery(), Delivery::Unknown);
    assert_eq!(error.kind(), ErrorKind::Decode);
}

#[cfg(not(feature = "gzip"))]
#[tokio::test]
async fn gzip_is_neither_asked_for_nor_decoded_without_its_feature() {
    let server = Server::start(|_, _| {
        Act::Send(answer(
            200,
            &[JSON, ("content-encoding", "gzip")],
            GZIPPED_NULL,
        ))
    })
    .await;
    let error = call(&capped(&server.url()))
        .json::<Anything>(create())
        .await
        .unwrap_err();
    assert_eq!(server.requests()[0].header("accept-encoding"), None);
    assert_eq!(error.delivery(), Delivery::Done);
    assert_eq!(error.body(), GZIPPED_NULL);
}

#[cfg(feature = "gzip")]
#[tokio::test]
async fn gzip_is_asked_for_and_decoded_under_its_feature() {
    let server = Server::start(|_, _| {
        Act::Send(answer(
            200,
            &[JSON, ("content-encoding", "gzip")],
            GZIPPED_NULL,
        ))
    })
    .await;
    let answer = call(&capped(&server.url()))
        .json::<()>(create())
        .await
        .unwrap();
    assert_eq!(server.requests()[0].header("accept-encoding"), Some("gzip"));
    assert_eq!(answer.body(), "null");
}

/// `null`, in a stored block.
const GZIPPED_NULL: &[u8] = &[
    0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff, 1, 4, 0, 0xfb, 0xff, b'n', b'u', b'l', b'l', 0x4f, 0xfc,
    0xcb, 0x25, 4, 0, 0, 0,
];
