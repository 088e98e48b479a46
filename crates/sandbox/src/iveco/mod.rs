//! IVECO Assistance Non-Stop: the BT controller, by which a workshop activation is reported.
//!
//! The vendor documents the request and nothing else. What the sandbox makes of it is what the vendor's framework
//! (ASP.NET Web API) does with such a request, as far as that could be measured. It is no promise of the vendor's:
//!
//! - JSON (`application/json`, `text/json`) is read as Json.NET does: names in any case, numbers as text, members
//!   that are not there and `null` as 0 where there must be a number. The ledger records these as tolerated
//!   violations. A number or date that cannot be read is answered with 400 and `ModelState`.
//! - XML (`application/xml`, `text/xml`) is read as the .NET `DataContractSerializer` does: forward only. A member
//!   that does not stand in ordinal order is lost without a word, and so is a member's second appearance and one
//!   that is not known. The ledger records each (`order`, `repeated`, `unknown`, `namespace`). A wrong namespace on the
//!   root, a number that is `i:nil`, and what is no XML are answered with 400.
//! - Other media types, the form encoding included, are answered with 415, and a request without a body with 400.
//! - Errors are ASP.NET's (`Message`, `ModelState`, `ExceptionMessage`), in XML if `Accept` says so, or if it says
//!   nothing and the request was in XML.
//! - The answer to an activation is not documented. It is 200 without a body unless [`Settings::answer`] says
//!   otherwise.
//! - Authentication is not documented either. Nothing is demanded unless [`Settings::required_header`] is set; the
//!   fault [`ExpiredToken`](crate::Fault::ExpiredToken) is a mere 401, since there is no token.
//! - Reporting is not idempotent: each call that is accepted is an activation more.

mod activation;
mod data_contract;
mod date;
mod element;
mod error;
mod json;
mod reading;
mod settings;
mod state;

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;

use http::Method;

use crate::address;
use crate::contract::ContractError;
use crate::operation::Operation;
use crate::route::Route;
use crate::vendor::Vendor;

pub use self::activation::{Activation, CallOutcome};
pub use self::settings::{Answer, Settings};

use self::state::State;

/// The first segment of all paths.
const NAME: &str = "iveco";

/// `POST /ANS73/btcontroller/workshopactivationbt`
pub const WORKSHOP_ACTIVATION: Operation = Operation::without_renewal(NAME, "workshopActivation");

/// All operations of this vendor.
pub const OPERATIONS: [Operation; 1] = [WORKSHOP_ACTIVATION];

static ROUTES: [Route; 1] = [Route {
    method: Method::POST,
    template: "/ANS73/btcontroller/workshopactivationbt",
    operation: WORKSHOP_ACTIVATION,
}];

/// A handle on the stand-in for IVECO's BT controller. Clones are the same stand-in.
#[derive(Clone)]
pub struct Iveco {
    base_url: String,
    state: Arc<State>,
}

impl Iveco {
    pub(crate) fn new(address: SocketAddr) -> Result<Self, ContractError> {
        Ok(Self {
            base_url: address::url(address, NAME),
            state: Arc::new(State::new()?),
        })
    }

    pub(crate) fn vendor(&self) -> Arc<dyn Vendor> {
        Arc::clone(&self.state) as Arc<dyn Vendor>
    }

    /// What takes the place of `https://integration2.ans.iveco.com`; without a slash at the end.
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// Changes the settings, from the next call on: `iveco.configure(|settings| settings.answer = Answer::Empty)`.
    pub fn configure(&self, change: impl FnOnce(&mut Settings)) {
        self.state.with(|inner| change(&mut inner.settings));
    }

    /// All activations that were accepted, in that order, as the vendor has read them.
    pub fn activations(&self) -> Vec<Activation> {
        self.state.with(|inner| inner.activations.clone())
    }

    /// Looks at all activations where they are: a page shows few of many.
    #[cfg(feature = "inspector")]
    pub(crate) fn look<R>(&self, look: impl FnOnce(&[Activation]) -> R) -> R {
        self.state.with(|inner| look(&inner.activations))
    }

    /// Those of one dossier.
    pub fn activations_of(&self, dossier_number: &str) -> Vec<Activation> {
        let mut activations = self.activations();
        activations
            .retain(|activation| activation.dossier_number.as_deref() == Some(dossier_number));
        activations
    }

    /// Puts an activation there without a call, and gives it the next number. Nothing is checked.
    pub fn seed_activation(&self, activation: Activation) -> u64 {
        self.state.with(|inner| inner.keep(activation))
    }

    /// Forgets all activations. Their numbers go on.
    pub fn remove_all_activations(&self) {
        self.state.with(|inner| inner.activations.clear());
    }
}

impl fmt::Debug for Iveco {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Iveco")
            .field("base_url", &self.base_url)
            .finish_non_exhaustive()
    }
}
