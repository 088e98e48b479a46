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
    /// The template, with the parameters that are known filled in. An encoded value has no braces.
    path: Cow<'static, str>,
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
            path: Cow::Borrowed(operation.path()),
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
        self.fill(name, &Cow::from(utf8_percent_encode(&value, ENCODED)));
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

    /// The path below the base URL, with its parameters filled in and percent-encoded. One that is missing stands in
    /// braces, as in the template.
    #[must_use]
    pub fn to_path(&self) -> &str {
        &self.0.path
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

    /// Whether it has no violations.
    pub(crate) fn is_valid(&self) -> bool {
        let is_complete = self.0.link.is_some() || !self.0.path.contains('{');
        is_complete && self.0.violations.as_slice().is_empty()
    }

    pub(crate) fn to_violations(&self) -> Violations {
        let mut violations = self.0.violations.clone();
        let mut rest = &*self.0.path;
        while let Some((_, name, after)) = first_parameter(rest) {
            if self.0.link.is_none() {
                violations.add(name, "is missing from the path");
            }
            rest = after;
        }
        violations
    }

    /// Puts a value into the path wherever the template names it.
    fn fill(&mut self, name: &str, value: &str) {
        let mut path = String::with_capacity(self.0.path.len() + value.len());
        let mut rest = &*self.0.path;
        while let Some((before, found, after)) = first_parameter(rest) {
            path.push_str(before);
            if found == name {
                path.push_str(value);
            } else {
                path.extend(["{", found, "}"]);
            }
            rest = after;
        }
        path.push_str(rest);
        self.0.path = Cow::Owned(path);
    }
}

/// What stands before the first parameter of a path, its name, and what follows.
fn first_parameter(path: &str) -> Option<(&str, &str, &str)> {
    let start = position(path, b'{')?;
    let end = start + position(&path[start..], b'}')?;
    Some((&path[..start], &path[start + 1..end], &path[end + 1..]))
}

/// For short texts; the standard library's own search is made for long ones.
fn position(text: &str, of: u8) -> Option<usize> {
    text.bytes().position(|byte| byte == of)
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
