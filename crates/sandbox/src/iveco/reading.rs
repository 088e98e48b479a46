//! An activation as it was read, in whichever form it came.

use crate::contract::Contract;
use crate::request::Request;
use crate::violation::Violation;

use super::activation::Activation;
use super::{data_contract, json};

/// What the vendor makes of a body, and what is wrong with the body. Only without a serious violation it is what the
/// vendor goes on with.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub(super) activation: Activation,
    pub(super) violations: Vec<Violation>,
}

/// The form of a body by its media type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Json,
    Xml,
}

impl Form {
    fn of(request: &Request) -> Option<Self> {
        match request.media_type().as_str() {
            "application/json" | "text/json" => Some(Self::Json),
            "application/xml" | "text/xml" => Some(Self::Xml),
            _ => None,
        }
    }
}

impl Reading {
    pub(super) fn of(request: &Request) -> Self {
        if request.body.is_empty() {
            return Self::failed(Violation::new("body", "required", "the body is missing"));
        }
        match Form::of(request) {
            Some(Form::Json) => json::read(&request.body),
            Some(Form::Xml) => data_contract::read(&request.body),
            None => Self::failed(Violation::new(
                "header/content-type",
                "mediaType",
                "the contract does not list this media type",
            )),
        }
    }

    pub(super) fn failed(violation: Violation) -> Self {
        Self {
            violations: vec![violation],
            ..Self::default()
        }
    }
}

/// Everything that is wrong with a request. Serious is only what the vendor cannot read: where it is more lenient
/// than the contract, the violations of the contract are tolerated.
pub(super) fn check(contract: &Contract, request: &Request) -> Vec<Violation> {
    let mut by_contract = contract.check(request);
    if Form::of(request) == Some(Form::Xml) {
        // The contract is one for JSON; the body in XML has its own rules.
        by_contract.retain(|violation| !violation.place.starts_with("body"));
    }
    let by_reading = Reading::of(request).violations;
    for violation in &mut by_contract {
        violation.tolerated = !by_reading
            .iter()
            .any(|found| found.place == violation.place && !found.tolerated);
    }
    let only_by_reading: Vec<_> = by_reading
        .into_iter()
        .filter(|found| {
            !by_contract
                .iter()
                .any(|violation| violation.place == found.place)
        })
        .collect();
    by_contract.extend(only_by_reading);
    by_contract
}
