//! The Jifeline Partner API: its token endpoint and its prepared tickets.
//!
//! Where the vendor's pages are silent, this is what the sandbox does. All of it is ours, and no promise of the
//! vendor's:
//!
//! - Token endpoint errors are those of RFC 6749 (`invalid_client` with 401, the others with 400).
//! - A request that breaks the contract is answered with 400 and `/problems/violations`; an item of `violations` has
//!   `place`, `rule` and `message`. The same answer for a wrong media type, and for an id that is not a uuid.
//! - Parameters and members that the contract does not know are recorded and otherwise ignored, such as the
//!   `customer_id` in an update.
//! - A customer or vehicle model that does not exist, or a disabled model, is a violation
//!   ([`Settings::known_references_only`]).
//! - Tickets are listed in the order in which they were created; `created_after` and `created_before` exclude the
//!   bound itself; the `query` of the answer repeats the filters that were given.
//! - A missing or wrong API key is answered with 403, if one is required at all ([`Settings::require_api_key`]).
//! - A throttled call is answered with 429 and `Retry-After` in seconds.
//! - `preparer_external_reference` need not be unique, and creating is not idempotent.

mod catalogue;
pub mod demo;
mod filter;
mod form;
mod handlers;
mod problem;
mod settings;
mod state;
mod throttle;
mod ticket;
mod tickets;
mod token_endpoint;
mod tokens;

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;

use http::Method;
use uuid::Uuid;

use crate::address;
use crate::clock::Clock;
use crate::contract::ContractError;
use crate::operation::Operation;
use crate::route::Route;
use crate::vendor::Vendor;

pub use self::settings::{Settings, Throttle};
pub use self::ticket::{NewTicket, Ticket};

use self::state::State;

/// The first segment of all paths.
const NAME: &str = "partner";

/// The token endpoint, `POST /oauth2/token`.
pub const TOKEN: Operation = Operation::token_endpoint(NAME, "token");
/// `GET /v2/tickets/prepared-tickets`
pub const LIST_PREPARED_TICKETS: Operation = Operation::new(NAME, "listPreparedTickets");
/// `POST /v2/tickets/prepared-tickets`
pub const CREATE_PREPARED_TICKET: Operation = Operation::new(NAME, "createPreparedTicket");
/// `GET /v2/tickets/prepared-tickets/{prepared-ticket-id}`
pub const GET_PREPARED_TICKET: Operation = Operation::new(NAME, "getPreparedTicket");
/// `PUT /v2/tickets/prepared-tickets/{prepared-ticket-id}`
pub const UPDATE_PREPARED_TICKET: Operation = Operation::new(NAME, "updatePreparedTicket");
/// `DELETE /v2/tickets/prepared-tickets/{prepared-ticket-id}`
pub const DELETE_PREPARED_TICKET: Operation = Operation::new(NAME, "deletePreparedTicket");

/// All operations of this vendor.
pub const OPERATIONS: [Operation; 6] = [
    TOKEN,
    LIST_PREPARED_TICKETS,
    CREATE_PREPARED_TICKET,
    GET_PREPARED_TICKET,
    UPDATE_PREPARED_TICKET,
    DELETE_PREPARED_TICKET,
];

const TICKETS: &str = "/v2/tickets/prepared-tickets";
const TICKET: &str = "/v2/tickets/prepared-tickets/{prepared-ticket-id}";

static ROUTES: [Route; 6] = [
    Route {
        method: Method::POST,
        template: "/oauth2/token",
        operation: TOKEN,
    },
    Route {
        method: Method::GET,
        template: TICKETS,
        operation: LIST_PREPARED_TICKETS,
    },
    Route {
        method: Method::POST,
        template: TICKETS,
        operation: CREATE_PREPARED_TICKET,
    },
    Route {
        method: Method::GET,
        template: TICKET,
        operation: GET_PREPARED_TICKET,
    },
    Route {
        method: Method::PUT,
        template: TICKET,
        operation: UPDATE_PREPARED_TICKET,
    },
    Route {
        method: Method::DELETE,
        template: TICKET,
        operation: DELETE_PREPARED_TICKET,
    },
];

/// A handle on the stand-in for the Jifeline Partner API. Clones are the same stand-in.
#[derive(Clone)]
pub struct Partner {
    base_url: String,
    state: Arc<State>,
}

impl Partner {
    pub(crate) fn new(
        address: SocketAddr,
        clock: Arc<dyn Clock>,
        seed: u64,
    ) -> Result<Self, ContractError> {
        Ok(Self {
            base_url: address::url(address, NAME),
            state: Arc::new(State::new(clock, seed)?),
        })
    }

    pub(crate) fn vendor(&self) -> Arc<dyn Vendor> {
        Arc::clone(&self.state) as Arc<dyn Vendor>
    }

    /// What takes the place of `https://partner-api-001.prd.jifeline.cloud`; without a slash at the end.
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// The token endpoint: `/oauth2/token` below the base URL.
    pub fn token_url(&self) -> String {
        format!("{}/oauth2/token", self.base_url)
    }

    /// The only client that the token endpoint knows.
    pub fn client_id(&self) -> &'static str {
        demo::CLIENT_ID
    }

    /// The secret of that client.
    pub fn client_secret(&self) -> &'static str {
        demo::CLIENT_SECRET
    }

    /// The value of `x-api-key`, looked at only if [`Settings::require_api_key`] is set.
    pub fn api_key(&self) -> &'static str {
        demo::API_KEY
    }

    /// Changes the settings, from the next call on: `partner.configure(|settings| settings.throttle = None)`.
    pub fn configure(&self, change: impl FnOnce(&mut Settings)) {
        self.state.with(|inner| change(&mut inner.settings));
    }

    /// All prepared tickets there are, in the order of their creation.
    pub fn tickets(&self) -> Vec<Ticket> {
        self.state.with(|inner| inner.tickets.all().to_vec())
    }

    /// Looks at all tickets where they are: a page shows few of many.
    #[cfg(feature = "inspector")]
    pub(crate) fn look<R>(&self, look: impl FnOnce(&[Ticket]) -> R) -> R {
        self.state.with(|inner| look(inner.tickets.all()))
    }

    /// The prepared ticket with this id.
    pub fn ticket(&self, id: Uuid) -> Option<Ticket> {
        self.state.with(|inner| inner.tickets.get(id).cloned())
    }

    /// Puts a prepared ticket there without a call, so that a test has something to find. Nothing is checked.
    pub fn add_ticket(&self, ticket: NewTicket) -> Ticket {
        let now = self.state.utc();
        self.state.with(|inner| inner.tickets.add(ticket, now))
    }

    /// Removes all prepared tickets, also those of the demonstration data.
    pub fn remove_all_tickets(&self) {
        self.state.with(|inner| inner.tickets.remove_all());
    }

    /// Makes a customer known, so that tickets can be created for it.
    pub fn add_customer(&self, id: Uuid) {
        self.state.with(|inner| inner.catalogue.add_customer(id));
    }

    /// Makes a vehicle model known. A disabled one cannot be used for new tickets.
    pub fn add_vehicle_model(&self, id: i64, enabled: bool) {
        self.state
            .with(|inner| inner.catalogue.add_vehicle_model(id, enabled));
    }

    /// Makes all tokens worthless that were issued up to now.
    pub fn revoke_tokens(&self) {
        self.state.with(|inner| inner.tokens.revoke_all());
    }
}

impl fmt::Debug for Partner {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Partner")
            .field("base_url", &self.base_url)
            .finish_non_exhaustive()
    }
}
