//! How LeadBank words its errors: by a `Status` in its answer, or as its framework does.

use std::collections::BTreeMap;

use vendor_core::wire::RawJson;
use vendor_core::{Answer, Dialect, Operation, Problem, Verdict, decode};

use crate::models::{LeadResponse, Receipt};
use crate::operations::VALIDATE_LEADS;
use crate::status_rule::{StatusMeaning, StatusRule};

const NO_RECEIPT: &str =
    "the answer is no object whose Status is an integer and whose Message is a text";

impl Dialect for StatusRule {
    /// A `Status` with its `Message`, or an error of ASP.NET Web API.
    fn problem(&self, answer: &Answer<'_>) -> Option<Problem> {
        match receipt_in(answer.body) {
            Some(receipt) if receipt.status.is_some() => Some(problem_of(receipt)),
            _ => Problem::from_aspnet(answer.body),
        }
    }

    /// By its `Status`, which may stand behind everything else.
    fn may_deny_success(&self, _: &Operation) -> bool {
        true
    }

    fn verdict(&self, answer: &Answer<'_>) -> Verdict {
        if answer.operation.id() == VALIDATE_LEADS.id() {
            return self.verdict_on_validation(answer);
        }
        // Many leads are not to be read twice where the first reading says that all is well.
        let leads = answer.decoded::<LeadResponse>();
        if leads.is_some_and(|leads| self.judge(leads.status) == StatusMeaning::Success) {
            return Verdict::Accepted;
        }
        match receipt_in(answer.body) {
            Some(receipt) => self.verdict_on(receipt, answer.bulk),
            None if is_json(answer) => unknown(NO_RECEIPT),
            // What is no JSON fails when it is decoded, with its place.
            None => Verdict::Accepted,
        }
    }
}

impl StatusRule {
    fn verdict_on(&self, receipt: Receipt, bulk: bool) -> Verdict {
        match self.judge(receipt.status) {
            StatusMeaning::Success => Verdict::Accepted,
            StatusMeaning::Error if bulk => Verdict::Unknown(problem_of(receipt).with_hint(
                "by the client's StatusRule, this Status is an error, but some of what was asked for \
                 may be done",
            )),
            StatusMeaning::Error => Verdict::Refused(
                problem_of(receipt)
                    .with_hint("by the client's StatusRule, this Status is an error"),
            ),
            StatusMeaning::Unknown => Verdict::Unknown(problem_of(receipt).with_hint(
                "whether this Status means success is not known: a StatusRule says which ones do",
            )),
        }
    }

    /// Nobody knows what a confirmation is answered with: only what speaks against success counts.
    fn verdict_on_validation(&self, answer: &Answer<'_>) -> Verdict {
        if answer.is_html() {
            return unknown("the answer is a page, from a proxy most likely");
        }
        let body = text_of(answer.body);
        match body.first() {
            // The vendor lists no XML for its answers either.
            Some(b'<') => unknown("the answer is XML or a page, from a proxy most likely"),
            Some(b'{') => match receipt_in(body) {
                None => unknown(NO_RECEIPT),
                Some(receipt) if receipt.status.is_some() => self.verdict_on(receipt, answer.bulk),
                Some(_) => verdict_on_no_status(body),
            },
            _ if says_false(body) => unknown("the answer is a bare false"),
            _ => Verdict::Accepted,
        }
    }
}

/// An object without a `Status` may still say that something went wrong, as the framework words it.
fn verdict_on_no_status(body: &[u8]) -> Verdict {
    if has_status_in_another_case(body) {
        return unknown("the answer spells its Status in another case, so its Status is not read");
    }
    match Problem::from_aspnet(body) {
        Some(problem) if is_more_than_a_message(&problem) => Verdict::Unknown(
            problem
                .with_hint("the answer is an error of the vendor's framework, in spite of a 2xx"),
        ),
        _ => Verdict::Accepted,
    }
}

fn is_more_than_a_message(problem: &Problem) -> bool {
    problem.code().is_some() || problem.detail().is_some() || problem.violations().is_some()
}

fn has_status_in_another_case(body: &[u8]) -> bool {
    let members: BTreeMap<String, RawJson> = decode(body).unwrap_or_default();
    let mut names = members.keys();
    names.any(|name| name != "Status" && name.eq_ignore_ascii_case("Status"))
}

/// `false`, or the text of it.
fn says_false(body: &[u8]) -> bool {
    let word = body.trim_ascii_end();
    let unquoted = word
        .strip_prefix(b"\"")
        .and_then(|word| word.strip_suffix(b"\""));
    unquoted.unwrap_or(word).eq_ignore_ascii_case(b"false")
}

/// `None` unless the text is an object whose `Status` and `Message` can be read.
pub(crate) fn receipt_in(body: &[u8]) -> Option<Receipt> {
    decode(body).ok()
}

/// The text without what may stand before it.
fn text_of(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(body)
        .trim_ascii_start()
}

fn is_json(answer: &Answer<'_>) -> bool {
    decode::<RawJson>(answer.body).is_ok()
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
