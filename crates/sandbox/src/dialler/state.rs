//! Everything that the stand-in remembers, and the order in which it looks at a call.

use std::sync::Mutex;

use http::{HeaderMap, StatusCode};

use crate::contract::{BuiltIn, Contract, ContractError};
use crate::lock::lock;
use crate::operation::Operation;
use crate::random::Random;
use crate::reply::Reply;
use crate::request::Request;
use crate::route::Route;
use crate::vendor::Vendor;
use crate::violation::Violation;

use super::campaign::Campaign;
use super::contacts::Contacts;
use super::failure::Failure;
use super::settings::Settings;
use super::{IMPORT_CONTACT, NAME, ROUTES, contact, demo, handlers};

static CONTRACT: BuiltIn = BuiltIn::new(include_str!("../../contracts/dialler.yaml"));

pub(super) struct State {
    contract: &'static Contract,
    seed: u64,
    inner: Mutex<Inner>,
}

pub(super) struct Inner {
    pub(super) settings: Settings,
    pub(super) token: String,
    random: Random,
    pub(super) campaigns: Vec<Campaign>,
    pub(super) contacts: Contacts,
}

impl State {
    pub(super) fn new(seed: u64) -> Result<Self, ContractError> {
        Ok(Self {
            contract: CONTRACT.contract()?,
            seed,
            inner: Mutex::new(Inner::new(seed, Settings::default())),
        })
    }

    pub(super) fn with<T>(&self, work: impl FnOnce(&mut Inner) -> T) -> T {
        work(&mut lock(&self.inner))
    }
}

impl Inner {
    fn new(seed: u64, settings: Settings) -> Self {
        Self {
            settings,
            token: demo::TOKEN.to_owned(),
            random: Random::new(seed),
            campaigns: demo::campaigns(),
            contacts: Contacts::demonstration(),
        }
    }

    pub(super) fn regenerate_token(&mut self) {
        self.token = format!("sandbox-{}", self.random.uuid().simple());
    }

    pub(super) fn campaign(&self, id: i64) -> Option<&Campaign> {
        self.campaigns.iter().find(|campaign| campaign.id == id)
    }

    /// The vendor answers alike whether the token is wrong or the account.
    fn admit(&self, request: &Request) -> Result<(), Failure> {
        let account = request.path_parameter("ClientsID");
        let is_known = account == Some(&*demo::CLIENTS_ID.to_string())
            && request.bearer_token() == Some(&*self.token);
        if is_known {
            Ok(())
        } else {
            Err(Failure::of(StatusCode::UNAUTHORIZED))
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
        let mut violations = self.contract.check(request);
        let is_sound = violations.iter().all(|violation| violation.tolerated);
        if request.operation == IMPORT_CONTACT && is_sound && !contact::has_number(&request.body) {
            violations.push(Violation::new(
                "body",
                "anyOf",
                "all of the six phone numbers are empty",
            ));
        }
        violations
    }

    fn answer(&self, request: &Request, violations: &[Violation]) -> Reply {
        let mut inner = lock(&self.inner);
        inner
            .admit(request)
            .and_then(|()| handlers::obey(violations))
            .and_then(|()| handlers::carry_out(&mut inner, request))
            .unwrap_or_else(Failure::into_reply)
    }

    fn refusal(
        &self,
        operation: Option<Operation>,
        _headers: &HeaderMap,
        status: StatusCode,
    ) -> Reply {
        match operation {
            Some(_) => Failure::of(status).into_reply(),
            // Documented: an empty 404 is a path that does not exist. A method is part of it, for all that is known.
            None => Reply::empty(StatusCode::NOT_FOUND),
        }
    }

    fn revoke_credentials(&self, request: &Request) {
        let mut inner = lock(&self.inner);
        if request.bearer_token() == Some(&*inner.token) {
            inner.regenerate_token();
        }
    }

    fn reset(&self) {
        self.with(|inner| *inner = Inner::new(self.seed, inner.settings.clone()));
    }
}
