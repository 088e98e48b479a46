//! The page "POST api/leads".

use serde_json::json;

use crate::contract::Contract;
use crate::page::{Model, assert_models, routes};

const FETCH: (&str, &str) = ("post", "/api/leads");

/// The help pages' index.
const INDEX: [(&str, &str); 3] = [
    FETCH,
    ("post", "/api/leads/ValidateGetLeads"),
    ("post", "/api/leads/SendAcknos"),
];

const MODELS: [Model<'static>; 3] = [
    (
        "LeadResponse",
        &[
            ("Leads", "Collection of Lead"),
            ("Status", "integer"),
            ("Message", "string"),
        ],
    ),
    // Not in a table: as the sample shows it.
    (
        "Lead",
        &[
            ("IDLeadBank", "integer"),
            ("IDprovider", "integer"),
            ("NameProvider", "string"),
            ("IDService", "integer"),
            ("NameService", "string"),
            ("State", "integer"),
            ("IDCampaign", "string"),
            ("NameCampaign", "string"),
            ("BandDealerID", "string"),
            ("ExternalLeadID", "string"),
            ("QualificationDate", "date"),
            ("CreateDate", "date"),
            ("Contents", "Collection of Content"),
        ],
    ),
    (
        "Content",
        &[
            ("ID", "integer"),
            ("Key", "string"),
            ("Value", "string"),
            ("Type", "integer"),
        ],
    ),
];

fn contract() -> Contract {
    Contract::read(include_str!("../../crates/leadbank/openapi.yaml"))
}

#[test]
fn the_operations_of_the_pages_are_those_of_the_contract() {
    use leadbank::operations as client;
    let contract = contract();
    assert_eq!(contract.documented_operations(), routes(&[FETCH]));
    assert_eq!(contract.operations(), routes(&INDEX));
    contract.assert_is_what_the_client_sends(&[
        &client::FETCH_LEADS,
        &client::VALIDATE_LEADS,
        &client::SEND_ACKNOWLEDGEMENTS,
    ]);
}

#[test]
fn the_members_of_the_page_are_those_of_the_contract() {
    assert_models(&contract(), &MODELS);
}

#[test]
fn the_body_of_a_fetch_is_a_bare_integer() {
    let contract = contract();
    let content = &contract.operation(FETCH.0, FETCH.1)["requestBody"]["content"];
    assert_eq!(
        crate::contract::names(content),
        ["application/json", "text/json"].into()
    );
    for media_type in ["application/json", "text/json"] {
        let schema = content[media_type]["schema"].clone();
        assert_eq!(
            contract.violations_of("1", schema.clone()),
            Vec::<String>::new()
        );
        assert_eq!(contract.violations_of("\"1\"", schema), [""]);
    }
}

#[test]
fn the_samples_of_the_pages_validate_against_the_contract() {
    let contract = contract();
    let leads = include_str!("../../crates/leadbank/samples/leads.json");
    assert_eq!(
        contract.violations(leads, "LeadResponse"),
        Vec::<String>::new()
    );
    let wrong = leads.replacen("\"IDprovider\": 2", "\"IDprovider\": \"2\"", 1);
    assert_eq!(
        contract.violations(&wrong, "LeadResponse"),
        ["/Leads/0/IDprovider"]
    );

    let acknowledgements = include_str!("../../crates/leadbank/samples/acknowledgements.json");
    let list = json!({
        "type": "array",
        "items": { "$ref": "#/components/schemas/AcknosRequest" }
    });
    assert_eq!(
        contract.violations_of(acknowledgements, list),
        Vec::<String>::new()
    );
    let receipt = include_str!("../../crates/leadbank/samples/receipt.json");
    assert_eq!(
        contract.violations(receipt, "Response"),
        Vec::<String>::new()
    );
}
