//! One contract in some detail, and contracts in all detail.

use crate::reply::Reply;
use crate::request::Request;

use super::fulfillment::NO_CONTRACT;
use super::members::Members;
use super::object::{Number, Object};
use super::query::Query;
use super::refusal::{Failure, Refusal};
use super::rental::Rental;
use super::state::Inner;

pub(super) fn one(inner: &Inner, request: &Request) -> Result<Reply, Refusal> {
    let members = Members::of(request)?;
    let reference = members.text("Ref")?.unwrap_or_default();
    let sub = members.int("Sub")?;
    let rental = inner
        .rentals
        .all()
        .iter()
        .find(|rental| rental.reference == reference || rental.aim_reference == reference)
        .filter(|rental| sub.is_none_or(|sub| rental.sub == sub))
        .ok_or(NO_CONTRACT)?;
    Ok(inner.done(details(rental)))
}

fn details(rental: &Rental) -> Object {
    let inventory = Object::new()
        .with("Model", "M-1")
        .with("Item", rental.instrument.as_ref())
        .with("Sku", "SKU-1")
        .with("Serial", rental.serial.as_ref())
        .with("Desc", rental.instrument.as_ref())
        .with("Mfg", "Sandbox Instruments");
    let payment = Object::new()
        .with("Date", rental.entered_at)
        .with("Amount", Number(&rental.payment))
        .with("Ref", format!("P-{}", rental.aim_reference));
    Object::new()
        .with("AccountSub", &rental.aim_reference)
        .with("NextDueDate", rental.first_due)
        .with("PaymentAmount", Number(&rental.payment))
        .with("PastDueAmount", NOTHING)
        .with("LateCharges", NOTHING)
        .with("OtherCharges", NOTHING)
        .with("TotalDue", Number(&rental.payment))
        .with("AccumulatedCredit", NOTHING)
        .with("StudentName", rental.student.as_ref())
        .with("SchoolName", name(rental.school.as_ref()))
        .with("Topic", "Rentals")
        .with("Inventory", vec![inventory])
        .with("Payments", vec![payment])
        .with("PaymentAmt", Number(&rental.payment))
        .with("PastDueAmt", NOTHING)
        .with("CurrentBalance", Number(&rental.balance))
        .with("TotalPayoff", Number(&rental.balance))
}

/// Money that is not owed, as .NET writes a decimal of two digits.
const NOTHING: Number<'_> = Number("0.00");

/// The parameters that go neither with `AIMRef` nor with `WebRef`.
const FILTERS: [&str; 6] = [
    "Acct",
    "Sub",
    "ChangedDate",
    "SerialNumber",
    "StartOffset",
    "RecordCount",
];

pub(super) fn full(inner: &Inner, request: &Request) -> Result<Reply, Refusal> {
    let query = Query::of(&request.query);
    let by_reference = ["AIMRef", "WebRef"]
        .iter()
        .filter(|name| query.has(name))
        .count();
    let by_filter = FILTERS.iter().any(|name| query.has(name));
    if by_reference > 1 || by_reference == 1 && by_filter {
        return Err(Refusal::Service(Failure {
            code: "InvalidRequest",
            text: "AIMRef and WebRef go neither with each other nor with a filter",
        }));
    }
    let (account, sub) = (query.int("Acct")?, query.int("Sub")?);
    let changed = query.date("ChangedDate")?;
    let found: Vec<_> = inner
        .rentals
        .all()
        .iter()
        .filter(|rental| {
            is_or_any(query.text("AIMRef"), Some(&rental.aim_reference))
                && is_or_any(query.text("WebRef"), Some(&rental.reference))
                && is_or_any(query.text("SerialNumber"), rental.serial.as_deref())
                && account.is_none_or(|account| rental.account == account)
                && sub.is_none_or(|sub| rental.sub == sub)
                && changed.is_none_or(|since| rental.changed_at >= Some(since))
        })
        .collect();
    let start = query.count("StartOffset")?.unwrap_or(0);
    let count = query.count("RecordCount")?.unwrap_or(usize::MAX);
    let page: Vec<_> = found.iter().skip(start).take(count).collect();
    let remaining = found.len().saturating_sub(start).saturating_sub(page.len());
    let contracts: Vec<_> = page.into_iter().map(|rental| all_of(rental)).collect();
    Ok(inner.done(
        Object::new()
            .with("Contracts", contracts)
            .with("RemainingRecords", remaining),
    ))
}

/// No page shows what a contract consists of, but one of the items in it.
fn all_of(rental: &Rental) -> Object {
    let inventory = Object::new()
        .with(
            "Id",
            i64::from(rental.account) * 100 + i64::from(rental.sub),
        )
        .with("BeginDate", rental.delivery_date)
        .with("Description", rental.instrument.as_ref())
        .with("OurPrice", rental.cash_price.as_deref().map(Number))
        .with("Qty", 1)
        .with("Serial", rental.serial.as_ref())
        .with("Sub", rental.sub)
        .with("Sku", "SKU-1")
        .with("Mfg", "Sandbox Instruments");
    Object::new()
        .with("AIMRef", &rental.aim_reference)
        .with("WebRef", &rental.reference)
        .with("Acct", rental.account)
        .with("Sub", rental.sub)
        .with("Serial", rental.serial.as_ref())
        .with("Inventory", vec![inventory])
}

/// Whether nothing is asked for, or this.
pub(super) fn is_or_any(wanted: Option<&str>, actual: Option<&str>) -> bool {
    wanted.is_none() || wanted == actual
}

pub(super) fn name(place: Option<&(i64, String)>) -> Option<&String> {
    place.map(|(_, name)| name)
}
