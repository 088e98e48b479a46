//! The life of a call, told once and from top to bottom: [`Pipeline::live`].
//!
//! ```text
//! request ─ check ─┬─> rate limit ─> credentials ─> transport ─> body ─> classify ─┬─> Response
//!                  │                                                               │
//!                  └──────────── backoff, Retry-After, budget, deadline <── retry? ┴─> Error
//! ```

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::StatusCode;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, USER_AGENT};
use tracing::Instrument as _;

use crate::body::{End, ReadBody, read_whole};
use crate::clock::{BoxFuture, Clock, before, beside};
use crate::credentials::{Authorization, Credentials, StaticCredentials};
use crate::decode::DecodeError;
use crate::delivery::Delivery;
use crate::elements::ElementReader;
use crate::error::{Attempt, Details, Error, ErrorKind, kept_headers};
use crate::operation::{Idempotency, Operation};
use crate::origin::{BaseUrl, OriginPolicy};
use crate::problem::{Answer, Dialect, Verdict};
use crate::request::Request;
use crate::response::{Head, Response};
use crate::retry::{Failed, RetryBudget, RetryPolicy};
use crate::settings::{KEPT_ERROR_BODY, Limits, Overrides};
use crate::throttle::Throttle;
use crate::transport::{
    Transport, TransportError, TransportErrorKind, TransportRequest, TransportResponse,
};
use crate::{retry_after, telemetry};

/// Carries requests out. It holds no state but connections, a token and a retry budget, and clones share them.
#[derive(Clone)]
pub struct Pipeline {
    pub(crate) base: Arc<BaseUrl>,
    pub(crate) credentials: Arc<dyn Credentials>,
    pub(crate) throttle: Option<Arc<dyn Throttle>>,
    pub(crate) dialect: Arc<dyn Dialect>,
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
    Whole(&'a mut (dyn FnMut(&Bytes) -> Result<(), DecodeError> + Send)),
    /// Element by element; the attempt ends with the first one.
    Elements(&'a mut ElementReader),
}

/// A failed attempt: the error that it would be, and whether a repetition may fare better.
pub(crate) struct Failure {
    pub(crate) details: Details,
    pub(crate) transient: bool,
}

impl Failure {
    pub(crate) fn new(
        operation: &'static Operation,
        kind: ErrorKind,
        delivery: Delivery,
    ) -> Box<Self> {
        Box::new(Self {
            details: Details::new(operation, kind, delivery),
            transient: false,
        })
    }

    pub(crate) fn transient(mut self: Box<Self>) -> Box<Self> {
        self.transient = true;
        self
    }

    fn caused_by(
        mut self: Box<Self>,
        cause: Arc<dyn std::error::Error + Send + Sync>,
    ) -> Box<Self> {
        self.details.source = Some(cause);
        self
    }

    fn status(&self) -> Option<StatusCode> {
        self.details.status
    }

    fn timed_out(&self) -> bool {
        matches!(
            self.details.kind,
            ErrorKind::Timeout | ErrorKind::ConnectTimeout
        )
    }
}

/// A call on its way: what all of its attempts share.
struct Call<'a> {
    request: &'a Request,
    overrides: &'a Overrides,
    idempotency: Idempotency,
    started: Instant,
    deadline: Instant,
    history: Vec<Attempt>,
}

impl Call<'_> {
    fn operation(&self) -> &'static Operation {
        self.request.operation()
    }

    fn remaining(&self, now: Instant) -> Duration {
        self.deadline.saturating_duration_since(now)
    }

    fn fail(&self, kind: ErrorKind) -> Box<Failure> {
        Failure::new(self.operation(), kind, Delivery::NotSent)
    }

    fn delivery_so_far(&self) -> Option<Delivery> {
        self.history.iter().map(|attempt| attempt.delivery).max()
    }
}

impl Pipeline {
    /// Sends a request, and decodes the answer's body with `decode`. Typed clients do this through
    /// [`Call`](crate::Call); it is the way for a request that no contract describes.
    ///
    /// Dropping the future cancels the call: what the vendor has done by then is unknown.
    ///
    /// # Errors
    /// An [`Error`] that says whether the vendor did it.
    pub async fn send<T: Send>(
        &self,
        request: Request,
        decode: impl FnMut(&Bytes) -> Result<T, DecodeError> + Send,
    ) -> Result<Response<T>, Error> {
        self.send_with(request, &Overrides::default(), decode).await
    }

    /// The client's clock, for waits of one's own between calls.
    #[must_use]
    pub fn clock(&self) -> &dyn Clock {
        &*self.shared.clock
    }

    pub(crate) async fn send_with<T: Send>(
        &self,
        request: Request,
        overrides: &Overrides,
        mut decode: impl FnMut(&Bytes) -> Result<T, DecodeError> + Send,
    ) -> Result<Response<T>, Error> {
        let operation = request.operation();
        let mut value = None;
        let mut read = |body: &Bytes| decode(body).map(|decoded| value = Some(decoded));
        let head = self
            .run(request, overrides, Reading::Whole(&mut read))
            .await?;
        let Some(value) = value else {
            // A resource that is gone is success for `Call::deletion` only, which reads no value.
            let mut details = Details::new(operation, ErrorKind::Status, Delivery::Unknown);
            details.status = Some(head.status);
            return Err(details.into());
        };
        Ok(Response::new(value, head))
    }

    pub(crate) async fn run(
        &self,
        request: Request,
        overrides: &Overrides,
        reading: Reading<'_>,
    ) -> Result<Head, Error> {
        let span = telemetry::call_span(request.operation());
        let result = self
            .live(request, overrides, reading)
            .instrument(span.clone())
            .await;
        match &result {
            Ok(head) => telemetry::record_outcome(&span, Some(head.status), None),
            Err(error) => {
                span.record("vendor.delivery", error.delivery().as_str());
                span.record("vendor.attempts", error.attempts());
                telemetry::record_outcome(&span, error.status(), Some(error.kind()));
            }
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
        let clock = &*self.shared.clock;
        let retry = overrides.retry.as_ref().unwrap_or(&self.shared.retry);
        let started = clock.now();
        let timeout = overrides
            .call_timeout
            .unwrap_or(self.shared.limits.call_timeout);
        let mut call = Call {
            request: &request,
            overrides,
            idempotency: overrides.idempotency.unwrap_or(request.idempotency()),
            started,
            deadline: started + timeout,
            history: Vec::new(),
        };
        if !request.is_valid() {
            let mut failure = call.fail(ErrorKind::InvalidRequest);
            failure.details.violations = request.clone().into_violations().into_vec();
            return Err(self.finish(&call, failure));
        }

        let mut refused: Option<(Authorization, Box<Failure>)> = None;
        let mut renewed = false;
        let mut tries = 0;
        loop {
            tries += 1;
            let mut authorization = match self.admit(&call).await {
                Ok(authorization) => authorization,
                Err(failure) => return Err(self.finish(&call, failure)),
            };
            if let Some((old, failure)) = refused.take() {
                // Not renewed: the same credentials would be refused again.
                if old.headers == authorization.headers {
                    return Err(self.finish(&call, failure));
                }
            }

            let renewal = authorization.renewal.take();
            let (outcome, authorization) = self
                .attempt(&mut call, authorization, renewal, &mut reading)
                .await;
            let mut failure = match outcome {
                Ok(mut head) => {
                    self.shared.budget.credit_success();
                    head.attempts = u32::try_from(call.history.len()).unwrap_or(u32::MAX) + 1;
                    head.elapsed = clock.now() - started;
                    return Ok(head);
                }
                Err(failure) => failure,
            };

            if let Some(head) = gone(&call, &failure, clock.now()) {
                return Ok(head);
            }

            if failure.status() == Some(StatusCode::UNAUTHORIZED) && !renewed {
                renewed = true;
                if self.credentials.refused(&authorization)
                    && !call.remaining(clock.now()).is_zero()
                {
                    tries -= 1;
                    refused = Some((authorization, failure));
                    continue;
                }
            }

            let failed = Failed {
                attempt: tries,
                delivery: call
                    .history
                    .last()
                    .map_or(failure.details.delivery, |last| last.delivery),
                transient: failure.transient,
                timed_out: failure.timed_out(),
                retry_after: failure.details.retry_after,
            };
            let remaining = call.remaining(clock.now());
            match retry.decide(
                &failed,
                call.idempotency,
                remaining,
                &self.shared.budget,
                clock,
            ) {
                Ok(wait) => {
                    tracing::debug!(
                        delivery = failed.delivery.as_str(),
                        wait_ms = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX),
                        "trying again"
                    );
                    clock.sleep(wait).await;
                }
                Err(reason) => {
                    failure.details.gave_up = Some(reason);
                    return Err(self.finish(&call, failure));
                }
            }
        }
    }

    /// Before anything is sent: a slot of the rate limit, then credentials. All within the deadline.
    async fn admit(&self, call: &Call<'_>) -> Result<Authorization, Box<Failure>> {
        let clock = &*self.shared.clock;
        let now = clock.now();
        let mut limit = clock.limit(call.remaining(now));
        let ready = async {
            if let Some(throttle) = &self.throttle {
                let slot = throttle
                    .acquire(call.operation(), now, call.remaining(now))
                    .await;
                let wait = slot.map_err(|too_late| {
                    let mut failure = call.fail(ErrorKind::Throttled);
                    failure.details.retry_after = Some(too_late.wait);
                    failure
                })?;
                if !wait.is_zero() {
                    clock.sleep(wait).await;
                }
            }
            let exchange = Exchange {
                shared: self.shared.clone(),
            };
            self.credentials
                .authorize(call.operation(), &exchange)
                .await
                .map_err(|error| {
                    call.fail(ErrorKind::Credentials)
                        .caused_by(error.into_cause())
                })
        };
        if call.remaining(now).is_zero() {
            return Err(call.fail(ErrorKind::Deadline));
        }
        before(&mut limit, ready)
            .await
            .unwrap_or_else(|| Err(call.fail(ErrorKind::Deadline)))
    }

    /// One attempt, in its span; its failure is noted in the call's history.
    async fn attempt(
        &self,
        call: &mut Call<'_>,
        authorization: Authorization,
        renewal: Option<BoxFuture<'static, ()>>,
        reading: &mut Reading<'_>,
    ) -> (Result<Head, Box<Failure>>, Authorization) {
        let resends = u32::try_from(call.history.len()).unwrap_or(u32::MAX);
        let (headers, named) = (&authorization.headers, authorization.base.as_ref());
        let span = telemetry::attempt_span(call.operation(), named.unwrap_or(&self.base), resends);
        let started = self.shared.clock.now();
        let exchange = self.exchange(call, headers, named, resends + 1, reading);
        let outcome = beside(exchange, renewal).instrument(span.clone()).await;
        match &outcome {
            Ok(head) => telemetry::record_outcome(&span, Some(head.status), None),
            Err(failure) => {
                telemetry::record_outcome(&span, failure.status(), Some(failure.details.kind));
                call.history.push(Attempt {
                    delivery: failure.details.delivery,
                    kind: failure.details.kind,
                    status: failure.status(),
                    elapsed: self.shared.clock.now() - started,
                });
            }
        }
        (outcome, authorization)
    }

    /// Sends the request once, reads the answer and says what became of it.
    async fn exchange(
        &self,
        call: &Call<'_>,
        credentials: &HeaderMap,
        named: Option<&BaseUrl>,
        number: u32,
        reading: &mut Reading<'_>,
    ) -> Result<Head, Box<Failure>> {
        let clock = &*self.shared.clock;
        let request = self.address(call, credentials, named, number)?;
        let attempt_timeout = call
            .overrides
            .attempt_timeout
            .unwrap_or(self.shared.limits.attempt_timeout);
        let mut limit = clock.limit(attempt_timeout.min(call.remaining(clock.now())));
        let TransportResponse {
            status,
            headers,
            body,
            ..
        } = match before(&mut limit, self.shared.transport.send(request)).await {
            Some(Ok(response)) => response,
            Some(Err(error)) => return Err(of_transport(call, error)),
            // The transport gives no sign between connecting and waiting: it may have been read.
            None => {
                return Err(
                    Failure::new(call.operation(), ErrorKind::Timeout, Delivery::Unknown)
                        .transient(),
                );
            }
        };

        if !status.is_success() {
            let read = read_whole(&headers, body, self.shared.limits.body_cap, &mut limit).await;
            return Err(self.of_status(call.operation(), status, &headers, &read));
        }
        let body = match reading {
            Reading::Elements(reader) => {
                let first = reader.start(body, clock, self.shared.limits.idle_timeout);
                match first.await {
                    Ok(()) => Bytes::new(),
                    Err(cause) => {
                        return Err(self.unreadable(call.operation(), status, &headers, cause));
                    }
                }
            }
            Reading::Whole(decode) => {
                let read =
                    read_whole(&headers, body, self.shared.limits.body_cap, &mut limit).await;
                let bytes = read.bytes.clone();
                if let Err(cause) = Unreadable::of_end(read)
                    .and_then(|()| self.judge(call, status, &headers, &bytes, decode))
                {
                    return Err(self.unreadable(call.operation(), status, &headers, cause));
                }
                bytes
            }
        };
        Ok(Head {
            status,
            headers,
            body,
            attempts: number,
            elapsed: Duration::ZERO,
        })
    }

    /// The request of one attempt: base URL, path, query, headers, credentials.
    fn address(
        &self,
        call: &Call<'_>,
        credentials: &HeaderMap,
        named: Option<&BaseUrl>,
        number: u32,
    ) -> Result<TransportRequest, Box<Failure>> {
        let base = match named {
            Some(named) if !self.shared.origins.allows(&self.base, named) => {
                return Err(call.fail(ErrorKind::ForbiddenOrigin));
            }
            Some(named) => named,
            None => &self.base,
        };
        let url = match call.request.link() {
            Some(link) => base
                .link(link)
                .ok_or_else(|| call.fail(ErrorKind::ForbiddenOrigin))?,
            None => base.with(&call.request.to_path(), call.request.to_query()),
        };
        let mut headers = call.request.headers().clone();
        headers.insert(USER_AGENT, self.shared.user_agent.clone());
        call.overrides.apply_headers(&mut headers);
        for (name, value) in credentials {
            headers.insert(name.clone(), value.clone());
        }
        Ok(TransportRequest {
            operation: call.operation(),
            idempotency: call.idempotency,
            attempt: number,
            method: call.operation().method().clone(),
            url,
            headers,
            body: call.request.body_bytes().clone(),
        })
    }

    /// Asks the vendor's dialect about a 2xx answer, then decodes it.
    fn judge(
        &self,
        call: &Call<'_>,
        status: StatusCode,
        headers: &HeaderMap,
        body: &Bytes,
        decode: &mut (dyn FnMut(&Bytes) -> Result<(), DecodeError> + Send),
    ) -> Result<(), Unreadable> {
        let answer = Answer {
            operation: call.operation(),
            status,
            headers,
            body,
        };
        match self.dialect.verdict(&answer) {
            Verdict::Accepted => {
                decode(body).map_err(|error| Unreadable::Undecodable(error, body.clone()))
            }
            verdict => Err(Unreadable::Failed(Box::new(verdict), body.clone())),
        }
    }

    /// The failure of an answer with another status than 2xx.
    fn of_status(
        &self,
        operation: &'static Operation,
        status: StatusCode,
        headers: &HeaderMap,
        read: &ReadBody,
    ) -> Box<Failure> {
        let delivery = Delivery::of_status(status);
        let mut failure = Failure::new(operation, ErrorKind::Status, delivery);
        failure.transient = status == StatusCode::TOO_MANY_REQUESTS
            || delivery == Delivery::Unknown && !status.is_redirection();
        let answer = Answer {
            operation,
            status,
            headers,
            body: &read.bytes,
        };
        failure.details.problem = self.dialect.problem(&answer);
        failure.details.body_was_cut = !matches!(read.end, End::Complete);
        self.keep_answer(&mut failure, status, headers, &read.bytes);
        failure
    }

    /// The failure of a 2xx answer that says that it failed, or that could not be read.
    pub(crate) fn unreadable(
        &self,
        operation: &'static Operation,
        status: StatusCode,
        headers: &HeaderMap,
        cause: Unreadable,
    ) -> Box<Failure> {
        let fail = |kind, delivery| Failure::new(operation, kind, delivery);
        let (mut failure, body) = match cause {
            Unreadable::Failed(verdict, body) => {
                let (delivery, problem) = match *verdict {
                    Verdict::Unknown(problem) => (Delivery::Unknown, Some(problem)),
                    Verdict::Refused(problem) => (Delivery::Refused, Some(problem)),
                    Verdict::Accepted => (Delivery::Unknown, None),
                };
                let mut failure = fail(ErrorKind::Answer, delivery);
                failure.details.problem = problem;
                (failure, body)
            }
            Unreadable::Undecodable(error, body) => {
                let delivery = if is_of_unlisted_type(operation, headers) {
                    Delivery::Unknown
                } else {
                    Delivery::Done
                };
                let mut failure = fail(ErrorKind::Decode, delivery).transient();
                failure.details.decode = Some(error);
                (failure, body)
            }
            Unreadable::TooLarge(body) => {
                let mut failure = fail(ErrorKind::TooLarge, Delivery::Done).transient();
                failure.details.body_was_cut = true;
                (failure, body)
            }
            Unreadable::TimedOut(body) => {
                let mut failure = fail(ErrorKind::Timeout, Delivery::Done).transient();
                failure.details.body_was_cut = true;
                (failure, body)
            }
            Unreadable::Broken(error, body) => {
                let mut failure = fail(ErrorKind::Truncated, Delivery::Done).transient();
                failure.details.body_was_cut = true;
                (failure.caused_by(Arc::new(error)), body)
            }
        };
        self.keep_answer(&mut failure, status, headers, &body);
        failure
    }

    /// What an error keeps of the answer.
    fn keep_answer(
        &self,
        failure: &mut Failure,
        status: StatusCode,
        headers: &HeaderMap,
        body: &Bytes,
    ) {
        let details = &mut failure.details;
        details.status = Some(status);
        details.headers = kept_headers(headers, &self.shared.kept_headers);
        details.retry_after = retry_after::parse(headers, self.shared.clock.utc());
        details.body = match body.get(..KEPT_ERROR_BODY) {
            // A copy, so that the error does not hold all of a large body.
            Some(start) if start.len() < body.len() => {
                details.body_was_cut = true;
                Bytes::copy_from_slice(start)
            }
            _ => body.clone(),
        };
    }

    /// The error of the call: its last failure, with the history and the delivery of all attempts.
    fn finish(&self, call: &Call<'_>, failure: Box<Failure>) -> Error {
        let mut details = failure.details;
        details.delivery = details
            .delivery
            .max(call.delivery_so_far().unwrap_or(Delivery::NotSent));
        details.attempts.clone_from(&call.history);
        details.elapsed = self.shared.clock.now() - call.started;
        details.into()
    }
}

/// Why a 2xx answer is no success, with what was read of its body.
pub(crate) enum Unreadable {
    /// The body says that the operation failed.
    Failed(Box<Verdict>, Bytes),
    Undecodable(DecodeError, Bytes),
    TooLarge(Bytes),
    TimedOut(Bytes),
    Broken(TransportError, Bytes),
}

impl Unreadable {
    fn of_end(read: ReadBody) -> Result<(), Self> {
        match read.end {
            End::Complete => Ok(()),
            End::TooLarge => Err(Self::TooLarge(read.bytes)),
            End::TimedOut => Err(Self::TimedOut(read.bytes)),
            End::Broken(error) => Err(Self::Broken(error, read.bytes)),
        }
    }
}

/// The failure of an exchange that gave no answer.
fn of_transport(call: &Call<'_>, error: TransportError) -> Box<Failure> {
    let failure = match error.kind() {
        TransportErrorKind::Unsendable => call.fail(ErrorKind::InvalidRequest),
        TransportErrorKind::Dns => call.fail(ErrorKind::Dns).transient(),
        TransportErrorKind::Connect => call.fail(ErrorKind::Connect).transient(),
        TransportErrorKind::ConnectTimeout => call.fail(ErrorKind::ConnectTimeout).transient(),
        TransportErrorKind::Tls => call.fail(ErrorKind::Tls),
        TransportErrorKind::Interrupted => {
            Failure::new(call.operation(), ErrorKind::Interrupted, Delivery::Unknown).transient()
        }
    };
    failure.caused_by(Arc::new(error))
}

/// A deletion whose earlier attempt may have done it, and whose resource is not there now: that is success.
fn gone(call: &Call<'_>, failure: &Failure, now: Instant) -> Option<Head> {
    let status = failure.status()?;
    let (_, earlier) = call.history.split_last()?;
    let may_be_done = earlier
        .iter()
        .any(|attempt| attempt.delivery >= Delivery::Unknown);
    (may_be_done && call.operation().is_gone_status(status.as_u16())).then(|| Head {
        status,
        headers: failure.details.headers.clone(),
        body: failure.details.body.clone(),
        attempts: u32::try_from(call.history.len()).unwrap_or(u32::MAX),
        elapsed: now - call.started,
    })
}

/// A proxy's or a login page, most likely. A missing media type says nothing.
fn is_of_unlisted_type(operation: &'static Operation, headers: &HeaderMap) -> bool {
    let content_type = headers.get(CONTENT_TYPE);
    content_type.is_some_and(|value| {
        !value
            .to_str()
            .is_ok_and(|text| operation.lists_media_type(text))
    })
}

impl fmt::Debug for Pipeline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pipeline")
            .field("base", &self.base)
            .field("credentials", &self.credentials)
            .finish_non_exhaustive()
    }
}

/// The way of [`Credentials`] to make requests of their own: a token request, a discovery, a login. The same
/// transport, timeouts and retries; no credentials and no rate limit.
#[derive(Clone)]
pub struct Exchange {
    shared: Arc<Shared>,
}

impl Exchange {
    /// Sends a request to a base URL of the credentials' own.
    ///
    /// # Errors
    /// The [`Error`] of that request. The call that needed the credentials fails with `NotSent`, whatever the
    /// delivery of this one.
    pub async fn send<T: Send>(
        &self,
        base: &BaseUrl,
        dialect: Arc<dyn Dialect>,
        request: Request,
        decode: impl FnMut(&Bytes) -> Result<T, DecodeError> + Send,
    ) -> Result<Response<T>, Error> {
        if base
            .check_scheme(self.shared.origins.allow_plain_http)
            .is_err()
        {
            let details = Details::new(
                request.operation(),
                ErrorKind::ForbiddenOrigin,
                Delivery::NotSent,
            );
            return Err(details.into());
        }
        let pipeline = Pipeline {
            base: Arc::new(base.clone()),
            credentials: Arc::new(StaticCredentials::none()),
            throttle: None,
            dialect,
            shared: self.shared.clone(),
        };
        pipeline.send(request, decode).await
    }

    /// The client's clock.
    #[must_use]
    pub fn clock(&self) -> &dyn Clock {
        &*self.shared.clock
    }
}

impl fmt::Debug for Exchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Exchange")
    }
}
