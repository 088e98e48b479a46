//! The five operations.

use chrono::{DateTime, Utc};
use http::StatusCode;
use serde_json::Value;
use uuid::Uuid;

use crate::reply::Reply;
use crate::request::Request;
use crate::violation::Violation;

use super::catalogue::Catalogue;
use super::filter::Filter;
use super::problem::Problem;
use super::state::Inner;
use super::ticket::NewTicket;
use super::{
    CREATE_PREPARED_TICKET, DELETE_PREPARED_TICKET, GET_PREPARED_TICKET, LIST_PREPARED_TICKETS,
    UPDATE_PREPARED_TICKET,
};

/// Refuses what the contract forbids.
pub(super) fn obey(violations: &[Violation]) -> Result<(), Problem> {
    let mut serious = violations
        .iter()
        .filter(|violation| !violation.tolerated)
        .peekable();
    if serious.peek().is_some() {
        Err(Problem::violations(serious))
    } else {
        Ok(())
    }
}

/// Carries out a request that keeps to the contract.
pub(super) fn carry_out(
    inner: &mut Inner,
    now: DateTime<Utc>,
    request: &Request,
) -> Result<Reply, Problem> {
    match request.operation {
        LIST_PREPARED_TICKETS => list(inner, request),
        CREATE_PREPARED_TICKET => create(inner, now, request),
        GET_PREPARED_TICKET => get(inner, request),
        UPDATE_PREPARED_TICKET => update(inner, request),
        DELETE_PREPARED_TICKET => delete(inner, request),
        _ => Err(not_found()),
    }
}

fn list(inner: &Inner, request: &Request) -> Result<Reply, Problem> {
    let filter =
        Filter::read(&request.query).map_err(|violation| Problem::violations([&violation]))?;
    Ok(Reply::json(
        StatusCode::OK,
        &filter.apply(inner.tickets.all()),
    ))
}

fn create(inner: &mut Inner, now: DateTime<Utc>, request: &Request) -> Result<Reply, Problem> {
    let body = Members::read(request)?;
    let new = NewTicket {
        customer_id: body.uuid("customer_id")?,
        vehicle_model_id: body.integer("vehicle_model_id")?,
        vin: body.text("vin"),
        voucher_code: body.text("voucher_code"),
        preparer_external_reference: body.text("preparer_external_reference").unwrap_or_default(),
        product_ids: Vec::new(),
        id: None,
        created_at: None,
    };
    if inner.settings.known_references_only {
        known_customer(&inner.catalogue, new.customer_id)?;
        usable_vehicle_model(&inner.catalogue, new.vehicle_model_id)?;
    }
    let ticket = inner.tickets.add(new, now);
    Ok(Reply::json(StatusCode::CREATED, &ticket.to_json()).about(ticket.id.to_string()))
}

fn get(inner: &Inner, request: &Request) -> Result<Reply, Problem> {
    let ticket = inner
        .tickets
        .get(ticket_id(request)?)
        .ok_or_else(not_found)?;
    Ok(Reply::json(StatusCode::OK, &ticket.to_json()).about(ticket.id.to_string()))
}

fn update(inner: &mut Inner, request: &Request) -> Result<Reply, Problem> {
    let ticket = inner
        .tickets
        .get_mut(ticket_id(request)?)
        .ok_or_else(not_found)?;
    let body = Members::read(request)?;
    let vehicle_model_id = body.integer("vehicle_model_id")?;
    // A ticket may keep a model that was disabled after the ticket had been created.
    if inner.settings.known_references_only && vehicle_model_id != ticket.vehicle_model_id {
        usable_vehicle_model(&inner.catalogue, vehicle_model_id)?;
    }
    ticket.vehicle_model_id = vehicle_model_id;
    ticket.vin = body.text("vin");
    ticket.voucher_code = body.text("voucher_code");
    ticket.preparer_external_reference =
        body.text("preparer_external_reference").unwrap_or_default();
    Ok(Reply::json(StatusCode::OK, &ticket.to_json()).about(ticket.id.to_string()))
}

fn delete(inner: &mut Inner, request: &Request) -> Result<Reply, Problem> {
    let ticket = inner
        .tickets
        .remove(ticket_id(request)?)
        .ok_or_else(not_found)?;
    Ok(Reply::empty(StatusCode::NO_CONTENT).about(ticket.id.to_string()))
}

fn ticket_id(request: &Request) -> Result<Uuid, Problem> {
    request
        .path_parameter("prepared-ticket-id")
        .and_then(|id| id.parse().ok())
        .ok_or_else(not_found)
}

fn not_found() -> Problem {
    Problem::of(StatusCode::NOT_FOUND)
}

fn known_customer(catalogue: &Catalogue, id: Uuid) -> Result<(), Problem> {
    if catalogue.has_customer(id) {
        Ok(())
    } else {
        Err(refuse_member(
            "customer_id",
            "reference",
            "there is no such customer",
        ))
    }
}

fn usable_vehicle_model(catalogue: &Catalogue, id: i64) -> Result<(), Problem> {
    if catalogue.has_enabled_vehicle_model(id) {
        return Ok(());
    }
    Err(refuse_member(
        "vehicle_model_id",
        "reference",
        "there is no such vehicle model, or it is disabled",
    ))
}

fn refuse_member(name: &str, rule: &str, message: &str) -> Problem {
    Problem::violations([&Violation::new(format!("body/{name}"), rule, message)])
}

/// The members of a body that keeps to the contract.
struct Members(Value);

impl Members {
    fn read(request: &Request) -> Result<Self, Problem> {
        serde_json::from_slice(&request.body)
            .map(Self)
            .map_err(|_| Problem::of(StatusCode::BAD_REQUEST))
    }

    /// `None` for null and for what is not there: to this vendor both mean "has none".
    fn text(&self, name: &str) -> Option<String> {
        self.0[name].as_str().map(str::to_owned)
    }

    fn uuid(&self, name: &str) -> Result<Uuid, Problem> {
        let id = self.0[name].as_str().and_then(|text| text.parse().ok());
        id.ok_or_else(|| refuse_member(name, "format", "the value is not a uuid"))
    }

    /// JSON Schema takes 1.0 for an integer; a number written like that is refused here.
    fn integer(&self, name: &str) -> Result<i64, Problem> {
        self.0[name]
            .as_i64()
            .ok_or_else(|| refuse_member(name, "type", "the value is not written as an integer"))
    }
}
