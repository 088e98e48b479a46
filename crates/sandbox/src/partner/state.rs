//! Everything that the stand-in remembers, and the order in which it looks at a call.

use std::sync::{Arc, Mutex};

use chrono::{DateTime, Utc};
use http::{HeaderMap, StatusCode};

use crate::clock::Clock;
use crate::contract::{BuiltIn, Contract, ContractError};
use crate::lock::lock;
use crate::operation::Operation;
use crate::reply::Reply;
use crate::request::Request;
use crate::route::Route;
use crate::vendor::Vendor;
use crate::violation::Violation;

use super::catalogue::Catalogue;
use super::form::TokenForm;
use super::problem::Problem;
use super::settings::Settings;
use super::throttle::Usage;
use super::tickets::Tickets;
use super::tokens::Tokens;
use super::{NAME, ROUTES, TOKEN, demo, handlers, token_endpoint};

static CONTRACT: BuiltIn = BuiltIn::new(include_str!("../../contracts/prepared-tickets.yaml"));

pub(super) struct State {
    contract: &'static Contract,
    clock: Arc<dyn Clock>,
    seed: u64,
    inner: Mutex<Inner>,
}

pub(super) struct Inner {
    pub(super) settings: Settings,
    pub(super) tokens: Tokens,
    pub(super) usage: Usage,
    pub(super) tickets: Tickets,
    pub(super) catalogue: Catalogue,
}

impl State {
    pub(super) fn new(clock: Arc<dyn Clock>, seed: u64) -> Result<Self, ContractError> {
        Ok(Self {
            contract: CONTRACT.contract()?,
            clock,
            seed,
            inner: Mutex::new(Inner::new(seed, Settings::default())),
        })
    }

    pub(super) fn with<T>(&self, work: impl FnOnce(&mut Inner) -> T) -> T {
        work(&mut lock(&self.inner))
    }

    pub(super) fn utc(&self) -> DateTime<Utc> {
        self.clock.utc()
    }

    fn admit(&self, inner: &mut Inner, request: &Request) -> Result<(), Problem> {
        let now = self.clock.now();
        if !request
            .bearer_token()
            .is_some_and(|token| inner.tokens.accepts(token, now))
        {
            return Err(Problem::of(StatusCode::UNAUTHORIZED));
        }
        if inner.settings.require_api_key && request.header("x-api-key") != Some(demo::API_KEY) {
            return Err(Problem::of(StatusCode::FORBIDDEN));
        }
        match inner.settings.throttle {
            Some(limits) => inner.usage.count(now, limits).map_err(Problem::throttled),
            None => Ok(()),
        }
    }
}

impl Inner {
    fn new(seed: u64, settings: Settings) -> Self {
        Self {
            settings,
            tokens: Tokens::new(seed),
            usage: Usage::default(),
            tickets: Tickets::demonstration(seed),
            catalogue: Catalogue::demonstration(),
        }
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
        if request.operation == TOKEN {
            TokenForm::read(request).1
        } else {
            self.contract.check(request)
        }
    }

    fn answer(&self, request: &Request, violations: &[Violation]) -> Reply {
        let mut inner = lock(&self.inner);
        if request.operation == TOKEN {
            return token_endpoint::answer(&mut inner, self.clock.now(), request, violations);
        }
        self.admit(&mut inner, request)
            .and_then(|()| handlers::obey(violations))
            .and_then(|()| handlers::carry_out(&mut inner, self.clock.utc(), request))
            .unwrap_or_else(Problem::into_reply)
    }

    fn refusal(&self, operation: Option<Operation>, _: &HeaderMap, status: StatusCode) -> Reply {
        if operation == Some(TOKEN) {
            token_endpoint::refusal(status)
        } else {
            Problem::of(status).into_reply()
        }
    }

    fn revoke_credentials(&self, request: &Request) {
        if let Some(token) = request.bearer_token() {
            lock(&self.inner).tokens.revoke(token);
        }
    }

    fn reset(&self) {
        self.with(|inner| *inner = Inner::new(self.seed, inner.settings.clone()));
    }
}
