//! The list of calls.

use http::{Response, StatusCode};
use maud::{Markup, html};

use crate::body::Body;
use crate::ledger::Call;

use super::filter::Filter;
use super::fragment;
use super::layout::{Content, Tab};
use super::notice::Notice;
use super::pairs::Pairs;
use super::{Inspector, PREFIX};

const PER_PAGE: usize = 50;

impl Inspector {
    pub(super) fn calls_page(&self, query: &Pairs) -> Response<Body> {
        let filter = Filter::read(query);
        let (mut calls, kept) = self.ledger.look(|calls| {
            let mut kept = 0_usize;
            let counted = calls.rev().inspect(|_| kept += 1);
            let mut wanted = counted.filter(|call| filter.wants(call));
            // One more, to know whether there is another page.
            let calls: Vec<Call> = wanted.by_ref().take(PER_PAGE + 1).cloned().collect();
            wanted.for_each(drop);
            (calls, kept)
        });
        let next = (calls.len() > PER_PAGE).then(|| {
            calls.truncate(PER_PAGE);
            calls.last().map(|call| call.number)
        });
        let content = Content {
            tab: Tab::Calls,
            title: "Calls".to_owned(),
            notice: Notice::read(query),
            main: html! {
                p.lede { "What the vendors have received, the newest first." }
                (filter.form())
                div #calls data-live {
                    @if calls.is_empty() {
                        (nothing(&filter, kept))
                    } @else {
                        (table(&calls))
                    }
                    (pages(&filter, next.flatten()))
                }
            },
        };
        self.respond(StatusCode::OK, &content)
    }
}

fn nothing(filter: &Filter, kept: usize) -> Markup {
    html! {
        div.empty {
            @if kept == 0 {
                p { "No call has come yet." }
                p { "Point a client at the sandbox: " a href=(Tab::Connect.path()) { "its addresses and credentials" } "." }
            } @else if filter.is_on_first_page() {
                p { "None of the " (kept) " calls is like this." }
            } @else {
                p { "There are no older calls." }
            }
        }
    }
}

fn table(calls: &[Call]) -> Markup {
    html! {
        div.scroll role="region" aria-label="Calls" tabindex="0" {
            // On narrow windows it is laid out otherwise, which would take the roles of a table from it.
            table.calls role="table" {
                caption.hidden { "Calls" }
                thead role="rowgroup" {
                    tr role="row" { @for column in COLUMNS { th scope="col" role="columnheader" { (column) } } }
                }
                tbody role="rowgroup" { @for call in calls { (row(call)) } }
            }
        }
    }
}

const COLUMNS: [&str; 8] = [
    "No.",
    "Time",
    "Operation",
    "Request",
    "Answer",
    "The vendor",
    "What went wrong",
    "About",
];

fn row(call: &Call) -> Markup {
    html! {
        tr role="row" data-call=(call.number) class=[(!call.violations.is_empty()).then_some("violating")] {
            th scope="row" role="rowheader" {
                a id={ "call-" (call.number) } href={ (PREFIX) "/calls/" (call.number) } { (call.number) }
            }
            td role="cell" { (fragment::time(call.received_at)) }
            td.what role="cell" {
                (operation(call))
                div.vendor { (call.vendor) }
            }
            td.request role="cell" { span.method { (call.method) } " " (fragment::path(&call.path)) }
            td role="cell" { (fragment::status(call)) }
            td role="cell" { (effect(call)) }
            td role="cell" { (trouble(call)) }
            td.about role="cell" { (fragment::optional(call.resource.as_deref())) }
        }
    }
}

pub(super) fn operation(call: &Call) -> Markup {
    html! {
        @match call.operation {
            Some(operation) => span.operation { (operation.id()) },
            None => span.none { "no operation" },
        }
    }
}

/// What the vendor did, which the client may have been told otherwise.
pub(super) fn effect(call: &Call) -> Markup {
    html! {
        @if call.acted { span.acted { "acted" } }
        @else if call.settled { span.idle { "did not act" } }
        @else { span.idle { "not yet" } }
    }
}

fn trouble(call: &Call) -> Markup {
    html! {
        @match call.violations.len() {
            0 => {}
            1 => { span.badge.violation { "1 violation" } " " }
            count => { span.badge.violation { (count) " violations" } " " }
        }
        @if let Some(fault) = &call.fault { span.badge.fault { "fault: " (fault.name()) } }
        @if call.violations.is_empty() && call.fault.is_none() { (fragment::optional(None)) }
    }
}

fn pages(filter: &Filter, next: Option<u64>) -> Markup {
    html! {
        @if next.is_some() || !filter.is_on_first_page() {
            nav.pages aria-label="Pages" {
                @if !filter.is_on_first_page() { a href=(filter.query(None)) { "Newest" } }
                @if let Some(before) = next { a href=(filter.query(Some(before))) rel="next" { "Older" } }
            }
        }
    }
}
