//! Tickets as people see them.

use prepared_tickets::PreparedTicket;

use crate::listing::Columns;
use crate::table::{self, cell};

/// Several tickets, one a line. Numbers, ids, times and VINs are as long as that, so that pages align.
pub(super) const TICKETS: Columns<PreparedTicket, 8> = Columns {
    header: [
        "NUMBER",
        "ID",
        "CREATED",
        "CUSTOMER",
        "MODEL",
        "VIN",
        "VOUCHER",
        "REFERENCE",
    ],
    widths: [7, 36, 24, 36, 6, 17, 8, 0],
    cells,
};

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
