//! Every model of an answer, of every vendor, reads what vendors really send: members that no page shows, members
//! that are missing, `null` for any of them, and numbers that nobody has documented. The list of models is held
//! against the contracts, so that none is forgotten.
#![allow(clippy::expect_used, clippy::panic)] // a test fails loudly

use std::collections::BTreeSet;

use behaviours::answers::{Again, vendors};
use serde_json::{Map, Value, json};

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
    let written = again(text.to_string().as_bytes());
    let written = written.unwrap_or_else(|error| panic!("{name}: {text}: {error}"));
    serde_json::from_str(&written).expect("a model is written as JSON")
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
