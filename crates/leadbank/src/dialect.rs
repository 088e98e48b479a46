//! How LeadBank words its errors: by a `Status` in its answer, or as its framework does.

use vendor_core::wire::RawJson;
use vendor_core::{Answer, Dialect, Problem, Verdict, decode};

use crate::models::Receipt;
use crate::operations::VALIDATE_LEADS;
use crate::status_rule::{StatusMeaning, StatusRule};

const NO_INTEGER: &str = "the Status of the answer is no integer, or its Message no text";

impl Dialect for StatusRule {
    /// A `Status` with its `Message`, or an error of ASP.NET Web API.
    fn problem(&self, answer: &Answer<'_>) -> Option<Problem> {
        match decode::<Receipt>(answer.body) {
            Ok(receipt) if receipt.status.is_some() => Some(problem_of(receipt)),
            _ => Problem::from_aspnet(answer.body),
        }
    }

    fn verdict(&self, answer: &Answer<'_>) -> Verdict {
        if answer.operation.id() == VALIDATE_LEADS.id() {
            return self.verdict_on_validation(answer);
        }
        match decode::<Receipt>(answer.body) {
            Ok(receipt) => self.verdict_on(receipt),
            Err(_) if is_json(answer) => unknown(NO_INTEGER),
            // What is no JSON fails when it is decoded, with its place.
            Err(_) => Verdict::Accepted,
        }
    }
}

impl StatusRule {
    fn verdict_on(&self, receipt: Receipt) -> Verdict {
        match self.judge(receipt.status) {
            StatusMeaning::Success => Verdict::Accepted,
            StatusMeaning::Error => Verdict::Refused(
                problem_of(receipt)
                    .with_hint("by the client's StatusRule, this Status is an error"),
            ),
            StatusMeaning::Unknown => Verdict::Unknown(problem_of(receipt).with_hint(
                "the client's StatusRule does not know whether this Status means success: \
                 give the client a rule when it is built",
            )),
        }
    }

    /// Nobody knows what a confirmation is answered with: only what speaks against success counts.
    fn verdict_on_validation(&self, answer: &Answer<'_>) -> Verdict {
        if is_markup(answer) {
            return unknown("the answer is a page, from a proxy most likely");
        }
        if decode(answer.body) == Ok(false) {
            return unknown("the answer is a bare false");
        }
        match decode::<Receipt>(answer.body) {
            Ok(receipt) if receipt.status.is_some() => self.verdict_on(receipt),
            Err(_) if is_json_object(answer) => unknown(NO_INTEGER),
            _ => Verdict::Accepted,
        }
    }
}

/// The vendor lists no XML for its answers either.
fn is_markup(answer: &Answer<'_>) -> bool {
    answer.is_html() || answer.body.trim_ascii_start().starts_with(b"<")
}

fn is_json(answer: &Answer<'_>) -> bool {
    decode::<RawJson>(answer.body).is_ok()
}

fn is_json_object(answer: &Answer<'_>) -> bool {
    decode::<RawJson>(answer.body).is_ok_and(|json| json.get().starts_with('{'))
}

fn unknown(hint: &'static str) -> Verdict {
    Verdict::Unknown(Problem::new().with_hint(hint))
}

fn problem_of(receipt: Receipt) -> Problem {
    let mut problem = Problem::new();
    if let Some(status) = receipt.status {
        problem = problem.with_code(status.to_string());
    }
    if let Some(message) = receipt.message {
        problem = problem.with_title(message);
    }
    problem
}
