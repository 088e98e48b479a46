//! Decimals.

use dialler::Decimal;
use serde::{Deserialize, Serialize};

use super::{Number, texts};

#[derive(Deserialize, Serialize)]
#[serde(transparent)]
struct Exact(#[serde(with = "vendor_core::wire::decimal")] Decimal);

/// So many digits fit for sure.
const FITTING: usize = 28;

pub(super) fn check(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let number = without_quotes(text.trim_ascii());
    let Ok(exact) = serde_json::from_str::<Exact>(text) else {
        let is_plain = text == number && !number.contains(['e', 'E']);
        let is_short = number.bytes().filter(u8::is_ascii_digit).count() <= FITTING;
        let is_decimal = is_plain && is_short && Number::read(number).is_some();
        assert!(!is_decimal, "{text} is a decimal");
        return;
    };
    let written = serde_json::to_string(&exact).expect("a decimal is a number");
    assert_eq!(Number::read(&written), Number::read(number), "{text}");
    let is_plain = !number.contains(['e', 'E', '-']);
    assert!(!is_plain || written == number, "{text}: {written}");
    let again: Exact = serde_json::from_str(&written).expect("it was written by us");
    assert_eq!(again.0.serialize(), exact.0.serialize(), "{text}");
}

fn without_quotes(text: &str) -> &str {
    let inner = text.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
    inner.unwrap_or(text).trim()
}

pub(super) fn seeds() -> Vec<Vec<u8>> {
    texts([
        "0",
        "-0.00",
        "1.10",
        "\"12.50\"",
        "1e3",
        "-12E-4",
        "79228162514264337593543950335",
        "0.0000000000000000000000000001",
        "1234567890123456.789012345678",
        "1e-28",
        "0e99",
    ])
}
