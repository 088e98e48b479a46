//! The three operations.

use http::StatusCode;
use serde_json::Value;

use crate::json;
use crate::request::Request;
use crate::violation::Violation;

use super::lead::Acknowledgement;
use super::outcome::Outcome;
use super::state::Inner;
use super::validation::Confirmation;
use super::{FETCH_LEADS, SEND_ACKNOWLEDGEMENTS, VALIDATE_LEADS, integer};

pub(super) fn carry_out(inner: &mut Inner, request: &Request) -> Outcome {
    match request.operation {
        FETCH_LEADS => fetch(inner, request),
        VALIDATE_LEADS => validate(inner, request),
        SEND_ACKNOWLEDGEMENTS => acknowledge(inner, request),
        _ => Outcome::Denied(StatusCode::NOT_FOUND),
    }
}

fn fetch(inner: &mut Inner, request: &Request) -> Outcome {
    let integer = integer::read(request).unwrap_or(0);
    let Inner {
        settings, leads, ..
    } = inner;
    if settings.integer.is_some_and(|expected| expected != integer) {
        return Outcome::Leads("[]".to_owned(), integer);
    }
    let leads = leads.hand_out(settings.new_leads_wait);
    let leads = json::array(leads.into_iter().map(|lead| lead.to_json(settings)));
    Outcome::Leads(leads, integer)
}

fn validate(inner: &mut Inner, request: &Request) -> Outcome {
    match Confirmation::read(request) {
        Some(Confirmation::Ids(ids)) => match inner.leads.confirm(&ids) {
            Ok(()) => Outcome::Confirmed(single(&ids)),
            Err(_) => Outcome::Refused("A lead does not exist or was not handed out."),
        },
        Some(Confirmation::Integer | Confirmation::NoBody | Confirmation::Json) => {
            inner.leads.confirm_all();
            Outcome::Confirmed(None)
        }
        None => invalid("body", "syntax"),
    }
}

fn acknowledge(inner: &mut Inner, request: &Request) -> Outcome {
    let Ok(body) = serde_json::from_slice::<Value>(&request.body) else {
        return invalid("body", "syntax");
    };
    let mut acknowledgements = Vec::new();
    for item in body.as_array().into_iter().flatten() {
        let Some(id) = item["IDLeadBank"].as_i64() else {
            return invalid("body/IDLeadBank", "type");
        };
        if inner.leads.get(id).is_none() {
            return Outcome::Refused("A lead does not exist.");
        }
        acknowledgements.push((id, events(item)));
    }
    let ids: Vec<_> = acknowledgements.iter().map(|(id, _)| *id).collect();
    for (id, events) in acknowledgements {
        if let Some(lead) = inner.leads.get_mut(id) {
            lead.acknowledgements.extend(events);
        }
    }
    Outcome::Acknowledged(single(&ids))
}

fn events(item: &Value) -> Vec<Acknowledgement> {
    let events = item["LeadEvents"].as_array().into_iter().flatten();
    events
        .map(|event| Acknowledgement {
            status: event["IDstatus"].as_i64(),
            reason: event["IDreason"].as_i64(),
            date: event["DateAction"].as_str().map(str::to_owned),
        })
        .collect()
}

fn single(ids: &[i64]) -> Option<i64> {
    match ids {
        [id] => Some(*id),
        _ => None,
    }
}

fn invalid(place: &str, rule: &str) -> Outcome {
    Outcome::Invalid(vec![Violation::new(
        place,
        rule,
        "the value cannot be read",
    )])
}
