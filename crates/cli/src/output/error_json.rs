//! A failure for machines.

use serde::Serialize;
use vendor_core::validate::Violation;
use vendor_core::wire::RawJson;
use vendor_core::{Delivery, Error};

use crate::advice::{self, Reader};
use crate::exit::Exit;
use crate::failure::{Effect, Failure, call_below, causes};

/// Every member is always there, `null` where there is nothing to say.
#[derive(Debug, Default, Serialize)]
pub(super) struct ErrorJson<'a> {
    exit_code: u8,
    kind: &'a str,
    message: String,
    /// What to do next.
    advice: Option<String>,
    note: Option<&'a str>,
    /// What lies below, the nearest first.
    causes: Vec<String>,
    /// The call below, where that is what failed: a token request.
    cause: Option<CauseJson<'a>>,
    operation: Option<&'a str>,
    delivery: Option<&'a str>,
    /// Whether the same call may go through later.
    transient: Option<bool>,
    /// The server that was tried last, host and port.
    server: Option<&'a str>,
    status: Option<u16>,
    code: Option<&'a str>,
    violations: Vec<ViolationJson<'a>>,
    /// The vendor's own words.
    problem: Option<ProblemJson<'a>>,
    json_path: Option<&'a str>,
    attempts: Option<u32>,
    elapsed_ms: Option<u64>,
    retry_after_s: Option<u64>,
    request_id: Option<&'a str>,
}

/// What is longer was not made to be quoted.
const LONGEST_ID: usize = 128;

#[derive(Debug, Serialize)]
struct CauseJson<'a> {
    operation: &'a str,
    status: Option<u16>,
    code: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct ViolationJson<'a> {
    field: &'a str,
    rule: &'a str,
}

#[derive(Debug, Default, Serialize)]
struct ProblemJson<'a> {
    title: Option<&'a str>,
    detail: Option<&'a str>,
    violations: Option<&'a RawJson>,
    /// Not the vendor's words, but what the client knows about them.
    hint: Option<&'a str>,
}

impl<'a> ErrorJson<'a> {
    /// The first paragraph says what is wrong, the others what to do.
    pub(super) fn of_usage(text: &str) -> Self {
        let (message, advice) = text.split_once("\n\n").unwrap_or((text, ""));
        let message = message.strip_prefix("error: ").unwrap_or(message);
        Self {
            exit_code: Exit::Invalid.code(),
            kind: "usage",
            message: one_line(message),
            advice: Some(one_line(advice)).filter(|advice| !advice.is_empty()),
            ..Self::default()
        }
    }

    pub(super) fn of(failure: &'a Failure) -> Self {
        let json = Self {
            exit_code: failure.exit().code(),
            kind: failure.kind(),
            message: failure.to_string(),
            advice: Some(advice::after(failure, Reader::Machine)),
            note: failure.note(),
            ..Self::default()
        };
        match failure {
            Failure::Call(call) => {
                let json = json.with(&call.error);
                if call.is_impersonal {
                    json.without_words()
                } else {
                    json
                }
            }
            Failure::Rows(rows) => {
                let json = match rows.call() {
                    Some(call) => json.with(&call.error),
                    None => json,
                };
                Self {
                    delivery: rows.delivery().map(Delivery::as_str).or(json.delivery),
                    violations: violations(rows.violations()),
                    ..json
                }
            }
            Failure::Partial { part, .. } => Self {
                delivery: Some(part.as_str()),
                ..json
            },
            Failure::Interrupted {
                effect: Effect::Changes(_),
                ..
            } => Self {
                delivery: Some(Delivery::Unknown.as_str()),
                ..json
            },
            Failure::ResultLost { .. } => Self {
                delivery: Some(Delivery::Done.as_str()),
                ..json
            },
            Failure::Open { delivery, .. } => Self {
                delivery: Some(delivery.as_str()),
                ..json
            },
            Failure::Input(input) => Self {
                violations: violations(input.violations()),
                ..json
            },
            _ => json,
        }
    }

    /// Without the vendor's words.
    fn without_words(self) -> Self {
        let problem = self.problem.map(|problem| ProblemJson {
            hint: problem.hint,
            ..ProblemJson::default()
        });
        Self { problem, ..self }
    }

    fn with(self, error: &'a Error) -> Self {
        Self {
            causes: causes(error).map(ToString::to_string).collect(),
            operation: Some(error.operation()),
            cause: call_below(error).map(CauseJson::of),
            delivery: Some(error.delivery().as_str()),
            transient: Some(error.is_transient()),
            server: error.server(),
            status: status(error),
            code: error.code(),
            violations: violations(error.violations()),
            problem: error.problem().map(|problem| ProblemJson {
                title: problem.title(),
                detail: problem.detail(),
                violations: problem.violations(),
                hint: problem.hint(),
            }),
            json_path: error.json_path(),
            attempts: Some(error.attempts()),
            elapsed_ms: u64::try_from(error.elapsed().as_millis()).ok(),
            retry_after_s: error.retry_after().map(|wait| wait.as_secs()),
            request_id: error
                .request_id()
                .map(|id| id.get(..LONGEST_ID).unwrap_or(id)),
            ..self
        }
    }
}

impl<'a> CauseJson<'a> {
    fn of(error: &'a Error) -> Self {
        Self {
            operation: error.operation(),
            status: status(error),
            code: error.code(),
        }
    }
}

fn violations(found: &[Violation]) -> Vec<ViolationJson<'_>> {
    let in_json = |violation| {
        let violation: &Violation = violation;
        ViolationJson {
            field: violation.field(),
            rule: violation.rule(),
        }
    };
    found.iter().map(in_json).collect()
}

fn status(error: &Error) -> Option<u16> {
    error.status().map(|status| status.as_u16())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
