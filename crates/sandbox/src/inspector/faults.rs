//! What goes wrong on request: what is to come, and a form for more.

use http::{Response, StatusCode};
use maud::{Markup, html};

use crate::body::Body;
use crate::fault::Fault;

use super::fault_form::MOST_TIMES;
use super::fragment::{self, table};
use super::layout::{Content, Tab};
use super::notice::Notice;
use super::pairs::Pairs;
use super::{Inspector, PREFIX};

impl Inspector {
    pub(super) fn faults_page(&self, query: &Pairs) -> Response<Body> {
        let content = self.faults_content(query, &[]);
        self.respond(StatusCode::OK, &content)
    }

    /// The form once more, with what was said and what is wrong with it.
    pub(super) fn wrong_fault(&self, form: &Pairs, wrong: &[String]) -> Response<Body> {
        let content = self.faults_content(form, wrong);
        self.respond(StatusCode::UNPROCESSABLE_ENTITY, &content)
    }

    fn faults_content(&self, said: &Pairs, wrong: &[String]) -> Content {
        Content {
            tab: Tab::Faults,
            title: "Faults".to_owned(),
            notice: Notice::read(said),
            main: html! {
                p.lede { "What goes wrong with the next calls of an operation." }
                (form(said, wrong))
                section #queued data-live aria-labelledby="to-come" {
                    h2 #to-come { "To come" }
                    (self.queued())
                }
                section #held data-live aria-labelledby="in-progress" {
                    h2 #in-progress { "In progress" }
                    (self.held())
                }
                (kinds())
            },
        }
    }

    fn queued(&self) -> Markup {
        let queued = self.faults.queued();
        let plan = self.faults.plan();
        html! {
            @if queued.is_empty() { p { "No fault is queued." } } @else {
                (table("Queued faults", &["Operation", "The next calls meet"], queued.iter().map(|(operation, faults)| vec![
                    html! { (operation) },
                    html! {
                        @for equal in faults.chunk_by(|one, next| one == next) {
                            @if let Some(fault) = equal.first() {
                                span.badge.fault { (detailed(fault)) }
                                @if equal.len() > 1 { " \u{d7} " (equal.len()) }
                                " "
                            }
                        }
                    },
                ])))
            }
            @if let Some(plan) = &plan {
                p { "By chance: " (plan.rate()) " of the other calls fail, made from the seed " (plan.seed()) "." }
            }
            @if !queued.is_empty() || plan.is_some() {
                form method="post" action={ (PREFIX) "/faults/clear" } { button type="submit" { "Clear faults" } }
            }
        }
    }

    fn held(&self) -> Markup {
        let (open, held) = self.ledger.look(|calls| {
            let open: Vec<_> = calls.filter(|call| !call.settled).cloned().collect();
            let held = open
                .iter()
                .any(|call| call.fault == Some(Fault::ActAfterHangUp));
            (open, held)
        });
        html! {
            @if open.is_empty() { p { "No call is in progress." } } @else {
                ul {
                    @for call in &open {
                        li { a href={ (PREFIX) "/calls/" (call.number) } { "Call " (call.number) } ", " (super::calls::operation(call)) }
                    }
                }
            }
            @if held {
                p { "A call that meets act-after-hang-up waits until its client gives up, or until it is let go here." }
                form method="post" action={ (PREFIX) "/faults/release" } { button type="submit" { "Let go held calls" } }
            }
        }
    }
}

fn form(said: &Pairs, wrong: &[String]) -> Markup {
    let operation = said.get("operation").and_then(fragment::operation_named);
    let is_wrong = !wrong.is_empty();
    html! {
        @if is_wrong {
            div.wrong #wrong role="alert" {
                p { "Nothing was queued." }
                ul { @for sentence in wrong { li { (sentence) } } }
            }
        }
        form.row method="post" action=(Tab::Faults.path()) aria-describedby=[is_wrong.then_some("wrong")] {
            div.field {
                label for="operation" { "Operation" }
                select #operation name="operation" required {
                    option value="" { "Choose an operation" }
                    (fragment::operation_options(operation))
                }
            }
            div.field {
                label for="kind" { "Kind of fault" }
                select #kind name="kind" {
                    @for kind in Fault::kinds() {
                        option value=(kind.name()) selected[said.get("kind") == Some(kind.name())] { (kind.name()) }
                    }
                }
            }
            div.field {
                label for="value" { "Value" }
                input #value name="value" value=[said.get("value").filter(|_| is_wrong)] size="8" autocomplete="off"
                    aria-describedby="value-help";
            }
            div.field {
                label for="times" { "How many calls" }
                input #times name="times" type="number" min="1" max=(MOST_TIMES)
                    value=(said.get("times").filter(|_| is_wrong).unwrap_or("1")) required;
            }
            button type="submit" { "Inject" }
            p.help #value-help { "A value is for " code { "delay" } " (seconds), " code { "refuse" } " and " code { "error-after-acting" } " (a status), and need not be given." }
        }
    }
}

/// With its value, where it has one.
fn detailed(fault: &Fault) -> String {
    let name = fault.name();
    match fault {
        Fault::Delay(duration) => format!("{name} {} s", duration.as_secs_f32()),
        Fault::Refuse { status, .. } | Fault::ErrorAfterActing { status } => {
            format!("{name} {}", status.as_u16())
        }
        _ => name.to_owned(),
    }
}

fn kinds() -> Markup {
    html! {
        section aria-labelledby="kinds" {
            h2 #kinds { "The kinds" }
            (table("Kinds of faults", &["Kind", "Does the vendor act?", "What the client sees"], Fault::kinds().map(|kind| vec![
                html! { code { (kind.notation()) } },
                html! { @if kind.acts() { "yes" } @else { "no" } },
                html! { (seen(&kind)) },
            ])))
        }
    }
}

fn seen(fault: &Fault) -> &'static str {
    match fault {
        Fault::Delay(_) => "the answer, late",
        Fault::Refuse { .. } => "an error in the vendor's format",
        Fault::CloseBeforeReading => "a connection closed before the request is read",
        Fault::DropBeforeActing | Fault::DropAfterActing => "a connection closed without an answer",
        Fault::ActAfterHangUp => "nothing, until it gives up; the vendor acts after that",
        Fault::CutBody => "the first half of the body",
        Fault::DripBody { .. } => "the body, in small pieces, a second apart",
        Fault::OversizedBody { .. } => "the body, and megabytes of space behind it",
        Fault::GarbageBody => "the right status and type, a body that cannot be read",
        Fault::HtmlPage { .. } => "status 200 and a page in HTML, as of a proxy",
        Fault::ExpiredToken => "401; the token is worthless from then on",
        Fault::WrongContentType => "the right body, as text/plain",
        Fault::ErrorAfterActing { .. } => "an error, although it was done",
    }
}
