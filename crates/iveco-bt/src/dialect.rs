//! How ASP.NET Web API words its errors, and what a 2xx answer may say against itself.
//!
//! The page shows no answer. That the vendor uses this framework is inferred from the page, which the framework
//! has written.

use vendor_core::{Answer, Delivery, Dialect, Operation, Problem, Verdict};

use crate::said::Said;

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
///   answer's own status, as 5xx does, or is none of a refusal at all: then [`Unknown`](Delivery::Unknown).
/// - one with the `StatusCode` of an error (300 to 599), but without `IsSuccessStatusCode` false: `Unknown`.
/// - an error: an object with `ExceptionMessage`, `ExceptionType` or `ModelState`, and in XML an `<Error>`: `Unknown`.
/// - an HTML page: `Unknown`, since a proxy may have answered before the vendor or after it.
///
/// All of them are recognised in JSON (with names in any case, in another charset, or serialised twice) and, with
/// the feature `xml`, in XML.
#[derive(Clone, Copy, Debug, Default)]
pub struct AspNet;

impl Dialect for AspNet {
    fn problem(&self, answer: &Answer<'_>) -> Option<Problem> {
        if answer.is_html() {
            return Some(Problem::new().with_hint(PAGE));
        }
        Said::read(answer.body)
            .and_then(|said| said.problem())
            .or_else(|| Problem::from_json(answer.body))
    }

    /// Any success may be a serialised no.
    fn may_deny_success(&self, _: &Operation) -> bool {
        true
    }

    fn verdict(&self, answer: &Answer<'_>) -> Verdict {
        if answer.is_html() {
            return Verdict::Unknown(Problem::new().with_hint(PAGE));
        }
        let Some(said) = Said::read(answer.body) else {
            return Verdict::Accepted;
        };
        let problem = said.problem().unwrap_or_default();
        match said.against_success() {
            None => Verdict::Accepted,
            Some(Delivery::Refused) => Verdict::Refused(problem),
            Some(_) => Verdict::Unknown(problem),
        }
    }
}
