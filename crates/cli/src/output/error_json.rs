//! A failure for machines.

use serde::Serialize;
use vendor_core::Error;
use vendor_core::wire::RawJson;

use crate::advice;
use crate::exit::Exit;
use crate::failure::{Failure, causes};

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
    operation: Option<&'a str>,
    delivery: Option<&'a str>,
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

#[derive(Debug, Serialize)]
struct ViolationJson<'a> {
    field: &'a str,
    rule: &'a str,
}

#[derive(Debug, Serialize)]
struct ProblemJson<'a> {
    title: Option<&'a str>,
    detail: Option<&'a str>,
    violations: Option<&'a RawJson>,
}

impl<'a> ErrorJson<'a> {
    pub(super) fn of_usage(message: &str) -> Self {
        Self {
            exit_code: Exit::Invalid.code(),
            kind: "usage",
            message: message.to_owned(),
            ..Self::default()
        }
    }

    pub(super) fn of(failure: &'a Failure) -> Self {
        let json = Self {
            exit_code: failure.exit().code(),
            kind: failure.kind(),
            message: failure.to_string(),
            advice: advice::after(failure),
            ..Self::default()
        };
        match failure {
            Failure::Call(call) => Self {
                note: call.note.as_deref(),
                ..json.with(&call.error)
            },
            _ => json,
        }
    }

    fn with(self, error: &'a Error) -> Self {
        let violations = error.violations().iter().map(|violation| ViolationJson {
            field: violation.field(),
            rule: violation.rule(),
        });
        Self {
            causes: causes(error).map(ToString::to_string).collect(),
            operation: Some(error.operation()),
            delivery: Some(error.delivery().as_str()),
            status: error.status().map(|status| status.as_u16()),
            code: error.code(),
            violations: violations.collect(),
            problem: error.problem().map(|problem| ProblemJson {
                title: problem.title(),
                detail: problem.detail(),
                violations: problem.violations(),
            }),
            json_path: error.json_path(),
            attempts: Some(error.attempts()),
            elapsed_ms: u64::try_from(error.elapsed().as_millis()).ok(),
            retry_after_s: error.retry_after().map(|wait| wait.as_secs()),
            request_id: error.request_id(),
            ..self
        }
    }
}
