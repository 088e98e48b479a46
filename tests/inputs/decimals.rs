//! Exact decimals.

use behaviours::decoders::Number;
use dialler::Decimal;
use serde::{Deserialize, Serialize};
use vendor_core::wire::{Nullable, decimal};

use crate::chance::Chance;
use crate::group::Group;
use crate::json::{self, Json};

/// The three ways in which a model holds an amount.
#[derive(Deserialize, Serialize)]
struct Amounts {
    #[serde(with = "decimal")]
    one: Decimal,
    #[serde(
        default,
        with = "decimal::option",
        skip_serializing_if = "Option::is_none"
    )]
    option: Option<Decimal>,
    #[serde(
        default,
        with = "decimal::nullable",
        skip_serializing_if = "Nullable::is_absent"
    )]
    nullable: Nullable<Decimal>,
}

/// As many significant digits fit for sure.
const FITTING: usize = 28;

/// More than a decimal can hold.
const TOO_MANY: usize = 30;

#[test]
fn decimals() {
    let mut decimals = Group::new("decimals");
    decimals.holds(
        "any decimal: written, and read again with its scale",
        |chance| {
            let value = chance.decimal();
            let amounts = Amounts {
                one: value,
                option: Some(value),
                nullable: Nullable::Value(value),
            };
            let text = serde_json::to_string(&amounts).expect("a decimal is a number");
            let again: Amounts = serde_json::from_str(&text).expect("it was written by us");
            for again in [Some(again.one), again.option, again.nullable.into_value()] {
                assert_eq!(
                    again.map(|again| again.serialize()),
                    Some(value.serialize())
                );
            }
        },
    );
    decimals.holds(
        "the text of a number comes out as it went in, quoted or not",
        |chance| {
            let number = fitting(chance);
            let quoted = format!("{number:?}");
            for text in [&number, &quoted] {
                let text = format!(r#"{{"one":{text},"option":{text},"nullable":{text}}}"#);
                let amounts: Amounts = serde_json::from_str(&text).expect("it fits");
                let written = serde_json::to_string(&amounts).expect("a decimal is a number");
                let expected =
                    format!(r#"{{"one":{number},"option":{number},"nullable":{number}}}"#);
                assert_eq!(written, expected);
            }
        },
    );
    decimals.holds(
        "any number: every digit of it, or an error; never rounded",
        |chance| {
            let number = json::number(chance);
            let Ok(amounts) = serde_json::from_str::<Amounts>(&format!(r#"{{"one":{number}}}"#))
            else {
                let digits = number.bytes().filter(u8::is_ascii_digit).count();
                let is_plain = !number.contains(['e', 'E']);
                assert!(!is_plain || digits > FITTING, "{number} fits");
                return;
            };
            let written = Json::Number(amounts.one.to_string());
            assert!(
                written.is_same_number(&Json::Number(number.clone())),
                "{number}"
            );
        },
    );
    decimals.holds("more digits than fit are an error", |chance| {
        let first = chance.pick(b"123456789");
        let digits: String = (0..TOO_MANY)
            .map(|_| char::from(chance.pick(b"0123456789")))
            .collect();
        let number = format!("{}{digits}1", char::from(first));
        let at = 1 + chance.below(number.len() - 1);
        let (whole, fraction) = number.split_at(at);
        for number in [
            number.clone(),
            format!("{whole}.{fraction}"),
            format!("-0.{number}"),
        ] {
            let text = format!(r#"{{"one":{number}}}"#);
            assert!(serde_json::from_str::<Amounts>(&text).is_err(), "{number}");
        }
    });
    decimals.holds(
        "what is no number is an error, and null is not zero",
        |chance| {
            let text = json::any(chance);
            let is_number = Number::read(text.trim_matches('"').trim()).is_some();
            let read = serde_json::from_str::<Amounts>(&format!(r#"{{"one":{text}}}"#));
            assert!(is_number || read.is_err(), "{text}");
            let null: Amounts = serde_json::from_str(r#"{"one":1,"option":null,"nullable":null}"#)
                .expect("null is allowed there");
            assert_eq!((null.option, null.nullable), (None, Nullable::Null));
        },
    );
}

/// A number without an exponent that a decimal holds as it is written.
pub(crate) fn fitting(chance: &mut Chance) -> String {
    let digits = 1 + chance.below(FITTING);
    let digits: String = (0..digits)
        .map(|_| char::from(chance.pick(b"0123456789")))
        .collect();
    let at = chance.below(digits.len() + 1);
    let (whole, fraction) = digits.split_at(at);
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        whole => whole,
    };
    let number = match fraction {
        "" => whole.to_owned(),
        fraction => format!("{whole}.{fraction}"),
    };
    let is_zero = !number.bytes().any(|byte| (b'1'..=b'9').contains(&byte));
    let sign = if !is_zero && chance.flip() { "-" } else { "" };
    format!("{sign}{number}")
}
