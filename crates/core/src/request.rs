//! A request as a plain value: what will be sent, before a base URL and credentials are added.

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use crate::operation::{Idempotency, Operation};
use crate::validate::Violations;

/// Everything except the unreserved characters of RFC 3986 is encoded: in a path one id stays one segment,
/// in a query no value can start another parameter.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// A value of a path or query parameter, as text.
pub trait Parameter {
    /// The text to be sent, not yet percent-encoded; `None` leaves a query parameter out.
    fn to_parameter(&self) -> Option<Cow<'_, str>>;
}

/// A request to one operation. A value without I/O: build it, look at it, send it with
/// [`Pipeline::send`](crate::Pipeline::send).
// Boxed, since it is handed on from function to function until it is sent.
#[derive(Clone)]
pub struct Request(Box<Parts>);

#[derive(Clone)]
struct Parts {
    operation: &'static Operation,
    idempotency: Idempotency,
    bulk: bool,
    path: Vec<(&'static str, String)>,
    link: Option<String>,
    query: String,
    headers: HeaderMap,
    body: Bytes,
    violations: Violations,
}

impl Request {
    /// A request without parameters and body.
    #[must_use]
    pub fn new(operation: &'static Operation) -> Self {
        let mut headers = HeaderMap::new();
        if let Some(accept) = operation.accept() {
            headers.insert(http::header::ACCEPT, HeaderValue::from_static(accept));
        }
        Self(Box::new(Parts {
            operation,
            idempotency: operation.idempotency(),
            bulk: false,
            path: Vec::new(),
            link: None,
            query: String::new(),
            headers,
            body: Bytes::new(),
            violations: Violations::new(),
        }))
    }

    /// A request to a link that an answer of the vendor gave, a next page for example. It must lead to the
    /// configured origin: a link to another one fails with `NotSent`, and no credentials go there.
    #[must_use]
    pub fn follow(operation: &'static Operation, link: impl Into<String>) -> Self {
        let mut request = Self::new(operation);
        request.0.link = Some(link.into());
        request
    }

    /// Fills a parameter of the path template in, as one percent-encoded segment. An empty value, `.` and
    /// `..` would address another resource: they are recorded as violations.
    pub fn path(&mut self, name: &'static str, value: &(impl Parameter + ?Sized)) {
        let value = value.to_parameter().unwrap_or_default();
        if value.is_empty() {
            self.0.violations.add(name, "must not be empty");
        } else if matches!(&*value, "." | "..") {
            self.0
                .violations
                .add(name, "must not be a dot segment (\".\" or \"..\")");
        }
        let encoded = match Cow::from(utf8_percent_encode(&value, ENCODED)) {
            Cow::Owned(encoded) => encoded,
            Cow::Borrowed(_) => value.into_owned(),
        };
        self.0.path.push((name, encoded));
    }

    /// Adds a query parameter, unless its value says to leave it out.
    pub fn query(&mut self, name: &str, value: &(impl Parameter + ?Sized)) {
        let Some(value) = value.to_parameter() else {
            return;
        };
        if !self.0.query.is_empty() {
            self.0.query.push('&');
        }
        self.0.query.extend(utf8_percent_encode(name, ENCODED));
        self.0.query.push('=');
        self.0.query.extend(utf8_percent_encode(&value, ENCODED));
    }

    /// Sets a header, unless its value says to leave it out. A value that a header cannot hold is recorded
    /// as a violation.
    pub fn header(&mut self, name: HeaderName, value: &(impl Parameter + ?Sized)) {
        let Some(value) = value.to_parameter() else {
            return;
        };
        match HeaderValue::from_str(&value) {
            Ok(value) => _ = self.0.headers.insert(name, value),
            Err(_) => self
                .0
                .violations
                .add(name, "holds characters that a header cannot carry"),
        }
    }

    /// Sets the body to a value, as JSON.
    pub fn json(&mut self, body: &impl Serialize) {
        match serde_json::to_vec(body) {
            Ok(text) => self.body("application/json", text),
            // serde's message may repeat the value.
            Err(_) => self.0.violations.add(
                "",
                "the body cannot be written as JSON: a date outside of the years 1 to 9999, perhaps",
            ),
        }
    }

    /// Sets the body to bytes of a media type.
    pub fn body(&mut self, media_type: &'static str, body: impl Into<Bytes>) {
        self.0
            .headers
            .insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
        self.0.body = body.into();
    }

    /// Sets the body to a form (`application/x-www-form-urlencoded`).
    pub fn form(&mut self, fields: &[(&str, &str)]) {
        let pairs: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
            .collect();
        self.body("application/x-www-form-urlencoded", pairs.join("&"));
    }

    /// Sets what is known about repeating this very request, where it depends on the request.
    pub fn set_idempotency(&mut self, idempotency: Idempotency) {
        self.0.idempotency = idempotency;
    }

    /// Says that this request asks for several things at once, some of which may be done and others not: an
    /// error of the vendor about its contents is then [`Unknown`](crate::Delivery::Unknown), not
    /// [`Refused`](crate::Delivery::Refused). One thing by default.
    pub fn set_bulk(&mut self, bulk: bool) {
        self.0.bulk = bulk;
    }

    /// The collector of violations: a request with any is refused before it is sent.
    pub fn violations(&mut self) -> &mut Violations {
        &mut self.0.violations
    }

    /// The operation.
    #[must_use]
    pub fn operation(&self) -> &'static Operation {
        self.0.operation
    }

    /// Whether this request may be repeated.
    #[must_use]
    pub fn idempotency(&self) -> Idempotency {
        self.0.idempotency
    }

    /// Whether this request asks for several things at once.
    #[must_use]
    pub fn is_bulk(&self) -> bool {
        self.0.bulk
    }

    /// The path below the base URL, with its parameters filled in and percent-encoded.
    #[must_use]
    pub fn to_path(&self) -> String {
        self.fill_path(|_| {})
    }

    /// The query, percent-encoded, without a question mark; `None` when there is none.
    #[must_use]
    pub fn to_query(&self) -> Option<&str> {
        (!self.0.query.is_empty()).then_some(&self.0.query)
    }

    /// The headers, without credentials.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    /// The body; empty when there is none.
    #[must_use]
    pub fn body_bytes(&self) -> &Bytes {
        &self.0.body
    }

    pub(crate) fn link(&self) -> Option<&str> {
        self.0.link.as_deref()
    }

    /// The path of a request that may be sent; `None` of one with violations.
    pub(crate) fn checked_path(&self) -> Option<String> {
        if self.0.link.is_some() {
            return self.0.violations.as_slice().is_empty().then(String::new);
        }
        let mut is_complete = true;
        let path = self.fill_path(|_| is_complete = false);
        (is_complete && self.0.violations.as_slice().is_empty()).then_some(path)
    }

    pub(crate) fn to_violations(&self) -> Violations {
        let mut violations = self.0.violations.clone();
        if self.0.link.is_none() {
            self.fill_path(|name| violations.add(name, "is missing from the path"));
        }
        violations
    }

    /// The path template with what is known of its parameters.
    fn fill_path(&self, mut missing: impl FnMut(&'static str)) -> String {
        let template = self.0.operation.path();
        let mut path = String::with_capacity(template.len() + 36);
        let mut rest = template;
        while let Some((before, (name, after))) =
            split_at(rest, b'{').and_then(|(before, rest)| Some((before, split_at(rest, b'}')?)))
        {
            path.push_str(before);
            match self.0.path.iter().find(|(filled, _)| *filled == name) {
                Some((_, value)) => path.push_str(value),
                None => missing(name),
            }
            rest = after;
        }
        path.push_str(rest);
        path
    }
}

/// Shows neither parameters nor headers nor the body: they may be secret or personal.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("operation", &self.0.operation.id())
            .field("method", self.0.operation.method())
            .field("path", &self.0.operation.path())
            .field("idempotency", &self.0.idempotency)
            .field("body_length", &self.0.body.len())
            .finish_non_exhaustive()
    }
}

/// Splits a short text at an ASCII character: the search of the standard library is made for long ones.
fn split_at(text: &'static str, at: u8) -> Option<(&'static str, &'static str)> {
    let at = text.bytes().position(|byte| byte == at)?;
    Some((&text[..at], &text[at + 1..]))
}

pub(crate) fn encode(value: &str) -> String {
    utf8_percent_encode(value, ENCODED).to_string()
}

impl<T: Parameter> Parameter for Option<T> {
    fn to_parameter(&self) -> Option<Cow<'_, str>> {
        self.as_ref().and_then(Parameter::to_parameter)
    }
}

impl<T: Parameter + ?Sized> Parameter for &T {
    fn to_parameter(&self) -> Option<Cow<'_, str>> {
        (**self).to_parameter()
    }
}

impl Parameter for str {
    fn to_parameter(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed(self))
    }
}

impl Parameter for String {
    fn to_parameter(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed(self))
    }
}

impl Parameter for bool {
    fn to_parameter(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed(if *self { "true" } else { "false" }))
    }
}

macro_rules! parameter_by_display {
    ($($type:ty),+) => {
        $(impl Parameter for $type {
            fn to_parameter(&self) -> Option<Cow<'_, str>> {
                Some(Cow::Owned(self.to_string()))
            }
        })+
    };
}

parameter_by_display!(
    i32,
    i64,
    crate::wire::OffsetDateTime,
    crate::wire::LocalDateTime
);

#[cfg(feature = "uuid")]
parameter_by_display!(uuid::Uuid);
