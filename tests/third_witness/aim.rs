//! The page "ContractFulfillmentRequest".

use serde_json::json;

use crate::contract::Contract;
use crate::page::{Model, assert_models, routes};

const ROUTES: [(&str, &str); 2] = [
    ("post", "/api/ContractFulfillment"),
    ("post", "/api/C2BSetContractSerial"),
];

/// The members that both forms of the request share.
const SHARED: [(&str, &str); 12] = [
    ("Ref", "string"),
    ("Serial", "string"),
    ("SerialPk", "long?"),
    ("CashPrice", "decimal?"),
    ("NewStatus", "string"),
    ("Notes", "string"),
    ("DeliveryDate", "DateTime?"),
    ("DeliveredAccessories", "List<DeliveredAccessory>"),
    ("DeletedAccessoryIds", "List<long>"),
    ("AddedAccessories", "List<Accessory>"),
    ("FirstDue", "DateTime?"),
    ("Unlock", "bool"),
];

const MODELS: [Model<'static>; 5] = [
    (
        "DeliveredAccessory",
        &[("Id", "long"), ("Delivered", "bool")],
    ),
    (
        "Accessory",
        &[
            ("Desc", "string"),
            ("Price", "decimal"),
            ("Type", "string"),
            ("CatNum", "int"),
            ("Sku", "string"),
            ("Report", "bool?"),
        ],
    ),
    (
        "ContractFulfillmentResponse",
        &[
            ("MassUpdateErrors", "List<UpdateContractErrorObj>"),
            ("Status", "BaseResponseResult"),
        ],
    ),
    (
        "BaseResponseResult",
        &[
            ("StatusCode", "string"),
            ("Login", "string"),
            ("ErrorCode", "string"),
            ("ErrorDisplayText", "string"),
            ("ErrorMessage", "string"),
            ("DomainName", "string"),
            ("IpAddress", "string"),
        ],
    ),
    (
        "UpdateContractErrorObj",
        &[("Ref", "string"), ("ErrorMessage", "string")],
    ),
];

fn contract() -> Contract {
    Contract::read(include_str!("../../crates/aim-contracts/openapi.yaml"))
}

#[test]
fn the_routes_of_the_page_are_in_the_contract() {
    assert_eq!(contract().documented_operations(), routes(&ROUTES));
}

#[test]
fn the_members_of_the_page_are_those_of_the_contract() {
    let with = |member| [&SHARED[..], &[member]].concat();
    let single = with(("CustomerAcct", "int?"));
    let item = with(("NewCustomerAcct", "int?"));
    let mass: [(&str, &str); 1] = [("MassUpdateItems", "List<UpdateContractObj>")];
    let base: [(&str, &str); 1] = [("Status", "BaseResponseResult")];
    let mut models = MODELS.to_vec();
    // One request on the page, two forms of it in the contract.
    models.push(("ContractFulfillmentRequest", &single));
    models.push(("MassUpdateRequest", &mass));
    models.push(("UpdateContractObj", &item));
    // `BaseResponse` on the page.
    models.push(("StatusResponse", &base));
    assert_models(&contract(), &models);
}

#[test]
fn the_headers_of_the_page_are_those_of_the_contract() {
    assert_eq!(
        contract().headers_of_credentials(),
        ["Token", "DeviceId", "AppId", "ApiKey", "OAuthToken"].into()
    );
}

#[test]
fn the_request_sample_is_the_union_of_both_forms_and_the_headers() {
    let contract = contract();
    let sample = include_str!("../../crates/aim-contracts/samples/contract-fulfillment.json");
    let sample: serde_json::Value = serde_json::from_str(sample).expect("the sample is JSON");
    let mut known = contract.members("ContractFulfillmentRequest");
    known.extend(contract.members("MassUpdateRequest"));
    known.extend(contract.headers_of_credentials());
    assert_eq!(crate::contract::names(&sample), known);

    let (mut single, mut mass) = (json!({}), json!({}));
    for (name, value) in sample.as_object().expect("an object") {
        if contract
            .members("MassUpdateRequest")
            .contains(name.as_str())
        {
            mass[name] = value.clone();
        } else if contract
            .members("ContractFulfillmentRequest")
            .contains(name.as_str())
        {
            single[name] = value.clone();
        }
    }
    let violations =
        |sample: &serde_json::Value, schema| contract.violations(&sample.to_string(), schema);
    assert_eq!(
        violations(&single, "ContractFulfillmentRequest"),
        Vec::<String>::new()
    );
    assert_eq!(violations(&mass, "MassUpdateRequest"), Vec::<String>::new());
    single["SerialPk"] = json!("0");
    assert_eq!(
        violations(&single, "ContractFulfillmentRequest"),
        ["/SerialPk"]
    );
}

#[test]
fn the_answer_of_the_page_validates_against_the_contract() {
    let sample =
        include_str!("../../crates/aim-contracts/samples/contract-fulfillment-response.json");
    assert_eq!(
        contract().violations(sample, "ContractFulfillmentResponse"),
        Vec::<String>::new()
    );
}

#[test]
fn the_client_sends_what_the_contract_names() {
    use aim_contracts::operations as client;
    contract().assert_is_what_the_client_sends(&[
        &client::GET_END_POINT,
        &client::LOGIN,
        &client::CONTRACT_FULFILLMENT,
        &client::SET_CONTRACT_SERIAL,
        &client::CONTRACT_DETAILS,
        &client::CONTRACT_FULL_DETAILS,
        &client::CONTRACT_STATUS_LISTING,
        &client::CONTRACT_DEFAULT_LISTING,
        &client::SCHEDULED_RETURNS,
        &client::SCHEDULE_RETURN,
        &client::PUT_SCHEDULED_RETURNS,
        &client::SCHEDULED_EXCHANGES,
        &client::SCHEDULE_EXCHANGE,
        &client::SET_CONTRACT_CUSTOMER,
        &client::TOGGLE_CONTRACT_LOCK,
        &client::UNFINISHED_CONTRACTS,
    ]);
}
