//! Absent, null and present are three things.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by panicking

use serde::{Deserialize, Serialize};
use vendor_core::wire::{Nullable, RawJson, null_as_default};

#[derive(Debug, Default, Deserialize, PartialEq, Serialize)]
struct Update {
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    name: Nullable<String>,
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    count: Nullable<u32>,
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    extra: Nullable<RawJson>,
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    tags: Nullable<Vec<String>>,
}

#[test]
fn what_was_read_is_written_again_exactly() {
    for body in [
        "{}",
        r#"{"name":null}"#,
        r#"{"name":""}"#,
        r#"{"name":"x","count":0}"#,
        r#"{"count":null,"tags":[]}"#,
        r#"{"tags":null}"#,
        r#"{"extra":{"n":1.00}}"#,
        r#"{"extra":null}"#,
    ] {
        let update: Update = serde_json::from_str(body).unwrap();
        assert_eq!(serde_json::to_string(&update).unwrap(), body);
    }
}

#[test]
fn absent_null_and_a_value_are_told_apart() {
    let read = |body| serde_json::from_str::<Update>(body).unwrap().name;
    assert_eq!(read("{}"), Nullable::Absent);
    assert_eq!(read(r#"{"name":null}"#), Nullable::Null);
    assert_eq!(read(r#"{"name":""}"#), Nullable::Value(String::new()));
    for (value, absent, null) in [
        (Nullable::Absent, true, false),
        (Nullable::Null, false, true),
        (Nullable::Value(7), false, false),
    ] {
        assert_eq!(value.is_absent(), absent);
        assert_eq!(value.is_null(), null);
        assert_eq!(value.value().is_some(), !absent && !null);
        assert_eq!(value.into_value(), value.value().copied());
    }
}

#[test]
fn a_value_or_an_option_becomes_one() {
    assert_eq!(Nullable::from("x"), Nullable::Value("x".to_owned()));
    assert_eq!(Nullable::from(7), Nullable::Value(7));
    assert_eq!(Nullable::from(Some(7)), Nullable::Value(7));
    assert_eq!(Nullable::<u32>::from(None), Nullable::Null);
    assert_eq!(Nullable::<u32>::default(), Nullable::Absent);
}

#[test]
fn a_null_collection_is_read_as_empty() {
    #[derive(Deserialize)]
    struct List {
        #[serde(default, deserialize_with = "null_as_default")]
        items: Vec<u32>,
    }
    for (body, items) in [
        (r#"{"items":null}"#, vec![]),
        (r#"{"items":[]}"#, vec![]),
        (r#"{"items":[1]}"#, vec![1]),
        ("{}", vec![]),
    ] {
        assert_eq!(serde_json::from_str::<List>(body).unwrap().items, items);
    }
    assert!(serde_json::from_str::<List>(r#"{"items":[null]}"#).is_err());
    assert!(serde_json::from_str::<List>(r#"{"items":0}"#).is_err());
}
