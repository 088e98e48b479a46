//! One call: what was asked, what was answered, and what was wrong.

use std::cmp::Ordering;

use http::{Response, StatusCode};
use maud::{Markup, html};

use crate::body::Body;
use crate::fault::Fault;
use crate::ledger::{BODY_KEPT, Call};
use crate::operation::Operation;
use crate::request::form_pairs;
use crate::violation::Violation;

use super::contents::Contents;
use super::layout::{Content, Tab};
use super::{Inspector, PREFIX, calls, fragment};

impl Inspector {
    pub(super) fn call_page(&self, number: u64) -> Response<Body> {
        let Found { call, newer, older } = self.ledger.look(|calls| Found::among(calls, number));
        let Some(call) = call else {
            return self.missing(
                "There is no such call",
                "It has not come yet, or it is not kept any more: the latest calls are, up to a reset.",
            );
        };
        let content = Content {
            tab: Tab::Calls,
            title: format!("Call {number}"),
            notice: None,
            main: html! {
                (neighbours(newer, older))
                div #call data-live {
                    (facts(&call))
                    (violations(&call.violations))
                    (request(&call))
                    (answer(&call))
                }
                p.note { "Headers are not kept, so that no credentials are." }
            },
        };
        self.respond(StatusCode::OK, &content)
    }
}

/// A call, and the numbers of those beside it.
#[derive(Default)]
struct Found {
    call: Option<Call>,
    newer: Option<u64>,
    older: Option<u64>,
}

impl Found {
    fn among(calls: &mut dyn DoubleEndedIterator<Item = &Call>, number: u64) -> Self {
        let mut found = Self::default();
        for call in calls {
            match call.number.cmp(&number) {
                Ordering::Less => found.older = Some(call.number),
                Ordering::Equal => found.call = Some(call.clone()),
                Ordering::Greater => {
                    found.newer = Some(call.number);
                    break;
                }
            }
        }
        found
    }
}

fn neighbours(newer: Option<u64>, older: Option<u64>) -> Markup {
    let place = |number: u64| format!("{PREFIX}/calls/{number}");
    html! {
        nav.pages #neighbours data-live aria-label="Calls" {
            a href=(Tab::Calls.path()) { "All calls" }
            @if let Some(number) = newer { a href=(place(number)) rel="prev" { "Newer: " (number) } }
            @if let Some(number) = older { a href=(place(number)) rel="next" { "Older: " (number) } }
        }
    }
}

fn facts(call: &Call) -> Markup {
    html! {
        dl.facts {
            div { dt { "Operation" } dd { (calls::operation(call)) " " span.vendor { (call.vendor) } } }
            div { dt { "Answer" } dd { (fragment::status(call)) " " span.reason { (reason(call)) } } }
            div { dt { "The vendor" } dd { (calls::effect(call)) } }
            div { dt { "About" } dd.about { (fragment::optional(call.resource.as_deref())) } }
            div { dt { "Received" } dd { (fragment::date_and_time(call.received_at)) } }
            div { dt { "Took" } dd { (duration(call)) } }
            @if let Some(fault) = &call.fault { div { dt { "Fault" } dd { (fault_text(fault)) } } }
            @if let Some(id) = &call.attempt_id { div { dt { "Attempt id" } dd.about { (id) } } }
        }
    }
}

fn reason(call: &Call) -> &'static str {
    let reason = call.status.and_then(|status| status.canonical_reason());
    reason.unwrap_or_default()
}

fn duration(call: &Call) -> Markup {
    html! {
        @match call.settled_at {
            Some(at) => { ((at - call.received_at).num_milliseconds()) " ms" },
            None => "in progress",
        }
    }
}

fn fault_text(fault: &Fault) -> Markup {
    html! {
        span.badge.fault { (fault.name()) }
        p.note {
            @if fault.acts() { "The vendor acts in spite of it." } @else { "The vendor does not act." }
        }
    }
}

fn violations(violations: &[Violation]) -> Markup {
    html! {
        @if !violations.is_empty() {
            section.violations aria-labelledby="violations" {
                h2 #violations { "Contract violations" }
                (fragment::table(
                    "Violations, by place",
                    &["Place", "Rule", "What is wrong", "And then"],
                    violations.iter().map(|violation| vec![
                        html! { code { (violation.place) } },
                        html! { (violation.rule) },
                        html! { (violation.message) },
                        html! { @if violation.tolerated { "tolerated" } @else { "refused" } },
                    ]),
                ))
            }
        }
    }
}

fn request(call: &Call) -> Markup {
    html! {
        section aria-labelledby="request" {
            h2 #request { "Request" }
            p.line { span.method { (call.method) } " " (fragment::path(&format!("/{}{}", call.vendor, call.path))) }
            @match (call.query(), call.request_body()) {
                (Some(query), Some(body)) => {
                    @if !query.is_empty() {
                        h3 { "Query" }
                        (fragment::table("Query", &["Name", "Value"], form_pairs(query).into_iter().map(|(name, value)| vec![
                            html! { code { (name) } },
                            html! { code { (value) } },
                        ])))
                    }
                    (body_text("Body of the request", body))
                }
                _ => p.note { (why_not_kept(call)) },
            }
        }
    }
}

fn answer(call: &Call) -> Markup {
    html! {
        section aria-labelledby="answer" {
            h2 #answer { "Answer" }
            @if call.fault.is_some() && call.answer_body().is_some_and(|body| !body.is_empty()) {
                p.note { "As the vendor gave it, before the fault touched it." }
            }
            @match call.answer_body() {
                Some(_) if !call.settled && !call.acted => p.note { "There is none yet." },
                Some(body) => (body_text("Body of the answer", body)),
                None => p.note { (why_not_kept(call)) },
            }
        }
    }
}

fn body_text(heading: &str, body: &[u8]) -> Markup {
    let contents = Contents::of(body);
    html! {
        h3 { (heading) @if let Some(form) = contents.form() { span.form { ", " (form) } } }
        (contents)
        @if body.len() >= BODY_KEPT {
            p.note { "The first 64 KiB; the rest is not kept." }
        }
    }
}

fn why_not_kept(call: &Call) -> &'static str {
    if call.operation.is_some_and(Operation::is_token_endpoint) {
        "Query and bodies of this operation are not kept: they hold credentials."
    } else if call.violations.iter().any(Violation::shows_a_secret) {
        "Query and bodies of this call are not kept: there is a credential where none belongs."
    } else {
        "Query and bodies are kept of the latest 1,000 calls only."
    }
}
