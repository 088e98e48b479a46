//! Dates are written as they were read: with their digits and their offset.
#![cfg(feature = "test-util")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by panicking

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use vendor_core::wire::datetime::{dotnet_offset, naive, naive_7};
use vendor_core::wire::{DotnetDateTime, LocalDateTime, Nullable, OffsetDateTime};

fn again<T: for<'de> Deserialize<'de> + Serialize>(text: &str) -> String {
    let value: T = serde_json::from_str(&format!("\"{text}\"")).unwrap_or_else(|error| {
        panic!("{text}: {error}");
    });
    serde_json::to_string(&value)
        .unwrap()
        .trim_matches('"')
        .to_owned()
}

#[test]
fn a_date_with_an_offset_keeps_its_digits_and_its_offset() {
    for text in [
        "2024-10-15T05:29:19Z",
        "2024-10-15T05:29:19+00:00",
        "2024-10-15T05:29:19+02:00",
        "2024-10-15T05:29:19-09:30",
        "2024-10-15T05:29:19.1Z",
        "2024-10-15T05:29:19.10Z",
        "2024-10-15T05:29:19.000Z",
        "2024-10-15T05:29:19.1234567+02:00",
        "2024-10-15T05:29:19.123456789+02:00",
        "2024-12-31T23:59:60Z",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.9999999Z",
    ] {
        assert_eq!(again::<OffsetDateTime>(text), text);
    }
}

#[test]
fn a_date_without_an_offset_keeps_its_digits() {
    for text in [
        "2024-10-15T05:29:19",
        "2024-10-15T05:29:19.1",
        "2024-10-15T05:29:19.100",
        "2024-10-15T05:29:19.0000000",
        "2024-10-15T05:29:19.1234567",
        "2024-10-15T05:29:19.123456789",
        "2024-12-31T23:59:60",
        "0001-01-01T00:00:00",
    ] {
        assert_eq!(again::<LocalDateTime>(text), text);
    }
}

#[test]
fn a_date_of_dotnet_has_an_offset_or_none_and_is_written_as_it_was_read() {
    for (text, has_offset) in [
        ("2024-10-15T05:29:19.5139414+02:00", true),
        ("2024-10-15T05:29:19Z", true),
        ("2024-10-15T05:29:19.513", false),
        ("0001-01-01T00:00:00", false),
    ] {
        assert_eq!(again::<DotnetDateTime>(text), text);
        let date: DotnetDateTime = text.parse().unwrap();
        assert_eq!(date.offset().is_some(), has_offset, "{text}");
        assert!(text.starts_with(&date.local().to_string()), "{text}");
    }
    let cut = again::<DotnetDateTime>("2024-10-15T05:29:19.123456789+02:00");
    assert_eq!(cut, "2024-10-15T05:29:19.1234567+02:00");
    let error = "yesterday".parse::<DotnetDateTime>().unwrap_err();
    assert!(
        error.to_string().contains("with or without an offset"),
        "{error}"
    );
}

#[test]
fn a_date_is_made_from_the_system_s_time() {
    let date = OffsetDateTime::from(std::time::SystemTime::UNIX_EPOCH);
    assert_eq!(date.to_string(), "1970-01-01T00:00:00Z");
}

#[test]
fn what_no_vendor_could_read_is_not_written() {
    let far = NaiveDate::from_ymd_opt(10_000, 1, 1).unwrap();
    let far = far.and_hms_opt(0, 0, 0).unwrap();
    assert!(serde_json::to_string(&LocalDateTime::from(far)).is_err());
    assert!(serde_json::to_string(&OffsetDateTime::from(far.and_utc())).is_err());
    let date = OffsetDateTime::from(far.and_utc());
    assert!(dotnet_offset::serialize(&date, serde_json::value::Serializer).is_err());

    let odd = FixedOffset::east_opt(3599).unwrap();
    let odd = DateTime::UNIX_EPOCH.with_timezone(&odd);
    assert!(serde_json::to_string(&OffsetDateTime::from(odd)).is_err());
}

#[derive(Debug, Deserialize, PartialEq, Serialize)]
struct Forms {
    #[serde(
        default,
        with = "dotnet_offset::option",
        skip_serializing_if = "Option::is_none"
    )]
    dotnet: Option<OffsetDateTime>,
    #[serde(
        default,
        with = "naive_7::option",
        skip_serializing_if = "Option::is_none"
    )]
    naive_7: Option<LocalDateTime>,
    #[serde(
        default,
        with = "naive::option",
        skip_serializing_if = "Option::is_none"
    )]
    naive: Option<LocalDateTime>,
    #[serde(
        default,
        with = "naive_7::nullable",
        skip_serializing_if = "Nullable::is_absent"
    )]
    nullable: Nullable<LocalDateTime>,
}

fn forms_again(body: &str) -> String {
    let forms: Forms = serde_json::from_str(body).unwrap_or_else(|error| panic!("{body}: {error}"));
    serde_json::to_string(&forms).unwrap()
}

#[test]
fn the_form_of_dotnet_with_an_offset_has_at_most_seven_digits() {
    for (read, written) in [
        (
            "2024-10-15T05:29:19.1234567+02:00",
            "2024-10-15T05:29:19.1234567+02:00",
        ),
        (
            "2024-10-15T05:29:19.123+00:00",
            "2024-10-15T05:29:19.123+00:00",
        ),
        ("2024-10-15T05:29:19Z", "2024-10-15T05:29:19Z"),
        (
            "2024-10-15T05:29:19.123456789Z",
            "2024-10-15T05:29:19.1234567Z",
        ),
    ] {
        assert_eq!(
            forms_again(&format!(r#"{{"dotnet":"{read}"}}"#)),
            format!(r#"{{"dotnet":"{written}"}}"#)
        );
    }
}

#[test]
fn the_form_without_an_offset_and_with_seven_digits_always_has_seven() {
    for (read, written) in [
        ("2024-10-15T05:29:19", "2024-10-15T05:29:19.0000000"),
        ("2024-10-15T05:29:19.1", "2024-10-15T05:29:19.1000000"),
        ("2024-10-15T05:29:19.1234567", "2024-10-15T05:29:19.1234567"),
        (
            "2024-10-15T05:29:19.123456789",
            "2024-10-15T05:29:19.1234567",
        ),
        ("/Date(1728970159120)/", "2024-10-15T05:29:19.1200000"),
        ("/Date(1728970159000+0200)/", "2024-10-15T07:29:19.0000000"),
        ("/Date(1728970159000-0130)/", "2024-10-15T03:59:19.0000000"),
        ("/Date(0)/", "1970-01-01T00:00:00.0000000"),
        ("/Date(-1)/", "1969-12-31T23:59:59.9990000"),
        ("/Date(-62135596800000)/", "0001-01-01T00:00:00.0000000"),
        (
            "/Date(-62135596800000+0000)/",
            "0001-01-01T00:00:00.0000000",
        ),
        (r"\/Date(0)\/", "1970-01-01T00:00:00.0000000"),
    ] {
        assert_eq!(
            forms_again(&format!(r#"{{"naive_7":"{read}"}}"#)),
            format!(r#"{{"naive_7":"{written}"}}"#)
        );
    }
}

#[test]
fn the_form_without_an_offset_has_the_digits_that_were_read_or_that_it_needs() {
    for text in [
        "2024-10-15T05:29:19",
        "2024-10-15T05:29:19.500",
        "2024-10-15T05:29:19.0",
    ] {
        let body = format!(r#"{{"naive":"{text}"}}"#);
        assert_eq!(forms_again(&body), body);
    }
    let day = NaiveDate::from_ymd_opt(2024, 10, 15).unwrap();
    for (nanoseconds, written) in [
        (0, "2024-10-15T05:29:19"),
        (500_000_000, "2024-10-15T05:29:19.5"),
        (1, "2024-10-15T05:29:19.000000001"),
    ] {
        let at = day.and_hms_nano_opt(5, 29, 19, nanoseconds).unwrap();
        assert_eq!(LocalDateTime::from(at).to_string(), written);
    }
}

#[test]
fn a_date_may_be_absent_null_or_there() {
    for body in [
        "{}",
        r#"{"nullable":null}"#,
        r#"{"nullable":"2024-10-15T05:29:19.0000000"}"#,
    ] {
        assert_eq!(forms_again(body), body);
    }
    assert_eq!(forms_again(r#"{"naive":null,"dotnet":null}"#), "{}");
}

#[test]
fn what_is_no_date_is_an_error_that_names_the_form_and_not_the_value() {
    for (member, text) in [
        ("naive", "4242"),
        ("naive", "2031-10-15"),
        ("naive", "2031-10-15T05:29:19Z"),
        ("naive", "2031-10-15T05:29:19+02:00"),
        ("naive", "2031-13-15T05:29:19"),
        ("naive", "2031-02-30T05:29:19"),
        ("naive", "2031-10-15T25:29:19"),
        ("naive", ""),
        ("naive", "/Date(0)/"),
        ("naive_7", "/Date()/"),
        ("naive_7", "/Date(x)/"),
        ("naive_7", "/Date(0+99999)/"),
        ("naive_7", "/Date(99999999999999999999)/"),
        ("naive_7", "/Date(9223372036854775807)/"),
        ("naive_7", "/Date(8210266876799999+2359)/"),
        ("dotnet", "2031-10-15T05:29:19"),
        ("dotnet", "2031-10-15T05:29:19+99:00"),
    ] {
        let body = format!(r#"{{"{member}":"{text}"}}"#);
        let error = serde_json::from_str::<Forms>(&body)
            .expect_err(&body)
            .to_string();
        assert!(error.contains("expected a date and time"), "{error}");
        assert!(text.is_empty() || !error.contains(text), "{error}");
    }
    for body in [r#"{"naive":7}"#, r#"{"naive":{}}"#, r#"{"naive":[]}"#] {
        assert!(serde_json::from_str::<Forms>(body).is_err());
    }
}

#[test]
fn dates_of_a_program_are_written_with_the_digits_that_they_need() {
    let at: DateTime<Utc> = "2024-10-15T05:29:19.120Z".parse().unwrap();
    let offset = OffsetDateTime::from(at);
    assert_eq!(offset.to_string(), "2024-10-15T05:29:19.12Z");
    assert_eq!(offset.to_utc(), at);
    let fixed = DateTime::parse_from_rfc3339("2024-10-15T05:29:19+02:00").unwrap();
    assert_eq!(
        OffsetDateTime::from(fixed).to_string(),
        "2024-10-15T05:29:19+02:00"
    );
    assert_eq!(OffsetDateTime::from(fixed).at(), fixed);
    assert_eq!(
        format!("{:?}", OffsetDateTime::from(fixed)),
        "2024-10-15T05:29:19+02:00"
    );
}

#[test]
fn dates_are_compared_by_their_instant_and_not_by_how_they_are_written() {
    use std::collections::HashSet;
    let parse = |text: &str| text.parse::<OffsetDateTime>().unwrap();
    let (zulu, summer) = (
        parse("2024-10-15T05:00:00Z"),
        parse("2024-10-15T07:00:00.000+02:00"),
    );
    assert_eq!(zulu, summer);
    assert_eq!(HashSet::from([zulu, summer]).len(), 1);
    assert!(parse("2024-10-15T05:00:00.1Z") > summer);
    let local = |text: &str| text.parse::<LocalDateTime>().unwrap();
    assert_eq!(
        local("2024-10-15T05:00:00"),
        local("2024-10-15T05:00:00.000")
    );
    assert!(local("2024-10-15T05:00:00") < local("2024-10-15T05:00:01"));
}
