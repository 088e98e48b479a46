//! Scheduled returns.

use std::fmt;

use chrono::NaiveDateTime;

use crate::reply::Reply;
use crate::request::Request;

use super::demo;
use super::details::name;
use super::fulfillment::NO_CONTRACT;
use super::members::{Members, Unreadable};
use super::object::Object;
use super::query::Query;
use super::refusal::{Failure, Refusal};
use super::rental::{Place, Rental};
use super::state::Inner;

/// A scheduled return as the vendor keeps it. `Debug` leaves out what is personal data.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ScheduledReturn {
    /// `RefNumber` of the answer, `ScheduledReturnedRef` in lists: `R1`, `R2` and so on.
    pub reference: String,
    /// `Acct`
    pub account: i32,
    /// `Sub`
    pub sub: i32,
    /// `OptionId`: 0 if it was not sent.
    pub option_id: i64,
    /// `ReturnDate`, `ScheduledReturnDate` in lists.
    pub return_date: Option<NaiveDateTime>,
    /// `ReturnNotes`
    pub notes: Option<String>,
    /// `AutoPayHoldDate`
    pub auto_pay_hold_date: Option<NaiveDateTime>,
    /// `StatusId`
    pub status_id: Option<i64>,
    /// `ReturnedDate`: when it was marked as returned.
    pub returned_date: Option<NaiveDateTime>,
}

impl fmt::Debug for ScheduledReturn {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ScheduledReturn")
            .field("option_id", &self.option_id)
            .field("return_date", &self.return_date)
            .field("auto_pay_hold_date", &self.auto_pay_hold_date)
            .field("status_id", &self.status_id)
            .field("returned_date", &self.returned_date)
            .finish_non_exhaustive()
    }
}

pub(super) fn list(inner: &Inner, request: &Request) -> Result<Reply, Refusal> {
    let query = Query::of(&request.query);
    let (from, to) = (query.date("DateFrom")?, query.date("DateTo")?);
    let (status, option) = (query.long("StatusId")?, query.long("OptionId")?);
    let returned_too = query.flag("IncludeReturned")?;
    let place = place(&query)?;
    let contracts: Vec<_> = inner
        .returns
        .iter()
        .filter_map(|scheduled| {
            let rental = inner.rentals.by_account(scheduled.account, scheduled.sub)?;
            let is_asked_for = rental.is_at(&place)
                && is_between(from, scheduled.return_date, to)
                && status.is_none_or(|id| scheduled.status_id == Some(id))
                && option.is_none_or(|id| scheduled.option_id == id)
                && (returned_too || scheduled.returned_date.is_none());
            is_asked_for.then(|| described(scheduled, rental))
        })
        .collect();
    Ok(inner.done(Object::new().with("Contracts", contracts)))
}

pub(super) fn add(inner: &mut Inner, request: &Request) -> Result<Reply, Refusal> {
    let members = Members::of(request)?;
    let (account, sub) = contract_of(&members)?;
    let scheduled = ScheduledReturn {
        reference: next_reference(&inner.returns),
        account,
        sub,
        option_id: members.long("OptionId")?.unwrap_or_default(),
        return_date: members.date_or_smallest("ReturnDate")?,
        notes: members.text("ReturnNotes")?,
        auto_pay_hold_date: members.date("AutoPayHoldDate")?,
        status_id: members.long("StatusId")?,
        returned_date: None,
    };
    inner.rentals.by_account(account, sub).ok_or(NO_CONTRACT)?;
    let answer = Object::new().with("RefNumber", &scheduled.reference);
    inner.returns.push(scheduled);
    Ok(inner.done(answer))
}

pub(super) fn seed(returns: &mut Vec<ScheduledReturn>, account: i32, sub: i32) -> String {
    let reference = next_reference(returns);
    returns.push(ScheduledReturn {
        reference: reference.clone(),
        account,
        sub,
        option_id: 0,
        return_date: None,
        notes: None,
        auto_pay_hold_date: None,
        status_id: None,
        returned_date: None,
    });
    reference
}

fn next_reference(returns: &[ScheduledReturn]) -> String {
    format!("R{}", returns.len() + 1)
}

/// Marks the latest return of each contract as returned, of all or of none.
pub(super) fn mark(
    inner: &mut Inner,
    now: NaiveDateTime,
    request: &Request,
) -> Result<Reply, Refusal> {
    let members = Members::of(request)?;
    let mut marked = Vec::new();
    for contract in members.objects("Contracts")?.unwrap_or_default() {
        let (account, sub) = contract_of(&contract)?;
        let open = inner.returns.iter().rposition(|scheduled| {
            scheduled.account == account
                && scheduled.sub == sub
                && scheduled.returned_date.is_none()
        });
        marked.push(open.ok_or(Failure {
            code: "NotFound",
            text: "A contract has no return that is scheduled",
        })?);
    }
    for index in marked {
        if let Some(scheduled) = inner.returns.get_mut(index) {
            scheduled.returned_date = Some(now);
        }
    }
    Ok(inner.done(Object::new()))
}

/// `Acct` and `Sub`; to the framework a number that is not there is 0.
pub(super) fn contract_of(members: &Members) -> Result<(i32, i32), Unreadable> {
    let number = |name| members.int(name).map(Option::unwrap_or_default);
    Ok((number("Acct")?, number("Sub")?))
}

pub(super) fn place(query: &Query) -> Result<Place, Unreadable> {
    Ok(Place {
        district: query.long("DistrictId")?,
        school: query.long("SchoolId")?,
        location: query.long("LocationId")?,
        teacher: None,
    })
}

/// Both bounds belong to it; what has no date is within no bound.
pub(super) fn is_between(
    from: Option<NaiveDateTime>,
    date: Option<NaiveDateTime>,
    to: Option<NaiveDateTime>,
) -> bool {
    from.is_none_or(|from| date >= Some(from))
        && to.is_none_or(|to| date.is_some_and(|date| date <= to))
}

/// What the lists of returns and exchanges have in common, in front.
pub(super) fn customer_of(rental: &Rental, record: Object) -> Object {
    record
        .with("Acct", rental.account)
        .with("Sub", rental.sub)
        .with("Name", rental.customer_name.as_ref())
        .with("Address", "1 Main Street")
        .with("City", "Springfield")
        .with("Student", rental.student.as_ref())
        .with("School", name(rental.school.as_ref()))
        .with("District", name(rental.district.as_ref()))
        .with("Item", rental.instrument.as_ref())
        .with("Employee", demo::USER_NAME)
}

fn described(scheduled: &ScheduledReturn, rental: &Rental) -> Object {
    customer_of(rental, Object::new())
        .with("ReturnedDate", scheduled.returned_date)
        .with("ScheduledReturnDate", scheduled.return_date)
        .with("StockNumber", format!("ST-{}", rental.aim_reference))
        .with("Serial", rental.serial.as_ref())
        .with("ReturnOption", format!("Option {}", scheduled.option_id))
        .with("ScheduledReturnedRef", &scheduled.reference)
        .with(
            "Status",
            if scheduled.returned_date.is_some() {
                "Returned"
            } else {
                "Scheduled"
            },
        )
        .with("AutoPayHoldDate", scheduled.auto_pay_hold_date)
        .with("MobileReturnedStatus", false)
}
