//! Credentials go nowhere but to the configured origin, wherever an answer points.

use vendor_core::{BuildError, ErrorKind};

use crate::calls::{CALLS, Call, Settings};
use crate::case::{is_usable_afterwards, shows_no_secret};
use crate::expected::{self, End, refused, unclear};
use crate::script::{Script, Step, head};
use crate::server::{Server, settle};

const STATUSES: [u16; 5] = [301, 302, 303, 307, 308];

fn to(thief: &Server, status: u16) -> Script {
    let location = format!("Location: {}/v2/tickets/prepared-tickets", thief.url());
    let refresh = format!("Refresh: 0; url={}", thief.url());
    vec![
        Step::Read,
        head(
            &status.to_string(),
            &["Content-Length: 0", &location, &refresh],
        ),
    ]
}

fn thief(settings: &Settings) -> Server {
    let thief = Server::start(Vec::new(), Call::Create.good_answer(), &settings.clock);
    thief.behave();
    thief
}

/// Of a vendor: the call fails, and the other server never hears of it.
pub(crate) async fn redirects_of_a_vendor() -> usize {
    let mut calls = 0;
    for status in STATUSES {
        for call in CALLS {
            calls += 1;
            let settings = Settings::new();
            let thief = thief(&settings);
            let script = to(&thief, status);
            let vendor = Server::start(script, call.good_answer(), &settings.clock);
            let caller = call
                .caller(&vendor.url(), &settings)
                .expect("valid settings");
            let error = caller().await.expect_err("a redirect is no answer");
            let failure = match status {
                302 | 303 => unclear(status).lasting(),
                _ => refused(status),
            };
            failure.check(call.sort(), &error);
            shows_no_secret(&error);
            settle().await;
            assert_eq!(thief.connections(), 0, "{status} {call:?}");
            is_usable_afterwards(&vendor, &caller).await;
        }
    }
    calls
}

/// Of a token endpoint: neither the secret nor the request goes elsewhere.
pub(crate) async fn redirects_of_a_token_endpoint() -> usize {
    let mut calls = 0;
    for status in STATUSES {
        calls += 1;
        let mut settings = Settings::new();
        let thief = thief(&settings);
        let good = Call::Token.good_answer();
        let endpoint = Server::start(to(&thief, status), good, &settings.clock);
        settings.token_url = Some(endpoint.url());
        let vendor = Server::start(Vec::new(), Call::Create.good_answer(), &settings.clock);
        let caller = Call::Create
            .caller(&vendor.url(), &settings)
            .expect("valid settings");
        let error = caller().await.expect_err("a redirect is no token");
        let failure = match status {
            302 | 303 => unclear(status).lasting(),
            _ => refused(status),
        };
        expected::check_no_token(End::Failed(failure), &error);
        settle().await;
        assert_eq!(
            (thief.connections(), vendor.connections()),
            (0, 0),
            "{status}"
        );
    }
    calls
}

/// To another host than this machine, nothing goes in the clear: neither a call nor a request for a token.
pub(crate) async fn plain_http() -> usize {
    let mut calls = 0;
    let settings = Settings::new();
    for url in [
        "http://vendor.example",
        "http://192.0.2.1:8080/api",
        "http://[2001:db8::1]",
        "http://0.0.0.0:80",
    ] {
        for call in CALLS {
            calls += 1;
            let built = call.caller(url, &settings);
            let error = built.err().expect("it would show the credentials");
            assert!(matches!(error, BuildError::BaseUrl(_)), "{url}: {error}");
            assert!(
                error.to_string().contains("allow_plain_http"),
                "it says what to do: {error}"
            );
        }
        let mut settings = settings.clone();
        settings.token_url = Some(url.to_owned());
        let built = Call::Create.caller("https://vendor.example", &settings);
        let error = built.err().expect("it would show the secret");
        assert!(
            matches!(error, BuildError::Credentials(_)),
            "{url}: {error}"
        );
    }
    let mut settings = settings.clone();
    settings.token_url = Some("http://127.0.0.1:1".to_owned());
    let caller = Call::Create.caller("https://vendor.example", &settings);
    let error = caller.expect("loopback is not refused by itself")().await;
    let error = error.expect_err("a client of another machine sends no secret in the clear");
    assert_eq!(error.kind(), ErrorKind::Credentials);
    assert_eq!(error.attempts(), 0);
    calls
}
