//! How ASP.NET Web API words its errors, and what a 2xx answer may say against itself.
//!
//! The page shows no answer. That the vendor uses this framework is inferred from the page, which the framework
//! has written.

use std::collections::BTreeMap;

use vendor_core::bytes::Bytes;
use vendor_core::wire::RawJson;
use vendor_core::{Answer, Delivery, Dialect, Problem, StatusCode, Verdict, decode};

#[cfg(feature = "xml")]
use crate::error_xml;

const PAGE: &str =
    "the answer is an HTML page, of a proxy, a login or the web server itself, and not of the API";

/// Judges answers as ASP.NET Web API writes them; the default of this crate's client.
///
/// The problem in an error's body is made of `Message`, `MessageDetail`, `ExceptionMessage`, `ExceptionType` and
/// `ModelState`, in JSON and, with the feature `xml`, in XML; or as RFC 9457 says.
///
/// A 2xx answer is no success when its body is
/// - a serialised `HttpResponseMessage` with `IsSuccessStatusCode` false, which is a known mistake with that
///   framework: [`Refused`](Delivery::Refused), unless the `StatusCode` inside would leave the outcome open as the
///   answer's own status, as 5xx does: then [`Unknown`](Delivery::Unknown).
/// - an HTML page: `Unknown`, since a proxy may have answered before the vendor or after it.
#[derive(Clone, Copy, Debug, Default)]
pub struct AspNet;

impl Dialect for AspNet {
    fn problem(&self, answer: &Answer<'_>) -> Option<Problem> {
        if is_page(answer) {
            return Some(Problem::new().with_hint(PAGE));
        }
        let members = Members::of_json(text(answer.body)?);
        #[cfg(feature = "xml")]
        let members = members.or_else(|| {
            let json = error_xml::to_json(text(answer.body)?)?;
            Members::of_json(&json)
        });
        members
            .and_then(|members| members.problem())
            .or_else(|| Problem::from_json(answer.body))
    }

    fn verdict(&self, answer: &Answer<'_>) -> Verdict {
        if is_page(answer) {
            return Verdict::Unknown(Problem::new().with_hint(PAGE));
        }
        let failure = text(answer.body)
            .and_then(Members::of_json)
            .filter(Members::say_no_success);
        let Some(members) = failure else {
            return Verdict::Accepted;
        };
        let problem = members.problem().unwrap_or_default();
        let status = members.status().filter(|status| !status.is_success());
        match status.map(Delivery::of_status) {
            Some(Delivery::Unknown) => Verdict::Unknown(problem),
            _ => Verdict::Refused(problem),
        }
    }
}

/// The members of a JSON object that say something, by their names in lower case: whether the server writes
/// `Message` or `message` is a setting of it.
struct Members(BTreeMap<String, RawJson>);

impl Members {
    fn of_json(text: &str) -> Option<Self> {
        let members: BTreeMap<String, RawJson> = decode(text.as_bytes()).ok()?;
        let in_lower_case = members
            .into_iter()
            .filter(|(_, value)| !matches!(value.get(), "null" | r#""""#))
            .map(|(name, value)| (name.to_ascii_lowercase(), value))
            .collect();
        Some(Self(in_lower_case))
    }

    fn problem(&self) -> Option<Problem> {
        let mut problem = Problem::new();
        if let Some(code) = self.text("exceptiontype").or(self.text("statuscode")) {
            problem = problem.with_code(code);
        }
        if let Some(title) = self.text("message").or(self.text("reasonphrase")) {
            problem = problem.with_title(title);
        }
        let details = ["messagedetail", "exceptionmessage"].map(|name| self.text(name));
        let details: Vec<String> = details.into_iter().flatten().collect();
        if !details.is_empty() {
            problem = problem.with_detail(details.join(" "));
        }
        if let Some(invalid) = self.0.get("modelstate") {
            problem = problem.with_violations(invalid.clone());
        }
        (problem != Problem::new()).then_some(problem)
    }

    fn say_no_success(&self) -> bool {
        let says = self.0.get("issuccessstatuscode");
        says.is_some_and(|says| says.get() == "false")
    }

    /// As a number, or by its name in .NET: `InternalServerError`.
    fn status(&self) -> Option<StatusCode> {
        let text = self.text("statuscode")?;
        let is_named = |status: &StatusCode| {
            let reason = status.canonical_reason().unwrap_or_default();
            reason.replace(' ', "").eq_ignore_ascii_case(&text)
        };
        text.parse().ok().or_else(|| {
            (300..600)
                .filter_map(|code| StatusCode::from_u16(code).ok())
                .find(is_named)
        })
    }

    /// The text of a member; of one that is no text, its JSON.
    fn text(&self, name: &str) -> Option<String> {
        let value = self.0.get(name)?;
        Some(value.decode().unwrap_or_else(|_| value.get().to_owned()))
    }
}

fn text(body: &Bytes) -> Option<&str> {
    let text = std::str::from_utf8(body).ok()?;
    Some(text.trim_start_matches('\u{feff}'))
}

/// By what the body starts with; or by its media type, unless it is JSON that is said to be a page.
fn is_page(answer: &Answer<'_>) -> bool {
    let body = answer.body.strip_prefix(b"\xef\xbb\xbf");
    let body = body.unwrap_or(answer.body).trim_ascii_start();
    let starts_with = |tag: &[u8]| {
        body.get(..tag.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(tag))
    };
    let is_said_to_be = || {
        let content_type = answer.headers.get("content-type");
        content_type
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.split(';').next())
            .is_some_and(|essence| essence.trim().eq_ignore_ascii_case("text/html"))
    };
    let is_json = || text(answer.body).is_some_and(|text| text.parse::<RawJson>().is_ok());
    starts_with(b"<!doctype html")
        || starts_with(b"<html")
        || !body.is_empty() && is_said_to_be() && !is_json()
}
