//! Every model of an answer, of every vendor, reads what vendors really send: members that no page shows, members
//! that are missing, `null` for any of them, and numbers that nobody has documented. The list of models is held
//! against the contracts, so that none is forgotten.
#![allow(clippy::expect_used, clippy::panic)] // a test fails loudly

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

/// Reads a text as a model, and writes it again.
type Again = fn(&str) -> Result<Value, serde_json::Error>;

fn again<T: DeserializeOwned + Serialize>(text: &str) -> Result<Value, serde_json::Error> {
    serde_json::from_str::<T>(text).and_then(serde_json::to_value)
}

/// The models of a vendor by the names of their schemas.
macro_rules! models {
    ($($name:literal: $model:ty),+ $(,)?) => {
        BTreeMap::from([$(($name, again::<$model> as Again)),+])
    };
}

struct Vendor {
    contract: Value,
    models: BTreeMap<&'static str, Again>,
}

fn vendors() -> Vec<Vendor> {
    let vendor = |contract, models| Vendor {
        contract: serde_saphyr::from_str(contract).expect("the contract is YAML"),
        models,
    };
    vec![
        vendor(
            include_str!("../crates/aim-contracts/openapi.yaml"),
            aim_models(),
        ),
        vendor(
            include_str!("../crates/dialler/openapi.yaml"),
            dialler_models(),
        ),
        vendor(
            include_str!("../crates/leadbank/openapi.yaml"),
            leadbank_models(),
        ),
        vendor(
            include_str!("../crates/prepared-tickets/openapi.yaml"),
            prepared_tickets_models(),
        ),
    ]
}

fn aim_models() -> BTreeMap<&'static str, Again> {
    use aim_contracts::models::*;
    models! {
        "ContractFulfillmentResponse": ContractFulfillmentResponse,
        "UpdateContractErrorObj": MassUpdateError,
        "BaseResponseResult": AimStatus,
        "ResponseStatus": ResponseStatus,
        "StatusResponse": StatusResponse,
        "GetEndPointResponse": GetEndPointResponse,
        "SecurityResponse": SecurityResponse,
        "UserDetail": UserDetail,
        "AccountDetail": AccountDetail,
        "ContractDetailsResponse": ContractDetailsResponse,
        "InventoryGeneric": InventoryItem,
        "PaymentGeneric": Payment,
        "ContractFullDetailsResponse": ContractFullDetailsResponse,
        "ContractStatusListingResponse": ContractStatusListingResponse,
        "ContractStatusInfo": ContractStatus,
        "ContractDefaultListingResponse": ContractDefaultListingResponse,
        "ContractDefaultInfo": ContractDefault,
        "ScheduledReturnsResponse": ScheduledReturnsResponse,
        "ContractScheduledReturnInfo": ScheduledReturn,
        "ScheduleReturnResponse": ScheduleReturnResponse,
        "ScheduledExchangesResponse": ScheduledExchangesResponse,
        "ScheduledExchangesGetInfo": ScheduledExchange,
        "ScheduleExchangeResponse": ScheduleExchangeResponse,
        "UnfinishedContractsResponse": UnfinishedContractsResponse,
        "UnfinishedContract": UnfinishedContract,
        "LocationInfo": Location,
    }
}

fn dialler_models() -> BTreeMap<&'static str, Again> {
    use dialler::models::*;
    models! {
        "Contact": Contact,
        "ResultCode": ResultCode,
        "Campaign": Campaign,
        "ContactRecords": ContactRecords,
        "ContactList": ContactList,
        "CampaignRecords": CampaignRecords,
        "CampaignList": CampaignList,
    }
}

fn leadbank_models() -> BTreeMap<&'static str, Again> {
    use leadbank::models::*;
    models! {
        "LeadResponse": LeadResponse,
        "Lead": Lead,
        "Content": Content,
        "Response": Receipt,
    }
}

fn prepared_tickets_models() -> BTreeMap<&'static str, Again> {
    use prepared_tickets::models::*;
    models! {
        "PreparedTicket": PreparedTicket,
        "PreparedTicketList": PreparedTicketList,
        "AppliedQuery": AppliedQuery,
    }
}

/// Runs a check for every model, with the properties of its schema.
fn for_every_model(check: impl Fn(&str, Again, &Map<String, Value>)) {
    for vendor in vendors() {
        for (name, again) in vendor.models {
            let schema = &vendor.contract["components"]["schemas"][name];
            let properties = schema["properties"].as_object().expect("an object");
            check(name, again, properties);
        }
    }
}

fn read(again: Again, name: &str, text: &Value) -> Value {
    again(&text.to_string()).unwrap_or_else(|error| panic!("{name}: {text}: {error}"))
}

#[test]
fn the_list_has_every_answer_of_the_contracts() {
    for vendor in vendors() {
        let schemas = vendor.contract["components"]["schemas"].as_object();
        let answers: BTreeSet<&str> = schemas
            .expect("schemas")
            .iter()
            .filter(|(_, schema)| schema["x-role"] == "response" || schema["x-role"] == "both")
            .map(|(name, _)| name.as_str())
            .collect();
        let listed: BTreeSet<&str> = vendor.models.keys().copied().collect();
        assert_eq!(listed, answers);
    }
}

#[test]
fn a_member_that_no_page_shows_is_let_pass() {
    for_every_model(|name, again, _| {
        let text = json!({ "noPageShowsThis": { "Amount": 1.10, "Leads": [null] } });
        let nothing = read(again, name, &json!({}));
        assert_eq!(read(again, name, &text), nothing, "{name}");
    });
}

#[test]
fn every_member_may_be_missing() {
    for_every_model(|name, again, _| {
        let written = read(again, name, &json!({}));
        let members = written.as_object().expect("an object").values();
        let empty_lists = members.into_iter().all(|value| value == &json!([]));
        assert!(empty_lists, "{name}: {written}");
    });
}

#[test]
fn every_member_may_be_null() {
    for_every_model(|name, again, properties| {
        for member in properties.keys() {
            read(again, name, &json!({ member: null }));
        }
        let all: Map<_, _> = properties
            .keys()
            .map(|member| (member.clone(), Value::Null))
            .collect();
        read(again, name, &Value::Object(all));
    });
}

#[test]
fn a_number_that_nobody_has_documented_is_kept() {
    for_every_model(|name, again, properties| {
        for (member, schema) in properties {
            let is_integer = schema["type"] == "integer" || schema["type"][0] == "integer";
            if !is_integer {
                continue;
            }
            for number in [-1, 0, 4711, i64::from(i32::MAX)] {
                let written = read(again, name, &json!({ member: number }));
                assert_eq!(written[member], number, "{name}.{member}");
            }
        }
    });
}
