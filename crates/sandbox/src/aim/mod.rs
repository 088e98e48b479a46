//! AIM web services, active-e Contracts Service: discovery, login, and rental contracts.
//!
//! Discovery (`GET /aeServices30/api/GetEndPoint`) names the endpoint of the customer, here `/shop` below the base
//! URL; everything else is at `/api/..` below that endpoint.
//!
//! Much of this vendor is not documented. All of the following is the sandbox's own, and no promise of the vendor's:
//!
//! - A call without a valid `ApiKey`, `AppId`, `OAuthToken` or `Token` is answered with 401 and a `Status` that says
//!   error; the status can be set ([`Settings::credentials_status`]), e.g. to 200. The five credentials count as
//!   headers only. In a body or a query they are recorded (`misplaced`) and otherwise passed over, but for the
//!   `AppId` and `DeviceId` of a login.
//! - The fault [`ExpiredToken`](crate::Fault::ExpiredToken) ends the `Token` of a call; where there is none, its
//!   `OAuthToken`. Tokens live for ever unless [`Settings::token_lifetime`] says otherwise.
//! - What the service itself refuses is answered with 200 and a `Status` whose `StatusCode` is `Error`
//!   ([`Settings::failure_status`]). Success is `Success`; error codes are words such as `NotFound` and `Locked`.
//! - What the web framework cannot read (a text for a number, no JSON, an unknown path) is answered with 400, 404, 405
//!   or 415 and a `ResponseStatus`. A member that is missing is no such thing, since the vendor calls none required:
//!   it is recorded, and counts as not set.
//! - A member that is not set leaves the contract as it is. `NewStatus` is stored as sent.
//! - A locked contract is changed only together with `Unlock`. A change with an accessory that the contract does not
//!   have is refused as a whole. A mass update goes through its items one by one; those that fail are in
//!   `MassUpdateErrors` and the others stay changed. If none succeeds, nothing was done. `Ref` together with
//!   `MassUpdateItems` is refused.
//! - `Ref` of a fulfilment is the `WebRef` of the other operations; `GetContractDetails` takes the `AIMRef`, too.
//!   It is there by POST only.
//! - The contracts of `ContractFullDetails` have the members `AIMRef`, `WebRef`, `Acct`, `Sub`, `Serial` and
//!   `Inventory`. Offsets count from 0.
//! - Unfinished contracts are those that the user has entered, unless those of others are asked for; `SearchStr` is
//!   looked for in reference, serial number, customer and student, without regard to case. Returned and processed things
//!   are listed only if they are asked for. Bounds of dates belong to what they bound. `LanId` and `CalculationsDate`
//!   change nothing.
//! - `PUT ContractScheduledReturns` marks the returns of these contracts as returned; one without a return that is
//!   still open refuses them all.
//! - Dates have seven digits of a fraction and no offset, in UTC by the sandbox's clock; those that were never set are
//!   left out, as is everything else that has no value.

mod accessory;
mod check;
pub mod demo;
mod details;
mod discovery;
mod exchanges;
mod fulfillment;
mod handlers;
mod listings;
mod locks;
mod login;
mod members;
mod object;
mod query;
mod refusal;
mod rental;
mod rentals;
mod returns;
mod settings;
mod state;
mod tokens;
mod unfinished;

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

pub use self::accessory::Accessory;
pub use self::exchanges::ScheduledExchange;
pub use self::rental::Rental;
pub use self::returns::ScheduledReturn;
pub use self::settings::Settings;

use self::state::State;

/// The first segment of all paths.
const NAME: &str = "aim";

/// Discovery, `GET /aeServices30/api/GetEndPoint`.
pub const GET_END_POINT: Operation = Operation::token_endpoint(NAME, "getEndPoint");
/// `POST /api/Security`
pub const LOGIN: Operation = Operation::token_endpoint(NAME, "login");
/// `POST /api/ContractFulfillment`
pub const CONTRACT_FULFILLMENT: Operation = Operation::new(NAME, "contractFulfillment");
/// The same by its old route, `POST /api/C2BSetContractSerial`.
pub const SET_CONTRACT_SERIAL: Operation = Operation::new(NAME, "setContractSerial");
/// `POST /api/GetContractDetails`
pub const CONTRACT_DETAILS: Operation = Operation::new(NAME, "contractDetails");
/// `GET /api/ContractFullDetails`
pub const CONTRACT_FULL_DETAILS: Operation = Operation::new(NAME, "contractFullDetails");
/// `GET /api/ContractStatusListing`
pub const CONTRACT_STATUS_LISTING: Operation = Operation::new(NAME, "contractStatusListing");
/// `GET /api/ContractDefaultListing`
pub const CONTRACT_DEFAULT_LISTING: Operation = Operation::new(NAME, "contractDefaultListing");
/// `GET /api/ContractScheduledReturns`
pub const SCHEDULED_RETURNS: Operation = Operation::new(NAME, "scheduledReturns");
/// `POST /api/ContractScheduledReturns`
pub const SCHEDULE_RETURN: Operation = Operation::new(NAME, "scheduleReturn");
/// `PUT /api/ContractScheduledReturns`
pub const PUT_SCHEDULED_RETURNS: Operation = Operation::new(NAME, "putScheduledReturns");
/// `GET /api/ScheduledExchanges`
pub const SCHEDULED_EXCHANGES: Operation = Operation::new(NAME, "scheduledExchanges");
/// `POST /api/ScheduledExchanges`
pub const SCHEDULE_EXCHANGE: Operation = Operation::new(NAME, "scheduleExchange");
/// `POST /api/C2BSetContractCustomer`
pub const SET_CONTRACT_CUSTOMER: Operation = Operation::new(NAME, "setContractCustomer");
/// `POST /api/C2BToggleContractLock`
pub const TOGGLE_CONTRACT_LOCK: Operation = Operation::new(NAME, "toggleContractLock");
/// `GET /api/C2BGetUnfinishedContracts`
pub const UNFINISHED_CONTRACTS: Operation = Operation::new(NAME, "unfinishedContracts");

/// All operations of this vendor.
pub const OPERATIONS: [Operation; 16] = [
    GET_END_POINT,
    LOGIN,
    CONTRACT_FULFILLMENT,
    SET_CONTRACT_SERIAL,
    CONTRACT_DETAILS,
    CONTRACT_FULL_DETAILS,
    CONTRACT_STATUS_LISTING,
    CONTRACT_DEFAULT_LISTING,
    SCHEDULED_RETURNS,
    SCHEDULE_RETURN,
    PUT_SCHEDULED_RETURNS,
    SCHEDULED_EXCHANGES,
    SCHEDULE_EXCHANGE,
    SET_CONTRACT_CUSTOMER,
    TOGGLE_CONTRACT_LOCK,
    UNFINISHED_CONTRACTS,
];

const DISCOVERY: &str = "/aeServices30/api/GetEndPoint";

/// The endpoint that discovery names, below the base URL.
const SHOP: &str = "shop";

static ROUTES: [Route; 16] = [
    route(Method::GET, DISCOVERY, GET_END_POINT),
    route(Method::POST, "/shop/api/Security", LOGIN),
    route(
        Method::POST,
        "/shop/api/ContractFulfillment",
        CONTRACT_FULFILLMENT,
    ),
    route(
        Method::POST,
        "/shop/api/C2BSetContractSerial",
        SET_CONTRACT_SERIAL,
    ),
    route(
        Method::POST,
        "/shop/api/GetContractDetails",
        CONTRACT_DETAILS,
    ),
    route(
        Method::GET,
        "/shop/api/ContractFullDetails",
        CONTRACT_FULL_DETAILS,
    ),
    route(
        Method::GET,
        "/shop/api/ContractStatusListing",
        CONTRACT_STATUS_LISTING,
    ),
    route(
        Method::GET,
        "/shop/api/ContractDefaultListing",
        CONTRACT_DEFAULT_LISTING,
    ),
    route(
        Method::GET,
        "/shop/api/ContractScheduledReturns",
        SCHEDULED_RETURNS,
    ),
    route(
        Method::POST,
        "/shop/api/ContractScheduledReturns",
        SCHEDULE_RETURN,
    ),
    route(
        Method::PUT,
        "/shop/api/ContractScheduledReturns",
        PUT_SCHEDULED_RETURNS,
    ),
    route(
        Method::GET,
        "/shop/api/ScheduledExchanges",
        SCHEDULED_EXCHANGES,
    ),
    route(
        Method::POST,
        "/shop/api/ScheduledExchanges",
        SCHEDULE_EXCHANGE,
    ),
    route(
        Method::POST,
        "/shop/api/C2BSetContractCustomer",
        SET_CONTRACT_CUSTOMER,
    ),
    route(
        Method::POST,
        "/shop/api/C2BToggleContractLock",
        TOGGLE_CONTRACT_LOCK,
    ),
    route(
        Method::GET,
        "/shop/api/C2BGetUnfinishedContracts",
        UNFINISHED_CONTRACTS,
    ),
];

const fn route(method: Method, template: &'static str, operation: Operation) -> Route {
    Route {
        method,
        template,
        operation,
    }
}

/// A handle on the stand-in for AIM. Clones are the same stand-in.
#[derive(Clone)]
pub struct Aim {
    base_url: String,
    state: Arc<State>,
}

impl Aim {
    pub(crate) fn new(
        address: SocketAddr,
        clock: Arc<dyn Clock>,
        seed: u64,
    ) -> Result<Self, ContractError> {
        let base_url = address::url(address, NAME);
        let endpoint = format!("{base_url}/{SHOP}");
        Ok(Self {
            base_url,
            state: Arc::new(State::new(endpoint, clock, seed)?),
        })
    }

    pub(crate) fn vendor(&self) -> Arc<dyn Vendor> {
        Arc::clone(&self.state) as Arc<dyn Vendor>
    }

    /// Where discovery is: what takes the place of `https://active-ewebservice.biz`; without a slash at the end.
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// The whole URL of discovery.
    pub fn discovery_url(&self) -> String {
        format!("{}{DISCOVERY}", self.base_url)
    }

    /// The endpoint that discovery names, for a client that is told so beforehand; without a slash at the end.
    pub fn endpoint(&self) -> &str {
        self.state.endpoint()
    }

    /// The value of `ApiKey`.
    pub fn api_key(&self) -> &'static str {
        demo::API_KEY
    }

    /// The value of `AppId`.
    pub fn app_id(&self) -> &'static str {
        demo::APP_ID
    }

    /// The only user there is.
    pub fn user_name(&self) -> &'static str {
        demo::USER_NAME
    }

    /// The password of that user.
    pub fn password(&self) -> &'static str {
        demo::PASSWORD
    }

    /// A new `OAuthToken` without a call, as discovery would give it.
    pub fn issue_oauth_token(&self) -> String {
        self.state.issue_oauth_token()
    }

    /// A new `Token` without a call, as a login would give it.
    pub fn issue_token(&self) -> String {
        self.state.issue_token()
    }

    /// Makes all tokens of logins worthless that were issued up to now.
    pub fn revoke_tokens(&self) {
        self.state.with(|inner| inner.tokens.revoke_all_logins());
    }

    /// Makes all `OAuthToken`s worthless that were issued up to now.
    pub fn revoke_oauth_tokens(&self) {
        self.state
            .with(|inner| inner.tokens.revoke_all_oauth_tokens());
    }

    /// Changes the settings, from the next call on: `aim.configure(|settings| settings.require_token = false)`.
    pub fn configure(&self, change: impl FnOnce(&mut Settings)) {
        self.state.with(|inner| change(&mut inner.settings));
    }

    /// All contracts there are, in the order in which they came.
    pub fn contracts(&self) -> Vec<Rental> {
        self.state.with(|inner| inner.rentals.all().to_vec())
    }

    /// Looks at all contracts where they are: a page shows few of many.
    #[cfg(feature = "inspector")]
    pub(crate) fn look<R>(&self, look: impl FnOnce(&[Rental]) -> R) -> R {
        self.state.with(|inner| look(inner.rentals.all()))
    }

    /// The contract with this `Ref`.
    pub fn contract(&self, reference: &str) -> Option<Rental> {
        self.state.with(|inner| {
            let contract = inner.rentals.by_web_reference(reference);
            contract.cloned()
        })
    }

    /// Puts a contract there without a call, in place of the one with the same `Ref` if there is one.
    pub fn put_contract(&self, contract: Rental) {
        self.state.with(|inner| inner.rentals.put(contract));
    }

    /// Removes all contracts, also those of the demonstration data, and what was scheduled for them.
    pub fn remove_all_contracts(&self) {
        self.state.with(|inner| {
            inner.rentals.remove_all();
            inner.returns.clear();
            inner.exchanges.clear();
        });
    }

    /// Schedules the return of a contract without a call, without a date, and gives its `RefNumber`.
    pub fn seed_return(&self, account: i32, sub: i32) -> String {
        self.state
            .with(|inner| returns::seed(&mut inner.returns, account, sub))
    }

    /// All scheduled returns, in the order in which they came.
    pub fn scheduled_returns(&self) -> Vec<ScheduledReturn> {
        self.state.with(|inner| inner.returns.clone())
    }

    /// All scheduled exchanges, in the order in which they came.
    pub fn scheduled_exchanges(&self) -> Vec<ScheduledExchange> {
        self.state.with(|inner| inner.exchanges.clone())
    }
}

impl fmt::Debug for Aim {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Aim")
            .field("base_url", &self.base_url)
            .finish_non_exhaustive()
    }
}
