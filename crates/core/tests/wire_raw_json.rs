//! JSON that no page describes is kept as it was written.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by panicking

use serde::{Deserialize, Serialize};
use vendor_core::wire::RawJson;

#[derive(Deserialize, Serialize)]
struct Open {
    data: RawJson,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    more: Option<RawJson>,
}

#[test]
fn the_text_is_kept_with_every_digit_and_in_its_order() {
    for text in [
        r#"{"b":1.00,"a":99999999999999999999.99,"b":2}"#,
        "1e-7",
        r#""\u0041 \ud83d\ude97""#,
        "[ 1 ,\n 2 ]",
        "null",
        "true",
    ] {
        let body = format!(r#"{{"data":{text}}}"#);
        let open: Open = serde_json::from_str(&body).unwrap();
        assert_eq!(open.data.get(), text);
        assert_eq!(serde_json::to_string(&open).unwrap(), body);
    }
}

#[derive(Debug, Deserialize)]
#[allow(dead_code)] // only its decoding matters
struct Outer {
    a: Inner,
}

#[derive(Debug, Deserialize)]
#[allow(dead_code)] // only its decoding matters
struct Inner {
    b: Vec<u8>,
}

#[test]
fn it_decodes_into_a_type_of_the_caller_or_names_the_path() {
    let raw: RawJson = r#"{"a":{"b":[1,"x"]}}"#.parse().unwrap();
    let error = raw.decode::<Outer>().unwrap_err();
    assert_eq!(error.path(), "a.b[1]");
    assert_eq!(error.expected(), Some("u8"));
    let numbers: Vec<u8> = "[1,2]".parse::<RawJson>().unwrap().decode().unwrap();
    assert_eq!(numbers, [1, 2]);
}

#[test]
fn what_is_no_json_is_no_raw_json() {
    for text in ["", "x", "{", "[1,]", "1 2", "'a'", "NaN"] {
        assert!(text.parse::<RawJson>().is_err(), "{text}");
    }
}

#[test]
fn texts_are_compared_and_the_default_is_null() {
    let parse = |text: &str| text.parse::<RawJson>().unwrap();
    assert_eq!(parse("1.0"), parse("1.0"));
    assert_ne!(parse("1.0"), parse("1.00"));
    assert_eq!(RawJson::default().get(), "null");
    assert_eq!(format!("{:?}", parse("\"secret\"")), "RawJson(8 bytes)");
}
