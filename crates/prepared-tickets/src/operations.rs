//! The operations of the Jifeline Partner API, prepared tickets.
//!
//! Written by `cargo xtask codegen` from `openapi.yaml`; change that file, not this one.

use std::fmt;

use uuid::Uuid;
use vendor_core::wire::{OffsetDateTime, Redacted};
use vendor_core::{
    BoxFuture, Call, Deletion, Error, Idempotency, Method, Operation, Request, Response,
};

use crate::VinFilter;
use crate::models::{NewPreparedTicket, PreparedTicket, PreparedTicketList, PreparedTicketUpdate};

/// Production, the only documented environment.
///
/// Source: documented elsewhere, Concepts.
pub const PRODUCTION_URL: &str = "https://partner-api-001.prd.jifeline.cloud";

/// Client credentials, without a scope. The token endpoint moved from Amazon Cognito to the API's
/// own host; both are documented in different generations of the page "Authentication".
///
/// Source: documented elsewhere, Authentication.
pub const TOKEN_URL: &str = "https://partner-api-001.prd.jifeline.cloud/oauth2/token";

/// `GET /v2/tickets/prepared-tickets`
pub static LIST_PREPARED_TICKETS: Operation = Operation::new(
    "listPreparedTickets",
    Method::GET,
    "/v2/tickets/prepared-tickets",
    Idempotency::Safe,
)
.answers(&["application/json"])
.accepts("application/json, application/problem+json");

/// `POST /v2/tickets/prepared-tickets`
pub static CREATE_PREPARED_TICKET: Operation = Operation::new(
    "createPreparedTicket",
    Method::POST,
    "/v2/tickets/prepared-tickets",
    Idempotency::NotIdempotent,
)
.answers(&["application/json"])
.accepts("application/json, application/problem+json");

/// `GET /v2/tickets/prepared-tickets/{prepared-ticket-id}`
pub static GET_PREPARED_TICKET: Operation = Operation::new(
    "getPreparedTicket",
    Method::GET,
    "/v2/tickets/prepared-tickets/{prepared-ticket-id}",
    Idempotency::Safe,
)
.answers(&["application/json"])
.accepts("application/json, application/problem+json");

/// `PUT /v2/tickets/prepared-tickets/{prepared-ticket-id}`
pub static UPDATE_PREPARED_TICKET: Operation = Operation::new(
    "updatePreparedTicket",
    Method::PUT,
    "/v2/tickets/prepared-tickets/{prepared-ticket-id}",
    Idempotency::Idempotent,
)
.answers(&["application/json"])
.accepts("application/json, application/problem+json");

/// `DELETE /v2/tickets/prepared-tickets/{prepared-ticket-id}`
pub static DELETE_PREPARED_TICKET: Operation = Operation::new(
    "deletePreparedTicket",
    Method::DELETE,
    "/v2/tickets/prepared-tickets/{prepared-ticket-id}",
    Idempotency::Idempotent,
)
.accepts("application/problem+json")
.gone_status(404);

/// Retrieve a list of prepared tickets.
///
/// The order of the result is not documented. Use the streams of the client to read all pages.
///
/// Source: documented.
#[derive(Clone)]
#[must_use = "a call does nothing until it is sent or awaited"]
pub struct ListPreparedTickets {
    pub(crate) call: Call,
    pub(crate) created_after: Option<OffsetDateTime>,
    pub(crate) created_before: Option<OffsetDateTime>,
    pub(crate) customer_id: Option<Uuid>,
    pub(crate) limit: Option<i32>,
    pub(crate) offset: Option<i64>,
    pub(crate) preparer_external_reference: Option<String>,
    pub(crate) product_id: Option<Uuid>,
    pub(crate) ticket_number: Option<i64>,
    pub(crate) vin: VinFilter,
}

impl ListPreparedTickets {
    pub(crate) fn new(call: Call) -> Self {
        Self {
            call,
            created_after: None,
            created_before: None,
            customer_id: None,
            limit: None,
            offset: None,
            preparer_external_reference: None,
            product_id: None,
            ticket_number: None,
            vin: VinFilter::default(),
        }
    }

    /// Only tickets that have been created after this date and time. Whether the bound itself is
    /// included is not documented.
    pub fn created_after(mut self, created_after: impl Into<OffsetDateTime>) -> Self {
        self.created_after = Some(created_after.into());
        self
    }

    /// Only tickets that have been created before this date and time. Whether the bound itself is
    /// included is not documented.
    pub fn created_before(mut self, created_before: impl Into<OffsetDateTime>) -> Self {
        self.created_before = Some(created_before.into());
        self
    }

    /// Only tickets for this customer.
    pub fn customer_id(mut self, customer_id: Uuid) -> Self {
        self.customer_id = Some(customer_id);
        self
    }

    /// At most this many tickets in the result. From 0 to 1000; default 25 (at the vendor).
    pub fn limit(mut self, limit: i32) -> Self {
        self.limit = Some(limit);
        self
    }

    /// How many tickets to skip. At least 0; default 0 (at the vendor).
    pub fn offset(mut self, offset: i64) -> Self {
        self.offset = Some(offset);
        self
    }

    /// Only tickets with this external reference of their preparer. For example
    /// `ERP_DYNAMICS_2442`.
    pub fn preparer_external_reference(
        mut self,
        preparer_external_reference: impl Into<String>,
    ) -> Self {
        self.preparer_external_reference = Some(preparer_external_reference.into());
        self
    }

    /// Only tickets with a product line for this product.
    pub fn product_id(mut self, product_id: Uuid) -> Self {
        self.product_id = Some(product_id);
        self
    }

    /// Only the ticket with this human-readable number. For example `7179072`.
    pub fn ticket_number(mut self, ticket_number: i64) -> Self {
        self.ticket_number = Some(ticket_number);
        self
    }

    /// Only tickets for this Vehicle Identification Number. An empty value gives the tickets that
    /// have none, which is not the same as leaving the parameter out. Exactly 17 characters, or
    /// empty. For example `JH4KA7630PC007649`.
    pub fn vin(mut self, vin: impl Into<VinFilter>) -> Self {
        self.vin = vin.into();
        self
    }

    /// The request as a plain value, before credentials are added: for tests and inspection.
    #[must_use]
    pub fn to_request(&self) -> Request {
        let mut request = Request::new(&LIST_PREPARED_TICKETS);
        request.query("created_after", &self.created_after);
        request.query("created_before", &self.created_before);
        request.query("customer_id", &self.customer_id);
        request.query("limit", &self.limit);
        request.query("offset", &self.offset);
        request.query(
            "preparer_external_reference",
            &self.preparer_external_reference,
        );
        request.query("product_id", &self.product_id);
        request.query("ticket_number", &self.ticket_number);
        request.query("vin", &self.vin);
        if let Some(limit) = self.limit {
            request.violations().range("limit", limit, 0..=1000);
        }
        if let Some(offset) = self.offset {
            request.violations().range("offset", offset, 0..);
        }
        request.violations().within("vin", &self.vin);
        request
    }

    /// Sends the call and waits for its outcome.
    pub fn send(self) -> impl Future<Output = Result<Response<PreparedTicketList>, Error>> + Send {
        let request = self.to_request();
        self.call.json(request)
    }
}

vendor_core::call_options!(ListPreparedTickets);

impl IntoFuture for ListPreparedTickets {
    type Output = Result<Response<PreparedTicketList>, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl fmt::Debug for ListPreparedTickets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ListPreparedTickets")
            .field("created_after", &self.created_after)
            .field("created_before", &self.created_before)
            .field("customer_id", &self.customer_id)
            .field("limit", &self.limit)
            .field("offset", &self.offset)
            .field("preparer_external_reference", &Redacted)
            .field("product_id", &self.product_id)
            .field("ticket_number", &self.ticket_number)
            .field("vin", &Redacted)
            .finish_non_exhaustive()
    }
}

/// Create a new prepared ticket.
///
/// Not idempotent: the vendor documents no idempotency key and does not say that the external
/// reference is unique, so a repeated call may create a second ticket. See `Client::create_once`.
///
/// Source: documented.
#[derive(Clone)]
#[must_use = "a call does nothing until it is sent or awaited"]
pub struct CreatePreparedTicket {
    pub(crate) call: Call,
    pub(crate) body: NewPreparedTicket,
}

impl CreatePreparedTicket {
    pub(crate) fn new(call: Call, body: NewPreparedTicket) -> Self {
        Self { call, body }
    }

    /// The request as a plain value, before credentials are added: for tests and inspection.
    #[must_use]
    pub fn to_request(&self) -> Request {
        let mut request = Request::new(&CREATE_PREPARED_TICKET);
        request.violations().check(&self.body);
        request.json(&self.body);
        request
    }

    /// Sends the call and waits for its outcome.
    pub fn send(self) -> impl Future<Output = Result<Response<PreparedTicket>, Error>> + Send {
        let request = self.to_request();
        self.call.json(request)
    }
}

vendor_core::call_options!(CreatePreparedTicket);

impl IntoFuture for CreatePreparedTicket {
    type Output = Result<Response<PreparedTicket>, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl fmt::Debug for CreatePreparedTicket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CreatePreparedTicket")
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

/// Retrieve a single prepared ticket by its identifier.
///
/// Source: documented.
#[derive(Clone)]
#[must_use = "a call does nothing until it is sent or awaited"]
pub struct GetPreparedTicket {
    pub(crate) call: Call,
    pub(crate) prepared_ticket_id: Uuid,
}

impl GetPreparedTicket {
    pub(crate) fn new(call: Call, prepared_ticket_id: Uuid) -> Self {
        Self {
            call,
            prepared_ticket_id,
        }
    }

    /// The request as a plain value, before credentials are added: for tests and inspection.
    #[must_use]
    pub fn to_request(&self) -> Request {
        let mut request = Request::new(&GET_PREPARED_TICKET);
        request.path("prepared-ticket-id", &self.prepared_ticket_id);
        request
    }

    /// Sends the call and waits for its outcome.
    pub fn send(self) -> impl Future<Output = Result<Response<PreparedTicket>, Error>> + Send {
        let request = self.to_request();
        self.call.json(request)
    }
}

vendor_core::call_options!(GetPreparedTicket);

impl IntoFuture for GetPreparedTicket {
    type Output = Result<Response<PreparedTicket>, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl fmt::Debug for GetPreparedTicket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GetPreparedTicket")
            .field("prepared_ticket_id", &self.prepared_ticket_id)
            .finish_non_exhaustive()
    }
}

/// Update a single prepared ticket by its identifier.
///
/// Replaces all members: what is `None` in the body is sent as `null`. The customer of a ticket
/// cannot be changed; the vendor's sample shows a `customer_id` here that its schema does not have.
///
/// Source: documented.
#[derive(Clone)]
#[must_use = "a call does nothing until it is sent or awaited"]
pub struct UpdatePreparedTicket {
    pub(crate) call: Call,
    pub(crate) prepared_ticket_id: Uuid,
    pub(crate) body: PreparedTicketUpdate,
}

impl UpdatePreparedTicket {
    pub(crate) fn new(call: Call, prepared_ticket_id: Uuid, body: PreparedTicketUpdate) -> Self {
        Self {
            call,
            prepared_ticket_id,
            body,
        }
    }

    /// The request as a plain value, before credentials are added: for tests and inspection.
    #[must_use]
    pub fn to_request(&self) -> Request {
        let mut request = Request::new(&UPDATE_PREPARED_TICKET);
        request.path("prepared-ticket-id", &self.prepared_ticket_id);
        request.violations().check(&self.body);
        request.json(&self.body);
        request
    }

    /// Sends the call and waits for its outcome.
    pub fn send(self) -> impl Future<Output = Result<Response<PreparedTicket>, Error>> + Send {
        let request = self.to_request();
        self.call.json(request)
    }
}

vendor_core::call_options!(UpdatePreparedTicket);

impl IntoFuture for UpdatePreparedTicket {
    type Output = Result<Response<PreparedTicket>, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl fmt::Debug for UpdatePreparedTicket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UpdatePreparedTicket")
            .field("prepared_ticket_id", &self.prepared_ticket_id)
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

/// Delete a single prepared ticket by its identifier.
///
/// When an attempt ended with an unknown outcome and its retry finds no such ticket, the ticket is
/// reported as gone, not as an error.
///
/// Source: documented.
#[derive(Clone)]
#[must_use = "a call does nothing until it is sent or awaited"]
pub struct DeletePreparedTicket {
    pub(crate) call: Call,
    pub(crate) prepared_ticket_id: Uuid,
}

impl DeletePreparedTicket {
    pub(crate) fn new(call: Call, prepared_ticket_id: Uuid) -> Self {
        Self {
            call,
            prepared_ticket_id,
        }
    }

    /// The request as a plain value, before credentials are added: for tests and inspection.
    #[must_use]
    pub fn to_request(&self) -> Request {
        let mut request = Request::new(&DELETE_PREPARED_TICKET);
        request.path("prepared-ticket-id", &self.prepared_ticket_id);
        request
    }

    /// Sends the call and waits for its outcome.
    pub fn send(self) -> impl Future<Output = Result<Response<Deletion>, Error>> + Send {
        let request = self.to_request();
        self.call.deletion(request)
    }
}

vendor_core::call_options!(DeletePreparedTicket);

impl IntoFuture for DeletePreparedTicket {
    type Output = Result<Response<Deletion>, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl fmt::Debug for DeletePreparedTicket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DeletePreparedTicket")
            .field("prepared_ticket_id", &self.prepared_ticket_id)
            .finish_non_exhaustive()
    }
}
