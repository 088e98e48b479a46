//! The error body of ASP.NET Web API, a framework that several vendors use.

use std::collections::BTreeMap;

use super::Problem;
use crate::decode::decode;
use crate::wire::RawJson;

impl Problem {
    /// Reads what ASP.NET Web API writes as an error (`HttpError`): `Message` is the title, `MessageDetail` and
    /// `ExceptionMessage` the detail, `ExceptionType` the code, and `ModelState` the violations. The names may be
    /// in any case, which is a setting of the server. `None` when the text is no JSON object or has none of
    /// them.
    #[must_use]
    pub fn from_aspnet(text: &[u8]) -> Option<Self> {
        let members: BTreeMap<String, RawJson> = decode(text).ok()?;
        let member = |name: &str| {
            let found = members
                .iter()
                .find(|(known, _)| known.eq_ignore_ascii_case(name));
            found.map(|(_, value)| value)
        };
        let text_of = |name: &str| {
            let value = member(name)?;
            let text = value.decode::<Option<String>>();
            let text = text.unwrap_or_else(|_| Some(value.get().to_owned()));
            text.filter(|text| !text.is_empty())
        };
        let details: Vec<String> = ["MessageDetail", "ExceptionMessage"]
            .into_iter()
            .filter_map(text_of)
            .collect();
        let problem = Self {
            code: text_of("ExceptionType"),
            title: text_of("Message"),
            detail: (!details.is_empty()).then(|| details.join(" ")),
            violations: member("ModelState")
                .filter(|state| state.get() != "null")
                .cloned(),
            ..Self::default()
        };
        (problem != Self::default()).then_some(problem)
    }
}
