//! TLS: whom the client trusts, how it shows who it is, and what a failed handshake means.
#![cfg(all(feature = "test-util", feature = "rustls"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by panicking

mod support;

use rcgen::{CertificateParams, ExtendedKeyUsagePurpose, KeyPair};
use support::tls::{Authority, Identity, TlsServer, VERSIONS};
use support::{Act, Anything, Received, builder, call, clock, create, json, millis, read};
use tokio::io::AsyncReadExt as _;
use tokio::net::TcpListener;
use vendor_core::transport::{ClientCertificate, RootCertificate, TlsBackend};
use vendor_core::{BuildError, Delivery, ErrorKind};

fn ok(_: usize, _: &Received) -> Act {
    json(200, "{}")
}

#[tokio::test]
async fn an_added_root_is_trusted_under_tls_1_2_and_1_3() {
    for version in VERSIONS {
        let authority = Authority::new();
        let server = TlsServer::start(authority.server("localhost"), None, &[version], ok).await;
        let client = builder(&server.url(), &clock())
            .root_certificate(authority.root())
            .build()
            .unwrap();
        call(&client).json::<Anything>(create()).await.unwrap();
        assert_eq!(server.log.requests_read(), 1);
    }
}

#[tokio::test]
async fn several_added_roots_are_all_trusted() {
    let (first, second) = (Authority::new(), Authority::new());
    let both = format!("{}{}", first.pem, second.pem);
    for roots in [
        vec![first.root(), second.root()],
        vec![RootCertificate::from_pem(both)],
    ] {
        for authority in [&first, &second] {
            let server = TlsServer::start(authority.server("localhost"), None, &VERSIONS, ok).await;
            let mut builder = builder(&server.url(), &clock());
            for root in &roots {
                builder = builder.root_certificate(root.clone());
            }
            call(&builder.build().unwrap())
                .json::<Anything>(read())
                .await
                .unwrap();
        }
    }
}

#[tokio::test]
async fn a_certificate_of_an_unknown_authority_is_not_sent_and_never_retried() {
    for version in VERSIONS {
        let unknown = Authority::new();
        let server = TlsServer::start(unknown.server("localhost"), None, &[version], ok).await;
        let client = builder(&server.url(), &clock())
            .root_certificate(Authority::new().root())
            .build()
            .unwrap();
        let error = call(&client).json::<Anything>(read()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Tls);
        assert_eq!(error.delivery(), Delivery::NotSent);
        assert_eq!(error.attempts(), 1);
        assert_eq!(server.log.requests_read(), 0);
        assert!(error.report().contains("certificate"), "{}", error.report());
    }
}

#[tokio::test]
async fn a_self_signed_certificate_is_not_sent_and_never_retried() {
    let key = KeyPair::generate().unwrap();
    let certificate = CertificateParams::new(vec!["localhost".to_owned()])
        .unwrap()
        .self_signed(&key)
        .unwrap();
    let identity = Identity {
        certificate: certificate.der().clone(),
        certificate_pem: certificate.pem(),
        key,
    };
    let server = TlsServer::start(identity, None, &VERSIONS, ok).await;
    let client = builder(&server.url(), &clock()).build().unwrap();
    let error = call(&client).json::<Anything>(read()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Tls);
    assert_eq!(error.delivery(), Delivery::NotSent);
    assert_eq!(error.attempts(), 1);
}

#[tokio::test]
async fn a_certificate_for_another_host_is_not_sent_and_never_retried() {
    for version in VERSIONS {
        let authority = Authority::new();
        let other = authority.server("other.example");
        let server = TlsServer::start(other, None, &[version], ok).await;
        let client = builder(&server.url(), &clock())
            .root_certificate(authority.root())
            .build()
            .unwrap();
        let error = call(&client).json::<Anything>(create()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Tls);
        assert_eq!(error.delivery(), Delivery::NotSent);
        assert_eq!(error.attempts(), 1);
        assert_eq!(server.log.requests_read(), 0);
    }
}

#[tokio::test]
async fn a_server_that_demands_a_client_certificate_gives_not_sent_under_tls_1_2_and_1_3() {
    for version in VERSIONS {
        let authority = Authority::new();
        let server = TlsServer::start(
            authority.server("localhost"),
            Some(&authority),
            &[version],
            ok,
        )
        .await;
        let client = builder(&server.url(), &clock())
            .root_certificate(authority.root())
            .build()
            .unwrap();
        let error = call(&client).json::<Anything>(read()).await.unwrap_err();
        assert_eq!(
            error.kind(),
            ErrorKind::Tls,
            "{version:?}: {}",
            error.report()
        );
        assert_eq!(error.delivery(), Delivery::NotSent, "{version:?}");
        assert_eq!(error.attempts(), 1, "{version:?}");
        assert_eq!(server.log.requests_read(), 0);
    }
}

#[tokio::test]
async fn a_client_certificate_of_another_authority_gives_not_sent_under_tls_1_2_and_1_3() {
    for version in VERSIONS {
        let authority = Authority::new();
        let server = TlsServer::start(
            authority.server("localhost"),
            Some(&authority),
            &[version],
            ok,
        )
        .await;
        let client = builder(&server.url(), &clock())
            .root_certificate(authority.root())
            .client_certificate(Authority::new().client())
            .build()
            .unwrap();
        let error = call(&client).json::<Anything>(create()).await.unwrap_err();
        assert_eq!(
            error.kind(),
            ErrorKind::Tls,
            "{version:?}: {}",
            error.report()
        );
        assert_eq!(error.delivery(), Delivery::NotSent, "{version:?}");
        assert_eq!(error.attempts(), 1);
        assert_eq!(server.log.requests_read(), 0);
    }
}

#[tokio::test]
async fn a_client_certificate_is_shown_to_a_server_that_demands_one() {
    for version in VERSIONS {
        let authority = Authority::new();
        let server = TlsServer::start(
            authority.server("localhost"),
            Some(&authority),
            &[version],
            ok,
        )
        .await;
        let client = builder(&server.url(), &clock())
            .root_certificate(authority.root())
            .client_certificate(authority.client())
            .build()
            .unwrap();
        call(&client).json::<Anything>(create()).await.unwrap();
        assert_eq!(server.log.requests_read(), 1);
    }
}

#[tokio::test]
async fn a_connection_that_breaks_inside_tls_after_the_request_was_read_is_unknown() {
    for version in VERSIONS {
        let authority = Authority::new();
        let server = TlsServer::start(authority.server("localhost"), None, &[version], |_, _| {
            Act::Close
        })
        .await;
        let client = builder(&server.url(), &clock())
            .root_certificate(authority.root())
            .build()
            .unwrap();
        let error = call(&client).json::<Anything>(create()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Interrupted, "{version:?}");
        assert_eq!(error.delivery(), Delivery::Unknown);
        assert_eq!(server.log.requests_read(), 1);
    }
}

#[tokio::test]
async fn a_server_that_closes_during_the_handshake_is_not_sent_and_is_tried_again() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!(
        "https://localhost:{}",
        listener.local_addr().unwrap().port()
    );
    tokio::spawn(async move {
        loop {
            let (mut socket, _) = listener.accept().await.unwrap();
            let mut hello = [0; 16];
            _ = socket.read(&mut hello).await;
        }
    });
    let client = builder(&url, &clock()).build().unwrap();
    let error = call(&client).json::<Anything>(create()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect);
    assert_eq!(error.delivery(), Delivery::NotSent);
    assert_eq!(error.attempts(), 4);
}

#[tokio::test]
async fn a_server_that_speaks_no_tls_is_not_sent() {
    let server = support::Server::start(|_, _| json(200, "{}")).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!(
        "https://localhost:{}",
        listener.local_addr().unwrap().port()
    );
    tokio::spawn(async move {
        use tokio::io::AsyncWriteExt as _;
        let (mut socket, _) = listener.accept().await.unwrap();
        let mut hello = vec![0; 4096];
        _ = socket.read(&mut hello).await;
        _ = socket.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
        _ = socket.read_to_end(&mut hello).await;
    });
    let client = builder(&url, &clock()).build().unwrap();
    let error = call(&client).json::<Anything>(create()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Tls);
    assert_eq!(error.delivery(), Delivery::NotSent);
    assert_eq!(error.attempts(), 1);
    assert_eq!(server.count(), 0);
}

#[tokio::test]
async fn a_handshake_that_is_never_answered_ends_at_the_connect_timeout_and_is_not_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!(
        "https://localhost:{}",
        listener.local_addr().unwrap().port()
    );
    let held = tokio::spawn(async move {
        let mut sockets = Vec::new();
        while sockets.len() < 2 {
            sockets.push(listener.accept().await.unwrap());
        }
        std::future::pending::<()>().await;
    });
    let client = builder(&url, &clock())
        .connect_timeout(millis(50))
        .retry(vendor_core::RetryPolicy::default().max_attempts(2))
        .build()
        .unwrap();
    let error = call(&client).json::<Anything>(create()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ConnectTimeout);
    assert_eq!(error.delivery(), Delivery::NotSent);
    assert_eq!(error.attempts(), 2);
    assert!(error.is_timeout());
    held.abort();
}

// Over HTTP/2 the head goes out before the body is asked for: there is no such sign.
#[cfg(not(feature = "http2"))]
#[tokio::test]
async fn a_deadline_that_ends_while_the_connection_is_still_made_is_not_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!(
        "https://localhost:{}",
        listener.local_addr().unwrap().port()
    );
    let clock = vendor_core::testing::ManualClock::new();
    let client = builder(&url, &clock).build().unwrap();
    let pending = tokio::spawn(
        call(&client)
            .with_timeout(support::seconds(5))
            .json::<Anything>(create()),
    );
    // The client's hello has come, and is never answered: no request can have been read.
    let (mut socket, _) = listener.accept().await.unwrap();
    let mut hello = [0; 16];
    socket.read_exact(&mut hello).await.unwrap();
    clock.advance(support::seconds(5));
    let error = pending.await.unwrap().unwrap_err();
    assert!(error.is_timeout());
    assert_eq!(error.delivery(), Delivery::NotSent);
}

#[test]
fn certificates_and_keys_that_are_no_pem_are_errors_when_the_client_is_built() {
    let authority = Authority::new();
    let identity = authority.sign("client", ExtendedKeyUsagePurpose::ClientAuth);
    let build = |change: &dyn Fn(Builder) -> Builder| {
        let builder = builder("https://vendor.example", &clock());
        change(builder).build().unwrap_err()
    };
    let no_root = build(&|builder| builder.root_certificate(RootCertificate::from_pem("nothing")));
    assert!(matches!(no_root, BuildError::Pem(_)));
    let no_chain = build(&|builder| {
        builder.client_certificate(ClientCertificate::from_pem(
            "nothing",
            identity.key.serialize_pem(),
        ))
    });
    assert!(matches!(no_chain, BuildError::Pem(_)));
    let no_key = build(&|builder| {
        builder.client_certificate(ClientCertificate::from_pem(
            identity.certificate_pem.as_bytes(),
            "SECRET",
        ))
    });
    assert!(matches!(no_key, BuildError::Pem(_)));
    assert!(!format!("{no_key} {no_key:?}").contains("SECRET"));
    let other_key = build(&|builder| {
        builder.client_certificate(ClientCertificate::from_pem(
            identity.certificate_pem.as_bytes(),
            KeyPair::generate().unwrap().serialize_pem(),
        ))
    });
    assert!(matches!(other_key, BuildError::Tls(_)), "{other_key:?}");
}

type Builder = vendor_core::ClientBuilder<vendor_core::Pipeline>;

#[test]
fn a_backend_that_is_not_compiled_in_is_an_error_that_names_its_feature() {
    assert_eq!(TlsBackend::available()[0], TlsBackend::Rustls);
    if !cfg!(feature = "native-tls") {
        let error = builder("https://vendor.example", &clock())
            .tls_backend(TlsBackend::NativeTls)
            .build()
            .unwrap_err();
        assert!(error.to_string().contains("native-tls"), "{error}");
    }
}
