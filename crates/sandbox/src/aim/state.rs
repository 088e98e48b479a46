//! Everything that the stand-in remembers, and the order in which it looks at a call.

use std::sync::{Arc, Mutex};

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

use super::exchanges::ScheduledExchange;
use super::object::Object;
use super::query::Query;
use super::refusal::{self, Refusal, succeeded};
use super::rentals::Rentals;
use super::returns::ScheduledReturn;
use super::settings::Settings;
use super::tokens::Tokens;
use super::{GET_END_POINT, LOGIN, NAME, ROUTES};
use super::{check, demo, discovery, handlers, login};

static CONTRACT: BuiltIn = BuiltIn::new(include_str!("../../contracts/aim-contracts.yaml"));

pub(super) struct State {
    contract: &'static Contract,
    endpoint: String,
    clock: Arc<dyn Clock>,
    seed: u64,
    inner: Mutex<Inner>,
}

pub(super) struct Inner {
    pub(super) settings: Settings,
    pub(super) tokens: Tokens,
    pub(super) rentals: Rentals,
    pub(super) returns: Vec<ScheduledReturn>,
    pub(super) exchanges: Vec<ScheduledExchange>,
}

impl State {
    pub(super) fn new(
        endpoint: String,
        clock: Arc<dyn Clock>,
        seed: u64,
    ) -> Result<Self, ContractError> {
        Ok(Self {
            contract: CONTRACT.contract()?,
            endpoint,
            clock,
            seed,
            inner: Mutex::new(Inner::new(seed, Settings::default())),
        })
    }

    pub(super) fn with<T>(&self, work: impl FnOnce(&mut Inner) -> T) -> T {
        work(&mut lock(&self.inner))
    }

    pub(super) fn endpoint(&self) -> &str {
        &self.endpoint
    }

    pub(super) fn issue_oauth_token(&self) -> String {
        self.with(|inner| inner.tokens.issue_oauth_token())
    }

    pub(super) fn issue_token(&self) -> String {
        self.with(|inner| {
            let lifetime = inner.settings.token_lifetime;
            inner.tokens.issue(self.clock.now(), lifetime)
        })
    }

    /// Discovery demands a key and an id, login an `OAuthToken` as well, the rest also the token of a login.
    fn admit(&self, inner: &Inner, request: &Request) -> Result<(), Refusal> {
        let settings = &inner.settings;
        let operation = request.operation;
        if request.header("ApiKey") != Some(demo::API_KEY) {
            return Err(Refusal::Credentials("ApiKey is missing or unknown"));
        }
        let query = Query::of(&request.query);
        let app_id = request
            .header("AppId")
            .or_else(|| query.text("AppId").filter(|_| operation == LOGIN));
        if app_id != Some(demo::APP_ID) {
            return Err(Refusal::Credentials("AppId is missing or unknown"));
        }
        let has_oauth_token = request
            .header("OAuthToken")
            .is_some_and(|token| inner.tokens.accepts_oauth_token(token));
        if settings.require_oauth_token && operation != GET_END_POINT && !has_oauth_token {
            return Err(Refusal::Credentials("OAuthToken is missing or unknown"));
        }
        let has_token = request
            .header("Token")
            .is_some_and(|token| inner.tokens.accepts(token, self.clock.now()));
        if settings.require_token && !operation.is_token_endpoint() && !has_token {
            return Err(Refusal::Credentials("Token is missing, unknown or expired"));
        }
        Ok(())
    }

    fn carry_out(&self, inner: &mut Inner, request: &Request) -> Result<Reply, Refusal> {
        match request.operation {
            GET_END_POINT => Ok(discovery::answer(inner, &self.endpoint)),
            LOGIN => login::answer(inner, self.clock.now(), &Query::of(&request.query)),
            _ => {
                let now = self.clock.utc().naive_utc();
                handlers::carry_out(inner, &self.endpoint, now, request)
            }
        }
    }
}

impl Inner {
    fn new(seed: u64, settings: Settings) -> Self {
        Self {
            settings,
            tokens: Tokens::new(seed),
            rentals: Rentals::demonstration(),
            returns: Vec::new(),
            exchanges: Vec::new(),
        }
    }

    /// The answer to a call that was carried out.
    pub(super) fn done(&self, answer: Object) -> Reply {
        self.done_for(answer, Some(demo::USER_NAME))
    }

    /// The same where nobody need be logged in.
    pub(super) fn done_for(&self, answer: Object, login: Option<&str>) -> Reply {
        answer
            .with("Status", succeeded(&self.settings, login))
            .into_reply(StatusCode::OK)
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
        check::check(self.contract, request)
    }

    fn answer(&self, request: &Request, violations: &[Violation]) -> Reply {
        let mut inner = lock(&self.inner);
        self.admit(&inner, request)
            .and_then(|()| handlers::obey(violations))
            .and_then(|()| self.carry_out(&mut inner, request))
            .unwrap_or_else(|refusal| refusal.into_reply(&inner.settings))
    }

    fn refusal(&self, _: Option<Operation>, _: &HeaderMap, status: StatusCode) -> Reply {
        if status == StatusCode::UNAUTHORIZED {
            refusal::unauthorized(status, "The token is no longer valid")
        } else {
            refusal::response_status(status, &[])
        }
    }

    /// The token of the login; of a call without one, that of discovery.
    fn revoke_credentials(&self, request: &Request) {
        self.with(|inner| {
            if let Some(token) = request.header("Token") {
                inner.tokens.revoke(token);
            } else if let Some(token) = request.header("OAuthToken") {
                inner.tokens.revoke_oauth_token(token);
            }
        });
    }

    fn reset(&self) {
        self.with(|inner| *inner = Inner::new(self.seed, inner.settings.clone()));
    }
}
