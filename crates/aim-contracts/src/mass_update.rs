//! Updating several contracts in one call.

use std::fmt;
use std::future::IntoFuture;

use vendor_core::{BoxFuture, Call, Error, Operation, Request};

use crate::fulfillment::FulfillmentBody;
use crate::mass_outcome::MassUpdateOutcome;
use crate::models::{ContractFulfillmentResponse, MassUpdateItem};
use crate::operations::{CONTRACT_FULFILLMENT, SET_CONTRACT_SERIAL};

/// Updates several contracts in one call.
///
/// Some updates may fail while others are done, with an answer that is a success as a whole; the outcome tells
/// them apart, and is not to be overlooked: see [`mass_update`](crate::Client::mass_update).
///
/// Not idempotent. An answer whose `Status` says error, or that cannot be read, is an error of an unknown
/// [`delivery`](Error::delivery), and so is an HTTP status that speaks of the contents: the vendor does not say
/// whether a mass update is all or nothing. What the answer says of single contracts is then in
/// [`MassUpdateError::in_body_of`](crate::MassUpdateError::in_body_of).
#[derive(Clone)]
#[must_use = "a call does nothing until it is sent or awaited"]
pub struct MassUpdate {
    call: Call,
    body: FulfillmentBody,
    operation: &'static Operation,
    references: Vec<String>,
}

impl MassUpdate {
    pub(crate) fn new(call: Call, items: Vec<MassUpdateItem>) -> Self {
        let references = items.iter().map(|item| item.reference.clone()).collect();
        Self {
            call,
            body: items.into(),
            operation: &CONTRACT_FULFILLMENT,
            references,
        }
    }

    /// Sends it by the old route, `C2BSetContractSerial`, which the page still names.
    ///
    /// # Examples
    /// ```
    /// use aim_contracts::MassUpdateItem;
    /// use vendor_sandbox::aim::SET_CONTRACT_SERIAL;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.aim();
    /// # let credentials = aim_contracts::AimCredentials::new(vendor.api_key(), vendor.app_id())
    /// #     .login(vendor.user_name(), vendor.password());
    /// # let client = aim_contracts::Client::builder(vendor.base_url()).credentials(credentials).build()?;
    /// let items = [MassUpdateItem::new("W1001").serial("SN-1"), MassUpdateItem::new("W1004").serial("SN-2")];
    /// client.mass_update(items).by_old_route().await?.into_result()?;
    /// assert_eq!(sandbox.ledger().applied(SET_CONTRACT_SERIAL), 1);
    /// # Ok(()) }
    /// ```
    pub fn by_old_route(mut self) -> Self {
        self.operation = &SET_CONTRACT_SERIAL;
        self
    }

    /// The request as a plain value, before credentials are added: for tests and inspection.
    #[must_use]
    pub fn to_request(&self) -> Request {
        let mut request = Request::new(self.operation);
        self.body.write_to(&mut request);
        request
    }

    /// Sends the call and waits for its outcome.
    pub async fn send(self) -> Result<MassUpdateOutcome, Error> {
        let request = self.to_request();
        let response = self
            .call
            .json::<ContractFulfillmentResponse>(request)
            .await?;
        Ok(MassUpdateOutcome::new(self.references, response))
    }
}

vendor_core::call_options!(MassUpdate);

impl IntoFuture for MassUpdate {
    type Output = Result<MassUpdateOutcome, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl fmt::Debug for MassUpdate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MassUpdate")
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}
