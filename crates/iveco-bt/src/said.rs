//! What the body of an answer says, in whichever form the framework may have written it.

use std::collections::BTreeMap;

use vendor_core::wire::RawJson;
use vendor_core::{Delivery, Problem, StatusCode, decode};

#[cfg(feature = "xml")]
use crate::answer_xml;

/// An object, and its members that say something, by their names in lower case: whether the server writes
/// `StatusCode` or `statusCode` is a setting of it.
pub(crate) struct Said {
    json: String,
    members: BTreeMap<String, RawJson>,
    /// It is an `<Error>`, which in XML is known by its name.
    is_error: bool,
}

impl Said {
    /// Reads a JSON object, also one inside a JSON text (serialised twice), or with the feature `xml` an error or
    /// a response message in XML. What is no UTF-8 is replaced: it can only stand in texts.
    pub(crate) fn read(body: &[u8]) -> Option<Self> {
        let text = String::from_utf8_lossy(body);
        let text = text.trim_start_matches('\u{feff}');
        let inner: Option<String> = decode(text.as_bytes()).ok();
        let said = Self::of_json(inner.unwrap_or_else(|| text.to_owned()), false);
        #[cfg(feature = "xml")]
        let said = said.or_else(|| {
            let object = answer_xml::read(text)?;
            Self::of_json(object.json, object.name == answer_xml::ERROR)
        });
        said
    }

    fn of_json(json: String, is_error: bool) -> Option<Self> {
        let members: BTreeMap<String, RawJson> = decode(json.as_bytes()).ok()?;
        let members = members
            .into_iter()
            .filter(|(_, value)| !matches!(value.get(), "null" | r#""""#))
            .map(|(name, value)| (name.to_ascii_lowercase(), value))
            .collect();
        Some(Self {
            json,
            members,
            is_error,
        })
    }

    pub(crate) fn problem(&self) -> Option<Problem> {
        let of_response_message = || {
            let mut problem = Problem::new();
            if let Some(code) = self.text("statuscode") {
                problem = problem.with_code(code);
            }
            if let Some(reason) = self.text("reasonphrase") {
                problem = problem.with_title(reason);
            }
            (problem != Problem::new()).then_some(problem)
        };
        Problem::from_aspnet(self.json.as_bytes()).or_else(of_response_message)
    }

    /// What it says against a 2xx that it came with, if anything:
    ///
    /// | `IsSuccessStatusCode` | `StatusCode` | |
    /// |---|---|---|
    /// | false | none, or one that refuses, as 4xx do | refused |
    /// | false | anything else | unknown: it contradicts itself or leaves it open |
    /// | true or none | of an error, from 300 on | unknown: so does this |
    ///
    /// An error (`<Error>`; in JSON `ExceptionMessage`, `ExceptionType` or `ModelState`) is unknown too.
    pub(crate) fn against_success(&self) -> Option<Delivery> {
        let code = self.text("statuscode");
        let status = code.as_deref().and_then(status);
        let says_no = self
            .text("issuccessstatuscode")
            .is_some_and(|says| says.trim().eq_ignore_ascii_case("false"));
        if says_no {
            let delivery = status.map(Delivery::of_status);
            let is_refused = code.is_none() || delivery == Some(Delivery::Refused);
            return Some(if is_refused {
                Delivery::Refused
            } else {
                Delivery::Unknown
            });
        }
        let is_of_error = status.is_some_and(|status| (300..600).contains(&status.as_u16()));
        let is_error = ["exceptionmessage", "exceptiontype", "modelstate"]
            .iter()
            .any(|name| self.members.contains_key(*name));
        (self.is_error || is_of_error || is_error).then_some(Delivery::Unknown)
    }

    /// The text of a member; of one that is no text, its JSON.
    fn text(&self, name: &str) -> Option<String> {
        let value = self.members.get(name)?;
        Some(value.decode().unwrap_or_else(|_| value.get().to_owned()))
    }
}

/// A status as a number, or by its name in .NET: `InternalServerError`.
fn status(code: &str) -> Option<StatusCode> {
    let is_named = |status: &StatusCode| {
        let reason = status.canonical_reason().unwrap_or_default();
        reason.replace(' ', "").eq_ignore_ascii_case(code)
    };
    code.parse().ok().or_else(|| {
        (400..600)
            .filter_map(|code| StatusCode::from_u16(code).ok())
            .find(is_named)
    })
}
