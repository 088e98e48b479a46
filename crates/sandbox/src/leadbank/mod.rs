//! LeadBank (Datacar): leads are fetched, their reception is confirmed, their events are reported.
//!
//! A lead goes from "ready to be sent" by `POST api/leads` to "in progress", and by `POST api/leads/ValidateGetLeads`
//! to "received"; until then each fetch gives it again. The vendor documents little else. All of this is the
//! sandbox's choice, and no promise of the vendor's:
//!
//! - A fetch gives all leads in progress and those that have become ready since, by rising `IDLeadBank`
//!   ([`Settings::new_leads_wait`] holds the new ones back until the others are received).
//! - The integer of a fetch is ignored, since no page says what it means; [`Settings::integer`] makes one the only
//!   one that has leads. It is read as ASP.NET Web API reads it: `1`, `"1"` and the form `=1` are 1; anything else,
//!   an empty body too, is 0 and carried out. What the contract does not allow is recorded as a violation
//!   nevertheless. A call's [`resource`](crate::Call::resource) is the integer as read.
//! - Reception is confirmed by each of the four forms that a client may choose from: a list of `IDLeadBank` confirms
//!   these leads; an integer, no body (or `null`) and any other JSON confirm all leads in progress.
//!   [`Settings::validation`] accepts one of them only, and answers the others with 400. The answer is `Status` and
//!   `Message`, or nothing ([`Settings::confirm_without_body`]).
//! - A list with a lead that does not exist, or was never handed out, is answered with an error `Status` in a 200, and
//!   nothing is confirmed; a lead that is received already may be confirmed again. Acknowledgements of a lead
//!   that does not exist are answered likewise, and none of them is kept. They are kept as often as they are sent.
//! - `Status` is 1 for success and -1 for an error ([`Settings::success_status`], [`Settings::error_status`]), and
//!   `State` 0, 1 and 2 in the order of a lead's life ([`Settings::states`]): the vendor documents no code.
//! - A body that cannot be used is answered with 400, a media type that ASP.NET does not read with 415, both with a
//!   `Message`; answers are `text/json` for a client that asks for it, or sends it and asks for nothing.
//! - No authentication, as no page mentions any; [`Settings::required_header`] demands a header.
//!   [`Fault::ExpiredToken`](crate::Fault::ExpiredToken) answers 401, and has nothing to revoke.

pub mod demo;
mod handlers;
mod integer;
mod lead;
mod leads;
mod media;
mod outcome;
mod settings;
mod state;
mod validation;

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;

use http::Method;

use crate::address;
use crate::clock::Clock;
use crate::contract::ContractError;
use crate::operation::Operation;
use crate::route::Route;
use crate::vendor::Vendor;

pub use self::lead::{Acknowledgement, Content, Lead, NewLead, Stage};
pub use self::settings::{Settings, StateNumbers};
pub use self::validation::Validation;

use self::state::State;

/// The first segment of all paths.
const NAME: &str = "leadbank";

/// `POST /api/leads`
pub const FETCH_LEADS: Operation = Operation::without_renewal(NAME, "fetchLeads");
/// `POST /api/leads/ValidateGetLeads`
pub const VALIDATE_LEADS: Operation = Operation::without_renewal(NAME, "validateLeads");
/// `POST /api/leads/SendAcknos`
pub const SEND_ACKNOWLEDGEMENTS: Operation =
    Operation::without_renewal(NAME, "sendAcknowledgements");

/// All operations of this vendor.
pub const OPERATIONS: [Operation; 3] = [FETCH_LEADS, VALIDATE_LEADS, SEND_ACKNOWLEDGEMENTS];

static ROUTES: [Route; 3] = [
    Route {
        method: Method::POST,
        template: "/api/leads",
        operation: FETCH_LEADS,
    },
    Route {
        method: Method::POST,
        template: "/api/leads/ValidateGetLeads",
        operation: VALIDATE_LEADS,
    },
    Route {
        method: Method::POST,
        template: "/api/leads/SendAcknos",
        operation: SEND_ACKNOWLEDGEMENTS,
    },
];

/// A handle on the stand-in for LeadBank. Clones are the same stand-in.
#[derive(Clone)]
pub struct LeadBank {
    base_url: String,
    state: Arc<State>,
}

impl LeadBank {
    pub(crate) fn new(address: SocketAddr, clock: Arc<dyn Clock>) -> Result<Self, ContractError> {
        Ok(Self {
            base_url: address::url(address, NAME),
            state: Arc::new(State::new(clock)?),
        })
    }

    pub(crate) fn vendor(&self) -> Arc<dyn Vendor> {
        Arc::clone(&self.state) as Arc<dyn Vendor>
    }

    /// What takes the place of `https://pp-wsleadbank.datacar.com`; without a slash at the end.
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// Changes the settings, from the next call on.
    pub fn configure(&self, change: impl FnOnce(&mut Settings)) {
        self.state.with(|inner| change(&mut inner.settings));
    }

    /// All leads, also those that are received, by rising id.
    pub fn leads(&self) -> Vec<Lead> {
        self.state
            .with(|inner| inner.leads.all().cloned().collect())
    }

    /// Looks at all leads where they are, by rising id: a page shows few of many.
    #[cfg(feature = "inspector")]
    pub(crate) fn look<R>(
        &self,
        look: impl FnOnce(&mut dyn DoubleEndedIterator<Item = &Lead>) -> R,
    ) -> R {
        self.state.with(|inner| look(&mut inner.leads.all()))
    }

    /// The lead with this `IDLeadBank`.
    pub fn lead(&self, id: i64) -> Option<Lead> {
        self.state.with(|inner| inner.leads.get(id).cloned())
    }

    /// The ids of the leads at this stage, by rising id.
    pub fn leads_at(&self, stage: Stage) -> Vec<i64> {
        self.state.with(|inner| {
            let leads = inner.leads.all().filter(|lead| lead.stage == stage);
            leads.map(|lead| lead.id).collect()
        })
    }

    /// Puts a lead there, ready to be sent unless it says otherwise, and gives its id. A lead with the same id is replaced.
    pub fn seed_lead(&self, lead: NewLead) -> i64 {
        let now = self.state.utc();
        self.state.with(|inner| inner.leads.add(lead, now))
    }

    /// Puts so many leads there that differ in little but their ids (the next ones), and gives the ids. About 500 bytes
    /// each on the wire.
    pub fn seed_leads(&self, count: usize) -> Vec<i64> {
        let now = self.state.utc();
        self.state.with(|inner| {
            (0..count)
                .map(|_| inner.leads.add(demo::lead(), now))
                .collect()
        })
    }

    /// Removes all leads, also those of the demonstration data.
    pub fn remove_all_leads(&self) {
        self.state.with(|inner| inner.leads.remove_all());
    }

    /// Has the next call of this operation answered with status 200 and [`Settings::error_status`], and nothing done.
    /// Each time it is asked for, it is one call more.
    pub fn refuse_next(&self, operation: Operation) {
        self.state.with(|inner| inner.refusals.push(operation));
    }
}

impl fmt::Debug for LeadBank {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("LeadBank")
            .field("base_url", &self.base_url)
            .finish_non_exhaustive()
    }
}
