//! How the vendor says that a call failed: a `Status` in every answer, or the web framework's own error.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use vendor_core::wire::RawJson;
use vendor_core::{Answer, Dialect, Operation, Problem, Verdict, decode};

use crate::models::{AimStatus, ContractFulfillmentResponse, ResponseStatus, StatusResponse};
use crate::operations::{CONTRACT_FULFILLMENT, GET_END_POINT, SET_CONTRACT_SERIAL};

const PAGE: &str = "the answer is a web page: check the base URL, and whether it is that of discovery or of an endpoint";

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
/// let client = Client::builder("http://localhost").dialect(dialect).build();
/// assert!(client.is_ok());
/// ```
///
/// An error makes the call [`Refused`](vendor_core::Delivery::Refused). It is
/// [`Unknown`](vendor_core::Delivery::Unknown) what was done
///
/// - when several contracts were sent: the vendor does not say that they are done all or none;
/// - when the `Status` is not clear, or cannot be read: it may have said error;
/// - when the answer to a fulfilment has errors of a mass update that cannot be read, or that are not expected;
/// - when the answer is a web page, or is cut off or garbled before anybody could read its `Status`.
///
/// An answer without `Status` is a success. The `ResponseStatus` of the web framework (ServiceStack) is an error
/// when it has an `ErrorCode`, and not clear when it has nothing but texts: inferred from the framework, no page
/// of the vendor shows it.
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
    /// error. With any other, and without one, it is success when there is neither an error's code nor its
    /// text, and unclear when there is: no page says whether a success can have them. An `ErrorCode` of `0` counts
    /// as none (inferred).
    #[must_use]
    pub fn of(status: &AimStatus) -> Self {
        let status_code = filled(status.status_code.as_ref());
        if status_code.is_some_and(|code| code.trim().eq_ignore_ascii_case("error")) {
            return Self::Error;
        }
        let error_code = filled(status.error_code.as_ref()).filter(|code| code.trim() != "0");
        let texts = [&status.error_message, &status.error_display_text];
        let has_text = texts
            .into_iter()
            .any(|text| filled(text.as_ref()).is_some());
        if error_code.is_some() || has_text {
            Self::Unclear
        } else {
            Self::Success
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
            return Some(Problem::new().with_hint(PAGE));
        }
        let said: StatusResponse = decode(answer.body).ok()?;
        let of_framework = said.response_status.as_ref().map(problem_of_framework);
        let of_service = said.status.as_ref().map(problem_of);
        [of_framework, of_service]
            .into_iter()
            .flatten()
            .find(|problem| *problem != Problem::new())
    }

    /// By its `Status`, which stands in every answer.
    fn may_deny_success(&self, _: &Operation) -> bool {
        true
    }

    fn verdict(&self, answer: &Answer<'_>) -> Verdict {
        if answer.is_html() {
            return Verdict::Unknown(Problem::new().with_hint(PAGE));
        }
        let said: StatusResponse = match decode(answer.body) {
            Ok(said) => said,
            Err(_) => return unreadable(answer),
        };
        let verdicts = [
            said.response_status.as_ref().map(verdict_on_framework),
            said.status.as_ref().map(|status| self.verdict_on(status)),
            Some(verdict_on_fulfillment(answer)),
        ];
        verdicts
            .into_iter()
            .flatten()
            .find(|verdict| *verdict != Verdict::Accepted)
            .unwrap_or_default()
    }
}

impl AimDialect {
    fn verdict_on(&self, status: &AimStatus) -> Verdict {
        match (self.rule)(status) {
            StatusMeaning::Success => Verdict::Accepted,
            StatusMeaning::Error => Verdict::Refused(problem_of(status)),
            StatusMeaning::Unclear => Verdict::Unknown(problem_of(status).with_hint(
                "by the client's rule it is not clear whether its Status means success; \
                 AimDialect::with_rule can say what it means",
            )),
        }
    }
}

fn verdict_on_framework(error: &ResponseStatus) -> Verdict {
    let problem = problem_of_framework(error);
    if filled(error.error_code.as_ref()).is_some() {
        Verdict::Refused(problem)
    } else if problem == Problem::new() {
        Verdict::Accepted
    } else {
        Verdict::Unknown(problem.with_hint("it has a ResponseStatus without an ErrorCode"))
    }
}

/// A `Status` that cannot be read may say error, and so may the list of those that failed. What does not decode
/// elsewhere does not decode as the answer of its operation either, and that tells more.
fn unreadable(answer: &Answer<'_>) -> Verdict {
    // What form the Status of a discovery has, no page says.
    let is_discovery = is(answer.operation, &GET_END_POINT);
    let is_object = decode::<BTreeMap<String, RawJson>>(answer.body).is_ok();
    if is_object && !is_discovery {
        Verdict::Unknown(
            Problem::new().with_hint("what it says about success or failure cannot be read"),
        )
    } else {
        Verdict::Accepted
    }
}

/// The errors of a mass update in the answer to the fulfilment of one contract: nothing says that they cannot
/// be there, and they are not to be overlooked.
fn verdict_on_fulfillment(answer: &Answer<'_>) -> Verdict {
    let is_fulfillment = [&CONTRACT_FULFILLMENT, &SET_CONTRACT_SERIAL]
        .into_iter()
        .any(|operation| is(answer.operation, operation));
    if !is_fulfillment {
        return Verdict::Accepted;
    }
    let said: ContractFulfillmentResponse = match decode(answer.body) {
        Ok(said) => said,
        Err(_) => return unreadable(answer),
    };
    if answer.bulk {
        return Verdict::Accepted;
    }
    let Some(error) = said.mass_update_errors.into_iter().next() else {
        return Verdict::Accepted;
    };
    let problem = problem(None, None, filled(error.error_message.as_ref()));
    Verdict::Unknown(
        problem.with_hint(
            "the answer to the fulfilment of one contract lists errors of a mass update",
        ),
    )
}

fn is(operation: &Operation, other: &Operation) -> bool {
    operation.id() == other.id()
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
