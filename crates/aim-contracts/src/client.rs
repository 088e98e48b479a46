//! The client, with a method per operation.

use vendor_core::{ClientBuilder, Pipeline};

use crate::contract_selection::ContractSelection;
use crate::dialect::AimDialect;
use crate::fulfillment::leave_out_if_empty;
use crate::lock::LockTarget;
use crate::mass_update::MassUpdate;
use crate::models::{
    ContractDetailsRequest, ContractId, Fulfillment, LockMode, MassUpdateItem,
    PutScheduledReturnsRequest, ScheduleExchangeRequest, ScheduleReturnRequest,
    SetContractCustomerRequest,
};
use crate::operations::{
    ContractDefaultListing, ContractDetails, ContractFulfillment, ContractFullDetails,
    ContractStatusListing, GetEndPoint, PutScheduledReturns, ScheduleExchange, ScheduleReturn,
    ScheduledExchanges, ScheduledReturns, SetContractCustomer, ToggleContractLock,
    UnfinishedContracts,
};

/// A client of the active-e Contracts Service.
///
/// It holds a connection pool, a session and a retry budget; clones share them. Make one and keep it.
#[derive(Clone)]
pub struct Client {
    pipeline: Pipeline,
}

impl Client {
    /// Starts building a client for a base URL: the place of discovery,
    /// [`DISCOVERY_URL`](crate::DISCOVERY_URL) for example, or with
    /// [`AimCredentials::without_discovery`](crate::AimCredentials::without_discovery) a customer's endpoint
    /// itself.
    ///
    /// A 200 whose `Status` says error is an error by the rule of [`AimDialect`]; set another one with
    /// [`dialect`](ClientBuilder::dialect). The vendor documents no limit on the rate, so there is none.
    pub fn builder(base_url: impl Into<String>) -> ClientBuilder<Self> {
        ClientBuilder::new(
            concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
            base_url,
        )
        .dialect(AimDialect::new())
    }

    /// Fulfils one contract. Not idempotent: after an error with an unknown
    /// [`delivery`](vendor_core::Error::delivery) look at the contract before you repeat it.
    ///
    /// [`by_old_route`](ContractFulfillment::by_old_route) sends it where older installations expect it.
    pub fn contract_fulfillment(&self, fulfillment: Fulfillment) -> ContractFulfillment {
        ContractFulfillment::new(self.call(), fulfillment)
    }

    /// Updates several contracts in one call. Some may fail while others are done: the outcome tells them apart
    /// by their `Ref`. Not idempotent.
    pub fn mass_update(&self, items: impl Into<Vec<MassUpdateItem>>) -> MassUpdate {
        MassUpdate::new(self.call(), items.into())
    }

    /// Retrieves the amounts, payments and inventory of a contract, by its `Ref`, or by that and its `Sub`.
    pub fn contract_details(&self, contract: impl Into<ContractDetailsRequest>) -> ContractDetails {
        ContractDetails::new(self.call(), contract.into())
    }

    /// Retrieves all that there is about contracts: one by its reference, or those that match a filter (one
    /// page of them; [`items`](ContractFullDetails::items) and [`pages`](ContractFullDetails::pages) give all).
    pub fn contract_full_details(
        &self,
        contracts: impl Into<ContractSelection>,
    ) -> ContractFullDetails {
        ContractFullDetails::of(self.call(), contracts.into())
    }

    /// Retrieves the statuses that a contract can have.
    pub fn contract_status_listing(&self) -> ContractStatusListing {
        ContractStatusListing::new(self.call())
    }

    /// Retrieves the defaults of contracts.
    pub fn contract_default_listing(&self) -> ContractDefaultListing {
        ContractDefaultListing::new(self.call())
    }

    /// Retrieves the returns that are scheduled.
    pub fn scheduled_returns(&self) -> ScheduledReturns {
        ScheduledReturns::new(self.call())
    }

    /// Schedules the return of a contract. Not idempotent.
    pub fn schedule_return(&self, schedule: ScheduleReturnRequest) -> ScheduleReturn {
        ScheduleReturn::new(self.call(), schedule)
    }

    /// Puts contracts to the scheduled returns. The vendor does not say what it does; by its name and place it
    /// may mark scheduled returns as returned. Not idempotent, as long as that is unknown.
    pub fn put_scheduled_returns(
        &self,
        contracts: impl Into<Vec<ContractId>>,
    ) -> PutScheduledReturns {
        PutScheduledReturns::new(self.call(), PutScheduledReturnsRequest::new(contracts))
    }

    /// Retrieves the exchanges that are scheduled.
    pub fn scheduled_exchanges(&self) -> ScheduledExchanges {
        ScheduledExchanges::new(self.call())
    }

    /// Schedules the exchange of an item. Not idempotent.
    pub fn schedule_exchange(&self, mut exchange: ScheduleExchangeRequest) -> ScheduleExchange {
        leave_out_if_empty(&mut exchange.form_input_list);
        ScheduleExchange::new(self.call(), exchange)
    }

    /// Sets the customer of a contract, by the contract's reference on the web and the customer's account.
    /// Idempotent (inferred).
    pub fn set_contract_customer(
        &self,
        web_ref: impl Into<String>,
        acct: i32,
    ) -> SetContractCustomer {
        SetContractCustomer::new(self.call(), SetContractCustomerRequest::new(web_ref, acct))
    }

    /// Locks or unlocks one contract or several, by their references on the web; see [`LockTarget`].
    pub fn toggle_contract_lock(
        &self,
        mode: LockMode,
        contracts: impl Into<LockTarget>,
    ) -> ToggleContractLock {
        ToggleContractLock::of(self.call(), mode, contracts.into())
    }

    /// Retrieves the contracts that are not finished: the ones to be fulfilled (inferred).
    pub fn unfinished_contracts(&self) -> UnfinishedContracts {
        UnfinishedContracts::new(self.call())
    }

    /// Asks the base URL for the endpoint. [`AimCredentials`](crate::AimCredentials) do that by themselves;
    /// this is for looking at the answer.
    pub fn get_end_point(&self) -> GetEndPoint {
        GetEndPoint::new(self.call())
    }
}

vendor_core::client!(Client);
