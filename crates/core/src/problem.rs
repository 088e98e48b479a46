//! What a vendor says about a failure, in one form for all vendors.

mod aspnet;
mod members;

use std::any::Any;
use std::fmt;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};
use serde::de::IgnoredAny;

use self::members::{Documented, Members};
use crate::decode::{decode, without_bom};
use crate::operation::Operation;
use crate::wire::RawJson;

/// The vendor's own account of an error: RFC 9457 (`application/problem+json`), or what a vendor has in its
/// place. All of it is text of the vendor and may hold personal data: `Debug` shows the code only.
#[derive(Clone, Default, PartialEq)]
pub struct Problem {
    code: Option<String>,
    title: Option<String>,
    detail: Option<String>,
    instance: Option<String>,
    violations: Option<RawJson>,
    hint: Option<&'static str>,
}

impl Problem {
    /// A problem of which nothing is known.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads the members `type`, `title`, `detail`, `instance` and `violations` of a JSON object. A member of
    /// another type than expected is kept as its JSON text; null is as good as absent. `None` when the text is no JSON
    /// object or has none of them.
    #[must_use]
    pub fn from_json(text: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(without_bom(text)).ok()?;
        // serde would take a list for the members in their order.
        if !text.trim_ascii_start().starts_with('{') {
            return None;
        }
        let problem = match serde_json::from_str::<Documented>(text) {
            Ok(documented) => documented.into(),
            Err(_) => serde_json::from_str::<Members<'_>>(text).ok()?.into(),
        };
        (problem != Self::default()).then_some(problem)
    }

    /// Sets the vendor's code of the error.
    #[must_use]
    pub fn with_code(mut self, code: impl Into<String>) -> Self {
        self.code = Some(code.into());
        self
    }

    /// Sets the short summary.
    #[must_use]
    pub fn with_title(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// Sets what went wrong this time.
    #[must_use]
    pub fn with_detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// Sets the list of violated constraints.
    #[must_use]
    pub fn with_violations(mut self, violations: RawJson) -> Self {
        self.violations = Some(violations);
        self
    }

    /// Sets a hint in the library's own words, which (unlike the vendor's) may stand in a log.
    #[must_use]
    pub fn with_hint(mut self, hint: &'static str) -> Self {
        self.hint = Some(hint);
        self
    }

    /// The vendor's code of the error; the `type` of RFC 9457.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// The vendor's short summary.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// The vendor's words on what went wrong this time.
    #[must_use]
    pub fn detail(&self) -> Option<&str> {
        self.detail.as_deref()
    }

    /// The vendor's identifier of this occurrence.
    #[must_use]
    pub fn instance(&self) -> Option<&str> {
        self.instance.as_deref()
    }

    /// The violated constraints, as the vendor wrote them.
    #[must_use]
    pub fn violations(&self) -> Option<&RawJson> {
        self.violations.as_ref()
    }

    /// A hint in the library's own words.
    #[must_use]
    pub fn hint(&self) -> Option<&'static str> {
        self.hint
    }

    /// Changes those of the vendor's texts for which there is another.
    pub(crate) fn each_text(&mut self, change: impl Fn(&str) -> Option<String>) {
        let texts = [
            &mut self.code,
            &mut self.title,
            &mut self.detail,
            &mut self.instance,
        ];
        for text in texts.into_iter().flatten() {
            if let Some(other) = change(text) {
                *text = other;
            }
        }
        let violations = self.violations.as_ref().map(RawJson::get);
        if let Some(other) = violations.and_then(change) {
            // What is not JSON any more is left out.
            self.violations = other.parse().ok();
        }
    }

    /// Cuts texts that are longer than this, and leaves out violations that are.
    pub(crate) fn shorten(&mut self, bytes: usize) {
        self.each_text(|text| {
            if text.len() <= bytes {
                return None;
            }
            let end = (0..=bytes).rev().find(|end| text.is_char_boundary(*end));
            Some(text[..end.unwrap_or_default()].to_owned())
        });
    }

    /// The code, if it looks like one: a short word or reference, no sentence that may name somebody.
    pub(crate) fn loggable_code(&self) -> Option<&str> {
        self.code().filter(|code| {
            (1..=64).contains(&code.len())
                && code
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b"._:/-".contains(&b))
        })
    }
}

impl fmt::Debug for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Problem")
            .field("code", &self.loggable_code())
            .finish_non_exhaustive()
    }
}

/// An answer as a [`Dialect`] sees it.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct Answer<'a> {
    /// The operation that was called.
    pub operation: &'static Operation,
    /// Whether several things were asked for at once ([`Request::set_bulk`](crate::Request::set_bulk)).
    pub bulk: bool,
    /// The HTTP status.
    pub status: StatusCode,
    /// The headers.
    pub headers: &'a HeaderMap,
    /// The body, as far as it was read. Of a streamed answer: the document without its elements.
    pub body: &'a Bytes,
    /// What the body was decoded to.
    pub(crate) decoded: Option<&'a dyn Any>,
}

impl<'a> Answer<'a> {
    /// An answer to a request for one thing, for tests of a dialect of one's own.
    #[must_use]
    pub fn new(
        operation: &'static Operation,
        status: StatusCode,
        headers: &'a HeaderMap,
        body: &'a Bytes,
    ) -> Self {
        Self {
            operation,
            bulk: false,
            status,
            headers,
            body,
            decoded: None,
        }
    }

    /// The value that the body was decoded to, if it was, and to a value of this type: a verdict that asks it first
    /// need not read the whole body once more. `None` says nothing about the body.
    #[must_use]
    pub fn decoded<T: 'static>(&self) -> Option<&'a T> {
        self.decoded?.downcast_ref()
    }

    /// Whether the body is an HTML page, as proxies and logins answer in place of an API: by how it begins, or
    /// by its media type unless it is JSON all the same.
    #[must_use]
    pub fn is_html(&self) -> bool {
        let body = without_prologue(self.body);
        let starts_with = |tag: &[u8]| {
            body.get(..tag.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(tag))
        };
        let is_said_to_be = || {
            let essence = self
                .headers
                .get(CONTENT_TYPE)
                .and_then(|value| value.to_str().ok())
                .and_then(|value| value.split(';').next());
            essence.is_some_and(|essence| {
                let essence = essence.trim();
                ["text/html", "application/xhtml+xml"]
                    .iter()
                    .any(|page| essence.eq_ignore_ascii_case(page))
            })
        };
        starts_with(b"<!doctype html")
            || starts_with(b"<html")
            || !body.is_empty() && is_said_to_be() && decode::<IgnoredAny>(body).is_err()
    }
}

/// What follows a byte order mark, white space, an XML declaration and comments.
fn without_prologue(text: &[u8]) -> &[u8] {
    let mut rest = without_bom(text).trim_ascii_start();
    for (start, end) in [("<?xml", "?>"), ("<!--", "-->")] {
        while rest.starts_with(start.as_bytes()) {
            let Some(at) = rest
                .windows(end.len())
                .position(|found| found == end.as_bytes())
            else {
                return rest;
            };
            rest = rest[at + end.len()..].trim_ascii_start();
        }
    }
    rest
}

impl fmt::Debug for Answer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer")
            .field("operation", &self.operation.id())
            .field("status", &self.status)
            .field("body_length", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// What a 2xx answer says in its body.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub enum Verdict {
    /// Nothing speaks against success.
    #[default]
    Accepted,
    /// The vendor says that it did not do it. Of several things at once this counts as `Unknown`.
    Refused(Problem),
    /// Part of it may have been done.
    Unknown(Problem),
}

/// How a vendor words its errors: where the problem stands in an error's body, and whether a 2xx answer can
/// say in its body that it failed.
pub trait Dialect: fmt::Debug + Send + Sync + 'static {
    /// The problem in the answer of an error. By default RFC 9457.
    fn problem(&self, answer: &Answer<'_>) -> Option<Problem> {
        Problem::from_json(answer.body)
    }

    /// Whether an answer with the status that means "not there (any more)" speaks of the resource. It does by
    /// default; where it may speak of the endpoint, it must not turn a deletion of unknown outcome into
    /// [`Deletion::Gone`](crate::Deletion::Gone).
    fn says_gone(&self, answer: &Answer<'_>) -> bool {
        let _ = answer;
        true
    }

    /// Whether a 2xx answer to this operation may say in its body that it was not done. One whose body could not be
    /// read is then [`Unknown`](crate::Delivery::Unknown) and not [`Done`](crate::Delivery::Done), since nobody has
    /// seen what it says. Not so by default.
    fn may_deny_success(&self, operation: &Operation) -> bool {
        let _ = operation;
        false
    }

    /// What a 2xx answer says. By default, all of them are successes.
    fn verdict(&self, answer: &Answer<'_>) -> Verdict {
        let _ = answer;
        Verdict::Accepted
    }
}

/// Problems as of RFC 9457, and success by HTTP status alone.
#[derive(Clone, Copy, Debug, Default)]
pub struct ProblemJson;

impl Dialect for ProblemJson {}
