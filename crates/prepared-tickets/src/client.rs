//! The client, with a method per operation.

use uuid::Uuid;
use vendor_core::{ClientBuilder, Pipeline, RateLimit};

use crate::create_once::CreateOnce;
use crate::models::{NewPreparedTicket, PreparedTicketUpdate};
use crate::operations::{
    CreatePreparedTicket, DeletePreparedTicket, GetPreparedTicket, ListPreparedTickets,
    UpdatePreparedTicket,
};

/// Requests a second that the vendor accepts, and the burst (page "Concepts").
const REQUESTS_PER_SECOND: f64 = 5.0;
const BURST: u32 = 10;

/// A client of the Jifeline Partner API's prepared tickets.
///
/// It holds a connection pool, a token and a retry budget; clones share them. Make one and keep it.
#[derive(Clone)]
pub struct Client {
    pipeline: Pipeline,
}

impl Client {
    /// Starts building a client for a base URL, [`PRODUCTION_URL`](crate::PRODUCTION_URL) for example.
    ///
    /// It sends at most 5 requests a second after a burst of 10, as the vendor documents; the limit counts per
    /// credential, so processes that share one should share a [`Throttle`](vendor_core::Throttle) too. The
    /// documented quota of 50,000 requests a day is not counted.
    pub fn builder(base_url: impl Into<String>) -> ClientBuilder<Self> {
        ClientBuilder::new(
            concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
            base_url,
        )
        .throttle(RateLimit::new(REQUESTS_PER_SECOND, BURST))
    }

    /// Retrieves a list of prepared tickets, one page of it; see
    /// [`items`](ListPreparedTickets::items) and [`pages`](ListPreparedTickets::pages) for all of them.
    pub fn list_prepared_tickets(&self) -> ListPreparedTickets {
        ListPreparedTickets::new(self.call())
    }

    /// Creates a prepared ticket. Not idempotent: after an error with an unknown
    /// [`delivery`](vendor_core::Error::delivery) there may be a ticket;
    /// [`create_once`](Self::create_once) looks for it.
    pub fn create_prepared_ticket(&self, ticket: NewPreparedTicket) -> CreatePreparedTicket {
        CreatePreparedTicket::new(self.call(), ticket)
    }

    /// Creates a prepared ticket, and when the outcome is unknown, looks for it by its external reference.
    pub fn create_once(&self, ticket: NewPreparedTicket) -> CreateOnce {
        CreateOnce::new(self.call(), ticket)
    }

    /// Retrieves a single prepared ticket by its identifier.
    pub fn get_prepared_ticket(&self, prepared_ticket_id: Uuid) -> GetPreparedTicket {
        GetPreparedTicket::new(self.call(), prepared_ticket_id)
    }

    /// Replaces all members of a prepared ticket: what is `None` in the update is sent as `null`. See
    /// [`PreparedTicketUpdate::from_ticket`] for changing some of them.
    pub fn update_prepared_ticket(
        &self,
        prepared_ticket_id: Uuid,
        update: PreparedTicketUpdate,
    ) -> UpdatePreparedTicket {
        UpdatePreparedTicket::new(self.call(), prepared_ticket_id, update)
    }

    /// Deletes a prepared ticket by its identifier.
    pub fn delete_prepared_ticket(&self, prepared_ticket_id: Uuid) -> DeletePreparedTicket {
        DeletePreparedTicket::new(self.call(), prepared_ticket_id)
    }
}

vendor_core::client!(Client);
