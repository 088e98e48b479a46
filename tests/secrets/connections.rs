//! What fails before a vendor has said anything: names, connections, handshakes, proxies, settings, requests.

use std::net::TcpListener;
use std::time::Duration;

use prepared_tickets::{NewPreparedTicket, PreparedTicketUpdate};
use tokio::io::AsyncWriteExt as _;
use vendor_core::transport::{ClientCertificate, Proxy, RootCertificate};
use vendor_core::{
    BaseUrl, ClientBuilder, ErrorKind, HeaderName, HeaderValue, OAuth2ClientCredentials,
    RetryPolicy, StaticCredentials,
};

use crate::calls;
use crate::clients::{Clients, SCHEMES};
use crate::marks::{personal, personal_of, secret};
use crate::search::{Marks, find};
use crate::stub::{Stub, answer};
use crate::{journal, shown};

type Builder = ClientBuilder<prepared_tickets::Client>;

fn client(base_url: &str) -> Builder {
    let credentials = prepared_tickets::PartnerCredentials::new("client", secret("client-secret"));
    prepared_tickets::Client::builder(base_url)
        .no_throttle()
        .allow_plain_http()
        .credentials(credentials.api_key(secret("api-key")))
        .retry(RetryPolicy::never())
}

/// Prints how a call of this client fails, or why there is no client; and tells where the call failed.
async fn failure(builder: Builder) -> Option<ErrorKind> {
    shown::debug(&builder);
    let client = match builder.build() {
        Ok(client) => client,
        Err(error) => {
            shown::chain(&error);
            return None;
        }
    };
    shown::debug(&client);
    let call = client.list_prepared_tickets().vin(personal_of(17));
    let error = call.await.expect_err("nothing is there");
    shown::chain(&error);
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(&error);
    let mut kind = error.kind();
    while let Some(error) = cause {
        kind = error.downcast_ref().map_or(kind, vendor_core::Error::kind);
        cause = error.source();
    }
    Some(kind)
}

fn nobody() -> std::net::SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port on loopback");
    listener.local_addr().expect("it listens")
}

/// A server that asks nothing.
async fn says_at_once(text: String) -> std::net::SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a free port on loopback");
    let address = listener.local_addr().expect("it listens");
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            // Who has gone by then is told nothing.
            let _ = stream.write_all(text.as_bytes()).await;
            let _ = stream.shutdown().await;
        }
    });
    address
}

#[tokio::test]
async fn a_vendor_that_is_not_there() {
    let _reader = journal::open();
    let nobody = nobody();
    for scheme in SCHEMES {
        let clients = Clients::new(scheme, |vendor| format!("http://{nobody}/{vendor}"));
        for call in calls::all() {
            let Err(error) = call.call(&clients).await else {
                panic!("{}: nobody is there", call.operation);
            };
            shown::chain(&error);
        }
    }
    journal::assert_silent();
}

#[tokio::test]
async fn names_handshakes_and_silence() {
    let _reader = journal::open();
    // Too long for a label: no resolver has to be asked.
    let unresolvable = format!("http://{}.invalid", "x".repeat(64));
    assert_eq!(failure(client(&unresolvable)).await, Some(ErrorKind::Dns));

    let not_tls = format!("https://{}", says_at_once(secret("no handshake")).await);
    assert_eq!(failure(client(&not_tls)).await, Some(ErrorKind::Tls));

    let silent = TcpListener::bind("127.0.0.1:0").expect("a free port on loopback");
    let silent = format!("http://{}", silent.local_addr().expect("it listens"));
    let builder = client(&silent).attempt_timeout(Duration::from_millis(30));
    assert_eq!(failure(builder).await, Some(ErrorKind::Timeout));
    journal::assert_silent();
}

#[tokio::test]
async fn proxies_whose_url_holds_a_password() {
    let _reader = journal::open();
    let url = |host: &str| format!("http://{}:{}@{host}", secret("user"), secret("password"));
    let through = |host: &str| client("http://vendor.example").proxy(Proxy::Url(url(host).into()));
    shown::debug(&Proxy::Url(url("proxy.example").into()));

    let unresolvable = format!("{}.invalid", "x".repeat(64));
    assert_eq!(failure(through(&unresolvable)).await, Some(ErrorKind::Dns));
    assert_eq!(
        failure(through(&nobody().to_string())).await,
        Some(ErrorKind::Connect)
    );
    for status in [
        "407 Proxy Authentication Required",
        "502 Bad Gateway",
        "200 OK",
    ] {
        let proxy =
            Stub::start(move |_, request| answer(status, "", request.text.as_bytes())).await;
        let host = proxy.address().to_string();
        failure(through(&host))
            .await
            .expect("the answer of a proxy is an error");
        let tunnel = client("https://vendor.example").proxy(Proxy::Url(url(&host).into()));
        failure(tunnel)
            .await
            .expect("the answer of a proxy is an error");
    }
    for unusable in [url("vendor.example:99999"), url("")] {
        let builder = client("https://vendor.example").proxy(Proxy::Url(unusable.into()));
        assert_eq!(failure(builder).await, None);
    }
    journal::assert_silent();
}

#[tokio::test]
async fn settings_that_cannot_be_used() {
    let _reader = journal::open();
    let with_user = format!(
        "https://{}:{}@vendor.example",
        secret("user"),
        secret("password")
    );
    let with_query = format!("https://vendor.example/?token={}", secret("token"));
    let no_url = secret("not a URL");
    for url in [with_user, with_query, no_url] {
        shown::display(&BaseUrl::parse(&url).expect_err("no base URL"));
        assert_eq!(failure(client(&url)).await, None);
        let oauth2 = OAuth2ClientCredentials::new(&url, "client", secret("client-secret"));
        shown::debug(&oauth2);
        assert_eq!(
            failure(client("https://vendor.example").credentials(oauth2)).await,
            None
        );
    }

    let unsendable = format!("{}\r\nx: {}", secret("token"), secret("more"));
    let credentials = [
        StaticCredentials::bearer(unsendable.clone()),
        StaticCredentials::basic(&secret("us:er"), secret("password")),
        StaticCredentials::none()
            .with_header(HeaderName::from_static("x-api-key"), unsendable.clone()),
    ];
    for credentials in credentials {
        shown::debug(&credentials);
        assert_eq!(
            failure(client("https://vendor.example").credentials(credentials)).await,
            None
        );
    }
    let aim = aim_contracts::AimCredentials::new(unsendable.clone(), unsendable.clone())
        .token(unsendable);
    shown::debug(&aim);
    let builder = aim_contracts::Client::builder("https://aim.example").credentials(aim);
    shown::chain(&builder.build().expect_err("headers cannot carry them"));

    let certificate = ClientCertificate::from_pem(secret("certificate"), secret("key"));
    shown::debug(&certificate);
    shown::debug(&RootCertificate::from_pem(secret("root")));
    assert_eq!(
        failure(client("https://vendor.example").client_certificate(certificate)).await,
        None
    );
    let key = rcgen::KeyPair::generate().expect("a key").serialize_pem();
    let half = ClientCertificate::from_pem(secret("certificate"), key);
    assert_eq!(
        failure(client("https://vendor.example").client_certificate(half)).await,
        None
    );
    journal::assert_silent();
}

#[tokio::test]
async fn requests_that_are_not_valid() {
    let _reader = journal::open();
    let client = client("http://vendor.example")
        .build()
        .expect("valid settings");
    let ticket = NewPreparedTicket::new(
        uuid::Uuid::nil(),
        7,
        Some(personal("vin")),
        personal_of(300),
    )
    .voucher_code(personal("voucher"));
    let update = PreparedTicketUpdate::new(
        7,
        Some(personal("vin")),
        Some(personal("voucher")),
        personal_of(300),
    );
    let header = HeaderValue::from_str(&secret("header")).expect("a header");
    let errors = [
        client.create_prepared_ticket(ticket).await.map(drop),
        client
            .update_prepared_ticket(uuid::Uuid::nil(), update)
            .await
            .map(drop),
        client
            .list_prepared_tickets()
            .vin(personal("vin"))
            .limit(-1)
            .with_header(HeaderName::from_static("x-anything"), header)
            .await
            .map(drop),
    ];
    for error in errors {
        let error = error.expect_err("they are not valid");
        assert_eq!(error.kind(), ErrorKind::InvalidRequest);
        shown::chain(&error);
        // Nobody but us has said anything: a person reads no mark either.
        assert_eq!(find(&error.report(), Marks::All), None);
    }
    journal::assert_silent();
}
