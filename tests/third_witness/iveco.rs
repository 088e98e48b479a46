//! The page "POST ANS73/btcontroller/workshopactivationbt".

use crate::contract::Contract;
use crate::page::{Model, assert_models, routes};

const ROUTE: (&str, &str) = ("post", "/ANS73/btcontroller/workshopactivationbt");

const MODELS: [Model<'static>; 2] = [
    (
        "WorkshopActivationBTRequest",
        &[
            ("Source", "integer"),
            ("DossierNumber", "string"),
            ("AccountId", "string"),
            ("DMDOutletCode", "string"),
            ("ReasonCode", "integer"),
            ("ContactDatetime", "date"),
            ("AcceptanceRefusalDatetime", "date"),
            ("Calloutcomes", "Collection of CalloutComes"),
        ],
    ),
    // Not in a table: as the samples show it.
    (
        "CalloutComes",
        &[
            ("Telephone", "string"),
            ("Tentative", "string"),
            ("UTCTimestamp", "date"),
            ("OutcomeOfTheCall", "integer"),
        ],
    ),
];

/// The namespace of the XML sample.
const NAMESPACE: &str =
    "http://schemas.datacontract.org/2004/07/Reply.Iveco.ANS.ICSSRestAPI.Logic.Requests";

fn contract() -> Contract {
    Contract::read(include_str!("../../crates/iveco-bt/openapi.yaml"))
}

#[test]
fn the_operation_of_the_page_is_that_of_the_contract() {
    let contract = contract();
    assert_eq!(contract.operations(), routes(&[ROUTE]));
    assert_eq!(contract.documented_operations(), routes(&[ROUTE]));
    assert!(
        contract.parameters(ROUTE.0, ROUTE.1).is_empty(),
        "URI Parameters: None."
    );
    contract.assert_is_what_the_client_sends(&[&iveco_bt::operations::WORKSHOP_ACTIVATION]);
}

#[test]
fn the_members_of_the_page_are_those_of_the_contract() {
    assert_models(&contract(), &MODELS);
}

#[test]
fn the_media_types_of_the_page_are_those_of_the_contract_but_for_the_form() {
    let contract = contract();
    let body = &contract.operation(ROUTE.0, ROUTE.1)["requestBody"]["content"];
    assert_eq!(
        crate::contract::names(body),
        [
            "application/json",
            "application/xml",
            "text/json",
            "text/xml"
        ]
        .into()
    );
}

#[test]
fn the_elements_of_the_xml_sample_are_those_of_the_contract() {
    let contract = contract();
    let root = &contract.schema("WorkshopActivationBTRequest")["xml"];
    assert_eq!(root["name"], "WorkshopActivationBTRequest");
    assert_eq!(root["namespace"], NAMESPACE);
    assert_eq!(
        contract.schema("CalloutComes")["xml"]["name"],
        "CalloutComes"
    );
}

#[test]
fn the_sample_of_the_page_validates_against_the_contract() {
    let sample = include_str!("../../crates/iveco-bt/samples/activation.json");
    let violations = |sample: &str| contract().violations(sample, "WorkshopActivationBTRequest");
    assert_eq!(violations(sample), Vec::<String>::new());
    assert_eq!(
        violations(&sample.replacen("\"ReasonCode\": 4", "\"ReasonCode\": \"4\"", 1)),
        ["/ReasonCode"]
    );
}
