//! The client, with a method per operation.

use vendor_core::{ClientBuilder, Pipeline};

use crate::fetch_parameter::FetchParameter;
use crate::intake::Intake;
use crate::models::Acknowledgement;
use crate::operations::{FetchLeads, SendAcknowledgements, ValidateLeads};
use crate::status_rule::StatusRule;
use crate::validation::Validation;

/// A client of Datacar LeadBank.
///
/// It holds a connection pool and a retry budget; clones share them. Make one and keep it. LeadBank hands the
/// same leads to two readers: have one reader per account, or a lock around them.
#[derive(Clone)]
pub struct Client {
    pipeline: Pipeline,
}

impl Client {
    /// Starts building a client for a base URL, [`HELP_PAGES_URL`](crate::HELP_PAGES_URL) for example.
    ///
    /// No page mentions authentication, so none is sent unless
    /// [`credentials`](ClientBuilder::credentials) are given. Which `Status` means success is not documented
    /// either: what the answers' numbers mean is a [`StatusRule`], given to
    /// [`dialect`](ClientBuilder::dialect); by default only the 1 of the vendor's samples passes.
    pub fn builder(base_url: impl Into<String>) -> ClientBuilder<Self> {
        ClientBuilder::new(
            concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
            base_url,
        )
        .dialect(StatusRule::default())
    }

    /// Provides new leads and moves them to "in progress". Until
    /// [`validate_leads`](Self::validate_leads) confirms them, the same leads come again.
    ///
    /// Awaited, it gives all leads at once, up to the cap on a body; see
    /// [`stream`](FetchLeads::stream) for one by one, and [`intake`](Self::intake) for the whole way.
    pub fn fetch_leads(&self, parameter: impl Into<FetchParameter>) -> FetchLeads {
        FetchLeads::new(self.call(), parameter)
    }

    /// Confirms that leads were received: they are not given again. Confirm what is stored safely, never
    /// before.
    pub fn validate_leads(&self, validation: impl Into<Validation>) -> ValidateLeads {
        ValidateLeads::new(self.call()).body(validation)
    }

    /// Sends the status of leads back. Not idempotent: after an error with an unknown
    /// [`delivery`](vendor_core::Error::delivery) the events may have been recorded.
    pub fn send_acknowledgements(
        &self,
        acknowledgements: impl Into<Vec<Acknowledgement>>,
    ) -> SendAcknowledgements {
        SendAcknowledgements::new(self.call(), acknowledgements)
    }

    /// Fetches leads, hands each to a handler, and confirms them when all are handled.
    pub fn intake(&self, parameter: impl Into<FetchParameter>) -> Intake {
        Intake::new(self.call(), parameter.into())
    }
}

vendor_core::client!(Client);
