//! The contracts that are not finished.

use crate::reply::Reply;
use crate::request::Request;

use super::demo;
use super::details::{is_or_any, name};
use super::object::{Number, Object};
use super::query::Query;
use super::refusal::Refusal;
use super::rental::{Place, Rental};
use super::state::Inner;

pub(super) fn answer(inner: &Inner, endpoint: &str, request: &Request) -> Result<Reply, Refusal> {
    let query = Query::of(&request.query);
    let place = Place {
        district: query.long("DistrictId")?,
        school: query.long("SchoolId")?,
        teacher: query.long("TeacherId")?,
        location: None,
    };
    let of_others = query.flag("IncludeContractsEnteredByOtherUsers")?;
    let searched = query.text("SearchStr").map(str::to_lowercase);
    let contracts: Vec<_> = inner
        .rentals
        .all()
        .iter()
        .filter(|rental| {
            !rental.is_finished
                && (of_others || rental.entered_by == demo::USER_NAME)
                && rental.is_at(&place)
                && is_or_any(query.text("Type"), rental.kind.as_deref())
                && is_or_any(query.text("DeliveryDesc"), rental.delivery.as_deref())
                && is_or_any(query.text("Status"), Some(&rental.status))
                && searched.as_ref().is_none_or(|text| mentions(rental, text))
        })
        .skip(query.count("StartOffset")?.unwrap_or(0))
        .take(query.count("RecordCount")?.unwrap_or(usize::MAX))
        .map(described)
        .collect();
    Ok(inner.done(
        Object::new()
            .with("UnfinishedContracts", contracts)
            .with("Topic", "Rentals")
            .with("BaseUrl", endpoint),
    ))
}

/// Whether its reference, serial number, customer or student has this text in it.
fn mentions(rental: &Rental, lower_case: &str) -> bool {
    let places = [
        Some(&rental.reference),
        rental.serial.as_ref(),
        rental.customer_name.as_ref(),
        rental.student.as_ref(),
    ];
    places
        .into_iter()
        .flatten()
        .any(|text| text.to_lowercase().contains(lower_case))
}

fn described(rental: &Rental) -> Object {
    let location = rental.location.as_ref().map(|(id, description)| {
        Object::new()
            .with("Id", *id)
            .with("Desc", description)
            .with("ShortDesc", description)
            .with("Region", "North")
            .with("Latitude", Number("41.878113"))
            .with("Longitude", Number("-87.629799"))
            .with("InStorePickup", "Y")
            .with("Active", true)
    });
    let accessories: Vec<_> = rental
        .accessories
        .iter()
        .map(super::Accessory::to_object)
        .collect();
    Object::new()
        .with("CustomerName", rental.customer_name.as_ref())
        .with("CustomerAcct", rental.account)
        .with("StudentName", rental.student.as_ref())
        .with("Ref", &rental.reference)
        .with("DateTime", rental.entered_at)
        .with("Location", location)
        .with("District", name(rental.district.as_ref()))
        .with("School", name(rental.school.as_ref()))
        .with("Teacher", name(rental.teacher.as_ref()))
        .with("Instrument", rental.instrument.as_ref())
        .with("Status", &rental.status)
        .with("Notes", rental.notes.as_ref())
        .with("LockedBy", rental.locked_by.as_ref())
        .with("Serial", rental.serial.as_ref())
        .with("Salesperson", &rental.entered_by)
        .with("DeliveryDate", rental.delivery_date)
        .with("FirstDue", rental.first_due)
        .with("Accessories", accessories)
        .with("DownPay", Number(&rental.payment))
        .with("MonthlyPay", Number(&rental.payment))
        .with("DownMaint", Number("0.00"))
}
