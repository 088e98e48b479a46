//! Requests of `prepared-tickets`.

use std::sync::LazyLock;

use behaviours::scripted::{BASE_URL, Scripted};
use prepared_tickets::{Client, NewPreparedTicket, Nullable, PreparedTicketUpdate, VinFilter};
use uuid::Uuid;

use super::Operations;
use crate::chance::Chance;

static CLIENT: LazyLock<Client> =
    LazyLock::new(|| Scripted::new([]).client(Client::builder(BASE_URL)));

pub(super) const OPERATIONS: Operations = &[
    ("listPreparedTickets", |chance| {
        let mut list = CLIENT.list_prepared_tickets();
        if let Some(date) = chance.maybe(Chance::offset_date_in_range) {
            list = list.created_after(date);
        }
        if let Some(date) = chance.maybe(Chance::offset_date_in_range) {
            list = list.created_before(date);
        }
        if let Some(id) = chance.maybe(Chance::uuid) {
            list = list.customer_id(id);
        }
        if let Some(limit) = chance.maybe(about_1000) {
            list = list.limit(limit);
        }
        if let Some(offset) = chance.maybe(about_zero) {
            list = list.offset(offset);
        }
        if let Some(reference) = chance.maybe(Chance::text) {
            list = list.preparer_external_reference(reference);
        }
        if let Some(id) = chance.maybe(Chance::uuid) {
            list = list.product_id(id);
        }
        if let Some(number) = chance.maybe(Chance::int64) {
            list = list.ticket_number(number);
        }
        let filters = [
            VinFilter::Any,
            VinFilter::Without,
            VinFilter::Is(vin(chance)),
        ];
        list.vin(chance.pick(&filters)).to_request()
    }),
    ("createPreparedTicket", |chance| {
        let (customer, model) = (chance.uuid(), chance.int64());
        let (vin, reference) = (chance.maybe(vin), chance.text_about(255));
        let mut ticket = NewPreparedTicket::new(customer, model, vin, reference);
        match chance.below(3) {
            0 => {}
            1 => ticket = ticket.voucher_code(Nullable::Null),
            _ => ticket = ticket.voucher_code(voucher(chance)),
        }
        CLIENT.create_prepared_ticket(ticket).to_request()
    }),
    ("getPreparedTicket", |chance| {
        CLIENT.get_prepared_ticket(chance.uuid()).to_request()
    }),
    ("updatePreparedTicket", |chance| {
        let (model, vin) = (chance.int64(), chance.maybe(vin));
        let (voucher, reference) = (chance.maybe(voucher), chance.text_about(255));
        let update = PreparedTicketUpdate::new(model, vin, voucher, reference);
        CLIENT
            .update_prepared_ticket(chance.uuid(), update)
            .to_request()
    }),
    ("deletePreparedTicket", |chance| {
        CLIENT.delete_prepared_ticket(chance.uuid()).to_request()
    }),
];

impl Chance {
    fn uuid(&mut self) -> Uuid {
        Uuid::from_u64_pair(self.bits(), self.bits())
    }
}

fn vin(chance: &mut Chance) -> String {
    if chance.flip() {
        return "JH4KA7630PC007649".to_owned();
    }
    chance.text_about(17)
}

fn voucher(chance: &mut Chance) -> String {
    let length = 3 + chance.below(7);
    let awkward = chance.one_in(3);
    let mut character = || {
        if awkward {
            chance.character()
        } else {
            chance.pick(&['A', 'M', 'Z', '0', '9'])
        }
    };
    (0..length).map(|_| character()).collect()
}

/// Documented: 0 to 1000.
fn about_1000(chance: &mut Chance) -> i32 {
    let near = [0, 1, 999, 1000, 1001, -1];
    if chance.flip() {
        chance.pick(&near)
    } else {
        chance.int32()
    }
}

fn about_zero(chance: &mut Chance) -> i64 {
    if chance.flip() {
        chance.integer(-1, 1)
    } else {
        chance.int64()
    }
}
