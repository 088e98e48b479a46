//! Answers with a large array, read element by element.
#![cfg(feature = "test-util")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by panicking

mod support;

use serde::Deserialize;
use support::{
    Act, Piece, READ, Script, Server, Step, builder, call, clock, create, head, headers, json,
    millis, poll_once, read, seconds,
};
use vendor_core::retry::GaveUp;
use vendor_core::testing::ManualClock;
use vendor_core::transport::TransportErrorKind;
use vendor_core::{
    Answer, Delivery, Dialect, Elements, Error, ErrorKind, Pipeline, Problem, RetryPolicy,
    StaticCredentials, Verdict,
};

#[derive(Debug, Deserialize, PartialEq)]
struct Lead {
    id: u32,
}

async fn open(client: &Pipeline) -> Result<Elements<Lead>, Error> {
    call(client).elements(read(), "leads").await
}

/// All elements up to the end or the first error.
async fn rest(elements: &mut Elements<Lead>) -> (Vec<u32>, Option<Error>) {
    let mut ids = Vec::new();
    while let Some(element) = elements.next().await {
        match element {
            Ok(lead) => ids.push(lead.id),
            Err(error) => {
                assert!(elements.next().await.is_none(), "it ends after an error");
                return (ids, Some(error));
            }
        }
    }
    assert!(elements.next().await.is_none(), "it has ended for good");
    (ids, None)
}

fn pieces(texts: &[&'static str]) -> Step {
    Step::pieces(texts.iter().copied().map(Piece::Data).collect())
}

#[tokio::test]
async fn elements_come_one_by_one_wherever_the_pieces_of_the_body_end() {
    let document = r#"{"status":0,"leads":[{"id":1},{"id":2},{"id":3}],"message":"x"}"#;
    for size in 1..=document.len() {
        let clock = clock();
        let parts = document
            .as_bytes()
            .chunks(size)
            .map(|part| Piece::Bytes(part.to_vec().into()))
            .collect();
        let script = Script::new(&clock, [Step::pieces(parts)]);
        let mut elements = open(&script.client()).await.unwrap();
        assert_eq!(elements.attempts(), 1);
        assert!(elements.envelope().is_none(), "not before the end");
        let (ids, error) = rest(&mut elements).await;
        assert_eq!(ids, [1, 2, 3]);
        assert!(error.is_none(), "{error:?}");
        assert_eq!(
            elements.envelope().unwrap().get(),
            r#"{"status":0,"leads":[],"message":"x"}"#
        );
    }
}

#[tokio::test]
async fn an_element_is_handed_out_before_the_next_one_has_arrived() {
    let server = Server::start(|_, _| {
        let mut bytes = head(200, &[("content-type", "application/json")]);
        bytes.extend_from_slice(br#"{"leads":[{"id":1},{"id":2"#);
        Act::SendAndHold(bytes)
    })
    .await;
    let client = builder(&server.url(), &ManualClock::new()).build().unwrap();
    let mut elements = open(&client).await.unwrap();
    assert_eq!(elements.next().await.unwrap().unwrap(), Lead { id: 1 });
    let mut second = Box::pin(elements.next());
    assert!(poll_once(&mut second).await.is_none());
    drop(second);
    drop(elements);
    server.was_left(1).await;
}

#[tokio::test]
async fn an_empty_or_null_list_gives_no_element_and_the_envelope() {
    for document in [
        r#"{"leads":[],"n":0}"#,
        r#"{"leads":null,"n":0}"#,
        r#"{ "leads" : [ ] , "n" : 0 }"#,
        r#"{"n":0}"#,
        "{}",
    ] {
        let clock = clock();
        let script = Script::new(&clock, [Step::json(200, document)]);
        let mut elements = open(&script.client()).await.unwrap();
        let (ids, error) = rest(&mut elements).await;
        assert_eq!(ids, [] as [u32; 0]);
        assert!(error.is_none(), "{document}: {error:?}");
        assert!(elements.envelope().is_some());
    }
}

#[tokio::test]
async fn a_member_of_another_type_than_an_array_is_an_error_and_not_an_empty_list() {
    for document in [
        r#"{"leads":{"id":1}}"#,
        r#"{"leads":{"id":[1]}}"#,
        r#"{"leads":"none"}"#,
        r#"{"leads":7}"#,
        r#"{"leads":true}"#,
    ] {
        let clock = clock();
        let script = Script::new(&clock, [Step::json(200, document)]);
        let opened = call(&script.client())
            .with_retry(RetryPolicy::never())
            .elements::<Lead>(read(), "leads")
            .await;
        let error = match opened {
            Ok(mut elements) => rest(&mut elements).await.1,
            Err(error) => Some(error),
        };
        let error = error.unwrap_or_else(|| panic!("{document} is read as an empty list"));
        assert_eq!(error.kind(), ErrorKind::Decode, "{document}");
        assert_eq!(error.delivery(), Delivery::Done);
    }
}

#[tokio::test]
async fn a_document_that_is_cut_is_an_error_and_never_a_shorter_list() {
    let document = r#"{"leads":[{"id":1},{"id":2}],"n":2}"#;
    for end in 1..document.len() {
        let clock = clock();
        let part = document.as_bytes()[..end].to_vec();
        let script = Script::new(&clock, [Step::pieces(vec![Piece::Bytes(part.into())])]);
        let opened = call(&script.client())
            .with_retry(RetryPolicy::never())
            .elements::<Lead>(read(), "leads")
            .await;
        let error = match opened {
            Ok(mut elements) => rest(&mut elements).await.1.expect("a cut is an error"),
            Err(error) => error,
        };
        assert_eq!(error.delivery(), Delivery::Done, "{end}");
        assert!(error.decode_error().unwrap().is_truncated(), "{end}");
    }
}

#[tokio::test]
async fn what_is_wrong_in_a_document_comes_after_the_elements_before_it_wherever_the_pieces_end() {
    let document = r#"{"leads":[{"id":1},{"id":2}oops{"id":3}]}"#;
    for size in 1..=document.len() {
        let parts = document
            .as_bytes()
            .chunks(size)
            .map(|part| Piece::Bytes(part.to_vec().into()))
            .collect();
        let script = Script::new(&clock(), [Step::pieces(parts)]);
        let (ids, error) = rest(&mut open(&script.client()).await.unwrap()).await;
        assert_eq!(ids, [1, 2], "{size}");
        assert_eq!(error.unwrap().kind(), ErrorKind::Decode, "{size}");
    }
}

#[tokio::test]
async fn an_error_in_the_middle_of_an_answer_repeats_no_credentials_either() {
    let clock = clock();
    let document = r#"{"leads":[{"id":1},{"id":"hush-token"}]}"#;
    let script = Script::new(&clock, [Step::pieces(vec![Piece::Data(document)])]);
    let client = script
        .builder()
        .credentials(StaticCredentials::bearer("hush-token"))
        .build()
        .unwrap();
    let (ids, error) = rest(&mut open(&client).await.unwrap()).await;
    assert_eq!(ids, [1]);
    let error = error.unwrap();
    assert_eq!(error.body().as_ref(), br#"{"id":"[redacted]"}"#);
    assert!(!error.report().contains("hush"), "{}", error.report());
}

#[tokio::test]
async fn a_connection_that_breaks_is_an_error_after_the_elements_that_came() {
    let clock = clock();
    let script = Script::new(
        &clock,
        [Step::pieces(vec![
            Piece::Data(r#"{"leads":[{"id":1},{"id":2},"#),
            Piece::Break,
        ])],
    );
    let mut elements = open(&script.client()).await.unwrap();
    let (ids, error) = rest(&mut elements).await;
    assert_eq!(ids, [1, 2]);
    let error = error.unwrap();
    assert_eq!(error.kind(), ErrorKind::Truncated);
    assert_eq!(error.delivery(), Delivery::Done);
    assert_eq!(error.status().unwrap().as_u16(), 200);
    assert!(error.server().is_some(), "it tells who broke off");
    assert!(error.report().contains(" below http"), "{}", error.report());
    assert_eq!(
        script.count(),
        1,
        "nothing is retried once an element was handed out"
    );
    assert!(elements.envelope().is_none());
}

#[tokio::test]
async fn an_error_in_the_middle_tells_its_attempts_and_the_time_since_the_start() {
    let clock = clock();
    let script = Script::new(
        &clock,
        [
            Step::status(503),
            Step::pieces(vec![
                Piece::Data(r#"{"leads":[{"id":1}"#),
                Piece::Wait(seconds(20)),
                Piece::Data(","),
                Piece::Break,
            ]),
        ],
    );
    let mut elements = open(&script.client()).await.unwrap();
    assert_eq!(elements.attempts(), 2);
    let (ids, error) = rest(&mut elements).await;
    assert_eq!(ids, [1]);
    let error = error.unwrap();
    assert_eq!(error.attempts(), 2);
    assert_eq!(error.history()[0].status.unwrap().as_u16(), 503);
    assert_eq!(error.history()[1].kind, ErrorKind::Truncated);
    assert_eq!(error.elapsed(), millis(250) + seconds(20));
    assert_eq!(error.delivery(), Delivery::Done);
}

#[tokio::test]
async fn a_failure_before_the_first_element_is_retried() {
    let failures = || {
        [
            Step::status(503),
            Step::Fail(TransportErrorKind::Interrupted),
            Step::pieces(vec![Piece::Data(r#"{"lea"#), Piece::Break]),
            Step::pieces(vec![
                Piece::Data(r#"{"leads":["#),
                Piece::Silence(seconds(30)),
            ]),
            pieces(&[r#"{"leads":[{"id":1"#]),
            Step::json(200, "nonsense"),
            Step::Silence(seconds(30)),
        ]
    };
    for failure in failures() {
        let clock = clock();
        let script = Script::new(
            &clock,
            [failure, Step::json(200, r#"{"leads":[{"id":1}]}"#)],
        );
        let mut elements = open(&script.client()).await.unwrap();
        assert_eq!(elements.attempts(), 2);
        let (ids, error) = rest(&mut elements).await;
        assert_eq!(ids, [1]);
        assert!(error.is_none());
    }
    for failure in failures() {
        let clock = clock();
        let script = Script::new(&clock, [failure]);
        let error = call(&script.client())
            .elements::<Lead>(create(), "leads")
            .await
            .unwrap_err();
        assert_eq!(error.attempts(), 1, "not for what must not be repeated");
        assert_eq!(error.gave_up(), Some(GaveUp::NotRetryable));
        assert!(error.delivery() >= Delivery::Unknown);
    }
}

#[tokio::test]
async fn an_element_that_does_not_decode_is_an_error_with_its_path() {
    let clock = clock();
    let script = Script::new(
        &clock,
        [Step::json(
            200,
            r#"{"leads":[{"id":1},{"id":"two"},{"id":3}]}"#,
        )],
    );
    let mut elements = open(&script.client()).await.unwrap();
    let (ids, error) = rest(&mut elements).await;
    assert_eq!(ids, [1]);
    let error = error.unwrap();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(error.delivery(), Delivery::Done);
    assert_eq!(error.json_path(), Some("leads[1].id"));
    assert_eq!(error.body(), r#"{"id":"two"}"#, "the element is kept");
}

#[tokio::test]
async fn an_element_above_its_cap_is_an_error() {
    let clock = clock();
    let long = format!(
        r#"{{"leads":[{{"id":1}},{{"id":2,"x":"{}"}}]}}"#,
        "x".repeat(100)
    );
    let script = Script::new(
        &clock,
        [Step::pieces(vec![
            Piece::Bytes(long.as_bytes()[..18].to_vec().into()),
            Piece::Bytes(long.as_bytes()[18..].to_vec().into()),
        ])],
    );
    let client = script.builder().element_cap(64).build().unwrap();
    let mut elements = open(&client).await.unwrap();
    let (ids, error) = rest(&mut elements).await;
    assert_eq!(ids, [1]);
    let error = error.unwrap();
    assert_eq!(error.kind(), ErrorKind::TooLarge);
    assert_eq!(error.delivery(), Delivery::Done);
}

#[tokio::test]
async fn neither_the_body_cap_nor_the_time_of_an_attempt_ends_a_long_list() {
    let clock = clock();
    let mut parts = vec![Piece::Data(r#"{"leads":[{"id":0}"#)];
    for _ in 0..1000 {
        parts.push(Piece::Wait(seconds(29)));
        parts.push(Piece::Data(r#",{"id":7}"#));
    }
    parts.push(Piece::Data("]}"));
    let script = Script::new(&clock, [Step::pieces(parts)]);
    let client = script.builder().body_cap(100).build().unwrap();
    let mut elements = open(&client).await.unwrap();
    let (ids, error) = rest(&mut elements).await;
    assert_eq!(ids.len(), 1001);
    assert!(error.is_none(), "{error:?}");
}

#[tokio::test]
async fn a_silence_of_the_idle_timeout_ends_the_list() {
    let clock = clock();
    let script = Script::new(
        &clock,
        [Step::pieces(vec![
            Piece::Data(r#"{"leads":[{"id":1},"#),
            Piece::Silence(seconds(5)),
        ])],
    );
    let client = script.builder().idle_timeout(seconds(5)).build().unwrap();
    let mut elements = open(&client).await.unwrap();
    let (ids, error) = rest(&mut elements).await;
    assert_eq!(ids, [1]);
    let error = error.unwrap();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert_eq!(error.delivery(), Delivery::Done);
    assert!(error.is_timeout());
}

#[tokio::test]
async fn a_call_sets_its_own_idle_timeout_and_its_own_cap_of_elements() {
    let clock = clock();
    let script = Script::new(
        &clock,
        [
            Step::pieces(vec![
                Piece::Data(r#"{"leads":[{"id":1},"#),
                Piece::Silence(seconds(3)),
            ]),
            Step::json(200, r#"{"leads":[{"id":1234567890}]}"#),
        ],
    );
    let client = script.client();
    let mut elements = call(&client)
        .with_idle_timeout(seconds(3))
        .elements::<Lead>(read(), "leads")
        .await
        .unwrap();
    let (ids, error) = rest(&mut elements).await;
    assert_eq!(ids, [1]);
    assert_eq!(error.unwrap().kind(), ErrorKind::Timeout);
    let error = call(&client)
        .with_element_cap(14)
        .with_retry(RetryPolicy::never())
        .elements::<Lead>(read(), "leads")
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge);
}

#[derive(Debug)]
struct ByMessage;

impl Dialect for ByMessage {
    fn verdict(&self, answer: &Answer<'_>) -> Verdict {
        if answer.body.ends_with(br#""message":"sorry"}"#) {
            assert_eq!(answer.body, r#"{"leads":[],"message":"sorry"}"#);
            Verdict::Refused(Problem::new().with_code("sorry"))
        } else {
            Verdict::Accepted
        }
    }
}

#[tokio::test]
async fn the_verdict_comes_at_the_end_over_what_stands_around_the_elements() {
    let clock = clock();
    let script = Script::new(
        &clock,
        [Step::json(200, r#"{"leads":[{"id":1}],"message":"sorry"}"#)],
    );
    let client = script.builder().dialect(ByMessage).build().unwrap();
    let mut elements = open(&client).await.unwrap();
    let (ids, error) = rest(&mut elements).await;
    assert_eq!(ids, [1]);
    let error = error.unwrap();
    assert_eq!(error.kind(), ErrorKind::Answer);
    assert_eq!(error.delivery(), Delivery::Refused);
    assert_eq!(error.code(), Some("sorry"));
}

#[tokio::test]
async fn a_page_in_place_of_the_list_is_unknown() {
    let clock = clock();
    let script = Script::new(
        &clock,
        [Step::Answer(
            200,
            headers(&[("content-type", "text/html")]),
            "<html>".into(),
        )],
    );
    let error = call(&script.client())
        .elements::<Lead>(create(), "leads")
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(error.delivery(), Delivery::Unknown);
    assert_eq!(error.body(), "<html>");
}

#[tokio::test]
async fn elements_of_other_types_than_objects_are_elements_too() {
    let clock = clock();
    let script = Script::new(
        &clock,
        [Step::json(
            200,
            r#"{"leads":[1,"a,]b",null,[2,[3]],true,-1.5e3]}"#,
        )],
    );
    let mut elements = call(&script.client())
        .elements::<vendor_core::wire::RawJson>(read(), "leads")
        .await
        .unwrap();
    let mut found = Vec::new();
    while let Some(element) = elements.next().await {
        found.push(element.unwrap().get().to_owned());
    }
    assert_eq!(
        found,
        ["1", r#""a,]b""#, "null", "[2,[3]]", "true", "-1.5e3"]
    );
}

#[tokio::test]
async fn over_a_socket_a_list_of_many_elements_arrives_whole() {
    let server = Server::start(|_, _| {
        let leads: Vec<String> = (0..20_000).map(|id| format!(r#"{{"id":{id}}}"#)).collect();
        json(200, format!(r#"{{"leads":[{}]}}"#, leads.join(",")))
    })
    .await;
    let client = builder(&server.url(), &clock()).build().unwrap();
    let mut elements = open(&client).await.unwrap();
    let (ids, error) = rest(&mut elements).await;
    assert!(error.is_none());
    assert_eq!(ids, (0..20_000).collect::<Vec<_>>());
    assert_eq!(server.requests()[0].target, READ.path());
}
