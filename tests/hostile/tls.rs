//! Handshakes that fail: nothing was sent, the kind says why, and only what may pass is tried again.

use std::io;
use std::time::Duration;

use rcgen::ExtendedKeyUsagePurpose;
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::{ConnectionTrafficSecrets, ServerConnection, version};
use tokio_rustls::server::TlsStream;
use vendor_core::ErrorKind;

use crate::calls::{self, CALLS, Call, Settings, Sort};
use crate::case::{is_usable_afterwards, shows_no_secret};
use crate::certificates::{self as make, Authority, Identity, VERSIONS};
use crate::expected::{Failure, not_sent, unknown};
use crate::script::{Script, Step, send};
use crate::server::Server;

fn tls() -> Failure {
    not_sent(ErrorKind::Tls).lasting()
}

/// All calls to a TLS server fail like this, and it reads none of them.
async fn refuses(
    name: &str,
    acceptor: &TlsAcceptor,
    settings: &Settings,
    failure: Failure,
) -> usize {
    for call in CALLS {
        let good = call.good_answer();
        let acceptor = Some(acceptor.clone());
        let server = Server::start_with(Vec::new(), good, &settings.clock, acceptor);
        server.behave();
        let caller = call
            .caller(&server.https_url(), settings)
            .expect("valid settings");
        for _ in 0..2 {
            let Err(error) = caller().await else {
                panic!("{name}: {call:?} is answered");
            };
            failure.check(call.sort(), &error);
            shows_no_secret(&error);
        }
        assert_eq!(server.requests(), 0, "{name}: {call:?} is read");
    }
    2 * CALLS.len()
}

/// Each certificate that must not be trusted, under both versions of TLS.
pub(crate) async fn certificates_of_servers() -> usize {
    let mut made = 0;
    let (authority, other) = (Authority::new(), Authority::new());
    let no_authority = authority.sign(make::server()).sign(make::server());
    let identities = [
        ("self-signed", Identity::self_signed(make::server())),
        ("of an unknown authority", other.sign(make::server())),
        ("expired", authority.sign(make::expired(make::server()))),
        (
            "not yet valid",
            authority.sign(make::not_yet_valid(make::server())),
        ),
        (
            "of another host",
            authority.sign(make::params(
                "vendor.example",
                ExtendedKeyUsagePurpose::ServerAuth,
            )),
        ),
        (
            "of the same name, not address",
            authority.sign(make::params(
                "localhost",
                ExtendedKeyUsagePurpose::ServerAuth,
            )),
        ),
        (
            "of a client",
            authority.sign(make::params(
                make::HOST,
                ExtendedKeyUsagePurpose::ClientAuth,
            )),
        ),
        ("signed by what is no authority", no_authority),
    ];
    for (name, identity) in &identities {
        for version in VERSIONS {
            let mut settings = Settings::new();
            settings.roots = vec![authority.root()];
            made += refuses(name, &identity.acceptor(None, version), &settings, tls()).await;
        }
    }
    made
}

/// A certificate of ours that is missing, or that the server does not trust. Under TLS 1.3 its alert comes when the
/// request was written already.
pub(crate) async fn certificates_of_clients() -> usize {
    let mut made = 0;
    let (authority, other) = (Authority::new(), Authority::new());
    let server = authority.sign(make::server());
    let certificates = [
        ("none", None),
        ("of another authority", Some(other.sign(make::client()))),
        (
            "expired",
            Some(authority.sign(make::expired(make::client()))),
        ),
        ("self-signed", Some(Identity::self_signed(make::client()))),
        (
            "of a server",
            Some(authority.sign(make::params("client", ExtendedKeyUsagePurpose::ServerAuth))),
        ),
    ];
    for (name, certificate) in &certificates {
        for version in VERSIONS {
            let mut settings = Settings::new();
            settings.roots = vec![authority.root()];
            settings.certificate = certificate.as_ref().map(Identity::of_client);
            made += refuses(
                name,
                &server.acceptor(Some(&authority), version),
                &settings,
                tls(),
            )
            .await;
        }
    }
    made
}

/// An added root, and a certificate that the server asks for.
pub(crate) async fn handshakes_that_succeed() -> usize {
    let mut made = 0;
    let authority = Authority::new();
    let (server, client) = (
        authority.sign(make::server()),
        authority.sign(make::client()),
    );
    for version in VERSIONS {
        for wants_a_certificate in [false, true] {
            for call in CALLS {
                made += 1;
                let mut settings = Settings::new();
                settings.roots = vec![Authority::new().root(), authority.root()];
                settings.certificate = wants_a_certificate.then(|| client.of_client());
                let acceptor = server.acceptor(wants_a_certificate.then_some(&authority), version);
                let good = call.good_answer();
                let server = Server::start_with(Vec::new(), good, &settings.clock, Some(acceptor));

                let caller = call
                    .caller(&server.https_url(), &settings)
                    .expect("valid settings");
                is_usable_afterwards(&server, &caller).await;
                assert_eq!((server.connections(), server.requests()), (1, 2));
            }
        }
    }
    made
}

/// What answers on the port speaks no TLS, or no good one.
pub(crate) async fn servers_that_speak_something_else() -> usize {
    let mut made = 0;
    let broken = not_sent(ErrorKind::Connect);
    let plain = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n";
    // A server's hello under TLS 1.1, with a cipher of that time.
    let mut old = vec![22, 3, 2, 0, 42, 2, 0, 0, 38, 3, 2];
    old.extend([7; 32]);
    old.extend([0, 0, 0x2f, 0]);
    // A message of 16 MiB in records of 16 KiB.
    let mut start = vec![22, 3, 3, 0x40, 0, 2, 0xff, 0xff, 0xff];
    start.resize(5 + 16 * 1024, 0);
    let mut more = vec![22, 3, 3, 0x40, 0];
    more.resize(5 + 16 * 1024, 0);
    let answers: Vec<(&str, Script, Failure)> = vec![
        ("plain HTTP", vec![send(plain), Step::Drain], tls()),
        ("zeros", vec![Step::Pour(vec![0; 4096].into())], tls()),
        ("letters", vec![Step::Pour("x".repeat(4096).into())], tls()),
        ("TLS 1.1", vec![send(old), Step::Drain], tls()),
        (
            "handshake_failure",
            vec![send(alert(40)), Step::Drain],
            tls(),
        ),
        (
            "protocol_version",
            vec![send(alert(70)), Step::Drain],
            tls(),
        ),
        (
            "unrecognized_name",
            vec![send(alert(112)), Step::Drain],
            tls(),
        ),
        (
            "a message of 16 MiB",
            vec![send(start), Step::Pour(more.into())],
            tls(),
        ),
        ("a close", vec![Step::Close], broken),
        ("a reset", vec![Step::Reset], broken),
        ("a half-close", vec![Step::HalfClose], broken),
        (
            "half a record, and a close",
            vec![send(vec![22, 3, 3, 0, 90, 2]), Step::HalfClose],
            broken,
        ),
        (
            "silence",
            vec![Step::Drain],
            not_sent(ErrorKind::ConnectTimeout),
        ),
        (
            "half a record, and silence",
            vec![send(vec![22, 3, 3, 0, 90, 2]), Step::Drain],
            not_sent(ErrorKind::ConnectTimeout),
        ),
    ];
    for (name, script, failure) in answers {
        for call in CALLS {
            made += 1;
            let mut settings = Settings::new();
            let ends_by_time = script.iter().all(|step| !matches!(step, Step::Pour(_)))
                && matches!(script.last(), Some(Step::Drain))
                && failure.is_passing();
            settings.connect_timeout = ends_by_time.then_some(Duration::from_millis(30));
            let server = Server::start(script.clone(), call.good_answer(), &settings.clock);
            let caller = call
                .caller(&server.https_url(), &settings)
                .expect("valid settings");
            let Err(error) = caller().await else {
                panic!("{name}: {call:?} is answered");
            };
            failure.check(call.sort(), &error);
            shows_no_secret(&error);
            assert!(
                server.is_left().await,
                "{name}: the client keeps the connection"
            );
        }
    }
    made
}

/// An alert that nobody has encrypted.
fn alert(description: u8) -> Vec<u8> {
    vec![21, 3, 3, 0, 2, FATAL, description]
}

const FATAL: u8 = 2;

/// A server that breaks off in the middle of its part of the handshake.
pub(crate) async fn half_a_handshake() -> usize {
    let mut made = 0;
    let authority = Authority::new();
    let identity = authority.sign(make::server());
    for version in VERSIONS {
        for call in CALLS {
            made += 1;
            let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
            let port = listener.local_addr().expect("it has one").port();
            let config = identity.config(None, &[version]);
            tokio::spawn(async move {
                loop {
                    let (mut socket, _) = listener.accept().await?;
                    let mut hello = vec![0; 16 * 1024];
                    let length = socket.read(&mut hello).await?;
                    let mut connection =
                        ServerConnection::new(config.clone()).map_err(io::Error::other)?;
                    connection.read_tls(&mut &hello[..length])?;
                    connection.process_new_packets().map_err(io::Error::other)?;
                    let mut flight = Vec::new();
                    while connection.wants_write() {
                        connection.write_tls(&mut flight)?;
                    }
                    socket.write_all(&flight[..flight.len() / 2]).await?;
                }
                #[expect(unreachable_code, reason = "the type of the errors above")]
                io::Result::Ok(())
            });
            let mut settings = Settings::new();
            settings.roots = vec![authority.root()];
            let url = format!("https://127.0.0.1:{port}");
            let error = call.caller(&url, &settings).expect("valid settings")().await;
            let error = error.expect_err("no handshake");
            not_sent(ErrorKind::Connect).check(call.sort(), &error);
        }
    }
    made
}

/// Plain HTTP to a port that speaks TLS: what comes back is no answer, and nobody knows what it was.
pub(crate) async fn plain_http_to_a_tls_port() -> usize {
    let mut made = 0;
    let acceptor = Authority::new()
        .sign(make::server())
        .acceptor(None, &version::TLS13);
    for call in CALLS {
        made += 1;
        let settings = Settings::new();
        let good = call.good_answer();
        let tls = Some(acceptor.clone());
        let server = Server::start_with(Vec::new(), good, &settings.clock, tls);
        let caller = call
            .caller(&server.url(), &settings)
            .expect("valid settings");
        let error = caller().await.expect_err("no answer");
        unknown(ErrorKind::Interrupted).check(call.sort(), &error);
    }
    made
}

/// A server that has read a request, and then sends an alert in place of an answer: it may have acted on it.
pub(crate) async fn alerts_after_the_act() -> usize {
    let mut made = 0;
    let authority = Authority::new();
    let acceptor = authority
        .sign(make::server())
        .acceptor(None, &version::TLS13);
    // Of the first request, one that says nothing of certificates; once the server has answered, any.
    for (first, keeps, description) in [
        (0, true, 80),
        (0, true, 10),
        (0, true, 0),
        (1, true, 80),
        (1, true, 42),
        (1, true, 46),
        (1, true, 48),
        (1, true, 116),
        (1, false, 116),
    ] {
        for call in CALLS {
            made += 1;
            let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
            let port = listener.local_addr().expect("it has one").port();
            let server = Alerting {
                listener,
                acceptor: acceptor.clone(),
                first,
                keeps,
                description,
            };
            tokio::spawn(server.run(call));
            let mut settings = Settings::new();
            settings.roots = vec![authority.root()];
            let url = format!("https://127.0.0.1:{port}");
            let caller = call.caller(&url, &settings).expect("valid settings");
            for _ in 0..first {
                assert!(calls::is_good(caller().await.expect("a good answer")));
            }
            let answer = caller().await;
            if call.sort() == Sort::NotIdempotent {
                let error = answer.expect_err("no answer");
                unknown(ErrorKind::Interrupted).check(call.sort(), &error);
            } else {
                assert!(calls::is_good(
                    answer.expect("the next attempt is answered")
                ));
            }
            assert!(calls::is_good(caller().await.expect("a good answer")));
        }
    }
    made
}

/// A server that answers one request with an alert, and all others well.
struct Alerting {
    listener: TcpListener,
    acceptor: TlsAcceptor,
    /// How many requests are answered first.
    first: usize,
    /// Whether it keeps the connection until then.
    keeps: bool,
    description: u8,
}

impl Alerting {
    async fn run(self, call: Call) -> io::Result<()> {
        let mut answered = 0;
        let mut has_alerted = false;
        loop {
            let (socket, _) = self.listener.accept().await?;
            socket.set_nodelay(true)?;
            let mut stream = self.acceptor.accept(socket).await?;
            let mut request = vec![0; 16 * 1024];
            // Small requests come in one piece.
            while stream.read(&mut request).await? > 0 {
                if answered == self.first && !has_alerted {
                    has_alerted = true;
                    send_alert(stream, self.description).await?;
                    break;
                }
                answered += 1;
                stream.write_all(&call.good_answer()).await?;
                stream.flush().await?;
                if !self.keeps && !has_alerted {
                    stream.shutdown().await?;
                    break;
                }
            }
        }
    }
}

/// Of a record (RFC 8446, section 5.1).
const ALERT: u8 = 21;
const APPLICATION_DATA: u8 = 23;

/// Encrypts an alert as TLS 1.3 has it, with the keys of the connection, and sends it.
async fn send_alert(stream: TlsStream<TcpStream>, description: u8) -> io::Result<()> {
    let (mut socket, connection) = stream.into_inner();
    let secrets = connection
        .dangerous_extract_secrets()
        .expect("they may be taken");
    let (number, ConnectionTrafficSecrets::Aes256Gcm { key, iv }) = secrets.tx else {
        panic!("another cipher than the preferred one");
    };
    let mut nonce: [u8; 12] = iv.as_ref().try_into().expect("12 bytes");
    for (byte, count) in nonce[4..].iter_mut().zip(number.to_be_bytes()) {
        *byte ^= count;
    }
    let mut alert = vec![FATAL, description, ALERT];
    let length = u8::try_from(alert.len() + AES_256_GCM.tag_len()).expect("a few bytes");
    let header = [APPLICATION_DATA, 3, 3, 0, length];
    let key = UnboundKey::new(&AES_256_GCM, key.as_ref()).expect("a key of this cipher");
    LessSafeKey::new(key)
        .seal_in_place_append_tag(
            Nonce::assume_unique_for_key(nonce),
            Aad::from(header),
            &mut alert,
        )
        .expect("it is short");
    socket.write_all(&[&header[..], &alert].concat()).await?;
    // What the client still sends is read, so that the alert is not lost in a reset.
    socket.shutdown().await?;
    socket.read_to_end(&mut Vec::new()).await?;
    Ok(())
}
