//! Money never passes through a float.
#![cfg(all(feature = "test-util", feature = "decimal"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by panicking

mod support;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use support::{Script, Step, call, clock, create};
use vendor_core::wire::{Nullable, decimal};
use vendor_core::{Delivery, ErrorKind, Request};

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
struct Price {
    #[serde(with = "decimal")]
    amount: Decimal,
    #[serde(
        default,
        with = "decimal::option",
        skip_serializing_if = "Option::is_none"
    )]
    tax: Option<Decimal>,
    #[serde(
        default,
        with = "decimal::nullable",
        skip_serializing_if = "Nullable::is_absent"
    )]
    discount: Nullable<Decimal>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    parts: Vec<Price>,
}

fn price(amount: &str) -> Price {
    serde_json::from_str(&format!(r#"{{"amount":{amount}}}"#)).unwrap()
}

#[test]
fn a_number_is_written_as_it_was_read() {
    for number in [
        "99999999999999.99",
        "10.10",
        "0.10",
        "0",
        "1",
        "-1",
        "1.00",
        "100",
        "0.0000001",
        "79228162514264337593543950335",
        "-79228162514264337593543950335",
        "0.1234567890123456789012345678",
        "1234567890.123456789",
        "9007199254740993",
    ] {
        let written = serde_json::to_string(&price(number)).unwrap();
        assert_eq!(written, format!(r#"{{"amount":{number}}}"#));
        assert_eq!(price(number).amount.to_string(), number);
    }
}

#[test]
fn a_number_in_quotes_is_read_as_exactly() {
    for number in ["99999999999999.99", "10.10", "1e-7", "-0.5", "0"] {
        assert_eq!(price(&format!("\"{number}\"")), price(number), "{number}");
    }
    assert_eq!(price("\" 10.10 \"").amount.to_string(), "10.10");
}

#[test]
fn an_exponent_is_read_exactly() {
    for (number, value) in [
        ("1e-7", "0.0000001"),
        ("1E-7", "0.0000001"),
        ("1.5e3", "1500"),
        ("1.5e+3", "1500"),
        ("1.50e1", "15.0"),
        ("15e-1", "1.5"),
        ("1e0", "1"),
        ("1e28", "10000000000000000000000000000"),
        ("7e-28", "0.0000000000000000000000000007"),
        ("0e5", "0"),
        ("-2.5e2", "-250"),
        ("0.00000000000000000001e20", "1"),
    ] {
        let amount = price(number).amount;
        assert_eq!(amount, value.parse().unwrap(), "{number}");
        let written = serde_json::to_string(&price(number)).unwrap();
        assert_eq!(
            price(&amount.to_string()),
            serde_json::from_str(&written).unwrap()
        );
    }
}

#[test]
fn what_cannot_be_held_exactly_is_an_error_and_never_rounded() {
    for number in [
        "123456789012345678901234567890",
        "0.123456789012345678901234567890",
        "1.00000000000000000000000000001",
        "79228162514264337593543950336",
        "0.1234567890123456789012345678901234e1",
        "12345678901234567890123456789.5e-1",
        "1.2345678901234567890123456789e-5",
        "1e-29",
        "1e29",
        "1e400",
        "1e-400",
        "1e99999999999999999999",
        "1e-99999999999999999999",
    ] {
        for text in [number.to_owned(), format!("\"{number}\"")] {
            let body = format!(r#"{{"amount":{text}}}"#);
            let read = serde_json::from_str::<Price>(&body);
            assert!(
                read.is_err(),
                "{number} became {:?}",
                read.map(|price| price.amount)
            );
        }
    }
}

#[test]
fn what_is_no_number_is_an_error() {
    for text in [
        "\"\"",
        "\"ten\"",
        "\"1,5\"",
        "\"1.5.5\"",
        "\"0x1\"",
        "\"1_000\"",
        "\"1e\"",
        "\"e1\"",
        "\"NaN\"",
        "\"inf\"",
        "\"--1\"",
        "true",
        "null",
        "[]",
        "{}",
        "[1]",
        "\"1 2\"",
        "\"1e1e1\"",
    ] {
        let body = format!(r#"{{"amount":{text}}}"#);
        let read = serde_json::from_str::<Price>(&body);
        assert!(
            read.is_err(),
            "{text} became {:?}",
            read.map(|price| price.amount)
        );
    }
}

#[test]
fn decimals_survive_in_lists_options_and_nullables() {
    let body = r#"{"amount":10.10,"tax":1e-7,"discount":null,"parts":[{"amount":99999999999999.99,"discount":0.50},{"amount":"0.30"}]}"#;
    let price: Price = serde_json::from_str(body).unwrap();
    assert_eq!(price.amount.to_string(), "10.10");
    assert_eq!(price.tax.unwrap().to_string(), "0.0000001");
    assert_eq!(price.discount, Nullable::Null);
    assert_eq!(price.parts[0].amount.to_string(), "99999999999999.99");
    assert_eq!(price.parts[0].discount.value().unwrap().to_string(), "0.50");
    assert_eq!(price.parts[1].tax, None);
    assert_eq!(price.parts[1].discount, Nullable::Absent);
    assert_eq!(
        serde_json::to_string(&price).unwrap(),
        r#"{"amount":10.10,"tax":0.0000001,"discount":null,"parts":[{"amount":99999999999999.99,"discount":0.50},{"amount":0.30}]}"#
    );
    let null: Price = serde_json::from_str(r#"{"amount":1,"tax":null}"#).unwrap();
    assert_eq!(null.tax, None);
}

#[tokio::test]
async fn a_decimal_is_sent_and_read_over_the_wire_digit_by_digit() {
    let clock = clock();
    let script = Script::new(&clock, [Step::json(200, r#"{"amount":99999999999999.99}"#)]);
    let mut request = create();
    request.json(&price("10.10"));
    let answer = call(&script.client()).json::<Price>(request).await.unwrap();
    assert_eq!(answer.amount.to_string(), "99999999999999.99");
    assert_eq!(script.sent()[0].body, r#"{"amount":10.10}"#);
}

#[tokio::test]
async fn a_decimal_that_does_not_decode_names_its_path_and_not_its_value() {
    let clock = clock();
    let body = r#"{"amount":1,"parts":[{"amount":"4242424242x"}]}"#;
    let script = Script::new(&clock, [Step::json(200, body)]);
    let request: Request = create();
    let error = call(&script.client())
        .json::<Price>(request)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(error.delivery(), Delivery::Done);
    assert_eq!(error.json_path(), Some("parts[0].amount"));
    assert_eq!(
        error.decode_error().unwrap().expected(),
        Some("a decimal number of at most 28 digits")
    );
    assert!(!format!("{error} {error:?}").contains("4242"));
}
