//! What a failed attempt means: its delivery, and whether a repetition may fare better.

use std::any::Any;
use std::sync::Arc;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderMap};
use http::{HeaderName, StatusCode};
use serde::de::IgnoredAny;

use crate::body::{End, KEPT_OF_ERROR, ReadBody};
use crate::clock::Clock;
use crate::decode::{DecodeError, decode, without_bom};
use crate::delivery::Delivery;
use crate::error::{Details, ErrorKind, kept_headers};
use crate::operation::Operation;
use crate::problem::{Answer, Dialect, Problem, Verdict};
use crate::retry_after;
use crate::transport::{Departure, TransportError, TransportErrorKind};

/// A failed attempt is the error that it would be, if it were the last.
impl Details {
    pub(crate) fn boxed(
        operation: &'static Operation,
        kind: ErrorKind,
        delivery: Delivery,
    ) -> Box<Self> {
        Box::new(Self::new(operation, kind, delivery))
    }

    pub(crate) fn transient(mut self: Box<Self>) -> Box<Self> {
        self.transient = true;
        self
    }

    pub(crate) fn caused_by(
        mut self: Box<Self>,
        cause: Arc<dyn std::error::Error + Send + Sync>,
    ) -> Box<Self> {
        self.source = Some(cause);
        self
    }

    pub(crate) fn timed_out(&self) -> bool {
        matches!(self.kind, ErrorKind::Timeout | ErrorKind::ConnectTimeout)
    }

    /// An exchange that gave no answer in time: the request may have been read, unless the transport knows
    /// that it had not gone out.
    pub(crate) fn no_answer(operation: &'static Operation, departure: &Departure) -> Box<Self> {
        if departure.is_still_ahead() {
            Self::boxed(operation, ErrorKind::ConnectTimeout, Delivery::NotSent).transient()
        } else {
            Self::boxed(operation, ErrorKind::Timeout, Delivery::Unknown).transient()
        }
    }

    /// An exchange that gave no answer.
    pub(crate) fn of_transport(
        operation: &'static Operation,
        departure: &Departure,
        error: TransportError,
    ) -> Box<Self> {
        let not_sent = |kind| Self::boxed(operation, kind, Delivery::NotSent);
        let failure = match error.kind() {
            TransportErrorKind::Unsendable => not_sent(ErrorKind::InvalidRequest),
            TransportErrorKind::Proxy => not_sent(ErrorKind::Proxy),
            TransportErrorKind::Tls => not_sent(ErrorKind::Tls),
            TransportErrorKind::Dns => not_sent(ErrorKind::Dns).transient(),
            TransportErrorKind::Connect => not_sent(ErrorKind::Connect).transient(),
            TransportErrorKind::ConnectTimeout => not_sent(ErrorKind::ConnectTimeout).transient(),
            TransportErrorKind::Interrupted if departure.is_still_ahead() => {
                not_sent(ErrorKind::Connect).transient()
            }
            TransportErrorKind::Interrupted => {
                Self::boxed(operation, ErrorKind::Interrupted, Delivery::Unknown).transient()
            }
        };
        failure.caused_by(Arc::new(error))
    }
}

/// Whether an answer with an error's status may be another one next time.
pub(crate) fn is_transient(status: StatusCode) -> bool {
    status == StatusCode::TOO_MANY_REQUESTS
        || Delivery::of_status(status) == Delivery::Unknown && !status.is_redirection()
}

/// The head of an answer, and what an error of it needs besides.
#[derive(Clone, Copy)]
pub(crate) struct Received<'a> {
    pub(crate) operation: &'static Operation,
    /// Several things were asked for at once.
    pub(crate) bulk: bool,
    pub(crate) status: StatusCode,
    pub(crate) headers: &'a HeaderMap,
    pub(crate) dialect: &'a dyn Dialect,
    pub(crate) clock: &'a dyn Clock,
    pub(crate) kept_headers: &'a [HeaderName],
}

impl Received<'_> {
    /// The failure of an answer with another status than 2xx.
    pub(crate) fn with_error_status(&self, read: &ReadBody) -> Box<Details> {
        let delivery = if self.bulk {
            Delivery::of_status_in_bulk(self.status)
        } else {
            Delivery::of_status(self.status)
        };
        let mut failure = Details::boxed(self.operation, ErrorKind::Status, delivery);
        failure.transient = is_transient(self.status);
        let answer = self.answer(&read.bytes);
        failure.problem = self.dialect.problem(&answer).or_else(|| {
            let is_not_found = self.status == StatusCode::NOT_FOUND;
            is_not_found.then(|| {
                Problem::new().with_hint("check the base URL: the answer says nothing of this API")
            })
        });
        failure.says_gone =
            self.operation.is_gone_status(self.status.as_u16()) && self.dialect.says_gone(&answer);
        failure.body_was_cut = !matches!(read.end, End::Complete);
        self.keep(failure, &read.bytes)
    }

    /// Asks the dialect whether a 2xx answer says that it failed. `decoded` is what the body was decoded to.
    pub(crate) fn verdict(
        &self,
        body: &Bytes,
        decoded: Option<&dyn Any>,
    ) -> Result<(), Unreadable> {
        let answer = Answer {
            decoded,
            ..self.answer(body)
        };
        match self.dialect.verdict(&answer) {
            Verdict::Accepted => Ok(()),
            verdict => Err(Unreadable::Failed(Box::new(verdict), body.clone())),
        }
    }

    /// The failure of a 2xx answer that says that it failed, or that could not be read.
    pub(crate) fn unreadable(&self, cause: Unreadable) -> Box<Details> {
        let unseen = if self.is_of_unlisted_type() || self.dialect.may_deny_success(self.operation)
        {
            Delivery::Unknown
        } else {
            Delivery::Done
        };
        let fail = |kind| Details::boxed(self.operation, kind, unseen).transient();
        let (mut failure, body, cut) = match cause {
            Unreadable::Failed(verdict, body) => {
                let (delivery, problem) = match *verdict {
                    // Which of several things were done, nobody has said.
                    Verdict::Refused(problem) if self.bulk => (Delivery::Unknown, Some(problem)),
                    Verdict::Refused(problem) => (Delivery::Refused, Some(problem)),
                    Verdict::Unknown(problem) => (Delivery::Unknown, Some(problem)),
                    Verdict::Accepted => (Delivery::Unknown, None),
                };
                let mut failure = Details::boxed(self.operation, ErrorKind::Answer, delivery);
                failure.problem = problem;
                // Of a proxy, most likely, which may let the next request through.
                failure.transient = delivery == Delivery::Unknown && self.answer(&body).is_html();
                (failure, body, false)
            }
            Unreadable::Undecodable(error, body) => {
                let mut failure = fail(ErrorKind::Decode);
                if !self.is_of_unlisted_type() && is_object(&body) {
                    // The dialect has seen what it says.
                    failure.delivery = Delivery::Done;
                }
                failure.decode = Some(error);
                (failure, body, false)
            }
            Unreadable::Garbled(error, body) => {
                let mut failure = fail(ErrorKind::Decode);
                failure.decode = Some(error);
                (failure, body, false)
            }
            Unreadable::TooLarge(body) => (fail(ErrorKind::TooLarge), body, true),
            Unreadable::TimedOut(body) => (fail(ErrorKind::Timeout), body, true),
            Unreadable::Broken(error, body) => (
                fail(ErrorKind::Truncated).caused_by(Arc::new(error)),
                body,
                true,
            ),
        };
        failure.body_was_cut = cut;
        self.keep(failure, &body)
    }

    /// Keeps in the error what may be needed of the answer.
    fn keep(&self, mut failure: Box<Details>, body: &Bytes) -> Box<Details> {
        let details = &mut *failure;
        if let Some(problem) = &mut details.problem {
            problem.shorten(KEPT_OF_ERROR);
        }
        details.status = Some(self.status);
        details.headers = kept_headers(self.headers, self.kept_headers);
        details.retry_after = retry_after::parse(self.headers, self.clock);
        details.body = match body.get(..KEPT_OF_ERROR) {
            // A copy, so that the error does not hold all of a large body.
            Some(start) if start.len() < body.len() => {
                details.body_was_cut = true;
                Bytes::copy_from_slice(start)
            }
            _ => body.clone(),
        };
        failure
    }

    fn answer<'a>(&'a self, body: &'a Bytes) -> Answer<'a> {
        Answer {
            operation: self.operation,
            bulk: self.bulk,
            status: self.status,
            headers: self.headers,
            body,
            decoded: None,
        }
    }

    /// A proxy's or a login page, most likely. A missing media type says nothing.
    fn is_of_unlisted_type(&self) -> bool {
        self.headers.get(CONTENT_TYPE).is_some_and(|value| {
            !value
                .to_str()
                .is_ok_and(|text| self.operation.lists_media_type(text))
        })
    }
}

fn is_object(text: &[u8]) -> bool {
    let text = without_bom(text).trim_ascii_start();
    text.starts_with(b"{") && decode::<IgnoredAny>(text).is_ok()
}

/// Why a 2xx answer is no success, with what was read of its body.
pub(crate) enum Unreadable {
    /// The body says that the operation failed.
    Failed(Box<Verdict>, Bytes),
    /// The dialect accepted it, and it does not decode.
    Undecodable(DecodeError, Bytes),
    /// A part of the body, before the dialect has seen all of it.
    Garbled(DecodeError, Bytes),
    TooLarge(Bytes),
    TimedOut(Bytes),
    Broken(TransportError, Bytes),
}

impl Unreadable {
    /// The whole body, or why there is none.
    pub(crate) fn unless_complete(read: ReadBody) -> Result<Bytes, Self> {
        match read.end {
            End::Complete => Ok(read.bytes),
            End::TooLarge => Err(Self::TooLarge(read.bytes)),
            End::TimedOut => Err(Self::TimedOut(read.bytes)),
            End::Broken(error) => Err(Self::Broken(error, read.bytes)),
        }
    }
}
