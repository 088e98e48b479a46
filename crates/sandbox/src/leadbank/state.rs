//! Everything that the stand-in remembers, and the order in which it looks at a call.

use std::sync::{Arc, Mutex};

use chrono::{DateTime, Utc};
use http::{HeaderMap, StatusCode};

use crate::aspnet;
use crate::clock::Clock;
use crate::contract::{BuiltIn, Contract, ContractError};
use crate::lock::lock;
use crate::operation::Operation;
use crate::reply::Reply;
use crate::request::Request;
use crate::route::Route;
use crate::vendor::Vendor;
use crate::violation::Violation;

use super::leads::Leads;
use super::outcome::Outcome;
use super::settings::Settings;
use super::validation::Confirmation;
use super::{FETCH_LEADS, NAME, ROUTES, VALIDATE_LEADS, handlers, integer, media};

static CONTRACT: BuiltIn = BuiltIn::new(include_str!("../../contracts/leadbank.yaml"));

pub(super) struct State {
    contract: &'static Contract,
    clock: Arc<dyn Clock>,
    inner: Mutex<Inner>,
}

pub(super) struct Inner {
    pub(super) settings: Settings,
    pub(super) leads: Leads,
    /// The operations whose next call is answered with an error `Status`, in any order.
    pub(super) refusals: Vec<Operation>,
}

impl State {
    pub(super) fn new(clock: Arc<dyn Clock>) -> Result<Self, ContractError> {
        Ok(Self {
            contract: CONTRACT.contract()?,
            clock,
            inner: Mutex::new(Inner::new(Settings::default())),
        })
    }

    pub(super) fn with<T>(&self, work: impl FnOnce(&mut Inner) -> T) -> T {
        work(&mut lock(&self.inner))
    }

    pub(super) fn utc(&self) -> DateTime<Utc> {
        self.clock.utc()
    }

    /// What is wrong with a body that JSON Schema lets pass.
    fn wrong_body(&self, request: &Request) -> Option<Violation> {
        match request.operation {
            FETCH_LEADS => integer::read(request).err().map(|_| {
                Violation::new(
                    "body",
                    "type",
                    "ASP.NET reads no 32-bit integer from this, but 0",
                )
            }),
            VALIDATE_LEADS => {
                let expected = lock(&self.inner).settings.validation;
                let confirmation = Confirmation::read(request)?;
                let is_accepted = confirmation.is_accepted_by(expected);
                (!is_accepted).then(|| {
                    Violation::new("body", "form", "the sandbox is set to accept another form")
                })
            }
            _ => None,
        }
    }
}

impl Inner {
    fn new(settings: Settings) -> Self {
        Self {
            settings,
            leads: Leads::demonstration(),
            refusals: Vec::new(),
        }
    }

    /// What ASP.NET and the vendor's action make of a call.
    fn handle(&mut self, request: &Request, violations: &[Violation]) -> Outcome {
        let required = self.settings.required_header.as_ref();
        if required.is_some_and(|header| !header.is_in(request)) {
            return Outcome::Denied(StatusCode::UNAUTHORIZED);
        }
        if !request.body.is_empty() && !media::is_readable(&request.media_type()) {
            return Outcome::Denied(StatusCode::UNSUPPORTED_MEDIA_TYPE);
        }
        if self.is_to_be_refused(request.operation) {
            return Outcome::Refused("Refused on request.");
        }
        let serious: Vec<_> = violations
            .iter()
            .filter(|violation| !violation.tolerated)
            .cloned()
            .collect();
        // The action of a fetch does not learn that its integer is none.
        if serious.is_empty() || request.operation == FETCH_LEADS {
            handlers::carry_out(self, request)
        } else {
            Outcome::Invalid(serious)
        }
    }

    fn is_to_be_refused(&mut self, operation: Operation) -> bool {
        let planned = self
            .refusals
            .iter()
            .position(|refusal| *refusal == operation);
        planned
            .map(|index| self.refusals.swap_remove(index))
            .is_some()
    }
}

impl Vendor for State {
    fn name(&self) -> &'static str {
        NAME
    }

    fn routes(&self) -> &'static [Route] {
        &ROUTES
    }

    fn check(&self, request: &Request) -> Vec<Violation> {
        let mut violations = self.contract.check(request);
        if violations.iter().all(|violation| violation.tolerated) {
            violations.extend(self.wrong_body(request));
        }
        violations
    }

    fn answer(&self, request: &Request, violations: &[Violation]) -> Reply {
        let mut inner = lock(&self.inner);
        let outcome = inner.handle(request, violations);
        outcome.into_reply(request, &inner.settings)
    }

    fn refusal(
        &self,
        _operation: Option<Operation>,
        headers: &HeaderMap,
        status: StatusCode,
    ) -> Reply {
        let media_type = media::answer(headers, &lock(&self.inner).settings);
        Reply::new(status, media_type, aspnet::error(status).to_string())
    }

    fn revoke_credentials(&self, _request: &Request) {}

    fn reset(&self) {
        self.with(|inner| *inner = Inner::new(inner.settings.clone()));
    }
}
