//! Prepared tickets.

use maud::{Markup, html};

use crate::partner::Ticket;

use super::super::Inspector;
use super::super::fragment::{date_and_time, optional, pages, table};
use super::super::paging::Paging;
use super::{Figure, none};

impl Inspector {
    pub(super) fn ticket_figures(&self) -> Vec<Figure> {
        vec![("Tickets".to_owned(), self.partner.look(<[Ticket]>::len))]
    }

    pub(super) fn tickets(&self, paging: Paging) -> Markup {
        let tickets = self.partner.look(|tickets| paging.of(tickets.iter().rev()));
        html! {
            p.total { "Tickets: " (tickets.total) }
            @if tickets.items.is_empty() { (none("tickets")) } @else {
                (table("Tickets", &COLUMNS, tickets.items.iter().map(row)))
            }
            (pages(paging, tickets.total, ""))
        }
    }
}

const COLUMNS: [&str; 8] = [
    "Number",
    "Id",
    "Reference",
    "VIN",
    "Created",
    "Vehicle model",
    "Voucher",
    "Customer",
];

fn row(ticket: &Ticket) -> Vec<Markup> {
    vec![
        html! { (ticket.ticket_number) },
        html! { code { (ticket.id) } },
        html! { (ticket.preparer_external_reference) },
        html! { code { (optional(ticket.vin.as_deref())) } },
        date_and_time(ticket.created_at),
        html! { (ticket.vehicle_model_id) },
        optional(ticket.voucher_code.as_deref()),
        html! { code { (ticket.customer_id) } },
    ]
}
