//! Requests of `iveco-bt`, in all formats.

#[path = "../../../crates/iveco-bt/tests/support/data_contract.rs"]
pub(crate) mod data_contract;

use std::sync::LazyLock;

use behaviours::scripted::{BASE_URL, Scripted};
use iveco_bt::{Activation, CallOutcome, Client, Format};
use serde_json::Value;

use super::Operations;
use crate::chance::Chance;

static CLIENT: LazyLock<Client> =
    LazyLock::new(|| Scripted::new([]).client(Client::builder(BASE_URL)));

pub(super) const OPERATIONS: Operations = &[("workshopActivation", |chance| {
    let formats = [Format::Json, Format::TextJson, Format::Xml, Format::TextXml];
    let call = CLIENT.workshop_activation(activation(chance));
    call.with_format(chance.pick(&formats)).to_request()
})];

/// What the vendor's framework gets out of XML.
pub(super) fn read(body: &[u8]) -> Value {
    data_contract::read(std::str::from_utf8(body).expect("UTF-8"))
}

pub(crate) fn activation(chance: &mut Chance) -> Activation {
    let mut activation = Activation::new(chance.int32());
    if let Some(source) = chance.maybe(Chance::int32) {
        activation = activation.source(source);
    }
    if let Some(number) = chance.maybe(Chance::text) {
        activation = activation.dossier_number(number);
    }
    if let Some(account) = chance.maybe(Chance::text) {
        activation = activation.account_id(account);
    }
    if let Some(code) = chance.maybe(Chance::text) {
        activation = activation.dmd_outlet_code(code);
    }
    if let Some(date) = chance.maybe(Chance::offset_date) {
        activation = activation.contact_datetime(date);
    }
    if let Some(date) = chance.maybe(Chance::offset_date) {
        activation = activation.acceptance_refusal_datetime(date);
    }
    match chance.maybe(|chance| chance.list(3, outcome)) {
        Some(outcomes) => activation.call_outcomes(outcomes),
        None => activation,
    }
}

fn outcome(chance: &mut Chance) -> CallOutcome {
    let mut outcome = CallOutcome::new(chance.int32());
    if let Some(telephone) = chance.maybe(Chance::text) {
        outcome = outcome.telephone(telephone);
    }
    if let Some(tentative) = chance.maybe(Chance::text) {
        outcome = outcome.tentative(tentative);
    }
    match chance.maybe(Chance::offset_date) {
        Some(date) => outcome.utc_timestamp(date),
        None => outcome,
    }
}
