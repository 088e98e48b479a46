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
    ///
    /// # Examples
    /// The examples of this crate run against the embedded sandbox, and all begin as this one does. With an
    /// account, give [`DISCOVERY_URL`](crate::DISCOVERY_URL), your own key and user, and
    /// [`allow_host`](ClientBuilder::allow_host) for the endpoint that is yours.
    ///
    /// ```
    /// use aim_contracts::{AimCredentials, Client};
    /// use vendor_sandbox::Sandbox;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let sandbox = Sandbox::start().await?;
    /// let vendor = sandbox.aim();
    /// let credentials = AimCredentials::new(vendor.api_key(), vendor.app_id())
    ///     .login(vendor.user_name(), vendor.password());
    /// let client = Client::builder(vendor.base_url()).credentials(credentials).build()?;
    ///
    /// // The first call asks for the endpoint, and logs in there.
    /// let statuses = client.contract_status_listing().await?;
    /// assert_eq!(statuses.contract_statuses.len(), 4);
    /// # Ok(()) }
    /// ```
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
    ///
    /// # Examples
    /// ```
    /// use aim_contracts::{Accessory, Decimal, Fulfillment};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.aim();
    /// # let credentials = aim_contracts::AimCredentials::new(vendor.api_key(), vendor.app_id())
    /// #     .login(vendor.user_name(), vendor.password());
    /// # let client = aim_contracts::Client::builder(vendor.base_url()).credentials(credentials).build()?;
    /// let price: Decimal = "19.90".parse()?; // exact, and never a float
    /// let bow = Accessory::new().description("Bow").kind("A").price(price);
    /// let fulfillment = Fulfillment::new("W1001").serial("SN-4711").new_status("Ready").added_accessories([bow]);
    /// client.contract_fulfillment(fulfillment).await?;
    ///
    /// let contract = sandbox.aim().contract("W1001").ok_or("the contract has gone")?;
    /// assert_eq!(contract.serial.as_deref(), Some("SN-4711"));
    /// assert_eq!(contract.accessories.last().map(|bow| bow.price.as_str()), Some("19.90"));
    /// # Ok(()) }
    /// ```
    ///
    /// An error says whether the contract was changed:
    ///
    /// ```
    /// use aim_contracts::{Delivery, Fulfillment};
    /// use vendor_sandbox::Fault;
    /// use vendor_sandbox::aim::CONTRACT_FULFILLMENT;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.aim();
    /// # let credentials = aim_contracts::AimCredentials::new(vendor.api_key(), vendor.app_id())
    /// #     .login(vendor.user_name(), vendor.password());
    /// # let client = aim_contracts::Client::builder(vendor.base_url()).credentials(credentials).build()?;
    /// // This one is locked. The vendor says so in a 200.
    /// let locked = Fulfillment::new("W1003").serial("SN-4711");
    /// let error = client.contract_fulfillment(locked).await.unwrap_err();
    /// assert_eq!((error.delivery(), error.code()), (Delivery::Refused, Some("Locked")));
    ///
    /// // This one is fulfilled, but the answer gets lost. To repeat it could add an accessory twice.
    /// sandbox.faults().inject(CONTRACT_FULFILLMENT, Fault::DropAfterActing);
    /// let error = client.contract_fulfillment(Fulfillment::new("W1001").serial("SN-4711")).await.unwrap_err();
    /// assert_eq!((error.delivery(), error.attempts()), (Delivery::Unknown, 1));
    /// # Ok(()) }
    /// ```
    pub fn contract_fulfillment(&self, fulfillment: Fulfillment) -> ContractFulfillment {
        ContractFulfillment::new(self.call(), fulfillment)
    }

    /// Updates several contracts in one call. Some may fail while others are done: the outcome tells them apart
    /// by their `Ref`. Not idempotent.
    ///
    /// # Examples
    /// Some are done and some are not, in an answer that is a success:
    ///
    /// ```
    /// use aim_contracts::MassUpdateItem;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.aim();
    /// # let credentials = aim_contracts::AimCredentials::new(vendor.api_key(), vendor.app_id())
    /// #     .login(vendor.user_name(), vendor.password());
    /// # let client = aim_contracts::Client::builder(vendor.base_url()).credentials(credentials).build()?;
    /// // The second one is locked.
    /// let items = [MassUpdateItem::new("W1001").serial("SN-1"), MassUpdateItem::new("W1003").serial("SN-2")];
    /// let outcome = client.mass_update(items).await?;
    /// let failed: Vec<&str> = outcome.with_error().map(|result| result.reference.as_str()).collect();
    /// assert_eq!(failed, ["W1003"]);
    ///
    /// // Whoever does not want to look at each cannot take it for done, either.
    /// let error = outcome.into_result().unwrap_err();
    /// assert_eq!(error.to_string(), "of 2 updates 1 failed");
    /// # Ok(()) }
    /// ```
    pub fn mass_update(&self, items: impl Into<Vec<MassUpdateItem>>) -> MassUpdate {
        MassUpdate::new(self.call(), items.into())
    }

    /// Retrieves the amounts, payments and inventory of a contract, by its `Ref`, or by that and its `Sub`.
    ///
    /// # Examples
    /// ```
    /// use aim_contracts::ContractDetailsRequest;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.aim();
    /// # let credentials = aim_contracts::AimCredentials::new(vendor.api_key(), vendor.app_id())
    /// #     .login(vendor.user_name(), vendor.password());
    /// # let client = aim_contracts::Client::builder(vendor.base_url()).credentials(credentials).build()?;
    /// let details = client.contract_details("W1001").await?;
    /// assert_eq!(details.payment_amount, Some("24.95".parse()?)); // exact, and never a float
    /// assert_eq!(details.inventory[0].description.as_deref(), Some("Snare drum"));
    ///
    /// // The same contract by its `Sub` as well.
    /// let request = ContractDetailsRequest::new("W1001").acct_sub(1);
    /// assert_eq!(client.contract_details(request).await?.value(), details.value());
    /// # Ok(()) }
    /// ```
    pub fn contract_details(&self, contract: impl Into<ContractDetailsRequest>) -> ContractDetails {
        ContractDetails::new(self.call(), contract.into())
    }

    /// Retrieves all that there is about contracts: one by its reference, or those that match a filter (one
    /// page of them; [`items`](ContractFullDetails::items) and [`pages`](ContractFullDetails::pages) give all).
    ///
    /// # Examples
    /// No page shows what a contract consists of. So it comes as JSON, to be decoded into a type of yours:
    ///
    /// ```
    /// use std::collections::BTreeMap;
    ///
    /// use aim_contracts::{ContractFilter, ContractSelection, RawJson};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.aim();
    /// # let credentials = aim_contracts::AimCredentials::new(vendor.api_key(), vendor.app_id())
    /// #     .login(vendor.user_name(), vendor.password());
    /// # let client = aim_contracts::Client::builder(vendor.base_url()).credentials(credentials).build()?;
    /// let one = ContractSelection::WebRef("W1002".to_owned());
    /// let answer = client.contract_full_details(one).await?;
    /// let members: BTreeMap<String, RawJson> = answer.contracts[0].decode()?;
    /// assert_eq!(members["Serial"].get(), r#""SN-2002""#);
    ///
    /// let of_account = client.contract_full_details(ContractFilter::new().acct(4401)).await?;
    /// assert_eq!((of_account.contracts.len(), of_account.remaining_records), (2, Some(0)));
    /// # Ok(()) }
    /// ```
    pub fn contract_full_details(
        &self,
        contracts: impl Into<ContractSelection>,
    ) -> ContractFullDetails {
        ContractFullDetails::of(self.call(), contracts.into())
    }

    /// Retrieves the statuses that a contract can have.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.aim();
    /// # let credentials = aim_contracts::AimCredentials::new(vendor.api_key(), vendor.app_id())
    /// #     .login(vendor.user_name(), vendor.password());
    /// # let client = aim_contracts::Client::builder(vendor.base_url()).credentials(credentials).build()?;
    /// let listing = client.contract_status_listing().await?;
    /// let statuses = listing.contract_statuses.iter();
    /// let texts: Vec<&str> = statuses.filter_map(|status| status.description.as_deref()).collect();
    /// assert_eq!(texts, ["Open", "Ready", "Delivered", "Returned"]);
    /// # Ok(()) }
    /// ```
    pub fn contract_status_listing(&self) -> ContractStatusListing {
        ContractStatusListing::new(self.call())
    }

    /// Retrieves the defaults of contracts.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.aim();
    /// # let credentials = aim_contracts::AimCredentials::new(vendor.api_key(), vendor.app_id())
    /// #     .login(vendor.user_name(), vendor.password());
    /// # let client = aim_contracts::Client::builder(vendor.base_url()).credentials(credentials).build()?;
    /// let listing = client.contract_default_listing().await?;
    /// for default in &listing.contract_defaults {
    ///     println!("{:?}: {:?}", default.id, default.web_description);
    /// }
    /// assert_eq!(listing.contract_defaults[0].description.as_deref(), Some("School year"));
    /// # Ok(()) }
    /// ```
    pub fn contract_default_listing(&self) -> ContractDefaultListing {
        ContractDefaultListing::new(self.call())
    }

    /// Retrieves the returns that are scheduled.
    ///
    /// # Examples
    /// ```
    /// use aim_contracts::{LocalDateTime, ScheduleReturnRequest};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.aim();
    /// # let credentials = aim_contracts::AimCredentials::new(vendor.api_key(), vendor.app_id())
    /// #     .login(vendor.user_name(), vendor.password());
    /// # let client = aim_contracts::Client::builder(vendor.base_url()).credentials(credentials).build()?;
    /// let [may, june]: [LocalDateTime; 2] = ["2026-05-31T00:00:00".parse()?, "2026-06-30T00:00:00".parse()?];
    /// client.schedule_return(ScheduleReturnRequest::new(4401, 1, 3, may)).await?;
    /// client.schedule_return(ScheduleReturnRequest::new(4401, 2, 3, june)).await?;
    ///
    /// let from_june_on = client.scheduled_returns().date_from(june).await?;
    /// assert_eq!(from_june_on.contracts.len(), 1);
    /// assert_eq!(from_june_on.contracts[0].scheduled_return_date, Some(june));
    /// # Ok(()) }
    /// ```
    pub fn scheduled_returns(&self) -> ScheduledReturns {
        ScheduledReturns::new(self.call())
    }

    /// Schedules the return of a contract. Not idempotent.
    ///
    /// # Examples
    /// ```
    /// use aim_contracts::{LocalDateTime, ScheduleReturnRequest};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.aim();
    /// # let credentials = aim_contracts::AimCredentials::new(vendor.api_key(), vendor.app_id())
    /// #     .login(vendor.user_name(), vendor.password());
    /// # let client = aim_contracts::Client::builder(vendor.base_url()).credentials(credentials).build()?;
    /// let option = 3; // which ones there are is not documented
    /// let day: LocalDateTime = "2026-06-30T00:00:00".parse()?;
    /// let request = ScheduleReturnRequest::new(4401, 1, option, day).return_notes("Strings are missing");
    /// let scheduled = client.schedule_return(request).await?;
    /// assert_eq!(scheduled.ref_number.as_deref(), Some("R1")); // in the list it is `scheduled_returned_ref`
    /// # Ok(()) }
    /// ```
    pub fn schedule_return(&self, schedule: ScheduleReturnRequest) -> ScheduleReturn {
        ScheduleReturn::new(self.call(), schedule)
    }

    /// Puts contracts to the scheduled returns. The vendor does not say what it does; by its name and place it
    /// may mark scheduled returns as returned. Not idempotent, as long as that is unknown.
    ///
    /// # Examples
    /// ```
    /// use aim_contracts::ContractId;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.aim();
    /// # let credentials = aim_contracts::AimCredentials::new(vendor.api_key(), vendor.app_id())
    /// #     .login(vendor.user_name(), vendor.password());
    /// # let client = aim_contracts::Client::builder(vendor.base_url()).credentials(credentials).build()?;
    /// let reference = sandbox.aim().seed_return(4401, 1); // a return was scheduled
    /// client.put_scheduled_returns([ContractId::new(4401, 1)]).await?;
    ///
    /// // The sandbox takes it for "has been returned". Ask the vendor.
    /// assert!(client.scheduled_returns().await?.contracts.is_empty());
    /// let all = client.scheduled_returns().include_returned(true).await?;
    /// assert_eq!(all.contracts[0].scheduled_returned_ref, Some(reference));
    /// # Ok(()) }
    /// ```
    pub fn put_scheduled_returns(
        &self,
        contracts: impl Into<Vec<ContractId>>,
    ) -> PutScheduledReturns {
        PutScheduledReturns::new(self.call(), PutScheduledReturnsRequest::new(contracts))
    }

    /// Retrieves the exchanges that are scheduled.
    ///
    /// # Examples
    /// ```
    /// use aim_contracts::{LocalDateTime, ScheduleExchangeRequest};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.aim();
    /// # let credentials = aim_contracts::AimCredentials::new(vendor.api_key(), vendor.app_id())
    /// #     .login(vendor.user_name(), vendor.password());
    /// # let client = aim_contracts::Client::builder(vendor.base_url()).credentials(credentials).build()?;
    /// let [posted, day]: [LocalDateTime; 2] = ["2026-06-01T00:00:00".parse()?, "2026-06-30T00:00:00".parse()?];
    /// client.schedule_exchange(ScheduleExchangeRequest::new(4401, 1, 17, posted, day)).await?;
    ///
    /// let exchanges = client.scheduled_exchanges().scheduled_date_to(day).await?;
    /// let waiting = exchanges.scheduled_exchanges.iter().filter(|exchange| exchange.processed != Some(true));
    /// assert_eq!(waiting.count(), 1);
    /// # Ok(()) }
    /// ```
    pub fn scheduled_exchanges(&self) -> ScheduledExchanges {
        ScheduledExchanges::new(self.call())
    }

    /// Schedules the exchange of an item. Not idempotent.
    ///
    /// # Examples
    /// ```
    /// use aim_contracts::{LocalDateTime, ScheduleExchangeRequest};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.aim();
    /// # let credentials = aim_contracts::AimCredentials::new(vendor.api_key(), vendor.app_id())
    /// #     .login(vendor.user_name(), vendor.password());
    /// # let client = aim_contracts::Client::builder(vendor.base_url()).credentials(credentials).build()?;
    /// let [posted, day]: [LocalDateTime; 2] = ["2026-06-01T00:00:00".parse()?, "2026-06-30T00:00:00".parse()?];
    /// let item = 17;
    /// let request = ScheduleExchangeRequest::new(4401, 1, item, posted, day).new_sku("SKU-2");
    /// let scheduled = client.schedule_exchange(request).await?;
    /// assert_eq!(scheduled.exchange_id, Some(1));
    /// # Ok(()) }
    /// ```
    pub fn schedule_exchange(&self, mut exchange: ScheduleExchangeRequest) -> ScheduleExchange {
        leave_out_if_empty(&mut exchange.form_input_list);
        ScheduleExchange::new(self.call(), exchange)
    }

    /// Sets the customer of a contract, by the contract's reference on the web and the customer's account.
    /// Idempotent (inferred).
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.aim();
    /// # let credentials = aim_contracts::AimCredentials::new(vendor.api_key(), vendor.app_id())
    /// #     .login(vendor.user_name(), vendor.password());
    /// # let client = aim_contracts::Client::builder(vendor.base_url()).credentials(credentials).build()?;
    /// client.set_contract_customer("W1001", 4402).await?;
    ///
    /// let contract = sandbox.aim().contract("W1001").ok_or("the contract has gone")?;
    /// assert_eq!(contract.account, 4402);
    /// # Ok(()) }
    /// ```
    pub fn set_contract_customer(
        &self,
        web_ref: impl Into<String>,
        acct: i32,
    ) -> SetContractCustomer {
        SetContractCustomer::new(self.call(), SetContractCustomerRequest::new(web_ref, acct))
    }

    /// Locks or unlocks one contract or several, by their references on the web; see [`LockTarget`].
    ///
    /// # Examples
    /// ```
    /// use aim_contracts::{Delivery, LockMode};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.aim();
    /// # let credentials = aim_contracts::AimCredentials::new(vendor.api_key(), vendor.app_id())
    /// #     .login(vendor.user_name(), vendor.password());
    /// # let client = aim_contracts::Client::builder(vendor.base_url()).credentials(credentials).build()?;
    /// // In a list those that are locked already, as the second is, make no error. So it may be repeated.
    /// client.toggle_contract_lock(LockMode::Lock, ["W1001", "W1003"]).await?;
    /// assert!(sandbox.aim().contract("W1001").is_some_and(|contract| contract.locked_by.is_some()));
    ///
    /// // A single one makes an error then.
    /// let error = client.toggle_contract_lock(LockMode::Lock, "W1001").await.unwrap_err();
    /// assert_eq!(error.delivery(), Delivery::Refused);
    /// # Ok(()) }
    /// ```
    pub fn toggle_contract_lock(
        &self,
        mode: LockMode,
        contracts: impl Into<LockTarget>,
    ) -> ToggleContractLock {
        ToggleContractLock::of(self.call(), mode, contracts.into())
    }

    /// Retrieves the contracts that are not finished: the ones to be fulfilled (inferred).
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.aim();
    /// # let credentials = aim_contracts::AimCredentials::new(vendor.api_key(), vendor.app_id())
    /// #     .login(vendor.user_name(), vendor.password());
    /// # let client = aim_contracts::Client::builder(vendor.base_url()).credentials(credentials).build()?;
    /// let answer = client.unfinished_contracts().include_contracts_entered_by_other_users(true).await?;
    /// let contracts = &answer.unfinished_contracts;
    /// let waiting: Vec<_> = contracts.iter().filter(|contract| contract.serial.is_none()).collect();
    /// for contract in &waiting {
    ///     println!("{:?} waits for its {:?}", contract.reference, contract.instrument);
    /// }
    /// assert_eq!((contracts.len(), waiting.len()), (4, 3));
    /// # Ok(()) }
    /// ```
    pub fn unfinished_contracts(&self) -> UnfinishedContracts {
        UnfinishedContracts::new(self.call())
    }

    /// Asks the base URL for the endpoint. [`AimCredentials`](crate::AimCredentials) do that by themselves;
    /// this is for looking at the answer.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.aim();
    /// # let credentials = aim_contracts::AimCredentials::new(vendor.api_key(), vendor.app_id())
    /// #     .login(vendor.user_name(), vendor.password());
    /// # let client = aim_contracts::Client::builder(vendor.base_url()).credentials(credentials).build()?;
    /// let discovered = client.get_end_point().await?;
    /// assert_eq!(discovered.new_endpoint_domain.as_deref(), Some(sandbox.aim().endpoint()));
    /// # Ok(()) }
    /// ```
    pub fn get_end_point(&self) -> GetEndPoint {
        GetEndPoint::new(self.call())
    }
}

vendor_core::client!(Client);
