//! Fulfilment: one contract, or several at once.

use chrono::NaiveDateTime;
use http::StatusCode;

use crate::reply::Reply;
use crate::request::Request;

use super::accessory::Accessory;
use super::demo;
use super::members::{Members, Unreadable};
use super::object::Object;
use super::refusal::{Failure, Refusal, failed, succeeded};
use super::rentals::Rentals;
use super::state::Inner;

/// What is to be changed at a contract.
struct Update {
    reference: String,
    serial: Option<String>,
    serial_key: Option<i64>,
    cash_price: Option<String>,
    status: Option<String>,
    notes: Option<String>,
    delivery_date: Option<NaiveDateTime>,
    delivered: Vec<(i64, bool)>,
    deleted: Vec<i64>,
    added: Vec<Accessory>,
    first_due: Option<NaiveDateTime>,
    account: Option<i32>,
    unlock: bool,
}

pub(super) fn answer(
    inner: &mut Inner,
    now: NaiveDateTime,
    request: &Request,
) -> Result<Reply, Refusal> {
    let members = Members::of(request)?;
    match members.objects("MassUpdateItems")? {
        None => one(inner, now, &members),
        Some(items) if members.text("Ref")?.is_none() => several(inner, now, &items),
        Some(_) => Err(Refusal::Service(Failure {
            code: "InvalidRequest",
            text: "Ref and MassUpdateItems cannot stand in one request",
        })),
    }
}

fn one(inner: &mut Inner, now: NaiveDateTime, members: &Members) -> Result<Reply, Refusal> {
    let update = Update::read(members, "CustomerAcct")?;
    update.apply(&mut inner.rentals, now)?;
    Ok(inner.done(Object::new()))
}

fn several(inner: &mut Inner, now: NaiveDateTime, items: &[Members]) -> Result<Reply, Refusal> {
    // All are read first: what the framework cannot read never gets to the service.
    let updates: Vec<_> = items
        .iter()
        .map(|item| Update::read(item, "NewCustomerAcct"))
        .collect::<Result<_, _>>()?;
    let count = updates.len();
    let mut errors = Vec::new();
    for update in updates {
        let reference = update.reference.clone();
        if let Err(failure) = update.apply(&mut inner.rentals, now) {
            errors.push(
                Object::new()
                    .with("Ref", reference)
                    .with("ErrorMessage", failure.text),
            );
        }
    }
    let nothing_done = errors.len() == count;
    let is_an_error =
        nothing_done || inner.settings.partial_failure_is_an_error && !errors.is_empty();
    let (status, code) = if is_an_error {
        let failure = Failure {
            code: "MassUpdate",
            text: "Some of the contracts could not be updated",
        };
        (failed(failure), inner.settings.failure_status)
    } else {
        let login = Some(demo::USER_NAME);
        (succeeded(&inner.settings, login), StatusCode::OK)
    };
    let answer = Object::new()
        .with("MassUpdateErrors", errors)
        .with("Status", status);
    Ok(Reply {
        // Whatever the status says, some may have been changed.
        acted: !nothing_done,
        ..answer.into_reply(code)
    })
}

impl Update {
    /// The account has another name in each of the two forms.
    fn read(members: &Members, account: &str) -> Result<Self, Unreadable> {
        let delivered = members.objects("DeliveredAccessories")?.unwrap_or_default();
        let added = members.objects("AddedAccessories")?.unwrap_or_default();
        Ok(Self {
            reference: members.text("Ref")?.unwrap_or_default(),
            serial: members.text("Serial")?,
            serial_key: members.long("SerialPk")?,
            cash_price: members.number("CashPrice"),
            status: members.text("NewStatus")?,
            notes: members.text("Notes")?,
            delivery_date: members.date("DeliveryDate")?,
            delivered: delivered
                .iter()
                .map(|item| {
                    let delivered = item.flag("Delivered")?.unwrap_or_default();
                    Ok((item.long("Id")?.unwrap_or_default(), delivered))
                })
                .collect::<Result<_, _>>()?,
            deleted: members.longs("DeletedAccessoryIds")?,
            added: added
                .iter()
                .map(Accessory::read)
                .collect::<Result<_, _>>()?,
            first_due: members.date("FirstDue")?,
            account: members.int(account)?,
            unlock: members.flag("Unlock")?.unwrap_or_default(),
        })
    }

    /// Changes the contract, or leaves it as it is.
    fn apply(self, rentals: &mut Rentals, now: NaiveDateTime) -> Result<(), Failure> {
        let added = self
            .added
            .into_iter()
            .map(|accessory| Accessory {
                id: rentals.next_accessory_id(),
                ..accessory
            })
            .collect::<Vec<_>>();
        let rental = rentals
            .by_web_reference_mut(&self.reference)
            .ok_or(NO_CONTRACT)?;
        if rental.locked_by.is_some() && !self.unlock {
            return Err(Failure {
                code: "Locked",
                text: "The contract is locked",
            });
        }
        let named = self.delivered.iter().map(|(id, _)| id).chain(&self.deleted);
        for id in named {
            if !rental.accessories.iter().any(|known| known.id == *id) {
                return Err(Failure {
                    code: "NotFound",
                    text: "The contract has no such accessory",
                });
            }
        }
        for accessory in &mut rental.accessories {
            let delivered = self.delivered.iter().find(|(id, _)| *id == accessory.id);
            if let Some((_, delivered)) = delivered {
                accessory.delivered = *delivered;
            }
        }
        rental
            .accessories
            .retain(|accessory| !self.deleted.contains(&accessory.id));
        rental.accessories.extend(added);
        rental.serial = self.serial.or(rental.serial.take());
        rental.serial_key = self.serial_key.or(rental.serial_key);
        rental.cash_price = self.cash_price.or(rental.cash_price.take());
        rental.notes = self.notes.or(rental.notes.take());
        rental.delivery_date = self.delivery_date.or(rental.delivery_date);
        rental.first_due = self.first_due.or(rental.first_due);
        rental.account = self.account.unwrap_or(rental.account);
        if let Some(status) = self.status {
            rental.status = status;
        }
        if self.unlock {
            rental.locked_by = None;
        }
        rental.changed_at = Some(now);
        Ok(())
    }
}

pub(super) const NO_CONTRACT: Failure = Failure {
    code: "NotFound",
    text: "There is no such contract",
};
