//! What does not decode is named by its path, line and column, and never by its value.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by panicking

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use vendor_core::DecodeError;
use vendor_core::wire::{LocalDateTime, OffsetDateTime, RawJson};

#[derive(Debug, Deserialize)]
#[allow(dead_code)] // only its decoding matters
struct Outer {
    items: Vec<Item>,
}

#[derive(Debug, Deserialize)]
#[allow(dead_code)] // only its decoding matters
struct Item {
    id: u8,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    at: Option<OffsetDateTime>,
    #[serde(default)]
    until: Option<LocalDateTime>,
    #[serde(default)]
    kind: Option<Kind>,
    #[serde(default)]
    uuid: Option<uuid::Uuid>,
    #[serde(default)]
    by_name: BTreeMap<String, u8>,
}

#[derive(Debug, Deserialize)]
#[allow(dead_code)] // only its decoding matters
enum Kind {
    Car,
    Van(u8),
}

fn error_of<T: DeserializeOwned + std::fmt::Debug>(text: &str) -> DecodeError {
    // A `RawJson` must be well-formed; what is inside of it need not fit.
    text.parse::<RawJson>().unwrap().decode::<T>().unwrap_err()
}

#[test]
fn the_path_and_the_expected_type_are_named() {
    for (item, path, expected) in [
        (r#"{"id":"secret"}"#, "items[1].id", Some("u8")),
        (r#"{"id":424242}"#, "items[1].id", Some("u8")),
        (r#"{"id":-42}"#, "items[1].id", Some("u8")),
        (r#"{"id":1.5}"#, "items[1].id", Some("u8")),
        (r#"{"id":null}"#, "items[1].id", Some("u8")),
        (r#"{"name":"secret"}"#, "items[1]", Some("a member \"id\"")),
        (r#"{"id":1,"name":42}"#, "items[1].name", Some("a string")),
        (
            r#"{"id":1,"at":"secret"}"#,
            "items[1].at",
            Some("a date and time with an offset, as 2024-10-15T05:29:19+02:00"),
        ),
        (
            r#"{"id":1,"until":"secret"}"#,
            "items[1].until",
            Some("a date and time without an offset, as 2024-10-15T05:29:19"),
        ),
        (r#"{"id":1,"kind":"secret"}"#, "items[1].kind", None),
        (r#"{"id":1,"uuid":"secret"}"#, "items[1].uuid", None),
        (r#"["secret"]"#, "items[1][0]", Some("u8")),
        (r#""secret""#, "items[1]", Some("a JSON object")),
        (r#"{"id":"x, expected secret"}"#, "items[1].id", Some("u8")),
    ] {
        let error = error_of::<Outer>(&format!(r#"{{"items":[{{"id":1}},{item}]}}"#));
        assert_eq!(error.path(), path, "{item}");
        assert_eq!(error.expected(), expected, "{item}");
        let shown = format!("{error} {error:?}");
        assert!(
            !shown.contains("secret") && !shown.contains("4242"),
            "{shown}"
        );
    }
}

#[test]
fn the_place_is_given_by_line_and_column() {
    let error = error_of::<Outer>("{\"items\": [\n  {\"id\": 1},\n  {\"id\": \"x\"}\n]}");
    assert_eq!((error.line(), error.column()), (3, 12));
    assert!(!error.is_truncated());
    assert_eq!(
        error.to_string(),
        "items[1].id does not decode (line 3, column 12): expected u8"
    );
}

#[test]
fn a_name_that_the_vendor_chose_is_not_shown() {
    // The key of a map, or the name of a variant, is the vendor's text.
    for item in [
        r#"{"id":1,"by_name":{"secret@example.com":"x"}}"#,
        r#"{"id":1,"kind":{"secret":1}}"#,
        r#"{"id":1,"kind":{"Van":"secret"}}"#,
    ] {
        let error = error_of::<Outer>(&format!(r#"{{"items":[{item}]}}"#));
        let shown = format!("{error} {error:?}");
        assert!(!shown.contains("secret"), "{shown}");
    }
}

#[test]
fn a_text_that_is_no_json_is_an_error_at_its_root() {
    for text in ["secret", "{\"a\":", ""] {
        let error = text.parse::<RawJson>().unwrap_err();
        assert!(!format!("{error} {error:?}").contains("secret"));
    }
    let error = "[1".parse::<RawJson>().unwrap_err();
    assert!(error.is_truncated());
}
