//! The operations of the IVECO Assistance Non-Stop, BT controller.
//!
//! Written by `cargo xtask codegen` from `openapi.yaml`; change that file, not this one.

use std::fmt;

use vendor_core::{BoxFuture, Call, Error, Idempotency, Method, Operation, Request};

use crate::{ActivationBody, Receipt};

/// The host of the help page, and by its name an integration environment. The page prints no whole
/// URL, and no other environment is known: ask the vendor for yours.
///
/// Source: inferred, the host of the help page; the page gives the path only.
pub const INTEGRATION_URL: &str = "https://integration2.ans.iveco.com";

/// `POST /ANS73/btcontroller/workshopactivationbt`
pub static WORKSHOP_ACTIVATION: Operation = Operation::new(
    "workshopActivation",
    Method::POST,
    "/ANS73/btcontroller/workshopactivationbt",
    Idempotency::NotIdempotent,
)
.accepts("*/*, application/json, application/xml");

/// Report that a workshop was called for a breakdown dossier, with the outcome of each call.
///
/// Not idempotent: the page says nothing about duplicates, so a repeated call may report the
/// activation twice. The answer is not documented beyond the type `HttpResponseMessage`, which
/// describes no body.
///
/// Source: documented.
#[derive(Clone)]
#[must_use = "a call does nothing until it is sent or awaited"]
pub struct WorkshopActivation {
    pub(crate) call: Call,
    pub(crate) body: ActivationBody,
}

impl WorkshopActivation {
    pub(crate) fn new(call: Call, body: impl Into<ActivationBody>) -> Self {
        Self {
            call,
            body: body.into(),
        }
    }

    /// The request as a plain value, before credentials are added: for tests and inspection.
    #[must_use]
    pub fn to_request(&self) -> Request {
        let mut request = Request::new(&WORKSHOP_ACTIVATION);
        self.body.write_to(&mut request);
        request
    }

    /// Sends the call and waits for its outcome.
    pub async fn send(self) -> Result<Receipt, Error> {
        let request = self.to_request();
        self.call.raw(request).await.map(Into::into)
    }
}

vendor_core::call_options!(WorkshopActivation);

impl IntoFuture for WorkshopActivation {
    type Output = Result<Receipt, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl fmt::Debug for WorkshopActivation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WorkshopActivation")
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}
