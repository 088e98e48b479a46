//! What the server says when it fails: page "Return Codes".

use serde::Deserialize;
use vendor_core::wire::RawJson;
use vendor_core::{Answer, Delivery, Dialect, Problem, StatusCode, Verdict, decode};

use crate::not_found::NotFound;

/// The body of an error, "if the server can". The contract has it too, but an error has no generated type.
/// Whatever the members hold, it is the server that speaks.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Failure {
    status: Option<RawJson>,
    error: Option<RawJson>,
}

impl Failure {
    /// What a JSON object says; `None` for an empty body, a proxy's page and the like.
    pub(crate) fn read(body: &[u8]) -> Option<Self> {
        decode(body).ok()
    }

    /// The status in the body, where it is one of an error.
    pub(crate) fn error_status(&self) -> Option<StatusCode> {
        let status = self.status.as_ref()?.decode().ok()?;
        StatusCode::from_u16(status)
            .ok()
            .filter(|status| status.is_client_error() || status.is_server_error())
    }

    /// The server's words; what is no text, as its JSON.
    fn problem(&self) -> Option<Problem> {
        let error = self.error.as_ref()?;
        let words = error.decode().unwrap_or_else(|_| error.get().to_owned());
        Some(Problem::new().with_detail(words))
    }
}

/// How this vendor words its errors.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ReturnCodes;

impl Dialect for ReturnCodes {
    fn problem(&self, answer: &Answer<'_>) -> Option<Problem> {
        let failure = Failure::read(answer.body);
        let problem = failure.as_ref().and_then(Failure::problem);
        match hint(answer.status, failure.is_some()) {
            Some(hint) => Some(problem.unwrap_or_default().with_hint(hint)),
            None => problem,
        }
    }

    /// Without a JSON body, a 404 speaks of the endpoint: whether there is such a contact, it does not say.
    fn says_gone(&self, answer: &Answer<'_>) -> bool {
        Failure::read(answer.body).is_some()
    }

    /// The status in a body repeats that of the answer (documented). A 200 whose body has one of an error is not
    /// documented; it is taken at the body's word.
    fn verdict(&self, answer: &Answer<'_>) -> Verdict {
        let Some(failure) = Failure::read(answer.body) else {
            return Verdict::Accepted;
        };
        let Some(status) = failure.error_status() else {
            return Verdict::Accepted;
        };
        let problem = failure.problem().unwrap_or_default();
        let mut problem = problem.with_code(status.as_str());
        if let Some(hint) = hint(status, true) {
            problem = problem.with_hint(hint);
        }
        if Delivery::of_status(status) == Delivery::Refused {
            Verdict::Refused(problem)
        } else {
            Verdict::Unknown(problem)
        }
    }
}

/// What the page says of a status, in our words.
fn hint(status: StatusCode, has_json_body: bool) -> Option<&'static str> {
    Some(match status {
        StatusCode::BAD_REQUEST => "a required parameter is missing, most likely",
        StatusCode::UNAUTHORIZED => {
            "the token or the ClientsID in the base URL is wrong, or they do not belong together; \
             a token ends when a new one is made"
        }
        StatusCode::NOT_FOUND => NotFound::told_by(has_json_body).hint(),
        StatusCode::CONFLICT => "it exists already, or another precondition is not met",
        StatusCode::INTERNAL_SERVER_ERROR => {
            "an internal error of the server, to be reported to its support"
        }
        _ => return None,
    })
}
