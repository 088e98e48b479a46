//! A request is checked before it is sent: all violations at once, and none with a value.
#![cfg(feature = "test-util")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by panicking

mod support;

use support::{Anything, READ_ONE, Script, call, clock};
use vendor_core::validate::{Validate, Violations};
use vendor_core::{Delivery, ErrorKind, Request};

struct Ticket {
    vin: &'static str,
    voucher: &'static str,
    parts: Vec<Part>,
    owner: Option<Part>,
}

struct Part {
    count: i64,
}

impl Validate for Ticket {
    fn validate(&self, violations: &mut Violations) {
        violations.characters("vin", self.vin, 17..=17);
        violations.characters("voucher", self.voucher, 4..=8);
        violations.charset("voucher", self.voucher, &['A'..='Z', '0'..='9', '-'..='-']);
        violations.items("parts", &self.parts, ..=2);
        violations.each("parts", &self.parts);
        if let Some(owner) = &self.owner {
            violations.within("owner", owner);
        }
    }
}

impl Validate for Part {
    fn validate(&self, violations: &mut Violations) {
        violations.range("count", self.count, 1..=99);
    }
}

fn all_of(value: &impl Validate) -> Vec<String> {
    Violations::of(value)
        .iter()
        .map(ToString::to_string)
        .collect()
}

#[test]
fn all_violations_are_named_at_once_and_none_shows_its_value() {
    let ticket = Ticket {
        vin: "sesame",
        voucher: "sésame!",
        parts: vec![Part { count: 1 }, Part { count: 777 }, Part { count: -777 }],
        owner: Some(Part { count: 0 }),
    };
    assert_eq!(
        all_of(&ticket),
        [
            "vin must have exactly 17 characters, not 6",
            "voucher may hold only characters of A-Z, 0-9, -, which the one at position 1 is not",
            "parts must have at most 2 items, not 3",
            "parts[1].count must be 1 to 99",
            "parts[2].count must be 1 to 99",
            "owner.count must be 1 to 99",
        ]
    );
}

#[test]
fn what_fits_has_no_violation() {
    let ticket = Ticket {
        vin: "ZCFC135A405000001",
        voucher: "WQ4M-M3",
        parts: vec![Part { count: 1 }, Part { count: 99 }],
        owner: None,
    };
    assert_eq!(all_of(&ticket), [] as [&str; 0]);
}

#[test]
fn characters_are_counted_and_not_bytes() {
    struct Name(&'static str);
    impl Validate for Name {
        fn validate(&self, violations: &mut Violations) {
            violations.characters("name", self.0, ..=4);
        }
    }
    assert_eq!(
        all_of(&Name("\u{fc}\u{fc}\u{fc}\u{1f697}")),
        [] as [&str; 0]
    );
    assert_eq!(
        all_of(&Name("fives")),
        ["name must have at most 4 characters, not 5"]
    );
}

#[test]
fn bounds_are_said_in_words() {
    struct Bounds;
    impl Validate for Bounds {
        fn validate(&self, violations: &mut Violations) {
            violations.range("a", 0, 1..);
            violations.range("b", 9, ..9);
            violations.range("c", 9, 1..9);
            violations.range("d", 9, ..=8);
            violations.range("e", 9, 8..=8);
            violations.items::<u8>("f", &[], 1..);
            violations.range("g", f64::NAN, 0.0..=1.0);
        }
    }
    assert_eq!(
        all_of(&Bounds),
        [
            "a must be at least 1",
            "b must be less than 9",
            "c must be 1 or more and less than 9",
            "d must be at most 8",
            "e must be exactly 8",
            "f must have at least 1 item, not 0",
            "g must be 0 to 1",
        ]
    );
}

#[tokio::test]
async fn a_request_with_violations_is_not_sent_and_names_them_all() {
    let clock = clock();
    let script = Script::new(&clock, []);
    let mut request = Request::new(&READ_ONE);
    let ticket = Ticket {
        vin: "sesame",
        voucher: "ok-9",
        parts: Vec::new(),
        owner: None,
    };
    request.path("id", &"..");
    request.violations().check(&ticket);
    let error = call(&script.client())
        .json::<Anything>(request)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    assert_eq!(error.delivery(), Delivery::NotSent);
    assert_eq!(error.attempts(), 0);
    let fields: Vec<_> = error
        .violations()
        .iter()
        .map(|violation| violation.field().to_owned())
        .collect();
    assert_eq!(fields, ["id", "vin", "voucher"]);
    assert_eq!(
        error.to_string(),
        "readThing: not sent: the request is invalid: id must not be a dot segment (\".\" or \"..\"); \
         vin must have exactly 17 characters, not 6; voucher may hold only characters of A-Z, 0-9, -, \
         which the one at position 1 is not"
    );
    assert!(!error.report().contains("sesame"));
    assert_eq!(script.count(), 0);
}
