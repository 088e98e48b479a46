//! The operations on contracts.

use chrono::NaiveDateTime;
use http::StatusCode;

use crate::reply::Reply;
use crate::request::Request;
use crate::violation::Violation;

use super::fulfillment::NO_CONTRACT;
use super::members::Members;
use super::object::Object;
use super::refusal::Refusal;
use super::state::Inner;
use super::{
    CONTRACT_DEFAULT_LISTING, CONTRACT_DETAILS, CONTRACT_FULFILLMENT, CONTRACT_FULL_DETAILS,
    CONTRACT_STATUS_LISTING, PUT_SCHEDULED_RETURNS, SCHEDULE_EXCHANGE, SCHEDULE_RETURN,
    SCHEDULED_EXCHANGES, SCHEDULED_RETURNS, SET_CONTRACT_CUSTOMER, SET_CONTRACT_SERIAL,
    TOGGLE_CONTRACT_LOCK, UNFINISHED_CONTRACTS,
};
use super::{details, exchanges, fulfillment, listings, locks, returns, unfinished};

/// Refuses what the web framework cannot read.
pub(super) fn obey(violations: &[Violation]) -> Result<(), Refusal> {
    let errors: Vec<_> = violations
        .iter()
        .filter(|violation| !violation.tolerated)
        .cloned()
        .collect();
    if errors.is_empty() {
        return Ok(());
    }
    let status = if errors.iter().any(|error| error.rule == "mediaType") {
        StatusCode::UNSUPPORTED_MEDIA_TYPE
    } else {
        StatusCode::BAD_REQUEST
    };
    Err(Refusal::Framework { status, errors })
}

pub(super) fn carry_out(
    inner: &mut Inner,
    endpoint: &str,
    now: NaiveDateTime,
    request: &Request,
) -> Result<Reply, Refusal> {
    match request.operation {
        CONTRACT_FULFILLMENT | SET_CONTRACT_SERIAL => fulfillment::answer(inner, now, request),
        CONTRACT_DETAILS => details::one(inner, request),
        CONTRACT_FULL_DETAILS => details::full(inner, request),
        CONTRACT_STATUS_LISTING => Ok(listings::statuses(inner)),
        CONTRACT_DEFAULT_LISTING => Ok(listings::defaults(inner)),
        SCHEDULED_RETURNS => returns::list(inner, request),
        SCHEDULE_RETURN => returns::add(inner, request),
        PUT_SCHEDULED_RETURNS => returns::mark(inner, now, request),
        SCHEDULED_EXCHANGES => exchanges::list(inner, request),
        SCHEDULE_EXCHANGE => exchanges::add(inner, request),
        SET_CONTRACT_CUSTOMER => set_customer(inner, now, request),
        TOGGLE_CONTRACT_LOCK => locks::toggle(inner, request),
        UNFINISHED_CONTRACTS => unfinished::answer(inner, endpoint, request),
        _ => Err(Refusal::framework(StatusCode::NOT_FOUND)),
    }
}

fn set_customer(
    inner: &mut Inner,
    now: NaiveDateTime,
    request: &Request,
) -> Result<Reply, Refusal> {
    let members = Members::of(request)?;
    let reference = members.text("WebRef")?.unwrap_or_default();
    let account = members.int("Acct")?.unwrap_or_default();
    let rental = inner.rentals.by_web_reference_mut(&reference);
    let rental = rental.ok_or(NO_CONTRACT)?;
    rental.account = account;
    rental.changed_at = Some(now);
    Ok(inner.done(Object::new()))
}
