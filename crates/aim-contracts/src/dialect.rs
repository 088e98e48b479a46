//! How the vendor says that a call failed: a `Status` in every answer, or the web framework's own error.

use std::fmt;
use std::ptr;
use std::sync::Arc;

use vendor_core::wire::RawJson;
use vendor_core::{Answer, Dialect, Problem, Verdict, decode};

use crate::mass_update::is_of_several;
use crate::models::{AimStatus, ContractFulfillmentResponse, ResponseStatus, StatusResponse};
use crate::operations::{CONTRACT_FULFILLMENT, SET_CONTRACT_SERIAL};

/// The member of an answer that is the web framework's error: no answer of an operation has it.
const OF_FRAMEWORK: &str = "ResponseStatus";

type Rule = dyn Fn(&AimStatus) -> StatusMeaning + Send + Sync;

/// Reads `Status`, which stands in every answer of the vendor, also in those with the HTTP status 200.
///
/// The vendor documents the members of `Status`, but none of their values: neither what `StatusCode` is when
/// all went well, nor when not. By default the rule is [`StatusMeaning::of`]; whoever knows more sets another:
///
/// ```
/// use aim_contracts::{AimDialect, Client, StatusMeaning};
///
/// let dialect = AimDialect::with_rule(|status| match status.status_code.as_deref() {
///     Some("OK") => StatusMeaning::Success,
///     _ => StatusMeaning::Error,
/// });
/// let client = Client::builder("https://aim.example").dialect(dialect).build();
/// assert!(client.is_ok());
/// ```
///
/// An error makes the call [`Refused`](vendor_core::Delivery::Refused); in the answer to a mass update, and
/// wherever it is not clear, [`Unknown`](vendor_core::Delivery::Unknown). An answer without `Status` is a
/// success. The `ResponseStatus` of the web framework (ServiceStack) is an error when it has an `ErrorCode`:
/// inferred from the framework, no page of the vendor shows it.
#[derive(Clone)]
pub struct AimDialect {
    rule: Arc<Rule>,
}

/// What a `Status` means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StatusMeaning {
    /// The vendor did it.
    Success,
    /// The vendor did not do it.
    Error,
    /// It may or may not have been done.
    Unclear,
}

impl StatusMeaning {
    /// The default rule, from what public programs do: a `StatusCode` of `Error`, in whatever capitals, is an
    /// error, and any other is success. Without a `StatusCode` it is unclear when there is an error's code or
    /// text, and success when there is none.
    #[must_use]
    pub fn of(status: &AimStatus) -> Self {
        match filled(status.status_code.as_ref()) {
            Some(code) if code.trim().eq_ignore_ascii_case("error") => Self::Error,
            Some(_) => Self::Success,
            None => {
                let error = [
                    &status.error_code,
                    &status.error_message,
                    &status.error_display_text,
                ];
                if error
                    .into_iter()
                    .any(|text| filled(text.as_ref()).is_some())
                {
                    Self::Unclear
                } else {
                    Self::Success
                }
            }
        }
    }
}

impl AimDialect {
    /// With the default rule, [`StatusMeaning::of`].
    #[must_use]
    pub fn new() -> Self {
        Self::with_rule(StatusMeaning::of)
    }

    /// With a rule of your own.
    #[must_use]
    pub fn with_rule(rule: impl Fn(&AimStatus) -> StatusMeaning + Send + Sync + 'static) -> Self {
        Self {
            rule: Arc::new(rule),
        }
    }
}

impl Default for AimDialect {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for AimDialect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AimDialect")
    }
}

impl Dialect for AimDialect {
    fn problem(&self, answer: &Answer<'_>) -> Option<Problem> {
        if answer.is_html() {
            return Some(Problem::new().with_hint(
                "the answer is a web page: check the base URL, and whether it is that of discovery or of an endpoint",
            ));
        }
        let said: StatusResponse = decode(answer.body).ok()?;
        let of_framework = said.response_status.as_ref().map(problem_of_framework);
        let of_service = said.status.as_ref().map(problem_of);
        [of_framework, of_service]
            .into_iter()
            .flatten()
            .find(|problem| *problem != Problem::new())
    }

    fn verdict(&self, answer: &Answer<'_>) -> Verdict {
        let said: StatusResponse = match decode(answer.body) {
            Ok(said) => said,
            Err(error) if error.path().starts_with(OF_FRAMEWORK) => {
                return Verdict::Unknown(
                    Problem::new().with_hint("it has a ResponseStatus that cannot be read"),
                );
            }
            // It does not decode as the answer of its operation either, and that tells more.
            Err(_) => return Verdict::Accepted,
        };
        let failed = |problem| {
            if is_of_several(answer.operation) {
                Verdict::Unknown(problem)
            } else {
                Verdict::Refused(problem)
            }
        };
        if let Some(error) = said
            .response_status
            .filter(|error| filled(error.error_code.as_ref()).is_some())
        {
            return failed(problem_of_framework(&error));
        }
        if let Some(status) = &said.status {
            match (self.rule)(status) {
                StatusMeaning::Error => return failed(problem_of(status)),
                StatusMeaning::Unclear => {
                    return Verdict::Unknown(problem_of(status).with_hint(
                        "its Status has an error but no StatusCode; AimDialect::with_rule can say what that means",
                    ));
                }
                StatusMeaning::Success => {}
            }
        }
        errors_of_one(answer).map_or(Verdict::Accepted, Verdict::Unknown)
    }
}

/// The errors of a mass update in the answer to the fulfilment of one contract: nothing says that they cannot
/// be there, and they are not to be overlooked.
fn errors_of_one(answer: &Answer<'_>) -> Option<Problem> {
    let is_of_one = [&CONTRACT_FULFILLMENT, &SET_CONTRACT_SERIAL]
        .into_iter()
        .any(|one| ptr::eq(one, answer.operation));
    if !is_of_one {
        return None;
    }
    let answer: ContractFulfillmentResponse = decode(answer.body).ok()?;
    let error = answer.mass_update_errors.into_iter().next()?;
    let problem = Problem::new()
        .with_hint("the answer to the fulfilment of one contract lists errors of a mass update");
    Some(match error.error_message {
        Some(message) => problem.with_detail(message),
        None => problem,
    })
}

fn problem_of(status: &AimStatus) -> Problem {
    let code = filled(status.error_code.as_ref()).or_else(|| filled(status.status_code.as_ref()));
    problem(
        code,
        filled(status.error_display_text.as_ref()),
        filled(status.error_message.as_ref()),
    )
}

fn problem_of_framework(error: &ResponseStatus) -> Problem {
    let problem = problem(
        filled(error.error_code.as_ref()),
        None,
        filled(error.message.as_ref()),
    );
    if error.errors.is_empty() {
        return problem;
    }
    let errors: Vec<&str> = error.errors.iter().map(RawJson::get).collect();
    match format!("[{}]", errors.join(",")).parse() {
        Ok(errors) => problem.with_violations(errors),
        Err(_) => problem,
    }
}

fn problem(code: Option<&str>, title: Option<&str>, detail: Option<&str>) -> Problem {
    let mut problem = Problem::new();
    if let Some(code) = code {
        problem = problem.with_code(code);
    }
    if let Some(title) = title {
        problem = problem.with_title(title);
    }
    if let Some(detail) = detail {
        problem = problem.with_detail(detail);
    }
    problem
}

/// The text, unless it is missing or blank.
fn filled(text: Option<&String>) -> Option<&str> {
    text.map(String::as_str)
        .filter(|text| !text.trim().is_empty())
}
