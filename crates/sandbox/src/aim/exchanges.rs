//! Scheduled exchanges.

use std::fmt;

use chrono::NaiveDateTime;

use crate::reply::Reply;
use crate::request::Request;

use super::fulfillment::NO_CONTRACT;
use super::members::Members;
use super::object::Object;
use super::query::Query;
use super::refusal::Refusal;
use super::rental::Rental;
use super::returns::{contract_of, customer_of, is_between, place};
use super::state::Inner;

/// A scheduled exchange as the vendor keeps it. `Debug` leaves out what is personal data.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ScheduledExchange {
    /// `ExchangeID`: counts from 1.
    pub id: i64,
    /// `Acct`
    pub account: i32,
    /// `Sub`
    pub sub: i32,
    /// `ExchangedItemID`: 0 if it was not sent.
    pub exchanged_item_id: i64,
    /// `PostingDate`
    pub posting_date: Option<NaiveDateTime>,
    /// `ScheduledDate`
    pub scheduled_date: Option<NaiveDateTime>,
    /// `NewSku`
    pub new_sku: Option<String>,
    /// `OptionId`
    pub option_id: Option<i64>,
    /// `ExchangeNotes`, `Notes` in lists.
    pub notes: Option<String>,
    /// `Processed`
    pub processed: bool,
    /// `StatusId`
    pub status_id: Option<i64>,
    /// `FormInputList`, by key and value.
    pub form_inputs: Vec<(String, String)>,
}

impl fmt::Debug for ScheduledExchange {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ScheduledExchange")
            .field("id", &self.id)
            .field("exchanged_item_id", &self.exchanged_item_id)
            .field("posting_date", &self.posting_date)
            .field("scheduled_date", &self.scheduled_date)
            .field("new_sku", &self.new_sku)
            .field("option_id", &self.option_id)
            .field("processed", &self.processed)
            .field("status_id", &self.status_id)
            .finish_non_exhaustive()
    }
}

pub(super) fn list(inner: &Inner, request: &Request) -> Result<Reply, Refusal> {
    let query = Query::of(&request.query);
    let from = query.date("ScheduledDateFrom")?;
    let to = query.date("ScheduledDateTo")?;
    let (status, option) = (query.long("StatusId")?, query.long("OptionId")?);
    let processed_too = query.flag("IncludeProcessed")?;
    let place = place(&query)?;
    let exchanges: Vec<_> = inner
        .exchanges
        .iter()
        .filter_map(|scheduled| {
            let rental = inner.rentals.by_account(scheduled.account, scheduled.sub)?;
            let is_asked_for = rental.is_at(&place)
                && is_between(from, scheduled.scheduled_date, to)
                && status.is_none_or(|id| scheduled.status_id == Some(id))
                && option.is_none_or(|id| scheduled.option_id == Some(id))
                && (processed_too || !scheduled.processed);
            is_asked_for.then(|| described(scheduled, rental))
        })
        .collect();
    Ok(inner.done(Object::new().with("ScheduledExchanges", exchanges)))
}

pub(super) fn add(inner: &mut Inner, request: &Request) -> Result<Reply, Refusal> {
    let members = Members::of(request)?;
    let (account, sub) = contract_of(&members)?;
    let inputs = members.objects("FormInputList")?.unwrap_or_default();
    let last = inner.exchanges.last().map_or(0, |exchange| exchange.id);
    let scheduled = ScheduledExchange {
        id: last + 1,
        account,
        sub,
        exchanged_item_id: members.long("ExchangedItemID")?.unwrap_or_default(),
        posting_date: members.date_or_smallest("PostingDate")?,
        scheduled_date: members.date_or_smallest("ScheduledDate")?,
        new_sku: members.text("NewSku")?,
        option_id: members.long("OptionId")?,
        notes: members.text("ExchangeNotes")?,
        processed: members.flag("Processed")?.unwrap_or_default(),
        status_id: members.long("StatusId")?,
        form_inputs: inputs
            .iter()
            .map(|input| {
                let text = |name| input.text(name).map(Option::unwrap_or_default);
                Ok((text("Key")?, text("Value")?))
            })
            .collect::<Result<_, Refusal>>()?,
    };
    inner.rentals.by_account(account, sub).ok_or(NO_CONTRACT)?;
    let id = scheduled.id;
    inner.exchanges.push(scheduled);
    let answer = Object::new().with("ExchangeID", id);
    Ok(inner.done(answer).about(id.to_string()))
}

fn described(scheduled: &ScheduledExchange, rental: &Rental) -> Object {
    customer_of(rental, Object::new().with("ExchangeID", scheduled.id))
        .with("StockNumber", format!("ST-{}", rental.aim_reference))
        .with("Serial", rental.serial.as_ref())
        .with(
            "Status",
            if scheduled.processed {
                "Processed"
            } else {
                "Scheduled"
            },
        )
        .with("ExchangedItem", rental.instrument.as_ref())
        .with("PostingDate", scheduled.posting_date)
        .with("ScheduledDate", scheduled.scheduled_date)
        .with("NewSku", scheduled.new_sku.as_ref())
        .with("Notes", scheduled.notes.as_ref())
        .with("Source", "WEB")
        .with(
            "Option",
            scheduled.option_id.map(|id| format!("Option {id}")),
        )
        .with("Processed", scheduled.processed)
}
