//! All prepared tickets, and how they are found.

use chrono::{DateTime, SubsecRound, Utc};
use uuid::Uuid;

use crate::random::Random;

use super::demo;
use super::ticket::{NewTicket, Ticket};

pub(super) struct Tickets {
    /// In the order of their creation, which is also the order of a list.
    tickets: Vec<Ticket>,
    next_number: i64,
    random: Random,
}

impl Tickets {
    pub(super) fn demonstration(seed: u64) -> Self {
        let mut tickets = Self {
            tickets: Vec::new(),
            next_number: demo::FIRST_TICKET_NUMBER,
            random: Random::new(seed),
        };
        for ticket in demo::tickets() {
            tickets.add(ticket, DateTime::UNIX_EPOCH);
        }
        tickets
    }

    pub(super) fn all(&self) -> &[Ticket] {
        &self.tickets
    }

    pub(super) fn get(&self, id: Uuid) -> Option<&Ticket> {
        self.tickets.iter().find(|ticket| ticket.id == id)
    }

    pub(super) fn get_mut(&mut self, id: Uuid) -> Option<&mut Ticket> {
        self.tickets.iter_mut().find(|ticket| ticket.id == id)
    }

    pub(super) fn add(&mut self, new: NewTicket, now: DateTime<Utc>) -> Ticket {
        let ticket = Ticket {
            id: new.id.unwrap_or_else(|| self.random.uuid()),
            created_at: new.created_at.unwrap_or(now).trunc_subsecs(3),
            customer_id: new.customer_id,
            ticket_number: self.next_number,
            vehicle_model_id: new.vehicle_model_id,
            vin: new.vin,
            voucher_code: new.voucher_code,
            preparer_external_reference: new.preparer_external_reference,
            product_ids: new.product_ids,
        };
        self.next_number += 1;
        self.tickets.push(ticket.clone());
        ticket
    }

    pub(super) fn remove(&mut self, id: Uuid) -> Option<Ticket> {
        let index = self.tickets.iter().position(|ticket| ticket.id == id)?;
        Some(self.tickets.remove(index))
    }

    pub(super) fn remove_all(&mut self) {
        self.tickets.clear();
    }
}
