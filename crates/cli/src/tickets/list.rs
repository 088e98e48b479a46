//! `vendor tickets list`

use clap::Args;
use prepared_tickets::core::wire::OffsetDateTime;
use prepared_tickets::operations::{LIST_PREPARED_TICKETS, ListPreparedTickets};
use prepared_tickets::{Client, VinFilter};
use uuid::Uuid;

use super::left::{Asked, Seen};
use super::shown;
use crate::arguments::id;
use crate::failure::{CallFailure, Failure};
use crate::output::Output;

pub(super) const EXAMPLES: &str = "\
With --json, one page is one object, as the vendor answers it: {\"query\", \"result\", \"total\"}. With --all
and --json, each ticket is an object on a line of its own, printed as the pages arrive.

Examples:
  vendor tickets list --reference ERP_DYNAMICS_2442
  vendor tickets list --without-vin --created-after 2026-01-01T00:00:00Z --all --json";

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Only tickets for this VIN, of 17 characters
    #[arg(long, conflicts_with = "without_vin")]
    vin: Option<String>,

    /// Only tickets without a VIN
    #[arg(long)]
    without_vin: bool,

    /// Only tickets with this external reference of their preparer
    #[arg(long)]
    reference: Option<String>,

    /// Only the ticket with this number
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    ticket_number: Option<i64>,

    /// Only tickets for this customer
    #[arg(long, value_name = "ID", value_parser = id)]
    customer_id: Option<Uuid>,

    /// Only tickets with a product line for this product
    #[arg(long, value_name = "ID", value_parser = id)]
    product_id: Option<Uuid>,

    /// Only tickets created after this time, such as 2026-01-31T08:00:00Z
    #[arg(long, value_name = "TIME")]
    created_after: Option<OffsetDateTime>,

    /// Only tickets created before this time
    #[arg(long, value_name = "TIME")]
    created_before: Option<OffsetDateTime>,

    /// At most this many tickets, up to 1000 [default: the vendor's 25]; with --all, the size of a page
    #[arg(long, value_name = "COUNT", allow_negative_numbers = true,
          value_parser = clap::value_parser!(i32).range(0..=1000))]
    limit: Option<i32>,

    /// How many tickets to skip
    #[arg(long, value_name = "COUNT", allow_negative_numbers = true)]
    offset: Option<i64>,

    /// All pages. Tickets that are created or deleted meanwhile can shift others between pages
    #[arg(long)]
    all: bool,
}

pub(super) async fn run(
    arguments: Arguments,
    client: &Client,
    output: &Output,
) -> Result<(), Failure> {
    let all = arguments.all;
    if all && arguments.limit == Some(0) {
        return Err(Failure::Invalid(
            "--all with --limit 0 would read pages of no tickets: give a larger --limit, or none"
                .to_owned(),
        ));
    }
    let asked = Asked {
        limit: arguments.limit,
        offset: arguments.offset.unwrap_or_default(),
    };
    let call = arguments.apply_to(client.list_prepared_tickets());
    let seen = if all {
        all_pages(call, output).await?
    } else {
        one_page(call, output).await?
    };
    // A program reads the total, or counts the lines.
    if let Some(note) = asked.note(&seen).filter(|_| !output.is_json()) {
        output.note(&note);
    }
    Ok(())
}

async fn one_page(call: ListPreparedTickets, output: &Output) -> Result<Seen, Failure> {
    let list = call.await.map_err(failed)?;
    output.result(list.value(), |list| {
        shown::TICKETS.with_header(&list.result)
    })?;
    Ok(Seen {
        tickets: list.result.len(),
        total: list.total,
    })
}

async fn all_pages(call: ListPreparedTickets, output: &Output) -> Result<Seen, Failure> {
    let mut pages = call.pages();
    let mut first = true;
    let mut seen = 0;
    while let Some(page) = pages.next().await {
        let tickets = page.map_err(failed)?.items;
        seen += tickets.len();
        if output.is_json() {
            for ticket in &tickets {
                output.result(ticket, shown::one)?;
            }
        } else if first {
            output.result(&tickets, |tickets| shown::TICKETS.with_header(tickets))?;
        } else if !tickets.is_empty() {
            output.result(&tickets, |tickets| shown::TICKETS.without_header(tickets))?;
        }
        first = false;
    }
    Ok(Seen {
        tickets: seen,
        total: None,
    })
}

fn failed(error: prepared_tickets::Error) -> CallFailure {
    CallFailure::new(&LIST_PREPARED_TICKETS, error)
}

impl Arguments {
    fn vin_filter(&self) -> VinFilter {
        match &self.vin {
            Some(vin) => VinFilter::Is(vin.clone()),
            None if self.without_vin => VinFilter::Without,
            None => VinFilter::Any,
        }
    }

    fn apply_to(self, call: ListPreparedTickets) -> ListPreparedTickets {
        let mut call = call.vin(self.vin_filter());
        if let Some(reference) = self.reference {
            call = call.preparer_external_reference(reference);
        }
        if let Some(number) = self.ticket_number {
            call = call.ticket_number(number);
        }
        if let Some(id) = self.customer_id {
            call = call.customer_id(id);
        }
        if let Some(id) = self.product_id {
            call = call.product_id(id);
        }
        if let Some(time) = self.created_after {
            call = call.created_after(time);
        }
        if let Some(time) = self.created_before {
            call = call.created_before(time);
        }
        if let Some(limit) = self.limit {
            call = call.limit(limit);
        }
        if let Some(offset) = self.offset {
            call = call.offset(offset);
        }
        call
    }
}
