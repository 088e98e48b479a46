//! The operations of the active-e Contracts Service of AIM web services.
//!
//! Written by `cargo xtask codegen` from `openapi.yaml`; change that file, not this one.

use std::fmt;

use vendor_core::wire::{LocalDateTime, Redacted};
use vendor_core::{
    BoxFuture, Call, Error, HeaderName, Idempotency, Method, Operation, Request, Response,
};

use crate::models::{
    ContractDefaultListingResponse, ContractDetailsRequest, ContractDetailsResponse,
    ContractFulfillmentResponse, ContractFullDetailsResponse, ContractStatusListingResponse,
    GetEndPointResponse, PutScheduledReturnsRequest, ScheduleExchangeRequest,
    ScheduleExchangeResponse, ScheduleReturnRequest, ScheduleReturnResponse,
    ScheduledExchangesResponse, ScheduledReturnsResponse, SecurityResponse,
    SetContractCustomerRequest, StatusResponse, UnfinishedContractsResponse,
};
use crate::{FulfillmentBody, LockBody};

/// Where public programs ask for a customer's endpoint. The page shows this host in its sample of a
/// fulfilment, and the documentation stands there; no page says that contracts are served there.
///
/// Source: documented.
pub const DISCOVERY_URL: &str = "https://active-ewebservice.biz";

/// The AIM API key that Tri-Tech provides.
///
/// Source: documented.
pub static API_KEY: HeaderName = HeaderName::from_static("apikey");

/// The identifier of your integration.
///
/// Source: documented.
pub static APP_ID: HeaderName = HeaderName::from_static("appid");

/// The token that discovery or login gave. Newer pages require it.
///
/// Source: documented.
pub static OAUTH_TOKEN: HeaderName = HeaderName::from_static("oauthtoken");

/// The token that login gave, for secured calls.
///
/// Source: documented.
pub static TOKEN: HeaderName = HeaderName::from_static("token");

/// The identifier of a mobile device; not used otherwise.
///
/// Source: documented.
pub static DEVICE_ID: HeaderName = HeaderName::from_static("deviceid");

/// `GET /aeServices30/api/GetEndPoint`
pub static GET_END_POINT: Operation = Operation::new(
    "getEndPoint",
    Method::GET,
    "/aeServices30/api/GetEndPoint",
    Idempotency::Idempotent,
)
.answers(&["application/json"])
.accepts("application/json");

/// `POST /api/Security`
pub static LOGIN: Operation = Operation::new(
    "login",
    Method::POST,
    "/api/Security",
    Idempotency::Idempotent,
)
.answers(&["application/json"])
.accepts("application/json");

/// `POST /api/ContractFulfillment`
pub static CONTRACT_FULFILLMENT: Operation = Operation::new(
    "contractFulfillment",
    Method::POST,
    "/api/ContractFulfillment",
    Idempotency::NotIdempotent,
)
.answers(&["application/json"])
.accepts("application/json");

/// `POST /api/C2BSetContractSerial`
pub static SET_CONTRACT_SERIAL: Operation = Operation::new(
    "setContractSerial",
    Method::POST,
    "/api/C2BSetContractSerial",
    Idempotency::NotIdempotent,
)
.answers(&["application/json"])
.accepts("application/json");

/// `POST /api/GetContractDetails`
pub static CONTRACT_DETAILS: Operation = Operation::new(
    "contractDetails",
    Method::POST,
    "/api/GetContractDetails",
    Idempotency::Safe,
)
.answers(&["application/json"])
.accepts("application/json");

/// `GET /api/ContractFullDetails`
pub static CONTRACT_FULL_DETAILS: Operation = Operation::new(
    "contractFullDetails",
    Method::GET,
    "/api/ContractFullDetails",
    Idempotency::Safe,
)
.answers(&["application/json"])
.accepts("application/json");

/// `GET /api/ContractStatusListing`
pub static CONTRACT_STATUS_LISTING: Operation = Operation::new(
    "contractStatusListing",
    Method::GET,
    "/api/ContractStatusListing",
    Idempotency::Safe,
)
.answers(&["application/json"])
.accepts("application/json");

/// `GET /api/ContractDefaultListing`
pub static CONTRACT_DEFAULT_LISTING: Operation = Operation::new(
    "contractDefaultListing",
    Method::GET,
    "/api/ContractDefaultListing",
    Idempotency::Safe,
)
.answers(&["application/json"])
.accepts("application/json");

/// `GET /api/ContractScheduledReturns`
pub static SCHEDULED_RETURNS: Operation = Operation::new(
    "scheduledReturns",
    Method::GET,
    "/api/ContractScheduledReturns",
    Idempotency::Safe,
)
.answers(&["application/json"])
.accepts("application/json");

/// `PUT /api/ContractScheduledReturns`
pub static PUT_SCHEDULED_RETURNS: Operation = Operation::new(
    "putScheduledReturns",
    Method::PUT,
    "/api/ContractScheduledReturns",
    Idempotency::NotIdempotent,
)
.answers(&["application/json"])
.accepts("application/json");

/// `POST /api/ContractScheduledReturns`
pub static SCHEDULE_RETURN: Operation = Operation::new(
    "scheduleReturn",
    Method::POST,
    "/api/ContractScheduledReturns",
    Idempotency::NotIdempotent,
)
.answers(&["application/json"])
.accepts("application/json");

/// `GET /api/ScheduledExchanges`
pub static SCHEDULED_EXCHANGES: Operation = Operation::new(
    "scheduledExchanges",
    Method::GET,
    "/api/ScheduledExchanges",
    Idempotency::Safe,
)
.answers(&["application/json"])
.accepts("application/json");

/// `POST /api/ScheduledExchanges`
pub static SCHEDULE_EXCHANGE: Operation = Operation::new(
    "scheduleExchange",
    Method::POST,
    "/api/ScheduledExchanges",
    Idempotency::NotIdempotent,
)
.answers(&["application/json"])
.accepts("application/json");

/// `POST /api/C2BSetContractCustomer`
pub static SET_CONTRACT_CUSTOMER: Operation = Operation::new(
    "setContractCustomer",
    Method::POST,
    "/api/C2BSetContractCustomer",
    Idempotency::Idempotent,
)
.answers(&["application/json"])
.accepts("application/json");

/// `POST /api/C2BToggleContractLock`
pub static TOGGLE_CONTRACT_LOCK: Operation = Operation::new(
    "toggleContractLock",
    Method::POST,
    "/api/C2BToggleContractLock",
    Idempotency::NotIdempotent,
)
.answers(&["application/json"])
.accepts("application/json");

/// `GET /api/C2BGetUnfinishedContracts`
pub static UNFINISHED_CONTRACTS: Operation = Operation::new(
    "unfinishedContracts",
    Method::GET,
    "/api/C2BGetUnfinishedContracts",
    Idempotency::Safe,
)
.answers(&["application/json"])
.accepts("application/json");

/// Find the endpoint of a customer.
///
/// No page of the vendor describes it: all of it is what public programs do. It is the only
/// operation that is below the configured base URL, not below the endpoint. Idempotent: asking
/// again names the endpoint again.
///
/// Source: documented elsewhere, public programs; inferred: that it may be repeated.
#[derive(Clone)]
#[must_use = "a call does nothing until it is sent or awaited"]
pub struct GetEndPoint {
    pub(crate) call: Call,
}

impl GetEndPoint {
    pub(crate) fn new(call: Call) -> Self {
        Self { call }
    }

    /// The request as a plain value, before credentials are added: for tests and inspection.
    #[must_use]
    pub fn to_request(&self) -> Request {
        Request::new(&GET_END_POINT)
    }

    /// Sends the call and waits for its outcome.
    pub fn send(self) -> impl Future<Output = Result<Response<GetEndPointResponse>, Error>> + Send {
        let request = self.to_request();
        self.call.json(request)
    }
}

vendor_core::call_options!(GetEndPoint);

impl IntoFuture for GetEndPoint {
    type Output = Result<Response<GetEndPointResponse>, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl fmt::Debug for GetEndPoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GetEndPoint").finish_non_exhaustive()
    }
}

/// Log in.
///
/// User name and password stand in the query, where the vendor documents them; the URL of this call
/// is never shown or logged. The page calls the parameters as they are here; its listings and
/// public programs differ in capitals (`DeviceID`, `AppID`, `UserName`), which the server does not
/// seem to mind. Idempotent: a second login gives a token, too.
///
/// Source: documented elsewhere, SecurityRequest; inferred: that it may be repeated.
#[derive(Clone)]
#[must_use = "a call does nothing until it is sent or awaited"]
pub struct Login {
    pub(crate) call: Call,
    pub(crate) username: String,
    pub(crate) password: String,
    pub(crate) app_id: Option<String>,
    pub(crate) device_id: Option<String>,
    pub(crate) acct: Option<i32>,
    pub(crate) device_name: Option<String>,
    pub(crate) token: Option<String>,
}

impl Login {
    pub(crate) fn new(
        call: Call,
        username: impl Into<String>,
        password: impl Into<String>,
    ) -> Self {
        Self {
            call,
            username: username.into(),
            password: password.into(),
            app_id: None,
            device_id: None,
            acct: None,
            device_name: None,
            token: None,
        }
    }

    /// The identifier of your integration, the same as in the header. Documented as required.
    pub fn app_id(mut self, app_id: impl Into<String>) -> Self {
        self.app_id = Some(app_id.into());
        self
    }

    /// The identifier of a mobile device. Documented as required, yet public programs log in
    /// without one.
    pub fn device_id(mut self, device_id: impl Into<String>) -> Self {
        self.device_id = Some(device_id.into());
        self
    }

    /// The account to log in to.
    pub fn acct(mut self, acct: i32) -> Self {
        self.acct = Some(acct);
        self
    }

    /// The name of the device.
    pub fn device_name(mut self, device_name: impl Into<String>) -> Self {
        self.device_name = Some(device_name.into());
        self
    }

    /// A token from an earlier login.
    pub fn token(mut self, token: impl Into<String>) -> Self {
        self.token = Some(token.into());
        self
    }

    /// The request as a plain value, before credentials are added: for tests and inspection.
    #[must_use]
    pub fn to_request(&self) -> Request {
        let mut request = Request::new(&LOGIN);
        request.query("Username", &self.username);
        request.query("Password", &self.password);
        request.query("AppId", &self.app_id);
        request.query("DeviceId", &self.device_id);
        request.query("Acct", &self.acct);
        request.query("DeviceName", &self.device_name);
        request.query("Token", &self.token);
        request
    }

    /// Sends the call and waits for its outcome.
    pub fn send(self) -> impl Future<Output = Result<Response<SecurityResponse>, Error>> + Send {
        let request = self.to_request();
        self.call.json(request)
    }
}

vendor_core::call_options!(Login);

impl IntoFuture for Login {
    type Output = Result<Response<SecurityResponse>, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Login")
            .field("username", &Redacted)
            .field("password", &Redacted)
            .field("app_id", &Redacted)
            .field("device_id", &Redacted)
            .field("acct", &Redacted)
            .field("device_name", &Redacted)
            .field("token", &Redacted)
            .finish_non_exhaustive()
    }
}

/// Fulfil one contract, or update several.
///
/// Not idempotent: repeating it may add accessories twice. The page lets both forms stand in one
/// body and does not say what that means; this contract keeps them apart.
///
/// Source: documented.
#[derive(Clone)]
#[must_use = "a call does nothing until it is sent or awaited"]
pub struct ContractFulfillment {
    pub(crate) call: Call,
    pub(crate) body: FulfillmentBody,
}

impl ContractFulfillment {
    pub(crate) fn new(call: Call, body: impl Into<FulfillmentBody>) -> Self {
        Self {
            call,
            body: body.into(),
        }
    }

    /// The request as a plain value, before credentials are added: for tests and inspection.
    #[must_use]
    pub fn to_request(&self) -> Request {
        let mut request = Request::new(&CONTRACT_FULFILLMENT);
        self.body.write_to(&mut request);
        request
    }

    /// Sends the call and waits for its outcome.
    pub fn send(
        self,
    ) -> impl Future<Output = Result<Response<ContractFulfillmentResponse>, Error>> + Send {
        let request = self.to_request();
        self.call.json(request)
    }
}

vendor_core::call_options!(ContractFulfillment);

impl IntoFuture for ContractFulfillment {
    type Output = Result<Response<ContractFulfillmentResponse>, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl fmt::Debug for ContractFulfillment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ContractFulfillment")
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

/// Fulfil one contract, or update several, by the old route.
///
/// The name that ContractFulfillment used to have; the same request type.
///
/// Source: documented.
#[derive(Clone)]
#[must_use = "a call does nothing until it is sent or awaited"]
pub struct SetContractSerial {
    pub(crate) call: Call,
    pub(crate) body: FulfillmentBody,
}

impl SetContractSerial {
    pub(crate) fn new(call: Call, body: impl Into<FulfillmentBody>) -> Self {
        Self {
            call,
            body: body.into(),
        }
    }

    /// The request as a plain value, before credentials are added: for tests and inspection.
    #[must_use]
    pub fn to_request(&self) -> Request {
        let mut request = Request::new(&SET_CONTRACT_SERIAL);
        self.body.write_to(&mut request);
        request
    }

    /// Sends the call and waits for its outcome.
    pub fn send(
        self,
    ) -> impl Future<Output = Result<Response<ContractFulfillmentResponse>, Error>> + Send {
        let request = self.to_request();
        self.call.json(request)
    }
}

vendor_core::call_options!(SetContractSerial);

impl IntoFuture for SetContractSerial {
    type Output = Result<Response<ContractFulfillmentResponse>, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl fmt::Debug for SetContractSerial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SetContractSerial")
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

/// Retrieve the amounts, payments and inventory of a contract.
///
/// The page names POST and GET. POST is used, so that the contract's reference stays out of the
/// URL. It requires the active-e Contracts Service or the active-e Customer Service.
///
/// Source: documented elsewhere, GetContractDetailsRequest.
#[derive(Clone)]
#[must_use = "a call does nothing until it is sent or awaited"]
pub struct ContractDetails {
    pub(crate) call: Call,
    pub(crate) body: ContractDetailsRequest,
}

impl ContractDetails {
    pub(crate) fn new(call: Call, body: ContractDetailsRequest) -> Self {
        Self { call, body }
    }

    /// The request as a plain value, before credentials are added: for tests and inspection.
    #[must_use]
    pub fn to_request(&self) -> Request {
        let mut request = Request::new(&CONTRACT_DETAILS);
        request.violations().check(&self.body);
        request.json(&self.body);
        request
    }

    /// Sends the call and waits for its outcome.
    pub fn send(
        self,
    ) -> impl Future<Output = Result<Response<ContractDetailsResponse>, Error>> + Send {
        let request = self.to_request();
        self.call.json(request)
    }
}

vendor_core::call_options!(ContractDetails);

impl IntoFuture for ContractDetails {
    type Output = Result<Response<ContractDetailsResponse>, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl fmt::Debug for ContractDetails {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ContractDetails")
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

/// Retrieve all that there is about contracts.
///
/// Either by one reference or by a filter; see `ContractSelection`.
///
/// Source: documented elsewhere, ContractFullDetailsRequest.
#[derive(Clone)]
#[must_use = "a call does nothing until it is sent or awaited"]
pub struct ContractFullDetails {
    pub(crate) call: Call,
    pub(crate) acct: Option<i32>,
    pub(crate) acct_sub: Option<i32>,
    pub(crate) changed_date: Option<LocalDateTime>,
    pub(crate) serial_number: Option<String>,
    pub(crate) calculations_date: Option<String>,
    pub(crate) start_offset: Option<i64>,
    pub(crate) record_count: Option<i64>,
    pub(crate) aim_ref: Option<String>,
    pub(crate) web_ref: Option<String>,
}

impl ContractFullDetails {
    pub(crate) fn new(call: Call) -> Self {
        Self {
            call,
            acct: None,
            acct_sub: None,
            changed_date: None,
            serial_number: None,
            calculations_date: None,
            start_offset: None,
            record_count: None,
            aim_ref: None,
            web_ref: None,
        }
    }

    /// Adds fields that are calculated for this date. The page calls it a string of the format
    /// `date`. For example `2024-10-15`.
    pub fn calculations_date(mut self, calculations_date: impl Into<String>) -> Self {
        self.calculations_date = Some(calculations_date.into());
        self
    }

    /// The request as a plain value, before credentials are added: for tests and inspection.
    #[must_use]
    pub fn to_request(&self) -> Request {
        let mut request = Request::new(&CONTRACT_FULL_DETAILS);
        request.query("Acct", &self.acct);
        request.query("Sub", &self.acct_sub);
        request.query("ChangedDate", &self.changed_date);
        request.query("SerialNumber", &self.serial_number);
        request.query("CalculationsDate", &self.calculations_date);
        request.query("StartOffset", &self.start_offset);
        request.query("RecordCount", &self.record_count);
        request.query("AIMRef", &self.aim_ref);
        request.query("WebRef", &self.web_ref);
        if let Some(serial_number) = &self.serial_number {
            request
                .violations()
                .characters("SerialNumber", serial_number, 1..);
        }
        if let Some(aim_ref) = &self.aim_ref {
            request.violations().characters("AIMRef", aim_ref, 1..);
        }
        if let Some(web_ref) = &self.web_ref {
            request.violations().characters("WebRef", web_ref, 1..);
        }
        request
    }

    /// Sends the call and waits for its outcome.
    pub fn send(
        self,
    ) -> impl Future<Output = Result<Response<ContractFullDetailsResponse>, Error>> + Send {
        let request = self.to_request();
        self.call.json(request)
    }
}

vendor_core::call_options!(ContractFullDetails);

impl IntoFuture for ContractFullDetails {
    type Output = Result<Response<ContractFullDetailsResponse>, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl fmt::Debug for ContractFullDetails {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ContractFullDetails")
            .field("acct", &Redacted)
            .field("acct_sub", &Redacted)
            .field("changed_date", &self.changed_date)
            .field("serial_number", &Redacted)
            .field("calculations_date", &self.calculations_date)
            .field("start_offset", &self.start_offset)
            .field("record_count", &self.record_count)
            .field("aim_ref", &Redacted)
            .field("web_ref", &Redacted)
            .finish_non_exhaustive()
    }
}

/// Retrieve the statuses that a contract can have.
///
/// Source: documented elsewhere, ContractStatusListingRequest.
#[derive(Clone)]
#[must_use = "a call does nothing until it is sent or awaited"]
pub struct ContractStatusListing {
    pub(crate) call: Call,
}

impl ContractStatusListing {
    pub(crate) fn new(call: Call) -> Self {
        Self { call }
    }

    /// The request as a plain value, before credentials are added: for tests and inspection.
    #[must_use]
    pub fn to_request(&self) -> Request {
        Request::new(&CONTRACT_STATUS_LISTING)
    }

    /// Sends the call and waits for its outcome.
    pub fn send(
        self,
    ) -> impl Future<Output = Result<Response<ContractStatusListingResponse>, Error>> + Send {
        let request = self.to_request();
        self.call.json(request)
    }
}

vendor_core::call_options!(ContractStatusListing);

impl IntoFuture for ContractStatusListing {
    type Output = Result<Response<ContractStatusListingResponse>, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl fmt::Debug for ContractStatusListing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ContractStatusListing")
            .finish_non_exhaustive()
    }
}

/// Retrieve the defaults of contracts.
///
/// Source: documented elsewhere, ContractDefaultListingRequest.
#[derive(Clone)]
#[must_use = "a call does nothing until it is sent or awaited"]
pub struct ContractDefaultListing {
    pub(crate) call: Call,
}

impl ContractDefaultListing {
    pub(crate) fn new(call: Call) -> Self {
        Self { call }
    }

    /// The request as a plain value, before credentials are added: for tests and inspection.
    #[must_use]
    pub fn to_request(&self) -> Request {
        Request::new(&CONTRACT_DEFAULT_LISTING)
    }

    /// Sends the call and waits for its outcome.
    pub fn send(
        self,
    ) -> impl Future<Output = Result<Response<ContractDefaultListingResponse>, Error>> + Send {
        let request = self.to_request();
        self.call.json(request)
    }
}

vendor_core::call_options!(ContractDefaultListing);

impl IntoFuture for ContractDefaultListing {
    type Output = Result<Response<ContractDefaultListingResponse>, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl fmt::Debug for ContractDefaultListing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ContractDefaultListing")
            .finish_non_exhaustive()
    }
}

/// Retrieve the returns that are scheduled.
///
/// Source: documented elsewhere, ContractScheduledReturnsRequest.
#[derive(Clone)]
#[must_use = "a call does nothing until it is sent or awaited"]
pub struct ScheduledReturns {
    pub(crate) call: Call,
    pub(crate) date_from: Option<LocalDateTime>,
    pub(crate) date_to: Option<LocalDateTime>,
    pub(crate) district_id: Option<i64>,
    pub(crate) school_id: Option<i64>,
    pub(crate) location_id: Option<i64>,
    pub(crate) status_id: Option<i64>,
    pub(crate) option_id: Option<i64>,
    pub(crate) include_returned: Option<bool>,
    pub(crate) lan_id: Option<String>,
}

impl ScheduledReturns {
    pub(crate) fn new(call: Call) -> Self {
        Self {
            call,
            date_from: None,
            date_to: None,
            district_id: None,
            school_id: None,
            location_id: None,
            status_id: None,
            option_id: None,
            include_returned: None,
            lan_id: None,
        }
    }

    /// Only returns from this date on.
    pub fn date_from(mut self, date_from: impl Into<LocalDateTime>) -> Self {
        self.date_from = Some(date_from.into());
        self
    }

    /// Only returns up to this date.
    pub fn date_to(mut self, date_to: impl Into<LocalDateTime>) -> Self {
        self.date_to = Some(date_to.into());
        self
    }

    /// Only those of this school district.
    pub fn district_id(mut self, district_id: i64) -> Self {
        self.district_id = Some(district_id);
        self
    }

    /// Only those of this school.
    pub fn school_id(mut self, school_id: i64) -> Self {
        self.school_id = Some(school_id);
        self
    }

    /// Only those of this location.
    pub fn location_id(mut self, location_id: i64) -> Self {
        self.location_id = Some(location_id);
        self
    }

    /// Only those in this status.
    pub fn status_id(mut self, status_id: i64) -> Self {
        self.status_id = Some(status_id);
        self
    }

    /// Only those with this option.
    pub fn option_id(mut self, option_id: i64) -> Self {
        self.option_id = Some(option_id);
        self
    }

    /// Those that have been returned, too.
    pub fn include_returned(mut self, include_returned: bool) -> Self {
        self.include_returned = Some(include_returned);
        self
    }

    /// Not described; by its name the network name of a user.
    pub fn lan_id(mut self, lan_id: impl Into<String>) -> Self {
        self.lan_id = Some(lan_id.into());
        self
    }

    /// The request as a plain value, before credentials are added: for tests and inspection.
    #[must_use]
    pub fn to_request(&self) -> Request {
        let mut request = Request::new(&SCHEDULED_RETURNS);
        request.query("DateFrom", &self.date_from);
        request.query("DateTo", &self.date_to);
        request.query("DistrictId", &self.district_id);
        request.query("SchoolId", &self.school_id);
        request.query("LocationId", &self.location_id);
        request.query("StatusId", &self.status_id);
        request.query("OptionId", &self.option_id);
        request.query("IncludeReturned", &self.include_returned);
        request.query("LanId", &self.lan_id);
        request
    }

    /// Sends the call and waits for its outcome.
    pub fn send(
        self,
    ) -> impl Future<Output = Result<Response<ScheduledReturnsResponse>, Error>> + Send {
        let request = self.to_request();
        self.call.json(request)
    }
}

vendor_core::call_options!(ScheduledReturns);

impl IntoFuture for ScheduledReturns {
    type Output = Result<Response<ScheduledReturnsResponse>, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl fmt::Debug for ScheduledReturns {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ScheduledReturns")
            .field("date_from", &self.date_from)
            .field("date_to", &self.date_to)
            .field("district_id", &self.district_id)
            .field("school_id", &self.school_id)
            .field("location_id", &self.location_id)
            .field("status_id", &self.status_id)
            .field("option_id", &self.option_id)
            .field("include_returned", &self.include_returned)
            .field("lan_id", &Redacted)
            .finish_non_exhaustive()
    }
}

/// Put contracts to the scheduled returns.
///
/// The page does not say what it does; by its name and place it may mark scheduled returns as
/// returned. As long as that is unknown the verb is no promise: it counts as not idempotent.
///
/// Source: documented elsewhere, ContractScheduledReturnsPutRequest.
#[derive(Clone)]
#[must_use = "a call does nothing until it is sent or awaited"]
pub struct PutScheduledReturns {
    pub(crate) call: Call,
    pub(crate) body: PutScheduledReturnsRequest,
}

impl PutScheduledReturns {
    pub(crate) fn new(call: Call, body: PutScheduledReturnsRequest) -> Self {
        Self { call, body }
    }

    /// The request as a plain value, before credentials are added: for tests and inspection.
    #[must_use]
    pub fn to_request(&self) -> Request {
        let mut request = Request::new(&PUT_SCHEDULED_RETURNS);
        request.set_bulk(self.is_bulk());
        request.violations().check(&self.body);
        request.json(&self.body);
        request
    }

    /// Sends the call and waits for its outcome.
    pub fn send(self) -> impl Future<Output = Result<Response<StatusResponse>, Error>> + Send {
        let request = self.to_request();
        self.call.json(request)
    }
}

vendor_core::call_options!(PutScheduledReturns);

impl IntoFuture for PutScheduledReturns {
    type Output = Result<Response<StatusResponse>, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl fmt::Debug for PutScheduledReturns {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PutScheduledReturns")
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

/// Schedule the return of a contract.
///
/// Not idempotent: nothing says that a second one replaces the first.
///
/// Source: documented elsewhere, ContractScheduledReturnsPostRequest.
#[derive(Clone)]
#[must_use = "a call does nothing until it is sent or awaited"]
pub struct ScheduleReturn {
    pub(crate) call: Call,
    pub(crate) body: ScheduleReturnRequest,
}

impl ScheduleReturn {
    pub(crate) fn new(call: Call, body: ScheduleReturnRequest) -> Self {
        Self { call, body }
    }

    /// The request as a plain value, before credentials are added: for tests and inspection.
    #[must_use]
    pub fn to_request(&self) -> Request {
        let mut request = Request::new(&SCHEDULE_RETURN);
        request.json(&self.body);
        request
    }

    /// Sends the call and waits for its outcome.
    pub fn send(
        self,
    ) -> impl Future<Output = Result<Response<ScheduleReturnResponse>, Error>> + Send {
        let request = self.to_request();
        self.call.json(request)
    }
}

vendor_core::call_options!(ScheduleReturn);

impl IntoFuture for ScheduleReturn {
    type Output = Result<Response<ScheduleReturnResponse>, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl fmt::Debug for ScheduleReturn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ScheduleReturn")
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

/// Retrieve the exchanges that are scheduled.
///
/// Source: documented elsewhere, ScheduledExchangesGetRequest.
#[derive(Clone)]
#[must_use = "a call does nothing until it is sent or awaited"]
pub struct ScheduledExchanges {
    pub(crate) call: Call,
    pub(crate) scheduled_date_from: Option<LocalDateTime>,
    pub(crate) scheduled_date_to: Option<LocalDateTime>,
    pub(crate) district_id: Option<i64>,
    pub(crate) school_id: Option<i64>,
    pub(crate) location_id: Option<i64>,
    pub(crate) status_id: Option<i64>,
    pub(crate) option_id: Option<i64>,
    pub(crate) include_processed: Option<bool>,
    pub(crate) lan_id: Option<String>,
}

impl ScheduledExchanges {
    pub(crate) fn new(call: Call) -> Self {
        Self {
            call,
            scheduled_date_from: None,
            scheduled_date_to: None,
            district_id: None,
            school_id: None,
            location_id: None,
            status_id: None,
            option_id: None,
            include_processed: None,
            lan_id: None,
        }
    }

    /// Only exchanges that are scheduled from this date on.
    pub fn scheduled_date_from(mut self, scheduled_date_from: impl Into<LocalDateTime>) -> Self {
        self.scheduled_date_from = Some(scheduled_date_from.into());
        self
    }

    /// Only exchanges that are scheduled up to this date.
    pub fn scheduled_date_to(mut self, scheduled_date_to: impl Into<LocalDateTime>) -> Self {
        self.scheduled_date_to = Some(scheduled_date_to.into());
        self
    }

    /// Only those of this school district.
    pub fn district_id(mut self, district_id: i64) -> Self {
        self.district_id = Some(district_id);
        self
    }

    /// Only those of this school.
    pub fn school_id(mut self, school_id: i64) -> Self {
        self.school_id = Some(school_id);
        self
    }

    /// Only those of this location.
    pub fn location_id(mut self, location_id: i64) -> Self {
        self.location_id = Some(location_id);
        self
    }

    /// Only those in this status.
    pub fn status_id(mut self, status_id: i64) -> Self {
        self.status_id = Some(status_id);
        self
    }

    /// Only those with this option.
    pub fn option_id(mut self, option_id: i64) -> Self {
        self.option_id = Some(option_id);
        self
    }

    /// Those that have been processed, too.
    pub fn include_processed(mut self, include_processed: bool) -> Self {
        self.include_processed = Some(include_processed);
        self
    }

    /// Not described; by its name the network name of a user.
    pub fn lan_id(mut self, lan_id: impl Into<String>) -> Self {
        self.lan_id = Some(lan_id.into());
        self
    }

    /// The request as a plain value, before credentials are added: for tests and inspection.
    #[must_use]
    pub fn to_request(&self) -> Request {
        let mut request = Request::new(&SCHEDULED_EXCHANGES);
        request.query("ScheduledDateFrom", &self.scheduled_date_from);
        request.query("ScheduledDateTo", &self.scheduled_date_to);
        request.query("DistrictId", &self.district_id);
        request.query("SchoolId", &self.school_id);
        request.query("LocationId", &self.location_id);
        request.query("StatusId", &self.status_id);
        request.query("OptionId", &self.option_id);
        request.query("IncludeProcessed", &self.include_processed);
        request.query("LanId", &self.lan_id);
        request
    }

    /// Sends the call and waits for its outcome.
    pub fn send(
        self,
    ) -> impl Future<Output = Result<Response<ScheduledExchangesResponse>, Error>> + Send {
        let request = self.to_request();
        self.call.json(request)
    }
}

vendor_core::call_options!(ScheduledExchanges);

impl IntoFuture for ScheduledExchanges {
    type Output = Result<Response<ScheduledExchangesResponse>, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl fmt::Debug for ScheduledExchanges {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ScheduledExchanges")
            .field("scheduled_date_from", &self.scheduled_date_from)
            .field("scheduled_date_to", &self.scheduled_date_to)
            .field("district_id", &self.district_id)
            .field("school_id", &self.school_id)
            .field("location_id", &self.location_id)
            .field("status_id", &self.status_id)
            .field("option_id", &self.option_id)
            .field("include_processed", &self.include_processed)
            .field("lan_id", &Redacted)
            .finish_non_exhaustive()
    }
}

/// Schedule the exchange of an item.
///
/// Not idempotent: nothing says that a second one replaces the first.
///
/// Source: documented elsewhere, ScheduledExchangesPostRequest.
#[derive(Clone)]
#[must_use = "a call does nothing until it is sent or awaited"]
pub struct ScheduleExchange {
    pub(crate) call: Call,
    pub(crate) body: ScheduleExchangeRequest,
}

impl ScheduleExchange {
    pub(crate) fn new(call: Call, body: ScheduleExchangeRequest) -> Self {
        Self { call, body }
    }

    /// The request as a plain value, before credentials are added: for tests and inspection.
    #[must_use]
    pub fn to_request(&self) -> Request {
        let mut request = Request::new(&SCHEDULE_EXCHANGE);
        request.json(&self.body);
        request
    }

    /// Sends the call and waits for its outcome.
    pub fn send(
        self,
    ) -> impl Future<Output = Result<Response<ScheduleExchangeResponse>, Error>> + Send {
        let request = self.to_request();
        self.call.json(request)
    }
}

vendor_core::call_options!(ScheduleExchange);

impl IntoFuture for ScheduleExchange {
    type Output = Result<Response<ScheduleExchangeResponse>, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl fmt::Debug for ScheduleExchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ScheduleExchange")
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

/// Set the customer of a contract.
///
/// Idempotent: setting the same account again leaves the contract as it is.
///
/// Source: documented elsewhere, C2BSetContractCustomerRequest; inferred: that it may be repeated.
#[derive(Clone)]
#[must_use = "a call does nothing until it is sent or awaited"]
pub struct SetContractCustomer {
    pub(crate) call: Call,
    pub(crate) body: SetContractCustomerRequest,
}

impl SetContractCustomer {
    pub(crate) fn new(call: Call, body: SetContractCustomerRequest) -> Self {
        Self { call, body }
    }

    /// The request as a plain value, before credentials are added: for tests and inspection.
    #[must_use]
    pub fn to_request(&self) -> Request {
        let mut request = Request::new(&SET_CONTRACT_CUSTOMER);
        request.violations().check(&self.body);
        request.json(&self.body);
        request
    }

    /// Sends the call and waits for its outcome.
    pub fn send(self) -> impl Future<Output = Result<Response<StatusResponse>, Error>> + Send {
        let request = self.to_request();
        self.call.json(request)
    }
}

vendor_core::call_options!(SetContractCustomer);

impl IntoFuture for SetContractCustomer {
    type Output = Result<Response<StatusResponse>, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl fmt::Debug for SetContractCustomer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SetContractCustomer")
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

/// Lock or unlock contracts.
///
/// Of one contract that is in the wanted state already, the vendor makes an error, of several it
/// does not: so one is not idempotent (a repetition would report an error for what was done),
/// several are. The page labels the members "query" and shows them in the body of its sample; they
/// are sent in the body.
///
/// Source: documented elsewhere, C2BToggleContractLockRequest; inferred: that several may be
/// repeated.
#[derive(Clone)]
#[must_use = "a call does nothing until it is sent or awaited"]
pub struct ToggleContractLock {
    pub(crate) call: Call,
    pub(crate) body: LockBody,
}

impl ToggleContractLock {
    pub(crate) fn new(call: Call, body: impl Into<LockBody>) -> Self {
        Self {
            call,
            body: body.into(),
        }
    }

    /// The request as a plain value, before credentials are added: for tests and inspection.
    #[must_use]
    pub fn to_request(&self) -> Request {
        let mut request = Request::new(&TOGGLE_CONTRACT_LOCK);
        request.set_idempotency(self.idempotency());
        request.set_bulk(self.is_bulk());
        self.body.write_to(&mut request);
        request
    }

    /// Sends the call and waits for its outcome.
    pub fn send(self) -> impl Future<Output = Result<Response<StatusResponse>, Error>> + Send {
        let request = self.to_request();
        self.call.json(request)
    }
}

vendor_core::call_options!(ToggleContractLock);

impl IntoFuture for ToggleContractLock {
    type Output = Result<Response<StatusResponse>, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl fmt::Debug for ToggleContractLock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ToggleContractLock")
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

/// Retrieve the contracts that are not finished.
///
/// They carry the `Ref` by which a contract is fulfilled (inferred: both speak of `Ref`, `Serial`,
/// `DeliveryDate`, `FirstDue` and accessories). The answer does not tell how many there are.
///
/// Source: documented elsewhere, C2BGetUnfinishedContractsRequest.
#[derive(Clone)]
#[must_use = "a call does nothing until it is sent or awaited"]
pub struct UnfinishedContracts {
    pub(crate) call: Call,
    pub(crate) kind: Option<String>,
    pub(crate) start_offset: Option<i32>,
    pub(crate) record_count: Option<i32>,
    pub(crate) search_str: Option<String>,
    pub(crate) include_contracts_entered_by_other_users: Option<bool>,
    pub(crate) district_id: Option<i64>,
    pub(crate) school_id: Option<i64>,
    pub(crate) teacher_id: Option<i64>,
    pub(crate) delivery_desc: Option<String>,
    pub(crate) status: Option<String>,
}

impl UnfinishedContracts {
    pub(crate) fn new(call: Call) -> Self {
        Self {
            call,
            kind: None,
            start_offset: None,
            record_count: None,
            search_str: None,
            include_contracts_entered_by_other_users: None,
            district_id: None,
            school_id: None,
            teacher_id: None,
            delivery_desc: None,
            status: None,
        }
    }

    /// Only contracts of this type. The types are not documented.
    pub fn kind(mut self, kind: impl Into<String>) -> Self {
        self.kind = Some(kind.into());
        self
    }

    /// How many contracts to skip.
    ///
    /// Source: inferred, from the name.
    pub fn start_offset(mut self, start_offset: i32) -> Self {
        self.start_offset = Some(start_offset);
        self
    }

    /// At most this many contracts in the answer.
    ///
    /// Source: inferred, from the name.
    pub fn record_count(mut self, record_count: i32) -> Self {
        self.record_count = Some(record_count);
        self
    }

    /// Only contracts in which this text is found. Which fields are searched is not documented.
    pub fn search_str(mut self, search_str: impl Into<String>) -> Self {
        self.search_str = Some(search_str.into());
        self
    }

    /// Those that other users have entered, too.
    pub fn include_contracts_entered_by_other_users(
        mut self,
        include_contracts_entered_by_other_users: bool,
    ) -> Self {
        self.include_contracts_entered_by_other_users =
            Some(include_contracts_entered_by_other_users);
        self
    }

    /// Only those of this school district.
    pub fn district_id(mut self, district_id: i64) -> Self {
        self.district_id = Some(district_id);
        self
    }

    /// Only those of this school.
    pub fn school_id(mut self, school_id: i64) -> Self {
        self.school_id = Some(school_id);
        self
    }

    /// Only contracts of this teacher.
    pub fn teacher_id(mut self, teacher_id: i64) -> Self {
        self.teacher_id = Some(teacher_id);
        self
    }

    /// Only contracts with this kind of delivery.
    pub fn delivery_desc(mut self, delivery_desc: impl Into<String>) -> Self {
        self.delivery_desc = Some(delivery_desc.into());
        self
    }

    /// Only contracts in this status.
    pub fn status(mut self, status: impl Into<String>) -> Self {
        self.status = Some(status.into());
        self
    }

    /// The request as a plain value, before credentials are added: for tests and inspection.
    #[must_use]
    pub fn to_request(&self) -> Request {
        let mut request = Request::new(&UNFINISHED_CONTRACTS);
        request.query("Type", &self.kind);
        request.query("StartOffset", &self.start_offset);
        request.query("RecordCount", &self.record_count);
        request.query("SearchStr", &self.search_str);
        request.query(
            "IncludeContractsEnteredByOtherUsers",
            &self.include_contracts_entered_by_other_users,
        );
        request.query("DistrictId", &self.district_id);
        request.query("SchoolId", &self.school_id);
        request.query("TeacherId", &self.teacher_id);
        request.query("DeliveryDesc", &self.delivery_desc);
        request.query("Status", &self.status);
        request
    }

    /// Sends the call and waits for its outcome.
    pub fn send(
        self,
    ) -> impl Future<Output = Result<Response<UnfinishedContractsResponse>, Error>> + Send {
        let request = self.to_request();
        self.call.json(request)
    }
}

vendor_core::call_options!(UnfinishedContracts);

impl IntoFuture for UnfinishedContracts {
    type Output = Result<Response<UnfinishedContractsResponse>, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl fmt::Debug for UnfinishedContracts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnfinishedContracts")
            .field("kind", &self.kind)
            .field("start_offset", &self.start_offset)
            .field("record_count", &self.record_count)
            .field("search_str", &Redacted)
            .field(
                "include_contracts_entered_by_other_users",
                &self.include_contracts_entered_by_other_users,
            )
            .field("district_id", &self.district_id)
            .field("school_id", &self.school_id)
            .field("teacher_id", &Redacted)
            .field("delivery_desc", &self.delivery_desc)
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}
