//! Tickets as people see them.

use prepared_tickets::PreparedTicket;

use crate::table::{self, cell};

/// Of the header's columns: numbers, ids, times and VINs are as long as that, so that pages align.
const WIDTHS: [u16; 8] = [7, 36, 24, 36, 6, 17, 8, 0];

/// One ticket, a member a line.
pub(super) fn one(ticket: &PreparedTicket) -> String {
    let names = [
        "number",
        "id",
        "created",
        "customer",
        "vehicle model",
        "VIN",
        "voucher code",
        "reference",
    ];
    let members = names.into_iter().zip(cells(ticket));
    table::of_rows(members.map(|(name, value)| [name.to_owned(), value]))
}

/// Several tickets, one a line, below a header.
pub(super) fn with_header(tickets: &[PreparedTicket]) -> String {
    let header = [
        "NUMBER",
        "ID",
        "CREATED",
        "CUSTOMER",
        "MODEL",
        "VIN",
        "VOUCHER",
        "REFERENCE",
    ];
    let rows = std::iter::once(header.map(str::to_owned)).chain(tickets.iter().map(cells));
    table::of_columns(WIDTHS, rows)
}

/// Several tickets, one a line: the pages after the first.
pub(super) fn without_header(tickets: &[PreparedTicket]) -> String {
    table::of_columns(WIDTHS, tickets.iter().map(cells))
}

fn cells(ticket: &PreparedTicket) -> [String; 8] {
    [
        cell(ticket.ticket_number),
        cell(ticket.id),
        cell(ticket.created_at),
        cell(ticket.customer_id),
        cell(ticket.vehicle_model_id),
        cell(ticket.vin.value()),
        cell(ticket.voucher_code.value()),
        cell(ticket.preparer_external_reference.as_ref()),
    ]
}
