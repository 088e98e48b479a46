//! The life of a call, told once and from top to bottom: [`Pipeline::live`].
//!
//! ```text
//! request ─ check ─┬─> credentials ─> rate limit ─> transport ─> body ─> classify ─┬─> Response
//!                  │                                                               │
//!                  └──────────── backoff, Retry-After, budget, deadline <── retry? ┴─> Error
//! ```

use std::fmt;
use std::pin::pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, HeaderMap, HeaderName, HeaderValue, USER_AGENT};
use http::{Method, StatusCode};
use tracing::Instrument as _;
use url::Url;

use crate::body::{read_of_error, read_whole};
use crate::clock::{BoxFuture, Clock, FOREVER, before, beside, within};
use crate::credentials::{Authorization, Credentials};
use crate::decode::DecodeError;
use crate::decoded::{Decoded, Decoding};
use crate::delivery::Delivery;
use crate::echo::Secrets;
use crate::elements::ElementReader;
use crate::error::{Attempt, Details, Error, ErrorKind};
use crate::exchange::{Exchange, ForbiddenEndpoint};
use crate::failure::{Received, Unreadable};
use crate::operation::{Idempotency, Operation};
use crate::origin::{BaseUrl, OriginPolicy};
use crate::problem::Dialect;
use crate::request::Request;
use crate::response::{Head, Response};
use crate::retry::{Failed, GaveUp, RetryBudget, RetryPolicy};
use crate::settings::{Limits, Overrides};
use crate::telemetry;
use crate::throttle::Throttle;
use crate::transport::{Departure, Transport, TransportError, TransportRequest, TransportResponse};

/// Carries requests out. It holds no state but connections, a token and a retry budget, and clones share them.
#[derive(Clone)]
pub struct Pipeline {
    pub(crate) base: BaseUrl,
    pub(crate) credentials: Arc<dyn Credentials>,
    pub(crate) throttle: Option<Arc<dyn Throttle>>,
    pub(crate) dialect: Arc<dyn Dialect>,
    /// The requests are those of credentials, which need none.
    pub(crate) is_for_credentials: bool,
    pub(crate) shared: Arc<Shared>,
}

/// What the calls of a client and its token requests have in common.
pub(crate) struct Shared {
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) retry: RetryPolicy,
    pub(crate) budget: RetryBudget,
    pub(crate) limits: Limits,
    pub(crate) origins: OriginPolicy,
    pub(crate) user_agent: HeaderValue,
    pub(crate) kept_headers: Vec<HeaderName>,
}

/// How the body of a 2xx answer is read.
pub(crate) enum Reading<'a> {
    /// The whole body, then decoded.
    Whole(&'a mut dyn Decoding),
    /// The same, of a deletion: after an attempt of unknown outcome, "not found" is success.
    Deletion(&'a mut dyn Decoding),
    /// Element by element; the attempt ends with the first one.
    Elements(&'a mut ElementReader),
}

/// A call on its way: what all of its attempts share.
struct Call<'a> {
    request: &'a Request,
    overrides: &'a Overrides,
    limits: Limits,
    idempotency: Idempotency,
    started: Instant,
    deadline: Instant,
    /// The attempts that failed.
    history: Vec<Attempt>,
}

impl Call<'_> {
    fn operation(&self) -> &'static Operation {
        self.request.operation()
    }

    fn remaining(&self, now: Instant) -> Duration {
        self.deadline.saturating_duration_since(now)
    }

    fn not_sent(&self, kind: ErrorKind) -> Box<Details> {
        Details::boxed(self.operation(), kind, Delivery::NotSent)
    }
}

/// The last attempt, which failed and is to be repeated.
struct Last {
    failure: Box<Details>,
    /// The credentials that were refused, where that was the reason.
    refused: Option<Arc<HeaderMap>>,
}

impl Last {
    fn has_refused(&self, authorization: &Authorization) -> bool {
        self.refused.as_ref() == Some(&authorization.headers)
    }

    /// The failure of a call whose next attempt was not admitted: what the vendor said last, if it said
    /// anything.
    fn before(last: Option<Self>, not_admitted: Box<Details>) -> Box<Details> {
        let Some(Self { mut failure, .. }) = last else {
            return not_admitted;
        };
        failure.gave_up = Some(match not_admitted.kind {
            ErrorKind::Throttled => GaveUp::Throttled,
            ErrorKind::Credentials | ErrorKind::CredentialsRefused => GaveUp::Credentials,
            _ => GaveUp::Deadline,
        });
        failure.source = failure.source.or(not_admitted.source);
        failure
    }
}

/// The right to send one attempt, and where to.
struct Admission {
    authorization: Authorization,
    url: Url,
}

impl Pipeline {
    /// Sends a request, and decodes the answer's body with `decode`. Typed clients do this through
    /// [`Call`](crate::Call); it is the way for a request that no contract describes.
    ///
    /// `decode` is asked for each 2xx answer, also for one that the dialect then takes for a failure.
    ///
    /// Dropping the future cancels the call: what the vendor has done by then is unknown.
    ///
    /// # Errors
    /// An [`Error`] that says whether the vendor did it.
    pub async fn send<T: Send + 'static>(
        &self,
        request: Request,
        decode: impl FnMut(&Bytes) -> Result<T, DecodeError> + Send,
    ) -> Result<Response<T>, Error> {
        self.send_with(request, Overrides::NONE, decode).await
    }

    /// The client's clock, for waits of one's own between calls.
    #[must_use]
    pub fn clock(&self) -> &dyn Clock {
        &*self.shared.clock
    }

    pub(crate) async fn send_with<T: Send + 'static>(
        &self,
        request: Request,
        overrides: &Overrides,
        decode: impl FnMut(&Bytes) -> Result<T, DecodeError> + Send,
    ) -> Result<Response<T>, Error> {
        let operation = request.operation();
        let mut decoded = Decoded::by(decode);
        let head = self
            .run(request, overrides, Reading::Whole(&mut decoded))
            .await?;
        // A call that ends well has decoded its answer.
        let value = decoded.into_value().ok_or_else(|| {
            Error::from(Details::new(operation, ErrorKind::Decode, Delivery::Done))
        })?;
        Ok(Response::new(value, head))
    }

    /// A call, in its span.
    pub(crate) async fn run(
        &self,
        request: Request,
        overrides: &Overrides,
        reading: Reading<'_>,
    ) -> Result<Head, Error> {
        let span = telemetry::call_span(request.operation());
        // Boxed, so that a call is small where it is awaited.
        let call = Box::pin(self.live(request, overrides, reading));
        let result = call.instrument(span.clone()).await;
        match &result {
            Ok(head) => telemetry::record_outcome(&span, Some(head.status), None),
            Err(error) => telemetry::record_error(&span, error),
        }
        result
    }

    /// The life of a call.
    async fn live(
        &self,
        request: Request,
        overrides: &Overrides,
        mut reading: Reading<'_>,
    ) -> Result<Head, Error> {
        let clock = self.clock();
        let retry = overrides.retry.as_ref().unwrap_or(&self.shared.retry);
        let limits = overrides.limits(&self.shared.limits);
        let started = clock.now();
        let mut call = Call {
            request: &request,
            overrides,
            limits,
            idempotency: overrides
                .idempotency
                .unwrap_or(self.idempotency_of(&request)),
            started,
            deadline: started + limits.call_timeout.min(FOREVER),
            history: Vec::new(),
        };
        if !request.is_valid() {
            let mut failure = call.not_sent(ErrorKind::InvalidRequest);
            failure.violations = request.to_violations().into_vec();
            return Err(self.finish(call, failure));
        }

        let mut renewed = false;
        let mut tries = 0;
        let mut last: Option<Last> = None;
        loop {
            tries += 1;
            let Admission {
                mut authorization,
                url,
            } = match self.admit(&call).await {
                Ok(admission) => admission,
                Err(failure) => return Err(self.finish(call, Last::before(last, failure))),
            };
            // Not renewed: the same credentials would be refused again.
            if let Some(mut last) = last.take_if(|last| last.has_refused(&authorization)) {
                last.failure.gave_up = Some(GaveUp::NotRetryable);
                return Err(self.finish(call, last.failure));
            }

            let attempt = self.attempt(&mut call, &mut authorization, url, &mut reading);
            let mut failure = match attempt.await {
                Ok(mut head) => {
                    self.shared.budget.credit_success();
                    head.earlier = call.history;
                    head.elapsed = clock.now() - call.started;
                    return Ok(head);
                }
                Err(failure) => failure,
            };

            if matches!(reading, Reading::Deletion(_)) && is_gone(&call, &failure) {
                let elapsed = clock.now() - call.started;
                return Ok(Head::of_gone(*failure, call.history, elapsed));
            }

            let remaining = call.remaining(clock.now());
            let budget = &self.shared.budget;
            let retry_after = failure.retry_after;
            let is_renewal = failure.status == Some(StatusCode::UNAUTHORIZED)
                && !renewed
                && self.credentials.refused(&authorization);
            let decision = if is_renewal {
                renewed = true;
                // Not one of the policy's attempts: it failed for a reason that is mended now.
                tries -= 1;
                retry.decide_renewal(retry_after, remaining)
            } else {
                let failed = Failed {
                    attempt: tries,
                    delivery: failure.delivery,
                    transient: failure.transient,
                    timed_out: failure.timed_out(),
                    retry_after,
                };
                retry.decide(&failed, call.idempotency, remaining, budget, clock)
            };
            match decision {
                Ok(wait) => {
                    telemetry::record_retry(failure.delivery, wait);
                    if !wait.is_zero() {
                        clock.sleep(wait).await;
                    }
                    let refused = is_renewal.then_some(authorization.headers);
                    last = Some(Last { failure, refused });
                }
                Err(reason) => {
                    failure.gave_up = Some(reason);
                    return Err(self.finish(call, failure));
                }
            }
        }
    }

    /// What a request for credentials gives is lost with its answer: asking once more does no more than a read.
    fn idempotency_of(&self, request: &Request) -> Idempotency {
        match request.idempotency() {
            Idempotency::Idempotent if self.is_for_credentials => Idempotency::Safe,
            idempotency => idempotency,
        }
    }

    /// Before anything is sent: credentials, a slot of the rate limit, and the URL that they may go to. All
    /// within the deadline.
    async fn admit(&self, call: &Call<'_>) -> Result<Admission, Box<Details>> {
        let clock = self.clock();
        let origins = &self.shared.origins;
        let remaining = call.remaining(clock.now());
        if remaining.is_zero() {
            return Err(call.not_sent(ErrorKind::Deadline));
        }
        if call
            .request
            .link()
            .is_some_and(|link| !origins.allows_link(&self.base, link))
        {
            return Err(call.not_sent(ErrorKind::ForbiddenOrigin));
        }
        let ready = pin!(async {
            // The slot comes last: calls that have waited for one token must not go out all at once.
            let authorization = self.authorize(call).await?;
            let wait = self.reserve(call).await?;
            if wait.is_zero() {
                return Ok(authorization);
            }
            clock.sleep(wait).await;
            self.authorize(call).await
        });
        let authorization = match within(clock, remaining, ready).await {
            Some(authorization) => authorization?,
            None => return Err(call.not_sent(ErrorKind::Deadline)),
        };
        if call.remaining(clock.now()).is_zero() {
            return Err(call.not_sent(ErrorKind::Deadline));
        }
        let base = match &authorization.base {
            None => &self.base,
            Some(named) if origins.allows(&self.base, named) => named,
            Some(named) => {
                let mut failure = call.not_sent(ErrorKind::ForbiddenOrigin);
                failure.server = Some(named.server().to_owned());
                return Err(failure);
            }
        };
        let url = match call.request.link() {
            None => base.with(call.request.to_path(), call.request.to_query()),
            Some(link) => match base.link(link) {
                Some(url) => url,
                None => return Err(call.not_sent(ErrorKind::ForbiddenOrigin)),
            },
        };
        Ok(Admission { authorization, url })
    }

    async fn authorize(&self, call: &Call<'_>) -> Result<Authorization, Box<Details>> {
        let exchange = Exchange {
            base: self.base.clone(),
            dialect: self.dialect.clone(),
            shared: self.shared.clone(),
        };
        let authorization = self
            .credentials
            .authorize(call.operation(), &exchange)
            .await;
        authorization.map_err(|error| {
            let is_refusal = error.is_refusal();
            let cause = error.into_cause();
            if let Some(ForbiddenEndpoint(server)) = cause.downcast_ref() {
                let mut failure = call.not_sent(ErrorKind::ForbiddenOrigin);
                failure.server = Some(server.clone());
                return failure;
            }
            let kind = if is_refusal {
                ErrorKind::CredentialsRefused
            } else {
                ErrorKind::Credentials
            };
            let mut failure = call.not_sent(kind);
            failure.transient = cause.downcast_ref().is_some_and(Error::is_transient);
            failure.server = cause
                .downcast_ref()
                .and_then(Error::server)
                .map(str::to_owned);
            failure.caused_by(cause)
        })
    }

    /// Takes a slot of the rate limit, and tells how long to wait for it.
    async fn reserve(&self, call: &Call<'_>) -> Result<Duration, Box<Details>> {
        let Some(throttle) = &self.throttle else {
            return Ok(Duration::ZERO);
        };
        let now = self.clock().now();
        let slot = throttle
            .acquire(call.operation(), now, call.remaining(now))
            .await;
        slot.map_err(|too_late| {
            let mut failure = call.not_sent(ErrorKind::Throttled);
            failure.retry_after = Some(too_late.wait);
            failure
        })
    }

    /// One attempt, in its span; its failure is noted in the call's history. The credentials' renewal is
    /// driven beside it.
    // No async function: its future would hold the URL and the request as well.
    fn attempt(
        &self,
        call: &mut Call<'_>,
        authorization: &mut Authorization,
        url: Url,
        reading: &mut Reading<'_>,
    ) -> impl Future<Output = Result<Head, Box<Details>>> + Send {
        let resends = u32::try_from(call.history.len()).unwrap_or(u32::MAX);
        let span = telemetry::attempt_span(call.operation(), &url, resends);
        let started = self.clock().now();
        let request = self.prepare(call, &authorization.headers, url, resends + 1);
        let departure = request.departure.clone();
        let answer = span.in_scope(|| self.shared.transport.send(request));
        let renewal = authorization.renewal.take();
        async move {
            let outcome = {
                let exchange = pin!(self.exchange(call, answer, departure, reading));
                beside(exchange, renewal).instrument(span.clone()).await
            };
            if let Reading::Elements(reader) = reading {
                let base = self.base_of(authorization);
                reader.read_from(base, self.secrets(call, authorization));
            }
            let mut failure = match outcome {
                Ok(head) => {
                    telemetry::record_outcome(&span, Some(head.status), None);
                    return Ok(head);
                }
                Err(failure) => failure,
            };
            self.complete(&mut failure, call, authorization);
            telemetry::record_outcome(&span, failure.status, Some(failure.kind));
            call.history.push(Attempt {
                delivery: failure.delivery,
                kind: failure.kind,
                status: failure.status,
                elapsed: self.clock().now() - started,
            });
            Err(failure)
        }
    }

    /// The base URL that an attempt goes below.
    fn base_of<'a>(&'a self, authorization: &'a Authorization) -> &'a BaseUrl {
        authorization.base.as_ref().unwrap_or(&self.base)
    }

    /// Adds to a failure where it comes from, and takes out what it must not hold.
    fn complete(&self, failure: &mut Details, call: &Call<'_>, authorization: &Authorization) {
        failure.base = Some(self.base_of(authorization).clone());
        self.secrets(call, authorization).blot(failure);
        let has_none = authorization.headers.is_empty() && !self.is_for_credentials;
        if failure.status == Some(StatusCode::UNAUTHORIZED) && has_none {
            let problem = failure.problem.take().unwrap_or_default();
            failure.problem = Some(problem.with_hint("the client was built without credentials"));
        }
    }

    /// What the answer to an attempt must not bring into a log.
    fn secrets(&self, call: &Call<'_>, authorization: &Authorization) -> Secrets {
        let of_call = call.overrides.headers.iter().map(|(_, value)| value);
        let own = call.request.headers().values();
        let secrets = Secrets::in_headers(authorization.headers.values().chain(of_call).chain(own));
        if self.is_for_credentials {
            secrets.and_those_of(call.request)
        } else {
            secrets
        }
    }

    /// The request of one attempt: URL, headers, credentials, and the same body every time.
    fn prepare(
        &self,
        call: &Call<'_>,
        credentials: &HeaderMap,
        url: Url,
        attempt: u32,
    ) -> TransportRequest {
        // Room for those that most requests have, so that it need not grow.
        let mut headers = HeaderMap::with_capacity(6);
        for (name, value) in call.request.headers() {
            headers.append(name.clone(), value.clone());
        }
        headers.insert(USER_AGENT, self.shared.user_agent.clone());
        let method = call.operation().method().clone();
        let body = call.request.body_bytes().clone();
        // The transport would say nothing, and some servers then answer 411.
        if body.is_empty() && matches!(method, Method::POST | Method::PUT | Method::PATCH) {
            headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        call.overrides.apply_headers(&mut headers);
        for (name, value) in credentials {
            headers.insert(name.clone(), value.clone());
        }
        TransportRequest {
            operation: call.operation(),
            idempotency: call.idempotency,
            attempt,
            method,
            url,
            headers,
            body,
            departure: Departure::default(),
        }
    }

    /// Waits for the answer of the transport, reads it and says what became of it.
    async fn exchange(
        &self,
        call: &Call<'_>,
        answer: BoxFuture<'_, Result<TransportResponse, TransportError>>,
        departure: Departure,
        reading: &mut Reading<'_>,
    ) -> Result<Head, Box<Details>> {
        let clock = self.clock();
        let limits = &call.limits;
        let mut limit = clock.limit(limits.attempt_timeout.min(call.remaining(clock.now())));
        let TransportResponse {
            status,
            reason,
            headers,
            body,
        } = match before(&mut limit, answer).await {
            Some(Ok(answer)) => answer,
            Some(Err(error)) => {
                return Err(Details::of_transport(call.operation(), &departure, error));
            }
            None => return Err(Details::no_answer(call.operation(), &departure)),
        };
        let received = Received {
            bulk: call.request.is_bulk(),
            ..self.received(call.operation(), status, &headers)
        };

        if !status.is_success() {
            let read = read_of_error(&headers, body, limits.body_cap, &mut limit).await;
            return Err(received.with_error_status(&read));
        }
        let read = match reading {
            Reading::Elements(reader) => {
                // No limit of an attempt, but the call has one until its first element is there.
                let mut deadline = clock.limit(call.remaining(clock.now()));
                let started = {
                    let start = pin!(reader.start(body, clock));
                    before(&mut deadline, start).await
                };
                if started.is_none() {
                    reader.stop();
                }
                started
                    .unwrap_or_else(|| Err(Unreadable::TimedOut(Bytes::new())))
                    .map(|()| Bytes::new())
            }
            Reading::Whole(decoding) | Reading::Deletion(decoding) => {
                let read = read_whole(&headers, body, limits.body_cap, &mut limit).await;
                judge(received, Unreadable::unless_complete(read), *decoding)
            }
        };
        let body = read.map_err(|cause| received.unreadable(cause))?;
        Ok(Head {
            status,
            reason,
            headers,
            body,
            earlier: Vec::new(),
            elapsed: Duration::ZERO,
        })
    }

    /// An answer, for those who say what it means.
    pub(crate) fn received<'a>(
        &'a self,
        operation: &'static Operation,
        status: StatusCode,
        headers: &'a HeaderMap,
    ) -> Received<'a> {
        Received {
            operation,
            bulk: false,
            status,
            headers,
            dialect: &*self.dialect,
            clock: self.clock(),
            kept_headers: &self.shared.kept_headers,
        }
    }

    /// The error of the call: its last failure, with the history and the delivery of all attempts.
    fn finish(&self, call: Call<'_>, mut failure: Box<Details>) -> Error {
        failure.idempotency = call.idempotency;
        let elapsed = self.clock().now() - call.started;
        failure.after(call.history, elapsed).into()
    }
}

/// Decodes a whole 2xx answer, and asks whether it says that it failed; that comes first, if both is so.
fn judge(
    received: Received<'_>,
    body: Result<Bytes, Unreadable>,
    decoding: &mut dyn Decoding,
) -> Result<Bytes, Unreadable> {
    let body = body?;
    let decoded = decoding.decode(&body);
    received.verdict(&body, decoding.value())?;
    match decoded {
        Ok(()) => Ok(body),
        Err(error) => Err(Unreadable::Undecodable(error, body)),
    }
}

/// Whether the resource of a deletion is not there, after an earlier attempt that may have deleted it.
fn is_gone(call: &Call<'_>, failure: &Details) -> bool {
    failure.says_gone
        && call
            .history
            .iter()
            .any(|attempt| attempt.delivery >= Delivery::Unknown)
}

impl fmt::Debug for Pipeline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pipeline")
            .field("base", &self.base)
            .field("credentials", &self.credentials)
            .finish_non_exhaustive()
    }
}
