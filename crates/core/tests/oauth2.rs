//! OAuth2 client credentials: one token request for any number of callers, and no waiting while a token is valid.
#![cfg(feature = "test-util")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by panicking

mod support;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use support::{
    Act, Anything, Gate, Received, Refusing, Server, answer, builder, call, clock, create, json,
    millis, poll_once, read, seconds,
};
use vendor_core::credentials::InvalidCredentials;
use vendor_core::testing::ManualClock;
use vendor_core::transport::{BodyStream, TransportError, TransportRequest, TransportResponse};
use vendor_core::{
    BaseUrlError, BoxFuture, BuildError, Delivery, Error, ErrorKind, HeaderMap, HeaderName,
    OAuth2ClientCredentials, Pipeline, RetryPolicy, StatusCode, Transport,
};

/// A server with an API under `/api` and a token endpoint at `/token`.
struct Vendor {
    server: Server,
    tokens: Arc<AtomicUsize>,
}

impl Vendor {
    /// `token` answers the token requests, `api` all others; both get the number of the request, from 1.
    async fn start(
        token: impl Fn(usize) -> Act + Send + Sync + 'static,
        api: impl Fn(usize, &Received) -> Act + Send + Sync + 'static,
    ) -> Self {
        let tokens = Arc::new(AtomicUsize::new(0));
        let counted = tokens.clone();
        let calls = AtomicUsize::new(0);
        let server = Server::start(move |_, request| {
            if request.target == "/token" {
                token(counted.fetch_add(1, Ordering::SeqCst) + 1)
            } else {
                api(calls.fetch_add(1, Ordering::SeqCst) + 1, request)
            }
        })
        .await;
        Self { server, tokens }
    }

    fn token_requests(&self) -> usize {
        self.tokens.load(Ordering::SeqCst)
    }

    fn credentials(&self) -> OAuth2ClientCredentials {
        OAuth2ClientCredentials::new(
            &format!("{}/token", self.server.url()),
            "the-client",
            "the-secret",
        )
    }

    fn client(&self, clock: &ManualClock) -> Pipeline {
        builder(&format!("{}/api", self.server.url()), clock)
            .credentials(self.credentials())
            .build()
            .unwrap()
    }

    /// Makes calls, each of which drives a renewal a little, until so many tokens were asked for.
    async fn calls_until_token_requests(&self, client: &Pipeline, requests: usize) {
        for _ in 0..1000 {
            if self.token_requests() >= requests {
                break;
            }
            get(client).await.unwrap();
        }
        assert_eq!(self.token_requests(), requests);
    }

    /// The `Authorization` headers of the calls, in order.
    fn authorizations(&self) -> Vec<String> {
        self.server
            .requests()
            .iter()
            .filter(|request| request.target != "/token")
            .map(|request| request.header("authorization").unwrap_or("").to_owned())
            .collect()
    }
}

/// A token that lives that long.
fn token(name: &str, seconds: u64) -> Act {
    json(
        200,
        format!(r#"{{"access_token":"{name}","token_type":"Bearer","expires_in":{seconds}}}"#),
    )
}

/// Token `T1`, `T2`, ... with a life of an hour.
fn numbered(number: usize) -> Act {
    token(&format!("T{number}"), 3600)
}

fn ok(_: usize, _: &Received) -> Act {
    json(200, "{}")
}

async fn get(client: &Pipeline) -> Result<vendor_core::Response<Anything>, Error> {
    call(client).json::<Anything>(read()).await
}

/// A life of 3600 s less a skew of 10 s; the window of renewal is its last 300 s, of which the first half is
/// where it starts: with the largest random number, 150 s before the end.
const RENEWAL_OF_AN_HOUR: u64 = 3590 - 150;

#[tokio::test]
async fn the_token_request_is_a_form_with_the_client_s_id_and_secret() {
    let vendor = Vendor::start(numbered, ok).await;
    let clock = clock();
    let client = builder(&format!("{}/api", vendor.server.url()), &clock)
        .credentials(vendor.credentials().scope("leads:read leads:write"))
        .build()
        .unwrap();
    get(&client).await.unwrap();
    let request = &vendor.server.requests()[0];
    assert_eq!(request.method, "POST");
    assert_eq!(request.target, "/token");
    assert_eq!(
        request.header("content-type"),
        Some("application/x-www-form-urlencoded")
    );
    assert_eq!(request.header("accept"), Some("application/json"));
    assert_eq!(request.header("user-agent"), Some("behaviour-tests/1.0"));
    assert_eq!(request.header("authorization"), None);
    assert_eq!(
        request.text(),
        "grant_type=client_credentials&client_id=the-client&client_secret=the-secret&scope=leads%3Aread%20leads%3Awrite"
    );
    assert_eq!(vendor.authorizations(), ["Bearer T1"]);
}

#[tokio::test]
async fn the_token_endpoint_is_called_at_its_very_url_also_with_a_slash_at_its_end() {
    let server = Server::start(|_, request| match request.target.as_str() {
        "/o/token/" => numbered(1),
        "/things" => json(200, "{}"),
        _ => json(404, "{}"),
    })
    .await;
    let credentials =
        OAuth2ClientCredentials::new(&format!("{}/o/token/", server.url()), "id", "secret");
    let client = builder(&server.url(), &clock())
        .credentials(credentials)
        .build()
        .unwrap();
    get(&client).await.unwrap();
    assert_eq!(server.requests()[0].target, "/o/token/");
}

#[tokio::test]
async fn a_further_header_goes_with_the_calls_and_not_with_the_token_request() {
    let vendor = Vendor::start(numbered, ok).await;
    let clock = clock();
    let credentials = vendor
        .credentials()
        .with_header(HeaderName::from_static("x-api-key"), "key");
    let client = builder(&format!("{}/api", vendor.server.url()), &clock)
        .credentials(credentials)
        .build()
        .unwrap();
    get(&client).await.unwrap();
    let requests = vendor.server.requests();
    assert_eq!(requests[0].header("x-api-key"), None);
    assert_eq!(requests[1].header("x-api-key"), Some("key"));
}

#[tokio::test]
async fn a_token_is_used_until_shortly_before_it_expires() {
    let vendor = Vendor::start(numbered, ok).await;
    let clock = clock();
    let client = vendor.client(&clock);
    get(&client).await.unwrap();
    clock.advance(millis(RENEWAL_OF_AN_HOUR * 1000 - 1));
    get(&client).await.unwrap();
    assert_eq!(vendor.token_requests(), 1);
    // Past its end less the skew: nobody uses it any more.
    clock.advance(seconds(150) + millis(1));
    get(&client).await.unwrap();
    assert_eq!(vendor.token_requests(), 2);
    assert_eq!(
        vendor.authorizations(),
        ["Bearer T1", "Bearer T1", "Bearer T2"]
    );
}

#[tokio::test]
async fn the_renewal_starts_at_a_random_point_of_the_first_half_of_its_window() {
    for (random, renewal) in [(0.0, 3290), (0.5, 3365), (1.0, RENEWAL_OF_AN_HOUR)] {
        let vendor = Vendor::start(numbered, ok).await;
        let clock = ManualClock::new().sleeps_pass().with_random(random);
        let client = vendor.client(&clock);
        get(&client).await.unwrap();
        clock.advance(millis(renewal * 1000 - 1));
        get(&client).await.unwrap();
        assert_eq!(vendor.token_requests(), 1, "{random}");
        clock.advance(millis(1));
        get(&client).await.unwrap();
        vendor.server.has_read(4).await;
        assert_eq!(
            vendor.authorizations().last().unwrap(),
            "Bearer T1",
            "used meanwhile"
        );
    }
}

/// Answers token requests behind a gate, and all others at once; without sockets, of which a thousand are many.
#[derive(Clone, Debug)]
struct InProcess {
    gate: Gate,
    tokens: Arc<AtomicUsize>,
    used: Arc<Mutex<Vec<String>>>,
}

impl Transport for InProcess {
    fn send(
        &self,
        request: TransportRequest,
    ) -> BoxFuture<'_, Result<TransportResponse, TransportError>> {
        Box::pin(async move {
            let body = if request.operation.id() == "oauth2Token" {
                let number = self.tokens.fetch_add(1, Ordering::SeqCst) + 1;
                self.gate.passed().await;
                format!(r#"{{"access_token":"T{number}","expires_in":3600}}"#)
            } else {
                let used = request.headers["authorization"].to_str().unwrap();
                self.used.lock().unwrap().push(used.to_owned());
                "{}".to_owned()
            };
            Ok(TransportResponse::new(
                StatusCode::OK,
                HeaderMap::new(),
                BodyStream::full(body),
            ))
        })
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_calls_with_an_expired_token_make_one_token_request() {
    let transport = InProcess {
        gate: Gate::new(),
        tokens: Arc::default(),
        used: Arc::default(),
    };
    let clock = ManualClock::new();
    let client = builder("https://vendor.example/api", &clock)
        .credentials(OAuth2ClientCredentials::new(
            "https://vendor.example/token",
            "id",
            "secret",
        ))
        .transport(transport.clone())
        .build()
        .unwrap();
    transport.gate.open();
    get(&client).await.unwrap();
    clock.advance(seconds(3600));
    transport.gate.close();
    let calls: Vec<_> = (0..1000)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { get(&client).await.map(|_| ()) })
        })
        .collect();
    while transport.tokens.load(Ordering::SeqCst) < 2 {
        tokio::task::yield_now().await;
    }
    transport.gate.open();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(transport.tokens.load(Ordering::SeqCst), 2);
    let used = transport.used.lock().unwrap();
    assert_eq!(used.len(), 1001);
    assert!(used[1..].iter().all(|token| token == "Bearer T2"));
}

#[tokio::test]
async fn readers_never_wait_while_the_token_is_valid_even_if_the_token_endpoint_hangs() {
    let vendor = Vendor::start(
        |number| match number {
            1 => numbered(1),
            _ => Act::Hold,
        },
        ok,
    )
    .await;
    let clock = ManualClock::new();
    let client = vendor.client(&clock);
    get(&client).await.unwrap();
    clock.advance(seconds(RENEWAL_OF_AN_HOUR));
    for _ in 0..20 {
        get(&client).await.unwrap();
    }
    assert!(vendor.token_requests() <= 2, "one renewal at a time");
    assert!(
        vendor
            .authorizations()
            .iter()
            .all(|used| used == "Bearer T1")
    );
}

/// Makes calls, each answered once the token request with that number was read, so that the renewal beside it
/// has the time that it needs.
async fn renewed_beside_a_call(
    token: impl Fn(usize) -> Act + Send + Sync + 'static,
) -> (Vendor, ManualClock, Pipeline) {
    let asked = Gate::new();
    let opens = asked.clone();
    let vendor = Vendor::start(
        move |number| {
            if number == 2 {
                opens.open();
            }
            token(number)
        },
        move |number, _| match number {
            2 => Act::After(asked.clone(), Box::new(json(200, "{}"))),
            _ => json(200, "{}"),
        },
    )
    .await;
    let clock = clock();
    let client = vendor.client(&clock);
    get(&client).await.unwrap();
    clock.advance(seconds(RENEWAL_OF_AN_HOUR));
    get(&client).await.unwrap();
    (vendor, clock, client)
}

#[tokio::test]
async fn an_early_renewal_runs_beside_the_calls_and_its_token_is_used_from_then_on() {
    let (vendor, _, client) = renewed_beside_a_call(numbered).await;
    // Each call drives the renewal a little; it takes a few at most.
    for _ in 0..100 {
        get(&client).await.unwrap();
        if vendor.authorizations().last().unwrap() == "Bearer T2" {
            break;
        }
    }
    assert_eq!(vendor.authorizations().last().unwrap(), "Bearer T2");
    assert_eq!(vendor.token_requests(), 2);
}

#[tokio::test]
async fn a_failed_early_renewal_keeps_the_good_token_and_is_not_repeated_at_once() {
    let (vendor, clock, client) = renewed_beside_a_call(|number| match number {
        1 => numbered(1),
        _ => json(400, r#"{"error":"invalid_client"}"#),
    })
    .await;
    for _ in 0..100 {
        get(&client).await.unwrap();
    }
    assert_eq!(vendor.token_requests(), 2, "no other one for half a minute");
    clock.advance(seconds(29));
    get(&client).await.unwrap();
    assert_eq!(vendor.token_requests(), 2);
    clock.advance(seconds(1));
    vendor.calls_until_token_requests(&client, 3).await;
    assert!(
        vendor
            .authorizations()
            .iter()
            .all(|used| used == "Bearer T1")
    );
}

#[tokio::test]
async fn a_renewal_that_a_short_call_left_half_way_gives_a_token_no_longer_than_it_lives() {
    // The token request is answered at once, but the call beside it has ended by then.
    let (vendor, clock, client) = renewed_beside_a_call(numbered).await;
    // Nobody calls for 50 minutes. T1 is over, and T2 has ten minutes left.
    clock.advance(seconds(3000));
    get(&client).await.unwrap();
    // Now T2 is over as well, whoever noticed it when.
    clock.advance(seconds(900));
    get(&client).await.unwrap();
    let last = vendor.authorizations().pop().unwrap();
    assert!(
        last != "Bearer T1" && last != "Bearer T2",
        "{last} has expired"
    );
}

#[tokio::test]
async fn a_token_request_that_was_abandoned_long_ago_does_not_fail_the_next_call() {
    let vendor = Vendor::start(
        |number| match number {
            1 => Act::Hold,
            _ => numbered(number),
        },
        ok,
    )
    .await;
    let clock = clock();
    let client = vendor.client(&clock);
    let given_up = tokio::spawn({
        let client = client.clone();
        async move { get(&client).await.map(|_| ()) }
    });
    vendor.server.has_read(1).await;
    given_up.abort();
    assert!(given_up.await.unwrap_err().is_cancelled());
    clock.advance(seconds(300));
    get(&client).await.unwrap();
    assert_eq!(vendor.authorizations(), ["Bearer T2"]);
}

#[tokio::test]
async fn a_leader_that_is_cancelled_stalls_nobody_and_causes_no_second_token_request() {
    let gate = Gate::new();
    let behind = gate.clone();
    let vendor = Vendor::start(
        move |number| Act::After(behind.clone(), Box::new(numbered(number))),
        ok,
    )
    .await;
    let clock = ManualClock::new();
    let client = vendor.client(&clock);
    let start = || {
        let client = client.clone();
        tokio::spawn(async move { get(&client).await.map(|_| ()) })
    };
    let leader = start();
    vendor.server.has_read(1).await;
    let others: Vec<_> = (0..10).map(|_| start()).collect();
    tokio::task::yield_now().await;
    leader.abort();
    assert!(leader.await.unwrap_err().is_cancelled());
    gate.open();
    for other in others {
        other.await.unwrap().unwrap();
    }
    assert_eq!(vendor.token_requests(), 1);
}

#[tokio::test]
async fn a_leader_that_is_not_polled_any_more_stalls_nobody() {
    let vendor = Vendor::start(numbered, ok).await;
    let clock = ManualClock::new();
    let client = vendor.client(&clock);
    // Started, and then held without being polled: a branch of a `select!`, for example.
    let mut leader = Box::pin(get(&client));
    assert!(poll_once(&mut leader).await.is_none());
    let other = tokio::spawn({
        let client = client.clone();
        async move { get(&client).await.map(|_| ()) }
    });
    // Far more turns than a call on loopback needs.
    for _ in 0..200_000 {
        if other.is_finished() {
            break;
        }
        tokio::task::yield_now().await;
    }
    let finished = other.is_finished();
    other.abort();
    assert!(finished, "it waits for a call that nobody drives");
    leader.await.unwrap();
}

#[tokio::test]
async fn a_failed_token_request_fails_the_call_with_not_sent_and_its_cause() {
    let vendor = Vendor::start(
        |_| {
            json(
                401,
                r#"{"error":"invalid_client","error_description":"no such client: the-client"}"#,
            )
        },
        ok,
    )
    .await;
    let client = vendor.client(&clock());
    let error = call(&client).json::<Anything>(create()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::CredentialsRefused);
    assert_eq!(error.delivery(), Delivery::NotSent);
    assert_eq!(error.operation(), "createThing");
    assert_eq!(error.attempts(), 0);
    assert_eq!(error.status(), None, "that of the token request is its own");
    assert_eq!(
        error.to_string(),
        "createThing: not sent: the request for credentials was refused, \
         oauth2Token: 401 Unauthorized, code invalid_client"
    );
    let cause = std::error::Error::source(&error)
        .and_then(|cause| cause.downcast_ref::<Error>())
        .expect("the error of the token request");
    assert_eq!(cause.operation(), "oauth2Token");
    assert_eq!(cause.status().unwrap().as_u16(), 401);
    assert_eq!(cause.delivery(), Delivery::Refused);
    assert_eq!(cause.code(), Some("invalid_client"));
    assert_eq!(
        cause.problem().unwrap().detail(),
        Some("no such client: the-client")
    );
    assert!(error.report().contains("no such client: the-client"));
    assert_eq!(vendor.token_requests(), 1, "a refusal is not retried");
    assert_eq!(vendor.authorizations(), [] as [&str; 0]);
}

#[tokio::test]
async fn a_token_request_is_retried_as_a_read() {
    let vendor = Vendor::start(
        |number| match number {
            1 => json(503, "{}"),
            2 => Act::Close,
            _ => numbered(number),
        },
        ok,
    )
    .await;
    let clock = clock();
    let client = vendor.client(&clock);
    let answer = call(&client).json::<Anything>(create()).await.unwrap();
    assert_eq!(answer.attempts(), 1, "of the call itself");
    assert_eq!(vendor.token_requests(), 3);
    assert_eq!(clock.slept(), [millis(250), millis(500)]);
}

#[tokio::test]
async fn a_token_endpoint_that_refuses_connections_is_not_sent() {
    let nobody = Refusing::new();
    let vendor = Vendor::start(numbered, ok).await;
    let client = builder(&vendor.server.url(), &clock())
        .credentials(OAuth2ClientCredentials::new(&nobody.url(), "id", "secret"))
        .retry(RetryPolicy::never())
        .build()
        .unwrap();
    let error = get(&client).await.unwrap_err();
    assert_eq!(error.delivery(), Delivery::NotSent);
    assert_eq!(error.kind(), ErrorKind::Credentials);
}

#[tokio::test]
async fn a_token_request_that_times_out_at_the_vendor_is_not_sent_although_it_is_unknown_itself() {
    let clock = clock();
    let turned = clock.clone();
    let vendor = Vendor::start(
        move |_| {
            turned.advance(seconds(30));
            Act::Hold
        },
        ok,
    )
    .await;
    let client = builder(&vendor.server.url(), &clock)
        .credentials(vendor.credentials())
        .retry(RetryPolicy::never())
        .build()
        .unwrap();
    let error = call(&client).json::<Anything>(create()).await.unwrap_err();
    assert_eq!(error.delivery(), Delivery::NotSent);
    let cause = std::error::Error::source(&error)
        .and_then(|cause| cause.downcast_ref::<Error>())
        .unwrap();
    assert_eq!(cause.delivery(), Delivery::Unknown);
    assert_eq!(cause.kind(), ErrorKind::Timeout);
}

#[tokio::test]
async fn a_token_endpoint_that_asks_for_a_long_wait_is_asked_no_earlier() {
    let vendor = Vendor::start(
        |number| match number {
            1 => Act::Send(answer(429, &[("retry-after", "40")], "")),
            _ => numbered(number),
        },
        ok,
    )
    .await;
    let clock = ManualClock::new();
    let client = vendor.client(&clock);
    let waiting = tokio::spawn({
        let client = client.clone();
        async move { get(&client).await.map(|_| ()) }
    });
    assert_eq!(clock.sleeper().await, seconds(40));
    clock.advance(seconds(35));
    let late = tokio::spawn({
        let client = client.clone();
        async move { get(&client).await.map(|_| ()) }
    });
    for _ in 0..1000 {
        tokio::task::yield_now().await;
    }
    assert_eq!(vendor.token_requests(), 1);
    clock.advance(seconds(5));
    waiting.await.unwrap().unwrap();
    late.await.unwrap().unwrap();
    assert_eq!(vendor.token_requests(), 2);
}

#[tokio::test]
async fn those_who_wait_for_a_token_request_share_its_failure() {
    let gate = Gate::new();
    let behind = gate.clone();
    let vendor = Vendor::start(
        move |_| {
            Act::After(
                behind.clone(),
                Box::new(json(400, r#"{"error":"invalid_scope"}"#)),
            )
        },
        ok,
    )
    .await;
    let clock = ManualClock::new();
    let client = vendor.client(&clock);
    let calls: Vec<_> = (0..100)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { get(&client).await.map(|_| ()) })
        })
        .collect();
    vendor.server.has_read(1).await;
    gate.open();
    for call in calls {
        let error = call.await.unwrap().unwrap_err();
        let cause = std::error::Error::source(&error)
            .and_then(|cause| cause.downcast_ref::<Error>())
            .unwrap();
        assert_eq!(cause.code(), Some("invalid_scope"));
    }
    assert_eq!(vendor.token_requests(), 1);
}

#[tokio::test]
async fn a_failed_token_request_is_tried_again_after_a_second_and_a_refused_one_after_half_a_minute()
 {
    for (status, shared) in [(503, 1000), (400, 30_000)] {
        let vendor =
            Vendor::start(move |_| json(status, r#"{"error":"invalid_client"}"#), ok).await;
        let clock = ManualClock::new();
        let client = builder(&format!("{}/api", vendor.server.url()), &clock)
            .credentials(vendor.credentials())
            .retry(RetryPolicy::never())
            .build()
            .unwrap();
        get(&client).await.unwrap_err();
        clock.advance(millis(shared - 1));
        get(&client).await.unwrap_err();
        assert_eq!(vendor.token_requests(), 1, "{status}");
        clock.advance(millis(1));
        get(&client).await.unwrap_err();
        assert_eq!(vendor.token_requests(), 2, "{status}");
    }
}

#[tokio::test]
async fn a_call_waits_for_a_token_no_longer_than_its_own_deadline() {
    let clock = ManualClock::new();
    let vendor = Vendor::start(|_| Act::Hold, ok).await;
    let client = vendor.client(&clock);
    let waiting = tokio::spawn(
        call(&client)
            .with_timeout(seconds(5))
            .json::<Anything>(create()),
    );
    vendor.server.has_read(1).await;
    clock.advance(seconds(5));
    let error = waiting.await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Deadline);
    assert_eq!(error.delivery(), Delivery::NotSent);
    assert_eq!(error.elapsed(), seconds(5));
}

#[tokio::test]
async fn a_401_is_retried_once_with_a_new_token() {
    let vendor = Vendor::start(numbered, |_, request| {
        if request.header("authorization") == Some("Bearer T1") {
            json(401, "{}")
        } else {
            json(200, "{}")
        }
    })
    .await;
    let clock = clock();
    let client = vendor.client(&clock);
    let answer = call(&client).json::<Anything>(create()).await.unwrap();
    assert_eq!(
        answer.attempts(),
        2,
        "also for a POST: a 401 has done nothing"
    );
    assert_eq!(vendor.authorizations(), ["Bearer T1", "Bearer T2"]);
    assert_eq!(clock.slept(), [] as [std::time::Duration; 0], "at once");
    get(&client).await.unwrap();
    assert_eq!(vendor.token_requests(), 2);
}

#[tokio::test]
async fn a_401_is_retried_once_and_no_more() {
    let vendor = Vendor::start(numbered, |_, _| json(401, r#"{"type":"/problems/denied"}"#)).await;
    let client = vendor.client(&clock());
    let error = get(&client).await.unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 401);
    assert_eq!(error.delivery(), Delivery::Refused);
    assert_eq!(error.attempts(), 2);
    assert_eq!(error.code(), Some("/problems/denied"));
    assert_eq!(vendor.authorizations(), ["Bearer T1", "Bearer T2"]);
    assert_eq!(vendor.token_requests(), 2);
}

#[tokio::test]
async fn a_token_that_ended_fails_none_of_the_calls_in_flight_however_many_they_are() {
    let vendor = Vendor::start(numbered, |_, request| {
        if request.header("authorization") == Some("Bearer T1") {
            json(401, "{}")
        } else {
            json(200, "{}")
        }
    })
    .await;
    let client = vendor.client(&clock());
    let calls: Vec<_> = (0..100)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { get(&client).await.map(|_| ()) })
        })
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(vendor.token_requests(), 2);
}

#[tokio::test]
async fn a_401_that_asks_for_a_wait_is_retried_no_earlier() {
    let vendor = Vendor::start(numbered, |number, _| match number {
        1 => Act::Send(answer(401, &[("retry-after", "7")], "{}")),
        _ => json(200, "{}"),
    })
    .await;
    let clock = clock();
    let client = vendor.client(&clock);
    assert_eq!(get(&client).await.unwrap().attempts(), 2);
    assert_eq!(clock.slept(), [seconds(7)]);
}

#[tokio::test]
async fn a_401_that_asks_for_a_longer_wait_than_allowed_ends_the_call() {
    let vendor = Vendor::start(numbered, |_, _| {
        Act::Send(answer(401, &[("retry-after", "61")], "{}"))
    })
    .await;
    let client = vendor.client(&clock());
    let error = get(&client).await.unwrap_err();
    assert_eq!(error.attempts(), 1);
    assert_eq!(error.gave_up(), Some(vendor_core::retry::GaveUp::Wait));
    assert_eq!(error.retry_after(), Some(seconds(61)));
}

#[tokio::test]
async fn a_401_is_retried_even_where_the_policy_allows_no_retry() {
    let vendor = Vendor::start(numbered, |number, _| match number {
        1 => json(401, "{}"),
        _ => json(200, "{}"),
    })
    .await;
    let client = vendor.client(&clock());
    let answer = call(&client)
        .with_retry(RetryPolicy::never())
        .json::<Anything>(create())
        .await
        .unwrap();
    assert_eq!(answer.attempts(), 2);
}

#[tokio::test]
async fn a_401_is_none_of_the_attempts_that_the_policy_counts() {
    let vendor = Vendor::start(numbered, |number, _| match number {
        1 => json(401, "{}"),
        _ => json(503, "{}"),
    })
    .await;
    let client = vendor.client(&clock());
    let error = get(&client).await.unwrap_err();
    assert_eq!(error.attempts(), 1 + 4);
    assert_eq!(error.gave_up(), Some(vendor_core::retry::GaveUp::Attempts));
    assert_eq!(vendor.token_requests(), 2);
}

#[tokio::test]
async fn a_401_is_not_retried_when_the_renewal_gives_the_same_token() {
    let vendor = Vendor::start(|_| token("SAME", 3600), |_, _| json(401, "{}")).await;
    let client = vendor.client(&clock());
    let error = get(&client).await.unwrap_err();
    assert_eq!(error.attempts(), 1);
    assert_eq!(error.status().unwrap().as_u16(), 401);
    assert_eq!(vendor.authorizations(), ["Bearer SAME"]);
    assert_eq!(vendor.token_requests(), 2);
}

#[tokio::test]
async fn a_401_whose_renewal_fails_is_refused_and_tells_why_there_are_no_credentials() {
    let vendor = Vendor::start(
        |number| match number {
            1 => numbered(1),
            _ => json(400, r#"{"error":"invalid_client"}"#),
        },
        |_, _| json(401, "{}"),
    )
    .await;
    let client = vendor.client(&clock());
    let error = get(&client).await.unwrap_err();
    assert_eq!(error.delivery(), Delivery::Refused);
    assert_eq!(
        error.kind(),
        ErrorKind::Status,
        "the vendor's answer is kept"
    );
    assert_eq!(error.status().unwrap().as_u16(), 401);
    assert_eq!(error.attempts(), 1);
    assert_eq!(
        error.gave_up(),
        Some(vendor_core::retry::GaveUp::Credentials)
    );
    let cause = std::error::Error::source(&error)
        .and_then(|cause| cause.downcast_ref::<Error>())
        .expect("the error of the token request");
    assert_eq!(cause.code(), Some("invalid_client"));
}

#[tokio::test]
async fn a_late_401_for_the_old_token_does_not_drop_the_new_one() {
    let gate = Gate::new();
    let behind = gate.clone();
    let vendor = Vendor::start(numbered, move |number, _| match number {
        // The first call's 401 comes late, the second's at once.
        1 => Act::After(behind.clone(), Box::new(json(401, "{}"))),
        2 => json(401, "{}"),
        _ => json(200, "{}"),
    })
    .await;
    let clock = clock();
    let client = vendor.client(&clock);
    let late = tokio::spawn({
        let client = client.clone();
        async move { get(&client).await.map(|answer| answer.attempts()) }
    });
    vendor.server.has_read(2).await;
    assert_eq!(get(&client).await.unwrap().attempts(), 2);
    assert_eq!(vendor.token_requests(), 2);
    gate.open();
    assert_eq!(late.await.unwrap().unwrap(), 2);
    get(&client).await.unwrap();
    assert_eq!(vendor.token_requests(), 2, "T2 was kept");
    assert_eq!(
        vendor.authorizations(),
        [
            "Bearer T1",
            "Bearer T1",
            "Bearer T2",
            "Bearer T2",
            "Bearer T2"
        ]
    );
}

#[tokio::test]
async fn a_token_without_a_life_time_is_used_until_a_401() {
    for body in [
        r#"{"access_token":"T1","token_type":"Bearer"}"#,
        r#"{"access_token":"T1","token_type":"bearer","expires_in":null}"#,
        r#"{"access_token":"T1"}"#,
        r#"{"access_token":"T1","expires_in":"a while"}"#,
        r#"{"access_token":"T1","expires_in":{"seconds":1}}"#,
    ] {
        let vendor = Vendor::start(
            move |number| match number {
                1 => json(200, body),
                _ => numbered(number),
            },
            |number, _| match number {
                3 => json(401, "{}"),
                _ => json(200, "{}"),
            },
        )
        .await;
        let clock = clock();
        let client = vendor.client(&clock);
        get(&client).await.unwrap();
        clock.advance(seconds(1_000_000));
        get(&client).await.unwrap();
        assert_eq!(vendor.token_requests(), 1, "{body}");
        get(&client).await.unwrap();
        assert_eq!(vendor.token_requests(), 2, "{body}");
        assert_eq!(vendor.authorizations().last().unwrap(), "Bearer T2");
    }
}

#[tokio::test]
async fn a_life_time_may_be_quoted_or_have_a_fraction() {
    for expires_in in [r#""3600""#, "3600.0", r#"" 3600 ""#, "3.6e3"] {
        let vendor = Vendor::start(
            move |number| {
                json(
                    200,
                    format!(r#"{{"access_token":"T{number}","expires_in":{expires_in}}}"#),
                )
            },
            ok,
        )
        .await;
        let clock = clock();
        let client = vendor.client(&clock);
        get(&client).await.unwrap();
        clock.advance(seconds(3589));
        clock.advance(millis(999));
        // In the window of renewal, but still good.
        get(&client).await.unwrap();
        assert_eq!(
            vendor.authorizations().last().unwrap(),
            "Bearer T1",
            "{expires_in}"
        );
        clock.advance(millis(1));
        get(&client).await.unwrap();
        assert_eq!(
            vendor.authorizations().last().unwrap(),
            "Bearer T2",
            "{expires_in}"
        );
    }
}

#[tokio::test]
async fn a_token_that_is_over_when_it_comes_is_used_once_and_asked_for_again() {
    for expires_in in ["0", "10", "-5", r#""0""#] {
        let vendor = Vendor::start(
            move |number| {
                json(
                    200,
                    format!(r#"{{"access_token":"T{number}","expires_in":{expires_in}}}"#),
                )
            },
            ok,
        )
        .await;
        let client = vendor.client(&clock());
        get(&client).await.unwrap();
        get(&client).await.unwrap();
        assert_eq!(
            vendor.authorizations(),
            ["Bearer T1", "Bearer T2"],
            "{expires_in}"
        );
    }
}

#[tokio::test]
async fn a_life_of_many_years_does_no_harm() {
    for expires_in in ["9223372036854775807", "1e300", "99999999999999999999999"] {
        let vendor = Vendor::start(
            move |_| {
                json(
                    200,
                    format!(r#"{{"access_token":"T1","expires_in":{expires_in}}}"#),
                )
            },
            ok,
        )
        .await;
        let client = vendor.client(&clock());
        get(&client).await.unwrap();
        get(&client).await.unwrap();
        assert_eq!(vendor.token_requests(), 1, "{expires_in}");
    }
}

#[tokio::test]
async fn a_token_answer_that_cannot_be_used_is_not_sent_and_shows_no_token() {
    for (body, path) in [
        (r#"{"access_token":"SECRET","token_type":"mac"}"#, "."),
        (r#"{"token":"SECRET"}"#, "."),
        (r#"{"access_token":["SECRET"]}"#, "access_token"),
        ("SECRET", "."),
        (r#"{"access_token":"SECRET\r\nx: y"}"#, "."),
    ] {
        let vendor = Vendor::start(move |_| json(200, body), ok).await;
        let client = builder(&format!("{}/api", vendor.server.url()), &clock())
            .credentials(vendor.credentials())
            .retry(RetryPolicy::never())
            .build()
            .unwrap();
        let error = get(&client).await.unwrap_err();
        assert_eq!(error.delivery(), Delivery::NotSent, "{body}");
        assert_eq!(error.kind(), ErrorKind::Credentials, "{body}");
        let cause = std::error::Error::source(&error)
            .and_then(|cause| cause.downcast_ref::<Error>())
            .unwrap();
        assert_eq!(cause.json_path(), Some(path), "{body}");
        assert!(
            !format!("{error} {error:?} {cause} {cause:?}").contains("SECRET"),
            "{body}"
        );
    }
}

#[tokio::test]
async fn clones_of_the_credentials_share_one_token_also_between_clients() {
    let vendor = Vendor::start(numbered, ok).await;
    let clock = clock();
    let credentials = vendor.credentials();
    for _ in 0..3 {
        let client = builder(&vendor.server.url(), &clock)
            .credentials(credentials.clone())
            .build()
            .unwrap();
        get(&client).await.unwrap();
    }
    assert_eq!(vendor.token_requests(), 1);
}

#[tokio::test]
async fn a_token_endpoint_that_cannot_be_used_is_an_error_when_the_client_is_built() {
    for (url, reason) in [
        ("http://vendor.example/token", BaseUrlError::PlainHttp),
        ("token", BaseUrlError::NotAUrl),
        (
            "https://id:secret@vendor.example/token",
            BaseUrlError::UserInfo,
        ),
    ] {
        let error = builder("https://vendor.example", &clock())
            .credentials(OAuth2ClientCredentials::new(url, "id", "secret"))
            .build()
            .unwrap_err();
        let BuildError::Credentials(InvalidCredentials::Url(found)) = error else {
            panic!("{error:?}");
        };
        assert_eq!(found, reason, "{url}");
    }
    builder("http://vendor.example", &clock())
        .credentials(OAuth2ClientCredentials::new(
            "http://vendor.example/token",
            "id",
            "secret",
        ))
        .allow_plain_http()
        .build()
        .unwrap();
}

#[tokio::test]
async fn an_answer_with_a_redirect_from_the_token_endpoint_is_not_followed() {
    let vendor = Vendor::start(
        |_| Act::Send(answer(307, &[("location", "http://127.0.0.1:1/token")], "")),
        ok,
    )
    .await;
    let client = vendor.client(&clock());
    let error = get(&client).await.unwrap_err();
    assert_eq!(error.delivery(), Delivery::NotSent);
    assert_eq!(vendor.token_requests(), 1);
}
