//! The seam below the pipeline, and what the built-in transport does at it.
#![cfg(feature = "test-util")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by panicking

mod support;

use std::sync::Arc;

use bytes::Bytes;
use support::{
    Act, Anything, READ, Script, Server, Step, answer, builder, call, client, clock, create, json,
    read, remove, replace,
};
use vendor_core::transport::{
    BodyStream, Proxy, TransportError, TransportErrorKind, TransportRequest, TransportResponse,
};
use vendor_core::{
    BoxFuture, BuildError, Delivery, ErrorKind, HeaderMap, HeaderName, HeaderValue, Idempotency,
    Request, RetryPolicy, StatusCode, Transport,
};

#[tokio::test]
async fn a_transport_of_one_s_own_is_told_the_operation_and_whether_it_may_be_repeated() {
    for (request, operation, idempotency) in [
        (read(), "readThings", Idempotency::Safe),
        (create(), "createThing", Idempotency::NotIdempotent),
        (replace(), "replaceThing", Idempotency::Idempotent),
    ] {
        let clock = clock();
        let script = Script::new(&clock, [Step::ok()]);
        call(&script.client())
            .json::<Anything>(request)
            .await
            .unwrap();
        let sent = &script.sent()[0];
        assert_eq!(sent.operation.id(), operation);
        assert_eq!(sent.idempotency, idempotency);
        assert_eq!(sent.attempt, 1);
        assert_eq!(sent.method, *sent.operation.method());
        assert_eq!(sent.url.host_str(), Some("vendor.example"));
    }
}

#[tokio::test]
async fn a_request_arrives_as_it_was_built() {
    let server = Server::start(|_, _| json(200, "{}")).await;
    let client = builder(&format!("{}/api/", server.url()), &clock())
        .user_agent("my-program/2.0")
        .build()
        .unwrap();
    let mut request = create();
    request.query("dry", &true);
    request.header(HeaderName::from_static("x-own"), &"1");
    call(&client)
        .with_header(
            HeaderName::from_static("x-call"),
            HeaderValue::from_static("2"),
        )
        .json::<Anything>(request)
        .await
        .unwrap();
    let received = &server.requests()[0];
    assert_eq!(received.method, "POST");
    assert_eq!(received.target, "/api/things?dry=true");
    assert_eq!(received.text(), r#"{"name":"thing"}"#);
    let mut names: Vec<_> = received.headers.keys().map(HeaderName::as_str).collect();
    names.sort_unstable();
    let expected = if cfg!(feature = "gzip") {
        vec![
            "accept",
            "accept-encoding",
            "content-length",
            "content-type",
            "host",
            "user-agent",
            "x-call",
            "x-own",
        ]
    } else {
        vec![
            "accept",
            "content-length",
            "content-type",
            "host",
            "user-agent",
            "x-call",
            "x-own",
        ]
    };
    assert_eq!(names, expected, "and nothing else");
    assert_eq!(received.header("accept"), Some("application/json"));
    assert_eq!(received.header("content-type"), Some("application/json"));
    assert_eq!(received.header("content-length"), Some("16"));
    assert_eq!(
        received.header("host"),
        Some(server.url().trim_start_matches("http://"))
    );
    assert_eq!(
        received.header("user-agent"),
        Some("my-program/2.0 behaviour-tests/1.0")
    );
}

#[tokio::test]
async fn the_user_agent_is_crate_and_version() {
    let server = Server::start(|_, _| json(200, "{}")).await;
    call(&client(&server.url(), &clock()))
        .json::<Anything>(read())
        .await
        .unwrap();
    assert_eq!(
        server.requests()[0].header("user-agent"),
        Some("behaviour-tests/1.0")
    );
    let error = builder("http://127.0.0.1:1", &clock())
        .user_agent("a\nb")
        .build()
        .unwrap_err();
    assert!(matches!(error, BuildError::UserAgent));
}

#[tokio::test]
async fn a_post_without_a_body_says_that_it_has_none() {
    let server = Server::start(|_, _| json(200, "{}")).await;
    let client = client(&server.url(), &clock());
    call(&client)
        .json::<Anything>(Request::new(&support::CREATE))
        .await
        .unwrap();
    call(&client).json::<Anything>(read()).await.unwrap();
    let requests = server.requests();
    assert_eq!(
        requests[0].header("content-length"),
        Some("0"),
        "411 otherwise"
    );
    assert_eq!(requests[1].header("content-length"), None);
}

#[tokio::test]
async fn a_connection_is_kept_and_used_again() {
    let server = Server::start(|number, _| match number {
        1 => json(400, r#"{"title":"no"}"#),
        2 => Act::Send(answer(204, &[], "")),
        _ => json(200, "{}"),
    })
    .await;
    let client = client(&server.url(), &clock());
    call(&client).json::<Anything>(read()).await.unwrap();
    call(&client).json::<Anything>(create()).await.unwrap_err();
    call(&client).deletion(remove()).await.unwrap();
    call(&client).json::<Anything>(read()).await.unwrap();
    assert_eq!(server.count(), 4);
    assert_eq!(server.connections(), 1, "also after an error");
}

#[tokio::test]
async fn a_client_on_loopback_uses_no_proxy() {
    let proxy = Server::start(|_, _| json(200, "{}")).await;
    let direct = Server::start(|_, _| json(200, "{}")).await;
    let proxies = [Proxy::System, Proxy::None, Proxy::Url(proxy.url().into())];
    for proxy in proxies {
        let client = builder(&direct.url(), &clock())
            .proxy(proxy)
            .build()
            .unwrap();
        call(&client).json::<Anything>(read()).await.unwrap();
    }
    assert_eq!((direct.count(), proxy.count()), (3, 0));
}

#[tokio::test]
async fn a_proxy_gets_the_whole_url_and_resolves_the_name_of_the_vendor() {
    let proxy = Server::start(|_, _| json(200, "{}")).await;
    let client = builder("http://no-such-host.invalid", &clock())
        .allow_plain_http()
        .proxy(Proxy::Url(proxy.url().into()))
        .build()
        .unwrap();
    call(&client).json::<Anything>(read()).await.unwrap();
    assert_eq!(
        proxy.requests()[0].target,
        "http://no-such-host.invalid/things"
    );
}

#[tokio::test]
async fn a_proxy_that_refuses_a_tunnel_is_not_sent() {
    if !support::TLS {
        return;
    }
    for (status, kind) in [
        (403, ErrorKind::Connect),
        (407, ErrorKind::Proxy),
        (502, ErrorKind::Connect),
    ] {
        let proxy = Server::start(move |_, _| Act::Send(answer(status, &[], ""))).await;
        let client = builder("https://no-such-host.invalid", &clock())
            .proxy(Proxy::Url(proxy.url().into()))
            .retry(RetryPolicy::never())
            .build()
            .unwrap();
        let error = call(&client).json::<Anything>(create()).await.unwrap_err();
        assert_eq!(error.delivery(), Delivery::NotSent, "{status}");
        assert_eq!(error.kind(), kind, "{status}");
        assert_eq!(error.is_transient(), kind == ErrorKind::Connect, "{status}");
        assert_eq!(proxy.requests()[0].method, "CONNECT");
        assert!(!proxy.requests()[0].headers.contains_key("authorization"));
    }
}

#[tokio::test]
async fn an_answer_of_an_early_hint_is_waited_beyond() {
    let server = Server::start(|_, _| {
        let mut bytes = b"HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n".to_vec();
        bytes.extend(answer(200, &[("content-type", "application/json")], "{}"));
        Act::Send(bytes)
    })
    .await;
    call(&client(&server.url(), &clock()))
        .json::<Anything>(create())
        .await
        .unwrap();
}

/// Answers at once, from memory.
#[derive(Debug)]
struct Memory;

impl Transport for Memory {
    fn send(
        &self,
        request: TransportRequest,
    ) -> BoxFuture<'_, Result<TransportResponse, TransportError>> {
        let body = BodyStream::full(request.body);
        let answer = TransportResponse::new(StatusCode::OK, HeaderMap::new(), body);
        Box::pin(std::future::ready(Ok(answer)))
    }
}

#[tokio::test]
async fn the_body_of_an_answer_that_is_here_already_is_not_copied() {
    let client = builder("https://vendor.example", &clock())
        .transport(Memory)
        .build()
        .unwrap();
    let mut request = create();
    let body = Bytes::from_static(br#"{"a":1}"#);
    request.body("application/json", body.clone());
    let answer = call(&client).json::<Anything>(request).await.unwrap();
    assert_eq!(answer.body(), &body);
    assert_eq!(answer.body().as_ptr(), body.as_ptr());
}

/// Adds a header, and passes everything on.
#[derive(Debug)]
struct Marked(&'static str, Arc<dyn Transport>);

impl Transport for Marked {
    fn send(
        &self,
        mut request: TransportRequest,
    ) -> BoxFuture<'_, Result<TransportResponse, TransportError>> {
        let mark = HeaderValue::from_static(self.0);
        request
            .headers
            .append(HeaderName::from_static("x-mark"), mark);
        self.1.send(request)
    }
}

#[tokio::test]
async fn a_transport_can_be_wrapped_the_built_in_one_too_and_the_last_layer_is_the_outermost() {
    let server = Server::start(|_, _| json(200, "{}")).await;
    let client = builder(&server.url(), &clock())
        .wrap_transport(|inner| Marked("first", inner))
        .wrap_transport(|inner| Marked("last", inner))
        .build()
        .unwrap();
    call(&client).json::<Anything>(read()).await.unwrap();
    let marks: Vec<_> = server.requests()[0]
        .headers
        .get_all("x-mark")
        .iter()
        .map(|mark| mark.to_str().unwrap().to_owned())
        .collect();
    assert_eq!(marks, ["last", "first"]);
}

#[test]
fn the_kind_of_a_transport_s_error_is_kept_and_said() {
    let error = TransportError::new(TransportErrorKind::Dns)
        .with_source(std::io::Error::other("the cause"));
    assert_eq!(error.kind(), TransportErrorKind::Dns);
    assert_eq!(error.to_string(), "the host's name did not resolve");
    assert_eq!(
        std::error::Error::source(&error).unwrap().to_string(),
        "the cause"
    );
}

#[tokio::test]
async fn a_redirect_is_an_answer_like_any_other() {
    let clock = clock();
    let script = Script::new(
        &clock,
        [Step::Answer(
            302,
            support::headers(&[("location", "https://vendor.example/login")]),
            "".into(),
        )],
    );
    let error = call(&script.client())
        .json::<Anything>(Request::new(&READ))
        .await
        .unwrap_err();
    assert_eq!(error.delivery(), Delivery::Unknown);
    assert_eq!(error.attempts(), 1);
}

#[tokio::test]
async fn the_reason_phrase_is_the_one_that_was_sent() {
    let server = Server::start(|_, _| json(200, "{}")).await;
    let answer = call(&client(&server.url(), &clock()))
        .json::<Anything>(read())
        .await
        .unwrap();
    assert_eq!(answer.reason(), Some("Words"));

    let clock = clock();
    let script = Script::new(&clock, [Step::ok()]);
    let answer = call(&script.client()).json::<Anything>(read()).await;
    assert_eq!(answer.unwrap().reason(), Some("OK"), "the standard one");
}
