//! What the server says when it fails: page "Return Codes"; and what a 2xx answer says against itself.

use serde::Deserialize;
use vendor_core::wire::RawJson;
use vendor_core::{Answer, Delivery, Dialect, Problem, StatusCode, Verdict, decode};

use crate::models::{ContactList, ContactRecords};
use crate::not_found::NotFound;
use crate::operations::IMPORT_CONTACT;

/// The body of an error, "if the server can". The contract has it too, but an error has no generated type.
/// Whatever the members hold, and in which case their names are, it is the server that speaks.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Failure {
    #[serde(alias = "Status")]
    status: Option<RawJson>,
    #[serde(alias = "Error")]
    error: Option<RawJson>,
}

impl Failure {
    /// What a JSON object says; nothing for an empty body, a proxy's page and the like.
    pub(crate) fn read(body: &[u8]) -> Self {
        decode(body).unwrap_or_default()
    }

    /// The status in the body, as a number or a text; one that is no status is 0.
    pub(crate) fn status(&self) -> Option<u16> {
        let status = self.status.as_ref()?;
        let digits = words(status);
        let digits = digits.trim_end_matches(".0").parse();
        Some(digits.unwrap_or_default())
    }

    /// Whether there is an error in words, which is the documented form.
    pub(crate) fn is_worded(&self) -> bool {
        let error = self.error.as_ref().map(RawJson::decode::<String>);
        error.is_some_and(|words| words.is_ok_and(|words| !words.trim().is_empty()))
    }

    /// Whether there is an error in any form.
    fn has_error(&self) -> bool {
        let none = ["\"\"", "false", "0", "[]", "{}"];
        let error = self.error.as_ref();
        error.is_some_and(|error| !none.contains(&error.get()))
    }

    /// The server's words; what is no text, as its JSON.
    fn problem(&self) -> Option<Problem> {
        let error = self.error.as_ref()?;
        Some(Problem::new().with_detail(words(error)))
    }
}

fn words(value: &RawJson) -> String {
    value.decode().unwrap_or_else(|_| value.get().to_owned())
}

/// How this vendor words its errors.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ReturnCodes;

impl Dialect for ReturnCodes {
    fn problem(&self, answer: &Answer<'_>) -> Option<Problem> {
        let failure = Failure::read(answer.body);
        let problem = failure.problem();
        match hint(answer.status, answer.status, &failure) {
            Some(hint) => Some(problem.unwrap_or_default().with_hint(hint)),
            None => problem,
        }
    }

    /// A 404 in any other form than the documented one may be a gateway's: whether there is such a contact, it
    /// does not say.
    fn says_gone(&self, answer: &Answer<'_>) -> bool {
        let failure = Failure::read(answer.body);
        NotFound::told_by(answer.status, &failure) == Some(NotFound::Object)
    }

    /// The status in a body repeats that of the answer (documented). What follows from a 2xx whose body says
    /// otherwise is inferred:
    ///
    /// | `status` in the body | `error` in the body | |
    /// |---|---|---|
    /// | 4xx | any or none | refused, where an answer with this status would be |
    /// | 2xx or none | none | accepted; an import only with a contact, without which nobody knows what it did |
    /// | anything else | | unknown: the answer contradicts itself, or the server failed on the way |
    fn verdict(&self, answer: &Answer<'_>) -> Verdict {
        if is_plainly_well(answer) {
            return Verdict::Accepted;
        }
        let failure = Failure::read(answer.body);
        let status = failure.status();
        if status.is_none_or(|status| (200..300).contains(&status)) && !failure.has_error() {
            return if is_import_of_nothing(answer) {
                Verdict::Unknown(Problem::new().with_hint(NO_CONTACT))
            } else {
                Verdict::Accepted
            };
        }
        let status = status
            .and_then(|status| StatusCode::from_u16(status).ok())
            .filter(|status| !status.is_success());
        let hint = status.and_then(|status| hint(status, answer.status, &failure));
        let mut problem = failure.problem().unwrap_or_default();
        problem = problem.with_hint(hint.unwrap_or(CONTRADICTION));
        if let Some(status) = status {
            problem = problem.with_code(status.as_str());
        }
        let is_refused = |status: StatusCode| {
            status.is_client_error() && Delivery::of_status(status) == Delivery::Refused
        };
        if status.is_some_and(is_refused) {
            Verdict::Refused(problem)
        } else {
            Verdict::Unknown(problem)
        }
    }
}

/// Whether the decoded answer says that all is well, and its text holds nothing that says more: contacts are many
/// members, and not to be read twice for that.
fn is_plainly_well(answer: &Answer<'_>) -> bool {
    let status = match answer.decoded::<ContactRecords>() {
        Some(contacts) if is_import(answer) && contacts.records.is_empty() => return false,
        Some(contacts) => contacts.status,
        None => match answer.decoded::<ContactList>() {
            Some(contacts) => contacts.status,
            None => return false,
        },
    };
    // The model knows no error, and no name that is written with an escape. Without an early end this is faster.
    let escapes = answer.body.iter().map(|byte| u8::from(*byte == b'\\'));
    let has_escapes = escapes.fold(0, |found, one| found | one) != 0;
    status.is_some_and(|status| (200..300).contains(&status))
        && !has_escapes
        && std::str::from_utf8(answer.body).is_ok_and(|text| !text.contains("rror\""))
}

const NO_CONTACT: &str =
    "the answer to the import holds no contact: whether there is one now, it does not say";
const CONTRADICTION: &str = "the answer is a success by its status, and none by its body";

fn is_import_of_nothing(answer: &Answer<'_>) -> bool {
    is_import(answer)
        && decode::<ContactRecords>(answer.body).is_ok_and(|answer| answer.records.is_empty())
}

fn is_import(answer: &Answer<'_>) -> bool {
    answer.operation.id() == IMPORT_CONTACT.id()
}

/// What the page says of a status, in our words. `answered` is the status of the answer, if it is another.
fn hint(status: StatusCode, answered: StatusCode, failure: &Failure) -> Option<&'static str> {
    Some(match status {
        StatusCode::BAD_REQUEST => "a required parameter is missing, most likely",
        StatusCode::UNAUTHORIZED => {
            "the token or the ClientsID in the base URL is wrong, or they do not belong together; \
             a token ends when a new one is made"
        }
        StatusCode::NOT_FOUND => NotFound::told_by(answered, failure)?.hint(),
        StatusCode::CONFLICT => "it exists already, or another precondition is not met",
        StatusCode::INTERNAL_SERVER_ERROR => {
            "an internal error of the server, to be reported to its support"
        }
        _ => return None,
    })
}
