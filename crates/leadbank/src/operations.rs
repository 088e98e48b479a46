//! The operations of the Datacar LeadBank API.
//!
//! Written by `cargo xtask codegen` from `openapi.yaml`; change that file, not this one.

use std::fmt;

use vendor_core::{
    BoxFuture, Call, Elements, Error, Idempotency, Method, Operation, Request, Response,
};

use crate::models::{Acknowledgement, Lead, LeadResponse, Receipt};
use crate::{FetchParameter, Validation, ValidationReceipt};

/// The host of the vendor's help pages, the only one that they name. Its name reads like a
/// pre-production system; a production host is not documented.
///
/// Source: documented elsewhere, the help pages' own address; "pp" as pre-production is inferred.
pub const HELP_PAGES_URL: &str = "https://pp-wsleadbank.datacar.com";

/// `POST /api/leads`
pub static FETCH_LEADS: Operation =
    Operation::new("fetchLeads", Method::POST, "/api/leads", Idempotency::Safe)
        .answers(&["application/json", "text/json"])
        .accepts("application/json, text/json");

/// `POST /api/leads/ValidateGetLeads`
pub static VALIDATE_LEADS: Operation = Operation::new(
    "validateLeads",
    Method::POST,
    "/api/leads/ValidateGetLeads",
    Idempotency::NotIdempotent,
)
.accepts("*/*, application/json, text/json");

/// `POST /api/leads/SendAcknos`
pub static SEND_ACKNOWLEDGEMENTS: Operation = Operation::new(
    "sendAcknowledgements",
    Method::POST,
    "/api/leads/SendAcknos",
    Idempotency::NotIdempotent,
)
.answers(&["application/json", "text/json"])
.accepts("application/json, text/json");

/// Provides new leads and moves them from "ready to be sent" to "in progress".
///
/// Two consecutive calls return the same leads, until `validateLeads` confirms their reception. So
/// it may be repeated whatever became of it, even of an answer that was lost on its way: it counts
/// as safe, although the first call changes the state of the leads.
///
/// Source: documented.
#[derive(Clone)]
#[must_use = "a call does nothing until it is sent or awaited"]
pub struct FetchLeads {
    pub(crate) call: Call,
    pub(crate) body: FetchParameter,
}

impl FetchLeads {
    pub(crate) fn new(call: Call, body: impl Into<FetchParameter>) -> Self {
        Self {
            call,
            body: body.into(),
        }
    }

    /// The request as a plain value, before credentials are added: for tests and inspection.
    #[must_use]
    pub fn to_request(&self) -> Request {
        let mut request = Request::new(&FETCH_LEADS);
        self.body.write_to(&mut request);
        request
    }

    /// Sends the call and waits for its outcome.
    pub fn send(self) -> impl Future<Output = Result<Response<LeadResponse>, Error>> + Send {
        let request = self.to_request();
        self.call.json(request)
    }

    /// Sends the call and gives the items of `Leads` as they arrive.
    ///
    /// An idle timeout and a cap on each item stand in place of the time limit of an attempt and
    /// the cap on the body.
    pub async fn stream(self) -> Result<Elements<Lead>, Error> {
        self.stream_as().await
    }

    /// The same with items of another type: one of your own with members that no page shows, or
    /// [`RawJson`](vendor_core::wire::RawJson).
    pub async fn stream_as<T>(self) -> Result<Elements<T>, Error>
    where
        T: serde::de::DeserializeOwned + Send + 'static,
    {
        let request = self.to_request();
        self.call.elements(request, "Leads").await
    }
}

vendor_core::call_options!(FetchLeads);

impl IntoFuture for FetchLeads {
    type Output = Result<Response<LeadResponse>, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl fmt::Debug for FetchLeads {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FetchLeads")
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

/// Confirms that leads were received and moves them from "in progress" to "received".
///
/// Only this purpose is documented. What the body is, the caller decides; nothing is known of the
/// answer. With a list of leads it counts as idempotent (inferred: confirming a lead twice leaves
/// it received); with an integer, with JSON of your own or without a body it does not, since a
/// repeated call may confirm leads that were handed out in between. Unless it names a single lead,
/// a refusal of what it says counts as an unknown outcome: some leads may be confirmed.
///
/// Source: documented elsewhere, Help (index).
#[derive(Clone)]
#[must_use = "a call does nothing until it is sent or awaited"]
pub struct ValidateLeads {
    pub(crate) call: Call,
    pub(crate) body: Option<Validation>,
}

impl ValidateLeads {
    pub(crate) fn new(call: Call) -> Self {
        Self { call, body: None }
    }

    /// Which leads are confirmed, in the form that the vendor has agreed with you: an integer, a
    /// list of `IDLeadBank`, JSON of your own, or nothing at all.
    ///
    /// Source: inferred, no page shows the body.
    pub fn body(mut self, body: impl Into<Validation>) -> Self {
        self.body = Some(body.into());
        self
    }

    /// The request as a plain value, before credentials are added: for tests and inspection.
    #[must_use]
    pub fn to_request(&self) -> Request {
        let mut request = Request::new(&VALIDATE_LEADS);
        request.set_idempotency(self.idempotency());
        request.set_bulk(self.is_bulk());
        if let Some(body) = &self.body {
            body.write_to(&mut request);
        }
        request
    }

    /// Sends the call and waits for its outcome.
    pub async fn send(self) -> Result<ValidationReceipt, Error> {
        let request = self.to_request();
        self.call.raw(request).await.map(Into::into)
    }
}

vendor_core::call_options!(ValidateLeads);

impl IntoFuture for ValidateLeads {
    type Output = Result<ValidationReceipt, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl fmt::Debug for ValidateLeads {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ValidateLeads")
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

/// Sends the status of leads back to the lead bank.
///
/// Not idempotent: nothing is documented on repeated events, so a repeated call may record them
/// twice. With more than one event, a refusal of what they say counts as an unknown outcome: no
/// page says that it is all or nothing, so some may be recorded.
///
/// Source: documented elsewhere, POST api/leads/SendAcknos.
#[derive(Clone)]
#[must_use = "a call does nothing until it is sent or awaited"]
pub struct SendAcknowledgements {
    pub(crate) call: Call,
    pub(crate) body: Vec<Acknowledgement>,
}

impl SendAcknowledgements {
    pub(crate) fn new(call: Call, body: impl Into<Vec<Acknowledgement>>) -> Self {
        Self {
            call,
            body: body.into(),
        }
    }

    /// The request as a plain value, before credentials are added: for tests and inspection.
    #[must_use]
    pub fn to_request(&self) -> Request {
        let mut request = Request::new(&SEND_ACKNOWLEDGEMENTS);
        request.set_bulk(self.is_bulk());
        request.violations().items("", &self.body, 1..);
        request.json(&self.body);
        request
    }

    /// Sends the call and waits for its outcome.
    pub fn send(self) -> impl Future<Output = Result<Response<Receipt>, Error>> + Send {
        let request = self.to_request();
        self.call.json(request)
    }
}

vendor_core::call_options!(SendAcknowledgements);

impl IntoFuture for SendAcknowledgements {
    type Output = Result<Response<Receipt>, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl fmt::Debug for SendAcknowledgements {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SendAcknowledgements")
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}
