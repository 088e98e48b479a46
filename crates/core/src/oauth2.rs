//! OAuth2 client credentials (RFC 6749, section 4.4), with a token cache for any number of callers.
//!
//! - One token request at a time, whoever needs it. It belongs to the cache, not to the call that started it:
//!   all who wait for it drive it, and one that is cancelled or not polled holds nobody up. No task is spawned.
//! - While a token is valid nobody waits: an early renewal runs beside the calls, and its failure keeps the
//!   token.
//! - Those who wait for the same request share its failure, and so does who asks within a second.
//! - A 401 drops the token that it was given for, never a newer one.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::Method;
use http::header::{AUTHORIZATION, HeaderName, HeaderValue};
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;

use crate::clock::{BoxFuture, FOREVER};
use crate::credentials::{
    Authorization, Credentials, CredentialsError, InvalidCredentials, StaticCredentials,
    secret_header,
};
use crate::decode::{DecodeError, decode};
use crate::error::Error;
use crate::exchange::Exchange;
use crate::operation::{Idempotency, Operation};
use crate::origin::{BaseUrl, BaseUrlError};
use crate::problem::{Answer, Dialect, Problem};
use crate::request::Request;
use crate::retry::part_of;
use crate::wire::RawJson;

/// The token request. Asking twice does no harm: it gives another token, or the same.
static TOKEN: Operation = Operation::new("oauth2Token", Method::POST, "", Idempotency::Safe)
    .answers(&["application/json"]);

/// A token is no longer used this long before it expires: clocks differ, and requests travel.
const SKEW: Duration = Duration::from_secs(10);
/// After a renewal that failed or gave the same token, the next early one comes no sooner.
const RENEWAL_PAUSE: Duration = Duration::from_secs(30);
/// How long a failure is shared with callers that come later.
const SHARED_FAILURE: Duration = Duration::from_secs(1);

/// Client credentials with a cached token. Clones share the token.
#[derive(Clone)]
pub struct OAuth2ClientCredentials {
    cache: Arc<Cache>,
    /// Headers beside the token.
    headers: StaticCredentials,
}

struct Cache {
    endpoint: Arc<Endpoint>,
    state: Mutex<State>,
    flight: Mutex<Flight>,
    waiting: Arc<Waiting>,
}

/// The token request under way, if there is one, and how many callers wait for it. Whoever polls it drives it.
#[derive(Default)]
struct Flight {
    request: Option<BoxFuture<'static, Result<Fresh, CredentialsError>>>,
    callers: usize,
    /// When the last of its callers left it, and the runtime that its timers and sockets belong to.
    left: Option<Instant>,
    runtime: Option<tokio::runtime::Id>,
}

/// The tasks to be woken when the token request gets on.
#[derive(Default)]
struct Waiting(Mutex<Vec<Waker>>);

/// Where the token endpoint is.
#[derive(Clone, Debug)]
enum TokenUrl {
    Absolute(Result<BaseUrl, BaseUrlError>),
    /// A path below the client's base URL.
    Below(&'static str),
}

/// Where and as whom to ask for a token.
#[derive(Clone)]
struct Endpoint {
    url: TokenUrl,
    client_id: String,
    client_secret: SecretString,
    scope: Option<String>,
}

/// Credentials whose token endpoint is below the base URL were given to clients of two base URLs.
#[derive(Debug, thiserror::Error)]
#[error("these credentials are in use for another base URL; make new ones for this client")]
struct OfAnotherBaseUrl;

#[derive(Default)]
struct State {
    /// The base URL that the token is for, where the token endpoint is below it.
    base: Option<BaseUrl>,
    token: Option<Token>,
    /// Counts the tokens: the generation of the current one.
    generation: u64,
    /// Counts the token requests that ended, well or not.
    rounds: u64,
    failure: Option<(Instant, CredentialsError)>,
}

#[derive(Clone)]
struct Token {
    header: HeaderValue,
    generation: u64,
    /// When an early renewal may start, and when the token must not be used any more. `None` when the
    /// vendor gave no life time: then it is used until a 401.
    life: Option<(Instant, Instant)>,
}

/// What a token request gave.
struct Fresh {
    header: HeaderValue,
    expires_in: Option<Duration>,
    /// Its life counts from here: an answer may be taken up long after it was given.
    asked: Instant,
}

impl OAuth2ClientCredentials {
    /// Credentials for a token endpoint, which must be https, or on loopback. A URL that cannot be used is an
    /// error when the client is built.
    #[must_use]
    pub fn new(
        token_url: &str,
        client_id: impl Into<String>,
        client_secret: impl Into<SecretString>,
    ) -> Self {
        Self::at(
            TokenUrl::Absolute(BaseUrl::parse(token_url)),
            client_id.into(),
            client_secret.into(),
        )
    }

    /// Credentials for a token endpoint at a path below the client's own base URL: they follow the client to
    /// another host, and never lead away from it. Such credentials belong to one base URL.
    #[must_use]
    pub fn below_base_url(
        path: &'static str,
        client_id: impl Into<String>,
        client_secret: impl Into<SecretString>,
    ) -> Self {
        Self::at(
            TokenUrl::Below(path),
            client_id.into(),
            client_secret.into(),
        )
    }

    fn at(url: TokenUrl, client_id: String, client_secret: SecretString) -> Self {
        let endpoint = Endpoint {
            url,
            client_id,
            client_secret,
            scope: None,
        };
        Self {
            cache: Arc::new(Cache::of(endpoint)),
            headers: StaticCredentials::none(),
        }
    }

    /// Asks another token endpoint. Starts with an empty cache.
    #[must_use]
    pub fn token_url(self, token_url: &str) -> Self {
        let url = TokenUrl::Absolute(BaseUrl::parse(token_url));
        self.with_endpoint(|endpoint| endpoint.url = url)
    }

    /// Asks for a scope (several, separated by spaces). By default none is sent. Starts with an empty cache.
    #[must_use]
    pub fn scope(self, scope: impl Into<String>) -> Self {
        self.with_endpoint(|endpoint| endpoint.scope = Some(scope.into()))
    }

    /// One more header on every call (not on the token request), an API key for example.
    #[must_use]
    pub fn with_header(mut self, name: HeaderName, value: impl Into<SecretString>) -> Self {
        self.headers = self.headers.with_header(name, value);
        self
    }

    fn with_endpoint(self, change: impl FnOnce(&mut Endpoint)) -> Self {
        let mut endpoint = Endpoint::clone(&self.cache.endpoint);
        change(&mut endpoint);
        Self {
            cache: Arc::new(Cache::of(endpoint)),
            headers: self.headers,
        }
    }
}

/// Shows the endpoint and the client's id, not the secret and no token.
impl fmt::Debug for OAuth2ClientCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OAuth2ClientCredentials")
            .field("token_url", &self.cache.endpoint.url)
            .field("client_id", &self.cache.endpoint.client_id)
            .finish_non_exhaustive()
    }
}

impl Credentials for OAuth2ClientCredentials {
    fn authorize<'a>(
        &'a self,
        _operation: &'static Operation,
        exchange: &'a Exchange,
    ) -> BoxFuture<'a, Result<Authorization, CredentialsError>> {
        Box::pin(async move {
            self.cache.bind(exchange.base_url())?;
            let (token, renewal) = match self.cache.look(exchange) {
                Found::Valid(token) => (token, None),
                Found::RenewSoon { token, rounds } => {
                    let renewal = self.cache.clone().renew_beside(exchange.clone(), rounds);
                    (token, Some(renewal))
                }
                Found::Failed(error) => return Err(error),
                Found::Nothing { rounds } => {
                    (self.cache.wait_for_token(exchange, rounds).await?, None)
                }
            };
            let mut headers = self.headers.headers().clone();
            headers.insert(AUTHORIZATION, token.header);
            let authorization = Authorization::new(headers).generation(token.generation);
            Ok(match renewal {
                Some(renewal) => authorization.renewal(renewal),
                None => authorization,
            })
        })
    }

    fn check(&self, allow_plain_http: bool) -> Result<(), InvalidCredentials> {
        if let TokenUrl::Absolute(url) = &self.cache.endpoint.url {
            url.as_ref()
                .map_err(|error| *error)?
                .check_scheme(allow_plain_http)?;
        }
        self.headers.check(allow_plain_http)
    }

    fn refused(&self, refused: &Authorization) -> bool {
        let mut state = lock(&self.cache.state);
        if state
            .token
            .as_ref()
            .is_some_and(|token| token.generation == refused.number())
        {
            state.token = None;
        }
        true
    }
}

/// What the cache has for a caller, and how many token requests had ended by then.
enum Found {
    Valid(Token),
    RenewSoon { token: Token, rounds: u64 },
    Failed(CredentialsError),
    Nothing { rounds: u64 },
}

impl Waiting {
    fn add(&self, task: &Waker) {
        let mut tasks = lock(&self.0);
        if !tasks.iter().any(|waiting| waiting.will_wake(task)) {
            tasks.push(task.clone());
        }
    }
}

impl Wake for Waiting {
    fn wake(self: Arc<Self>) {
        let tasks = std::mem::take(&mut *lock(&self.0));
        tasks.into_iter().for_each(Waker::wake);
    }
}

/// Somebody who waits for the token request, until it is dropped.
struct Caller<'a> {
    cache: &'a Cache,
    exchange: &'a Exchange,
}

impl Drop for Caller<'_> {
    fn drop(&mut self) {
        let mut flight = lock(&self.cache.flight);
        flight.callers -= 1;
        if flight.callers == 0 {
            flight.left = Some(self.exchange.clock().now());
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Cache {
    fn of(endpoint: Endpoint) -> Self {
        Self {
            endpoint: Arc::new(endpoint),
            state: Mutex::default(),
            flight: Mutex::default(),
            waiting: Arc::default(),
        }
    }

    /// A token of one host must not go to another one.
    fn bind(&self, base: &BaseUrl) -> Result<(), CredentialsError> {
        if let TokenUrl::Absolute(_) = self.endpoint.url {
            return Ok(());
        }
        let mut state = lock(&self.state);
        if state.base.get_or_insert_with(|| base.clone()) == base {
            Ok(())
        } else {
            Err(CredentialsError::new(OfAnotherBaseUrl))
        }
    }

    fn look(&self, exchange: &Exchange) -> Found {
        let now = exchange.clock().now();
        let state = lock(&self.state);
        let rounds = state.rounds;
        if let Some(token) = &state.token {
            let token = token.clone();
            match token.life {
                Some((_, expires)) if now >= expires => {}
                Some((renew, _)) if now >= renew => return Found::RenewSoon { token, rounds },
                _ => return Found::Valid(token),
            }
        }
        match &state.failure {
            Some((failed, error)) if now < *failed + SHARED_FAILURE => Found::Failed(error.clone()),
            _ => Found::Nothing { rounds },
        }
    }

    /// Drives the request under way, or a new one, to its end. `rounds` is what the caller saw before: if
    /// more have ended since, their outcome is the caller's too.
    async fn wait_for_token(
        self: &Arc<Self>,
        exchange: &Exchange,
        rounds: u64,
    ) -> Result<Token, CredentialsError> {
        let all = Waker::from(self.waiting.clone());
        let _caller = self.join(exchange);
        std::future::poll_fn(|context| {
            self.waiting.add(context.waker());
            let mut flight = lock(&self.flight);
            if let Some(outcome) = self.outcome_since(rounds) {
                return Poll::Ready(outcome);
            }
            // Taken out while it is polled: if it panics, the next caller starts another one.
            let mut request = flight
                .request
                .take()
                .unwrap_or_else(|| Box::pin(fetch(self.endpoint.clone(), exchange.clone())));
            let outcome = match request.as_mut().poll(&mut Context::from_waker(&all)) {
                Poll::Ready(outcome) => outcome,
                Poll::Pending => {
                    flight.request = Some(request);
                    return Poll::Pending;
                }
            };
            let outcome = self.store(outcome, exchange);
            all.wake_by_ref();
            Poll::Ready(outcome)
        })
        .await
    }

    /// Counts a caller in. A request that all have left is dropped when it was so long ago that it would only
    /// find that its time is over, or when it belongs to another runtime, which may have ended.
    fn join<'a>(&'a self, exchange: &'a Exchange) -> Caller<'a> {
        let mut flight = lock(&self.flight);
        let now = exchange.clock().now();
        let runtime = tokio::runtime::Handle::try_current()
            .ok()
            .map(|handle| handle.id());
        if let Some(left) = flight.left.take() {
            let age = now.saturating_duration_since(left);
            if age >= exchange.attempt_timeout() || flight.runtime != runtime {
                flight.request = None;
            }
        }
        if flight.request.is_none() {
            flight.runtime = runtime;
        }
        flight.callers += 1;
        Caller {
            cache: self,
            exchange,
        }
    }

    /// What the token requests gave that have ended since the caller looked; `None` when none has, or when its
    /// token was refused meanwhile.
    fn outcome_since(&self, rounds: u64) -> Option<Result<Token, CredentialsError>> {
        let state = lock(&self.state);
        if state.rounds == rounds {
            return None;
        }
        match (&state.failure, &state.token) {
            (Some((_, error)), _) => Some(Err(error.clone())),
            (None, Some(token)) => Some(Ok(token.clone())),
            (None, None) => None,
        }
    }

    /// Drives a renewal while a call is under way. A failure keeps the token that is still valid.
    fn renew_beside(self: Arc<Self>, exchange: Exchange, rounds: u64) -> BoxFuture<'static, ()> {
        Box::pin(async move {
            let _ = self.wait_for_token(&exchange, rounds).await;
        })
    }

    fn store(
        &self,
        outcome: Result<Fresh, CredentialsError>,
        exchange: &Exchange,
    ) -> Result<Token, CredentialsError> {
        let now = exchange.clock().now();
        let mut state = lock(&self.state);
        state.rounds += 1;
        match outcome {
            Ok(fresh) => {
                let same = state
                    .token
                    .as_ref()
                    .is_some_and(|token| token.header == fresh.header);
                if !same {
                    state.generation += 1;
                }
                let mut token = Token {
                    header: fresh.header,
                    generation: state.generation,
                    life: fresh
                        .expires_in
                        .map(|life| life_from(fresh.asked, life, exchange.clock().random())),
                };
                if same {
                    postpone_renewal(&mut token, now);
                }
                state.failure = None;
                state.token = Some(token.clone());
                Ok(token)
            }
            Err(error) => {
                match &mut state.token {
                    Some(token) if token.life.is_some_and(|(_, expires)| now < expires) => {
                        postpone_renewal(token, now);
                    }
                    _ => state.token = None,
                }
                state.failure = Some((now, error.clone()));
                Err(error)
            }
        }
    }
}

/// Asks for a token. It owns nothing of the cache, which owns it while it is under way.
async fn fetch(endpoint: Arc<Endpoint>, exchange: Exchange) -> Result<Fresh, CredentialsError> {
    let url = match &endpoint.url {
        TokenUrl::Absolute(url) => url.clone(),
        TokenUrl::Below(path) => exchange.base_url().join(path),
    }
    .map_err(CredentialsError::new)?;
    let asked = exchange.clock().now();
    let mut request = Request::new(&TOKEN);
    let mut form = vec![
        ("grant_type", "client_credentials"),
        ("client_id", endpoint.client_id.as_str()),
        ("client_secret", endpoint.client_secret.expose_secret()),
    ];
    form.extend(endpoint.scope.as_deref().map(|scope| ("scope", scope)));
    request.form(&form);
    let response = exchange
        .send(&url, Arc::new(TokenEndpoint), request, |body| {
            read_token(body, asked)
        })
        .await
        .map_err(|error| CredentialsError::new(without_token(error)))?;
    Ok(response.into_inner())
}

/// An answer of success that could not be read may hold a token: its body is not kept.
fn without_token(error: Error) -> Error {
    if error.status().is_some_and(|status| status.is_success()) {
        error.without_body()
    } else {
        error
    }
}

/// When an early renewal may start and when the token ends: renewal in the last fifth of its life (at most
/// five minutes before its end), at a random point of the first half of that window.
fn life_from(now: Instant, expires_in: Duration, random: f64) -> (Instant, Instant) {
    let life = expires_in.saturating_sub(SKEW);
    let window = (life / 5).min(Duration::from_secs(300));
    let renew = life.saturating_sub(window) + part_of(window / 2, random);
    (now + renew, now + life)
}

fn postpone_renewal(token: &mut Token, now: Instant) {
    if let Some((renew, _)) = &mut token.life {
        *renew = (*renew).max(now + RENEWAL_PAUSE);
    }
}

#[derive(Deserialize)]
struct TokenAnswer {
    access_token: SecretString,
    #[serde(default)]
    token_type: Option<String>,
    #[serde(default)]
    expires_in: Option<RawJson>,
}

/// A number of seconds, which some servers quote. What is neither counts as not given.
fn seconds(json: &RawJson) -> Option<Duration> {
    let seconds: f64 = json.get().trim_matches('"').trim().parse().ok()?;
    let life = Duration::try_from_secs_f64(seconds.max(0.0)).ok()?;
    Some(life.min(FOREVER))
}

fn read_token(body: &Bytes, asked: Instant) -> Result<Fresh, DecodeError> {
    let answer: TokenAnswer = decode(body)?;
    if answer
        .token_type
        .is_some_and(|kind| !kind.eq_ignore_ascii_case("bearer"))
    {
        return Err(DecodeError::at_root("a token_type \"Bearer\""));
    }
    if answer.access_token.expose_secret().is_empty() {
        return Err(DecodeError::at_root("an access_token that is not empty"));
    }
    let header = SecretString::from(format!("Bearer {}", answer.access_token.expose_secret()));
    Ok(Fresh {
        header: secret_header(&header)
            .ok_or_else(|| DecodeError::at_root("an access_token that a header can carry"))?,
        expires_in: answer.expires_in.as_ref().and_then(seconds),
        asked,
    })
}

/// Errors as of RFC 6749, section 5.2.
#[derive(Debug)]
struct TokenEndpoint;

impl Dialect for TokenEndpoint {
    fn problem(&self, answer: &Answer<'_>) -> Option<Problem> {
        #[derive(Deserialize)]
        struct OAuthError {
            error: String,
            error_description: Option<String>,
        }
        let error: OAuthError = decode(answer.body).ok()?;
        let problem = Problem::new().with_code(error.error);
        Some(match error.error_description {
            Some(description) => problem.with_detail(description),
            None => problem,
        })
    }
}
