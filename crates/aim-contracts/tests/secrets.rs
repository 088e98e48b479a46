//! No secret is shown: neither in a log, nor in an error, nor by `Debug`.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;

use std::error::Error as _;
use std::fmt::{Debug, Write as _};
use std::sync::Mutex;

use aim_contracts::{AimCredentials, Client, Error};
use support::{client_with, json, server_with_discovery};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};
use wiremock::matchers::{path, path_regex};
use wiremock::{Mock, ResponseTemplate};

const USER: &str = "ann@example.com";
const PASSWORD: &str = "opensesame";
const SECRETS: [&str; 8] = [
    USER,
    "ann%40",
    PASSWORD,
    "Password=",
    "key-4711",
    "app-4711",
    "oauth-1",
    "token-4711",
];

/// All that is traced and logged in this program, by us and the libraries below us.
static SEEN: Mutex<String> = Mutex::new(String::new());

fn note(text: &str) {
    SEEN.lock().expect("no test panics with it").push_str(text);
}

struct Everything;

struct Fields(String);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        writeln!(self.0, "{field}={value:?}").expect("a text grows");
    }
}

impl Subscriber for Everything {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut fields = Fields(span.metadata().name().to_owned());
        span.record(&mut fields);
        note(&fields.0);
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        let mut fields = Fields(String::new());
        values.record(&mut fields);
        note(&fields.0);
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut fields = Fields(String::new());
        event.record(&mut fields);
        note(&fields.0);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

impl log::Log for Everything {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        // The server of the tests runs in this program, too.
        if !record.target().starts_with("wiremock") {
            note(&format!("{} {}\n", record.target(), record.args()));
        }
    }

    fn flush(&self) {}
}

fn watch() {
    // Other tests of this program may have done it.
    _ = tracing::subscriber::set_global_default(Everything);
    _ = log::set_logger(&Everything);
    log::set_max_level(log::LevelFilter::Trace);
}

fn credentials() -> AimCredentials {
    AimCredentials::new("key-4711", "app-4711").login(USER, PASSWORD)
}

async fn outcome(client: &Client) -> Result<(), Error> {
    client.contract_status_listing().await.map(|_| ())
}

/// Everything that an error shows, to a log and to a person.
fn shown(error: &Error) -> String {
    let mut text = format!("{error} {error:?} {error:#?} {}", error.report());
    let mut source = error.source();
    while let Some(cause) = source {
        write!(text, " {cause} {cause:?}").expect("a text grows");
        if let Some(cause) = cause.downcast_ref::<Error>() {
            write!(text, " {} {:?}", cause.report(), cause.body()).expect("a text grows");
        }
        source = cause.source();
    }
    text
}

fn assert_no_secret(text: &str) {
    for secret in SECRETS {
        assert!(!text.contains(secret), "{secret} is shown in: {text}");
    }
}

fn assert_nothing_was_logged() {
    let seen = SEEN.lock().expect("no test panics with it").clone();
    assert!(seen.contains("login"), "something was traced");
    assert_no_secret(&seen);
}

/// The web framework's pages of an error repeat the URL.
const ECHO: &str =
    "Request.RawUrl: /shop/api/Security?Username=ann%40example.com&Password=opensesame token-4711";

#[tokio::test]
async fn a_login_that_fails_shows_neither_its_url_nor_a_token() {
    watch();
    let framework =
        format!(r#"{{"ResponseStatus":{{"ErrorCode":"NotFound","Message":"{ECHO}"}}}}"#);
    let in_status =
        format!(r#"{{"Status":{{"StatusCode":"?","ErrorCode":"E7","ErrorMessage":"{ECHO}"}}}}"#);
    let unclear = format!(r#"{{"Status":{{"ErrorDisplayText":"{ECHO}"}}}}"#);
    let errors = format!(r#"{{"ResponseStatus":{{"Errors":[{{"Message":"{ECHO}"}}]}}}}"#);
    let code =
        |code: &str| format!(r#"{{"Status":{{"StatusCode":"Error","ErrorCode":"{code}"}}}}"#);
    let undecodable = format!(r#"{{"Token":["token-4711"],"UserDetails":"{ECHO}"}}"#);
    for answer in [
        ResponseTemplate::new(404).set_body_raw(ECHO, "text/plain"),
        json(404, &framework),
        json(500, &framework),
        json(403, &in_status),
        json(200, &framework),
        json(200, &in_status),
        json(200, &unclear),
        json(200, &errors),
        json(200, &code(ECHO)),
        json(200, &code(PASSWORD)),
        json(200, &code("BadOpenSesame")),
        json(200, &code(USER)),
        json(401, &code("ann%40example.com")),
        json(401, &code("Security?Password=opensesame")),
        json(401, &code("oauth-1")),
        json(200, &undecodable),
        json(200, r#"{"Token":"token-4711"#),
        json(200, r#"{"Token":"token-4711\n"}"#),
        ResponseTemplate::new(302).insert_header("location", ECHO),
    ] {
        let server = server_with_discovery().await;
        Mock::given(path("/shop/api/Security"))
            .respond_with(answer)
            .mount(&server)
            .await;
        let client = client_with(&server, credentials());
        let error = outcome(&client).await.expect_err("there is no token");
        assert_no_secret(&shown(&error));
        assert_nothing_was_logged();
    }
}

#[tokio::test]
async fn a_login_that_reaches_nobody_shows_nothing_either() {
    watch();
    let nobody = std::net::TcpListener::bind("127.0.0.1:0")
        .and_then(|listener| listener.local_addr())
        .expect("a free port on loopback");
    let client = Client::builder(format!("http://{nobody}"))
        .credentials(credentials().without_discovery())
        .clock(aim_contracts::core::testing::ManualClock::new().sleeps_pass())
        .build()
        .expect("valid settings");
    let error = outcome(&client).await.expect_err("nobody is there");
    assert_no_secret(&shown(&error));
    assert_nothing_was_logged();
}

#[tokio::test]
async fn a_discovery_that_fails_shows_neither_key_nor_token() {
    watch();
    for answer in [
        json(200, r#"{"NewEndpointDomain":7,"OAuthToken":"oauth-1"}"#),
        json(500, r#"{"OAuthToken":"oauth-1"}"#),
        json(
            403,
            r#"{"Status":{"StatusCode":"Error","ErrorMessage":"the ApiKey key-4711 is unknown"}}"#,
        ),
        json(
            200,
            r#"{"Status":{"StatusCode":"Error","ErrorCode":"key-4711"}}"#,
        ),
    ] {
        let server = support::server_with(answer).await;
        let error = outcome(&client_with(&server, credentials()))
            .await
            .expect_err("no endpoint is named");
        assert_no_secret(&shown(&error));
    }
}

#[tokio::test]
async fn a_call_that_succeeds_logs_no_secret() {
    watch();
    let server = server_with_discovery().await;
    Mock::given(path("/shop/api/Security"))
        .respond_with(json(
            200,
            r#"{"Token":"token-4711","OAuthToken":"oauth-1"}"#,
        ))
        .mount(&server)
        .await;
    Mock::given(path_regex("^/shop/api/Contract"))
        .respond_with(json(200, "{}"))
        .mount(&server)
        .await;
    outcome(&client_with(&server, credentials()))
        .await
        .expect("it is answered");
    assert_nothing_was_logged();
}

#[test]
fn credentials_and_clients_show_no_secret() {
    let credentials = credentials()
        .device_id("device-4711")
        .oauth_token("oauth-1")
        .token("token-4711");
    let client = Client::builder("http://localhost")
        .credentials(credentials.clone())
        .build()
        .expect("valid settings");
    let text = format!("{credentials:?} {client:?}");
    assert_no_secret(&text);
    assert!(!text.contains("device-4711"));
    assert!(text.contains("logs_in: true"), "{text}");
}
