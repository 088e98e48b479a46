//! After any failure the caller knows whether the vendor did it.
#![cfg(feature = "test-util")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by panicking

mod support;

use support::{
    ALL_IDEMPOTENCIES, Act, Anything, Piece, Refusing, Script, Server, Step, answer, call, client,
    clock, create, headers, json, operation, read, remove, replace, seconds,
};
use vendor_core::retry::GaveUp;
use vendor_core::testing::ManualClock;
use vendor_core::transport::{Proxy, TransportErrorKind};
use vendor_core::{Delivery, ErrorKind, Idempotency, Request, RetryPolicy, StatusCode};

/// The table of the documentation, written out by hand.
fn documented(status: u16) -> Delivery {
    match status {
        301 | 304 | 307 | 308 => Delivery::Refused,
        300..=399 | 408 | 499 | 500..=599 => Delivery::Unknown,
        400..=498 => Delivery::Refused,
        _ => panic!("{status} is not in the table"),
    }
}

#[tokio::test]
async fn every_status_from_300_to_599_has_the_delivery_of_the_table() {
    for status in 300..=599 {
        let clock = clock();
        let script = Script::new(&clock, [Step::status(status)]);
        let error = call(&script.client())
            .with_retry(RetryPolicy::never())
            .json::<Anything>(create())
            .await
            .unwrap_err();
        assert_eq!(error.delivery(), documented(status), "{status}");
        assert_eq!(error.kind(), ErrorKind::Status, "{status}");
        assert_eq!(error.status().unwrap().as_u16(), status);
        assert_eq!(error.attempts(), 1, "{status}");
        assert_eq!(
            Delivery::of_status(StatusCode::from_u16(status).unwrap()),
            documented(status),
            "{status}"
        );
    }
}

#[tokio::test]
async fn every_status_is_retried_as_its_delivery_and_the_operation_allow() {
    for status in 300..=599 {
        for idempotency in ALL_IDEMPOTENCIES {
            let clock = clock();
            let script = Script::new(&clock, [Step::status(status), Step::ok()]);
            let outcome = call(&script.client())
                .json::<Anything>(Request::new(operation(idempotency)))
                .await;
            let retried = match status {
                429 => true,
                300..=399 => false,
                _ => {
                    documented(status) == Delivery::Unknown
                        && idempotency != Idempotency::NotIdempotent
                }
            };
            assert_eq!(outcome.is_ok(), retried, "{status} {idempotency:?}");
            assert_eq!(
                script.left(),
                usize::from(!retried),
                "{status} {idempotency:?}"
            );
            if let Err(error) = outcome {
                assert_eq!(error.gave_up(), Some(GaveUp::NotRetryable));
            }
        }
    }
}

#[tokio::test]
async fn a_post_whose_connection_breaks_after_the_request_was_read_is_tried_once_and_is_unknown() {
    let clock = clock();
    let server = Server::start(|_, _| Act::Close).await;
    let error = call(&client(&server.url(), &clock))
        .json::<Anything>(create())
        .await
        .unwrap_err();
    assert_eq!(error.delivery(), Delivery::Unknown);
    assert_eq!(error.kind(), ErrorKind::Interrupted);
    assert_eq!(error.attempts(), 1);
    assert_eq!(error.gave_up(), Some(GaveUp::NotRetryable));
    assert_eq!(server.count(), 1);
    assert_eq!(server.requests()[0].text(), r#"{"name":"thing"}"#);
}

#[tokio::test]
async fn a_post_whose_kept_connection_is_closed_when_it_is_read_is_tried_once_and_is_unknown() {
    let clock = clock();
    let server = Server::start(|number, _| match number {
        0 => json(200, "{}"),
        _ => Act::Close,
    })
    .await;
    let client = client(&server.url(), &clock);
    call(&client).json::<Anything>(read()).await.unwrap();
    let error = call(&client).json::<Anything>(create()).await.unwrap_err();
    assert_eq!(error.delivery(), Delivery::Unknown);
    assert_eq!(error.kind(), ErrorKind::Interrupted);
    assert_eq!(
        server.connections(),
        1,
        "it was sent on the kept connection"
    );
    assert_eq!(server.count(), 2);
}

#[tokio::test]
async fn a_post_whose_answer_breaks_off_in_its_head_is_unknown() {
    for part in [
        "HTTP/1.1 2",
        "HTTP/1.1 200 OK\r\ncontent-ty",
        "nonsense\r\n\r\n",
    ] {
        let clock = clock();
        let server = Server::start(move |_, _| Act::SendAndClose(part.into())).await;
        let error = call(&client(&server.url(), &clock))
            .json::<Anything>(create())
            .await
            .unwrap_err();
        assert_eq!(error.delivery(), Delivery::Unknown, "{part}");
        assert_eq!(error.kind(), ErrorKind::Interrupted, "{part}");
        assert_eq!(server.count(), 1, "{part}");
    }
}

#[tokio::test]
async fn a_post_whose_connection_breaks_while_its_body_is_read_is_tried_once_and_is_unknown() {
    use tokio::io::AsyncReadExt as _;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let serving = tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.unwrap();
        // The head and the start of the body, and far from all of it.
        let mut part = vec![0; 4096];
        socket.read_exact(&mut part).await.unwrap();
        drop(socket);
        listener
    });
    let mut request = create();
    request.body("application/json", vec![b' '; 16 * 1024 * 1024]);
    let error = call(&client(&url, &clock()))
        .json::<Anything>(request)
        .await
        .unwrap_err();
    assert_eq!(error.delivery(), Delivery::Unknown);
    assert_eq!(error.kind(), ErrorKind::Interrupted);
    assert_eq!(error.attempts(), 1);
    serving.await.unwrap();
}

#[tokio::test]
async fn a_timeout_of_a_request_without_a_body_is_unknown() {
    let clock = ManualClock::new();
    let server = Server::start(|_, _| Act::Hold).await;
    let client = client(&server.url(), &clock);
    let pending = tokio::spawn(
        call(&client)
            .with_retry(RetryPolicy::never())
            .deletion(remove()),
    );
    server.has_read(1).await;
    clock.advance(seconds(30));
    let error = pending.await.unwrap().unwrap_err();
    assert_eq!(error.delivery(), Delivery::Unknown);
    assert_eq!(error.kind(), ErrorKind::Timeout);
}

#[tokio::test]
async fn a_read_whose_connection_breaks_is_tried_again() {
    let clock = clock();
    let server = Server::start(|number, _| match number {
        0 => Act::Close,
        _ => json(200, "{}"),
    })
    .await;
    let answer = call(&client(&server.url(), &clock))
        .json::<Anything>(read())
        .await
        .unwrap();
    assert_eq!(answer.attempts(), 2);
    assert_eq!(server.count(), 2);
}

#[tokio::test]
async fn a_refused_connection_is_tried_again_also_for_a_post_and_is_not_sent() {
    let clock = clock();
    let nobody = Refusing::new();
    let error = call(&client(&nobody.url(), &clock))
        .json::<Anything>(create())
        .await
        .unwrap_err();
    assert_eq!(error.delivery(), Delivery::NotSent);
    assert_eq!(error.kind(), ErrorKind::Connect);
    assert_eq!(error.attempts(), 4);
    assert_eq!(error.gave_up(), Some(GaveUp::Attempts));
    assert_eq!(
        clock.slept(),
        [250, 500, 1000].map(std::time::Duration::from_millis)
    );
}

#[tokio::test]
async fn a_name_that_does_not_resolve_is_tried_again_also_for_a_post_and_is_not_sent() {
    // A label of more than 63 characters: no resolver asks the network for it.
    let url = format!("http://{}.invalid", "x".repeat(64));
    let clock = clock();
    let client = support::builder(&url, &clock)
        .proxy(Proxy::None)
        .allow_plain_http()
        .build()
        .unwrap();
    let error = call(&client).json::<Anything>(create()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Dns);
    assert_eq!(error.delivery(), Delivery::NotSent);
    assert_eq!(error.attempts(), 4);
}

#[tokio::test]
async fn every_failure_of_the_transport_has_its_delivery_and_its_retries() {
    let table = [
        (
            TransportErrorKind::Unsendable,
            Delivery::NotSent,
            ErrorKind::InvalidRequest,
            [1, 1, 1],
        ),
        (
            TransportErrorKind::Dns,
            Delivery::NotSent,
            ErrorKind::Dns,
            [4, 4, 4],
        ),
        (
            TransportErrorKind::Connect,
            Delivery::NotSent,
            ErrorKind::Connect,
            [4, 4, 4],
        ),
        (
            TransportErrorKind::ConnectTimeout,
            Delivery::NotSent,
            ErrorKind::ConnectTimeout,
            [4, 4, 4],
        ),
        (
            TransportErrorKind::Tls,
            Delivery::NotSent,
            ErrorKind::Tls,
            [1, 1, 1],
        ),
        (
            TransportErrorKind::Interrupted,
            Delivery::Unknown,
            ErrorKind::Interrupted,
            [4, 4, 1],
        ),
    ];
    for (failure, delivery, kind, attempts) in table {
        for (idempotency, attempts) in ALL_IDEMPOTENCIES.into_iter().zip(attempts) {
            let clock = clock();
            let script = Script::new(&clock, (0..4).map(|_| Step::Fail(failure)));
            let error = call(&script.client())
                .json::<Anything>(Request::new(operation(idempotency)))
                .await
                .unwrap_err();
            assert_eq!(error.delivery(), delivery, "{failure:?}");
            assert_eq!(error.kind(), kind);
            assert_eq!(error.attempts(), attempts, "{failure:?} {idempotency:?}");
            assert_eq!(script.count(), attempts as usize);
            assert_eq!(error.status(), None);
            assert!(
                std::error::Error::source(&error).is_some(),
                "{failure:?} has a cause"
            );
        }
    }
}

#[tokio::test]
async fn a_timeout_and_then_a_refused_connect_is_unknown_and_not_not_sent() {
    let clock = clock();
    let turned = clock.clone();
    // It takes one connection, reads the request, and refuses everybody from then on.
    let server = Server::accepting(1, move |_, _| {
        turned.advance(seconds(30));
        Act::Hold
    })
    .await;
    let error = call(&client(&server.url(), &clock))
        .json::<Anything>(replace())
        .await
        .unwrap_err();
    assert_eq!(error.delivery(), Delivery::Unknown);
    assert_eq!(error.kind(), ErrorKind::Connect, "the last attempt's");
    let attempts: Vec<_> = error
        .history()
        .iter()
        .map(|attempt| (attempt.delivery, attempt.kind))
        .collect();
    assert_eq!(
        attempts,
        [
            (Delivery::Unknown, ErrorKind::Timeout),
            (Delivery::NotSent, ErrorKind::Connect),
            (Delivery::NotSent, ErrorKind::Connect),
            (Delivery::NotSent, ErrorKind::Connect),
        ]
    );
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn the_delivery_of_a_call_is_the_highest_over_its_attempts() {
    let cases = [
        (
            vec![Step::status(503), Step::status(404)],
            Delivery::Unknown,
            404,
        ),
        (
            vec![
                Step::json(200, "nonsense"),
                Step::status(500),
                Step::status(404),
            ],
            Delivery::Done,
            404,
        ),
        (
            vec![Step::status(429), Step::status(503), Step::status(400)],
            Delivery::Unknown,
            400,
        ),
        (
            vec![Step::status(429), Step::status(400)],
            Delivery::Refused,
            400,
        ),
        (
            vec![Step::Fail(TransportErrorKind::Connect), Step::status(400)],
            Delivery::Refused,
            400,
        ),
    ];
    for (steps, delivery, status) in cases {
        let clock = clock();
        let script = Script::new(&clock, steps);
        let error = call(&script.client())
            .json::<Anything>(read())
            .await
            .unwrap_err();
        assert_eq!(error.delivery(), delivery);
        assert_eq!(
            error.status().unwrap().as_u16(),
            status,
            "the last attempt's"
        );
        assert_eq!(error.attempts() as usize, script.count());
    }
}

#[tokio::test]
async fn a_post_is_not_repeated_when_an_attempt_after_a_refusal_is_unknown() {
    let clock = clock();
    let script = Script::new(&clock, [Step::status(429), Step::status(502)]);
    let error = call(&script.client())
        .json::<Anything>(create())
        .await
        .unwrap_err();
    assert_eq!(error.delivery(), Delivery::Unknown);
    assert_eq!(error.attempts(), 2);
}

#[tokio::test]
async fn html_with_status_200_is_unknown_whatever_the_operation_promises() {
    for (idempotency, attempts) in ALL_IDEMPOTENCIES.into_iter().zip([4, 4, 1]) {
        let clock = clock();
        let page = || {
            Step::Answer(
                200,
                headers(&[("content-type", "text/html; charset=utf-8")]),
                "<html>Please log in</html>".into(),
            )
        };
        let script = Script::new(&clock, (0..4).map(|_| page()));
        let error = call(&script.client())
            .json::<Anything>(Request::new(operation(idempotency)))
            .await
            .unwrap_err();
        assert_eq!(error.delivery(), Delivery::Unknown);
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert_eq!(error.attempts(), attempts, "{idempotency:?}");
        assert_eq!(error.body(), "<html>Please log in</html>");
    }
}

#[tokio::test]
async fn html_with_status_200_that_breaks_off_is_unknown_too() {
    let clock = clock();
    let script = Script::new(
        &clock,
        [Step::Pieces(
            200,
            headers(&[("content-type", "text/html")]),
            vec![Piece::Data("<html>Please"), Piece::Break],
        )],
    );
    let error = call(&script.client())
        .json::<Anything>(create())
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Truncated);
    assert_eq!(error.delivery(), Delivery::Unknown);
}

#[tokio::test]
async fn html_with_status_200_that_is_larger_than_the_cap_is_unknown_too() {
    let clock = clock();
    let script = Script::new(
        &clock,
        [Step::Answer(
            200,
            headers(&[("content-type", "text/html")]),
            "<html>Please log in</html>".into(),
        )],
    );
    let client = script.builder().body_cap(8).build().unwrap();
    let error = call(&client).json::<Anything>(create()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge);
    assert_eq!(error.delivery(), Delivery::Unknown);
}

#[tokio::test]
async fn a_body_that_decodes_is_accepted_whatever_its_content_type() {
    for content_type in ["text/html", "text/plain", "application/xml"] {
        let clock = clock();
        let script = Script::new(&clock, [Step::with(200, &[("content-type", content_type)])]);
        let answer = call(&script.client()).json::<Anything>(create()).await;
        assert_eq!(answer.unwrap().status(), StatusCode::OK);
    }
}

#[tokio::test]
async fn undecodable_json_is_done_and_retried_for_reads_only() {
    for (idempotency, attempts) in ALL_IDEMPOTENCIES.into_iter().zip([4, 1, 1]) {
        for content_type in [
            Some("application/json"),
            Some("Application/JSON; charset=utf-8"),
            None,
        ] {
            let clock = clock();
            let map = content_type
                .map_or_else(Default::default, |kind| headers(&[("content-type", kind)]));
            let script = Script::new(
                &clock,
                (0..4).map(|_| Step::Answer(200, map.clone(), "nonsense".into())),
            );
            let error = call(&script.client())
                .json::<Anything>(Request::new(operation(idempotency)))
                .await
                .unwrap_err();
            assert_eq!(error.delivery(), Delivery::Done, "{content_type:?}");
            assert_eq!(error.kind(), ErrorKind::Decode);
            assert_eq!(error.attempts(), attempts, "{idempotency:?}");
        }
    }
}

#[tokio::test]
async fn a_body_that_breaks_off_after_2xx_is_done_and_retried_for_reads_only() {
    for (idempotency, attempts) in ALL_IDEMPOTENCIES.into_iter().zip([4, 1, 1]) {
        let clock = clock();
        let server = Server::start(|_, _| {
            let mut bytes = answer(
                200,
                &[("content-type", "application/json")],
                r#"{"a":"long"}"#,
            );
            bytes.truncate(bytes.len() - 4);
            Act::SendAndClose(bytes)
        })
        .await;
        let error = call(&client(&server.url(), &clock))
            .json::<Anything>(Request::new(operation(idempotency)))
            .await
            .unwrap_err();
        assert_eq!(error.delivery(), Delivery::Done);
        assert_eq!(error.kind(), ErrorKind::Truncated);
        assert_eq!(error.status(), Some(StatusCode::OK));
        assert_eq!(error.body(), r#"{"a":"lo"#, "what was read is kept");
        assert!(error.body_is_cut());
        assert_eq!(error.attempts(), attempts, "{idempotency:?}");
        assert_eq!(server.count(), attempts as usize);
    }
}

#[tokio::test]
async fn a_delete_that_finds_nothing_after_an_unknown_attempt_is_gone() {
    use vendor_core::Deletion;
    let cases = [
        vec![Step::status(503), Step::status(404)],
        vec![Step::Silence(seconds(30)), Step::status(404)],
        vec![
            Step::Fail(TransportErrorKind::Interrupted),
            Step::status(404),
        ],
        vec![
            Step::status(408),
            Step::Fail(TransportErrorKind::Connect),
            Step::status(404),
        ],
    ];
    for steps in cases {
        let attempts = steps.len();
        let clock = clock();
        let script = Script::new(&clock, steps);
        let answer = call(&script.client()).deletion(remove()).await.unwrap();
        assert_eq!(*answer, Deletion::Gone);
        assert_eq!(answer.status(), StatusCode::NOT_FOUND);
        assert_eq!(answer.attempts() as usize, attempts);
    }
}

#[tokio::test]
async fn a_delete_that_finds_nothing_at_once_is_an_error() {
    let cases = [
        vec![Step::status(404)],
        vec![Step::status(429), Step::status(404)],
        vec![Step::Fail(TransportErrorKind::Connect), Step::status(404)],
    ];
    for steps in cases {
        let clock = clock();
        let script = Script::new(&clock, steps);
        let error = call(&script.client()).deletion(remove()).await.unwrap_err();
        assert_eq!(error.delivery(), Delivery::Refused);
        assert!(error.is_not_found());
    }
}

#[tokio::test]
async fn a_delete_that_is_answered_is_deleted() {
    use vendor_core::Deletion;
    for status in [200, 202, 204] {
        let clock = clock();
        let script = Script::new(&clock, [Step::status(503), Step::status(status)]);
        let answer = call(&script.client()).deletion(remove()).await.unwrap();
        assert_eq!(*answer, Deletion::Deleted);
        assert_eq!(answer.attempts(), 2);
    }
}

#[tokio::test]
async fn only_the_status_that_the_contract_names_means_gone() {
    let clock = clock();
    let script = Script::new(&clock, [Step::status(503), Step::status(410)]);
    let error = call(&script.client()).deletion(remove()).await.unwrap_err();
    assert_eq!(error.delivery(), Delivery::Unknown);
    assert_eq!(error.status(), Some(StatusCode::GONE));
}

#[tokio::test]
async fn a_404_that_speaks_of_the_endpoint_does_not_mean_gone() {
    use vendor_core::{Answer, Deletion, Dialect};

    /// A vendor whose 404 without a body means that there is no such endpoint.
    #[derive(Debug)]
    struct SaysWhich;
    impl Dialect for SaysWhich {
        fn says_gone(&self, answer: &Answer<'_>) -> bool {
            !answer.body.is_empty()
        }
    }
    let deletion = async |last| {
        let clock = clock();
        let script = Script::new(&clock, [Step::status(503), last]);
        let client = script.builder().dialect(SaysWhich).build().unwrap();
        call(&client).deletion(remove()).await
    };
    let error = deletion(Step::status(404)).await.unwrap_err();
    assert_eq!(error.delivery(), Delivery::Unknown);
    assert!(error.is_not_found());
    let answer = deletion(Step::json(404, r#"{"error":"no such contact"}"#)).await;
    assert_eq!(*answer.unwrap(), Deletion::Gone);
}

#[tokio::test]
async fn a_delete_that_is_not_sent_as_a_deletion_loses_nothing_when_it_is_gone() {
    let clock = clock();
    let script = Script::new(
        &clock,
        [
            Step::status(503),
            Step::json(404, r#"{"type":"/problems/not-found"}"#),
        ],
    );
    let error = call(&script.client()).empty(remove()).await.unwrap_err();
    assert_eq!(error.delivery(), Delivery::Unknown);
    assert_eq!(error.status(), Some(StatusCode::NOT_FOUND));
    assert_eq!(error.attempts(), 2);
    assert_eq!(error.code(), Some("/problems/not-found"));
    assert_eq!(error.body(), r#"{"type":"/problems/not-found"}"#);
}

#[tokio::test]
async fn an_error_inside_a_2xx_answer_has_the_delivery_of_the_verdict_and_is_not_retried() {
    use vendor_core::{Answer, Dialect, Problem, Verdict};

    #[derive(Debug)]
    struct SaysSo(Verdict);
    impl Dialect for SaysSo {
        fn verdict(&self, _: &Answer<'_>) -> Verdict {
            self.0.clone()
        }
    }
    let problem = || Problem::new().with_code("E17");
    for (verdict, delivery) in [
        (Verdict::Refused(problem()), Delivery::Refused),
        (Verdict::Unknown(problem()), Delivery::Unknown),
    ] {
        let clock = clock();
        let script = Script::new(&clock, [Step::json(200, r#"{"items":[1]}"#)]);
        let client = script.builder().dialect(SaysSo(verdict)).build().unwrap();
        let error = call(&client).json::<Anything>(read()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Answer);
        assert_eq!(error.delivery(), delivery);
        assert_eq!(error.code(), Some("E17"));
        assert_eq!(
            error.body(),
            r#"{"items":[1]}"#,
            "the item results are kept"
        );
        assert_eq!(error.attempts(), 1);
    }
}

#[tokio::test]
async fn a_call_that_is_dropped_frees_its_connection() {
    let clock = ManualClock::new();
    let server = Server::start(|_, _| Act::Hold).await;
    let client = client(&server.url(), &clock);
    let pending = tokio::spawn(call(&client).json::<Anything>(create()));
    server.has_read(1).await;
    pending.abort();
    server.was_left(1).await;
}

#[tokio::test]
async fn an_answer_whose_body_nobody_reads_to_its_end_frees_its_connection() {
    let clock = ManualClock::new();
    let server =
        Server::start(|_, _| Act::SendAndHold(support::head(200, &[("content-length", "100")])))
            .await;
    let client = client(&server.url(), &clock);
    let pending = tokio::spawn(call(&client).json::<Anything>(create()));
    server.has_read(1).await;
    pending.abort();
    server.was_left(1).await;
}

#[tokio::test]
async fn an_error_about_the_contents_of_several_things_leaves_open_which_were_done() {
    for (status, delivery) in [
        (400, Delivery::Unknown),
        (409, Delivery::Unknown),
        (422, Delivery::Unknown),
        (401, Delivery::Refused),
        (403, Delivery::Refused),
        (404, Delivery::Refused),
        (415, Delivery::Refused),
        (429, Delivery::Refused),
    ] {
        let clock = clock();
        let script = Script::new(&clock, [Step::status(status)]);
        let client = script
            .builder()
            .retry(RetryPolicy::never())
            .build()
            .unwrap();
        // A repetition would be answered in the same way, also where it would do no harm.
        let mut several = replace();
        several.set_bulk(true);
        let error = call(&client).empty(several).await.unwrap_err();
        assert_eq!(error.delivery(), delivery, "{status}");
        assert!(!error.is_transient() || status == 429, "{status}");

        let script = Script::new(&clock, [Step::status(status)]);
        let client = script
            .builder()
            .retry(RetryPolicy::never())
            .build()
            .unwrap();
        let error = call(&client).empty(replace()).await.unwrap_err();
        assert_eq!(error.delivery(), Delivery::Refused, "one thing, {status}");
    }
}

#[tokio::test]
async fn a_refusal_of_several_things_inside_a_2xx_answer_is_unknown() {
    use vendor_core::{Answer, Dialect, Problem, Verdict};

    #[derive(Debug)]
    struct SaysNo;
    impl Dialect for SaysNo {
        fn verdict(&self, answer: &Answer<'_>) -> Verdict {
            let kind = if answer.bulk { "bulk" } else { "one" };
            Verdict::Refused(Problem::new().with_code(kind))
        }
    }
    for (bulk, delivery, code) in [
        (true, Delivery::Unknown, "bulk"),
        (false, Delivery::Refused, "one"),
    ] {
        let clock = clock();
        let script = Script::new(&clock, [Step::ok()]);
        let client = script.builder().dialect(SaysNo).build().unwrap();
        let mut request = create();
        request.set_bulk(bulk);
        let error = call(&client).json::<Anything>(request).await.unwrap_err();
        assert_eq!((error.delivery(), error.code()), (delivery, Some(code)));
    }
}
