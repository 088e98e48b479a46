//! Real calls by each TLS library that is compiled in. `cargo xtask ci tls` runs them for every library in a program
//! that has no other one.
#![cfg(all(
    feature = "test-util",
    any(feature = "rustls", feature = "rustls-aws-lc", feature = "native-tls")
))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by panicking

mod support;

use std::collections::BTreeMap;

use support::tls::{Authority, Identity, TlsServer, VERSIONS};
use support::{Act, Anything, Received, builder, call, clock, create, json, read};
use tokio::io::AsyncReadExt as _;
use tokio::net::TcpListener;
use vendor_core::transport::{RootCertificate, TlsBackend};
use vendor_core::{ClientBuilder, Delivery, ErrorKind, Pipeline};

fn ok(_: usize, _: &Received) -> Act {
    json(200, r#"{"said":"by TLS"}"#)
}

/// A client's builder that trusts an authority beside those of the platform.
fn trusting(root: RootCertificate, url: &str, backend: TlsBackend) -> ClientBuilder<Pipeline> {
    builder(url, &clock())
        .tls_backend(backend)
        .root_certificate(root)
}

#[test]
fn the_library_that_was_chosen_is_there_and_no_other() {
    let available = TlsBackend::available();
    let features: Vec<_> = available.iter().map(|backend| backend.feature()).collect();
    // What was chosen is told from outside: in here a feature that brings another one along looks like a choice.
    match std::env::var("TLS_FEATURE") {
        Ok(chosen) => assert_eq!(features, [chosen]),
        Err(_) => assert!(!features.is_empty()),
    }
}

#[tokio::test]
async fn a_server_of_a_trusted_authority_is_called_and_its_answer_is_read() {
    for backend in TlsBackend::available() {
        for version in VERSIONS {
            let authority = Authority::new();
            let identity = authority.server("localhost");
            let server = TlsServer::start(identity, None, &[version], ok).await;
            let client = trusting(authority.root(), &server.url(), backend);
            let client = client.build().unwrap();
            for _ in 0..2 {
                let answer = call(&client).json::<BTreeMap<String, String>>(create());
                assert_eq!(answer.await.unwrap().into_inner()["said"], "by TLS");
            }
            assert_eq!(server.log.requests_read(), 2, "{backend:?} {version:?}");
        }
    }
}

#[tokio::test]
async fn the_library_that_nobody_names_is_the_preferred_one() {
    let authority = Authority::new();
    let server = TlsServer::start(authority.server("localhost"), None, &VERSIONS, ok).await;
    let client = builder(&server.url(), &clock()).root_certificate(authority.root());
    let answer = call(&client.build().unwrap())
        .json::<Anything>(read())
        .await;
    answer.unwrap();
}

#[tokio::test]
async fn a_certificate_of_an_unknown_authority_is_not_sent_and_never_retried() {
    let (known, unknown) = (Authority::new(), Authority::new());
    assert_not_sent(&known, || unknown.server("localhost")).await;
}

#[tokio::test]
async fn a_certificate_for_another_host_is_not_sent_and_never_retried() {
    let known = Authority::new();
    assert_not_sent(&known, || known.server("other.example")).await;
}

/// A client that trusts an authority tells a server with this certificate nothing.
async fn assert_not_sent(trusted: &Authority, certificate: impl Fn() -> Identity) {
    for backend in TlsBackend::available() {
        for version in VERSIONS {
            let server = TlsServer::start(certificate(), None, &[version], ok).await;
            let client = trusting(trusted.root(), &server.url(), backend);
            let client = client.build().unwrap();
            let error = call(&client).json::<Anything>(read()).await.unwrap_err();
            let place = format!("{backend:?} {version:?}: {}", error.report());
            assert_eq!(error.kind(), ErrorKind::Tls, "{place}");
            assert_eq!(error.delivery(), Delivery::NotSent, "{place}");
            assert_eq!(error.attempts(), 1, "{place}");
            assert_eq!(server.log.requests_read(), 0, "{place}");
        }
    }
}

#[tokio::test]
async fn a_client_certificate_is_shown_to_a_server_that_demands_one() {
    for backend in TlsBackend::available() {
        for version in VERSIONS {
            let authority = Authority::new();
            let identity = authority.server("localhost");
            let server = TlsServer::start(identity, Some(&authority), &[version], ok).await;
            let client = trusting(authority.root(), &server.url(), backend)
                .client_certificate(authority.client())
                .build()
                .unwrap();
            let answer = call(&client).json::<Anything>(create()).await;
            assert!(answer.is_ok(), "{backend:?} {version:?}: {answer:?}");
            assert_eq!(server.log.requests_read(), 1);
        }
    }
}

#[tokio::test]
async fn without_the_client_certificate_that_a_server_demands_nothing_is_done() {
    for backend in TlsBackend::available() {
        for version in VERSIONS {
            let authority = Authority::new();
            let identity = authority.server("localhost");
            let server = TlsServer::start(identity, Some(&authority), &[version], ok).await;
            let client = trusting(authority.root(), &server.url(), backend);
            let client = client.build().unwrap();
            let error = call(&client).json::<Anything>(create()).await.unwrap_err();
            let place = format!("{backend:?} {version:?}: {}", error.report());
            assert_eq!(error.kind(), ErrorKind::Tls, "{place}");
            assert_eq!(error.delivery(), Delivery::NotSent, "{place}");
            assert_eq!(error.attempts(), 1, "{place}");
            assert_eq!(server.log.requests_read(), 0, "{place}");
        }
    }
}

#[tokio::test]
async fn a_connection_that_breaks_during_the_handshake_is_not_sent_and_is_tried_again() {
    for backend in TlsBackend::available() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        tokio::spawn(async move {
            loop {
                let (mut socket, _) = listener.accept().await.unwrap();
                _ = socket.read(&mut [0; 16]).await;
            }
        });
        let url = format!("https://localhost:{port}");
        let client = builder(&url, &clock()).tls_backend(backend).build();
        let error = call(&client.unwrap()).json::<Anything>(create()).await;
        let error = error.unwrap_err();
        let place = format!("{backend:?}: {}", error.report());
        assert_eq!(error.kind(), ErrorKind::Connect, "{place}");
        assert_eq!(error.delivery(), Delivery::NotSent, "{place}");
        assert_eq!(error.attempts(), 4, "{place}");
    }
}
