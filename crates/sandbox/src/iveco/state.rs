//! Everything that the stand-in remembers, and the order in which it looks at a call.

use std::sync::Mutex;

use http::{HeaderMap, StatusCode};
use serde_json::json;

use crate::contract::{BuiltIn, Contract, ContractError};
use crate::lock::lock;
use crate::operation::Operation;
use crate::reply::Reply;
use crate::request::Request;
use crate::route::Route;
use crate::vendor::Vendor;
use crate::violation::Violation;

use super::activation::Activation;
use super::reading::{self, Reading};
use super::settings::{Answer, Settings};
use super::{NAME, ROUTES, error};

static CONTRACT: BuiltIn = BuiltIn::new(include_str!("../../contracts/iveco-bt.yaml"));

pub(super) struct State {
    contract: &'static Contract,
    inner: Mutex<Inner>,
}

#[derive(Default)]
pub(super) struct Inner {
    pub(super) settings: Settings,
    pub(super) activations: Vec<Activation>,
    last_number: u64,
}

impl State {
    pub(super) fn new() -> Result<Self, ContractError> {
        Ok(Self {
            contract: CONTRACT.contract()?,
            inner: Mutex::default(),
        })
    }

    pub(super) fn with<T>(&self, work: impl FnOnce(&mut Inner) -> T) -> T {
        work(&mut lock(&self.inner))
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
        reading::check(self.contract, request)
    }

    fn answer(&self, request: &Request, violations: &[Violation]) -> Reply {
        let mut inner = lock(&self.inner);
        let required = inner.settings.required_header.as_ref();
        if required.is_some_and(|header| !header.is_in(request)) {
            return error::of(StatusCode::UNAUTHORIZED, &request.headers);
        }
        let serious = || violations.iter().filter(|violation| !violation.tolerated);
        if serious().any(|violation| violation.rule == "mediaType") {
            return error::unsupported_media_type(request);
        }
        if serious().next().is_some() {
            return error::unreadable(serious(), &request.headers);
        }
        inner.answer(Reading::of(request).activation)
    }

    fn refusal(&self, _: Option<Operation>, headers: &HeaderMap, status: StatusCode) -> Reply {
        error::of(status, headers)
    }

    /// There are none: a required header is good for ever.
    fn revoke_credentials(&self, _: &Request) {}

    fn reset(&self) {
        self.with(|inner| {
            *inner = Inner {
                settings: inner.settings.clone(),
                ..Inner::default()
            };
        });
    }
}

impl Inner {
    fn answer(&mut self, activation: Activation) -> Reply {
        match self.settings.answer.clone() {
            Answer::Empty => Reply::empty(StatusCode::OK).about(self.keep(activation).to_string()),
            Answer::Json(text) => {
                Reply::new(StatusCode::OK, JSON, text).about(self.keep(activation).to_string())
            }
            Answer::ResponseMessage(status) => {
                let reply = Reply::new(StatusCode::OK, JSON, response_message(status));
                if status.is_success() {
                    reply.about(self.keep(activation).to_string())
                } else {
                    reply.without_acting()
                }
            }
        }
    }

    /// Keeps an activation and gives it its number, by which a ledger may know it: the number of the dossier is
    /// personal data.
    pub(super) fn keep(&mut self, activation: Activation) -> u64 {
        self.last_number += 1;
        self.activations.push(Activation {
            number: self.last_number,
            ..activation
        });
        self.last_number
    }
}

const JSON: &str = "application/json; charset=utf-8";

/// The members that the vendor's page lists, as Json.NET writes them.
fn response_message(status: StatusCode) -> String {
    json!({
        "Version": { "Major": 1, "Minor": 1, "Build": -1, "Revision": -1, "MajorRevision": -1, "MinorRevision": -1 },
        "Content": null,
        "StatusCode": status.as_u16(),
        "ReasonPhrase": status.canonical_reason().unwrap_or_default(),
        "Headers": [],
        "RequestMessage": null,
        "IsSuccessStatusCode": status.is_success(),
    })
    .to_string()
}
