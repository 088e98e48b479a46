//! Credentials of one's own: a discovery that names an endpoint, and a session that is kept until it is refused.
#![cfg(feature = "test-util")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by panicking

mod support;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Once};

use support::{Anything, Server, builder, call, clock, json, read};
use vendor_core::credentials::{Authorization, CredentialsError};
use vendor_core::renewable::{Fresh, Renewable};
use vendor_core::wire::RawJson;
use vendor_core::{
    BaseUrl, BoxFuture, ClientBuilder, Credentials, Delivery, Error, ErrorKind, Exchange,
    HeaderMap, HeaderValue, Idempotency, Method, Operation, Pipeline, ProblemJson, Request,
};

static DISCOVER: Operation =
    Operation::new("discover", Method::GET, "/discovery", Idempotency::Safe);

/// The endpoint that the discovery named, and the session that it gave.
#[derive(Clone, PartialEq)]
struct Session {
    endpoint: BaseUrl,
    token: HeaderValue,
}

#[derive(Clone, Debug, Default)]
struct Discovered(Renewable<Session>);

impl Credentials for Discovered {
    fn authorize<'a>(
        &'a self,
        _: &'static Operation,
        exchange: &'a Exchange,
    ) -> BoxFuture<'a, Result<Authorization, CredentialsError>> {
        Box::pin(async move {
            let session = self
                .0
                .get(exchange, |exchange| Box::pin(discover(exchange)));
            let session = session.await?;
            let mut headers = HeaderMap::new();
            headers.insert("token", session.value.token);
            Ok(Authorization::new(headers)
                .at(session.value.endpoint)
                .generation(session.generation))
        })
    }

    fn refused(&self, refused: &Authorization) -> bool {
        self.0.refused(refused.number());
        true
    }
}

async fn discover(exchange: Exchange) -> Result<Fresh<Session>, CredentialsError> {
    let base = exchange.base_url().clone();
    let found = exchange
        .call_to(&base, Arc::new(ProblemJson))?
        .json::<(String, String)>(Request::new(&DISCOVER))
        .await
        .map_err(CredentialsError::new)?;
    let (endpoint, token) = found.into_inner();
    let endpoint = BaseUrl::parse(&endpoint).map_err(CredentialsError::new)?;
    // What a login would be sent with: refused unless the endpoint is allowed.
    let _login = exchange.call_to(&endpoint, Arc::new(ProblemJson))?;
    let token = HeaderValue::try_from(token).unwrap();
    Ok(Fresh::new(Session { endpoint, token }))
}

/// A vendor whose discovery names `endpoint`, and which refuses the first token once.
async fn vendor(endpoint: impl Fn(&str) -> String + Send + Sync + 'static) -> Server {
    let (discoveries, refusal) = (AtomicUsize::new(0), Once::new());
    Server::start(move |_, request| {
        if request.target.ends_with("/discovery") {
            let number = discoveries.fetch_add(1, Ordering::SeqCst) + 1;
            let host = request.header("host").unwrap_or_default();
            return json(200, format!(r#"["{}","T{number}"]"#, endpoint(host)));
        }
        let mut refuse = false;
        if request.header("token") == Some("T1") && request.target.contains("refused") {
            refusal.call_once(|| refuse = true);
        }
        json(if refuse { 401 } else { 200 }, "{}")
    })
    .await
}

fn client(
    server: &Server,
    credentials: Discovered,
    change: impl FnOnce(ClientBuilder<Pipeline>) -> ClientBuilder<Pipeline>,
) -> Pipeline {
    let builder = builder(&format!("{}/api", server.url()), &clock()).credentials(credentials);
    change(builder).build().unwrap()
}

async fn get(client: &Pipeline) -> Result<vendor_core::Response<Anything>, Error> {
    call(client).json(read()).await
}

fn targets(server: &Server) -> Vec<String> {
    let requests = server.requests();
    requests.iter().map(|it| it.target.clone()).collect()
}

#[tokio::test]
async fn a_discovery_is_made_once_and_its_endpoint_gets_the_calls() {
    let server = vendor(|host| format!("http://{host}/shop")).await;
    let client = client(&server, Discovered::default(), |it| it);
    let (one, two, three) = tokio::join!(get(&client), get(&client), get(&client));
    for answer in [one, two, three] {
        answer.unwrap();
    }
    let targets = targets(&server);
    assert_eq!(targets[0], "/api/discovery");
    assert_eq!(targets[1..], ["/shop/things"; 3]);
}

#[tokio::test]
async fn a_refused_session_is_fetched_again_once() {
    let server = vendor(|host| format!("http://{host}/refused")).await;
    let client = client(&server, Discovered::default(), |it| it);
    get(&client).await.unwrap();
    assert_eq!(
        targets(&server),
        [
            "/api/discovery",
            "/refused/things",
            "/api/discovery",
            "/refused/things"
        ]
    );
}

#[tokio::test]
async fn a_session_that_is_forgotten_is_fetched_again() {
    let server = vendor(|host| format!("http://{host}/shop")).await;
    let credentials = Discovered::default();
    let client = client(&server, credentials.clone(), |it| it);
    get(&client).await.unwrap();
    credentials.0.forget();
    get(&client).await.unwrap();
    let discoveries = targets(&server);
    let discoveries = discoveries.iter().filter(|it| it.ends_with("/discovery"));
    assert_eq!(discoveries.count(), 2);
}

#[tokio::test]
async fn nothing_goes_to_an_endpoint_that_nobody_has_allowed() {
    let server = vendor(|_| "https://elsewhere.example/shop".to_owned()).await;
    let client = client(&server, Discovered::default(), |it| {
        it.allow_host("shop.example")
    });
    let error = get(&client).await.unwrap_err();
    assert_eq!(error.delivery(), Delivery::NotSent);
    assert_eq!(error.kind(), ErrorKind::ForbiddenOrigin);
    assert_eq!(error.server(), Some("elsewhere.example:443"));
    assert_eq!(targets(&server), ["/api/discovery"]);
}

#[tokio::test]
async fn a_session_of_one_base_url_does_not_go_to_another() {
    let session: Renewable<RawJson> = Renewable::of_one_base_url();
    let credentials = OfOne(session);
    let server = vendor(|host| format!("http://{host}/shop")).await;
    let at = |path: &str| {
        builder(&format!("{}/{path}", server.url()), &clock())
            .credentials(credentials.clone())
            .build()
            .unwrap()
    };
    get(&at("one")).await.unwrap();
    get(&at("one")).await.unwrap();
    let error = get(&at("two")).await.unwrap_err();
    assert_eq!(error.delivery(), Delivery::NotSent);
    assert_eq!(targets(&server), ["/one/things"; 2]);
}

/// Credentials whose value needs no request.
#[derive(Clone, Debug)]
struct OfOne(Renewable<RawJson>);

impl Credentials for OfOne {
    fn authorize<'a>(
        &'a self,
        _: &'static Operation,
        exchange: &'a Exchange,
    ) -> BoxFuture<'a, Result<Authorization, CredentialsError>> {
        Box::pin(async move {
            let fetch = |_| -> BoxFuture<'static, _> {
                Box::pin(async { Ok(Fresh::new("1".parse().unwrap())) })
            };
            self.0.get(exchange, fetch).await?;
            Ok(Authorization::new(HeaderMap::new()))
        })
    }
}
