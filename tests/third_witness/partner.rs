//! The page "Prepared tickets".

use std::collections::BTreeSet;

use serde_json::json;

use crate::contract::{Contract, names};

const TICKETS: &str = "/v2/tickets/prepared-tickets";
const TICKET: &str = "/v2/tickets/prepared-tickets/{prepared-ticket-id}";

/// The page "Prepared tickets": verb, path, status of success.
const OPERATIONS: [(&str, &str, &str); 5] = [
    ("get", TICKETS, "200"),
    ("post", TICKETS, "201"),
    ("get", TICKET, "200"),
    ("put", TICKET, "200"),
    ("delete", TICKET, "204"),
];

/// The query parameters of the list: name, type, format.
const PARAMETERS: [(&str, &str, Option<&str>); 9] = [
    ("created_after", "string", Some("date-time")),
    ("created_before", "string", Some("date-time")),
    ("customer_id", "string", Some("uuid")),
    ("limit", "integer", Some("int32")),
    ("offset", "integer", Some("int64")),
    ("preparer_external_reference", "string", None),
    ("product_id", "string", Some("uuid")),
    // Printed as "number <int64>".
    ("ticket_number", "integer", Some("int64")),
    ("vin", "string", None),
];

/// The members of the schemas, and which of them the page marks as required.
const SCHEMAS: [(&str, &[&str], &[&str]); 6] = [
    (
        "PreparedTicket",
        &[
            "id",
            "created_at",
            "customer_id",
            "ticket_number",
            "vehicle_model_id",
            "vin",
            "voucher_code",
            "preparer_external_reference",
        ],
        &[],
    ),
    ("PreparedTicketList", &["query", "result", "total"], &[]),
    ("AppliedQuery", &["limit", "offset"], &[]),
    (
        "NewPreparedTicket",
        &[
            "customer_id",
            "vehicle_model_id",
            "vin",
            "voucher_code",
            "preparer_external_reference",
        ],
        &[
            "customer_id",
            "vehicle_model_id",
            "vin",
            "preparer_external_reference",
        ],
    ),
    (
        "PreparedTicketUpdate",
        &[
            "vehicle_model_id",
            "vin",
            "voucher_code",
            "preparer_external_reference",
        ],
        &[
            "vehicle_model_id",
            "vin",
            "voucher_code",
            "preparer_external_reference",
        ],
    ),
    (
        "Problem",
        &["type", "title", "status", "detail", "violations"],
        &[],
    ),
];

fn contract() -> Contract {
    Contract::read(include_str!("../../crates/prepared-tickets/openapi.yaml"))
}

fn violations(sample: &str, schema: &str) -> Vec<String> {
    contract().violations(sample, schema)
}

#[test]
fn the_operations_of_the_page_are_those_of_the_contract() {
    let contract = contract();
    let mut found = BTreeSet::new();
    for (verb, path) in contract.documented_operations() {
        let responses = names(&contract.operation(&verb, &path)["responses"]);
        let success = responses
            .iter()
            .find(|status| status.starts_with('2'))
            .expect("a success");
        assert!(
            responses.contains("default"),
            "{verb} {path}: the page documents a default"
        );
        let success = (*success).to_owned();
        found.insert((verb, path, success));
    }
    assert_eq!(contract.documented_operations(), contract.operations());
    let page = OPERATIONS.map(|(verb, path, status)| (verb.into(), path.into(), status.into()));
    assert_eq!(found, BTreeSet::from(page));
}

#[test]
fn the_parameters_of_the_page_are_those_of_the_contract() {
    let contract = contract();
    let parameters = contract.parameters("get", TICKETS);
    let found: BTreeSet<_> = parameters
        .iter()
        .map(|parameter| {
            assert_eq!(parameter["in"], "query");
            assert_ne!(
                parameter["required"], true,
                "the page marks none as required"
            );
            let schema = &parameter["schema"];
            (
                parameter["name"].as_str().expect("a name"),
                schema["type"].as_str().expect("a type"),
                schema["format"].as_str(),
            )
        })
        .collect();
    assert_eq!(found, BTreeSet::from(PARAMETERS));

    let path = contract.parameters("get", TICKET)[0];
    assert_eq!(
        (&path["name"], &path["in"]),
        (&json!("prepared-ticket-id"), &json!("path"))
    );
    assert_eq!(
        path["schema"],
        json!({ "type": "string", "format": "uuid" })
    );
}

#[test]
fn the_ranges_and_defaults_of_the_page_are_those_of_the_contract() {
    let contract = contract();
    let parameters = contract.parameters("get", TICKETS);
    let schema = |name: &str| {
        let parameter = parameters
            .iter()
            .find(|parameter| parameter["name"] == name);
        &parameter.expect("it is there")["schema"]
    };
    let member = |schema: &str, name: &str| &contract.schema(schema)["properties"][name];
    let limit = schema("limit");
    assert_eq!(
        (&limit["minimum"], &limit["maximum"], &limit["default"]),
        (&json!(0), &json!(1000), &json!(25))
    );
    let offset = schema("offset");
    assert_eq!(
        (&offset["minimum"], &offset["default"]),
        (&json!(0), &json!(0))
    );
    for vin in [
        schema("vin"),
        member("NewPreparedTicket", "vin"),
        member("PreparedTicketUpdate", "vin"),
    ] {
        assert_eq!(
            (&vin["minLength"], &vin["maxLength"]),
            (&json!(17), &json!(17))
        );
    }
    for schema in ["NewPreparedTicket", "PreparedTicketUpdate"] {
        let properties = &contract.schema(schema)["properties"];
        assert_eq!(properties["voucher_code"]["pattern"], "^[A-Z0-9]{4,8}$");
        assert_eq!(
            properties["voucher_code"]["type"],
            json!(["string", "null"])
        );
        assert_eq!(properties["vin"]["type"], json!(["string", "null"]));
        assert_eq!(properties["preparer_external_reference"]["maxLength"], 255);
        assert_eq!(properties["preparer_external_reference"]["type"], "string");
    }
}

#[test]
fn the_members_of_the_page_are_those_of_the_contract() {
    let contract = contract();
    let listed: BTreeSet<&str> = SCHEMAS.iter().map(|(name, _, _)| *name).collect();
    assert_eq!(contract.schemas(), listed);
    assert_eq!(contract.documented_schemas(), listed);
    for (name, members, required) in SCHEMAS {
        let members: BTreeSet<&str> = members.iter().copied().collect();
        assert_eq!(contract.members(name), members, "{name}");
        let required: BTreeSet<&str> = required.iter().copied().collect();
        assert_eq!(contract.required(name), required, "{name}");
    }
}

#[test]
fn the_samples_of_the_page_validate_against_the_contract() {
    let samples = [
        (
            include_str!("../../crates/prepared-tickets/samples/prepared-ticket.json"),
            "PreparedTicket",
        ),
        (
            include_str!("../../crates/prepared-tickets/samples/list.json"),
            "PreparedTicketList",
        ),
        (
            include_str!("../../crates/prepared-tickets/samples/list-expanded.json"),
            "PreparedTicketList",
        ),
        (
            include_str!("../../crates/prepared-tickets/samples/problem.json"),
            "Problem",
        ),
    ];
    for (sample, schema) in samples {
        assert_eq!(violations(sample, schema), Vec::<String>::new(), "{schema}");
    }
}

#[test]
fn the_request_samples_break_only_the_rule_that_the_page_breaks_itself() {
    let sample = include_str!("../../crates/prepared-tickets/samples/create.json");
    assert_eq!(violations(sample, "NewPreparedTicket"), ["/vin"]);
    assert_eq!(violations(sample, "PreparedTicketUpdate"), ["/vin"]);
}

#[test]
fn a_sample_with_a_wrong_member_would_be_noticed() {
    let sample = include_str!("../../crates/prepared-tickets/samples/prepared-ticket.json");
    let wrong = sample.replace("7440303", "\"7440303\"");
    assert_eq!(violations(&wrong, "PreparedTicket"), ["/ticket_number"]);
    let wrong = sample.replace("497f6eca-6276", "497f6eca_6276");
    assert_eq!(violations(&wrong, "PreparedTicket"), ["/id"]);
}

#[test]
fn the_client_sends_what_the_contract_names() {
    use prepared_tickets::operations as client;
    contract().assert_is_what_the_client_sends(&[
        &client::LIST_PREPARED_TICKETS,
        &client::CREATE_PREPARED_TICKET,
        &client::GET_PREPARED_TICKET,
        &client::UPDATE_PREPARED_TICKET,
        &client::DELETE_PREPARED_TICKET,
    ]);
}
